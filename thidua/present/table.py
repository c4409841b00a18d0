"""A table as one object: a Frictionless tabular data resource, written into a notebook and read back from it.

Values stay values (whole numbers, fractions, text, and the marks for missing and not applicable); how they are
printed is in `printed`. What goes into a table is decided in the chapters.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from itertools import compress
from typing import Any, Literal, get_args

from thidua.present.html import part_html
from thidua.present.keyed import ALL, DECIMALS, Key, Shown
from thidua.present.numbers import HIDDEN, MISSING, NOT_APPLICABLE
from thidua.present.printed import print_table

TABLE_MIME = "application/vnd.dataresource+json"
OWN = "thidua:"
"""Before each property of a resource that is ours and none of the format: readers of the format pass them over."""

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

    @property
    def is_number(self) -> bool:
        """Whether its cells are numbers: a text among them is a mark for one that is not told."""
        return self.show in DECIMALS

    def descriptor(self, type_: str = "") -> dict[str, Any]:
        """The Frictionless field, with the properties of ours that printing and checking need.

        Parameters
        ----------
        type_
            What its cells are, where they are more than a column of its kind holds; see `type_of`.
        """
        fields: dict[str, Any] = {
            "name": self.name,
            "title": self.title,
            "type": type_ or _TYPES[self.show],
            f"{OWN}show": self.show,
        }
        if self.sum_of:
            fields[f"{OWN}sumOf"] = list(self.sum_of)
        if self.group:
            fields[f"{OWN}group"] = self.group
        if self.key is not None:
            fields[f"{OWN}key"] = self.key.said
        return fields

    def type_of(self, rows: Iterable[Row]) -> str:
        """The Frictionless type that every cell of it is of, marks aside."""
        cells = [cell for row in rows if (cell := row.cells.get(self.name)) is not None]
        if not self.is_number:
            return "string" if all(isinstance(cell, str) for cell in cells) else "any"
        is_whole = all(float(cell).is_integer() for cell in cells if not isinstance(cell, str))
        return _TYPES[self.show] if is_whole else "number"

    @classmethod
    def parse(cls, described: Mapping[str, Any]) -> Column:
        """The column that a field describes; a field of another program's resource shows texts."""
        show = _own(described, "show", "text")
        if show not in SHOWS:
            raise ValueError(f"column {described['name']} shows {show!r}; expected one of {', '.join(SHOWS)}")
        said = _own(described, "key", None)
        key = None if said is None else Key(**said)
        title, group = described.get("title", described["name"]), _own(described, "group", "")
        return cls(described["name"], title, show, tuple(_own(described, "sumOf", ())), group, key)


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

    @property
    def is_data(self) -> bool:
        """Whether it is a row of data: it says something, and is no head, no sum, and no part of the row above it."""
        return self.role == "body" and any(cell != "" for cell in self.cells.values())

    def descriptor(self, *, is_data: bool) -> dict[str, Any]:
        """What a resource tells of it beside its cells, and of these if it is no row of data; nothing that is empty."""
        told: dict[str, Any] = {"role": self.role}
        if not is_data:
            told["cells"] = dict(self.cells)
        if self.values:
            told["values"] = dict(self.values)
        if self.key is not None:
            told["key"] = self.key.said
        if self.cell_keys:
            told["cellKeys"] = {name: key.said for name, key in self.cell_keys.items()}
        return told


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
    def _marks(self) -> list[str]:
        """What stands for a value that is not told, the usual marks first: "*", or ">36" where the end is not known."""
        numbers = [column.name for column in self.columns if column.is_number]
        told = {cell for row in self.rows for name in numbers if isinstance(cell := row.cells.get(name), str)}
        hidden = {HIDDEN for row in self.rows if HIDDEN in row.cells.values()}
        usual = ["", MISSING, NOT_APPLICABLE]
        return [*usual, *sorted((told | hidden) - {*usual})]

    def payload(self) -> dict[str, Any]:
        """The tabular data resource: schema, rows of data, title and source, and what is ours.

        ``data`` has the rows that may be added up, and nothing else. ``thidua:rows`` has every row in the order of the
        page: its role, its cells if it is no row of data, what it knows in codes and numbers of JSON (``values``; a
        comparison's are told by `thidua.measures.change.Change.values`) and its key. The key of a cell is that of the
        table with that of its row and that of its column, if both have one, and its own.
        """
        long: dict[str, Any] = {f"{OWN}printed": sorted(self.printed)} if self.printed is not None else {}
        long |= {f"{OWN}dense": True} if self.dense else {}
        # A row of nothing but marks is an empty one to readers of the format, who refuse that.
        marks = {None, *self._marks}
        is_data = [row.is_data and not marks.issuperset(row.cells.values()) for row in self.rows]
        data = list(compress(self.rows, is_data))
        return {
            "profile": "tabular-data-resource",
            "name": self.name,
            "title": self.title,
            "schema": {
                "fields": [column.descriptor(column.type_of(data)) for column in self.columns],
                "missingValues": self._marks,
            },
            # Without a row of data the heads alone are one: readers of the format refuse an empty list.
            "data": [dict(row.cells) for row in data] or [[column.name for column in self.columns]],
            f"{OWN}rows": [row.descriptor(is_data=is_) for row, is_ in zip(self.rows, is_data, strict=True)],
            f"{OWN}key": self.key.said,
            f"{OWN}values": dict(self.values),
            f"{OWN}notes": list(self.notes),
            "sources": [{"title": self.source}] if self.source else [],
            f"{OWN}illustrative": self.illustrative,
            f"{OWN}wide": self.wide,
            f"{OWN}landscape": self.landscape,
            f"{OWN}agreesWith": self.agrees_with,
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
            tuple(_own(resource, "notes", ())),
            "; ".join(source["title"] for source in resource.get("sources", ())),
            bool(_own(resource, "illustrative", False)),
            bool(_own(resource, "wide", False)),
            bool(_own(resource, "landscape", False)),
            _own(resource, "agreesWith", ""),
            dict(_own(resource, "values", {})),
            Key(**_own(resource, "key", {})),
            None if (printed := _own(resource, "printed", None)) is None else frozenset(printed),
            bool(_own(resource, "dense", False)),
        )

    def _repr_mimebundle_(self, include: Any = None, exclude: Any = None) -> dict[str, Any]:
        shown = print_table(self)
        lines = ["\t".join(cell.text for cell in row.cells) for row in shown.rows]
        heads = (" ".join(part for part in (head.group, head.text) if part) for head in shown.header)
        plain = "\n".join([self.title, "\t".join(heads), *lines])
        return {"text/plain": plain, "text/html": part_html(shown), TABLE_MIME: self.payload()}


