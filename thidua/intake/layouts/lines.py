"""Tells the lines of a table apart: data, group headings, totals, numbering, signatures.

Nothing is read out of a line here; the module of each layout does that.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from functools import cache, lru_cache
from typing import Literal, NamedTuple

from thidua.intake.cells.recipient_counts import read_recipients
from thidua.intake.files.workbook import Cell, Sheet
from thidua.intake.layouts.headings import heading_key
from thidua.intake.layouts.keys import EVIDENCE, KEY
from thidua.intake.layouts.part import is_filled
from thidua.intake.layouts.tables import FoundTable
from thidua.intake.text.repair import repair_text
from thidua.intake.words.award_words import awards_meant
from thidua.intake.words.kind_words import kind_meant
from thidua.intake.words.tables_said import read_words
from thidua.registry import fold

Role = Literal["data", "nameless", "group", "total", "stray"]

_SIGNING_DAY = re.compile(r"\bngày\s+[0-9.…]{1,2}\s+tháng\s+[0-9.…]{1,2}\s+năm\s+[0-9]{4}$")
_NUMBERING = re.compile(r"\(?[0-9]{1,2}\)?|\(?[A-Za-z]\)?|\(?[0-9]{1,2}\)?\s*=[\s0-9()+:*/x-]*")
_OUTLINE = re.compile(r"(?:[IVX]{1,5}|[A-ZĐ]|[a-zđ])\s*[.)/:-]?")
"""The number of a group heading in a cell of its own: "I", "A.", "b)"."""


class Line(NamedTuple):
    """One line below the headings: its number in the sheet, from 1, what it is, and its cells."""

    number: int
    role: Role
    cells: Sequence[Cell]

    @property
    def text(self) -> str:
        """The texts of a group heading, joined."""
        return " ".join(cell for cell in self.cells if isinstance(cell, str) and cell.strip())


_WEAK = ("award", "kind", "type", "class", "unit", "workplace", "position")
"""What stands beside a name in a line of data, and beside no heading of a group; it is no line of data by itself."""


def lines_of(sheet: Sheet, table: FoundTable, covered: Collection[int] = ()) -> Iterator[Line]:
    """Every line below the headings that means something, from top to bottom.

    Parameters
    ----------
    sheet, table
        The sheet, and where its table stands.
    covered
        Numbers of the rows over which a merged cell reaches that shows a line to be data.

    Yields
    ------
    Line
        Blank lines, the row of column numbers, repeated headings, signatures and what stands below them are passed
        over; a line of data below a signature is data all the same, so that nothing is lost. A line with figures
        that is nothing of all this is "stray".
    """
    keys = _key_columns(table)
    evidence = _evidence_columns(table)
    weak = {table.columns.get("number", -1), *(at for each in _WEAK for at in _columns(table, each))}
    strong = [column for column in evidence if column not in weak]
    number_column = table.columns.get("number", -1)
    rows = sheet.rows[table.first_row - 1 : table.last_row or None]
    is_list = table.layout == "decision_list"
    key = keys[0]
    is_signed = False
    for number, cells in enumerate(rows, start=table.first_row):
        # Most lines of a list begin with their number, have a name and a decision: nothing else is asked of them.
        if (
            is_list
            and number >= table.first_row + 3
            and isinstance(cells[0], int)
            and is_filled(cells[key])
            and any(is_filled(cells[column]) for column in strong)
        ):
            yield Line(number, "data", cells)
            continue
        shown = [cell for cell in cells if is_filled(cell)]
        if not shown:
            continue
        name = next((cells[column] for column in keys if is_filled(cells[column])), "")
        is_strong = any(is_filled(cells[column]) for column in strong)
        has_evidence = is_strong or number in covered or any(is_filled(cells[column]) for column in evidence)
        if number < table.first_row + 3 and len(shown) > 2 and all(_is_numbering(cell) for cell in shown):
            continue
        if _is_total(shown[0]) or (name and _is_total(name)):
            yield Line(number, "total", cells)
        elif any(map(_signs, shown)) and not _says_something(cells, keys, evidence):
            # "CHỦ TỊCH" or "Ba Bể, ngày 18 tháng 6 năm 2021" may stand under any column.
            is_signed = True
        elif _is_heading(cells, table):
            is_signed = False
        elif is_signed and number not in covered and not any(map(_has_figure, shown)):
            # Below the offices stand the names of those who sign.
            continue
        elif is_list and not is_strong and _heads_a_group(shown, name, cells, number_column):
            yield Line(number, "group", cells)
        elif has_evidence and name:
            yield Line(number, "data", cells)
        elif is_strong:
            yield Line(number, "nameless", cells)
        elif not is_signed and any(isinstance(cell, str) for cell in shown):
            yield Line(number, "group", cells)
        elif any(map(_has_figure, shown)) and (len(shown) > 1 or not isinstance(shown[0], str)):
            # One text below the signatures is a remark, whatever figures it names.
            yield Line(number, "stray", cells)


def _heads_a_group(shown: Sequence[Cell], name: Cell, cells: Sequence[Cell], number_column: int) -> bool:
    """Whether a line is a group heading in two cells: "I" and "TẬP THỂ", or one that names a kind or a title."""
    if not isinstance(name, str) or not name:
        return False
    number = cells[number_column] if number_column >= 0 else ""
    if len(shown) <= 3 and isinstance(number, str) and _OUTLINE.fullmatch(number.strip()):
        return True
    return len(shown) <= 2 and bool(kind_meant(repair_text(name).text) or awards_meant(repair_text(name).text))


def _columns(table: FoundTable, field: str) -> tuple[int, ...]:
    """The column of a field and those that count beside it."""
    if field not in table.columns:
        return ()
    return (table.columns[field], *table.also.get(field, ()))


def _key_columns(table: FoundTable) -> tuple[int, ...]:
    return _columns(table, KEY[table.layout])


def _evidence_columns(table: FoundTable) -> list[int]:
    if table.layout == "summary_return":
        return [column for field in table.columns if ":" in field for column in _columns(table, field)]
    return [column for field in EVIDENCE[table.layout] for column in _columns(table, field)]


def evidence_columns(table: FoundTable) -> list[int]:
    """The columns of which a merged cell shows that the lines it reaches over are data."""
    numbers = {table.columns.get("number", -1)}
    return [column for column in _evidence_columns(table) if column not in numbers]


def _is_numbering(cell: Cell) -> bool:
    text = str(int(cell)) if isinstance(cell, float) and cell.is_integer() else str(cell)
    return _NUMBERING.fullmatch(text.strip()) is not None


def _is_heading(cells: Sequence[Cell], table: FoundTable) -> bool:
    """Whether the headings are printed again, as on the next page of a long list."""
    shown = [(column, cell) for column, cell in enumerate(cells) if is_filled(cell)]
    return len(shown) > 1 and all(
        isinstance(cell, str) and column < len(table.headings) and heading_key(cell) in _parts(table.headings[column])
        for column, cell in shown
    )


@lru_cache(maxsize=1024)
def _parts(heading: str) -> frozenset[str]:
    """The heading of a column as keys: its rows one by one, and the whole."""
    return frozenset(heading_key(part) for part in (heading, *heading.split(" / ")))


def _says_something(cells: Sequence[Cell], keys: Sequence[int], evidence: Sequence[int]) -> bool:
    """Whether a line with the word of a signature is data all the same: a chairwoman can be commended."""
    said = [cells[column] for column in evidence if is_filled(cells[column]) and not _signs(cells[column])]
    is_named = any(is_filled(cells[key]) and not _signs(cells[key]) for key in keys)
    return any(map(_has_figure, said)) or (is_named and bool(said))


def _has_figure(cell: Cell) -> bool:
    return is_filled(cell) and (not isinstance(cell, str) or any(character.isdigit() for character in cell))


def _is_total(cell: Cell) -> bool:
    return isinstance(cell, str) and is_total_word(cell)


@lru_cache(maxsize=65536)
def is_total_word(text: str) -> bool:
    """Whether a text heads a line of sums."""
    # The whole text: "Tổng cộng (I+II)" is a total, "Tổng thu ngân sách" is not.
    key = re.sub(r"\(.*?\)", "", fold(repair_text(text).text)).strip(" .:;-")
    if key in _words("total"):
        return True
    found = _COUNTED_TOTAL.match(key)
    return found is not None and found[1] in _words("total") and isinstance(read_recipients(found[2]), tuple)


_COUNTED_TOTAL = re.compile(r"([^\W\d][^:0-9]*?)\s*(?::|\bcó\b|\blà\b|\bgồm\b)?\s*([0-9].*)")
"""A line of sums in words: "Cộng: 02 tập thể", "Tổng cộng có 02 tập thể, 03 cá nhân"."""


@lru_cache(maxsize=4096)
def is_section(text: str) -> bool:
    """Whether a text heads a section of a return ("II. Cấp tỉnh"), which may carry the sums of its lines."""
    key = re.sub(r"^(?:[ivx]+|[a-z]|[0-9]+)\s*[.)/-]\s*", "", fold(repair_text(text).text))
    return any(key.startswith(word) for word in _words("section"))


def _signs(cell: Cell) -> bool:
    return isinstance(cell, str) and _is_signature(cell)


@lru_cache(maxsize=65536)
def _is_signature(text: str) -> bool:
    """Whether a text belongs to the signatures: an office, or the place and day of signing."""
    key = fold(repair_text(text).text).lstrip("-+* ")
    if _SIGNING_DAY.search(key):
        return True
    return any(re.match(rf"{re.escape(word)}(?!\w)", key) for word in _words("signature"))


@cache
def _words(role: str) -> tuple[str, ...]:
    return tuple(fold(row["text"]) for row in read_words("row_words") if row["role"] == role)
