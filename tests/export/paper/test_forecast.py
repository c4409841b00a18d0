"""What is told of the pages before Typst sets them: Typst, asked to measure the same, finds the same."""

from __future__ import annotations

import json
from importlib.resources import files
from typing import Any

import pytest
import typst

from tests.export.test_pdf import document
from tests.export.test_wide_tables import long_table, wide_table
from thidua.export.metrics import ems
from thidua.export.paper.lines import lines_of
from thidua.export.pdf import content_of
from thidua.present.printed import LONG_TEXT
from thidua.present.table import Column, Row, Table

WORDS = (
    "11",
    "1.121,11",
    "Tổng cộng",
    "AVATAR",
    "Bằng khen của Chủ tịch Ủy ban nhân dân tỉnh",
    "Quyết định số 1111/QĐ-UBND ngày 11/7/2023",
    "“Vì sự nghiệp…” – Y. T. P. A.",
)
LONG = "Phong trào “Bắc Kạn chung sức xây dựng nông thôn mới” giai đoạn 2021–2025, tỉnh phát động. " * 2


def asked(expression: str, **inputs: Any) -> Any:
    """What Typst says of an expression where the words of a report stand; ``input`` holds what it is given."""
    template = files("thidua.export").joinpath("templates/report.typ").read_text(encoding="utf-8")
    rules, _, _ = template.partition("#for (number, section) in sections")
    question = f"#let input = json(bytes(sys.inputs.input))\n#context [#metadata({expression}) <asked>]"
    document = inputs.pop("content", content_of_nothing())
    fonts = typst.Fonts(
        include_system_fonts=False,
        include_embedded_fonts=False,
        font_paths=[str(files("thidua.present").joinpath("fonts"))],
    )
    told = {"document": json.dumps(document), "input": json.dumps(inputs)}
    found = typst.query((rules + question).encode(), "<asked>", "value", one=True, font_paths=fonts, sys_inputs=told)
    return json.loads(found)


def content_of_nothing() -> dict[str, Any]:
    return content_of(document("# Đầu"))


@pytest.mark.parametrize(("weight", "bold"), [("regular", False), ("bold", True)])
def test_words_are_as_wide_as_typst_sets_them(weight, bold):
    """Its pairs of letters stand closer than their widths say; a column that knew no pair would be too wide."""
    measured = asked(
        "input.words.map(words => measure(text(size: 10pt, weight: input.weight, words)).width.pt())",
        words=WORDS,
        weight=weight,
    )

    assert [ems(words, bold=bold) * 10 for words in WORDS] == pytest.approx(measured, abs=1e-6)


@pytest.mark.parametrize("room", [60, 110, 200, 467])
def test_words_break_into_as_many_lines(room):
    """A line more or less would be a table that does not fit where it was to stand."""
    height = "measure(width: input.room * 1pt, { set text(size: 10pt); par(justify: false, words) }).height.pt()"
    measured = asked(f"input.words.map(words => {height})", words=[*WORDS, LONG], room=room)
    one_line, pitch = measured[0], 10 * (1341 / 2048 + 0.62)
    lines = [1 + round((height - one_line) / pitch) for height in measured]

    assert [lines_of(words, room, 10) for words in (*WORDS, LONG)] == lines


def of_words(*texts: str, wide: bool = False) -> Table:
    """A table of a number and some words, with notes below it."""
    columns = (Column("form", "Hình thức", "label"), Column("said", "Nội dung", "text"), Column("count", "Số người"))
    rows = tuple(Row({"form": text, "said": text, "count": 1}) for text in texts)
    return Table("noi", "Một bảng có lời", columns, rows, notes=(LONG,), source="báo cáo của huyện", wide=wide)


def shared_heads() -> Table:
    """An upright table with two heads above four columns of numbers."""
    columns = [Column("form", "Danh hiệu, hình thức khen thưởng", "label")]
    columns += [Column(f"c{at}", "Số cá nhân được tặng", group=("Kỳ này", "Kỳ trước")[at // 2]) for at in range(4)]
    rows = [Row({"form": "Bằng khen của Chủ tịch Ủy ban nhân dân tỉnh", **{f"c{at}": 1234 for at in range(4)}})] * 3
    return Table("chung", "Hai kỳ", tuple(columns), tuple(rows))


@pytest.mark.parametrize(
    "table",
    [
        wide_table(),
        wide_table(2_000_000, rows=7),
        shared_heads(),
        long_table(4),
        long_table(30),
        of_words("Ngắn", "vừa phải thôi"),
        of_words("Một dòng dài hơn bốn mươi chữ cái để xuống dòng", LONG),
        of_words(*WORDS, wide=True),
    ],
    ids=["across", "long numbers", "shared heads", "short", "long", "few words", "many words", "set small"],
)
def test_table_stands_as_high_as_told(table):
    """Heights are told to a thousandth of a point, so a page is filled as if the table had been set there."""
    content = content_of(document("# Đầu", table))
    (view,) = (each for each in content["views"] if each["part"] == "table")
    room = 252 if table.landscape else 165
    measured = asked(
        "measure(block(width: input.room * 1mm, table-view(input.view))).height.pt()",
        content=content,
        view=view,
        room=room,
    )

    assert view["height"] == pytest.approx(measured, abs=0.001)
    assert sum(view["columns"]) <= room * 72 / 25.4 + 1e-6


def test_long_words_beside_the_first_column_share_its_width():
    """A quotation in a column of its own gets the most of a table that is set for words."""
    view = content_of(document("# Đầu", of_words("Ngắn", "x" * 20 + " " + "y" * (LONG_TEXT + 1))))["views"][-1]

    assert view["columns"][1] > view["columns"][0]
