"""Titles that follow a quota are data with their law and their days; forms that anybody may earn are none of them."""

from datetime import date
from typing import get_args

import pytest

from thidua.errors import ConfigError
from thidua.registry.quotas import Rule, follows_quota, quotas


@pytest.mark.parametrize("award", ["LDTT", "CSTDCS", "TTLDTT", "TTLDXS", "CTDT", "LDTT+CSTT"])
@pytest.mark.parametrize("on", [date(2016, 12, 14), date(2020, 6, 14), date(2024, 12, 14)])
def test_titles_given_to_a_share_of_the_staff_or_of_the_collectives_follow_a_quota(award, on):
    """Decree 91/2017/ND-CP Art. 9: fighters are at most 15 % of the advanced workers; under each law another row."""
    assert follows_quota(award, on)


@pytest.mark.parametrize("award", ["BKT", "GKH", "GKX", "HCLD3", "BKTTG"])
def test_certificates_and_orders_follow_none(award):
    """Whoever achieves something may receive one, and as many do as achieve something."""
    assert not follows_quota(award, date(2020, 6, 14))


def test_a_quota_holds_on_its_days_only():
    """Militia quotas came with Circular 57/2020/TT-BQP on 1 July 2020; one of the two periods is enough."""
    before, after = date(2020, 6, 14), date(2020, 12, 14)

    assert (follows_quota("DVQT", before), follows_quota("DVQT", after), follows_quota("DVQT", before, after)) == (
        False,
        True,
        True,
    )


def test_every_quota_cites_its_law():
    """Or it could not be corrected."""
    assert all(one.legal_basis and one.rule in get_args(Rule) and one.confidence for one in quotas())


def test_unknown_award_is_refused():
    """Codes are those of the registry."""
    with pytest.raises(ConfigError, match="XYZ"):
        follows_quota("XYZ", date(2020, 6, 14))
