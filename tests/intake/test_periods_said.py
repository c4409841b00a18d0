"""A title states one period for certain, or none: a wrong period would count a file into another report."""

import unicodedata

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from thidua.intake.words.periods_said import period_said
from thidua.registry import Period, bases


def said(text: str) -> tuple[str, str | None] | None:
    """Return the canonical period and the basis that a text states."""
    found = period_said(text)
    return (str(found.period), found.basis) if found else None


@pytest.mark.parametrize(
    ("text", "period"),
    [
        ("6 tháng đầu năm 2021", "2021-H1"),
        ("SÁU THÁNG ĐẦU NĂM 2021", "2021-H1"),
        ("06 tháng năm 2021", "2021-H1"),
        ("6 tháng cuối năm 2021", "2021-H2"),
        ("Năm 2021", "2021"),
        ("Tổng kết năm 2021", "2021"),
        ("BÁO CÁO KẾT QUẢ CÔNG TÁC THI ĐUA, KHEN THƯỞNG NĂM 2021", "2021"),
        ("12 tháng năm 2021", "2021"),
        ("Quý III năm 2021", "2021-Q3"),
        ("Quý III/2021", "2021-Q3"),
        ("quý 3-2021", "2021-Q3"),
        ("Tháng 9 năm 2021", "2021-09"),
        ("tháng 9/2021", "2021-09"),
        ("10 tháng đầu năm 2021", "2021-M10"),
        ("Mười tháng đầu năm 2021", "2021-M10"),
        ("9 tháng năm 2021", "2021-M9"),
        ("Giai đoạn 2016-2020", "2016..2020"),
        ("giai đoạn 2016 – 2020", "2016..2020"),
        ("từ năm 2016 đến năm 2020", "2016..2020"),
        ("5 năm (2016-2020)", "2016..2020"),
        ("Kỳ báo cáo: 6 tháng đầu năm 2021", "2021-H1"),
        ("2021-H1", "2021-H1"),
        ("Kỳ báo cáo: 2021-M9", "2021-M9"),
        ("2021-09", "2021-09"),
        ("2016..2020", "2016..2020"),
        ("2021", "2021"),
        ("first half of 2021", "2021-H1"),
    ],
)
def test_label_states_its_period_and_leaves_the_basis_open(text, period):
    """Labels say which months, never from which day: the basis then comes from the dataset."""
    assert said(text) == said(unicodedata.normalize("NFD", text)) == (period, None)


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("(Từ ngày 15/12/2020 đến ngày 14/6/2021)", ("2021-H1", "administrative")),
        ("từ ngày 15 tháng 12 năm 2020 đến ngày 14 tháng 6 năm 2021", ("2021-H1", "administrative")),
        ("từ ngày 15 tháng 6 đến hết ngày 14 tháng 12 năm 2021", ("2021-H2", "administrative")),
        ("15/12/2020 – 14/9/2021", ("2021-M9", "administrative")),
        ("từ 15/8/2021 đến 14/9/2021", ("2021-09", "administrative")),
        ("từ 15/12/2015 đến 14/12/2020", ("2016..2020", "administrative")),
        ("từ 01/01/2021 đến 30/06/2021", ("2021-H1", "calendar")),
        ("từ 01/01/2021 đến 31/12/2021", ("2021", "calendar")),
        ("từ 01/9/2021 đến 30/9/2021", ("2021-09", "calendar")),
        ("từ 01/9/2020 đến 31/8/2021", ("2020", "school-year")),
        ("Năm học 2020-2021", ("2020", "school-year")),
        ("Học kỳ I năm học 2020 - 2021", ("2020-H1", "school-year")),
        ("6 tháng đầu năm 2021 (từ ngày 15/12/2020 đến ngày 14/6/2021)", ("2021-H1", "administrative")),
    ],
)
def test_days_and_school_years_state_the_basis(text, meant):
    """V13: a half year from 15 December and one from 1 January are not compared as if they were one."""
    assert said(text) == meant


