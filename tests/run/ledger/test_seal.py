"""The file beside the ledger: faults and lost changes that SQLite alone would not tell are found, and no others."""

from __future__ import annotations

import os
import random
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
from collections import Counter
from pathlib import Path

import pytest

from tests.run.ledger.ledgers import NOW, edition_name, fill, filled
from thidua.errors import ConfigError
from thidua.run.ledger import file as ledger_file
from thidua.run.ledger.faults import KEPT, LEDGER, LOG
from thidua.run.ledger.file import open_ledger
from thidua.run.ledger.seal import SEAL, Seal, SealFile, hash_of_file

LEAF_OF_INDEX, LEAF_OF_TABLE = 10, 13
"""The first byte of a page of SQLite's file format, section 1.6."""


def seal_at(path: Path) -> Seal:
    seal = SealFile(path.with_name(SEAL)).read()
    assert seal is not None
    return seal


def test_a_ledger_is_sealed_whenever_it_is_closed(tmp_path: Path):
    """The seal is what the next run holds the file against."""
    path = filled(tmp_path)
    with open_ledger(tmp_path) as ledger:
        ledger.begin(host="may-a", boot="1", by="", doing="build", at=NOW)
        changes = ledger.runner().changes
    written = NOW.isoformat()

    assert seal_at(path) == Seal(changes, hash_of_file(path), "may-a", written, written)
    before = path.with_name(SEAL).stat().st_mtime_ns
    with open_ledger(tmp_path):
        pass
    assert path.with_name(SEAL).stat().st_mtime_ns == before


def pages(path: Path, kind: int) -> list[tuple[int, int]]:
    """Begin and end of what the pages of a kind hold, as places in the file."""
    content = path.read_bytes()
    size = int.from_bytes(content[16:18], "big")
    found = []
    for begin in range(size, len(content), size):
        if content[begin] == kind:
            found.append((begin + int.from_bytes(content[begin + 5 : begin + 7], "big"), begin + size))
    return [(begin, end) for begin, end in found if begin < end]


def dense(root: Path) -> Path:
    """A filled ledger without unused places between its rows, where a fault would mean nothing."""
    with open_ledger(root) as ledger:
        fill(ledger, 20, messages=20)
        ledger._sql.execute("VACUUM")
    return root / "reports" / LEDGER


@pytest.mark.parametrize("kind", [LEAF_OF_INDEX, LEAF_OF_TABLE])
def test_a_bit_that_turned_over_in_an_index_or_a_row_is_refused_with_the_remedy(kind: int, tmp_path: Path):
    """An index that lacks an entry lets a mail go twice; a letter that changed in an address sends it elsewhere."""
    path = dense(tmp_path)
    content, copy, seal = path.read_bytes(), path.with_name(KEPT).read_bytes(), path.with_name(SEAL).read_bytes()
    chance = random.Random(kind)
    missed_by_quick_check = 0
    for _ in range(40):
        begin, end = chance.choice(pages(path, kind))
        place, bit = chance.randrange(begin, end), 1 << chance.randrange(8)
        path.write_bytes(content[:place] + bytes([content[place] ^ bit]) + content[place + 1 :])
        missed_by_quick_check += passes_quick_check(path)
        with pytest.raises(ConfigError, match=r"is damaged .*copy reports/ledger.kept.sqlite"), open_ledger(tmp_path):
            pass
        path.write_bytes(content)

    assert missed_by_quick_check >= 10
    assert (path.with_name(KEPT).read_bytes(), path.with_name(SEAL).read_bytes()) == (copy, seal)
    with open_ledger(tmp_path) as ledger:
        assert len(ledger.messages()) == 20


def passes_quick_check(path: Path) -> bool:
    """Whether the check that was made before would have let a ledger pass."""
    connection = sqlite3.connect(f"{path.as_uri()}?immutable=1", uri=True)
    try:
        return connection.execute("PRAGMA quick_check").fetchone() == ("ok",)
    except sqlite3.DatabaseError:
        return False
    finally:
        connection.close()


def test_another_program_that_changes_no_word_is_no_fault(tmp_path: Path):
    """A viewer packs the file anew: other bytes, the same ledger."""
    path = dense(tmp_path)
    connection = sqlite3.connect(path)
    connection.execute("PRAGMA page_size = 8192")
    connection.execute("PRAGMA journal_mode = DELETE")
    connection.execute("VACUUM")
    connection.close()
    assert hash_of_file(path) != seal_at(path).sha256

    with open_ledger(tmp_path) as ledger:
        assert len(ledger.messages()) == 20
    assert hash_of_file(path) == seal_at(path).sha256


