"""All editions of one build tell the same moment; what arrives while they are made waits for the next build."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import nbformat
import papermill
import pytest

from tests.conftest import Project
from tests.facts.inboxes import Inbox, decision_list, people
from thidua.facts.dataset import open_dataset
from thidua.present.table import TABLE_MIME
from thidua.registry import Period, get_unit
from thidua.run.build import Outcome
from thidua.run.currency import is_current
from thidua.run.plan import Edition, plan_editions
from thidua.run.several import build_editions

BA_BE, PROVINCE = "huyen-ba-be", "tinh-bac-kan"
COUNTS = """
from thidua.present import open_report
from thidua.present.table import Column, Row, Table
report = open_report(dataset=dataset, unit=unit, period=period)
total = int(report.awarded["count"].sum())
Table("loi", "Kết quả", (Column("unit", "Đơn vị", "label"), Column("count", "Tổng")),
      (Row({"unit": report.unit.name, "count": total}),))
"""
"""The cell of a report that counts what was awarded in a unit."""
READS = "_ = report.commentary, report.dataset.people([unit])"
"""The cell that reads what stands beside the facts."""


@pytest.fixture
def district_and_province(project: Project) -> Project:
    """A report of Ba Bể and one of the province, over three people whom a list of Ba Bể commends."""
    settings = project.root / "data" / "thu" / "dataset.toml"
    text = settings.read_text(encoding="utf-8").replace('"2020"', '"2021-H1"')
    settings.write_text(
        text.replace('unit = "huyen-ba-be"', f'unit = ["{BA_BE}", "{PROVINCE}"]') + "as_of = 2021-07-01\n",
        encoding="utf-8",
    )
    # A key of the dataset may not stand below its editions.
    lines = settings.read_text(encoding="utf-8").splitlines()
    settings.write_text("\n".join([lines[-1], *lines[:-1]]) + "\n", encoding="utf-8")
    inbox(project).put("lần 1.xlsx", decision_list(*people(0, 1, 2)))
    project.write_notebook(COUNTS)
    return project


def inbox(project: Project) -> Inbox:
    """Where the workbooks of the project's dataset arrive."""
    return Inbox(project.root / "data" / "thu")


def shown(edition: Edition) -> int:
    """The figure that a published edition prints."""
    return figure(edition.file("ipynb"))


def printed(edition: Edition) -> str:
    """The words of a published page, on one line."""
    page = edition.file("html").read_text(encoding="utf-8").partition("</style>")[2]
    return " ".join(re.sub("<[^>]*>", " ", page).split())


def figure(notebook: Path) -> int:
    """The figure that an executed notebook shows in its last cell."""
    (output,) = nbformat.read(notebook, as_version=4).cells[-1].outputs
    return int(output.data[TABLE_MIME]["data"][0]["count"])


def build(project: Project, *, jobs: int = 1, unit: str | None = None) -> dict[str, Outcome]:
    """Build what is declared, or that of one unit; what became of the edition of each unit."""
    outcomes = list(build_editions(plan_editions(project.root, unit=unit), ("html",), jobs=jobs))
    return {outcome.edition.unit.id: outcome for outcome in outcomes}


def ready(project: Project, *, jobs: int = 1, unit: str | None = None) -> dict[str, Outcome]:
    """The same where every edition must be ready."""
    outcomes = build(project, jobs=jobs, unit=unit)
    assert [(outcome.state, outcome.reason) for outcome in outcomes.values()] == [("ready", "")] * len(outcomes)
    return outcomes


@pytest.mark.parametrize("jobs", [1, pytest.param(2, marks=pytest.mark.long)])
def test_a_file_that_arrives_between_two_editions_waits_for_the_next_build(
    district_and_province: Project, tmp_path: Path, jobs: int
):
    """A pack in which the district's report says 5 and the province's 3 of the same list cannot be explained."""
    project = district_and_province
    late = Inbox(tmp_path / "later").put("lần 2.xlsx", decision_list(*people(0, 1, 2, 3, 4)))
    arrival = f"import shutil\n_ = shutil.copy2({str(late)!r}, {str(inbox(project).folder / 'inbox')!r})"
    project.write_notebook(arrival, COUNTS)

    first = ready(project, jobs=jobs)
    told_first = {unit: shown(outcome.edition) for unit, outcome in first.items()}
    second = ready(project, jobs=jobs)
    told_then = {unit: shown(outcome.edition) for unit, outcome in second.items()}

    assert "huyện Ba Bể 5" in printed(second[BA_BE].edition)
    assert "tỉnh Bắc Kạn 5" in printed(second[PROVINCE].edition)
    assert told_first == {BA_BE: 3, PROVINCE: 3}
    assert told_then == {BA_BE: 5, PROVINCE: 5}
    assert len({outcome.snapshot for outcome in first.values()}) == 1


@pytest.mark.long
def test_a_build_keeps_its_snapshot_however_many_newer_ones_are_made(district_and_province: Project):
    """An analyst looks into the data while the set is built: old snapshots are cleared away, but not the one in use."""
    project = district_and_province
    outcomes = build_editions(plan_editions(project.root), ("html",), jobs=1)
    first = next(outcomes)
    for number in range(3, 6):
        inbox(project).put("lần 2.xlsx", decision_list(*people(*range(number))))
        assert open_dataset("thu", project.root).facts.of(get_unit(BA_BE), Period.parse("2021-H1")).shape[0] == 1

    (second,) = outcomes
    inbox(project).put("lần 2.xlsx", decision_list(*people(*range(6))))
    last = open_dataset("thu", project.root).facts.snapshot

    assert (second.state, second.snapshot) == ("ready", first.snapshot)
    assert shown(first.edition) == shown(second.edition) == 3
    assert not (last.parent / first.snapshot).exists()
    assert not list(last.parent.glob(".held-*"))


