"""Groups of people among the commended individuals: women, ethnic minorities; as shares, and crossed with each other.

What may be shown of a crossing is decided in `suppression`; marks that are not known are told, never guessed.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, NamedTuple

import pandas as pd

from thidua.measures.intervals import Share, wilson_share
from thidua.measures.values import values

CROSSED = (("female", True), ("female", False), ("male", True), ("male", False))
"""Gender and whether of an ethnic minority: the cells of a row of `gender_by_ethnicity`, in this order."""


class KnownShare(NamedTuple):
    """A share among those of whom it is known, and of how many it is not."""

    share: Share
    unknown: int


def known_share(marks: Iterable[bool | None]) -> KnownShare:
    """The share of those marked, among those of whom it is known whether they are.

    Parameters
    ----------
    marks
        One per case; None where it is not known, which is not a no.

    Returns
    -------
    KnownShare
        The Wilson share is missing where nothing is known.

    Examples
    --------
    >>> found = known_share([True, False, None, True])
    >>> found.share.part, found.share.whole, found.unknown
    (2, 3, 1)
    """
    told = [None if pd.isna(mark) else bool(mark) for mark in marks]
    known = [mark for mark in told if mark is not None]
    return KnownShare(wilson_share(sum(known), len(known)), len(told) - len(known))


def women(rows: pd.DataFrame) -> KnownShare:
    """Women among the commended individuals (K16).

    Parameters
    ----------
    rows
        Rows of decision lists, one an award; columns as in `thidua.intake.columns.FACTS`. Only awarded ones and
        individuals are counted, each award once.

    Notes
    -----
    In Vietnamese: tỷ lệ nữ trong số cá nhân được khen. Unit: per cent of individuals whose sex is known, with a 95
    % interval.

    Counted in instances: who was commended twice counts twice. Source: indicator K16.
    """
    of_gender = {"female": True, "male": False}
    return known_share(of_gender.get(gender) for (gender,) in individuals(rows, "gender"))


def ethnic_minorities(rows: pd.DataFrame) -> KnownShare:
    """People of ethnic minorities among the commended individuals (K16); parameters and notes as in `women`.

    Notes
    -----
    In Vietnamese: tỷ lệ người dân tộc thiểu số trong số cá nhân được khen. Unit: per cent of individuals of whom it
    is known, with a 95 % interval. Source: indicator K16.
    """
    return known_share(mark for (mark,) in individuals(rows, "ethnic_minority"))


def gender_by_ethnicity(rows: pd.DataFrame) -> dict[str, tuple[int, ...]]:
    """Commended individuals of each unit by gender and ethnicity together (K16): a sensitive crossing.

    Parameters
    ----------
    rows
        As in `women`.

    Returns
    -------
    dict
        By id of the unit, in the order of the rows, the counts of `CROSSED`. Awards of which one of the two is not
        known enter none of them; a unit without any known is not in it.

    Notes
    -----
    These counts are never shown as they are: `thidua.measures.suppression.suppress` hides the small ones.
    """
    found: dict[str, list[int]] = {}
    for unit, gender, is_minority in individuals(rows, "unit", "gender", "ethnic_minority"):
        if gender in ("female", "male") and not pd.isna(is_minority):
            pair = gender, bool(is_minority)
            found.setdefault(unit, [0] * len(CROSSED))[CROSSED.index(pair)] += 1
    return {unit: tuple(counts) for unit, counts in found.items()}


def individuals(rows: pd.DataFrame, *names: str) -> list[tuple[Any, ...]]:
    """The values of these columns of each row that awards an individual; rows as in `women`."""
    every = values(rows, *names, "status", "recipient_kind")
    return [tuple(row) for *row, status, kind in every if status == "awarded" and kind == "individual"]
