"""The tables of all 34 provinces hold together: what a territory reads was never read by the other 33."""

import csv
from collections import Counter
from functools import cache
from importlib import resources
from pathlib import Path

import pytest

from thidua.registry.text import strip_accents

TABLES = Path(str(resources.files("thidua.registry").joinpath("tables")))
COMMUNES = ("commune", "ward", "township", "special_zone")
BEFORE, AFTER = "2025-06-30", "2025-07-01"

Rows = list[dict[str, str]]


@cache
def table_of(path: Path) -> Rows:
    if not path.is_file():
        return []
    with path.open(encoding="utf-8", newline="") as text:
        return list(csv.DictReader(text))


FOLDERS = {row["code"]: row["folders"].split("+") for row in table_of(TABLES / "provinces.csv")}
TODAY = [code for code in FOLDERS if code != "06"]


def rows(province: str, table: str) -> Rows:
    return [row for folder in FOLDERS[province] for row in table_of(TABLES / "provinces" / folder / f"{table}.csv")]


def everywhere(table: str) -> Rows:
    return [row for province in TODAY for row in rows(province, table)]


def is_valid(row: dict[str, str], day: str) -> bool:
    return (row["valid_from"] or "0000") <= day <= (row["valid_to"] or "9999")


def on(day: str, level: str | None = None, province: str | None = None) -> Rows:
    units = rows(province, "units") if province else everywhere("units")
    return [row for row in units if is_valid(row, day) and level in (None, row["level"])]


def test_every_folder_belongs_to_one_province_of_today():
    """A folder that nobody reads is a province without units; Bắc Kạn is also read alone, as it was until 2025."""
    found = sorted(path.name for path in (TABLES / "provinces").iterdir() if path.is_dir())

    assert sorted(folder for code in TODAY for folder in FOLDERS[code]) == found
    assert FOLDERS["19"] == ["06", "19"]
    assert FOLDERS["06"] == ["06"]


def test_country_has_the_units_of_the_official_lists():
    """34 and 3.321 today; 63, 696 and 10.035 before (a list of 10.040 rows has five islands without a commune)."""
    levels = {day: Counter(row["level"] for row in on(day)) for day in (BEFORE, AFTER)}

    assert levels[AFTER]["province"] == len(TODAY) == 34
    assert sum(levels[AFTER][level] for level in COMMUNES) == 3321
    assert levels[AFTER]["special_zone"] == 13
    assert levels[AFTER]["city"] == levels[AFTER]["district"] == levels[AFTER]["township"] == 0
    assert levels[BEFORE]["province"] == 63
    assert levels[BEFORE]["city"] + levels[BEFORE]["district"] == 696
    assert sum(levels[BEFORE][level] for level in COMMUNES) == 10035


def test_thai_nguyen_has_92_and_what_was_bac_kan():
    """1683/NQ-UBTVQH15: 77 communes and 15 wards, 37 of them from the 108 of Bắc Kạn, which stand first."""
    kinds = Counter(row["level"] for row in on(AFTER, province="19"))
    ids = [row["id"] for row in rows("19", "units")]

    assert (kinds["commune"], kinds["ward"]) == (77, 15)
    assert ids[0] == "tinh-bac-kan"
    assert ids.index("xa-xuan-duong-2025") < ids.index("tinh-thai-nguyen")
    assert {row["id"] for row in on(BEFORE, "province", "19")} == {"tinh-bac-kan", "tinh-thai-nguyen"}


def test_near_names_of_thai_nguyen_are_two_communes():
    """Văn Lang and Văn Lăng differ in one accent: mixed, one gets the other's figures."""
    codes = {row["unit"]: row["code"] for row in rows("19", "unit_codes") if not row["valid_to"]}
    names = {row["id"]: row["name"] for row in rows("19", "units")}

    assert codes["xa-van-lang-2025"] == "02143"
    assert names["xa-van-lang-2025"] == "xã Văn Lang"
    assert codes["xa-van-lang-05665-2025"] == "05665"
    assert names["xa-van-lang-05665-2025"] == "xã Văn Lăng"


def test_ids_are_unique_in_the_whole_country():
    """A snapshot or a ledger that meets another province's must not take one unit for another."""
    twice = [unit for unit, times in Counter(row["id"] for row in everywhere("units")).items() if times > 1]

    assert twice == []


@pytest.mark.parametrize("province", TODAY)
def test_every_id_that_a_province_names_is_a_unit_of_it(province):
    """A territory reads one province: what it names elsewhere would be an error on the day it is asked for."""
    own = {row["id"] for row in rows(province, "units")}
    named = {row["parent"] for row in rows(province, "units")} | {row["pred"] for row in rows(province, "succession")}
    named |= {row["succ"] for row in rows(province, "succession")}
    for table in ("unit_codes", "unit_names", "unit_aliases", "unit_places", "block_members", "population"):
        named |= {row["unit"] for row in rows(province, table)}
    named |= {unit for row in rows(province, "unit_events") for unit in row["units"].split("+")}

    assert named - {""} - own == set()


@pytest.mark.parametrize("province", TODAY)
def test_every_unit_of_today_comes_from_somewhere_and_every_old_one_goes_somewhere(province):
    """A unit without the other side would lose its figures at the border of 1 July 2025."""
    steps = [row for row in rows(province, "succession") if row["date"] == AFTER]
    later = {row["succ"] for row in steps}
    earlier = {row["pred"] for row in steps}
    old = {row["id"] for row in on(BEFORE, province=province) if row["level"] not in ("department", "block")}

    assert {row["id"] for row in on(AFTER, province=province)} - later == set()
    assert old - earlier == set()


