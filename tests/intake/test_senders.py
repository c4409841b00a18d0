"""Who sends is a matter of days: districts to 30/06/2025, communes and wards since; in today's Thái Nguyên."""

from __future__ import annotations

from datetime import date

import pytest

from tests.intake.sheets import draw, facts_of, read, told
from thidua.intake.layouts.title import level_of, reporting_unit, unit_said
from thidua.intake.words.authority_words import authority_for, authority_on
from thidua.intake.words.unit_words import why_no_unit
from thidua.intake.words.units_said import unit_meant
from thidua.registry import find_unit, get_unit
from thidua.registry.territory import Territory

TODAY = date(2026, 11, 27)
THEN, LAST, FIRST = date(2024, 6, 14), date(2025, 6, 30), date(2025, 7, 1)
LIST = "STT | Họ và tên | Đối tượng | Danh hiệu | Số quyết định | Ngày quyết định"
RETURN = """
STT | Danh hiệu, hình thức | Quyết định
 | | Tập thể | Cá nhân"""


@pytest.fixture(autouse=True)
def _in_thai_nguyen():
    with Territory("19").in_force():
        yield


def sent(text: str, *, basis: str = "administrative"):
    return read(draw(text), basis=basis, as_of=TODAY)


def list_of(title: str, *rows: str) -> str:
    """A list of people with a title, one for each "award | number | day"."""
    lines = (f"{number} | Nông Văn {'ABCDEG'[number]} | Cá nhân | {row}" for number, row in enumerate(rows, 1))
    return "\n".join((title, LIST, *lines))


@pytest.mark.parametrize(
    ("unit", "on", "answers"),
    [
        ("xa-khang-ninh", THEN, "huyen-ba-be"),
        ("xa-khang-ninh", TODAY, "huyen-ba-be"),
        ("huyen-ba-be", THEN, "huyen-ba-be"),
        ("xa-ba-be-2025", TODAY, "xa-ba-be-2025"),
        ("xa-ba-be-2025", THEN, "xa-ba-be-2025"),
        ("phuong-bac-kan-2025", FIRST, "phuong-bac-kan-2025"),
        ("so-y-te", THEN, "so-y-te"),
        ("tinh-thai-nguyen-2025", TODAY, "tinh-thai-nguyen-2025"),
    ],
)
def test_a_unit_answers_for_itself_from_the_day_on_which_its_level_reports(unit, on, answers):
    """Ninety-two communes once stood for their province, and each replaced the one before."""
    assert reporting_unit(get_unit(unit), on).id == answers


def test_returns_of_communes_are_their_own():
    """A province's figure is the sum of its communes, never that of whoever sent last."""
    found = [
        sent(f"UBND TỈNH THÁI NGUYÊN\n{title}\n6 tháng đầu năm 2026{RETURN}\n1 | Lao động tiên tiến | - | 18")
        for title in ("UBND XÃ BA BỂ", "Đơn vị báo cáo: phường Bắc Kạn", "UBND xã Văn Lang", "UBND xã Văn Lăng")
    ]

    assert [part.unit for each in found for part in each.parts] == [
        "xa-ba-be-2025",
        "phuong-bac-kan-2025",
        "xa-van-lang-2025",
        "xa-van-lang-05665-2025",
    ]
    assert facts_of(found[0], "unit", "award", "authority", "count", "how") == [
        ("xa-ba-be-2025", "LDTT", "commune_chair", 18, "authority=law")
    ]


@pytest.mark.parametrize(
    "body", ["CÔNG AN XÃ BA BỂ", "UBND XÃ BA BỂ\nTRƯỜNG TIỂU HỌC CHU HƯƠNG", "XÃ BA BỂ\nĐẢNG ỦY", "Trạm Y tế xã Ba Bể"]
)
def test_return_of_a_body_is_not_that_of_its_commune(body):
    """Of two schools the later one's return took the place of the first one's, as the commune's."""
    found = sent(f"{body}\n6 tháng đầu năm 2026\nĐơn vị tính: lượt{RETURN}\n1 | Lao động tiên tiến | - | 18")

    assert told(found) == [("V01-body", "")]
    assert dict(found.findings[0].words)["unit"] == "xã Ba Bể"


