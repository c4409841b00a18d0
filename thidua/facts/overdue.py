"""What should have been sent and was not, or came late, as findings for its sender (V20)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import TYPE_CHECKING

from thidua.facts.expected import LAYOUTS_VI, ExpectedSettings, completed_at, wishes
from thidua.intake.finding import Finding
from thidua.registry import Basis, get_unit

if TYPE_CHECKING:
    from thidua.facts.versions import SentPart


def overdue(
    parts: Sequence[SentPart], expected: Sequence[ExpectedSettings], *, basis: Basis, as_of: date
) -> Iterator[Finding]:
    """What should have been sent by its deadline and was not, or came later (V20)."""
    # What one commune of a district sends is not what its district is asked for.
    in_order = sorted((each for each in parts if not each.part.place), key=lambda each: each.order)
    tables = [each.part for each in in_order]
    for wish in wishes(expected, basis, as_of):
        if not wish.is_due:
            continue
        at = completed_at(tables, wish, basis)
        day = f"{wish.deadline:%d/%m/%Y}"
        if at is None:
            label = wish.period.label(basis)
            words = {"unit": get_unit(wish.unit).name, "what": LAYOUTS_VI[wish.layout], "period": label}
            yield Finding("V20-missing", "", words=tuple({**words, "deadline": day}.items()))
        elif (sent := in_order[at].sent).received_on > wish.deadline:
            yield Finding("V20-late", sent.file, found=f"{sent.received_on:%d/%m/%Y}", words=(("deadline", day),))
