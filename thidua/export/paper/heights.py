"""How high tables and charts stand on paper, told before Typst sets them, so that it need not set them twice."""

from __future__ import annotations

import re

from thidua.export.paper.columns import MM, Columns, words_ems
from thidua.export.paper.lines import height_of, lines_of
from thidua.present.language import tr
from thidua.present.printed import PrintedRow, PrintedTable

BODY = 13.0
"""The points of running text."""
CAPTION = 12.0
_SIZE = re.compile(r'<svg[^>]*? viewBox="0 0 (?P<width>[\d.]+) (?P<height>[\d.]+)"')


def table_height(columns: Columns) -> float:
    """How high a table stands with its caption and its notes, in points."""
    rows = sum(_row(row, columns) for row in columns.table.rows)
    return _captioned(columns.table, columns.room, _heads(columns) + rows)


def chart_height(chart: PrintedTable, room: float) -> float:
    """How high a chart stands with its caption and its notes, in points, drawn across the text."""
    return _captioned(chart, room, picture_height(chart, room))


def picture_height(chart: PrintedTable, room: float) -> float:
    """How high its drawing stands."""
    found = _SIZE.search(chart.svg)
    return room * float(found["height"]) / float(found["width"]) if found else 0.0


def _captioned(shown: PrintedTable, room: float, body: float) -> float:
    caption = lines_of(f"{shown.label}. {shown.title}", room, CAPTION)
    heights = [height_of(caption, CAPTION, 0.62), 0.65 * BODY, body]
    below = " ".join([tr("Số liệu minh họa.")] * shown.illustrative + [*shown.notes, source_line(shown)]).strip()
    if below:
        size = 9.0 if shown.landscape else 10.0
        heights += [0.6 * BODY, height_of(lines_of(below, room, size), size, 0.5)]
    return sum(heights)


def source_line(shown: PrintedTable) -> str:
    """The last of its notes: where its figures come from."""
    return tr("Nguồn: {source}.", source=shown.source) if shown.source else ""


def _heads(columns: Columns) -> float:
    """How high the heads stand: one row, or two where columns share a head."""

    def high(words: str, width: float) -> float:
        size = columns.head_size
        return height_of(lines_of(words, width - 2 * columns.inset, size, bold=True), size, 0.45) + 2.4 * MM

    pairs = list(zip(columns.table.header, columns.widths, strict=True))
    if not columns.table.spans:
        return max(high(head.text, width) for head, width in pairs)
    at, upper, alone = 0, 0.0, 0.0
    for span in columns.table.spans:
        if span.text:
            upper = max(upper, high(span.text, sum(columns.widths[at : at + span.columns])))
        else:
            alone = max(alone, high(columns.table.header[at].text, columns.widths[at]))
        at += span.columns
    lower = max((high(head.text, width) for head, width in pairs if head.group), default=0.0)
    return max(alone, upper + lower)


def _row(row: PrintedRow, columns: Columns) -> float:
    beside = columns.above
    size = columns.size
    if row.role == "group":
        return (1.4 if columns.table.landscape else 2.0) * MM + height_of(1, size, 0.45) + beside
    if row.role == "gap":
        return height_of(1, size, 0.45) + 2 * beside
    lines = 1
    for at, (cell, width) in enumerate(zip(row.cells, columns.widths, strict=True)):
        room = width - 2 * columns.inset - (columns.indent(row) if at == 0 else 0.0)
        if words_ems(row, at) * size > room or "\n" in cell.text:
            bold, italic = row.role == "total", row.role == "subtotal"
            lines = max(lines, lines_of(cell.text, room, size, bold=bold, italic=italic))
    return height_of(lines, size, 0.45) + 2 * beside
