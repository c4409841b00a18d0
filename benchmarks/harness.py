"""What the benchmarks of whole builds share: a project, its code, now or at an earlier commit, and the clock.

All code runs in the environment of whoever asks, with `PYTHONPATH` in front: what is compared differs in this package
alone. A command's processor time is that of all processes below it, also of those that outlive the one that began them.
"""

from __future__ import annotations

import ctypes
import io
import os
import platform
import resource
import shutil
import signal
import statistics
import subprocess
import sys
import tarfile
import threading
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

import psutil

REPOSITORY = Path(__file__).parent.parent

PARTS = ("data", "notebooks", "reports.toml", "requirements.lock")
"""What a project needs beside the code."""

BEFORE = "f520b4a"
"""The last commit whose runner starts a kernel of its own for each report and keeps no record of what one reads."""

_READ = """
import sys
from pathlib import Path
from thidua.facts.dataset import open_dataset
for name in sys.argv[1:]:
    open_dataset(name, Path.cwd()).facts
"""
_SUBREAPER = 36  # prctl(2)


@dataclass(frozen=True)
class Taken:
    """What a command took: seconds on the wall, seconds of processor with all below it, and what it printed."""

    wall: float
    cpu: float
    said: str = ""


@dataclass(frozen=True)
class Code:
    """The program at one commit, in a folder of its own."""

    name: str
    folder: Path

    def run(self, project: Path, *words: str, variables: Mapping[str, str] | None = None) -> Taken:
        """Run a command of `run_reports.py` in a project; what fails ends the benchmark with what it said."""
        return taken(
            [sys.executable, str(self.folder / "run_reports.py"), *words], project, self.environment(variables)
        )

    def environment(self, variables: Mapping[str, str] | None = None) -> dict[str, str]:
        """The environment in which this code is what `import thidua` finds, compiled once and kept."""
        kept = {name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "THIDUA"))}
        return {**kept, "PYTHONPATH": str(self.folder), **(variables or {})}

    def read(self, project: Path, *datasets: str) -> None:
        """Read what was sent, so that every build begins from the same snapshot."""
        taken([sys.executable, "-c", _READ, *datasets], project, self.environment())


def now() -> Code:
    """The code as it is here."""
    return Code("now", REPOSITORY)


def earlier(commit: str, folder: Path) -> Code:
    """The code at a commit, taken out of the repository into a folder, and compiled."""
    packed = subprocess.run(["git", "archive", commit], cwd=REPOSITORY, check=True, stdout=subprocess.PIPE).stdout
    with tarfile.open(fileobj=io.BytesIO(packed)) as files:
        files.extractall(folder, filter="data")
    subprocess.run([sys.executable, "-m", "compileall", "-q", "thidua"], cwd=folder, check=True)
    return Code(commit, folder)


def project_of(source: Path, folder: Path, datasets: Sequence[str]) -> Path:
    """A project with some datasets of the repository's, nothing read and nothing built."""
    folder.mkdir(parents=True)
    for name in PARTS:
        if name != "data":
            copy = shutil.copytree if (source / name).is_dir() else shutil.copyfile
            copy(source / name, folder / name)
    for name in datasets:
        ignored = shutil.ignore_patterns("snapshots")
        shutil.copytree(source / "data" / name, folder / "data" / name, ignore=ignored)
    return folder


def without_calendar(project: Path) -> None:
    """Leave out what `reports.toml` says of meetings, mail and addressees: they are those of other datasets."""
    settings = project / "reports.toml"
    settings.write_text(settings.read_text(encoding="utf-8").partition("\n# The calendar")[0], encoding="utf-8")


def forget(project: Path) -> None:
    """Remove what was built and published."""
    for name in ("reports", "public"):
        shutil.rmtree(project / name, ignore_errors=True)


