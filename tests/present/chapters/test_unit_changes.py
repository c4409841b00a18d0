"""Changes against the same period are told with the interval they carry, and no more."""

from thidua.measures.change import same_period_change
from thidua.present.change_words import change_words
from thidua.present.chapters.members import unit_changes

from .comparisons import compared, comparison, illustrative, measured


def words(found) -> str:
    return unit_changes.finding(illustrative("2023-H1"), found).text


def detail(found) -> str:
    return unit_changes.detail(illustrative("2023-H1"), found).text


def test_change_beyond_chance_is_told_with_its_ratio_and_interval():
    """15 against 5: ratio 3.0, exact limits 1.04 to 10.55 (Przyborowski and Wilenski 1940)."""
    assert change_words(same_period_change(15, 5)) == "tăng 10 (tỷ số 3,00, khoảng tin cậy 95%: 1,04–10,55)"


def test_change_of_enough_cases_has_a_percentage():
    """A percentage of five cases says too much; of 228 it does not."""
    assert change_words(same_period_change(240, 228)).startswith("tăng 12 (5,3%; tỷ số 1,05")


def test_fall_and_no_change_are_told_as_such():
    """Agreement between number and wording."""
    assert change_words(same_period_change(90, 100)).startswith("giảm 10 (10,0%")
    assert change_words(same_period_change(7, 7)) == "không thay đổi"


def test_change_from_none_has_no_ratio():
    """Nothing divides by 0."""
    assert change_words(same_period_change(3, 0)) == "tăng 03"


def test_only_units_beyond_chance_are_named_the_largest_change_first():
    """Chance needs no explanation."""
    found = comparison(
        compared("huyen-ba-be", (0, 100), (0, 98)),
        compared("huyen-na-ri", (0, 90), (0, 60)),
        compared("huyen-cho-moi", (0, 200), (0, 120)),
    )

    text = words(found)

    assert text == (
        "So với 6 tháng đầu năm 2022, không kể danh hiệu có giới hạn tỷ lệ, thay đổi rõ là "
        "huyện Chợ Mới tăng rõ 80 (66,7%); "
        "huyện Na Rì tăng rõ 30 (50,0%). 01 đơn vị còn lại cơ bản ổn định."
    )
    assert detail(found).endswith(
        "Thay đổi của 01 đơn vị còn lại nằm trong mức dao động ngẫu nhiên. "
        "Trong 3 so sánh, khoảng 0,2 vượt mức chỉ do ngẫu nhiên."
    )


def test_change_that_is_large_and_within_chance_is_not_called_steady():
    """10 against 14 may be chance, and is no steadiness either."""
    found = comparison(compared("huyen-ba-be", (0, 14), (0, 10)))

    assert words(found).endswith("khen thưởng của huyện Ba Bể chưa tăng, giảm rõ.")


def test_single_unit_that_is_compared_is_named():
    """To say "all 01 units" reads badly, and a reader asks which."""
    found = comparison(compared("huyen-ba-be"))

    assert words(found) == (
        "So với 6 tháng đầu năm 2022, không kể danh hiệu có giới hạn tỷ lệ, khen thưởng của huyện Ba Bể cơ bản ổn định."
    )
    assert detail(found).startswith(
        "Không tính danh hiệu theo tỷ lệ quy định, so với 6 tháng đầu năm 2022, "
        "thay đổi của huyện Ba Bể nằm trong mức dao động ngẫu nhiên."
    )


def test_units_that_all_changed_within_chance_are_told_together():
    """No unit is singled out by noise."""
    assert words(comparison()) == (
        "So với 6 tháng đầu năm 2022, không kể danh hiệu có giới hạn tỷ lệ, khen thưởng của cả 08 đơn vị "
        "cơ bản ổn định."
    )
    assert detail(comparison()) == (
        "Không tính danh hiệu theo tỷ lệ quy định, so với 6 tháng đầu năm 2022, "
        "thay đổi của cả 08 đơn vị nằm trong mức dao động ngẫu nhiên. "
        "Trong 8 so sánh, khoảng 0,4 vượt mức chỉ do ngẫu nhiên."
    )


def test_without_the_same_period_one_sentence_says_so():
    """No table and no chart of nothing."""
    found = comparison(compared(before=(None, None)), compared("huyen-na-ri", before=(None, None)))

    assert words(found).startswith("Bộ số liệu chưa có số liệu 6 tháng đầu năm 2022 của từng đơn vị để so sánh")
    assert unit_changes.table(illustrative("2023-H1"), found) is None
    assert unit_changes.chart(illustrative("2023-H1"), found) is None


def test_titles_given_by_quota_enter_no_change():
    """384 of the city's 534 awards are its school-year batch of advanced workers, 84 more are given by quota too."""
    city = measured("2023-H1").members[0]
    by_quota = sum(city.forms.get(code, 0) for code in ("LDTT", "CSTDCS", "TTLDTT", "TTLDXS", "CTDT", "CTDCP"))

    assert (city.counts.total, city.counts.total - by_quota) == (534, 66)
    assert city.change.count == 66
    assert city.change.verdict in ("within", "beyond")


def test_chart_marks_the_units_beyond_chance_and_tells_both_figures():
    """Alt text is written from the data."""
    found = comparison(compared("huyen-ba-be", (0, 100), (0, 98)), compared("huyen-na-ri", (0, 90), (0, 60)))

    chart = unit_changes.chart(illustrative("2023-H1"), found)

    assert "huyện Na Rì 60 – 90" in chart.alt
    assert chart.data.name == "unit_changes_chart"
    assert not {"ratio", "limits"} & {column.name for column in chart.data.columns}
    assert "95%" not in " ".join(chart.data.notes)
    assert [row.cells["difference"] for row in chart.data.rows] == [2, 30]
