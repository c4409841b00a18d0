"""The periods of which a dataset has figures, as a frame."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from thidua.errors import ConfigError
from thidua.facts.dataset import Dataset
from thidua.facts.said_units import unit_of_any_day
from thidua.present.language import language
from thidua.registry import Period, Unit, quoted, resolve_unit

if TYPE_CHECKING:
    import pandas as pd

COLUMNS = ("period", "label", "kind", "first_day", "last_day")


def periods_frame(dataset: Dataset, unit: Any = None) -> pd.DataFrame:
    """The frame of `OpenedDataset.periods`."""
    import pandas as pd  # imported where a frame is made

    found = known_periods(dataset) if unit is None else dataset.facts.periods(_unit(dataset, unit))
    basis = dataset.basis
    rows = [
        (str(one), one.label(basis, language()), one.kind, one.first_day(basis), one.last_day(basis)) for one in found
    ]
    frame = pd.DataFrame(rows, columns=list(COLUMNS))
    days = {name: pd.to_datetime(frame[name]) for name in ("first_day", "last_day")}
    return frame.assign(**days).astype(dict.fromkeys(("period", "label", "kind"), "str"))


def known_periods(dataset: Dataset) -> tuple[Period, ...]:
    """Every period of which anybody has figures, from early to late."""
    return dataset.facts.all_periods


def _unit(dataset: Dataset, text: Any) -> Unit:
    """The unit that a text means on some day, the last such day first."""
    if isinstance(text, Unit):
        return text
    if not isinstance(text, str):
        raise ConfigError(f'{quoted(text)} is not a unit; write a name ("Ba Bể") or an id (huyen-ba-be)')
    return unit_of_any_day(text) or resolve_unit(text, dataset.facts.days[1])
