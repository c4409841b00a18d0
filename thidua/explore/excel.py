"""Tables and charts of one's own as a workbook, written by the house's exporter: numbers as numbers, text as text."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from thidua.errors import ConfigError
from thidua.explore.tables import OwnTable
from thidua.export.document import read_document
from thidua.export.workbook import first_difference, xlsx_bytes
from thidua.present.chart import Chart
from thidua.present.language import language
from thidua.present.table import TABLE_MIME, Table
from thidua.put import put
from thidua.registry import Language, quoted

_ENDING = ".xlsx"


def to_excel(path: str | Path, *shown: Any, title: str = "") -> Path:
    """Write tables and charts into one workbook, each on a sheet of its own.

    Parameters
    ----------
    path
        Where to: "giay-khen.xlsx". What stands there is replaced.
    shown
        Tables and charts of a report (``report.awards.table()``), or of one's own (``thidua.table(frame, "Tiêu đề")``).
    title
        What the workbook is called on its cover; the title of its first table if empty.

    Returns
    -------
    pathlib.Path
        The file, opened again and compared cell by cell with what was meant. A text that begins with "=" is a text.

    Raises
    ------
    ConfigError
        If something is neither table nor chart, if the name is that of no workbook, or if the file cannot be written.
    """
    target = Path(path)
    if target.suffix.lower() != _ENDING:
        raise ConfigError(f"{quoted(str(path))} is no workbook; write {quoted(target.with_suffix(_ENDING).name)}")
    document = read_document(_notebook(shown), _language_of(shown[0]) if shown else language())
    first = next(each.title for each in document.shown if isinstance(each, Table | Chart))
    document = replace(document, title=title or first)
    content = xlsx_bytes(document)
    if difference := first_difference(content, document):
        raise ConfigError(f"{target}: does not open again as what was meant: {difference}")
    try:
        put(target, content)
    except OSError as problem:
        said = f"cannot be written ({problem.strerror}); close it if it is open, or name another folder"
        raise ConfigError(f"{target}: {said}") from None
    return target


def _language_of(shown: Any) -> Language:
    """The language of a table or chart of one's own; of one of a report, that which is written now."""
    table = shown.data if isinstance(shown, Chart) else shown
    return table.lang if isinstance(table, OwnTable) else language()


def _notebook(shown: Sequence[Any]) -> dict[str, Any]:
    """What is shown as the one cell of an executed notebook: the form that every exporter reads."""
    if not shown:
        raise ConfigError('nothing to write; name a table: to_excel("bang.xlsx", thidua.table(frame, "Tiêu đề"))')
    outputs = []
    for one in shown:
        bundle = one._repr_mimebundle_() if hasattr(one, "_repr_mimebundle_") else {}
        if TABLE_MIME not in bundle:
            hint = 'write thidua.table(frame, "Tiêu đề")' if hasattr(one, "columns") else "give a table or a chart"
            raise ConfigError(f"{type(one).__name__} is neither a table nor a chart; {hint}")
        outputs.append({"output_type": "display_data", "data": bundle, "metadata": {}})
    cell = {"cell_type": "code", "source": "", "metadata": {}, "outputs": outputs}
    return {"cells": [cell], "metadata": {}, "nbformat": 4}
