"""What became of a file that was made here once: it holds now, or was replaced, withdrawn, or never released.

Only the ledger is asked, and it is asked for the content: a name can be given to anything.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import combinations
from typing import Literal

from thidua.run.ledger.book import Ledger
from thidua.run.ledger.entries import Decision, Revision, content_hash_of

State = Literal["current", "replaced", "withdrawn", "unreleased"]
"""current: of the release in force; replaced: another revision was released since; withdrawn: by a person, for a
reason; unreleased: made here, but no person let it leave the house."""


@dataclass(frozen=True)
class Standing:
    """One file of one revision, and what is to be known of it.

    Attributes
    ----------
    decision
        What says so: the release of what is current, the release that replaced it, the withdrawal; None if there is
        none.
    in_force
        The release of its edition that is in force now, of whichever revision; None if there is none.
    ended
        The withdrawal since which nothing of its edition is in force; None if something is, or never was.
    newest
        The newest revision of its edition, which may wait for a release; 0 where the ledger was not asked.
    """

    revision: Revision
    extension: str
    state: State
    decision: Decision | None
    in_force: Decision | None
    ended: Decision | None = None
    newest: int = 0


def standings(ledger: Ledger, sha256: str) -> list[Standing]:
    """What became of a content: one for each edition that has or had a file of it, none if it was never made here.

    Of several revisions with the same content the one in force counts, then the last on which a person decided.
    """
    found: dict[str, Standing] = {}
    for edition, number in ledger.editions_with_file(sha256):
        revision, newest = ledger.revision(edition, number), ledger.revision(edition)
        if revision is None or newest is None:
            continue
        extension = next(name for name, value in revision.files.items() if value == sha256)
        each, before = standing(revision, extension, ledger.decisions(edition)), found.get(edition)
        each = replace(each, newest=newest.number)
        if before is None or better(each, before):
            found[edition] = each
    return list(found.values())


def standing(revision: Revision, extension: str, decisions: Sequence[Decision]) -> Standing:
    """What became of one file of a revision.

    Parameters
    ----------
    decisions
        All on its edition, the first one first.
    """
    last = decisions[-1] if decisions else None
    in_force, ended = (last if last is not None and last.act == act else None for act in ("release", "withdraw"))
    own = [
        each
        for each in decisions
        if each.revision == revision.number and (each.act == "withdraw" or seals(each, revision, extension))
    ]
    if not any(each.act == "release" for each in own):
        return Standing(revision, extension, "unreleased", None, in_force, ended)
    if own[-1] is in_force:
        return Standing(revision, extension, "current", in_force, in_force)
    if own[-1].act == "withdraw":
        return Standing(revision, extension, "withdrawn", own[-1], in_force, ended)
    # Only what is in force can be withdrawn: if this was not, another release had taken its place.
    later = [each for each in decisions[decisions.index(own[-1]) + 1 :] if each.act == "release"]
    return Standing(revision, extension, "replaced", in_force or later[-1], in_force, ended)


def seals(release: Decision, revision: Revision, extension: str) -> bool:
    """Whether a release was of this file: a format that was made afterwards is not of the release."""
    others = [name for name in revision.files if name not in (extension, "ipynb")]
    return any(
        content_hash_of({name: revision.files[name] for name in (extension, *some)}) == release.content_hash
        for count in range(len(others), -1, -1)
        for some in combinations(others, count)
    )


def better(one: Standing, other: Standing) -> bool:
    """Whether one of two says more of a content that both have: what is in force, then what was decided on later."""
    return _weight(one) > _weight(other)


def _weight(found: Standing) -> tuple[bool, bool, int]:
    return found.state == "current", found.state != "unreleased", found.revision.number
