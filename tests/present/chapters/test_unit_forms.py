"""Forms are set side by side on one scale; a form too large for it is told instead of drawn."""

from dataclasses import replace

from thidua.present.chapters.members import unit_forms

from .comparisons import IDS, compared, comparison, illustrative, measured


def test_form_too_large_for_the_scale_is_told_in_the_note():
    """The city's 384 Advanced Workers would press every other bar flat."""
    data = unit_forms.chart(illustrative("2023-H1"), measured("2023-H1")).data

    assert "LDTT" not in {column.name for column in data.columns}
    assert "Không vẽ Lao động tiên tiến vì số quá lớn so với các hình thức khác." in data.notes


def test_forms_stand_in_the_order_of_the_catalogue_six_at_most():
    """The same order in every report."""
    columns = [column.name for column in unit_forms.chart(illustrative("2022"), measured("2022")).data.columns]

    assert columns == ["unit", "CSTDT", "CSTDCS", "TTLDXS", "TTLDTT", "BKT", "GKH"]


def test_alt_text_tells_the_unit_with_most_of_each_form():
    """What a reader would look for is said."""
    found = comparison(*(compared(unit, forms={"GKH": number}) for number, unit in enumerate(IDS, 1)))

    assert "cấp huyện, huyện Na Rì (8)" in unit_forms.chart(illustrative("2023-H1"), found).alt


def test_alt_text_calls_no_unit_the_most_where_all_have_as_many():
    """Two with most are both named; none where no other has fewer."""
    two = comparison(*(compared(unit, forms={"GKH": 8 if number < 2 else 3}) for number, unit in enumerate(IDS)))
    equal = comparison(*(compared(unit, forms={"GKH": 8}) for unit in IDS))

    assert "thành phố Bắc Kạn, huyện Pác Nặm (8)" in unit_forms.chart(illustrative("2023-H1"), two).alt
    assert unit_forms.chart(illustrative("2023-H1"), equal).alt == "Biểu đồ cột nhỏ của 8 đơn vị."


def test_units_that_count_differently_are_not_drawn_on_one_scale():
    """Lượt and số are not compared."""
    found = comparison(compared("huyen-ba-be"), compared("huyen-na-ri", count_units=frozenset({"recipient"})))

    assert unit_forms.chart(illustrative("2023-H1"), found) is None


def test_units_without_awards_have_no_chart():
    """Nothing empty appears."""
    found = comparison(*(compared(unit, (0, 0), forms={"GKH": 0}) for unit in IDS))

    assert unit_forms.chart(illustrative("2023-H1"), found) is None


def test_form_that_a_partly_known_unit_does_not_name_is_not_0():
    """Its own list did not come: of its own certificates nothing is known."""
    partly = replace(compared("huyen-na-ri", forms={"BKT": 9}), known="partly")
    chart = unit_forms.chart(illustrative("2023-H1"), comparison(compared(), partly))
    rows = {row.cells["unit"]: row.cells for row in chart.data.rows}

    assert (rows["Huyện Na Rì"]["BKT"], rows["Huyện Na Rì"]["GKH"]) == (9, "…")


def test_form_that_a_unit_tells_in_yearly_returns_alone_is_not_0_in_a_half():
    """Its lists reach over the half and never name its advanced workers."""
    half = replace(compared("huyen-na-ri", forms={"GKH": 9}), unknown=frozenset({"LDTT"}))
    chart = unit_forms.chart(illustrative("2023-H1"), comparison(compared(forms={"GKH": 9, "LDTT": 8}), half))
    rows = {row.cells["unit"]: row.cells for row in chart.data.rows}

    assert (rows["Huyện Na Rì"]["GKH"], rows["Huyện Na Rì"]["LDTT"]) == (9, "…")
