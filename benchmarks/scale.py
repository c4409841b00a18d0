"""Whether a report of many costs what one of few does: builds of 100, 1,000 and all 3,321 communes, and their memory.

python -m benchmarks.scale [--reports 100 1000] [--jobs 2]

As many datasets of today's province as are needed, each the invented one of 92 communes under another name: each has a
snapshot, a folder and editions of its own, and every report the weight of one that there is. The sets are built one
after the other, each from nothing. Beside each set's seconds a report stand those of its first and its last hundred,
and the memory that its processes held early and late. 3,321 take over half an hour.
"""

from __future__ import annotations

import argparse
import shutil
import statistics
import tempfile
from itertools import islice
from pathlib import Path

from benchmarks.batch import TODAY, TODAY_PERIOD, between
from benchmarks.harness import REPOSITORY, Memory, forget, now, project_of, tell, tell_machine, without_calendar
from thidua.run.plan import plan_editions

LASTS = 20.0
"""Seconds: a kernel lives for one report, a worker and what it forks from for many."""
PROJECTED = ((103, "a province"), (3_321, "the country"), (100_000, "more"))


def main() -> None:
    """Build each number, and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--reports", type=int, nargs="+", default=[100, 1000])
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--runs", type=int, default=1)
    asked = parser.parse_args()
    tell_machine()
    each: dict[int, float] = {}
    with tempfile.TemporaryDirectory() as folder:
        country = Country(Path(folder))
        for reports in asked.reports:
            project = country.project(reports)
            found = [measure(project, reports, asked.jobs) for _ in range(asked.runs)]
            each[reports] = tell(f"{reports} reports: a report, wall", found)
    few, many = min(each), max(each)
    if many > few:
        tell(f"a report of {many} / a report of {few}", [each[many] / each[few]], unit="x", aim="at most 1.1")
    for reports, name in PROJECTED:
        print(f"{name}: {reports:,} reports would take {reports * each[many] / 60:.0f} min on this machine")


class Country:
    """Projects of so many reports, from one dataset that is read once."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.read = project_of(REPOSITORY, folder / "read", [TODAY])
        settings = self.read / "data" / TODAY / "dataset.toml"
        self.told, _, _ = settings.read_text(encoding="utf-8").partition("# The set of the half-year review meeting")
        every = f'[[editions]]\nkind = "unit"\nunit = ["commune", "ward"]\nperiod = "{TODAY_PERIOD}"\n'
        settings.write_text(self.told + every, encoding="utf-8")
        now().read(self.read, TODAY)
        self.units = [edition.unit.id for edition in plan_editions(self.read, dataset=TODAY, period=TODAY_PERIOD)]

    def project(self, reports: int) -> Path:
        """A project whose datasets declare just so many reports."""
        project = project_of(self.read, self.folder / f"of-{reports}", [])
        without_calendar(project)
        number = 0
        while reports > 0:
            number += 1
            units = list(islice(self.units, reports))
            reports -= len(units)
            place = project / "data" / f"{TODAY}-{number:02}"
            shutil.copytree(self.read / "data" / TODAY, place)
            quoted = ", ".join(f'"{unit}"' for unit in units)
            declared = f'[[editions]]\nkind = "unit"\nunit = [{quoted}]\nperiod = "{TODAY_PERIOD}"\n'
            (place / "dataset.toml").write_text(self.told + declared, encoding="utf-8")
        return project


def measure(project: Path, reports: int, jobs: int) -> float:
    """Seconds a report of one build of all, on the wall."""
    forget(project)
    with Memory(every=2.0) as memory:
        built = now().run(project, "build", "--period", TODAY_PERIOD, "--jobs", str(jobs))
    made = len(list((project / "reports").glob("*/*/*/*.html")))
    if made != reports:
        raise SystemExit(f"{made} reports were made; {reports} were asked for")
    print(f"\n{reports} reports in {built.wall:.0f} s, {built.cpu / reports:.2f} s of processor each")
    steps = between(project)
    if hundred := min(100, len(steps) // 2):
        tell(f"  of the first {hundred}, mean", [statistics.mean(steps[:hundred])])
        tell(f"  of the last {hundred}, mean", [statistics.mean(steps[-hundred:])])
    tell_memory(memory, jobs)
    return built.wall / reports


def tell_memory(memory: Memory, jobs: int) -> None:
    """What the largest processes that make many reports held early and late, and all processes together."""
    length = memory.together[-1][0] - memory.together[0][0]
    lasting = memory.lasting(min(length / 3, LASTS))
    largest = sorted(lasting, key=lambda pid: -max(row[1] for row in lasting[pid]))[: 2 * jobs + 2]
    for pid, rows in ((pid, lasting[pid]) for pid in largest):
        quarter = max(len(rows) // 4, 1)
        early, late = rows[quarter : 2 * quarter] or rows[:1], rows[-quarter:]
        sets = [statistics.median(row[1] for row in some) for some in (early, late)]
        shares = [statistics.median(row[2] for row in some) for some in (early, late)]
        print(
            f"  process {pid} of {memory.parents[pid]}: resident {sets[0]:.0f} MB early, {sets[1]:.0f} late, "
            f"{max(row[1] for row in rows):.0f} at most; its share {shares[0]:.0f} early, {shares[1]:.0f} late"
        )
    wholes = [whole for _, whole in memory.together]
    tell("  all processes together, by job", [one / jobs for one in wholes], unit="MB", aim="under 350 a worker, flat")


if __name__ == "__main__":
    main()