@pytest.mark.parametrize(
    ("award", "day", "is_asked"),
    [
        ("Bằng khen của Chủ tịch UBND tỉnh Bắc Kạn", "12/9/2025", True),
        ("Bằng khen của Chủ tịch UBND tỉnh Bắc Kạn", "12/5/2025", False),
        ("Bằng khen của Chủ tịch UBND tỉnh Thái Nguyên", "12/9/2025", False),
        ("Bằng khen của Chủ tịch UBND tỉnh", "12/9/2025", False),
    ],
)
def test_giver_that_had_ended_has_given_nothing(award, day, is_asked):
    """A certificate of the province of before was counted as one of the province of today."""
    place = "huyện Ba Bể" if day == "12/5/2025" else "xã Ba Bể"
    row = f"1 | Ma Văn A | Cá nhân | {award} | 12/QĐ-UBND | {day} | {place}"

    found = sent(f"SỞ NỘI VỤ TỈNH THÁI NGUYÊN\nNăm 2025\n{LIST} | Địa bàn\n{row}")

    assert told(found) == ([("V03-ended", "D4")] if is_asked else [])


def test_list_of_a_body_counts_and_may_not_be_all():
    """Its people are the commune's; whether it is all of them, somebody must look."""
    found = sent(
        list_of("UBND XÃ BA BỂ\nTRƯỜNG THCS CHU HƯƠNG\nNăm 2026", "Lao động tiên tiến | 12/QĐ-UBND | 12/3/2026")
    )

    assert facts_of(found, "unit") == [("xa-ba-be-2025",)]
    assert told(found) == [("V01-body-list", "")]


@pytest.mark.parametrize(
    "title", ["UBND XÃ BA BỂ\nPHÒNG VĂN HÓA - XÃ HỘI", "TRƯỜNG THCS CHU HƯƠNG\nĐơn vị báo cáo: xã Ba Bể"]
)
def test_office_that_reports_for_its_commune_is_asked_nothing(title):
    """Who keeps the figures of the whole commune, and who says so."""
    assert (
        told(sent(f"{title}\n6 tháng đầu năm 2026\nĐơn vị tính: lượt{RETURN}\n1 | Lao động tiên tiến | - | 18")) == []
    )


def test_list_of_a_commune_is_its_own():
    """It was accepted, and the commune's report was empty."""
    found = sent(list_of("UBND XÃ BA BỂ\nNăm 2026", "Lao động tiên tiến | 12/QĐ-UBND | 12/3/2026"))

    assert facts_of(found, "unit", "authority") == [("xa-ba-be-2025", "commune_chair")]
    assert told(found) == []


def test_row_of_a_departments_list_goes_to_who_reported_on_its_day():
    """One list of 2025 names a commune of May, and one of September."""
    heading = f"SỞ Y TẾ TỈNH THÁI NGUYÊN\nNăm 2025\n{LIST} | Địa bàn"
    rows = (
        "1 | Ma Văn A | Cá nhân | Giấy khen của Giám đốc Sở Y tế | 12/QĐ-SYT | 12/5/2025 | xã Khang Ninh, huyện Ba Bể",
        "2 | Ma Văn B | Cá nhân | Giấy khen của Giám đốc Sở Y tế | 55/QĐ-SYT | 12/9/2025 | xã Ba Bể",
    )

    found = sent("\n".join((heading, *rows)))

    assert facts_of(found, "unit", "place") == [("huyen-ba-be", "xa-khang-ninh"), ("xa-ba-be-2025", "")]
    assert told(found) == []


def test_department_of_today_lists_what_the_one_of_its_name_decided_before():
    """A list of the whole year 2025 is of two departments, each in its own days."""
    rows = (
        "Giấy khen của Giám đốc Sở Y tế | 12/QĐ-SYT | 12/5/2025",
        "Giấy khen của Giám đốc Sở Y tế | 5/QĐ-SYT | 12/9/2025",
    )

    found = sent(list_of("SỞ Y TẾ TỈNH THÁI NGUYÊN\nNăm 2025", *rows))

    assert facts_of(found, "unit") == [("so-y-te-thai-nguyen",), ("so-y-te-thai-nguyen-2025",)]
    assert told(found) == []


