"""Kills at random whatever is at work in a build, and looks whether anything is lost, torn, done twice or left over.

``python -m tests.run.executing.kills 200`` kills two hundred times, in builds of this machine and of a cluster of two
workers that it starts and ends.
"""

from __future__ import annotations

import random
import subprocess
import sys
import tempfile
import time
from collections import Counter
from itertools import count
from pathlib import Path

import psutil

from tests.conftest import REPOSITORY, Project, write_project
from tests.run.cluster.clusters import LocalCluster, cluster_of, until
from tests.run.executing.left import is_alive, of_run, sockets_of
from thidua.run.currency import is_current
from thidua.run.key import content_hash
from thidua.run.ledger.file import open_ledger
from thidua.run.plan import plan_editions
from thidua.run.publish import published_notes

UNITS = ("huyen-ba-be", "huyen-na-ri", "huyen-cho-moi", "huyen-ngan-son")
FORMAT = "html"
"""One is made in the same way as all."""
CELLS = (
    "import time\ntime.sleep({pause:.2f})",
    "from thidua import open_report\nreport = open_report(dataset=dataset, unit=unit, period=period)",
    'from thidua.present.part import prose\nprose("loi", f"Một câu của {{unit}}, lần {number}.")',
)
VICTIMS = ("runner", "prepared process", "worker", "kernel server", "kernel")
"""By how far below the runner each is."""
OF_CLUSTER = ("cluster worker", "crew", "runner")
"""Of a build on a cluster, the first of them first: a machine that is lost, what makes editions there, the runner."""
PER_BUILD = 3
"""At most so many kills in one build; then it is left to come to its end."""


class Field:
    """A project of four editions that is built again and again."""

    def __init__(self, root: Path, seed: int, cluster: LocalCluster | None = None) -> None:
        """Everything that is drawn follows from the seed; with a cluster, it makes the editions."""
        self.cluster = cluster
        self.project: Project = write_project(root)
        self.random = random.Random(seed)
        self.killed: Counter[str] = Counter()
        settings = root / "data" / "thu" / "dataset.toml"
        units = ", ".join(f'"{unit}"' for unit in UNITS)
        text = settings.read_text(encoding="utf-8").replace('unit = "huyen-ba-be"', f"unit = [{units}]")
        settings.write_text(text, encoding="utf-8")

    def round(self, number: int) -> None:
        """Change all editions, kill while they are built, then build in peace and look."""
        pause = self.random.uniform(0.1, 0.6)
        self.project.write_notebook(*(cell.format(pause=pause, number=number) for cell in CELLS))
        self._build_and_kill()
        self._check_published()
        told = subprocess.run(self._command(), cwd=self.project.root, capture_output=True, text=True, check=False)
        assert told.returncode == 0, told.stdout + told.stderr
        self._check_done(number)

    def _command(self) -> list[str]:
        where = ("--jobs", "2") if self.cluster is None else ("--cluster", self.cluster.address)
        return [sys.executable, str(REPOSITORY / "run_reports.py"), "build", "--format", FORMAT, *where]

    def _build_and_kill(self) -> None:
        with (
            tempfile.TemporaryFile("w+") as output,
            subprocess.Popen(self._command(), cwd=self.project.root, stdout=output, stderr=output) as running,
        ):
            for number in range(self.random.randint(1, PER_BUILD)):
                time.sleep(self.random.uniform(0.0, 2.5))
                role = self._role(number)
                if self._kill(running, role) and role == "runner":
                    break
            running.wait(300)
            left = until_gone(running.pid, self.project.root)
            if self.cluster is not None:
                self._check_left(self.cluster)
            output.seek(0)
            assert left == [], (left, output.read())
            assert sockets_of(running.pid, self.project.root) == []

    def _kill(self, running: subprocess.Popen[bytes], role: str) -> bool:
        """Kill one of a role as soon as there is one; whether there was one before all came to its end."""
        while running.poll() is None:
            there = self._there(running.pid, role)
            if there:
                try:
                    self.random.choice(there).kill()
                except psutil.NoSuchProcess:
                    continue
                self.killed[role] += 1
                if self.cluster is not None and role == "cluster worker":
                    self.cluster.add_worker()
                return True
            time.sleep(0.02)
        return False

    def _role(self, number: int) -> str:
        """Whom the next kill is for."""
        if self.cluster is None:
            return self.random.choice(VICTIMS)
        return OF_CLUSTER[0] if number == 0 else self.random.choice(OF_CLUSTER)

    def _there(self, pid: int, role: str) -> list[psutil.Process]:
        """Those of a role that are at work for a runner."""
        if self.cluster is not None and role != "runner":
            return self.cluster.at_work() if role == "cluster worker" else self.cluster.crews()
        return [process for process, below in below_runner(pid) if below == VICTIMS.index(role)]

    def _check_left(self, cluster: LocalCluster) -> None:
        """On machines that are still there, nothing of the build is: no process, no folder."""
        until(lambda: cluster.brought() == [])
        until(lambda: [path for path in cluster.guests() if is_alive(int(path.name.rpartition("-")[2]))] == [])

    def _check_published(self) -> None:
        """Whatever was killed, a notebook that names a page stands beside that very page, or the page is newer."""
        for edition in plan_editions(self.project.root):
            if published_notes(edition):
                html = edition.file(FORMAT).read_text(encoding="utf-8")
                assert html.rstrip().endswith("</html>"), f"{edition} is torn"

    def _check_done(self, number: int) -> None:
        """Every edition is there, whole and current; it has one revision for each round."""
        assert not (self.project.root / "reports" / ".making").exists()
        with open_ledger(self.project.root) as ledger:
            for edition in plan_editions(self.project.root):
                notes = published_notes(edition)
                assert is_current(edition, (FORMAT,)), f"{edition} is lost"
                assert content_hash(edition.file(FORMAT).read_bytes()) == notes["files"][FORMAT]
                revisions = ledger.revisions(str(edition))
                assert [revision.number for revision in revisions] == list(range(1, number + 1)), f"{edition} is twice"
                assert revisions[-1].key == notes["key"]


