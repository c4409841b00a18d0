"""Who issues a report, by level and day, in every province: no unit that reports is without a letterhead."""

from datetime import date

import pytest

from thidua.registry import get_unit, office_of, reporting_units, units
from thidua.registry.tables import provinces
from thidua.registry.territory import Territory

PROVINCES = [row["code"] for row in provinces()]
NOW = date(2026, 11, 30)


@pytest.mark.long
@pytest.mark.parametrize("province", PROVINCES)
@pytest.mark.parametrize("on", [date(2024, 6, 14), date(2025, 6, 30), date(2025, 7, 1), NOW])
def test_every_unit_that_reports_has_an_office(province, on):
    """A report without a letterhead cannot be signed; the province's own is among them."""
    with Territory(province).in_force():
        found = [office_of(unit.id, on) for unit in (*reporting_units(on), *units(level="province", on=on))]

    assert found
    assert not [office for office in found if "{" in repr(office)]
    assert all(office.recipients[-1].startswith("Lưu: VT") for office in found)


def test_district_of_bac_kan_signs_as_before():
    """The rule says what each of the eight rows said: a page printed again must not change."""
    office = office_of("huyen-ba-be", date(2017, 6, 14))

    assert office.issuer == "Hội đồng Thi đua - Khen thưởng huyện Ba Bể"
    assert office.recipients == (
        "Thường trực Huyện ủy, HĐND huyện;",
        "Chủ tịch, các Phó Chủ tịch UBND huyện;",
        "Ban Thi đua - Khen thưởng tỉnh;",
        "Thành viên Hội đồng TĐKT huyện;",
        "Lưu: VT, PNV.",
    )
    assert office_of("tp-bac-kan", date(2017, 6, 14)).recipients[0] == "Thường trực Thành ủy, HĐND thành phố;"
    assert office_of("tinh-bac-kan", date(2017, 6, 14)).recipients == (
        "Ban Thi đua - Khen thưởng Trung ương;",
        "Thường trực Tỉnh ủy, HĐND tỉnh;",
        "Chủ tịch, các Phó Chủ tịch UBND tỉnh;",
        "Thành viên Hội đồng TĐKT tỉnh;",
        "UBND các huyện, thành phố;",
        "Lưu: VT, SNV.",
    )


def test_no_office_of_today_writes_to_a_district_or_township():
    """Words that ended on 30/06/2025 in the letterhead of 2026 would tell that nobody looked."""
    with Territory("19").in_force():
        said = " ".join(
            repr(office_of(unit.id, NOW)) for unit in (*reporting_units(NOW), get_unit("tinh-thai-nguyen-2025"))
        )

    assert not [word for word in ("huyện", "thị trấn", "Huyện", "PNV") if word in said]


@pytest.mark.parametrize(
    ("province", "unit", "on", "heading", "party"),
    [
        ("75", "tinh-dong-nai-2025", date(2026, 4, 29), "UBND TỈNH ĐỒNG NAI", "Tỉnh ủy"),
        ("75", "tinh-dong-nai-2025", date(2026, 4, 30), "UBND THÀNH PHỐ ĐỒNG NAI", "Thành ủy"),
        ("22", "tinh-quang-ninh-2025", date(2026, 9, 1), "UBND THÀNH PHỐ QUẢNG NINH", "Thành ủy"),
        ("24", "tinh-bac-ninh-2025", date(2026, 9, 20), "UBND THÀNH PHỐ BẮC NINH", "Thành ủy"),
        ("01", "thanh-pho-ha-noi-2025", NOW, "UBND THÀNH PHỐ HÀ NỘI", "Thành ủy"),
        ("24", "xa-bo-ha-07294-2025", date(2026, 9, 19), "UBND XÃ BỐ HẠ", "HĐND xã"),
        ("24", "xa-bo-ha-07294-2025", date(2026, 9, 20), "UBND PHƯỜNG BỐ HẠ", "HĐND phường"),
    ],
)
def test_heading_follows_the_kind_of_the_day(province, unit, on, heading, party):
    """A province that became a city, a commune that became a ward, sign as what they are that day."""
    with Territory(province).in_force():
        office = office_of(unit, on)

    assert office.parent_agency == heading
    assert any(party in line for line in office.recipients)