def test_district_of_2025_has_its_days_and_no_later_ones():
    """Its last two weeks belong to its last report; a decision of September is nobody's, and its successor is named."""
    days = ("12/5/2025", "20/6/2025", "5/9/2025")
    found = sent(
        list_of(
            "UBND HUYỆN BA BỂ\nNăm 2025", *(f"Lao động tiên tiến | {n}/QĐ-UBND | {d}" for n, d in enumerate(days, 1))
        )
    )

    assert told(found) == [("V01-day", "F6"), ("V03-missing", "D6")]
    assert found.findings[0].text == (
        "Quyết định ngày 05/09/2025, nhưng huyện Ba Bể chỉ có đến 30/06/2025, nay là xã Ba Bể và 4 nơi khác"
    )
    half = sent(
        list_of(
            "UBND HUYỆN BA BỂ\n6 tháng đầu năm 2025", *(f"LĐTT | {n}/QĐ-UBND | {d}" for n, d in enumerate(days[:2], 1))
        )
    )
    assert told(half) == []
    assert (half.parts[0].first_day, half.parts[0].last_day) == (date(2024, 12, 15), LAST)


def test_commune_of_2025_answers_for_no_day_before_it_began():
    """A decision of May is the old district's."""
    found = sent(list_of("UBND XÃ BA BỂ\nNăm 2025", "LĐTT | 1/QĐ-UBND | 12/5/2025", "LĐTT | 2/QĐ-UBND | 12/9/2025"))

    assert told(found) == [("V01-day", "F4")]
    assert "xã Ba Bể chỉ có từ 01/07/2025, trước đó là xã" in found.findings[0].text


def test_district_has_no_second_half_of_2025():
    """The last days of June are asked for with the period they belong to."""
    found = sent(f"UBND HUYỆN BA BỂ\n6 tháng cuối năm 2025{RETURN}\n1 | Lao động tiên tiến | - | 18")

    assert "V01-outside" in dict(told(found))


@pytest.mark.parametrize(
    ("title", "message", "why"),
    [
        ("UBND TỈNH THÁI NGUYÊN\nUBND HUYỆN BA BỂ\nNăm 2026", "V01-why", "nay là xã Ba Bể và 4 nơi khác"),
        ("UBND TỈNH BẮC KẠN\nUBND XÃ LẠNG SAN\nNăm 2023", "V01-why", "chỉ có đến 31/01/2020, nay là xã Văn Lang"),
        ("UBND TỈNH BẮC KẠN\nUBND xã Ba Bể\nNăm 2024", "V01-why", "chỉ có từ 01/07/2025"),
        ("UBND TỈNH THÁI NGUYÊN\nUBND XÃ VĂN LẠNG\nNăm 2026", "V01-why", "gần nhất: xã Văn Lang, xã Văn Lăng"),
        ("SỞ NỘI VỤ\nĐơn vị báo cáo: xã Sa Pả\nNăm 2026", "V01-why", "tên không có trong danh mục"),
        ("SỞ Y TẾ\nNăm 2024", "V01-several", "Sở Y tế tỉnh Bắc Kạn hoặc Sở Y tế tỉnh Thái Nguyên"),
        ("Ba Bể\nNăm 2025", "V01-either", "xã Ba Bể (từ 01/07/2025) hoặc huyện Ba Bể (đến 30/06/2025)"),
    ],
)
def test_sender_of_another_day_or_of_two_is_asked_for(title, message, why):
    """Below the province's name such a return was once the province's own."""
    found = sent(f"{title}{RETURN}\n1 | Lao động tiên tiến | - | 18")

    assert [finding.message for finding in found.findings if finding.rule == "V01"] == [message]
    assert why in next(finding.text for finding in found.findings if finding.rule == "V01")


def test_department_below_its_province_is_that_provinces():
    """Until 30/06/2025 two provinces of the territory have a Sở Y tế."""
    for province, unit in (("BẮC KẠN", "so-y-te"), ("THÁI NGUYÊN", "so-y-te-thai-nguyen")):
        found = sent(f"UBND TỈNH {province}\nSỞ Y TẾ\nNăm 2024{RETURN}\n1 | Lao động tiên tiến | - | 18")
        assert [part.unit for part in found.parts] == [unit]
    assert find_unit("Sở Y tế tỉnh Bắc Kạn", THEN) == get_unit("so-y-te")


