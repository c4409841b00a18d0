"""An award has the giver that the law gives it, whoever a sender names or leaves out, so that one flag is one row."""

from datetime import date

import pytest

from tests.intake.sheets import draw, facts_of, read, told
from tests.present.chapters.comparisons import illustrative
from tests.present.chapters.printing import award_table
from thidua.intake.words.awarding import decide_award
from thidua.registry import giver_of

THEN = date(2022, 7, 6)
FLAG = "Cờ thi đua của Chính phủ"
LIST = """
    UBND HUYỆN BA BỂ
    DANH SÁCH KHEN THƯỞNG
    Năm 2022
    STT | Tên tập thể, cá nhân | Hình thức | Cấp khen | Số quyết định | Ngày quyết định
"""


@pytest.mark.parametrize("named", ["", "Chính phủ", "Thủ tướng Chính phủ"])
def test_flag_of_the_government_is_the_governments_however_it_is_written(named):
    """The Prime Minister decides on it in the Government's name; of three writings two were rows of their own."""
    assert decide_award(FLAG, named, "collective", THEN, "HUYEN") == ("CTDCP", "government", "")


def test_own_certificate_of_the_prime_minister_stays_his():
    """Only what is given in another's name is another's."""
    assert decide_award("Bằng khen của Thủ tướng Chính phủ", "", "individual", THEN, "HUYEN")[1] == "prime_minister"
    assert giver_of("CTDCP", "government", THEN) == "government"


def test_award_that_several_may_give_is_asked_for():
    """A ministry or the province: nothing in the list says which, and a guess would be a wrong giver."""
    assert decide_award("Tập thể lao động xuất sắc", "", "collective", THEN, "HUYEN") == ("TTLDXS", "", "V03-missing")


def test_list_notes_that_the_giver_is_the_laws():
    """Whoever traces a figure sees that the list did not say so; what it says itself has no note."""
    rows = f"""
        1 | Trường Tiểu học Nà Phặc | {FLAG} | | 2605/QĐ-TTg | 6/7/2022
        2 | Trường Mầm non Nà Phặc | {FLAG} | Chính phủ | 2605/QĐ-TTg | 6/7/2022
    """
    found = read(draw(f"{LIST}\n{rows}"))

    assert facts_of(found, "authority", "how") == [("government", "authority=law"), ("government", "")], told(found)


def test_return_notes_that_the_giver_is_the_laws():
    """A return seldom names who gave an award: a level above a group of titles names none."""
    found = read(
        draw(
            f"""
            UBND HUYỆN BA BỂ
            Năm 2022
            Đơn vị tính: lượt
            TT | Danh hiệu, hình thức | Quyết định |
             | | TT | CN
            1 | {FLAG} | 1 |
            """
        )
    )
    rows = facts_of(found, "authority", "recipient_kind", "count", "how")

    assert ("government", "collective", 1, "authority=law") in rows, told(found)


def test_report_prints_one_flag_in_one_row():
    """In 2022 the lists name the Prime Minister and the returns nobody: four flags were printed as 1 and 3."""
    rows = [row for row in award_table(illustrative("2022")).rows if row.cells["form"].startswith(FLAG)]

    assert [row.cells["total"] for row in rows] == [4]
