"""The decision that a sentence names, as a group heading or the title of a list does.

A cell that is nothing but a decision is read in ``decisions``.
"""

from __future__ import annotations

import re

from thidua.intake.cells.decisions import DecisionNo, read_decision

_DECISION = re.compile(r"[0-9]{1,6}\s*[/-]\s*[Qq][ĐđDdÐ][^\s,;()]*(?:\s*-\s*[A-ZĐ&.-]+)?")
_DAY = re.compile(
    r"[Nn][Gg][Àà][Yy]\s+([0-9]{1,2}\s*[/.-]\s*[0-9]{1,2}\s*[/.-]\s*[0-9]{4}|[0-9]{1,2}\s+tháng\s+[0-9]{1,2}\s+năm\s+[0-9]{4})"
)


def decision_within(text: str) -> DecisionNo | None:
    """The one decision that a longer text names, with its day: "Quyết định số 946/QĐ-UBND ngày 31/5/2023 của …"."""
    numbers = _DECISION.findall(text)
    if len(numbers) != 1:
        return None
    day = _DAY.search(text)
    read = read_decision(f"{numbers[0]} ngày {day[1]}" if day else numbers[0])
    return read if isinstance(read, DecisionNo) else None
