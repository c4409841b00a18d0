"""What may become of a message: a table, which the ledger holds every step against."""

from __future__ import annotations

from pathlib import Path
from typing import get_args

import pytest

from tests.run.ledger.ledgers import NOW
from thidua.run.ledger.book import Ledger
from thidua.run.ledger.file import open_ledger
from thidua.run.ledger.message_states import FOLLOWING, MessageState

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
