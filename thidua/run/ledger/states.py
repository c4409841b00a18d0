"""The states of editions and of messages, and the steps that lead from one into another: all that may ever happen.

After a crash the ledger is the only truth, so it takes no step that does not stand in these two tables.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal, Protocol, get_args

# Editions

Verdict = Literal["ready", "empty", "failed"]
"""What a build came to; empty: in order, but without any figure (see `thidua.run.emptiness`)."""

Act = Literal["release", "withdraw"]
"""What a person decides of an edition."""

ReleaseState = Literal["none", "waiting", "released", "changed since release", "withdrawn"]
"""Whether an edition may leave the house.

none: it was never ready; waiting: nobody has decided of what was built last; released: what was built last may leave,
byte for byte; changed since release: what may leave is not what was built last; withdrawn: it may not leave any more.
"""

ACTS: Mapping[ReleaseState, frozenset[Act]] = {
    "none": frozenset(),
    "waiting": frozenset({"release"}),
    "released": frozenset({"withdraw"}),
    "changed since release": frozenset({"release", "withdraw"}),
    "withdrawn": frozenset({"release"}),
}
"""What a person may decide of an edition in each state."""


class Made(Protocol):
    """What is asked of a revision."""

    @property
    def number(self) -> int: ...
    @property
    def content_hash(self) -> str: ...


class Decided(Protocol):
    """What is asked of a decision."""

    @property
    def revision(self) -> int: ...
    @property
    def act(self) -> Act: ...
    @property
    def content_hash(self) -> str: ...


def release_state(revision: Made | None, decision: Decided | None, *, is_sealed: bool = True) -> ReleaseState:
    """The state of an edition.

    Parameters
    ----------
    revision, decision
        The last of each; the decision may be of an earlier revision.
    is_sealed
        Whether its files are those of the revision, byte for byte; the ledger knows of no other.
    """
    if revision is None:
        return "none"
    is_last = decision is not None and decision.revision == revision.number
    if decision is None or (decision.act == "withdraw" and not is_last):
        return "waiting"
    if decision.act == "withdraw":
        return "withdrawn"
    is_same = is_last and is_sealed and decision.content_hash == revision.content_hash
    return "released" if is_same else "changed since release"


def check_act(revision: Made | None, decision: Decided | None, act: Act, edition: str) -> None:
    """Refuse a decision that nobody can take.

    Parameters
    ----------
    revision, decision
        The last ones of the edition.

    Raises
    ------
    ValueError
        A mistake of the program; names the edition and its state.
    """
    state = release_state(revision, decision)
    if act not in ACTS[state]:
        raise ValueError(f"edition {edition} is {state}: no {act} can be decided of it")


# Messages

MessageState = Literal["planned", "deferred", "sending", "handed", "sent", "refused", "uncertain", "cancelled"]
"""What became of a message, in the order of its life.

planned: composed, not tried; deferred: the server asked to try later, or was not reached; sending: being talked about
with the server, which has not got it yet; handed: its last line is on the way, so that the server may have it; sent:
the server took it; refused: the server will never take it, or its file was spoilt and nothing can compose it again;
uncertain: the process ended while the message was handed over, or a run log saw it handed over and the ledger has lost
that, and a person must say whether it came; cancelled: never sent, because what it carried is no longer to go, or is
composed anew.
"""

_TRIED: frozenset[MessageState] = frozenset({"sending", "deferred", "refused", "cancelled"})

FOLLOWING: Mapping[MessageState, frozenset[MessageState]] = {
    "planned": _TRIED | {"uncertain"},
    "deferred": _TRIED | {"uncertain"},
    "sending": frozenset({"handed", "deferred", "refused"}),
    "handed": frozenset({"sent", "deferred", "refused", "uncertain"}),
    "uncertain": frozenset({"sent", "planned"}),
    "refused": frozenset({"planned", "cancelled"}),
    "sent": frozenset(),
    "cancelled": frozenset(),
}
"""Into which states a message may come from each; what was cancelled is planned as a new message.

Nothing comes out of "sent", and nothing into it that was not handed over: else a message would go twice, or count as
sent without having gone. Only a person's word leads out of "uncertain" and "refused".
"""

WAITING: tuple[MessageState, ...] = ("planned", "deferred")
"""The states of what goes with the next hand-over, if it still may."""

SETTLED: Mapping[MessageState, MessageState] = {"sending": "deferred", "handed": "uncertain"}
"""What becomes of a message that a run which ended half-way left in a state that lasts for an instant."""

LEFT: frozenset[MessageState] = frozenset({"handed", "sent", "uncertain", "refused"})
"""The states of what the server was shown: it may have the message, or has said what it thinks of it."""

OPEN: tuple[MessageState, ...] = tuple(state for state in get_args(MessageState) if FOLLOWING[state])
"""The states of what has not come to its end: its file is kept, and a person may look at it."""


def check_follows(message_id: str, before: MessageState, after: MessageState) -> None:
    """Refuse a step that no message takes.

    Raises
    ------
    ValueError
        A mistake of the program; names the message and both states.
    """
    if after not in FOLLOWING[before]:
        raise ValueError(f"message {message_id} is {before}, and cannot become {after}")
