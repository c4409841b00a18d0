"""Every filled cell of a return is one fact; what does not add up is told at the cell that states the sum."""

import pytest

from tests.intake.sheets import draw, facts_of, read, told
from thidua.intake.finding import Finding
from thidua.intake.read_file import FileRead

_GROUPS = "Đề nghị | | | Quyết định | | | Công trạng | | | Phong trào | | Đột xuất | | Doanh nghiệp |"
_LEAVES = (
    "TT | Hộ | CN | TT | Hộ | CN | TT | Phó phòng trở lên | Trực tiếp | TT | Trực tiếp | TT | CN | TT | Doanh nhân"
)
HEAD = f"""
    UBND HUYỆN BA BỂ
    Năm 2021
    Đơn vị tính: lượt
    TT | Danh hiệu, hình thức | {_GROUPS}
     | | {_LEAVES}
"""
"""Proposed in C to E, decided in F to H, merit in I to K, movements in L and M, ad hoc in N and O, firms in P and Q."""


def read_return(*lines: str) -> FileRead:
    """A return of Ba Bể for 2021 with these lines from row 6."""
    return read(draw(HEAD + "\n".join(lines)))


def only(found: FileRead) -> Finding:
    """The one finding."""
    (finding,) = found.findings
    return finding


def counts(found: FileRead) -> list[tuple[object, ...]]:
    """The facts that hold a number: award, kind, class, type, status, count, cell."""
    columns = ("award", "recipient_kind", "recipient_class", "award_type", "status", "count", "cell")
    return [fact for fact in facts_of(found, *columns) if fact[5] is not None]


def test_each_filled_cell_is_one_fact():
    """No number is held twice: the decided one only where its types are not given."""
    found = read_return("1 | Giấy khen | 3 | 1 | 5 | 2 | 1 | 4 | 2 | 1 | 2 | | 1 | | | |")

    assert told(found) == []
    assert counts(found) == [
        ("GKH", "collective", "", "", "proposed", 3, "C6"),
        ("GKH", "collective", "", "CTR", "awarded", 2, "I6"),
        ("GKH", "household", "", "", "proposed", 1, "D6"),
        ("GKH", "household", "", "", "awarded", 1, "G6"),
        ("GKH", "individual", "", "", "proposed", 5, "E6"),
        ("GKH", "individual", "", "CTR", "awarded", 3, "J6+K6"),
        ("GKH", "individual", "other_leader", "CTR", "awarded", 1, "J6"),
        ("GKH", "individual", "direct_labour", "CTR", "awarded", 2, "K6"),
        ("GKH", "individual", "", "PTR", "awarded", 1, "M6"),
        ("GKH", "individual", "direct_labour", "PTR", "awarded", 1, "M6"),
    ]


def test_sheet_says_whose_counts_they_are():
    """Unit, period and what is counted come from the title block."""
    found = read_return("1 | Giấy khen | 3 | | | 2 | | | | | | | | | | |")

    assert set(facts_of(found, "unit", "period", "authority", "origin", "count_unit")) == {
        ("huyen-ba-be", "2021", "district_chair", "summary_return", "instance")
    }


def test_blank_nought_and_dash_stay_three_things():
    """A blank is not known, 0 was counted, a dash cannot be."""
    found = read_return("1 | Giấy khen | | 0 | - | … | 0 | – | | | | | | | | |")

    assert facts_of(found, "recipient_kind", "status", "count", "state") == [
        ("collective", "proposed", None, "missing"),
        ("collective", "awarded", None, "missing"),
        ("household", "proposed", 0, "counted"),
        ("household", "awarded", 0, "counted"),
        ("individual", "proposed", None, "not_applicable"),
        ("individual", "awarded", None, "not_applicable"),
    ]
    assert told(found) == []


