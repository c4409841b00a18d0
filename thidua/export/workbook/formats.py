"""How cells look: one face, bold for heads and sums, thin rules, no colour that means anything."""

from __future__ import annotations

from typing import Any

NUMBER_FORMATS = {
    "count": "#,##0",
    "percent": "0.0%",
    "amount": "#,##0.0",
    "decimal": "#,##0.0",
    "decimal2": "#,##0.00",
    "decimal3": "#,##0.000",
}
"""As the page rounds; Excel writes separators as the reader's own settings have them (in Vietnam 2.952 and 61,8%)."""

FACE = {"font_name": "Arial", "font_size": 11, "font_scheme": False}
"""A face without serifs that every office has; its digits are eight pixels wide, which `DIGIT_PIXELS` repeats."""

DIGIT_PIXELS, ROW_PIXELS = 72, 19
"""What the writer calls default column width (of a face with digits of eight pixels) and default row height."""

_STYLES: dict[str, dict[str, Any]] = {
    "title": {"bold": True, "font_size": 14},
    "mark": {"bold": True},
    "strong": {"bold": True, "text_wrap": True, "valign": "top"},
    "line": {},
    "text": {"text_wrap": True, "valign": "top"},
    "link": {"hyperlink": True},
    "head_label": {"bold": True, "text_wrap": True, "valign": "bottom", "align": "left", "top": 1, "bottom": 1},
    "head_text": {
        "bold": True,
        "text_wrap": True,
        "valign": "bottom",
        "align": "left",
        "indent": 1,
        "top": 1,
        "bottom": 1,
    },
    "head_number": {"bold": True, "text_wrap": True, "valign": "bottom", "align": "right", "top": 1, "bottom": 1},
}


class Formats:
    """The formats of one workbook, each made when it is first asked for."""

    def __init__(self, workbook: Any) -> None:
        self._workbook = workbook
        self._made: dict[tuple[str, ...], Any] = {}
        self._properties: dict[tuple[str, ...], dict[str, Any]] = {}

    def style(self, name: str) -> Any:
        """The format of a line, a link or the head of a column."""
        return self._get((name,), _STYLES[name])

    def cell(self, show: str, role: str = "body", *, is_last: bool = False) -> Any:
        """The format of a cell of a table, by what its column shows and what its row is; a rule ends the table."""
        key = (show, role, "last" if is_last else "")
        return self._made.get(key) or self._get(key, _cell_properties(show, role, is_last=is_last))

    def quoted(self, look: Any) -> Any:
        """The same look for a text that a spreadsheet would read as a formula, once somebody edits its cell."""
        key = next(key for key, made in self._made.items() if made is look)
        return self._get((*key, "quoted"), {**self._properties[key], "quote_prefix": True})

    def _get(self, key: tuple[str, ...], properties: dict[str, Any]) -> Any:
        if key not in self._made:
            self._made[key] = self._workbook.add_format({**FACE, **properties})
            self._properties[key] = properties
        return self._made[key]


def _cell_properties(show: str, role: str, *, is_last: bool) -> dict[str, Any]:
    """Marks such as “…” stand to the right like the numbers whose place they take."""
    is_number = show in NUMBER_FORMATS
    properties: dict[str, Any] = {"valign": "top", "align": "right" if is_number else "left"}
    if is_number:
        properties["num_format"] = NUMBER_FORMATS[show]
    else:
        properties["text_wrap"] = True
    if show == "text":
        properties["indent"] = 1
    if show == "link":
        properties["hyperlink"] = True
    if role not in ("body", "part"):
        properties["bold"] = True
    if role in ("subtotal", "total"):
        properties["top"] = 1
    if is_last:
        properties["bottom"] = 1
    return properties
