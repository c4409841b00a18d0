"""A kernel forked from a prepared process is a kernel like any other, and another's affairs do not reach it."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import Any

import nbformat
import pytest
from nbformat.v4 import new_code_cell, new_notebook

from tests.conftest import Project
from thidua.deliver.settings import read_deliver_settings
from thidua.run.executing.execute import execute_notebook
from thidua.run.executing.mark import Run
from thidua.run.prepared.link import START, can_fork
from thidua.run.reports import Engine, read_reports

pytestmark = [
    pytest.mark.xdist_group("prepared kernels"),  # one server for all of them
    pytest.mark.skipif(not can_fork(), reason="nothing is forked here"),
]


def printed(folder: Path, *cells: str, engine: Engine = "prepared", **environment: str) -> list[Any]:
    """What each cell of a notebook in this folder shows."""
    folder.mkdir(exist_ok=True)
    told = {"kernelspec": {"name": "python3", "display_name": "Python 3", "language": "python"}}
    notebook = new_notebook(cells=[new_code_cell(cell) for cell in cells], metadata=told)
    nbformat.write(notebook, folder / "notebook.ipynb")
    executed = execute_notebook(
        folder / "notebook.ipynb",
        folder / "executed.ipynb",
        {},
        run=Run.here(folder),
        cell_timeout=60,
        environment=environment,
        engine=engine,
    )
    return [cell.outputs for cell in executed.cells]


def text_of(folder: Path, *cells: str, engine: Engine = "prepared", **environment: str) -> str:
    """What the last cell prints."""
    outputs = printed(folder, *cells, engine=engine, **environment)[-1]
    return "".join(output["text"] for output in outputs if output["output_type"] == "stream")


@pytest.mark.long
def test_kernel_is_forked_from_a_process_that_stays(tmp_path: Path) -> None:
    """Otherwise each report would pay for the imports again."""
    ask = "import os; print(os.getpid(), os.getppid())"
    first, second = (text_of(tmp_path, ask).split() for _ in range(2))

    assert first[0] != second[0]
    assert first[1] == second[1] != str(os.getpid())


BEGINNING = """
import ipywidgets, matplotlib.pyplot, pandas, scipy.special, thidua.present.report
import locale, os, signal, sys, threading, time, warnings, multiprocessing
from pathlib import Path
print(os.getcwd(), sys.path, sys.argv[0], sys.argv[3:], sys.flags, sys.warnoptions, sys._xoptions)
print(sys.orig_argv[1:3], sys.executable, __name__, sorted(vars(sys.modules["__main__"])))
print(sorted((name, value) for name, value in os.environ.items() if name not in {"JPY_PARENT_PID", "THIDUA_RUN"}))
print(locale.setlocale(locale.LC_ALL), time.tzname, sorted(map(str, warnings.filters)))
print([(number.name, signal.getsignal(number)) for number in signal.Signals], signal.pthread_sigmask(0, ()))
print([thread.name for thread in threading.enumerate()], threading.current_thread() is threading.main_thread())
print(multiprocessing.current_process(), multiprocessing.parent_process(), multiprocessing.active_children())
print(multiprocessing.get_start_method(allow_none=True), os.getsid(0) == os.getpid(), os.umask(0o22))
files = [os.readlink(link).split(":")[0] for link in Path("/proc/self/fd").iterdir() if link.is_symlink()]
print(sorted({name for name in files} - {"pipe", "/dev/null"}), len([name for name in files if name == "socket"]))
print([(s.name, s.encoding, s.errors, s.line_buffering) for s in (sys.__stdout__, sys.__stderr__)])
print(sys.stdin.read(), sys.getrecursionlimit(), sys.getswitchinterval(), sys.excepthook.__qualname__)
"""


@pytest.mark.skipif(sys.platform != "linux", reason="looks into /proc")
@pytest.mark.parametrize("start", ["fork", "spawn"])
def test_kernel_begins_as_a_fresh_one(start: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A notebook finds the same process, whichever way its kernel was started."""
    monkeypatch.setenv(START, start)
    prepared, fresh = (text_of(tmp_path, BEGINNING, engine=engine) for engine in ("prepared", "nbclient"))

    assert prepared.splitlines() == fresh.splitlines()


FLUSHED = """
import sys
asked, schedule = [], sys.stdout.pub_thread.schedule
sys.stdout.pub_thread.schedule = lambda done: (asked.append(done), schedule(done))[1]
sys.stdout.flush()
nothing_written = len(asked)
print("một")
sys.stdout.flush()
something_written = len(asked)
del sys.stdout.pub_thread.schedule
print(nothing_written, something_written > 1)
"""


def test_prepared_kernel_waits_for_its_other_thread_only_with_something_to_send(tmp_path: Path) -> None:
    """It is asked to flush six times a cell, and a report prints nothing."""
    assert text_of(tmp_path, FLUSHED) == "một\n0 True\n"


READ_AHEAD = """
from thidua.registry import days_in, get_basis, predecessors, Period, tables, units
from thidua.registry.territory import Territory
def refuse(table): raise OSError(table)
tables._text_of = refuse
with Territory("04").in_force():
    unit = units(level="commune")[-1]
    lived = days_in(unit, Period.parse("2026"), get_basis("calendar"))
    print(len(units()) > 100, len(predecessors(unit.id)) > 0, lived)
"""


def test_tables_of_the_province_that_a_report_is_of_are_read_before(tmp_path: Path) -> None:
    """Each report of a province would read and check hundreds of units again."""
    assert text_of(tmp_path, READ_AHEAD, THIDUA_PROVINCE="04").startswith("True True (datetime.date(2026, 1, 1)")


NO_RECORDS = """
import logging
log = logging.getLogger("IPKernelApp")
print(log.isEnabledFor(logging.ERROR), get_ipython().kernel.log is log)
"""


@pytest.mark.long
@pytest.mark.parametrize("engine", ["prepared", "nbclient"])
def test_kernel_makes_no_record_of_what_is_not_logged(engine: Engine, tmp_path: Path) -> None:
    """It would make and drop five for each cell."""
    assert text_of(tmp_path, NO_RECORDS, engine=engine) == "False True\n"


@pytest.mark.parametrize("engine", ["prepared", "nbclient"])
def test_what_a_report_executes_is_not_kept_as_history(engine: Engine, tmp_path: Path) -> None:
    """The cells of a report, with names in them, do not belong among the commands of whoever builds it."""
    ask = "history = get_ipython().history_manager; print(history.enabled, len(In))"

    assert text_of(tmp_path, "1", ask, engine=engine).split() == ["False", "3"]


def test_engine_of_all_reports_and_of_one(project: Project) -> None:
    """Whoever mistrusts prepared kernels turns them off, for all reports or for one; mails and schedules go on."""
    told = project.root / "reports.toml"
    before = told.read_text(encoding="utf-8")
    assert {one.engine for one in read_reports(project.root).values()} == {"prepared"}

    told.write_text('engine = "nbclient"\n' + before, encoding="utf-8")
    assert {one.engine for one in read_reports(project.root).values()} == {"nbclient"}
    assert read_deliver_settings(project.root).engine == "nbclient"

    told.write_text(
        'engine = "nbclient"\n' + before.replace("cell_timeout", 'engine = "prepared"\ncell_timeout', 1),
        encoding="utf-8",
    )
    assert "prepared" in {one.engine for one in read_reports(project.root).values()}
