"""What is unusual, ranked by the measures of the reports, with the number of comparisons, one call from its detail."""

from __future__ import annotations

from datetime import date

import pytest

import thidua
from tests.explore.small import row, small_dataset, stated
from thidua.explore.explanation import Explanation
from thidua.explore.opened import OpenedDataset
from thidua.explore.trace import Trace
from thidua.explore.unusual import unusual
from thidua.measures.change import same_period_change
from thidua.present.table import Table
from thidua.registry import Period


def test_planted_findings_of_the_illustrative_data_stand_first():
    """Chợ Mới's rise and Na Rì's direct workers were planted: who does not see them sees nothing."""
    found = thidua.open("illustrative").unusual("2023-H1")

    assert found[["what", "unit", "award"]].values.tolist()[:2] == [
        ["beside others", "huyen-na-ri", ""],
        ["change", "huyen-cho-moi", "GKH"],
    ]
    assert found["size"].tolist() == sorted(found["size"], reverse=True)


def test_changes_are_those_that_pass_chance_by_the_measure_of_the_reports():
    """One word for one thing: "beyond chance" is what `same_period_change` says."""
    found = thidua.open("illustrative").unusual("2023")
    changed = found[found["what"] == "change"]

    assert len(changed)
    for one in changed.itertuples():
        change = same_period_change(int(one.now), int(one.before))
        assert change.is_beyond_chance
        assert one.size == change.size
        assert (one.ratio_low, one.ratio_high) == (change.ratio.low, change.ratio.high)


def test_number_of_comparisons_is_told():
    """Of a hundred comparisons five pass chance with nothing behind them: without the number a reader sees findings."""
    found = thidua.open("illustrative").unusual("2023-H1")

    assert found.attrs["comparisons"] > 50
    assert found.attrs["expected_by_chance"] == pytest.approx(0.05 * found.attrs["comparisons"])
    assert str(found.attrs["comparisons"]) in found.attrs["words"]


@pytest.mark.long
@pytest.mark.parametrize(("name", "period"), [("illustrative", "2023"), ("illustrative-2026", "2026-H1")])
def test_every_detail_is_a_call_that_answers(name: str, period: str):
    """A row that leads nowhere is a claim."""
    data = thidua.open(name)
    details = data.unusual(period)["detail"]

    assert len(details)
    for call in dict.fromkeys(details):
        assert isinstance(eval(call, {"data": data}), Explanation | Trace | Table), call


def test_list_and_return_that_differ_are_told_once():
    """A province tells those of its units: twice told would be two faults."""
    found = thidua.open("illustrative").unusual("2022")
    sources = found[found["what"] == "two sources"]

    assert len(sources)
    assert not sources.duplicated(["unit", "award", "recipient_kind"]).any()


def test_detail_of_two_sources_shows_both_numbers():
    """Whoever follows the row must see the list's number beside the return's, not one of them."""
    data = thidua.open("illustrative")
    found = data.unusual("2022", units="Ba Bể")
    first = found[found["what"] == "two sources"].iloc[0]
    shown = eval(first["detail"], {"data": data})

    assert first["words"].endswith(
        "Giấy khen của Chủ tịch UBND cấp huyện, cá nhân: danh sách có 14, biểu tổng hợp có 32"
    )
    assert [14, 32, -18] in [
        [row.cells.get(name) for name in ("listed", "returned", "difference")] for row in shown.rows
    ]


def test_kind_that_a_return_has_no_column_for_is_no_difference():
    """Households stand in lists alone: every district would be told of them every year."""
    data = thidua.open("illustrative")
    found = data.unusual("2023")

    assert (data.decisions("TP Bắc Kạn", "2023", recipient_kind="hộ gia đình")["award"] == "BKT").any()
    assert not (found["what"] == "two sources").any()


def test_within_chance_is_not_unusual_and_quota_is_not_asked():
    """12 after 10 is no news; a title by quota moves with the staff."""
    days = [date(year, 3, at) for year, number in ((2022, 10), (2023, 12)) for at in range(1, number + 1)]
    dataset = small_dataset(
        *(row(f"Bàn Văn {at}", day, cell=f"B{at}") for at, day in enumerate(days)),
        stated("LDTT", 2022, 400, "C7"),
        stated("LDTT", 2023, 100, "C7"),
    )

    assert unusual(dataset, Period.parse("2023-H1")).empty
    assert unusual(dataset, Period.parse("2023")).empty


def test_fall_beyond_chance_is_told_with_both_numbers():
    """30 and then 5: the row says how many, and what to ask next."""
    days = [date(year, 3, 1 + at % 28) for year, number in ((2022, 30), (2023, 5)) for at in range(number)]
    dataset = small_dataset(*(row(f"Bàn Văn {at}", day, cell=f"B{at}") for at, day in enumerate(days)))

    found = OpenedDataset(dataset).unusual("2023-H1")

    assert found[["unit", "before", "now", "difference"]].values.tolist() == [["huyen-ba-be", 30, 5, -25]]
    assert found["words"].item().startswith("huyện Ba Bể: Giấy khen của Chủ tịch UBND cấp huyện, cá nhân: 5")
    assert found["detail"].item() == 'data.explain("huyen-ba-be", "2023-H1", "GKH")'


def test_quotations_alone_have_nothing_to_compare():
    """What was published of one period has no period before: no finding, and no comparison claimed."""
    found = thidua.open("published").unusual("2020")

    assert found.empty
    assert found.attrs["comparisons"] == 0


@pytest.mark.parametrize("asked", ["Na Rì", "các huyện"])
def test_asking_for_some_units_chooses_rows_and_not_whom_they_are_compared_with(asked: str):
    """What is unusual of Na Rì is so among all eight: with seven, or alone, it would be another finding, or none."""
    data = thidua.open("illustrative")
    whole, found = data.unusual("2023-H1"), data.unusual("2023-H1", asked)
    units = set(data.facts(asked, "2023-H1", by=())["unit"])
    expected = whole[whole["unit"].isin(units)].reset_index(drop=True)

    assert expected["what"].tolist()[0] == "beside others"
    assert found.drop(columns="detail").equals(expected.drop(columns="detail"))
    assert found.attrs["comparisons"] < whole.attrs["comparisons"]
