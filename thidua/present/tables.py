"""The tables of the reports: which rows and columns each one has, and the notes that keep it honest."""

from __future__ import annotations

from collections.abc import Iterable

import pandas as pd

from thidua.facts.columns import COUNT_UNITS
from thidua.facts.settle import SOURCES, is_added_up
from thidua.measures.counts import KINDS, award_counts
from thidua.measures.shares import ClassShare
from thidua.present.letters import printable
from thidua.present.numbers import MISSING, NOT_APPLICABLE, vi_date, vi_number
from thidua.present.part import Part, plain
from thidua.present.report import Report, YearInStage
from thidua.present.sentences import (
    TOO_FEW,
    award_name,
    family_name,
    kinds_name,
    lower_first,
    no_figures,
    upper_first,
)
from thidua.present.table import Cell, Column, Row, Table
from thidua.registry import (
    get_level,
    get_recipient_class,
    get_recipient_kind,
    get_status,
    legal_events,
    merged_awards,
    unit_events,
)

MARKS = {"missing": MISSING, "not_applicable": NOT_APPLICABLE}
MARKS_NOTE = "“–” không thuộc đối tượng; “0” không có; “…” chưa có số liệu."
KEYS = ["authority", "award", "award_type", "count_unit", "other_kind"]


def award_table(report: Report, counts: pd.DataFrame, *, name: str = "award_counts") -> Table | Part:
    """Awards by level, form and recipient kind, with a subtotal per level and, where it may be, a total.

    Notes
    -----
    Instances and recipients are not added up: where the source mixes them, a column says which is which and
    there is no grand total. A figure that the source gives for several kinds at once stands in the total only.
    """
    if counts.empty:
        return no_figures(name, report, "số liệu khen thưởng theo cấp, hình thức và đối tượng")
    mixed = counts["count_unit"].nunique() > 1
    before = award_counts(report.facts_in(report.period.comparison()).query("status == 'awarded'"))
    kinds = [kind for kind in KINDS if counts[kind].notna().any()]
    columns = [Column("form", "Danh hiệu, hình thức", "label")]
    columns += [Column("unit", "Đếm theo", "text")] if mixed else []
    columns += [Column(kind, get_recipient_kind(kind).name_vi) for kind in kinds]
    columns += [Column("total", "Tổng", sum_of=tuple(kinds))]
    columns += [Column("before", "Cùng kỳ")] if not before.empty else []
    rows: list[Row] = []
    for level, level_counts in counts.groupby("level", sort=False):
        rows.append(Row({"form": get_level(str(level)).name_vi}, "group"))
        cells = [_award_cells(row, report, kinds, before) for _, row in level_counts.iterrows()]
        rows += [Row({column.name: row[column.name] for column in columns}) for row in cells]
        if len(level_counts) > 1 and level_counts["count_unit"].nunique() == 1 and counts["level"].nunique() > 1:
            rows.append(
                Row(
                    {
                        "form": f"Cộng {lower_first(get_level(str(level)).name_vi)}",
                        **_sums(level_counts, kinds),
                    },
                    "subtotal",
                )
            )
    if not mixed and len(counts) > 1:
        rows.append(Row({"form": "Tổng cộng", **_sums(counts, kinds)}, "total"))
    return Table(
        name,
        f"Kết quả khen thưởng theo cấp, hình thức và đối tượng, {report.period_label}",
        tuple(columns),
        tuple(rows),
        notes=tuple(_award_notes(counts, mixed=mixed)),
        source=source_words(report),
        illustrative=report.is_illustrative,
    )


