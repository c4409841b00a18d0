"""From a figure to the cells and quotations that it is made of: every sum adds up."""

from __future__ import annotations

from functools import cache

import pandas as pd
import pytest

import thidua
from tests.explore.small import SPRING_2022, SPRING_2023, row, small_dataset, stated
from thidua.errors import ConfigError
from thidua.explore.asked import figure_asked
from thidua.explore.figure import Figure
from thidua.explore.opened import OpenedDataset
from thidua.explore.trace import MOST_LINES, Part, Trace, trace
from thidua.facts.dataset import Dataset, open_dataset
from thidua.registry import Period, get_unit

ASKED = (
    ("illustrative", "huyen-na-ri", "2023-H1"),
    ("illustrative", "huyen-ngan-son", "2023"),
    ("illustrative", "tinh-bac-kan", "2022"),
    ("illustrative", "tinh-bac-kan", "2021..2023"),
    ("illustrative-2026", "tinh-thai-nguyen", "2025"),
    ("illustrative-2026", "xa-ba-be-2025", "2026-H1"),
    ("published", "tp-bac-kan", "2015..2020"),
    ("published", "tinh-bac-kan", "2020"),
)


@cache
def opened(name: str) -> Dataset:
    """A dataset of the project, opened once."""
    return open_dataset(name)


def of(dataset: Dataset, text: str) -> Trace:
    figure = Figure.parse(text)
    with dataset.territory.in_force():
        return trace(dataset, figure, get_unit(figure.whose))


def assert_adds_up(part: Part) -> None:
    """Each sum of a trace is that of its parts, at every step down to the cells."""
    if not part.parts:
        return
    numbers = [one.count for one in part.parts if one.state == "counted"]
    if any(one.state == "missing" for one in part.parts):
        assert part.count is None
    elif numbers:
        assert part.count == sum(number for number in numbers if number is not None)
    for one in part.parts:
        assert_adds_up(one)


