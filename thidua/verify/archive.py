"""The files in a zip, one after the other and none larger than is opened of any.

A zip says twice what lies in it, before each file and in a list at its end, and may hold bytes that neither speaks of:
one program then shows another content than the next. So a zip is opened only if both say the same and every byte of it
belongs to one file, to what is said of it, or to the list (PKWARE's APPNOTE 6.3.10, sections 4.3 and 4.4).
"""

from __future__ import annotations

import struct
import unicodedata
import zlib
from collections.abc import Iterator
from dataclasses import dataclass

from thidua.verify.bounds import LARGEST, MEGABYTE, Bounds, TooMuchError, UnclearError

_BEGINS, _LISTED, _END, _AFTER = b"PK\x03\x04", b"PK\x01\x02", b"PK\x05\x06", b"PK\x07\x08"
_LOCAL = struct.Struct("<4s5H3I2H")
_CENTRAL = struct.Struct("<4s6H3I5H2I")
_TAIL = struct.Struct("<4s4H2IH")
_LONGEST_END = 65_557
"""The record at the end of a zip with the longest remark."""

_DIRECTORY = 2 * MEGABYTE
"""A list of contents that is longer is of more files than are opened."""

_LONGEST_EXTRA = 64
"""What programs note of a file beside its name: its times, who owns it."""

_CHUNK = MEGABYTE
_OFFICE = b"[Content_Types].xml"
_LOCKED, _FOLLOWS, _UTF8 = 0x1, 0x8, 0x800
_STORED, _DEFLATED = 0, 8


@dataclass(frozen=True)
class Member:
    """One file of a zip; without content if it is locked or cannot be read."""

    name: str
    content: bytes | None


@dataclass(frozen=True)
class _Entry:
    """What the list at the end says of one file."""

    raw: bytes
    flags: int
    method: int
    crc: int
    packed: int
    size: int
    start: int

    @property
    def name(self) -> str:
        return self.raw.decode("utf-8" if self.flags & _UTF8 else "cp437", "replace")


def is_archive(content: bytes) -> bool:
    """Whether a content begins as a zip does; workbooks and documents of Office do, too."""
    return content.startswith(_BEGINS)


def has_archive(content: bytes) -> bool:
    """Whether a program that reads a zip from its end takes a content for one, whatever it begins with."""
    return _END in content[-_LONGEST_END:]


def members(content: bytes, bounds: Bounds) -> Iterator[Member]:
    """The files of a zip in its order; none of a workbook or a document, which is one file to its reader.

    Raises
    ------
    TooMuchError
        If more comes out of it than is opened of any file.
    UnclearError
        If a byte of it belongs to nothing, or programs may see different files in it.
    ValueError
        If it is no zip.
    """
    bounds.deeper()
    try:
        entries = _entries(content)
        if any(entry.raw == _OFFICE for entry in entries):
            return
        spans = _spans(content, entries)
        for entry in entries:
            bounds.take_file()
            found = _content(content[slice(*spans[entry.start])], entry, bounds)
            if not entry.raw.endswith(b"/") or found != b"":  # a folder holds nothing itself
                yield Member(entry.name, found)
    finally:
        bounds.shallower()


def _entries(content: bytes) -> list[_Entry]:
    """What the list at the end says, if nothing else lies in or behind it."""
    end = content.rfind(_END, max(0, len(content) - _LONGEST_END))
    if end < 0 or end + _TAIL.size > len(content):
        raise ValueError("no list of contents")
    _, disk, first, here, count, length, start, remark = _TAIL.unpack_from(content, end)
    if length > _DIRECTORY:
        raise TooMuchError("files")
    if content[start : start + 4] != _LISTED:
        raise ValueError("no list of contents where it should be")
    found, place = [], start
    for _ in range(count):
        entry, place = _entry(content, place)
        found.append(entry)
    is_clear = not (disk or first or remark) and here == count and place == start + length == end
    names = {_same_name(entry.name) for entry in found}
    if not is_clear or end + _TAIL.size != len(content) or len(names) != len(found):
        raise UnclearError
    return found


def _entry(content: bytes, place: int) -> tuple[_Entry, int]:
    if place + _CENTRAL.size > len(content):
        raise UnclearError
    sign, _, _, flags, method, _, _, crc, packed, size, name, extra, remark, disk, _, _, start = _CENTRAL.unpack_from(
        content, place
    )
    if sign != _LISTED or extra > _LONGEST_EXTRA or remark or disk:
        raise UnclearError
    place += _CENTRAL.size
    return _Entry(content[place : place + name], flags, method, crc, packed, size, start), place + name + extra


def _same_name(name: str) -> str:
    """Two names with the same are one file to some disk."""
    return unicodedata.normalize("NFC", name.replace("\\", "/").rstrip("/. ")).casefold()


def _spans(content: bytes, entries: list[_Entry]) -> dict[int, tuple[int, int]]:
    """From where to where each file lies, by where it begins; nothing lies between them."""
    found, place = {}, 0
    for entry in sorted(entries, key=lambda each: each.start):
        if entry.start != place or place + _LOCAL.size > len(content):
            raise UnclearError
        sign, _, flags, method, _, _, crc, packed, size, name, extra = _LOCAL.unpack_from(content, place)
        begin = place + _LOCAL.size + name + extra
        said, follows = (crc, packed, size), bool(flags & _FOLLOWS)
        is_same = content[place + _LOCAL.size : begin - extra] == entry.raw and (flags, method) == (
            entry.flags,
            entry.method,
        )
        is_told = said == (entry.crc, entry.packed, entry.size) or (follows and not any(said))
        if sign != _BEGINS or not is_same or not is_told or extra > _LONGEST_EXTRA:
            raise UnclearError
        found[entry.start] = begin, begin + entry.packed
        place = begin + entry.packed + (_said_after(content, begin + entry.packed, entry) if follows else 0)
    if content[place : place + 4] != _LISTED:
        raise UnclearError
    return found


def _said_after(content: bytes, place: int, entry: _Entry) -> int:
    """How long is what a program that did not know the size before writes behind a file."""
    said = struct.pack("<3I", entry.crc, entry.packed, entry.size)
    for expected in (_AFTER + said, said):
        if content.startswith(expected, place):
            return len(expected)
    raise UnclearError


def _content(packed: bytes, entry: _Entry, bounds: Bounds) -> bytes | None:
    """What comes out, whatever the zip says of its size; None if that is not what the zip says."""
    if entry.flags & _LOCKED or entry.method not in (_STORED, _DEFLATED):
        return None
    if entry.method == _STORED:
        bounds.take(len(packed))
        found = packed
    else:
        inflated = _inflated(packed, bounds)
        if inflated is None:
            return None
        found = inflated
    return found if len(found) == entry.size and zlib.crc32(found) == entry.crc else None


def _inflated(packed: bytes, bounds: Bounds) -> bytes | None:
    stream, found, rest = zlib.decompressobj(-zlib.MAX_WBITS), bytearray(), packed
    try:
        while not stream.eof:
            chunk = stream.decompress(rest, _CHUNK)
            rest = stream.unconsumed_tail
            if not chunk and not rest and not stream.eof:
                return None
            bounds.take(len(chunk))
            found += chunk
            if len(found) > LARGEST:
                raise TooMuchError("total")
    except zlib.error:
        return None
    # What lies behind the end of a file is shown by whoever does not stop there.
    return None if stream.unused_data or rest else bytes(found)
