"""Where a figure comes from, in a reader's words: file › sheet › cell, the rows of a list, or the words quoted."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from thidua.facts.settle import Count
from thidua.present.language import tr_count
from thidua.present.numbers import write_number

_SHOWN = 3
"""So many places are named; of the others it is told how many they are. `trace` names all."""
_STEP = " › "


def source_words(parts: Sequence[Count]) -> str:
    """The places of the counts that a figure adds up, the first few by name."""
    places = [*dict.fromkeys(_quotation(one) for one in parts if one.origin == "quotation"), *_places(parts)]
    rest = len(places) - _SHOWN
    shown = "; ".join(places[:_SHOWN])
    return tr_count("{places}; và {number} nơi khác", rest, places=shown, number=rest) if rest > 0 else shown


def _quotation(count: Count) -> str:
    return f"“{count.quote}” ({count.source})" if count.source else f"“{count.quote}”"


def _places(parts: Sequence[Count]) -> list[str]:
    """One place a sheet: its cells, or how many of its rows."""
    sheets: dict[tuple[str, str], list[Count]] = defaultdict(list)
    for one in parts:
        if one.origin != "quotation" and one.file:
            sheets[one.file, one.sheet].append(one)
    return [
        _STEP.join(part for part in (file, sheet, _where(found)) if part)
        for (file, sheet), found in sorted(sheets.items())
    ]


def _where(found: Sequence[Count]) -> str:
    cells = [one.cell for one in found if one.cell]
    rows = sum(one.rows for one in found)
    in_words = tr_count("{number} dòng", rows, number=write_number(rows)) if rows else ""
    return ", ".join(part for part in (*cells, in_words) if part)
