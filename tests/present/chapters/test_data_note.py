"""The data note says what came, what differs and what is counted over; its table adds up."""

import pytest

from tests.present.chapters.comparisons import illustrative
from tests.present.reports import published, written
from thidua.present import data_note
from thidua.present.chapters.quality import read_quality


def note(report) -> str:
    return data_note.finding(read_quality(report)).text


def detail(report) -> str:
    return data_note.detail(read_quality(report)).text


@pytest.mark.parametrize("period", ["2022", "2023", "2023-H1"])
def test_table_adds_up(period):
    """What was due counts, has errors, is partial or is missing."""
    table = data_note.table(read_quality(illustrative(period)))
    for row in table.rows:
        cells = row.cells
        assert cells["asked"] == sum(cells[name] for name in ("counted", "faulty", "partial", "missing"))
    total = [row.cells for row in table.rows if row.role == "total"]
    for cells in total:
        assert all(
            cells[column.name] == sum(row.cells[column.name] for row in table.rows if row.role == "body")
            for column in table.columns[1:]
        )


def test_note_tells_share_gaps_differences_and_basis():
    """The illustrative province of 2022 has planted faults: one list with errors, late files, figures that differ."""
    text = note(illustrative("2022"))

    assert "Số liệu của 36/37 biểu, danh sách đến hạn gửi đã được tổng hợp; 02 mục gửi muộn." in text
    assert "Biểu, danh sách chưa đủ hoặc còn lỗi: huyện Ba Bể." in text
    assert "Danh sách và biểu tổng hợp ghi khác nhau ở 04 số" in detail(illustrative("2022"))
    assert "Kỳ số liệu từ 15/12/2021 đến 14/12/2022; quyết định thuộc kỳ" in text


def test_fewer_than_ten_are_told_without_a_percentage():
    """Seven of seven lists is no 100 %."""
    assert "Số liệu của 7/7 biểu, danh sách đến hạn gửi đã được tổng hợp" in note(illustrative("2023-H1"))


def test_denominators_are_named_with_year_source_and_gaps():
    """Seven units have staff numbers of 2023; Ngân Sơn has none."""
    text = detail(illustrative("2023"))

    assert "Mẫu số của tỷ suất: người làm việc thuộc diện xét năm 2023, 07 đơn vị, nguồn: minh họa." in text
    assert "Không có mẫu số năm 2023: huyện Ngân Sơn." in text


def test_quoted_figures_have_no_completeness_but_a_note():
    """A press text was not sent by anybody; its merged figures are kept merged."""
    report = published("tp-bac-kan", "2021-M10")
    text = note(report)

    assert data_note.table(read_quality(report)) is None
    assert data_note.finding(read_quality(report)).is_empty
    assert "02 số gộp nhiều hình thức, đối tượng hoặc loại hình được giữ nguyên như nguồn, không tách." in detail(
        report
    )
    assert "Danh sách và biểu" not in text + detail(report)


def test_missing_cells_are_counted_and_not_zero(project):
    """One of two cells holds no figure."""
    report = written(project, {"count": "…"}, {"award": "BKT", "authority": "province_chair"})

    assert "Số ô có số liệu: 1/2; ô “…” là chưa có, không tính là 0." in detail(report)


def test_words_of_a_source_are_never_markup(project):
    """A source is a sender's text."""
    (project.root / "data" / "thu" / "denominators.csv").write_text(
        "unit,year,kind,value,series,source\nhuyen-ba-be,2020,staff,800,thu,*Sổ* <b>lương</b>\n", encoding="utf-8"
    )
    report = written(project, {})

    assert "nguồn: *Sổ* <b>lương</b>." in detail(report)
