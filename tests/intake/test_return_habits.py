"""Returns as offices keep them: who commends in a heading, sums beside the counts, parts, comparisons, remarks."""

from dataclasses import replace

import pytest

from tests.intake.sheets import draw, facts_of, read, told
from thidua.intake.files.sheet_scan import Area
from thidua.intake.read_file import FileRead
from thidua.intake.words.authority_words import giver_in

TITLE = "UBND HUYỆN BA BỂ\nNăm 2021\nĐơn vị tính: lượt"
HEADINGS = "STT | Danh hiệu, hình thức | Tập thể | Cá nhân"


def read_return(rows: str, headings: str = HEADINGS, title: str = TITLE) -> FileRead:
    """A return of Ba Bể for 2021 with its headings in row 4 and these rows below."""
    return read(draw(f"{title}\n{headings}\n{rows}"))


def counts(found: FileRead) -> list[tuple[object, ...]]:
    """Award, kind and number of what was decided."""
    facts = facts_of(found, "award", "recipient_kind", "count", "status")
    return [fact[:3] for fact in facts if fact[2] is not None and fact[3] == "awarded"]


@pytest.mark.parametrize(
    "heading", ["II | Cấp xã khen thưởng", "II. Cấp xã khen", " | UBND các xã, thị trấn khen", "II | Thẩm quyền cấp xã"]
)
def test_heading_that_says_who_commends_gives_its_lines_a_giver(heading):
    """The communes' certificates were counted as the district's, without a word."""
    found = read_return(f"{heading} | |\n1 | Giấy khen | 40 | 150")

    assert counts(found) == [("GKX", "collective", 40), ("GKX", "individual", 150)]
    assert told(found) == []


@pytest.mark.parametrize("label", ["Đề nghị tặng Giấy khen", "Đăng ký danh hiệu Lao động tiên tiến"])
def test_line_of_what_is_asked_for_is_not_given(label):
    """ "Đề nghị tặng Bằng khen: 12" below the awards are twelve who wait."""
    assert told(read_return(f"1 | {label} | - | 12\n2 | Lao động tiên tiến | - | 9"))[0] == ("V19-proposed", "B5")


@pytest.mark.parametrize("line", ["DỰ KIẾN KHEN THƯỞNG", "KẾ HOẠCH KHEN THƯỞNG", "TỔNG HỢP THU HỒI DANH HIỆU"])
def test_title_of_what_is_planned_or_taken_back_is_asked_about(line):
    """A plan was the year's result."""
    title = TITLE.replace("\nNăm", f"\n{line}\nNăm")

    assert told(read_return("1 | Lao động tiên tiến | - | 9", title=title)) == [("L13-title", "B5")]


def test_number_over_both_columns_is_asked_for():
    """Twelve collectives and people together were twelve collectives."""
    sheet = draw(f"{TITLE}\n{HEADINGS}\n1 | Giấy khen của Chủ tịch UBND huyện | 12 |\n2 | Lao động tiên tiến | - | 9")

    assert told(read(replace(sheet, merged=(Area(5, 3, 5, 4), Area(6, 3, 6, 4))))) == [("L10-across", "C5")]


@pytest.mark.parametrize("heading", ["III | Đề nghị cấp tỉnh khen thưởng", "III | Cấp tỉnh khen thưởng (đề nghị)"])
def test_giver_of_what_is_proposed_has_given_nothing_yet(heading):
    """What goes up to the province is no award of this period."""
    found = read_return(f"1 | Lao động tiên tiến | | 5\n{heading} | |\n1 | Bằng khen | 5 | 12")

    assert told(found) == [("L12-status", "A6")]


def test_giver_is_found_whatever_stands_around_it():
    """A heading that names nobody gives no giver."""
    said = [giver_in(text) for text in ("Cấp tỉnh khen thưởng", "Các xã khen", "Danh hiệu thi đua", "Cấp cơ sở")]

    assert said == ["cấp tỉnh", "xã", "", ""]


