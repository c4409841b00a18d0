"""Only what changed is made again: an edition whose every answer is the same stays, whatever else was sent."""

from __future__ import annotations

import hashlib
from datetime import UTC, date, datetime

import pytest

from tests.conftest import Project
from tests.facts.inboxes import NA_RI, Inbox, decision_list, people
from thidua.cli.doing.planned import why_made
from thidua.facts.dataset import open_dataset
from thidua.facts.query import Facts
from thidua.run import key
from thidua.run.build import Outcome
from thidua.run.currency import change_since, is_current
from thidua.run.holding.hold import hold
from thidua.run.plan import plan_editions
from thidua.run.publish import published_notes
from thidua.run.record import recorded
from thidua.run.several import build_editions
from thidua.run.stale import stale_words

UNITS = ("huyen-ba-be", "huyen-na-ri", "tinh-bac-kan", "khoi-huyen-tp")
REPORT = """
from thidua.present import open_report
from thidua.present.table import Column, Row, Table
report = open_report(dataset=dataset, unit=unit, period=period)
counts = {one.name: int(report.dataset.facts.of(one, report.period)["count"].sum())
          for one in (report.unit, *report.members)}
words = len(report.commentary.sections)
Table("loi", "Kết quả", (Column("unit", "Đơn vị", "label"), Column("count", "Số")),
      tuple(Row({"unit": name, "count": count}) for name, count in counts.items()))
"""
"""A report on what was awarded in a unit and in its members, which reads the unit's own words."""


@pytest.fixture
def reporting(project: Project) -> Project:
    """A report on two districts, their province and their block, over a list of each district."""
    settings = project.root / "data" / "thu" / "dataset.toml"
    units = ", ".join(f'"{unit}"' for unit in UNITS)
    settings.write_text(
        'title = "Số liệu thử"\nsource = "bài thử"\nbasis = "administrative"\nas_of = 2021-07-01\n'
        f'[[editions]]\nkind = "thu"\nunit = [{units}]\nperiod = "2021-H1"\n',
        encoding="utf-8",
    )
    inbox(project).put("ba be.xlsx", decision_list(*people(0, 1, 2)))
    inbox(project).put("na ri.xlsx", decision_list(*people(3, 4), unit=NA_RI))
    project.write_notebook(REPORT)
    return project


def inbox(project: Project) -> Inbox:
    """Where the workbooks of the project's dataset arrive."""
    return Inbox(project.root / "data" / "thu")


def build(project: Project) -> dict[str, str]:
    """What became of the edition of each unit; none may fail."""
    outcomes: list[Outcome] = list(build_editions(plan_editions(project.root), ("html",), jobs=1))
    assert {outcome.reason for outcome in outcomes} == {""}
    return {outcome.edition.unit.id: outcome.state for outcome in outcomes}


def stale(project: Project) -> set[str]:
    """The units whose editions would be made again."""
    return {one.unit.id for one in plan_editions(project.root) if not is_current(one, ("html",))}


def published(project: Project) -> dict[str, str]:
    """A hash of every published file."""
    files = (project.root / "reports").rglob("thu.*")
    return {str(path): hashlib.sha256(path.read_bytes()).hexdigest() for path in files}


