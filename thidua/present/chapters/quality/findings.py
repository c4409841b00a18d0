"""What was found wrong: by rule, and file by file that does not count.

What stands in a cell is not told: it may be somebody's name. The sender's answer tells it.
"""

from __future__ import annotations

from collections import Counter

import pandas as pd

from thidua.intake.rules import rule_name
from thidua.present.chapters.quality.inbox import Quality
from thidua.present.chapters.quality.layout import (
    NAMED_UNITS,
    file_table,
    file_words,
    in_order,
    report_table,
    unit_words,
)
from thidua.present.language import language, tr, tr_count
from thidua.present.letters import printable
from thidua.present.numbers import MISSING, write_number
from thidua.present.part import Part, plain
from thidua.present.table import Cell, Column, Row, Table
from thidua.present.words import upper_first


def table(quality: Quality) -> Table | Part:
    """What was found, by rule: how many errors and warnings, and at which units."""
    name = "findings"
    found = quality.findings
    lacking = [*quality.answered("missing"), *quality.answered("partial")]
    unsent = pd.DataFrame([{"rule": "V20", "severity": "warning", "unit": answer.wish.unit} for answer in lacking])
    found = pd.concat([found, unsent]) if len(unsent) else found
    if found.empty:
        words = tr("Không có lỗi hoặc cảnh báo nào.") if quality.has_inbox else tr("Không có tệp nào để kiểm tra.")
        return plain(name, words)
    columns = (
        Column("rule", tr("Mã, nội dung"), "label"),
        Column("errors", tr("Lỗi")),
        Column("warnings", tr("Cảnh báo")),
        Column("units", tr("Đơn vị (số lỗi, cảnh báo)"), "text"),
    )
    rows = []
    for rule, same in found.groupby("rule", sort=True):
        counts = {"errors": _number(same, "error"), "warnings": _number(same, "warning")}
        words = f"{rule}. {upper_first(rule_name(str(rule), language()))}"
        rows.append(Row({"rule": words, **counts, "units": _units_words(same)}))
    if len(rows) > 1:
        sums = {"errors": _number(found, "error"), "warnings": _number(found, "warning")}
        rows.append(Row({"rule": tr("Cộng"), **sums, "units": ""}, "total"))
    notes = [tr("Lỗi: cả tệp chưa được tính. Cảnh báo: số liệu vẫn được tính, đề nghị kiểm tra.")]
    return report_table(quality, name, tr("Lỗi và cảnh báo theo quy tắc kiểm tra"), columns, rows, notes)


def _number(findings: pd.DataFrame, severity: str) -> int:
    return int((findings["severity"] == severity).sum())


def _units_words(findings: pd.DataFrame) -> str:
    counts = Counter(findings["unit"])
    names = [f"{unit_words(unit)} ({write_number(counts[unit])})" for unit in in_order(counts)]
    rest = len(names) - NAMED_UNITS
    others = [tr_count("{number} đơn vị khác", rest, number=write_number(rest))] if rest > 0 else []
    return ", ".join([*names[:NAMED_UNITS], *others])


def rejected_table(quality: Quality) -> Table | Part:
    """The files that do not count, each with its first error and where it stands."""
    name = "rejected"
    files = quality.of_state("rejected")
    if not files:
        return plain(name, tr("Không có tệp nào bị lỗi."))
    columns = (
        Column("came", tr("Nhận ngày"), "label"),
        Column("file", tr("Tệp chưa được tính"), "text"),
        Column("first", tr("Lỗi đầu tiên"), "text"),
        Column("errors", tr("Số lỗi")),
    )
    errors = quality.findings[quality.findings["severity"] == "error"]
    rows = []
    for file in files:
        of_file = errors[errors["file"] == file.file]
        again = f" {tr('(đã gửi bản khác)')}" if file.file in quality.mended else ""
        cells: dict[str, Cell] = {"came": f"{file.received_on:%d/%m/%Y}", "file": f"{file_words(file.file)}{again}"}
        first = MISSING if of_file.empty else _finding_words(of_file.iloc[0])
        rows.append((file.unit, Row({**cells, "first": first, "errors": len(of_file)})))
    notes = [tr("Chữ ghi trong ô không in ở đây vì có thể là tên người; bản trả lời đơn vị có nêu.")]
    return file_table(quality, name, tr("Tệp có lỗi, chưa được tính"), columns, rows, notes)


def _finding_words(finding: pd.Series) -> str:
    """Where it is and what it is: "trang “CN”, ô M29: Ngày quyết định …"; the sender's answer is Vietnamese only."""
    places = [tr("trang “{sheet}”", sheet=printable(finding["sheet"], limit=30)) if finding["sheet"] else ""]
    places += [tr("ô {cell}", cell=finding["cell"]) if finding["cell"] else ""]
    where = ", ".join(place for place in places if place)
    text = rule_name(finding["rule"], "en") if language() == "en" else _sentence(finding["text_without_quotes"])
    return f"{where}: {text}" if where else text


def _sentence(text: str) -> str:
    return upper_first(printable(text, limit=160))
