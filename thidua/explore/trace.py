"""From a figure down to where it stands: file, sheet and cell, or the words it is quoted from; each sum to its parts.

Every sum here is made by the rule of the figures themselves, so that what is shown adds up to what is printed.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any

import pandas as pd

from thidua.errors import ConfigError
from thidua.explore.card import html_of
from thidua.explore.figure import REST, Figure
from thidua.explore.lacking import Lacking
from thidua.explore.lines import Line, known_of_forms, lines_of, of_asked_alone
from thidua.explore.sums import added
from thidua.explore.told import Side, Told, level_of, why_not_added
from thidua.facts.coverage import Coverage, Known, combined
from thidua.facts.dataset import Dataset
from thidua.facts.settle import Count
from thidua.facts.sums import Fact, Summed
from thidua.intake.columns import State
from thidua.present.language import language, named, tr, written_in
from thidua.present.letters import printable
from thidua.present.numbers import MISSING, NOT_APPLICABLE, write_number
from thidua.present.words import award_name, kinds_name, lower_first, unit_name, upper_first
from thidua.registry import (
    Language,
    Period,
    Unit,
    days_in,
    get_authority,
    get_recipient_class,
    get_unit,
    last_day_in,
    merged_awards,
    quoted,
    regime,
)
from thidua.speech import say

COLUMNS = (
    *("unit", "unit_name", "period", "award", "authority", "recipient_kind", "recipient_class", "award_type"),
    *("count", "state", "origin", "file", "sheet", "cell", "source", "quote"),
)
MOST_LINES = 40
"""A card shows so many lines; `Trace.rows` has all of them."""

_ROW_GRAIN = ("unit", "file", "sheet", "authority", "award", "recipient_kind", "award_type", "status", "count_unit")


@dataclass(frozen=True)
class Part:
    """A figure, or a part of one: its words, its number, and the parts that add up to it; a cell has none."""

    words: str
    count: int | None
    state: State
    parts: tuple[Part, ...] = ()
    row: dict[str, Any] = field(default_factory=dict, repr=False)
    """What `COLUMNS` say of a cell or quotation."""

    @property
    def number(self) -> str:
        """The number as a page prints it."""
        if self.count is not None:
            return write_number(self.count)
        return NOT_APPLICABLE if self.state == "not_applicable" else MISSING

    def leaves(self) -> Iterator[Part]:
        """The cells and quotations that it is made of, in order."""
        if not self.parts:
            yield self
        for part in self.parts:
            yield from part.leaves()

    def lines(self, depth: int = 0) -> Iterator[tuple[int, str]]:
        """It and its parts, a line each, and how deep it stands."""
        yield depth, f"{'  ' * depth}{self.words}: {self.number}"
        for part in self.parts:
            yield from part.lines(depth + 1)


@dataclass(frozen=True, repr=False)
class Trace:
    """Where a figure comes from.

    Attributes
    ----------
    figure
        The figure that was asked for.
    whole
        The figure with its parts, down to cells and quotations.
    note
        What a reader must know: nothing names it and it is 0, or not known; parts that are not added up.
    """

    figure: Figure
    whole: Part
    note: str = ""
    lang: Language = field(default_factory=language, repr=False)
    attrs: dict[str, Any] = field(default_factory=dict, repr=False, compare=False)
    """What its rows say of whose figures they are; see `thidua.explore.whose`."""

    @property
    def count(self) -> int | None:
        """The number; None where it is not known, or cannot be."""
        return self.whole.count

    @cached_property
    def rows(self) -> pd.DataFrame:
        """The cells, rows of lists and quotations, one a row with the columns of `COLUMNS`; they add up to `count`."""
        types = {name: "Int64" if name == "count" else "str" for name in COLUMNS}
        found = [{**dict.fromkeys(COLUMNS, ""), **leaf.row} for leaf in self.whole.leaves() if leaf.row]
        rows = pd.DataFrame(found, columns=list(COLUMNS)).astype(types)
        rows.attrs |= self.attrs
        return rows

    def _repr_html_(self) -> str:
        title, *lines = str(self).split("\n")
        return html_of(title, lines)

    def __repr__(self) -> str:
        """The same as a person reads it."""
        return str(self)

    def __str__(self) -> str:
        """The figure and its parts, indented, as deep as a screen holds them: units before their cells."""
        lines = list(self.whole.lines())
        depths = range(max(depth for depth, _ in lines), 0, -1)
        deepest = next((one for one in depths if sum(depth <= one for depth, _ in lines) <= MOST_LINES), 1)
        shown = [line for depth, line in lines if depth <= deepest][:MOST_LINES]
        rest = len(lines) - len(shown)
        with written_in(self.lang):
            cut = [tr("… và {number} dòng khác (xem .rows)", number=write_number(rest))] if rest else []
        return "\n".join([*shown, *cut, *([self.note] if self.note else [])])


def trace(dataset: Dataset, figure: Figure, unit: Unit) -> Trace:
    """Follow a figure down to the cells or quotations that it is made of.

    Parameters
    ----------
    figure
        As the column ``figure`` of `facts` names it; what it leaves open is added up.
    unit
        The unit that the figure names.

    Raises
    ------
    ConfigError
        If it is what of a whole is in no class, which no source tells.

    Returns
    -------
    Trace
        First the single facts that it adds up, then by unit, by stated period, by file and sheet, then the cells.
    """
    if figure.recipient_class == REST:
        raise ConfigError(
            say(
                "{figure} là phần không thuộc thành phần nào, không nguồn nào nêu riêng; hãy tìm nguồn của cả số, "
                "không ghi recipient_class, hoặc của một thành phần",
                figure=quoted(str(figure)),
            )
        )
    with dataset.territory.in_force():
        period = figure.period
        asked = _Asked(dataset, unit, period, last_day_in(unit, period, dataset.basis))
        is_one = days_in(unit, period, dataset.basis) is not None
        # What went into a province is its own figure, and that of the province from its first day on.
        behind = dataset.facts.behind(unit, period) if is_one else []
        found = [one for one in behind if is_of(figure, one.fact)]
        if not found:
            return _of_nothing(dataset, figure, asked, behind)
        parts = tuple(_of_fact(asked, one) for one in found)
        whole = parts[0] if len(parts) == 1 else _sum(_words(asked, figure), parts)
        note = _not_added(one.fact for one in found)
        if note:
            whole = Part(whole.words, None, "missing", whole.parts)
        elif whole.count is not None and figure.what == "awarded":
            note = _part_words(asked, figure)
        return Trace(figure, whole, note)


def _part_words(asked: _Asked, figure: Figure) -> str:
    """That a figure is a part, by the rule of `facts`, and what it does not hold; empty of one that is whole."""
    codes = tuple(dict.fromkeys(one.code for award in figure.awards for one in merged_awards(award)))
    forms = (codes,) if codes else ()
    lines = lines_of(asked.dataset, asked.unit, asked.period, (figure.what,), forms, with_classes=True)
    if len(figure.awards) == 1:
        lines = [one for one in lines if not one.is_told or one.award in figure.awards]
    mine = [replace(one, recipient_class="") for one in of_asked_alone(lines, forms) if _is_among(figure, one)]
    for one in added(mine, (), of_all=not forms):
        if one.is_told and one.covered != "covered":
            lacking = Lacking(asked.dataset, asked.unit, asked.period).beside(one)
            note = tr("Mới là phần đã biết: số liệu của kỳ chưa đủ.")
            return f"{note} {tr('Chưa gồm {words}.', words=lacking)}" if lacking else note
    return ""


def _is_among(figure: Figure, line: Line) -> bool:
    """Whether a line is one of those that a figure adds up, or not known and may be one."""
    level = figure.level or level_of(figure.authority or "") or None
    asked = {"level": level, "authority": figure.authority, "kind": figure.kind, "award_type": figure.award_type}
    if line.is_told:
        asked |= {"count_unit": figure.count_unit, "recipient_class": figure.recipient_class or ""}
    unsaid = () if line.is_told else ("",)
    return all(said is None or getattr(line, name) in (said, *unsaid) for name, said in asked.items())


def is_of(figure: Figure, fact: Fact) -> bool:
    """Whether a fact is one of those that a figure adds up; without a class asked for, those of all recipients."""
    told = {
        "award_type": fact.award_type,
        "level": level_of(fact.authority),
        "authority": fact.authority,
        "kind": fact.recipient_kind,
        "count_unit": fact.count_unit,
    }
    is_class = fact.recipient_class == (figure.recipient_class or "")
    asked = ((name, getattr(figure, name)) for name in told)
    is_form = not figure.awards or fact.award in figure.awards
    is_asked = fact.status == figure.what and is_class and is_form
    return is_asked and all(said is None or told[name] == said for name, said in asked)


@dataclass(frozen=True)
class _Asked:
    """Whose figure, and what the names of units and forms are on its last day; the rows of its lists by their grain."""

    dataset: Dataset
    unit: Unit
    period: Period
    day: Any

    @cached_property
    def listed(self) -> dict[tuple[str, ...], list[dict[str, str]]]:
        """The rows of decision lists behind the unit and period, by what `Count` groups them by."""
        rows = self.dataset.facts.rows(self.unit, self.period)
        rows = rows[rows["origin"] == "decision_list"]
        found: dict[tuple[str, ...], list[dict[str, str]]] = defaultdict(list)
        for *grain, recipient_class, cell in rows[[*_ROW_GRAIN, "recipient_class", "cell"]].itertuples(index=False):
            found[tuple(grain)].append({"recipient_class": recipient_class, "cell": cell})
        return found

    def unit_words(self, unit: str) -> str:
        return upper_first(unit_name(get_unit(unit), last_day_in(get_unit(unit), self.period, self.dataset.basis)))

    def form_words(self, fact: Fact) -> str:
        name = award_name(fact.award, fact.award_type, regime=regime(self.day))
        told = [name, kinds_name(fact.recipient_kind, 2)]
        if fact.recipient_class:
            told.append(lower_first(named(get_recipient_class(fact.recipient_class))))
        if fact.authority:
            told.append(named(get_authority(fact.authority)))
        return ", ".join(told)


def _words(asked: _Asked, figure: Figure) -> str:
    period = asked.period.label(asked.dataset.basis, language())
    said = [asked.unit_words(asked.unit.id), period]
    if figure.awards:
        said.append("; ".join(award_name(award, regime=regime(asked.day)) for award in figure.awards))
    if figure.kind:
        said.append(kinds_name(figure.kind, 2))
    return ", ".join(said)


def _of_fact(asked: _Asked, found: Summed) -> Part:
    """A fact by the units, then the stated periods, then the files and sheets that it comes from."""
    words = asked.form_words(found.fact)
    if found.fact.origin == "quotation":
        return _leaf(asked, found.parts[0], tr("{words}, trích: {where}", words=words, where=_quoted(found.parts[0])))
    by_unit: dict[str, list[Count]] = defaultdict(list)
    for count in found.parts:
        by_unit[count.unit].append(count)
    units = [
        _sum(asked.unit_words(unit), _of_unit(asked, found.fact, counts)) for unit, counts in sorted(by_unit.items())
    ]
    parts = units[0].parts if len(units) == 1 and units[0].words == asked.unit_words(asked.unit.id) else tuple(units)
    return _sum(words, parts)


def _of_unit(asked: _Asked, fact: Fact, counts: Sequence[Count]) -> tuple[Part, ...]:
    """What a unit tells, by file and sheet; a stated number that is lacking names its period."""
    by_place: dict[tuple[str, str, str], list[Count]] = defaultdict(list)
    for count in counts:
        by_place[count.period, count.file, count.sheet].append(count)
    return tuple(_of_sheet(asked, fact, place, those) for place, those in by_place.items())


def _of_sheet(asked: _Asked, fact: Fact, place: tuple[str, str, str], counts: Sequence[Count]) -> Part:
    period, file, sheet = place
    stated = [_leaf(asked, count, count.cell or _lacking(asked, count)) for count in counts if not count.rows]
    cells = (*stated, *_rows(asked, fact, [count for count in counts if count.rows]))
    where = " › ".join(_plain(part) for part in (file, sheet) if part)
    when = Period.parse(period).label(asked.dataset.basis, language()) if period and period != str(asked.period) else ""
    words = ", ".join(part for part in (where, when) if part)
    return cells[0] if not file and len(cells) == 1 else _sum(words, cells)


def _lacking(asked: _Asked, count: Count) -> str:
    """What stands for a number that a part of the period lacks, or for a mark that a source does not make."""
    if not count.period:
        return tr("không ghi riêng đối tượng này")
    period = Period.parse(count.period).label(asked.dataset.basis, language())
    return tr("{period}: không có số liệu", period=period)


def _rows(asked: _Asked, fact: Fact, counts: Sequence[Count]) -> Iterator[Part]:
    """The cells of the rows of a list; among all recipients they were handed over class by class."""
    grains = {tuple(getattr(count, name) for name in _ROW_GRAIN): count for count in counts}
    for grain, count in grains.items():
        for row in asked.listed[grain]:
            if not fact.recipient_class or row["recipient_class"] == fact.recipient_class:
                yield _leaf(asked, count._replace(cell=row["cell"], number=1), row["cell"])


def _leaf(asked: _Asked, count: Count, words: str) -> Part:
    names = ("unit", "period", "award", "authority", "recipient_kind", "recipient_class", "award_type")
    row = {name: getattr(count, name) for name in names}
    row |= {"unit_name": asked.unit_words(count.unit), "count": count.number, "state": count.state}
    row |= {name: getattr(count, name) for name in ("origin", "file", "sheet", "cell", "source", "quote")}
    return Part(words, count.number, count.state, row=row)


def _quoted(count: Count) -> str:
    return f"{_plain(count.source)}: “{_plain(count.quote, limit=160)}”"


def _plain(text: str, limit: int | None = None) -> str:
    """A sender's words as one line, without places where it may break: a path is copied from here."""
    return printable(text, limit=limit).replace("\u200b", "")


