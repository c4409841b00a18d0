"""The invented counts lie near the published ones and hold no jump but the planted one."""

from collections import Counter
from math import sqrt

import pytest

from thidua.illustrative.decisions import all_rows
from thidua.illustrative.levels import (
    CAP_BREAKER,
    CITY,
    DEPARTMENTS,
    DISTRICTS,
    JUMPER,
    OUTLIER,
    YEARS,
    own_levels,
    provincial_levels,
)

BEYOND_CHANCE = 3.09
"""Standard deviations of the 99.8 % limits of a difference between two Poisson counts."""


@pytest.mark.parametrize("year", YEARS)
@pytest.mark.parametrize(
    ("award", "published"),
    [
        (("BKT", "collective"), 245),
        (("BKT", "individual"), 468),
        (("TTLDXS", "collective"), 145),
        (("CSTDT", "individual"), 64),
        (("CTDT", "collective"), 36),
    ],
)
def test_province_is_near_what_it_published_for_2020(award, published, year):
    """backan.gov.vn on 2020; two per cent a year around it."""
    assert sum(provincial_levels(year)[award].values()) == pytest.approx(published, rel=0.15)


def test_city_is_near_its_published_five_years():
    """The city's portal: 2.952 Advanced Workers in five years, and grassroots fighters at 13 % of them."""
    levels = [own_levels(CITY, year) for year in range(2016, 2021)]
    workers = sum(level["LDTT", "individual"] for level in levels)
    fighters = sum(level["CSTDCS", "individual"] for level in levels)

    assert workers == pytest.approx(2952, rel=0.06)
    assert 0.11 < fighters / workers <= 0.13


def test_about_twenty_thousand_rows_in_eight_years():
    """Enough to be slow if the reader were slow, small enough to be committed."""
    assert len(all_rows()) == pytest.approx(20_000, rel=0.1)


def test_grassroots_fighters_keep_to_the_cap_but_once():
    """Decree 91/2017: at most 15 % of the Advanced Workers; one district and year is planted above it (V08)."""
    above = {
        (unit, year)
        for unit in (*DISTRICTS, *DEPARTMENTS)
        for year in YEARS
        if (levels := own_levels(unit, year))["CSTDCS", "individual"] > 0.15 * levels["LDTT", "individual"]
    }

    assert above == {CAP_BREAKER}


def test_only_the_planted_jump_is_beyond_chance():
    """The check asks senders about such differences (V14); invented data must not raise questions by accident."""
    counts = Counter((row.unit, row.award, row.kind, half, row.year) for row in all_rows() for half in (0, row.half))
    jumps = {
        (unit, year)
        for (unit, award, kind, half, year), count in counts.items()
        if (before := counts[unit, award, kind, half, year - 1])
        and abs(count - before) > BEYOND_CHANCE * sqrt(count + before)
    }

    assert jumps == {JUMPER}


def test_one_district_honours_clearly_fewer_direct_workers():
    """The funnel plot needs one district outside its limits."""
    shares = {}
    for unit in DISTRICTS:
        rows = [row for row in all_rows() if row.unit == unit and row.award in ("BKT", "GKH") and row.klass]
        shares[unit] = sum(row.klass == "direct_labour" for row in rows) / len(rows)

    assert shares.pop(OUTLIER) < 0.45
    assert all(0.58 < share < 0.68 for share in shares.values())
