"""Lists as offices keep them: counts beside names, sums in words, names in two columns, remarks that take back."""

import pytest

from tests.intake.sheets import draw, facts_of, read, sheet_of, told
from thidua.intake.cells.recipient_counts import read_recipients
from thidua.intake.cells.values import Refused
from thidua.intake.files.sheet_scan import Area
from thidua.intake.layouts.groups import count_in
from thidua.intake.read_file import FileRead
from thidua.intake.told import repair_lines

TITLE = "UBND HUYỆN BA BỂ\n6 tháng đầu năm 2021"
HEADINGS = "STT | Họ và tên | Danh hiệu | Số quyết định | Ngày quyết định | Ghi chú"
ACT = "512/QĐ-UBND | 12/3/2021"


def read_list(rows: str, headings: str = HEADINGS, title: str = TITLE) -> FileRead:
    """A list of Ba Bể with its headings in row 3 and these rows below."""
    return read(draw(f"{title}\n{headings}\n{rows}"))


def messages(found: FileRead) -> list[str]:
    return [message for message, _ in told(found)]


@pytest.mark.parametrize(
    ("row", "found"),
    [
        ("1 | Trường THCS Hà Hiệu | Lao động tiên tiến", "Trường THCS Hà Hiệu"),
        ("1 | Gia đình ông Nông Văn A | Lao động tiên tiến", "Gia đình ông Nông Văn A"),
    ],
)
def test_body_with_a_title_for_people_is_asked_for(row, found):
    """A school that stands for its teachers was counted as one of them."""
    read_one = read_list(f"{row} | {ACT}\n2 | Nông Văn A | Lao động tiên tiến | {ACT}")

    assert told(read_one) == [("V02-body", "B4")]
    assert read_one.findings[0].found == found


def test_body_below_the_heading_of_people_is_asked_for():
    """A row that slid into the wrong group was a person more and a collective less."""
    rows = f"I. CÁ NHÂN\n1 | Nông Văn A | GK | {ACT}\n2 | Trạm Y tế xã Yến Dương | GK | {ACT}"

    assert told(read_list(rows)) == [("V02-body", "B6")]


def test_household_that_its_own_row_calls_an_individual_is_one():
    """What a sender writes in the row itself is meant."""
    headings = HEADINGS.replace("Danh hiệu", "Đối tượng | Danh hiệu")
    rows = f"1 | Hộ ông Nông Văn A | Cá nhân | GK | {ACT}\n2 | Trường Tiểu học A | Cá nhân | GK | {ACT}"

    assert told(read_list(rows, headings)) == [("V02-body", "B5")]


def test_name_with_a_small_letter_in_its_middle_is_a_person():
    """ "Lý văn Páo" is how half the typists write it."""
    found = read_list(f"1 | Lý văn Páo | GK | {ACT}")

    assert facts_of(found, "recipient_kind") == [("individual",)]
    assert told(found) == []


def test_person_with_the_name_of_a_body_is_one():
    """ "Hội Thị Lan" is nobody's club."""
    assert told(read_list(f"I. CÁ NHÂN\n1 | Hội Thị Lan | GK | {ACT}\n2 | Đoàn Văn Ban | GK | {ACT}")) == []


@pytest.mark.parametrize("heading", ["Số lượng", "Số người", "SL"])
def test_number_beside_a_name_is_not_passed_over(heading):
    """Twenty-five teachers in one row were counted as one."""
    headings = HEADINGS.replace("Danh hiệu", f"{heading} | Danh hiệu")
    rows = f"1 | Nông Văn A | 1 | LĐTT | {ACT}\n2 | Nông Văn B | | LĐTT | {ACT}\n3 | Nông Văn C | 25 | LĐTT | {ACT}"

    assert told(read_list(rows, headings)) == [("L10-quantity", "C6")]


def test_number_beside_as_many_recipients_agrees():
    """ "12 cá nhân" with 12 beside it says the same twice."""
    headings = HEADINGS.replace("Danh hiệu", "Số lượng | Danh hiệu")
    found = read_list(f"1 | 12 cá nhân | 12 | LĐTT | {ACT}", headings)

    assert told(found) == []
    assert len(facts_of(found, "award")) == 12