@pytest.mark.parametrize(("stated", "said"), [(380, []), (480, [("V05-across", "C5")])])
def test_column_of_sums_must_hold_the_sum_of_the_kinds(stated, said):
    """Its heading was called unknown, with the advice to write it as it stood; what it said was never compared."""
    headings = HEADINGS.replace("Tập thể", "Tổng số | Tập thể")
    found = read_return(f"1 | Giấy khen của Chủ tịch UBND huyện | {stated} | 99 | 281", headings)

    assert told(found) == said
    assert counts(found) == [("GKH", "collective", 99), ("GKH", "individual", 281)]


def test_column_of_sums_below_the_heading_of_what_was_awarded_is_one():
    """ "Cộng" may stand beside the kinds, below one heading with them."""
    headings = "STT | Danh hiệu, hình thức | Kết quả khen thưởng | | \n | | Tập thể | Cá nhân | Cộng"

    assert told(read_return("1 | Giấy khen của Chủ tịch UBND huyện | 99 | 281 | 381", headings)) == [
        ("V05-across", "E6")
    ]


@pytest.mark.parametrize(("outer", "inner"), [("A", "I"), ("I", "A"), ("II", "1"), ("1", "a")])
def test_giver_holds_for_the_headings_below_it_however_they_are_numbered(outer, inner):
    """Below "A. Cấp xã" the heading "I. Hình thức khen thưởng" took the level away: 40 certificates of the district."""
    found = read_return(f"""{outer} | Cấp xã | |
{inner} | Hình thức khen thưởng | |
1 | Giấy khen | 40 | 150""")

    assert counts(found) == [("GKX", "collective", 40), ("GKX", "individual", 150)]


def test_tt_behind_the_titles_abbreviates_the_collectives():
    """Before the titles it is the number of the line."""
    found = read_return("1 | Giấy khen của Chủ tịch UBND huyện | 99 | 281", "STT | Danh hiệu, hình thức | TT | CN")

    assert counts(found) == [("GKH", "collective", 99), ("GKH", "individual", 281)]


@pytest.mark.parametrize("parts", ["Tổng số | Trong đó: nữ", "Tổng | Nữ", "Cộng | Trong đó: DTTS"])
def test_part_of_a_count_is_not_added_to_it(parts):
    """Women among the people are people already."""
    headings = "STT | Danh hiệu, hình thức | Tập thể | Cá nhân | \n" + f" | | | {parts}"
    found = read_return("1 | Giấy khen của Chủ tịch UBND huyện | 99 | 281 | 140", headings)

    assert counts(found) == [("GKH", "collective", 99), ("GKH", "individual", 281)]
    assert told(found) == []


@pytest.mark.parametrize("compared", ["So sánh (%)", "Tăng, giảm", "Tỷ lệ %", "Chênh lệch"])
def test_columns_that_compare_two_others_are_no_counts(compared):
    """This period, the same one of last year, and how they compare: the commonest table of all was refused."""
    headings = f"STT | Danh hiệu, hình thức | Cùng kỳ năm trước | | Kỳ này | | {compared} |\n" + " | | TT | CN" * 1
    headings += " | TT | CN | TT | CN"
    found = read_return("1 | Giấy khen của Chủ tịch UBND huyện | 88 | 240 | 99 | 281 | 112,5% | 117,1%", headings)

    assert counts(found) == [("GKH", "collective", 99), ("GKH", "individual", 281)]
    assert told(found) == []


def test_whole_year_beside_its_quarters_counts():
    """ "Cả năm" without its number is the year of the return."""
    quarters = " | ".join(f"Quý {number} | " for number in ("I", "II", "III", "IV"))
    headings = f"STT | Danh hiệu, hình thức | {quarters} | Cả năm |\n | " + " | TT | CN" * 5
    found = read_return("1 | Giấy khen của Chủ tịch UBND huyện" + " | 1 | 2" * 4 + " | 4 | 8", headings)

    assert counts(found) == [("GKH", "collective", 4), ("GKH", "individual", 8)]
    assert told(found) == []


