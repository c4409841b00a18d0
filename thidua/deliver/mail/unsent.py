"""Why editions do not go out: not released, changed since, too old, for nobody, or there already."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from thidua.deliver.mail.desk import Desk
from thidua.deliver.mail.recipients import wants
from thidua.deliver.packs import EditionState, Pack

NAMED = 3
"""So many editions of one reason are named; ``status`` tells all of them."""

_BY_STATE = {
    "none": "never ready",
    "waiting": "not released",
    "changed since release": "changed since its release (release it again)",
    "withdrawn": "withdrawn",
}


def why_unsent(desk: Desk, packs: Sequence[Pack], *, released_since: datetime | None = None) -> list[str]:
    """Why nothing of these packs is to go, one counted line for each reason, with the first editions it is about.

    Parameters
    ----------
    released_since
        As `plan` was given it.

    Returns
    -------
    list of str
        "2 not released: illustrative/2023-H1/huyen-ba-be/district, …"; that nothing was built, if so.
    """
    found: dict[str, list[str]] = {}
    for pack in packs:
        for state in pack.editions:
            reason = _reason(desk, state, released_since)
            found.setdefault(reason, []).append(str(state.edition))
    lines = [f"{len(names)} {reason}: {_first(names)}" for reason, names in found.items()]
    return lines or ["nothing was built yet"]


def _reason(desk: Desk, state: EditionState, since: datetime | None) -> str:
    if state.release != "released" or state.decision is None:
        return _BY_STATE[state.release]
    wanting = [to for to in desk.recipients if wants(to, desk.settings.roles[to.role], state.edition)]
    if not wanting:
        return "for nobody: no recipient of reports.toml gets this kind, unit and language"
    number, name = state.decision.revision, str(state.edition)
    if all(desk.ledger.has_item(to.mailbox, name, number) for to in wanting):
        return "mailed before, or waiting for a person (see status)"
    if since is not None and state.decision.at < since:
        return f"released before {since:%d/%m/%Y}, too long ago to go by itself (name its PERIOD)"
    raise ValueError(f"{name} is to go to somebody")


def _first(names: Sequence[str]) -> str:
    more = f", and {len(names) - NAMED} more" if len(names) > NAMED else ""
    return ", ".join(names[:NAMED]) + more