@pytest.mark.parametrize(
    ("cell", "message", "shown", "advice"),
    [
        ("nhiều", "V04-not-a-count", "nhiều", "2.952"),
        ("'2,952", "V04-ambiguous", "2,952", "Ghi liền các chữ số"),
        ("1.069", "V04-ambiguous", "1.069", "Ghi liền các chữ số"),
        ("5.5", "V04-fraction", "5.5", "số nguyên"),
        ("'-3", "V04-negative", "-3", "từ 0 trở lên"),
        ("1000000000", "V04-too-large", "1000000000", "thừa chữ số"),
        ("5/12/2021", "V04-is-a-date", "05/12/2021", "Number"),
        ("12 cá nhân", "V04-other-kind", "12 cá nhân", "đúng cột"),
    ],
)
def test_what_is_no_count_is_told_at_its_cell(cell, message, shown, advice):
    """Rule V04: the sender sees what stands there and what to write."""
    found = read_return(f"1 | Giấy khen | {cell} | | | | | | | | | | | | | |")

    assert (only(found).message, only(found).cell, only(found).found) == (message, "C6", shown)
    assert shown in only(found).text
    assert advice in only(found).advice


@pytest.mark.parametrize("cell", ["'2.952", "'05", "2952", "03 người", "03 CN"])
def test_count_is_read_as_it_is_written(cell):
    """Words that say what the column counts are no fault, below a class as well."""
    found = read_return(f"1 | Giấy khen | | | | | | | | | {cell} | | | | | |")

    assert [finding.message for finding in found.findings] == ["V05-blank"]
    assert {count for *_, count, _ in counts(found)} <= {2952, 5, 3}


def test_types_add_up_to_the_decided_number():
    """Rule V05, at the cell of the number, with the sum that follows."""
    found = read_return("1 | Giấy khen | | | | 3 | | 9 | 2 | 1 | 2 | 1 | 1 | | 1 | |")

    assert [(finding.message, finding.cell, finding.found) for finding in found.findings] == [("V05-sum", "H6", "9")]
    assert "cộng lại là 5" in only(found).text
    assert "ghi 5" in only(found).advice


def test_decided_number_left_blank_above_its_types_is_told():
    """The total of the report would lack them."""
    found = read_return("1 | Giấy khen | | | | | | 1 | 2 | | 1 | | | | | |")

    assert (only(found).message, only(found).cell) == ("V05-blank", "F6")
    assert "Ghi 2" in only(found).advice


def test_enterprises_of_a_number_without_types_are_read():
    """Whoever does not split by type has enterprises all the same; 0 of them is a number, and a blank says nothing."""
    found = read_return("1 | Giấy khen | | | | 12 | | 5 | | | | | | | | 9 | 0")
    blank = read_return("1 | Giấy khen | | | | 12 | | 5 | | | | | | | | |")

    assert ("GKH", "collective", "enterprise", "", "awarded", 9, "P6") in counts(found)
    assert ("GKH", "individual", "entrepreneur", "", "awarded", 0, "Q6") in counts(found)
    assert not any(fact[2] for fact in counts(blank))


def test_enterprises_are_part_of_the_whole():
    """They are no further awards, and cannot be more than all."""
    right = read_return("1 | Giấy khen | | | | 2 | | 3 | 2 | | 3 | | | | | 1 | 2")
    wrong = read_return("1 | Giấy khen | | | | 2 | | 3 | 2 | | 3 | | | | | 3 | 2")

    assert told(right) == []
    assert ("GKH", "collective", "enterprise", "", "awarded", 1, "P6") in counts(right)
    assert ("GKH", "individual", "enterprise", "", "awarded", 2, "Q6") in counts(right)
    # All three individuals stand among the workers already: their owners of firms are no class beside them.
    assert not any(fact[2] == "entrepreneur" for fact in counts(right))
    assert told(wrong) == [("V05-enterprise", "P6")]


def test_totals_are_checked_and_not_counted():
    """ "Tổng cộng" sums all lines, "Cộng" the lines of its group."""
    lines = (
        "I | Cấp tỉnh | | | | | | | | | | | | | | |",
        "1 | Bằng khen | 1 | | 2 | | | | | | | | | | | |",
        " | Cộng | 1 | | 2 | | | | | | | | | | | |",
        "II | Cấp huyện | | | | | | | | | | | | | | |",
        "1 | Giấy khen | 3 | | 4 | | | | | | | | | | | |",
        " | Cộng | 3 | | 5 | | | | | | | | | | | |",
        " | Tổng cộng | 4 | | 7 | | | | | | | | | | | |",
    )
    found = read_return(*lines)

    assert [fact[0] for fact in counts(found)] == ["BKT", "BKT", "GKH", "GKH"]
    assert told(found) == [("V05-total", "E11"), ("V05-total", "E12")]
    assert "ghi 5, nhưng các dòng cộng lại là 4" in found.findings[0].text
    assert "ghi 7, nhưng các dòng cộng lại là 6" in found.findings[1].text


