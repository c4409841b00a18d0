"""The example for Airflow is a DAG of our own commands, with its papermill provider or without it."""

from __future__ import annotations

import os
import runpy
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import ModuleType
from typing import Any, ClassVar

import pytest
from papermill.inspection import inspect_notebook

from tests.conftest import REPOSITORY
from thidua.cli import cli

PAGE = REPOSITORY / "docs" / "airflow_dag.py"
AIRFLOW = "THIDUA_AIRFLOW_PYTHON"
"""Names the Python of an environment that has Airflow: it is no part of ours, and pins libraries of its own."""

REAL = """
import importlib.util, runpy, sys
found = runpy.run_path(sys.argv[1])["dag"]
has_provider = importlib.util.find_spec("airflow.providers.papermill") is not None
print(*sorted(found.task_dict), has_provider)
"""


class Task:
    """What an operator keeps of what it is told; `>>` says what comes after it."""

    made: ClassVar[dict[str, Task]] = {}

    def __init__(self, **told: Any) -> None:
        """Keep it under its name."""
        self.told = told
        self.after: list[str] = []
        Task.made[told["task_id"]] = self

    def __rshift__(self, other: Task) -> Task:
        """The other comes after this one."""
        self.after.append(other.told["task_id"])
        return other


class Dag:
    """What a DAG is told."""

    def __init__(self, **told: Any) -> None:
        """Keep it."""
        self.told = told

    def __enter__(self) -> Dag:
        """Tasks of the block are its own."""
        return self

    def __exit__(self, *_: object) -> None:
        """They were."""


@pytest.fixture
def airflow(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """An Airflow that keeps what it is told, without the provider."""
    with stands_in(monkeypatch, "airflow", DAG=Dag), stands_in(monkeypatch, "airflow.providers"):
        bash = "airflow.providers.standard.operators.bash"
        for name in ("airflow.providers.standard", "airflow.providers.standard.operators"):
            monkeypatch.setitem(sys.modules, name, ModuleType(name))
        with stands_in(monkeypatch, bash, BashOperator=Task):
            Task.made.clear()
            yield


@contextmanager
def stands_in(monkeypatch: pytest.MonkeyPatch, name: str, **holds: Any) -> Iterator[None]:
    """A module of this name that holds just this."""
    module = ModuleType(name)
    module.__dict__.update(holds)
    module.__path__ = []
    monkeypatch.setitem(sys.modules, name, module)
    yield


def test_without_the_provider_the_dag_runs_our_commands_one_after_the_other(airflow: None):
    """Every command that it names is one of ours, and a sender's error keeps nobody else's report."""
    dag = runpy.run_path(str(PAGE))["dag"]

    words = {name: task.told["bash_command"].split("run_reports.py ")[1].split() for name, task in Task.made.items()}
    assert list(words) == ["check", "build", "due"]
    assert all(said[0] in cli.places for said in words.values())
    assert {name: task.after for name, task in Task.made.items()} == {"check": ["build"], "build": ["due"], "due": []}
    assert Task.made["build"].told["trigger_rule"] == "all_done"
    assert (dag.told["max_active_runs"], dag.told["catchup"]) == (1, False)


def test_with_a_cluster_the_build_goes_there(airflow: None, monkeypatch: pytest.MonkeyPatch):
    """One variable moves the work to other machines; the DAG stays as it is."""
    monkeypatch.setenv("THIDUA_CLUSTER", "tcp://10.0.0.5:8786")

    runpy.run_path(str(PAGE))

    assert Task.made["build"].told["bash_command"].endswith("run_reports.py build --cluster tcp://10.0.0.5:8786")


def test_with_the_provider_a_notebook_runs_in_the_prepared_kernel(airflow: None, monkeypatch: pytest.MonkeyPatch):
    """Airflow's own operator names our kernel and one of our notebooks, after the build."""
    names = ["airflow.providers.papermill", "airflow.providers.papermill.operators"]
    for name in names:
        monkeypatch.setitem(sys.modules, name, ModuleType(name))
    with stands_in(monkeypatch, f"{names[1]}.papermill", PapermillOperator=Task):
        runpy.run_path(str(PAGE))

    told = Task.made["own_notebook"].told
    assert told["kernel_name"] == "thidua-prepared"
    assert told["parameters"]["root"] == "/srv/thidua"
    assert set(told["parameters"]) <= set(inspect_notebook(REPOSITORY / "notebooks" / Path(told["input_nb"]).name))
    assert (REPOSITORY / "notebooks" / told["input_nb"].rpartition("/")[2]).is_file()
    assert Task.made["build"].after == ["due", "own_notebook"]


@pytest.mark.long
@pytest.mark.skipif(AIRFLOW not in os.environ, reason=f"{AIRFLOW} names no Python with Airflow")
def test_a_real_airflow_reads_the_dag(tmp_path: Path):
    """What stands in for Airflow above knows no more of it than we do."""
    done = subprocess.run(
        [os.environ[AIRFLOW], "-c", REAL, str(PAGE)],
        env={**os.environ, "AIRFLOW_HOME": str(tmp_path)},
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )

    assert done.returncode == 0, done.stderr
    assert done.stdout.splitlines()[-1] in ("build check due own_notebook True", "build check due False")
