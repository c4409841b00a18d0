"""Plan: which released revisions each recipient gets and has not got, and who is told that theirs is withdrawn.

Only the ledger and `reports.toml` are asked; no file is read and nothing is written.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from thidua.deliver.mail.desk import Desk
from thidua.deliver.mail.recipients import wants
from thidua.deliver.packs import EditionState, Pack, read_packs
from thidua.deliver.settings import RecipientSettings
from thidua.run.ledger.entries import Revision

ONLY_OWED = datetime.max.replace(tzinfo=UTC)
"""Released since then is nothing: only what a cancelled message was to bring is to go."""


@dataclass(frozen=True)
class Parcel:
    """What one recipient is to get of one meeting pack.

    Attributes
    ----------
    states
        The editions, in the order of the pack.
    withdrawn
        The reason, if they are to be told that these editions are withdrawn; None if they are to get them.
    """

    to: RecipientSettings
    pack: Pack
    states: tuple[EditionState, ...]
    withdrawn: str | None = None


def plan(desk: Desk, packs: Sequence[Pack], *, released_since: datetime | None = None) -> list[Parcel]:
    """Everything that is to go, reports first: a parcel for each recipient and pack, and for each withdrawal's reason.

    Parameters
    ----------
    packs
        Whose editions are looked at. Of other packs only that goes which a cancelled message was to bring and nothing
        brings yet: it must not be lost meanwhile.
    released_since
        Leave out what was released before, but what is owed in this way; None for everything.
    """
    others = _owed_of_others(desk, packs)
    return [
        *_reports(desk, packs, released_since),
        *_reports(desk, others, ONLY_OWED),
        *_withdrawals(desk, [*packs, *others]),
    ]


def _owed_of_others(desk: Desk, packs: Sequence[Pack]) -> list[Pack]:
    owed = set(desk.ledger.packs_owed()) - {pack.name for pack in packs}
    return [pack for pack in read_packs(desk.root, desk.ledger) if pack.name in owed] if owed else []


def _reports(desk: Desk, packs: Sequence[Pack], since: datetime | None) -> Iterator[Parcel]:
    for pack in packs:
        for to in desk.recipients:
            states = tuple(each for each in pack.editions if _is_to_go(desk, each, to, since))
            if states:
                yield Parcel(to, pack, states)


def _is_to_go(desk: Desk, state: EditionState, to: RecipientSettings, since: datetime | None) -> bool:
    """Whether a recipient gets an edition that is released, and has not got it."""
    if state.release != "released" or state.decision is None or state.revision is None:
        return False
    if not wants(to, desk.settings.roles[to.role], state.edition):
        return False
    name, number = str(state.edition), state.revision.number
    if since is not None and state.decision.at < since and not desk.ledger.is_owed(to.mailbox, name, number):
        return False
    return not desk.ledger.has_item(to.mailbox, name, number)


def _withdrawals(desk: Desk, packs: Sequence[Pack]) -> Iterator[Parcel]:
    """Those who got what was withdrawn since are told, once."""
    for pack in packs:
        for to in desk.recipients:
            gone: dict[str, list[EditionState]] = {}
            for state in pack.editions:
                if state.decision is not None and _is_to_be_told(desk, state, to):
                    gone.setdefault(state.decision.note, []).append(state)
            for why, states in gone.items():
                yield Parcel(to, pack, tuple(states), withdrawn=why)


def _is_to_be_told(desk: Desk, state: EditionState, to: RecipientSettings) -> bool:
    """Whether a recipient has a revision that is withdrawn, and was not told so."""
    name, decision = str(state.edition), state.decision
    if decision is None or decision.act != "withdraw":
        return False
    if to.mailbox.lower() not in (each.lower() for each in desk.ledger.addresses(name, decision.revision)):
        return False
    return not desk.ledger.has_item(to.mailbox, name, decision.revision, purpose="withdrawal")


def wanted(desk: Desk, pack: Pack, to: RecipientSettings) -> tuple[EditionState, ...]:
    """What a recipient would get of a pack if all of it were released."""
    role = desk.settings.roles[to.role]
    return tuple(each for each in pack.editions if each.revision is not None and wants(to, role, each.edition))


def revision_of(state: EditionState) -> Revision:
    """The last revision of an edition that has one, as each has that is planned."""
    assert state.revision is not None  # asked before it was planned
    return state.revision
