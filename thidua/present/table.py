"""A table as one object: a Frictionless tabular data resource that also knows how it is printed.

Values stay values (whole numbers, fractions, text); the three marks for zero, missing and not applicable are
made here and nowhere else. What goes into a table is decided in the chapters.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from thidua.present.html import part_html
from thidua.present.keyed import ALL, Key
from thidua.present.language import tr
from thidua.present.numbers import MISSING, NOT_APPLICABLE, write_number, write_percent

TABLE_MIME = "application/vnd.dataresource+json"

Show = Literal["label", "text", "count", "percent", "decimal"]
Role = Literal["group", "body", "part", "subtotal", "total"]
"""A group is a head above its rows; a part is some of the body row above it, and is not added up again."""
Cell = str | int | float
Value = str | int | float | None
"""What a table or row says in numbers and codes beside what it prints; None is not known, or without limit."""

LONG_TEXT = 40
"""A table with longer texts than this beside its first column is set smaller, its texts sharing the width."""

_TYPES = {"label": "string", "text": "string", "count": "integer", "percent": "number", "decimal": "number"}


@dataclass(frozen=True)
class Column:
    """One column: `sum_of` names the columns that it adds up, so that a reader (and the verdict) can check."""

    name: str
    title: str
    show: Show = "count"
    sum_of: tuple[str, ...] = ()
    group: str = ""
    """The head that it shares with the columns beside it: the header has two rows then."""
    key: Key | None = None
    """What its figures have in common; without one, none of its cells is a figure with a key."""

    def descriptor(self) -> dict[str, Any]:
        """The Frictionless field, with the properties of ours that printing and checking need."""
        fields: dict[str, Any] = {
            "name": self.name,
            "title": self.title,
            "type": _TYPES[self.show],
            "show": self.show,
        }
        if self.sum_of:
            fields["sumOf"] = list(self.sum_of)
        if self.group:
            fields["group"] = self.group
        if self.key is not None:
            fields["key"] = self.key.said
        return fields


@dataclass(frozen=True)
class Row:
    """One row: cells by column name; "…" says missing, "–" not applicable, and an absent cell is blank."""

    cells: dict[str, Cell]
    role: Role = "body"
    values: Mapping[str, Value] = field(default_factory=dict)
    """What the row knows and no page prints, for whoever reads the resource: a comparison keeps its verdict here."""
    key: Key | None = None
    """What its figures have in common; without one, none of its cells is a figure with a key."""
    cell_keys: Mapping[str, Key] = field(default_factory=dict)
    """What single cells of it are beside that, by column: a sum that lacks what is not known is no sum of all."""


@dataclass(frozen=True)
class Table:
    """A table of a report, displayed as HTML and as a tabular data resource.

    Notes
    -----
    Source of the resource format: Frictionless Data, Tabular Data Resource v1.
    """

    name: str
    title: str
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    notes: tuple[str, ...] = ()
    source: str = ""
    illustrative: bool = False
    wide: bool = False
    """Whether several columns hold texts that share the width, even if each of them happens to be short."""
    landscape: bool = False
    """Whether it has so many columns that it, and the annex it stands in, is printed across the page."""
    agrees_with: str = ""
    """Another table of the report whose total row must show the same in every column that both have."""
    values: Mapping[str, Value] = field(default_factory=dict)
    """What the whole table knows and no page prints: how many comparisons it makes."""
    key: Key = ALL
    """What all its figures have in common: mostly whose they are, and when."""
    printed: frozenset[int] | None = None
    """The rows that a page shows, by their places, of a table that is too long for it; the workbook has all of them."""
    dense: bool = False
    """Whether its rows are so many, and its texts so short, that it is printed with small letters."""
    kind: str = field(default="table", init=False)

    def payload(self) -> dict[str, Any]:
        """The tabular data resource: schema, rows, title, notes and source.

        ``rowValues`` has one mapping for each row and ``values`` one for the table, both in codes and numbers of JSON
        and never printed; what a comparison puts there is told by `thidua.measures.change.Change.values`. The key of
        a cell is that of the table with that of its row and that of its column, if both have one, and its own.
        """
        long: dict[str, Any] = {"printed": sorted(self.printed)} if self.printed is not None else {}
        long |= {"dense": True} if self.dense else {}
        return {
            "profile": "tabular-data-resource",
            "name": self.name,
            "title": self.title,
            "schema": {
                "fields": [column.descriptor() for column in self.columns],
                "missingValues": ["", MISSING, NOT_APPLICABLE],
            },
            "data": [dict(row.cells) for row in self.rows],
            "rowRoles": [row.role for row in self.rows],
            "rowKeys": [None if row.key is None else row.key.said for row in self.rows],
            "cellKeys": [{name: key.said for name, key in row.cell_keys.items()} for row in self.rows],
            "key": self.key.said,
            "rowValues": [dict(row.values) for row in self.rows],
            "values": dict(self.values),
            "notes": list(self.notes),
            "sources": [{"title": self.source}] if self.source else [],
            "illustrative": self.illustrative,
            "wide": self.wide,
            "landscape": self.landscape,
            "agreesWith": self.agrees_with,
            **long,
        }

    def _repr_mimebundle_(self, include: Any = None, exclude: Any = None) -> dict[str, Any]:
        resource = self.payload()
        view = table_view(resource)
        lines = ["\t".join(cell["text"] for cell in row["cells"]) for row in view["rows"]]
        heads = (" ".join(part for part in (head["group"], head["text"]) if part) for head in view["header"])
        plain = "\n".join([self.title, "\t".join(heads), *lines])
        return {"text/plain": plain, "text/html": part_html(view), TABLE_MIME: resource}


def cell_text(value: Cell | None, show: str) -> str:
    """Write one value as the page shows it; the marks for missing and not applicable pass through."""
    if value is None or isinstance(value, str):
        return value or ""
    if show == "percent":
        return write_percent(value)
    if show in ("count", "decimal"):
        return write_number(value, decimals=1 if show == "decimal" else 0)
    return str(value)


def table_view(resource: dict[str, Any], *, whole: bool = False) -> dict[str, Any]:
    """The printed form of a tabular data resource: header, rows of texts, notes; same strings in every format.

    Parameters
    ----------
    whole
        Whether all rows are wanted, as a workbook has them, or those that a page shows.

    Returns
    -------
    dict
        ``left_out`` says how many rows it lacks, if it does; each gap is told by a row of the role "gap".
        ``header`` and each row's ``cells`` are lists of ``{"text", "align"}``; each row keeps its ``role``. A head
        also has its ``group``; ``spans`` are the cells of the upper header row, ``{"text", "columns"}``, an empty text
        standing for a head of its own, and there are none in a table without groups.
    """
    fields = resource["schema"]["fields"]
    shows = [field.get("show", "text") for field in fields]
    aligns = ["left" if show in ("label", "text") else "right" for show in shows]
    header = [
        {"text": f.get("title", f["name"]), "align": a, "group": f.get("group", "")}
        for f, a in zip(fields, aligns, strict=True)
    ]
    roles = resource.get("rowRoles") or ["body"] * len(resource["data"])
    rows = []
    for role, row in zip(roles, resource["data"], strict=True):
        cells = [
            {"text": cell_text(row.get(f["name"]), show), "align": align}
            for f, show, align in zip(fields, shows, aligns, strict=True)
        ]
        rows.append({"role": role, "cells": cells})
    left_out = 0
    if "printed" in resource and not whole:
        every, rows = rows, _shortened(rows, resource["printed"])
        left_out = len(every) - len(resource["printed"])
    has_long_text = any(len(cell["text"]) > LONG_TEXT for row in rows for cell in row["cells"][1:])
    return {
        "part": "table",
        "name": resource["name"],
        "title": resource.get("title", ""),
        "label": "",
        "header": header,
        "spans": _spans([head["group"] for head in header]),
        "rows": rows,
        "notes": list(resource.get("notes", [])),
        "source": "; ".join(source["title"] for source in resource.get("sources", [])),
        "wide": bool(resource.get("wide")) or has_long_text,
        "landscape": bool(resource.get("landscape")),
        "illustrative": bool(resource.get("illustrative")),
        **({"left_out": left_out} if left_out else {}),
        **({"dense": True} if resource.get("dense") else {}),
    }


def _shortened(rows: list[dict[str, Any]], printed: list[int]) -> list[dict[str, Any]]:
    """The rows that a page shows, with a word on each gap between them."""
    shown: list[dict[str, Any]] = []
    for place, before in zip([*printed, len(rows)], [-1, *printed], strict=True):
        if gap := place - before - 1:
            words = {"text": tr("(còn {number} dòng)", number=write_number(gap)), "align": "left"}
            blank = [{"text": "", "align": cell["align"]} for cell in rows[place - 1]["cells"][1:]]
            shown.append({"role": "gap", "cells": [words, *blank]})
        shown += rows[place : place + 1]
    return shown


def _spans(groups: list[str]) -> list[dict[str, Any]]:
    """The upper header row: neighbours of one group share a cell, a column without a group has its own."""
    spans: list[dict[str, Any]] = []
    for group in groups if any(groups) else []:
        if group and spans and spans[-1]["text"] == group:
            spans[-1]["columns"] += 1
        else:
            spans.append({"text": group, "columns": 1})
    return spans