@pytest.mark.parametrize(("name", "unit", "period"), ASKED)
def test_facts_are_traced_to_parts_that_add_up_to_it(name: str, unit: str, period: str):
    """A trace that ends in another number than the printed one sends its reader to the wrong cells."""
    dataset = opened(name)
    with dataset.territory.in_force():
        facts = dataset.facts.of(get_unit(unit), Period.parse(period))
    grain = ["status", "award", "award_type", "authority", "recipient_kind", "recipient_class", "count_unit"]
    alone = facts[~facts.duplicated(grain, keep=False)]
    assert len(alone)
    for one in alone.iloc[:: max(1, len(alone) // 8)].itertuples():
        said = {"award": one.award, "award_type": one.award_type, "authority": one.authority}
        said |= {"kind": one.recipient_kind, "recipient_class": one.recipient_class, "count_unit": one.count_unit}
        found = of(dataset, str(Figure(what=one.status, whose=unit, when=period, **said)))
        assert found.count == (int(one.count) if one.state == "counted" else None), one.fact_id
        assert_adds_up(found.whole)
        if one.state == "counted":
            assert found.rows["count"].sum() == one.count
            assert (found.rows["file"].ne("") | found.rows["quote"].ne("")).all()


def test_row_of_a_list_is_traced_to_its_cell():
    """Whoever asks where a number stands gets file, sheet and cell."""
    dataset = small_dataset(row("Bàn Văn Tú", SPRING_2023, cell="B7"), row("Hà Văn An", SPRING_2023, cell="B8"))

    found = of(dataset, "what=awarded, award=GKH, whose=huyen-ba-be, when=2023-H1")

    assert found.rows[["file", "sheet", "cell", "count"]].values.tolist() == [
        ["ds-2023.xlsx", "Danh sách", "B7", 1],
        ["ds-2023.xlsx", "Danh sách", "B8", 1],
    ]
    assert "ds-2023.xlsx › Danh sách: 2" in str(found)


def test_rows_of_several_classes_stand_in_the_whole_once():
    """Among all recipients a row counts once, whatever its class; of a class only its own rows count."""
    dataset = small_dataset(
        row("Bàn Văn Tú", SPRING_2023, recipient_class="manager", cell="B5"),
        row("Hà Văn An", SPRING_2023, recipient_class="direct_labour", cell="B6"),
    )

    whole = of(dataset, "what=awarded, award=GKH, whose=huyen-ba-be, when=2023-H1")
    managers = of(dataset, "what=awarded, award=GKH, recipient_class=manager, whose=huyen-ba-be, when=2023-H1")

    assert whole.rows["cell"].tolist() == ["B5", "B6"]
    assert managers.rows["cell"].tolist() == ["B5"]


def test_quotation_is_traced_to_its_words():
    """A published figure has no cell: its source and its words stand for one."""
    found = of(opened("published"), "what=awarded, award=GKH, kind=collective, whose=tp-bac-kan, when=2015..2020")

    assert found.count == 1069
    assert found.rows["quote"].tolist() == ["tặng Giấy khen cho 1.069 lượt tập thể"]
    assert "bai-000" in str(found)


def test_unknown_number_in_a_sum_leaves_the_sum_unknown():
    """ "…" of one form is not 0 in the total of all."""
    dataset = small_dataset(stated("LDTT", 2023, 33, "C7"), stated("CSTDCS", 2023, None, "C8"))

    found = of(dataset, "what=awarded, whose=huyen-ba-be, when=2023")

    assert found.count is None
    assert found.whole.number == "…"
    assert found.whole.words.startswith("Huyện Ba Bể, năm 2023")


def test_what_nobody_names_is_0_only_where_all_is_known():
    """0 is a number that somebody has to stand for."""
    dataset = small_dataset(row("Bàn Văn Tú", SPRING_2022), row("Hà Văn An", SPRING_2023, award="CSTDCS"))

    known = of(dataset, "what=awarded, award=GKH, level=HUYEN, whose=huyen-ba-be, when=2023-H1")
    unknown = of(dataset, "what=awarded, award=GKH, level=HUYEN, whose=huyen-ba-be, when=2021-H1")

    assert (known.count, unknown.count) == (0, None)
    assert "nên là 0" in known.note
    assert "chưa biết, không phải 0" in unknown.note


def test_instances_and_recipients_are_shown_and_not_added():
    """1.069 lượt and 5 người are no 1.074 of anything."""
    dataset = small_dataset(stated("LDTT", 2023, 33, "C7"), stated("CSTDCS", 2023, 5, "C8", count_unit="recipient"))

    found = of(dataset, "what=awarded, whose=huyen-ba-be, when=2023")

    assert found.count is None
    assert "không cộng" in found.note
    assert sorted(found.rows["count"]) == [5, 33]


@pytest.mark.parametrize("wrong", [7, None, pd.DataFrame({"figure": ["a", "b"]}), object()])
def test_what_is_no_figure_is_answered_with_what_to_write(wrong: object):
    """A wrong type says which right ones there are."""
    with pytest.raises(ConfigError, match="write the text in the column figure of facts"):
        figure_asked(OpenedDataset(opened("published")), wrong, {})


def test_row_of_facts_is_its_figure():
    """A row of the frame in hand can be traced as it is."""
    text = "what=awarded, award=GKH, whose=huyen-ba-be, when=2023-H1"

    assert str(figure_asked(OpenedDataset(opened("published")), pd.Series({"figure": text, "count": 3}), {})) == text


def test_figure_by_name_is_written_as_people_do():
    """Unit, period and form in words name the same figure as its text."""
    asked = {"unit": "TP Bắc Kạn", "period": "2015..2020", "award": "GKH", "kind": "collective"}

    found = figure_asked(OpenedDataset(opened("published")), None, asked)

    assert str(found) == "what=awarded, award=GKH, kind=collective, whose=tp-bac-kan, when=2015..2020"


def test_form_that_may_be_several_is_asked_back():
    """ "Giấy khen" of a district, a department and a commune are three figures."""
    with pytest.raises(ConfigError, match="may be GKH"):
        figure_asked(
            OpenedDataset(opened("published")), None, {"unit": "TP Bắc Kạn", "period": 2020, "award": "giấy khen"}
        )


def test_row_of_another_dataset_is_refused():
    """The text of a figure names no dataset: invented figures must not answer for published ones."""
    row = thidua.open("published").facts("tỉnh Bắc Kạn", "2020", awards="BKT", by="award").iloc[0]

    with pytest.raises(ConfigError, match="of another dataset"):
        thidua.open("illustrative").trace(row)


def test_large_figure_is_shown_by_units_before_single_cells():
    """Forty cells of the first office say nothing of 850."""
    text = str(thidua.open("illustrative").trace(unit="tỉnh Bắc Kạn", period="2023", award="LDTT"))

    assert "Huyện Na Rì" in text
    assert "Huyện Ba Bể" in text
    assert len(text.splitlines()) <= MOST_LINES + 2
    assert "dòng khác" in text
