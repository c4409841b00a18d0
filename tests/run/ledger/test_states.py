"""What may become of an edition and of a message: two tables, which the ledger holds every step against."""

from __future__ import annotations

import re
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import cast, get_args

import pytest

from tests.run.ledger.ledgers import NOW
from thidua.run.ledger.book import Ledger
from thidua.run.ledger.entries import Revision
from thidua.run.ledger.faults import LEDGER
from thidua.run.ledger.file import open_ledger
from thidua.run.ledger.states import (
    ACTS,
    FOLLOWING,
    OPEN,
    SETTLED,
    WAITING,
    Act,
    MessageState,
    ReleaseState,
    Verdict,
    release_state,
)

WAYS: dict[MessageState, tuple[MessageState, ...]] = {
    "planned": (),
    "deferred": ("deferred",),
    "sending": ("sending",),
    "handed": ("sending", "handed"),
    "sent": ("sending", "handed", "sent"),
    "refused": ("sending", "refused"),
    "uncertain": ("sending", "handed", "uncertain"),
}
"""How a message comes into each state."""


def planned(ledger: Ledger, *way: MessageState) -> None:
    """Plan a message, and let it come so far."""
    assert ledger.plan_message(
        "<1@x>", pack="p", purpose="report", recipient="a@x.example", subject="s", sha256="h", items=[("e", 1)], at=NOW
    )
    for state in way:
        ledger.mark("<1@x>", state, at=NOW)


@pytest.mark.parametrize("before", WAYS)
@pytest.mark.parametrize("after", [state for state in get_args(MessageState) if state != "cancelled"])
def test_a_message_takes_no_step_that_is_not_in_the_table(tmp_path: Path, before: MessageState, after: MessageState):
    """One that was sent must never wait again, and none is sent that was not handed over: twice, or never."""
    with open_ledger(tmp_path) as ledger:
        planned(ledger, *WAYS[before])
        if after in FOLLOWING[before]:
            ledger.mark("<1@x>", after, at=NOW)
        else:
            with pytest.raises(ValueError, match=f"message <1@x> is {before}, and cannot become {after}"):
                ledger.mark("<1@x>", after, at=NOW)

        assert ledger.messages()[0].state == (after if after in FOLLOWING[before] else before)


@pytest.mark.parametrize("before", WAYS)
def test_only_what_no_server_has_can_be_cancelled(tmp_path: Path, before: MessageState):
    """Cancelled, what it carried may be planned again: of a message that a server may have, that would be a second."""
    with open_ledger(tmp_path) as ledger:
        planned(ledger, *WAYS[before])
        if before in ("planned", "deferred", "refused"):
            ledger.cancel("<1@x>", at=NOW, why="withdrawn")
        else:
            with pytest.raises(ValueError, match=f"is {before}, and cannot become cancelled"):
                ledger.cancel("<1@x>", at=NOW, why="withdrawn")

        assert ledger.has_item("a@x.example", "e", 1) is (before not in ("planned", "deferred", "refused"))


def test_a_message_nobody_planned_is_not_noted(tmp_path: Path):
    """A slip in a Message-ID would be a step that nobody finds again."""
    with open_ledger(tmp_path) as ledger, pytest.raises(ValueError, match="no message <2@x> is known"):
        ledger.mark("<2@x>", "sent", at=NOW)


def test_the_table_knows_every_state_and_leads_back_from_none_that_is_final():
    """What was sent or cancelled is at its end."""
    assert set(FOLLOWING) == set(get_args(MessageState))
    assert [state for state, after in FOLLOWING.items() if not after] == ["sent", "cancelled"]
    assert all(SETTLED[state] in FOLLOWING[state] for state in SETTLED)
    assert set(WAITING) < set(OPEN) == set(FOLLOWING) - {"sent", "cancelled"}


BUILT = {"html": "a" * 64}
STATES: dict[ReleaseState, tuple[str, ...]] = {
    "none": (),
    "waiting": ("build",),
    "released": ("build", "release"),
    "changed since release": ("build", "release", "build"),
    "withdrawn": ("build", "release", "withdraw"),
}
"""How an edition comes into each state."""


def edition_after(ledger: Ledger, *way: str) -> Revision:
    """An edition that went so far; its last revision, or one that never was."""
    revision = Revision("e", 1, "k", "s", BUILT, NOW)
    for number, step in enumerate(way):
        if step == "build":
            files = {"html": f"{number:064x}"}
            revision = ledger.add_revision("e", key="k", snapshot="s", files=files, at=NOW)
        else:
            ledger.decide(revision, cast(Act, step), by="Lê Thị Hoa", note="", at=NOW)
    return revision


@pytest.mark.parametrize("state", STATES)
@pytest.mark.parametrize("act", get_args(Act))
def test_nobody_decides_what_cannot_be_decided_of_an_edition(tmp_path: Path, state: ReleaseState, act: Act):
    """A withdrawal of what was never released would tell people of a report that they never got."""
    with open_ledger(tmp_path) as ledger:
        revision = edition_after(ledger, *STATES[state])
        before = ledger.decisions("e")
        assert release_state(ledger.revision("e"), next(iter(before[-1:]), None)) == state
        if act in ACTS[state]:
            ledger.decide(revision, act, by="Lê Thị Hoa", note="", at=NOW)
        else:
            with pytest.raises(ValueError, match=f"edition e is {state}: no {act} can be decided of it"):
                ledger.decide(revision, act, by="Lê Thị Hoa", note="", at=NOW)

        assert len(ledger.decisions("e")) == len(before) + (act in ACTS[state])


def test_an_edition_that_is_again_as_it_was_released_is_looked_at_again(tmp_path: Path):
    """A mail brings the revision that a person released; one of the same bytes, built later, is another."""
    with open_ledger(tmp_path) as ledger:
        revision = edition_after(ledger, "build", "release", "build")
        assert release_state(ledger.revision("e"), ledger.decisions("e")[-1]) == "changed since release"
        again = ledger.add_revision("e", key="k", snapshot="s", files={"html": f"{0:064x}"}, at=NOW)
        assert (revision.number, again.number, again.content_hash) == (2, 3, ledger.decisions("e")[-1].content_hash)

        assert release_state(again, ledger.decisions("e")[-1]) == "changed since release"


def test_the_file_of_the_ledger_knows_the_same_states(tmp_path: Path):
    """A state that the code knows and the file refuses ends a run with what it did not noted.

    That older ledgers come to have the same tables is held in `test_version`.
    """
    with open_ledger(tmp_path):
        pass
    with closing(sqlite3.connect(tmp_path / "reports" / LEDGER)) as connection:
        found = dict(connection.execute("SELECT name, sql FROM sqlite_master WHERE type = 'table'"))

    for table, column, states in (
        ("messages", "state", get_args(MessageState)),
        ("decisions", "act", get_args(Act)),
        ("attempts", "verdict", get_args(Verdict)),
    ):
        [said] = re.findall(rf"CHECK \({column} IN \(([^)]*)\)\)", found[table])
        assert [each.strip(" '") for each in said.split(",")] == list(states)
