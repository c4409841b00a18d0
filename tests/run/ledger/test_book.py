"""The ledger: what it remembers, and that a damaged, lost, newer or locked one is refused and never made anew."""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from tests.run.ledger.ledgers import filled
from thidua.errors import ConfigError, DeliveryError
from thidua.run.ledger import file as ledgers
from thidua.run.ledger.book import Ledger, TakenOverError
from thidua.run.ledger.entries import Revision
from thidua.run.ledger.faults import KEPT, LEDGER
from thidua.run.ledger.file import keep_copy, open_ledger
from thidua.run.ledger.seal import SEAL

NOW = datetime(2023, 6, 20, 8, 0, tzinfo=UTC)
EDITION = "illustrative/2023-H1/huyen-ba-be/district"


def add(ledger: Ledger, *, edition: str = EDITION, at: datetime = NOW, **files: str) -> Revision:
    return ledger.add_revision(edition, key="k", snapshot="s", files=files or {"pdf": "p1"}, at=at)


def plan(ledger: Ledger, message_id: str, *, to: str = "a@x.example", number: int = 1, purpose: str = "report") -> bool:
    return ledger.plan_message(
        message_id,
        pack="illustrative/2023-H1",
        purpose=purpose,
        recipient=to,
        subject="Báo cáo",
        sha256="h",
        items=[(EDITION, number)],
        at=NOW,
    )


def test_the_same_files_are_the_same_revision(tmp_path):
    """A rebuild that changed nothing must not look like something new to send."""
    with open_ledger(tmp_path) as ledger:
        first = add(ledger, html="h1", pdf="p1")
        again = add(ledger, html="h1", pdf="p1", at=NOW + timedelta(days=1))

    assert again == first
    assert (first.number, first.made_at) == (1, NOW)


def test_another_notebook_alone_is_no_new_revision(tmp_path):
    """The notebook notes what it was made from; people read the other files."""
    with open_ledger(tmp_path) as ledger:
        first = add(ledger, ipynb="n1", pdf="p1")
        again = add(ledger, ipynb="n2", pdf="p1")

    assert (again.number, again.files["ipynb"]) == (1, "n2")
    assert again.content_hash == first.content_hash


def test_a_further_format_joins_the_last_revision(tmp_path):
    """A workbook made later belongs to the pages that are there, and what a release seals is then more than before."""
    with open_ledger(tmp_path) as ledger:
        first = add(ledger, pdf="p1")
        joined = add(ledger, xlsx="x1")

    assert joined.number == 1
    assert joined.files == {"pdf": "p1", "xlsx": "x1"}
    assert joined.content_hash != first.content_hash


def test_changed_files_are_a_new_revision_and_the_old_one_stays(tmp_path):
    """Also when they change back: the numbers tell the order of what people saw."""
    with open_ledger(tmp_path) as ledger:
        for content in ("p1", "p2", "p1"):
            add(ledger, pdf=content)
        numbers = [(each.number, each.files["pdf"]) for each in ledger.revisions(EDITION)]

        assert numbers == [(1, "p1"), (2, "p2"), (3, "p1")]
        assert ledger.revision(EDITION, 2) == ledger.revisions(EDITION)[1]
        assert ledger.revision(EDITION) == ledger.revisions(EDITION)[2]
        assert ledger.revision("illustrative/2023-H1/huyen-na-ri/district") is None


def test_the_last_decision_says_whether_an_edition_is_released(tmp_path):
    """A release is in force until it is withdrawn; every decision stays on record with who and why."""
    with open_ledger(tmp_path) as ledger:
        revision = add(ledger)
        assert ledger.released(EDITION) is None
        released = ledger.decide(revision, "release", by="Nguyễn Thị Hạnh", note="đã rà soát", at=NOW)
        assert ledger.released(EDITION) == released
        ledger.decide(revision, "withdraw", by="Nguyễn Thị Hạnh", note="sai số liệu'; DROP TABLE decisions;--", at=NOW)
        assert ledger.released(EDITION) is None

        assert [(each.act, each.content_hash) for each in ledger.decisions(EDITION)] == [
            ("release", revision.content_hash),
            ("withdraw", revision.content_hash),
        ]


def test_a_decision_on_a_revision_that_is_not_there_is_a_mistake_of_the_program(tmp_path):
    """It keeps its traceback: nobody is told that the ledger is damaged."""
    with open_ledger(tmp_path) as ledger:
        revision = add(ledger)
    with pytest.raises(sqlite3.IntegrityError), open_ledger(tmp_path) as ledger:
        ledger.decide(replace(revision, number=7), "release", by="x", note="", at=NOW)


def test_a_step_is_taken_once(tmp_path):
    """The second scheduler of the same night changes neither time nor note."""
    with open_ledger(tmp_path) as ledger:
        ledger.take_step("half-year", "2023-H1", "render", note="first", at=NOW)
        ledger.take_step("half-year", "2023-H1", "render", note="second", at=NOW + timedelta(hours=1))
        step = ledger.step("half-year", "2023-H1", "render")

        assert step is not None
        assert (step.note, step.at) == ("first", NOW)
        assert ledger.step("half-year", "2023-H2", "render") is None


