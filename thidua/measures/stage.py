"""A year within its stage: how much of several years' awards one of these years gave."""

from __future__ import annotations

import pandas as pd

from thidua.measures.counts import KINDS, whole_counts
from thidua.registry import merged_awards


def part_of_stage(year: pd.DataFrame, stage: pd.DataFrame) -> pd.DataFrame:
    """Set each count of a year beside the count of the stage that contains it.

    Parameters
    ----------
    year, stage
        Facts of the same unit, both of status ``awarded``; the year lies within the stage.

    Returns
    -------
    pandas.DataFrame
        One row per ``family`` of awards and ``recipient_kind`` known for both, in the order of the stage:
        ``year`` and ``stage`` are counts, ``share`` a fraction (missing where the stage has none), and
        ``exceeds`` is true where the year is larger than its stage, which cannot be.

    Notes
    -----
    In Vietnamese: phần của một năm trong giai đoạn. Unit: per cent of the stage.

    Families, because a source may give the classes of an order in one figure for the stage and apart for a
    year: a third-class Labour Order of the year is part of "Labour Orders of all classes" of the stage. Only
    counts of the same unit (both instances, or both recipients) are set side by side, and a figure
    that merges several titles only with the same merger. Source: validation V07.
    """
    keys = ["family", "recipient_kind", "count_unit"]
    of_year = _by_family(year).groupby(keys, sort=False)["count"].sum(skipna=False).rename("year")
    of_stage = _by_family(stage).groupby(keys, sort=False)["count"].sum(skipna=False).rename("stage")
    both = pd.concat([of_stage, of_year], axis=1, join="inner").dropna().reset_index()
    both["share"] = both["year"] / both["stage"].where(both["stage"] > 0)
    both["exceeds"] = both["year"] > both["stage"]
    return both[["family", "recipient_kind", "year", "stage", "share", "exceeds"]]


def _by_family(facts: pd.DataFrame) -> pd.DataFrame:
    rows = whole_counts(facts)
    rows = rows[rows["recipient_kind"].isin(KINDS) & (rows["state"] != "not_applicable")]
    return rows.assign(family=[code if "+" in code else merged_awards(code)[0].family for code in rows["award"]])
