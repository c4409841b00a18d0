"""What differs between two revisions of one edition: headline figures, table cells, rows, and sentences.

Both are read as the exporters read them, so what is compared is what people see; looks alone are no difference.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import zip_longest
from typing import Any

from thidua.deliver.release.move import Move, row_words
from thidua.deliver.release.reworded import reworded
from thidua.export.document import Document, View
from thidua.present.numbers import MISSING, NOT_APPLICABLE
from thidua.present.table import cell_text

CONSEQUENCES = {"difference", "relative", "ratio", "limits"}
"""Columns that compare two others of the same row: what changes in them follows from what changed there."""
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
    moves = [*_figures(earlier, later), *_tables(earlier, later, "table")]
    told = {_fact(move) for move in moves}
    moves += [move for move in _tables(earlier, later, "chart") if _fact(move) not in told]
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
    earlier, later = ({each["label"]: each for each in _headline(document)} for document in (before, now))
    for label in dict.fromkeys((*earlier, *later)):
        old, new = earlier.get(label, {}), later.get(label, {})
        was, is_now = old.get("value", ""), new.get("value", "")
        if was != is_now:
            size = _size_of_amounts(old.get("amount"), new.get("amount"))
            yield Move("figure", "", "headline", "", label, "", was, is_now, size)


def _headline(document: Document) -> list[dict[str, Any]]:
    return [figure for view in document.views if view["part"] == "headline" for figure in view["figures"]]


def _size_of_amounts(before: float | None, now: float | None) -> float:
    """The relative change of a headline figure; whole if one of the two is not known as a number."""
    return WHOLE if before is None or now is None else _size(before, now)


def _size(before: float, now: float) -> float:
    largest = max(abs(before), abs(now))
    return abs(now - before) / largest if largest else 0.0


def _tables(before: Document, now: Document, part: str) -> Iterator[Move]:
    earlier, later = (_named(document, part) for document in (before, now))
    for key in dict.fromkeys((*later, *earlier)):
        old, new = earlier.get(key), later.get(key)
        if old is not None and new is not None:
            yield from _rows(old, new)
        elif (view := new or old) is not None:
            there, title = view["label"], view["title"]
            was, is_now = (title, "") if new is None else ("", title)
            yield Move("table", there, view["name"], title, "", "", was, is_now, WHOLE)


def _named(document: Document, part: str) -> dict[tuple[str, int], View]:
    """Tables or charts by name; were a name shown twice, the second stays apart."""
    found: dict[tuple[str, int], View] = {}
    for view in document.views:
        if view["part"] == part:
            found[view["name"], sum(name == view["name"] for name, _ in found)] = view
    return found


@dataclass(frozen=True)
class _Line:
    """A row of a table: its words with and without their group, and its cells by column."""

    words: str
    label: str
    cells: dict[str, Any]


def _lines(view: View) -> dict[str, list[_Line]]:
    """The rows by their words; in a list several may share them."""
    resource, group = view["resource"], ""
    label = resource["schema"]["fields"][0]["name"]
    found: dict[str, list[_Line]] = defaultdict(list)
    for role, row in zip(resource["rowRoles"], resource["data"], strict=True):
        words = str(row.get(label, ""))
        if role == "group":
            group = words
            continue
        line = _Line(row_words(group if role in ("body", "part") else "", words), words, row)
        found[line.words].append(line)
    return found


def _rows(before: View, now: View) -> Iterator[Move]:
    earlier, later = _lines(before), _lines(now)
    for words in dict.fromkeys((*later, *earlier)):
        old, new = _without_same(earlier.get(words, []), later.get(words, []))
        for was, line in zip_longest(old, new):
            if was is not None and line is not None:
                yield from _cells(now, was, line, before)
            else:
                texts = ("" if was is None else _row_text(before, was), "" if line is None else _row_text(now, line))
                view = before if line is None else now
                label = next(each.label for each in (line, was) if each is not None)
                place = view["label"], view["name"], view["title"]
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


def _cells(view: View, was: _Line, line: _Line, before: View) -> Iterator[Move]:
    later, earlier = (
        {field["name"]: field for field in each["resource"]["schema"]["fields"]} for each in (view, before)
    )
    for name, field in {**earlier, **later}.items():
        show = field.get("show", "text")
        old, new = was.cells.get(name), line.cells.get(name)
        texts = cell_text(old, show), cell_text(new, show)
        if texts[0] == texts[1]:
            continue
        title = " ".join(part for part in (field.get("group", ""), field.get("title", name)) if part)
        place = view["label"], view["name"], view["title"]
        size = 0.0 if name in CONSEQUENCES else _cell_size(old, new)
        yield Move("cell", *place, line.words, title, *texts, size=size, label=line.label)


def _fields(view: View) -> dict[str, dict[str, Any]]:
    return {field["name"]: field for field in view["resource"]["schema"]["fields"]}


def _cell_size(before: Any, now: Any) -> float:
    """A figure beside a figure by its relative change; beside a mark, whole; texts have no size."""
    numbers = [isinstance(value, int | float) for value in (before, now)]
    if all(numbers):
        return _size(before, now)
    marks = [value in (MISSING, NOT_APPLICABLE, None, "") for value in (before, now)]
    return WHOLE if any(marks) and (any(numbers) or all(marks)) else 0.0


def _row_text(view: View, line: _Line) -> str:
    """The cells of a row after its label: "Tập thể 5; Tổng 5"."""
    fields = view["resource"]["schema"]["fields"][1:]
    cells = ((field["title"], cell_text(line.cells.get(field["name"]), field.get("show", "text"))) for field in fields)
    return "; ".join(f"{title} {text}" for title, text in cells if text) or line.words
