"""Any frame as a table of the house, so that an own finding can go into a report, a PDF or a workbook."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from thidua.errors import ConfigError
from thidua.explore.held import held_rows
from thidua.explore.shown_frame import Said, Shown, checked_frame, language_of, name_of, said_of, shown_columns
from thidua.present.keyed import DECIMALS
from thidua.present.language import language, tr, written_in
from thidua.present.letters import printable
from thidua.present.numbers import MISSING, NOT_APPLICABLE
from thidua.present.part import Part, empty
from thidua.present.table import Cell, Column, Row, Table
from thidua.registry import Language, get_basis, quoted

LONG = 60
"""Of a longer table a page shows so many rows, on about two pages; the workbook has all of them."""
_WIDE = 8
_BASIS = "calendar"
"""The days of periods of a frame that does not say whose it is."""


@dataclass(frozen=True)
class OwnTable(Table):
    """A table that prints in its own language, whatever is written when it is looked at."""

    lang: Language = field(default="vi", kw_only=True)

    def _repr_mimebundle_(self, include: Any = None, exclude: Any = None) -> dict[str, Any]:
        with written_in(self.lang):
            return super()._repr_mimebundle_(include, exclude)


def table(
    frame: Any,
    title: str,
    *,
    name: str = "",
    titles: Mapping[str, str] | None = None,
    percent: str | Collection[str] = (),
    total: bool = False,
    notes: str | Iterable[str] = (),
    source: str = "",
    illustrative: bool | None = None,
    of: Any = None,
) -> Table | Part:
    """Make a table of the house out of any frame.

    Parameters
    ----------
    frame
        A `pandas.DataFrame`, or a Series; a named index becomes its first columns. What is missing in a column of
        numbers prints as "…", never as 0. A column of codes stays out where its name is beside it.
    title
        What stands above the table.
    name
        What `requires` in `reports.toml` may call it; the first words of the title if empty.
    titles
        The heads of columns by their names in the frame: ``{"count": "Số lượt"}``.
    percent
        Columns of fractions that print as per cent: 0.618 as "61,8%".
    total
        Whether a last row adds up the columns of whole numbers; the sum is "…" where a part of it is not known. Rows
        that hold one another have none: a half and its year, a district and its province.
    notes
        What stands below it, one or several.
    source
        Where the figures come from; that of `of` or of the frame if empty.
    illustrative
        Whether the figures are invented, and the page says so; as `of` or the frame says if None.
    of
        The report or opened dataset whose figures they are. Words and numbers are written in its language; without it
        in that of the dataset that gave the frame, and of a frame of one's own in that of the report.

    Returns
    -------
    Table or Part
        A part that says so where the frame has no rows.

    Raises
    ------
    ConfigError
        If the frame cannot be printed; one line says why and what to write.

    Examples
    --------
    >>> import pandas as pd
    >>> frame = pd.DataFrame({"Huyện": ["Ba Bể", "Na Rì"], "count": [1234, None], "share": [0.618, None]})
    >>> made = table(frame, "Giấy khen", titles={"share": "Tỷ trọng"}, percent="share")
    >>> print(made._repr_mimebundle_()["text/plain"].expandtabs(12))
    Giấy khen
    Huyện       Số lượng    Tỷ trọng
    Ba Bể       1.234       61,8%
    Na Rì       …           …
    """
    checked = checked_frame(frame)
    with written_in(language_of(checked, of)):
        called = name_of(title, name)
        said = said_of(checked, of, source, illustrative)
        if checked.empty:
            return empty(called, tr("{title}: không có dòng nào.", title=printable(title, limit=None)))
        columns = shown_columns(checked, titles, percent)
        if total:
            _check_total(checked)
        return table_of(columns, title, called, said, notes=texts_of(notes), total=total)


def _check_total(frame: Any) -> None:
    """Refuse to add up what is counted otherwise, or twice."""
    if "count_unit" in frame and frame["count_unit"].replace("", None).nunique() > 1:
        raise ConfigError(
            "some rows count instances and some recipients (count_unit): they have no sum; leave out total"
        )
    if "status" in frame and frame["status"].nunique() > 1:
        found = ", ".join(map(str, frame["status"].dropna().unique()))
        raise ConfigError(f"the rows are {found} (status): they have no sum; leave out total")
    if held := held_rows(frame, get_basis(frame.attrs.get("basis", _BASIS))):
        one, other = held
        raise ConfigError(
            f"the row of {one} holds another of itself: they have no sum; leave out total"
            if one == other
            else f"the row of {one} holds that of {other}: they have no sum; leave out one of them, or total"
        )


def table_of(
    columns: tuple[Shown, ...], title: str, name: str, said: Said, *, notes: tuple[str, ...], total: bool = False
) -> Table:
    """The table of columns that are ready to print."""
    rows = [
        Row({column.name: column.cells[at] for column in columns if column.cells[at] != ""})
        for at in range(len(columns[0].cells))
    ]
    if total:
        rows.append(Row(_total(columns), "total"))
    number = len(rows)
    printed = frozenset({*range(LONG), number - 1}) if number > LONG + 1 else None
    return OwnTable(
        name,
        printable(title, limit=None),
        tuple(Column(one.name, one.title, one.show, group=one.group) for one in columns),
        tuple(rows),
        (*notes, *_rounding(columns)),
        printable(said.source, limit=None),
        said.illustrative,
        wide=sum(column.show in ("label", "text") for column in columns) > 2,
        landscape=len(columns) > _WIDE,
        printed=printed,
        lang=language(),
    )


def _rounding(columns: tuple[Shown, ...]) -> Iterator[str]:
    """That numbers are rounded, where they are."""
    if found := [one for one in columns if one.is_rounded]:
        names = ", ".join(one.title for one in found)
        most = max(DECIMALS[one.show] for one in found if one.show in DECIMALS)
        yield tr("{columns}: làm tròn đến {number} chữ số thập phân.", columns=names, number=most)


def texts_of(notes: str | Iterable[str]) -> tuple[str, ...]:
    """Notes as they are printed."""
    found = (notes,) if isinstance(notes, str) else tuple(notes)
    for note in found:
        if not isinstance(note, str):
            raise ConfigError(f'{quoted(note)} is no note; write a text in quotes: notes="…"')
    return tuple(printable(note, limit=None) for note in found if note)


def _total(columns: tuple[Shown, ...]) -> dict[str, Cell]:
    """The sums of the columns of whole numbers; what cannot be adds nothing, what is not known makes its sum so."""
    if not any(column.show == "count" for column in columns):
        raise ConfigError("total=True adds up columns of whole numbers, and the frame has none")
    cells: dict[str, Cell] = {columns[0].name: tr("Tổng cộng")} if not columns[0].is_number else {}
    for column in columns:
        if column.show != "count":
            continue
        known = [cell for cell in column.cells if isinstance(cell, int)]
        cells[column.name] = MISSING if MISSING in column.cells else sum(known) if known else NOT_APPLICABLE
    return cells