@pytest.mark.parametrize(
    "note", ["Đã thu hồi", "Không được khen", "Hủy bỏ theo QĐ 12/QĐ-UBND", "chưa được công nhận", "Không tính"]
)
def test_note_that_takes_an_award_back_is_asked_about(note):
    """What a remark takes back was counted without a word."""
    assert told(read_list(f"1 | Nông Văn A | GK | {ACT} | {note}")) == [("V19-note", "F4")]


@pytest.mark.parametrize(
    "note", ["Không có tiền thưởng", "Không đạt CSTĐ cơ sở", "Thay thế QĐ đã thu hồi", "Nghỉ hưu từ 01/6/2021"]
)
def test_other_notes_say_nothing_of_the_award(note):
    """A good list with remarks must not be sent back."""
    assert told(read_list(f"1 | Nông Văn A | GK | {ACT} | {note}")) == []


@pytest.mark.parametrize(
    ("line", "is_asked"),
    [
        ("DANH SÁCH THU HỒI, HỦY BỎ QUYẾT ĐỊNH KHEN THƯỞNG", True),
        ("DANH SÁCH KHÔNG ĐẠT DANH HIỆU THI ĐUA", True),
        ("Danh sách cá nhân chưa được công nhận", True),
        ("DANH SÁCH DỰ KIẾN KHEN THƯỞNG", True),
        ("DANH SÁCH KHEN THƯỞNG", False),
        ("Danh sách thay thế danh sách đã thu hồi", False),
        ("KẾT QUẢ THỰC HIỆN KẾ HOẠCH KHEN THƯỞNG", False),
    ],
)
def test_title_that_takes_the_awards_back_is_asked_about(line, is_asked):
    """Certificates that were withdrawn were counted as given."""
    row, title = f"1 | Nông Văn A | GK | {ACT}", f"UBND HUYỆN BA BỂ\n{line}\n6 tháng đầu năm 2021"
    with_status = HEADINGS.replace("Ghi chú", "Trạng thái | Ghi chú")

    assert told(read_list(row, title=title)) == ([("L13-title", "B4")] if is_asked else [])
    assert told(read_list(f"{row} | Thu hồi", with_status, title=title)) == []


@pytest.mark.parametrize("award", ["Đăng ký Lao động tiên tiến", "Đăng ký danh hiệu LĐTT", "Xét tặng Giấy khen"])
def test_title_that_is_asked_for_is_not_given(award):
    """Whoever registered for a title in spring was counted as having it."""
    assert told(read_list(f"1 | Nông Văn A | {award} | {ACT}")) == [("V19-proposed", "C4")]


def test_note_of_a_row_whose_status_says_so_is_no_question():
    """A list that has a column for it has told it there."""
    headings = HEADINGS.replace("Ghi chú", "Trạng thái | Ghi chú")

    assert told(read_list(f"1 | Nông Văn A | GK | {ACT} | Thu hồi | Đã thu hồi", headings)) == []


GROUPED = f"""I. TẬP THỂ
1 | Trường Tiểu học A | GK | {ACT} |
 | Cộng: {{collectives}} tập thể | | | |
II. CÁ NHÂN
1 | Nông Văn A | GK | {ACT} |
2 | Nông Văn B | GK | {ACT} |
 | Cộng: {{people}} cá nhân | | | |
 | Tổng cộng: {{collectives}} tập thể, {{people}} cá nhân | | | |"""


def test_sums_in_words_are_sums():
    """ "Cộng: 01 tập thể" was taken for a recipient whose decision is missing."""
    assert told(read_list(GROUPED.format(collectives="01", people="02"))) == []


def test_sums_in_words_are_held_against_the_rows_of_their_kind():
    """Three people stated and two listed is a lost row, even where three are listed in all."""
    assert told(read_list(GROUPED.format(collectives="01", people="03"))) == [("V05-rows", "B10"), ("V05-rows", "B11")]


