"""Sets of reports built from nothing: now, as it was, by hand, and against the least it takes.

python -m benchmarks.batch [--runs 5] [--hand 2] [--parts eight hundred floor]

eight    eight districts in four formats: now, as it was at an earlier commit, and by hand, in turn in each repetition
hundred  a hundred editions of today's province, and by hand
floor    one report of a warm process against a plain script that computes the same and writes the same files

By hand are papermill's command, `jupyter nbconvert --to html` and that page printed by Chromium: three commands a
report, one after the other, for two formats of our four. `--hand` says how many reports of each set are made so in each
repetition; what one takes is multiplied.
"""

from __future__ import annotations

import argparse
import json
import shutil
import sys
import tempfile
from itertools import pairwise
from pathlib import Path

from benchmarks.harness import (
    BEFORE,
    REPOSITORY,
    Code,
    Taken,
    earlier,
    forget,
    now,
    project_of,
    taken,
    tell,
    tell_machine,
    without_calendar,
)
from thidua.run.plan import Edition, plan_editions

EIGHT = ("illustrative", "2023-H1", "district")
TODAY, TODAY_PERIOD = "illustrative-2026", "2026-H1"
HUNDRED = "unit"


def main() -> None:
    """Measure the parts that are asked for, and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--hand", type=int, default=2)
    parser.add_argument("--parts", nargs="+", choices=PARTS, default=list(PARTS))
    parser.add_argument("--reports", type=int, default=100, help="how many a hundred is")
    asked = parser.parse_args()
    tell_machine()
    with tempfile.TemporaryDirectory() as folder:
        for name in asked.parts:
            print(f"\n{name}: {PARTS[name].__doc__}", flush=True)
            PARTS[name](Path(folder) / name, asked)


def eight(folder: Path, asked: argparse.Namespace) -> None:
    """Eight districts, four formats, cold."""
    before = earlier(BEFORE, folder / BEFORE)
    # Both build the notebooks and data of then, each from what it has read itself.
    projects = {
        code.name: read_project(code, before.folder, folder / f"project-{code.name}") for code in (now(), before)
    }
    mine, theirs, hand = [], [], []
    _built(now(), projects["now"])  # compiles what is imported
    for _ in range(asked.runs):
        mine.append(_built(now(), projects["now"]))
        theirs.append(_built(before, projects[before.name]))
        hand.append(by_hand(projects["now"], *EIGHT, reports=asked.hand))
    _tell_both("now", mine, aim="7, better 4.3")
    _tell_both(f"as it was ({before.name})", theirs)
    eight_by_hand = [8 * each for each in hand]
    tell("by hand, two formats", eight_by_hand)
    tell("as it was / now", _ratios([each.wall for each in theirs], mine), unit="x", aim="6, better 10")
    tell("by hand / now", _ratios(eight_by_hand, mine), unit="x", aim="12, better 25")


def hundred(folder: Path, asked: argparse.Namespace) -> None:
    """A hundred editions of units of today, four formats, cold."""
    project = hundred_of(folder / "project", asked.reports)
    now().read(project, TODAY)
    mine, hand = [], []
    for _ in range(asked.runs):
        forget(project)
        mine.append(now().run(project, "build", "--dataset", TODAY, "--period", TODAY_PERIOD))
        hand.append(asked.reports * by_hand(project, TODAY, TODAY_PERIOD, HUNDRED, reports=min(asked.hand, 2)))
    _tell_both(f"{asked.reports} editions now", mine)
    tell("by hand, two formats", hand)
    tell("by hand / now", _ratios(hand, mine), unit="x", aim="15, better 30")


def floor(folder: Path, asked: argparse.Namespace) -> None:
    """One report, warm, one process: against a plain script that writes the same files."""
    project = read_project(now(), REPOSITORY, folder / "project")
    ours, least, cpu, least_cpu = [], [], [], []
    for _ in range(asked.runs):
        forget(project)
        whole = now().run(project, "build", *words_of(EIGHT), "--jobs", "1")
        ours += between(project)
        forget(project)
        alone = now().run(project, "build", *words_of(EIGHT), "--jobs", "1", "--unit", "tp-bac-kan")
        cpu.append((whole.cpu - alone.cpu) / 7)
        command = [sys.executable, "-m", "benchmarks.floor", *EIGHT]
        said = taken(command, project, now().environment()).said.splitlines()[-1]
        least += [wall for wall, _ in json.loads(said)]
        least_cpu.append(sum(spent for _, spent in json.loads(said)) / len(json.loads(said)))
    tell("one report of the runner, warm", ours)
    tell("one report of the plain script, warm", least)
    whole_set = tell("processor, one more report of the runner", cpu)
    plain = tell("processor, one more report of the plain script", least_cpu)
    middle, least_middle = sorted(ours)[len(ours) // 2], sorted(least)[len(least) // 2]
    tell("runner / plain script, wall", [middle / least_middle], unit="x", aim="at most 1.5")
    tell("runner / plain script, processor", [whole_set / plain], unit="x")


PARTS = {"eight": eight, "hundred": hundred, "floor": floor}


def words_of(what: tuple[str, str, str]) -> list[str]:
    """What a command is told to do that set alone."""
    dataset, period, kind = what
    return ["--dataset", dataset, "--period", period, "--kind", kind]


def read_project(code: Code, source: Path, folder: Path) -> Path:
    """A project with the dataset of the eight, read."""
    project = project_of(source, folder, [EIGHT[0]])
    code.read(project, EIGHT[0])
    return project


def _built(code: Code, project: Path) -> Taken:
    forget(project)
    return code.run(project, "build", *words_of(EIGHT))


def hundred_of(folder: Path, reports: int, *, more: str = "") -> Path:
    """A project with so many editions of units of today's province, beside what else is declared in `more`."""
    project = project_of(REPOSITORY, folder, [TODAY])
    without_calendar(project)
    settings = project / "data" / TODAY / "dataset.toml"
    told, _, _ = settings.read_text(encoding="utf-8").partition("# The set of the half-year review meeting")
    every = '[[editions]]\nkind = "unit"\nunit = ["commune", "ward", "department"]\nperiod = "2026-H1"\n'
    settings.write_text(told + every, encoding="utf-8")
    units = [edition.unit.id for edition in plan_editions(project, dataset=TODAY, period=TODAY_PERIOD)][:reports]
    some = f'[[editions]]\nkind = "unit"\nunit = {json.dumps(units)}\nperiod = "{TODAY_PERIOD}"\n'
    settings.write_text(told + some + more, encoding="utf-8")
    if len(units) < reports:
        raise SystemExit(f"{len(units)} units report; {reports} were asked for")
    return project


