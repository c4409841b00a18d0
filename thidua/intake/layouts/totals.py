"""Whether the lines of sums in a list say what the list has: a lost row shows here.

The sums of a return belong to ``summary_return``.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate

from thidua.intake.cells.numbers import read_count
from thidua.intake.layouts.lines import Line
from thidua.intake.layouts.list_rows import ListRows


def check_list_totals(lines: Sequence[Line], rows: ListRows) -> None:
    """Note every line of sums whose one number is neither that of its group's recipients nor of all (V05)."""
    if not any(line.role == "total" for line in lines):
        return
    counts: dict[int, int] = {}
    for line, times in zip(rows.lines, rows.times, strict=True):
        counts[line.number] = counts.get(line.number, 0) + times
    whole = {sum(counts.values()), len(counts)}
    groups = [0]
    for line in lines:
        if line.role == "group":
            groups.append(0)
        elif line.role == "total":
            stated = [(at, count) for at, cell in enumerate(line.cells) if isinstance(count := read_count(cell), int)]
            # A sum may be that of the last group or of several: "Cộng huyện" below "1. Tập thể" and "2. Cá nhân".
            if len(stated) == 1 and stated[0][1] not in whole.union(accumulate(reversed(groups))):
                at, count = stated[0]
                rows.notes.find("V05-rows", line.number, at, count, count=str(groups[-1] or sum(groups)))
        else:
            groups[-1] += counts.get(line.number, 0)
