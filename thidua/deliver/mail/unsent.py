"""Why editions do not go out: not released, changed since, too old, for nobody, or there already."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from thidua.deliver.mail.desk import Desk
from thidua.deliver.mail.recipients import wants
from thidua.deliver.packs import EditionState, Pack
from thidua.speech import later, now_said, say

NAMED = 3
"""So many editions of one reason are named; ``status`` tells all of them."""

_BY_STATE = {
    "none": later("chưa sẵn sàng lần nào"),
    "waiting": later("chưa duyệt"),
    "changed since release": later("đã đổi sau khi duyệt (hãy duyệt lại)"),
    "withdrawn": later("bị thu hồi"),
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
    return lines or [say("chưa lập gì")]


def _reason(desk: Desk, state: EditionState, since: datetime | None) -> str:
    if state.release != "released" or state.decision is None:
        return now_said(_BY_STATE[state.release])
    wanting = [to for to in desk.recipients if wants(to, desk.settings.roles[to.role], state.edition)]
    if not wanting:
        return say("không cho ai: không người nhận nào trong reports.toml nhận loại, đơn vị, ngôn ngữ này")
    number, name = state.decision.revision, str(state.edition)
    if all(desk.ledger.has_item(to.mailbox, name, number) for to in wanting):
        return say("đã gửi trước, hoặc chờ người quyết định (xem status)")
    if since is not None and state.decision.at < since:
        return say("duyệt trước {day}, quá lâu để tự gửi (hãy ghi KỲ)", day=f"{since:%d/%m/%Y}")
    raise ValueError(f"{name} is to go to somebody")


def _first(names: Sequence[str]) -> str:
    more = say(", và {count} bản nữa", count=len(names) - NAMED) if len(names) > NAMED else ""
    return ", ".join(names[:NAMED]) + more
