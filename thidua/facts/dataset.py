"""A dataset: a folder under `data/` with a `dataset.toml`, its facts and its commentary."""

from __future__ import annotations

import difflib
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import pandas as pd

from thidua.errors import ConfigError
from thidua.facts.commentary import Commentary, read_commentary
from thidua.facts.table import read_facts
from thidua.project import project_folder
from thidua.registry import Basis, Period, Unit, get_basis, quoted
from thidua.settings import Settings, read_settings


class EditionSettings(Settings):
    """One edition that the dataset can make: which report, for which unit and period."""

    kind: str
    unit: str
    period: str


class DatasetSettings(Settings):
    """What `dataset.toml` says: title, where the figures come from, how periods are counted, which editions."""

    title: str
    source: str
    basis: str
    basis_note: str = ""
    illustrative: bool = False
    editions: tuple[EditionSettings, ...] = ()


@dataclass(frozen=True)
class Dataset:
    """One dataset, its settings read; facts and commentary are read when first asked for."""

    name: str
    folder: Path
    settings: DatasetSettings

    @property
    def basis(self) -> Basis:
        """How this dataset counts its periods."""
        return get_basis(self.settings.basis)

    @cached_property
    def facts(self) -> pd.DataFrame:
        """Every fact of the dataset, checked; see `read_facts` for the columns."""
        return read_facts(self.folder / "facts.csv", basis=self.basis)

    def facts_of(self, unit: Unit) -> pd.DataFrame:
        """The facts that a report on this unit may read: its own, of every period."""
        return self.facts[self.facts["unit"] == unit.id].reset_index(drop=True)

    def commentary_path(self, unit: Unit, period: Period) -> Path:
        """Where the unit's own words about a period stand, whether or not there are any."""
        return self.folder / "commentary" / str(period) / f"{unit.id}.md"

    def commentary(self, unit: Unit, period: Period) -> Commentary:
        """The unit's own words about a period; empty where it sent none."""
        return read_commentary(self.commentary_path(unit, period))


def dataset_names(root: Path | None = None) -> tuple[str, ...]:
    """The datasets there are, in alphabetical order."""
    data = (root or project_folder()) / "data"
    return tuple(sorted(path.parent.name for path in data.glob("*/dataset.toml")))


def open_dataset(name: str, root: Path | None = None) -> Dataset:
    """Open one dataset by name.

    Raises
    ------
    ConfigError
        If there is no such dataset (names the nearest), or its `dataset.toml` is wrong.
    """
    known = dataset_names(root)
    if name not in known:
        near = difflib.get_close_matches(name, known, n=1)
        hint = f"did you mean {near[0]}?" if near else f"there are: {', '.join(known) or 'none'}"
        raise ConfigError(f"no dataset {quoted(name)} under data/; {hint}")
    folder = (root or project_folder()) / "data" / name
    dataset = Dataset(name, folder, read_settings(folder / "dataset.toml", DatasetSettings))
    get_basis(dataset.settings.basis)
    return dataset