def test_heading_of_a_unit_of_another_day_is_asked_about():
    """The province's list of 2026 still has a part for the district."""
    found = sent(
        f"UBND TỈNH THÁI NGUYÊN\nNăm 2026\n{LIST}\nI. HUYỆN BA BỂ\n"
        "1 | Ma Văn A | Cá nhân | Bằng khen của Chủ tịch UBND tỉnh | 12/QĐ-UBND | 12/3/2026"
    )

    assert ("V01-why", "A4") in told(found)


@pytest.mark.parametrize(
    ("text", "on", "unit"),
    [
        ("Bắc Kạn", TODAY, "phuong-bac-kan-2025"),
        ("Ba Bể", TODAY, "xa-ba-be-2025"),
        ("Ba Bể", THEN, "huyen-ba-be"),
        ("huyện Ba Bể (đến 30/06/2025)", date(2025, 12, 14), "huyen-ba-be"),
        ("Sở Y tế tỉnh Thái Nguyên (đến 30/06/2025)", date(2025, 12, 14), "so-y-te-thai-nguyen"),
        ("xã Ba Bể (từ ngày 1/7/2025)", LAST, "xa-ba-be-2025"),
        ("huyện Ba Bể (đến 31/02/2025)", THEN, None),
        ("huyện Ba Bể", TODAY, None),
        ("xã Lạng San", date(2023, 6, 14), None),
        ("xã Văn Lang", TODAY, "xa-van-lang-2025"),
        ("xã Văn Lăng", TODAY, "xa-van-lang-05665-2025"),
        ("xã Van Lang", TODAY, None),
        ("xã Định Hoá", TODAY, "xa-dinh-hoa-2025"),
        ("xã Định Hóa", TODAY, "xa-dinh-hoa-2025"),
    ],
)
def test_name_means_the_unit_of_its_day_or_none(text, on, unit):
    """A name without accents could be two; a name of another day is another unit."""
    found = unit_meant(text, on)

    assert (found.id if found else None) == unit


def test_name_without_accents_is_answered_with_every_unit_that_it_could_be():
    """Văn Lang and Văn Lăng are two communes."""
    assert why_no_unit("xa Van Lang", TODAY) == "gần nhất: xã Văn Lang, xã Văn Lăng"


@pytest.mark.parametrize(
    ("unit", "award", "on", "authority"),
    [
        ("xa-ba-be-2025", "LDTT", TODAY, "commune_chair"),
        ("xa-ba-be-2025", "CSTDCS", TODAY, "commune_chair"),
        ("phuong-bac-kan-2025", "TTLDTT", TODAY, "commune_chair"),
        ("phuong-bac-kan-2025", "GKX", TODAY, "commune_chair"),
        ("huyen-ba-be", "LDTT", THEN, "district_chair"),
        ("so-noi-vu-thai-nguyen-2025", "LDTT", TODAY, "department_head"),
        ("so-noi-vu-thai-nguyen-2025", "CSTDCS", TODAY, "department_head"),
        ("tinh-thai-nguyen-2025", "LDTT", TODAY, None),
        ("tinh-thai-nguyen-2025", "BKT", TODAY, "province_chair"),
    ],
)
def test_award_without_a_giver_is_the_senders_own_where_it_may_give_it(unit, award, on, authority):
    """Since 01/07/2025 the chairman of a commune gives what the district's gave."""
    assert authority_for(award, on, level_of(get_unit(unit))) == authority


def test_before_the_change_communes_are_counted_with_their_district():
    """Nothing of 2015 to 2023 moves."""
    assert unit_said("UBND XÃ KHANG NINH", THEN).id == "huyen-ba-be"
    assert unit_said("DANH SÁCH KHEN THƯỞNG XÃ KHANG NINH NĂM 2024", THEN) is None
    assert unit_said("DANH SÁCH KHEN THƯỞNG XÃ BA BỂ NĂM 2026", TODAY).id == "xa-ba-be-2025"


