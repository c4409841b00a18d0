"""Two machines on one share, by the real command: the second is refused, or takes over, and nothing goes twice."""

from __future__ import annotations

import os
import shutil
import subprocess
import threading
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from tests.deliver.commands import run_command
from tests.deliver.mail.mailserver import nobody_minds
from tests.deliver.office import BE, EVENING, HALF, HOANG, NA_RI, OPERATOR, RI, Office, at
from tests.run.ledger.readonly import run_read_only
from thidua.cli import cli
from thidua.cli.doing import build, due, release, review, status, working
from thidua.deliver.schedule.due import do_due
from thidua.run.holding.taking import HeldElsewhereError
from thidua.run.ledger.book import TakenOverError
from thidua.run.ledger.faults import LEDGER, LOG
from thidua.run.ledger.seal import SEAL

BY = ("--by", "Bà Hoàng")


def start(office: Office, host: str, *words: str) -> subprocess.Popen[str]:
    """Begin a command on a machine of this name."""
    command, environment = office.command(*words)
    return subprocess.Popen(
        command,
        cwd=office.root,
        env={**environment, "THIDUA_HOST": host},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        encoding="utf-8",
    )


def run(office: Office, host: str, *words: str) -> tuple[int, str, str]:
    """Run a command on a machine of this name to its end: exit status, what it printed, what it complained of."""
    done = run_command(office.root, words, {**office.environment, "THIDUA_HOST": host})
    return done.status, done.printed, done.problems


def content(root: Path) -> dict[str, tuple[int, bytes]]:
    """Every file of the project with its rights."""
    files = [path for path in sorted(root.rglob("*")) if path.is_file()]
    return {path.relative_to(root).as_posix(): (path.stat().st_mode, path.read_bytes()) for path in files}


def mailed(office: Office) -> list[str]:
    """Whose mailboxes got a report, in order."""
    assert office.server is not None
    return [to for to, _ in office.server.received if to != OPERATOR]


WORKING = [
    ("build", "--period", "2022-H1"),
    ("review", "2022-H1"),
    ("release", "2022-H1", *BY),
    ("withdraw", "2022-H1", *BY, "--why", "nhầm"),
    ("send",),
    ("send", "--dry-run"),
    ("due",),
    ("watch",),
    ("schedule", "install", "--cron", "--yes"),
]


@pytest.mark.long
def test_every_command_that_works_is_refused_on_a_second_machine_and_changes_nothing(
    posting: Office, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
):
    """A server and somebody's desktop were both told to run it."""
    assert run(posting, "may-a", "release", "2022-H1", *BY)[0] == 0
    status, printed, problems = run(posting, "may-b", "send")
    assert (status, printed) == (2, "")
    assert problems.startswith('error: reports/ is held by the machine "may-a" since ')
    assert problems.count("\n") == 1

    monkeypatch.chdir(posting.root)
    monkeypatch.setenv("THIDUA_HOST", "may-b")
    before = content(posting.root)
    for words in WORKING:
        with pytest.raises(HeldElsewhereError, match=r"--take-over NAME \(who decides\)"):
            cli.main(list(words), standalone_mode=False)
    assert content(posting.root) == before
    assert mailed(posting) == []
    assert capsys.readouterr().out == ""


@pytest.mark.long
def test_a_second_machine_takes_over_at_a_persons_word_and_the_first_is_refused(posting: Office):
    """Each mail once, whoever of them sends it."""
    assert run(posting, "may-a", "release", "2022-H1", *BY)[0] == 0
    status, printed, problems = run(posting, "may-b", "send", "--take-over", "Ông Dũng")
    assert (status, printed) == (0, "3 sent, 0 deferred, 0 refused, 0 uncertain\n")
    assert problems.startswith("reports/ was taken over by Ông Dũng on may-b on ")
    status, _, problems = run(posting, "may-a", "send")
    assert status == 2
    assert 'is held by the machine "may-b"' in problems

    assert mailed(posting) == [HOANG, BE, RI]
    told = run(posting, "may-a", "status")[1]
    assert told.startswith('held by the machine "may-b" since ')
    assert ", taken over by Ông Dũng; last command: send, " in told.splitlines()[0]
    assert run(posting, "may-b", "status")[1].startswith("held by this machine since ")