def test_remarks_below_the_last_line_head_nothing():
    """ "(1) Trong đó 12 …" was taken for a group whose lines may or may not be added to the others."""
    rows = "1 | Giấy khen của Chủ tịch UBND huyện | 99 | 281\n(1) Trong đó 12 cá nhân thuộc khối doanh nghiệp."

    assert told(read_return(f"{rows}\n* Chưa kể khen thưởng cấp tỉnh.")) == []


@pytest.mark.parametrize("label", ["Trong đó: Giấy khen chuyên đề", "- Giấy khen đột xuất", "+ Thường xuyên"])
def test_part_of_a_line_is_asked_for_by_its_cause(label):
    """The title was called unknown; what is wrong is that it would be counted twice."""
    found = read_return(f"1 | Giấy khen của Chủ tịch UBND huyện | 99 | 281\n | {label} | 9 | 11")

    assert told(found) == [("V02-part", "B6")]


@pytest.mark.parametrize("heading", ["Số được khen", "Đã khen", "Số lượng được khen thưởng"])
def test_what_was_awarded_is_known_by_more_words(heading):
    """ "Số được khen" beside "Số đề nghị" is plain to everybody."""
    headings = f"STT | Danh hiệu, hình thức | Số đề nghị | | {heading} |\n | | TT | CN | TT | CN"
    found = read_return("1 | Giấy khen của Chủ tịch UBND huyện | 105 | 300 | 99 | 281", headings)

    assert counts(found) == [("GKH", "collective", 99), ("GKH", "individual", 281)]


def test_counts_in_thousands_are_asked_for():
    """521 thousand would be counted as 521."""
    rows = "1 | Giấy khen của Chủ tịch UBND huyện | 99 | 281"
    found = read_return(rows, title=TITLE.replace("lượt", "nghìn lượt"))

    assert told(found) == [("V18-scale", "")]


@pytest.mark.parametrize(("day", "said"), [("30/6/2021", [("V13-until", "")]), ("30/11/2021", []), ("05/01/2022", [])])
def test_figures_up_to_the_middle_of_a_year_are_not_those_of_the_year(day, said):
    """A half-year's figures under a year's name; a year's are often drawn up a few weeks before it ends."""
    rows = "1 | Giấy khen của Chủ tịch UBND huyện | 99 | 281"

    assert told(read_return(rows, title=f"{TITLE}\n(Số liệu tính đến ngày {day})")) == said


@pytest.mark.parametrize("headings", ["STT | Danh hiệu | Số lượng", "STT | Danh hiệu | Đối tượng | Số lượng | Ghi chú"])
def test_titles_with_one_column_of_numbers_are_a_return_without_its_kinds(headings):
    """Its sender was asked for names and decisions, which no return has."""
    rows = "\n".join(f"{number} | LĐTT | {number} | 5 | x" for number in range(1, 6))
    found = read_return(rows, headings)

    assert dict(found.findings[0].words)["missing"] == "số tập thể được khen, số cá nhân được khen"


def test_titles_across_and_units_down_are_asked_for_by_their_cause():
    """A table turned by a quarter lacks no column."""
    rows = "\n".join(f"{number} | xã Hà Hiệu | 1 | 2 | 3" for number in range(1, 6))
    found = read_return(rows, "STT | Đơn vị | LĐTT | CSTĐCS | Giấy khen")

    assert told(found)[0][0] == "L01-turned"


def test_plan_and_result_are_known_by_their_initials_and_year():
    """ "TH 2020 | KH 2021 | TH 2021" is how indicators are headed."""
    title = "UBND HUYỆN BA BỂ\nNăm 2021"
    headings = "STT | Chỉ tiêu | ĐVT | TH 2020 | KH 2021 | TH 2021 | TH/KH (%)"
    found = read(draw(f"{title}\n{headings}\n1 | Thu ngân sách | tỷ đồng | 30 | 32 | 36 | 112,5"))

    rows = found.tables["indicators"].select(["target", "actual"]).to_pylist()
    assert [tuple(row.values()) for row in rows] == [(32.0, 36.0)]
    assert told(found) == []
