"""Why a count differs from that of the same period before: what came less what left is the difference."""

from __future__ import annotations

from itertools import islice

import pandas as pd
import pytest

import thidua
from tests.explore.small import AUTUMN, SPRING_2022, SPRING_2023, row, small_dataset, stated
from thidua.errors import ConfigError
from thidua.explore.explanation import Explanation, explain
from thidua.explore.matched_rows import BY
from thidua.facts.dataset import Dataset, open_dataset
from thidua.measures.counts import whole_counts
from thidua.present.language import written_in
from thidua.registry import Period, get_unit

PROVINCES = (
    ("illustrative", "tinh-bac-kan", "2023-H1"),
    ("illustrative", "tinh-bac-kan", "2023"),
    ("illustrative-2026", "tinh-thai-nguyen-2025", "2026-H1"),
)


def of(dataset: Dataset, unit: str, period: str, award: str | None = None) -> Explanation:
    with dataset.territory.in_force():
        return explain(dataset, get_unit(unit), Period.parse(period), [award] if award else [])


def counted(rows: pd.DataFrame) -> int:
    return int(rows["count"].sum())


def assert_adds_up(found: Explanation) -> None:
    """What came less what left is the difference, by every breakdown, and both sides are whole."""
    assert counted(found.came) - counted(found.left) == found.difference
    assert counted(found.stayed) + counted(found.came) == found.now
    assert counted(found.stayed) + counted(found.left) == found.before
    for what in BY:
        parts = found.by(what)
        assert parts["difference"].sum() == found.difference, what
        assert (parts["came"] - parts["left"]).tolist() == parts["difference"].tolist(), what


@pytest.mark.long
@pytest.mark.parametrize(("name", "unit", "period"), PROVINCES)
def test_what_came_less_what_left_is_the_difference_of_a_province(name: str, unit: str, period: str):
    """An explanation that does not add up explains another figure than the one that is printed."""
    assert_adds_up(of(open_dataset(name), unit, period))


@pytest.mark.parametrize("name", ["illustrative", "illustrative-2026"])
def test_explanation_is_of_the_figures_on_common_ground(name: str):
    """The numbers are those that the reports compare, not another count of the same files."""
    dataset = open_dataset(name)
    period = Period.parse("2023" if name == "illustrative" else "2025-H1")
    with dataset.territory.in_force():
        units = [unit for unit in (get_unit(one) for one in sorted(dataset.facts.units)) if unit.level != "province"]
    compared = 0
    for unit in islice(units, 0, None, 12):
        ground = dataset.facts.ground(unit, period, period.comparison())
        found = of(dataset, unit.id, str(period))
        if found.change is None or len(found.unknown):
            continue
        compared += 1
        assert_adds_up(found)
        assert found.now == whole_counts(ground.now)["count"].sum(), unit.id
        assert found.before == whole_counts(ground.before)["count"].sum(), unit.id
    assert compared


def test_who_received_the_same_at_the_same_place_stayed_and_others_left_or_came():
    """The list tells who is gone: a name that stands in both periods is neither gone nor new."""
    dataset = small_dataset(
        row("Nông Thị Hòa", SPRING_2022, workplace="Trường A"),
        row("Bàn Văn Tú", SPRING_2022, workplace="Trường A"),
        row("Lý Thị Mai", SPRING_2022, workplace="Trường B"),
        row("NÔNG THỊ HOÀ", SPRING_2023, workplace="Giáo viên, Trường A"),
        row("Hà Văn An", SPRING_2023, workplace="Trường C"),
        row("Ma Văn Bắc", SPRING_2023, workplace="Trường A"),
    )

    found = of(dataset, "huyen-ba-be", "2023-H1", "GKH")

    assert (found.before, found.now, found.difference) == (3, 3, 0)
    assert found.stayed["recipient"].tolist() == ["NÔNG THỊ HOÀ"]
    assert sorted(found.left["recipient"]) == ["Bàn Văn Tú", "Lý Thị Mai"]
    assert sorted(found.came["recipient"]) == ["Hà Văn An", "Ma Văn Bắc"]
    by_place = found.by("workplace").set_index("workplace")
    assert by_place.loc["Trường A", ["before", "left", "came", "now"]].tolist() == [2, 1, 1, 2]
    assert by_place.loc["Trường B", "difference"] == -1


def test_every_row_that_left_or_came_names_its_cell():
    """Whoever doubts an explanation opens the workbook at the row."""
    dataset = small_dataset(row("Bàn Văn Tú", SPRING_2022), row("Hà Văn An", SPRING_2023, cell="B9"))

    found = of(dataset, "huyen-ba-be", "2023-H1")

    assert found.left["where"].tolist() == ["ds-2022.xlsx › Danh sách › B5"]
    assert found.came["where"].tolist() == ["ds-2023.xlsx › Danh sách › B9"]


