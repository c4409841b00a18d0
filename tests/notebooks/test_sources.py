"""Production notebooks as their authors commit them: thin, in order, and without outputs."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import nbformat
import pytest
from nbformat import NotebookNode
from papermill.inspection import inspect_notebook

from tests.conftest import REPOSITORY
from tests.notebooks.cell_ids import cell_ids
from thidua.present.chapter import Chapter, chapters_of
from thidua.present.report import Report
from thidua.run.reports import read_reports

NOTEBOOKS = sorted(path for path in (REPOSITORY / "notebooks").glob("*.ipynb") if path.stem != "explore")
SETUP = 2
"""The third cell imports and loads; it may be longer than the others."""

LONGEST = 6


@pytest.fixture(params=NOTEBOOKS, ids=lambda path: path.stem)
def path(request: pytest.FixtureRequest) -> Path:
    return request.param


@pytest.fixture
def notebook(path: Path) -> NotebookNode:
    return nbformat.read(path, as_version=4)


def code_cells(notebook: NotebookNode) -> list[NotebookNode]:
    return [cell for cell in notebook.cells if cell.cell_type == "code"]


def tags(cell: NotebookNode) -> list[str]:
    return cell.metadata.get("tags", [])


def test_every_report_has_its_notebook_and_every_notebook_its_report():
    """A notebook that no report names would never be built."""
    named = {settings.notebook for settings in read_reports(REPOSITORY).values()}

    assert {path.stem for path in NOTEBOOKS} == named


def test_notebook_begins_with_its_title_which_readers_do_not_see(notebook: NotebookNode):
    """The first cell tells an analyst what this is and for whom; the document has its own title."""
    first = notebook.cells[0]
    title, *purpose = first.source.splitlines()

    assert (first.cell_type, tags(first)) == ("markdown", ["remove-cell"])
    assert re.fullmatch(r"# \w.+", title)
    assert "Dành cho " in "\n".join(purpose)


def test_second_cell_alone_holds_the_parameters(notebook: NotebookNode):
    """Plain papermill injects after the first cell so tagged; a second one would overrule what was asked for."""
    tagged = [number for number, cell in enumerate(notebook.cells) if "parameters" in tags(cell)]

    assert tagged == [1]
    assert notebook.cells[1].cell_type == "code"


def test_parameters_are_plain_values_one_to_a_line(notebook: NotebookNode):
    """Strings and numbers can be given on a command line and be read without running anything."""
    source = notebook.cells[1].source
    statements = ast.parse(source).body

    for statement in statements:
        assert isinstance(statement, ast.Assign)
        assert isinstance(statement.value, ast.Constant)
        assert type(statement.value.value) in (str, int, float)
    assert len(statements) == len(source.splitlines())


def test_every_parameter_has_a_default_and_help(path: Path):
    """`papermill --help-notebook` prints the trailing comment of each parameter."""
    declared = inspect_notebook(path)

    always = {"dataset", "unit", "period", "lang", "root"}
    assert always <= set(declared) <= {*always, "names"}
    assert all(parameter["help"] for parameter in declared.values())
    # Where the project stands is of a computer: what is committed names no folder.
    assert [name for name, parameter in declared.items() if not parameter["default"].strip("'\"")] == ["root"]


def test_notebook_is_committed_without_outputs_or_traces_of_a_run(notebook: NotebookNode):
    """A difference between two commits is a difference in the report, never in a run."""
    for cell in code_cells(notebook):
        assert cell.outputs == []
        assert cell.execution_count is None
    assert all(set(cell.metadata) <= {"tags"} for cell in notebook.cells)
    assert set(notebook.metadata) == {"kernelspec", "language_info"}
    assert notebook.metadata.kernelspec.name == "python3"
    assert dict(notebook.metadata.language_info) == {"name": "python"}


def test_cell_ids_tell_what_the_cells_say(notebook: NotebookNode, path: Path):
    """Stable ids keep the published notebook the same bytes, and a difference short."""
    assert [cell.id for cell in notebook.cells] == cell_ids(notebook)
    assert len({cell.id for cell in notebook.cells}) == len(notebook.cells)


def test_one_cell_more_renames_no_other():
    """A difference of 78 ids hides the one line that was changed."""
    notebook = nbformat.read(NOTEBOOKS[0], as_version=4)
    before = cell_ids(notebook)
    notebook.cells.insert(5, nbformat.v4.new_markdown_cell("## Một mục mới"))

    assert cell_ids(notebook) == [*before[:5], "mot-muc-moi", *before[5:]]


def test_code_imports_one_name(notebook: NotebookNode):
    """A notebook reads like a table of contents: what it is made of is asked of the report alone."""
    imported = [cell.source for cell in code_cells(notebook) if "import" in cell.source]

    assert len(imported) == 1
    assert imported[0].startswith("from thidua import open_report\n\nreport = open_report(")


def test_code_cells_are_thin(notebook: NotebookNode):
    """What a cell wants is a function of the package with a test; a cell only says which."""
    for number, cell in enumerate(notebook.cells):
        if cell.cell_type == "code":
            assert cell.source.strip(), f"cell {number} is empty"
            assert number == SETUP or len(cell.source.splitlines()) <= LONGEST, f"cell {number}"


FORBIDDEN = (
    *(ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef, ast.Lambda),
    *(ast.For, ast.AsyncFor, ast.While, ast.comprehension),
    *(ast.If, ast.Try, ast.With, ast.Global, ast.Delete),
)


def test_code_defines_nothing_and_loops_over_nothing(notebook: NotebookNode):
    """A loop over districts once put the last district's chart on every page: here there is none to get wrong."""
    for cell in code_cells(notebook):
        assert [type(node).__name__ for node in ast.walk(ast.parse(cell.source)) if isinstance(node, FORBIDDEN)] == []
        assert not re.search(r"\b(def|for|while|lambda) ", re.sub(r"#.*", "", cell.source))


