"""Why did it fall: which rows of the same period before are gone, and which came, by workplace, form and kind.

Only what both periods know whole is explained. A list tells who is gone; a return has one cell a line, and of that it
is only told how its number changed.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Any

import pandas as pd

from thidua.explore.allowed import allows_names
from thidua.explore.card import html_of
from thidua.explore.explained_words import LABELS, sentences_of
from thidua.explore.ground_rows import GroundRows, ground_rows, told_of_rows, tuples
from thidua.explore.lines import known_of_forms
from thidua.explore.matched_rows import BY, cells_of, matched, parted, rows_of_cells, where_of
from thidua.explore.spoken import spoken
from thidua.explore.told import LINE, Side, compared, told_of_facts, why_not_added
from thidua.explore.whose import noted
from thidua.explore.workplaces import told_apart, with_workplaces
from thidua.facts.dataset import Dataset
from thidua.measures.change import Change, same_period_change
from thidua.present.language import language
from thidua.registry import Language, Period, Unit, last_day_in
from thidua.registry.lookup import look_up
from thidua.registry.quotas import follows_quota

_OF_UNIT = ("workplace", "place")
"""What is told apart by unit as well: every unit has an office."""


@dataclass(frozen=True, repr=False, eq=False)
class Explanation:
    """Why a count differs from that of the same period before; what came less what left is the difference.

    Attributes
    ----------
    unit, period, awards
        What is explained; without ``awards`` all forms together.
    now, before
        What both periods know, as numbers; None where some count instances and others recipients, or quoted figures
        hold one another.
    left, came, stayed
        The rows of the period before that have no counterpart now, those of now that had none before, and those with
        one: the same recipient at the same workplace received the same. ``unit`` is that of the period now, empty of
        what was divided and is compared as the sum of an area. ``count`` says how many awards a row is: 1 in
        a list; of cells of returns, by how much their number fell or rose. ``where`` is file, sheet and cell.
    cells
        The lines that a return tells in either period: the number ``before`` and ``now``, with their cells.
    unknown
        The lines of which a period has no figure (``why``: "unknown"), or that the two count otherwise, as instances
        and recipients ("otherwise"): they are in no sum.
    left_out
        The rows of forms and units that only one of the periods knows whole (``why``: "unknown"), or whose unit is not
        the same ground in both ("apart").
    change
        The difference with what chance says of it.
    """

    unit: Unit
    period: Period
    awards: tuple[str, ...]
    left: pd.DataFrame
    came: pd.DataFrame
    stayed: pd.DataFrame
    cells: pd.DataFrame
    unknown: pd.DataFrame
    left_out: pd.DataFrame
    change: Change | None
    dataset: Dataset = field(repr=False)
    lang: Language = field(repr=False)
    _rows: tuple[pd.DataFrame, pd.DataFrame] = field(repr=False)

    def __post_init__(self) -> None:
        """Say in every frame whose figures it holds: each can become a table."""
        with spoken(self.dataset, self.lang):
            for frame in (self.left, self.came, self.stayed, self.cells, self.unknown, self.left_out):
                noted(frame, self.dataset)

    @property
    def now(self) -> int | None:
        """How many were awarded in the period, of what both periods know."""
        return None if self.change is None else self.change.count

    @property
    def before(self) -> int | None:
        """How many in the same period before."""
        return None if self.change is None else self.change.before

    @property
    def difference(self) -> int | None:
        """How many more, or less."""
        return None if self.change is None else self.change.difference

    def by(self, what: str = "workplace") -> pd.DataFrame:
        """The difference by workplace, form, kind or another column of the rows, the largest first.

        Parameters
        ----------
        what
            One of `BY`.

        Returns
        -------
        pandas.DataFrame
            One row a value and ``count_unit``: ``before``, ``left``, ``came``, ``now`` and ``difference``; the
            differences add up to that of the whole. What no row tells, as a return has no workplaces, has an empty
            value; of quoted figures that hold one another no sum is made.

        Raises
        ------
        ConfigError
            If there is no such column; names the nearest.
        """
        column = look_up("breakdown", what, {one: one for one in BY})
        told = ["unit", column] if column in _OF_UNIT else [column]
        is_same = (self.stayed[told] == self.stayed[[f"{key}_before" for key in told]].to_numpy()).all(axis=1)
        keys = [*told, "count_unit"]
        sides = {"now": self._rows[0], "before": self._rows[1], "same": self.stayed[is_same]}
        sums = {name: rows.groupby(keys)["count"].sum() for name, rows in sides.items()}
        found = pd.DataFrame(sums).fillna(0).astype("Int64")
        found[_not_to_add(self._rows, keys, found.index)] = pd.NA
        found = found.assign(
            left=found["before"] - found["same"],
            came=found["now"] - found["same"],
            difference=found["now"] - found["before"],
        )
        order = found["difference"].abs().sort_values(ascending=False, kind="stable").index
        found = found.loc[order].rename_axis(keys).reset_index()
        with spoken(self.dataset, self.lang):
            for key in (key for key in reversed(keys) if key in LABELS):
                labels = {code: LABELS[key](code, self) for code in found[key].unique()}
                found.insert(list(found.columns).index(key) + 1, f"{key}_name", found[key].map(labels))
        told = [name for name in found.columns if name not in ("before", "now", "same", "left", "came", "difference")]
        found = found[[*told, "before", "left", "came", "now", "difference"]]
        with spoken(self.dataset, self.lang):
            noted(found, self.dataset)
        return found

    @cached_property
    def sentences(self) -> tuple[str, ...]:
        """The explanation in words: how much, whether chance explains it, what left, what came, what is left out."""
        with spoken(self.dataset, self.lang):
            return tuple(sentences_of(self))

    def _repr_html_(self) -> str:
        title, *lines = self.sentences
        return html_of(title, lines)

    def __repr__(self) -> str:
        """The same as a person reads it."""
        return str(self)

    def __str__(self) -> str:
        """Say it in words."""
        return "\n".join(self.sentences)


def explain(dataset: Dataset, unit: Unit, period: Period, awards: Collection[str] = ()) -> Explanation:
    """Explain the difference between a period and the same period before, row by row.

    Parameters
    ----------
    awards
        The codes of the forms that are explained together; without any, all.

    Returns
    -------
    Explanation
        Who is compared with whom is found by name; the rows have a column ``recipient`` only where the dataset allows
        names in both periods.

    Raises
    ------
    DataError
        If the rows do not add up to the figures; see `thidua.explore.ground_rows.ground_rows`.
    """
    with dataset.territory.in_force():
        found = ground_rows(dataset, unit, period, awards)
        unknown = _unknown(found, awards, last_day_in(unit, period, dataset.basis))
        now, before = with_workplaces(*(_without(rows, unknown) for rows in (found.now, found.before)))
        now, before = told_apart(now, before, period, dataset)
        listed, stated = parted(now, before)
        stayed, came, left = matched(*listed)
        cells = cells_of(*stated)
        rises, falls, same = rows_of_cells(cells)
        names = all(allows_names(dataset, unit, one) for one in (period, period.comparison()))
        total = _total(now, before, period, dataset)
        shown = [_shown(each, names=names) for each in (left, falls, came, rises, stayed, same)]
        return Explanation(
            unit,
            period,
            tuple(awards),
            left=_joined(shown[0], shown[1]),
            came=_joined(shown[2], shown[3]),
            stayed=_joined(shown[4], shown[5]),
            cells=cells,
            unknown=unknown,
            left_out=_left_out(found, names=names),
            change=total,
            dataset=dataset,
            lang=language(),
            _rows=(now, before),
        )


def _unknown(found: GroundRows, awards: Collection[str], day: date) -> pd.DataFrame:
    """The lines of which one period has no figure, or that the two count otherwise."""
    sides = [
        Side([one for one in told_of_facts(facts) if not awards or one.award in awards], known)
        for facts, known in zip((found.ground.now, found.ground.before), found.ground.coverages, strict=True)
    ]
    rows = [(*line, pair.a, pair.b, pair.why) for line, pair in compared(*sides) if not pair.is_compared]
    rows += [(code, "", "", "", None, None, "unknown") for code in _untold(found, awards, day)]
    frame = pd.DataFrame(rows, columns=[*LINE, "now", "before", "why"])
    return frame.astype({**dict.fromkeys((*LINE, "why"), "str"), "now": "Int64", "before": "Int64"})


def _untold(found: GroundRows, awards: Iterable[str], day: date) -> Iterator[str]:
    """The forms asked for of which no row tells and that a period does not know whole: LĐTT among all titles."""
    sides = (found.now, found.before, found.left_now, found.left_before)
    told = {code for rows in sides for merged in rows["award"].unique() for code in merged.split("+")}
    for code in awards:
        known = [known_of_forms((code,), one, day) for one in found.ground.coverages]
        if code not in told and any(levels and whole != "covered" for whole, levels in known):
            yield code


def _without(rows: pd.DataFrame, unknown: pd.DataFrame) -> pd.DataFrame:
    """The rows that count, without those of lines that are not known, each under the unit that it is compared as."""
    lines = set(tuples(unknown, LINE))
    is_known = [line not in lines for line in tuples(rows, LINE)]
    kept = rows[pd.Series(is_known, index=rows.index, dtype=bool) & (rows["state"] == "counted")]
    return kept.assign(unit=kept["group"], whose=kept["unit"])


def _shown(rows: pd.DataFrame, *, names: bool) -> pd.DataFrame:
    """The rows as they are handed out: with their place, and with names only where they may be."""
    before = [name for name in rows.columns if name.endswith("_before") and not name.startswith("recipient_b")]
    columns = [name for name in (*_COLUMNS, *(["recipient"] if names else [])) if name in rows]
    return rows[columns + [name for name in before if name.removesuffix("_before") in (*BY, "where")]]


_COLUMNS = (
    *("unit", "award", "level", "authority", "award_type", "recipient_kind", "recipient_class", "count_unit"),
    *("place", "workplace", "decision_no", "decided_on", "count", "origin", "where"),
)


def _joined(listed: pd.DataFrame, stated: pd.DataFrame) -> pd.DataFrame:
    """Rows of lists and of cells together; what a cell does not tell is empty."""
    found = listed if stated.empty else pd.concat([listed, stated], ignore_index=True)
    texts = [name for name in found.columns if name not in ("count", "decided_on")]
    found = found.assign(**{name: found[name].astype("str").fillna("") for name in texts})
    return found.assign(count=found["count"].astype("int64")).reset_index(drop=True)


def _left_out(found: GroundRows, *, names: bool) -> pd.DataFrame:
    """What one period alone knows whole; ``why`` is "unknown", or "apart" where its unit has no counterpart."""
    sides = []
    for side, rows in (("now", found.left_now), ("before", found.left_before)):
        together = {unit for group in found.ground.groups for unit in getattr(group, side)}
        why = ["unknown" if unit in together else "apart" for unit in rows["unit"]]
        sides.append(rows.assign(side=side, why=why, where=where_of(rows)))
    rows = pd.concat(sides, ignore_index=True)
    named_too = ["recipient"] if names else []
    return rows[["side", "why", *(name for name in (*_COLUMNS, *named_too, "state") if name in rows)]]


def _not_to_add(sides: tuple[pd.DataFrame, pd.DataFrame], keys: list[str], index: pd.Index) -> list[bool]:
    """Which groups hold quoted figures that may count the same awards."""
    held: set[Any] = set()
    for rows in sides:
        quoted = rows[rows["origin"] == "quotation"]
        held |= {key for key, those in quoted.groupby(keys) if why_not_added(told_of_rows(those))}
    return [key in held for key in index]


def _total(now: pd.DataFrame, before: pd.DataFrame, period: Period, dataset: Dataset) -> Change | None:
    """The whole difference; None where nothing is known, or some count instances and others recipients."""
    if (now.empty and before.empty) or any(why_not_added(told_of_rows(rows)) for rows in (now, before)):
        return None
    if len({*now["count_unit"], *before["count_unit"]}) > 1:
        return None
    days = [one.last_day(dataset.basis) for one in (period, period.comparison())]
    awards = {code for merged in (*now["award"], *before["award"]) for code in merged.split("+")}
    by_quota = any(follows_quota(code, *days) for code in awards)
    return same_period_change(int(now["count"].sum()), int(before["count"].sum()), follows_quota=by_quota)
