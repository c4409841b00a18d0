"""The parts of an .xlsx that goes back: those that were changed, and all others as they were sent, byte for byte.

What stands in a part belongs to the modules of the parts.
"""

from __future__ import annotations

import io
import posixpath
import struct
import zlib
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from zipfile import ZIP_DEFLATED, BadZipFile, ZipFile, ZipInfo

from thidua.intake.writing.xml_part import CannotEdit, appended, edited, escaped, parse_part

_TYPES = "[Content_Types].xml"
_TYPES_NAMESPACE = "http://schemas.openxmlformats.org/package/2006/content-types"
_LINKS_NAMESPACE = "http://schemas.openxmlformats.org/package/2006/relationships"
_EMPTY_LINKS = f'<?xml version="1.0" encoding="UTF-8"?>\n<Relationships xmlns="{_LINKS_NAMESPACE}"/>'.encode()
_FIRST_ZIP_DAY = (1980, 1, 1, 0, 0, 0)
_PIECES_AT_ONCE = 1 << 16
# One step more takes three times as long for sheets of blank cells, and saves nothing.
_LEVEL = 5
_UTF8_NAME = 0x800
_VERSION = 20
_FILE_HEADER = struct.Struct("<IHHHHHIIIHH")
_DIRECTORY_ENTRY = struct.Struct("<IHHHHHHIIIHHHHHII")
_DIRECTORY_END = struct.Struct("<IHHHHIIH")

Content = bytes | Iterable[bytes | memoryview]
"""A part as its bytes, or in pieces that are joined only as they are written; they can be gone through again."""


@dataclass(frozen=True, slots=True)
class Link:
    """A relationship of a part: its id, its type without the namespace ("comments"), and the part that it names."""

    id: str
    kind: str
    target: str