def test_a_change_that_a_person_made_by_hand_is_told_and_accepted_at_their_word(tmp_path: Path):
    """The message says how, and following it works."""
    path = filled(tmp_path, messages=1)
    connection = sqlite3.connect(path)
    connection.execute("UPDATE messages SET subject = 'Báo cáo khác'")
    connection.commit()
    connection.close()

    words = "something in its messages is not as it was .* on purpose, delete reports/ledger.seal and try again"
    with pytest.raises(ConfigError, match=words), open_ledger(tmp_path):
        pass
    (tmp_path / "reports" / "ledger.seal").unlink()
    with open_ledger(tmp_path) as ledger:
        assert ledger.messages()[0].subject == "Báo cáo khác"


WRITER = """
import itertools, sys
from datetime import UTC, datetime
from pathlib import Path
from thidua.run.ledger.file import open_ledger
now = datetime(2023, 6, 20, 8, 0, tzinfo=UTC)
for life in itertools.count():
    with open_ledger(Path(sys.argv[1])) as ledger:
        for number in range(int(sys.argv[2])):
            ledger.take_step("s", "2023-H1", f"{life}-{number}", note="", at=now)
            print(ledger.runner().changes, flush=True)
"""
"""Opens, writes and closes for ever, and says of each change that it is on the disk."""


def written_until_killed(root: Path, *, many: int, seconds: float | None = None, lines: int = 0) -> int:
    """Let a writer be killed after so many changes, or so many seconds after the first; the last that it told."""
    command = [sys.executable, "-c", WRITER, str(root), str(many)]
    running = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    assert running.stdout is not None
    said = [running.stdout.readline() for _ in range(max(lines, 1))]
    if seconds is not None:
        time.sleep(seconds)
    running.kill()
    rest, problem = running.communicate()
    assert problem == ""
    return int([line for line in "".join([*said, rest]).splitlines(keepends=True) if line.endswith("\n")][-1])


def killed_while_open(root: Path) -> Path:
    """A ledger whose last thirty changes and more stand in its log alone; its log."""
    filled(root)
    written_until_killed(root, many=10**9, lines=30)
    log = root / "reports" / LOG
    assert log.stat().st_size > 0
    return log


def steps(root: Path) -> int:
    with open_ledger(root) as ledger:
        return int(ledger._sql.execute("SELECT count(*) FROM steps").fetchone()[0])


def test_a_lost_log_is_refused_until_it_is_put_back(tmp_path: Path):
    """Somebody tidied up what looked like a temporary file: what was mailed last would be mailed again."""
    log = killed_while_open(tmp_path)
    content = log.read_bytes()
    log.unlink()
    for _ in range(2):
        with pytest.raises(ConfigError, match=r"^reports/ledger.sqlite lacks the last \d+ changes: its file "):
            steps(tmp_path)
        assert not log.exists()

    log.write_bytes(content)
    assert steps(tmp_path) >= 30


def test_a_lost_log_is_done_without_at_a_persons_word(tmp_path: Path):
    """The message says what that means and what to delete; nothing else is needed."""
    log = killed_while_open(tmp_path)
    log.unlink()
    words = "instead of mailing it again, then delete reports/ledger.seal and"
    with pytest.raises(ConfigError, match=words):
        steps(tmp_path)

    (tmp_path / "reports" / "ledger.seal").unlink()
    assert steps(tmp_path) == 0


def test_where_the_copy_knows_more_than_what_is_left_it_is_the_way_out(tmp_path: Path):
    """An old ledger was put in the place of the one of today: the copy beside it is newer."""
    path = filled(tmp_path)
    old = path.read_bytes()
    with open_ledger(tmp_path) as ledger:
        ledger.take_step("s", "2023-H1", "render", note="", at=NOW)
    path.write_bytes(old)
    with pytest.raises(ConfigError, match=r"lacks the last 1 changes.*or go on without them: delete .*, copy ") as told:
        steps(tmp_path)

    restore_as_told(tmp_path, str(told.value))
    assert steps(tmp_path) == 1


def test_the_copy_of_an_earlier_day_takes_the_place_of_a_damaged_ledger_as_the_message_says(tmp_path: Path):
    """The copy lacks what was done since; whoever follows the message is not refused a second time for that."""
    log = killed_while_open(tmp_path)
    path = log.with_name(LEDGER)
    path.write_bytes(b"x" * 100 + path.read_bytes()[100:])
    with pytest.raises(ConfigError, match="is damaged") as told:
        steps(tmp_path)

    restore_as_told(tmp_path, str(told.value))
    assert steps(tmp_path) == 0
    with open_ledger(tmp_path) as ledger:
        assert ledger.revision(edition_name(29)) is not None


def restore_as_told(root: Path, message: str) -> None:
    """Do what the message says, with the names that stand in it."""
    words = (
        "delete reports/ledger.sqlite-wal and -shm and reports/ledger.seal if they are there "
        "(they belong to what is replaced), copy reports/ledger.kept.sqlite (of "
    )
    assert words in message
    assert ') over reports/ledger.sqlite, look for "mail handed" and' in message
    reports = root / "reports"
    for name in ("ledger.sqlite-wal", "ledger.sqlite-shm", "ledger.seal"):
        (reports / name).unlink(missing_ok=True)
    shutil.copy(reports / "ledger.kept.sqlite", reports / "ledger.sqlite")


