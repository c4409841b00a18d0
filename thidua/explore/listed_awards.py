"""The titles and forms of commendation as a frame: what they are called, who gives them to whom, and since when."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from thidua.explore.days import day_meant
from thidua.present.language import language
from thidua.registry import Award, authorities_of, awards, competences, get_authority

if TYPE_CHECKING:
    from datetime import date

    import pandas as pd

COLUMNS = (
    *("award", "name", "short_name", "group", "levels", "authorities", "recipient_kinds"),
    *("valid_from", "valid_to", "legal_basis"),
)


def awards_frame(on: Any = None) -> pd.DataFrame:
    """The frame of `OpenedDataset.awards`; what is counted beside the awards is none of them."""
    import pandas as pd  # imported where a frame is made

    day = None if on is None else day_meant(on)
    rows = [_row(one, day) for one in awards(day) if one.is_award]
    frame = pd.DataFrame(rows, columns=list(COLUMNS))
    dates = {name: pd.to_datetime(frame[name]) for name in ("valid_from", "valid_to")}
    return frame.assign(**dates).astype({name: "str" for name in COLUMNS if name not in dates})


def _row(award: Award, day: date | None) -> tuple[Any, ...]:
    name = award.name_vi if language() == "vi" else award.name_en
    givers = _givers(award, day)
    levels = dict.fromkeys(get_authority(one).level for one in givers)
    return (
        *(award.code, name, award.short_vi, award.group, "+".join(levels), "+".join(givers)),
        "+".join(award.recipient_kinds),
        *(award.valid_from, award.valid_to, award.legal_basis),
    )


def _givers(award: Award, day: date | None) -> tuple[str, ...]:
    """Who may give an award on a day, or may on any, in the order of a page."""
    if day is not None:
        return tuple(one.code for one in authorities_of(award.code, day))
    ever = {one.authority for one in competences() if one.award == award.code}
    return tuple(sorted(ever, key=lambda code: get_authority(code).rank))