def test_sums_carried_to_the_next_page_are_sums():
    """Long lists carry their money from page to page."""
    headings = HEADINGS.replace("Ghi chú", "Tiền thưởng")
    rows = f"""1 | Nông Văn A | GK | {ACT} | 447000
 | Cộng mang sang | | | | 447000
{headings}
 | Mang sang | | | | 447000
2 | Nông Văn B | GK | {ACT} | 447000
 | Tổng cộng | | | | 894000"""

    assert told(read_list(rows, headings)) == []


@pytest.mark.parametrize(
    ("heading", "is_wrong"),
    [
        ("II. CÁ NHÂN: 02 người", False),
        ("II. CÁ NHÂN (05 cá nhân)", True),
        ("II. CÁ NHÂN (5)", True),
        ("II. Lao động tiên tiến (03 cá nhân)", True),
        ("II. CÁ NHÂN (năm 2021)", False),
    ],
)
def test_number_in_a_heading_is_held_against_its_rows(heading, is_wrong):
    """A heading knows how many there were before a row was lost."""
    found = read_list(f"{heading}\n1 | Nông Văn A | LĐTT | {ACT}\n2 | Nông Văn B | LĐTT | {ACT}")

    assert ("V05-heading" in messages(found)) == is_wrong


def test_heading_may_count_the_groups_below_it():
    """ "A. TẬP THỂ VÀ CÁ NHÂN" has no rows of its own."""
    rows = f"""A. Lao động tiên tiến (02 người)
I. Khối cơ quan
1 | Nông Văn A | | {ACT} |
II. Khối trường học
1 | Nông Văn B | | {ACT} |"""
    found = read_list(rows)

    assert told(found) == []
    assert facts_of(found, "award") == [("LDTT",), ("LDTT",)]


def test_number_in_a_heading_is_told_from_a_year():
    """Of "Quyết định (2023)" nobody waits for 2023 rows."""
    assert [count_in(text) for text in ("I. TẬP THỂ (03)", "LĐTT: 12 người", "Quyết định (2023)", "CÁ NHÂN")] == [
        3,
        12,
        None,
        None,
    ]


def test_outline_of_titles_heads_its_rows():
    """ "DANH HIỆU THI ĐUA" above "Lao động tiên tiến (01 cá nhân)" is how every annex is drawn."""
    rows = f"""A | DANH HIỆU THI ĐUA | | | |
I | Lao động tiên tiến (01 cá nhân) | | | |
1 | Nông Văn A | | {ACT} |
B | HÌNH THỨC KHEN THƯỞNG | | | |
I | Giấy khen của Chủ tịch UBND huyện | | | |
1 | Nông Văn B | | {ACT} |"""
    found = read_list(rows)

    assert told(found) == []
    assert facts_of(found, "award") == [("LDTT",), ("GKH",)]


@pytest.mark.parametrize(
    "cell",
    [
        "Giáo viên Trường THCS Hà Hiệu: 08",
        "Học sinh Trường THCS: 12 em",
        "Cán bộ xã Hà Hiệu - 05 người",
        "Tập thể và cá nhân Trường THCS Hà Hiệu",
    ],
)
def test_people_with_their_number_behind_them_are_not_one(cell):
    """Eight teachers are eight, on whichever side the number stands."""
    assert read_recipients(cell) == Refused("several")


@pytest.mark.parametrize(
    "cell", ["Lớp 9A (35 học sinh)", "Tổ dân phố 5", "Trường THCS số 2", "Thôn Nà Lẹng - xã Mỹ Phương"]
)
def test_collective_with_a_number_in_its_name_is_one(cell):
    """A class of thirty-five is one collective."""
    assert read_recipients(cell) == cell


def test_department_that_lists_units_is_never_given_a_row_without_one():
    """ "Trường THPT Ba Bể" beside "Huyện Ba Bể" was counted for the department that sent the list."""
    title = "UBND TỈNH BẮC KẠN\nSỞ NỘI VỤ\n6 tháng đầu năm 2021"
    headings = "STT | Họ và tên | Đơn vị | Hình thức | Số quyết định | Ngày quyết định"
    award = "Bằng khen của Chủ tịch UBND tỉnh"
    own = f"2 | Nông Văn B | Trường THPT Ba Bể | {award} | {ACT}"
    found = read_list(f"1 | Nông Văn A | Huyện Ba Bể | {award} | {ACT}\n{own}", headings, title)

    assert told(found) == [("V01-unit", "C6")]
    assert told(read_list(own, headings, title)) == []