def _award_cells(row: pd.Series, report: Report, kinds: Iterable[str], before: pd.DataFrame) -> dict[str, Cell]:
    cells: dict[str, Cell] = {"form": award_name(row["award"], row["award_type"], regime=report.regime)}
    if row["other_kind"]:
        cells["form"] = f"{cells['form']}, {kinds_name(row['other_kind'])}"
    cells["unit"] = COUNT_UNITS[row["count_unit"]]
    cells |= {kind: kind_cell(row, kind) for kind in kinds}
    cells["total"] = int(row["total"]) if pd.notna(row["total"]) else MISSING
    same = before[(before[KEYS] == row[KEYS]).all(axis=1)] if not before.empty else before
    cells["before"] = int(same["total"].iloc[0]) if len(same) and pd.notna(same["total"].iloc[0]) else MISSING
    return cells


def kind_cell(row: pd.Series, kind: str) -> Cell:
    """A count of one recipient kind; else missing, or not applicable where the form is not for that kind."""
    if pd.notna(row[kind]):
        return int(row[kind])
    if kind in row["not_applicable"]:
        return NOT_APPLICABLE
    takers = {kind for award in merged_awards(row["award"]) for kind in award.recipient_kinds}
    return MISSING if kind in takers else NOT_APPLICABLE


def _sums(counts: pd.DataFrame, kinds: Iterable[str]) -> dict[str, Cell]:
    return {
        column: int(counts[column].sum()) if counts[column].notna().any() else MISSING for column in (*kinds, "total")
    }


def _award_notes(counts: pd.DataFrame, *, mixed: bool) -> Iterable[str]:
    yield MARKS_NOTE
    if mixed:
        yield "Dòng “lượt” đếm số lần được khen, dòng “số” đếm tập thể, cá nhân, nên không cộng chung hai loại."
    else:
        yield "Tổng cộng là số lần được khen: một tập thể, cá nhân có thể được nhiều hình thức."
    if counts[list(KINDS)].isna().any(axis=None):
        yield "Tổng chỉ gồm các số đã công bố."
    if (
        counts["award"].str.contains("+", regex=False).any()
        or counts["other_kind"].str.contains("+", regex=False).any()
    ):
        yield "Số gộp được giữ nguyên như nguồn công bố, không tách."


def part_of_stage(report: Report, compared: YearInStage | None) -> Table | Part:
    """One year beside the stage that contains it: counts of both and the share of the year."""
    name = "part_of_stage"
    if compared is None or compared.rows.empty:
        return no_figures(name, report, "số liệu của cả năm và giai đoạn chứa năm đó để đối chiếu")
    year, stage, rows = compared.year, compared.stage, compared.rows
    cells = [
        Row(
            {
                "form": family_name(row["family"], row["recipient_kind"]),
                "year": int(row["year"]),
                "stage": int(row["stage"]),
                "share": _percent_cell(float(row["share"]), int(row["stage"])),
            }
        )
        for _, row in rows.iterrows()
    ]
    columns = (
        Column("form", "Danh hiệu, hình thức, đối tượng", "label"),
        Column("year", upper_first(year)),
        Column("stage", upper_first(stage)),
        Column("share", "Tỷ trọng của năm", "percent"),
    )
    notes = [f"“–”: dưới {TOO_FEW} trường hợp cả giai đoạn, không tính tỷ trọng."]
    notes += (
        ["Có dòng số của năm lớn hơn số của cả giai đoạn: đề nghị kiểm tra nguồn."] if rows["exceeds"].any() else []
    )
    title = f"Số liệu {year} trong {stage}"
    return Table(name, title, columns, tuple(cells), tuple(notes), source_words(report), report.is_illustrative)