def test_two_of_one_name_are_two():
    """Two people may share a name: one of them leaving is one row, not none."""
    dataset = small_dataset(
        row("Nông Thị Hòa", SPRING_2022), row("Nông Thị Hòa", SPRING_2022), row("Nông Thị Hòa", SPRING_2023)
    )

    found = of(dataset, "huyen-ba-be", "2023-H1")

    assert (len(found.left), len(found.came), len(found.stayed)) == (1, 0, 1)


def test_rows_without_a_name_are_nobodys_counterpart():
    """Of those whom nobody names it cannot be said that they stayed."""
    dataset = small_dataset(row("", SPRING_2022), row("", SPRING_2022), row("", SPRING_2023))

    found = of(dataset, "huyen-ba-be", "2023-H1")

    assert (counted(found.left), counted(found.came), counted(found.stayed)) == (2, 1, 0)


def test_returns_are_compared_cell_by_cell_and_it_is_said():
    """A return has no rows: that nobody can be named is told, and both cells are."""
    dataset = small_dataset(stated("LDTT", 2022, 40, "C7"), stated("LDTT", 2023, 33, "C8"))

    found = of(dataset, "huyen-ba-be", "2023", "LDTT")

    assert (found.before, found.now) == (40, 33)
    assert counted(found.left) == 7
    assert found.came.empty
    cells = found.cells.iloc[0]
    assert (cells["where_before"], cells["where_now"]) == (
        "bc-2022.xlsx › Tổng hợp › C7",
        "bc-2023.xlsx › Tổng hợp › C8",
    )
    assert "so từng ô, không biết ai có, ai không" in str(found)


def test_form_that_one_period_does_not_know_is_left_out_and_told():
    """What the period before never told cannot have left, and its absence is no rise."""
    dataset = small_dataset(
        stated("LDTT", 2022, 40, "C7"), stated("LDTT", 2023, 33, "C7"), stated("CSTDCS", 2023, 5, "C8")
    )

    found = of(dataset, "huyen-ba-be", "2023")

    assert found.difference == -7
    assert found.left_out[["side", "award", "count"]].values.tolist() == [["now", "CSTDCS", 5]]
    assert "kỳ kia chưa đủ số liệu: 5 của năm 2023" in str(found)


def test_cell_without_a_figure_is_no_zero():
    """ "…" in one of the periods leaves its line out of the sum, on both sides, and says so."""
    dataset = small_dataset(
        stated("LDTT", 2022, None, "C7"),
        stated("LDTT", 2023, 33, "C7"),
        stated("CSTDCS", 2022, 9, "C8"),
        stated("CSTDCS", 2023, 5, "C8"),
    )

    found = of(dataset, "huyen-ba-be", "2023")

    assert found.difference == -4
    assert "LDTT" in {*found.unknown["award"], *found.left_out["award"]}


def test_periods_without_common_ground_are_not_compared_and_it_is_said():
    """A province of two provinces' communes is no continuation of either: 749 less 1.337 would be no fall."""
    found = of(open_dataset("illustrative-2026"), "tinh-thai-nguyen", "2025")

    assert (found.now, found.difference) == (None, None)
    assert (len(found.left), len(found.came)) == (0, 0)
    assert "không có số so sánh được" in str(found)
    assert "không cùng địa bàn: 749 của năm 2025" in str(found)


def test_wrong_breakdown_names_the_nearest():
    """A slip of the keyboard is answered with the word that was meant."""
    with pytest.raises(ConfigError, match="did you mean workplace"):
        of(small_dataset(row("Bàn Văn Tú", AUTUMN)), "huyen-ba-be", "2022-H2").by("workplaces")


def test_explanation_in_english():
    """An English reader gets sentences and not codes."""
    dataset = small_dataset(row("Bàn Văn Tú", SPRING_2022), row("Hà Văn An", SPRING_2023))
    with written_in("en"):
        found = str(of(dataset, "huyen-ba-be", "2023-H1", "GKH"))

    assert "Ba Bể district" in found
    assert "within chance" in found


def test_offices_of_one_name_are_told_apart_where_an_area_is_compared_as_a_sum():
    """Each of ninety communes has a "Phòng Kinh tế": together they are no workplace, and their area no province."""
    found = of(open_dataset("illustrative-2026"), "tinh-thai-nguyen-2025", "2026-H1", "BKT")
    offices = found.by("workplace").query("unit == '' and workplace.str.startswith('Phòng Kinh tế')")
    units = found.by("unit")

    assert len(offices) > 1
    assert offices["workplace"].str.contains(", ").all()
    assert "(tỉnh Thái Nguyên)" not in str(found)
    assert units.loc[units["unit"] == "", "unit_name"].tolist() == ["các đơn vị đã chia lại, cộng cả địa bàn"]
    assert units["difference"].sum() == found.difference


def test_form_of_a_group_that_neither_period_knows_is_told():
    """LĐTT is a title that only the return of a year tells: a half says so and does not pass over it."""
    found = thidua.open("illustrative").explain("Na Rì", "2023-H1", "title")

    assert "LDTT" in set(found.unknown["award"])
    assert "không so: Lao động tiên tiến" in str(found)
    assert "Lao động tiên tiến" not in found.sentences[0].replace("Tập thể lao động tiên tiến", "")
