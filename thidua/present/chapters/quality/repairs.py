"""What was put right or understood in the files as they were read, and which files a later one has replaced."""

from __future__ import annotations

import re

import pandas as pd

from thidua.present.chapters.quality.inbox import Quality
from thidua.present.chapters.quality.layout import file_table, file_words
from thidua.present.language import tr
from thidua.present.letters import printable
from thidua.present.part import Part, plain
from thidua.present.table import Cell, Column, Row, Table

_UNDERSTOOD = ("carried", "heading", "left_out", "unused")
"""Kinds that are no text put right: a value that was taken from another cell, and cells that were not counted."""

_RANGE = re.compile("([A-Z]+)([0-9]+)(?::([A-Z]+)([0-9]+))?")


def table(quality: Quality) -> Table | Part:
    """What was put right, by file and kind: how many cells, and one of them as sent and as read."""
    name, repairs = "repairs", quality.repairs[~_is_understood(quality.repairs)]
    if repairs.empty:
        return plain(name, tr("Không phải sửa chữ nào."))
    columns = (
        Column("kinds", tr("Đã sửa"), "label"),
        Column("file", tr("Tệp"), "text"),
        Column("cells", tr("Số ô")),
        Column("example", tr("Ví dụ: đã gửi → đọc là"), "text"),
    )
    rows = []
    for (file, kinds), same in repairs.groupby(["file", "kinds"], sort=True):
        first = same.iloc[0]
        cells: dict[str, Cell] = {"kinds": _kinds_words(str(kinds)), "file": file_words(str(file)), "cells": len(same)}
        rows.append((str(first["unit"]), Row({**cells, "example": _example(first["sent"], first["read"])})))
    notes = [tr("Số liệu không đổi, chỉ chữ được đọc lại cho đúng. “·”: khoảng trắng lạ; dấu rời: dấu tách khỏi chữ.")]
    return file_table(quality, name, tr("Chữ đã được sửa khi đọc"), columns, rows, notes)


def understood_table(quality: Quality) -> Table | None:
    """Values that were taken from another cell, and what was not counted, by file and kind, with an example.

    Nothing is shown where every row says everything itself. A name of a person is never in it: a carried one has no
    text.
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
        cells |= {"cells": sum(map(_cells_in, same["cell"])), "example": _origin_example(same)}
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
    }[kind]


def _example(sent: str, read: str) -> str:
    odd = "".join("·" if letter.isspace() and letter not in " \t\r\n" else letter for letter in sent)
    before, after = printable(odd, limit=32), printable(read, limit=32)
    return tr("“{text}” (nhìn giống nhau)", text=after) if before == after else f"“{before}” → “{after}”"


def _origin_example(same: pd.DataFrame) -> str:
    """One of these places, with a text if any of them has one: "ô F10:F14 ← ô F9: “201/QĐ-UBND”"."""
    rows = same.to_dict("records")
    first = next((row for row in rows if row["read"] or row["sent"]), rows[0])
    text = printable(str(first["read"] or first["sent"]), limit=32)
    # Who reads "ô F10" of a workbook has to know in which of its sheets.
    sheet = tr("trang “{sheet}”", sheet=printable(str(first["sheet"]), limit=32))
    told = (f"{sheet}, " if same["sheet"].nunique() > 1 else "") + tr("ô {cell}", cell=first["cell"])
    told += f" ← {tr('ô {cell}', cell=first['origin'])}" if first["origin"] else ""
    return f"{told}: “{text}”" if text else told


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