@pytest.fixture
def stopped(posting: Office) -> Iterator[tuple[Office, threading.Event, threading.Event]]:
    """An office whose mail server stops in the middle of the second mail: that it has, and that it may go on."""
    assert posting.server is not None
    reached, goes_on = threading.Event(), threading.Event()

    def stop(recipient: str) -> None:
        if recipient == BE:
            reached.set()
            goes_on.wait(60)

    posting.server.on_data = stop
    yield posting, reached, goes_on
    goes_on.set()
    posting.server.on_data = nobody_minds


@pytest.mark.long
def test_a_machine_that_is_overtaken_in_the_middle_of_a_mail_mails_nothing_more(stopped):
    """It was thought dead. Its next note ends it, before the last line of the mail at hand has gone."""
    office, reached, goes_on = stopped
    assert run(office, "may-a", "release", "2022-H1", *BY)[0] == 0
    first = start(office, "may-a", "send")
    assert reached.wait(60)
    second = start(office, "may-b", "send", "--take-over", "Ông Dũng")
    assert second.stderr is not None
    taken, waits = second.stderr.readline(), second.stderr.readline()
    assert taken.startswith("reports/ was taken over by Ông Dũng on may-b on ")
    assert waits.startswith('"send" of ')
    assert " on may-a, since " in waits
    goes_on.set()

    _, problem = first.communicate(timeout=120)
    printed, _ = second.communicate(timeout=120)
    assert first.returncode == 2
    assert problem.splitlines()[-1].startswith("error: another run took reports/ over on may-b, by Ông Dũng; ")
    assert "Traceback" not in problem
    assert (second.returncode, printed) == (0, "2 sent, 0 deferred, 0 refused, 0 uncertain\n")
    assert sorted(mailed(office)) == sorted([HOANG, BE, RI])
    with office.ledger() as ledger:
        assert {each.state for each in ledger.messages()} == {"sent"}


@pytest.mark.long
def test_a_word_given_when_the_watch_begins_is_not_given_again_at_night(
    posting: Office, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
):
    """Another machine took over meanwhile: this one is refused from then on, however it was started."""

    def two_nights(run_due: Callable[[], None], *, every_seconds: float, tell: Callable[[str], None]) -> None:
        run_due()
        with posting.ledger() as ledger:
            ledger.begin(host="may-c", boot="1", by="Bà Hạnh", doing="due", at=datetime.now(UTC))
        with pytest.raises(HeldElsewhereError, match='the machine "may-c"'):
            run_due()
        tell(f"asked twice, every {every_seconds:g} seconds")

    assert run(posting, "may-a", "review", "2022-H1")[0] == 0
    monkeypatch.chdir(posting.root)
    monkeypatch.setenv("THIDUA_HOST", "may-b")
    monkeypatch.setattr("thidua.cli.doing.watch.watch_clock", two_nights)
    cli.main(["watch", "--take-over", "Ông Dũng"], standalone_mode=False)

    problems = capsys.readouterr().err
    assert problems.startswith("reports/ was taken over by Ông Dũng on may-b on ")
    assert problems.endswith("asked twice, every 900 seconds\n")
    with posting.ledger() as ledger:
        assert ledger.runner().host == "may-c"


def test_a_set_that_is_rendered_when_another_machine_takes_over_is_not_published(office: Office):
    """Its steps are the other one's: nothing is noted, put in place or told to the operator."""
    with office.desk(at("2022-12-20 18:30")) as desk:
        with office.ledger() as ledger:
            ledger.begin(host="may-b", boot="1", by="Ông Dũng", doing="due", at=EVENING)
        with pytest.raises(TakenOverError, match="on may-b, by Ông Dũng"):
            do_due(desk, jobs=1)

    assert not list((office.root / "reports" / "thu" / "2022").rglob("thu.*"))
    with office.ledger() as ledger:
        assert ledger.step("year", "2022", "render") is None
        assert not [name for name in ledger.edition_names() if name.startswith("thu/2022/")]


