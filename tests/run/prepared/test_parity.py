"""The prepared kernel under plain papermill shows what its default kernel shows, cell by cell."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import nbformat
import papermill
import pytest
from nbformat import NotebookNode
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook

from thidua.run.prepared.kernelspec import install_kernel
from thidua.run.prepared.link import can_fork
from thidua.run.prepared.provisioner import NAME

pytestmark = [
    pytest.mark.xdist_group("prepared kernels under papermill"),  # one server for all of them
    pytest.mark.skipif(not can_fork(), reason="nothing is forked here"),
]


def code(source: str, *tags: str) -> NotebookNode:
    """A cell with these tags."""
    return new_code_cell(source, metadata={"tags": list(tags)} if tags else {})


NOTEBOOKS: dict[str, list[NotebookNode]] = {
    "parameters": [
        code("number = 1\ntext = 'xã'\nmany = []", "parameters"),
        new_markdown_cell("# Tham số"),
        code("print(number, text, many)"),
        code("number"),
    ],
    "rich outputs": [
        code(
            "from IPython.display import HTML, JSON, Latex, Markdown, SVG, clear_output, display, update_display\n"
            "display(HTML('<b>Ấp Đông</b>'), Markdown('*một*'), Latex('$x$'), SVG('<svg/>'), JSON({'a': [1, None]}))"
        ),
        code("shown = display('trước', display_id='một'); update_display('sau', display_id='một')"),
        code("print('xoá'); clear_output(); print('còn')"),
        code("import pandas as pd; pd.DataFrame({'đơn vị': ['Ba Bể', 'Na Rì'], 'tỷ lệ': [0.5, None]})"),
        code("import matplotlib.pyplot as plt; plt.bar(['a', 'b'], [1, 2]); plt.title('Số lượng')"),
        code("import sys; print('lỗi', file=sys.stderr)"),
        code("import os; _ = os.system('echo từ vỏ')"),
        code("%%bash\necho $((6 * 7))"),
        code("%matplotlib inline\n%who_ls str"),
        code("?len"),
    ],
    "widgets": [
        code("import ipywidgets as w; s = w.IntSlider(value=7, description='Năm'); s"),
        code("out = w.Output(); display(out)\nwith out: print('trong ô')"),
        code("s.value = 9"),
    ],
    "expected exceptions": [
        code("1 / 0", "raises-exception"),
        code("print('đi tiếp')"),
        code("import asyncio; await asyncio.sleep(0); print('chờ xong')"),
    ],
    "broken cell": [code("def f(): raise ValueError('Sai ở đây')"), code("f()"), code("print('không tới')")],
    "broken syntax": [code("x = = 1"), code("print('không tới')")],
    "left early": [code("import sys; sys.exit(3)"), code("print('không tới')")],
    "timeout": [code("import time; time.sleep(600)"), code("print('không tới')")],
    "kernel that dies": [code("import os, time; time.sleep(1); os._exit(7)"), code("print('không tới')")],
}
GIVEN = {"number": 103, "text": "Thị trấn Chợ Rã, “Yến Dương”", "many": [{"a": None, "b": [True, 1.5]}]}
OF_ITS_OWN = re.compile(r"ipykernel_\d+|0x[0-9a-f]+|[0-9a-f]{32}|[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
"""What differs from run to run: numbers of processes, addresses, names of widgets."""


@pytest.fixture(scope="module", autouse=True)
def kernel(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """The prepared kernel, where plain papermill finds it."""
    with pytest.MonkeyPatch.context() as patch:
        folder = install_kernel(tmp_path_factory.mktemp("prefix"))
        patch.setenv("JUPYTER_PATH", str(folder.parents[1]))
        yield


def run(folder: Path, cells: list[NotebookNode], kernel_name: str, timeout: int) -> Any:
    """What papermill makes of a notebook with this kernel, and how it ended."""
    notebook, executed = folder / "notebook.ipynb", folder / f"{kernel_name}.ipynb"
    told_of = {"kernelspec": {"name": "python3", "display_name": "Python 3", "language": "python"}}
    nbformat.write(new_notebook(cells=cells, metadata=told_of), notebook)
    given = GIVEN if any("parameters" in cell.metadata.get("tags", ()) for cell in cells) else {}
    ended = ""
    try:
        files = str(notebook), str(executed)
        options: dict[str, Any] = {"progress_bar": False, "cwd": str(folder), "execution_timeout": timeout}
        papermill.execute_notebook(*files, given, kernel_name=kernel_name, **options)
    except Exception as problem:
        ended = f"{type(problem).__name__}: {problem}"
    shown = nbformat.read(executed, as_version=4)
    cells_shown = [
        {
            "source": cell.source,
            "outputs": cell.get("outputs"),
            "number": cell.get("execution_count"),
            "tags": cell.metadata.get("tags"),
            "status": cell.metadata.get("papermill", {}).get("status"),
        }
        for cell in shown.cells
    ]
    # In which order a widget makes its parts is a matter of chance.
    kinds = shown.metadata.get("widgets", {}).values()
    widgets = [sorted(OF_ITS_OWN.sub("…", json.dumps(one)) for one in kind["state"].values()) for kind in kinds]
    told = [cells_shown, widgets, shown.metadata.get("language_info"), ended]
    return json.loads(OF_ITS_OWN.sub("…", json.dumps(told)))


@pytest.mark.long
@pytest.mark.filterwarnings("ignore::ResourceWarning")  # papermill leaves sockets to the collector when a kernel dies
@pytest.mark.parametrize(
    "name", [name if name == "rich outputs" else pytest.param(name, marks=pytest.mark.long) for name in NOTEBOOKS]
)
def test_prepared_kernel_shows_what_the_default_one_shows(name: str, tmp_path: Path) -> None:
    """Whoever names it in JupyterLab or papermill gets the same notebook."""
    timeout = 5 if name == "timeout" else 60
    prepared, default = (run(tmp_path, NOTEBOOKS[name], kernel_name, timeout) for kernel_name in (NAME, "python3"))

    assert prepared == default
