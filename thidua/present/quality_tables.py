"""The tables of the quality report on what was found, what differs, what was put right and what was replaced.

Who sent what is in ``quality_sent``; every word of a sender passes through ``printable`` before it stands in a table.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterable, Sequence
from typing import Any

import pandas as pd

from thidua.intake.finding import REPAIRS_VI
from thidua.intake.rules import rule_name
from thidua.present.letters import printable
from thidua.present.numbers import MISSING, vi_count, vi_number
from thidua.present.part import Part, plain
from thidua.present.quality import Quality, SentFile
from thidua.present.sentences import award_name, kinds_name, upper_first
from thidua.present.table import Cell, Column, Row, Table
from thidua.registry import get_unit, units

NOBODY = "Chưa rõ đơn vị"
LONGEST = 40
"""A table shows so many rows: whoever has more to mend reads the answers to the senders, not a page."""
NAMED_UNITS = 6
USED_VI = {"decision_list": "danh sách", "summary_return": "biểu tổng hợp", "quotation": "số trích dẫn"}


def unit_words(unit: str) -> str:
    """A unit at the start of a line: "Huyện Ba Bể"; without an id, that nobody is known."""
    return upper_first(get_unit(unit).name) if unit else NOBODY


def in_order(ids: Iterable[str]) -> list[str]:
    """Units in the order of the registry, nobody last."""
    order = {unit.id: at for at, unit in enumerate(units())}
    return sorted(set(ids), key=lambda one: order.get(one, len(order)))


def findings_table(quality: Quality) -> Table | Part:
    """What was found, by rule: how many errors and warnings, and at which units."""
    name = "findings"
    found = quality.findings
    lacking = [*quality.answered("missing"), *quality.answered("partial")]
    unsent = pd.DataFrame([{"rule": "V20", "severity": "warning", "unit": answer.wish.unit} for answer in lacking])
    found = pd.concat([found, unsent]) if len(unsent) else found
    if found.empty:
        return plain(name, "Không có lỗi hoặc cảnh báo nào." if quality.has_inbox else "Không có tệp nào để kiểm tra.")
    columns = (
        Column("rule", "Mã, nội dung", "label"),
        Column("errors", "Lỗi"),
        Column("warnings", "Cảnh báo"),
        Column("units", "Đơn vị (số lỗi, cảnh báo)", "text"),
    )
    rows = []
    for rule, same in found.groupby("rule", sort=True):
        counts = {"errors": _number(same, "error"), "warnings": _number(same, "warning")}
        words = f"{rule}. {upper_first(rule_name(str(rule)))}"
        rows.append(Row({"rule": words, **counts, "units": _units_words(same)}))
    if len(rows) > 1:
        sums = {"errors": _number(found, "error"), "warnings": _number(found, "warning")}
        rows.append(Row({"rule": "Cộng", **sums, "units": ""}, "total"))
    notes = ["Lỗi: cả tệp chưa được tính. Cảnh báo: số liệu vẫn được tính, đề nghị kiểm tra."]
    return report_table(quality, name, "Lỗi và cảnh báo theo quy tắc kiểm tra", columns, rows, notes)


def _number(findings: pd.DataFrame, severity: str) -> int:
    return int((findings["severity"] == severity).sum())


def _units_words(findings: pd.DataFrame) -> str:
    counts = Counter(findings["unit"])
    names = [f"{unit_words(unit)} ({vi_number(counts[unit])})" for unit in in_order(counts)]
    others = [f"{vi_number(len(names) - NAMED_UNITS)} đơn vị khác"] if len(names) > NAMED_UNITS else []
    return ", ".join([*names[:NAMED_UNITS], *others])


def rejected_table(quality: Quality) -> Table | Part:
    """The files that do not count, each with its first error and where it stands."""
    name = "rejected"
    files = quality.of_state("rejected")
    if not files:
        return plain(name, "Không có tệp nào bị lỗi.")
    columns = (
        Column("came", "Nhận ngày", "label"),
        Column("file", "Tệp chưa được tính", "text"),
        Column("first", "Lỗi đầu tiên", "text"),
        Column("errors", "Số lỗi"),
    )
    errors = quality.findings[quality.findings["severity"] == "error"]
    rows = []
    for file in files:
        of_file = errors[errors["file"] == file.file]
        again = " (đã gửi bản khác)" if file.file in quality.mended else ""
        cells: dict[str, Cell] = {"came": f"{file.received_on:%d/%m/%Y}", "file": f"{_file_words(file.file)}{again}"}
        first = MISSING if of_file.empty else _finding_words(of_file.iloc[0])
        rows.append((file.unit, Row({**cells, "first": first, "errors": len(of_file)})))
    notes = [f"Người gửi {NOBODY.lower()}: {senders}."] if (senders := _unknown_senders(files)) else []
    return _file_table(quality, name, "Tệp có lỗi, chưa được tính", columns, rows, notes)


def _finding_words(finding: pd.Series) -> str:
    """Where it is and what it is: "trang “CN”, ô M29: Ngày quyết định …"."""
    places = [f"trang “{printable(finding['sheet'], limit=30)}”" if finding["sheet"] else ""]
    places += [f"ô {finding['cell']}" if finding["cell"] else ""]
    where = ", ".join(place for place in places if place)
    text = printable(finding["text"], limit=160)
    return f"{where}: {text}" if where else text


def _unknown_senders(files: Iterable[SentFile]) -> str:
    senders = sorted({file.sender for file in files if file.sender and not file.unit})
    return ", ".join(printable(sender, limit=40) for sender in senders[:NAMED_UNITS])


def differences_table(quality: Quality) -> Table | Part:
    """Where lists and returns count differently, and which of the two the reports use."""
    name, report = "differences", quality.report
    found = report.dataset.facts.differences(report.unit, report.period)
    # What only lists have, and is taken from them, asks nobody for anything.
    is_open = found["returned"].notna() | (found["used"] != "decision_list")
    rows = [(row["unit"], _difference_row(row, report.regime)) for row in found[is_open].to_dict("records")]
    notes = ["Chênh lệch: danh sách trừ biểu tổng hợp."]
    if found[is_open]["returned"].isna().any():
        notes.append("“…” biểu tổng hợp không có số, nên số của danh sách chưa được tính.")
    if (found["used"] == "summary_return").any():
        notes.append("Đơn vị chưa có danh sách đủ cả kỳ thì báo cáo dùng biểu tổng hợp.")
    if not is_open.all():
        notes.append(f"Ngoài ra {vi_count(int((~is_open).sum()))} số chỉ có trong danh sách và đã được tính.")
    if not rows:
        return plain(name, "Không có số nào mà danh sách và biểu tổng hợp ghi khác nhau.", *(notes[1:]))
    columns = (
        Column("what", "Danh hiệu, hình thức, đối tượng", "label"),
        Column("listed", "Danh sách"),
        Column("returned", "Biểu tổng hợp"),
        Column("difference", "Chênh lệch"),
        Column("used", "Báo cáo dùng", "text"),
    )
    return report_table(quality, name, "Danh sách khác biểu tổng hợp", columns, _by_unit(rows, "what"), notes)


def _difference_row(row: dict[Hashable, Any], regime: str) -> Row:
    is_known = not pd.isna(row["returned"])
    return Row(
        {
            "what": f"{award_name(row['award'], regime=regime)}, {kinds_name(row['recipient_kind'])}",
            "listed": int(row["listed"]),
            "returned": int(row["returned"]) if is_known else MISSING,
            "difference": int(row["listed"]) - int(row["returned"]) if is_known else MISSING,
            "used": USED_VI.get(row["used"], row["used"]),
        }
    )


def repairs_table(quality: Quality) -> Table | Part:
    """What was put right, by file and kind: how many cells, and one of them as sent and as read."""
    name, repairs = "repairs", quality.repairs
    if repairs.empty:
        return plain(name, "Không phải sửa chữ nào.")
    columns = (
        Column("kinds", "Đã sửa", "label"),
        Column("file", "Tệp", "text"),
        Column("cells", "Số ô"),
        Column("example", "Ví dụ: đã gửi → đọc là", "text"),
    )
    rows = []
    for (file, kinds), same in repairs.groupby(["file", "kinds"], sort=True):
        first = same.iloc[0]
        cells: dict[str, Cell] = {"kinds": ", ".join(REPAIRS_VI[kind] for kind in str(kinds).split("+"))}
        cells |= {"file": _file_words(str(file)), "cells": len(same), "example": _example(first["sent"], first["read"])}
        rows.append((str(first["unit"]), Row(cells)))
    notes = ["Số liệu không đổi, chỉ chữ được đọc lại cho đúng. “·”: khoảng trắng lạ; dấu rời: dấu tách khỏi chữ."]
    return _file_table(quality, name, "Chữ đã được sửa khi đọc", columns, rows, notes)


def _example(sent: str, read: str) -> str:
    odd = "".join("·" if letter.isspace() and letter not in " \t\r\n" else letter for letter in sent)
    before, after = printable(odd, limit=32), printable(read, limit=32)
    return f"“{after}” (nhìn giống nhau)" if before == after else f"“{before}” → “{after}”"


def versions_table(quality: Quality) -> Table | Part:
    """Files whose place a later one has taken."""
    name = "versions"
    replaced = {(table.file, table.superseded_by): table for table in quality.tables if table.state == "superseded"}
    if not replaced:
        return plain(name, "Không có tệp nào được thay bằng bản gửi sau.")
    columns = (
        Column("came", "Nhận ngày", "label"),
        Column("file", "Tệp được thay", "text"),
        Column("by", "Thay bằng", "text"),
    )
    received = {table.file: table.received_on for table in quality.tables}
    rows = []
    for (file, by), table in replaced.items():
        day = f" (nhận {received[by]:%d/%m/%Y})" if by in received else ""
        cells: dict[str, Cell] = {"came": f"{table.received_on:%d/%m/%Y}", "file": _file_words(file)}
        rows.append((table.unit, Row({**cells, "by": f"{_file_words(by)}{day}"})))
    return _file_table(quality, name, "Tệp đã có bản gửi sau thay thế", columns, rows)


def _file_words(file: str) -> str:
    return printable(file, limit=90)


def _by_unit(rows: Sequence[tuple[str, Row]], first: str) -> list[Row]:
    """The rows of each unit under its name."""
    grouped: list[Row] = []
    for unit in in_order(of for of, _ in rows):
        grouped.append(Row({first: unit_words(unit)}, "group"))
        grouped += [row for of, row in rows if of == unit]
    return grouped


def report_table(
    quality: Quality,
    name: str,
    title: str,
    columns: Sequence[Column],
    rows: Sequence[Row],
    notes: Iterable[str] = (),
    *,
    wide: bool = False,
) -> Table:
    """A table of the report about its period."""
    title = f"{title}, {quality.report.period_label}"
    is_illustrative = quality.report.is_illustrative
    return Table(name, title, tuple(columns), tuple(rows), tuple(notes), illustrative=is_illustrative, wide=wide)


def _file_table(
    quality: Quality,
    name: str,
    title: str,
    columns: Sequence[Column],
    rows: Sequence[tuple[str, Row]],
    notes: Iterable[str] = (),
) -> Table:
    """A table of files, each unit's under its name; of a very long one the first rows, and how many there are."""
    grouped = _by_unit(rows[:LONGEST], columns[0].name)
    cut = [f"Chỉ in {LONGEST} trong {vi_number(len(rows))} dòng."] if len(rows) > LONGEST else []
    return report_table(quality, name, title, columns, grouped, [*notes, *cut], wide=True)