NAMES_IN_TWO = [
    ["UBND HUYỆN BA BỂ"],
    ["6 tháng đầu năm 2021"],
    ["STT", "Họ và tên", "", "Danh hiệu", "Số quyết định", "Ngày quyết định"],
    [1, "Nông Văn", "An", "LĐTT", "512/QĐ-UBND", "12/3/2021"],
    [2, "Nông Văn", "Bình", "LĐTT", "512/QĐ-UBND", "12/3/2021"],
    ["", "Tổng cộng", 2],
    ["", "NGƯỜI LẬP BIỂU", "CHỦ TỊCH"],
]


def test_name_in_two_columns_below_one_heading_is_one_name():
    """Two people were refused as one: "Nông Văn" stands twice, delete one."""
    drawn = sheet_of(NAMES_IN_TWO)
    found = read(type(drawn)(drawn.name, drawn.rows, merged=(Area(3, 2, 3, 3),)))

    assert told(found) == []
    assert facts_of(found, "recipient") == [("Nông Văn An",), ("Nông Văn Bình",)]


def test_given_names_beside_names_without_an_end_need_no_heading():
    """Where the sheet was saved without its merged cells, the heading stands over the first column alone."""
    found = read(sheet_of(NAMES_IN_TWO))

    assert told(found) == []
    assert facts_of(found, "recipient") == [("Nông Văn An",), ("Nông Văn Bình",)]


def test_words_beside_whole_names_are_no_given_names():
    """ "Nam" behind a whole name, below no heading, is told and not put to it."""
    rows = [row[:] for row in NAMES_IN_TWO[:5]]
    rows[3][1:3], rows[4][1:3] = ["Nông Văn An", "Nam"], ["Bế Thị Lan", "Nữ"]
    found = read(sheet_of(rows))

    assert facts_of(found, "recipient") == [("Nông Văn An",), ("Bế Thị Lan",)]
    assert [message for message, _ in told(found)] == ["L08-headless"]


@pytest.mark.parametrize("family", ["Họ đệm", "Họ và tên đệm", "Họ"])
def test_family_name_and_given_name_are_one_name(family):
    """Lists that are sorted by given names have them in a column of their own."""
    headings = HEADINGS.replace("Họ và tên", f"{family} | Tên")
    found = read_list(f"1 | Nông Văn | An | LĐTT | {ACT}", headings)

    assert told(found) == []
    assert facts_of(found, "recipient") == [("Nông Văn An",)]
    assert list(repair_lines(found.repairs)) == ['trang "Khen thưởng", cột "Tên" (ô C3): đã ghép với cột bên trái']


def test_family_names_without_given_names_are_asked_for():
    """Half a name is nobody's."""
    headings = HEADINGS.replace("Họ và tên", "Họ và tên đệm | Biệt hiệu")

    assert "L09-names" in messages(read_list(f"1 | Nông Văn | An | LĐTT | {ACT}", headings))


def test_names_in_two_columns_that_are_no_halves_are_asked_for_by_their_cause():
    """The advice on periods helped nobody with two columns of names."""
    headings = HEADINGS.replace("Họ và tên", "Họ và tên | Họ tên")

    assert messages(read_list(f"1 | Nông Văn An | Bế Thị Lan | LĐTT | {ACT}", headings)) == ["L09-names"]


def test_title_of_an_initiative_is_no_name():
    """ "Sáng kiến / Tên" stands beside the people's names in many lists."""
    rows = "STT | Họ và tên | Danh hiệu | Sáng kiến | | Số quyết định | Ngày quyết định"
    below = " | | | Tên | Cấp | | "
    found = read(draw(f"{TITLE}\n{rows}\n{below}\n1 | Nông Văn An | LĐTT | Bếp | huyện | {ACT}"))

    assert facts_of(found, "recipient") == [("Nông Văn An",)]
    assert not any(message.startswith("L09") for message in messages(found))


