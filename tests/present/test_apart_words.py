"""Why a unit has no period before is told in words, so that "…" is never without its reason."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pandas as pd
import pytest

from tests.present.reports import published
from thidua.facts.coverage import Coverage
from thidua.facts.ground import Apart, Ground
from thidua.present.apart_words import apart_sentence
from thidua.present.gap_words import ground_sentence, ground_units_words, is_missing_alike, whole_units_words
from thidua.present.language import written_in
from thidua.registry import Territory

COMMUNES = ("xa-ba-be-2025", "xa-cho-ra-2025", "xa-phuc-loc-2025", "xa-thuong-minh-2025")


@pytest.fixture(autouse=True)
def _in_thai_nguyen() -> Iterator[None]:
    with Territory("19").in_force():
        yield


def ground(*apart: Apart, of_area: frozenset[tuple[str, str]] = frozenset()) -> Ground:
    """Two periods without figures, with these units that have no counterpart."""
    none, empty = pd.DataFrame(), frozenset[str]()
    coverage = Coverage("xa-ba-be-2025", "2026-H1", {}, frozenset())
    return Ground(none, none, (coverage, coverage), frozenset(), frozenset(), empty, (), apart, of_area)


def told(*apart: Apart, of_area: frozenset[tuple[str, str]] = frozenset()) -> str:
    """The sentence about them in a report of the first half of 2017."""
    return apart_sentence(published("tinh-bac-kan", "2020"), ground(*apart, of_area=of_area))


@pytest.mark.parametrize(
    ("apart", "words"),
    [
        (
            Apart(COMMUNES[0], "divided", ("huyen-ba-be",)),
            "Xã Ba Bể thành lập từ ngày 01/7/2025 nên không có số liệu cùng kỳ",
        ),
        (
            Apart("so-noi-vu-thai-nguyen-2025", "untold", ("so-noi-vu", "so-noi-vu-thai-nguyen")),
            "Sở Nội vụ được sắp xếp lại, chưa có số liệu cùng kỳ của Sở Nội vụ",
        ),
        (Apart(COMMUNES[0], "new"), "Xã Ba Bể thành lập từ ngày 01/7/2025 nên không có số liệu cùng kỳ"),
        (Apart("huyen-ba-be", "short"), "Huyện Ba Bể không hoạt động đủ cả hai kỳ nên không so sánh"),
    ],
)
def test_reason_is_told_with_the_unit(apart, words):
    """A reader of "…" asks why."""
    assert told(apart) == f"{words}."


def test_many_units_are_counted_and_not_named():
    """Ninety-two communes in one sentence would be read by nobody."""
    sentence = told(*(Apart(one, "divided", ("huyen-ba-be",)) for one in COMMUNES))

    assert sentence == "04 đơn vị mới thành lập nên không có số liệu cùng kỳ."


def test_sum_of_the_area_is_told_as_such():
    """What is compared all the same is a total of districts with one of communes."""
    area = frozenset({("BKT", "TINH"), ("HCLD3", "TW")})
    one = Apart(COMMUNES[0], "divided", ("huyen-ba-be",))
    with written_in("en"):
        english = told(one, of_area=area)

    assert told(one, of_area=area).startswith(
        "Chỉ so khen thưởng cấp Nhà nước, cấp tỉnh của cả địa bàn, không kể các sở, với năm 2019: xã Ba Bể"
    )
    assert english.startswith("Only awards of state level, provincial level of the whole area, without departments,")


def test_period_whose_units_all_have_a_counterpart_says_nothing():
    """Reports of the years before the change read as they did."""
    report = published("tinh-bac-kan", "2020")
    apart = ground(Apart(COMMUNES[0], "new"))

    assert ground_sentence(report, ground()) == ""
    assert is_missing_alike(report, ground())
    assert not is_missing_alike(report, apart)
    assert ground_sentence(report, apart).startswith("Xã Ba Bể thành lập từ ngày 01/7/2025")


def test_total_of_divided_units_is_no_count_of_units():
    """Which of 92 communes are known tells nothing where their sum is compared with that of the districts."""
    area = frozenset({("BKT", "TINH")})
    below = tuple(Coverage(one, "2026-H1", {}, frozenset()) for one in COMMUNES)
    coverage = Coverage("tinh-thai-nguyen-2025", "2026-H1", {}, frozenset(), below=below)
    found = replace(ground(Apart(COMMUNES[0], "divided"), of_area=area), coverages=(coverage, coverage))

    assert found.units == COMMUNES
    assert ground_units_words(found) == "phần có số liệu cả hai kỳ (cấp tỉnh của cả địa bàn, không kể các sở)"
    assert whole_units_words(replace(found, of_area=frozenset())) == "chưa đơn vị nào đủ số liệu"
