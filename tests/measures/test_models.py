"""Models are counted by the step they came to, and reviewed within a year or overdue."""

from datetime import date

import pandas as pd
import pytest

from thidua.errors import DataError
from thidua.measures.intervals import wilson_share
from thidua.measures.models import STEPS, model_funnel, models_by, models_of, reviews

LAST = date(2023, 12, 14)
ORDINARY = {
    "unit": "huyen-ba-be",
    "subject": "Tổ tự quản",
    "recipient_kind": "collective",
    "field": "An ninh trật tự",
    "discovered_on": "2020-03-01",
    "stage": "discovered",
    "replications": 0,
    "reviewed_on": None,
    "difficulties": "",
    "support": "",
}


def models(*rows: dict):
    """Models that say only what differs from an ordinary one, each with a name of its own."""
    filled = [{**ORDINARY, "subject": f"Tổ {number}", **row} for number, row in enumerate(rows, 1)]
    types = {"discovered_on": "datetime64[ns]", "reviewed_on": "datetime64[ns]", "replications": "Int64"}
    return models_of(pd.DataFrame(filled, columns=list(ORDINARY)).astype(types))


def at(*steps: str):
    return models(*({"stage": step} for step in steps))


def test_model_at_a_step_has_been_through_those_before_it():
    """One discovered, two fostered, one replicated: four were discovered, three fostered, one commended."""
    funnel = model_funnel(at("discovered", "fostered", "fostered", "replicated"))

    assert [(step.at, step.reached) for step in funnel.steps] == [(1, 4), (2, 3), (0, 1), (1, 1)]


def test_steps_and_unknown_add_up_to_all_models():
    """A model without a step is counted, and in no step."""
    funnel = model_funnel(at("commended", "", "fostered", "tạm dừng"))

    assert (funnel.total, funnel.unknown) == (4, 2)
    assert funnel.steps[0].reached == 2


def test_fewer_models_come_to_each_later_step():
    """Whatever the register holds, a funnel never widens."""
    reached = [step.reached for step in model_funnel(at(*STEPS, *STEPS[:2], STEPS[3])).steps]

    assert reached == sorted(reached, reverse=True)


def test_replications_are_those_of_which_a_figure_was_sent():
    """Missing is no 0, and adds nothing."""
    found = models({"replications": 3}, {"replications": None}, {"replications": 2})

    assert model_funnel(found).replications == 5
    assert found[1].replications is None


def test_empty_register_has_no_models():
    """Nothing was sent: every step is 0 of 0, and nothing is due."""
    funnel, found = model_funnel(models()), reviews(models(), LAST)

    assert (funnel.total, [step.reached for step in funnel.steps]) == (0, [0, 0, 0, 0])
    assert (found.share.whole, found.overdue, found.undated) == (0, (), 0)


@pytest.mark.parametrize(
    ("discovered", "reviewed", "part", "whole"),
    [
        ("2020-03-01", "2023-06-01", 1, 1),
        ("2020-03-01", "2022-12-13", 0, 1),
        ("2020-03-01", "2022-12-14", 1, 1),
        ("2022-12-13", None, 0, 1),
        ("2022-12-15", None, 0, 0),
        ("2023-05-01", None, 0, 0),
        (None, "2023-06-01", 1, 1),
    ],
    ids=["this year", "a day too long ago", "a year ago", "never in a year", "due tomorrow", "new", "no day found"],
)
def test_review_is_in_time_within_a_year(discovered, reviewed, part, whole):
    """365 days before 14/12/2023 is 14/12/2022; a model found since then has nothing due yet."""
    share = reviews(models({"discovered_on": discovered, "reviewed_on": reviewed}), LAST).share

    assert (share.part, share.whole) == (part, whole)


def test_never_reviewed_and_found_over_a_year_ago_is_overdue():
    """The longest overdue stands first."""
    found = reviews(models({"discovered_on": "2022-01-01"}, {"discovered_on": "2021-01-01"}), LAST)

    assert [one.subject for one in found.overdue] == ["Tổ 2", "Tổ 1"]


def test_reviews_in_time_and_overdue_add_up_to_those_due():
    """Three were due, of which two in time; one has no day at all, one is new."""
    found = reviews(
        models(
            {"reviewed_on": "2023-10-01"},
            {"reviewed_on": "2023-11-01"},
            {"reviewed_on": "2022-01-01"},
            {"discovered_on": None},
            {"discovered_on": "2023-11-01"},
        ),
        LAST,
    )

    assert found.share == wilson_share(2, 3)
    assert (len(found.overdue), found.undated) == (1, 1)


def test_other_interval_moves_the_day():
    """The interval is a parameter: two years make the overdue one on time."""
    found = models({"reviewed_on": "2022-06-01"})

    assert reviews(found, LAST).share.part == 0
    assert reviews(found, LAST, days=730).share.part == 1


def test_interval_of_no_days_is_refused():
    """Nothing could ever be in time."""
    with pytest.raises(DataError, match="0 days between reviews"):
        reviews(models(), LAST, days=0)


def test_parts_add_up_to_all_models_and_the_largest_stands_first():
    """By field, by kind, by unit: each model is in one part."""
    found = models({"field": "Giáo dục"}, {"field": "Văn hóa"}, {"field": "Văn hóa"}, {"field": ""})
    parts = models_by(found, "field")

    assert list(parts) == ["Văn hóa", "Giáo dục", ""]
    assert sum(map(len, parts.values())) == len(found)
