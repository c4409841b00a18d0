"""The statistical form on emulation movements (0601): how many, by duration and mode, of which launching level.

Forms 0602 and 0603 are in ``statistical_forms``.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping
from datetime import date
from typing import Any, NamedTuple

import pandas as pd

from thidua.registry import fold, levels

DURATIONS = ("under_1", "exactly_1", "under_3", "under_5", "from_5", "open")
"""Under a year, one year, over one and under three, three and under five, five years or more, not known."""
MODES = {"thematic": "thematic", "campaign": "thematic", "peak": "thematic", "regular": "regular"}
"""The form knows two modes; campaigns and peaks are launched for an occasion, as thematic movements are."""

_LEVEL_WORDS: Mapping[str, str] = {
    "toàn quốc": "TW",
    "trung ương": "TW",
    "nhà nước": "TW",
    "bộ": "BO",
    "tỉnh": "TINH",
    "sở": "SO",
    "huyện": "HUYEN",
    "thành phố": "HUYEN",
    "xã": "XA",
    "phường": "XA",
    "thị trấn": "XA",
    "đơn vị": "CS",
    "cơ sở": "CS",
}
"""How registers name the level that launched a movement; the first word found in a text decides."""
OF_ALL = ("TW", "BO", "TINH")
"""A movement of these levels is one movement, in however many districts' registers it stands."""


class MovementForm(NamedTuple):
    """Numbers of movements by launching level, each a mapping of row to level to count.

    ``levels`` are the codes of the levels that occur, highest first, "" for a level that no register names.
    """

    levels: tuple[str, ...]
    total: dict[str, int]
    by_duration: dict[str, dict[str, int]]
    by_mode: dict[str, dict[str, int]]


def movement_form(movements: pd.DataFrame) -> MovementForm:
    """Count the movements of a register by duration, mode and launching level.

    Parameters
    ----------
    movements
        The register of a unit and period, as `thidua.facts.query.Facts.register` gives it.

    Returns
    -------
    MovementForm
        Numbers of movements, each counted once: one that the province launched stands in the registers of several
        districts. Duration runs from the first to the last day, both included; without a last day it is open.

    Notes
    -----
    In Vietnamese: biểu thống kê phong trào thi đua (0601). Unit: movements.

    Source: form 0601.N of Circular 02/2023/TT-BNV (0701.N of Circular 03/2018/TT-BNV); indicator K17.
    """
    launched = list(_once(movements.to_dict("records")))
    order = [*(level.code for level in levels()), ""]
    found = tuple(code for code in order if any(level == code for level, _ in launched))
    durations: dict[str, dict[str, int]] = {row: dict.fromkeys(found, 0) for row in DURATIONS}
    modes: dict[str, dict[str, int]] = {row: dict.fromkeys(found, 0) for row in ("thematic", "regular", "open")}
    for level, row in launched:
        durations[_duration(_day(row["started_on"]), _day(row["ended_on"]))][level] += 1
        modes[MODES.get(row["mode"], "open")][level] += 1
    total = {code: sum(level == code for level, _ in launched) for code in found}
    return MovementForm(found, total, durations, modes)


def launching_level(text: str) -> str:
    """The level code of a register's words: "UBND tỉnh" -> TINH; empty if they name none.

    Examples
    --------
    >>> launching_level("Tỉnh"), launching_level("Cấp huyện"), launching_level("")
    ('TINH', 'HUYEN', '')
    """
    words = f" {fold(text)} "
    found = [(words.find(f" {fold(word)} "), code) for word, code in _LEVEL_WORDS.items()]
    return min((place, code) for place, code in [*found, (len(words), "")] if place >= 0)[1]


def _once(rows: Iterable[dict[Hashable, Any]]) -> Iterable[tuple[str, dict[Hashable, Any]]]:
    """Each movement with its level, the first time that it is met."""
    met: set[tuple[str, str, str]] = set()
    for row in rows:
        level = launching_level(row["launching_level"])
        key = (fold(row["name"]), level, "" if level in OF_ALL else row["unit"])
        if key not in met:
            met.add(key)
            yield level, row


def _day(value: Any) -> date | None:
    return None if pd.isna(value) else pd.Timestamp(value).date()


def _duration(first: date | None, last: date | None) -> str:
    if first is None or last is None or last < first:
        return "open"
    # Whole years, and the days beyond them: 15/12 to 14/12 is exactly one year.
    end = pd.Timestamp(last) + pd.Timedelta(days=1)
    years = next(count for count in range(200) if pd.Timestamp(first) + pd.DateOffset(years=count + 1) > end)
    is_whole = pd.Timestamp(first) + pd.DateOffset(years=years) == end
    if years == 0:
        return "under_1"
    if years == 1 and is_whole:
        return "exactly_1"
    return "under_3" if years < 3 else "under_5" if years < 5 else "from_5"
