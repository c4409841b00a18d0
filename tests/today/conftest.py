"""Editions over the data of today on both sides of 1 July 2025, built once."""

from __future__ import annotations

import json
import shutil
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import REPOSITORY, jobs, read_inboxes
from thidua.illustrative.decisions import Row
from thidua.illustrative.today.decisions import all_rows
from thidua.illustrative.today.places import TERRITORY
from thidua.present.table import TABLE_MIME
from thidua.run.plan import Edition, plan_editions
from thidua.run.several import build_editions

NOT_COUNTED = ("xa-yen-phong-2025", 2025, 2)
"""The keeper, year and half of the one list that is wrong and was not sent again."""

DECLARED = {
    "unit": ("huyen-ba-be 2025-H1", "xa-ba-be-2025 2025", "phuong-bac-kan-2025 2026-H1"),
    "province": ("tinh-thai-nguyen-2025 2025", "tinh-thai-nguyen-2025 2026-H1", "tinh-bac-kan 2025"),
    "stage": ("tinh-thai-nguyen-2025 2021..2025",),
}
"""Unit and period of every edition, by kind."""


@dataclass(frozen=True)
class Built:
    """The editions by unit and period ("huyen-ba-be 2025-H1")."""

    editions: dict[str, Edition]

    def text(self, name: str) -> str:
        """The page of an edition; a day keeps its year on its line, which nobody sees."""
        return self.editions[name].file("html").read_text(encoding="utf-8").replace("\xa0", " ")

    def tables(self, name: str) -> dict[str, dict[str, Any]]:
        """The tables of its notebook by name."""
        return tables_of(self.editions[name].file("ipynb"))


def tables_of(notebook: Path) -> dict[str, dict[str, Any]]:
    """The tables and chart data of a built notebook by name."""
    cells = json.loads(notebook.read_text(encoding="utf-8"))["cells"]
    outputs = (output for cell in cells for output in cell.get("outputs", []))
    resources = (output["data"][TABLE_MIME] for output in outputs if TABLE_MIME in output.get("data", {}))
    return {resource["name"]: resource for resource in resources}


def rows_of(resource: dict[str, Any], role: str) -> list[dict[str, Any]]:
    """The rows of a table that are of one role: "body", "total"."""
    if role == "body":
        return [*resource["data"]]
    return [row["cells"] for row in resource["thidua:rows"] if row["role"] == role]


@pytest.fixture(scope="session")
def today(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """A project with the data of today alone, every edition of `DECLARED` built in it."""
    root = tmp_path_factory.mktemp("today")
    read_inboxes()
    ignored = shutil.ignore_patterns(".ipynb_checkpoints")
    shutil.copytree(REPOSITORY / "data" / "illustrative-2026", root / "data" / "illustrative-2026", ignore=ignored)
    shutil.copytree(REPOSITORY / "notebooks", root / "notebooks", ignore=ignored)
    for name in ("reports.toml", "requirements.lock"):
        shutil.copy(REPOSITORY / name, root / name)
    settings = root / "data" / "illustrative-2026" / "dataset.toml"
    head = settings.read_text(encoding="utf-8").partition("# The set of the half-year")[0]
    settings.write_text(head + declarations(DECLARED), encoding="utf-8")
    editions = plan_editions(root)
    failures = [
        f"{each.edition}: {each.reason}" for each in build_editions(editions, ("html",), jobs=jobs()) if each.reason
    ]
    assert not failures
    return Built({f"{edition.unit.id} {edition.period}": edition for edition in editions})


def declarations(declared: dict[str, tuple[str, ...]]) -> str:
    """The `[[editions]]` of these kinds, units and periods."""
    entry = '[[editions]]\nkind = "{}"\nunit = "{}"\nperiod = "{}"\n\n'
    return "".join(entry.format(kind, *name.split(" ")) for kind, names in declared.items() for name in names)


@pytest.fixture(scope="session")
def given() -> Callable[..., Counter[tuple[str, str]]]:
    """Counts what the senders wrote, by award and kind, of rows that fit; straight from whom they were made up by."""
    with TERRITORY.in_force():
        rows = [row for row in all_rows() if (row.keeper, row.year, row.half) != NOT_COUNTED]

    def count(fits: Callable[[Row], bool]) -> Counter[tuple[str, str]]:
        return Counter((row.award, row.kind) for row in rows if fits(row))

    return count