def _sum(words: str, parts: Sequence[Part]) -> Part:
    """Parts added up: one missing number makes the sum missing, what cannot be adds nothing."""
    if any(part.state == "missing" for part in parts):
        return Part(words, None, "missing", tuple(parts))
    numbers = [part.count for part in parts if part.count is not None]
    return Part(words, sum(numbers) if numbers else None, "counted" if numbers else "not_applicable", tuple(parts))


def _not_added(facts: Iterable[Fact]) -> str:
    """Why facts are shown beside each other and not added up; empty where they may be."""
    return {
        "": "",
        "units": tr("Có phần đếm lượt, có phần đếm số tập thể, cá nhân, nên không cộng."),
        "holding": tr("Có số trích dẫn có thể đã gồm số khác, nên không cộng."),
    }[why_not_added(Told.of_fact(one) for one in facts)]


def _of_nothing(dataset: Dataset, figure: Figure, asked: _Asked, behind: Iterable[Summed]) -> Trace:
    """A figure that no source names: 0 where all of its form is known and nothing told may hold it, else not known."""
    words = _words(asked, figure)
    if asked.unit.level == "block":
        note = tr("các đơn vị của khối được so sánh, không cộng")
        return Trace(figure, Part(words, None, "not_applicable"), upper_first(note))
    if days_in(asked.unit, asked.period, dataset.basis) is None:
        return Trace(figure, Part(words, None, "not_applicable"), upper_first(tr("không có ngày nào trong kỳ")))
    coverage = dataset.facts.coverage(asked.unit, asked.period)
    known, levels = _known(figure, coverage, asked)
    if figure.what != "awarded" or known != "covered" or figure.recipient_class:
        note = tr("Không nguồn nào nêu, và số liệu của kỳ chưa đủ: chưa biết, không phải 0.")
        return Trace(figure, Part(words, None, "missing"), note)
    side = Side.of((one.fact for one in behind), coverage)
    if all(side.is_none(one, levels) for one in _parts_asked(figure)):
        note = tr("Không nguồn nào nêu; số liệu của kỳ đã đủ, nên là 0.")
        return Trace(figure, Part(words, 0, "counted"), note)
    note = tr("Không nguồn nào nêu riêng, và số khác có thể đã gồm hoặc không nói đến: chưa biết, không phải 0.")
    return Trace(figure, Part(words, None, "missing"), note)


def _known(figure: Figure, coverage: Coverage, asked: _Asked) -> tuple[Known, tuple[str, ...]]:
    """What is known of all that a figure counts, and the levels that may give it."""
    level = figure.level or level_of(figure.authority or "")
    if not figure.awards:
        return (coverage.of_level(level), (level,)) if level else (coverage.known, coverage.levels)
    if not level:
        return known_of_forms(figure.awards, coverage, asked.day)
    return combined(coverage.of(award, level) for award in figure.awards), (level,)


def _parts_asked(figure: Figure) -> Iterator[Told]:
    """What a figure counts, form by form."""
    for award in figure.awards or ("",):
        yield Told(
            award,
            figure.level or "",
            figure.authority or "",
            figure.kind or "",
            "",
            figure.award_type or "",
            figure.count_unit or "",
        )
