"""Who owes what in which period: units by id and by group, across the end of the districts."""

from __future__ import annotations

from datetime import date

import pytest

from tests.conftest import Project
from thidua.errors import ConfigError
from thidua.facts.dataset import open_dataset
from thidua.facts.expected import ExpectedSettings, wishes
from thidua.facts.said_units import group_in
from thidua.registry import Period, Territory, get_basis

OFFICE_YEAR = get_basis("administrative")
THAI_NGUYEN = Territory("19")


def entry(*units: str, **changes: object) -> ExpectedSettings:
    """A list of each half from 2025 on, six days after its end."""
    usual = {"layout": "decision_list", "units": units, "period": "half", "first_year": 2025, "days": 6}
    return ExpectedSettings.of({**usual, **changes})


def owed(*entries: ExpectedSettings, on: date) -> list[tuple[str, str, date]]:
    """Whose table of which period, and by when."""
    return [(wish.unit, str(wish.period), wish.deadline) for wish in wishes(entries, OFFICE_YEAR, on)]


def test_unit_that_ends_owes_its_last_half_only_and_its_days_count_from_its_own_end():
    """Huyện Ba Bể reports to 30/06/2025 with the half that ended on the 14th, and nothing after it."""
    found = owed(entry("huyen-ba-be", "xa-ba-be-2025"), on=date(2026, 12, 1))

    assert found == [
        ("huyen-ba-be", "2025-H1", date(2025, 7, 6)),
        ("xa-ba-be-2025", "2025-H2", date(2025, 12, 20)),
        ("xa-ba-be-2025", "2026-H1", date(2026, 6, 20)),
        ("xa-ba-be-2025", "2026-H2", date(2026, 12, 20)),
    ]


def test_without_a_last_year_every_period_that_has_begun_is_asked_for():
    """A calendar lives on: nobody writes the next year into the settings on New Year's Eve."""
    both = entry("so-noi-vu", first_year=2024), entry("so-noi-vu", first_year=2024, last_year=2024)
    day_before, first_day = date(2024, 12, 14), date(2024, 12, 15)

    assert [len(owed(both[0], on=day)) for day in (day_before, first_day)] == [2, 3]
    assert len(owed(both[1], on=first_day)) == 2


def test_group_is_who_reports_in_each_period():
    """Old communes reported to their districts: until June 2025 the districts send, then 92 communes and wards."""
    words = ("district", "city", "commune", "ward", "special_zone")
    with THAI_NGUYEN.in_force():
        counts = {
            str(period): sum(len(group_in(word, period, OFFICE_YEAR)) for word in words)
            for period in map(Period.parse, ("2024-H2", "2025-H1", "2025-H2", "2026-H1"))
        }
        of_year = [len(group_in(word, Period.parse("2025"), OFFICE_YEAR)) for word in words]

    assert counts == {"2024-H2": 17, "2025-H1": 17, "2025-H2": 92, "2026-H1": 92}
    assert of_year == [13, 4, 77, 15, 0]


def test_members_of_a_block_are_those_of_the_period():
    """A cluster of many communes is named once, in the table of blocks."""
    members = group_in("members of khoi-huyen-tp", Period.parse("2023-H1"), OFFICE_YEAR)

    assert len(members) == 8
    assert owed(entry("members of khoi-huyen-tp", first_year=2023, last_year=2023), on=date(2023, 12, 31))[0] == (
        members[0].id,
        "2023-H1",
        date(2023, 6, 20),
    )


def declared(project: Project, *lines: str) -> None:
    """The dataset expects these."""
    path = project.root / "data" / "thu" / "dataset.toml"
    head = path.read_text(encoding="utf-8").partition("[[editions]]")[0]
    entries = (f'[[expected]]\nlayout = "decision_list"\nperiod = "half"\ndays = 6\n{line}\n' for line in lines)
    path.write_text(head + "".join(entries), encoding="utf-8")


@pytest.mark.parametrize(
    ("lines", "told"),
    [
        (
            ['units = ["communes"]\nfirst_year = 2026'],
            r"units: unknown unit id \"communes\".*or write a group: district, ",
        ),
        (['units = ["members of huyen-ba-be"]\nfirst_year = 2026'], r"units: \"huyen-ba-be\" is not a block"),
        (['units = ["huyen-ba-be"]\nfirst_year = 2026'], r"units: huyen-ba-be has no days in these years"),
        (['units = ["district"]\nfirst_year = 2026'], r"units: district has no days in these years"),
        (
            [
                'units = ["commune"]\nfirst_year = 2025',
                'units = ["xa-ba-be-2025"]\nfirst_year = 2026\nlast_year = 2026',
            ],
            r"\(entry 2\): decision_list of xa-ba-be-2025 for each half of 2026 is asked for twice",
        ),
    ],
)
def test_what_nobody_could_send_or_would_be_asked_twice_is_refused(project: Project, lines: list[str], told: str):
    """An expectation that is never asked for hides a unit that sends nothing."""
    declared(project, *lines)
    with pytest.raises(ConfigError, match=told):
        open_dataset("thu", project.root)


def test_two_groups_without_a_common_unit_may_be_asked_for_the_same(project: Project):
    """Districts to their end, communes after it: one rule in two entries."""
    declared(
        project, 'units = ["district", "city"]\nfirst_year = 2016', 'units = ["commune", "ward"]\nfirst_year = 2016'
    )

    assert len(open_dataset("thu", project.root).settings.expected) == 2
