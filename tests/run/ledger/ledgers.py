"""Ledgers for tests: with something in them, in a folder of the test."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

from thidua.run.ledger.book import Ledger
from thidua.run.ledger.faults import LEDGER
from thidua.run.ledger.file import open_ledger

NOW = datetime(2023, 6, 20, 8, 0, tzinfo=UTC)
EDITIONS = 30


def edition_name(number: int) -> str:
    """The name of the edition of an invented unit."""
    return f"illustrative/2023-H1/unit-{number}/district"


def fill(ledger: Ledger, editions: int, *, messages: int = 0, at: datetime = NOW) -> None:
    """Note editions, their releases, and messages that carry them and were sent."""
    for number in range(editions):
        name = edition_name(number)
        files = {each: f"{each} {number}" * 8 for each in ("html", "pdf", "xlsx", "ipynb")}
        revision = ledger.add_revision(name, key=f"k{number}", snapshot="s", files=files, at=at)
        ledger.note_attempt(name, key=f"k{number}", verdict="ready", reason="", at=at)
        ledger.decide(revision, "release", by="Lê Thị Hoa", note="", at=at + timedelta(seconds=number))
    for number in range(messages):
        message_id, recipient = f"<{number}@thidua.example>", f"nguoi{number}@donvi.example"
        ledger.plan_message(
            message_id,
            pack="illustrative/2023-H1",
            purpose="report",
            recipient=recipient,
            subject="Báo cáo",
            sha256=f"{number:064}",
            items=[(edition_name((number + step) % editions), 1) for step in range(2)],
            at=at,
        )
        for state in ("sending", "handed", "sent"):
            ledger.mark(message_id, state, at=at, answer="250 ok")


def filled(root: Path, *, messages: int = 0) -> Path:
    """A ledger of several pages, closed; its file."""
    with open_ledger(root) as ledger:
        fill(ledger, EDITIONS, messages=messages)
    return root / "reports" / LEDGER
