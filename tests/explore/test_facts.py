"""Figures as a person asks for them: written as people write, the unknown in rows of its own, sums that are right."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

import thidua
from tests.conftest import Project
from tests.present.reports import REPOSITORY
from thidua.errors import ConfigError
from thidua.explore.facts import COLUMNS
from thidua.explore.opened import OpenedDataset


@pytest.fixture(scope="module")
def illustrative() -> OpenedDataset:
    """The invented figures of eight districts."""
    return thidua.open("illustrative", root=REPOSITORY)


@pytest.fixture(scope="module")
def published() -> OpenedDataset:
    """The figures of five articles."""
    return thidua.open("published", root=REPOSITORY)


def small(project: Project, *rows: dict[str, str]) -> OpenedDataset:
    """A dataset of a few quoted figures."""
    project.write_facts(*rows)
    return thidua.open("thu", root=project.root)


def numbers(frame: pd.DataFrame) -> list[int | None]:
    """The counts, None where one is not known."""
    return [None if pd.isna(one) else int(one) for one in frame["count"]]


@pytest.mark.parametrize("unit", ["Ba Bể", "huyện Ba Bể", "H. Ba Bể", "huyen-ba-be", "061", ["BA BỂ"]])
@pytest.mark.parametrize("period", ["6 tháng đầu năm 2023", "2023-H1", "sáu tháng đầu năm 2023", "2023h1"])
def test_units_and_periods_are_written_as_people_write_them(
    illustrative: OpenedDataset, unit: str | list[str], period: str
) -> None:
    """Nobody has to know an id to ask."""
    frame = illustrative.facts(unit, period, awards="CSTĐCS")

    assert frame[["unit", "period"]].values.tolist() == [["huyen-ba-be", "2023-H1"]]


@pytest.mark.parametrize(
    ("dataset", "unit", "period"),
    [
        ("illustrative", "huyen-ba-be", "2023-H1"),
        ("illustrative", "tinh-bac-kan", "2022"),
        ("illustrative", "so-y-te", "2020..2022"),
        ("illustrative-2026", "xa-ba-be-2025", "2025"),
        ("published", "tinh-bac-kan", "2016..2020"),
    ],
)
def test_figures_agree_with_the_report(dataset: str, unit: str, period: str) -> None:
    """One thing has one number, whichever door it is asked at: form by form, and what is unknown is in both."""
    opened = thidua.open(dataset, root=REPOSITORY)
    with opened.in_force():
        whole = opened.report(unit, period).awarded
    whole = whole[whole["recipient_class"] == ""]
    frame = opened.facts(unit, period)
    frame = frame[frame["origin"] != ""]
    grain = ["award", "authority", "recipient_kind", "award_type", "count_unit", "state"]

    assert not whole.empty
    pd.testing.assert_frame_equal(
        frame[[*grain, "count"]].sort_values(grain, ignore_index=True),
        whole[[*grain, "count"]].sort_values(grain, ignore_index=True),
    )


def test_frame_has_its_columns_in_order_and_typed(illustrative: OpenedDataset) -> None:
    """A person learns the frame once: it is the same for any question."""
    for frame in (illustrative.facts("Ba Bể", "2023-H1"), illustrative.facts("Ba Bể", "2023-H1", status="revoked")):
        assert tuple(frame.columns) == COLUMNS
        assert frame["count"].dtype == "Int64"
        assert not frame.drop(columns="count").isna().any(axis=None)


def test_order_is_that_of_the_province_of_days_and_of_rank(illustrative: OpenedDataset) -> None:
    """Rows stand as a page has them: the city first, then districts by code; early before late; high before low."""
    frame = illustrative.facts(["Na Rì", "thành phố Bắc Kạn"], ["2023-H1", "2022-H1"])

    assert frame["unit"].drop_duplicates().tolist() == ["tp-bac-kan", "huyen-na-ri"]
    assert frame["period"].tolist()[:1] == ["2022-H1"]
    levels = frame[(frame["unit"] == "huyen-na-ri") & (frame["period"] == "2023-H1")]["level"]
    assert levels.drop_duplicates().tolist() == ["TINH", "HUYEN"]


def test_level_means_all_its_units(illustrative: OpenedDataset) -> None:
    """ "Các huyện" are seven; with the city they are eight."""
    districts = illustrative.facts("các huyện", "2023-H1", by=())
    with_city = illustrative.facts("các huyện, thành phố", "2023-H1", by=())

    assert (len(districts), len(with_city)) == (7, 8)


def test_unknown_is_a_row_without_a_number(illustrative: OpenedDataset) -> None:
    """The list of Ba Bể for the second half of 2022 was refused: what it would say is not 0, and it is told why."""
    frame = illustrative.facts("Ba Bể", "2022-H2", awards="giấy khen")

    assert numbers(frame) == [None]
    assert frame["state"].tolist() == ["missing"]
    assert frame["coverage"].tolist() == ["chưa có số liệu"]
    assert "chưa được tính vì còn lỗi" in frame["source"].item()


def test_award_that_complete_lists_do_not_name_is_zero(illustrative: OpenedDataset) -> None:
    """Where all is known, nothing is a number."""
    frame = illustrative.facts("Ba Bể", "2023-H1", awards="Cờ thi đua của Chính phủ")

    assert (numbers(frame), frame["coverage"].item()) == ([0], "đủ")


def test_form_that_only_the_return_of_a_year_tells_is_missing_of_its_half(illustrative: OpenedDataset) -> None:
    """Without its row a half-year would look as if nobody were an advanced worker."""
    frame = illustrative.facts("Ba Bể", "2023-H1").set_index("award")

    assert pd.isna(frame.loc["LDTT", "count"])
    assert numbers(illustrative.facts("Ba Bể", 2023, awards="LĐTT")) == [816]


def test_unit_of_which_nothing_is_known_has_a_row(project: Project) -> None:
    """An absent row reads as if there were nothing to know."""
    frame = small(project, {}).facts(["Ba Bể", "Na Rì"], 2020)

    assert frame[["unit", "state"]].values.tolist() == [["huyen-ba-be", "counted"], ["huyen-na-ri", "missing"]]
    assert numbers(frame) == [7, None]


def test_dataset_without_figures_answers_that_nothing_is_known(project: Project) -> None:
    """An empty dataset is a state of things, not an error."""
    (project.root / "data" / "thu" / "facts.csv").unlink()
    opened = thidua.open("thu", root=project.root)

    assert numbers(opened.facts("Ba Bể", 2020)) == [None]
    assert (len(opened.facts()), len(opened.units()), len(opened.periods()), len(opened.decisions())) == (0, 0, 0, 0)
    assert "0 đơn vị" in repr(opened)


def test_unit_without_days_in_the_period_says_when_it_ended() -> None:
    """Until June 2025 "Ba Bể" is a district, since then a commune: each stands in both periods, apart."""
    opened = thidua.open("illustrative-2026", root=REPOSITORY)
    frame = opened.facts("Ba Bể", [2024, "2026-H1"], by=()).set_index(["unit", "period"])

    assert frame.loc[("huyen-ba-be", "2024"), "count"] > 0
    assert frame.loc[("xa-ba-be-2025", "2026-H1"), "count"] > 0
    ended = frame.loc[("huyen-ba-be", "2026-H1")]
    assert (pd.isna(ended["count"]), ended["state"], ended["source"]) == (
        True,
        "not_applicable",
        "đơn vị kết thúc ngày 30/6/2025",
    )


def test_quotation_is_its_own_source(published: OpenedDataset) -> None:
    """A published figure is traced to the words that state it."""
    frame = published.facts("thành phố Bắc Kạn", "2015..2020", awards=["CSTĐ cấp tỉnh", "LDTT+CSTT"])

    assert numbers(frame) == [27, 2952]
    assert frame["source"].iloc[0] == "“tặng danh hiệu Chiến sĩ thi đua cấp tỉnh đối với 27 lượt cá nhân” (bai-000)"
    assert frame["origin"].tolist() == ["quotation", "quotation"]


def test_merged_figure_is_found_by_each_of_its_awards(published: OpenedDataset) -> None:
    """A figure that counts advanced workers and advanced soldiers together is what is known of each."""
    for asked in ("LĐTT", "CSTT"):
        frame = published.facts("thành phố Bắc Kạn", "2015..2020", awards=asked)
        assert frame["award"].tolist() == ["LDTT+CSTT"]


def test_classes_and_what_is_in_none_add_up_to_the_whole(illustrative: OpenedDataset) -> None:
    """Classes split recipients who are counted already: they are shown only when asked for, and lose nobody."""
    whole = illustrative.facts("Ba Bể", "2023-H1", awards="GKH", by="award")
    split = illustrative.facts("Ba Bể", "2023-H1", awards="GKH", by=["award", "recipient_class"])

    assert split["count"].sum() == whole["count"].sum() == 24
    assert split["recipient_class"].tolist() == ["direct_labour", "manager", ""]


def test_sum_with_a_missing_part_is_missing(project: Project) -> None:
    """What is unknown plus seven is not seven."""
    opened = small(project, {}, {"recipient_kind": "collective", "count": "…"})

    assert numbers(opened.facts("Ba Bể", 2020, by="award")) == [None]
    assert numbers(opened.facts("Ba Bể", 2020, by="recipient_kind")) == [None, 7]


def test_figures_that_hold_one_another_are_not_added(project: Project) -> None:
    """A quoted total of an order and its first class count the same person twice."""
    order = {"award": "HCLD0", "authority": "state_president", "award_label": "Huân chương Lao động", "count": "3"}
    first = {**order, "award": "HCLD1", "award_label": "Huân chương Lao động hạng Nhất", "count": "1"}
    opened = small(project, order, first)

    assert numbers(opened.facts("Ba Bể", 2020, by="level")) == [None]
    assert numbers(opened.facts("Ba Bể", 2020)) == [3, 1]


def test_instances_and_recipients_are_not_added(project: Project) -> None:
    """One person may count twice as lượt: two units are two sums."""
    opened = small(project, {}, {"recipient_kind": "collective", "count_unit": "instance", "count": "2"})
    frame = opened.facts("Ba Bể", 2020, by="award")

    assert sorted(zip(frame["count_unit"], numbers(frame), strict=True)) == [("instance", 2), ("recipient", 7)]


def test_sum_beside_what_is_not_known_says_that_it_is_a_part(illustrative: OpenedDataset) -> None:
    """Without advanced workers the sum of a half-year is not the whole."""
    frame = illustrative.facts("Ba Bể", "2023-H1", by="level").set_index("level")

    assert frame.loc["HUYEN", "coverage"] == "một phần"


def test_form_that_is_not_told_stays_a_row_of_its_own_in_sums(illustrative: OpenedDataset) -> None:
    """What is asked for is answered, also beside what is known: advanced workers, that only a year's return tells."""
    asked = {"awards": ["giấy khen", "LĐTT", "Cờ thi đua của Chính phủ"]}
    by_award = illustrative.facts("Ba Bể", "2023-H1", **asked, by="award").set_index("award")
    in_all = illustrative.facts("Ba Bể", "2023-H1", **asked, by=())

    assert by_award["count"].isna().to_dict() == {"CTDCP": False, "GKH": False, "LDTT": True}
    assert (by_award.loc["CTDCP", "count"], by_award.loc["GKH", "coverage"]) == (0, "đủ")
    assert (numbers(in_all), in_all["coverage"].item()) == ([24], "một phần")


