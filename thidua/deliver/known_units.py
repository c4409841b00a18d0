"""The units that `reports.toml` may name: those of the provinces of all datasets of the project."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from thidua.errors import ConfigError
from thidua.facts.dataset import Opened
from thidua.registry import Territory, fold, get_unit, strip_accents, unit_names, units
from thidua.registry.territory import AT_HOME

NEAREST = 5
"""So many units of one name are told."""


@dataclass(frozen=True)
class KnownUnits:
    """The territories of a project's datasets, each once.

    ``is_whole`` says whether every dataset is in order: if one is not, a unit that no other knows may be one of it.
    """

    territories: tuple[Territory, ...]
    is_whole: bool = True

    def check(self, unit: str, where: str) -> None:
        """Refuse an id that no dataset knows.

        Raises
        ------
        ConfigError
            Names the place, the nearest ids, and the id to write where a name stands.
        """
        problems: list[ConfigError] = []
        for territory in self.territories:
            with territory.in_force():
                try:
                    get_unit(unit)
                except ConfigError as problem:
                    problems.append(problem)
                else:
                    return
        if self.is_whole:
            raise ConfigError(f"{where}: {problems[0]}{self._meant(unit)}")

    def names_of(self, unit: str) -> frozenset[str]:
        """Every name that a unit has or had under its id, in any territory; none if it is unknown."""
        return frozenset(name for territory in self.territories for name in _names(territory, unit))

    def _meant(self, text: str) -> str:
        """The id to write instead of a unit's name, if it is one: entitlement rests on ids, since names change."""
        meant = strip_accents(fold(text))
        found: dict[str, None] = {}
        for territory in self.territories:
            with territory.in_force():
                named = [(unit.id, (unit.name, unit.short_name)) for unit in units()]
                named += [(one.unit, (one.name, one.short_name)) for one in unit_names()]
            found |= {unit: None for unit, names in named if meant in (strip_accents(fold(each)) for each in names)}
        return f"; it is the name of {' or '.join([*found][:NEAREST])}: write the id" if found else ""


def known_units(opened: Opened) -> KnownUnits:
    """The units that may be named beside these datasets; without any, those of the package's own province."""
    territories = dict.fromkeys(dataset.territory for dataset in opened.datasets.values())
    return KnownUnits(tuple(territories) or (AT_HOME,), not opened.faults)


def _names(territory: Territory, unit: str) -> Iterator[str]:
    with territory.in_force():
        yield from [one.name for one in units() if one.id == unit]
        yield from [one.name for one in unit_names() if one.unit == unit]
