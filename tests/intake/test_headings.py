"""A table is found by its headings, wherever it stands and however many rows they take."""

import tomllib
import unicodedata
from importlib import resources
from itertools import permutations

import pytest

from tests.intake.sheets import draw, list_of, sheet_of, table_in
from thidua.intake.layouts.headings import REQUIRED
from thidua.intake.layouts.tables import find_tables

LIST = ("STT", "Họ và tên", "Danh hiệu", "Số quyết định", "Ngày quyết định")
FORMS = [
    form
    for book in tomllib.loads(
        resources.files("thidua.intake").joinpath("tables", "templates.toml").read_text(encoding="utf-8")
    )["workbooks"]
    for form in book["sheets"]
]
LAYOUTS = {
    "Danh sách": "decision_list",
    "Biểu tổng hợp": "summary_return",
    "Đăng ký thi đua": "registrations",
    "Phong trào thi đua": "movements",
    "Chỉ tiêu": "indicators",
    "Chấm điểm": "scores",
    "Điển hình tiên tiến": "models",
    "Văn bản chỉ đạo": "directives",
}


def test_headings_of_one_row_are_found_below_a_title():
    """Title blocks have any number of lines."""
    found = table_in(
        draw("""
        UBND HUYỆN BA BỂ
        DANH SÁCH KHEN THƯỞNG

        STT | Họ và tên | Danh hiệu | Số quyết định | Ngày quyết định
        1 | Nông Văn A | LĐTT | 512/QĐ-UBND | 12/3/2021
        """)
    )

    assert (found.layout, found.first_heading, found.first_row) == ("decision_list", 4, 5)
    assert found.columns == {"number": 0, "recipient": 1, "award": 2, "decision": 3, "decided_on": 4}


def test_merged_headings_of_two_rows_name_the_columns_below_them():
    """ "Trong đó" over "Nữ" and "Dân tộc thiểu số" is how women and minorities are marked."""
    found = table_in(
        draw("""
        STT | Họ và tên | Quyết định khen thưởng | | Trong đó | | Ghi chú
         | | Số | Ngày, tháng, năm | Nữ | Dân tộc thiểu số |
        1 | Nông Văn A | 512/QĐ-UBND | 12/3/2021 | x | |
        """)
    )

    assert found.first_row == 3
    assert found.columns == {
        "number": 0,
        "recipient": 1,
        "decision": 2,
        "decided_on": 3,
        "is_female": 4,
        "ethnic_minority": 5,
        "note": 6,
    }


@pytest.mark.parametrize("height", [2, 3, 4])
def test_headings_of_two_to_four_rows_are_found(height):
    """The annual annex has three rows; a fourth appears where a form is pasted under another heading."""
    between = [["", "", "Được khen", "", ""]] * (height - 2)
    top = ["STT", "Danh hiệu thi đua, hình thức khen thưởng", "Quyết định", "", "Ghi chú"]
    sheet = sheet_of([top, *between, ["", "", "TT", "CN", ""], [1, "Giấy khen", 2, 3, ""]])

    found = table_in(sheet)

    assert (found.layout, found.first_row) == ("summary_return", height + 1)
    assert (found.columns["decided:collective"], found.columns["decided:individual"]) == (2, 3)


def test_columns_are_found_in_any_order():
    """Position means nothing: districts arrange the same columns in their own way."""
    for order in permutations(range(len(LIST))):
        found = table_in(sheet_of([[LIST[at] for at in order]]))
        assert [LIST[order[column]] for column in sorted(found.columns.values())] == [LIST[at] for at in order]
        assert found.columns["recipient"] == order.index(1)


@pytest.mark.parametrize(
    "spell",
    [
        lambda text: unicodedata.normalize("NFD", text),
        str.upper,
        lambda text: text.replace(" ", "\u00a0"),
        lambda text: text.replace(" ", "\n", 1),
        lambda text: f"  {text} (*):",
        lambda text: "\u200b".join(text),
    ],
)
def test_spelling_of_a_heading_does_not_matter(spell):
    """Decomposed letters, capitals, hard spaces and line breaks look the same on paper."""
    found = table_in(sheet_of([[spell(text) for text in LIST]]))

    assert found.columns == {"number": 0, "recipient": 1, "award": 2, "decision": 3, "decided_on": 4}