def test_nothing_known_beside_a_zero_is_not_zero(illustrative: OpenedDataset) -> None:
    """One form that nobody was given and one that is not known are together not known."""
    frame = illustrative.facts("Ba Bể", "2023-H1", awards=["Cờ thi đua của Chính phủ", "LĐTT"], by=())
    zero = illustrative.facts("Ba Bể", "2023-H1", awards=["Cờ thi đua của Chính phủ", "HCLD"], by=())

    assert numbers(frame) == [None]
    assert (numbers(zero), zero["coverage"].item()) == ([0], "đủ")


@pytest.mark.parametrize("asked", [{}, {"awards": "GKH"}, {"by": ()}, {"status": "proposed"}])
def test_block_has_no_sum_of_its_members(illustrative: OpenedDataset, asked: dict[str, object]) -> None:
    """The members of a block are compared and never added: it has no figure, which is not 0."""
    frame = illustrative.facts("khối huyện, thành phố", "2023", **asked)

    assert numbers(frame) == [None]
    assert frame["state"].item() == "not_applicable"
    assert frame["source"].item() == "các đơn vị của khối được so sánh, không cộng"


def test_figure_text_of_each_row_is_its_own(illustrative: OpenedDataset) -> None:
    """What trace takes names one figure only."""
    for by in (None, "award", ["award", "recipient_class", "award_type"]):
        frame = illustrative.facts(["Ba Bể", "Na Rì"], ["2022", "2023-H1"], by=by)
        assert frame["figure"].is_unique


