"""What may be something else than it seems is asked about: other periods, acts, units and versions."""

import pytest

from tests.intake.sheets import draw, facts_of, read, told

DEPARTMENT = "UBND TỈNH BẮC KẠN\nSỞ NỘI VỤ\nDANH SÁCH KHEN THƯỞNG\n6 tháng đầu năm 2021"
LIST = "STT | Họ và tên | Hình thức | Số quyết định | Ngày quyết định"
AWARD = "Bằng khen của Chủ tịch UBND tỉnh | 946/QĐ-UBND | 12/3/2021"
RETURN = "UBND HUYỆN BA BỂ\nNăm 2021\nĐơn vị tính: lượt\nTT | Danh hiệu, hình thức | Tập thể | Cá nhân"


def messages(drawn: str) -> set[str]:
    """The messages of what was found."""
    return {message for message, _ in told(read(draw(drawn)))}


def test_rows_below_a_district_are_that_districts():
    """A department lists by district; none of its rows are the department's own."""
    found = read(
        draw(f"""{DEPARTMENT}
        {LIST}
        I. HUYỆN BA BỂ
        1 | Nông Văn A | {AWARD}
        II. HUYỆN NA RÌ
        1 | Nông Văn B | {AWARD}
        """)
    )

    assert facts_of(found, "unit") == [("huyen-ba-be",), ("huyen-na-ri",)]
    assert facts_of(found, "how")[0] == ("authority=law unit=heading@A6",)


def test_rows_below_a_commune_are_its_districts():
    """A commune does not report: what it did is counted with its district."""
    found = read(
        draw(f"""UBND HUYỆN BA BỂ
        6 tháng đầu năm 2021
        {LIST}
        I. Xã Hà Hiệu
        1 | Nông Văn A | Giấy khen | 512/QĐ-UBND | 12/3/2021
        """)
    )

    assert facts_of(found, "unit", "place") == [("huyen-ba-be", "xa-ha-hieu")]


def test_tables_below_each_other_belong_to_the_districts_named_above_them():
    """The heading of each table says whose it is."""
    found = read(
        draw(f"""{DEPARTMENT}

        1. HUYỆN BA BỂ
        {LIST}
        1 | Nông Văn A | {AWARD}

        2. HUYỆN NA RÌ
        {LIST}
        1 | Nông Văn B | {AWARD}
        """)
    )

    assert facts_of(found, "unit") == [("huyen-ba-be",), ("huyen-na-ri",)]


@pytest.mark.parametrize(
    ("first", "second", "message"),
    [
        ("I | Năm 2020", "II | Năm 2021", "L12-period"),
        ("I | Cùng kỳ năm trước", "II | Kỳ báo cáo", "L12-period"),
        ("I | Đề nghị khen thưởng", "II | Được khen thưởng", "L12-status"),
        ("A | Toàn huyện ", "B | Trong đó: Khối trường học", "L12-part"),
    ],
)
def test_groups_of_a_return_that_are_no_parts_are_asked_about(first, second, message):
    """Added up they would count an award twice, or one of another year."""
    assert message in messages(f"{RETURN}\n{first}\n1 | Giấy khen | 88 | 240\n{second}\n1 | Giấy khen | 99 | 281")


def test_groups_of_a_return_that_are_parts_are_added():
    """ "Khối xã" and "Khối trường" make the district."""
    drawn = f"{RETURN}\nI | Khối xã\n1 | Giấy khen | 4 | 10\nII | Khối trường\n1 | Giấy khen | 5 | 18"
    found = read(draw(drawn))

    assert told(found) == []
    assert sum(count for (count,) in facts_of(found, "count")) == 37


@pytest.mark.parametrize("names", [("Bản cũ", "Bản mới"), ("Sheet1", "Sheet1 (2)"), ("2020", "2021")])
def test_sheets_of_one_unit_that_are_no_parts_are_asked_about(names):
    """Two versions of a return are not two halves of it."""
    sheets = [
        draw(f"{RETURN}\n1 | Giấy khen | 99 | {count}", name=name)
        for count, name in zip((281, 282), names, strict=True)
    ]

    assert "L14-several" in {finding.message for finding in read(*sheets).findings}


def test_same_people_under_two_numbers_are_pointed_out():
    """A corrected list was appended to the old one."""
    rows = "\n".join(
        f"{at} | Nông Văn {at} | Giấy khen | {number}/QĐ-UBND | 12/3/2021"
        for number in (512, 513)
        for at in ("An", "Bình")
    )
    assert "V11-renumbered" in messages(f"UBND HUYỆN BA BỂ\n6 tháng đầu năm 2021\n{LIST}\n{rows}")


def test_row_that_contradicts_its_heading_is_asked_about():
    """One of the two decisions is wrong, and nobody knows which."""
    drawn = f"UBND HUYỆN BA BỂ\n6 tháng đầu năm 2021\n{LIST}\nI. Quyết định số 945/QĐ-UBND ngày 10/3/2021"
    assert "L12-other" in messages(f"{drawn}\n1 | Nông Văn A | Giấy khen | 946/QĐ-UBND | 12/3/2021")


def test_title_that_is_only_proposed_is_no_award():
    """ "Đề nghị …" in the column of titles says that nothing is decided yet."""
    drawn = f"UBND HUYỆN BA BỂ\n6 tháng đầu năm 2021\n{LIST}"
    assert "V19-proposed" in messages(f"{drawn}\n1 | Nông Văn A | Đề nghị CSTĐCS | 946/QĐ-UBND | 12/3/2021")


def test_decision_of_the_title_is_that_of_a_list_without_one():
    """A list that is attached to a decision does not repeat it in every row."""
    found = read(
        draw("""UBND HUYỆN BA BỂ
        DANH SÁCH ĐƯỢC TẶNG GIẤY KHEN
        (Kèm theo Quyết định số 512/QĐ-UBND ngày 12/3/2021 của Chủ tịch UBND huyện Ba Bể)
        STT | Họ và tên | Đơn vị công tác | Hình thức khen thưởng
        1 | Nông Văn A | xã Hà Hiệu | Giấy khen
        """)
    )

    assert told(found) == []
    assert facts_of(found, "decision_no", "how") == [("512/QĐ-UBND", "authority=law decision_no=heading@A3")]
