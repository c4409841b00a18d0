"""A build with workers that is killed sixty times, alone or with all it started, ends as one that was left alone."""

from __future__ import annotations

import os
import random
import shutil
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable
from datetime import date
from pathlib import Path

import psutil
import pytest
from jupyter_core.paths import jupyter_runtime_dir

from tests.deliver.office import BA_BE, HALF, NA_RI, Office, open_office
from thidua.run.executing.mark import VARIABLE, Run

pytestmark = [pytest.mark.long, pytest.mark.skipif(sys.platform == "win32", reason="sends SIGKILL")]

KILLS = 60
BUILD = ("build", "--period", "2022-H1", "--jobs", "2")
MOMENTS = ("time", "at work", "executed", "made", "published")
"""Any time; when a work folder, an executed notebook, a finished file, a published file is there."""


@pytest.fixture(scope="module")
def begun(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An office whose data came, and whose reports are not built."""
    office = open_office(tmp_path_factory.mktemp("begun") / "office")
    for unit, count in ((BA_BE, 3), (NA_RI, 4)):
        office.receive(unit, HALF, count, on=date(2022, 6, 10), first=date(2022, 3, 1))
    return office.root


@pytest.fixture(scope="module")
def undisturbed(begun: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """What a build publishes that nobody disturbs."""
    root = tmp_path_factory.mktemp("undisturbed") / "office"
    shutil.copytree(begun, root)
    Office(root).run(*BUILD)
    return published(root)


def published(root: Path) -> dict[str, bytes]:
    """Every published file of an office with its bytes."""
    paths = (root / "reports").rglob("thu.*")
    return {path.relative_to(root).as_posix(): path.read_bytes() for path in paths}


def test_sixty_kills_of_a_build_with_workers_end_as_one_run_does(
    tmp_path: Path, begun: Path, undisturbed: dict[str, bytes]
):
    """Killed while it begins, executes, hands over, publishes, records; the next one begins at once."""
    chance = random.Random(20220620)
    kills: Counter[str] = Counter()
    number = 0
    while sum(kills.values()) < KILLS:
        number += 1
        office = Office(tmp_path / f"office-{number}")
        shutil.copytree(begun, office.root)
        runners = []
        for _ in range(6):
            moment, alone = chance.choice(MOMENTS), chance.random() < 0.5
            pid, was_killed = live(office, moment, alone, chance)
            runners.append(pid)
            kills[moment] += was_killed
            if not was_killed:
                break
        office.run(*BUILD)
        judge(office, undisturbed, runners)
        shutil.rmtree(office.root)

    assert all(kills[moment] for moment in MOMENTS), kills


def live(office: Office, moment: str, alone: bool, chance: random.Random) -> tuple[int, bool]:
    """Build, and kill it at a moment unless it comes to its end before; the number of its process, whether killed."""
    command, environment = office.command(*BUILD)
    with (office.root / "said.txt").open("a", encoding="utf-8") as said:
        running = subprocess.Popen(
            command, cwd=office.root, env=environment, stdout=said, stderr=said, start_new_session=True
        )
    has_come = reached(office, moment, chance)
    while running.poll() is None and not has_come():
        time.sleep(0.005)
    if running.poll() is not None:
        assert running.returncode == 0, (office.root / "said.txt").read_text(encoding="utf-8")
        return running.pid, False
    if alone:
        running.kill()
    else:
        # Its workers are of its group; kernels are of their own.
        for group in {running.pid, *(os.getpgid(process.pid) for process in of_run(running.pid))}:
            os.killpg(group, signal.SIGKILL)
    running.wait()
    return running.pid, True


def reached(office: Office, moment: str, chance: random.Random) -> Callable[[], bool]:
    """Whether a moment has come; a little after what can be seen in the folder."""
    making = office.root / "reports" / ".making"
    looks: dict[str, Callable[[], bool]] = {
        "time": lambda: True,
        "at work": lambda: any(making.glob("*/*")),
        "executed": lambda: any(making.glob("*/*/executed.ipynb")),
        "made": lambda: any(making.glob("*/*/pdf")),
        "published": lambda: any((office.root / "reports").rglob("thu.*")),
    }
    later = chance.uniform(0, 12 if moment == "time" else 0.3)
    since: list[float] = []

    def has_come() -> bool:
        if not since and looks[moment]():
            since.append(time.monotonic())
        return bool(since) and time.monotonic() - since[0] >= later

    return has_come


def of_run(pid: int) -> list[psutil.Process]:
    """The workers and kernels, and what they started, of the runner of this number."""
    found = []
    for process in psutil.process_iter():
        try:
            run = Run.of(process.environ().get(VARIABLE, ""))
        except (psutil.Error, OSError):
            continue
        if run is not None and run.pid == pid:
            found.append(process)
    return found


def judge(office: Office, undisturbed: dict[str, bytes], runners: list[int]) -> None:
    """The same files, each edition recorded once, and nothing left of any runner."""
    assert published(office.root) == undisturbed
    with office.ledger() as ledger:
        names = ledger.edition_names()
        assert len(names) == 2
        for name in names:
            assert [each.number for each in ledger.revisions(name)] == [1]
    assert not (office.root / "reports" / ".making").exists()
    for pid in runners:
        assert of_run(pid) == []
        assert list(Path(jupyter_runtime_dir()).glob(f"thidua-*-{pid}-*")) == []
