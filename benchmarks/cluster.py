"""The same set on two Dask workers of this machine and on the runner's own two, in turn.

python -m benchmarks.cluster [--runs 5] [--reports 32]

The scheduler and its workers are started once and stay, as they would in an office; what a build ships to them it ships
each time. Then what that means for a province, the country and 100,000 reports on so many workers.
"""

from __future__ import annotations

import argparse
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from benchmarks.batch import TODAY, TODAY_PERIOD, hundred_of
from benchmarks.harness import STARTED, Taken, forget, now, tell, tell_machine

WORKERS = 2
PROJECTED = ((103, "a province"), (3_321, "the country"), (100_000, "more"))


def main() -> None:
    """Build on both in turn, and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--reports", type=int, default=32)
    asked = parser.parse_args()
    tell_machine()
    local, cluster = [], []
    with tempfile.TemporaryDirectory() as folder:
        project = hundred_of(Path(folder) / "project", asked.reports)
        now().read(project, TODAY)
        with dask(Path(folder)) as address:
            for _ in range(asked.runs):
                local.append(_build(project, "--jobs", str(WORKERS)))
                cluster.append(_build(project, "--cluster", address))
    each = tell(f"{asked.reports} reports, own two workers, wall", [one.wall for one in local]) / asked.reports
    tell(f"{asked.reports} reports, two workers of Dask, wall", [one.wall for one in cluster])
    ratios = [theirs.wall / mine.wall for theirs, mine in zip(cluster, local, strict=True)]
    tell("Dask / own", ratios, unit="x", aim="at most 1.15")
    for reports, name in PROJECTED:
        minutes = {workers: reports * each * WORKERS / workers / 60 for workers in (2, 16, 64)}
        told = ", ".join(f"{taken:.1f} min on {workers} such workers" for workers, taken in minutes.items())
        print(f"{name}: {reports:,} reports would take {told}")


def _build(project: Path, *more: str) -> Taken:
    forget(project)
    built = now().run(project, "build", "--dataset", TODAY, "--period", TODAY_PERIOD, *more)
    if not list((project / "reports").glob("*/*/*/*.html")):
        raise SystemExit(f"nothing was built:\n{built.said}")
    return built


@contextmanager
def dask(folder: Path) -> Iterator[str]:
    """A scheduler and two workers of one thread each, as a person starts them; the scheduler's address."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    address = f"tcp://127.0.0.1:{port}"
    words = [
        ["scheduler", "--host", "127.0.0.1", "--port", str(port), "--no-dashboard"],
        *[["worker", address, "--nthreads", "1", "--no-dashboard"]] * WORKERS,
    ]
    tool = str(Path(sys.executable).parent / "dask")
    with (folder / "dask.log").open("w", encoding="utf-8") as log:
        running = [subprocess.Popen([tool, *each], cwd=folder, stdout=log, stderr=log) for each in words]
        STARTED.update(process.pid for process in running)
        try:
            _wait_for_workers(address)
            yield address
        finally:
            for process in reversed(running):
                process.terminate()
                process.wait()


def _wait_for_workers(address: str) -> None:
    from distributed import Client  # asked for here: the other benchmarks go without it

    for _ in range(100):
        try:
            with Client(address, timeout="5s") as client:
                client.wait_for_workers(WORKERS, timeout=60)
                return
        except OSError:
            time.sleep(0.3)
    raise SystemExit(f"{address}: no scheduler answers")


if __name__ == "__main__":
    main()
