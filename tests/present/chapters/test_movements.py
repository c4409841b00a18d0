"""The chapter on movements: each once, their awards, and those that ended without any."""

from pathlib import Path

import pandas as pd
import pytest

from tests.present.chapters.printing import printed
from tests.present.reports import published
from thidua.facts.query import Facts
from thidua.present import open_report
from thidua.present.chapters.movements import movements

REPOSITORY = Path(__file__).parents[3]
ORDINARY = {"unit": "huyen-ba-be", "mode": "regular", "launching_level": "Huyện", "awards": 4, "is_core": None}


def illustrative(unit: str, period: str = "2022"):
    """A report on the invented figures."""
    return open_report(dataset="illustrative", unit=unit, period=period, root=REPOSITORY)


@pytest.fixture
def registered(monkeypatch):
    """A report on Ba Bể in 2022 whose register holds these movements."""

    def over(*rows: dict):
        days = {"started_on": pd.Timestamp(2022, 1, 10), "ended_on": pd.Timestamp(2022, 11, 6)}
        frame = pd.DataFrame([{**ORDINARY, **days, **row} for row in rows])
        monkeypatch.setattr(Facts, "register", lambda *asked: frame.astype({"awards": "Int64"}))
        return illustrative("huyen-ba-be")

    return over


def test_finding_counts_the_register():
    """Six movements of Ba Bể, the most frequent mode first, one of the province; 107 awards within them."""
    report = illustrative("huyen-ba-be")

    assert movements.finding(report, movements.measure(report)).text == (
        "Trong kỳ tổ chức 06 phong trào thi đua, gồm 03 thường xuyên, 01 chuyên đề, 01 theo đợt, 01 cao điểm; "
        "trong đó 01 do cấp tỉnh phát động, 05 do cấp huyện phát động. Qua các phong trào, cả "
        "thường xuyên và theo đợt, đã khen thưởng 107 lượt."
    )


def test_movements_of_one_name_of_several_units_are_told_so():
    """Forty movements of eight districts have five names: a leader must not hear of forty different ones."""
    report = illustrative("tinh-bac-kan", "2023-H1")
    text = movements.finding(report, movements.measure(report)).text

    assert "Có 40 phong trào trùng tên, do nhiều đơn vị cùng phát động (05 tên gọi)." in text


def test_detail_tells_means_and_durations():
    """107 awards of six movements are 17,8 for one: no figure for a speech."""
    report = illustrative("huyen-ba-be")
    text = movements.detail(report, movements.measure(report)).text

    assert "Có 01 phong trào được xác định là nòng cốt." in text
    assert "Bình quân 17,8 lượt khen thưởng một phong trào." in text
    assert "Không có phong trào nào đã kết thúc" in text


def test_own_table_lists_each_movement_with_its_days():
    """The core movement is marked."""
    report = illustrative("huyen-ba-be")
    rows = printed(movements.table(report, movements.measure(report)))

    assert len(rows) == 6
    core = rows["Bắc Kạn chung sức xây dựng nông thôn mới (nòng cốt)"]
    assert list(core.values())[1:] == ["Chuyên đề", "Cấp tỉnh", "15/01/2021", "14/12/2025", "8"]


@pytest.mark.parametrize("unit", ["tinh-bac-kan", "khoi-huyen-tp"])
def test_movement_for_all_is_one_row_and_units_add_up(unit):
    """One of the province and five of each of eight districts are 41, not 48."""
    report = illustrative(unit)
    table = movements.table(report, movements.measure(report))
    body, total = [row.cells for row in table.rows if row.role == "body"], table.rows[-1].cells

    assert (len(body), total["movements"]) == (9, 41)
    for column in ("with_awards", "without_awards", "movements", "awards"):
        assert sum(cells[column] for cells in body) == total[column]


def test_ended_without_an_award_is_named_and_one_without_a_figure_is_not(registered):
    """0 was sent, not nothing."""
    report = registered({"name": "Không kết quả", "awards": 0}, {"name": "Chưa báo số", "awards": None}, {"name": "Có"})
    measured = movements.measure(report)
    text = movements.finding(report, measured).text

    assert "Đã kết thúc mà không có khen thưởng: “Không kết quả”." in text
    assert "Qua 02 phong trào đã có số liệu, khen thưởng 4 lượt." in text
    assert "Có 01 phong trào chưa có số khen thưởng." in movements.detail(report, measured).text
    assert printed(movements.table(report, measured))["Chưa báo số"]["Khen thưởng (lượt)"] == "…"


def test_senders_words_are_printed_as_one_line(registered):
    """A name with a line break and a letter that the face lacks."""
    report = registered({"name": "Dạy tốt\nhọc tốt \U0001f600"})

    assert "Dạy tốt học tốt □" in printed(movements.table(report, movements.measure(report)))


def test_no_register_is_one_sentence_and_no_table():
    """The published texts name no movements."""
    report = published("tinh-bac-kan", "2020")
    measured = movements.measure(report)

    assert "chưa có phong trào thi đua" in movements.finding(report, measured).text
    assert movements.detail(report, measured) is None
    assert movements.table(report, measured) is None