def test_tt_is_a_number_before_the_titles_and_collectives_below_a_group():
    """TT abbreviates both "thứ tự" and "tập thể"."""
    found = table_in(
        draw("""
        TT | Danh hiệu, hình thức | Đề nghị | | Quyết định |
         | | TT | CN | TT | CN
        1 | Giấy khen | 1 | 2 | 1 | 2
        """)
    )

    assert found.columns == {
        "number": 0,
        "award": 1,
        "proposed:collective": 2,
        "proposed:individual": 3,
        "decided:collective": 4,
        "decided:individual": 5,
    }


def test_heading_above_the_types_does_not_hide_them():
    """Our own form has "Phân theo loại hình khen thưởng" over all of them."""
    found = table_in(
        draw("""
        Danh hiệu, hình thức | Quyết định | | Phân theo loại hình khen thưởng | | |
         | | | Công trạng | | Đột xuất |
         | TT | CN | TT | Trực tiếp lao động | TT | CN
        """)
    )

    assert {name: at for name, at in found.columns.items() if not name.startswith(("award", "decided"))} == {
        "CTR:collective": 3,
        "CTR:direct_labour": 4,
        "DOT:collective": 5,
        "DOT:individual": 6,
    }


@pytest.mark.parametrize("leaders", ["cấp sở, huyện", "cấp sở"])
@pytest.mark.parametrize("form", FORMS, ids=lambda form: form["name"])
def test_headings_of_our_own_forms_are_found(form, leaders):
    """Whoever fills in the template must be understood, in any order of its columns, with the words of any day."""
    for columns in (form["columns"], form["columns"][::-1]):
        height = max(len(column["heading"]) for column in columns)
        block = [
            [
                column["heading"][row].replace("<leaders>", leaders) if row < len(column["heading"]) else ""
                for column in columns
            ]
            for row in range(height)
        ]
        found = table_in(sheet_of([[form["title"]], *block]))
        expected = len(columns) if columns is form["columns"] else len(REQUIRED[found.layout])
        assert found.layout == LAYOUTS[form["name"]]
        assert len(found.columns) >= expected


def test_every_layout_has_a_form():
    """A layout that no template asks for could not be filled in."""
    assert set(LAYOUTS.values()) == set(REQUIRED)


@pytest.mark.parametrize(
    "drawn",
    [
        "UBND HUYỆN BA BỂ\nBÁO CÁO\nKết quả công tác thi đua khen thưởng\nNăm 2021 | 5 | 6",
        "STT | Họ và tên | Chức vụ\n1 | Nông Văn A | Bí thư",
        "STT | Huyện | Dân số\n1 | Ba Bể | 49934",
        "Danh hiệu | Số lượng\nLao động tiên tiến | 5",
        "",
    ],
)
def test_sheet_without_such_a_table_has_none(drawn):
    """A letter, a list of members, a table of something else: nothing is made of them."""
    assert find_tables(draw(drawn)) == []


def test_list_and_return_are_not_taken_for_one_another():
    """Both have a column of titles and forms, and a group "Quyết định"."""
    as_list = draw("""
        TT | Họ và tên | Danh hiệu, hình thức | Quyết định | | Trực tiếp lao động
         | | | Số | Ngày |
    """)
    as_return = draw("""
        TT | Danh hiệu, hình thức | Quyết định | | Công trạng |
         | | TT | CN | TT | Trực tiếp lao động
    """)

    assert (table_in(as_list).layout, table_in(as_return).layout) == ("decision_list", "summary_return")


def test_headings_far_below_are_still_found_and_rows_of_a_found_table_are_not_searched():
    """The search ends at the first rows of data, where a name may be a heading's word."""
    low = sheet_of([*[["x"]] * 50, LIST])
    again = list_of({}, {"Họ và tên": "Họ và tên", "Danh hiệu": "Danh hiệu"})

    assert table_in(low).first_heading == 51
    assert table_in(again).first_heading == 3