def _own(said: Mapping[str, Any], name: str, otherwise: Any) -> Any:
    """A property of ours; the programs before wrote it without its prefix."""
    return said.get(f"{OWN}{name}", said.get(name, otherwise))


def _rows(resource: Mapping[str, Any]) -> Iterator[Row]:
    """Every row in the order of the page: those of data, and where they belong what stands apart from them."""
    data = [row for row in resource["data"] if isinstance(row, Mapping)]
    if f"{OWN}rows" not in resource:
        yield from _rows_together(resource)
        return
    rest = iter(data)
    told = resource[f"{OWN}rows"]
    if sum("cells" not in each for each in told) != len(data):
        raise ValueError(f"{len(data)} rows of data; expected as many as {OWN}rows tells")
    for each in told:
        cells = each["cells"] if "cells" in each else next(rest)
        yield _row(cells, each["role"], each.get("values", {}), each.get("key"), each.get("cellKeys", {}))


def _rows_together(resource: Mapping[str, Any]) -> Iterator[Row]:
    """The rows of a resource that kept its sums among its data, as the programs before wrote it; or another's."""
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
        yield _row(cells, role, values, key, cell_keys)


def _row(cells: Mapping[str, Cell], role: Any, values: Mapping[str, Value], key: Any, cell_keys: Any) -> Row:
    if role not in get_args(Role):
        raise ValueError(f"a row has the role {role!r}; expected one of {', '.join(get_args(Role))}")
    own = {name: Key(**said) for name, said in cell_keys.items()}
    return Row(dict(cells), role, dict(values), None if key is None else Key(**key), own)
