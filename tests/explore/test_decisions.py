"""Rows of decision lists: each with its cell, filtered by what stands in it, names only where they are allowed."""

from __future__ import annotations

from datetime import date

import pandas as pd
import pytest

import thidua
from tests.explore.small import SPRING_2023, row, small_dataset
from tests.present.reports import REPOSITORY
from thidua.errors import ConfigError
from thidua.explore.decisions import COLUMNS
from thidua.explore.opened import OpenedDataset


@pytest.fixture(scope="module")
def illustrative() -> OpenedDataset:
    """The invented figures of eight districts."""
    return thidua.open("illustrative", root=REPOSITORY)


def test_each_row_has_its_cell(illustrative: OpenedDataset) -> None:
    """A row that is asked about is found in the workbook that was sent."""
    frame = illustrative.decisions("Ba Bể", "2023-H1", awards="CSTĐCS", status="awarded")

    assert tuple(frame.columns) == COLUMNS
    assert len(frame) == 32
    assert (frame["file"] != "").all()
    assert frame["cell"].str.fullmatch("[A-Z]+[0-9]+").all()
    assert frame["decided_on"].is_monotonic_increasing


def test_filter_finds_what_stands_in_a_column(illustrative: OpenedDataset) -> None:
    """A text is found however it is spelt; a day, a span of days and a flag are asked plainly."""
    every = illustrative.decisions("Ba Bể", "2023-H1")
    schools = illustrative.decisions("Ba Bể", "2023-H1", workplace="TRƯỜNG")
    spring = illustrative.decisions("Ba Bể", "2023-H1", decided_on=("01/3/2023", "2023-05-31"), ethnic_minority=True)

    assert 0 < len(schools) < len(every)
    assert schools["workplace"].str.contains("Trường").all()
    assert spring["decided_on"].between("2023-03-01", "2023-05-31").all()
    assert spring["ethnic_minority"].all()


def test_rows_of_a_province_and_its_district_stand_there_once(illustrative: OpenedDataset) -> None:
    """Who asks for both asks for the province."""
    province = illustrative.decisions("tỉnh Bắc Kạn", "2023-H1")
    both = illustrative.decisions(["tỉnh Bắc Kạn", "Ba Bể"], "2023-H1")

    assert len(both) == len(province) > 0


def test_rows_of_a_province_that_went_into_another_stand_there_once() -> None:
    """Thái Nguyên of 2025 has the rows of the districts of Bắc Kạn, that are asked for beside it."""
    opened_2026 = thidua.open("illustrative-2026", root=REPOSITORY)
    province = opened_2026.decisions("tỉnh Thái Nguyên", 2025)
    both = opened_2026.decisions(["tỉnh Thái Nguyên", "huyện Ba Bể"], 2025)

    assert len(both) == len(province) > (province["unit"] == "huyen-ba-be").sum() > 0


@pytest.mark.parametrize(
    ("filters", "message"),
    [
        ({"workplac": "x"}, 'không có cột "workplac"; .* workplace'),
        ({"decided_on": "3/2023"}, "decided_on: .* is no day"),
        ({"ethnic_minority": "có"}, "write True or False"),
        ({"workplace": 3}, "write a text that stands in it"),
        ({"awards": "khen"}, "không có danh hiệu, hình thức"),
        ({"award": "BKTT"}, r"không có danh hiệu, hình thức .* \(BKTTG\)"),
        ({"gender": "nu"}, r"; .* nữ \(female\)"),
        ({"recipient_kind": "ca nhan"}, r"; .* cá nhân \(individual\)"),
        ({"award_type": "đột suất"}, r"; .* đột xuất \(DOT\)"),
        ({"authority": "district"}, "; .* district_chair"),
        ({"recipient_class": 3}, "write one or several of provincial_leader"),
        ({"unit": "Ba B"}, "; .* Ba Bể"),
        ({"period": "2023"}, "the rows are of 2023-H1"),
        ({"decided_on": ("31/5/2023", "01/3/2023")}, "is after .* write the first day and then the last"),
        ({"workplace": ""}, "write a text that stands in it"),
        ({"workplace": []}, "write a text that stands in it"),
        ({"gender": []}, "gender is empty"),
    ],
)
def test_wrong_filter_names_what_is_right(
    illustrative: OpenedDataset, filters: dict[str, object], message: str
) -> None:
    """A filter that is not understood filters nothing in silence."""
    with pytest.raises(ConfigError, match=message):
        illustrative.decisions("Ba Bể", "2023-H1", **filters)


def test_codes_are_looked_up_and_never_searched_in() -> None:
    """ "male" stands in "female" and BKT in BKTTG: who asks for the one must not count the other."""
    rows = [row("Ma Thị Thử", SPRING_2023, gender="female"), row("Lý Văn Thử", SPRING_2023, gender="male")]
    rows += [row("Hà Văn Thử", SPRING_2023, award="BKT", authority="province_chair", award_label="Bằng khen")]
    rows += [row("Vi Văn Thử", SPRING_2023, award="BKTTG", authority="prime_minister", award_label="Bằng khen TTg")]
    rows += [row("Tổ thử", SPRING_2023, recipient_kind="collective", award_type="PTR")]
    data = OpenedDataset(small_dataset(*rows))

    def found(**filters: object) -> list[str]:
        return data.decisions("Ba Bể", "2023-H1", **filters)["recipient"].tolist()

    assert found(gender="male") == found(gender="Nam") == ["Lý Văn Thử"]
    assert found(gender="nữ") == ["Ma Thị Thử"]
    assert found(award="BKT") == found(awards="BKT") == ["Hà Văn Thử"]
    assert found(authority="Chủ tịch UBND tỉnh") == ["Hà Văn Thử"]
    assert found(recipient_kind="tập thể") == found(award_type=["chuyên đề", "DOT"]) == ["Tổ thử"]
    assert len(found(gender="")) == 3
    assert len(found(unit="huyen-ba-be")) == len(found(period="2023-H1")) == 5