def test_total_below_nested_groups_is_the_sum_of_both():
    """ "1. Danh hiệu thi đua" and "2. Hình thức" stand below "II. Cấp tỉnh", whose level they keep."""
    found = read_return(
        "II. Cấp tỉnh | | | | | | | | | | | | | | | |",
        "1. Danh hiệu thi đua | | | | | | | | | | | | | | | |",
        " | Cờ thi đua | 1 | | | | | | | | | | | | | |",
        "2. Hình thức khen thưởng | | | | | | | | | | | | | | | |",
        " | Bằng khen | 2 | | | | | | | | | | | | | |",
        " | Cộng | 3 | | | | | | | | | | | | | |",
        "III. Hình thức khen thưởng | | | | | | | | | | | | | | | |",
        " | Giấy khen | 4 | | | | | | | | | | | | | |",
    )

    assert [(fact[0], fact[5]) for fact in counts(found)] == [("CTDT", 1), ("BKT", 2), ("GKH", 4)]
    assert told(found) == []


def test_group_heading_with_sums_is_not_counted():
    """ "II. Cấp tỉnh" may carry the sums of its lines, and names who confers them all the same."""
    found = read_return(
        "II | Cấp tỉnh | 3 | | | | | | | | | | | | | |",
        "1 | Bằng khen | 3 | | | | | | | | | | | | | |",
        " | Tổng số | 3 | | | | | | | | | | | | | |",
    )

    assert [(fact[0], fact[5]) for fact in counts(found)] == [("BKT", 3)]
    assert set(facts_of(found, "authority")) == {("province_chair",)}
    assert told(found) == []


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("1 | Bằng khen | 1 | | | | | | | | | | | | | |", "V02-ambiguous"),
        ("1 | Giấy ban khen | 1 | | | | | | | | | | | | | |", "V02-award"),
        ("1 | Xã, phường, thị trấn tiêu biểu | 1 | | | | | | | | | | | | | |", "V02-date"),
    ],
)
def test_title_that_is_not_certain_is_told(line, message):
    """The advice names the level; the district's own certificate needs none."""
    found = read_return(line)

    assert (only(found).message, only(found).cell) == (message, "B6")
    assert counts(found)


def test_title_below_a_level_that_cannot_confer_it_is_told():
    """The heading stands for the authority, and is named in the sentence."""
    found = read_return("II. Cấp tỉnh", "1 | Lao động tiên tiến | | | 1 | | | | | | | | | | | |")

    assert (only(found).message, only(found).cell) == ("V03-authority", "B7")
    assert "II. Cấp tỉnh" in only(found).text


def test_counts_without_a_title_are_told():
    """A pasted line may lose its name."""
    assert told(read_return("1 | | 1 | | | | | | | | | | | | | |")) == [("L03-nameless", "B6")]


def test_return_without_unit_period_and_count_unit_is_told():
    """Without them a count cannot be placed; what is counted is only pointed out."""
    drawn = "\n".join(HEAD.splitlines()[4:]) + "\n1 | Bằng khen của Chủ tịch UBND tỉnh | 1 | | | | | | | | | | | | | |"
    found = read(draw(drawn))

    assert [(finding.message, finding.severity) for finding in found.findings] == [
        ("V01-missing", "error"),
        ("V13-period", "error"),
        ("V18-unit", "warning"),
    ]
    assert all(finding.cell == "" and '"' in finding.advice for finding in found.findings)


def test_return_without_types_counts_what_was_decided():
    """The smallest return has four columns of counts."""
    found = read(
        draw("""
        UBND HUYỆN BA BỂ
        6 tháng đầu năm 2021; Đơn vị tính: lượt
        Hình thức khen thưởng | Số lượng trình | | Đã khen thưởng |
         | Tập thể | Cá nhân | Tập thể | Cá nhân
        Giấy khen của Chủ tịch UBND xã | 1 | 2 | 1 | 2
    """)
    )

    assert told(found) == []
    assert [fact[4:6] for fact in counts(found)] == [("proposed", 1), ("awarded", 1), ("proposed", 2), ("awarded", 2)]
