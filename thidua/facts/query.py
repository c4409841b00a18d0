"""Questions to a snapshot: the settled facts of a unit and period, the rows behind them, and the registers.

Only frames belong here; what is read is asked of ``answers``, and which rows count is decided in ``settle``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property, wraps
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar, cast

from thidua.facts.answers import EVERYBODY, REGISTERS, Answers
from thidua.facts.choice import Choice
from thidua.facts.columns import SETTLED
from thidua.facts.common_ground import find_ground
from thidua.facts.coverage import Coverage
from thidua.facts.coverages import Coverages
from thidua.facts.differences import Difference, differences_of
from thidua.facts.expected import Wish
from thidua.facts.files_behind import files_behind
from thidua.facts.ground import Ground
from thidua.facts.reads import ask_again
from thidua.facts.sent import Came
from thidua.facts.settle import Count
from thidua.facts.sums import Fact, Summed, add_up, added_up
from thidua.registry import Basis, Period, Territory, Unit
from thidua.registry.territory import AT_HOME

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["REGISTERS", "Facts"]

_KEYS = ("unit", "period", "origin", "award", "status", "recipient_kind", "recipient_class")


Question = TypeVar("Question", bound=Callable[..., Any])


def in_its_territory(question: Question) -> Question:
    """Answer a question to `Facts` in the territory of its units."""

    @wraps(question)
    def answer(self: Facts, *args: Any, **named: Any) -> Any:
        with self.territory.in_force():
            return question(self, *args, **named)

    return cast(Question, answer)


@dataclass(frozen=True)
class Facts:
    """The facts of one snapshot, its periods counted under one basis.

    A province is answered from what it states itself and, award by award, from the units directly below it; any
    other unit from its own rows only.
    """

    _snapshot: Path
    basis: Basis
    territory: Territory = AT_HOME
    """Whose units these are: every question is answered in it, whatever is in force where it is asked."""

    def __getstate__(self) -> dict[str, Any]:
        """What another process needs to ask the same snapshot; a connection stays in its own."""
        return {"_snapshot": self._snapshot, "basis": self.basis, "territory": self.territory}

    @property
    def snapshot(self) -> Path:
        """The folder of the snapshot; who is handed it is taken to have read all that is in it."""
        return self._snapshot.with_name(self._answers.everything())

    @in_its_territory
    def digest_of(self, asked: str) -> str:
        """The digest of what is answered now to a question that was noted; see `thidua.facts.reads`.

        Raises
        ------
        KeyError, ReportError
            If it cannot be answered any more.
        """
        return ask_again(self._answers, asked)

    @in_its_territory
    def prepare(self, asked: Iterable[str]) -> None:
        """Fetch at once what many questions will ask for one by one."""
        units: dict[str, list[str]] = {}
        for name, *words in (one.split(" ") for one in asked):
            if name == "counts":
                units.setdefault(words[1], []).append(words[0])
        for period, of in units.items():
            self._answers.read_ahead(of, Period.parse(period))

    @in_its_territory
    def of(self, unit: Unit, period: Period, *, alone: bool = False) -> pd.DataFrame:
        """The settled facts of a unit and period, each unit on its own days: nothing in them is counted twice.

        Parameters
        ----------
        alone
            Only what the unit itself states or lists, without the units below it and what went into it.

        Returns
        -------
        pandas.DataFrame
            One row a fact with the columns of `read_facts`: quotations as they are and in their order, then the
            sums, sorted by award and grain. ``count`` is a nullable whole number; ``state`` says ``counted``,
            ``missing`` or ``not_applicable``. A sum's ``origin`` joins those of its parts, and its ``quote`` names the
            files behind it.
        """
        return self._summed(unit.id, period, self._choice.of(unit.id, period, alone=alone))

    def _summed(self, unit: str, period: Period, chosen: Sequence[Count]) -> pd.DataFrame:
        import pandas as pd  # imported where a frame is made

        facts = add_up(unit, period, chosen)
        columns = zip(SETTLED, zip(*facts, strict=True) if facts else [()] * len(SETTLED), strict=True)
        # Column by column, of its type from the start: a province asks hundreds of times.
        made = {name: pd.array(list(each), dtype="Int64" if name == "count" else "str") for name, each in columns}
        return pd.DataFrame(made)

    @in_its_territory
    def behind(self, unit: Unit, period: Period, *, classes: bool = True) -> list[Summed]:
        """The facts of `of`, in its order, each with the counts that it adds up: cells of returns, groups of rows.

        Without ``classes`` those alone that count all recipients.
        """
        return added_up(unit.id, period, self._choice.of(unit.id, period), classes=classes)

    @in_its_territory
    def read_ahead(self, units: Sequence[Unit], *periods: Period) -> None:
        """Fetch at once what will be asked of many units one by one: the ninety communes of a province."""
        for period in periods:
            self._choice.counts([unit.id for unit in units], period)

    @in_its_territory
    def coverage(self, unit: Unit, period: Period) -> Coverage:
        """What is known of the awards of a unit and period: covered, partly or not, form by form, and what is missing.

        A count of 0 is known only where this says ``covered``; elsewhere an award that nobody names is "…".
        """
        return self._coverages.of(unit.id, period)

    @in_its_territory
    def ground(self, unit: Unit, period: Period, other: Period, *, alone: bool = False) -> Ground:
        """The awards of two periods on common ground: of the units and forms that both of them know whole.

        ``alone`` as in `of`.
        """
        found = find_ground(self._choice, unit.id, period, other, alone=alone)
        now, before = (
            self._summed(unit.id, one, kept) for one, kept in zip((period, other), found.counts, strict=True)
        )
        return Ground(now, before, *found[1:])

    @in_its_territory
    def shared(
        self, unit: Unit, period: Period, other: Period
    ) -> tuple[tuple[list[Fact], Coverage], tuple[list[Fact], Coverage]]:
        """The facts of the two sides of `ground` as values, each with its coverage, for whoever asks of many units."""
        found = find_ground(self._choice, unit.id, period, other)
        sides = zip((period, other), found.counts, found.coverages, strict=True)
        now, before = ((add_up(unit.id, one, kept), known) for one, kept, known in sides)
        return now, before

    @in_its_territory
    def rows(self, unit: Unit, period: Period) -> pd.DataFrame:
        """Every accepted row behind `of`, in the order of the snapshot (a stage year by year), with all columns.

        A row of a list, or a cell of a return, has its ``file``, ``sheet`` and ``cell``.
        """
        import pandas as pd  # imported where a frame is made

        if period.kind == "stage":
            of_stage = self._answers.rows_stated(unit.id, str(period))
            years = self._choice.areas.parts_of_area(unit.id, period)
            frame = pd.concat([of_stage, *(self.rows(unit, year) for year in years)], ignore_index=True)
        else:
            frame = self._answers.rows(unit.id, str(period))
        chosen = {tuple(getattr(count, key) for key in _KEYS) for count in self._choice.of(unit.id, period)}
        # Texts of Arrow are slow to go through one at a time.
        keys = zip(*(frame[name].to_numpy(dtype=object) for name in _KEYS), strict=True)
        is_behind = [key in chosen for key in keys]
        return frame[pd.Series(is_behind, dtype=bool)].reset_index(drop=True)

    @in_its_territory
    def sent_rows(self, unit: Unit, period: Period) -> pd.DataFrame:
        """Every accepted row of the unit, and of those below a province, whether `of` counts it; order as in `rows`."""
        return self._answers.rows(unit.id, str(period)).copy(deep=False)

    @in_its_territory
    def listed(self, unit: Unit, period: Period) -> pd.DataFrame:
        """Every accepted row of a decision list of the unit, and of those below a province, whether `of` counts it.

        What no return has a column for (sex, ethnicity, days, place of work, the decision) is known of these rows and
        of no other award. Columns and order as in `rows`.
        """
        return self._answers.rows_listed(unit.id, str(period)).copy(deep=False)

    def named(self, words: Sequence[str]) -> pd.DataFrame:
        """Every accepted row of a decision list, of whatever unit and day, whose recipient has all of these words.

        Parameters
        ----------
        words
            In small letters without diacritics and with d for đ: the name of a row is compared in that form.

        Returns
        -------
        pandas.DataFrame
            Columns and order as in `rows`.
        """
        return self._answers.rows_named(" ".join(words)).copy(deep=False)

    @in_its_territory
    def sources(self, unit: Unit, period: Period) -> pd.DataFrame:
        """What the workbooks say that `of` adds up: one row per award, recipient kind, status, count unit and origin.

        Returns
        -------
        pandas.DataFrame
            ``count`` (missing where no figure is known), ``state``, ``files`` and ``rows`` (lines of a list, cells of a
            return) behind it, and ``file``, ``sheet`` and ``cell`` of the first of them.
        """
        return files_behind(self.rows(unit, period))

    @in_its_territory
    def periods(self, unit: Unit) -> tuple[Period, ...]:
        """Every period of which there are stated figures, and every year with decisions, from early to late.

        Two halves make their year; stages are listed where a figure is stated for one.
        """
        return self._by_day(self._answers.periods(unit.id))

    @in_its_territory
    def periods_around(self, unit: Unit, period: Period) -> tuple[Period, ...]:
        """The years and stages of `periods` that hold a period, or that it holds."""
        return self._by_day(self._answers.periods_around(unit.id, str(period)))

    def _by_day(self, found: Iterable[str]) -> tuple[Period, ...]:
        periods = map(Period.parse, found)
        return tuple(sorted(periods, key=lambda one: (one.first_day(self.basis), one.last_day(self.basis), str(one))))

    @property
    def units(self) -> frozenset[str]:
        """The ids of all units of which something is told or should be."""
        with self.territory.in_force():
            return self._answers.units()

    @property
    def all_periods(self) -> tuple[Period, ...]:
        """Every period of which any unit has figures, as `periods` gives those of one."""
        with self.territory.in_force():
            return self._by_day(self._answers.all_periods())

    @property
    def days(self) -> tuple[date, date]:
        """The first and last day of `all_periods`; of no figures at all, no day lies between them."""
        found = self.all_periods
        first = min((one.first_day(self.basis) for one in found), default=date.max)
        return first, max((one.last_day(self.basis) for one in found), default=date.min)

    @in_its_territory
    def register(self, name: str, unit: Unit, period: Period) -> pd.DataFrame:
        """The movements, indicators, scores, models or directives of exactly this unit and period, as they were sent.

        For a province also those of the units directly below it, and of what went into it. Of a unit that has days in
        one half of a year alone, what it sent of that half stands for the year if it sent nothing of the year.
        Columns as in `thidua.intake.columns`.

        Raises
        ------
        ConfigError
            If there is no register of that name; names those there are.
        """
        return self._answers.register(name, unit.id, str(period)).copy(deep=False)

    @in_its_territory
    def sent(self, units: Sequence[str] | None, period: Period) -> Came:
        """What came of some units, or of all for None, about a period, and what was found in it."""
        return self._answers.sent(_joined(units), str(period))

    @in_its_territory
    def wishes(self, units: Sequence[str] | None, period: Period) -> tuple[Wish, ...]:
        """What should come of some units, or of all for None, for a period and its parts, as settings have it."""
        return self._answers.wishes(_joined(units), str(period))

    @property
    def has_inbox(self) -> bool:
        """Whether anything was ever sent."""
        return self._answers.has_inbox()

    @in_its_territory
    def differences(self, unit: Unit, period: Period) -> pd.DataFrame:
        """Where decision lists and returns of the unit, and of those below a province, count differently.

        Returns
        -------
        pandas.DataFrame
            One row per ``unit``, ``award`` and ``recipient_kind`` that differ in the number awarded: ``listed`` and
            ``returned`` (missing where the return has no figure), and ``used``, the origin that `of` counts.
        """
        import pandas as pd  # imported where a frame is made

        found = self.differing(unit, period)
        types = {name: "Int64" if name in ("listed", "returned") else "str" for name in Difference._fields}
        return pd.DataFrame(found, columns=list(types)).astype(types)

    @in_its_territory
    def differing(self, unit: Unit, period: Period) -> list[Difference]:
        """The rows of `differences` as values, for whoever asks of many units."""
        return list(differences_of(self._choice, unit.id, period))

    @in_its_territory
    def content_key(self, unit: Unit) -> str:
        """A text that changes when anything changes that a report on the unit may read: rows, registers, files."""
        return self._answers.content(unit.id)

    @property
    def quotations(self) -> pd.DataFrame:
        """Every quoted figure of the dataset, of all units and periods, sorted by unit and period."""
        return self._answers.quotations().copy(deep=False)

    @cached_property
    def _choice(self) -> Choice:
        return Choice(self._answers)

    @property
    def _coverages(self) -> Coverages:
        return self._choice.coverages

    @cached_property
    def _answers(self) -> Answers:
        return Answers(self._snapshot, self.basis)


def _joined(units: Sequence[str] | None) -> str:
    return EVERYBODY if units is None else "+".join(units)
