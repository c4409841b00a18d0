"""A report that hangs, or takes all memory, or brings its worker down costs itself and no other."""

from __future__ import annotations

import json
import sys

import pytest

from tests.conftest import Project
from thidua.run.build import Outcome
from thidua.run.plan import plan_editions
from thidua.run.several import build_editions
from thidua.run.working.limits import OUT_OF_MEMORY, OUT_OF_TIME, Limits

UNITS = ("huyen-ba-be", "huyen-na-ri")
GOOD = 'from thidua.present.part import prose\nprose("loi", f"Một câu của {unit}.")'
OF_NA_RI = 'if unit == "huyen-na-ri":\n    '


@pytest.fixture
def two(project: Project) -> Project:
    """A report of two districts that may take fifteen seconds and 300 MB."""
    settings = project.root / "data" / "thu" / "dataset.toml"
    text = settings.read_text(encoding="utf-8")
    units = ", ".join(f'"{unit}"' for unit in UNITS)
    settings.write_text(text.replace('unit = "huyen-ba-be"', f"unit = [{units}]"), encoding="utf-8")
    settings = project.root / "reports.toml"
    text = settings.read_text(encoding="utf-8")
    limits = "cell_timeout_seconds = 600\ntime_limit_seconds = 600\nmemory_limit_mb = 300\n"
    settings.write_text(text.replace("cell_timeout_seconds = 20\n", limits), encoding="utf-8")
    return project


def limit_time(project: Project, seconds: int) -> None:
    """Give each report so many seconds."""
    settings = project.root / "reports.toml"
    text = settings.read_text(encoding="utf-8")
    settings.write_text(text.replace("time_limit_seconds = 600", f"time_limit_seconds = {seconds}"), encoding="utf-8")


def built(project: Project) -> dict[str, Outcome]:
    """What became of the editions, by unit."""
    outcomes = build_editions(plan_editions(project.root), ("html",), jobs=2)
    return {one.edition.unit.id: one for one in outcomes}


@pytest.mark.long
def test_hungry_notebook_costs_its_report_alone(two: Project):
    """A district's list pasted a thousand times must not bring the machine of the office to a halt."""
    two.write_notebook(f"{OF_NA_RI}hoard = [bytes([1]) * 2**20 for _ in range(4_000)]", GOOD)

    outcomes = built(two)

    assert [outcomes[unit].state for unit in UNITS] == ["ready", "failed"]
    assert outcomes["huyen-na-ri"].reason.startswith("it took more than 300 MB of memory; see memory_limit_mb")
    assert outcomes["huyen-na-ri"].evidence is not None
    cells = json.loads(outcomes["huyen-na-ri"].evidence.read_bytes())["cells"]
    assert any("hoard" in "".join(cell["source"]) for cell in cells)


def test_what_a_notebook_starts_is_reckoned_with_it(two: Project):
    """A notebook that leaves the work to another program takes as much."""
    hoard = "hoard = [bytes([1]) * 2**20 for _ in range(2_000)]; import time; time.sleep(600)"
    two.write_notebook(f"import subprocess, sys\n{OF_NA_RI}subprocess.run([sys.executable, '-c', {hoard!r}])", GOOD)

    outcomes = built(two)

    assert outcomes["huyen-na-ri"].reason.startswith("it took more than 300 MB of memory")
    assert outcomes["huyen-ba-be"].state == "ready"


@pytest.mark.long
def test_report_that_takes_too_long_is_ended_and_says_so(two: Project):
    """No cell takes longer than it may, and all of them together hold up the set all the same."""
    limit_time(two, 15)
    two.write_notebook(GOOD, *[f"import time\n{OF_NA_RI}time.sleep(2)"] * 30)

    outcomes = built(two)

    assert outcomes["huyen-na-ri"].reason.startswith("it took longer than 15 seconds in all; see time_limit_seconds")
    assert outcomes["huyen-na-ri"].evidence is not None


@pytest.mark.long
@pytest.mark.skipif(sys.platform == "win32", reason="finds the worker by its number")
def test_worker_that_a_report_brings_down_twice_costs_that_report_alone(two: Project):
    """It is begun once more, since the system may have ended it for another's sake; then it is given up."""
    above = "import os, psutil, signal\n"
    two.write_notebook(above + f"{OF_NA_RI}psutil.Process().parent().parent().kill()\n", GOOD)

    outcomes = built(two)

    assert outcomes["huyen-ba-be"].state == "ready"
    assert outcomes["huyen-na-ri"].reason.startswith("the process that made it was ended from outside, twice")


def test_worker_that_ends_itself_says_why_by_its_exit_status():
    """What hangs in a library cannot be told to stop: its worker ends, and the report fails with the reason."""
    limits = Limits(900, 2_000)

    assert limits.told_by(OUT_OF_TIME) == limits.out_of_time()
    assert limits.told_by(OUT_OF_MEMORY) == limits.out_of_memory()
    assert "2,000 MB" in limits.out_of_memory()
    assert limits.told_by(-9) is None
