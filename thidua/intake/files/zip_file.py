"""The parts of a zipped workbook, inflated within a limit whatever the archive declares about itself, and put together.

Which parts a workbook has, and what stands in them, belongs to the modules of the formats.
"""

from __future__ import annotations

import io
import struct
import zipfile
import zlib

from thidua.intake.files.limits import Limits
from thidua.intake.files.safety import MEGABYTE, refusal

# Text of cells compresses 10 to 40 times; only a file made of one repeated byte comes near 1000.
_MOST_INFLATION = 200
# Below this a high ratio is harmless: small files of blank formatted rows have it.
_HARMLESS_MB = 10
_ENCRYPTED = 0x1
# An archive that is put together here never leaves memory: version 2.0, and the first day that the form can name.
_VERSION, _DAY = 20, 0x21


def read_parts(data: bytes, limits: Limits) -> dict[str, bytes]:
    """Inflate every part of an archive.

    Returns
    -------
    dict
        The bytes of each part by its name in lower case with forward slashes, as Excel compares them.

    Raises
    ------
    Unreadable
        F05 if the parts are larger than allowed, F07 if the archive is damaged or contradicts itself.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            entries, comment = archive.infolist(), archive.comment
    except (zipfile.BadZipFile, NotImplementedError, ValueError, struct.error, OverflowError) as problem:
        raise refusal("F07-damaged", found=problem) from None
    # Two programs may find two different directories in an archive with a comment; no workbook has one.
    if comment:
        raise refusal("F07-damaged", found="zip comment")
    _check_declared_size(sum(entry.file_size for entry in entries), len(data), limits)
    parts: dict[str, bytes] = {}
    for entry in entries:
        name = entry.filename.replace("\\", "/").lower()
        if name in parts:
            raise refusal("F07-damaged", found=f"two parts named {name}")
        parts[name] = _inflate(data, entry)
    return parts


def _check_declared_size(size: int, packed: int, limits: Limits) -> None:
    if size > limits.max_unpacked_mb * MEGABYTE:
        raise refusal("F05-unpacked", found=size / MEGABYTE, limit=limits.max_unpacked_mb)
    if size > max(_HARMLESS_MB * MEGABYTE, _MOST_INFLATION * packed):
        raise refusal("F05-ratio", found=size // packed, limit=_MOST_INFLATION)


def _inflate(data: bytes, entry: zipfile.ZipInfo) -> bytes:
    """Inflate one part and hold it to its declared size: not a byte more is produced."""
    if entry.flag_bits & _ENCRYPTED:
        raise refusal("F03-password")
    header = data[entry.header_offset : entry.header_offset + 30]
    if len(header) < 30 or not header.startswith(b"PK\x03\x04"):
        raise refusal("F07-damaged", found=entry.filename)
    start = entry.header_offset + 30 + sum(struct.unpack_from("<HH", header, 26))
    packed = data[start : start + entry.compress_size]
    if entry.compress_type == zipfile.ZIP_DEFLATED:
        stream = zlib.decompressobj(-zlib.MAX_WBITS)
        try:
            part = stream.decompress(packed, entry.file_size + 1)
        except zlib.error as problem:
            raise refusal("F07-damaged", found=f"{entry.filename}: {problem}") from None
        is_whole = stream.eof
    else:
        part, is_whole = packed, entry.compress_type == zipfile.ZIP_STORED
    if not is_whole or len(part) != entry.file_size or zlib.crc32(part) != entry.CRC:
        raise refusal("F07-damaged", found=entry.filename)
    return part


def store_parts(parts: dict[str, bytes]) -> io.BytesIO:
    """Put parts together as an archive whose reader need not inflate them; empties `parts` to hold each only once."""
    file, directory, count = io.BytesIO(), b"", len(parts)
    while parts:
        name, part = parts.popitem()
        letters = name.encode()
        about = struct.pack("<4H3IHH", 0, 0, 0, _DAY, zlib.crc32(part), len(part), len(part), len(letters), 0)
        directory += struct.pack("<4sHH", b"PK\x01\x02", _VERSION, _VERSION) + about
        directory += struct.pack("<3H2I", 0, 0, 0, 0, file.tell()) + letters
        file.write(struct.pack("<4sH", b"PK\x03\x04", _VERSION) + about + letters)
        file.write(part)
    ending = struct.pack("<4s4H2IH", b"PK\x05\x06", 0, 0, count, count, len(directory), file.tell(), 0)
    file.write(directory + ending)
    file.seek(0)
    return file