def taken(command: Sequence[str], folder: Path, environment: Mapping[str, str]) -> Taken:
    """Run a command to its end, and to the end of all that it began."""
    _adopt_orphans()
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    began = time.perf_counter()
    ran = subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, encoding="utf-8")
    wall = time.perf_counter() - began
    _wait_for_orphans()
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    if ran.returncode:
        raise SystemExit(
            f"{' '.join(command)} ended with {ran.returncode}:\n{ran.stdout[-2000:]}\n{ran.stderr[-4000:]}"
        )
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return Taken(wall, cpu, ran.stdout + ran.stderr)


def _adopt_orphans() -> None:
    """Let processes that outlive their parent become our own children, so that their time is told to us (Linux)."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_SUBREAPER, 1, 0, 0, 0)


def _wait_for_orphans(seconds: float = 10.0) -> None:
    """Wait for the children that no call of ours began; one that stays is told and ended."""
    until = time.monotonic() + seconds
    while left := [each for each in psutil.Process().children() if each.pid not in STARTED]:
        ended = [each for each in left if _is_over(each.pid)]
        if not ended and time.monotonic() > until:
            for each in left:
                print(f"left over: {each.pid} {' '.join(each.cmdline())[:120]}")
                each.send_signal(signal.SIGKILL)
            return
        time.sleep(0 if ended else 0.02)


def _is_over(pid: int) -> bool:
    try:
        return os.waitpid(pid, os.WNOHANG)[0] != 0
    except ChildProcessError:
        return True


STARTED: set[int] = set()
"""Processes that a benchmark began itself, and ends itself."""


@dataclass
class Memory:
    """The memory of all processes below this one while a block runs, looked at every so many seconds."""

    every: float = 1.0
    seen: dict[int, list[tuple[float, float, float]]] = field(default_factory=dict)
    """By process: when, its resident set, and its share of it (what it holds together with others divided), in MB."""
    parents: dict[int, int] = field(default_factory=dict)
    """By process: the one it comes from."""
    together: list[tuple[float, float]] = field(default_factory=list)
    """When, and the shares of all of them together, in MB."""

    def __enter__(self) -> Memory:
        self._done = threading.Event()
        self._thread = threading.Thread(target=self._watch, daemon=True)
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._done.set()
        self._thread.join()

    def _watch(self) -> None:
        while not self._done.wait(self.every):
            at, whole = time.monotonic(), 0.0
            for process in psutil.Process().children(recursive=True):
                if process.pid in STARTED:
                    continue
                try:
                    found = process.memory_full_info()
                    self.parents.setdefault(process.pid, process.ppid())
                except (psutil.Error, OSError):
                    continue  # it has just ended
                share = getattr(found, "pss", found.uss) / 1e6
                whole += share
                self.seen.setdefault(process.pid, []).append((at, found.rss / 1e6, share))
            self.together.append((at, whole))

    def lasting(self, seconds: float) -> dict[int, list[tuple[float, float, float]]]:
        """The processes that lived at least so long: workers and what they fork from, no kernel of one report."""
        return {pid: rows for pid, rows in self.seen.items() if rows[-1][0] - rows[0][0] >= seconds}


def tell(name: str, values: Sequence[float], *, unit: str = "s", aim: str = "") -> float:
    """Print one line: median, smallest and largest, and what it is to be; the median is given back."""
    middle = statistics.median(values)
    spread = f" ({min(values):.2f} to {max(values):.2f})" if len(values) > 1 else ""
    print(f"{name:62} {middle:8.2f} {unit}{spread}{f'   aim: {aim}' if aim else ''}", flush=True)
    return middle


def tell_machine() -> None:
    """Print when and where, and whether anybody else is at work there."""
    model = next(
        (line.split(":")[1].strip() for line in Path("/proc/cpuinfo").read_text().splitlines() if "model name" in line),
        platform.processor(),
    )
    load = os.getloadavg()[0]
    busy = f"; OTHER WORK ON IT: load {load:.1f}" if load > 0.7 else ""
    print(
        f"{datetime.now():%Y-%m-%d %H:%M}, {os.cpu_count()} threads, {model}, Python {platform.python_version()}{busy}"
    )