def test_one_corrected_row_makes_its_district_its_province_and_its_block_anew(reporting: Project):
    """Nothing else; and a list of another year, or of words nobody reads, makes nothing anew at all."""
    project = reporting
    assert set(build(project).values()) == {"ready"}
    assert stale(project) == set()

    # A list of 2019, of one of the districts, and words about another half-year.
    early = people(5, 6, on=date(2019, 3, 12), decision="77/QĐ-UBND")
    inbox(project).put("ba be 2019.xlsx", decision_list(*early, period="6 tháng đầu năm 2019"))
    words = project.root / "data" / "thu" / "commentary" / "2020-H1" / "huyen-ba-be.md"
    words.parent.mkdir(parents=True)
    words.write_text("chưa xong", encoding="utf-8")
    before = published(project)
    assert stale(project) == set()
    assert set(build(project).values()) == {"current"}
    assert published(project) == before

    # Na Rì sends its list once more, with a name more.
    inbox(project).put("na ri 2.xlsx", decision_list(*people(3, 4, 5), unit=NA_RI), received=date(2021, 6, 20))
    assert stale(project) == {"huyen-na-ri", "tinh-bac-kan", "khoi-huyen-tp"}
    states = build(project)
    assert {unit for unit, state in states.items() if state == "ready"} == {
        "huyen-na-ri",
        "tinh-bac-kan",
        "khoi-huyen-tp",
    }
    assert stale(project) == set()

    # What was answered is kept: to tell that nothing changed, no table of the snapshot is opened.
    for table in open_dataset("thu", project.root).current_snapshot.glob("*.parquet"):
        table.unlink()
    assert stale(project) == set()


@pytest.mark.long
def test_what_was_read_stands_in_the_notebook_and_says_what_changed(reporting: Project):
    """An operator is told what made an edition stale, not only that it is."""
    project = reporting
    edition = plan_editions(project.root, unit="huyen-ba-be")[0]
    assert [one.state for one in build_editions([edition], ("html",))] == ["ready"]
    notes = published_notes(edition)

    words = project.root / "data" / "thu" / "commentary" / "2021-H1" / "huyen-ba-be.md"
    words.parent.mkdir(parents=True)
    words.write_text("---\nsource: BC\ncitation: Báo cáo số 1\n---\n## Đánh giá chung\n\nTốt.\n", encoding="utf-8")
    inbox(project).put("ba be 2.xlsx", decision_list(*people(0, 1, 2, 3)), received=date(2021, 6, 20))
    change = change_since(plan_editions(project.root, unit="huyen-ba-be")[0], notes)

    assert "words huyen-ba-be 2021-H1" in notes["reads"]["thu"]
    assert change.inputs == ("facts", "commentary")
    assert ("thu", "counts huyen-ba-be 2021-H1") in change.asked
    # The fourth name of the second list stands in its eighth row, "Nông Văn" in column B.
    said = stale_words(plan_editions(project.root, unit="huyen-ba-be"))[str(edition)]
    assert said.startswith("to be built again, not as when it was built: its data (ba be 2.xlsx, Danh sách, B8), ")


@pytest.mark.long
def test_a_row_that_is_gone_is_named_where_it_stood(reporting: Project):
    """Who took it out is asked for it; the file of before may be gone as well."""
    project = reporting
    edition = plan_editions(project.root, unit="huyen-na-ri")[0]
    assert [one.state for one in build_editions([edition], ("html",))] == ["ready"]

    inbox(project).put("na ri.xlsx", decision_list(*people(3), unit=NA_RI))

    said = stale_words(plan_editions(project.root, unit="huyen-na-ri"))[str(edition)]
    assert said == "to be built again, not as when it was built: its data (na ri.xlsx, Danh sách, B6 is gone)"


PEOPLE = """
from thidua.present import open_report
from thidua.present.part import prose
report = open_report(dataset=dataset, unit=unit, period=period)
units = [report.unit.id] if unit.startswith("huyen-") else [one.id for one in report.members]
prose("loi", f"{sum(one.value for one in report.dataset.people(units))} người.")
"""
"""A report on how many people there are in a unit, or in its members."""


def write_people(project: Project, **people: int) -> None:
    """How many there are in these units."""
    rows = [f"huyen-{unit.replace('_', '-')},2021,staff,{number},s,BC" for unit, number in people.items()]
    path = project.root / "data" / "thu" / "denominators.csv"
    path.write_text("\n".join(["unit,year,kind,value,series,source", *rows, ""]), encoding="utf-8")


