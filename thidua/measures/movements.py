"""Emulation movements and what came of them: by mode, awards per movement, movements without results (K17).

The numbers of the statistical form on movements are in ``movement_form``.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any, NamedTuple

import pandas as pd

from thidua.measures.movement_form import OF_ALL, launching_level
from thidua.registry import fold

MODES = ("thematic", "campaign", "peak", "regular", "")
"""Thematic, by campaign, peak, regular; empty where the register names none."""


class MovementResult(NamedTuple):
    """One movement.

    Attributes
    ----------
    name, mode, level
        ``mode`` is one of `MODES`; ``level`` the code of the level that launched it, empty if not named.
    started_on, ended_on
        None where the register has no day; the first and last of all registers that have it.
    is_core
        Whether the office named it a core movement.
    awards
        Commendations given within it (lượt), added up over registers; None where none of them has a figure.
    registers
        In how many units' registers it stands.
    """

    name: str
    mode: str
    level: str
    started_on: date | None
    ended_on: date | None
    is_core: bool
    awards: int | None
    registers: int


class ModeSummary(NamedTuple):
    """The movements of one mode, or of all.

    Attributes
    ----------
    mode
        One of `MODES`, or ``all``.
    movements, core, ended
        How many, how many of them are core movements, how many had ended by the day asked for.
    with_awards, without_awards, unknown
        How many have commendations, none (0 was sent), or no figure: together all movements.
    awards
        Commendations of the movements that have a figure.
    """

    mode: str
    movements: int
    core: int
    ended: int
    with_awards: int
    without_awards: int
    unknown: int
    awards: int

    @property
    def awards_per_movement(self) -> float | None:
        """Commendations per movement that has a figure; None if none has."""
        known = self.with_awards + self.without_awards
        return self.awards / known if known else None


def movement_results(movements: pd.DataFrame) -> tuple[MovementResult, ...]:
    """The movements of a register, each once.

    Parameters
    ----------
    movements
        The register of a unit and period, as `thidua.facts.query.Facts.register` gives it; for a province those of
        all its units.

    Returns
    -------
    tuple of MovementResult
        In the order of the register. A movement of the province, a ministry or the State stands in the registers of
        several units and is one movement, whose commendations are added up.

    Notes
    -----
    In Vietnamese: kết quả phong trào thi đua. Unit: awards per movement.

    Source: indicator K17.
    """
    same: dict[tuple[str, str, str], list[dict[Any, Any]]] = {}
    for row in movements.to_dict("records"):
        level = launching_level(row["launching_level"])
        key = (fold(row["name"]), level, "" if level in OF_ALL else row["unit"])
        same.setdefault(key, []).append(row)
    return tuple(_result(level, rows) for (_, level, _), rows in same.items())


def summarise(results: Sequence[MovementResult], on: date) -> tuple[ModeSummary, ...]:
    """Count movements by mode, in the order of `MODES`, and last all of them.

    Parameters
    ----------
    on
        The day by which a movement has ended or not: the last one of the period.

    Examples
    --------
    >>> summarise((), date(2023, 6, 14))[-1].awards_per_movement is None
    True
    """
    modes = [mode for mode in MODES if any(one.mode == mode for one in results)]
    parts = [_summary(mode, [one for one in results if one.mode == mode], on) for mode in modes]
    return (*parts, _summary("all", results, on))


def without_results(results: Iterable[MovementResult], on: date) -> tuple[MovementResult, ...]:
    """The movements that ended by a day and have no commendation: 0 was sent, not nothing."""
    return tuple(one for one in results if one.awards == 0 and _has_ended(one, on))


def _result(level: str, rows: Sequence[dict[Any, Any]]) -> MovementResult:
    awards = [int(row["awards"]) for row in rows if not pd.isna(row["awards"])]
    started, ended = (_days(rows, name) for name in ("started_on", "ended_on"))
    return MovementResult(
        name=rows[0]["name"],
        mode=rows[0]["mode"] if rows[0]["mode"] in MODES else "",
        level=level,
        started_on=min(started, default=None),
        ended_on=max(ended, default=None),
        is_core=any(not pd.isna(row["is_core"]) and bool(row["is_core"]) for row in rows),
        awards=sum(awards) if awards else None,
        registers=len({row["unit"] for row in rows}),
    )


def _days(rows: Iterable[dict[Any, Any]], name: str) -> list[date]:
    return [pd.Timestamp(row[name]).date() for row in rows if not pd.isna(row[name])]


def _has_ended(one: MovementResult, on: date) -> bool:
    return one.ended_on is not None and one.ended_on <= on


def _summary(mode: str, results: Sequence[MovementResult], on: date) -> ModeSummary:
    return ModeSummary(
        mode=mode,
        movements=len(results),
        core=sum(one.is_core for one in results),
        ended=sum(_has_ended(one, on) for one in results),
        with_awards=sum(bool(one.awards) for one in results),
        without_awards=sum(one.awards == 0 for one in results),
        unknown=sum(one.awards is None for one in results),
        awards=sum(one.awards or 0 for one in results),
    )
