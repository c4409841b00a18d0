"""What moved since the same period before, from the comparisons that a report's tables carry as values.

Nothing is measured again and nothing is read back from print: count, verdict and size are the report's own, so page
and report cannot disagree.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from thidua.deliver.release.move import Move, row_words
from thidua.export.document import Document, View
from thidua.present.language import written_in
from thidua.present.numbers import write_number

WORTH_A_LOOK = 1.0
"""Two Poisson counts of one rate differ by this size or more in one case of three; what is smaller is no news."""

COMPARISONS = ("changes", "unit_changes")
"""The tables that compare two periods: each form of award, and each unit of a province or block."""


@dataclass(frozen=True)
class Compared:
    """How many comparisons one table makes, and how many chance alone lets pass, by what tells it from other tables."""

    told_by: str
    made: int
    by_chance: float


def since_same_period(document: Document) -> list[Move]:
    """Every row of the comparison tables that differs from the same period before, the most surprising first.

    Parameters
    ----------
    document
        What an executed notebook shows; one without comparison tables has no moves.

    Returns
    -------
    list of Move
        First those that are beyond chance by the report's own verdict; then the others. Within both by ``size``, the
        standardised difference (`thidua.measures.change.Change.size`). A row whose figure is not known for both
        periods has no comparison and is left out.
    """
    with written_in(document.lang):
        moves = [move for view in _compared_views(document.views) for move in _moves(view)]
    return sorted(moves, key=surprise, reverse=True)


def compared(document: Document) -> tuple[Compared, ...]:
    """How many comparisons each table of a report makes, as the report itself says it."""
    found = []
    for view in _compared_views(document.views):
        said = view["resource"].get("values", {})
        told_by = f"{view['name']} {view['resource'].get('rowValues')}"
        found.append(Compared(told_by, int(said.get("comparisons", 0)), float(said.get("expected_by_chance", 0.0))))
    return tuple(found)


def surprise(move: Move) -> tuple[bool, float]:
    """What moves since the same period are ranked by, over one report or many: beyond chance first, then size."""
    return move.is_beyond_chance, move.size


def _compared_views(views: tuple[View, ...]) -> Iterator[View]:
    return (view for view in views if view["part"] == "table" and view["name"] in COMPARISONS)


def _moves(view: View) -> Iterator[Move]:
    resource = view["resource"]
    label, group = resource["schema"]["fields"][0]["name"], ""
    # A notebook of before comparisons had values says nothing of them.
    values = resource.get("rowValues") or [{}] * len(resource["data"])
    for role, row, said in zip(resource["rowRoles"], resource["data"], values, strict=True):
        words = str(row.get(label, ""))
        if role == "group":
            group = words
            continue
        if not said.get("difference"):
            continue
        difference = said["difference"]
        yield Move(
            "same period",
            view["label"],
            view["name"],
            view["title"],
            row_words(group if role in ("body", "part") else "", words),
            "",
            write_number(said["before"]),
            write_number(said["count"]),
            size=said["size"],
            difference=f"{'+' if difference > 0 else ''}{write_number(difference)}",
            ratio=_ratio_words(row, said),
            verdict=said["verdict"],
        )


def _ratio_words(row: dict[str, Any], said: dict[str, Any]) -> str:
    """The ratio as the row prints it, with the limits that another column of it may hold."""
    limits = row.get("limits", "") if said["verdict"] != "by_quota" and said["ratio_high"] is not None else ""
    return f"{row.get('ratio', '')} ({limits})" if limits else str(row.get("ratio", ""))
