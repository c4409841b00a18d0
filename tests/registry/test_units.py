"""The unit tables are complete and consistent at every date that matters."""

from collections import Counter
from datetime import date, datetime

import pytest

from thidua.errors import ConfigError
from thidua.registry import (
    ancestors,
    communes_of,
    districts,
    get_unit,
    official_code,
    unit_aliases,
    unit_codes,
    units,
)

DAYS = [
    date(2019, 6, 1),
    date(2021, 6, 1),
    date(2023, 4, 9),
    date(2023, 4, 10),
    date(2025, 6, 30),
    date(2025, 7, 1),
]


def test_ids_are_unique_and_every_parent_exists():
    """No id is ever used twice, and no unit hangs in the air."""
    ids = [unit.id for unit in units()]

    assert len(ids) == len(set(ids))
    assert all(get_unit(unit.parent) for unit in units() if unit.parent is not None)


@pytest.mark.parametrize("on", DAYS)
def test_codes_are_unique_on_any_day(on):
    """A code passes from unit to unit but never belongs to two at once."""
    codes = Counter(unit.code(on) for unit in units(on=on) if unit.code(on))

    assert [code for code, count in codes.items() if count > 1] == []


@pytest.mark.parametrize("on", DAYS)
def test_every_unit_has_its_parent_on_the_same_day(on):
    """A unit that outlives its parent would vanish from the parent's report."""
    assert all(above.is_valid(on) for unit in units(on=on) for above in ancestors(unit))


def test_codes_and_aliases_name_units_that_exist():
    """A row about a unit that is not in units.csv is a typing error."""
    ids = {unit.id for unit in units()}

    assert {record.unit for record in unit_codes()} | {alias.unit for alias in unit_aliases()} <= ids


@pytest.mark.parametrize(
    ("on", "wards", "townships", "communes"),
    [(date(2021, 6, 1), 6, 6, 96), (date(2025, 3, 31), 6, 7, 95), (date(2023, 4, 9), 6, 6, 96)],
)
def test_province_has_108_communes_after_february_2020(on, wards, townships, communes):
    """855/NQ-UBTVQH14 leaves 108; Vân Tùng is a township from 10/04/2023 (statistics office: 6, 7 and 95)."""
    levels = Counter(unit.level for unit in communes_of("tinh-bac-kan", on))

    assert (levels["ward"], levels["township"], levels["commune"]) == (wards, townships, communes)
    assert levels.total() == 108


def test_city_and_seven_districts_have_their_communes_of_2020():
    """The statistics office counts 8, 10, 15, 10, 14, 20, 14 and 17."""
    on = date(2021, 6, 1)
    counted = {unit.code(on): len(communes_of(unit.id, on)) for unit in districts(on)}

    assert counted == {"058": 8, "060": 10, "061": 15, "062": 10, "063": 14, "064": 20, "065": 14, "066": 17}


def test_thirty_seven_units_from_july_2025_and_no_district():
    """1683/NQ-UBTVQH15: 37 of the 92 units of Thái Nguyên (code 19) lie on the old Bắc Kạn."""
    on = date(2025, 7, 1)
    new = communes_of("tinh-thai-nguyen-2025", on)

    assert len(new) == 37
    assert Counter(unit.level for unit in new) == {"ward": 2, "commune": 35}
    assert districts(on) == ()
    assert all(unit.id.endswith("-2025") for unit in new)
    assert official_code(get_unit("tinh-thai-nguyen-2025"), on) == "19"


def test_township_of_na_ri_took_over_the_code_of_a_commune():
    """Lists of the statistics office of 01/2020 and 03/2020: a file of either month means another unit by 02155."""
    township = get_unit("thi-tran-yen-lac")

    assert township.code(date(2020, 1, 31)) == "02134"
    assert get_unit("xa-luong-ha").code(date(2020, 1, 31)) == township.code(date(2020, 2, 1)) == "02155"
    assert get_unit("tinh-bac-kan").code(date(2025, 7, 1)) is None


@pytest.mark.parametrize(
    ("on", "number"), [(date(2017, 6, 14), 122), (date(2020, 1, 31), 122), (date(2020, 2, 1), 108)]
)
def test_bac_kan_had_122_communes_and_then_108(on, number):
    """855/NQ-UBTVQH14; a commune of 2020 in a file of 2017 is not that file's."""
    assert len(communes_of("tinh-bac-kan", on)) == number


def test_departments_stand_below_the_province_and_are_no_communes_or_districts():
    """A department answers for what it sends, but nothing that counts districts or communes may count it."""
    on = date(2021, 6, 1)
    departments = units(level="department", on=on)

    assert len(departments) == 15
    assert {unit.parent for unit in departments} == {"tinh-bac-kan"}
    assert not {*departments} & {*districts(on), *communes_of("tinh-bac-kan", on)}
    assert {unit.parent for unit in units(level="department", on=date(2025, 7, 1))} == {"tinh-thai-nguyen-2025"}


def test_validity_takes_a_moment_for_its_day():
    """A timestamp from a workbook is asked about the day it lies in."""
    assert get_unit("huyen-ba-be").is_valid(datetime(2025, 6, 30, 23, 59))
    assert not get_unit("huyen-ba-be").is_valid(date(2025, 7, 1))


def test_unknown_id_and_level_name_what_is_near():
    """The operator sees the right id without opening a table."""
    with pytest.raises(ConfigError, match='unknown unit id "huyen-ba-bee"; did you mean huyen-ba-be'):
        get_unit("huyen-ba-bee")
    with pytest.raises(ConfigError, match="expected one of province, city"):
        units(level="town")
