"""What the commands take that people and schedulers type most, now and at an earlier commit: CPU of the whole process.

python benchmarks/commands.py EARLIER [repetitions] [--built]

EARLIER is a clone of the repository at the commit to compare with. Both work in turn in one project: a copy of `data`,
`notebooks` and `reports.toml` as they were then, with the editions that were built there if asked for; else none is.
"""

from __future__ import annotations

import argparse
import os
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

HERE = Path(__file__).parent.parent
COMMANDS = (
    ("--help",),
    ("list", "--help"),
    ("send", "--help"),
    ("list",),
    ("status",),
    ("due",),
    ("due", "--dry-run"),
)


def main(earlier: Path, repetitions: int, *, built: bool) -> None:
    """Print the medians of both and the ratio of the medians, command by command."""
    with tempfile.TemporaryDirectory() as folder:
        project = project_of(earlier, Path(folder) / "project", built=built)
        for words in COMMANDS:
            before: list[float] = []
            now: list[float] = []
            for _ in range(repetitions + 1):
                before.append(cpu(earlier, words, project))
                now.append(cpu(HERE, words, project))
            # The first of each compiles what it imports.
            then_s, now_s = statistics.median(before[1:]), statistics.median(now[1:])
            name = " ".join(words)
            print(f"{name:18} {then_s:.2f} s then, {now_s:.2f} s now, ratio {now_s / then_s:.2f}")


def project_of(repository: Path, folder: Path, *, built: bool) -> Path:
    """A project of its own, which a command may change: `due` writes pages and the ledger."""
    folder.mkdir()
    for name in ("data", "notebooks", *(("reports", "public") if built else ())):
        shutil.copytree(repository / name, folder / name)
    for name in ("reports.toml", "requirements.lock"):
        shutil.copyfile(repository / name, folder / name)
    return folder


def cpu(repository: Path, words: tuple[str, ...], project: Path) -> float:
    """Seconds of processor that a command takes, with all processes that it starts; its compiled modules are kept."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "THIDUA"))}
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(
        [sys.executable, str(repository / "run_reports.py"), *words],
        cwd=project,
        env={**environment, "PYTHONPATH": str(repository)},
        check=True,
        stdout=subprocess.DEVNULL,
    )
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("earlier", type=Path)
    parser.add_argument("repetitions", type=int, nargs="?", default=7)
    parser.add_argument("--built", action="store_true")
    asked = parser.parse_args()
    main(asked.earlier.resolve(), asked.repetitions, built=asked.built)
