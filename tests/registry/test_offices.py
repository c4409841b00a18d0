"""Every unit that reports has an issuing office while it exists."""

from datetime import date

import pytest

from thidua.errors import ConfigError
from thidua.registry import districts, office_of, offices

ON = date(2020, 7, 14)


def test_province_city_districts_and_block_have_an_office():
    """Ten reporting units, each with a heading, a signature and recipients that end with the archive."""
    for unit_id in ("tinh-bac-kan", "khoi-huyen-tp", *(unit.id for unit in districts(ON))):
        office = office_of(unit_id, ON)
        assert office.parent_agency
        assert office.on_behalf
        assert office.signer
        assert office.recipients[-1].startswith("Lưu: VT")
        assert office.confidence == "convention"
    assert [office.unit for office in offices()] == ["khoi-huyen-tp"]  # the others follow the rule of their level


def test_headings_as_the_agencies_write_them():
    """Decree 30/2020/NĐ-CP: parent body above issuing body."""
    province, district, block = (office_of(unit, ON) for unit in ("tinh-bac-kan", "huyen-ba-be", "khoi-huyen-tp"))

    assert (province.parent_agency, province.agency) == (
        "UBND TỈNH BẮC KẠN",
        "HỘI ĐỒNG THI ĐUA - KHEN THƯỞNG",
    )
    assert (province.symbol, province.on_behalf, province.signer) == ("BC-HĐTĐKT", "TM. HỘI ĐỒNG", "CHỦ TỊCH")
    assert (district.parent_agency, district.place) == ("UBND HUYỆN BA BỂ", "Ba Bể")
    assert office_of("tp-bac-kan", ON).parent_agency == "UBND THÀNH PHỐ BẮC KẠN"
    assert (block.agency, block.symbol, block.on_behalf, block.signer) == (
        "KHỐI HUYỆN, THÀNH PHỐ",
        "BC-KTĐ",
        "TM. KHỐI THI ĐUA",
        "TRƯỞNG KHỐI",
    )


@pytest.mark.parametrize(("unit_id", "on"), [("huyen-ba-be", date(2025, 7, 1)), ("xa-duong-quang", ON)])
def test_unit_without_office_names_the_table_to_complete(unit_id, on):
    """The operator sees where a row is missing."""
    with pytest.raises(ConfigError, match=r"no issuing office for .* add a row to the registry table offices\.csv"):
        office_of(unit_id, on)
