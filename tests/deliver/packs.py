"""Meeting packs for tests: editions of the repository's datasets in a folder of the test, with a real ledger."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, fields, replace
from datetime import datetime, timedelta, timezone
from functools import cache, cached_property
from pathlib import Path
from typing import Any

from tests.conftest import REPOSITORY
from thidua.deliver.packs import EditionState, Pack, edition_state
from thidua.facts.dataset import Dataset
from thidua.facts.receive import Received
from thidua.present.chart import Chart
from thidua.present.table import Table
from thidua.registry import Unit
from thidua.run.formats import FORMATS
from thidua.run.key import content_hash, edition_key
from thidua.run.ledger.book import Ledger
from thidua.run.ledger.entries import Attempt, Revision
from thidua.run.ledger.file import open_ledger
from thidua.run.ledger.states import Verdict
from thidua.run.plan import Edition, plan_editions
from thidua.run.record import keep_files

HANOI = timezone(timedelta(hours=7))
MORNING = datetime(2023, 6, 20, 8, 0, tzinfo=HANOI)
"""When the editions of the half-year set are made in these tests."""

EXTENSIONS = ("html", "pdf", "xlsx", "docx", "ipynb")
HOSTILE = (
    "\"><script>document.title='owned'</script><img src=x onerror=\"document.title='owned'\">'\n"
    "\u202eđảo &amp; {{ 7*7 }}"
)
"""Markup, quotes, a line break, a mark that turns the line round, and a template."""


def half_year_editions(root: Path) -> list[Edition]:
    """The eleven editions of the illustrative half-year set of 2023, their files under another root."""
    return [replace(each, root=root) for each in _half_year_of_repository()]


@cache
def _half_year_of_repository() -> list[Edition]:
    editions = plan_editions(REPOSITORY, dataset="illustrative", period="2023-H1")
    opened = editions[0].dataset
    once = _WeighedOnce(**{each.name: getattr(opened, each.name) for each in fields(opened)})
    return [replace(each, dataset=once) for each in editions]


class _WeighedOnce(Dataset):
    """A dataset that no test changes: what its files say together is told to all tests alike."""

    @cached_property
    def _weighed(self) -> Received:
        return super().received()

    def received(self) -> Received:
        return self._weighed


def pack_of(states: Sequence[EditionState]) -> Pack:
    """The pack of editions that share dataset and period."""
    first = states[0].edition
    return Pack(f"{first.dataset.name}/{first.period}", first.dataset, first.period, tuple(states))


@dataclass(frozen=True)
class Office:
    """A folder with a ledger in which a test makes, releases and sends editions."""

    root: Path
    ledger: Ledger

    def make(
        self,
        edition: Edition,
        words: str = "một",
        *,
        at: datetime = MORNING,
        verdict: Verdict = "ready",
        lacking: Sequence[str] = (),
        shown: Sequence[Table | Chart] = (),
    ) -> Revision:
        """Publish an edition whose files hold these words, and note it as the runner does.

        `lacking` are headings; `shown` is what its notebook shows.
        """
        files = {each: f"{edition} {each} {words}".encode() for each in EXTENSIONS}
        cell: dict[str, Any] = {"cell_type": "code", "source": words, "metadata": {}}
        cell["outputs"] = [{"output_type": "display_data", "data": each._repr_mimebundle_()} for each in shown]
        notes = {"key": edition_key(edition), "files": {}, "emptyHeadings": list(lacking)}
        metadata = {"thidua": notes} if lacking else {"edition": str(edition)}
        files["ipynb"] = json.dumps({"cells": [cell], "metadata": metadata, "nbformat": 4}).encode()
        write_files(edition, files)
        hashes = {each: content_hash(content) for each, content in files.items()}
        key = edition_key(edition)
        revision = self.ledger.add_revision(str(edition), key=key, snapshot="s", files=hashes, at=at)
        self.ledger.note_attempt(str(edition), key=key, verdict=verdict, reason="", at=at)
        keep_files(edition, revision)
        return revision

    def fail(self, edition: Edition, reason: str, *, at: datetime = MORNING) -> None:
        """Note that an edition could not be made."""
        self.ledger.note_attempt(str(edition), key="k", verdict="failed", reason=reason, at=at)

    def decide(
        self, edition: Edition, act: str = "release", *, by: str = "Lê Thị Hoa", note: str = "", at: datetime = MORNING
    ) -> None:
        """Release or withdraw the last revision."""
        revision = self.ledger.revision(str(edition))
        assert revision is not None
        assert act in ("release", "withdraw")
        self.ledger.decide(revision, act, by=by, note=note, at=at)

    def send(self, edition: Edition, *recipients: str) -> None:
        """Note that the last revision went to these addresses."""
        revision = self.ledger.revision(str(edition))
        assert revision is not None
        for recipient in recipients:
            name = f"<{revision.number}.{recipient}.{edition}>"
            items = [(str(edition), revision.number)]
            self.ledger.plan_message(
                name, pack="p", purpose="report", recipient=recipient, subject="s", sha256="h", items=items, at=MORNING
            )
            for state in ("sending", "handed", "sent"):
                self.ledger.mark(name, state, at=MORNING)

    def pack(self, *editions: Edition) -> Pack:
        """The pack of these editions as the ledger knows them now."""
        return pack_of([edition_state(each, self.ledger) for each in editions])


@contextmanager
def open_office(root: Path) -> Iterator[Office]:
    """An office in an empty folder."""
    with open_ledger(root) as ledger:
        yield Office(root, ledger)


def write_files(edition: Edition, files: dict[str, bytes]) -> None:
    """Put files in the place where an edition is published."""
    edition.folder.mkdir(parents=True, exist_ok=True)
    for extension, content in files.items():
        # As the runner does: never written over, so that a kept revision keeps its bytes.
        edition.file(extension).unlink(missing_ok=True)
        edition.file(extension).write_bytes(content)


def many_packs(root: Path, packs: int, editions: int) -> list[Pack]:
    """Packs of invented communes "xã Thử 17", all made and waiting."""
    first = half_year_editions(root)[0]
    made = []
    for number in range(packs):
        period = replace(first.period, year=first.period.year - number)
        states = []
        for place in range(editions):
            unit = Unit(f"xa-thu-{place}", "commune", f"xã Thử {place}", f"Thử {place}", None, None, None)
            edition = replace(first, unit=unit, period=period)
            write_files(edition, dict.fromkeys(FORMATS, b"<p>"))
            hashes = dict.fromkeys(FORMATS, content_hash(b"<p>"))
            revision = Revision(str(edition), 1, "k", "s", hashes, MORNING - timedelta(days=number))
            attempt = Attempt(str(edition), "k", "ready", "", MORNING)
            states.append(EditionState(edition, revision, attempt, None, True, 0))
        made.append(pack_of(states))
    return made