@pytest.mark.parametrize(
    ("day", "why"),
    [
        ("2/9/2026", "ngày nghỉ lễ, Tết"),
        ("24/11/2026", "ngày nghỉ lễ, Tết"),
        ("2/1/2026", "ngày nghỉ lễ, Tết"),
        ("23/8/2026", "Chủ nhật"),
        ("29/8/2026", "thứ Bảy"),
        ("22/8/2026", ""),
        ("10/1/2026", ""),
        ("3/9/2026", ""),
    ],
)
def test_day_of_a_decision_is_a_working_day_of_the_calendar(day, why):
    """Saturday 22/08/2026 was worked by decree, and nobody signs on 02/09 (the second day off of 2026 is 01/09)."""
    found = sent(list_of("UBND XÃ BA BỂ\nNăm 2026", f"Lao động tiên tiến | 12/QĐ-UBND | {day}"))

    assert [finding.text.rpartition(" là ")[2] for finding in found.findings] == ([why] if why else [])


@pytest.mark.parametrize(
    ("province", "text", "on", "authority"),
    [
        ("19", "UBND thành phố", THEN, "district_chair"),
        ("19", "UBND TP. Sông Công", THEN, "district_chair"),
        ("01", "UBND thành phố", THEN, "province_chair"),
        ("01", "Chủ tịch UBND thành phố Hà Nội", TODAY, "province_chair"),
        ("01", "UBND quận Ba Đình", THEN, "district_chair"),
        ("79", "Chủ tịch UBND thành phố", THEN, None),
        ("79", "Chủ tịch UBND thành phố", TODAY, "province_chair"),
        ("24", "UBND thành phố Bắc Ninh", THEN, "district_chair"),
        ("24", "UBND thành phố Bắc Ninh", TODAY, "province_chair"),
        ("24", "Chủ tịch UBND TP. Bắc Ninh", TODAY, "province_chair"),
        ("24", "Chủ tịch UBND thành phố", date(2025, 4, 11), "district_chair"),
        ("24", "Chủ tịch UBND thành phố", date(2026, 10, 12), "province_chair"),
        ("22", "Chủ tịch UBND thành phố", date(2025, 4, 11), "district_chair"),
        ("01", "Chủ tịch UBND TP Hà Nội", TODAY, "province_chair"),
        ("19", "UBND xã, phường, đặc khu", TODAY, "commune_chair"),
        ("31", "UBND đặc khu Cát Hải", TODAY, "commune_chair"),
    ],
)
def test_office_of_a_city_is_that_of_its_day_and_province(province, text, on, authority):
    """ "UBND thành phố" is a district's office in one province, and the highest in the next."""
    with Territory(province).in_force():
        assert authority_on(text, on) == authority


@pytest.mark.parametrize(
    ("province", "title", "award", "day", "facts"),
    [
        ("24", "UBND THÀNH PHỐ BẮC NINH", "Lao động tiên tiến", "11/4/2025", ("LDTT", "district_chair")),
        ("22", "UBND THÀNH PHỐ HẠ LONG", "Lao động tiên tiến", "11/4/2025", ("LDTT", "district_chair")),
        (
            "24",
            "UBND PHƯỜNG KÉP",
            "Bằng khen của Chủ tịch UBND thành phố",
            "12/10/2026",
            ("BKT", "province_chair"),
        ),
        ("24", "UBND PHƯỜNG KÉP", "Bằng khen", "12/10/2026", ("BKT", "province_chair")),
    ],
)
def test_chair_of_a_city_gives_what_the_citys_level_gives_on_that_day(province, title, award, day, facts):
    """Bắc Ninh was a city in its province to 30/06/2025, and the province is a city since 20/09/2026."""
    period = "6 tháng đầu năm 2025" if day.endswith("2025") else "6 tháng cuối năm 2026"
    row = f"1 | Ma Văn A | Cá nhân | {award} | 7/QĐ-UBND | {day} | Chủ tịch UBND thành phố"
    with Territory(province).in_force():
        found = sent(f"{title}\n{period}\n{LIST} | Cơ quan ban hành\n{row}")

    assert told(found) == []
    assert facts_of(found, "award", "authority") == [facts]


def test_headings_of_other_programs_are_understood():
    """A sheet of 386 rows of theirs was read as nothing."""
    found = sent(
        "UBND XÃ BA BỂ\nNăm 2026\nTT | Tên tập thể/cá nhân/hộ gia đình | Danh hiệu thi đua/Hình thức khen thưởng | "
        "Số quyết định | Ngày quyết định | Xã, phường, đặc khu\n"
        "1 | Trường Tiểu học Khang Ninh | Tập thể lao động tiên tiến | 12/QĐ-UBND | 12/3/2026 | xã Ba Bể"
    )

    assert facts_of(found, "unit", "award", "recipient_kind") == [("xa-ba-be-2025", "TTLDTT", "collective")]
    assert found.findings == ()


