"""A notebook's file is read as nbformat reads it, or refused with what is wrong in it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import nbformat
import pytest
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_output

from thidua.errors import NotebookError
from thidua.export.notebook import read_notebook

PART = "application/vnd.thidua.part+json"


def written(path: Path) -> Path:
    """A notebook with every kind of text that a file holds line by line."""
    data = {"text/plain": "một\nhai", "image/svg+xml": "<svg>\n</svg>", PART: {"lines": ["a\n", "b"]}}
    outputs = [
        new_output("execute_result", data=data, execution_count=1),
        new_output("stream", name="stderr", text="x\ny"),
        new_output("error", ename="E", evalue="v", traceback=["t"]),
    ]
    cells = [new_markdown_cell("# Một\n\nHai"), new_code_cell("a\nb", outputs=outputs, execution_count=1)]
    notebook = new_notebook(cells=cells, metadata={"thidua": {"verdict": "ready"}})
    nbformat.write(notebook, path)
    return path


def test_what_is_shown_is_what_nbformat_reads(tmp_path: Path):
    """The file of format 4 is nbformat's own: cell by cell and byte by byte its reading is the reference."""
    path = written(tmp_path / "a.ipynb")
    ours, theirs = read_notebook(path), nbformat.read(path, as_version=4)

    assert ours["metadata"] == theirs["metadata"]
    assert [cell["source"] for cell in ours["cells"]] == ["# Một\n\nHai", "a\nb"]
    assert [cell["source"] for cell in ours["cells"]] == [cell["source"] for cell in theirs["cells"]]
    assert ours["cells"][1]["outputs"] == theirs["cells"][1]["outputs"]


@pytest.mark.xdist_group("published")
def test_every_published_report_shows_the_same(published: Any):
    """Real reports hold tables, charts and parts that no small notebook has."""
    for edition in published.values():
        path = edition.file("ipynb")
        ours, theirs = read_notebook(path)["cells"], nbformat.read(path, as_version=4)["cells"]
        assert [cell["source"] for cell in ours] == [cell["source"] for cell in theirs]
        assert [cell.get("outputs") for cell in ours] == [cell.get("outputs") for cell in theirs]


def cell(**differs: Any) -> dict[str, Any]:
    """A code cell as a file holds it."""
    return {"cell_type": "code", "metadata": {}, "source": [], "outputs": [], **differs}


@pytest.mark.parametrize(
    ("content", "told"),
    [
        ("", "is no JSON"),
        ("[" * 100_000, "is no JSON"),
        ("[]", "has not the form of a notebook"),
        ("{}", "has not the form of a notebook"),
        ({"nbformat": 3, "worksheets": []}, "is a notebook of format 3; expected 4"),
        ({"nbformat": 4, "metadata": {}}, "has not the form of a notebook"),
        ({"nbformat": 4, "metadata": [], "cells": 7}, "has not the form of a notebook"),
        ({"nbformat": 4, "metadata": {}, "cells": ["a"]}, "has not the form of a notebook"),
        ({"nbformat": 4, "metadata": {}, "cells": [cell(source={"a": 1})]}, "text expected, not dict"),
        ({"nbformat": 4, "metadata": {}, "cells": [cell(source=[1])]}, "has not the form of a notebook"),
        ({"nbformat": 4, "metadata": {}, "cells": [cell(outputs=[{"output_type": "display_data"}])]}, "'data'"),
        (
            {"nbformat": 4, "metadata": {}, "cells": [cell(outputs=[{"output_type": "display_data", "data": 7}])]},
            "has not the form of a notebook",
        ),
    ],
)
def test_what_is_no_notebook_is_refused_in_words(tmp_path: Path, content: str | dict[str, Any], told: str):
    """A mail or a review names the file and goes no further; half a report is never shown."""
    path = tmp_path / "a.ipynb"
    path.write_text(content if isinstance(content, str) else json.dumps(content), encoding="utf-8")

    with pytest.raises(NotebookError) as refused:
        read_notebook(path)

    assert told in str(refused.value)
