"""The tables of a place are those of the province at work, and those that the office lays over them."""

from __future__ import annotations

from datetime import date

import pytest

from thidua.errors import ConfigError
from thidua.registry import find_unit, get_unit, office_of, place_of, resolve_unit, successions, units
from thidua.registry.checked import check_tables
from thidua.registry.tables import provinces
from thidua.registry.territory import Territory, current, territory_of

TODAY = date(2026, 11, 1)
UNITS = "id,level,name,short_name,parent,valid_from,valid_to"
MEMBERS = "block,unit,valid_from,valid_to,source"
OFFICE = "unit,parent_agency,agency,issuer,symbol,place,on_behalf,signer,recipients,valid_from,valid_to,confidence"
NEW = "xa-moi,commune,xã Mới,Mới,tinh-thai-nguyen-2025,2026-10-01,"


def test_name_means_a_unit_of_the_province_at_work():
    """Tân Thành exists many times in the country: a dataset of one province knows its own alone."""
    found = set()
    for row in provinces():
        with Territory(row["code"]).in_force():
            named = [unit for unit in units(on=TODAY) if unit.short_name == "Tân Thành"]
            assert {unit.parent for unit in named} <= {unit.id for unit in units(level="province", on=TODAY)}
            if len(named) == 1:
                found.add(resolve_unit("Tân Thành", TODAY).id)

    assert len(found) > 3


def test_block_ends_with_what_was_in_force_before():
    """One dataset after another is read in one process."""
    before = current()
    with Territory("04").in_force():
        assert find_unit("huyện Ba Bể", date(2024, 1, 1)) is None
        with pytest.raises(ConfigError, match="unknown unit id"):
            get_unit("huyen-ba-be")
    assert current() == before
    assert get_unit("huyen-ba-be").name == "huyện Ba Bể"


def test_near_names_are_two_communes():
    """Văn Lang (02143) and Văn Lăng (05665) lie in today's Thái Nguyên, forty kilometres apart."""
    with Territory("19").in_force():
        assert {resolve_unit(text, TODAY).code(TODAY) for text in ("xã Văn Lang", "VĂN LANG")} == {"02143"}
        assert {resolve_unit(text, TODAY).code(TODAY) for text in ("xã Văn Lăng", "văn lăng")} == {"05665"}
        with pytest.raises(ConfigError, match="unknown unit"):
            resolve_unit("xã Van Lang", TODAY)


def test_unit_of_the_project_is_added_and_a_row_of_the_package_replaced(lay_over):
    """Lists of units age within a year: nobody waits for another version of the package."""
    renamed = "xa-ba-be-2025,commune,xã Hồ Ba Bể,Hồ Ba Bể,tinh-thai-nguyen-2025,2025-07-01,"
    lay_over("units", f"{UNITS}\n{NEW}\n{renamed}\n", province="19")

    assert resolve_unit("xã Mới", TODAY).id == "xa-moi"
    assert resolve_unit("Hồ Ba Bể", TODAY).id == "xa-ba-be-2025"
    assert find_unit("xã Ba Bể", TODAY) is None


def test_table_of_a_dataset_lies_over_that_of_the_project(lay_over):
    """A dataset of tryouts may have a unit that the others do not."""
    lay_over("units", f"{UNITS}\n{NEW}\n", province="19")
    lay_over("units", f"{UNITS}\n{NEW.replace('xã Mới,Mới', 'xã Thử,Thử')}\n", province="19", dataset="thu")

    assert get_unit("xa-moi").name == "xã Thử"


@pytest.mark.parametrize("text", ["\ufeff{rows}", "sep=;\n{rows}"], ids=["mark", "sep"])
def test_table_may_be_as_excel_saves_it(lay_over, text):
    """A semicolon, a mark at the beginning and an empty row are what a Vietnamese Windows writes."""
    rows = f"{UNITS}\n{NEW}\n,,,,,,\n".replace(",", ";" if "sep" in text else ",")
    lay_over("units", text.format(rows=rows), province="19")

    assert get_unit("xa-moi").name == "xã Mới"


