"""A notebook that says something else than when it was released is named, in one line, and built all the same."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import nbformat
import pytest

from tests.conftest import Project
from thidua.run.build import build_edition
from thidua.run.changed_notebooks import ChangedNotebook, changed_notebooks
from thidua.run.ledger.book import Ledger
from thidua.run.ledger.file import open_ledger
from thidua.run.record import record

NOW = datetime(2023, 7, 1, tzinfo=UTC)
SHOWN = 'from thidua.present.part import prose\nprose("loi", "Một câu.")'


def released(project: Project, ledger: Ledger) -> None:
    """Build the edition, note it and release it."""
    revision = record(build_edition(project.edition()), ledger, at=NOW)
    assert revision is not None
    ledger.decide(revision, "release", by="A", note="", at=NOW)


def changed(project: Project, ledger: Ledger) -> list[ChangedNotebook]:
    return list(changed_notebooks([project.edition()], ledger))


@pytest.fixture
def ledger(built: Project):
    """The ledger of a project whose one edition is released."""
    with open_ledger(built.root) as book:
        released(built, book)
        yield book


@pytest.mark.long
def test_notebook_as_it_was_released_is_not_named(built: Project, ledger: Ledger):
    """A line that always comes is soon read by nobody."""
    assert changed(built, ledger) == []


@pytest.mark.long
def test_changed_cell_is_named_with_the_revision_it_differs_from(built: Project, ledger: Ledger):
    """Somebody who only wanted to try something learns that the next report will say it."""
    notebook = built.write_notebook(SHOWN.replace("Một câu", "Câu khác"))
    (found,) = changed(built, ledger)

    assert (found.notebook, found.revision, found.cells) == (notebook, 1, 1)
    assert found.first == "from thidua.present.part import prose"


def test_cell_that_is_gone_is_a_change(built: Project, ledger: Ledger):
    """What a report no longer says is missed by nobody who does not know of it."""
    built.write_notebook()

    assert [one.cells for one in changed(built, ledger)] == [1]


@pytest.mark.long
def test_what_cells_showed_is_no_change(built: Project, ledger: Ledger):
    """Run All and save leaves outputs, numbers and another id; the report says the same."""
    path: Path = built.edition().notebook
    notebook = nbformat.read(path, as_version=4)
    notebook.cells[-1].outputs = [nbformat.v4.new_output("stream", text="một dòng")]
    notebook.cells[-1].execution_count = 7
    notebook.cells[-1].id = "khac"
    nbformat.write(notebook, path)

    assert changed(built, ledger) == []


def test_notebook_of_an_edition_that_was_never_released_is_not_named(built: Project):
    """A report that is being written changes all day."""
    with open_ledger(built.root) as book:
        record(build_edition(built.edition()), book, at=NOW)
        built.write_notebook(SHOWN.replace("Một câu", "Câu khác"))

        assert changed(built, book) == []


@pytest.mark.long
def test_newest_release_counts(built: Project, ledger: Ledger):
    """What was meant and released again is no longer news."""
    built.write_notebook(SHOWN.replace("Một câu", "Câu khác"))
    released(built, ledger)

    assert changed(built, ledger) == []


def test_notebook_that_is_none_is_left_to_the_build_to_name(built: Project, ledger: Ledger):
    """The build says what is wrong with it."""
    built.edition().notebook.write_text("nháp", encoding="utf-8")

    assert changed(built, ledger) == []
