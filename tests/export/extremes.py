"""Reports of throw-away projects made in this process: what their notebooks show, and the judged files of it."""

from __future__ import annotations

import html
import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

import nbformat
import pypdfium2
from IPython.core.history import HistoryManager
from IPython.core.interactiveshell import InteractiveShell
from IPython.utils.capture import capture_output
from nbformat import NotebookNode
from nbformat.v4 import new_output

from tests.conftest import REPOSITORY
from tests.present.drawing.pictures import picture
from thidua.export.document import Document
from thidua.present.chart import Chart
from thidua.run.export import export_judged
from thidua.run.formats import FORMATS
from thidua.run.reports import read_reports

MILLIMETRE = 72 / 25.4
MERGED = 2.5
"""Letters of two cells that share more than so many points of a line are printed over each other."""


@dataclass(frozen=True)
class Made:
    """One edition: its document as read from the executed notebook, and its files by extension."""

    document: Document
    files: dict[str, bytes]

    @property
    def html(self) -> str:
        return self.files["html"].decode()

    def words(self) -> str:
        """The words of its page, as a reader sees them."""
        return html.unescape(re.sub("<[^>]*>", " ", self.html[self.html.index("<body") :]))

    def faults(self) -> list[str]:
        """Letters outside the margins or over each other, and charts with words that collide or leave the sheet."""
        found = list(misplaced(self.files["pdf"]))
        for chart in self.document.of(Chart):
            found += [f"{chart.name}: {fault}" for fault in picture(chart.svg).collisions()]
            found += [f"{chart.name}, narrow: {fault}" for fault in picture(chart.narrow).collisions()]
        return found


def run_cells(notebook: NotebookNode, parameters: dict[str, str]) -> NotebookNode:
    """The notebook after its code cells ran in this process, outputs kept as Jupyter keeps them."""
    HistoryManager.enabled = False
    shell = InteractiveShell()
    given = "\n".join(f"{name} = {value!r}" for name, value in parameters.items())
    for number, cell in enumerate((each for each in notebook.cells if each.cell_type == "code"), 1):
        with capture_output():
            result = shell.run_cell(f"{cell.source}\n{given if number == 1 else ''}")
        result.raise_error()
        cell.execution_count = number
        cell.metadata["papermill"] = {"status": "completed"}
        if hasattr(result.result, "_repr_mimebundle_"):
            bundle = result.result._repr_mimebundle_()
            cell.outputs = [new_output("execute_result", data=bundle, execution_count=number)]
    return notebook


def make(kind: str, unit: str, period: str, *, dataset: str = "thu", names: str = "") -> Made:
    """An edition of the dataset in the project one stands in, by the repository's own notebook, judged as always."""
    settings = read_reports(REPOSITORY)[kind]
    notebook = nbformat.read(REPOSITORY / "notebooks" / f"{settings.notebook}.ipynb", as_version=4)
    given = {"dataset": dataset, "unit": unit, "period": period} | ({"names": names} if names else {})
    executed = run_cells(notebook, given)
    return Made(*export_judged(executed, settings.requires, FORMATS))


def empty_dataset(root: Path, settings: str = "") -> Path:
    """The folder of a dataset of which nothing is known but its title."""
    folder = root / "data" / "thu"
    folder.mkdir(parents=True)
    (root / "reports.toml").touch()
    (folder / "dataset.toml").write_text(
        'title = "Số liệu thử"\nsource = "bài thử"\nbasis = "administrative"\nas_of = 2024-01-15\n' + settings,
        encoding="utf-8",
    )
    return folder


def misplaced(pdf: bytes) -> Iterator[str]:
    """Letters that leave the margins of their page, and letters of one line that are printed over each other."""
    pages = pypdfium2.PdfDocument(pdf)
    for number, page in enumerate(pages, 1):
        text = page.get_textpage()
        every = [(text.get_text_range(n, 1), text.get_charbox(n)) for n in range(text.count_chars())]
        letters = [(letter, box) for letter, box in every if letter.strip() and box[2] > box[0]]
        is_across = page.get_width() > page.get_height()
        side, foot = (19, 6) if is_across else (25, 6)
        right = page.get_width() - (14 if is_across else 10.5) * MILLIMETRE
        lines: dict[int, list[tuple[float, float, str]]] = defaultdict(list)
        for letter, (left, bottom, end, top) in letters:
            if left < side * MILLIMETRE or end > right or bottom < foot * MILLIMETRE:
                yield f"page {number}: {letter!r} leaves the margins"
            lines[round((bottom + top) / 2 / 4)].append((left, end, letter))
        for line in lines.values():
            line.sort()
            for (_, end, letter), (start, _, following) in pairwise(line):
                if end - start > MERGED:
                    yield f"page {number}: {letter!r} is printed over {following!r}"
    pages.close()
