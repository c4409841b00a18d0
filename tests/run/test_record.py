"""What was built stands in the ledger, and every revision is kept."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from tests.conftest import Project
from thidua.run.build import build_edition
from thidua.run.ledger.file import open_ledger
from thidua.run.record import is_sealed, kept_file, record

NOW = datetime(2023, 6, 20, 8, 0, tzinfo=UTC)


def say(project: Project, sentence: str) -> None:
    """The report of the project says this."""
    project.write_notebook(f'from thidua.present.part import prose\nprose("loi", "{sentence}")')


def test_a_changed_edition_is_a_new_revision_and_the_one_before_is_kept(built: Project):
    """Somebody holds the first one in their hands; it must be possible to look at it again."""
    edition = built.edition()
    with open_ledger(built.root) as ledger:
        first = record(build_edition(edition), ledger, at=NOW)
        printed = edition.file("pdf").read_bytes()
        say(built, "Một câu khác.")
        second = record(build_edition(edition), ledger, at=NOW)

    assert first is not None
    assert second is not None
    assert (first.number, second.number) == (1, 2)
    assert first.content_hash != second.content_hash
    assert kept_file(edition, 1, "pdf").read_bytes() == printed != edition.file("pdf").read_bytes()
    assert kept_file(edition, 2, "ipynb").read_bytes() == edition.file("ipynb").read_bytes()


def test_the_same_words_from_a_changed_notebook_are_the_same_revision(built: Project):
    """A revision is what a reader can see; a comment in the code is none."""
    edition = built.edition()
    with open_ledger(built.root) as ledger:
        first = record(build_edition(edition), ledger, at=NOW)
        built.write_notebook('from thidua.present.part import prose\n# như cũ\nprose("loi", "Một câu.")')
        again = record(build_edition(edition), ledger, at=NOW)

        assert first is not None
        assert again is not None
        assert (again.number, again.content_hash) == (1, first.content_hash)
        assert again.key != first.key
        assert is_sealed(edition, again)


@pytest.mark.long
def test_a_format_made_later_belongs_to_the_same_revision(project: Project):
    """Nothing a reader had before has changed."""
    edition = project.edition()
    with open_ledger(project.root) as ledger:
        record(build_edition(edition, ("html",)), ledger, at=NOW)
        more = record(build_edition(edition, ("html", "pdf")), ledger, at=NOW)

    assert more is not None
    assert (more.number, sorted(more.files)) == (1, ["html", "ipynb", "pdf"])
    assert kept_file(edition, 1, "pdf").exists()


def test_a_failed_build_is_noted_and_the_revision_before_it_stands(built: Project):
    """The verdict is about the last build, the files are those of the last good one."""
    edition = built.edition()
    with open_ledger(built.root) as ledger:
        first = record(build_edition(edition), ledger, at=NOW)
        built.write_notebook("1 / 0")
        assert record(build_edition(edition), ledger, at=NOW) is None
        attempt = ledger.attempt(str(edition))

        assert attempt is not None
        assert first is not None
        assert (attempt.verdict, attempt.reason) == (
            "failed",
            "code cell [3] failed: ZeroDivisionError: division by zero",
        )
        assert is_sealed(edition, first)


def test_what_a_killed_run_published_but_did_not_record_is_recorded_by_the_next(built: Project):
    """Between publishing and the ledger lies an instant."""
    edition = built.edition()
    build_edition(edition)
    with open_ledger(built.root) as ledger:
        assert ledger.revision(str(edition)) is None
        found = record(build_edition(edition), ledger, at=NOW)

    assert found is not None
    assert found.number == 1
    assert kept_file(edition, 1, "html").read_bytes() == edition.file("html").read_bytes()


def test_a_file_changed_by_hand_breaks_the_seal(project: Project):
    """What a person released must be what leaves the house."""
    edition = project.edition()
    with open_ledger(project.root) as ledger:
        revision = record(build_edition(edition), ledger, at=NOW)
    edition.file("html").write_text("sửa tay", encoding="utf-8")

    assert revision is not None
    assert not is_sealed(edition, revision)
