"""Texts as people write them, the figures' own texts, days and the Vietnamese order."""

from __future__ import annotations

import re
import string

import hypothesis
import pytest
from hypothesis import strategies

from thidua.errors import ConfigError
from thidua.explore.days import day_meant
from thidua.explore.figure import Figure
from thidua.explore.names import asked_awards, levels_meant, period_meant, periods_meant, statuses_meant, units_meant
from thidua.explore.order import vietnamese
from thidua.registry import Period, get_basis

ADMINISTRATIVE = get_basis("administrative")


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("quý I/2020", "2020-Q1"),
        ("năm 2020", "2020"),
        (2020, "2020"),
        ("tháng 9/2020", "2020-09"),
        ("10 tháng đầu năm 2021", "2021-M10"),
        ("giai đoạn 2016-2020", "2016..2020"),
        ("2016–2020", "2016..2020"),
        ("6 tháng cuối năm 2022", "2022-H2"),
        ("first half of 2023", "2023-H1"),
        (Period("half", 2023, 1), "2023-H1"),
    ],
)
def test_period_is_read_as_people_write_it(written: object, meant: str) -> None:
    """The words of a report's title are the words of a question."""
    assert str(period_meant(written, ADMINISTRATIVE)) == meant


@pytest.mark.parametrize("written", ["nửa đầu năm 2020", "6T đầu năm 2023", "3 tháng cuối năm 2020", "trước năm 2020"])
def test_period_that_is_understood_in_part_is_refused(written: str) -> None:
    """A text that names a year and a part of it that is not understood must not become the whole year."""
    with pytest.raises(ConfigError, match="is not a period"):
        period_meant(written, ADMINISTRATIVE)


@hypothesis.given(strategies.text(alphabet=string.printable + "ăâđêôơưáạ", max_size=40))
def test_any_text_is_a_period_or_an_error_for_people(text: str) -> None:
    """Nothing that can be typed ends in a traceback."""
    said = []
    for read in (lambda: period_meant(text, ADMINISTRATIVE), lambda: asked_awards(text), lambda: statuses_meant(text)):
        try:
            read()
        except ConfigError as problem:
            said.append(str(problem))
    assert not [one for one in said if "\n" in one]
    assert levels_meant(text) is None


def test_word_for_a_level_is_no_abbreviation() -> None:
    """ "H." stands before a name; by itself it means nothing."""
    assert levels_meant("H") is None
    assert levels_meant("các xã, phường và đặc khu") == ("commune", "ward", "special_zone")
    assert levels_meant("all districts") == ("district",)
    assert levels_meant("các đơn vị") == ()


def test_figure_is_read_back_as_it_was_written() -> None:
    """What facts write, trace and history read."""
    for one in (
        Figure(what="awarded", whose="huyen-ba-be", when="2023-H1"),
        Figure(what="awarded", award="LDTT+CSTT", award_type="", kind="individual", whose="x", when="2015..2020"),
    ):
        assert Figure.parse(str(one)) == one


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "is no figure; write one as"),
        ("what=awarded", "does not say whose and when"),
        ("what=awarded, award=, whose=a, when=2020", "is no figure"),
        ("what=awarded, awrd=GKH, whose=a, when=2020", "did you mean award"),
        ("what=awarded, what=revoked, whose=a, when=2020", "stands there twice"),
        ("what=awarded, whose=a, when=2020-H3", "is not a period"),
        ("what=awarded, whose=a, when=-", "does not say when"),
        (3, "is no figure; write the text in the column figure"),
    ],
)
def test_text_that_is_no_figure_says_what_is_wrong(text: object, message: str) -> None:
    """A figure's text is copied and changed by hand."""
    with pytest.raises(ConfigError, match=message):
        Figure.parse(text)  # type: ignore[arg-type]


def test_days_are_read_in_both_ways() -> None:
    """Vietnamese and ISO; a day that there is none of is refused."""
    assert day_meant("02/6/2023") == day_meant("2023-06-02") == day_meant("2-6-2023")
    for wrong in ("31/2/2023", "6/2023", "", 2023, None):
        with pytest.raises(ConfigError, match="is no day; write it as"):
            day_meant(wrong)


def test_order_is_that_of_a_vietnamese_dictionary() -> None:
    """Syllable by syllable, letters before tones (ngang huyền hỏi ngã sắc nặng), as Từ điển tiếng Việt (Hoàng Phê)."""
    words = ["ma", "mà", "mả", "mã", "má", "mạ", "măng", "mận", "me", "nga", "Ôn", "Ơn", "đa", "dư", "Ba Bể", "Bạ"]

    assert sorted(words, key=vietnamese) == [
        *("Ba Bể", "Bạ", "dư", "đa", "ma", "mà", "mả", "mã", "má", "mạ", "măng", "mận", "me", "nga", "Ôn", "Ơn")
    ]


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("6 tháng 2023", "2023-H1"),
        ("6 tháng năm 2023", "2023-H1"),
        ("6 tháng/2023", "2023-H1"),
        ("9 tháng 2021", "2021-M9"),
        ("12 tháng 2023", "2023"),
        ("tháng 6/2023", "2023-06"),
        ("tháng 6 năm 2023", "2023-06"),
    ],
)
def test_number_before_thang_counts_months_and_after_it_names_one(text: str, meant: str):
    """ "6 tháng 2023" is how offices write the first half; June of it would be a certain 0 of 22."""
    assert str(period_meant(text, get_basis("administrative"))) == meant


def test_text_that_lists_periods_or_units_means_each_of_them():
    """ "2022, 2023" are two years and no stage; what may be read in two ways is asked back."""
    basis = get_basis("administrative")

    assert [str(one) for one in periods_meant("2022, 2023", basis)] == ["2022", "2023"]
    assert [str(one) for one in periods_meant("2022-2023", basis)] == ["2022..2023"]
    assert [one.id for one in units_meant("Ba Bể, Na Rì", Period.parse("2023"), basis)] == [
        "huyen-ba-be",
        "huyen-na-ri",
    ]
    with pytest.raises(ConfigError, match="may be several periods"):
        periods_meant("6 tháng đầu năm 2022 và 2023", basis)


def test_words_for_many_awards_mean_all_of_them():
    """ "Huân chương" begins the name of every order, "danh hiệu" that of none."""
    (orders,) = asked_awards("huân chương")
    (titles,) = asked_awards("danh hiệu")

    assert {"HCLD0", "HCLD3", "HCDL1"} <= set(orders)
    assert (titles,) == asked_awards("title")
    assert levels_meant("Toàn tỉnh") == ("province",)


@pytest.mark.parametrize(("text", "near"), [("nhiệm kỳ 2020-2025", "2020..2025"), ("31/12/2023", "2023")])
def test_text_that_is_no_period_is_answered_with_the_one_of_its_years(text: str, near: str):
    """Whoever wrote years gets a period of them to write."""
    with pytest.raises(ConfigError, match=re.escape(f"{near} (")):
        period_meant(text, get_basis("administrative"))
