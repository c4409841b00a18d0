"""The streams inside an OLE container, the form of every Office file before 2007 and of every encrypted one since.

Only sectors and the directory are read here; what a stream says belongs to ``xls_file``.
Source: [MS-CFB] version 11, 2.2 to 2.6.
"""

from __future__ import annotations

import struct
from collections.abc import Sequence
from dataclasses import dataclass

from thidua.intake.files.safety import refusal

_LAST_SECTOR = 0xFFFFFFFA
"""Numbers from here on mark ends and free sectors."""
_STREAM, _ROOT = 2, 5


@dataclass(frozen=True, slots=True)
class _Entry:
    name: str
    kind: int
    start: int
    size: int


class OleFile:
    """A container over bytes: names of its storages and streams, and the bytes of a stream."""

    def __init__(self, data: bytes) -> None:
        """Read header, sector table and directory.

        Raises
        ------
        Unreadable
            F07 if they are cut short or lead in a circle.
        """
        if len(data) < 512:
            raise refusal("F07-damaged", found="OLE header")
        shift, small_shift = struct.unpack_from("<HH", data, 30)
        directory, self._small_limit, small_table = struct.unpack_from("<I4xII", data, 48)
        if shift not in (9, 12) or small_shift != 6:
            raise refusal("F07-damaged", found="OLE sector size")
        self._data, self._sector = data, 1 << shift
        self._next = self._sector_table()
        entries = self._chain(directory)
        self._entries = [_entry(entries[at : at + 128]) for at in range(0, len(entries) - 127, 128)]
        root = next((entry for entry in self._entries if entry.kind == _ROOT), None)
        if root is None or len(entries) % 128:
            raise refusal("F07-damaged", found="OLE directory")
        self._small_next = _numbers(self._chain(small_table))
        self._small = self._chain(root.start)

    @property
    def names(self) -> frozenset[str]:
        """Names of all storages and streams, at any depth, in lower case as they are compared."""
        return frozenset(entry.name for entry in self._entries if entry.kind)

    def stream(self, name: str) -> bytes:
        """The bytes of the first stream of that lower-case name; empty if there is none."""
        for entry in self._entries:
            if entry.name == name and entry.kind == _STREAM:
                if entry.size < self._small_limit:
                    return _follow(self._small, entry.start, self._small_next, 64)[: entry.size]
                return self._chain(entry.start)[: entry.size]
        return b""

    def _sector_table(self) -> Sequence[int]:
        """The next sector of each sector, gathered from the header's list and its continuation."""
        listed = list(struct.unpack_from("<109I", self._data, 76))
        more = struct.unpack_from("<I", self._data, 68)[0]
        seen = set()
        while more < _LAST_SECTOR:
            numbers = _numbers(self._bytes_of(more))
            if more in seen or not numbers:
                raise refusal("F07-damaged", found="OLE sector list")
            seen.add(more)
            listed += numbers[:-1]
            more = numbers[-1]
        return _numbers(b"".join(self._bytes_of(sector) for sector in listed if sector < _LAST_SECTOR))

    def _bytes_of(self, sector: int) -> bytes:
        return self._data[(sector + 1) * self._sector : (sector + 2) * self._sector]

    def _chain(self, start: int) -> bytes:
        # The first sector stands where the header would be sector -1.
        return _follow(self._data[self._sector :], start, self._next, self._sector)


def _follow(data: bytes, start: int, following: Sequence[int], size: int) -> bytes:
    """Join the sectors of a chain; the last one may be cut short, as some writers leave it."""
    pieces: list[bytes] = []
    while start < _LAST_SECTOR:
        if start >= len(following) or len(pieces) > len(following):
            raise refusal("F07-damaged", found="OLE chain")
        pieces.append(data[start * size : (start + 1) * size])
        start = following[start]
    return b"".join(pieces)


def _numbers(data: bytes) -> tuple[int, ...]:
    return struct.unpack(f"<{len(data) // 4}I", data[: len(data) // 4 * 4])


def _entry(record: bytes) -> _Entry:
    length, kind = struct.unpack_from("<HB", record, 64)
    start, size = struct.unpack_from("<II", record, 116)
    name = record[: max(0, min(length, 64) - 2)].decode("utf-16-le", "replace")
    return _Entry(name.lower(), kind, start, size)
