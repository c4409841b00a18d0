"""A value shown once for several rows is carried down where that is certain, and only there."""

from tests.intake.sheets import draw, facts_of, read, told

TITLE = "UBND HUYỆN BA BỂ\n6 tháng đầu năm 2021\nSTT | Họ và tên | Danh hiệu | Số quyết định | Ngày quyết định"


def decisions(rows: str) -> list[tuple[object, ...]]:
    """Number and day of each row of a list."""
    found = read(draw(f"{TITLE}\n{rows}"))
    return [(number, f"{day:%d/%m}" if day else "") for number, day in facts_of(found, "decision_no", "decided_on")]


def test_number_and_day_written_once_belong_to_the_rows_below():
    """One decision commends many; its number stands in the first of their rows."""
    rows = """
        1 | Nông Văn A | LĐTT | 512/QĐ-UBND | 12/3/2021
        2 | Nông Văn B | LĐTT | |
        3 | Nông Văn C | LĐTT | |
        4 | Nông Văn D | LĐTT | 513/QĐ-UBND | 15/3/2021
        5 | Nông Văn E | LĐTT | |
    """
    assert decisions(rows) == [("512/QĐ-UBND", "12/03")] * 3 + [("513/QĐ-UBND", "15/03")] * 2


def test_number_is_not_carried_to_a_row_of_another_day():
    """A day of its own is a decision of its own, whose number is missing."""
    rows = """
        1 | Nông Văn A | LĐTT | 512/QĐ-UBND | 12/3/2021
        2 | Nông Văn B | LĐTT | | 12/3/2021
        3 | Nông Văn C | LĐTT | | 15/3/2021
    """
    found = read(draw(f"{TITLE}\n{rows}"))

    assert [message for message, _ in told(found)] == ["V10-missing", "V10-missing"]


def test_blank_of_a_list_that_repeats_its_numbers_is_asked_for():
    """Who writes the number in every row has forgotten one."""
    rows = """
        1 | Nông Văn A | LĐTT | 512/QĐ-UBND | 12/3/2021
        2 | Nông Văn B | LĐTT | 512/QĐ-UBND | 12/3/2021
        3 | Nông Văn C | LĐTT | | 12/3/2021
        4 | Nông Văn D | LĐTT | | 12/3/2021
    """
    found = read(draw(f"{TITLE}\n{rows}"))

    assert [message for message, _ in told(found)] == ["V10-missing", "V10-missing"]


def test_ditto_mark_is_carried_and_told_with_its_cell():
    """The sender sees what was read, and from where."""
    rows = """
        1 | Nông Văn A | LĐTT | 512/QĐ-UBND | 12/3/2021
        2 | Nông Văn B | nt | -nt- | '"
    """
    found = read(draw(f"{TITLE}\n{rows}"))

    assert facts_of(found, "decision_no", "award") == [("512/QĐ-UBND", "LDTT")] * 2
    carried = {(one.cell, one.origin) for one in found.repairs if one.kinds == ("carried",)}
    assert carried == {("C6", "C5"), ("D6", "D5"), ("E6", "E5")}
    assert facts_of(found, "how")[1] == ("authority=law award=carried@C5 decided_on=carried@E5 decision_no=carried@D5",)


def test_ditto_mark_without_a_row_above_is_asked_for():
    """It stands for nothing."""
    found = read(draw(f"{TITLE}\n1 | Nông Văn A | LĐTT | nt | 12/3/2021"))

    assert "L10-ditto" in [message for message, _ in told(found)]
