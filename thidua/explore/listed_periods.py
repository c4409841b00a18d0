"""The periods of which a dataset has figures, as a frame."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from thidua.explore.names import unit_of_dataset
from thidua.facts.dataset import Dataset
from thidua.present.language import language

if TYPE_CHECKING:
    import pandas as pd

COLUMNS = ("period", "label", "kind", "first_day", "last_day")


def periods_frame(dataset: Dataset, unit: Any = None) -> pd.DataFrame:
    """The frame of `OpenedDataset.periods`."""
    import pandas as pd  # imported where a frame is made

    found = dataset.facts.all_periods if unit is None else dataset.facts.periods(unit_of_dataset(dataset, unit))
    basis = dataset.basis
    rows = [
        (str(one), one.label(basis, language()), one.kind, one.first_day(basis), one.last_day(basis)) for one in found
    ]
    frame = pd.DataFrame(rows, columns=list(COLUMNS))
    days = {name: pd.to_datetime(frame[name]) for name in ("first_day", "last_day")}
    return frame.assign(**days).astype(dict.fromkeys(("period", "label", "kind"), "str"))