def test_one_revision_is_planned_once_for_one_address_and_purpose(tmp_path):
    """Whatever message carries it; another address, purpose or revision is another matter."""
    with open_ledger(tmp_path) as ledger:
        assert plan(ledger, "<1@x>")
        assert not plan(ledger, "<1@x>", to="b@x.example")
        assert not plan(ledger, "<2@x>")
        assert ledger.message("<2@x>") is None
        assert plan(ledger, "<3@x>", to="b@x.example")
        assert plan(ledger, "<4@x>", number=2)
        assert plan(ledger, "<5@x>", purpose="reminder")

        assert [each.message_id for each in ledger.messages()] == ["<1@x>", "<3@x>", "<4@x>", "<5@x>"]
        assert ledger.has_item("a@x.example", EDITION, 1)


def test_a_message_that_shares_one_item_is_refused_whole(tmp_path):
    """No half of it stays behind that would keep the rest from ever being sent."""
    other = EDITION.replace("ba-be", "na-ri")
    with open_ledger(tmp_path) as ledger:
        plan(ledger, "<1@x>")
        known = ledger.plan_message(
            "<2@x>", pack="p", purpose="report", recipient="a@x.example", subject="s", sha256="h",
            items=[(other, 1), (EDITION, 1)], at=NOW,
        )  # fmt: skip

        assert not known
        assert not ledger.has_item("a@x.example", other, 1)


def test_a_cancelled_message_may_be_planned_again(tmp_path):
    """What was withdrawn before it was sent goes after a new release."""
    with open_ledger(tmp_path) as ledger:
        plan(ledger, "<1@x>")
        ledger.cancel("<1@x>", at=NOW, why="withdrawn")
        assert ledger.messages(states=("cancelled",))[0].items == ()
        assert plan(ledger, "<1@x>")
        assert ledger.messages()[0].state == "planned"


def test_the_life_of_a_message_is_kept(tmp_path):
    """Tries are counted when one begins; only what a server took counts as received."""
    with open_ledger(tmp_path) as ledger:
        plan(ledger, "<1@x>")
        for state, answer in (("sending", ""), ("deferred", "450 later"), ("sending", ""), ("handed", "")):
            ledger.mark("<1@x>", state, at=NOW, answer=answer)
        assert ledger.received_revision("a@x.example", EDITION) is None
        ledger.mark("<1@x>", "sent", at=NOW + timedelta(minutes=1), answer="250 ok")

        [message] = ledger.messages(pack="illustrative/2023-H1", states=("sent",))
        assert (message.tries, message.answer, message.at) == (2, "250 ok", NOW + timedelta(minutes=1))
        assert ledger.addresses(EDITION, 1) == ["a@x.example"]
        assert ledger.received_revision("a@x.example", EDITION) == 1


def test_a_copy_is_kept_of_every_change_also_when_the_run_ends_in_an_error(tmp_path):
    """A mail server that stops a run must not leave the copy without the mails that went before."""
    reports = tmp_path / "reports"
    with open_ledger(tmp_path) as ledger:
        plan(ledger, "<1@x>")
    before = (reports / KEPT).stat().st_mtime_ns
    with open_ledger(tmp_path):
        pass
    assert (reports / KEPT).stat().st_mtime_ns == before

    def one_sent_and_then_trouble() -> None:
        with open_ledger(tmp_path) as ledger:
            for state in ("sending", "handed", "sent"):
                ledger.mark("<1@x>", state, at=NOW)
            raise DeliveryError("no more")

    with pytest.raises(DeliveryError, match="no more"):
        one_sent_and_then_trouble()

    shutil.copy(reports / KEPT, reports / LEDGER)
    with open_ledger(tmp_path) as ledger:
        assert ledger.messages()[0].state == "sent"
    assert {path.name for path in reports.iterdir()} == {LEDGER, KEPT, SEAL}


def overwrite_header(path: Path) -> None:
    path.write_bytes(b"x" * 100 + path.read_bytes()[100:])


def overwrite_middle(path: Path) -> None:
    content = bytearray(path.read_bytes())
    content[len(content) // 2 : len(content) // 2 + 8192] = b"\xa5" * 8192
    path.write_bytes(content)


def cut_short(path: Path) -> None:
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])


def empty(path: Path) -> None:
    path.write_bytes(b"")


def blank(path: Path) -> None:
    """A database without a table."""
    path.unlink()
    connection = sqlite3.connect(path)
    connection.execute("VACUUM")
    connection.close()


