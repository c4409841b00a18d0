"""The map shows every unit at its place with its number, and nothing where nothing is known."""

from tests.present.reports import published
from thidua.present.chapters.members import places

from .comparisons import IDS, compared, comparison, illustrative, measured


def test_every_unit_stands_on_the_map_with_its_number():
    """Alt text is written from the data; a title that one unit alone could tell makes nobody large."""
    chart = places.chart(illustrative("2023-H1"), measured("2023-H1"))

    assert chart.alt.startswith(
        "Bản đồ ký hiệu, lượt khen thưởng của từng đơn vị: thành phố Bắc Kạn 150; huyện Pác Nặm 83"
    )
    assert [row.cells["total"] for row in chart.data.rows] == [150, 83, 121, 76, 86, 126, 131, 100]
    assert chart.data.notes[0] == "Không kể Lao động tiên tiến, kỳ này mới có số liệu của thành phố Bắc Kạn."


def test_unit_without_figures_keeps_its_place():
    """Missing is not zero: its place has no circle."""
    found = comparison(*(compared(unit) for unit in IDS[:7]), compared("huyen-na-ri", (None, None), (None, None)))

    assert "huyện Na Rì …" in places.chart(illustrative("2023-H1"), found).alt


def test_two_places_are_no_map():
    """And neither is a comparison of nothing."""
    two = comparison(compared("huyen-ba-be"), compared("huyen-na-ri"))

    assert places.chart(illustrative("2023-H1"), two) is None
    assert places.chart(published("tinh-bac-kan", "2020"), None) is None
