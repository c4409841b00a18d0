"""Our runner against the same work by hand: papermill's command, then nbconvert for HTML and for PDF, per report.

Run with `python benchmarks/build.py [repetitions]`; prints seconds and the ratio of both, taken in turn so that a
change in the machine's speed meets both alike.
"""

from __future__ import annotations

import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

REPOSITORY = Path(__file__).parent.parent
sys.path.insert(0, str(REPOSITORY))

from thidua.run.plan import Edition, plan_editions  # noqa: E402  the path is set just above


def copy_project(target: Path) -> Path:
    """The repository's data, notebooks and settings in an empty folder."""
    for name in ("data", "notebooks"):
        shutil.copytree(REPOSITORY / name, target / name)
    for name in ("reports.toml", "requirements.lock"):
        shutil.copy(REPOSITORY / name, target / name)
    return target


def seconds_of(*commands: list[str], folder: Path) -> float:
    """Wall time of these commands one after the other."""
    began = time.perf_counter()
    for command in commands:
        subprocess.run(command, cwd=folder, check=True, capture_output=True)
    return time.perf_counter() - began


def by_hand(editions: list[Edition], root: Path) -> list[list[str]]:
    """What a person would type for the same files."""
    bin_folder = Path(sys.executable).parent
    commands = []
    for number, edition in enumerate(editions):
        out = f"hand-{number}.ipynb"
        parameters = [word for name, value in edition.parameters.items() for word in ("-r", name, value)]
        notebook = str(edition.notebook.relative_to(root))
        commands.append([str(bin_folder / "papermill"), notebook, out, *parameters, "--no-progress-bar"])
        commands += [[str(bin_folder / "jupyter-nbconvert"), "--to", f"thidua_{kind}", out] for kind in ("html", "pdf")]
    return commands


def main(repetitions: int) -> None:
    """Measure and print."""
    build = [sys.executable, str(REPOSITORY / "run_reports.py"), "build"]
    ours, hand, again = [], [], []
    for _ in range(repetitions):
        with tempfile.TemporaryDirectory() as folder:
            root = copy_project(Path(folder))
            editions = plan_editions(root, dataset="published")
            ours.append(seconds_of([*build, "--dataset", "published"], folder=root))
            again.append(seconds_of([*build, "--dataset", "published"], folder=root))
            hand.append(seconds_of(*by_hand(editions, root), folder=root))
    ratios = [mine / theirs for mine, theirs in zip(ours, hand, strict=True)]
    for name, values in (("run_reports.py build", ours), ("by hand", hand), ("nothing to do", again)):
        print(f"{name:22} {statistics.median(values):6.2f} s  ({min(values):.2f} to {max(values):.2f})")
    print(f"{'ours / by hand':22} {statistics.median(ratios):6.2f}    ({min(ratios):.2f} to {max(ratios):.2f})")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 3)
