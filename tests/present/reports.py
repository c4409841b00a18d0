"""Reports that several tests look at: the published ones, and one of a throw-away project."""

from functools import cache
from pathlib import Path

from thidua.facts.dataset import open_dataset
from thidua.present import Report
from thidua.registry import Period, get_unit

REPOSITORY = Path(__file__).parents[2]
EDITIONS = [
    ("tp-bac-kan", "2015..2020"),
    ("tp-bac-kan", "2021-M10"),
    ("tinh-bac-kan", "2016..2020"),
    ("tinh-bac-kan", "2020"),
    ("khoi-huyen-tp", "2017-H1"),
    ("tinh-bac-kan", "2021..2023"),
]


@cache
def published(unit: str, period: str) -> Report:
    """The report on a unit and period of the published figures."""
    return Report(open_dataset("published", REPOSITORY), get_unit(unit), Period.parse(period))


def written(project, *rows: dict[str, str], period: str = "2020", unit: str = "huyen-ba-be") -> Report:
    """A report on Ba Bể district in 2020 over these facts."""
    project.write_facts(*rows)
    return Report(open_dataset("thu", project.root), get_unit(unit), Period.parse(period))
