"""A population has a source, or is missing."""

import pytest

from thidua.errors import ConfigError
from thidua.registry import get_unit, population, populations


def test_average_population_is_preferred_and_the_census_can_be_asked_for():
    """2019 has both: 314.400 on average, 313.905 in the census of 1 April."""
    average, census = (
        population("tinh-bac-kan", 2019),
        population("tinh-bac-kan", 2019, kind="census 1 April"),
    )

    assert average is not None
    assert census is not None
    assert (average.value, census.value) == (314400, 313905)
    assert "census revision" in average.remark


@pytest.mark.parametrize(("unit_id", "year"), [("huyen-na-ri", 2022), ("tinh-bac-kan", 2014), ("huyen-ba-be", 2021)])
def test_missing_population_stays_missing(unit_id, year):
    """No neighbouring year and no zero takes its place."""
    assert population(unit_id, year) is None


def test_every_population_names_its_unit_and_source():
    """A denominator without a source is not used."""
    assert all(get_unit(record.unit) and record.source and record.value > 0 for record in populations())
    with pytest.raises(ConfigError, match="unknown unit id"):
        population("huyen-ba", 2022)
