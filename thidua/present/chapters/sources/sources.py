"""Where the figures of a report come from: quoted ones with their words, counted ones with their files."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

import pandas as pd

from thidua.facts.origin import is_added_up
from thidua.measures.values import Record, records
from thidua.present.chapter import Chapter
from thidua.present.known import Known
from thidua.present.language import named, tr, tr_count
from thidua.present.letters import printable
from thidua.present.numbers import write_number
from thidua.present.part import Part, plain
from thidua.present.published_models import published_models
from thidua.present.source_words import count_unit_name, source_words
from thidua.present.table import Cell, Column, Row, Table
from thidua.present.words import award_name, kinds_name, lower_first, state_cell, upper_first
from thidua.registry import get_recipient_class, get_status

SHOWN_STATUSES = ("awarded", "nominated", "honoured")
"""The statuses that the reports print."""

_SAME = ("award", "recipient_kind", "status", "count_unit")


def table(report: Known, facts: pd.DataFrame, *, name: str = "sources") -> Table | Part:
    """Every figure of the report with its origin: the words of the source, or the files it was counted from."""
    if facts.empty:
        return plain(name, tr("Báo cáo không có số liệu nào để dẫn nguồn."))
    quoted = [row for row in records(facts) if not is_added_up(row["origin"])]
    cells = [_quoted_cells(row, report) for row in quoted]
    if len(quoted) < len(facts):
        cells += [_counted_cells(same, report) for same in _counted(report)]
    if not quoted:
        quote, title = tr("Nguồn"), tr("Số liệu của báo cáo và nguồn")
    else:
        quote, title = tr("Nguyên văn nguồn"), tr("Số liệu của báo cáo và nguyên văn nguồn")
    columns = [Column("what", tr("Nội dung"), "text"), Column("count", tr("Số liệu")), Column("quote", quote, "text")]
    if quoted:
        columns.insert(0, Column("id", tr("Mã"), "label"))
    rows = [Row({column.name: each[column.name] for column in columns}) for each in cells]
    notes = tuple(_notes(facts, quoted))
    return Table(name, title, tuple(columns), tuple(rows), notes, source_words(report), report.is_illustrative)


def _notes(facts: pd.DataFrame, quoted: Sequence[Record]) -> Iterator[str]:
    if quoted:
        yield tr("Mã số liệu dùng để tra cứu trong tệp facts.csv của bộ số liệu.")
    if (facts["derived_from"] != "").any():
        yield tr("“suy ra”: số tính từ hai số khác của nguồn, nguồn chỉ nêu tỷ lệ.")
    if len(quoted) < len(facts):
        yield tr("Mỗi số cộng từ danh sách, biểu gửi về đều truy được tới tệp, trang và ô.")


def _counted(report: Known) -> Iterable[list[Record]]:
    """The files behind each figure that was added up, of the statuses that are printed."""
    found: dict[tuple[str, ...], list[Record]] = {}
    for row in records(report.files):
        if row["status"] in SHOWN_STATUSES:
            found.setdefault(tuple(row[name] for name in _SAME), []).append(row)
    return found.values()


def _counted_cells(same: Sequence[Record], report: Known) -> dict[str, Cell]:
    """One line for all cells that count the same: what from how many files, and the first of them."""
    first = same[0]
    what = _what(award_name(first["award"], regime=report.regime), first)
    what += "" if first["status"] == "awarded" else f", {lower_first(named(get_status(first['status'])))}"
    known = [row["count"] for row in same if not pd.isna(row["count"])]
    is_missing = any(row["state"] == "missing" for row in same)
    count: Cell = (
        int(sum(known)) if known and not is_missing else state_cell("missing" if is_missing else first["state"])
    )
    origins = "; ".join(_origin(row) for row in same)
    place = first["file"]
    place += tr(", trang “{sheet}”", sheet=first["sheet"]) if first["sheet"] else ""
    place += tr(", ô {cell}", cell=first["cell"])
    if sum(row["files"] for row in same) > 1:
        place = tr("đầu tiên là {place}", place=place)
    return {"id": "", "what": what, "count": count, "quote": printable(f"{upper_first(origins)} ({place})", limit=240)}


def _origin(row: Record) -> str:
    """How much of what was counted: "danh sách quyết định: 3 tệp, 41 dòng"."""
    words = {
        "decision_list": tr("danh sách quyết định"),
        "summary_return": tr("báo cáo số liệu"),
        "registration": tr("đăng ký thi đua"),
    }
    files, rows = int(row["files"]), int(row["rows"])
    told = tr_count("{origin}: {files} tệp", files, origin=words[row["origin"]], files=write_number(files))
    is_list = row["origin"] == "decision_list"
    return tr_count("{files}, {rows} dòng", rows, files=told, rows=write_number(rows)) if is_list else told


def _quoted_cells(row: Record, report: Known) -> dict[str, Cell]:
    what = award_name(row["award"], row["award_type"], regime=report.regime)
    if row["recipient_class"]:
        what = f"{what}, {lower_first(named(get_recipient_class(row['recipient_class'])))}"
    derived = tr("(suy ra: {source})", source=row["derived_from"]) if row["derived_from"] else ""
    count: Cell = int(row["count"]) if row["state"] == "counted" else state_cell(row["state"])
    quote = f"“{row['quote']}” {derived}".rstrip()
    return {"id": row["fact_id"], "what": _what(what, row), "count": count, "quote": quote}


def _what(form: str, row: Record) -> str:
    what = f"{form}, {kinds_name(row['recipient_kind'], 2)}"
    return f"{what} ({count_unit_name('instance')})" if row["count_unit"] == "instance" else what


def models_table(report: Known) -> Table | Part:
    """The words behind what is published of models; where nothing is, the register alone has sources."""
    rows = published_models(report)
    if rows.empty:
        return plain("sources", tr("Số liệu về điển hình lấy từ danh sách theo dõi của các đơn vị."))
    return table(report, rows.reset_index(drop=True))


class SourcesChapter(Chapter[None]):
    """Where every figure of the report comes from."""

    def table(self) -> Table | Part:
        """Every figure of the report with its origin: the words of the source, or the files it was counted from."""
        return table(self.known, self.known.facts)

    def models_table(self) -> Table | Part:
        """The words behind what is published of models; where nothing is, the register alone has sources."""
        return models_table(self.known)
