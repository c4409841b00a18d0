"""Small datasets of a few visible rows: lists and returns of one district, as intake hands them over."""

from __future__ import annotations

import tempfile
from datetime import date
from pathlib import Path
from typing import Any

import pyarrow as pa

from tests.facts.inboxes import ADMINISTRATIVE, TODAY
from thidua.facts.dataset import Dataset, DatasetSettings
from thidua.facts.inbox import Sent
from thidua.facts.receive import snapshot_tables, weigh
from thidua.facts.snapshot import write_snapshot
from thidua.intake.columns import FACTS
from thidua.intake.read_file import FileRead, Part
from thidua.registry import Period

SPRING_2022, AUTUMN, SPRING_2023 = date(2022, 3, 1), date(2022, 9, 5), date(2023, 3, 1)

Said = dict[str, Any]


def row(name: str, day: date, **said: Any) -> Said:
    """One row of the decision list of the half in which the day lies: a certificate, unless something else is said."""
    half = Period("half", day.year, 1 if day.month < 6 else 2)
    usual = {
        "unit": "huyen-ba-be",
        "authority": "district_chair",
        "award": "GKH",
        "award_label": "Giấy khen",
        "recipient_kind": "individual",
        "award_type": "CTR",
        "status": "awarded",
        "origin": "decision_list",
        "recipient": name,
        "workplace": "Phòng Nội vụ",
        "decision_no": "512/QĐ-UBND",
        "decided_on": day,
        "count": 1,
        "state": "counted",
        "count_unit": "instance",
        "sheet": "Danh sách",
        "cell": "B5",
        "file": f"ds-{day.year}.xlsx" if half.number == 1 else f"ds-{day.year}-2.xlsx",
        "_period": half,
        "_layout": "decision_list",
    }
    return {**usual, **said}


def stated(award: str, year: int, number: int | None, cell: str, **said: Any) -> Said:
    """One cell of the return of a year; without a number its cell is "…"."""
    usual = {
        "unit": "huyen-ba-be",
        "period": str(year),
        "authority": "district_chair",
        "award": award,
        "award_label": award,
        "recipient_kind": "individual",
        "status": "awarded",
        "origin": "summary_return",
        "count": number,
        "state": "missing" if number is None else "counted",
        "count_unit": "instance",
        "file": f"bc-{year}.xlsx",
        "sheet": "Tổng hợp",
        "cell": cell,
        "_period": Period("year", year),
        "_layout": "summary_return",
    }
    return {**usual, **said}


def told(award: str, period: str, number: int, words: str, **said: Any) -> Said:
    """One figure that somebody quotes, with the words it stands in: recipients, unless something else is said."""
    usual = {
        "unit": "huyen-ba-be",
        "period": period,
        "authority": "province_chair",
        "award": award,
        "award_label": award,
        "recipient_kind": "individual",
        "status": "awarded",
        "origin": "quotation",
        "fact_id": words,
        "source": "bai-1",
        "quote": words,
        "count": number,
        "state": "counted",
        "count_unit": "recipient",
    }
    return {**usual, **said}


def small_dataset(*lines: Said, illustrative: bool = True, **settings: Any) -> Dataset:
    """A dataset whose snapshot holds these lines, each file with one table of its unit and period."""
    files: dict[str, list[Said]] = {}
    for line in (line for line in lines if line["origin"] != "quotation"):
        files.setdefault(line["file"], []).append(line)
    folder = Path(tempfile.mkdtemp(prefix="thidua-small-"))
    sent, reads = [], []
    for at, (file, rows) in enumerate(files.items()):
        first = rows[0]
        period: Period = first["_period"]
        days = period.first_day(ADMINISTRATIVE), period.last_day(ADMINISTRATIVE)
        part = Part(first["sheet"], first["_layout"], first["unit"], str(period), ADMINISTRATIVE.id, *days, len(rows))
        sent.append(Sent(Path(file), file, str(at), date(2023, 7, 1), ""))
        reads.append(FileRead(file, str(at), "xlsx", (part,), {"facts": table(rows)}))
    received = weigh(sent, reads, basis=ADMINISTRATIVE, as_of=TODAY)
    refused = [each.sent.file for each in received.parts if each.state != "accepted"]
    assert not refused, f"a test must send what counts: {refused}, {[each.text for each in received.findings]}"
    quotations = table([line for line in lines if line["origin"] == "quotation"])
    snapshot = write_snapshot(folder / "snapshots", snapshot_tables(quotations, received))
    said = {"title": "Bộ nhỏ", "source": "kiểm thử", "basis": "administrative", "as_of": TODAY, **settings}
    return Dataset("nho", folder, DatasetSettings.of({"illustrative": illustrative, **said}), snapshot=snapshot)


def table(rows: list[Said]) -> pa.Table:
    """Rows as the snapshot keeps them."""
    blank = {field.name: "" if field.type == pa.string() else None for field in FACTS}
    told = [{name: value for name, value in row.items() if not name.startswith("_")} for row in rows]
    return pa.Table.from_pylist([{**blank, **row} for row in told], schema=FACTS)