def test_a_ledger_that_is_gone_is_not_made_anew_while_its_seal_is_there(tmp_path: Path):
    """The first run was killed before there was a copy, and then the ledger was lost."""
    path = filled(tmp_path)
    path.unlink()
    path.with_name(KEPT).unlink()
    with pytest.raises(ConfigError, match=r"is gone, which was changed .* move it and ledger.seal away to begin anew"):
        steps(tmp_path)

    path.with_name(SEAL).unlink()
    assert steps(tmp_path) == 0


@pytest.mark.parametrize("content", [b"", b"\0" * 200, b"changes: 99", "không phải".encode("utf-16")])
def test_a_seal_that_a_power_cut_spoilt_is_as_none(content: bytes, tmp_path: Path):
    """It asks for a closer look, and is made anew."""
    path = filled(tmp_path)
    path.with_name(SEAL).write_bytes(content)

    assert steps(tmp_path) == 0
    assert seal_at(path).sha256 == hash_of_file(path)


def test_a_ledger_without_a_seal_gets_one(tmp_path: Path):
    """As every ledger of an earlier program."""
    path = filled(tmp_path)
    path.with_name(SEAL).unlink()

    assert steps(tmp_path) == 0
    assert seal_at(path).sha256 == hash_of_file(path)


def test_the_seal_never_counts_what_is_not_on_the_disk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """A change that was taken back is not counted, and the count is written after the change."""
    filled(tmp_path)
    ahead: list[tuple[int, int]] = []
    count = SealFile.count

    def look_first(beside: SealFile, changes: int) -> None:
        copy = beside.path.with_name("look.sqlite")
        shutil.copy(beside.path.with_name(LEDGER), copy)
        shutil.copy(beside.path.with_name(LOG), f"{copy}-wal")
        connection = sqlite3.connect(copy)
        ahead.append((changes, connection.execute("SELECT changes FROM runner").fetchone()[0]))
        connection.close()
        count(beside, changes)

    monkeypatch.setattr(SealFile, "count", look_first)
    with open_ledger(tmp_path) as ledger:
        for message in ("<1@x>", "<2@x>"):  # the second carries the same: it is taken back
            ledger.plan_message(
                message, pack="p", purpose="report", recipient="a@x.example", subject="s", sha256="h",
                items=[("e", 1)], at=NOW,
            )  # fmt: skip

    assert len(ahead) == 2
    assert all(counted <= written for counted, written in ahead)


@pytest.mark.long
def test_no_kill_is_taken_for_a_loss(tmp_path: Path):
    """Fifty kills at any moment: each next run opens the ledger and finds all that was told to be on the disk."""
    chance = random.Random(11)
    where: Counter[bool] = Counter()
    for number in range(50):
        many = chance.choice((1, 3, 1000))
        told = written_until_killed(tmp_path, many=many, seconds=chance.uniform(0, 0.15))
        where[(tmp_path / "reports" / LOG).exists()] += 1
        with open_ledger(tmp_path) as ledger:
            assert ledger.runner().changes >= told, number
        for leftover in (tmp_path / "reports").glob("*.aside*"):
            leftover.unlink()
    assert where[True]


PAUSES = {
    "between a change and its count": ("thidua.run.ledger.seal", "SealFile.count"),
    "before the copy is put in place": ("thidua.run.ledger.file", "check_pages"),
    "between closing and sealing": ("thidua.run.ledger.file", "_seal"),
}
KILLED = """
import importlib, os, signal, sys
from datetime import UTC, datetime
from pathlib import Path
from thidua.run.ledger.file import open_ledger
module, name = importlib.import_module(sys.argv[2]), sys.argv[3]
*holders, name = name.split(".")
setattr(getattr(module, holders[0]) if holders else module, name, lambda *_, **__: os.kill(os.getpid(), signal.SIGKILL))
with open_ledger(Path(sys.argv[1])) as ledger:
    ledger.take_step("s", "2023-H1", "render", note="", at=datetime(2023, 6, 20, 8, 0, tzinfo=UTC))
"""


@pytest.mark.skipif(os.name == "nt", reason="kills itself as POSIX systems do")
@pytest.mark.parametrize("place", PAUSES)
def test_a_kill_at_the_worst_places_is_no_loss(place: str, tmp_path: Path):
    """Where the seal is behind, or the ledger closed and not sealed."""
    filled(tmp_path)
    if place == "before the copy is put in place":
        shutil.rmtree(tmp_path / "reports")
    done = subprocess.run([sys.executable, "-c", KILLED, str(tmp_path), *PAUSES[place]], check=False)
    assert done.returncode == -signal.SIGKILL

    assert steps(tmp_path) == 1
    assert ledger_file.SEAL == SEAL
