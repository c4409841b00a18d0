"""A process that is killed a hundred times, wherever it happens to be, ends where one that was left alone ends."""

from __future__ import annotations

import os
import random
import shutil
import signal
import sys
import threading
import time
from collections import Counter
from collections.abc import Callable
from datetime import date
from multiprocessing import get_context
from multiprocessing.context import ForkServerContext, ForkServerProcess
from multiprocessing.synchronize import Event
from pathlib import Path

import pytest

from tests.deliver.mail.mailserver import MailServer, nobody_minds
from tests.deliver.office import (
    BA_BE,
    BE,
    EVENING,
    HALF,
    HOANG,
    NA_RI,
    OPERATOR,
    RI,
    Office,
    open_office,
    write_settings,
)
from thidua.cli import main
from thidua.deliver.mail.outbox import resolve
from thidua.run.ledger.file import open_ledger

pytestmark = pytest.mark.long

RESTARTS = 100
EVENING_DAY = "2022-06-20"
PLACES = ("on_rcpt", "on_data", "before_answer")
"""In the conversation with the server: at RCPT, at DATA, between the last line of a message and its answer."""


@pytest.fixture(scope="module")
def begun(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An office on the evening on which its set is due; what is ready is released by itself."""
    office = open_office(tmp_path_factory.mktemp("begun") / "office", auto_release=True)
    for unit, count in ((BA_BE, 3), (NA_RI, 4)):
        office.receive(unit, HALF, count, on=date(2022, 6, 10), first=date(2022, 3, 1))
    return office.root


@pytest.fixture(scope="module")
def built(begun: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same with its reports built already, so that every kill meets what comes after."""
    root = tmp_path_factory.mktemp("built") / "office"
    shutil.copytree(begun, root)
    Office(root).run("build", "--period", "2022-H1")
    return root


def test_a_hundred_restarts_end_as_one_run_does(tmp_path: Path, begun: Path, built: Path, post_office: MailServer):
    """Killed while it renders, between render and release, release and mail, and inside the conversation."""
    chance = random.Random(20220620)
    kills: Counter[str] = Counter()
    lives = get_context("forkserver")
    lives.set_forkserver_preload(["papermill", "thidua.cli", "thidua.deliver.schedule.due", "thidua.run.export"])
    number = 0
    while sum(kills.values()) < RESTARTS:
        number += 1
        post_office.forget()
        office = Office(tmp_path / f"office-{number}", post_office)
        shutil.copytree(begun if number % 4 == 1 else built, office.root)
        write_settings(office.root, post_office, auto_release=True)
        for _ in range(12):
            where = chance.choice(("time", "ledger", *PLACES))
            ended = live(lives, office, where, chance)
            kills[where] += ended == -signal.SIGKILL
            if ended == 0:
                break
        leave_alone(lives, office)
        judge(office)

    assert all(kills[where] for where in ("time", "ledger", *PLACES)), kills


def live(lives: ForkServerContext, office: Office, where: str, chance: random.Random) -> int:
    """Run what is due, and kill it there unless it comes to its end before; its exit status, negative for a signal."""
    running = start(lives, office)
    assert office.server is not None
    assert running.pid is not None
    stop = threading.Event()
    watcher = None
    if where in PLACES:
        kill_at(office.server, where, chance.randint(1, 3), running.pid)
    else:
        wait = timer(chance.uniform(0, 3)) if where == "time" else until_ledger_grows(office.root)
        watcher = threading.Thread(target=kill_when, args=(wait, stop, running.pid))
        watcher.start()
    running.join(120)
    stop.set()
    if watcher is not None:
        watcher.join()
    for place in PLACES:
        setattr(office.server, place, nobody_minds)
    assert running.exitcode in (0, 1, -signal.SIGKILL), (office.root / "said.txt").read_text(encoding="utf-8")
    return int(running.exitcode)


def start(lives: ForkServerContext, office: Office) -> ForkServerProcess:
    """Begin one life, in a process that has the libraries imported."""
    assert office.server is not None
    is_in_group = lives.Event()
    running = lives.Process(target=do_what_is_due, args=(office.root, office.server.environment, is_in_group))
    running.start()
    assert is_in_group.wait(60)
    return running


def do_what_is_due(root: Path, environment: dict[str, str], is_in_group: Event) -> None:
    """One life of the process: the command, in a group of its own with the kernels that it starts."""
    os.setsid()
    is_in_group.set()
    os.chdir(root)
    os.environ.update(environment)
    sys.argv = ["run_reports.py", "due", "--on", EVENING_DAY, "--jobs", "1"]
    # Open to the very end: what breaks last is told there as well.
    sys.stdout = sys.stderr = (root / "said.txt").open("a", encoding="utf-8")
    main()


def kill(pid: int) -> None:
    """Kill a process and all that it started, at once."""
    try:
        os.killpg(pid, signal.SIGKILL)
    except ProcessLookupError:
        return  # it came to its end in this very moment


def kill_at(server: MailServer, place: str, nth: int, pid: int) -> None:
    """Let the server kill the client the n-th time that it comes to this place."""
    seen = 0

    def hook(recipient: str) -> None:
        nonlocal seen
        seen += 1
        if seen == nth:
            kill(pid)

    setattr(server, place, hook)


def kill_when(wait: Callable[[threading.Event], bool], stop: threading.Event, pid: int) -> None:
    if wait(stop):
        kill(pid)


def timer(seconds: float) -> Callable[[threading.Event], bool]:
    """After so many seconds, unless it is over before."""
    return lambda stop: not stop.wait(seconds)


def until_ledger_grows(root: Path) -> Callable[[threading.Event], bool]:
    """As soon as the ledger holds something more: a revision, a release, a step, a message, a state."""
    before = told_by_ledger(root)

    def wait(stop: threading.Event) -> bool:
        while not stop.is_set():
            if told_by_ledger(root) != before:
                return True
            time.sleep(0.005)
        return False

    return wait


def told_by_ledger(root: Path) -> tuple[int, ...]:
    """The size of the ledger and of its log: they change with every commit."""
    paths = [root / "reports" / name for name in ("ledger.sqlite", "ledger.sqlite-wal")]
    return tuple(path.stat().st_size if path.exists() else -1 for path in paths)


def leave_alone(lives: ForkServerContext, office: Office) -> None:
    """Let the last runs come to their end; a person says of uncertain mail what they find in the mailbox."""
    assert office.server is not None
    for _ in range(3):
        start(lives, office).join(120)
        with office.desk(EVENING) as desk:
            uncertain = desk.ledger.messages(states=("uncertain",))
            for message in uncertain:
                came = [str(each["Message-ID"]) for each in office.server.mailbox(message.recipient)]
                resolve(desk.ledger, message.message_id, arrived=message.message_id in came, now=EVENING)
        if not uncertain:
            return


def judge(office: Office) -> None:
    """Each report is in each right mailbox once, nothing is elsewhere, and the ledger says so."""
    assert office.server is not None
    for address, files in ((HOANG, 2), (BE, 2), (RI, 2)):
        messages = office.server.mailbox(address)
        assert len(messages) == 1, (address, [str(each["Subject"]) for each in messages])
        assert len(list(messages[0].iter_attachments())) == files
    ids = [str(message["Message-ID"]) for message in office.server.mailbox(OPERATOR)]
    assert len(ids) == len(set(ids))
    assert {to for to, _ in office.server.received} == {HOANG, BE, RI, OPERATOR}
    with open_ledger(office.root) as ledger:
        assert {each.state for each in ledger.messages()} == {"sent"}
        for name in ledger.edition_names():
            assert [each.number for each in ledger.revisions(name)] == [1]
            assert [each.act for each in ledger.decisions(name)] == ["release"]
        assert ledger.step("half-year", "2022-H1", "render") is not None
