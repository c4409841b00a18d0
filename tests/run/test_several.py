"""Editions are built side by side, and a process that dies takes none of them with it."""

from __future__ import annotations

import multiprocessing
from datetime import UTC, datetime

import pytest

from tests.conftest import Project
from thidua.run.ledger.book import TakenOverError
from thidua.run.ledger.file import open_ledger
from thidua.run.plan import plan_editions
from thidua.run.prepared.link import START
from thidua.run.several import build_editions

UNITS = ("huyen-ba-be", "huyen-na-ri", "huyen-cho-moi")


@pytest.fixture
def three(project: Project) -> Project:
    """A project whose one report is declared for three districts at once."""
    settings = project.root / "data" / "thu" / "dataset.toml"
    text = settings.read_text(encoding="utf-8")
    units = ", ".join(f'"{unit}"' for unit in UNITS)
    settings.write_text(text.replace('unit = "huyen-ba-be"', f"unit = [{units}]"), encoding="utf-8")
    return project


def test_each_unit_of_a_declaration_has_its_edition(three: Project):
    """The set of a meeting is one declaration, not eight."""
    assert [edition.unit.id for edition in plan_editions(three.root)] == list(UNITS)


@pytest.mark.long
@pytest.mark.parametrize("start", ["", "spawn"])
def test_two_processes_build_what_one_would(three: Project, monkeypatch: pytest.MonkeyPatch, start: str):
    """The same files, whoever made them, forked or started afresh, and nothing to do afterwards."""
    editions = plan_editions(three.root)

    with monkeypatch.context() as environment:
        environment.setenv(START, start)
        side_by_side = {str(one.edition): one.state for one in build_editions(editions, jobs=2)}
    files = {path: path.read_bytes() for path in (three.root / "reports").rglob("thu.*")}
    again = [one.state for one in build_editions(editions, jobs=2)]
    for path in files:
        path.unlink()
    one_by_one = {str(one.edition): one.state for one in build_editions(editions, jobs=1)}

    assert side_by_side == one_by_one == dict.fromkeys(map(str, editions), "ready")
    assert again == ["current"] * 3
    assert {path: path.read_bytes() for path in (three.root / "reports").rglob("thu.*")} == files


@pytest.mark.long
@pytest.mark.parametrize("start", ["", "spawn"])
def test_process_that_is_killed_loses_no_edition(three: Project, monkeypatch: pytest.MonkeyPatch, start: str):
    """The system may end a process when memory is short: what it had in hand is built again."""
    monkeypatch.setenv(START, start)
    outcomes = build_editions(plan_editions(three.root), jobs=2)

    first = next(outcomes)
    for process in multiprocessing.active_children():
        process.kill()

    assert sorted(one.edition.unit.id for one in [first, *outcomes]) == sorted(UNITS)
    assert all(edition.file("pdf").exists() for edition in plan_editions(three.root))


@pytest.mark.long
def test_runner_that_was_overtaken_publishes_nothing_more(three: Project):
    """Another machine took reports/ over while this one was at work: what it still makes is nobody's."""
    with open_ledger(three.root) as ledger, open_ledger(three.root) as elsewhere:
        outcomes = build_editions(plan_editions(three.root), ("html",), jobs=1, check_runner=ledger.check_runner)
        first = next(outcomes)
        elsewhere.begin(
            host="may-b", boot="1", by="Nguyễn Thị Hạnh", doing="build", at=datetime(2023, 6, 20, tzinfo=UTC)
        )
        with pytest.raises(TakenOverError, match="may-b, by Nguyễn Thị Hạnh"):
            next(outcomes)

    assert [edition.file("html").exists() for edition in plan_editions(three.root)] == [True, False, False]
    assert first.state == "ready"
    assert not (three.root / "reports" / ".making").exists()


@pytest.mark.long
def test_failed_edition_leaves_the_others_alone(three: Project):
    """Whatever one district sent, the others get their report."""
    three.write_notebook(
        'if unit == "huyen-na-ri": raise ValueError("một dòng")',
        'from thidua.present.part import prose\nprose("loi", "Một câu.")',
    )

    outcomes = {one.edition.unit.id: one for one in build_editions(plan_editions(three.root), jobs=2)}

    assert [outcomes[unit].state for unit in UNITS] == ["ready", "failed", "ready"]
    assert "một dòng" in outcomes["huyen-na-ri"].reason