def by_hand(project: Path, dataset: str, period: str, kind: str, *, reports: int) -> float:
    """Seconds on the wall that one report takes, the mean of some."""
    editions = plan_editions(project, dataset=dataset, period=period, kind=kind)
    # From one end to the other, so that small and large ones are among them.
    some = [editions[at * (len(editions) - 1) // max(reports - 1, 1)] for at in range(reports)]
    with tempfile.TemporaryDirectory() as folder:
        return sum(_three_commands(project, edition, Path(folder)) for edition in some) / reports


def _three_commands(project: Path, edition: Edition, folder: Path) -> float:
    tools = Path(sys.executable).parent
    given = [word for name, value in edition.parameters.items() for word in ("-p", name, value)]
    out, page, paper = folder / "report.ipynb", folder / "report.html", folder / "report.pdf"
    papermill = [str(tools / "papermill"), str(edition.notebook), str(out), *given, "--no-progress-bar"]
    nbconvert = [str(tools / "jupyter-nbconvert"), "--to", "html", "--no-input", str(out)]
    chromium = [
        chromium_path(),
        "--headless",
        "--no-sandbox",
        "--disable-gpu",
        f"--print-to-pdf={paper}",
        page.as_uri(),
    ]
    commands = ([*papermill, "--cwd", str(edition.notebook.parent)], nbconvert, chromium)
    seconds = sum(taken(command, project, now().environment()).wall for command in commands)
    if not paper.read_bytes().startswith(b"%PDF"):
        raise SystemExit("Chromium printed nothing")
    return seconds


def chromium_path() -> str:
    """The browser that prints pages."""
    found = next((path for name in ("chromium", "google-chrome", "chrome") if (path := shutil.which(name))), None)
    if found is None:
        raise SystemExit("no Chromium on the path")
    return found


def between(project: Path, *, warm: int = 2, extension: str = "html") -> list[float]:
    """Seconds from one report of a build to the next by the times of their files, once it is warm."""
    files = (project / "reports").glob(f"*/*/*/*.{extension}")  # dataset, period, unit: no page of the catalogue
    times = sorted(file.stat().st_mtime for file in files)
    return [after - before for before, after in pairwise(times)][warm - 1 :]


def _tell_both(name: str, found: list[Taken], *, aim: str = "") -> None:
    tell(f"{name}, wall", [each.wall for each in found], aim=aim)
    tell(f"{name}, processor", [each.cpu for each in found])


def _ratios(seconds: list[float], mine: list[Taken]) -> list[float]:
    return [theirs / our.wall for theirs, our in zip(seconds, mine, strict=True)]


if __name__ == "__main__":
    main()
