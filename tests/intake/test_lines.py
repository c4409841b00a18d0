"""Lines below the headings are data, groups, totals or signatures; nothing that counts is passed over."""

import pytest

from tests.intake.sheets import draw, facts_of, read, sheet_of, table_in, told
from thidua.intake.layouts.lines import is_section, lines_of

LIST = "STT | Họ và tên | Chức vụ | Danh hiệu | Số quyết định | Ngày quyết định"
ROW = [1, "Nông Văn A", "", "LĐTT", "512/QĐ-UBND", "12/3/2021"]


def roles(drawn: str) -> list[tuple[int, str]]:
    """Row number and role of each line that means something."""
    sheet = draw(drawn)
    return [(line.number, line.role) for line in lines_of(sheet, table_in(sheet))]


def test_groups_numbering_blanks_and_totals_are_told_apart():
    """A list as it is sent: only three of its nine lines are people."""
    assert roles(f"""
        {LIST}
        (1) | (2) | (3) | (4) | (5) | (6)
        I. TẬP THỂ
        1 | Trường Tiểu học A | | GK | 512/QĐ-UBND | 12/3/2021

        II. CÁ NHÂN | | | | |
        1 | Nông Văn A | | GK | 512/QĐ-UBND | 12/3/2021
        '02 | Nông Văn B | | GK | 512/QĐ-UBND | 12/3/2021
        Cộng | 3 | | | |
        Tổng cộng (I+II) | 3 | | | |
    """) == [(3, "group"), (4, "data"), (6, "group"), (7, "data"), (8, "data"), (9, "total"), (10, "total")]


def test_line_without_a_name_is_told_and_not_dropped():
    """A decision without a recipient is an award that somebody forgot to name."""
    assert roles(f"{LIST}\n1 | | | LĐTT | 512/QĐ-UBND | 12/3/2021") == [(2, "nameless")]


def test_headings_printed_again_are_passed_over():
    """A long list repeats both its heading rows on every page."""
    assert roles("""
        STT | Họ và tên | Quyết định | | Ghi chú
         | | Số | Ngày |
        1 | Nông Văn A | 512/QĐ-UBND | 12/3/2021 |
        STT | Họ và tên | Quyết định | | Ghi chú
         | | Số | Ngày |
        2 | Nông Văn B | 512/QĐ-UBND | 12/3/2021 |
    """) == [(3, "data"), (6, "data")]


@pytest.mark.parametrize("left", range(6))
@pytest.mark.parametrize("right", range(6))
def test_signatures_are_no_data_under_any_column(left, right):
    """Who draws up the list signs wherever the paper has room."""
    below = [["NGƯỜI LẬP BIỂU", "KT. CHỦ TỊCH\nPHÓ CHỦ TỊCH"], ["(Ký, ghi rõ họ tên)", "(Ký tên, đóng dấu)"]]
    below += [["", ""], ["Vi Thị Sao", "Ma Thế Khiêm"]]
    day = [""] * 6
    day[right] = "Ba Bể, ngày 10 tháng 6 năm 2021"
    rows = [day]
    for one, other in below:
        cells = [""] * 6
        cells[left], cells[right] = one, other
        rows.append(cells)
    sheet = sheet_of([[text.strip() for text in LIST.split("|")], ROW, *rows])

    assert [(line.number, line.role) for line in lines_of(sheet, table_in(sheet))] == [(2, "data")]


def test_signatures_below_a_return_are_no_counts():
    """Under every column but the titles of a return stands a count."""
    assert roles("""
        TT | Danh hiệu, hình thức | Quyết định | | Ghi chú
         | | TT | CN |
        1 | Giấy khen | 1 | 2 |
         | Tổng cộng | 1 | 2 |
         | | | Ba Bể, ngày 10 tháng 6 năm 2021 |
         | NGƯỜI LẬP BIỂU | | CHỦ TỊCH |
         | Vi Thị Sao | | Ma Thế Khiêm |
    """) == [(3, "data"), (4, "total")]


@pytest.mark.parametrize(
    "row",
    [
        "2 | Nông Thị B | Phó Chủ tịch UBND xã | LĐTT | |",
        " | Nông Thị B | Trưởng phòng Nội vụ | LĐTT | |",
        " | Nông Thị B | Giám đốc | | 512/QĐ-UBND | 12/3/2021",
        " | Chủ tịch Hội Nông dân xã C | | GK | 512/QĐ-UBND | 12/3/2021",
    ],
)
def test_commended_chairwoman_is_no_signature(row):
    """Half the people of a list hold an office; one whose decision is missing must be told, not dropped."""
    assert roles(f"{LIST}\n{row}") == [(2, "data")]


