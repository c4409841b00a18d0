"""The files in a zip, one after the other and none larger than is opened of any."""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass

from thidua.verify.bounds import LARGEST, MEGABYTE, Bounds, TooMuchError

_BEGINS = b"PK\x03\x04"
_END = b"PK\x05\x06"
_LONGEST_END = 65_557
"""The record at the end of a zip with the longest remark."""

_DIRECTORY = 2 * MEGABYTE
"""A list of contents that is longer is of more files than are opened."""

_CHUNK = MEGABYTE
_OFFICE = "[Content_Types].xml"


@dataclass(frozen=True)
class Member:
    """One file of a zip; without content if it is locked or cannot be read."""

    name: str
    content: bytes | None


def is_archive(content: bytes) -> bool:
    """Whether a content begins as a zip does; workbooks and documents of Office do, too."""
    return content.startswith(_BEGINS)


def members(content: bytes, bounds: Bounds) -> Iterator[Member]:
    """The files of a zip in its order; none of a workbook or a document, which is one file to its reader.

    Raises
    ------
    TooMuchError
        If more comes out of it than is opened of any file.
    zipfile.BadZipFile
        If it is no zip.
    """
    _check_directory(content)
    bounds.deeper()
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as opened:
            if _OFFICE in opened.NameToInfo:
                return
            for entry in opened.infolist():
                if not entry.is_dir():
                    bounds.take_file()
                    yield Member(entry.filename, _content(opened, entry, bounds))
    finally:
        bounds.shallower()


def _check_directory(content: bytes) -> None:
    end = content.rfind(_END, max(0, len(content) - _LONGEST_END))
    size = int.from_bytes(content[end + 12 : end + 16], "little") if end >= 0 else 0
    if size > _DIRECTORY:
        raise TooMuchError("files")


def _content(opened: zipfile.ZipFile, entry: zipfile.ZipInfo, bounds: Bounds) -> bytes | None:
    """What comes out, whatever the zip says of its size."""
    if entry.flag_bits & 1 or entry.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        return None
    found = bytearray()
    try:
        with opened.open(entry) as file:
            while chunk := file.read(_CHUNK):
                bounds.take(len(chunk))
                found += chunk
                if len(found) > LARGEST:
                    raise TooMuchError("total")
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, NotImplementedError, RuntimeError):
        return None
    return bytes(found)
