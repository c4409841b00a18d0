"""The tables of reports as data for other programs: CSV files with what describes them, those of several units in one.

Which reports these are, and where the files stand, belongs to `thidua.deliver.publication`; here tables become rows.
"""

from __future__ import annotations

import csv
import hashlib
import io
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from thidua.export.document import Document
from thidua.export.workbook.flat import PART, flat_table
from thidua.export.workbook.letters import cell_text, is_like_formula, line_text
from thidua.present.chart import Chart
from thidua.present.language import tr, written_in
from thidua.present.numbers import MISSING, NOT_APPLICABLE
from thidua.present.table import OWN, Cell, Column, Row, Table

UNIT, NAME, ROLE = "_unit", "_unit_name", "_role"
"""The columns that every file has for whose row it is, and those of sums for what they are; no table has such names."""

_TIMES = ("awarded", "honoured", "proposed", "registered", "nominated", "listed", "in lists of decisions")
"""What is counted in times (lượt), by the word that keys of figures have for it."""

_IN_TITLE = re.compile(r"\(([^()]+)\)$")


@dataclass(frozen=True)
class Told:
    """The tables of the report of one unit, in the language of the report."""

    unit: str
    name: str
    document: Document

    def tables(self) -> Iterator[Table]:
        """Every table and the figures behind every chart, as the workbook has them; a name that comes twice gets 2."""
        met: Counter[str] = Counter()
        with written_in(self.document.lang):
            for shown in self.document.shown:
                if isinstance(shown, Table | Chart):
                    table = shown.data if isinstance(shown, Chart) else shown
                    met[table.name] += 1
                    name = table.name if met[table.name] == 1 else f"{table.name}-{met[table.name]}"
                    yield replace(flat_table(table).table, name=name)


@dataclass(frozen=True)
class DataFile:
    """One CSV file: its name, its bytes, and the resource that describes it, without the path."""

    name: str
    content: bytes
    resource: dict[str, Any]


@dataclass(frozen=True)
class _Part:
    """A table of one unit."""

    told: Told
    table: Table


def data_files(reports: Iterable[Told], *, prefix: str) -> Iterator[DataFile]:
    """The CSV files of reports of one kind and language: one for each table, with the rows of every unit.

    Parameters
    ----------
    prefix
        What the names of the resources begin with; a package has each name once.

    Returns
    -------
    Iterator of DataFile
        Of each table the rows that may be added up, and apart from them its sums and parts, if it has any. Tables of
        one name whose columns are not the same stand in files of their own.
    """
    found: dict[str, dict[tuple[Any, ...], list[_Part]]] = {}
    for told in reports:
        for table in told.tables():
            columns = tuple((each.name, each.title, each.group, each.show) for each in table.columns)
            found.setdefault(table.name, {}).setdefault(columns, []).append(_Part(told, table))
    for name, groups in found.items():
        for number, parts in enumerate(groups.values(), start=1):
            called = name if number == 1 else f"{name}.{number}"
            with written_in(parts[0].told.document.lang):
                yield from _files(called, prefix, parts)


def _files(name: str, prefix: str, parts: Sequence[_Part]) -> Iterator[DataFile]:
    columns = parts[0].table.columns
    of_data = tuple(column for column in columns if column.name != PART)
    data = [(part, row) for part in parts for row in part.table.rows if row.is_data]
    apart = [(part, row) for part in parts for row in part.table.rows if not row.is_data and row.cells]
    if data:
        yield _file(name, prefix, of_data, data, parts, is_data=True)
    if apart:
        yield _file(f"{name}.sums", prefix, columns, apart, parts, is_data=False)


