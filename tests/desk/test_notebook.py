"""The notebook of the desk as plain papermill runs it: top to bottom, without a browser, without an error."""

from __future__ import annotations

from pathlib import Path

import nbformat
import papermill
import pytest

from tests.conftest import REPOSITORY
from tests.desk.project import write_desk_project

EXPLORE = REPOSITORY / "notebooks" / "desk" / "explore.ipynb"


@pytest.mark.long
@pytest.mark.parametrize("lang", ["vi", "en"])
def test_notebook_runs_without_a_browser(tmp_path: Path, lang: str, monkeypatch: pytest.MonkeyPatch):
    """Whoever runs it in the night, or looks at it elsewhere, finds every panel and no traceback."""
    root = write_desk_project(tmp_path)
    monkeypatch.setenv("PYTHONPATH", str(REPOSITORY))
    executed = papermill.execute_notebook(
        root / "notebooks/desk/explore.ipynb",
        tmp_path / "executed.ipynb",
        {"unit": "Na Rì", "period": "2022-H1", "lang": lang},
        cwd=root / "notebooks" / "desk",
        progress_bar=False,
        store_widget_state=True,
    )
    outputs = [output for cell in executed.cells if cell.cell_type == "code" for output in cell.outputs]
    state = executed.metadata["widgets"]["application/vnd.jupyter.widget-state+json"]["state"]

    assert len([one for one in outputs if "application/vnd.jupyter.widget-view+json" in one.get("data", {})]) == 7
    assert [one for one in outputs if one["output_type"] in ("error", "stream")] == []
    called = [one["state"].get("value", "") for one in state.values() if one["state"].get("_view_name") == "HTMLView"]
    assert [text for text in called if ".facts([&quot;huyen-na-ri&quot;], &quot;2022-H1&quot;" in text]
    assert any(one["state"].get("_dt_args") for one in state.values())


def test_notebook_is_committed_without_outputs_and_thin():
    """What a panel does is in the package, with its tests; a cell only says which."""
    cells = nbformat.read(EXPLORE, as_version=4).cells
    code = [cell for cell in cells if cell.cell_type == "code"]

    assert [cell.outputs for cell in code] == [[]] * len(code)
    assert max(len(cell.source.splitlines()) for cell in code) <= 4
