"""What the office reads on the screen: one line for each fault, however many cells have it."""

from __future__ import annotations

import pytest

from thidua.intake.finding import Finding, Repair
from thidua.intake.told import MOST_LINES, as_listed, finding_lines, repair_lines, told_together

SHEET = "Cá nhân"


def number(cell: str, found: str = "946", *, sheet: str = SHEET, file: str = "ba-be.xlsx") -> Finding:
    return Finding("V10-number", file, sheet, cell, found)


def repair(kind: str, cell: str, sent: str, read: str, origin: str = "") -> Repair:
    return Repair("ba-be.xlsx", SHEET, cell, sent, read, (kind,), origin)


# --- order ---


def test_errors_come_first_and_each_sheet_is_gone_through_from_the_top():
    """Whoever corrects a file goes down its rows once, and what asks only for a look can wait."""

    def found(message: str, sheet: str, cell: str) -> Finding:
        return Finding(message, "ba-be.xlsx", sheet, cell)

    ordered = [
        found("L02-nothing", "", ""),
        found("V10-number", "Cá nhân", "AA9"),
        found("V10-number", "Cá nhân", "H10:H12"),
        found("V10-number", "Cá nhân", "J10"),
        found("V10-number", "Tập thể", "H2"),
        found("L01-layout", "Cá nhân", ""),
        found("V10-dayoff", "Cá nhân", "I9"),
    ]

    assert as_listed([ordered[place] for place in (6, 3, 4, 0, 2, 5, 1)]) == ordered


# --- findings ---


def test_fault_of_many_cells_is_one_line_with_its_areas():
    """Twenty formulas without a result are one mistake of one person."""
    findings = [number(f"F{row}") for row in (*range(9, 29), 40)]

    assert list(finding_lines(findings)) == [
        'Lỗi V10 trang "Cá nhân", ô F9:F28, F40 (21 ô): "946" không phải là số quyết định. '
        "Ghi cả số và ký hiệu, ví dụ 946/QĐ-UBND."
    ]


def test_faults_of_other_contents_sheets_or_words_have_lines_of_their_own():
    """What reads differently is corrected differently."""
    day = Finding("V10-dayoff", "ba-be.xlsx", SHEET, "I9", "06/02/2021", (("weekday", "thứ Bảy"),))
    findings = [number("F9"), number("F10", "947"), number("F9", sheet="Tập thể"), day]

    lines = list(finding_lines(findings))

    assert [line.partition(": ")[0] for line in lines] == [
        'Lỗi V10 trang "Cá nhân", ô F9',
        'Lỗi V10 trang "Cá nhân", ô F10',
        'Lỗi V10 trang "Tập thể", ô F9',
        'Cảnh báo V10 trang "Cá nhân", ô I9',
    ]


def test_fault_whose_sentence_does_not_quote_the_cell_is_one_line_whatever_stands_there():
    """The reader sees the same sentence again and again."""
    findings = [Finding("C01-formula", "ba-be.xlsx", SHEET, f"C{row}", f"chữ {row}") for row in range(5, 8)]

    lines = list(finding_lines(findings))

    assert len(lines) == len({finding.text for finding in findings}) == 1


@pytest.mark.long
def test_very_many_faults_that_differ_in_what_was_found_are_one_line_with_an_example():
    """A column of 49,000 decisions without symbols is told once."""
    findings = [number(f"H{row}", f"số {row}") for row in range(7, 49_007)]

    assert list(finding_lines(findings)) == [
        'Lỗi V10 trang "Cá nhân", ô H7:H49006 (49.000 chỗ ghi khác nhau), như ô H7: '
        '"số 7" không phải là số quyết định. Ghi cả số và ký hiệu, ví dụ 946/QĐ-UBND.'
    ]
    assert len(told_together(findings)) == 49_000


def test_screen_shows_fifty_lines_of_a_file_and_says_how_many_are_left():
    """The rest stands in the answer; a longer list would push the first lines off the screen."""
    findings = [number(f"H{row}", sheet=f"Trang {row}") for row in range(1, MOST_LINES + 4)]

    lines = list(finding_lines(findings))

    assert len(lines) == MOST_LINES + 1
    assert lines[-1] == "… và 3 dòng khác (xem bản trả lời, lệnh check --answer)"
    assert len(list(finding_lines(findings[:MOST_LINES]))) == MOST_LINES