def class_table(report: Report, shares: list[ClassShare]) -> Table | Part:
    """Recipient classes of the commended individuals, with their Wilson intervals."""
    name = "class_shares"
    if not shares:
        return no_figures(name, report, "số liệu phân theo đối tượng quản lý và người trực tiếp lao động")
    forms = list(dict.fromkeys(item.award for item in shares))
    names = {code: award_name(code, regime=report.regime) for code in forms}
    rows = []
    for form in forms:
        if len(forms) > 1:
            rows.append(Row({"class": names[form]}, "group"))
        rows += [Row(_class_cells(item)) for item in shares if item.award == form]
    columns = (
        Column("class", "Đối tượng", "label"),
        Column("count", "Số cá nhân"),
        Column("whole", "Tổng số"),
        Column("percent", "Tỷ lệ", "percent"),
        Column("low", "Cận dưới 95%", "percent"),
        Column("high", "Cận trên 95%", "percent"),
    )
    told = f"được tặng {next(iter(names.values()))}" if len(forms) == 1 else "được khen thưởng"
    title = f"Cá nhân {told} theo đối tượng, {report.period_label}"
    notes = ["Cận dưới, cận trên là khoảng tin cậy 95% của tỷ lệ (Wilson)."]
    notes += ["“(suy ra)”: tính từ hai số công bố khác, xem Phụ lục I."] if any(s.derived for s in shares) else []
    return Table(name, title, columns, tuple(rows), tuple(notes), source_words(report), report.is_illustrative)


def _class_cells(item: ClassShare) -> dict[str, Cell]:
    name = get_recipient_class(item.recipient_class).name_vi
    return {
        "class": f"{name} (suy ra)" if item.derived else name,
        "count": item.share.part,
        "whole": item.share.whole,
        "percent": _percent_cell(item.share.share, item.share.whole),
        "low": _percent_cell(item.share.low, item.share.whole),
        "high": _percent_cell(item.share.high, item.share.whole),
    }


def models_table(report: Report) -> Table | Part:
    """Commended and honoured exemplary models, each as its source counts them, never added up."""
    name = "models"
    rows = pd.concat([report.of_status("awarded"), report.of_status("honoured")])
    if rows.empty:
        return no_figures(name, report, "số liệu điển hình tiên tiến")
    columns = (
        Column("form", "Hình thức", "label"),
        Column("recipients", "Đối tượng", "text"),
        Column("count", "Số lượng"),
    )
    cells = tuple(
        Row(
            {
                "form": award_name(row["award"], row["award_type"], regime=report.regime),
                "recipients": kinds_name(row["recipient_kind"]),
                "count": int(row["count"]),
            }
        )
        for _, row in rows.iterrows()
    )
    notes = ["Số được vinh danh được chọn từ số được tặng Bằng khen, nên không cộng hai dòng."]
    if rows["recipient_kind"].str.contains("+", regex=False).any():
        notes.append("Số gộp nhiều đối tượng được giữ nguyên như nguồn công bố, không tách.")
    title = f"Điển hình tiên tiến được khen thưởng, vinh danh, {report.period_label}"
    return Table(name, title, columns, cells, tuple(notes), source_words(report), report.is_illustrative)


def _percent_cell(fraction: float | None, whole: int) -> Cell:
    """A share, unless the whole is too small to tell one."""
    return NOT_APPLICABLE if fraction is None or whole < TOO_FEW else fraction


def events_table(report: Report) -> Table | Part:
    """Changes of law and of units inside the period, which break a series of figures."""
    first, last = report.period.first_day(report.basis), report.period.last_day(report.basis)
    legal = [(event.date, event.text_vi) for event in legal_events(first, last) if event.confidence != "low"]
    events = sorted([*legal, *((event.date, event.text_vi) for event in unit_events(first, last))])
    if not events:
        return plain(
            "events",
            f"Trong {report.period_label} không có thay đổi về luật và đơn vị hành chính ảnh hưởng tới số liệu.",
        )
    rows = tuple(Row({"date": vi_date(date), "event": text}) for date, text in events)
    columns = (Column("date", "Ngày", "label"), Column("event", "Thay đổi", "text"))
    title = f"Thay đổi về quy định và đơn vị hành chính, {report.period_label}"
    return Table("events", title, columns, rows)


SHOWN_STATUSES = ("awarded", "nominated", "honoured")
"""The statuses that the reports print."""


