"""docs/cookbook.md: every line is run as it stands, and what it answers is held against the data itself."""

from __future__ import annotations

import ast
import os
import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from openpyxl import load_workbook

from tests.conftest import REPOSITORY, copy_project
from tests.deliver.commands import run_command
from tests.docs.pages import blocks, page
from tests.facts.inboxes import decision_list, people, write_workbook
from thidua.facts.dataset import open_dataset
from thidua.present.part import Part
from thidua.present.table import Table
from thidua.registry import Period, get_unit

pytestmark = [pytest.mark.long, pytest.mark.xdist_group("cookbook")]

TEXT = page("cookbook.md")
SECTIONS = re.split(r"^## (?=\d+\. )", TEXT, flags=re.MULTILINE)
TASKS = re.findall(r"^\| [^|]+\(\*([^*]+)\*\) \| `([^`]+)` \|$", TEXT, flags=re.MULTILINE)
"""The ten everyday tasks: what each is called in English, and its one line."""

Answers = dict[str, Any]
LATE = "danh-sach-muon.xlsx"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A copy of the project, worked in as a person does: an edition was built, and a list that came late lies in it."""
    root = copy_project(tmp_path_factory.mktemp("cookbook"))
    rows = people(*range(5), on=date(2020, 3, 12))
    write_workbook(root / LATE, decision_list(*rows, unit="UBND huyện Na Rì", period="6 tháng đầu năm 2020"))
    done = run_command(root, ["build", "--unit", "huyen-na-ri", "--period", "2023-H1", "--format", "html"], os.environ)
    assert done.status == 0, done.problems
    before = Path.cwd()
    os.chdir(root)
    yield root
    os.chdir(before)


@pytest.fixture(scope="module")
def names(folder: Path) -> Answers:
    """What the first block of the page makes."""
    begun: Answers = {}
    exec(next(blocks(SECTIONS[0])).text, begun)
    return begun


def answer(code: str, names: Answers) -> Any:
    """Run lines as a cell of a notebook: what the last one says is the answer."""
    *before, last = ast.parse(code).body
    assert isinstance(last, ast.Expr), code
    exec(compile(ast.Module(before, []), "cookbook", "exec"), names)
    return eval(compile(ast.Expression(last.value), "cookbook", "eval"), names)


@pytest.fixture(scope="module")
def tasks(names: Answers) -> Answers:
    """What the one line of each of the ten tasks answers."""
    return {task: answer(line, dict(names)) for task, line in TASKS}


@pytest.fixture(scope="module")
def answers(names: Answers) -> Answers:
    """What the lines of each question answer, by its number."""
    found: Answers = {}
    for section in SECTIONS[1:]:
        number = section.partition(".")[0]
        code = "".join(block.text for block in blocks(section) if block.language == "python")
        found[number] = answer(code, dict(names))
    return found


def test_there_are_ten_tasks_of_one_line_and_fifteen_questions():
    """What the page promises in its headings."""
    assert len(TASKS) == len({task for task, _ in TASKS}) == 10
    assert [section.partition(".")[0] for section in SECTIONS[1:]] == [str(number) for number in range(1, 16)]


def test_every_question_is_asked_in_both_languages():
    """Vietnamese first, and the English beneath it."""
    for section in SECTIONS[1:]:
        title, _, rest = section.partition("\n")
        assert title.endswith("?"), title
        assert re.match(r"\n\*[A-Z][^*]+\*", rest), title


def awarded(period: str, award: str, unit: str = "huyen-na-ri") -> pd.DataFrame:
    """What a unit was awarded of one form, as the layer below counts it."""
    dataset = open_dataset("illustrative")
    with dataset.territory.in_force():
        facts = dataset.facts.of(get_unit(unit), Period.parse(period))
    return facts[(facts["status"] == "awarded") & (facts["award"] == award) & (facts["recipient_class"] == "")]


def texts(shown: Table) -> list[list[str]]:
    """The rows of a table as a page prints them."""
    return [line.split("\t") for line in shown._repr_mimebundle_()["text/plain"].splitlines()[2:]]


def test_frame_of_facts_has_every_figure_of_the_layer_below(tasks: Answers):
    """The first task of all: nothing is lost between the figures of the reports and the frame."""
    frame = tasks["a frame of facts"]

    assert frame.loc[frame["award"] == "BKT", "count"].sum() == awarded("2023-H1", "BKT")["count"].sum() > 0
    assert set(frame["period"]) == {"2023-H1"}


@pytest.mark.long
def test_units_and_periods_are_listed(tasks: Answers):
    """What there is, before one asks."""
    units, periods = tasks["which units and periods"]

    assert "Na Rì" in units["short_name"].tolist()
    assert {"2016-H1", "2023-H1", "2023"} <= set(periods["period"])


def test_one_district_over_eight_halves_has_eight_rows(tasks: Answers):
    """A period without a figure has its row, too."""
    frame = tasks["one over eight halves"]

    assert frame["period"].tolist() == [f"{year}-H1" for year in range(2016, 2024)]


def test_fall_is_explained_to_the_last_row(tasks: Answers):
    """What came less what left is the difference: otherwise the explanation explains something else."""
    why = tasks["why did it fall"]

    assert why.difference == -1
    assert why.came["count"].sum() - why.left["count"].sum() == -1


def test_figure_is_followed_to_its_cells(tasks: Answers):
    """Who doubts a number is led to the sheet."""
    assert re.search(r"2023/.*\.xlsx › \w", str(tasks["figure to cell"]))


def test_parameter_is_changed_in_the_call(tasks: Answers):
    """Another period, another table."""
    assert "6 tháng đầu năm 2022" in tasks["change a parameter"].title


def test_edition_that_is_not_declared_is_previewed(tasks: Answers):
    """What the schedule would make is there to be looked at, and nothing of it is published."""
    preview = tasks["preview an undeclared edition"]

    assert preview.is_declared is False
    assert preview.files["html"].is_file()
    assert not list(Path("reports").rglob("so-y-te"))


def test_decisions_are_those_of_the_days_asked_for(tasks: Answers):
    """Spring is spring, and a certificate is a certificate."""
    rows = tasks["filter decisions"]

    assert len(rows) > 0
    assert rows["decided_on"].between("2023-03-01", "2023-05-31").all()
    assert set(rows["award"]) <= {"GKH", "GKX", "GKS", "GKCS"}


def test_own_table_is_a_workbook_with_numbers(tasks: Answers):
    """Excel goes on from there."""
    book = load_workbook(tasks["own table into Excel"])
    rows = list(book[book.sheetnames[-1]].iter_rows(values_only=True))
    (na_ri,) = [row for row in rows if row[0] == "huyện Na Rì"]

    assert int(awarded("2023-H1", "GKH")["count"].sum()) in na_ri


def test_two_districts_are_compared_on_common_ground(tasks: Answers):
    """Only what both know whole, and the rest is named."""
    found = tasks["two districts"]
    (row,) = found.frame[(found.frame["award"] == "GKH") & (found.frame["recipient_kind"] == "individual")].to_dict(
        "records"
    )
    counts = awarded("2023-H1", "GKH")

    assert row["b"] == counts.loc[counts["recipient_kind"] == "individual", "count"].sum()
    assert row["difference"] == row["b"] - row["a"]


def test_workplaces_add_up_to_the_fall(answers: Answers):
    """1. Every place of work with its part of the difference."""
    assert answers["1"]["difference"].sum() == -1


@pytest.mark.long
def test_least_share_of_direct_workers_is_told_with_its_limit(answers: Answers):
    """2. Planted in the illustrative data: Na Rì, far below what chance gives."""
    assert "huyện Na Rì 25,8% (8/31), dưới giới hạn 99,8%" in answers["2"].text


def test_open_proposals_are_those_proposed_less_those_decided(answers: Answers):
    """3. Both numbers beside each other, at the level of the province as well."""
    assert any("tỉnh" in row[0].lower() for row in texts(answers["3"]))


def test_late_list_is_counted_and_marked(answers: Answers, names: Answers):
    """4. Na Rì's list of 2020 was refused: today nothing is known, with the late one five are."""
    shown = answers["4"]

    assert names["data"].facts("Na Rì", "2020-H1", awards="giấy khen")["count"].isna().all()
    assert any("5" in row[1:] for row in texts(shown) if row[0].startswith("Giấy khen"))
    assert LATE in shown.source