@pytest.mark.parametrize(
    ("name", "day", "is_asked"),
    [
        ("UBND huyện Ba Bể", "5/9/2025", True),
        ("Phòng Nội vụ huyện Ba Bể", "5/9/2025", True),
        ("Huyện ủy Ba Bể", "5/9/2025", True),
        ("UBND xã Khang Ninh, huyện Ba Bể", "5/9/2025", True),
        ("UBND thị trấn Chợ Rã", "12/3/2026", True),
        ("Huyện Ba Bể", "12/3/2026", True),
        ("UBND huyện Ba Bể", "23/7/2025", False),
        ("UBND xã Ba Bể", "5/9/2025", False),
        ("Phòng Văn hóa - Xã hội xã Ba Bể", "5/9/2025", False),
        ("Trường Tiểu học xã Khang Ninh", "5/9/2025", False),
        ("Hội Nông dân phường Bắc Kạn", "5/9/2025", False),
    ],
)
def test_award_to_a_body_that_ended_is_asked_about_with_the_act(name, day, is_asked):
    """Circular 15/2025/TT-BNV, in force since 05/08/2025; it is a warning, and the award counts."""
    row = f"1 | {name} | Tập thể | Bằng khen của Chủ tịch UBND tỉnh | 12/QĐ-UBND | {day}"

    found = sent(f"UBND TỈNH THÁI NGUYÊN\nNăm {day[-4:]}\n{LIST}\n{row}")

    assert [finding.message for finding in found.findings] == ["V02-dissolved"] * is_asked
    assert all("Thông tư số 15/2025/TT-BNV" in finding.text for finding in found.findings)
    assert len(found.tables["facts"]) == 1


@pytest.mark.parametrize(
    ("written", "day", "why"),
    [
        ("xã Lạng San", "12/5/2023", "xã Lạng San chỉ có đến 31/01/2020, nay là xã Văn Lang"),
        ("huyện Ba Bể", "12/3/2026", "huyện Ba Bể chỉ có đến 30/06/2025, nay là xã Ba Bể và 4 nơi khác"),
        ("xã Ba Bể", "14/5/2024", "xã Ba Bể chỉ có từ 01/07/2025, trước đó là xã Cao Thượng và 2 nơi khác"),
        ("xa Van Lang", "12/3/2026", "gần nhất: xã Văn Lang, xã Văn Lăng"),
    ],
)
def test_unit_of_a_row_that_is_none_of_its_day_is_asked_for_with_what_it_became(written, day, why):
    """It is never guessed, and the sender can write the right name at once."""
    title = "SỞ Y TẾ TỈNH THÁI NGUYÊN" if day.endswith("2026") else "UBND TỈNH THÁI NGUYÊN"
    row = f"1 | Ma Văn A | Cá nhân | Bằng khen của Chủ tịch UBND tỉnh | 12/QĐ-UBND | {day} | {written}"

    found = sent(f"{title}\nNăm {day[-4:]}\n{LIST} | Địa bàn\n{row}")

    assert told(found) == [("V01-why", "G4")]
    assert found.findings[0].text.endswith(why)


def test_two_provinces_never_mix_what_they_know():
    """What is remembered of a name is remembered for one territory."""
    with Territory("04").in_force():
        assert find_unit("xã Ba Bể", TODAY) is None
        assert unit_said("UBND XÃ BA BỂ", TODAY) is None
    assert unit_said("UBND XÃ BA BỂ", TODAY) == get_unit("xa-ba-be-2025")


def test_name_of_several_units_is_answered_with_each_of_them():
    """What is said to be no unit may not be said to be two of them; an id of ours tells a sender nothing."""
    title, row = "SỞ NỘI VỤ TỈNH BẮC KẠN\nNăm 2024", "1 | Ma Văn A | Cá nhân | BK tỉnh | 12/QĐ-UBND | 14/5/2024 | "
    known = {
        "Bắc Kạn": "tỉnh Bắc Kạn hoặc thành phố Bắc Kạn",
        "Tân Thành": "phường Tân Thành hoặc xã Tân Thành",
        "phường Trung Thành": "phường Trung Thành, thành phố Thái Nguyên hoặc phường Trung Thành, thành phố Phổ Yên",
    }
    for written, meant in known.items():
        (finding,) = sent(f"{title}\n{LIST} | Địa bàn\n{row}{written}").findings
        assert finding.message == "V01-several"
        assert finding.text.startswith(f'"{written}" vào ngày 14/05/2024 có thể là {meant}')


