"""Why an edition would be made again, in words for an operator: which input changed, and which row of the facts."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from thidua.errors import ReportError
from thidua.facts.moved import Place, place_of_change
from thidua.registry import get_unit, quoted
from thidua.run.currency import Change, change_since, foresee
from thidua.run.key import INPUTS, input_of
from thidua.run.plan import Edition
from thidua.run.publish import published_notes
from thidua.speech import now_said, say

_BY_ROW = ("counts", "rows_listed", "rows", "register", "rows_stated", "sent", "coverage")
"""The questions whose answer a row explains, the plainest first."""


def stale_words(editions: Iterable[Edition]) -> dict[str, str]:
    """Why each of these editions would be made again, by name; nothing of those that are current, or were never made.

    Of a dataset whose facts cannot be read, that is said.
    """
    found: dict[str, str] = {}
    made = {str(one): (one, notes) for one in editions if (notes := published_notes(one))}
    foreseen: set[int] = set()
    for name, (edition, notes) in made.items():
        try:
            if id(edition.dataset) not in foreseen:
                foresee(one for one, _ in made.values() if one.dataset is edition.dataset)
                foreseen.add(id(edition.dataset))
            change = change_since(edition, notes)
        except ReportError as problem:
            found[name] = say("không biết có còn mới không ({problem})", problem=problem)
            continue
        if change.is_stale:
            found[name] = say("cần lập lại, khác lúc lập: {what}", what=changed_words(edition, notes, change))
    return found


def changed_words(edition: Edition, notes: Mapping[str, object], change: Change) -> str:
    """What is not as it was when it was made: "facts received (ba-be.xlsx, Danh sách, B5)"."""
    said = []
    for name in change.inputs:
        words, where = now_said(INPUTS[name]), _where(name, edition, notes, change)
        said.append(f"{words} ({where})" if where else words)
    return ", ".join(said) or say("đầu vào")


def _where(name: str, edition: Edition, notes: Mapping[str, object], change: Change) -> str:
    """Where in an input something is other than it was; empty where it is not known."""
    if name == "facts":
        place = _place(edition, notes, change)
        return "" if place is None else _written(place)
    if name != "denominators":
        return ""
    if notes.get("reads") is None:
        return say("cả tệp: không biết đã đọc gì trong đó")
    return _of_units(edition, change)


def _of_units(edition: Edition, change: Change) -> str:
    """The unit whose people are not as many as they were, or among how many it is: of others nothing was asked."""
    asked = [question.partition(" ") for name, question in change.asked if name == edition.dataset.name]
    units = dict.fromkeys(unit for kind, _, of in asked if kind == "people_of" for unit in of.split("+"))
    if len(units) != 1:
        return say("của một trong {count} đơn vị", count=len(units)) if units else ""
    with edition.dataset.territory.in_force():
        return get_unit(*units).name


def _place(edition: Edition, notes: Mapping[str, object], change: Change) -> Place | None:
    """The row that made an answer another, of the plainest question that a row explains."""
    reads = notes.get("reads")
    asked = [question for name, question in change.asked if name == edition.dataset.name]
    if not isinstance(reads, dict):
        return None
    for kind in _BY_ROW:
        for question in asked:
            if question.partition(" ")[0] == kind and input_of(question) == "facts":
                place = place_of_change(edition.dataset, question, reads[edition.dataset.name][question])
                if place is not None:
                    return place
    return None


def _written(place: Place) -> str:
    where = ", ".join(quoted(part)[1:-1] for part in (place.file, place.sheet, place.cell) if part)
    return say("{where} không còn", where=where) if place.is_gone else where
