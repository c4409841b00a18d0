"""The figures of a whole set as data: valid for tools of the format, and cell by cell those of the reports."""

from __future__ import annotations

import csv
import io
import json
from collections import defaultdict
from pathlib import Path

import pytest

from tests.resources import faults_of_package
from tests.sets.conftest import ALL, Built
from thidua.export.data_tables import DataFile, Told, data_files
from thidua.export.document import read_document
from thidua.export.notebook import read_notebook
from thidua.export.workbook.flat import PART
from thidua.export.workbook.letters import cell_text
from thidua.present.table import Table

pytestmark = [pytest.mark.long, pytest.mark.xdist_group("sets")]


def told(built: Built) -> dict[str, list[Told]]:
    """The reports of the set by kind and language."""
    found: dict[str, list[Told]] = defaultdict(list)
    for name in ALL:
        edition = built.editions[name]
        document = read_document(read_notebook(edition.file("ipynb")), edition.lang)
        found[edition.name].append(Told(f"{edition.unit.id} {edition.period}", edition.unit_name, document))
    return found


@pytest.fixture(scope="module")
def files(built: Built) -> dict[str, list[DataFile]]:
    """The files of each kind and language."""
    return {kind: list(data_files(of, prefix=kind)) for kind, of in told(built).items()}


def test_every_file_of_the_set_is_valid(files: dict[str, list[DataFile]], tmp_path: Path):
    """Every row of every table of every kind of report, in both languages, read by the package of the format."""
    resources = []
    for kind, of_kind in files.items():
        for file in of_kind:
            path = tmp_path / kind / f"{file.name}.csv"
            path.parent.mkdir(exist_ok=True)
            path.write_bytes(file.content)
            resources.append({**file.resource, "path": f"{kind}/{file.name}.csv"})
    whole = {"profile": "tabular-data-package", "name": "set", "resources": resources}
    (tmp_path / "datapackage.json").write_text(json.dumps(whole), encoding="utf-8")

    assert len(resources) > 150
    assert faults_of_package(tmp_path / "datapackage.json") == []


def test_every_cell_of_every_table_is_in_a_file(built: Built, files: dict[str, list[DataFile]]):
    """One thing has one number: what the notebook holds, and so the page and the workbook, is what the files hold."""
    for kind, of in told(built).items():
        rows = [row for file in files[kind] for row in csv.DictReader(io.StringIO(file.content.decode(), newline=""))]
        by_unit = defaultdict(list)
        for row in rows:
            by_unit[row["_unit"]].append(row)
        for each in of:
            kept = [_cells(row) for row in by_unit[each.unit]]
            for table in each.tables():
                assert [row for row in _rows(table) if row not in kept] == [], (each.unit, table.name)


def _rows(table: Table) -> list[dict[str, str | float]]:
    """The rows of a table without blank cells; what is a part stands among the sums, which have a column for it."""
    names = [column.name for column in table.columns if column.name != PART]
    cells = [[(name, row.cells.get(name, "")) for name in names] for row in table.rows]
    return [{name: _read(cell) for name, cell in row if cell != ""} for row in cells if any(cell for _, cell in row)]


def _cells(row: dict[str, str]) -> dict[str, str | float]:
    beside = ("_unit", "_unit_name", "_role", PART)
    return {name: _read(cell) for name, cell in row.items() if name not in beside and cell}


def _read(cell: str | float) -> str | float:
    """A cell as a number if it is one; a text without the mark that makes it one."""
    try:
        return float(cell)
    except ValueError:
        return cell_text(str(cell)).removeprefix("'")