def sources_table(report: Report, facts: pd.DataFrame, *, name: str = "sources") -> Table | Part:
    """Where every figure of the report comes from: quoted ones with their words, counted ones with their files."""
    is_counted = facts["source"].map(is_added_up)
    if facts.empty:
        return plain(name, "Báo cáo không có số liệu nào để dẫn nguồn.")
    rows = [Row(_quoted_cells(row, report)) for _, row in facts[~is_counted].iterrows()]
    if is_counted.any():
        shown = report.sources[report.sources["status"].isin(SHOWN_STATUSES)]
        form = ["award", "recipient_kind", "status", "count_unit"]
        rows += [Row(_counted_cells(same, report)) for _, same in shown.groupby(form, sort=False)]
    columns = [
        Column("what", "Nội dung", "text"),
        Column("count", "Số liệu"),
        Column("quote", "Nguồn" if is_counted.all() else "Nguyên văn nguồn", "text"),
    ]
    notes = []
    if not is_counted.all():
        columns.insert(0, Column("id", "Mã", "label"))
        notes.append("Mã số liệu dùng để tra cứu trong tệp facts.csv của bộ số liệu.")
    if (facts["derived_from"] != "").any():
        notes.append("“suy ra”: số tính từ hai số khác của nguồn, nguồn chỉ nêu tỷ lệ.")
    if is_counted.any():
        notes.append("Mỗi số cộng từ danh sách, biểu gửi về đều truy được tới tệp, trang và ô.")
    title = f"Số liệu của báo cáo và {'nguồn' if is_counted.all() else 'nguyên văn nguồn'}"
    return Table(name, title, tuple(columns), tuple(rows), tuple(notes), source_words(report), report.is_illustrative)


def _counted_cells(same: pd.DataFrame, report: Report) -> dict[str, Cell]:
    """One line for all cells that count the same: what from how many files, and the first of them."""
    first = same.iloc[0]
    what = f"{award_name(first['award'], regime=report.regime)}, {kinds_name(first['recipient_kind'])}"
    what += " (lượt)" if first["count_unit"] == "instance" else ""
    what += "" if first["status"] == "awarded" else f", {get_status(first['status']).name_vi}"
    known = same["count"].dropna()
    count: Cell = int(known.sum()) if len(known) else MARKS[first["state"]]
    origins = []
    for _, row in same.iterrows():
        rows = f", {vi_number(int(row['rows']))} dòng" if row["origin"] == "decision_list" else ""
        origins.append(f"{SOURCES[row['origin']]}: {vi_number(int(row['files']))} tệp{rows}")
    sheet = f", trang “{first['sheet']}”" if first["sheet"] else ""
    where = f"{'đầu tiên là ' if same['files'].sum() > 1 else ''}{first['file']}{sheet}, ô {first['cell']}"
    quote = printable(f"{upper_first('; '.join(origins))} ({where})", limit=240)
    return {"id": "", "what": what, "count": count, "quote": quote}


def _quoted_cells(row: pd.Series, report: Report) -> dict[str, Cell]:
    what = award_name(row["award"], row["award_type"], regime=report.regime)
    if row["recipient_class"]:
        what = f"{what}, {lower_first(get_recipient_class(row['recipient_class']).name_vi)}"
    what = f"{what}, {kinds_name(row['recipient_kind'])}"
    if row["count_unit"] == "instance":
        what = f"{what} (lượt)"
    quote = f"“{row['quote']}”" + (f" (suy ra: {row['derived_from']})" if row["derived_from"] else "")
    count: Cell = int(row["count"]) if row["state"] == "counted" else MARKS[row["state"]]
    return {"id": row["fact_id"], "what": what, "count": count, "quote": quote}


def source_words(report: Report) -> str:
    """The source line under a table: the dataset, and the unit's own publication if there is one."""
    citation = report.commentary.citation.split(" (")[0]
    title = lower_first(report.dataset.settings.title)
    return f"{title}; bài “{citation}”" if citation else title