def test_numbers_and_cells_are_found_whole() -> None:
    """Decision 409 is not 1409, and the cell B5 not B50."""
    rows = [row("A thử", SPRING_2023, decision_no="409/QĐ-UBND", cell="B5")]
    rows += [row("B thử", SPRING_2023, decision_no="1409/QĐ-UBND", cell="B50")]
    data = OpenedDataset(small_dataset(*rows))

    for said in ({"decision_no": "409"}, {"decision_no": "409/QĐ"}, {"cell": "b5"}):
        assert data.decisions("Ba Bể", "2023-H1", **said)["recipient"].tolist() == ["A thử"]


def test_coarse_class_means_the_classes_that_it_holds() -> None:
    """Leaders are told by the five classes of the forms or by the press's pair; asked for, they are all of them."""
    rows = [
        row(f"{code} thử", SPRING_2023, recipient_class=code) for code in ("manager", "other_leader", "direct_labour")
    ]
    data = OpenedDataset(small_dataset(*rows))

    leaders = data.decisions("Ba Bể", "2023-H1", recipient_class="Lãnh đạo, quản lý")
    assert sorted(leaders["recipient_class"]) == ["manager", "other_leader"]


NAMED = {"kind": "thu", "unit": "huyen-ba-be", "period": "2023-H1", "names": True}


def opened(**settings: object) -> OpenedDataset:
    """Two people of Ba Bể, commended in 2023, in a dataset of real figures."""
    rows = [row(name, SPRING_2023, note=f"con ông {name}") for name in ("Ma Văn Thử", "<b>Lý Thị Ví dụ</b>")]
    return OpenedDataset(small_dataset(*rows, illustrative=False, **settings))


def test_recipients_of_one_decision_stand_the_vietnamese_way() -> None:
    """Whoever looks for a name in a long decision finds it where a dictionary has it."""
    names = ["Đào Văn Thử", "Dương Thị Thử", "Ân Văn Thử", "An Văn Thử", "Ánh Thị Thử"]
    dataset = small_dataset(*(row(name, SPRING_2023) for name in names))

    assert OpenedDataset(dataset).decisions("Ba Bể", "2023-H1")["recipient"].tolist() == [
        *("An Văn Thử", "Ánh Thị Thử", "Ân Văn Thử", "Dương Thị Thử", "Đào Văn Thử")
    ]


def test_names_are_left_out_where_the_dataset_does_not_allow_them() -> None:
    """A name of a real person is shown to those only for whom a restricted annex is declared."""
    frame = opened().decisions("Ba Bể", "2023-H1")

    assert len(frame) == 2
    assert frame[["recipient", "achievement", "note"]].isna().all(axis=None)
    assert "Ma Văn Thử" not in frame.to_html()


def test_names_cannot_be_guessed_by_a_filter() -> None:
    """To ask whether somebody is among the rows is to ask for the name."""
    with pytest.raises(ConfigError, match="does not allow names of huyen-ba-be, 2023-H1"):
        opened().decisions("Ba Bể", "2023-H1", recipient="Ma Văn Thử")


def test_names_stand_where_an_edition_with_names_is_declared() -> None:
    """The same declaration that makes the restricted annex opens the rows: of its unit and period, and no other."""
    allowed = opened(editions=(NAMED,))

    assert allowed.decisions("Ba Bể", "2023-H1")["recipient"].tolist() == ["<b>Lý Thị Ví dụ</b>", "Ma Văn Thử"]
    assert allowed.decisions("Ba Bể", "2023-H1", recipient="thử")["note"].tolist() == ["con ông Ma Văn Thử"]
    with pytest.raises(ConfigError, match=r"does not allow names of huyen-ba-be, 2023$"):
        allowed.decisions("Ba Bể", 2023, recipient="thử")
    assert allowed.report("Ba Bể", "2023-H1", names=True).with_names
    with pytest.raises(ConfigError, match="does not allow the names of huyen-ba-be, 2023"):
        allowed.report("Ba Bể", 2023, names=True)


def test_row_is_named_or_not_whatever_period_is_asked_for() -> None:
    """Without periods years are asked: a row that may be named in its half is the same row there."""
    rows = [row("Ma Văn Thử", SPRING_2023), row("Lý Văn Thử", date(2023, 9, 1), file="ds-thu.xlsx")]
    data = OpenedDataset(small_dataset(*rows, illustrative=False, editions=(NAMED,)))

    for asked in (("Ba Bể",), ("Ba Bể", 2023), ("tỉnh Bắc Kạn", 2023)):
        found = data.decisions(*asked).set_index("file")["recipient"]
        assert found["ds-2023.xlsx"] == "Ma Văn Thử"
        assert pd.isna(found["ds-thu.xlsx"])


def test_markup_in_a_name_is_text(illustrative: OpenedDataset) -> None:
    """What a sender writes into a cell must not run in a notebook."""
    frame = opened(editions=(NAMED,)).decisions("Ba Bể", "2023-H1")

    assert "<b>Lý" not in frame.to_html()
    assert illustrative.decisions("Ba Bể", "2023-H1", recipient="' OR 1=1 --").empty


def test_nothing_listed_is_an_empty_frame_with_all_columns() -> None:
    """A dataset of quotations has no rows of lists; what is done with the frame still works."""
    frame = thidua.open("published", root=REPOSITORY).decisions()

    assert (len(frame), tuple(frame.columns)) == (0, COLUMNS)
