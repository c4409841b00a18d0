"""Which number formats of an .ods show another number than is stored: thousands, digits of their own, none.

Source: ODF 1.3 part 3, 16.29 (number:number-style), 16.3 (style:map), 19.346 (number:display-factor).
"""

from __future__ import annotations

import re
from dataclasses import dataclass

SHOWS_ANOTHER = (
    rb"number:display-factor=|<number:text>[.,]?[0-9]|<number:(?:number|currency)-style\b[^>]*(?:/>|>\s*<number:text)"
)
"""What parts without such a format have nowhere, as a regular expression."""
_OF_NUMBERS = ("number:number-style", "number:currency-style")
_DIGITS = ("number:number", "number:scientific-number", "number:fraction")
_ABOVE_0 = re.compile(r"value\(\)\s*(?:>|!=)")
_OWN_DIGITS = re.compile(r"[.,]?[0-9]")


@dataclass
class _Format:
    """A way to show numbers, as far as it was read."""

    has_number: bool
    """Whether it shows a number at all; other values than numbers are told by the reader of cells."""
    is_other: bool = False
    above_0: str = ""
    """The format that shows numbers above 0 in its place."""
    behind: str | None = None
    """The text right behind the number, while it is read; None elsewhere."""


class NumberFormats:
    """The number formats of some parts, from the elements and texts that a parser meets."""

    def __init__(self) -> None:
        self._known: dict[str, _Format] = {}
        self._open: _Format | None = None

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        """An element begins."""
        if tag.startswith("number:") and tag.endswith("-style"):
            self._open = _Format(has_number=tag not in _OF_NUMBERS)
            self._known[attributes.get("style:name", "")] = self._open
        elif self._open is None:
            return
        elif tag in _DIGITS:
            self._open.has_number, self._open.behind = True, ""
            self._open.is_other |= attributes.get("number:display-factor", "1") not in ("", "1")
        elif tag == "style:map" and _ABOVE_0.match(attributes.get("style:condition", "")):
            self._open.above_0 = self._open.above_0 or attributes.get("style:apply-style-name", "")

    def text(self, text: str) -> None:
        """Some text between elements."""
        if self._open is not None and self._open.behind is not None:
            self._open.behind += text

    def end(self, tag: str) -> None:
        """An element ends."""
        if self._open is None:
            return
        if tag == "number:text" or tag in _OF_NUMBERS:
            self._open.is_other |= _OWN_DIGITS.match(self._open.behind or "") is not None
            self._open.behind = None
        if tag.startswith("number:") and tag.endswith("-style"):
            self._open = None

    def shows_another(self, name: str) -> bool:
        """Whether a format shows a number above 0 as another one, or not at all."""
        shown = self._known.get(name)
        if shown is not None and shown.above_0:
            shown = self._known.get(shown.above_0)
        return shown is not None and (shown.is_other or not shown.has_number)