def test_decision_of_a_nameless_chairman_is_told():
    """The words of a signature beside a decision number are a line with a hole."""
    assert roles(f"{LIST}\n1 | | Chủ tịch UBND xã | | 512/QĐ-UBND |") == [(2, "nameless")]


def test_data_below_a_signature_is_not_lost():
    """A list continued on a second page stands below the signatures of the first."""
    assert roles(f"""
        {LIST}
        1 | Nông Văn A | | LĐTT | 512/QĐ-UBND | 12/3/2021
         | NGƯỜI LẬP | | | CHỦ TỊCH |
         | Vi Thị Sao | | | Ma Thế Khiêm |
        Ghi chú: gồm 02 trang
        2 | Nông Văn B | | LĐTT | 512/QĐ-UBND | 12/3/2021
         | Nông Văn C | | LĐTT | | 12/3/2021
    """) == [(2, "data"), (6, "data"), (7, "data")]


def test_group_of_a_table_that_goes_on_is_read():
    """After repeated headings a group heading counts again, or people would be taken for collectives."""
    found = read(
        draw("""
        UBND HUYỆN BA BỂ

        STT | Tên tập thể, cá nhân | Danh hiệu | Số quyết định | Ngày quyết định
        I. TẬP THỂ
        1 | Đội 1 | GK | 512/QĐ-UBND | 12/3/2021
         | NGƯỜI LẬP | | CHỦ TỊCH |
        STT | Tên tập thể, cá nhân | Danh hiệu | Số quyết định | Ngày quyết định
        II. CÁ NHÂN
        1 | Đội 2 | GK | 512/QĐ-UBND | 12/3/2021
    """)
    )

    assert facts_of(found, "recipient", "recipient_kind") == [("Đội 1", "collective"), ("Đội 2", "individual")]


@pytest.mark.parametrize("text", ["Ghi chú: số liệu đến 14/6/2021", "(*) Theo Kế hoạch 12", "Nơi nhận:", "- Lưu: VT."])
def test_footnotes_are_passed_over(text):
    """They stand in the first column, where the numbers are."""
    found = roles(f"{LIST}\n1 | Nông Văn A | | LĐTT | 512/QĐ-UBND | 12/3/2021\n{text}")

    assert [role for _, role in found if role != "group"] == ["data"]


def test_indicator_whose_name_begins_like_a_total_is_data():
    """ "Tổng thu ngân sách" is the most common indicator of all; "Tổng cộng" alone is a sum."""
    assert roles("""
        STT | Chỉ tiêu | Kế hoạch | Thực hiện
        1 | Tổng thu ngân sách trên địa bàn | 25000 | 23100
        2 | Tổng số hộ thoát nghèo | 120 | 130
         | Tổng cộng | 5 | 5
    """) == [(2, "data"), (3, "data"), (4, "total")]


@pytest.mark.parametrize("text", ["Tổng điểm", "TỔNG CỘNG ĐIỂM:", "Cộng"])
def test_sum_of_a_score_sheet_is_no_criterion(text):
    """It would double the score of the unit."""
    drawn = f"TT | Tiêu chí | Điểm tối đa | Tự chấm\n1 | Kinh tế | 60 | 55\n2 | {text} | 60 | 55"
    assert roles(drawn) == [(2, "data"), (3, "total")]


def test_total_of_a_return_is_a_total_though_the_first_column_is_a_count():
    """Columns stand in any order, and the sum may have a number of its own."""
    assert roles("""
        Quyết định | | Danh hiệu, hình thức
        TT | CN |
        1 | 2 | Giấy khen
        3 | 4 | Bằng khen
        5 | 6 | Lao động tiên tiến
        9 | 12 | Tổng cộng
    """) == [(3, "data"), (4, "data"), (5, "data"), (6, "total")]


@pytest.mark.parametrize(
    ("text", "is_heading"),
    [
        ("II. Cấp tỉnh", True),
        ("a) Các danh hiệu", True),
        ("Hình thức khen thưởng", True),
        ("Bằng khen cấp tỉnh", False),
    ],
)
def test_section_of_a_return_is_told_from_a_title(text, is_heading):
    """A section carries sums, a title counts."""
    assert is_section(text) is is_heading


def test_line_without_a_number_or_decision_is_told_not_lost():
    """A name with a title and nothing else lacks its decision."""
    found = read(draw(f"UBND HUYỆN BA BỂ\n{LIST}\n | Nông Văn A | | LĐTT | |"))

    assert told(found) == [("V10-missing", "E3"), ("V10-nodate", "F3")]