def test_name_of_very_many_units_is_answered_in_one_line():
    """Twenty wards of the city had the number 1."""
    with Territory("79").in_force():
        why = why_no_unit("Phường 1", LAST)

    assert why.startswith("phường 1, thành phố Vũng Tàu hoặc phường 1, quận ")
    assert why.endswith(" nơi khác")
    assert len(why) <= 120


@pytest.mark.parametrize(
    ("title", "unit"), [("SỞ NỘI VỤ TỈNH BẮC KẠN", "so-noi-vu"), ("SỞ Y TẾ TỈNH THÁI NGUYÊN", "so-noi-vu-thai-nguyen")]
)
def test_department_in_a_row_is_of_the_province_of_the_department_that_sends(title, unit):
    """The head of the list says which of two provinces is meant; each row once asked again."""
    row = "1 | Ma Văn A | Cá nhân | BK tỉnh | 12/QĐ-UBND | 14/5/2024 | Sở Nội vụ"
    found = sent(f"{title}\nNăm 2024\n{LIST} | Địa bàn\n{row}")

    assert told(found) == []
    assert facts_of(found, "unit") == [(unit,)]


@pytest.mark.parametrize("place", ["xã Ba Bể", ""])
@pytest.mark.parametrize(
    ("title", "message", "why"),
    [
        ("UBND HUYỆN BA BỂ", "V01-why", "huyện Ba Bể chỉ có đến 30/06/2025, nay là xã Ba Bể và 4 nơi khác"),
        ("Đơn vị báo cáo: tỉnh Bắc Kạn", "V01-why", "tỉnh Bắc Kạn chỉ có đến 30/06/2025, nay là tỉnh Thái Nguyên"),
        (
            "SỞ NỘI VỤ TỈNH BẮC KẠN",
            "V01-why",
            "Sở Nội vụ tỉnh Bắc Kạn chỉ có đến 30/06/2025, nay là Sở Nội vụ tỉnh Thái Nguyên",
        ),
        ("Đơn vị báo cáo: xã Không Có", "V01-why", "tên không có trong danh mục đơn vị"),
        ("Đơn vị báo cáo: quận 1", "V01-why", "tên không có trong danh mục đơn vị"),
        ("Đơn vị báo cáo: xa van lang", "V01-why", "gần nhất: xã Văn Lang, xã Văn Lăng"),
    ],
)
def test_list_of_a_unit_that_is_none_is_asked_about_whatever_its_rows_name(title, message, why, place):
    """Its rows once went to the communes that they name, and nobody's list counted; an empty cell hid the reason."""
    row = f"1 | Ma Văn A | Cá nhân | Lao động tiên tiến | 12/QĐ-UBND | 13/4/2026 | {place}"
    found = sent(f"{title}\n6 tháng đầu năm 2026\n{LIST} | Địa bàn\n{row}")
    (finding,) = (each for each in found.findings if each.rule == "V01")

    assert (finding.message, finding.severity) == (message, "error")
    assert finding.text.endswith(why)


def test_list_without_a_period_of_a_unit_of_its_rows_days_is_read_as_before():
    """A list that states no period is of the days of its decisions, on which its sender was a unit."""
    row = "1 | Ma Văn A | Cá nhân | Lao động tiên tiến | 12/QĐ-UBND | 13/4/2024 | Ba Bể"
    found = sent(f"UBND HUYỆN BA BỂ\n{LIST} | Địa bàn\n{row}")

    assert "error" not in {finding.severity for finding in found.findings if finding.rule == "V01"}
    assert facts_of(found, "unit") == [("huyen-ba-be",)]


