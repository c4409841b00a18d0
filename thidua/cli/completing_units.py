"""The units that may be typed next, and what they are called: a matter of the registry, which takes longest to read."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from thidua.errors import ConfigError
from thidua.registry import Period, get_basis, get_unit
from thidua.registry.territory import HOME, territory_of

if TYPE_CHECKING:
    from thidua.cli.completing import Declared


def names_of(root: Path, declared: Iterable[tuple[Declared, Sequence[str]]]) -> Mapping[str, str]:
    """The names of the units that are declared, by id; of a group, of those that belong to it in the periods beside it.

    What the registry does not know is left out: the command says what is wrong with it.
    """
    found: dict[str, str] = {}
    for each, periods in declared:
        try:
            with territory_of(root, root / "data" / each.dataset, each.province or HOME).in_force():
                found |= {unit: get_unit(unit).name for text in each.units for unit in _meant(text, periods)}
        except ConfigError:
            continue
    return found


def _meant(text: str, periods: Sequence[str]) -> list[str]:
    from thidua.facts.said_units import group_in, is_group

    if not is_group(text):
        return [text]
    basis = get_basis("administrative")  # near enough for what is proposed
    return [unit.id for period in periods for unit in group_in(text, Period.parse(period), basis)]
