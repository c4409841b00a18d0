"""A report of one's own begun: what `new` writes, and what it refuses."""

from __future__ import annotations

import json
import tomllib
from pathlib import Path
from typing import Any

import pytest
from papermill.inspection import inspect_notebook

from tests.conftest import Project
from thidua.errors import ConfigError
from thidua.present.table import TABLE_MIME
from thidua.run.begin import begin_report, check_name
from thidua.run.build import build_edition
from thidua.run.reports import read_reports

TITLE = "Báo cáo khen thưởng người lao động"


def files(root: Path) -> dict[str, bytes]:
    """Every file of a project."""
    return {str(path.relative_to(root)): path.read_bytes() for path in root.rglob("*") if path.is_file()}


def tables(notebook: Path) -> list[dict[str, Any]]:
    """The tables that a notebook shows."""
    cells = json.loads(notebook.read_text(encoding="utf-8"))["cells"]
    outputs = [output["data"] for cell in cells for output in cell.get("outputs", [])]
    return [data[TABLE_MIME] for data in outputs if TABLE_MIME in data]


def test_notebook_and_entry_are_all_that_is_written(project: Project):
    """Whoever begins a report touches no other report, no data and no file of the package."""
    before = files(project.root)
    begin_report(project.edition(), "lao-dong", TITLE)
    after = files(project.root)

    assert after.keys() - before.keys() == {"notebooks/lao-dong.ipynb"}
    assert {name for name in before if before[name] != after[name]} == {"reports.toml"}


def test_entry_says_title_notebook_and_what_an_edition_must_show(project: Project):
    """The report is known to every command from then on."""
    begin_report(project.edition(), "lao-dong", TITLE)
    settings = read_reports(project.root)

    assert list(settings) == ["thu", "lao-dong"]
    assert (settings["lao-dong"].title, settings["lao-dong"].notebook) == (TITLE, "lao-dong")
    assert {"letterhead", "headline", "signature"} <= set(settings["lao-dong"].requires)


def test_notebook_shows_an_edition_of_the_project_at_once(project: Project):
    """Run All works before anything is changed: its parameters are those of an edition that is declared."""
    begun = begin_report(project.edition(), "lao-dong", TITLE)
    declared = inspect_notebook(begun.notebook)
    defaults = {name: parameter["default"].strip('"') for name, parameter in declared.items()}

    shown = {"dataset": "thu", "unit": "huyen-ba-be", "period": "2020", "lang": "vi", "names": "no"}
    assert defaults == {**shown, "root": ""}
    assert TITLE in "".join(json.loads(begun.notebook.read_text(encoding="utf-8"))["cells"][0]["source"])


@pytest.mark.long
def test_starter_is_built_as_it_is(project: Project):
    """The first thing a person does is to run it; what counts times and what counts recipients stands apart in it."""
    project.write_facts({}, {"recipient_kind": "collective", "count": "2", "count_unit": "instance"})
    begin_report(project.edition(), "lao-dong", TITLE)
    settings = project.root / "data" / "thu" / "dataset.toml"
    text = settings.read_text(encoding="utf-8")
    settings.write_text(text.replace('kind = "thu"', 'kind = "lao-dong"'), encoding="utf-8")
    edition = project.edition()
    outcome = build_edition(edition, ("html",))

    assert (outcome.state, outcome.reason) == ("ready", "")
    (table,) = [one for one in tables(edition.file("ipynb")) if one["name"] == "own_table"]
    assert [(row["recipient_kind"], row["count_unit"], row["count"]) for row in table["data"]] == [
        ("tập thể", "lượt", 2),
        ("cá nhân", "số", 7),
    ]


def test_every_other_line_of_the_settings_stays(project: Project):
    """Comments, order and the ends of lines are the office's own."""
    path = project.root / "reports.toml"
    text = '# Của phòng\r\n[reports.thu]\r\ntitle = "Thử"\r\nnotebook = "thu"\r\nrequires = [\r\n  "loi",\r\n]\r\n\r\n'
    after = '# Lịch\r\n[mail]\r\nsender = "a@donvi.example"\r\noperator = "a@donvi.example"\r\nserver = ""\r\n'
    path.write_bytes(b"\xef\xbb\xbf" + (text + after).encode())
    begin_report(project.edition(), "lao-dong", TITLE)
    written = path.read_bytes().decode()

    assert written.startswith("\ufeff" + text.rstrip())
    assert written.endswith("\r\n\r\n" + after)
    assert "\n" not in written.replace("\r\n", "")
    assert list(tomllib.loads(written.lstrip("\ufeff"))["reports"]) == ["thu", "lao-dong"]


def test_settings_without_a_last_end_of_line_get_a_whole_entry(project: Project):
    """A file as an editor leaves it: the entry must not grow together with its last line."""
    path = project.root / "reports.toml"
    path.write_text(path.read_text(encoding="utf-8").rstrip("\n"), encoding="utf-8")
    begin_report(project.edition(), "lao-dong", TITLE)

    assert list(read_reports(project.root)) == ["thu", "lao-dong"]


def test_title_with_quotation_marks_is_one_title(project: Project):
    """What a person types is text, whatever TOML would make of it."""
    begin_report(project.edition(), "lao-dong", 'Báo cáo "người thật" \\ việc thật')

    assert read_reports(project.root)["lao-dong"].title == 'Báo cáo "người thật" \\ việc thật'


def test_title_that_no_file_can_have_is_refused_before_anything_is_written(project: Project):
    """Braces stand for {review} alone; half a report begun would be in the way of the next try."""
    before = files(project.root)
    with pytest.raises(ConfigError, match=r"only \{review\} stands in braces"):
        begin_report(project.edition(), "lao-dong", "Báo cáo {kỳ}")

    assert files(project.root) == before


NAMES = {
    "capital": ("LaoDong", '"LaoDong" is no name for a report', ": laodong"),
    "spaces": ("lao dong", "write small letters a to z", ": lao-dong"),
    "marks": ("lao-động", "write small letters a to z", ": lao-dong"),
    "path": ("../lao-dong", "is no name for a report", ": lao-dong"),
    "file": ("notebooks/lao-dong.ipynb", "is no name for a report", ": lao-dong"),
    "path of Windows": ("C:\\lao-dong", "is no name for a report", ": lao-dong"),
    "restricted": ("lao-dong-names", "not -names at the end", ": lao-dong"),
    "language": ("lao-dong.en", "is no name for a report", ": lao-dong"),
    "too long": ("a" * 61, "is no name for a report", ""),
    "nothing": ("", '"" is no name for a report', ""),
    "device of Windows": ("con", "Windows takes such a file for a device", ""),
    "report there is": ("thu", "there is a report thu already, in reports.toml", ""),
    "notebook there is": ("nhap", "notebooks/nhap.ipynb is there already", ""),
}


@pytest.mark.parametrize("case", NAMES)
def test_name_that_will_not_do_is_one_line_with_one_that_would(project: Project, case: str):
    """A name becomes file names, addresses and a key: what breaks there is told here."""
    project.write_notebook("1", name="nhap")
    name, said, near = NAMES[case]
    with pytest.raises(ConfigError) as refused:
        check_name(project.root, name)

    assert said in str(refused.value)
    assert str(refused.value).endswith(near)
    assert "\n" not in str(refused.value)
