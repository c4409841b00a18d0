"""Tables of figures in Word: heads that repeat on every page, rows that no page breaks, rules above and below only."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from thidua.export.word.markup import (
    GREY,
    Align,
    Element,
    keep_with_next,
    node,
    paragraph,
    run,
    twips,
    written,
)
from thidua.export.word.widths import PAGE_MM, Setting, is_wordy, setting_of
from thidua.present.language import tr
from thidua.present.printed import PrintedRow, PrintedTable

WHOLE_MM = 70.0
"""A table that is no higher than this is never broken; a longer one keeps its beginning and its end together, and each
of its groups of rows that is no higher."""
_EDGES: dict[str, dict[str, str | int]] = {
    "rule": {"val": "single", "sz": 4, "color": "000000"},
    "span": {"val": "single", "sz": 3, "color": GREY},
}


def table_elements(table: PrintedTable) -> list[Element]:
    """A table with its caption above it and its notes below."""
    setting = setting_of(table)
    below = notes(table)
    return [caption(table, keep_next=True), *_grids(table, setting, keep_end=bool(below)), *(below or [_end()])]


def caption(shown: PrintedTable, *, keep_next: bool) -> Element:
    """ "Bảng 1. What it is": the number in bold."""
    return paragraph("Caption", run(f"{shown.label}. ", bold=True), run(shown.title), keep_next=keep_next)


def notes(shown: PrintedTable) -> list[Element]:
    """What stands below a table or chart: its mark, its notes, its source; nothing where there is nothing to say."""
    source = [tr("Nguồn: {source}.", source=shown.source)] if shown.source else []
    words = " ".join([*shown.notes, *source])
    mark = [run(tr("Số liệu minh họa.") + (" " if words else ""))] if shown.illustrative else []
    return [paragraph("TableNotes", *mark, run(words))] if words or mark else []


def written_table(rows: Sequence[Sequence[Sequence[Element]]], setting: Setting, *, has_head: bool) -> Element:
    """A table in somebody's own words: the runs of its cells, row by row."""
    last = len(rows) - 1
    made = []
    for number, row in enumerate(rows):
        edges = {"top": number in (0, int(has_head)), "bottom": number == last}
        cells = [_cell(width, _line(*cell), edges=edges) for width, cell in zip(setting.columns, row, strict=True)]
        made.append(_row(cells, is_head=has_head and number == 0))
    return _table(setting, made)


def _grids(table: PrintedTable, setting: Setting, *, keep_end: bool) -> list[Element]:
    """The rows under their heads.

    Word repeats nothing but the first rows of a table. So a group that is too long to stay whole is a table of its own
    below the same heads: its name is one of them, and comes again on each page with its rows.
    """
    stretches = _stretches(table, setting)
    whole = setting.height_mm(table) <= WHOLE_MM
    elements: list[Element] = []
    for at, (begin, end, is_long) in enumerate(stretches):
        is_last = at + 1 == len(stretches)
        heads = _head_rows(table, setting)
        rows = [_body_row(table, setting, number, is_head=is_long and number == begin) for number in range(begin, end)]
        kept = _kept(table, setting, begin, end, whole=whole)
        kept |= {end - 1} if is_last and keep_end else set()
        of_body = [keep_with_next(row) if number in kept else row for number, row in enumerate(rows, begin)]
        of_table = [*map(keep_with_next, heads), *of_body]
        elements.append(_table(setting, of_table, title=f"{table.label}. {table.title}"))
        elements += [] if is_last else [paragraph("Rule")]
    return elements


def _groups(table: PrintedTable) -> list[tuple[int, int]]:
    """Where each group of rows begins, and where it ends: before the next, or before the total."""
    roles = [row.role for row in table.rows]
    ends = [at for at, role in enumerate(roles) if role in ("group", "total")] + [len(roles)]
    return [(begin, next(end for end in ends if end > begin)) for begin, role in enumerate(roles) if role == "group"]


def _stretches(table: PrintedTable, setting: Setting) -> list[tuple[int, int, bool]]:
    """The rows that stand in one table each, and whether they are one long group, which may go over pages."""
    long = {begin for begin, end in _groups(table) if setting.rows_mm(table.rows[begin:end]) > WHOLE_MM}
    if setting.height_mm(table) <= PAGE_MM:
        long = set()
    after = {end for begin, end in _groups(table) if begin in long and end < len(table.rows)}
    starts = sorted({0} | long | {at for at in after if table.rows[at].role == "group"})
    ends = [*starts[1:], len(table.rows)]
    return [(begin, end, begin in long) for begin, end in zip(starts, ends, strict=True)]


def _kept(table: PrintedTable, setting: Setting, begin: int, end: int, *, whole: bool) -> set[int]:
    """Which rows stay on the page of the next: the first, heads of groups, short groups, and those at the end."""
    if whole:
        return set(range(begin, end - 1))
    kept = {begin, *range(max(begin, end - 3), end)}
    for first, last in _groups(table):
        kept |= set(range(first, last - 1)) if setting.rows_mm(table.rows[first:last]) <= WHOLE_MM else {first}
    return kept & set(range(begin, end - 1))


