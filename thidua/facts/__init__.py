"""Facts: a dataset's checked counts and its commentary."""

from thidua.facts.columns import COLUMNS, COUNT_UNITS, GRAIN
from thidua.facts.commentary import SECTIONS, Commentary, read_commentary
from thidua.facts.dataset import Dataset, dataset_names, open_dataset
from thidua.facts.table import read_facts

__all__ = [
    "COLUMNS",
    "COUNT_UNITS",
    "GRAIN",
    "SECTIONS",
    "Commentary",
    "Dataset",
    "dataset_names",
    "open_dataset",
    "read_commentary",
    "read_facts",
]
