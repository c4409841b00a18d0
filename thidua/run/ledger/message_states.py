"""What may become of a message: the states of its life, and from which one it may come into which."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

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


def check_follows(message_id: str, before: MessageState, after: MessageState) -> None:
    """Refuse a step that no message takes.

    Raises
    ------
    ValueError
        A mistake of the program; names the message and both states.
    """
    if after not in FOLLOWING[before]:
        raise ValueError(f"message {message_id} is {before}, and cannot become {after}")
