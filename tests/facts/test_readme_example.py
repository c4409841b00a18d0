"""The complete dataset.toml of data/README.md is one: it is read, planned, and built from with one workbook."""

from __future__ import annotations

import re
import shutil
from collections import Counter
from datetime import date
from pathlib import Path

import pytest

from tests.conftest import REPOSITORY, Project
from tests.facts.inboxes import Inbox, decision_list, people
from thidua.errors import ConfigError
from thidua.facts.dataset import DatasetSettings, EditionSettings, open_dataset
from thidua.facts.expected import ExpectedSettings, wishes
from thidua.registry import get_unit
from thidua.run.build import build_edition
from thidua.run.plan import make_plan
from thidua.settings.model import fields_of


def example() -> str:
    """The example, out of the page."""
    page = (REPOSITORY / "data" / "README.md").read_text(encoding="utf-8")
    return re.findall(r"^```toml\n(.*?)^```", page, flags=re.MULTILINE | re.DOTALL)[0]


@pytest.fixture
def office(tmp_path: Path) -> Project:
    """A project with this repository's notebooks and settings, and the example as its one dataset."""
    shutil.copytree(REPOSITORY / "notebooks", tmp_path / "notebooks")
    shutil.copy(REPOSITORY / "reports.toml", tmp_path)
    (tmp_path / "data" / "moi").mkdir(parents=True)
    (tmp_path / "data" / "moi" / "dataset.toml").write_text(example(), encoding="utf-8")
    return Project(tmp_path)


def test_example_is_read_and_asks_of_those_who_report(office: Project):
    """Whoever copies it has an office that works, in any half-year."""
    dataset = open_dataset("moi", office.root)
    with dataset.territory.in_force():
        asked = list(wishes(dataset.settings.expected, dataset.basis, date(2026, 7, 1)))
        of_places = Counter(str(one.period) for one in asked if get_unit(one.unit).level != "department")
    plan = make_plan(office.root, period="2026-H1", kind="unit")

    assert of_places == {"2024-H1": 17, "2024-H2": 17, "2025-H1": 17, "2025-H2": 92, "2026-H1": 92, "2026-H2": 92}
    assert sum(edition.unit.level in ("commune", "ward") for edition in plan.editions) == 92
    assert make_plan(office.root, period="2027-H1", kind="province").editions[0].unit.id == "tinh-thai-nguyen-2025"


@pytest.mark.parametrize("model", [DatasetSettings, ExpectedSettings, EditionSettings])
def test_page_names_the_keys_that_are_required(model: type[DatasetSettings | ExpectedSettings | EditionSettings]):
    """A key that is required and not told is learnt by an error only."""
    page = (REPOSITORY / "data" / "README.md").read_text(encoding="utf-8")
    told = page.partition("Three keys are required")[2].partition("Everything else may be left out")[0]

    assert all(f"`{name}`" in told for name, field in fields_of(model).items() if field.required)


@pytest.mark.parametrize("key", ["title", "source", "basis", "layout", "units", "first_year", "days", "kind", "unit"])
def test_example_without_a_required_key_is_refused_with_its_name(office: Project, key: str):
    """File, key and what to write, in one line."""
    path = office.root / "data" / "moi" / "dataset.toml"
    path.write_text(re.sub(rf"^{key} = .*\n", "", example(), count=1, flags=re.MULTILINE), encoding="utf-8")
    with pytest.raises(ConfigError, match=rf"^data/moi/dataset\.toml: (\w+ \(entry 1\)\.)?{key} is missing; write "):
        open_dataset("moi", office.root)


@pytest.mark.long
def test_report_is_built_from_the_example_and_one_workbook(office: Project):
    """A commune of today, with its own letterhead and its own figure."""
    rows = people(0, 1, on=date(2026, 3, 2), decision="45/QĐ-UBND")
    of_commune = decision_list(*rows, unit="UBND xã Ba Bể", period="6 tháng đầu năm 2026")
    Inbox(office.root / "data" / "moi").put("xa-ba-be.xlsx", of_commune, received=date(2026, 6, 18))
    (edition,) = make_plan(office.root, period="2026-H1", unit="xa-ba-be-2025", kind="unit").editions
    outcome = build_edition(edition, ("html",))

    assert (outcome.state, outcome.reason) == ("ready", "")
    page = edition.file("html").read_text(encoding="utf-8")
    assert "XÃ BA BỂ" in page
    assert "UBND huyện" not in page
