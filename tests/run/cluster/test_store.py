"""Results that go through a folder or an object store arrive as they were left, or are refused."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import fsspec
import pytest

from tests.conftest import Project
from thidua.errors import ConfigError
from thidua.run.build import Made, Outcome
from thidua.run.cluster.crew import make
from thidua.run.cluster.order import Answer, Order
from thidua.run.cluster.store import check, clear, leave, take
from thidua.run.working.lanes import Job

FILES = {"html": "<p>Một câu.</p>".encode(), "executed.ipynb": b"{}"}


@pytest.fixture(params=["memory", "file"])
def through(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """An object store, and a folder."""
    return f"memory://{tmp_path.name}/results" if request.param == "memory" else f"file://{tmp_path}/results"


def test_what_is_left_is_taken_once(through: str):
    """The store is a way, not a place: nothing of a report stays in it."""
    check(through)
    first = leave(Answer({}, ("html",), FILES), through)
    late = leave(Answer({}, ("html",), FILES), through)

    assert first.files == {}
    assert first.at != late.at
    assert Answer.from_bytes(first.to_bytes()) == first
    assert take(first) == FILES
    with pytest.raises(OSError, match=first.at.rpartition("/")[2]):
        take(first)
    clear(through)
    files, place = fsspec.core.url_to_fs(through)
    assert not files.exists(place)
    clear(through)


def test_what_was_changed_on_the_way_is_refused(through: str):
    """Whoever may write to the store does not decide what a report says."""
    answer = leave(Answer({}, ("html",), FILES), through)
    files, place = fsspec.core.url_to_fs(answer.at)
    files.pipe_file(f"{place}/html", b"<p>Other</p>")

    with pytest.raises(OSError, match="is not what was left there"):
        take(answer)


def test_answers_without_a_store_bring_their_files():
    """The ordinary way needs no store."""
    assert take(Answer({}, ("html",), FILES)) == FILES


def test_a_store_that_takes_nothing_fails_the_report_and_says_which(project: Project):
    """A store that is full, or closed meanwhile: the process that made the report goes on to the next."""
    edition = project.edition()

    class Maker:
        """In the place of workers."""

        def make(self, job: Job) -> Made:
            return Made(Outcome(job.edition, "ready", key="k"))

    answer = make(project.root, replace(Order.of(edition, ("html",)), through="file:///proc/thidua"), Maker())

    assert (answer.outcome["state"], answer.outcome["key"], answer.left) == ("failed", "", {})
    assert answer.outcome["reason"].startswith("what was made of it cannot be left in file:///proc/thidua: ")


@pytest.mark.parametrize("through", ["no-such-protocol://x", "/proc/thidua"])
def test_a_store_that_cannot_be_opened_is_told_before_anything_is_made(through: str):
    """An operator who mistyped it does not wait for a night's build."""
    with pytest.raises(ConfigError, match=f"^{through}: "):
        check(through)