def below_runner(pid: int) -> list[tuple[psutil.Process, int]]:
    """The processes of a runner, each with how far below it is; Python's own resource tracker is none of ours."""
    try:
        runner = psutil.Process(pid)
        found = [(runner, 0)]
        for one in runner.children():
            if "forkserver" in " ".join(one.cmdline()):
                found += _below(one, 1)
    except psutil.Error:
        return []
    return found


def _below(process: psutil.Process, depth: int) -> list[tuple[psutil.Process, int]]:
    try:
        return [(process, depth), *(found for child in process.children() for found in _below(child, depth + 1))]
    except psutil.Error:
        return []


def until_gone(pid: int, root: Path) -> list[psutil.Process]:
    """What is left of a runner some time after its end: on a busy machine a large process takes seconds to end."""
    last = time.monotonic() + 20
    while (left := of_run(pid, root)) and time.monotonic() < last:
        time.sleep(0.05)
    return left


def main(kills: int, seed: int) -> None:
    """Kill so often, in turns here and on a cluster, and tell what was killed."""
    with tempfile.TemporaryDirectory() as folder, cluster_of(Path(folder) / "cluster", 2) as cluster:
        fields = [Field(Path(folder) / "here", seed), Field(Path(folder) / "there", seed, cluster)]
        for turn in count(len(fields)):
            fields[turn % len(fields)].round(turn // len(fields))
            killed = fields[0].killed + fields[1].killed
            print(f"{killed.total()} of {kills}: {dict(killed)}", flush=True)
            if killed.total() >= kills:
                return


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 200, int(sys.argv[2]) if len(sys.argv) > 2 else 1)
