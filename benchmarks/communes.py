"""A province of 92 communes against a half-year set of eight districts: the whole set, and the province's report alone.

Run with `python benchmarks/communes.py [repetitions]`. Both are built in turn from nothing but the snapshots, with two
processes, in HTML, PDF, XLSX and notebook. Then what it costs to open a dataset of one province, against reading the
tables of all of them: nobody pays for the country.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
import time
from pathlib import Path

REPOSITORY = Path(__file__).parent.parent
sys.path.insert(0, str(REPOSITORY))

from benchmarks.build import copy_project  # noqa: E402  the path is set just above
from benchmarks.half_year import JOBS, tell  # noqa: E402
from thidua.facts.dataset import open_dataset  # noqa: E402

EIGHT = ("illustrative", "2023-H1", "tinh-bac-kan")
NINETY_TWO = ("illustrative-2026", "2026-H1", "tinh-thai-nguyen-2025")

ALL_UNITS = """
[[editions]]
kind = "unit"
unit = ["commune", "ward"]
period = "2026-H1"
"""

OPEN = """
import time
from pathlib import Path
from thidua.facts.dataset import open_dataset
from thidua.registry import units
from thidua.registry.tables import provinces
from thidua.registry.territory import Territory
began = time.perf_counter()
with open_dataset({name!r}, Path({root!r})).territory.in_force():
    units()
opened = time.perf_counter()
for row in provinces():
    with Territory(row["code"]).in_force():
        units()
print(opened - began, time.perf_counter() - opened)
"""


def build(root: Path, dataset: str, period: str, *more: str) -> float:
    """Seconds of a build with nothing published yet."""
    command = [sys.executable, str(REPOSITORY / "run_reports.py"), "build", "--jobs", str(JOBS)]
    began = time.perf_counter()
    subprocess.run(
        [*command, "--dataset", dataset, "--period", period, *more], cwd=root, check=True, capture_output=True
    )
    return time.perf_counter() - began


def project(folder: str) -> Path:
    """The repository's data in an empty folder, with a report on every commune, each inbox read."""
    root = copy_project(Path(folder))
    settings = root / "data" / NINETY_TWO[0] / "dataset.toml"
    settings.write_text(settings.read_text(encoding="utf-8") + ALL_UNITS, encoding="utf-8")
    for dataset, _, _ in (EIGHT, NINETY_TWO):
        assert open_dataset(dataset, root).facts.snapshot.is_dir()
    return root


def sets(repetitions: int) -> None:
    """Both sets and both province reports, in turn."""
    taken: dict[str, list[float]] = {name: [] for name in ("set of 8", "set of 92", "province of 8", "province of 92")}
    for _ in range(repetitions):
        for what in ("province", "set"):
            with tempfile.TemporaryDirectory() as folder:
                root = project(folder)
                for number, (dataset, period, unit) in ((8, EIGHT), (92, NINETY_TWO)):
                    more = ("--kind", "province", "--unit", unit) if what == "province" else ()
                    taken[f"{what} of {number}"].append(build(root, dataset, period, *more))
    for name, seconds in taken.items():
        tell(name, seconds)
    for what, aim in (("set", 8), ("province", 2)):
        ratios = [a / b for a, b in zip(taken[f"{what} of 92"], taken[f"{what} of 8"], strict=True)]
        tell(f"{what} of 92 / of 8 (aim: at most {aim})", ratios, unit=" ")


def opening(repetitions: int) -> None:
    """Opening a dataset of one province, in a fresh process."""
    for name in (EIGHT[0], NINETY_TWO[0]):
        script = OPEN.format(name=name, root=str(REPOSITORY))
        lines = [
            subprocess.run([sys.executable, "-c", script], check=True, capture_output=True, text=True).stdout.split()
            for _ in range(repetitions)
        ]
        tell(f"open {name} and its units", [float(line[0]) for line in lines])
        tell("units of all provinces", [float(line[1]) for line in lines])


if __name__ == "__main__":
    asked = int(sys.argv[1]) if len(sys.argv) > 1 else 1
    opening(5 * asked)
    sets(asked)
