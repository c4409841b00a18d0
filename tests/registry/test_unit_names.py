"""A written unit resolves to exactly one unit of the day, or to one line that says why not."""

import unicodedata
from datetime import date

import pytest

from thidua.errors import ConfigError
from thidua.registry import resolve_unit, units

THEN, NOW = date(2020, 6, 1), date(2025, 7, 1)


def refusal(text: str, on: date) -> str:
    """Return the message for a text that must not resolve."""
    with pytest.raises(ConfigError) as caught:
        resolve_unit(text, on)
    message = str(caught.value)
    assert message.isprintable()
    return message


@pytest.mark.parametrize(
    ("text", "unit_id"),
    [
        ("huyen-ba-be", "huyen-ba-be"),
        ("058", "tp-bac-kan"),
        ("06", "tinh-bac-kan"),
        ("01954", "xa-van-tung"),
        ("TP Bắc Kạn", "tp-bac-kan"),
        ("TP. Bắc Kạn", "tp-bac-kan"),
        ("TP.Bắc Kạn", "tp-bac-kan"),
        ("Tp Bắc Kạn", "tp-bac-kan"),
        ("Thành Phố Bắc Kạn", "tp-bac-kan"),
        ("UBND thành phố Bắc Kạn", "tp-bac-kan"),
        ("Uỷ ban nhân dân TP. Bắc Kạn", "tp-bac-kan"),
        ("thị xã Bắc Kạn", "tp-bac-kan"),
        ("TX. Bắc Kạn", "tp-bac-kan"),
        ("Tp Bắc Cạn", "tp-bac-kan"),
        ("tỉnh Bắc Kạn", "tinh-bac-kan"),
        ("tỉnh Bắc Cạn", "tinh-bac-kan"),
        ("H. Ba Bể", "huyen-ba-be"),
        ("H.Ba Bể", "huyen-ba-be"),
        ("UBND H. Ba Bể", "huyen-ba-be"),
        ("HUYỆN  BA\u00a0BỂ", "huyen-ba-be"),
        (unicodedata.normalize("NFD", "huyện Ba Bể"), "huyen-ba-be"),
        ("Na Rỳ", "huyen-na-ri"),
        ("Na Ri", "huyen-na-ri"),
        ("Pắc Nặm", "huyen-pac-nam"),
        ("huyện Pắc Nạm", "huyen-pac-nam"),
        ("Pác Nậm", "huyen-pac-nam"),
        ("Chợ Ðồn", "huyen-cho-don"),
        ("khối huyện, thành phố", "khoi-huyen-tp"),
        ("Khối Huyện, Thành Phố", "khoi-huyen-tp"),
        ("xã Trung Hoà", "xa-trung-hoa"),
        ("Sĩ Bình", "xa-sy-binh"),
        ("P. Sông Cầu", "phuong-song-cau"),
        ("TT Phủ Thông", "thi-tran-phu-thong"),
        ("xã Cẩm Giàng, huyện Bạch Thông, tỉnh Bắc Kạn", "xa-cam-giang"),
        ("xã Cẩm Giàng (Bạch Thông)", "xa-cam-giang"),
        ("Bạch Thông (huyện)", "huyen-bach-thong"),
        ("thành phố Bắc Kạn, tỉnh Bắc Kạn", "tp-bac-kan"),
        ("SỞ Y TẾ", "so-y-te"),
        ("Sở Y tế tỉnh Bắc Kạn", "so-y-te"),
        ("Sở Nội vụ, tỉnh Bắc Kạn", "so-noi-vu"),
        ("Sở GD&ĐT", "so-giao-duc-va-dao-tao"),
        ("Sở Nông nghiệp và PTNT", "so-nong-nghiep-va-ptnt"),
    ],
)
def test_spellings_resolve_before_2025(text, unit_id):
    """Spellings seen in workbooks, articles and official lists."""
    assert resolve_unit(text, THEN).id == unit_id


@pytest.mark.parametrize("on", [date(2019, 6, 1), THEN, date(2025, 6, 30), NOW])
def test_every_unit_of_a_day_resolves_by_id_code_and_full_name(on):
    """Whatever the registry prints, it reads back."""
    for unit in units(on=on):
        assert resolve_unit(unit.id, on) == unit
        assert resolve_unit(unit.name.upper(), on) == unit
        if code := unit.code(on):
            assert resolve_unit(code, on) == unit


@pytest.mark.parametrize(
    ("text", "before", "after"),
    [
        ("Ba Bể", "huyen-ba-be", "xa-ba-be-2025"),
        ("Chợ Mới", "huyen-cho-moi", "xa-cho-moi-2025"),
        ("Bạch Thông", "huyen-bach-thong", "xa-bach-thong-2025"),
        ("01954", "thi-tran-van-tung", "xa-ngan-son-2025"),
        ("01960", "xa-hiep-luc", "xa-hiep-luc-2025"),
        ("02155", "thi-tran-yen-lac", "xa-na-ri-2025"),
    ],
)
def test_name_and_code_mean_another_unit_from_july_2025(text, before, after):
    """Neither a name nor a code is an identity: 1683/NQ-UBTVQH15 uses both again."""
    assert resolve_unit(text, date(2025, 6, 30)).id == before
    assert resolve_unit(text, NOW).id == after