@pytest.mark.parametrize(
    ("asked", "message"),
    [
        ({"units": "Ba Be"}, 'không có đơn vị "Ba Be"; có phải Ba Bể'),
        ({"units": 61}, "61 is not a unit; write a name"),
        ({"units": []}, "units is empty"),
        ({"units": ["Ba Bể", None]}, "None is not a unit"),
        ({"periods": "6 thang dau nam 2023"}, r"có phải 2023-H1 \(6 tháng đầu năm 2023\)"),
        ({"periods": "nửa đầu năm 2023"}, "không phải là kỳ"),
        ({"periods": "6T đầu năm 2023"}, "không phải là kỳ"),
        ({"periods": 2023.5}, "2023.5 is not a period|periods is 2023.5"),
        ({"periods": True}, "periods is True"),
        ({"periods": "năm học 2022-2023"}, "school-year"),
        ({"awards": "lao dong tien tien"}, "có phải Lao động tiên tiến"),
        ({"awards": "GKK"}, r"\(GKX\)"),
        ({"awards": 4}, "awards is 4|4 is not an award"),
        ({"status": "aworded"}, "có phải awarded"),
        ({"status": 3}, 'write one of "registered"'),
        ({"by": "awrd"}, "by đang là .awrd.; có phải award"),
        ({"by": 3}, "hãy ghi một hoặc vài trong award"),
    ],
)
def test_wrong_question_names_what_is_right(
    illustrative: OpenedDataset, asked: dict[str, object], message: str
) -> None:
    """A wrong value is never answered as if it were another, and the message says what to write."""
    question = {"units": "Ba Bể", "periods": "2023-H1", **asked}

    with pytest.raises(ConfigError, match=message):
        illustrative.facts(question.pop("units"), question.pop("periods"), **question)


