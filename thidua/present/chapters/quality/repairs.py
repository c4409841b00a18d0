"""What was put right in the files as they were read, and which files a later one has replaced."""

from __future__ import annotations

from thidua.present.chapters.quality.inbox import Quality
from thidua.present.chapters.quality.layout import file_table, file_words
from thidua.present.language import tr
from thidua.present.letters import printable
from thidua.present.part import Part, plain
from thidua.present.table import Cell, Column, Row, Table


def table(quality: Quality) -> Table | Part:
    """What was put right, by file and kind: how many cells, and one of them as sent and as read."""
    name, repairs = "repairs", quality.repairs
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
        cells: dict[str, Cell] = {"kinds": ", ".join(_repair_words(kind) for kind in str(kinds).split("+"))}
        cells |= {"file": file_words(str(file)), "cells": len(same), "example": _example(first["sent"], first["read"])}
        rows.append((str(first["unit"]), Row(cells)))
    notes = [tr("Số liệu không đổi, chỉ chữ được đọc lại cho đúng. “·”: khoảng trắng lạ; dấu rời: dấu tách khỏi chữ.")]
    return file_table(quality, name, tr("Chữ đã được sửa khi đọc"), columns, rows, notes)


def _repair_words(kind: str) -> str:
    return {
        "spaces": tr("khoảng trắng lạ"),
        "composed": tr("dấu rời"),
        "lookalike": tr("chữ Đ lạ"),
        "tcvn3": tr("bảng mã TCVN3"),
        "vni": tr("bảng mã VNI"),
        "decision": tr("số quyết định"),
    }[kind]


def _example(sent: str, read: str) -> str:
    odd = "".join("·" if letter.isspace() and letter not in " \t\r\n" else letter for letter in sent)
    before, after = printable(odd, limit=32), printable(read, limit=32)
    return tr("“{text}” (nhìn giống nhau)", text=after) if before == after else f"“{before}” → “{after}”"


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
