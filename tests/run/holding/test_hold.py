"""One machine at a time writes, and a clock goes on from the last time, unless a person decides otherwise."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from tests.run.ledger.ledgers import NOW, fill
from thidua.errors import ConfigError
from thidua.run.holding import machine
from thidua.run.holding.hold import hold
from thidua.run.holding.machine import this_boot, this_host
from thidua.run.holding.taking import HeldElsewhereError
from thidua.run.ledger.book import Ledger, TakenOverError
from thidua.run.ledger.file import open_ledger
from thidua.run.ledger.seal import SEAL, SealFile


class Machine:
    """One of several machines that run on one folder, with its own clock."""

    def __init__(self, root: Path, monkeypatch: pytest.MonkeyPatch, name: str):
        self.root, self.monkeypatch, self.name = root, monkeypatch, name
        self.clock = NOW
        self.told: list[str] = []

    @contextmanager
    def holding(self, take_over: str | None = None) -> Iterator[Ledger]:
        self.monkeypatch.setenv("THIDUA_HOST", self.name)
        with hold(self.root, "send", now=lambda: self.clock, tell=self.told.append, take_over=take_over) as ledger:
            yield ledger

    def run(self, take_over: str | None = None, *, step: str = "render") -> None:
        """A command that notes one step."""
        with self.holding(take_over) as ledger:
            ledger.take_step(self.name, "2023-H1", step, note="", at=self.clock)


@pytest.fixture
def machines(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> tuple[Machine, Machine]:
    """Two machines on one share."""
    return Machine(tmp_path, monkeypatch, "may-a"), Machine(tmp_path, monkeypatch, "may-b")


def content(root: Path) -> dict[str, bytes]:
    """Every file of the folder."""
    return {path.name: path.read_bytes() for path in sorted((root / "reports").iterdir()) if path.is_file()}


def test_the_first_machine_holds_the_folder_and_goes_on(machines):
    """Since when, and when it was last at work, stands in the ledger."""
    first, _ = machines
    first.run()
    first.clock += timedelta(hours=5)
    first.run(step="mail")

    with open_ledger(first.root) as ledger:
        runner = ledger.runner()
    assert (runner.host, runner.boot, runner.by, runner.doing) == ("may-a", this_boot(), "", "send")
    assert (runner.since, runner.seen) == (NOW.isoformat(), first.clock.isoformat())
    assert first.told == []


@pytest.mark.parametrize("has_seal", [True, False])
def test_another_machine_is_refused_before_anything_is_changed(has_seal: bool, machines):
    """Both would mail everybody; also where the file beside the ledger is gone."""
    first, second = machines
    first.run()
    if not has_seal:
        (first.root / "reports" / SEAL).unlink()
    before = content(first.root)
    with pytest.raises(HeldElsewhereError) as refused:
        second.run()

    assert str(refused.value) == (
        'reports/ is held by the machine "may-a" since 20/06/2023 08:00, last at work there 20/06/2023 08:00; nothing '
        "was done here. See that nothing runs there any more, then take it over: --take-over NAME (who decides). If it "
        "is this machine under another name, name it in the environment variable THIDUA_HOST"
    )
    after = content(first.root)
    if not has_seal:
        after.pop(SEAL)  # it is made by whoever opens the ledger
    assert after == before


def test_a_person_takes_the_folder_over_and_the_old_machine_is_refused_from_then_on(machines):
    """Who decided, and when, stands in the ledger and is said."""
    first, second = machines
    first.run()
    second.clock += timedelta(hours=1)
    second.run(" Nguyễn Thị Hạnh ")
    second.run(step="mail")

    assert second.told == [
        "reports/ was taken over by Nguyễn Thị Hạnh on may-b on 20/06/2023 09:00; "
        'before, "may-a" held it since 20/06/2023 08:00, last at work 20/06/2023 08:00'
    ]
    with open_ledger(first.root) as ledger:
        runner = ledger.runner()
    assert (runner.host, runner.by, runner.since) == ("may-b", "Nguyễn Thị Hạnh", second.clock.isoformat())
    with pytest.raises(HeldElsewhereError, match=r'"may-b" since 20/06/2023 09:00'):
        first.run()


def test_a_run_that_was_overtaken_notes_and_asks_nothing_more(machines):
    """It goes on elsewhere although it was thought dead: its next note ends it."""
    first, second = machines

    def be_overtaken_at_work() -> None:
        with first.holding() as ledger:
            with pytest.raises(RuntimeError, match="is running here; waiting for it to end"):
                overtake_and_wait(second)
            with pytest.raises(TakenOverError):
                ledger.check_runner()
            ledger.take_step("x", "2023-H1", "mail", note="", at=NOW)

    with pytest.raises(TakenOverError, match="took reports/ over on may-b, by Bà Hạnh"):
        be_overtaken_at_work()

    with open_ledger(first.root) as ledger:
        assert ledger.step("x", "2023-H1", "mail") is None
        assert ledger.runner().host == "may-b"


def overtake_and_wait(other: Machine) -> None:
    """Take over, and stop where the lock of the run at work would be waited for."""

    def stop_waiting(line: str) -> None:
        if "waiting" in line:
            raise RuntimeError(line)

    other.monkeypatch.setenv("THIDUA_HOST", other.name)
    with hold(other.root, "send", now=lambda: other.clock, tell=stop_waiting, take_over="Bà Hạnh"):
        raise AssertionError("the lock was not waited for")


def test_two_who_take_over_at_once_are_not_both_let_in(machines):
    """Whoever began last holds it; the other one is told at its first note."""
    first, second = machines
    first.run()
    with open_ledger(first.root) as left, open_ledger(first.root) as right:
        right.begin(host="may-c", boot="1", by="Ông Dũng", doing="send", at=NOW)
        with pytest.raises(TakenOverError, match="may-c, by Ông Dũng"):
            left.begin(host=second.name, boot="1", by="Bà Hạnh", doing="send", at=NOW)


def test_taking_over_what_one_holds_is_not_needed_and_decides_nothing(machines):
    """A script that always says it would otherwise decide for a person on the next morning."""
    first, _ = machines
    first.run()
    first.run("Bà Hạnh", step="mail")

    assert first.told == ["--take-over was not needed: this machine holds reports/ already, or nobody does"]
    with open_ledger(first.root) as ledger:
        assert ledger.runner().by == ""


@pytest.mark.parametrize("name", ["", "  ", "Bà\nHạnh", "x" * 201])
def test_who_takes_over_has_a_name(name: str, machines):
    """It is what one asks about next year."""
    with pytest.raises(ConfigError, match=r"--take-over .* must name who decides, in one line"):
        machines[0].run(name)
    assert not (machines[0].root / "reports").exists()


def test_a_machine_that_was_started_anew_goes_on(machines, monkeypatch: pytest.MonkeyPatch):
    """A power cut: nobody has to decide anything."""
    first, _ = machines
    first.run()
    monkeypatch.setattr("thidua.run.holding.taking.this_boot", lambda: "another start")
    first.run(step="mail")

    with open_ledger(first.root) as ledger:
        runner = ledger.runner()
    assert (runner.host, runner.boot, runner.by, runner.since) == ("may-a", "another start", "", NOW.isoformat())


BEHIND = (
    r"^the clock of this machine says 18/06/2023 08:00, but reports/ was written to on 20/06/2023 08:00; nothing was "
    r"done. Set the clock; or, if it is right and that time was wrong, say so with --take-over NAME \(who decides\)$"
)


def test_a_clock_that_lies_behind_is_refused_until_it_is_set(machines):
    """What is released under it would stand before what it follows."""
    first, _ = machines
    first.run()
    before = content(first.root)
    first.clock -= timedelta(days=2)
    with pytest.raises(ConfigError, match=BEHIND):
        first.run(step="mail")
    assert content(first.root) == before

    first.clock += timedelta(days=1, minutes=1)  # as much as a zone may be wrong by
    first.run(step="mail")
    with open_ledger(first.root) as ledger:
        assert ledger.runner().seen == NOW.isoformat()  # nor does it creep back day by day


def test_a_ledger_of_an_earlier_program_is_held_against_what_it_notes(machines):
    """It knows no runner yet: the newest release or mail tells the time."""
    first, _ = machines
    with open_ledger(first.root) as ledger:
        fill(ledger, 2, messages=1)
    first.clock -= timedelta(days=2)

    with pytest.raises(ConfigError, match=BEHIND):
        first.run()


def test_where_the_ledgers_time_was_the_wrong_one_a_person_says_so_once(machines):
    """The clock stood ten years ahead for one evening; it is right again."""
    first, _ = machines
    first.clock = NOW + timedelta(days=3650)
    first.run()
    first.clock = NOW
    with pytest.raises(ConfigError, match=r"says 20/06/2023 08:00, but reports/ was written to on 17/06/2033 08:00"):
        first.run(step="mail")
    first.run("Bà Hạnh", step="mail")
    first.run(step="again")

    assert first.told[0].startswith("reports/ was taken over by Bà Hạnh on may-a on 20/06/2023 08:00; before, ")
    with open_ledger(first.root) as ledger:
        runner = ledger.runner()
        assert (runner.seen, runner.by) == (NOW.isoformat(), "Bà Hạnh")
        assert ledger.step("may-a", "2023-H1", "again") is not None


def test_a_machine_is_named_by_itself_or_by_its_environment(monkeypatch: pytest.MonkeyPatch):
    """A container has another name of its own at each start."""
    monkeypatch.delenv("THIDUA_HOST", raising=False)
    monkeypatch.setattr(machine.platform, "node", lambda: "may-c")
    assert this_host() == "may-c"
    monkeypatch.setenv("THIDUA_HOST", " văn phòng ")
    assert this_host() == "văn phòng"
    for wrong in ("", "hai\ndòng", "x" * 101):
        monkeypatch.setenv("THIDUA_HOST", wrong)
        with pytest.raises(ConfigError, match="which tells it from no other; name it in the environment variable"):
            this_host()


def test_the_start_of_a_machine_is_the_same_in_every_process(monkeypatch: pytest.MonkeyPatch, tmp_path: Path):
    """Also where the system draws no id for it."""
    command = [sys.executable, "-c", "from thidua.run.holding.machine import this_boot; print(this_boot())"]
    assert subprocess.run(command, capture_output=True, text=True, check=True).stdout.strip() == this_boot()

    monkeypatch.setattr(machine, "_BOOT", tmp_path / "none")
    assert datetime.fromtimestamp(int(this_boot())) < datetime.now()


def test_the_seal_names_who_holds_the_folder_for_machines_that_must_not_open_the_ledger(machines):
    """SQLite's files are for one machine at a time."""
    first, _ = machines
    with first.holding():
        at_work = SealFile(first.root / "reports" / SEAL).read()
        assert at_work is not None
        assert (at_work.host, at_work.sha256) == ("may-a", "")
    closed = SealFile(first.root / "reports" / SEAL).read()
    assert closed is not None
    assert (closed.host, len(closed.sha256)) == ("may-a", 64)
