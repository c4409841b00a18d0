"""What was put right or understood in the files as they were read, and which files a later one has replaced.

What stands in a cell is not told unless it can be nobody's name: a number, a day, the number of a decision.
"""

from __future__ import annotations

import re
from collections.abc import Hashable, Mapping
from typing import Any

import pandas as pd

from thidua.intake.cells.decisions import DecisionNo, read_decision
from thidua.present.chapters.quality.inbox import Quality
from thidua.present.chapters.quality.layout import file_table, file_words
from thidua.present.language import tr
from thidua.present.letters import printable
from thidua.present.part import Part, plain
from thidua.present.table import Cell, Column, Row, Table

_REASONED = ("left_out", "unused", "joined")
"""Kinds that say why cells were not counted."""

_UNDERSTOOD = ("carried", "heading", *_REASONED)
"""Kinds that are no text put right: a value that was taken from another cell, and cells that were not counted."""

_RANGE = re.compile("([A-Z]+)([0-9]+)(?::([A-Z]+)([0-9]+))?")


def table(quality: Quality) -> Table | Part:
    """What was put right, by file and kind: how many cells, and one of them."""
    name, repairs = "repairs", quality.repairs[~_is_understood(quality.repairs)]
    if repairs.empty:
        return plain(name, tr("Không phải sửa chữ nào."))
    columns = (
        Column("kinds", tr("Đã sửa"), "label"),
        Column("file", tr("Tệp"), "text"),
        Column("cells", tr("Số ô")),
        Column("example", tr("Ví dụ"), "text"),
    )
    rows = []
    for (file, kinds), same in repairs.groupby(["file", "kinds"], sort=True):
        cells: dict[str, Cell] = {"kinds": _kinds_words(str(kinds)), "file": file_words(str(file)), "cells": len(same)}
        rows.append((str(same.iloc[0]["unit"]), Row({**cells, "example": _example(same)})))
    notes = [
        tr("Số liệu không đổi, chỉ chữ được đọc lại cho đúng. Dấu rời: dấu tách khỏi chữ."),
        tr("Chữ ghi trong ô không in ở đây vì có thể là tên người; bản trả lời đơn vị có nêu."),
    ]
    return file_table(quality, name, tr("Chữ đã được sửa khi đọc"), columns, rows, notes)


def understood_table(quality: Quality) -> Table | None:
    """Values that were taken from another cell, and what was not counted, by file and kind, with an example.

    Nothing is shown where every row says everything itself.
    """
    found = quality.repairs[_is_understood(quality.repairs)]
    if found.empty:
        return None
    columns = (
        Column("kinds", tr("Đã hiểu"), "label"),
        Column("file", tr("Tệp"), "text"),
        Column("places", tr("Số chỗ")),
        Column("cells", tr("Số ô")),
        Column("example", tr("Ví dụ: ô ← lấy từ ô"), "text"),
    )
    rows = []
    for (file, kinds), same in found.groupby(["file", "kinds"], sort=True):
        cells: dict[str, Cell] = {"kinds": _kinds_words(str(kinds)), "file": file_words(str(file)), "places": len(same)}
        cells |= {"cells": sum(map(_cells_in, same["cell"])), "example": _example(same)}
        rows.append((str(same.iloc[0]["unit"]), Row(cells)))
    notes = [
        tr("Giá trị ghi một lần được điền cho các dòng của nó; phần không tính không có trong số liệu của báo cáo.")
    ]
    return file_table(quality, "understood", tr("Giá trị được điền và phần không tính"), columns, rows, notes)


def _is_understood(repairs: pd.DataFrame) -> pd.Series:
    return pd.Series(
        [not set(_UNDERSTOOD).isdisjoint(str(kinds).split("+")) for kinds in repairs["kinds"]],
        repairs.index,
        dtype=bool,
    )


def _kinds_words(kinds: str) -> str:
    return ", ".join(_repair_words(kind) for kind in kinds.split("+"))


def _repair_words(kind: str) -> str:
    return {
        "spaces": tr("khoảng trắng lạ"),
        "composed": tr("dấu rời"),
        "lookalike": tr("chữ Đ lạ"),
        "tcvn3": tr("bảng mã TCVN3"),
        "vni": tr("bảng mã VNI"),
        "decision": tr("số quyết định"),
        "carried": tr("giá trị ghi một lần cho nhiều dòng"),
        "heading": tr("lấy từ dòng tiêu đề nhóm"),
        "left_out": tr("không tính"),
        "unused": tr("cột không dùng đến"),
        "joined": tr("cột đã ghép với cột bên trái"),
    }[kind]


def _example(same: pd.DataFrame) -> str:
    """One of these places: "ô F9", "ô F10:F14 ← ô F9: “201/QĐ-UBND”"; with what is read there if one may be told."""
    rows = same.to_dict("records")
    first = next((row for row in rows if _telling(row)), rows[0])
    # Who reads "ô F10" of a workbook has to know in which of its sheets.
    sheet = tr("trang “{sheet}”", sheet=printable(str(first["sheet"]), limit=32))
    told = (f"{sheet}, " if same["sheet"].nunique() > 1 else "") + tr("ô {cell}", cell=first["cell"])
    told += f" ← {tr('ô {cell}', cell=first['origin'])}" if first["origin"] else ""
    text = printable(_telling(first), limit=32)
    return f"{told}: {text}" if text else told


def _telling(repair: Mapping[Hashable, Any]) -> str:
    """What was read, if it can be nobody's name: it has no letters, or is a decision's number, or a reason of ours."""
    read = str(repair["read"])
    if not set(_REASONED).isdisjoint(str(repair["kinds"]).split("+")):
        return read
    decision = read_decision(read)
    is_number = isinstance(decision, DecisionNo) and decision.text == read
    return read if is_number or not any(map(str.isalpha, read)) else ""


def _cells_in(cells: str) -> int:
    """How many cells a repair is about: "F9" is one, "F10:F14" five."""
    number = 0
    for first, top, last, bottom in _RANGE.findall(cells):
        height = int(bottom) - int(top) + 1 if bottom else 1
        number += height * (_column_number(last) - _column_number(first) + 1 if last else 1)
    return max(number, 1)


def _column_number(letters: str) -> int:
    number = 0
    for letter in letters:
        number = 26 * number + ord(letter) - ord("A") + 1
    return number


def versions_table(quality: Quality) -> Table | Part:
    """Files whose place a later one has taken."""
    name = "versions"
    replaced = {(table.file, table.superseded_by): table for table in quality.tables if table.state == "superseded"}
    if not replaced:
        return plain(name, tr("Không có tệp nào được thay bằng bản gửi sau."))
    columns = (
        Column("came", tr("Nhận ngày"), "label"),
        Column("file", tr("Tệp được thay"), "text"),
        Column("by", tr("Thay bằng"), "text"),
    )
    received = {table.file: table.received_on for table in quality.tables}
    rows = []
    for (file, by), table in replaced.items():
        day = f" {tr('(nhận {day})', day=f'{received[by]:%d/%m/%Y}')}" if by in received else ""
        cells: dict[str, Cell] = {"came": f"{table.received_on:%d/%m/%Y}", "file": file_words(file)}
        rows.append((table.unit, Row({**cells, "by": f"{file_words(by)}{day}"})))
    return file_table(quality, name, tr("Tệp đã có bản gửi sau thay thế"), columns, rows)
