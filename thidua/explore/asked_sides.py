"""The two sides that a person wants to see beside each other: whose figures, and when; what cannot be is refused."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from thidua.errors import ConfigError
from thidua.facts.areas import whole_formers
from thidua.facts.dataset import Dataset
from thidua.present.language import language
from thidua.present.words import unit_name, upper_first
from thidua.registry import Period, Unit, days_in, get_unit, last_day_in, quoted
from thidua.speech import say

if TYPE_CHECKING:
    from thidua.explore.opened import OpenedDataset


class Asked(NamedTuple):
    """One of the two that are compared; of a unit that others went into since, ``together`` are they and it."""

    unit: Unit
    period: Period
    together: tuple[Unit, ...] = ()

    @property
    def units(self) -> tuple[Unit, ...]:
        """Whose figures these are."""
        return self.together or (self.unit,)

    def words(self, dataset: Dataset) -> str:
        """Whose figures, and when."""
        names = [unit_name(one, last_day_in(one, self.period, dataset.basis)) for one in self.units]
        return f"{upper_first(', '.join(names))}, {self.period.label(dataset.basis, language())}"


def sides_asked(opened: OpenedDataset, a: Any, b: Any, unit: Any, period: Any) -> tuple[Asked, Asked]:
    """The two sides that a person names: two pairs, two units in one period, or two periods of one unit.

    Raises
    ------
    ConfigError
        If it is none of these, or if the one unit is not the same ground in both periods; says what to write.
    """
    if unit is not None and period is not None:
        raise ConfigError("both unit and period are fixed: nothing is left to compare; leave one of them out")
    if period is not None:
        when = opened.one_period(period)
        return Asked(opened.one_unit(a, when), when), Asked(opened.one_unit(b, when), when)
    if unit is not None:
        return _one_in_both(opened, unit, opened.one_period(a), opened.one_period(b))
    return _pair(opened, a), _pair(opened, b)


def _one_in_both(opened: OpenedDataset, unit: Any, a: Period, b: Period) -> tuple[Asked, Asked]:
    """One unit in two periods: itself, or in the earlier one what went into it whole."""
    earlier, later = sorted((a, b), key=lambda one: one.last_day(opened.dataset.basis))
    now = opened.one_unit(unit, later)
    formers = [one for one in map(get_unit, whole_formers(now.id)) if days_in(one, earlier, opened.dataset.basis)]
    try:
        before = opened.one_unit(unit, earlier)
    except ConfigError:
        # A unit that was made of others has a new name; they are its own ground.
        if not formers:
            raise
        before = formers[0]
    if before != now and before not in formers:
        raise ConfigError(
            say(
                "{unit} là {before} trong {earlier} và {now} trong {later}, không cùng một địa bàn; muốn đặt cạnh nhau "
                'như hai đơn vị thì ghi ("{before}", "{earlier}") và ("{now}", "{later}")',
                unit=quoted(unit),
                before=before.id,
                earlier=str(earlier),
                now=now.id,
                later=str(later),
            )
        )
    units = {earlier: before, later: now}
    return Asked(units[a], a), Asked(units[b], b)


def _pair(opened: OpenedDataset, pair: Any) -> Asked:
    if not isinstance(pair, tuple | list) or len(pair) != 2:
        raise ConfigError(
            f'{quoted(pair)} is no unit with a period; write ("Ba Bể", "2023-H1") twice, or two units and '
            'period="2023-H1", or two periods and unit="Ba Bể"'
        )
    period = opened.one_period(pair[1])
    return Asked(opened.one_unit(pair[0], period), period)


def check_sides(a: Asked, b: Asked) -> None:
    """Refuse two sides that have nothing to compare.

    Raises
    ------
    ConfigError
        If both are the same, if one is a block, or if their periods are of different length.
    """
    for one in (a, b):
        if one.unit.level == "block":
            raise ConfigError(
                say(
                    "{unit}: thành viên của một khối chỉ so với nhau, không cộng; hãy so hai thành viên",
                    unit=one.unit.id,
                )
            )
    if a == b:
        raise ConfigError(
            say(
                "{unit}, {period} được so với chính nó; hãy chọn hai đơn vị hoặc hai kỳ",
                unit=a.unit.id,
                period=str(a.period),
            )
        )
    if _length(a.period) != _length(b.period):
        raise ConfigError(
            say(
                "{first} và {second} là hai kỳ dài ngắn khác nhau; hãy so hai kỳ dài như nhau",
                first=str(a.period),
                second=str(b.period),
            )
        )


def _length(period: Period) -> tuple[str, int]:
    """What makes two periods as long as each other."""
    years = len(period.years()) if period.kind == "stage" else 1
    return period.kind, period.number or 0 if period.kind == "months-to-date" else years
