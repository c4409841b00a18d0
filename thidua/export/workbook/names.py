"""Names in a workbook: of its sheets, and of the ranges that formulas and other programs find its tables by."""

from __future__ import annotations

import re

from thidua.export.workbook.letters import line_text
from thidua.present.table import Table
from thidua.registry import fold, strip_accents

LONGEST_SHEET_NAME = 31
"""Source: Microsoft, Excel specifications and limits."""

TABLE_PREFIX = "tbl_"
"""Begins the name of Excel's own table over a named range: no two things of a workbook may share a name."""

_NOT_IN_SHEET_NAME = re.compile(r"[\[\]:*?/\\]")
_LIKE_A_CELL = re.compile(r"[a-z]{1,3}\d+|[rc]|r\d*c\d*|r\d+|c\d+|true|false")


class UniqueNames:
    """Gives every name once: Excel takes two names that differ in capitals for the same."""

    def __init__(self, longest: int) -> None:
        self._longest = longest
        self._given: set[str] = set()

    def give(self, name: str) -> str:
        """The name, or with a number after it if it was given before.

        Examples
        --------
        >>> names = UniqueNames(8)
        >>> [names.give("Bảng 1"), names.give("bảng 1"), names.give("Bảng thật dài")]
        ['Bảng 1', 'bảng 1_2', 'Bảng thậ']
        """
        given, number = name[: self._longest], 1
        while given.casefold() in self._given:
            number += 1
            end = f"_{number}"
            given = name[: self._longest - len(end)] + end
        self._given.add(given.casefold())
        return given


def sheet_name(label: str) -> str:
    """A label as the name of a sheet: none of the letters that Excel refuses there, 31 at most.

    Examples
    --------
    >>> sheet_name("Bảng 1/2: 'a'")
    'Bảng 1 2 a'
    """
    plain = " ".join(_NOT_IN_SHEET_NAME.sub(" ", line_text(label)).replace("'", " ").split())
    plain = plain[:LONGEST_SHEET_NAME].strip()
    return f"{plain}_" if plain.casefold() in ("history", "") else plain


def range_name(name: str) -> str:
    """The name of a table as the name of a range: plain letters, and nothing that Excel reads as a cell.

    Examples
    --------
    >>> [range_name(name) for name in ("award_counts", "Bảng 1", "a1", "2020", "R1C1")]
    ['award_counts', 'bang_1', '_a1', '_2020', '_r1c1']
    """
    plain = re.sub(r"[^a-z0-9_]+", "_", strip_accents(fold(name)))[:200]
    is_free = plain[:1].isalpha() and not plain.startswith(TABLE_PREFIX) and not _LIKE_A_CELL.fullmatch(plain)
    return plain if is_free else f"_{plain}"


def heads_of(table: Table) -> list[str]:
    """One head a column, since a table on a sheet has one row of heads: a column of a group is told with its group."""
    return [f"{column.group}: {column.title}" if column.group else column.title for column in table.columns]