def _head_rows(table: PrintedTable, setting: Setting) -> list[Element]:
    columns = setting.columns
    aligned = [head.align for head in table.header]
    if not table.spans:
        cells = [
            _cell(
                width,
                _line(run(head.text, bold=True, size=setting.head_points), align=side),
                edges={"top": True, "bottom": True},
                foot=True,
            )
            for width, head, side in zip(columns, table.header, aligned, strict=True)
        ]
        return [_row(cells, is_head=True)]
    upper, lower, at = [], [], 0
    for span in table.spans:
        own = list(range(at, at + span.columns))
        if span.text:
            words = _line(run(span.text, bold=True, size=setting.head_points), align="center")
            width = sum(columns[each] for each in own)
            upper.append(_cell(width, words, span=span.columns, edges={"top": True}, spanning=True))
            for each in own:
                line = _line(run(table.header[each].text, bold=True, size=setting.head_points), align=aligned[each])
                lower.append(_cell(columns[each], line, edges={"bottom": True}, foot=True))
        else:
            line = _line(run(table.header[at].text, bold=True, size=setting.head_points), align=aligned[at])
            upper.append(_cell(columns[at], line, edges={"top": True}, foot=True, merge="restart"))
            lower.append(_cell(columns[at], _line(), edges={"bottom": True}, foot=True, merge="continue"))
        at += span.columns
    return [_row(upper, is_head=True), _row(lower, is_head=True, height_mm=_lower_mm(table, setting))]


def _lower_mm(table: PrintedTable, setting: Setting) -> float:
    """What the lower head row needs for the heads that stand in both.

    LibreOffice 7.4 gives it no more than its own cells ask where the heads are repeated on the next page, and cuts
    the others.
    """
    pairs = zip(table.header, setting.columns, strict=True)
    lines = max((setting.head_lines(head.text, width) for head, width in pairs if not head.group), default=1)
    return max(0, lines - 1) * setting.line_mm + 2 * setting.above


def _body_row(table: PrintedTable, setting: Setting, number: int, *, is_head: bool = False) -> Element:
    row = table.rows[number]
    edges = {"top": row.role == "total", "bottom": number == len(table.rows) - 1}
    if is_wordy(row):
        is_group = row.role == "group"
        words = run(row.cells[0].text, bold=is_group, italic=not is_group, size=setting.points)
        cell = _cell(sum(setting.columns), _line(words), span=len(setting.columns), edges=edges)
        return _row([cell], is_head=is_head)
    cells = []
    for at, (printed, width) in enumerate(zip(row.cells, setting.columns, strict=True)):
        words = run(printed.text, bold=row.role == "total", italic=row.role == "subtotal", size=setting.points)
        indent = _indent(table, row) if at == 0 else 0.0
        cells.append(_cell(width, _line(words, align=printed.align, indent=indent), edges=edges))
    return _row(cells)


def _indent(table: PrintedTable, row: PrintedRow) -> float:
    """How far the words of a first cell stand in, where heads of groups stand above them."""
    if table.wide or not any(each.role == "group" for each in table.rows):
        return 0.0
    steps = {"body": 3.0, "part": 6.0}.get(row.role, 0.0)
    return steps * 2 / 3 if table.landscape else steps


def _line(*content: Element, align: Align = "left", indent: float = 0.0) -> Element:
    """What stands in a cell."""
    return paragraph("TableText", *content, align=align, indent_mm=(indent, 0.0) if indent else None)


def _cell(
    width: float,
    content: Element,
    *,
    span: int = 1,
    merge: str = "",
    edges: dict[str, bool],
    foot: bool = False,
    spanning: bool = False,
) -> Element:
    top, bottom = edges.get("top", False), edges.get("bottom", False)
    return f"<w:tc>{_cell_properties(width, span, merge, top, bottom, foot, spanning)}{content}</w:tc>"


@lru_cache(maxsize=1024)
def _cell_properties(
    width: float, span: int, merge: str, top: bool, bottom: bool, foot: bool, spanning: bool
) -> Element:
    """How a cell looks: those of a column look alike."""
    borders = [node(side, **_EDGES["rule"]) for side, is_drawn in (("top", top), ("bottom", bottom)) if is_drawn]
    if spanning:
        borders.append(node("bottom", **_EDGES["span"]))
    return node(
        "tcPr",
        node("tcW", w=twips(width), type="dxa"),
        node("gridSpan", val=span) if span > 1 else None,
        node("vMerge", val=merge) if merge else None,
        node("tcBorders", *borders) if borders else None,
        node("vAlign", val="bottom") if foot else None,
    )


def _row(cells: Sequence[Element], *, is_head: bool = False, height_mm: float = 0.0) -> Element:
    height = node("trHeight", val=twips(height_mm), hRule="atLeast") if height_mm else None
    return node("tr", node("trPr", node("cantSplit"), height, node("tblHeader") if is_head else None), *cells)


def _table(setting: Setting, rows: Sequence[Element], *, title: str = "") -> Element:
    margins = node(
        "tblCellMar",
        node("top", w=twips(setting.above), type="dxa"),
        node("left", w=twips(setting.side), type="dxa"),
        node("bottom", w=twips(setting.above), type="dxa"),
        node("right", w=twips(setting.side), type="dxa"),
    )
    properties = node(
        "tblPr",
        node("tblStyle", val="FigureTable"),
        node("tblW", w=twips(sum(setting.columns)), type="dxa"),
        node("tblLayout", type="fixed"),
        margins,
        node("tblLook", val="0420", firstRow=1, lastRow=0, firstColumn=0, lastColumn=0, noHBand=0, noVBand=1),
        node("tblCaption", val=written(title)) if title else None,
    )
    grid = node("tblGrid", *(node("gridCol", w=twips(width)) for width in setting.columns))
    return node("tbl", properties, grid, *rows)


def _end() -> Element:
    """Room below a table without notes; two tables without a paragraph between them would be one."""
    return paragraph("TableNotes")
