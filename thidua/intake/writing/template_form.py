"""What a form asks for: its sheets and columns, as ``tables/templates.toml`` describes them.

How they are drawn belongs to ``template_sheet``, which words they offer to ``template``.
"""

from __future__ import annotations

from thidua.settings import Settings


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

    @property
    def height(self) -> int:
        """How many rows the headings take."""
        return max(len(column.heading) for column in self.columns)