def test_what_is_about_no_file_is_told_in_full():
    """No answer is written about a unit that has sent nothing."""
    findings = [
        Finding(
            "V20-missing",
            "",
            words=(("unit", f"huyện {n}"), ("what", "danh sách"), ("period", "2021"), ("deadline", "")),
        )
        for n in range(60)
    ]

    assert len(list(finding_lines(findings))) == 60


def test_scattered_cells_are_shown_up_to_six_areas():
    """Line after line of cell names says nothing; how many they are does."""
    (line,) = finding_lines([number(f"F{row}") for row in range(1, 41, 2)])

    assert "ô F1, F3, F5, F7, F9, F11, … (20 ô): " in line


def test_cells_side_by_side_are_one_area():
    """A row of a return is faulty as a whole."""
    (line,) = finding_lines([number(f"{column}{row}") for column in "BCD" for row in (30, 31)])

    assert "ô B30:D31 (6 ô): " in line


@pytest.mark.parametrize("cell", ["ZZZ9999999", "dòng 5"])
def test_place_that_is_no_cell_is_told_as_it_was_found(cell):
    """It must not be lost among those that are."""
    lines = list(finding_lines([number("F9"), number(cell)]))

    assert [f"ô {each}:" in line for each, line in zip((cell, "F9"), lines, strict=True)] == [True, True]


# --- repairs ---


def test_carried_value_is_told_with_the_cell_it_came_from():
    """The sender wrote it once; who checks must see where it went."""
    lines = list(repair_lines([repair("carried", "F10:F14", "", "201/QĐ-UBND", "F9")]))

    assert lines == ["Lấy theo ô khác: 5 ô", '  trang "Cá nhân", ô F10:F14 lấy theo ô F9: "201/QĐ-UBND"']


def test_ditto_mark_is_told_with_what_was_written():
    """It was read as something else than what stands there."""
    *_, line = repair_lines([repair("carried", "F10", "nt", "201/QĐ-UBND", "F9")])

    assert line == '  trang "Cá nhân", ô F10 (ghi "nt") lấy theo ô F9: "201/QĐ-UBND"'


def test_value_of_a_group_heading_is_told_as_such():
    """It stands in another column."""
    *_, line = repair_lines([repair("heading", "C10:C20", "", "Tập thể", "A9")])

    assert line == '  trang "Cá nhân", ô C10:C20 lấy theo dòng tiêu đề nhóm ô A9: "Tập thể"'


def test_column_that_is_not_counted_is_told_with_the_reason():
    """A column dropped without a word is a wrong figure in silence."""
    lines = list(
        repair_lines([repair("left_out", "C9", "Năm 2022", "là của kỳ khác"), repair("unused", "K9", "Điện thoại", "")])
    )

    assert lines == [
        'trang "Cá nhân", cột "Năm 2022" (ô C9): không tính, là của kỳ khác',
        'trang "Cá nhân", cột "Điện thoại" (ô K9): không dùng đến',
    ]


def test_only_what_was_spelled_otherwise_is_called_put_right():
    """Taking a value from the cell above is no correction of the sender's letters."""
    lines = list(
        repair_lines([repair("carried", "F10", "", "x", "F9"), repair("decision", "F9", "946/qd-ubnd", "946/QĐ-UBND")])
    )

    assert lines == [
        "Đã sửa chữ: số quyết định 1 ô",
        '  trang "Cá nhân", ô F9: "946/qd-ubnd" → "946/QĐ-UBND"',
        "Lấy theo ô khác: 1 ô",
        '  trang "Cá nhân", ô F10 lấy theo ô F9: "x"',
    ]


def test_long_lists_of_repairs_say_how_many_are_left():
    """All of them stand in the report on the quality of the data."""
    spelled = [repair("spaces", f"B{row}", "a  b", "a b") for row in range(1, 6)]
    carried = [repair("carried", f"F{row}", "", "x", "F9") for row in range(10, 40)]

    lines = list(repair_lines([*spelled, *carried]))

    assert lines[4] == "  … và 2 chỗ khác (xem báo cáo chất lượng số liệu)"
    assert lines[-1] == "  … và 10 chỗ khác (xem báo cáo chất lượng số liệu)"
