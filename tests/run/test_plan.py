"""Which editions there are: those of one period, and those of every year when a period is asked for."""

from __future__ import annotations

import pytest

from tests.conftest import Project
from thidua.errors import ConfigError
from thidua.run.plan import edition_named, known_editions, make_plan, plan_editions


def declare(project: Project, *entries: str) -> None:
    """The dataset declares these editions and no others."""
    path = project.root / "data" / "thu" / "dataset.toml"
    head = path.read_text(encoding="utf-8").partition("[[editions]]")[0]
    path.write_text(head + "".join(f"[[editions]]\n{entry}\n" for entry in entries), encoding="utf-8")


EVERY_HALF = 'kind = "thu"\nunit = ["huyen-ba-be", "huyen-na-ri"]\nperiod = ["2020-H1", "H1"]'
ONE_YEAR = 'kind = "thu"\nunit = "huyen-ba-be"\nperiod = "2020"'
TYPO = """title = "Thử"
source = "bài thử"
basis = "administrative"
[[editions]]
kind = "thuu"
unit = "huyen-ba-be"
period = "2020"
"""


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


def test_a_unit_that_is_no_more_is_left_out_of_what_is_of_every_year_and_named(project: Project):
    """The calendar goes on for the others; nobody has to take districts out of the settings on a July morning."""
    declare(project, EVERY_HALF, 'kind = "thu"\nunit = ["xa-ba-be-2025", "so-noi-vu"]\nperiod = "H1"')
    plan = make_plan(project.root, period="2026-H1")

    assert [edition.unit.id for edition in plan.editions] == ["xa-ba-be-2025"]
    assert plan.lines() == [
        "thu/2026-H1: left out: huyện Ba Bể, huyện Na Rì, Sở Nội vụ (ended on 30/06/2025)",
    ]
    assert make_plan(project.root, period="2024-H1").lines() == [
        "thu/2024-H1: left out: xã Ba Bể (begins on 01/07/2025)"
    ]
    declare(project, EVERY_HALF)
    with pytest.raises(
        ConfigError, match=r"left out: huyện Ba Bể, huyện Na Rì \(ended on 30/06/2025\); no edition with"
    ):
        plan_editions(project.root, period="2031-H1")
    with pytest.raises(ConfigError, match=r"huyện Ba Bể .* ended on 30/06/2025, now xã "):
        plan_editions(project.root, period="2031-H1", unit="huyện Ba Bể")


def test_a_group_is_whoever_reports_in_the_period(project: Project):
    """92 names need not be typed, and one line serves before and after the districts."""
    declare(project, 'kind = "thu"\nunit = ["district", "city", "commune", "ward"]\nperiod = ["H1", "H2"]')

    assert [len(plan_editions(project.root, period=period)) for period in ("2025-H1", "2025-H2")] == [8, 37]


@pytest.mark.parametrize(
    ("unit", "period", "told"),
    [
        ("huyen-ba-be", "2026-H1", r"huyện Ba Bể \(huyen-ba-be\) ended on 30/06/2025, now xã "),
        (
            "huyen-ba-be",
            "2025-H2",
            r"ended on 30/06/2025, now xã .*; it reports its days of 2025-H2 with the period before",
        ),
        ("xa-ba-be-2025", "2025-H1", r"xã Ba Bể \(xa-ba-be-2025\) begins on 01/07/2025, before it "),
        ("district", "2026-H1", r'"district": nobody of this group has days in 2026-H1'),
        ("huyen-ba-bee", "H1", 'unknown unit "huyen-ba-bee"; '),
    ],
)
def test_a_unit_that_cannot_have_an_edition_is_refused_with_what_there_is(
    project: Project, unit: str, period: str, told: str
):
    """Who names a period and a unit means both; who misspells a unit means another one."""
    declare(project, f'kind = "thu"\nunit = "{unit}"\nperiod = "{period}"')
    with pytest.raises(ConfigError, match=told):
        plan_editions(project.root, period="2026-H1")


def test_a_dataset_that_is_not_in_order_stops_nothing_but_itself(project: Project):
    """Whatever somebody typed into one dataset.toml this morning, the others are planned, and it is named."""
    for name, entry in {"hong": 'title = "Hỏng"\n', "la": TYPO}.items():
        (project.root / "data" / name).mkdir()
        (project.root / "data" / name / "dataset.toml").write_text(entry, encoding="utf-8")
    plan = make_plan(project.root)

    assert [str(edition) for edition in plan.editions] == ["thu/2020/huyen-ba-be/thu"]
    assert [(name, str(problem)) for name, problem in plan.faults] == [
        ("hong", "data/hong/dataset.toml: source is missing; write text in quotes (2 problems in all)"),
        ("la", 'data/la/dataset.toml, editions: no report of kind "thuu"; did you mean thu?'),
    ]
    with pytest.raises(ConfigError, match=r"data/hong/dataset\.toml: source is missing"):
        plan_editions(project.root)
    with pytest.raises(ConfigError, match=r"data/la/dataset\.toml, editions: "):
        make_plan(project.root, dataset="la")
    assert [str(one) for one in known_editions(project.root, ["hong/2020/huyen-ba-be/thu", str(plan.editions[0])])] == [
        "thu/2020/huyen-ba-be/thu"
    ]


def test_units_are_those_of_the_province_of_each_dataset(project: Project):
    """Both know an xã Văn Lăng; only that of today's Thái Nguyên is meant in its dataset."""
    path = project.root / "data" / "thu" / "dataset.toml"
    text = path.read_text(encoding="utf-8")
    entry = '[[editions]]\nkind = "thu"\nunit = "{}"\nperiod = "2026-H1"\n'
    path.write_text(f'province = "19"\n{text}{entry.format("xã Văn Lăng")}', encoding="utf-8")

    assert [edition.unit.id for edition in plan_editions(project.root, period="2026-H1")] == ["xa-van-lang-05665-2025"]
    (edition,) = known_editions(project.root, ["thu/2026-H1/xa-van-lang-05665-2025/thu"])
    assert edition.unit.parent == "tinh-thai-nguyen-2025"
    path.write_text(f"{text}{entry.format('tỉnh Thái Nguyên')}", encoding="utf-8")
    with pytest.raises(ConfigError, match='write province = "19"'):
        plan_editions(project.root)
