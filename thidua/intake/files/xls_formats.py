"""Which cell formats of an .xls show per cents or other numbers, or strike their text through: from its records.

Source: [MS-XLS] version 10, 2.4.122 (Font), 2.4.126 (Format), 2.4.353 (XF).
"""

from __future__ import annotations

import struct

from thidua.intake.files.number_format import BUILT_IN_PERCENTS, shows_another, shows_percent

FONT, FORMAT, XF = 0x0031, 0x041E, 0x00E0
_STRUCK = 0x08
_SKIPPED_FONT = 4
"""No font has this number: those from 4 on are numbered one higher."""


class FormatRecords:
    """The fonts, number formats and cell formats, in the order in which cells and formats name them by number."""

    def __init__(self) -> None:
        self._struck_fonts: list[bool] = []
        self._codes: dict[int, str] = {}
        self._cells: list[tuple[int, int]] = []

    def add(self, kind: int, content: bytes) -> None:
        """Take one record; what is too short for its kind counts as nothing special."""
        if kind == FONT:
            if len(self._struck_fonts) == _SKIPPED_FONT:
                self._struck_fonts.append(False)
            self._struck_fonts.append(len(content) >= 4 and bool(content[2] & _STRUCK))
        elif kind == FORMAT and len(content) >= 3:
            self._codes[content[0] | content[1] << 8] = _code(content)
        elif kind == XF:
            font, number = struct.unpack_from("<HH", content.ljust(4, b"\0"))
            self._cells.append((font, number))

    @property
    def percents(self) -> frozenset[int]:
        """Numbers of the cell formats that show per cents."""
        shown = BUILT_IN_PERCENTS - self._codes.keys()
        shown |= {number for number, code in self._codes.items() if shows_percent(code)}
        return frozenset(at for at, (_, number) in enumerate(self._cells) if number in shown)

    @property
    def others(self) -> frozenset[int]:
        """Numbers of the cell formats that show another number than is stored."""
        shown = {number for number, code in self._codes.items() if shows_another(code)}
        return frozenset(at for at, (_, number) in enumerate(self._cells) if number in shown)

    @property
    def struck(self) -> frozenset[int]:
        """Numbers of the cell formats whose font is struck through."""
        fonts = {at for at, is_struck in enumerate(self._struck_fonts) if is_struck}
        return frozenset(at for at, (font, _) in enumerate(self._cells) if font in fonts)


def _code(content: bytes) -> str:
    """A format's code: Excel 97 counts its letters in two bytes and marks how they are stored, Excel 95 in one."""
    length = content[2] | content[3] << 8 if len(content) >= 5 else 0
    if length and len(content) == 5 + length and content[4] == 0:
        return content[5:].decode("latin-1")
    if length and len(content) == 5 + 2 * length and content[4] == 1:
        return content[5:].decode("utf-16-le", "replace")
    return content[3:].decode("latin-1")
