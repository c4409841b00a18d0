"""A command that is killed fifty times, wherever it happens to be, ends where one that was left alone ends."""

from __future__ import annotations

import os
import random
import shutil
import signal
import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import cycle
from multiprocessing.process import BaseProcess
from pathlib import Path

import pytest

from tests.deliver.commands import begin_in_group
from tests.deliver.mail.mailserver import MailServer, nobody_minds
from tests.deliver.office import (
    BA_BE,
    BE,
    HALF,
    HOANG,
    NA_RI,
    OPERATOR,
    RI,
    Office,
    open_office,
    write_settings,
)
from thidua.run.ledger.file import open_ledger

pytestmark = pytest.mark.long

EVENING_DAY = "2022-06-20"
PLACES = ("on_rcpt", "on_data", "before_answer")
"""In the conversation with the server: at RCPT, at DATA, between the last line of a message and its answer."""
WHERES = ("time", "ledger", *PLACES)
"""Any time; when the ledger grows."""
KILLS_AT_EACH = 2
"""In each of five tests, which run side by side: of `send` thirty in all, of `due` twenty; of a build forty and of its
runner alone ten more are killed elsewhere, a hundred in all."""


@dataclass(frozen=True)
class Command:
    """What is killed: a command, and the most seconds after which it is killed at any time."""

    words: tuple[str, ...]
    seconds: float


DUE = Command(("due", "--on", EVENING_DAY, "--jobs", "1"), 3)
SEND = Command(("send", "2022-H1"), 1)


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


@pytest.fixture(scope="module")
def released(rendered: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An office whose set was rendered and is released by a person."""
    root = tmp_path_factory.mktemp("released") / "office"
    shutil.copytree(rendered, root)
    Office(root).run("release", "2022-H1", "--by", "Bà Hoàng")
    return root


@pytest.mark.parametrize("seed", [20220620, 20221220, 20230620])
def test_thirty_kills_of_send_end_as_one_run_does(tmp_path: Path, released: Path, post_office: MailServer, seed: int):
    """Killed before and after it writes, and inside the conversation."""
    kill_again_and_again(SEND, [released], tmp_path, post_office, random.Random(seed))


@pytest.mark.parametrize("seed", [20220620, 20221220])
def test_twenty_kills_of_due_end_as_one_run_does(
    tmp_path: Path, begun: Path, built: Path, post_office: MailServer, seed: int
):
    """Killed while it renders, between render and release, release and mail, and inside the conversation."""
    kill_again_and_again(DUE, [begun, built, built, built], tmp_path, post_office, random.Random(seed))


def kill_again_and_again(
    command: Command, beginnings: Sequence[Path], tmp_path: Path, post_office: MailServer, chance: random.Random
) -> None:
    """Kill a command so often at each place, in offices that begin as these, and judge how each of them ends."""
    to_come = list(WHERES) * KILLS_AT_EACH
    chance.shuffle(to_come)
    for number, beginning in enumerate(cycle(beginnings), start=1):
        post_office.forget()
        office = Office(tmp_path / f"office-{number}", post_office)
        shutil.copytree(beginning, office.root)
        write_settings(office.root, post_office, auto_release=True)
        while to_come and live(office, command, to_come[-1], chance) == -signal.SIGKILL:
            to_come.pop()
        leave_alone(office, command)
        judge(office, command)
        if not to_come:
            return


def live(office: Office, command: Command, where: str, chance: random.Random) -> int:
    """Run it, and kill it there unless it comes to its end before; its exit status, negative for a signal."""
    running = start(office, command)
    assert office.server is not None
    assert running.pid is not None
    stop = threading.Event()
    watcher = None
    if where in PLACES:
        kill_at(office.server, where, chance.randint(1, 3), running.pid)
    else:
        at_any_time = timer(chance.uniform(0, command.seconds))
        wait = at_any_time if where == "time" else until_ledger_grows(office.root, chance.randint(1, 4))
        watcher = threading.Thread(target=kill_when, args=(wait, stop, running.pid))
        watcher.start()
    running.join(120)
    stop.set()
    if watcher is not None:
        watcher.join()
    for place in PLACES:
        setattr(office.server, place, nobody_minds)
    assert running.exitcode in (0, 1, -signal.SIGKILL), said(office)
    return int(running.exitcode)


def start(office: Office, command: Command) -> BaseProcess:
    """Begin one life, in a process that has the libraries imported."""
    assert office.server is not None
    return begin_in_group(office.root, command.words, office.environment, office.root / "said.txt")


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


def until_ledger_grows(root: Path, nth: int) -> Callable[[threading.Event], bool]:
    """As soon as the ledger holds something more for the n-th time: a revision, a release, a step, a message."""
    seen = {told_by_ledger(root)}

    def wait(stop: threading.Event) -> bool:
        while not stop.is_set():
            seen.add(told_by_ledger(root))
            if len(seen) > nth:
                return True
            time.sleep(0.005)
        return False

    return wait


def told_by_ledger(root: Path) -> tuple[int, ...]:
    """The size of the ledger and of its log: they change with every commit."""
    paths = [root / "reports" / name for name in ("ledger.sqlite", "ledger.sqlite-wal")]
    return tuple(path.stat().st_size if path.exists() else -1 for path in paths)


def leave_alone(office: Office, command: Command) -> None:
    """Let the last runs come to their end; a person says of uncertain mail what they find in the mailbox."""
    assert office.server is not None
    for _ in range(3):
        running = start(office, command)
        running.join(120)
        with office.ledger() as ledger:
            uncertain = ledger.messages(states=("uncertain",))
        assert running.exitcode in ((0, 1) if uncertain else (0,)), (running.exitcode, said(office))
        if not uncertain:
            return
        for message in uncertain:
            came = [str(each["Message-ID"]) for each in office.server.mailbox(message.recipient)]
            office.run("send", "--arrived" if message.message_id in came else "--again", message.message_id)
    pytest.fail(f"after three runs a mail is still uncertain: {said(office)}")


def said(office: Office) -> str:
    """What every life of the command has said in this office."""
    return (office.root / "said.txt").read_text(encoding="utf-8")


def judge(office: Office, command: Command) -> None:
    """Each report is in each right mailbox once, nothing is elsewhere, and the ledger says so."""
    assert office.server is not None
    for address, files in ((HOANG, 2), (BE, 2), (RI, 2)):
        messages = office.server.mailbox(address)
        assert len(messages) == 1, (address, [str(each["Subject"]) for each in messages], said(office))
        assert len(list(messages[0].iter_attachments())) == files
    ids = [str(message["Message-ID"]) for message in office.server.mailbox(OPERATOR)]
    assert len(ids) == len(set(ids))
    told = {OPERATOR} if command is DUE or ids else set()
    assert {to for to, _ in office.server.received} == {HOANG, BE, RI} | told
    with open_ledger(office.root) as ledger:
        assert {each.state for each in ledger.messages()} == {"sent"}, said(office)
        for name in ledger.edition_names():
            assert [each.number for each in ledger.revisions(name)] == [1]
            assert [each.act for each in ledger.decisions(name)] == ["release"]
        assert ledger.step("half-year", "2022-H1", "render") is not None