def test_titles_of_one_person_are_in_the_order_of_the_years(answers: Answers):
    """5. One name, one unit, eight years."""
    rows = answers["5"]

    assert len(rows) >= 10
    assert rows["decided_on"].is_monotonic_increasing
    assert rows["decided_on"].dt.year.nunique() >= 5


def test_missing_are_named_with_the_reason(answers: Answers):
    """6. Who only sends whole years is not late."""
    assert "Sở Tài chính, Sở Giao thông vận tải (chỉ gửi số liệu cả năm)" in answers["6"].text


def test_comparison_says_what_it_compares(answers: Answers):
    """7. The same call as in the table, read as words."""
    assert "Ba Bể" in repr(answers["7"])
    assert "Na Rì" in repr(answers["7"])


def test_changes_are_a_table_of_the_report(answers: Answers):
    """8. The chapter that the report itself shows."""
    assert isinstance(answers["8"], Table)
    assert len(answers["8"].rows) > 3


def test_trace_ends_at_cells_of_the_list(answers: Answers):
    """9. File, sheet, cell."""
    assert "2023/NaRi_2023-H1_khenthuong.xlsx › Danh sách" in str(answers["9"])


def test_history_knows_the_revision_that_was_built(answers: Answers):
    """10. One edition was built once: one revision, with the number that it prints."""
    history = answers["10"]

    assert len(history) >= 1
    assert history["value"].notna().all()