@pytest.mark.parametrize("basis", list(bases()))
@pytest.mark.parametrize("period", ["2021", "2021-H1", "2021-H2", "2021-M9", "2016..2020"])
def test_first_and_last_day_of_a_period_are_read_back(period, basis):
    """Whoever copies the window from a report of ours is understood, under any basis."""
    meant, counted = Period.parse(period), bases()[basis]
    text = f"(từ ngày {meant.first_day(counted):%d/%m/%Y} đến ngày {meant.last_day(counted):%d/%m/%Y})"
    assert said(text) == (period, basis)


@pytest.mark.parametrize(
    "text",
    [
        "Bắc Kạn, ngày 15 tháng 6 năm 2021",
        "Bắc Kạn, ngày      tháng      năm 2021",
        "Ba Bể, ngày … tháng 6 năm 2021",
        "Kèm theo Công văn số 12/UBND-NV ngày 20/6/2021",
        "(Kèm theo Quyết định số 946/QĐ-UBND ngày 31/5/2023 của Chủ tịch UBND tỉnh)",
        "Thông tư 02/2023/TT-BNV",
        "Luật Thi đua, khen thưởng năm 2003",
        "Số liệu tính đến ngày 14/6/2021",
        "15/6/2021",
        "Biểu 0602.N",
        "Trang 1",
        "",
    ],
)
def test_date_line_document_or_law_is_no_period(text):
    """Every letter carries a date; taken for a period, it would move the whole file."""
    assert said(text) is None


@pytest.mark.parametrize(
    "text",
    [
        "Tổng kết năm 2021, phương hướng nhiệm vụ năm 2022",
        "Sơ kết 6 tháng đầu năm, nhiệm vụ 6 tháng cuối năm 2021",
        "năm 2020, 2021",
        "2020-2021",
        "năm 2020-2021",
        "năm 2021 (từ ngày 15/12/2020 đến ngày 14/11/2021)",
        "từ tháng 1 đến tháng 6 năm 2021",
        "Quý III",
        "tháng 13 năm 2021",
        "năm 3021",
        "31/02/2021 - 14/9/2021",
        "năm 2021 " + "x" * 300,
    ],
)
def test_two_periods_or_half_a_period_are_none(text):
    """The sender is asked instead of guessed for: 2020-2021 may be a school year or a stage."""
    assert said(text) is None


def test_days_of_no_basis_leave_the_label_without_a_basis():
    """A window that is a day off is no known basis, but the label beside it is still plain."""
    assert said("6 tháng đầu năm 2021 (từ ngày 15/12/2020 đến ngày 15/6/2021)") == ("2021-H1", None)
    assert said("từ ngày 10/01/2021 đến ngày 25/3/2021") is None


def test_comparison_with_another_year_does_not_hide_the_period():
    """Titles often end with "so với cùng kỳ năm trước"."""
    assert said("6 tháng đầu năm 2021 so với cùng kỳ năm 2020") == ("2021-H1", None)
    assert said("Danh sách khen thưởng năm 2020 (kèm theo Công văn số 12/UBND-NV ngày 20/6/2021)") == ("2020", None)


PIECES = [
    "năm",
    "tháng",
    "quý",
    "học",
    "giai đoạn",
    "từ",
    "đến",
    "ngày",
    "đầu",
    "cuối",
    "2021",
    "2020",
    "2022-",
    "12",
    "31",
    "0",
    "9999",
    "III",
    "/",
    "-",
    ".",
    ",",
    "(",
    ")",
    "số",
    "H1",
    "kỳ",
    "²",
]


@settings(deadline=None, max_examples=300)
@given(st.one_of(st.text(max_size=400), st.lists(st.sampled_from(PIECES), max_size=14).map(" ".join)))
@example("9999 tháng 9999 năm 9999")
@example("từ 00/00/0000 đến 99/99/9999")
@example("từ 15/12/0001 đến 14/12/9999")
@example("\ud800")
def test_any_text_is_read_without_raising(text):
    """A title holds anything; an exception would lose the whole workbook."""
    found = period_said(text)
    assert found is None or (Period.parse(str(found.period)) == found.period and found.basis in (None, *bases()))
