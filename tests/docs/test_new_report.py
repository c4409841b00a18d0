"""docs/new-report.md, followed letter for letter: from the starter to a report that is built, scheduled and mailed."""

from __future__ import annotations

import json
import os
import re
import shlex
import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import nbformat
import pytest
from nbformat.v4 import new_code_cell, new_markdown_cell

from tests.conftest import copy_project
from tests.deliver.commands import Done, run_command
from tests.docs.pages import Block, blocks, page
from thidua.present.part import PART_MIME
from thidua.present.table import TABLE_MIME

pytestmark = [pytest.mark.long, pytest.mark.xdist_group("new-report")]

BLOCKS = list(blocks(page("new-report.md")))
COMMANDS = [line for block in BLOCKS if not block.language for line in block.text.splitlines()]
BUILT = "reports/illustrative/2023-H1/huyen-ba-be/noi-cong-tac"


@dataclass(frozen=True)
class Followed:
    """What came of following the page: the project, and what each command of it did."""

    root: Path
    done: dict[str, Done]

    def of(self, command: str) -> Done:
        """What the command of the page that begins so did."""
        (found,) = [done for line, done in self.done.items() if line.startswith(f"python run_reports.py {command} ")]
        return found

    def shown(self) -> dict[str, dict[str, Any]]:
        """What the report shows, by name: the parts and tables of the notebook that was run."""
        cells = json.loads((self.root / f"{BUILT}.ipynb").read_text(encoding="utf-8"))["cells"]
        outputs = [output["data"] for cell in cells for output in cell.get("outputs", [])]
        payloads = [data[kind] for data in outputs for kind in (PART_MIME, TABLE_MIME) if kind in data]
        return {payload["name"]: payload for payload in payloads}


@pytest.fixture(scope="module")
def followed(tmp_path_factory: pytest.TempPathFactory) -> Followed:
    """The page from its first line to its last, in a copy of the project."""
    root = copy_project(tmp_path_factory.mktemp("new-report"))
    done: dict[str, Done] = {}
    for block in BLOCKS:
        if block.language == "toml":
            settle(root, block)
        elif not block.language:
            for line in block.text.splitlines():
                follow(root, line, done)
    return Followed(root, done)


def follow(root: Path, line: str, done: dict[str, Done]) -> None:
    """Type one command of the page; JupyterLab is opened by a person, who then edits as the page says."""
    if line.startswith("jupyter lab "):
        edit(root / line.removeprefix("jupyter lab "))
        return
    words = shlex.split(line)
    assert words[:2] == ["python", "run_reports.py"], line
    done[line] = run_command(root, words[2:], os.environ)


def settle(root: Path, block: Block) -> None:
    """Write an entry where the words before it say: at the end of a file, or over a key of a table."""
    (file,) = re.findall(r"`([\w./-]+\.toml)`", block.before.splitlines()[-2] + block.before)[-1:]
    path = root / file
    text = path.read_text(encoding="utf-8")
    tables = re.findall(r"mục\s+`(\[[\w.-]+\])`", block.before)
    if not tables:
        path.write_text(f"{text}\n{block.text}", encoding="utf-8")
        return
    key = block.text.partition(" = ")[0]
    head, table, rest = text.partition(f"{tables[-1]}\n")
    assert table, f"{file} has no {tables[-1]}"
    path.write_text(head + table + re.sub(rf"^{key} = .*\n", block.text, rest, count=1, flags=re.MULTILINE), "utf-8")


def edit(path: Path) -> None:
    """Put the cells of the page in the place of the starter's own section, from its heading up to the closing."""
    notebook = nbformat.read(path, as_version=4)
    sources = [cell.source for cell in notebook.cells]
    first = sources.index("## Tập thể, cá nhân được khen")
    last = sources.index("report.closing()")
    makers = {"markdown": new_markdown_cell, "python": new_code_cell}
    own = [makers[block.language](block.text.rstrip("\n")) for block in BLOCKS if block.language in makers]
    notebook.cells[first:last] = own
    nbformat.write(notebook, path)


def test_every_command_of_the_page_does_what_it_says(followed: Followed):
    """The page is for somebody who does this once a year: nothing on it may need a second look."""
    assert {line: (done.status, done.problems) for line, done in followed.done.items()} == {
        line: (0, "") for line in COMMANDS if line.startswith("python")
    }


@pytest.mark.long
def test_report_is_built_in_every_format(followed: Followed):
    """A report of one's own is a report like all others."""
    assert "ready" in followed.of("build").printed
    for extension in ("ipynb", "html", "pdf", "xlsx"):
        assert (followed.root / f"{BUILT}.{extension}").stat().st_size > 0


def test_own_sentence_and_table_stand_in_it_with_figures(followed: Followed):
    """What the page teaches is on the page that is printed, under its own heading."""
    shown = followed.shown()
    said = shown["places_finding"]["blocks"][0]["inlines"][0]["text"]
    table = shown["places_table"]

    assert re.fullmatch(r"Danh sách ghi [1-9]\d* nơi công tác có người được khen\.", said)
    assert len(table["data"]) >= 10  # all that are equal to the tenth stand there, too
    assert all(row["count"] > 0 for row in table["data"])
    assert table["thidua:illustrative"] is True
    assert "số liệu minh họa" in table["sources"][0]["title"].lower()


def test_report_comes_with_the_set_of_the_half_year(followed: Followed):
    """Registered once, it needs no further thought: the calendar builds it with the others."""
    said = followed.of("due").printed

    for unit in ("huyen-na-ri", "huyen-ba-be", "tp-bac-kan"):
        assert f"build illustrative/2023-H1/{unit}/noi-cong-tac" in said


def test_report_is_released_and_shown_to_readers(followed: Followed):
    """A kind of one's own is public and mailed once the settings name it, and not before."""
    assert "revision 1 released by Nguyễn Văn A" in followed.of("release").printed
    assert list((followed.root / "public").rglob("noi-cong-tac.html"))
    assert "babe@bac-kan.example" in followed.of("send").printed


def test_entry_that_new_proposes_is_one_that_a_dataset_can_have(followed: Followed):
    """Its lines are there to be pasted."""
    printed = followed.of("new").printed
    entry = tomllib.loads(printed[printed.index("[[editions]]") : printed.index("\n\n", printed.index("[[editions]]"))])

    assert entry == {"editions": [{"kind": "noi-cong-tac", "unit": "huyen-ba-be", "period": "H1"}]}


def test_no_file_of_the_package_is_asked_for():
    """Who writes a report of their own changes the project: notebooks, settings, data."""
    named = re.findall(r"`([\w./-]+\.(?:toml|ipynb|py|csv))`", page("new-report.md"))

    assert {name.split("/")[0] for name in named} <= {"notebooks", "data", "reports.toml", "tests"}
