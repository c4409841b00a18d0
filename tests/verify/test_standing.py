"""What became of a content: in force, replaced, withdrawn, never released, whatever happened in between."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.deliver.packs import MORNING, Office
from thidua.run.key import content_hash
from thidua.run.ledger.entries import Decision, Revision, content_hash_of
from thidua.run.plan import Edition
from thidua.run.standing import standing, standings


def revision(number: int, **files: str) -> Revision:
    """A revision of an edition."""
    return Revision("bo/2023-H1/huyen/loai", number, "k", "s", files or {"pdf": f"p{number}"}, MORNING)


def decisions(*acts: tuple[str, Revision]) -> list[Decision]:
    """Decisions one hour after the other."""
    return [
        Decision(each.edition, each.number, act, each.content_hash, "Hoa", "lý do", at(hour))  # type: ignore[arg-type]
        for hour, (act, each) in enumerate(acts)
    ]


def at(hour: int) -> datetime:
    """So many hours after that morning."""
    return MORNING + timedelta(hours=hour)


ONE, TWO, THREE = revision(1), revision(2), revision(3)
RELEASE, WITHDRAW = "release", "withdraw"


@pytest.mark.parametrize(
    ("acts", "state", "by", "in_force"),
    [
        ([], "unreleased", None, None),
        ([(RELEASE, ONE)], "current", 1, 1),
        ([(RELEASE, TWO)], "unreleased", None, 2),
        ([(RELEASE, ONE), (RELEASE, TWO)], "replaced", 2, 2),
        ([(RELEASE, ONE), (RELEASE, TWO), (RELEASE, THREE)], "replaced", 3, 3),
        ([(RELEASE, ONE), (WITHDRAW, ONE)], "withdrawn", 1, None),
        ([(RELEASE, ONE), (WITHDRAW, ONE), (RELEASE, ONE)], "current", 1, 1),
        ([(RELEASE, ONE), (WITHDRAW, ONE), (RELEASE, TWO)], "withdrawn", 1, 2),
        ([(RELEASE, ONE), (RELEASE, TWO), (WITHDRAW, TWO)], "replaced", 2, None),
        ([(RELEASE, ONE), (WITHDRAW, ONE), (RELEASE, ONE), (RELEASE, TWO)], "replaced", 2, 2),
        ([(RELEASE, ONE), (RELEASE, TWO), (WITHDRAW, TWO), (RELEASE, THREE), (WITHDRAW, THREE)], "replaced", 3, None),
    ],
)
def test_first_revision_stands_as_the_decisions_say(
    acts: list[tuple[str, Revision]], state: str, by: int | None, in_force: int | None
):
    """Whoever holds the first revision is told what a person decided last about it, and what holds instead."""
    found = standing(ONE, "pdf", decisions(*acts))

    assert found.state == state
    assert (found.decision and found.decision.revision) == by
    assert (found.in_force and found.in_force.revision) == in_force


@given(st.lists(st.sampled_from([1, 2, 3, -1]), max_size=9))
def test_just_what_is_in_force_is_current(numbers: Sequence[int]):
    """Of any history that a ledger allows, at most one revision is current: the one released last and not withdrawn."""
    acts: list[tuple[str, Revision]] = []
    for number in numbers:
        if number > 0:
            acts.append((RELEASE, revision(number)))
        elif acts and acts[-1][0] == RELEASE:
            acts.append((WITHDRAW, acts[-1][1]))
    told = decisions(*acts)
    current = {each.number for each in (ONE, TWO, THREE) if standing(each, "pdf", told).state == "current"}
    expected = {acts[-1][1].number} if acts and acts[-1][0] == RELEASE else set()

    assert current == expected
    for each in (ONE, TWO, THREE):
        released = any(act == RELEASE and made.number == each.number for act, made in acts)
        assert (standing(each, "pdf", told).state == "unreleased") is not released


def test_format_made_after_the_release_is_not_of_it():
    """A person sealed what there was: a draft that was made later left the house by nobody's word."""
    before, after = revision(1, pdf="p", html="h"), revision(1, pdf="p", html="h", docx="d", ipynb="n")
    [release] = decisions((RELEASE, before))

    assert release.content_hash == content_hash_of({"html": "h", "pdf": "p"})
    assert standing(after, "pdf", [release]).state == "current"
    assert standing(after, "docx", [release]).state == "unreleased"
    assert standing(after, "docx", [release, replace(release, content_hash=after.content_hash)]).state == "current"


def test_content_that_two_revisions_share_holds_if_one_does(office: Office, edition: Edition):
    """A corrected workbook may leave the PDF as it was: who holds that PDF holds what is in force."""
    first = office.make(edition, "một")
    office.decide(edition)
    second = office.ledger.add_revision(
        str(edition), key="k", snapshot="s", files={**first.files, "xlsx": content_hash(b"x")}, at=MORNING
    )
    office.decide(edition)
    assert second.number == 2

    [pdf], [xlsx] = (standings(office.ledger, first.files[each]) for each in ("pdf", "xlsx"))
    assert (pdf.state, pdf.revision.number) == ("current", 2)
    assert (xlsx.state, xlsx.revision.number) == ("replaced", 1)
    assert standings(office.ledger, content_hash(b"other")) == []
