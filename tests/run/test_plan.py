"""Which editions there are: those of one period, and those of every year when a period is asked for."""

from __future__ import annotations

import pytest

from tests.conftest import Project
from thidua.errors import ConfigError
from thidua.run.plan import edition_named, known_editions, plan_editions


def declare(project: Project, *entries: str) -> None:
    """The dataset declares these editions and no others."""
    path = project.root / "data" / "thu" / "dataset.toml"
    head = path.read_text(encoding="utf-8").partition("[[editions]]")[0]
    path.write_text(head + "".join(f"[[editions]]\n{entry}\n" for entry in entries), encoding="utf-8")


EVERY_HALF = 'kind = "thu"\nunit = ["huyen-ba-be", "huyen-na-ri"]\nperiod = ["2020-H1", "H1"]'
ONE_YEAR = 'kind = "thu"\nunit = "huyen-ba-be"\nperiod = "2020"'


def named(project: Project, **asked: str) -> list[str]:
    """The names of what is planned."""
    return [str(edition) for edition in plan_editions(project.root, **asked)]


def test_an_edition_of_every_year_is_there_for_the_period_asked_for(project: Project):
    """The calendar asks for 2024-H1 without anybody having written that year down."""
    declare(project, EVERY_HALF, ONE_YEAR)

    assert named(project, period="2024-H1") == ["thu/2024-H1/huyen-ba-be/thu", "thu/2024-H1/huyen-na-ri/thu"]
    assert named(project) == ["thu/2020-H1/huyen-ba-be/thu", "thu/2020-H1/huyen-na-ri/thu", "thu/2020/huyen-ba-be/thu"]


def test_an_edition_declared_twice_is_one(project: Project):
    """For one year and for every year."""
    declare(project, EVERY_HALF, 'kind = "thu"\nunit = "huyen-ba-be"\nperiod = "2020-H1"')

    assert named(project, period="2020-H1") == ["thu/2020-H1/huyen-ba-be/thu", "thu/2020-H1/huyen-na-ri/thu"]


@pytest.mark.parametrize("period", ["2020-H2", "2024", "2024-Q1", "2022..2024"])
def test_another_part_of_the_year_is_not_meant(project: Project, period: str):
    """The first half is not the second."""
    declare(project, EVERY_HALF)
    with pytest.raises(ConfigError, match=f"no edition with period {period} is declared"):
        plan_editions(project.root, period=period)


def test_a_part_of_the_year_that_is_none_is_refused(project: Project):
    """A slip of the pen must not make an edition disappear."""
    declare(project, 'kind = "thu"\nunit = "huyen-ba-be"\nperiod = "h1"')
    with pytest.raises(ConfigError, match=r'editions \(entry 1\)\.period: .*"h1" is not a period; .*H1, H2, year'):
        plan_editions(project.root)


@pytest.mark.parametrize("name", ["thu/2024-H1/huyen-ba-be/thu", "thu/2020/huyen-ba-be/thu-names.en"])
def test_an_edition_is_known_by_its_name_whether_or_not_it_is_still_declared(project: Project, name: str):
    """The ledger remembers what was made years ago."""
    assert str(edition_named(project.root, name)) == name


def test_what_is_no_longer_known_is_left_out(project: Project):
    """A dataset, a unit or a kind that is gone leaves nothing to say."""
    names = [
        "thu/2020/huyen-ba-be/thu",
        "cu/2020/huyen-ba-be/thu",
        "thu/2020/huyen-la/thu",
        "thu/2020/huyen-ba-be/khac",
    ]

    assert [str(edition) for edition in known_editions(project.root, names)] == ["thu/2020/huyen-ba-be/thu"]


def test_a_unit_that_is_no_more_is_named_with_its_successors(project: Project):
    """Whoever asks for a district's half-year of 2031 learns since when there is none."""
    declare(project, EVERY_HALF)
    with pytest.raises(ConfigError, match=r"huyện Ba Bể .* ended on 30/06/2025, now xã "):
        plan_editions(project.root, period="2031-H1")
