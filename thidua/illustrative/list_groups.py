"""Groups of a decision list: in which order its rows stand, and which headings stand above them.

What stands in the cells of a row belongs to ``lists``.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from thidua.illustrative.decisions import Row
from thidua.illustrative.looks import Look
from thidua.registry import get_award, get_unit

KINDS = {"collective": "Tập thể", "household": "Hộ gia đình", "individual": "Cá nhân"}
_SHORT = {"CSTDCS": "CSTĐCS", "LDTT": "LĐTT", "TTLDTT": "TTLĐTT", "GKH": "GK", "GKX": "GK"}
_ROMAN = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII", "XIII", "XIV")
_ORDER: tuple[str, ...] = ("LDTT", "CSTDCS", "TTLDTT", "TTLDXS", "CSTDT", "CTDT", "GKH", "GKX", "GKS", "BKT", "HHTINH")
_ORDER += ("BKTTG", "CTDCP", "HCLD3")

Placed = tuple[int, Row]
"""A row with its position in the list as a whole."""


def award_words(award: str, wording: str = "name") -> str:
    """A title or form as lists write it; a certificate goes without its giver, whom another column names."""
    if wording == "short":
        return _SHORT.get(award, get_award(award).short_vi)
    return "Giấy khen" if award in ("GKH", "GKX", "GKS") else get_award(award).name_vi


def in_list_order(rows: Sequence[Row], look: Look) -> list[Row]:
    """The rows as they stand in the list: by title, decision and name, below whatever the look sorts by first."""
    kinds = list(KINDS)

    def first(row: Row) -> tuple[object, ...]:
        kind = kinds.index(row.kind)
        by_group: dict[str, tuple[object, ...]] = {
            "kind": (kind,),
            "sheets": (kind,),
            "decision": (row.decided_on, row.decision_no),
            "unit": (row.unit, kind),
        }
        return (*by_group.get(look.groups, ()), row.unit if look.is_by_unit else "")

    return sorted(
        rows,
        key=lambda row: (
            first(row),
            _ORDER.index(row.award),
            row.kind,
            row.decided_on,
            row.decision_no,
            row.unit,
            row.recipient,
        ),
    )


def groups(rows: Sequence[Placed], look: Look) -> Iterator[tuple[tuple[str, ...], list[Placed]]]:
    """The groups of a list from top to bottom, with the headings that stand above each; none where there is none."""
    if look.groups == "unit":
        yield from _by_unit(rows)
        return
    if look.groups == "decision":
        for (number, day), group in groupby(rows, key=lambda each: (each[1].decision_no, each[1].decided_on)):
            yield (f"Quyết định số {number} ngày {day.day}/{day.month}/{day.year}",), list(group)
        return
    if look.groups not in ("kind", "award"):
        yield (), list(rows)
        return
    keys = dict.fromkeys(row.kind if look.groups == "kind" else row.award for _, row in rows)
    for place, key in enumerate(keys):
        heading = KINDS[key].upper() if look.groups == "kind" else award_words(key)
        chosen = [(i, row) for i, row in rows if key == (row.kind if look.groups == "kind" else row.award)]
        yield (f"{_ROMAN[place]}. {heading}",), chosen


def _by_unit(rows: Sequence[Placed]) -> Iterator[tuple[tuple[str, ...], list[Placed]]]:
    """A heading for each district or department, and below it one for each kind of recipient."""
    for place, (unit, of_unit) in enumerate(groupby(rows, key=lambda each: each[1].unit)):
        above: tuple[str, ...] = (f"{_ROMAN[place]}. {get_unit(unit).name.upper()}",)
        for number, (kind, group) in enumerate(groupby(of_unit, key=lambda each: each[1].kind), 1):
            yield (*above, f"{number}. {KINDS[kind]}"), list(group)
            above = ()
