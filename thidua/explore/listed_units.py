"""The units of a dataset as a frame: who is known, of which level, below whom, and from when to when."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING, Any

from thidua.errors import ConfigError
from thidua.explore.days import day_meant
from thidua.explore.names import levels_meant, unit_of_dataset
from thidua.facts.dataset import Dataset
from thidua.present.words import unit_name
from thidua.registry import Unit, ancestors, get_unit, level_on, quoted, reporting_levels, resolve_unit, units
from thidua.registry.lookup import did_you_mean, nearest
from thidua.registry.unit import LEVELS
from thidua.speech import say

if TYPE_CHECKING:
    import pandas as pd

COLUMNS = (
    *("unit", "name", "short_name", "level", "code", "parent", "parent_name", "valid_from", "valid_to"),
    "known",
)


def units_frame(dataset: Dataset, level: Any, *, below: Any, on: Any) -> pd.DataFrame:
    """The frame of `OpenedDataset.units`."""
    import pandas as pd  # imported where a frame is made

    known = frozenset(one.id for one in units_told(dataset.facts.units))
    day = None if on is None else day_meant(on)
    found: Iterable[Unit] = units() if level is not None or below is not None or day is not None else units_told(known)
    found = [
        one for one in found if (day is None or one.is_valid(day)) and (day is not None or _in_its_days(one, dataset))
    ]
    if level is not None:
        wanted = _levels(level)
        found = [one for one in found if _is_of(one, wanted, day)]
    if below is not None:
        above = (
            unit_of_dataset(dataset, below) if day is None or not isinstance(below, str) else resolve_unit(below, day)
        )
        found = [one for one in found if above in ancestors(one)]
    rows = [_row(one, day, known) for one in found]
    frame = pd.DataFrame(rows, columns=list(COLUMNS))
    dates = {name: pd.to_datetime(frame[name]) for name in ("valid_from", "valid_to")}
    texts = {name: "str" for name in COLUMNS if name not in (*dates, "known")}
    return frame.assign(**dates).astype({**texts, "known": bool})


def units_told(known: frozenset[str]) -> list[Unit]:
    """The units of which something is known; a province is the sum of those below it. In the order of the registry."""
    above = {one.id for unit in known for one in ancestors(unit) if one.level == "province"}
    return [one for one in units() if one.id in known or one.id in above]


def _row(unit: Unit, day: date | None, known: frozenset[str]) -> dict[str, Any]:
    at = day or unit.valid_to
    parent = get_unit(unit.parent) if unit.parent else None
    return {
        "unit": unit.id,
        "name": unit_name(unit, at),
        "short_name": unit.short_name,
        "level": level_on(unit, at) if at else unit.level,
        "code": unit.code(at or date.max) or "",
        "parent": unit.parent or "",
        "parent_name": unit_name(parent, at) if parent else "",
        "valid_from": unit.valid_from,
        "valid_to": unit.valid_to,
        "known": unit.id in known,
    }


def _in_its_days(unit: Unit, dataset: Dataset) -> bool:
    """Whether a unit exists on a day of which the dataset has figures."""
    first, last = dataset.facts.days
    return (unit.valid_from or date.min) <= last and first <= (unit.valid_to or date.max)


def _levels(level: Any) -> tuple[str, ...]:
    found = levels_meant(level) if isinstance(level, str) else None
    if found is None:
        near = did_you_mean(nearest(level, LEVELS, count=1, cutoff=0.5)) if isinstance(level, str) else ""
        raise ConfigError(
            say("{level} không phải là cấp đơn vị", level=quoted(level))
            + (near or "; " + say("hãy ghi một trong {values}", values=", ".join(LEVELS)))
            + say('; hoặc ghi bằng lời như "các huyện, thành phố"')
        )
    return found


def _is_of(unit: Unit, levels: tuple[str, ...], day: date | None) -> bool:
    at = day or unit.valid_to or date.max
    return level_on(unit, at) in (levels or reporting_levels(at))
