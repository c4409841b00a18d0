"""Completeness of what was sent: expected tables that came, late and revised ones, and cells that hold a figure.

What is expected and what became of it is found elsewhere; here it is counted.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal, NamedTuple, get_args

import pandas as pd

from thidua.errors import DataError
from thidua.measures.counts import whole_counts

AnswerState = Literal["counted", "faulty", "partial", "missing", "due"]
STATES: tuple[AnswerState, ...] = get_args(AnswerState)
"""What becomes of an expected table: it counts, has errors, came in part, did not come, or still has time."""


class Expected(NamedTuple):
    """One table that one unit should send, and what became of it: one of `STATES`, late or not, sent again or not."""

    unit: str
    layout: str
    state: AnswerState
    is_late: bool = False
    is_revised: bool = False


class Completeness(NamedTuple):
    """How much of what was expected is there; numbers of tables.

    Attributes
    ----------
    asked
        All whose deadline has passed or that came; the others are ``due`` and in no share.
    counted, faulty, partial, missing
        What became of them; together they make ``asked``.
    late, revised
        Of those that came whole, how many came after the deadline; of those that count, how many were sent again.
    silent
        Units of which nothing came that was asked for, in the order of the question.
    """

    asked: int
    counted: int
    faulty: int
    partial: int
    missing: int
    due: int
    late: int
    revised: int
    silent: tuple[str, ...]

    @property
    def share(self) -> float | None:
        """The fraction of what was asked that counts; None if nothing was asked."""
        return self.counted / self.asked if self.asked else None


class FilledCells(NamedTuple):
    """Figures that are known among those that could be: ``filled`` of ``cells``."""

    filled: int
    cells: int


def completeness(expected: Iterable[Expected]) -> Completeness:
    """Count what became of the tables that should have been sent (K20 of the indicator catalogue).

    Parameters
    ----------
    expected
        One for each unit and table that should be sent for the period.

    Returns
    -------
    Completeness
        Numbers of tables. No interval: every table that should come is known, so there is no chance in it.

    Raises
    ------
    DataError
        If a state is none of `STATES`; names unit, layout and state.

    Notes
    -----
    In Vietnamese: mức độ đầy đủ, đúng hạn của số liệu gửi. Unit: tables.

    Source: indicator K20, share of expected units and tables that came, late, revised; rule V20.
    """
    known = list(expected)
    for one in known:
        if one.state not in STATES:
            raise DataError(f"{one.unit}, {one.layout}: state {one.state}; expected one of {', '.join(STATES)}")
    number = {state: sum(one.state == state for one in known) for state in STATES}
    asked = [one for one in known if one.state != "due"]
    silent = [unit for unit in dict.fromkeys(one.unit for one in asked) if _is_silent(unit, asked)]
    return Completeness(
        asked=len(asked),
        **number,
        late=sum(one.is_late for one in asked),
        revised=sum(one.is_revised for one in asked),
        silent=tuple(silent),
    )


def _is_silent(unit: str, asked: Iterable[Expected]) -> bool:
    return all(one.state == "missing" for one in asked if one.unit == unit)


def filled_cells(facts: pd.DataFrame, *, absent: int = 0) -> FilledCells:
    """Count the cells that hold a figure among those that should (K20).

    Parameters
    ----------
    facts
        Facts of one unit and period, whatever their status.
    absent
        How many tables that should tell such cells are not there. How many cells each would fill nobody knows; it
        counts as one that is not filled, so that not all of them ever seem to be.

    Returns
    -------
    FilledCells
        Cells of counts not split into classes. What cannot be is no cell; 0 is a figure.

    Notes
    -----
    In Vietnamese: tỷ lệ ô có số liệu. Unit: per cent of cells. Source: indicator K20.
    """
    whole = whole_counts(facts)
    filled = int((whole["state"] == "counted").sum())
    return FilledCells(filled, filled + int((whole["state"] == "missing").sum()) + absent)
