"""A benchmark has its people, year and source; where none is known there is none."""

import pytest

from thidua.errors import ConfigError
from thidua.registry.benchmarks import benchmark, benchmarks


def test_census_share_of_ethnic_minorities():
    """Census of 1 April 2019: 88.02 % of the people of the province, which is not the share of a district."""
    found = benchmark("ethnic_minority", "tinh-bac-kan", 2023)

    assert (found.percent, found.year) == (88.02, 2019)
    assert benchmark("ethnic_minority", "huyen-ba-be", 2023) is None


def test_later_benchmark_does_not_serve_an_earlier_year():
    """Nothing is carried back."""
    assert benchmark("ethnic_minority", "tinh-bac-kan", 2018) is None


def test_no_benchmark_is_known_for_women():
    """The one page with numbers of men and women contradicts itself, so it is not in the table."""
    assert benchmark("women", "tinh-bac-kan", 2023) is None


def test_every_benchmark_has_a_source():
    """Or it could not be corrected."""
    assert all(one.source and 0 < one.percent < 100 for one in benchmarks())


def test_unknown_unit_is_named():
    """Ids are those of the registry."""
    with pytest.raises(ConfigError, match="unknown unit"):
        benchmark("women", "huyen-khong-co", 2023)
