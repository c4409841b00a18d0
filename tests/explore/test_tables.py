"""Any frame as a table of the house."""

from __future__ import annotations

from datetime import date

import pandas as pd
import pytest

from thidua.errors import ConfigError
from thidua.explore.tables import table
from thidua.explore.whose import noted
from thidua.facts.dataset import open_dataset
from thidua.present.known import Known
from thidua.present.language import written_in
from thidua.present.table import Table
from thidua.registry import Period, get_unit

COUNTS = pd.DataFrame({"unit_name": ["huyện Ba Bể", "huyện Na Rì"], "count": pd.array([1234, None], "Int64")})


def texts(shown: Table) -> list[list[str]]:
    """The cells as a page prints them, row by row."""
    return [line.split("\t") for line in shown._repr_mimebundle_()["text/plain"].splitlines()[2:]]


def heads(shown: Table) -> list[str]:
    """The heads as a page prints them."""
    return [column.title for column in shown.columns]


def test_numbers_are_written_as_everywhere_and_unknown_ones_as_the_mark():
    """An own table beside the house's own must not write 1234 or nan where that writes 1.234 and …"""
    shown = table(COUNTS, "Giấy khen", source="tự đếm")

    assert texts(shown) == [["huyện Ba Bể", "1.234"], ["huyện Na Rì", "…"]]
    assert "“…” chưa có số liệu" in shown.notes[-1]


def test_known_columns_have_vietnamese_heads_and_others_their_own():
    """Nobody should have to rename what the house itself called unit_name."""
    frame = COUNTS.assign(**{"Ghi chú": ["a", "b"]})

    assert heads(table(frame, "Giấy khen", source="s")) == ["Đơn vị", "Số lượng", "Ghi chú"]
    assert heads(table(frame, "Giấy khen", source="s", heads={"count": "Số giấy khen"}))[1] == "Số giấy khen"
    with written_in("en"):
        assert heads(table(frame, "Certificates", source="s"))[:2] == ["Unit", "Number"]


def test_codes_are_printed_by_their_names():
    """A reader of the page knows no "district_chair"."""
    frame = pd.DataFrame({"recipient_kind": ["individual"], "level": ["TINH"], "status": ["awarded"], "count": [3]})

    assert texts(table(frame, "Khen", source="s")) == [["Cá nhân", "Cấp tỉnh", "Được khen thưởng", "3"]]


def test_columns_for_programs_and_codes_with_a_name_beside_are_left_out():
    """An answer of a dataset has nineteen columns; a page shows those that say something to a person."""
    frame = COUNTS.assign(unit=["huyen-ba-be", "huyen-na-ri"], figure="what=awarded", state="counted", level="")

    assert heads(table(frame, "Giấy khen", source="s")) == ["Đơn vị", "Số lượng"]


def test_pivot_with_a_hole_has_whole_numbers_and_the_mark():
    """pandas makes 7.0 of 7 as soon as another cell is missing; a reader would ask what a tenth of an award is."""
    long = pd.DataFrame({"Đơn vị": ["Ba Bể", "Ba Bể", "Na Rì"], "kind": ["a", "b", "a"], "n": [7, 5, 3]})
    wide = long.pivot(index="Đơn vị", columns="kind", values="n")

    assert texts(table(wide, "Khen", source="s")) == [["Ba Bể", "7", "5"], ["Na Rì", "3", "…"]]


def test_shares_are_printed_as_per_cent_where_that_is_said():
    """0.618 is 61,8% to a reader."""
    frame = pd.DataFrame({"Đơn vị": ["Ba Bể"], "share": [0.6175], "Trên 1.000": [2.25]})

    assert texts(table(frame, "Khen", source="s", percent=["share"])) == [["Ba Bể", "61,8%", "2,3"]]


def test_days_and_truth_are_written_in_words():
    """No timestamp, no True on a page."""
    frame = pd.DataFrame({"Ngày": [pd.Timestamp(2023, 6, 2), pd.NaT], "Nữ": pd.array([True, None], "boolean")})

    assert texts(table(frame, "Khen", source="s")) == [["02/6/2023", "có"], ["…", "…"]]
    assert texts(table(pd.DataFrame({"Ngày": [date(2023, 6, 2)]}), "Khen", source="s")) == [["02/6/2023"]]


def test_answer_of_a_dataset_says_whose_figures_it_holds():
    """Invented figures say so in an own table, too, however it was filtered and added up."""
    answer = noted(COUNTS.copy(), open_dataset("illustrative"))
    shown = table(answer[answer["count"].notna()].groupby("unit_name")["count"].sum(), "Giấy khen")

    assert shown.illustrative is True
    assert shown.source == "số liệu minh họa"
    assert texts(shown) == [["huyện Ba Bể", "1.234"]]


def test_report_says_whose_figures_they_are():
    """After a count of rows pandas has forgotten it, so the report is named."""
    dataset = open_dataset("illustrative")
    with dataset.territory.in_force():
        report = Known(dataset, get_unit("huyen-ba-be"), Period.parse("2023-H1"))
    shown = table(COUNTS, "Giấy khen", of=report)

    assert (shown.illustrative, shown.source) == (True, "số liệu minh họa; bài “Văn bản minh họa”")


REFUSED = {
    "of nobody": (lambda: table(COUNTS, "Giấy khen"), "nothing says whose figures these are; write of=report"),
    "no report": (lambda: table(COUNTS, "Giấy khen", of="Ba Bể"), "of is a str; write of=report or of=data"),
    "no frame": (lambda: table([1, 2], "Giấy khen", source="s"), "list is no frame; write a DataFrame"),  # type: ignore[arg-type]
    "head of no column": (
        lambda: table(COUNTS, "Giấy khen", source="s", heads={"counts": "Số"}),
        'the frame has no column "counts"; did you mean count?',
    ),
    "per cent of no column": (
        lambda: table(COUNTS, "Giấy khen", source="s", percent=["share"]),
        'the frame has no column "share"',
    ),
    "two of one name": (
        lambda: table(pd.concat([COUNTS, COUNTS], axis=1), "Giấy khen", source="s"),
        'two columns are called "unit_name"',
    ),
    "infinite": (
        lambda: table(pd.DataFrame({"rate": [1.5, float("inf")]}), "Giấy khen", source="s"),
        'column "rate" holds an infinite number',
    ),
    "several levels": (
        lambda: table(pd.DataFrame([[1]], columns=pd.MultiIndex.from_tuples([("a", "b")])), "Giấy khen", source="s"),
        "the columns have several levels",
    ),
    "nothing": (lambda: table(pd.DataFrame(), "Giấy khen", source="s"), "the frame has no columns"),
}


@pytest.mark.parametrize("case", REFUSED)
def test_what_is_no_table_is_one_line(case: str):
    """What would print nonsense is refused, with what to write."""
    make, said = REFUSED[case]
    with pytest.raises(ConfigError) as refused:
        make()

    assert said in str(refused.value)