@pytest.mark.parametrize(
    ("harm", "words"),
    [
        (overwrite_header, "is damaged"),
        (overwrite_middle, "is damaged"),
        (cut_short, "is damaged"),
        (empty, "is empty"),
        (blank, "is empty"),
        (Path.unlink, "is gone"),
    ],
)
def test_a_damaged_or_lost_ledger_is_refused_with_the_remedy_which_works(harm: Callable[[Path], None], words, tmp_path):
    """Made anew in silence, it would let everything that was mailed go out again."""
    path = filled(tmp_path)
    copy = path.with_name(KEPT)
    content = copy.read_bytes()
    harm(path)

    for _ in range(2):
        with pytest.raises(ConfigError, match=rf"^reports/ledger.sqlite {words}.*") as raised, open_ledger(tmp_path):
            pass
        assert "copy reports/ledger.kept.sqlite (of " in str(raised.value)
        assert str(raised.value).isprintable()
    assert copy.read_bytes() == content

    for leftover in path.parent.glob(f"{LEDGER}-*"):
        leftover.unlink()
    shutil.copy(copy, path)
    with open_ledger(tmp_path) as ledger:
        assert ledger.revision("illustrative/2023-H1/unit-29/district") is not None


def test_a_damaged_ledger_without_a_copy_says_what_beginning_anew_means(tmp_path):
    """The operator decides, knowing that mails may go again."""
    path = filled(tmp_path)
    path.with_name(KEPT).unlink()
    overwrite_header(path)

    with pytest.raises(ConfigError, match=r"no copy of it.*may be mailed again"), open_ledger(tmp_path):
        pass


def test_a_damaged_ledger_is_not_copied_over_its_sound_copy(tmp_path):
    """The copy is what one goes back to: a new one is looked over before it takes the place of the last."""
    path = filled(tmp_path)
    content = path.with_name(KEPT).read_bytes()
    overwrite_middle(path)
    connection = sqlite3.connect(path)

    with pytest.raises(sqlite3.DatabaseError):
        keep_copy(connection, path.with_name(KEPT))
    connection.close()

    assert path.with_name(KEPT).read_bytes() == content
    assert list(path.parent.glob("*.aside")) == []


def test_an_address_in_other_letters_is_the_same_address(tmp_path):
    """Somebody writes a name with a capital into reports.toml: the report went there already."""
    with open_ledger(tmp_path) as ledger:
        assert plan(ledger, "<1@x>", to="Ba.Be@x.example")
        assert not plan(ledger, "<2@x>", to="ba.be@X.example")
        assert ledger.has_item("BA.BE@x.example", EDITION, 1)


def test_a_runner_that_was_overtaken_notes_nothing_more(tmp_path):
    """It was thought dead, or goes on elsewhere: what it would note now, the new one does not know."""
    with open_ledger(tmp_path) as first, open_ledger(tmp_path) as second:
        add(first)
        taken = second.begin(host="may-b", boot="1", by="Nguyễn Thị Hạnh", doing="send", at=NOW)
        plan(second, "<1@x>")
        with pytest.raises(TakenOverError, match="another run took reports/ over on may-b, by Nguyễn Thị Hạnh"):
            first.mark("<1@x>", "sending", at=NOW)

        assert second.messages()[0].state == "planned"
        assert second.runner().changes == taken.changes + 1


def test_a_ledger_of_a_newer_version_is_left_alone(tmp_path):
    """An old program does not know what a new one has noted."""
    path = filled(tmp_path)
    connection = sqlite3.connect(path)
    connection.execute("PRAGMA user_version = 99")
    connection.close()

    with pytest.raises(ConfigError, match="newer version"), open_ledger(tmp_path):
        pass


def test_a_ledger_held_by_another_program_is_waited_for_and_then_named(tmp_path, monkeypatch):
    """A viewer left open with a change in it must not end in a word of SQLite's."""
    monkeypatch.setattr(ledgers, "PATIENCE_SECONDS", 0.05)
    path = filled(tmp_path)
    other = sqlite3.connect(path)
    other.execute("BEGIN IMMEDIATE")
    try:
        with pytest.raises(ConfigError, match="another program holds it; close that"), open_ledger(tmp_path) as ledger:
            add(ledger)
    finally:
        other.close()


WRITER = """
import sys
from datetime import UTC, datetime
from pathlib import Path
from thidua.run.ledger.file import open_ledger
now = datetime(2023, 6, 20, 8, 0, tzinfo=UTC)
for number in range(15):
    with open_ledger(Path(sys.argv[1])) as ledger:
        ledger.add_revision("e", key="k", snapshot="s", files={"pdf": f"{sys.argv[2]}-{number}"}, at=now)
        ledger.plan_message(f"<{sys.argv[2]}-{number}@x>", pack="p", purpose="report", recipient="a@x.example",
                            subject="s", sha256="h", items=[("e", number)], at=now)
"""


def test_two_programs_that_write_at_once_lose_nothing(tmp_path):
    """A person releases while the scheduler runs: both are noted, one after the other."""
    running = [
        subprocess.Popen(
            [sys.executable, "-c", WRITER, str(tmp_path), name], env=dict(os.environ), stderr=subprocess.PIPE
        )
        for name in ("one", "two")
    ]
    said = [process.communicate()[1].decode() for process in running]
    assert said == ["", ""]

    with open_ledger(tmp_path) as ledger:
        assert [each.number for each in ledger.revisions("e")] == list(range(1, 31))
        assert sorted(message.items[0][1] for message in ledger.messages()) == list(range(15))
