"""What is unusual in a period, the most surprising first: beyond chance against the same period, or beside the others.

Nothing is measured here that a report does not measure; how many comparisons were made is told, as some of them pass
chance with nothing behind them.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import sqrt
from typing import Any, Literal

import pandas as pd

from thidua.explore.explained_words import signed
from thidua.explore.told import Line, Side, compared
from thidua.explore.whose import noted
from thidua.facts.columns import SETTLED
from thidua.facts.dataset import Dataset
from thidua.facts.differences import Difference
from thidua.measures.change import Change, comparisons_of, same_period_change
from thidua.measures.funnel import ENOUGH_UNITS, Funnel, funnel_of_shares
from thidua.present.chance import comparisons_words
from thidua.present.compared.unit import direct_share
from thidua.present.language import tr
from thidua.present.numbers import MISSING, write_number, write_percent
from thidua.present.words import award_name, kinds_name, unit_name
from thidua.registry import Period, Unit, days_in, get_unit, last_day_in, level_on, regime, reporting_levels, units
from thidua.registry.quotas import follows_quota

What = Literal["change", "beside others", "two sources"]
"""Against the same period before; against the other units of one level; a list against the return of the same."""

COLUMNS = (
    *("what", "unit", "unit_name", "award", "award_name", "level", "recipient_kind", "count_unit"),
    *("before", "now", "difference", "ratio", "ratio_low", "ratio_high", "size", "words", "detail"),
)
_TYPES = {"before": "Int64", "now": "Int64", "difference": "Int64"}
_TYPES |= dict.fromkeys(("ratio", "ratio_low", "ratio_high", "size"), "float64")
NAME = "data"
"""What the calls in ``detail`` call the dataset."""


@dataclass(frozen=True)
class _Asked:
    """The dataset and the period, the units that are told of, and those among which each is looked at."""

    dataset: Dataset
    period: Period
    units: tuple[Unit, ...]
    others: tuple[Unit, ...]

    def name(self, unit: Unit) -> str:
        return unit_name(unit, self.day(unit))

    def day(self, unit: Unit) -> Any:
        return last_day_in(unit, self.period, self.dataset.basis)

    def form(self, award: str, unit: Unit) -> str:
        return award_name(award, regime=regime(self.day(unit)))


def unusual(dataset: Dataset, period: Period, asked: Sequence[Unit] = ()) -> pd.DataFrame:
    """What is unusual in a period, ranked.

    Parameters
    ----------
    asked
        The units that are told of; without any, all of which the dataset has figures. Each is looked at among all of
        its level whoever is asked for.

    Returns
    -------
    pandas.DataFrame
        One row a finding. First those that pass chance, by ``size`` (`thidua.measures.change.Change.size`; of a share
        its distance from that of all in standard deviations); then where a list and a return of the same differ, by
        the size of the difference. ``words`` tells it, ``detail`` is the call that shows what is behind it.
        ``attrs["comparisons"]`` says how many were made, ``attrs["expected_by_chance"]`` how many of them pass chance
        with nothing behind them, and ``attrs["words"]`` both in a sentence.

    Notes
    -----
    95 % intervals, as in the reports: `thidua.measures.change.same_period_change` and
    `thidua.measures.funnel.funnel_of_shares`. Of titles by quota chance is not asked.
    """
    with dataset.territory.in_force():
        others = _with_figures(dataset, period)
        about = _Asked(dataset, period, tuple(asked) or others, others)
        dataset.facts.read_ahead([one for one in about.units if one.level != "province"], period, period.comparison())
        made = 0
        rows: list[dict[str, Any]] = []
        for unit in about.units:
            number, found = _changes(about, unit)
            made, rows = made + number, [*rows, *found]
        number, found = _beside_others(about)
        by_chance = comparisons_of(made + number)
        ranked = sorted([*rows, *found], key=lambda row: -row["size"])
        frame = pd.DataFrame([*ranked, *_two_sources(about)], columns=list(COLUMNS))
        frame = frame.astype({name: _TYPES.get(name, "str") for name in COLUMNS})
        noted(frame, dataset)
        frame.attrs |= {**by_chance.values(), "words": comparisons_words(by_chance)}
        return frame


def _with_figures(dataset: Dataset, period: Period) -> tuple[Unit, ...]:
    """The units of which the dataset has figures and that have days in the period; before them whose sum they make."""
    known = [one for one in units() if one.id in dataset.facts.units and one.level != "block"]
    lived = [one for one in known if days_in(one, period, dataset.basis) is not None]
    below = Counter(one.parent for one in lived if one.parent)
    # The sum of one unit is that unit.
    areas = [get_unit(parent) for parent, number in below.items() if number > 1]
    provinces = [one for one in areas if one.level == "province" and days_in(one, period, dataset.basis)]
    return (*(one for one in provinces if one not in lived), *lived)


def _changes(about: _Asked, unit: Unit) -> tuple[int, list[dict[str, Any]]]:
    """How many forms of a unit are compared with the same period before, and those beyond chance."""
    made, found = 0, []
    for line, change in _compared(about, unit):
        made += change.verdict != "by_quota"
        if change.is_beyond_chance:
            found.append(_of_change(about, unit, line, change))
    return made, found


def _compared(about: _Asked, unit: Unit) -> Iterator[tuple[Line, Change]]:
    """Each form and kind of recipients that both periods know, with its change."""
    other = about.period.comparison()
    now, before = (Side.of(*one) for one in about.dataset.facts.shared(unit, about.period, other))
    days = [one.last_day(about.dataset.basis) for one in (about.period, other)]
    for line, pair in compared(now, before):
        if pair.a is not None and pair.b is not None and pair.is_compared:
            by_quota = any(follows_quota(code, *days) for code in line[0].split("+"))
            yield line, same_period_change(pair.a, pair.b, follows_quota=by_quota)


def _of_change(about: _Asked, unit: Unit, line: Line, change: Change) -> dict[str, Any]:
    award, level, kind, counted_in = line
    values = change.values()
    words = tr(
        "{unit}: {form}, {kind}: {now}, cùng kỳ trước {before} ({difference})",
        unit=about.name(unit),
        form=about.form(award, unit),
        kind=kinds_name(kind, 2),
        now=write_number(change.count),
        before=write_number(change.before),
        difference=signed(change.difference),
    )
    return {
        **_who(about, unit, award, level, kind, counted_in),
        "what": "change",
        "before": change.before,
        "now": change.count,
        "difference": change.difference,
        **{name: values[name] for name in ("ratio", "ratio_low", "ratio_high")},
        "size": change.size,
        "words": words,
        "detail": _call("explain", unit.id, str(about.period), award),
    }


def _who(about: _Asked, unit: Unit, award: str, level: str, kind: str, counted_in: str) -> dict[str, Any]:
    named = about.form(award, unit) if award else ""
    return {
        "unit": unit.id,
        "unit_name": about.name(unit),
        "award": award,
        "award_name": named,
        "level": level,
        "recipient_kind": kind,
        "count_unit": counted_in,
    }


def _call(question: str, *said: str, **named: str) -> str:
    """The call that shows what is behind a row, as it can be pasted."""
    words = [f'"{one}"' for one in said] + [f'{name}="{value}"' for name, value in named.items()]
    return f"{NAME}.{question}({', '.join(words)})"


def _beside_others(about: _Asked) -> tuple[int, list[dict[str, Any]]]:
    """The units whose share of direct workers differs from that of all of their level by more than chance explains."""
    made, found = 0, []
    told_of = {one.id for one in about.units}
    for members in _by_level(about).values():
        if told_of.isdisjoint(one.id for one in members):
            continue
        told = {one: direct_share(facts) for one, facts in _awarded(about, members).items()}
        shares = {one: (share.part, share.whole) for one, share in told.items() if share.whole}
        if len(shares) >= ENOUGH_UNITS:
            funnel = funnel_of_shares(shares)
            made += len(told_of.intersection(shares))
            outside = [one.label for one in funnel.outside if one.label in told_of]
            found += [_of_share(about, funnel, one, shares[one]) for one in outside]
    return made, found


def _awarded(about: _Asked, members: Sequence[Unit]) -> dict[str, pd.DataFrame]:
    """The awarded facts of each unit, their frame made once."""
    facts = [one.fact for unit in members for one in about.dataset.facts.behind(unit, about.period)]
    frame = pd.DataFrame([one for one in facts if one.status == "awarded"], columns=list(SETTLED))
    frame = frame.astype({name: "Int64" if name == "count" else "str" for name in SETTLED})
    return {str(unit): rows for unit, rows in frame.groupby("unit", sort=False)}


def _by_level(about: _Asked) -> Mapping[str, list[Unit]]:
    """The units that are compared with each other: those of the levels that report to one province."""
    found: dict[str, list[Unit]] = {}
    for unit in dict.fromkeys((*about.others, *about.units)):
        day = about.day(unit)
        level = level_on(unit, day)
        if level not in ("province", "department", "block") and level in reporting_levels(day):
            found.setdefault(unit.parent or "", []).append(unit)
    return found


def _of_share(about: _Asked, funnel: Funnel, unit_id: str, share: tuple[int, int]) -> dict[str, Any]:
    unit, (part, whole) = get_unit(unit_id), share
    target = funnel.target or 0.0
    spread = sqrt(target * (1 - target) / whole) * sqrt(max(funnel.phi or 1.0, 1.0))
    words = tr(
        "{unit}: người lao động trực tiếp {share} số cá nhân được giấy khen, bằng khen ({part}/{whole}); "
        "chung {target}",
        unit=about.name(unit),
        share=write_percent(part / whole),
        part=write_number(part),
        whole=write_number(whole),
        target=write_percent(target),
    )
    return {
        **_who(about, unit, "", "", "individual", ""),
        "what": "beside others",
        "size": abs(part / whole - target) / spread if spread else 0.0,
        "words": words,
        "detail": f"{_call('report', unit.id, str(about.period))}.classes.table()",
    }


def _two_sources(about: _Asked) -> list[dict[str, Any]]:
    """Where the list and the return of a unit count differently; the larger difference first.

    A return speaks only of what it states: a kind of which it says nothing, and that is taken from the lists, differs
    from nothing.
    """
    found = {}
    ids = {unit.id for unit in about.units}
    for unit in about.units:
        # A province tells those of all units below it.
        if unit.parent not in ids:
            for one in about.dataset.facts.differing(unit, about.period):
                if one.returned is not None or one.used != "decision_list":
                    found[one.unit, one.award, one.recipient_kind] = _of_sources(about, one)
    return sorted(found.values(), key=lambda row: -row["size"])


def _of_sources(about: _Asked, one: Difference) -> dict[str, Any]:
    unit, listed, returned = get_unit(one.unit), one.listed, one.returned
    both = listed + (returned or 0)
    words = tr(
        "{unit}: {form}, {kind}: danh sách có {listed}, biểu tổng hợp có {returned}",
        unit=about.name(unit),
        form=about.form(one.award, unit),
        kind=kinds_name(one.recipient_kind, 2),
        listed=write_number(listed),
        returned=MISSING if returned is None else write_number(returned),
    )
    return {
        **_who(about, unit, one.award, "", one.recipient_kind, ""),
        "what": "two sources",
        "difference": None if returned is None else listed - returned,
        "size": abs(listed - (returned or 0)) / sqrt(both) if both else 0.0,
        "words": words,
        # Who traces the figure sees the one source that is counted; this table has both, and says which it is.
        "detail": f"{_call('report', unit.id, str(about.period))}.quality.differences_table()",
    }
