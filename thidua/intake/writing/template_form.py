"""What a form asks for: its sheets and columns, as ``tables/templates.toml`` describes them.

How they are drawn belongs to ``template_sheet``, which words they offer to ``template``.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date

from thidua.settings import Settings

_PLACE = re.compile("<([a-z]+)>")


class Column(Settings):
    """A column of a form: its headings from top to bottom, width in characters, and what is to be written.

    ``value`` is text, number, day, count, measure, percent, or the name of a list of choices; ``kind`` the recipient
    kind that a column of counts counts.
    """

    heading: tuple[str, ...]
    says: str
    width: float
    value: str = "text"
    kind: str = ""


class DatedWords(Settings):
    """Words of a form that hold on some days; ``over`` is the first day of a change that the form reaches over."""

    name: str
    text: str
    valid_from: date | None = None
    valid_to: date | None = None
    over: date | None = None

    def holds(self, first: date, last: date) -> bool:
        """Whether the words hold on both of these days."""
        return (self.valid_from or date.min) <= first and last <= (self.valid_to or date.max)


class Group(Settings):
    """Titles listed in a return under the level that confers them; ``in_place_of`` an authority that has ended."""

    heading: str
    authorities: tuple[str, ...]
    awards: tuple[str, ...]
    in_place_of: str = ""


class Form(Settings):
    """One sheet to be filled in."""

    name: str
    title: str
    columns: tuple[Column, ...]
    remark: str = ""
    has_numbering: bool = False
    groups: tuple[Group, ...] = ()

    def with_words(self, words: Mapping[str, str]) -> Form:
        """The form with the words of its days in place of "<places>" and the like."""

        def said(text: str) -> str:
            return _PLACE.sub(lambda found: words.get(found[1], found[0]), text)

        columns = tuple(
            column.changed(heading=tuple(map(said, column.heading)), says=said(column.says)) for column in self.columns
        )
        return self.changed(columns=columns)

    @property
    def height(self) -> int:
        """How many rows the headings take."""
        return max(len(column.heading) for column in self.columns)
