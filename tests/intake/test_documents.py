"""Numbers of directing documents, as offices of the State and of the Party type them."""

from datetime import date

import pytest

from thidua.intake.cells.documents import DocumentNo, read_document
from thidua.intake.cells.values import Blank, Refused
from thidua.intake.layouts.directives import commends, kind_of

DAY = date(2023, 1, 5)


@pytest.mark.parametrize(
    "cell",
    [
        "12/KH-UBND",
        "Số: 12/KH-UBND",
        "Kế hoạch số 12/KH-UBND",
        "KH số 12/KH-UBND",
        " 12 / KH - UBND ",
        "12/kh-ubnd",
        "12/KH–UBND",
    ],
)
def test_one_number_has_many_spellings(cell):
    """All of them are the plan with number 12 of a people's committee."""
    assert read_document(cell) == DocumentNo("12/KH-UBND", "KH")


@pytest.mark.parametrize("cell", ["12/KH-UBND ngày 05/01/2023", "12/KH-UBND, 5/1/2023", "12/KH-UBND (ngày 5.1.2023)"])
def test_day_may_stand_beside_the_number(cell):
    """Some offices have one column for both."""
    assert read_document(cell) == DocumentNo("12/KH-UBND", "KH", DAY)


@pytest.mark.parametrize(
    ("cell", "text", "kind"),
    [
        ("15-CT/HU", "15-CT/HU", "directive"),
        ("08 - KH/TU", "08-KH/TU", "plan"),
        ("120-CV/HU", "120-CV/HU", "letter"),
        ("345/UBND-NV", "345/UBND-NV", "letter"),
        ("77/SNV-BTĐKT", "77/SNV-BTĐKT", "letter"),
        ("05/2023/QĐ-UBND", "05/2023/QĐ-UBND", "decision"),
        ("09/CTr-UBND", "09/CTr-UBND", "programme"),
        ("09/CT-UBND", "09/CT-UBND", "directive"),
        ("33/HD-HĐTĐKT", "33/HD-HĐTĐKT", "guidance"),
        ("12/QÐ-UBND", "12/QĐ-UBND", "decision"),
        ("21/KH-LĐTB&XH", "21/KH-LĐTB&XH", "plan"),
    ],
)
def test_symbol_tells_the_kind(cell, text, kind):
    """Source: Decree 30/2020/NĐ-CP, Annex III; a letter has the office in the place of a symbol."""
    found = read_document(cell)

    assert isinstance(found, DocumentNo)
    assert (found.text, kind_of(found, "")) == (text, kind)


@pytest.mark.parametrize(
    ("cell", "reason"),
    [
        (12, "no-symbol"),
        (12.0, "no-symbol"),
        ("12", "no-symbol"),
        ("số 12", "no-symbol"),
        ("KH của huyện", "not-a-document"),
        ("12/KH-UBND và 13/KH-UBND", "not-a-document"),
        ("12/KH-UBND ngày 31/02/2023", "impossible-date"),
        (date(2023, 1, 12), "not-a-document"),
        (True, "not-a-document"),
    ],
)
def test_what_is_no_number_is_refused(cell, reason):
    """Nobody can find a document by it."""
    assert read_document(cell) == Refused(reason)


@pytest.mark.parametrize("cell", ["", None, "…", "?"])
def test_blank_is_not_known(cell):
    """A document without a number is asked about, not dropped."""
    assert read_document(cell) is Blank.MISSING


def test_without_a_number_the_title_tells_the_kind():
    """Many lists write "Kế hoạch tổ chức …" in one cell."""
    assert [kind_of(None, about) for about in ("Kế hoạch tổ chức thi đua", "Tổ chức thi đua")] == ["plan", ""]


@pytest.mark.parametrize(
    ("about", "is_award"),
    [
        ("Về việc tặng Giấy khen cho 5 cá nhân", True),
        ("V/v khen thưởng thành tích đột xuất", True),
        ("Quyết định công nhận danh hiệu Lao động tiên tiến", True),
        ("Khen thưởng", False),
        ("Kiện toàn Hội đồng Thi đua - Khen thưởng", False),
        ("Về tổ chức phong trào thi đua", False),
    ],
)
def test_decision_that_gives_an_award_is_told_from_one_that_directs(about, is_award):
    """The first belongs in a list of decisions and would be counted there."""
    assert commends(about) is is_award
