"""A build with workers that is killed forty times, alone or with all it started, ends as one that was left alone."""

from __future__ import annotations

import os
import random
import shutil
import signal
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.conftest import ORDINARY_FACT, write_project
from tests.deliver.commands import begin_in_group
from tests.deliver.office import Office
from tests.run.executing.left import of_run, sockets_of

pytestmark = [pytest.mark.long, pytest.mark.skipif(sys.platform == "win32", reason="sends SIGKILL")]

KILLS = {"time": 3, "at work": 3, "executed": 1, "made": 1, "published": 2}
"""How often it is killed at any time, and when a work folder, an executed notebook, a finished file, a published one is
there; in each of four tests, which run side by side: forty times in all."""

UNITS = ("huyen-ba-be", "huyen-na-ri", "huyen-cho-don")
"""Of three editions two are left for workers when the first is published."""
BUILD = ("build", "--jobs", "2", "--format", "html")


@dataclass(frozen=True)
class Undisturbed:
    """What a build publishes that nobody disturbs, and how long it takes."""

    published: dict[str, bytes]
    seconds: float


@pytest.fixture(scope="module")
def begun(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project whose editions are not built."""
    root = tmp_path_factory.mktemp("begun") / "office"
    write_project(root).write_facts(*({"unit": unit} for unit in UNITS))
    dataset = root / "data" / "thu" / "dataset.toml"
    text = dataset.read_text(encoding="utf-8")
    dataset.write_text(text.replace(f'unit = "{ORDINARY_FACT["unit"]}"', f"unit = {list(UNITS)}"), encoding="utf-8")
    return root


@pytest.fixture(scope="module")
def undisturbed(begun: Path, tmp_path_factory: pytest.TempPathFactory) -> Undisturbed:
    """What a build publishes that nobody disturbs."""
    root = tmp_path_factory.mktemp("undisturbed") / "office"
    shutil.copytree(begun, root)
    since = time.monotonic()
    Office(root).run(*BUILD)
    seconds = time.monotonic() - since
    assert len(published_notebooks(root)) == len(UNITS)
    return Undisturbed(published(root), seconds)


def published(root: Path) -> dict[str, bytes]:
    """Every published file of a project with its bytes."""
    return {path.relative_to(root).as_posix(): path.read_bytes() for path in published_paths(root)}


def published_paths(root: Path) -> list[Path]:
    """Every published file, and every one kept as a revision."""
    # Not in .making, whose folders go while they are looked at.
    return list((root / "reports" / "thu").rglob("thu.*"))


def published_notebooks(root: Path) -> list[Path]:
    """The notebook of each edition that is published; it comes last, after its files."""
    return list((root / "reports" / "thu" / "2020").glob("*/thu.ipynb"))


@pytest.mark.parametrize("seed", [20220620, 20221220, 20230620, 20231220])
def test_forty_kills_of_a_build_with_workers_end_as_one_run_does(
    tmp_path: Path, begun: Path, undisturbed: Undisturbed, seed: int
):
    """Killed while it begins, executes, hands over, publishes, records; the next one begins at once."""
    chance = random.Random(seed)
    to_come = [moment for moment, times in KILLS.items() for _ in range(times)]
    chance.shuffle(to_come)
    number = 0
    while to_come:
        number += 1
        office = Office(tmp_path / f"office-{number}")
        shutil.copytree(begun, office.root)
        runners = []
        # The last edition alone would be made without workers.
        while to_come and len(published_notebooks(office.root)) < len(UNITS) - 1:
            pid, was_killed = live(office, to_come[-1], undisturbed.seconds, chance)
            runners.append(pid)
            if was_killed:
                to_come.pop()
        office.run(*BUILD)
        if any(sockets_of(pid, office.root) for pid in runners):
            # A kernel that its worker was just starting bears no mark yet, and binds a socket before it ends by itself.
            office.run(*BUILD)
        judge(office, undisturbed, runners)
        shutil.rmtree(office.root)


def live(office: Office, moment: str, seconds: float, chance: random.Random) -> tuple[int, bool]:
    """Build, and kill it at a moment unless it comes to its end before; the number of its process, whether killed."""
    said = office.root / "said.txt"
    alone = chance.random() < 0.5
    running = begin_in_group(office.root, BUILD, office.environment, said)
    assert running.pid is not None
    has_come = reached(office, moment, chance.uniform(0, seconds if moment == "time" else 0.3))
    while running.is_alive() and not has_come():
        time.sleep(0.01)
    if not running.is_alive():
        assert running.exitcode == 0, said.read_text(encoding="utf-8")
        return running.pid, False
    if alone:
        running.kill()
    else:
        # Its workers are of its group; kernels are of their own.
        for group in {running.pid, *(os.getpgid(process.pid) for process in of_run(running.pid, office.root))}:
            os.killpg(group, signal.SIGKILL)
    running.join()
    return running.pid, True


def reached(office: Office, moment: str, later: float) -> Callable[[], bool]:
    """Whether a moment has come: so many seconds after what can be seen in the folder."""
    making = office.root / "reports" / ".making"
    before = len(published_paths(office.root))
    looks: dict[str, Callable[[], bool]] = {
        "time": lambda: True,
        "at work": lambda: is_seen(making, "*/*"),
        "executed": lambda: is_seen(making, "*/*/executed.ipynb"),
        "made": lambda: is_seen(making, "*/*/html"),
        "published": lambda: len(published_paths(office.root)) > before,
    }
    since: list[float] = []

    def has_come() -> bool:
        if not since and looks[moment]():
            since.append(time.monotonic())
        return bool(since) and time.monotonic() - since[0] >= later

    return has_come


def is_seen(folder: Path, pattern: str) -> bool:
    """Whether anything of a pattern stands in a folder that others clear at the same time."""
    try:
        return any(folder.glob(pattern))
    except FileNotFoundError:
        return False  # cleared at this moment: not seen this time


def judge(office: Office, undisturbed: Undisturbed, runners: list[int]) -> None:
    """The same files, each edition recorded once, and nothing left of any runner."""
    assert published(office.root) == undisturbed.published
    with office.ledger() as ledger:
        names = ledger.edition_names()
        assert len(names) == len(UNITS)
        for name in names:
            assert [each.number for each in ledger.revisions(name)] == [1]
    assert not (office.root / "reports" / ".making").exists()
    for pid in runners:
        assert of_run(pid, office.root) == []
        assert sockets_of(pid, office.root) == []