SINCE = "xã Lạng Giang có tên phường Lạng Giang từ 20/09/2026"
UNTIL = "phường Lạng Giang có tên xã Lạng Giang đến 19/09/2026"
NAMED = [
    ("Đơn vị báo cáo: phường Lạng Giang", "6 tháng đầu năm 2026", SINCE),
    ("UBND XÃ LẠNG GIANG", "6 tháng đầu năm 2027", UNTIL),
    ("UBND X. LẠNG GIANG", "6 tháng đầu năm 2027", UNTIL),
    ("UBND XÃ LẠNG GIANG", "6 tháng cuối năm 2026", ""),
    ("UBND PHƯỜNG LẠNG GIANG", "6 tháng cuối năm 2026", ""),
    ("UBND XÃ LẠNG GIANG", "6 tháng đầu năm 2026", ""),
    ("UBND TỈNH BẮC NINH\nUBND XÃ TIÊN DU", "6 tháng đầu năm 2026", ""),
]


@pytest.mark.parametrize(("title", "period", "why"), NAMED)
def test_unit_called_by_a_name_of_another_day_is_read_and_told(title, period, why):
    """Which day the file is of may be the mistake; a name of any day of the period is right."""
    with Territory("24").in_force():
        found = sent(f"{title}\n{period}{RETURN}\n1 | Lao động tiên tiến | - | 18")

    said = [(finding.message, finding.text) for finding in found.findings if finding.rule == "V01"]
    assert len(said) == bool(why)
    assert all(message == "V01-name" and text.endswith(f": {why}") for message, text in said)
    assert {part.unit.rpartition("-0")[0] for part in found.parts} <= {"xa-lang-giang", "xa-tien-du"}


def test_place_of_a_row_called_by_a_name_of_another_day_is_told():
    """The list of another office says it of every such row."""
    row = "1 | Ma Văn A | Cá nhân | Bằng khen | 12/QĐ-UBND | 13/4/2026 | "
    with Territory("24").in_force():
        for place, message in (("phường Lạng Giang", "V01-name"), ("thành phố Bắc Ninh", "V01-either")):
            found = sent(f"UBND TỈNH BẮC NINH\n6 tháng đầu năm 2026\n{LIST} | Địa bàn\n{row}{place}")
            assert (message, "G4") in told(found)
        below = sent(f"UBND TỈNH BẮC NINH\n6 tháng đầu năm 2026\n{LIST}\nI. PHƯỜNG LẠNG GIANG\n{row}")
        assert ("V01-name", "A4") in told(below)


def test_city_that_ended_is_not_taken_for_the_province_that_becomes_one():
    """Before 20/09/2026 "thành phố Bắc Ninh" can only be the city of 2025 or a slip of the day."""
    with Territory("24").in_force():
        found = sent(f"UBND THÀNH PHỐ BẮC NINH\n6 tháng đầu năm 2026{RETURN}\n1 | Lao động tiên tiến | - | 18")
        later = sent(f"UBND THÀNH PHỐ BẮC NINH\n6 tháng đầu năm 2027{RETURN}\n1 | Lao động tiên tiến | - | 18")

    (finding,) = (each for each in found.findings if each.rule == "V01")
    assert (finding.message, finding.severity) == ("V01-either", "error")
    assert finding.text.endswith("tỉnh Bắc Ninh (từ 01/07/2025) hoặc thành phố Bắc Ninh (đến 30/06/2025)")
    assert [each for each in later.findings if each.rule == "V01"] == []


OPEN = "STT | Họ và tên | Đối tượng | Địa bàn | Danh hiệu | Số quyết định | Ngày quyết định | Cơ quan ban hành"


@pytest.mark.parametrize(
    ("award", "giver", "rules"),
    [("Giấy khen", "Giám đốc sở", []), ("Bằng khen", "Chủ tịch UBND tỉnh", [("V01-open", "D4")])],
)
def test_department_that_leaves_the_places_of_the_form_open_means_itself(award, giver, rules):
    """The form says so; of the province's awards a department may keep the list for others, so it is asked."""
    row = f"1 | Nông Văn A | Cá nhân | | {award} | 12/QĐ-SYT | 03/03/2026 | {giver}"
    found = sent(f"Sở Y tế\nKỳ báo cáo: 6 tháng đầu năm 2026\n{OPEN}\n{row}")

    assert told(found) == rules
    if not rules:
        assert facts_of(found, "unit") == [("so-y-te-thai-nguyen-2025",)]