class Package:
    """The parts of one workbook, by names without regard to case."""

    def __init__(self, data: bytes = b"") -> None:
        self._data = data
        self._sent: dict[str, ZipInfo] = {}
        self._put: dict[str, tuple[str, Content]] = {}
        if data:
            try:
                with ZipFile(io.BytesIO(data)) as archive:
                    self._sent = {_key(entry.filename): entry for entry in archive.infolist()}
            except BadZipFile as problem:
                raise CannotEdit(str(problem)) from None

    def __contains__(self, name: str) -> bool:
        return _key(name) in self._put or _key(name) in self._sent

    def names(self) -> list[str]:
        """The names of all parts, in lower case."""
        return list(dict.fromkeys([*self._sent, *self._put]))

    def read(self, name: str) -> bytes:
        """A part as it stands now."""
        key = _key(name)
        if key in self._put:
            content = self._put[key][1]
            return content if isinstance(content, bytes) else b"".join(content)
        if key not in self._sent:
            raise CannotEdit(f"no part {name}")
        entry = self._sent[key]
        packed = bytes(self._packed(entry))
        return zlib.decompress(packed, -zlib.MAX_WBITS) if entry.compress_type == ZIP_DEFLATED else packed

    def put(self, name: str, content: Content) -> None:
        """Replace a part, or add one."""
        sent = self._sent.get(_key(name))
        self._put[_key(name)] = (sent.filename if sent else name, content)

    def drop(self, name: str) -> None:
        """Take out a part and its content type; links to it are the caller's to take out."""
        key = _key(name)
        self._sent.pop(key, None)
        self._put.pop(key, None)
        types = self.read(_TYPES)
        overrides = parse_part(types, "Types", _TYPES_NAMESPACE).all("Override")
        edits = [
            (one.start, one.end, b"")
            for one in overrides
            if _key(one.attributes.get("PartName", "").lstrip("/")) == key
        ]
        self.put(_TYPES, edited(types, edits))

    def free_name(self, pattern: str) -> str:
        """The first name that no part has: "xl/worksheets/sheet{}.xml" gives "xl/worksheets/sheet4.xml"."""
        number = 1
        while pattern.format(number) in self:
            number += 1
        return pattern.format(number)

    def declare(self, name: str, content_type: str) -> None:
        """State the content type of a part that was added."""
        types = self.read(_TYPES)
        root = parse_part(types, "Types", _TYPES_NAMESPACE)
        override = b'<Override PartName="/%b" ContentType="%b"/>' % (escaped(name), escaped(content_type))
        self.put(_TYPES, edited(types, appended(types, root, override)))

    def links(self, part: str) -> list[Link]:
        """What a part is linked to within the package."""
        name = _links_name(part)
        if name not in self:
            return []
        found = []
        for element in parse_part(self.read(name), "Relationships", _LINKS_NAMESPACE).all("Relationship"):
            if element.attributes.get("TargetMode") != "External":
                said = element.attributes.get("Target", "").replace("\\", "/")
                above = "" if said.startswith("/") else posixpath.dirname(part)
                target = posixpath.normpath(posixpath.join(above, said.lstrip("/")))
                kind = element.attributes.get("Type", "").rpartition("/")[2]
                found.append(Link(element.attributes.get("Id", ""), kind, target))
        return found

    def link(self, part: str, namespace: str, kind: str, target: str) -> str:
        """Link a part to another one; the id of the new relationship."""
        name = _links_name(part)
        content = self.read(name) if name in self else _EMPTY_LINKS
        root = parse_part(content, "Relationships", _LINKS_NAMESPACE)
        used = {element.attributes.get("Id", "").casefold() for element in root.children}
        number = len(used) + 1
        while f"rid{number}" in used:
            number += 1
        link = b'<Relationship Id="rId%d" Type="%b" Target="/%b"/>'
        link %= (number, escaped(f"{namespace}/{kind}"), escaped(target))
        self.put(name, edited(content, appended(content, root, link)))
        return f"rId{number}"

    def unlink(self, part: str, link_id: str) -> None:
        """Take out a relationship of a part."""
        name = _links_name(part)
        content = self.read(name)
        root = parse_part(content, "Relationships", _LINKS_NAMESPACE)
        edits = [(one.start, one.end, b"") for one in root.children if one.attributes.get("Id") == link_id]
        self.put(name, edited(content, edits))

    def save(self, target: Path) -> Path:
        """Write the package; the same content gives the same bytes. Parts that were not changed are not unpacked."""
        file = io.BytesIO()
        directory = [self._write_part(file, key) for key in self.names()]
        start = file.tell()
        file.write(b"".join(directory))
        size, count = file.tell() - start, len(directory)
        file.write(_DIRECTORY_END.pack(0x06054B50, 0, 0, count, count, size, start, 0))
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(file.getbuffer())
        return target

    def _write_part(self, file: io.BytesIO, key: str) -> bytes:
        """Write one part, and give its entry in the directory."""
        sent = self._sent.get(key)
        entry = ZipInfo(self._put[key][0] if key in self._put else self._sent[key].filename, _FIRST_ZIP_DAY)
        if key in self._put:
            entry.compress_type = ZIP_DEFLATED
            packed: Iterable[bytes | memoryview] = _pack(entry, self._put[key][1])
        elif sent:
            entry.compress_type, entry.CRC, entry.file_size = sent.compress_type, sent.CRC, sent.file_size
            entry.compress_size = sent.compress_size
            packed = [self._packed(sent)]
        name, start = entry.filename.encode(), file.tell()
        year, month, day = _FIRST_ZIP_DAY[:3]
        about = (_UTF8_NAME, entry.compress_type, 0, (year - 1980) << 9 | month << 5 | day)
        sizes = (entry.CRC, entry.compress_size, entry.file_size, len(name))
        file.write(_FILE_HEADER.pack(0x04034B50, _VERSION, *about, *sizes, 0) + name)
        file.writelines(packed)
        return _DIRECTORY_ENTRY.pack(0x02014B50, _VERSION, _VERSION, *about, *sizes, 0, 0, 0, 0, 0, start) + name

    def _packed(self, entry: ZipInfo) -> memoryview:
        at = entry.header_offset + 30 + sum(struct.unpack_from("<HH", self._data, entry.header_offset + 26))
        return memoryview(self._data)[at : at + entry.compress_size]


def _pack(entry: ZipInfo, content: Content) -> list[bytes]:
    """Deflate a part piece by piece: a sheet of many edits is never held as a whole."""
    stream = zlib.compressobj(_LEVEL, zlib.DEFLATED, -zlib.MAX_WBITS)
    packed: list[bytes] = []
    entry.CRC = entry.file_size = 0
    waiting: list[bytes | memoryview] = []
    held = 0

    def take() -> None:
        whole = waiting[0] if len(waiting) == 1 else b"".join(waiting)
        entry.CRC, entry.file_size = zlib.crc32(whole, entry.CRC), entry.file_size + len(whole)
        packed.append(stream.compress(whole))
        waiting.clear()

    for piece in [content] if isinstance(content, bytes) else content:
        waiting.append(piece)
        held += len(piece)
        if held >= _PIECES_AT_ONCE:
            take()
            held = 0
    take()
    packed.append(stream.flush())
    entry.compress_size = sum(map(len, packed))
    return packed


def _key(name: str) -> str:
    return name.replace("\\", "/").lower()


def _links_name(part: str) -> str:
    folder, _, name = part.rpartition("/")
    return f"{folder}/_rels/{name}.rels"
