"""A table as one object: a Frictionless tabular data resource, written into a notebook and read back from it.

Values stay values (whole numbers, fractions, text, and the marks for missing and not applicable); how they are
printed is in `printed`. What goes into a table is decided in the chapters.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any, Literal, get_args

from thidua.present.html import part_html
from thidua.present.keyed import ALL, DECIMALS, Key, Shown
from thidua.present.numbers import HIDDEN, MISSING, NOT_APPLICABLE
from thidua.present.printed import print_table

TABLE_MIME = "application/vnd.dataresource+json"

Show = Literal["label", "text"] | Shown
Role = Literal["group", "body", "part", "subtotal", "total"]
"""A group is a head above its rows; a part is some of the body row above it, and is not added up again."""
Cell = str | int | float
Value = str | int | float | None
"""What a table or row says in numbers and codes beside what it prints; None is not known, or without limit."""

SHOWS: tuple[str, ...] = ("label", "text", *DECIMALS)
"""All that a column may show."""
_TYPES: dict[str, str] = {"label": "string", "text": "string", **dict.fromkeys(DECIMALS, "number"), "count": "integer"}


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

    @classmethod
    def parse(cls, described: Mapping[str, Any]) -> Column:
        """The column that a field describes; a field of another program's resource shows texts."""
        show = described.get("show", "text")
        if show not in SHOWS:
            raise ValueError(f"column {described['name']} shows {show!r}; expected one of {', '.join(SHOWS)}")
        key = None if described.get("key") is None else Key(**described["key"])
        title, group = described.get("title", described["name"]), described.get("group", "")
        return cls(described["name"], title, show, tuple(described.get("sumOf", ())), group, key)


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
    label: str = ""
    """Its number in a document ("Bảng 1"), which it gets when that is read and takes to no notebook."""
    kind: str = field(default="table", init=False)

    @property
    def total(self) -> Row | None:
        """Its row of sums, if it has one."""
        return next((row for row in self.rows if row.role == "total"), None)

    def without(self, *names: str) -> Table:
        """The same table without some columns: behind a chart stands what it shows, statistics stand in the details."""
        rows = tuple(
            replace(row, cells={name: cell for name, cell in row.cells.items() if name not in names})
            for row in self.rows
        )
        return replace(self, columns=tuple(one for one in self.columns if one.name not in names), rows=rows)

    def label_of(self, row: Row) -> Cell:
        """What a row of it is called: its cell in the first column."""
        return row.cells.get(self.columns[0].name, "")

    @property
    def _hides(self) -> bool:
        return any(cell == HIDDEN for row in self.rows for cell in row.cells.values())

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
                "missingValues": ["", MISSING, NOT_APPLICABLE, *([HIDDEN] if self._hides else [])],
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

    @classmethod
    def parse(cls, resource: Mapping[str, Any]) -> Table:
        """The table that a resource was made from.

        Raises
        ------
        ValueError, KeyError, TypeError
            If it is none of ours; `thidua.present.shown.parse` says it in one sentence.

        Notes
        -----
        Properties that came with later programs may be lacking: kept revisions of editions stay readable.
        """
        return cls(
            resource["name"],
            resource.get("title", ""),
            tuple(map(Column.parse, resource["schema"]["fields"])),
            tuple(_rows(resource)),
            tuple(resource.get("notes", ())),
            "; ".join(source["title"] for source in resource.get("sources", ())),
            bool(resource.get("illustrative")),
            bool(resource.get("wide")),
            bool(resource.get("landscape")),
            resource.get("agreesWith", ""),
            dict(resource.get("values", {})),
            Key(**resource.get("key", {})),
            frozenset(resource["printed"]) if "printed" in resource else None,
            bool(resource.get("dense")),
        )

    def _repr_mimebundle_(self, include: Any = None, exclude: Any = None) -> dict[str, Any]:
        shown = print_table(self)
        lines = ["\t".join(cell.text for cell in row.cells) for row in shown.rows]
        heads = (" ".join(part for part in (head.group, head.text) if part) for head in shown.header)
        plain = "\n".join([self.title, "\t".join(heads), *lines])
        return {"text/plain": plain, "text/html": part_html(shown), TABLE_MIME: self.payload()}


def _rows(resource: Mapping[str, Any]) -> Iterator[Row]:
    count = len(resource["data"])
    listed = zip(
        resource["data"],
        resource.get("rowRoles") or ["body"] * count,
        resource.get("rowValues") or [{}] * count,
        resource.get("rowKeys") or [None] * count,
        resource.get("cellKeys") or [{}] * count,
        strict=True,
    )
    for cells, role, values, key, cell_keys in listed:
        if role not in get_args(Role):
            raise ValueError(f"a row has the role {role!r}; expected one of {', '.join(get_args(Role))}")
        own = {name: Key(**said) for name, said in cell_keys.items()}
        yield Row(dict(cells), role, dict(values), None if key is None else Key(**key), own)