def test_year_of_birth_in_a_column_for_men_and_one_for_women_is_one_field():
    """Every personnel list has it, and no report needs it; "Nam" was taken for the heading of a group."""
    rows = "STT | Họ và tên | Năm sinh | | Danh hiệu | Số quyết định | Ngày quyết định"
    below = " | | Nam | Nữ | | | "
    lines = f"1 | Nông Văn An | 1980 | | LĐTT | {ACT}\n2 | Bế Thị Lan | | 1985 | LĐTT | {ACT}"

    assert told(read(draw(f"{TITLE}\n{rows}\n{below}\n{lines}"))) == []


def test_titles_as_headings_are_asked_for_by_their_cause():
    """An x below "Lao động tiên tiến" is an award; who is told that a heading is unknown deletes the column."""
    headings = "STT | Họ và tên | Lao động tiên tiến | Giấy khen | Số quyết định | Ngày quyết định"
    found = read_list(f"1 | Nông Văn A | x | x | {ACT}", headings)

    assert [cell for message, cell in told(found) if message == "L08-award"] == ["C3", "D3"]


@pytest.mark.parametrize("award", ["Lao động tiên tiến, Chiến sĩ thi đua cơ sở", "LĐTT; Giấy khen", "LĐTT và CSTĐCS"])
def test_two_titles_in_one_cell_are_asked_for_by_their_cause(award):
    """The title was called unknown, though both are well known."""
    assert told(read_list(f"1 | Nông Văn A | {award} | {ACT}")) == [("V02-two", "C4")]


def test_one_number_with_two_days_is_told():
    """One of the two days, or of the numbers, is a slip."""
    rows = f"1 | Nông Văn A | GK | {ACT}\n2 | Nông Văn B | GK | 512/QĐ-UBND | 15/3/2021"

    assert told(read_list(rows)) == [("V10-days", "E5")]


def test_one_number_of_two_offices_may_have_two_days():
    """Each office counts its own decisions."""
    headings = HEADINGS.replace("Ghi chú", "Cơ quan ban hành")
    rows = f"""1 | Nông Văn A | Giấy khen | {ACT} | Chủ tịch UBND huyện
2 | Nông Văn B | Bằng khen | 512/QĐ-UBND | 15/3/2021 | Chủ tịch UBND tỉnh"""

    assert told(read_list(rows, headings)) == []


def test_struck_row_is_told_by_what_stands_in_it():
    """The sentence ended in two quotation marks with nothing between them."""
    drawn = draw(f"{TITLE}\n{HEADINGS}\n1 | Nông Văn A | GK | {ACT}\n2 | Nông Văn B | GK | {ACT}")
    (finding,) = read(type(drawn)(drawn.name, drawn.rows, struck_rows=frozenset({5}))).findings

    assert (finding.message, finding.cell, finding.found) == ("H03-struck", "A5", "Nông Văn B")


def test_decisions_of_several_communes_may_share_a_number():
    """Each commune counts its own."""
    rows = f"1 | Nông Văn A | Giấy khen của Chủ tịch UBND xã | {ACT}\n"
    rows += "2 | Nông Văn B | Giấy khen của Chủ tịch UBND xã | 512/QĐ-UBND | 15/3/2021"

    assert told(read_list(rows)) == []


def test_heading_of_two_kinds_leaves_the_kind_to_the_names():
    """ "Cá nhân, hộ gia đình" was called not understood."""
    found = read_list(f"I. Cá nhân, hộ gia đình\n1 | Nông Văn A | GK | {ACT}\n2 | Hộ bà Bế Thị Lan | GK | {ACT}")

    assert told(found) == []
    assert facts_of(found, "recipient_kind") == [("individual",), ("household",)]


def test_heading_with_and_is_that_of_the_recipients():
    """ "Tập thể và cá nhân" says what "Tập thể, cá nhân" does."""
    found = read_list(f"1 | Nông Văn A | GK | {ACT}", HEADINGS.replace("Họ và tên", "Tập thể và cá nhân"))

    assert facts_of(found, "recipient") == [("Nông Văn A",)]