def why(project: Project) -> dict[str, str]:
    """Why the edition of each unit would be made again, as a plan tells it; empty of one that would not."""
    return {one.unit.id: why_made(one, ("html",)) for one in plan_editions(project.root)}


@pytest.mark.long
def test_people_that_are_counted_over_are_told_against_those_of_the_build(reporting: Project):
    """A file that was put back is what it was unless a build came between; and of other units' rows nothing is said."""
    project = reporting
    project.write_notebook(PEOPLE)
    write_people(project, ba_be=500, na_ri=400)
    build(project)
    told = "not as when it was built: denominators.csv"

    write_people(project, ba_be=500, na_ri=410)
    changed = why(project)
    write_people(project, ba_be=500, na_ri=400)
    put_back = why(project)
    write_people(project, ba_be=500, na_ri=410)
    build(project)
    write_people(project, ba_be=500, na_ri=400)

    assert (changed["huyen-ba-be"], changed["huyen-na-ri"]) == ("", f"{told} (huyện Na Rì)")
    assert changed["khoi-huyen-tp"] == f"{told} (of one of 8 units)"
    assert set(put_back.values()) == {""}
    assert why(project) == changed
    said = stale_words(plan_editions(project.root, unit="huyen-na-ri"))
    assert list(said.values()) == [f"to be built again, {told} (huyện Na Rì)"]


@pytest.mark.long
def test_an_edition_whose_notebook_opens_no_dataset_is_judged_broadly(project: Project):
    """It may read anything: so it is made again when anything of its unit changes."""
    edition = project.edition()
    assert [one.state for one in build_editions([edition], ("html",))] == ["ready"]
    assert published_notes(edition)["reads"] is None

    project.write_facts({"count": "8"})

    change = change_since(project.edition(), published_notes(edition))
    assert (change.is_stale, change.inputs) == (True, ("facts",))
    project.write_facts({})
    write_people(project, na_ri=400)
    told = "not as when it was built: denominators.csv (the whole file: what was read of it is not known)"
    assert why(project) == {"huyen-ba-be": told}


@pytest.mark.long
def test_of_such_an_edition_another_package_says_nothing_of_the_facts(
    project: Project, monkeypatch: pytest.MonkeyPatch
):
    """Another version may hash the same facts otherwise: nobody is to be sent to look for what changed in them."""
    edition = project.edition()
    assert [one.state for one in build_editions([edition], ("html",))] == ["ready"]

    monkeypatch.setattr(key, "code_hash", lambda: "another")
    monkeypatch.setattr(Facts, "content_key", lambda self, unit: f"otherwise {unit.id}")
    change = change_since(project.edition(), published_notes(edition))

    assert (change.is_stale, change.inputs) == (True, ("package",))


@pytest.mark.long
def test_the_snapshot_that_an_edition_was_made_from_is_kept_until_it_is_made_again(reporting: Project):
    """Three files came since: which row makes the report stale is told all the same."""
    project = reporting
    edition = plan_editions(project.root, unit="huyen-ba-be")[0]
    clock = datetime(2021, 7, 2, tzinfo=UTC)
    with hold(project.root, "build", now=lambda: clock, tell=print) as ledger:
        outcomes = list(recorded(build_editions([edition], ("html",)), ledger, now=lambda: clock))
    made_from = outcomes[0].snapshot
    for number in range(3, 6):
        inbox(project).put("ba be 2.xlsx", decision_list(*people(*range(number + 1))), received=date(2021, 6, 20))
        newest = open_dataset("thu", project.root).current_snapshot

    kept = {path.name for path in newest.parent.iterdir() if path.is_dir()}

    assert made_from in kept
    assert len(kept - {"read"}) <= 3
    said = stale_words(plan_editions(project.root, unit="huyen-ba-be"))[str(edition)]
    assert said == "to be built again, not as when it was built: its data (ba be 2.xlsx, Danh sách, B8)"
