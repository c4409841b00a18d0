"""Where a figure comes from, in a reader's words: file › sheet › cell, the rows of a list, or the words quoted."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from thidua.facts.settle import Count
from thidua.present.language import tr_count
from thidua.present.numbers import write_number

_SHOWN = 3
"""So many places are named; of the others it is told how many they are. `trace` names all."""
_STEP = " › "


def source_words(parts: Sequence[Count]) -> str:
    """The places of the counts that a figure adds up, the first few by name."""
    quotations = dict.fromkeys(_quotation(one) for one in parts if one.origin == "quotation")
    sheets = _sheets(parts)
    named = [*quotations, *(_STEP.join(_steps(*sheet, sheets[sheet])) for sheet in sorted(sheets)[:_SHOWN])][:_SHOWN]
    shown, rest = "; ".join(named), len(quotations) + len(sheets) - len(named)
    return tr_count("{places}; và {number} nơi khác", rest, places=shown, number=rest) if rest > 0 else shown


def _quotation(count: Count) -> str:
    return f"“{count.quote}” ({count.source})" if count.source else f"“{count.quote}”"


def _sheets(parts: Sequence[Count]) -> dict[tuple[str, str], list[Count]]:
    """The counts of lists and returns by file and sheet."""
    sheets: dict[tuple[str, str], list[Count]] = defaultdict(list)
    for one in parts:
        if one.origin != "quotation" and one.file:
            sheets[one.file, one.sheet].append(one)
    return sheets


def _steps(file: str, sheet: str, found: Sequence[Count]) -> Iterator[str]:
    """The way to a place: file, sheet if it has any, its cells or how many of its rows."""
    yield from (part for part in (file, sheet, _where(found)) if part)


def _where(found: Sequence[Count]) -> str:
    cells = [one.cell for one in found if one.cell]
    rows = sum(one.rows for one in found)
    in_words = tr_count("{number} dòng", rows, number=write_number(rows)) if rows else ""
    return ", ".join(part for part in (*cells, in_words) if part)