@pytest.mark.parametrize(
    ("code", "on", "unit_id"),
    [
        ("01954", date(2023, 4, 9), "xa-van-tung"),
        ("01954", date(2023, 4, 10), "thi-tran-van-tung"),
        ("01960", date(2020, 1, 31), "xa-lang-ngam"),
        ("01960", date(2020, 2, 1), "xa-hiep-luc"),
        ("02155", date(2020, 1, 31), "xa-luong-ha"),
        ("02155", date(2020, 2, 1), "thi-tran-yen-lac"),
        ("01906", NOW, "xa-ba-be-2025"),
        ("19", NOW, "tinh-thai-nguyen-2025"),
    ],
)
def test_code_is_read_on_its_day(code, on, unit_id):
    """The three codes of domain history that passed from unit to unit, on both sides of each change."""
    assert resolve_unit(code, on).id == unit_id


def test_bare_bac_kan_is_ambiguous_while_province_and_city_exist():
    """A wrong guess would print the province's figures as the city's."""
    assert refusal("Bắc Kạn", THEN) == (
        '"Bắc Kạn" is ambiguous on 01/06/2020: tỉnh Bắc Kạn (tinh-bac-kan) '
        "or thành phố Bắc Kạn (tp-bac-kan); write the type word or the id"
    )
    assert "ambiguous" in refusal("Bắc Cạn", THEN)


def test_field_of_a_department_is_not_its_name():
    """ "Y tế" also ends the names of stations and centres; only the whole name of the department means it."""
    assert refusal("Y tế", THEN).startswith('unknown unit "Y tế"')


def test_near_name_is_proposed_and_never_taken():
    """Pắc Nạn is one letter from Pác Nặm, and still not accepted."""
    assert refusal("Pắc Nạn", THEN) == 'unknown unit "Pắc Nạn"; did you mean Pác Nặm (huyen-pac-nam)?'
    assert refusal("Ba Be", THEN) == 'unknown unit "Ba Be"; did you mean Ba Bể (huyen-ba-be)?'
    assert "(tinh-bac-kan) or Bắc Kạn (tp-bac-kan)?" in refusal("huyện Bắc Kạn", THEN)
    assert refusal("58", THEN) == 'unknown unit "58"; did you mean Bắc Kạn (tp-bac-kan)?'


def test_ended_unit_says_what_it_became():
    """After 01/07/2025 an old name leads to the new units, not to a dead end."""
    message = refusal("huyện Ba Bể", NOW)

    assert message.startswith(
        '"huyện Ba Bể" is not a unit on 01/07/2025: huyện Ba Bể (huyen-ba-be) ended on 30/06/2025'
    )
    for successor in (
        "xa-ba-be-2025",
        "xa-cho-ra-2025",
        "xa-phuc-loc-2025",
        "xa-thuong-minh-2025",
        "xa-dong-phuc-2025",
    ):
        assert successor in message
    assert "xa-ba-be-2025" in refusal("061", NOW)
    assert "xa-ba-be-2025" in refusal("huyen-ba-be", NOW)
    assert "now thị trấn Vân Tùng (thi-tran-van-tung)" in refusal("xã Vân Tùng", date(2024, 1, 1))


def test_later_unit_says_when_it_begins_and_what_was_before():
    """A new name in an old file is most often a slip of the year."""
    message = refusal("xã Phong Quang", THEN)

    assert "begins on 01/07/2025, before it xã Dương Quang (xa-duong-quang), xã Đôn Phong (xa-don-phong)" in message


@pytest.mark.parametrize(
    ("text", "qualifier"),
    [
        ("huyện Chợ Mới, tỉnh An Giang", "tỉnh An Giang"),
        ("xã Cẩm Giàng, huyện Ba Bể", "huyện Ba Bể"),
        ("Ba Bể (xã)", "xã"),
    ],
)
def test_unmet_qualifier_means_no_match(text, qualifier):
    """Chợ Mới is also a district of An Giang; its figures are not ours."""
    message = refusal(text, THEN)

    assert f'"{qualifier}" is not above it' in message
    assert "without it the text means" in message


@pytest.mark.parametrize(
    "text",
    [
        "",
        "   ",
        "\n",
        "thị trấn",
        "huyện",
        ",",
        "(",
        "()",
        "059",
        "huyện\nBa Bễ",
        "x\x00y\x1b[31m",
        "Ba Bể" * 2_000,
        "9" * 5_000,
    ],
)
def test_hostile_text_gets_one_short_line(text):
    """A pasted page, an escape sequence or nothing at all must not break the log."""
    assert len(refusal(text, THEN)) < 300


@pytest.mark.parametrize("value", [None, 58, 2.5, ["058"], b"058"])
def test_value_that_is_no_text_is_refused(value):
    """A spreadsheet turns 058 into the number 58; the zero is part of the code."""
    with pytest.raises(ConfigError, match="is not a unit; write an id"):
        resolve_unit(value, THEN)