@pytest.mark.parametrize("province", TODAY)
def test_steps_are_whole_to_one_or_in_parts_to_several(province):
    """A whole unit counted into two would be counted twice; a part taken for the whole would be too much."""
    after: dict[str, Rows] = {}
    for row in rows(province, "succession"):
        if row["date"] == AFTER and row["succ"]:
            after.setdefault(row["pred"], []).append(row)

    assert after
    assert all(row["weight"] == "1" for steps in after.values() if len(steps) == 1 for row in steps)
    assert all(row["weight"] == "" for steps in after.values() if len(steps) > 1 for row in steps)
    assert all(len({row["succ"] for row in steps}) == len(steps) for steps in after.values())


@pytest.mark.parametrize("province", TODAY)
def test_no_commune_of_today_lies_in_two_old_provinces(province):
    """The resolutions of 2025 merged within old provinces; a list that joins by name alone says otherwise."""
    parents = {row["id"]: row["parent"] for row in rows(province, "units")}
    levels = {row["id"]: row["level"] for row in rows(province, "units")}

    def old_province(unit: str) -> str:
        return old_province(parents[unit]) if parents[unit] else unit

    before: dict[str, set[str]] = {}
    for row in rows(province, "succession"):
        if row["date"] == AFTER and row["succ"] and levels[row["succ"]] in COMMUNES:
            before.setdefault(row["succ"], set()).add(old_province(row["pred"]))

    assert {unit: old for unit, old in before.items() if len(old) > 1} == {}


@pytest.mark.parametrize(
    ("province", "old", "now"),
    [
        ("80", "phuong-4-25462", {"phuong-tan-ninh-25459-2025"}),
        ("80", "phuong-4-27691", {"phuong-long-an-27694-2025"}),
        ("82", "phuong-3-29902", {"phuong-sa-dec-29905-2025"}),
        ("31", "xa-hoa-binh-11890", {"xa-nguyen-binh-khiem-11911-2025"}),
        ("20", "xa-hong-phong-06079", {"xa-hong-phong-06079-2025"}),
        ("04", "xa-my-hung-01651", {"xa-phuc-hoa-01648-2025"}),
    ],
)
def test_communes_of_one_name_are_told_apart(province, old, now):
    """By the statistics office's table of old and new codes; the package's list joins these by their names."""
    assert {row["succ"] for row in rows(province, "succession") if row["pred"] == old} == now


def test_units_that_changed_in_2026_keep_their_id_and_code():
    """237 and 388/NQ-UBTVQH16, 30, 36 and 39/2026/QH16: 22 wards and three cities under other names than before."""
    later = [row for row in everywhere("unit_names") if row["valid_from"]]
    units = {row["id"]: row for row in everywhere("units")}

    assert Counter((row["level"], row["valid_from"], row["source"]) for row in later) == {
        ("ward", "2026-04-30", "237/NQ-UBTVQH16"): 10,
        ("ward", "2026-09-20", "388/NQ-UBTVQH16"): 12,
        ("province", "2026-04-30", "30/2026/QH16"): 1,
        ("province", "2026-09-01", "36/2026/QH16"): 1,
        ("province", "2026-09-20", "39/2026/QH16"): 1,
    }
    assert all(units[row["unit"]]["short_name"] == row["short_name"] for row in later)
    assert {units[row["unit"]]["level"] for row in later} == {"commune", "province"}


def test_codes_of_a_day_name_one_unit_each():
    """Two units of one code on one day would take turns."""
    for province in TODAY:
        for day in (BEFORE, AFTER):
            codes = [row["code"] for row in rows(province, "unit_codes") if is_valid(row, day)]
            assert [code for code, times in Counter(codes).items() if times > 1] == [], province


def test_every_commune_of_today_has_its_point():
    """A commune left off the map of 92 would look as if it had sent nothing."""
    for province in TODAY:
        placed = {row["unit"] for row in rows(province, "unit_places")}
        assert {row["id"] for row in on(AFTER, province=province) if row["level"] in COMMUNES} <= placed
        for row in rows(province, "unit_places"):
            assert 8 < float(row["latitude"]) < 24, row
            assert 102 < float(row["longitude"]) < 115, row  # Trường Sa lies at 114,45


def test_bare_numbers_are_no_names():
    """A ward's short name "1" would be found in every column of numbers."""
    short = [row["short_name"] for table in ("units", "unit_names") for row in everywhere(table)]
    texts = [row["text"] for row in everywhere("unit_aliases")]

    assert [text for text in (*short, *texts) if text.isdigit()] == []


def test_names_begin_with_their_type_word_in_lower_case():
    """ "xã Cẩm Giàng" within a sentence; ids are written without accents."""
    words = {"province": ("tỉnh", "thành phố"), "city": ("thành phố", "thị xã"), "district": ("huyện", "quận")}
    words |= {"ward": ("phường",), "township": ("thị trấn",), "commune": ("xã",), "special_zone": ("đặc khu",)}
    for row in (*everywhere("units"), *everywhere("unit_names")):
        if row["level"] in words:
            assert row["name"].startswith(tuple(f"{word} " for word in words[row["level"]])), row
            assert row["name"].endswith(row["short_name"]) or row["name"] == row["short_name"].lower(), row
    assert [row["id"] for row in everywhere("units") if row["id"] != strip_accents(row["id"]).lower()] == []


@pytest.mark.parametrize("province", TODAY)
def test_every_province_tells_of_1_july_2025(province):
    """A figure that crosses the day is told of in every province that has one."""
    told = {unit for row in rows(province, "unit_events") if row["date"] == AFTER for unit in row["units"].split("+")}

    assert {row["id"] for day in (BEFORE, AFTER) for row in on(day, "province", province)} == told
