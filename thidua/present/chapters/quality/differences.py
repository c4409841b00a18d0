"""Where lists and returns count differently, and which of the two the reports use."""

from __future__ import annotations

from collections.abc import Hashable
from typing import Any

import pandas as pd

from thidua.present.chapters.quality.inbox import Quality
from thidua.present.chapters.quality.layout import by_unit, report_table
from thidua.present.language import tr, tr_count
from thidua.present.numbers import MISSING, write_count
from thidua.present.part import Part, plain
from thidua.present.table import Column, Row, Table
from thidua.present.words import award_name, kinds_name


def table(quality: Quality) -> Table | Part:
    """Where lists and returns count differently, and which of the two the reports use."""
    name, report = "differences", quality.report
    found = report.dataset.facts.differences(report.unit, report.period)
    # What only lists have, and is taken from them, asks nobody for anything.
    is_open = found["returned"].notna() | (found["used"] != "decision_list")
    rows = [(row["unit"], _row(row, report.regime)) for row in found[is_open].to_dict("records")]
    notes = [tr("Chênh lệch: danh sách trừ biểu tổng hợp.")]
    if found[is_open]["returned"].isna().any():
        notes.append(tr("“…” biểu tổng hợp không có số, nên số của danh sách chưa được tính."))
    if (found["used"] == "summary_return").any():
        notes.append(tr("Đơn vị chưa có danh sách đủ cả kỳ thì báo cáo dùng biểu tổng hợp."))
    if not is_open.all():
        listed = int((~is_open).sum())
        number = write_count(listed)
        notes.append(tr_count("Ngoài ra {number} số chỉ có trong danh sách và đã được tính.", listed, number=number))
    if not rows:
        return plain(name, tr("Không có số nào mà danh sách và biểu tổng hợp ghi khác nhau."), *notes[1:])
    columns = (
        Column("what", tr("Danh hiệu, hình thức, đối tượng"), "label"),
        Column("listed", tr("Danh sách")),
        Column("returned", tr("Biểu tổng hợp")),
        Column("difference", tr("Chênh lệch")),
        Column("used", tr("Báo cáo dùng"), "text"),
    )
    return report_table(quality, name, tr("Danh sách khác biểu tổng hợp"), columns, by_unit(rows, "what"), notes)


def _row(row: dict[Hashable, Any], regime: str) -> Row:
    is_known = not pd.isna(row["returned"])
    used = {
        "decision_list": tr("danh sách"),
        "summary_return": tr("biểu tổng hợp"),
        "quotation": tr("số trích dẫn"),
    }
    return Row(
        {
            "what": f"{award_name(row['award'], regime=regime)}, {kinds_name(row['recipient_kind'], 2)}",
            "listed": int(row["listed"]),
            "returned": int(row["returned"]) if is_known else MISSING,
            "difference": int(row["listed"]) - int(row["returned"]) if is_known else MISSING,
            "used": used.get(row["used"], row["used"]),
        }
    )
