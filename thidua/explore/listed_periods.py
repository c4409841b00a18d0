"""The periods of which a dataset has figures, as a frame."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from thidua.explore.names import units_of_dataset
from thidua.facts.dataset import Dataset
from thidua.present.language import language
from thidua.registry import Period, Unit, days_in

if TYPE_CHECKING:
    import pandas as pd

COLUMNS = ("period", "label", "kind", "first_day", "last_day")


def periods_frame(dataset: Dataset, unit: Any = None) -> pd.DataFrame:
    """The frame of `OpenedDataset.periods`."""
    import pandas as pd  # imported where a frame is made

    basis = dataset.basis
    if unit is None:
        every = {*dataset.facts.all_periods, *_listed(dataset, None)}
    else:
        every = {period for one in units_of_dataset(dataset, unit) for period in _of_unit(dataset, one)}
    found = sorted(every, key=lambda one: (one.first_day(basis), one.last_day(basis), str(one)))
    rows = [
        (str(one), one.label(basis, language()), one.kind, one.first_day(basis), one.last_day(basis)) for one in found
    ]
    frame = pd.DataFrame(rows, columns=list(COLUMNS))
    days = {name: pd.to_datetime(frame[name]) for name in ("first_day", "last_day")}
    return frame.assign(**days).astype(dict.fromkeys(("period", "label", "kind"), "str"))


def _of_unit(dataset: Dataset, unit: Unit) -> set[Period]:
    """The periods of a unit in which it has days."""
    known = {*dataset.facts.periods(unit), *_listed(dataset, unit)}
    return {one for one in known if days_in(unit, one, dataset.basis) is not None}


def _listed(dataset: Dataset, unit: Unit | None) -> set[Period]:
    """The periods that accepted tables state: a list of half a year has days in its rows, and the half in its head."""
    from thidua.facts.snapshot import read_table

    snapshot = dataset.facts.snapshot
    if not (snapshot / "files.parquet").is_file():
        return set()
    files = read_table(snapshot, "files")
    counted = files[(files["state"] == "accepted") & (files["period"] != "")]
    if unit is not None and unit.level != "province":
        counted = counted[counted["unit"] == unit.id]
    return {Period.parse(period) for period in counted["period"].unique()}
