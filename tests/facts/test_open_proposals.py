"""A proposal without a decision is told as open: it counts as no award, and its wait goes on."""

from __future__ import annotations

from datetime import date

import pytest

from tests.conftest import Project
from tests.facts.inboxes import Inbox, open_list, person
from thidua.facts.dataset import open_dataset
from thidua.measures.counts import count_of, with_status
from thidua.measures.waiting import waits
from thidua.present import Report
from thidua.registry import Period, get_unit

PROPOSED = date(2021, 3, 1)
DECIDED = ("512/QĐ-UBND", date(2021, 3, 12))


@pytest.fixture
def inbox(project: Project) -> Inbox:
    """The inbox of the project's dataset."""
    return Inbox(project.root / "data" / "thu")


def report(project: Project) -> Report:
    """Ba Bể in the first half of 2021."""
    return Report(open_dataset("thu", project.root), get_unit("huyen-ba-be"), Period.parse("2021-H1"))


def test_open_proposal_is_kept_and_counts_as_no_award(project: Project, inbox: Inbox):
    """Who waits is neither commended nor forgotten."""
    inbox.put(
        "a.xlsx",
        open_list(
            (person(1), "Giấy khen", "Được khen thưởng", PROPOSED, *DECIDED),
            (person(2), "Giấy khen", "Đề nghị", PROPOSED, None, None),
            (person(3), "Giấy khen", "Đề nghị", date(2021, 5, 3), None, None),
        ),
    )
    found = report(project)

    assert found.dataset.received().parts
    assert count_of(found.awarded, "GKH") == 1
    assert count_of(with_status(found.facts, "proposed"), "GKH") == 2
    measured = waits(found.listed, "decision", date(2021, 6, 14))
    assert (measured.days, sorted(measured.open_days)) == ((11,), [42, 105])


def test_proposal_without_its_day_still_needs_a_decision(project: Project, inbox: Inbox):
    """A row that says neither when it was proposed nor when it was decided belongs to no period."""
    inbox.put("a.xlsx", open_list((person(2), "Giấy khen", "Đề nghị", None, None, None)))

    messages = {finding.message for finding in open_dataset("thu", project.root).received().findings}

    assert {"V10-missing", "V10-nodate"} <= messages


def test_awarded_row_still_needs_its_decision(project: Project, inbox: Inbox):
    """Only what is told as open may be open."""
    inbox.put("a.xlsx", open_list((person(2), "Giấy khen", "Được khen thưởng", PROPOSED, None, None)))

    messages = {finding.message for finding in open_dataset("thu", project.root).received().findings}

    assert {"V10-missing", "V10-nodate"} <= messages
