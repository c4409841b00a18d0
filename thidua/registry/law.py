"""The legal bases of awards with their days, and the regime that holds on a day.

Every rule is a dated row that an official can correct; rows of low confidence must be checked before use.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache

from thidua.errors import ConfigError
from thidua.registry.dated import Dated, day_after
from thidua.registry.typed import typed


@dataclass(frozen=True, slots=True)
class LegalBasis(Dated):
    """A law, decree or circular: number as id, name, day of issue where known, and the days it holds.

    ``starts_vi`` to ``ends_en`` are the sentences that a report prints of its first day and of its end.
    """

    id: str
    name_vi: str
    issued: date | None
    valid_from: date | None
    valid_to: date | None
    starts_vi: str
    starts_en: str
    ends_vi: str
    ends_en: str
    note: str
    confidence: str


@dataclass(frozen=True, slots=True)
class LegalEvent:
    """A day on which a legal basis starts or stops to hold, with the sentence that a report prints.

    Attributes
    ----------
    date
        First day of the new state: for an end, the day after the last valid one.
    change
        ``starts`` or ``ends``.
    text_vi, text_en
        One sentence.
    legal_basis
        Number of the document.
    confidence
        ``verified`` to ``low``, as in the table.
    """

    date: date
    change: str
    text_vi: str
    text_en: str
    legal_basis: str
    confidence: str


@dataclass(frozen=True, slots=True)
class Regime(Dated):
    """One of the successive laws on emulation and commendation, named by its year."""

    id: str
    name_vi: str
    name_en: str
    valid_from: date | None
    valid_to: date | None
    legal_basis: str


@cache
def _legal_bases() -> tuple[LegalBasis, ...]:
    return typed("legal_bases", LegalBasis)


def legal_bases(on: date | None = None) -> tuple[LegalBasis, ...]:
    """Return the legal bases that hold on that day, or all, in the table's order."""
    return tuple(basis for basis in _legal_bases() if on is None or basis.is_valid(on))


def _changes(basis: LegalBasis) -> Iterator[LegalEvent]:
    about = {"legal_basis": basis.id, "confidence": basis.confidence}
    if basis.valid_from is not None:
        yield LegalEvent(basis.valid_from, "starts", basis.starts_vi, basis.starts_en, **about)
    if basis.valid_to is not None:
        yield LegalEvent(day_after(basis.valid_to), "ends", basis.ends_vi, basis.ends_en, **about)


def legal_events(first: date, last: date) -> tuple[LegalEvent, ...]:
    """Return what starts or ends from the first to the last day, oldest first, ends before starts."""
    events = [event for basis in _legal_bases() for event in _changes(basis)]
    found = [event for event in events if first <= event.date <= last]
    return tuple(sorted(found, key=lambda event: (event.date, event.change)))


@cache
def regimes() -> tuple[Regime, ...]:
    """Return the regimes, oldest first."""
    return typed("regimes", Regime)


def regime(on: date) -> str:
    """Return the id of the regime on that day: ``2003`` to 31/12/2023, ``2022`` after.

    Raises
    ------
    ConfigError
        If the table leaves the day uncovered.
    """
    for candidate in regimes():
        if candidate.is_valid(on):
            return candidate.id
    raise ConfigError(f"no legal regime on {on.isoformat()}; add a row to the registry table regimes.csv")