@pytest.mark.parametrize(
    ("table", "text", "words"),
    [
        (
            "units",
            f"{UNITS}\nxa-moi,xa,xã Mới,Mới,,,\n",
            'data/registry/units.csv, line 2: column level: "xa" is no level',
        ),
        ("units", f"{UNITS}\n{NEW.replace('2026-10-01', '01/10/2026')}\n", 'line 2: column valid_from: "01/10/2026"'),
        ("units", f"{UNITS}\n{NEW}\n{NEW}\n", "line 3: the row stands twice"),
        ("units", "id,level\nxa-moi,commune\n", "data/registry/units.csv: lacks the column name"),
        (
            "units",
            f"{UNITS}\n{NEW.replace('tinh-thai-nguyen-2025', 'tinh-thai')}\n",
            'line 2: the unit above, "tinh-thai"',
        ),
        (
            "units",
            f"{UNITS}\n{NEW.replace('tinh-thai-nguyen-2025', 'xa-moi')}\n",
            'line 2: "xa-moi" stands below itself',
        ),
        ("units", f"{UNITS}\n{NEW.replace('xa-moi', '../moi')}\n", 'line 2: "../moi" is no id'),
        ("units", f"{UNITS}\n{NEW.replace('xã Mới,Mới', ',Mới')}\n", "line 2: xa-moi has no name"),
        ("units", f"{UNITS}\n{NEW}2026-01-01\n", "line 2: xa-moi ends on 01/01/2026, before it begins on 01/10/2026"),
        ("units", f"{UNITS}\n{NEW.replace('xã Mới,Mới', 'xã Ba Bể,Ba Bể')}\n", '"xã Ba Bể" is xa-ba-be-2025 already'),
        ("unit_places", "unit,latitude,longitude,source\nxa-mo,22,105,thử\n", 'line 2: unknown unit id "xa-mo"'),
        ("block_members", f"{MEMBERS}\nxa-ba-be-2025,xa-cho-ra-2025,,,thử\n", 'line 2: "xa-ba-be-2025" is not a block'),
        ("block_members", f"{MEMBERS}\nkhoi-huyen-tp,khoi-huyen-tp,,,thử\n", "line 2: .* is a block itself"),
        (
            "block_members",
            f"{MEMBERS}\nkhoi-huyen-tp,xa-ba-be-2025,,,thử\n",
            'line 2: "xa-ba-be-2025" is no unit on the',
        ),
        (
            "offices",
            f"{OFFICE}\nxa-ba-be-2025,UBND {{0}},H,H,B,Ba Bể,T,C,Lưu,,,\n",
            "line 2: a text has a place in braces",
        ),
        (
            "offices",
            f"{OFFICE}\nxa-ba-be-2025,UBND {{,H,H,B,Ba Bể,T,C,Lưu,,,\n",
            "line 2: a text has a place in braces",
        ),
        ("unit_places", "unit,latitude,longitude,source\nxa-ba-be-2025,105,22,thử\n", "line 2: .*degrees north"),
    ],
)
def test_fault_in_a_table_is_told_with_its_file_and_row(lay_over, table, text, words):
    """An official mends the line that is named."""
    lay_over(table, text, province="19")

    with pytest.raises(ConfigError, match=words):
        check_tables()


def test_misspelt_table_is_refused(tmp_path):
    """A table that nobody reads would look as if it were in force."""
    folder = tmp_path / "data" / "registry"
    folder.mkdir(parents=True)
    (folder / "office.csv").write_text("unit\n", encoding="utf-8")

    with pytest.raises(ConfigError, match=r"data/registry/office\.csv: no such table; write one of .*offices"):
        territory_of(tmp_path)