def _file(
    name: str,
    prefix: str,
    columns: Sequence[Column],
    rows: Sequence[tuple[_Part, Row]],
    parts: Sequence[_Part],
    *,
    is_data: bool,
) -> DataFile:
    own = [UNIT, NAME] if is_data else [UNIT, NAME, ROLE]
    lines = [[*own, *(column.name for column in columns)]]
    for part, row in rows:
        whose = [part.told.unit, part.told.name, row.role][: len(own)]
        lines.append([*map(_text, whose), *(_written(row.cells.get(column.name)) for column in columns)])
    content = _csv_bytes(lines)
    titles = _said((part.told.unit, line_text(part.table.title)) for part in parts)
    key = parts[0].table.key
    resource = {
        "profile": "tabular-data-resource",
        "name": f"{prefix}.{name}",
        "title": " / ".join(titles) + ("" if is_data else f" ({tr('các dòng cộng và dòng chi tiết')})"),
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "bytes": len(content),
        "hash": f"sha256:{hashlib.sha256(content).hexdigest()}",
        "schema": {
            "fields": [*_own_fields(own), *(_field(column, rows, key) for column in columns)],
            "missingValues": _marks(columns, rows),
        },
        "sources": [{"title": title} for title in dict.fromkeys(part.table.source for part in parts) if title],
        f"{OWN}titles": [{"title": title, "units": units} for title, units in titles.items()],
        f"{OWN}notes": [{"note": note, "units": units} for note, units in _notes(parts).items()],
    }
    return DataFile(name, content, resource)


def _notes(parts: Sequence[_Part]) -> dict[str, list[str]]:
    """What stands below the table, and in the reports of which units: a note may say what one of them lacks."""
    return _said((part.told.unit, note) for part in parts for note in part.table.notes)


def _said(words: Iterable[tuple[str, str]]) -> dict[str, list[str]]:
    """Words, each once, with the units that say them."""
    found: dict[str, list[str]] = {}
    for unit, word in words:
        found.setdefault(word, []).append(unit)
    return found


def _own_fields(names: Sequence[str]) -> Iterator[dict[str, Any]]:
    titles = {UNIT: tr("Mã đơn vị"), NAME: tr("Đơn vị"), ROLE: tr("Loại dòng")}
    for name in names:
        yield {"name": name, "title": titles[name], "type": "string"}


def _field(column: Column, rows: Sequence[tuple[_Part, Row]], key: Any) -> dict[str, Any]:
    title = " – ".join(line_text(part) for part in (column.group, column.title) if part)
    field: dict[str, Any] = {"name": column.name, "title": title, "type": column.type_of(row for _, row in rows)}
    if field["type"] == "any":
        field["type"] = "string"  # in a file every text is one
    if column.is_number:
        unit = unit_of(column, (key | column.key).what if column.key is not None else "")
        field |= {"description": tr("đơn vị tính: {unit}", unit=unit), f"{OWN}unit": unit}
    return field


def unit_of(column: Column, what: str = "") -> str:
    """The unit of measure of a column of numbers, in the language that is being written.

    Parameters
    ----------
    what
        What its figures count, as their keys have it.
    """
    if found := _IN_TITLE.search(column.title):
        return found[1]
    if column.show == "percent":
        return tr("tỷ lệ, 1 là 100%")
    return tr("lượt") if what in _TIMES else tr("như tiêu đề của cột")


def _marks(columns: Sequence[Column], rows: Sequence[tuple[_Part, Row]]) -> list[str]:
    """What stands where a figure is not told; the same as in the notebook, as the file has it."""
    told = {
        _text(cell)
        for _, row in rows
        for column in columns
        if column.is_number and isinstance(cell := row.cells.get(column.name), str)
    }
    usual = ["", MISSING, NOT_APPLICABLE]
    return [*usual, *sorted(told - {*usual})]


def _written(cell: Cell | None) -> str:
    """A cell as the file has it: a number as programs read it, without losing a digit; a text as a text."""
    if cell is None:
        return ""
    if isinstance(cell, str):
        return _text(cell)
    return str(int(cell)) if float(cell).is_integer() else repr(float(cell))


def _text(text: str) -> str:
    """A text that no spreadsheet takes for a formula: what begins like one begins with an apostrophe.

    Notes
    -----
    Source: OWASP, CSV Injection. In the workbook the same texts are marked as texts.

    Examples
    --------
    >>> [_text(text) for text in ("=1+1", "Giấy khen", "…")]
    ["'=1+1", 'Giấy khen', '…']
    """
    shown = cell_text(text)
    return f"'{shown}" if is_like_formula(shown) else shown


def _csv_bytes(lines: Iterable[Sequence[str]]) -> bytes:
    """Lines as RFC 4180 has them, in UTF-8."""
    text = io.StringIO()
    csv.writer(text, lineterminator="\r\n").writerows(lines)
    return text.getvalue().encode()
