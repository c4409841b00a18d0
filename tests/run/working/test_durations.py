"""The slowest are begun first, and what is left is told as far as anything is known."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.conftest import Project
from thidua.run.plan import Edition
from thidua.run.working.durations import FILE, Durations
from thidua.run.working.forecast import Forecast


@pytest.fixture
def three(project: Project) -> list[Edition]:
    """Three editions, two of them of one kind."""
    (project.root / "reports").mkdir()
    edition = project.edition()
    return [edition, replace(edition, kind="tinh"), replace(edition, kind="tinh", names=True)]


def test_slowest_of_the_last_time_are_begun_first_and_unknown_ones_before_all(three: list[Edition]):
    """A long report that is begun last keeps one process at work while the others have nothing left."""
    quick, slow, new = three
    Durations.of(quick.root).keep({str(quick): 2.0, str(slow): 9.0})

    assert Durations.of(quick.root).slowest_first([quick, slow, new]) == [new, slow, quick]


def test_edition_is_expected_to_take_what_others_of_its_kind_took(three: list[Edition]):
    """The district that is made for the first time takes as long as the seven beside it."""
    edition = three[0]
    Durations.of(edition.root).keep({"thu/2019/huyen-na-ri/thu": 4.0, "thu/2018/huyen-na-ri/thu": 6.0})

    assert Durations.of(edition.root).expected(edition) == pytest.approx(5.0)
    assert Durations.of(edition.root).expected(three[1]) is None


@pytest.mark.parametrize("content", ["", "[]", '{"a": "b"}', '{"a": null}', "\udcff"])
def test_file_that_is_none_of_ours_is_as_good_as_none(three: list[Edition], content: str):
    """It says in which order things are begun, and must not keep anything from being made."""
    path = three[0].root / "reports" / FILE
    path.write_bytes(content.encode(errors="surrogateescape"))

    assert Durations.of(three[0].root).expected(three[0]) is None


def test_nothing_is_forecast_as_long_as_nothing_is_known(three: list[Edition]):
    """Unknown is "…" and never 0."""
    forecast = Forecast(three, lambda edition: None)
    forecast.began(str(three[0]), now=0.0)

    assert forecast.left(now=5.0) is None


def test_forecast_goes_by_the_pace_of_this_run(three: list[Edition]):
    """Twice as slow as last time, on a machine with other things to do: so will be what is left."""
    forecast = Forecast(three, lambda edition: 10.0)
    forecast.began(str(three[0]), now=0.0)
    assert forecast.left(now=4.0) == pytest.approx(6.0 + 10.0 + 10.0)

    forecast.ended(str(three[0]), now=20.0)
    forecast.began(str(three[1]), now=20.0)

    assert forecast.running == [str(three[1])]
    assert forecast.left(now=25.0) == pytest.approx(15.0 + 20.0)


def test_what_was_current_takes_no_time(three: list[Edition]):
    """It ends without having been begun."""
    forecast = Forecast(three, lambda edition: 10.0)
    for edition in three[1:]:
        forecast.ended(str(edition), now=0.0)
    forecast.began(str(three[0]), now=0.0)

    assert forecast.left(now=0.0) == pytest.approx(10.0)