def test_unusual_is_ranked_and_leads_to_its_detail(answers: Answers):
    """11. The share of direct workers in Na Rì is among what passes chance; each row says how to look closer."""
    found = answers["11"]

    assert any("Na Rì" in words for words in found["words"])
    assert found["detail"].str.len().min() > 0


def test_waits_are_told_with_median_and_ninth_tenth(answers: Answers):
    """12. How long half of them wait, and nine tenths."""
    assert re.search(r"một nửa không quá \d+ ngày, 90% không quá \d+ ngày", answers["12"].text)


def test_shares_of_women_and_minorities_have_intervals(answers: Answers):
    """13. Of those of whom it is known."""
    assert re.search(r"Nữ chiếm \d+,\d%.*khoảng tin cậy 95%.*Người dân tộc thiểu số chiếm", answers["13"].text)


def test_schools_are_counted_most_first(answers: Answers):
    """14. Rows of lists: those of a school's people and of itself are of one school, whatever job stands before it."""
    counts = answers["14"]

    assert counts.is_monotonic_decreasing
    assert all(school.startswith("Trường ") for _, school in counts.index)
    # Among them 12 of its staff and 9 of its teachers, each with the job before the name of the school.
    assert counts["thành phố Bắc Kạn", "Trường Tiểu học Huyền Tụng"] == 27


def test_own_table_says_whose_figures_it_holds(answers: Answers):
    """15. Invented figures are marked in an own table as in the house's."""
    shown = answers["15"]

    assert (shown.illustrative, shown.source != "") == (True, True)
    assert ["huyện Na Rì", "22", "đủ"] in [[row[0], *row[2:]] for row in texts(shown)]


def test_answers_of_finding_are_parts_of_a_report(answers: Answers):
    """What a chapter says can be put into a report as it is."""
    assert all(isinstance(answers[number], Part) for number in ("2", "6", "12", "13"))


README = [
    (name, block.text)
    for name in ("README.md", "README.vi.md")
    for block in blocks(re.sub(r"^  (?=\S|$)", "", (REPOSITORY / name).read_text(encoding="utf-8"), flags=re.MULTILINE))
    if block.language == "python"
]


@pytest.mark.parametrize(("name", "code"), README, ids=[name for name, _ in README])
def test_lines_of_the_readme_answer(name: str, code: str, folder: Path):
    """What is shown first must work first."""
    assert answer(code, {}) is not None
