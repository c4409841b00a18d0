"""Checks that need more than one file: what was sent twice, what does not fit other periods, what was not sent.

What one file says on its own is checked by ``thidua.intake``; nothing here reads a file.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from typing import Any, NamedTuple

import pyarrow as pa
import pyarrow.compute as pc

from thidua.facts.areas import Areas, Days, earlier_units
from thidua.facts.denominators import Denominator, denominator_findings
from thidua.facts.reach import Reach, SentTable, told_by
from thidua.facts.settle import covers
from thidua.facts.versions import SentPart
from thidua.intake.finding import Finding
from thidua.intake.layout_names import Layout
from thidua.measures.intervals import differ_beyond_chance
from thidua.registry import (
    Basis,
    Period,
    cap,
    fold,
    get_authority,
    get_award,
    get_recipient_kind,
    get_unit,
    merged_awards,
    prerequisite,
    prerequisites,
)

HISTORY_YEARS = 3
"""Fewer years of data than this tell nothing of who received what before (V09)."""


class Total(NamedTuple):
    """What one table says was awarded: whose, when, what, how many, and at which cell."""

    unit: str
    period: Period
    award: str
    kind: str
    number: int
    file: str
    sheet: str
    cell: str
    layout: Layout
    level: str
    """The level of who gave it, by the first of its rows."""


class _Listed(NamedTuple):
    """Rows of lists that are alike: whose, of which kind of recipients, decided when, how many, by whom, and where."""

    unit: str
    kind: str
    day: date
    rows: int
    level: str
    file: str


@dataclass(frozen=True)
class Across:
    """The tables that count, and the questions asked of all of them together."""

    parts: Sequence[SentPart]
    basis: Basis

    @cached_property
    def areas(self) -> Areas:
        """Which units have which days in a period."""
        return Areas(self.basis)

    @cached_property
    def accepted(self) -> list[SentPart]:
        """The tables that count."""
        return [each for each in self.parts if each.state == "accepted"]

    @cached_property
    def lists(self) -> pa.Table:
        """The rows of every decision list that counts."""
        return _joined([each.rows for each in self.accepted if each.part.layout == "decision_list"])

    @cached_property
    def totals(self) -> list[Total]:
        """What is said to be awarded in each stated period, by title or form and recipient kind.

        The tables of one layout add up, as the sheets of a return do that has one for each commune.
        """
        found: dict[tuple[Any, ...], Total] = {}
        for each in self.accepted:
            for total in _totals(each) if each.part.period else ():
                key = (total.layout, total.unit, total.period, total.award, total.kind)
                known = found.setdefault(key, total)
                if known is not total:
                    found[key] = known._replace(number=known.number + total.number)
        return list(found.values())

    def findings(self) -> Iterator[Finding]:
        """Everything that is only seen across files and keeps none of them from counting."""
        yield from self.decreasing()
        yield from self.over_cap()
        yield from self.without_history()
        yield from self.jumps()
        yield from self.differing()
        yield from self.of_the_same_days()
        yield from self.of_one_commune()

    def decreasing(self) -> Iterator[Finding]:
        """A year to date that shrinks, and a year larger than its stage (V07)."""
        for totals in self._by_award("unit", "award", "kind", "layout").values():
            ordered = sorted(totals, key=lambda total: total.period.last_day(self.basis))
            for early in ordered:
                for late in ordered:
                    if late.number >= early.number or not _grows_into(early.period, late.period, self.basis):
                        continue
                    if late.period.kind == "stage":
                        words = {
                            "year": str(early.period.year),
                            "stage": _stage(late.period),
                            "whole": str(late.number),
                        }
                        yield self._about("V07-stage", early, **words)
                    else:
                        earlier = {"earlier_period": early.period.label(self.basis), "earlier": str(early.number)}
                        yield self._about("V07-decreasing", late, **earlier)

    def over_cap(self) -> Iterator[Finding]:
        """A capped title beyond its share of the title it is capped by, in a whole year (V08)."""
        for totals in self._by_award("unit", "period", "layout").values():
            counts = {total.award: total for total in totals if total.kind == "individual"}
            for award, total in counts.items():
                limit = cap(award, total.period.last_day(self.basis)) if "+" not in award else None
                whole = counts.get(limit.of_award) if limit else None
                if limit and whole and whole.number and total.period.kind == "year":
                    percent = 100 * total.number / whole.number
                    if percent > limit.limit_percent:
                        words = {"whole": str(whole.number), "percent": f"{percent:.1f}".replace(".", ",")}
                        yield self._about("V08-cap", total, limit=f"{limit.limit_percent:g}", **words)

    def over_denominators(self, known: Sequence[Denominator]) -> Iterator[Finding]:
        """Advanced workers beyond the staff (V08), and years with counts but nobody to count them over (V15)."""
        staff = {(one.unit, one.year): one.value for one in known if one.kind == "staff"}
        years: dict[str, set[int]] = defaultdict(set)
        for total in self.totals:
            if total.period.kind == "year":
                years[total.unit].add(total.period.year)
                people = staff.get((total.unit, total.period.year))
                if total.award == "LDTT" and people is not None and total.number > people:
                    yield self._about("V08-staff", total, whole=str(people))
        if known:
            yield from denominator_findings(known, years)

    def without_history(self) -> Iterator[Finding]:
        """A title without the earlier one that it rests on, where the data reach back far enough to tell (V09)."""
        if not len(self.lists):
            return
        names = ["award", "recipient", "unit", "decided_on", "file", "sheet", "cell"]
        asked = {code for rule in prerequisites() for code in (rule.award, rule.needs)}
        titles = self.lists.select(names).filter(pc.is_in(self.lists["award"], value_set=pa.array(sorted(asked))))
        days: dict[tuple[str, str, str], list[date]] = defaultdict(list)
        since: dict[str, date] = {}
        rows = [row for row in titles.to_pylist() if row["decided_on"]]
        for row in rows:
            days[row["award"], fold(row["recipient"]), row["unit"]].append(row["decided_on"])
            since[row["award"]] = min(row["decided_on"], since.get(row["award"], date.max))
        for row in rows:
            day, rule = row["decided_on"], prerequisite(row["award"], row["decided_on"])
            if rule is None or (day - since.get(rule.needs, date.max)).days < 366 * HISTORY_YEARS:
                continue
            within = timedelta(days=366 * rule.within_years)
            # Among people who are listed without their names may be anybody; people stay when the map is changed.
            known = [
                earlier
                for unit in (row["unit"], *earlier_units(row["unit"]))
                for name in (fold(row["recipient"]), "")
                for earlier in days.get((rule.needs, name, unit), ())
            ]
            if row["recipient"] and not any(timedelta(0) <= day - earlier <= within for earlier in known):
                words = (("award", get_award(rule.award).name_vi), ("needs", get_award(rule.needs).name_vi))
                yield Finding("V09-history", row["file"], row["sheet"], row["cell"], row["recipient"], words)

    def jumps(self) -> Iterator[Finding]:
        """A count that differs from that of the same period a year before beyond chance (V14)."""
        for totals in self._by_award("unit", "award", "kind", "layout").values():
            by_period = {total.period: total for total in totals}
            for period, now in by_period.items():
                before = by_period.get(period.comparison())
                if period.kind == "stage" or not before:
                    continue
                # Half a year of a unit that began or ended in it is no more or less than a whole one.
                if not all(self.areas.is_whole((now.unit,), one) for one in (period, before.period)):
                    continue
                if differ_beyond_chance(now.number, before.number, confidence=0.998):
                    words = {"earlier_period": before.period.label(self.basis), "earlier": str(before.number)}
                    yield self._about("V14-change", now, **words)

    def differing(self) -> Iterator[Finding]:
        """Where the list and the return of a unit and period count differently (V20), and which one is used."""
        names = ["unit", "award", "recipient_kind", "status", "decided_on", "authority", "file"]
        days: dict[tuple[str, str], list[_Listed]] = defaultdict(list)
        for row in _counted(self.lists, names):
            if row["status"] == "awarded" and row["decided_on"]:
                of_row = row["recipient_kind"], row["decided_on"], row["rows"], _level(row), row["file"]
                days[row["unit"], row["award"]].append(_Listed(row["unit"], *of_row))
        reach = Reach(_as_sent(each) for each in self.accepted if each.part.layout == "decision_list")
        for total in self.totals:
            if total.layout != "summary_return":
                continue
            lived = {unit: self.areas.days(unit, total.period) for unit in self.areas.every(total.unit, total.period)}
            of_award = [
                each
                for unit, own in lived.items()
                for each in days[unit, total.award]
                if own and own[0] <= each.day <= own[1]
            ]
            listed = sum(each.rows for each in of_award if each.kind in {total.kind, *total.kind.split("+")})
            is_listed = self._goes_by_list(total, of_award, reach)
            # A list of one half has less than the year's return by nature, and never more; an award that is never
            # listed is only returned, but one that is listed is counted from the list for every kind of recipients.
            if of_award and (listed != total.number if is_listed else listed > total.number):
                used = "danh sách quyết định" if is_listed else "biểu tổng hợp"
                words = {"listed": str(listed), "returned": str(total.number), "used": used}
                yield self._about("V20-difference", total, **words)

    def of_the_same_days(self) -> Iterator[Finding]:
        """Where two returns of a unit state other numbers for the same days (V20), and which one is used.

        A unit that began or ended within a year has the same days in one half of it and in the year.
        """
        for totals in self._by_award("unit", "award", "kind", "layout").values():
            if totals[0].layout != "summary_return" or len({total.period for total in totals}) < 2:
                continue
            by_days: dict[Days, list[Total]] = defaultdict(list)
            for total in totals:
                days = self.areas.days(total.unit, total.period)
                if days and len(self.areas.windows(total.unit, total.period)) == 1:
                    by_days[days].append(total)
            for alike in by_days.values():
                # The figure of the year is that of its half as well; a stage has its own.
                used = max(alike, key=self._length)
                report = "báo cáo giai đoạn" if used.period.kind == "stage" else "báo cáo"
                for total in alike:
                    if total.number != used.number:
                        longer = used.period.label(self.basis)
                        words = {"longer": longer, "other": str(used.number), "report": report}
                        yield self._about("V20-same-days", total, **words)

    def _length(self, total: Total) -> timedelta:
        return total.period.last_day(self.basis) - total.period.first_day(self.basis)

    def of_one_commune(self) -> Iterator[Finding]:
        """Where the lists of single communes stand in for that of their district, which is still to come (V20)."""
        lists = [each for each in self.accepted if each.part.layout == "decision_list" and each.part.first_day]
        for each in lists:
            part = each.part
            if not part.place or part.first_day is None or part.last_day is None:
                continue
            whole = [one.part for one in lists if one.part.unit == part.unit and not one.part.place]
            windows = [(one.first_day, one.last_day) for one in whole if one.first_day and one.last_day]
            if not covers(windows, part.first_day, part.last_day):
                words = (("place", get_unit(part.place).name), ("unit", get_unit(part.unit).name))
                yield Finding("V20-place", each.sent.file, part.sheet, words=words)

    def _goes_by_list(self, total: Total, listed: Sequence[_Listed], reach: Reach) -> bool:
        """Whether the lists of a unit reach over all its days at a level at which they have the award.

        A list that a province sent tells of those below it as well.
        """
        days = self.areas.days(total.unit, total.period)
        if days is None:
            return False
        if get_unit(total.unit).level != "province":
            levels = {each.level for each in listed if each.unit == total.unit}
            return any(covers(reach.windows(total.unit, level), *days) for level in levels)
        sent = [one for one in reach.lists if one.sender == total.unit]
        told = {(one.file, level) for one in sent for level in one.levels}
        is_named = any((each.file, each.level) in told for each in listed)
        return is_named and covers([(one.first, one.last) for one in sent], *days)

    def _by_award(self, *names: str) -> dict[tuple[Any, ...], list[Total]]:
        groups: dict[tuple[Any, ...], list[Total]] = defaultdict(list)
        for total in self.totals:
            groups[tuple(getattr(total, name) for name in names)].append(total)
        return groups

    def _about(self, message: str, total: Total, **words: str) -> Finding:
        said = {
            "award": award_short(total.award),
            "period": total.period.label(self.basis),
            "unit": get_unit(total.unit).name,
            "kind": get_recipient_kind(total.kind).name_vi.lower(),
            **words,
        }
        return Finding(message, total.file, total.sheet, total.cell, str(total.number), tuple(said.items()))


def award_short(codes: str) -> str:
    """The short name of a title or form, or of several that one figure merges."""
    return ", ".join(award.short_vi for award in merged_awards(codes)) if codes else ""


def _joined(tables: list[pa.Table]) -> pa.Table:
    return pa.concat_tables(tables) if tables else pa.table({})


def _counted(table: pa.Table, names: list[str]) -> list[dict[str, Any]]:
    """How many rows share the values of these columns, as "rows"."""
    if not len(table):
        return []
    grouped = table.select(names).group_by(names).aggregate([([], "count_all")])
    return list(grouped.rename_columns([*names, "rows"]).to_pylist())


def _totals(each: SentPart) -> Iterator[Total]:
    """What a return or a list says was awarded: whole counts by title and kind, with the cell of the first."""
    sums: dict[tuple[str, str, str], tuple[int, str, str]] = {}
    names = ["unit", "award", "recipient_kind", "status", "authority"]
    if each.part.layout == "decision_list":
        for row in _counted(each.rows, names):
            if row["status"] == "awarded":
                key = (row["unit"], row["award"], row["recipient_kind"])
                count, _, level = sums.get(key, (0, "", _level(row)))
                sums[key] = (count + row["rows"], "", level)
    elif each.part.layout == "summary_return":
        for row in each.rows.select([*names, "recipient_class", "count", "cell"]).to_pylist():
            if row["status"] == "awarded" and row["recipient_class"] == "" and row["count"] is not None:
                key = (row["unit"], row["award"], row["recipient_kind"])
                count, cell, level = sums.get(key, (0, row["cell"].partition("+")[0], _level(row)))
                sums[key] = (count + row["count"], cell, level)
    period = Period.parse(each.part.period)
    for (unit, award, kind), (count, cell, level) in sums.items():
        if unit and award and kind:
            where = (each.sent.file, each.part.sheet, cell, each.part.layout)
            yield Total(unit, period, award, kind, count, *where, level)


def _level(row: dict[str, Any]) -> str:
    return get_authority(row["authority"]).level if row["authority"] else ""


def _as_sent(each: SentPart) -> SentTable:
    """A list as it is asked how far it reaches; one of no known days reaches over none."""
    part, never = each.part, date.min
    days = (never, never) if part.place else (part.first_day or never, part.last_day or never)
    return SentTable(each.sent.file, part.sheet, part.unit, *days, each.state, "", "", told_by(each.givers))


def _grows_into(early: Period, late: Period, basis: Basis) -> bool:
    """Whether the later period holds the earlier one from the same first day, or is a stage around a year."""
    if early == late:
        return False
    if late.kind == "stage":
        return early.kind == "year" and late.contains(early)
    same_start = early.first_day(basis) == late.first_day(basis)
    return same_start and early.last_day(basis) < late.last_day(basis)


def _stage(period: Period) -> str:
    return f"{period.year}-{period.number}"