READING = {
    ("status",): "thu/2022-H1/huyen-ba-be/thu  ready    1         released  -",
    ("list", "--period", "2022-H1"): "thu/2022-H1/huyen-ba-be/thu",
    ("due", "--dry-run"): f"would send to {RI}: ",
    ("build", "--period", "2022-H1", "--dry-run"): "current: thu/2022-H1/huyen-ba-be/thu",
}


def test_what_only_looks_works_in_a_read_only_folder_and_leaves_it_as_it_is(posting: Office):
    """A share that is mounted read-only, a copy on a stick, an account that may only read."""
    posting.run("release", "2022-H1", *BY)
    before = content(posting.root)
    for words, said in READING.items():
        done = run_read_only(posting.root, *words)
        assert (done.returncode, done.stderr) == (0, ""), words
        assert said in done.stdout
        assert content(posting.root) == before


def test_what_would_have_to_be_read_first_is_said_in_a_read_only_folder(posting: Office):
    """What came since can be kept nowhere: that edition is not current, and nobody can say more; no lock is named."""
    posting.receive(NA_RI, HALF, 5, on=date(2022, 6, 19), first=date(2022, 3, 2), version=2)
    before = content(posting.root)

    done = run_read_only(posting.root, "build", "--period", "2022-H1", "--dry-run")

    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith(
        "cannot be built (data/thu: its files, or how they are read, changed since they were "
    )
    assert "cannot be kept in snapshots/ (Read-only file system); run check or build where" in done.stdout
    assert content(posting.root) == before


@pytest.mark.long
def test_the_guard_of_that_test_guards(posting: Office):
    """A command that works fails under it with one line."""
    done = run_read_only(posting.root, "review", "2022-H1")

    assert done.returncode == 2
    assert "Read-only file system" in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="root may write into a read-only folder")
def test_status_works_where_the_system_itself_lets_nothing_be_written(posting: Office):
    """The same by the rights of the folder and the file."""
    reports = posting.root / "reports"
    (reports / LEDGER).chmod(0o400)
    reports.chmod(0o500)
    try:
        assert "huyen-ba-be" in posting.run("status")
    finally:
        reports.chmod(0o700)
        (reports / LEDGER).chmod(0o600)


@pytest.mark.long
def test_status_answers_while_another_machine_is_in_the_middle_of_a_mail(stopped):
    """It waits for no lock, and says what is under way; the files of the one at work stay as they are."""
    office, reached, goes_on = stopped
    assert run(office, "may-a", "release", "2022-H1", *BY)[0] == 0
    first = start(office, "may-a", "send")
    assert reached.wait(60)
    before = content(office.root)
    assert f"reports/{LOG}" in before
    for host in ("may-a", "may-b"):
        status, printed, problems = run(office, host, "status")
        assert (status, problems) == (0, "")
        assert "mail sending: babe@donvi.example" in printed
    assert content(office.root) == before
    goes_on.set()
    first.communicate(timeout=120)

    assert first.returncode == 0
    assert mailed(office) == [HOANG, BE, RI]


def test_status_says_that_nothing_was_built_and_makes_no_ledger(office: Office):
    """A new project, or the wrong folder."""
    shutil.rmtree(office.root / "reports")
    printed = office.run("status")

    assert printed.splitlines()[0] == "nothing was built yet: there is no ledger"
    assert not (office.root / "reports").exists()


def at_the_time(office: Office, monkeypatch: pytest.MonkeyPatch, now: datetime, *words: str) -> None:
    """Type a command in this process while the machine's clock says so."""
    monkeypatch.chdir(office.root)
    for module in (build, due, release, review, status, working):
        monkeypatch.setattr(module, "clock", lambda: now)
    # `working` and `desk_of` were given the real one as their usual value.
    for function in (working.working.__wrapped__, working.desk_of):
        monkeypatch.setitem(function.__kwdefaults__, "now", lambda: now)
    cli.main(list(words), standalone_mode=False)


