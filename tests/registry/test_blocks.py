"""Blocks know their members and, where a source says so, who led them."""

from datetime import date

import pytest

from thidua.errors import ConfigError
from thidua.registry import block_members, block_roles, districts


def test_block_of_districts_holds_the_city_and_seven_districts():
    """Report of the block's meeting of 13/07/2017; nobody is left in it from 01/07/2025."""
    assert block_members("khoi-huyen-tp", date(2017, 7, 13)) == districts(date(2017, 7, 13))
    assert block_members("khoi-huyen-tp", date(2025, 7, 1)) == ()


@pytest.mark.parametrize(
    ("year", "head", "deputy"), [(2017, "huyen-ngan-son", "huyen-ba-be"), (2022, "tp-bac-kan", "huyen-na-ri")]
)
def test_head_and_deputy_of_a_recorded_year(year, head, deputy):
    """2017: report of 13/07/2017; 2022: the city's portal."""
    roles = block_roles("khoi-huyen-tp", year)

    assert roles.head is not None
    assert roles.deputy is not None
    assert (roles.head.id, roles.deputy.id) == (head, deputy)
    assert roles.source


def test_year_without_record_has_no_head_and_is_no_error():
    """Missing is missing: nobody is carried over from another year."""
    roles = block_roles("khoi-huyen-tp", 2019)

    assert (roles.head, roles.deputy, roles.source) == (None, None, "")


def test_unit_that_is_no_block_is_refused():
    """A district has no head of block."""
    with pytest.raises(ConfigError, match='"huyen-ba-be" is not a block; expected one of khoi-huyen-tp'):
        block_roles("huyen-ba-be", 2017)
