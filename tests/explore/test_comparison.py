"""Two units, or two periods of one, side by side: on common ground alone, and what is left out is told."""

from __future__ import annotations

import pytest

import thidua
from tests.explore.small import SPRING_2022, SPRING_2023, row, small_dataset, stated
from thidua.errors import ConfigError
from thidua.explore.asked_sides import Asked
from thidua.explore.comparison import Comparison, compare
from thidua.explore.opened import OpenedDataset
from thidua.measures.change import same_period_change
from thidua.measures.counts import whole_counts
from thidua.registry import Period, get_unit


def of(dataset, *sides: tuple[str, str]) -> Comparison:
    with dataset.territory.in_force():
        return compare(dataset, *(Asked(get_unit(unit), Period.parse(period)) for unit, period in sides))


def cells(found: Comparison) -> dict[tuple[str, str], tuple[int, int]]:
    """Both numbers by form and kind."""
    columns = ["award", "recipient_kind", "a", "b"]
    return {(award, kind): (a, b) for award, kind, a, b in found.frame[columns].itertuples(index=False, name=None)}


@pytest.mark.parametrize(("unit", "before", "now"), [("Na Rì", "2022-H1", "2023-H1"), ("tỉnh Bắc Kạn", "2022", "2023")])
def test_two_periods_of_a_unit_are_compared_on_the_ground_of_the_reports(unit: str, before: str, now: str):
    """Whoever asks gets the numbers that the report compares, and the same verdict."""
    data = thidua.open("illustrative")
    found = data.compare(before, now, unit=unit)
    report = data.report(unit, now)

    for side, facts in (("b", report.ground.now), ("a", report.ground.before)):
        assert found.frame[side].sum() == whole_counts(facts)["count"].sum()
    for line in found.frame.itertuples():
        if line.verdict != "by_quota":
            assert line.verdict == same_period_change(int(line.b), int(line.a)).verdict


def test_what_one_period_does_not_know_is_left_out_and_told():
    """A form that the return of one year lacks is no fall to 0."""
    dataset = small_dataset(
        stated("LDTT", 2022, 40, "C7"), stated("LDTT", 2023, 33, "C7"), stated("CSTDCS", 2022, 5, "C8")
    )

    found = of(dataset, ("huyen-ba-be", "2022"), ("huyen-ba-be", "2023"))

    assert cells(found) == {("LDTT", "individual"): (40, 33)}
    assert found.left_out[["side", "award", "count"]].values.tolist() == [["a", "CSTDCS", 5]]
    assert not found.is_whole
    assert "chưa đủ số liệu: 5 của Huyện Ba Bể, năm 2022" in repr(found)


def test_two_units_are_compared_where_both_are_known_whole():
    """What one of two districts has not sent makes no difference between them."""
    other = {"unit": "huyen-na-ri", "file": "na-ri.xlsx"}
    dataset = small_dataset(
        row("Bàn Văn Tú", SPRING_2023),
        row("Hà Văn An", SPRING_2023),
        row("Lý Thị Mai", SPRING_2023, **other),
        stated("LDTT", 2023, 33, "C7"),
    )

    half = of(dataset, ("huyen-ba-be", "2023-H1"), ("huyen-na-ri", "2023-H1"))
    year = of(dataset, ("huyen-ba-be", "2023"), ("huyen-na-ri", "2023"))

    assert cells(half) == {("GKH", "individual"): (2, 1)}
    assert half.frame["verdict"].tolist() == [""]
    assert year.frame.empty
    assert ("a", "LDTT", 33) in set(year.left_out[["side", "award", "count"]].itertuples(index=False, name=None))


def test_what_is_compared_and_what_is_left_out_is_all_there_is():
    """Nothing of either side may fall between the two."""
    data = thidua.open("illustrative")
    found = data.compare("Ngân Sơn", "Ba Bể", period="2023")

    for side, one in (("a", found.a), ("b", found.b)):
        with data.in_force():
            facts = whole_counts(data.dataset.facts.of(one.unit, one.period))
        awarded = facts[(facts["status"] == "awarded") & (facts["state"] == "counted")]["count"].sum()
        left = found.left_out.loc[found.left_out["side"] == side, "count"].sum()
        assert found.frame[side].sum() + left == awarded


@pytest.mark.parametrize(
    ("a", "b", "named", "says"),
    [
        ("Ba Bể", "Ba Bể", {"period": "2023-H1"}, "được so với chính nó"),
        (("Ba Bể", "2022"), ("Ba Bể", "2023-H1"), {}, "hai kỳ dài ngắn khác nhau"),
        ("Ba Bể", "Na Rì", {}, 'write \\("Ba Bể", "2023-H1"\\) twice'),
        ("2022", "2023", {"unit": "Ba Bể", "period": "2023"}, "nothing is left to compare"),
    ],
)
def test_question_that_compares_nothing_says_what_to_write(a: object, b: object, named: dict[str, str], says: str):
    """A half-year has less than a year by nature, and a unit is what it is."""
    with pytest.raises(ConfigError, match=says):
        thidua.open("illustrative").compare(a, b, **named)


def test_comparison_in_english():
    """An English reader gets words."""
    dataset = small_dataset(
        row("Bàn Văn Tú", SPRING_2022), row("Hà Văn An", SPRING_2023), row("Ma Văn Bắc", SPRING_2023)
    )

    found = OpenedDataset(dataset, "en")

    with found.in_force():
        assert "can be compared" in repr(found.compare("2022-H1", "2023-H1", unit="Ba Bể"))
