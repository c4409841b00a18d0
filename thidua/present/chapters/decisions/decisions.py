"""The decisions behind the figures: a list without names, and a restricted one with the names of recipients."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

import pandas as pd

from thidua.measures.counts import KINDS
from thidua.measures.decisions import deciding_units, decision_count, decision_ids
from thidua.measures.values import values
from thidua.present.chapter import Chapter
from thidua.present.compared.unit import counts_of
from thidua.present.givers import giver_name
from thidua.present.keyed import ALL, Key, Keyed, key_of
from thidua.present.known import Known
from thidua.present.language import named, tr, tr_count
from thidua.present.letters import printable
from thidua.present.many import by_name
from thidua.present.numbers import MISSING, NOT_APPLICABLE, write_count, write_date, write_number
from thidua.present.part import Part, plain
from thidua.present.source_words import source_words
from thidua.present.table import Cell, Column, Row, Table
from thidua.present.words import award_name, counted, kinds_name, no_figures, unit_name, upper_first
from thidua.registry import Unit, get_authority, get_recipient_kind, get_unit, units

_CELL = ("file", "sheet", "cell", "recipient_kind")
_OF_ROW = ("award", "decision_no", "decided_on", "recipient", "workplace", *_CELL)
_SHOWN_KINDS = ("collective", "individual", "household")


def table(report: Known, *, name: str = "decisions") -> Table | None:
    """The decisions of the lists, under who signed them by deciding unit and date: form, and counts by kind.

    Notes
    -----
    Each district numbers its own decisions; where there are several, a column says whose a decision is.
    """
    listed = awarded(report)
    if listed.empty:
        return None
    kinds = [kind for kind in _SHOWN_KINDS if (listed["recipient_kind"] == kind).any()]
    is_told = _is_of_several(listed)
    columns = [
        Column("decision", tr("Quyết định"), "label"),
        *([Column("unit", tr("Đơn vị"), "text")] if is_told else []),
        Column("date", tr("Ngày"), "text"),
        Column("form", tr("Danh hiệu, hình thức"), "text"),
        *(Column(kind, named(get_recipient_kind(kind)), key=Key(kind=kind)) for kind in kinds),
        Column("total", tr("Tổng"), sum_of=tuple(kinds), key=ALL),
    ]
    rows: list[Row] = []
    for authority, same in _by_authority(report, listed):
        rows.append(Row({"decision": authority}, "group"))
        rows += [_row(of_decision, kinds, report, is_told=is_told) for of_decision in _decisions(same)]
    total: dict[str, Cell] = {"decision": tr("Tổng cộng"), "date": "", "form": ""}
    total |= _counts(listed["recipient_kind"], kinds)
    rows.append(Row({**({"unit": ""} if is_told else {}), **total}, "total", key=ALL))
    return Table(
        name,
        tr("Quyết định khen thưởng, {period}", period=report.period_label),
        tuple(columns),
        tuple(rows),
        tuple(_notes(report, listed)),
        source_words(report),
        report.is_illustrative,
        wide=True,
        key=key_of(report, "in lists of decisions"),
    )


def annex_table(report: Known) -> Table | None:
    """The annex of a province: each decision of its own and of who is above it, and of other units how many they made.

    Notes
    -----
    The decisions of each unit are listed in its own report, and all of them in the workbook.
    """
    listed = awarded(report)
    if listed.empty or not _is_of_several(listed):
        return table(report)
    kinds = [kind for kind in _SHOWN_KINDS if (listed["recipient_kind"] == kind).any()]
    columns = (
        Column("decision", tr("Quyết định"), "label"),
        Column("date", tr("Ngày"), "text"),
        Column("form", tr("Danh hiệu, hình thức"), "text"),
        *(Column(kind, named(get_recipient_kind(kind)), key=Key(kind=kind)) for kind in kinds),
        Column("total", tr("Tổng"), sum_of=tuple(kinds), key=ALL),
    )
    rows: list[Row] = []
    for authority, same in _by_authority(report, listed):
        rows.append(Row({"decision": authority}, "group"))
        of_unit = deciding_units(same)
        own = same[of_unit == ""]
        rows += [_row(one, kinds, report, is_told=False) for one in _decisions(own)]
        deciding = set(of_unit.tolist())
        found = [unit for unit in units() if unit.id in deciding]
        rows += [_unit_row(unit, same[of_unit == unit.id], kinds) for unit in by_name(found, lambda unit: unit)]
    total: dict[str, Cell] = {"decision": tr("Tổng cộng"), "date": "", "form": ""}
    rows.append(Row({**total, **_counts(listed["recipient_kind"], kinds)}, "total", key=ALL))
    told = tr("Quyết định của từng đơn vị có trong báo cáo của đơn vị đó; ở đây nêu số quyết định.")
    return Table(
        "decisions_annex",
        tr("Quyết định khen thưởng, {period}", period=report.period_label),
        columns,
        tuple(rows),
        (told, *_notes(report, listed)),
        source_words(report),
        report.is_illustrative,
        wide=True,
        key=key_of(report, "in lists of decisions"),
    )


def _unit_row(unit: Unit, listed: pd.DataFrame, kinds: list[str]) -> Row:
    """How many decisions a unit made, from the first day to the last, and for how many."""
    number, days = decision_count(listed), listed["decided_on"].dt.date
    told = {"number": write_count(number), "first": write_date(days.min()), "last": write_date(days.max())}
    cells: dict[str, Cell] = {
        "decision": upper_first(unit_name(unit)),
        "date": "",
        "form": tr_count("{number} quyết định, từ {first} đến {last}", number, **told),
    }
    return Row({**cells, **_counts(listed["recipient_kind"], kinds)})


def finding(report: Known, *, name: str = "decisions_finding") -> Part:
    """How many decisions the lists name, of which days, for whom."""
    listed = awarded(report)
    if listed.empty:
        return no_figures(name, report, tr("danh sách quyết định khen thưởng"))
    number = decision_count(listed)
    days = listed["decided_on"].dropna()
    counts = listed["recipient_kind"].value_counts()
    told = ", ".join(counted(int(counts[kind]), kind, "instance") for kind in _SHOWN_KINDS if kind in counts)
    sentence = tr_count(
        "Danh sách đã gửi của {unit}, {period}, có {number} quyết định khen thưởng, "
        "từ ngày {first} đến ngày {last}: {told}.",
        number,
        unit=unit_name(report.unit),
        period=report.period_label,
        number=write_count(number),
        first=write_date(days.min().date()),
        last=write_date(days.max().date()),
        told=told,
    )
    key = key_of(report, "in lists of decisions")
    kinds = [Keyed(key | Key(kind=kind), int(counts[kind])) for kind in _SHOWN_KINDS if kind in counts]
    said = " ".join(filter(None, (sentence, _returned_sentence(report, len(listed)))))
    return plain(name, said, figures=[Keyed(key_of(report, "decisions"), number), *kinds])


def _returned_sentence(report: Known, listed: int) -> str:
    """How many awards stand in no list, as units sent a return of their sums alone; empty where none do."""
    counts = counts_of(report.awarded)
    if counts.total is None or counts.count_units != {"instance"} or counts.total <= listed:
        return ""
    number = counts.total - listed
    return tr_count(
        "{number} lượt khác chỉ có trong biểu tổng hợp, không có trong danh sách.", number, number=write_count(number)
    )


def names_table(report: Known, *, name: str = "restricted_names") -> Table | None:
    """Who was commended by which decision, for a restricted annex; None unless the report was asked to name them.

    Notes
    -----
    Names and workplaces only: no birth dates and no identity numbers are kept. Source: Law 91/2025/QH15 on personal
    data.
    """
    listed = awarded(report)
    if not report.with_names or listed.empty:
        return None
    columns = (
        Column("recipient", tr("Tập thể, hộ gia đình, cá nhân"), "label"),
        Column("workplace", tr("Đơn vị công tác"), "text"),
    )
    rows: list[Row] = []
    is_told = _is_of_several(listed)
    for same in sorted(_decisions(listed), key=lambda same: same[0]["decided_on"]):
        rows.append(Row({"recipient": _head(same, report, is_told=is_told)}, "group"))
        rows += _name_rows(same)
    notes = (
        tr("Phụ lục hạn chế: chỉ dành cho người được giao xử lý."),
        tr("Không có ngày sinh, số định danh. Tên được in như danh sách đã gửi."),
    )
    title = tr("Phụ lục hạn chế: tập thể, cá nhân được khen thưởng, {period}", period=report.period_label)
    return Table(name, title, columns, tuple(rows), notes, source_words(report), report.is_illustrative, wide=True)


def _head(same: Sequence[Mapping[Any, Any]], report: Known, *, is_told: bool) -> str:
    """The decision and form over its names, and of which unit it is where there are several."""
    first = same[0]
    words = {
        "number": _number(first["decision_no"]),
        "day": write_date(first["decided_on"].date()),
        "form": award_name(first["award"], regime=report.regime),
    }
    unit = first["deciding"] if is_told else ""
    if unit:
        return tr("Quyết định {number} ngày {day} của {unit}: {form}", **words, unit=unit_name(get_unit(unit)))
    return tr("Quyết định {number} ngày {day}: {form}", **words)


def awarded(report: Known) -> pd.DataFrame:
    """The rows of all accepted decision lists that name an award of the period."""
    return report.once(_awarded)


def _awarded(report: Known) -> pd.DataFrame:
    listed = report.listed
    return listed[(listed["status"] == "awarded") & listed["decided_on"].notna()]


def _by_authority(report: Known, listed: pd.DataFrame) -> Iterator[tuple[str, pd.DataFrame]]:
    """The decisions of each authority under its name, the highest first."""
    codes = sorted(set(listed["authority"].tolist()), key=lambda code: get_authority(code).rank if code else 99)
    for code in codes:
        name = giver_name(report, code) if code else tr("Chưa rõ cơ quan ban hành")
        yield upper_first(name), listed[listed["authority"] == code]


def _is_of_several(listed: pd.DataFrame) -> bool:
    """Whether decisions of several units below the province are listed, so that each has to say whose it is."""
    return len(set(deciding_units(listed)) - {""}) > 1


def _decisions(listed: pd.DataFrame) -> list[list[dict[str, Any]]]:
    """The rows of each decision and form, by deciding unit in the order of the registry, day and number."""
    order = {unit.id: at for at, unit in enumerate(units())}
    derived = zip(decision_ids(listed).tolist(), deciding_units(listed).tolist(), strict=True)
    rows = [
        {"decision": decision, "deciding": unit, **dict(zip(_OF_ROW, row, strict=True))}
        for (decision, unit), row in zip(derived, values(listed, *_OF_ROW), strict=True)
    ]
    rows.sort(key=lambda row: (order.get(row["deciding"], -1), row["decided_on"], row["decision_no"], row["award"]))
    found: dict[tuple[object, str], list[dict[str, Any]]] = {}
    for row in rows:
        found.setdefault((row["decision"], row["award"]), []).append(row)
    return list(found.values())


def _row(of_decision: Sequence[Mapping[Any, Any]], kinds: list[str], report: Known, *, is_told: bool) -> Row:
    first = of_decision[0]
    unit = first["deciding"]
    cells: dict[str, Cell] = {
        "decision": _number(first["decision_no"]),
        **({"unit": upper_first(unit_name(get_unit(unit))) if unit else NOT_APPLICABLE} if is_told else {}),
        "date": write_date(first["decided_on"].date()),
        "form": award_name(first["award"], regime=report.regime),
    }
    return Row({**cells, **_counts((row["recipient_kind"] for row in of_decision), kinds)})


def _counts(listed: Iterable[str], kinds: list[str]) -> dict[str, Cell]:
    found = Counter(listed)
    counts: dict[str, Cell] = {kind: found[kind] for kind in kinds}
    return {**counts, "total": sum(found[kind] for kind in kinds)}


def _number(text: object) -> str:
    return printable(str(text), limit=30) if text else MISSING


def _name_rows(of_decision: Sequence[Mapping[Any, Any]]) -> Iterator[Row]:
    """A line for each name; what one cell counts without names, as "521 cá nhân", is one line."""
    unnamed = Counter(tuple(row[name] for name in _CELL) for row in of_decision if row["recipient"] == "")
    for row in of_decision:
        kind = row["recipient_kind"]
        number = 0 if row["recipient"] else unnamed.pop(tuple(row[name] for name in _CELL), 0)
        if not row["recipient"] and not number:
            continue
        # Who is told apart by the end of a long name has to be found by it.
        who, where = (printable(str(row[name]), limit=None) for name in ("recipient", "workplace"))
        words = {"number": write_number(number), "kind": kinds_name(kind, number)}
        who = who or tr("{number} {kind} (không ghi tên)", **words)
        # A collective has no workplace beside its own name.
        yield Row({"recipient": who, "workplace": where or (MISSING if kind == "individual" else NOT_APPLICABLE)})


def _notes(report: Known, listed: pd.DataFrame) -> Iterator[str]:
    yield tr("Mỗi dòng là một hình thức của một quyết định; số đếm là lượt.")
    if (listed["decision_no"] == "").any():
        yield tr("“…”: danh sách không ghi số quyết định.")
    behind = report.rows[(report.rows["status"] == "awarded") & report.rows["recipient_kind"].isin(KINDS)]
    is_listed = (behind["origin"] == "decision_list") & behind["decided_on"].notna()
    is_stated = (behind["origin"] == "summary_return") & (behind["recipient_class"] == "")
    returned = int(behind.loc[is_stated, "count"].sum())
    if returned > 0:
        words = {"number": write_number(returned)}
        yield tr("Ngoài ra báo cáo tính {number} lượt từ biểu tổng hợp, không có số quyết định.", **words)
    uncounted = int(listed["recipient_kind"].isin(KINDS).sum()) - int(is_listed.sum())
    if uncounted > 0:
        number = write_number(uncounted)
        yield tr_count(
            "{number} lượt trong bảng không cộng vào kết quả khen thưởng: "
            "ở đó báo cáo dùng biểu tổng hợp hoặc số trích dẫn.",
            uncounted,
            number=number,
        )


class DecisionsChapter(Chapter[None], finding=finding, table=table):
    """The decisions behind the figures, and in a restricted annex the people."""

    def annex_table(self) -> Table | None:
        """Each decision of a province, and how many its units made."""
        return annex_table(self.known)

    def names_table(self) -> Table | None:
        """Who was commended by which decision; None unless the report was asked to name them."""
        return names_table(self.known)