def test_a_release_under_a_clock_of_the_past_decides_nothing(posting: Office, monkeypatch: pytest.MonkeyPatch):
    """It would stand before the reports that it releases."""
    posting.run("review", "2022-H1")
    past = datetime.now(UTC) - timedelta(days=400)
    with pytest.raises(Exception, match=r"^the clock of this machine says .* nothing was done. Set the clock; or, "):
        at_the_time(posting, monkeypatch, past, "release", "2022-H1", *BY)

    assert [each.decision for each in posting.states("2022-H1").values()] == [None, None]


@pytest.mark.long
def test_a_release_under_a_clock_of_the_future_mails_once_and_is_told(
    posting: Office, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
):
    """The clock stood ten years ahead; set right, nothing works until a person says which time was wrong."""
    ahead = datetime.now(UTC) + timedelta(days=3650)
    at_the_time(posting, monkeypatch, ahead, "release", "2022-H1", *BY)
    at_the_time(posting, monkeypatch, ahead, "send")
    assert mailed(posting) == [HOANG, BE, RI]

    said = posting.run("send", exit_status=2)
    assert f"but reports/ was written to on {ahead:%d/%m/%Y}" in said
    posting.run("send", "--take-over", "Ông Dũng")
    for words in (("due",), ("send", "2022-H1")):
        posting.run(*words)
    assert mailed(posting) == [HOANG, BE, RI]
    told = posting.run("status")
    assert f"a time that was noted lies ahead, {ahead:%d/%m/%Y}" in told
    assert "taken over by Ông Dũng" in told


def test_a_day_that_is_past_may_be_asked_for_at_any_time(posting: Office):
    """The clock of the runner is the real one, whatever day a command is about."""
    posting.run("review", "2022-H1")
    posting.run("due", "--on", f"{EVENING:%Y-%m-%d}")

    with posting.ledger() as ledger:
        assert datetime.fromisoformat(ledger.runner().seen) > EVENING + timedelta(days=365)
    assert (posting.root / "reports" / SEAL).exists()


@pytest.mark.long
def test_a_day_that_is_to_come_makes_no_clock_wrong(posting: Office):
    """Who asks for December in November knows it; the line is for a battery that ran out."""
    posting.run("release", "2022-H1", *BY)
    ahead = datetime.now(UTC) + timedelta(days=21)
    posting.run("due", "--on", f"{ahead:%Y-%m-%d}")
    with posting.ledger() as ledger:
        newest = ledger.newest_time()
        assert newest is not None
        assert newest > datetime.now(UTC)

    assert "lies ahead" not in posting.run("status")


@pytest.mark.long
def test_status_needs_no_name_of_the_machine_that_looks(posting: Office):
    """Whoever only looks holds nothing; what the next command will want is told apart."""
    run(posting, "may-a", "release", "2022-H1", *BY)
    status, printed, problems = run(posting, "", "status")

    assert (status, problems.count("\n")) == (0, 1)
    assert 'held by the machine "may-a" since' in printed
    assert "THIDUA_HOST" in problems


@pytest.mark.parametrize(
    ("words", "old", "new"),
    [
        (("status",), 'meeting = "07-10"', 'meeting = "02-30"'),
        (("status",), 'basis = "administrative"', 'basis = "school"'),
        (("status",), 'dataset = "thu"', 'dataset = "thuu"'),
        (("status", "--dataset", "thuu"), "", ""),
    ],
    ids=["meeting", "basis", "dataset", "asked for"],
)
def test_status_that_cannot_be_told_whole_is_one_line(posting: Office, words: tuple[str, ...], old: str, new: str):
    """Whoever reads the table first does not look for an error below it."""
    settings = posting.root / "reports.toml"
    settings.write_text(settings.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")

    status, printed, problems = run(posting, "may-a", *words)

    assert (status, printed) == (2, "")
    assert problems.startswith("error: ")
    assert problems.count("\n") == 1