def test_code_calls_the_package_alone(notebook: NotebookNode):
    """No other library, no magics, and so no second place where a statistic is computed."""
    for cell in code_cells(notebook):
        for node in ast.walk(ast.parse(cell.source)):
            assert not isinstance(node, ast.Import)
            if isinstance(node, ast.ImportFrom):
                assert str(node.module).split(".")[0] == "thidua"


def test_code_names_no_file_and_hides_no_warning(notebook: NotebookNode):
    """A report finds its data by dataset, unit and period, on any computer."""
    for cell in code_cells(notebook):
        assert not re.search(r"warnings|simplefilter|Path\(|open\(", cell.source)
        for node in ast.walk(ast.parse(cell.source)):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                assert not re.search(r"[/\\~]|\.(csv|toml|md|xlsx|ipynb|parquet|html|pdf)\b", node.value)


def test_only_the_set_up_cell_imports_and_it_comes_third(notebook: NotebookNode):
    """Who reads the notebook learns at its top what it works with."""
    importing = [n for n, cell in enumerate(notebook.cells) if re.search(r"^(from|import) ", cell.source, re.MULTILINE)]

    assert [n for n in importing if notebook.cells[n].cell_type == "code"] == [SETUP]


def test_headings_form_an_outline_without_gaps(notebook: NotebookNode):
    """JupyterLab's table of contents, the HTML and the PDF bookmarks all follow it."""
    markdown = [cell.source for cell in notebook.cells[1:] if cell.cell_type == "markdown"]
    levels = [len(marks) for source in markdown for marks in re.findall(r"^(#+) ", source, re.MULTILINE)]

    assert levels[0] == 2
    assert set(levels) <= {2, 3}


def test_notebook_asks_only_for_what_its_chapters_have(notebook: NotebookNode):
    """A verb that is none fails a run; details of a chapter that has none are a cell that never shows anything."""
    chapters = chapters_of(Report)
    asked = [found for cell in code_cells(notebook) for found in re.findall(r"report\.(\w+)\.(\w+)\(", cell.source)]

    assert [pair for pair in asked if not hasattr(chapters[pair[0]].of, pair[1])] == []
    assert [name for name, verb in asked if verb == "detail" and chapters[name].of.detail is Chapter.detail] == []


def test_details_are_not_what_a_report_requires(notebook: NotebookNode):
    """What an edition must show stands on paper: the frame of the document and a unit's own words are no details."""
    framed = re.compile(r"report\.(letterhead|headline|words|overview|closing|signature)\b")
    tagged = [cell.source for cell in code_cells(notebook) if "detail" in tags(cell)]

    assert [source for source in tagged if framed.match(source)] == []
