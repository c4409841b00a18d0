"""What differs between two revisions of one edition: headline figures, table cells, rows, and sentences.

Both are read as the exporters read them, so what is compared is what people see; looks alone are no difference.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import zip_longest

from thidua.deliver.release.move import Move, worded_rows
from thidua.deliver.release.reworded import reworded
from thidua.export.document import Document
from thidua.present.chart import Chart
from thidua.present.frame import Headline, HeadlineFigure
from thidua.present.names import CONSEQUENCES
from thidua.present.numbers import MISSING, NOT_APPLICABLE
from thidua.present.printed import cell_text
from thidua.present.table import Cell, Table

WHOLE = 1.0
"""The size of what was not there before, or is no more: a row, a table, a figure where "…" stood, or zero."""


def since_revision(earlier: Document, later: Document) -> list[Move]:
    """Everything a reader sees that differs between two revisions of one edition.

    Returns
    -------
    list of Move
        Headline figures first: they are what people quote. Then what else has a figure, by ``size``; then words.
        A chart is compared by the figures behind it, and only where no table tells the same.

    Notes
    -----
    Size is ``|now - before| / max(|now|, |before|)``, between 0 and 1. One corrected figure changes every sum over
    it, and the smaller the share of a sum that changed, the further down it stands: the cause comes before its
    consequences. A figure where "…" stood is a whole change, also if it is 0: missing is not zero.
    """
    moves = [*_figures(earlier, later), *_tables(earlier.of(Table), later.of(Table))]
    told = {_fact(move) for move in moves}
    drawn = _tables(_behind_charts(earlier), _behind_charts(later))
    moves += [move for move in drawn if _fact(move) not in told]
    moves += reworded(earlier, later)
    return sorted(moves, key=rank)


def rank(move: Move) -> tuple[int, float]:
    """What differences between revisions are ordered by, over one report or many."""
    if move.kind == "figure":
        return 0, -move.size
    if move.kind == "words":
        return 3, 0.0
    return (1 if move.size else 2), -move.size


def _fact(move: Move) -> tuple[str, str, str, str]:
    # The rows of a chart seldom stand under the groups of the table that tells the same.
    return move.label, move.column, move.before, move.now


def _figures(before: Document, now: Document) -> Iterator[Move]:
    """Headline figures by their label, with the qualification below them."""
    earlier, later = ({each.label: each for each in _headline(document)} for document in (before, now))
    for label in dict.fromkeys((*earlier, *later)):
        nothing = HeadlineFigure("", label, "")
        old, new = earlier.get(label, nothing), later.get(label, nothing)
        if old.value != new.value:
            size = _size_of_amounts(old.amount, new.amount)
            yield Move("figure", "", Headline.kind, "", label, "", old.value, new.value, size)


def _headline(document: Document) -> list[HeadlineFigure]:
    return [figure for headline in document.of(Headline) for figure in headline.figures]


def _size_of_amounts(before: float | None, now: float | None) -> float:
    """The relative change of a headline figure; whole if one of the two is not known as a number."""
    return WHOLE if before is None or now is None else _size(before, now)


def _size(before: float, now: float) -> float:
    largest = max(abs(before), abs(now))
    return abs(now - before) / largest if largest else 0.0


def _tables(earlier: Sequence[Table], later: Sequence[Table]) -> Iterator[Move]:
    before, now = _named(earlier), _named(later)
    for key in dict.fromkeys((*now, *before)):
        old, new = before.get(key), now.get(key)
        if old is not None and new is not None:
            yield from _rows(old, new)
        elif (table := new or old) is not None:
            was, is_now = (table.title, "") if new is None else ("", table.title)
            yield Move("table", table.label, table.name, table.title, "", "", was, is_now, WHOLE)


def _behind_charts(document: Document) -> list[Table]:
    """The figures behind the charts, where those are found on the page."""
    return [replace(chart.data, label=chart.label) for chart in document.of(Chart)]


def _named(tables: Sequence[Table]) -> dict[tuple[str, int], Table]:
    """Tables by name; were a name shown twice, the second stays apart."""
    found: dict[tuple[str, int], Table] = {}
    for table in tables:
        found[table.name, sum(name == table.name for name, _ in found)] = table
    return found


@dataclass(frozen=True)
class _Line:
    """A row of a table: its words with and without their group, and its cells by column."""

    words: str
    label: str
    cells: Mapping[str, Cell]


def _lines(table: Table) -> dict[str, list[_Line]]:
    """The rows by their words; in a list several may share them."""
    found: dict[str, list[_Line]] = defaultdict(list)
    for words, row in worded_rows(table):
        found[words].append(_Line(words, str(table.label_of(row)), row.cells))
    return found


def _rows(before: Table, now: Table) -> Iterator[Move]:
    earlier, later = _lines(before), _lines(now)
    for words in dict.fromkeys((*later, *earlier)):
        old, new = _without_same(earlier.get(words, []), later.get(words, []))
        for was, line in zip_longest(old, new):
            if was is not None and line is not None:
                yield from _cells(now, was, line, before)
            else:
                texts = ("" if was is None else _row_text(before, was), "" if line is None else _row_text(now, line))
                table = before if line is None else now
                label = next(each.label for each in (line, was) if each is not None)
                place = table.label, table.name, table.title
                yield Move("row", *place, words, "", *texts, size=WHOLE, label=label)


def _without_same(old: Sequence[_Line], new: Sequence[_Line]) -> tuple[list[_Line], list[_Line]]:
    """The rows of one name that have no equal on the other side, in their order."""
    rest, unlike = list(old), []
    for line in new:
        same = next((each for each in rest if each.cells == line.cells), None)
        if same is None:
            unlike.append(line)
        else:
            rest.remove(same)
    return rest, unlike


def _cells(now: Table, was: _Line, line: _Line, before: Table) -> Iterator[Move]:
    later, earlier = ({column.name: column for column in each.columns} for each in (now, before))
    for name, column in {**earlier, **later}.items():
        old, new = was.cells.get(name), line.cells.get(name)
        texts = cell_text(old, column.show), cell_text(new, column.show)
        if texts[0] == texts[1]:
            continue
        title = " ".join(part for part in (column.group, column.title) if part)
        place = now.label, now.name, now.title
        size = 0.0 if name in CONSEQUENCES else _cell_size(old, new)
        yield Move("cell", *place, line.words, title, *texts, size=size, label=line.label)


def _cell_size(before: Cell | None, now: Cell | None) -> float:
    """A figure beside a figure by its relative change; beside a mark, whole; texts have no size."""
    if isinstance(before, int | float) and isinstance(now, int | float):
        return _size(before, now)
    numbers = [isinstance(value, int | float) for value in (before, now)]
    marks = [value in (MISSING, NOT_APPLICABLE, None, "") for value in (before, now)]
    return WHOLE if any(marks) and (any(numbers) or all(marks)) else 0.0


def _row_text(table: Table, line: _Line) -> str:
    """The cells of a row after its label: "Tập thể 5; Tổng 5"."""
    columns = table.columns[1:]
    cells = ((column.title, cell_text(line.cells.get(column.name), column.show)) for column in columns)
    return "; ".join(f"{title} {text}" for title, text in cells if text) or line.words
