"""A real scheduler and real workers of dask.distributed on this machine, ended by whoever started them."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import psutil

PATIENCE = 120.0
"""Seconds that anything here may take on a busy machine."""


@dataclass
class LocalCluster:
    """One scheduler, and workers of one thread each, as the commands of Dask start them."""

    folder: Path
    settings: dict[str, str] = field(default_factory=dict)
    scheduler: psutil.Popen = None
    workers: list[psutil.Popen] = field(default_factory=list)

    @property
    def file(self) -> Path:
        """Where the scheduler says how it is reached."""
        return self.folder / "scheduler.json"

    @property
    def address(self) -> str:
        """The address of the scheduler."""
        return str(json.loads(self.file.read_text(encoding="utf-8"))["address"])

    def start(self, *words: str, path: str = "") -> psutil.Popen:
        """Start one of Dask's commands, away from the repository; it finds our package only where it is installed."""
        log = (self.folder / f"{words[0]}.log").open("ab")
        environment = {**os.environ, **self.settings, "PYTHONPATH": path, "PYTHONWARNINGS": "ignore"}
        started = psutil.Popen(
            [str(Path(sys.executable).parent / "dask"), *words, "--scheduler-file", str(self.file)],
            cwd=self.folder,
            env=environment,
            stdout=log,
            stderr=subprocess.STDOUT,
        )
        log.close()
        return started

    def add_worker(self, *, path: str = "") -> psutil.Popen:
        """One more worker, without the nanny that would start it again."""
        place = self.folder / f"worker-{len(self.workers)}"
        words = ("--no-nanny", "--nthreads", "1", "--no-dashboard", "--local-directory", str(place))
        self.workers.append(self.start("worker", *words, path=path))
        return self.workers[-1]

    def add_unfit_worker(self) -> psutil.Popen:
        """One that says of a library that it has it in another version."""
        other = self.folder / "other" / "tzdata-0.1.dist-info"
        other.mkdir(parents=True)
        (other / "METADATA").write_text("Metadata-Version: 2.1\nName: tzdata\nVersion: 0.1\n", encoding="utf-8")
        return self.add_worker(path=str(other.parent))

    def crews(self) -> list[psutil.Process]:
        """The processes that make editions for the workers."""
        return [
            each for each in psutil.process_iter() if is_crew(each) and str(self.folder) in " ".join(words_of(each))
        ]

    def at_work(self) -> list[psutil.Popen]:
        """The workers that nobody has ended."""
        return [each for each in self.workers if each.poll() is None]

    def brought(self) -> list[psutil.Process]:
        """The processes that run the code which a runner brought: crews, and what is below them."""
        found = []
        for process in psutil.process_iter():
            try:
                if str(self.folder) in process.environ().get("PYTHONPATH", ""):
                    found.append(process)
            except (psutil.Error, OSError):
                continue
        return found

    def guests(self) -> list[Path]:
        """The folders with what a runner brought."""
        return sorted(self.folder.glob("worker-*/dask-scratch-space/*/thidua-*"))

    def told(self) -> str:
        """What scheduler and workers logged."""
        return "\n".join(path.read_text(encoding="utf-8") for path in sorted(self.folder.glob("*.log")))


def words_of(process: psutil.Process) -> list[str]:
    """The command line of a process; none if it has ended."""
    try:
        return list(process.cmdline())
    except psutil.Error:
        return []


def is_crew(process: psutil.Process) -> bool:
    """Whether a process makes editions for a worker."""
    return "thidua.run.cluster.crew" in words_of(process)


@contextmanager
def cluster_of(folder: Path, workers: int, **settings: str) -> Iterator[LocalCluster]:
    """A cluster of so many workers; whatever happens, nothing of it is left."""
    folder.mkdir(parents=True, exist_ok=True)
    made = LocalCluster(folder, settings)
    made.scheduler = made.start("scheduler", "--host", "127.0.0.1", "--port", "0", "--no-dashboard")
    try:
        until(made.file.exists)
        for _ in range(workers):
            made.add_worker()
        yield made
    finally:
        for each in [made.scheduler, *made.workers]:
            end_all(each)
        until(lambda: made.crews() == [])


def end_all(process: psutil.Popen) -> None:
    """End a process and all that is below it."""
    try:
        below = process.children(recursive=True)
    except psutil.Error:
        below = []
    for each in [process, *below]:
        try:
            each.send_signal(signal.SIGKILL)
        except psutil.Error:
            continue
    process.wait()


def until(holds: Callable[[], object], seconds: float = PATIENCE) -> None:
    """Wait until something holds; fail if it does not."""
    last = time.monotonic() + seconds
    while not holds():
        assert time.monotonic() < last, "it did not come to hold"
        time.sleep(0.05)