def test_statuses_are_never_added_up(illustrative: OpenedDataset) -> None:
    """Who is proposed is not commended: each status has rows of its own."""
    frame = illustrative.facts("Ba Bể", "2023-H1", status=["awarded", "đề nghị"], by=())

    assert frame["status"].tolist() == ["proposed", "awarded"]


def test_english_tells_the_same_figures(illustrative: OpenedDataset) -> None:
    """The language changes words, never a number."""
    english = thidua.open("illustrative", lang="en", root=REPOSITORY).facts("Ba Bể", "first half of 2023")
    vietnamese = illustrative.facts("Ba Bể", "2023-H1")
    in_words = ["unit_name", "period_label", "award_name", "coverage", "source"]

    pd.testing.assert_frame_equal(english.drop(columns=in_words), vietnamese.drop(columns=in_words))
    assert english["unit_name"].iloc[0] == "Ba Bể district"
    assert english["coverage"].iloc[0] == "complete"


def test_without_units_every_unit_with_figures_stands_there(published: OpenedDataset) -> None:
    """A question without units leaves out nobody who states something."""
    assert set(published.facts()["unit"]) == {"tinh-bac-kan", "tp-bac-kan"}


def test_works_from_any_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An analyst's own folder is as good as the project's."""
    monkeypatch.chdir(tmp_path)
    assert "published" in thidua.datasets(root=REPOSITORY)

    monkeypatch.setenv("THIDUA_ROOT", str(REPOSITORY))
    assert thidua.open("published").name == "published"

    monkeypatch.setenv("THIDUA_ROOT", str(tmp_path / "nowhere"))
    with pytest.raises(ConfigError, match=r"THIDUA_ROOT: there is no reports\.toml in .*nowhere"):
        thidua.datasets()

    monkeypatch.delenv("THIDUA_ROOT")
    with pytest.raises(ConfigError, match=r"no reports\.toml here or above"):
        thidua.datasets()


@pytest.mark.parametrize(
    ("periods", "expected"),
    [
        ("2025", {"huyen-ba-be": 19, "xa-ba-be-2025": 5}),
        (["2025-H1", "2025"], {"huyen-ba-be": 19, "xa-ba-be-2025": 5}),
        ("2024..2025", {"huyen-ba-be": 57, "xa-ba-be-2025": 5}),
    ],
)
def test_name_of_two_units_of_a_year_means_both_whatever_else_is_asked(
    periods: str | list[str], expected: dict[str, int]
) -> None:
    """Until 30 June 2025 "Ba Bể" is a district, since then a commune: the one alone would hide 19 of 24."""
    opened = thidua.open("illustrative-2026", root=REPOSITORY)
    frame = opened.facts("Ba Bể", periods, awards="giấy khen", by=())
    last = frame[frame["period"] == periods] if isinstance(periods, str) else frame[frame["period"] == periods[-1]]

    assert dict(zip(last["unit"], numbers(last), strict=True)) == expected
    with pytest.raises(ConfigError, match=r"huyen-ba-be .*xa-ba-be-2025 "):
        opened.trace(unit="Ba Bể", period="2025", award="GKH")


def test_province_is_not_named_beside_the_one_that_holds_its_days() -> None:
    """Thái Nguyên of 2025 is one province in two states: with both, its first half would stand there twice."""
    opened = thidua.open("illustrative-2026", root=REPOSITORY)

    for periods in ("2025", ["2024", "2025"]):
        frame = opened.facts("tỉnh Thái Nguyên", periods, awards="BKT", by=())
        assert frame[frame["period"] == "2025"]["unit"].tolist() == ["tinh-thai-nguyen-2025"]


@pytest.mark.parametrize(
    ("period", "last"), [("2030", "2024"), ("2024-H2", "2023-H2"), (["2023", "2031-Q1"], "2024-Q1")]
)
def test_period_that_has_not_begun_is_refused(period: object, last: str) -> None:
    """In 2030 "Na Rì" is a commune unknown to the dataset: who mistypes a year must not read of another unit."""
    opened = thidua.open("illustrative", root=REPOSITORY)
    with pytest.raises(ConfigError, match=rf"has not begun: .* 15/01/2024; the last one that has begun is {last}$"):
        opened.facts("Na Rì", period)
    with pytest.raises(ConfigError, match="has not begun"):
        opened.report("Na Rì", period[-1] if isinstance(period, list) else period)

    assert opened.facts("Na Rì", "2021..2024", by=())["unit"].tolist() == ["huyen-na-ri"]
