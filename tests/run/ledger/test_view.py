"""Looking at the ledger: it says the same as the ledger, and nothing in the folder is touched or waited for."""

from __future__ import annotations

import shutil
import sqlite3
import threading
from pathlib import Path

import pytest

from tests.run.ledger.ledgers import EDITIONS, NOW, filled
from tests.run.ledger.test_version import TO_VERSION_2, older
from thidua.errors import ConfigError
from thidua.run.ledger.entries import Runner
from thidua.run.ledger.faults import KEPT, LEDGER, LOG
from thidua.run.ledger.file import open_ledger
from thidua.run.ledger.seal import SEAL
from thidua.run.ledger.version import VERSION
from thidua.run.ledger.view import view_ledger


def state(root: Path) -> dict[str, tuple[int, bytes]]:
    """Every file of the folder, when it was last written and what it holds."""
    return {
        path.relative_to(root).as_posix(): (path.stat().st_mtime_ns, path.read_bytes())
        for path in sorted(root.rglob("*"))
        if path.is_file()
    }


def test_a_view_says_what_the_ledger_says_and_leaves_everything_as_it_was(tmp_path: Path):
    """Nothing beside the ledger is made, renewed or removed by looking."""
    filled(tmp_path, messages=2)
    with open_ledger(tmp_path) as ledger:
        runner, messages = ledger.runner(), ledger.messages()
    before = state(tmp_path)

    with view_ledger(tmp_path) as view:
        assert (view.is_there, view.version, view.is_old) == (True, VERSION, False)
        assert (view.ledger.runner(), view.ledger.messages()) == (runner, messages)
        assert len(view.ledger.edition_names()) == EDITIONS
    assert state(tmp_path) == before


def test_what_is_only_looked_at_cannot_be_written_to(tmp_path: Path):
    """A note would be lost with the copy: that is a mistake of the program, and told."""
    filled(tmp_path)
    with pytest.raises(ConfigError, match="readonly"), view_ledger(tmp_path) as view:
        view.ledger.take_step("s", "2023-H1", "render", note="", at=NOW)


def test_without_a_ledger_there_is_an_empty_view_and_still_no_ledger(tmp_path: Path):
    """Asking what stands where founds nothing."""
    with view_ledger(tmp_path) as view:
        assert not view.is_there
        assert view.ledger.edition_names() == []
    assert list(tmp_path.iterdir()) == []


def test_an_older_ledger_is_read_and_stays_old(tmp_path: Path):
    """The program that wrote it may still have to go on with it."""
    older(tmp_path, TO_VERSION_2)
    before = state(tmp_path)
    with view_ledger(tmp_path) as view:
        assert (view.is_there, view.version, view.is_old) == (True, 2, True)
        assert view.ledger.runner() == Runner(0, "", "", "", "", "", "", 0)
        assert len(view.ledger.messages()) == 12
    assert state(tmp_path) == before


def test_a_run_at_work_is_neither_waited_for_nor_disturbed(tmp_path: Path):
    """It holds the ledger in the middle of a change; what it noted before is seen, what it is noting is not."""
    filled(tmp_path)
    with open_ledger(tmp_path) as ledger:
        ledger.take_step("s", "2023-H1", "render", note="", at=NOW)
        with ledger._writing():
            ledger._sql.execute("DELETE FROM steps")
            before = {name: held[1] for name, held in state(tmp_path).items()}
            with view_ledger(tmp_path) as view:
                assert view.ledger.step("s", "2023-H1", "render") is not None
            assert {name: held[1] for name, held in state(tmp_path).items()} == before
        assert ledger.step("s", "2023-H1", "render") is None


def test_a_ledger_that_is_written_to_all_the_time_is_seen_as_it_was_at_one_moment(tmp_path: Path):
    """Steps are noted two by two, and the log is written into the ledger again and again meanwhile."""
    path = filled(tmp_path)
    over = threading.Event()

    def write() -> None:
        connection = sqlite3.connect(path)
        connection.execute("PRAGMA synchronous = OFF")
        connection.execute("PRAGMA wal_autocheckpoint = 3")
        number = 0
        while not over.is_set():
            with connection:
                for half in ("a", "b"):
                    connection.execute("INSERT INTO steps VALUES (?, ?, 'n', 'x', '')", (f"{number}-{half}", "p" * 900))
            number += 1
            over.wait(0.002)
        connection.close()

    writer = threading.Thread(target=write)
    writer.start()
    try:
        for _ in range(30):
            with view_ledger(tmp_path) as view:
                count = view.ledger._sql.execute("SELECT count(*) FROM steps").fetchone()[0]
                assert count % 2 == 0
                assert view.ledger._sql.execute("PRAGMA integrity_check").fetchone()[0] == "ok"
    finally:
        over.set()
        writer.join()
    assert count > 0


def damage(path: Path) -> None:
    path.write_bytes(b"x" * 100 + path.read_bytes()[100:])


@pytest.mark.parametrize(("harm", "words"), [(damage, "is damaged"), (Path.unlink, "is gone"), (Path.touch, "")])
def test_a_fault_is_told_as_a_run_tells_it(harm, words: str, tmp_path: Path):
    """With the remedy, and nothing done about it."""
    path = filled(tmp_path)
    harm(path)
    before = state(tmp_path)
    if not words:
        with view_ledger(tmp_path) as view:
            assert len(view.ledger.edition_names()) == EDITIONS
    else:
        with pytest.raises(ConfigError, match=rf"^reports/ledger.sqlite {words}.*copy reports/ledger.kept.sqlite"):
            look(tmp_path)
    assert state(tmp_path) == before


def look(root: Path) -> None:
    with view_ledger(root):
        pass


def test_a_lost_log_is_told_as_a_run_tells_it(tmp_path: Path):
    """Whoever looks must not see a mail as planned that has gone."""
    path = filled(tmp_path)
    with open_ledger(tmp_path) as ledger:
        ledger.take_step("s", "2023-H1", "render", note="", at=NOW)
        for name in (LEDGER, SEAL, KEPT):
            (tmp_path / "away" / "reports").mkdir(parents=True, exist_ok=True)
            shutil.copy(path.with_name(name), tmp_path / "away" / "reports" / name)
        assert path.with_name(LOG).exists()

    with pytest.raises(ConfigError, match="lacks the last 1 changes"):
        look(tmp_path / "away")