def test_workbook_beside_the_tables_is_refused(tmp_path):
    """Nobody reads it, and whoever wrote it would take it for in force."""
    folder = tmp_path / "data" / "registry"
    folder.mkdir(parents=True)
    (folder / "units.xlsx").write_bytes(b"")
    (folder / "~$units.xlsx").write_bytes(b"")

    with pytest.raises(ConfigError, match=r"data/registry/units\.xlsx: nobody reads it; save it as CSV UTF-8"):
        territory_of(tmp_path)


def test_office_of_its_own_may_leave_places_for_names(lay_over):
    """As the rules do: a row is copied from one commune to the next."""
    row = "xa-ba-be-2025,UBND {NAME},PHÒNG,Phòng,BC-VHXH,{short},KT,TP,Lưu,,,"
    lay_over("offices", f"{OFFICE}\n{row}\n", province="19")

    office = office_of("xa-ba-be-2025", TODAY)

    assert (office.parent_agency, office.place) == ("UBND XÃ BA BỂ", "Ba Bể")


@pytest.mark.parametrize(("code", "words"), [("4", 'did you mean "04"'), ("03", "no code of a province of today")])
def test_code_of_no_province_is_refused(tmp_path, code, words):
    """Excel takes the zero off a code."""
    with pytest.raises(ConfigError, match=words):
        territory_of(tmp_path, tmp_path / "data" / "x", code)


def test_corrected_table_makes_another_territory(lay_over, tmp_path):
    """What was read with the old table is not taken for what the new one says."""
    lay_over("units", f"{UNITS}\n{NEW}\n", province="19")
    first = current()
    lay_over("units", f"{UNITS}\n{NEW.replace('Mới', 'Khác')}\n", province="19")

    assert current().key != first.key
    assert (get_unit("xa-moi").name, first.province) == ("xã Khác", "19")
    assert str(tmp_path) not in current().key


def test_office_of_a_commune_follows_the_rule_of_its_level():
    """Ninety-two offices need no rows of their own."""
    with Territory("19").in_force():
        commune, ward = (office_of(unit, TODAY) for unit in ("xa-ba-be-2025", "phuong-bac-kan-2025"))

    assert ("XÃ BA BỂ" in commune.parent_agency + commune.agency, commune.place) == (True, "Ba Bể")
    assert "PHƯỜNG BẮC KẠN" in ward.parent_agency + ward.agency
    assert "{" not in "".join((*commune.recipients, commune.issuer, ward.issuer, commune.on_behalf))


def test_numbered_ward_is_meant_by_its_kind_and_number():
    """Saigon's wards were numbers; a plain 1 in a column of counts is no unit."""
    with Territory("79").in_force():
        day = date(2024, 6, 1)
        wards = {resolve_unit(text, day) for text in ("Phường 1, Quận 3", "P.1, Quận 3", "P1, Q. 3")}
        assert [(ward.name, ward.level) for ward in wards] == [("phường 1", "ward")]
        assert find_unit("1", day) is None
    with Territory("56").in_force():
        assert place_of(next(unit for unit in units(on=TODAY) if unit.short_name == "Trường Sa").id).longitude > 111


def test_department_is_meant_by_its_abbreviation_and_by_its_province():
    """Two old provinces had a department of each name; today's has one."""
    with Territory("19").in_force():
        assert resolve_unit("Sở GD&ĐT", TODAY).id == "so-giao-duc-va-dao-tao-thai-nguyen-2025"
        assert resolve_unit("Sở Y tế tỉnh Bắc Kạn", date(2024, 6, 1)).id == "so-y-te"
        with pytest.raises(ConfigError, match="ambiguous"):
            resolve_unit("Sở Y tế", date(2024, 6, 1))


def test_steps_of_units_that_lead_nowhere_are_refused(lay_over):
    """Two units that became each other would be followed without end."""
    heading = "pred,succ,date,event,legal_basis,weight,weight_basis"
    lay_over("succession", f"{heading}\nxa-ba-be-2025,xa-cho-ra-2025,2026-01-01,merge,,1,\n", province="19")

    with pytest.raises(ConfigError, match='line 2: "xa-cho-ra-2025" does not go on after the end of "xa-ba-be-2025"'):
        successions()
