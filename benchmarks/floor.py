"""The least that a report takes: its tables and charts computed and its files written by a plain script.

`python -m benchmarks.floor DATASET PERIOD KIND` in a project prints, as JSON, the seconds of each report of that kind.
No kernel, no IPython, no judging, no ledger: each cell is run as it stands, what its last line gives is kept with what
it shows of itself, and the files are made from that. All is imported, and two reports are made, before one counts.
"""

from __future__ import annotations

import ast
import json
import os
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

from thidua.export.document import read_document
from thidua.export.html import html_text
from thidua.export.notebook import read_notebook
from thidua.export.pdf import pdf_bytes
from thidua.export.word import docx_bytes
from thidua.export.workbook import xlsx_bytes
from thidua.run.plan import Edition, plan_editions

WARM = 2


def executed(edition: Edition) -> dict[str, Any]:
    """The notebook of an edition with what its cells show."""
    notebook = dict(read_notebook(edition.notebook))
    names: dict[str, Any] = {}
    for cell in notebook["cells"]:
        if cell["cell_type"] == "code":
            shown = _last_of(cell["source"], names)
            if "parameters" in cell["metadata"].get("tags", ()):
                names |= edition.parameters
            if hasattr(shown, "_repr_mimebundle_"):
                data = json.loads(json.dumps(shown._repr_mimebundle_()))
                cell["outputs"] = [{"output_type": "execute_result", "data": data, "metadata": {}}]
    return notebook


def _last_of(source: str, names: dict[str, Any]) -> Any:
    """Run a cell; what its last line gives if that is an expression."""
    tree = ast.parse(source)
    last = tree.body.pop() if tree.body and isinstance(tree.body[-1], ast.Expr) else None
    exec(compile(tree, "cell", "exec"), names)
    return eval(compile(ast.Expression(last.value), "cell", "eval"), names) if isinstance(last, ast.Expr) else None


def write(edition: Edition, folder: Path) -> None:
    """Make all files of an edition."""
    notebook = executed(edition)
    document = read_document(notebook)
    (folder / "report.html").write_text(html_text(document), encoding="utf-8")
    (folder / "report.pdf").write_bytes(pdf_bytes(document))
    (folder / "report.xlsx").write_bytes(xlsx_bytes(document))
    (folder / "report.docx").write_bytes(docx_bytes(document))
    (folder / "report.ipynb").write_text(json.dumps(notebook, ensure_ascii=False, indent=1), encoding="utf-8")


def main(dataset: str, period: str, kind: str) -> None:
    """Write every report of a kind, and tell what each that was warm took, on the wall and of the processor."""
    editions = plan_editions(Path.cwd(), dataset=dataset, period=period, kind=kind)
    os.chdir("notebooks")
    found = []
    with tempfile.TemporaryDirectory() as folder, editions[0].dataset.at_this_moment() as moment:
        os.environ.update(moment.moment())
        for edition in editions:
            wall, cpu = time.perf_counter(), time.process_time()
            write(edition, Path(folder))
            found.append((time.perf_counter() - wall, time.process_time() - cpu))
    print(json.dumps(found[WARM:]))


if __name__ == "__main__":
    main(*sys.argv[1:4])