@pytest.mark.long
@pytest.mark.parametrize(
    ("path", "words", "why"),
    [
        ("data/thu/commentary/2021-H1/huyen-ba-be.md", "…", "its commentary"),
        pytest.param("data/thu/denominators.csv", "…", "denominators.csv", marks=pytest.mark.long),
        pytest.param("data/thu/dataset.toml", 'title = "Tên khác"', "dataset.toml", marks=pytest.mark.long),
        pytest.param("notebooks/thu.ipynb", "{}", "its notebook", marks=pytest.mark.long),
    ],
)
def test_what_changes_while_an_edition_is_made_keeps_it_from_being_ready(
    district_and_province: Project, path: str, words: str, why: str
):
    """A file saved in the middle may have been read or not: nobody could say which figures the edition tells."""
    project = district_and_province
    before = ready(project, unit=BA_BE)[BA_BE]
    published = before.edition.file("ipynb").read_bytes()
    target = project.root / path
    change = (
        "from pathlib import Path\n"
        f"target = Path({str(target)!r})\n"
        "target.parent.mkdir(parents=True, exist_ok=True)\n"
        f"text = target.read_text('utf-8') if {path.endswith('toml')} else ''\n"
        f"_ = target.write_text(text.replace('title = \"Số liệu thử\"', {words!r}) or {words!r}, 'utf-8')"
    )
    project.write_notebook(COUNTS, READS, change)

    outcome = build(project, unit=BA_BE)[BA_BE]

    assert outcome.state == "failed"
    assert outcome.reason == f"{why} changed while it was built; build it again"
    assert outcome.key == ""
    assert before.edition.file("ipynb").read_bytes() == published
    assert before.edition.evidence.is_file()


@pytest.mark.long
def test_people_counted_over_that_change_and_are_put_back_leave_no_edition_that_tells_of_others(
    district_and_province: Project,
):
    """Rates of a file that stood there for a minute were taken for those of the file that stands there again."""
    project = district_and_province
    people_file = project.root / "data" / "thu" / "denominators.csv"
    row = "unit,year,kind,value,series,source\nhuyen-ba-be,2021,staff,{},nội vụ,niên giám\n"
    people_file.write_text(row.format(1000), encoding="utf-8")
    project.write_notebook(COUNTS, READS)
    right = ready(project, unit=BA_BE)[BA_BE]
    right.edition.file("ipynb").unlink()
    tripled = f"from pathlib import Path\n_ = Path({str(people_file)!r}).write_text({row.format(3000)!r}, 'utf-8')"
    project.write_notebook(tripled, COUNTS, READS)

    outcome = build(project, unit=BA_BE)[BA_BE]
    again = ready(project, unit=BA_BE)[BA_BE]
    people_file.write_text(row.format(1000), encoding="utf-8")

    assert outcome.reason == "denominators.csv changed while it was built; build it again"
    assert not is_current(plan_editions(project.root, unit=BA_BE)[0], ("html",)), again


def test_a_dataset_that_cannot_be_read_fails_all_its_editions_with_one_sentence(district_and_province: Project):
    """Were it mended while the others are built, they would tell another moment."""
    project = district_and_province
    (project.root / "data" / "thu" / "facts.csv").write_text("sai\n", encoding="utf-8")

    outcomes = build(project)

    assert {outcome.state for outcome in outcomes.values()} == {"failed"}
    assert len({outcome.reason for outcome in outcomes.values()}) == 1


@pytest.mark.long
def test_plain_papermill_reads_the_files_as_they_are(district_and_province: Project, tmp_path: Path):
    """No notebook needs our runner: without it there is no moment, and no parameter for one."""
    project = district_and_province
    build(project)
    inbox(project).put("lần 2.xlsx", decision_list(*people(0, 1, 2, 3)))
    executed = tmp_path / "out.ipynb"

    papermill.execute_notebook(
        project.root / "notebooks" / "thu.ipynb",
        executed,
        {"period": "2021-H1"},
        cwd=project.root / "notebooks",
        progress_bar=False,
    )

    assert figure(executed) == 4


def test_a_moment_is_of_its_own_dataset_alone(project: Project, monkeypatch: pytest.MonkeyPatch):
    """A notebook that opens a second dataset reads that one as it is."""
    shutil.copytree(project.root / "data" / "thu", project.root / "data" / "hai")
    of_thu = open_dataset("thu", project.root)
    for name, value in of_thu.moment().items():
        monkeypatch.setenv(name, value)
    project.write_facts({"count": "9"})

    counts = {
        name: open_dataset(name, project.root).facts.of(get_unit(BA_BE), Period.parse("2020"))["count"].tolist()
        for name in ("thu", "hai")
    }
    project.write_facts({"count": "8"}, dataset="hai")

    assert counts == {"thu": [7], "hai": [7]}
    assert open_dataset("hai", project.root).facts.of(get_unit(BA_BE), Period.parse("2020"))["count"].tolist() == [8]
