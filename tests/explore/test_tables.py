"""Any frame as a table or chart of the house: what is unknown is a mark, and what is invented says so."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pandas as pd
import pytest
from openpyxl import load_workbook

import thidua
from thidua.errors import ConfigError
from thidua.explore.charts import MOST_ROWS, chart
from thidua.explore.excel import to_excel
from thidua.explore.opened import OpenedDataset
from thidua.explore.tables import table
from thidua.export.document import read_document
from thidua.export.html import html_text
from thidua.export.workbook.formats import NUMBER_FORMATS
from thidua.present.chart import Chart
from thidua.present.language import written_in
from thidua.present.part import Prose
from thidua.present.table import Table

HOSTILE = (
    "<script>alert(1)</script> & <b onclick=x>đậm</b>",
    '#panic("x") $x^2$ `mã` <nhãn> @ref',
    '=HYPERLINK("http://x.vn","bấm")',
    "+cmd|' /C calc'!A0",
    "{{ 7*7 }} {unit} %s",
)


def words_of(shown: object) -> list[list[str]]:
    """The rows as a page prints them, cell by cell."""
    assert isinstance(shown, Table)
    return [line.split("\t") for line in shown._repr_mimebundle_()["text/plain"].split("\n")[1:]]


def frame(**columns: list[object]) -> pd.DataFrame:
    return pd.DataFrame({"Huyện": ["Ba Bể", "Na Rì"], **columns})


def test_what_is_missing_prints_as_a_mark_and_never_as_0():
    """A number that nobody sent is no zero, in whatever way pandas writes it."""
    whole = pd.array([1234, None], dtype="Int64")
    made = table(frame(a=[1234.0, float("nan")], b=whole, c=[7, None], d=[0, 0]), "Giấy khen")

    assert words_of(made)[1:] == [["Ba Bể", "1.234", "1.234", "7", "0"], ["Na Rì", "…", "…", "…", "0"]]


def test_numbers_are_written_the_vietnamese_way_and_in_english_the_english_way():
    """1,234.5 read in Vietnam is a little more than 1."""
    made = frame(count=[1234, 5], mean=[1234.56, 2.0], share=[0.618, 1.0])
    with written_in("en"):
        english = words_of(table(made, "Certificates", percent="share"))

    assert words_of(table(made, "Giấy khen", percent=["share"]))[1] == ["Ba Bể", "1.234", "1.234,56", "61,8%"]
    assert english[1] == ["Ba Bể", "1,234", "1,234.56", "61.8%"]


def test_days_and_truth_values_are_words():
    """2023-03-01 00:00:00 and True are no words of a page."""
    made = table(frame(day=[date(2023, 3, 1), None], done=[True, False]), "Ngày")

    assert words_of(made)[1:] == [["Ba Bể", "01/3/2023", "có"], ["Na Rì", "", "không"]]


def test_figures_of_a_dataset_bring_their_mark_their_source_and_their_words():
    """Codes and texts for programs stay out; that the figures are invented does not."""
    data = thidua.open("illustrative")
    made = table(data.facts("Na Rì", "2023-H1", awards="CSTĐCS"), "Chiến sĩ thi đua cơ sở")

    assert isinstance(made, Table)
    assert (made.illustrative, made.source) == (True, "số liệu minh họa")
    assert words_of(made)[0][:3] == ["Đơn vị", "Kỳ", "Danh hiệu, hình thức"]
    assert "figure" not in {column.name for column in made.columns}
    assert "cá nhân" in words_of(made)[1]


def test_frame_that_lost_its_mark_is_taken_for_invented_where_such_were_opened():
    """pandas forgets whose figures a frame holds; a page too many says so, and none too few."""
    thidua.open("illustrative")

    marked = table(frame(count=[1, 2]), "Của ai")
    own = table(frame(count=[1, 2]), "Của mình", illustrative=False, source="Phòng TĐKT")

    assert (marked.illustrative, own.illustrative, own.source) == (True, False, "Phòng TĐKT")


def test_published_figures_are_not_marked_as_invented():
    """A mark on everything would say nothing."""
    data = thidua.open("published")
    made = table(data.facts("thành phố Bắc Kạn", "2015..2020", awards="GKH"), "Giấy khen")

    assert made.illustrative is False


def test_total_is_unknown_where_a_part_is():
    """7 and … are not 7."""
    made = table(frame(a=[7, None], b=[7, 3]), "Giấy khen", total=True)

    assert words_of(made)[-1] == ["Tổng cộng", "…", "10"]


def test_instances_and_recipients_have_no_total():
    """Two counts of two things have no sum."""
    with pytest.raises(ConfigError, match="they have no sum"):
        table(frame(count=[7, 3], count_unit=["instance", "recipient"]), "Giấy khen", total=True)


def test_rows_that_hold_one_another_have_no_total():
    """A half is in its year and a district in its province: their sum counts the same awards twice."""
    data = thidua.open("illustrative")
    asked = {"awards": "giấy khen", "by": "award"}
    halves = data.facts("Ba Bể", ["2023-H1", "2023-H2"], **asked)
    year = data.facts("Ba Bể", ["2023-H1", "2023"], **asked)
    province = data.facts(["tỉnh Bắc Kạn", "Ba Bể"], "2023-H1", **asked)

    assert words_of(table(halves, "Hai nửa năm", total=True))[-1][3] == "54"
    for twice in (year, year[["period_label", "count"]], province, province[["unit_name", "count"]]):
        with pytest.raises(ConfigError, match=r"holds that of .*: they have no sum"):
            table(twice, "Giấy khen", total=True)


def test_province_and_the_district_that_went_into_it_have_no_total():
    """Thái Nguyên of 2025 goes on with the figures of Bắc Kạn."""
    data = thidua.open("illustrative-2026")
    both = data.facts(["tỉnh Thái Nguyên", "huyện Ba Bể"], "2025", by="award")

    with pytest.raises(ConfigError, match="the row of tinh-thai-nguyen-2025, 2025 holds that of huyen-ba-be, 2025"):
        table(both, "Khen thưởng", total=True)


@pytest.mark.parametrize(
    ("told", "has_total"),
    [
        ({"unit": ["tinh-bac-kan", "huyen-ba-be"], "award": ["BKT", "GKH"]}, True),
        ({"unit": ["tinh-bac-kan", "huyen-ba-be"], "award": ["BKT", "BKT"]}, False),
        ({"unit": ["tinh-bac-kan", "huyen-ba-be"], "status": ["proposed", "awarded"]}, False),
        ({"status": ["awarded", "awarded"]}, True),
        ({"unit": ["huyen-ba-be", "huyen-na-ri"]}, True),
        ({"period": ["2023-H1", "2023-Q4"]}, True),
        ({"period": ["2023-M10", "2023-Q2"]}, False),
        ({"period": ["quý một", "cả năm"]}, True),
        ({"award": ["HCLD0", "HCLD3"], "origin": ["quotation", "quotation"]}, False),
        ({"award": ["HCLD0", "HCLD3"], "origin": ["summary_return", "summary_return"]}, True),
        ({"recipient_kind": ["collective+individual", "collective"], "origin": ["quotation", "quotation"]}, False),
        ({"recipient_kind": ["individual", "collective"], "origin": ["quotation", "quotation"]}, True),
    ],
)
def test_total_is_of_rows_that_are_apart(told: dict[str, list[object]], has_total: bool):
    """What stands apart is added; "106, trong đó 50 tập thể" is not 156."""
    rows = frame(count=[106, 50], **told)
    if has_total:
        assert "156" in words_of(table(rows, "Khen thưởng", total=True))[-1]
    else:
        with pytest.raises(ConfigError, match="they have no sum"):
            table(rows, "Khen thưởng", total=True)


def test_figures_are_written_in_the_language_in_which_they_were_asked_for(tmp_path: Path):
    """Two datasets lie open in two languages; whichever spoke last, each table keeps its own words and numbers."""
    home, abroad = thidua.open("illustrative"), thidua.open("illustrative", lang="en")
    asked = ("tỉnh Bắc Kạn", "2023")
    with written_in("en"):
        ours = table(home.facts(*asked, by=()), "Khen thưởng")
        drawn = chart(home.facts(*asked, by="award"), "Khen thưởng")
    theirs = table(abroad.facts(*asked, by=()), "Commendation")
    told = table(pd.DataFrame({"words": ["all"], "count": [1234]}), "Commendation", of=abroad)

    with written_in("en"):
        assert words_of(ours)[0][:2] == ["Đơn vị", "Kỳ"]
        assert words_of(ours)[1][2] == "7.236"
    assert isinstance(drawn, Chart)
    assert drawn.alt.startswith("Biểu đồ cột ngang: ")
    assert words_of(theirs)[0][:2] == ["Unit", "Period"]
    assert words_of(theirs)[1][2] == "7,236"
    assert (words_of(told)[1], told.source) == (["all", "1,234"], "illustrative figures")
    assert load_workbook(to_excel(tmp_path / "theirs.xlsx", theirs)).sheetnames[-1] == "Table 1"


@pytest.mark.long
@pytest.mark.parametrize(
    "asked",
    [
        lambda data: data.explain("Na Rì", "2023-H1", "GKH").came,
        lambda data: data.explain("Na Rì", "2023-H1", "GKH").by("workplace"),
        lambda data: data.trace(unit="Na Rì", period="2023-H1", award="GKH").rows,
        lambda data: data.compare("Ba Bể", "Na Rì", period="2023-H1").frame,
        lambda data: data.search("Sơn Thành"),
        lambda data: data.unusual("2023-H1"),
    ],
)
def test_every_frame_of_an_answer_says_whose_figures_it_holds(asked: Callable[[OpenedDataset], pd.DataFrame]):
    """Any of them can go into a report, and must bring its source, its mark and its language."""
    thidua.open("illustrative")
    rows = asked(thidua.open("illustrative", lang="en"))

    assert {name: rows.attrs[name] for name in ("source", "illustrative", "lang")} == {
        "source": "illustrative figures",
        "illustrative": True,
        "lang": "en",
    }


def test_what_cannot_be_prints_as_a_dash():
    """Not applicable is another thing than not known, and both are no 0."""
    made = table(frame(count=[None, None], state=["not_applicable", "missing"]), "Giấy khen")

    assert [row[1] for row in words_of(made)[1:]] == ["–", "…"]


def test_grouped_frame_names_its_rows():
    """What groupby puts into the index belongs to the table."""
    rows = pd.DataFrame({"Loại": ["A", "B", "A"], "count": [1, 2, 3]}).groupby("Loại")["count"].sum()

    assert words_of(table(rows, "Theo loại"))[1:] == [["A", "4"], ["B", "2"]]


def test_frame_without_rows_is_a_sentence():
    """A report of a quiet quarter says that there is nothing, and does not stop."""
    made = table(frame(count=[1, 2]).head(0), "Giấy khen quý III")

    assert isinstance(made, Prose)
    assert made.text == "Giấy khen quý III: không có dòng nào."


def test_long_table_shows_its_first_rows_and_keeps_all_for_the_workbook():
    """A page is no list of 400; the workbook is."""
    long = pd.DataFrame({"Trường": [f"Trường {n}" for n in range(400)], "count": range(400)})
    made = table(long, "Các trường")

    assert len(made.rows) == 400
    assert len(made.printed) == 61


@pytest.mark.parametrize(
    ("wrong", "named", "says"),
    [
        ([1, 2], {}, "'list' is no frame|\"list\" is no frame"),
        (frame(x=[1, float("inf")]), {}, r'"x" has inf; a value that is not known is <NA>'),
        (frame(x=[61.8, 40.0]), {"percent": "x"}, "has 61.8 as a fraction; write 0.618"),
        (frame(x=[1, "a"]), {}, 'has numbers and "a"'),
        (frame(count=[1, 2]), {"percent": "cout"}, 'no column "cout"; did you mean count'),
        (frame(count=[1, 2]), {"titles": {"cuont": "Số"}}, 'no column "cuont"; did you mean count'),
        (pd.DataFrame([[1, 2]], columns=["a", "a"]), {}, 'the column "a" twice'),
        (pd.DataFrame(), {}, "has no columns"),
        (frame(**{f"c{n}": [1, 2] for n in range(20)}), {}, "have no room on a page"),
        (frame(count=[1, 2]), {"name": "Bảng 1"}, '"Bảng 1" is no name'),
        (frame(count=[1, 2]), {"of": "illustrative"}, "write a report, or a dataset that was opened"),
        (frame(count=["a", "b"]), {"total": True}, "the frame has none"),
    ],
)
def test_wrong_frame_gets_one_clear_line(wrong: object, named: dict[str, object], says: str):
    """Whoever makes a table reads what to write, and no traceback of pandas."""
    with pytest.raises(ConfigError, match=says) as problem:
        table(wrong, "Giấy khen", **named)
    assert "\n" not in str(problem.value)


def test_hostile_words_reach_page_and_workbook_as_letters(tmp_path: Path):
    """Text of a sender must neither run in a browser nor calculate in a workbook."""
    hostile = pd.DataFrame({HOSTILE[0]: HOSTILE, "count": range(len(HOSTILE))})
    made = table(hostile, HOSTILE[0], notes=HOSTILE[1], source=HOSTILE[2])
    drawn = chart(hostile, HOSTILE[0])
    outputs = [
        {"output_type": "display_data", "metadata": {}, "data": shown._repr_mimebundle_()} for shown in (made, drawn)
    ]
    cells = [{"cell_type": "code", "source": "", "metadata": {}, "outputs": outputs}]

    page = html_text(read_document({"cells": cells, "metadata": {}, "nbformat": 4}))
    book = load_workbook(to_excel(tmp_path / "bang.xlsx", made))

    assert "<script>alert" not in page
    assert "onclick=x>" not in page
    assert "<script>" not in made._repr_mimebundle_()["text/html"]
    assert "<script" not in drawn.svg
    assert all(cell.data_type != "f" for sheet in book for row in sheet.iter_rows() for cell in row)


@pytest.mark.parametrize(
    ("kind", "drawn"),
    [
        ("bars", frame(count=[34, None], b=[1, 2])),
        ("lines", pd.DataFrame({"năm": [2020, 2021, 2022], "count": [1, None, 3]})),
        ("slope", frame(before=[34, None], now=[30, 5])),
        ("dots", frame(value=[0.3, None], low=[0.2, None], high=[0.4, None])),
        ("parts", frame(a=[1, None], b=[3, 4])),
    ],
)
def test_every_kind_of_chart_draws_what_is_known_and_tells_the_rest(kind: str, drawn: pd.DataFrame):
    """The picture, the words for whoever does not see it, and the figures behind it are one object."""
    made = chart(drawn, "Giấy khen", kind=kind, percent=["value", "low", "high"] if kind == "dots" else ())

    assert isinstance(made, Chart)
    assert made.svg.startswith("<?xml")
    assert "…" in made.alt
    assert len(made.data.rows) == len(drawn)


@pytest.mark.parametrize(
    ("drawn", "kind", "says"),
    [
        (frame(count=[1, 2]), "pie", 'unknown kind of chart "pie"; expected one of bars'),
        (frame(count=[1, 2]), "slope", "1 columns of numbers; expected 2"),
        (frame(a=[0.5, 0.2], low=[0.6, 0.1], high=[0.7, 0.3]), "dots", "Ba Bể: 0.5 lies outside of 0.6 to 0.7"),
        (frame(a=[-1, 2], b=[1, 2]), "parts", "Ba Bể: a part is below 0"),
        (pd.DataFrame({"x": [f"n{n}" for n in range(MOST_ROWS + 1)], "count": 1}), "bars", "rows have no room"),
        (frame(a=[1, 2], b=[0.5, 0.2]), "bars", "have no scale in common"),
    ],
)
def test_frame_that_cannot_be_drawn_so_gets_one_clear_line(drawn: pd.DataFrame, kind: str, says: str):
    """Whoever draws reads what to change."""
    with pytest.raises(ConfigError, match=says):
        chart(drawn, "Giấy khen", kind=kind, percent="b" if says.startswith("have no scale") else ())  # type: ignore[arg-type]


def test_chart_of_nothing_known_is_a_sentence():
    """An empty picture would look like zeros."""
    made = chart(frame(count=[None, None]).astype({"count": "Int64"}), "Giấy khen")

    assert isinstance(made, Prose)
    assert made.text == "Giấy khen: chưa có số liệu."


@pytest.mark.parametrize(
    ("values", "printed", "note"),
    [
        ([0.1, 0.5, 1234.5], ["0,1", "0,5", "1.234,5"], ""),
        ([0.1, 0.25, 3.0], ["0,10", "0,25", "3,00"], ""),
        ([0.125, 0.1 + 0.2], ["0,125", "0,300"], ""),
        ([1 / 3, 2.0], ["0,333", "2,000"], "share: làm tròn đến 3 chữ số thập phân."),
        ([2.0, 3.0], ["2", "3"], ""),
    ],
)
def test_fractions_are_printed_as_they_are_or_it_is_said_that_they_are_rounded(
    values: list[float], printed: list[str], note: str
):
    """0,25 printed as 0,3 is another figure, and the workbook of the same edition would tell a third."""
    given = pd.DataFrame({"Huyện": [f"Huyện {number}" for number in range(len(values))], "share": values})
    made = table(given, "Tỷ lệ của một báo cáo riêng")
    texts = [cells[1] for cells in words_of(made)[1:]]

    assert texts == printed
    assert made.notes == ((note,) if note else ())
    places = len(printed[0].partition(",")[2])
    assert NUMBER_FORMATS[made.columns[1].show] == "#,##0" + ("." + "0" * places if places else "")
    drawn = chart(given, "Tỷ lệ của một báo cáo riêng")
    assert printed[0] in drawn.alt
    assert drawn.data.notes == made.notes
    assert Table.parse(made.payload()).columns == made.columns
