"""Where the time of one warm report goes: a worker's own steps, and what its kernel does with the cells.

python -m benchmarks.phases

The eight districts of `benchmarks.batch` are made one after the other in one process that began as a worker does; the
first two warm it. Each step is told on the wall and of this process's own processor; the kernel has another.
"""

from __future__ import annotations

import statistics
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable
from pathlib import Path
from types import ModuleType
from typing import Any

import psutil

import thidua.run.prepared.ahead  # noqa: F401  before anything has a thread, as where workers are forked from
from thidua.run.prepared.link import begin_kernel_server

SERVER = begin_kernel_server()

from benchmarks.batch import EIGHT, read_project  # noqa: E402  after the server is forked
from benchmarks.harness import REPOSITORY, STARTED, now, tell_machine  # noqa: E402
from thidua.run import build, export  # noqa: E402
from thidua.run.executing import execute  # noqa: E402
from thidua.run.executing.mark import Run  # noqa: E402
from thidua.run.formats import FORMATS  # noqa: E402
from thidua.run.plan import plan_editions  # noqa: E402

WARM = 2
STEPS: tuple[tuple[ModuleType, str], ...] = (
    (build, "broad_inputs"),
    (execute, "execute_notebook"),
    *((export, name) for name in ("html_text", "pdf_bytes", "xlsx_bytes", "docx_bytes", "read_document")),
    *((export, name) for name in sorted(vars(export)) if name.startswith("judge_")),
    (build, "_read_from"),
    (build, "write_whole"),
)


def main() -> None:
    """Make the eight, and print the median of each step."""
    tell_machine()
    STARTED.update({SERVER.pid} if SERVER is not None else ())
    taken: dict[str, list[tuple[float, float]]] = defaultdict(list)
    cells: list[float] = []
    kernels: list[float] = []
    for module, name in STEPS:
        setattr(module, name, timed(getattr(module, name), name, taken, cells))
    make = timed(build.make_edition, "all", taken, cells)
    with tempfile.TemporaryDirectory() as folder:
        project = read_project(now(), REPOSITORY, Path(folder) / "project")
        dataset, period, kind = EIGHT
        editions = plan_editions(project, dataset=dataset, period=period, kind=kind)
        for edition in editions:
            before = of_kernels()
            made = make(edition, FORMATS, Run.here(project))
            if made.outcome.state == "failed":
                raise SystemExit(made.outcome.reason)
            kernels.append(of_kernels() - before)
    for name, rows in sorted(taken.items(), key=lambda each: -statistics.median(row[0] for row in each[1])):
        calls = len(rows) / len(editions)
        warm = rows[round(WARM * calls) :]
        wall, cpu = (statistics.median(row[at] for row in warm) * calls for at in (0, 1))
        print(f"{name:20} {wall:7.3f} s wall {cpu:7.3f} s of this process")
    print(f"{'its cells':20} {statistics.median(cells[WARM:]):7.3f} s wall, as papermill noted them")
    print(f"{'its kernel':20} {statistics.median(kernels[WARM:]):7.3f} s of its own process, with start and end")


def of_kernels() -> float:
    """Seconds of processor of all kernels that have ended: they are children of the server."""
    if SERVER is None:
        return 0.0
    spent = psutil.Process(SERVER.pid).cpu_times()
    return float(spent.children_user + spent.children_system)


def timed(
    step: Callable[..., Any], name: str, taken: dict[str, list[tuple[float, float]]], cells: list[float]
) -> Callable[..., Any]:
    """The same step, its seconds kept."""

    def run(*given: Any, **named: Any) -> Any:
        wall, cpu = time.perf_counter(), time.process_time()
        try:
            found = step(*given, **named)
        finally:
            taken[name].append((time.perf_counter() - wall, time.process_time() - cpu))
        if name == "execute_notebook":
            notes = [cell.metadata.get("papermill", {}).get("duration") or 0 for cell in found.cells]
            cells.append(sum(notes))
        return found

    return run


if __name__ == "__main__":
    main()
