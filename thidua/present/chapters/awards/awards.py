"""What was awarded: by level, form and recipient kind, in words, as a table and as bars.

How the same period before is set beside it is decided in ``awards_before``.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any

import pandas as pd

from thidua.measures.counts import KINDS, award_counts
from thidua.measures.extremes import leaders
from thidua.measures.values import Record, records
from thidua.present.apart_words import apart_sentence
from thidua.present.award_sentences import base_names, form_keys, summary
from thidua.present.chapter import Chapter
from thidua.present.chapters.awards.awards_before import before_head, with_before
from thidua.present.chart import Chart
from thidua.present.drawing.bars import Bar, bars_svg
from thidua.present.figures import Figure, count_figures
from thidua.present.gap_words import ground_sentence, is_missing_alike, missing_sentence
from thidua.present.given import Form, reasons
from thidua.present.keyed import ALL, KNOWN, Key, before_key, key_of
from thidua.present.known import Known
from thidua.present.language import named, tr
from thidua.present.numbers import MISSING, NOT_APPLICABLE, write_number
from thidua.present.part import Part, empty, plain
from thidua.present.source_words import count_unit_name, source_words
from thidua.present.table import Cell, Column, Row, Table
from thidua.present.words import kinds_name, lower_first, no_figures
from thidua.registry import get_authority, get_level, get_recipient_kind, merged_awards

PANELS = ("collective", "individual")
_GIVEN = {"total": "is_given", "before": "was_given"}
"""What says whether a figure can be at all."""


def comparison(report: Known) -> Part:
    """Whether the same period before can be compared, and with what."""
    label = report.label_of(report.period.comparison())
    if report.before.empty:
        words = tr("Bộ số liệu không có số liệu {period} nên báo cáo không so sánh với kỳ trước.", period=label)
        apart = apart_sentence(report, report.ground)
        return plain("comparison", apart) if apart else empty("comparison", words)
    words = f"{tr('Kỳ so sánh là {period}.', period=label)} {ground_sentence(report, report.ground)}"
    return plain("comparison", words.strip())


def table(report: Known, counts: pd.DataFrame, *, name: str = "award_counts") -> Table | Part:
    """Awards by level, form and recipient kind, with a subtotal per level and, where it may be, a total.

    Notes
    -----
    Instances and recipients are not added up: where the source mixes them, a column says which is which and
    there is no grand total. Of quoted figures there are no sums over forms: nobody published them. A figure
    that the source gives for several kinds at once stands in the total only.
    A form that only the same period before had keeps a row, so that its column adds up to all that was awarded.
    """
    if counts.empty:
        return no_figures(name, report, tr("số liệu khen thưởng theo cấp, hình thức và đối tượng"))
    both = _with_zeros(report, with_before(report, counts))
    mixed = _is_mixed(both)
    kinds = [kind for kind in KINDS if _is_any_known(both, kind)]
    columns = [Column("form", tr("Danh hiệu, hình thức"), "label")]
    columns += [Column("unit", tr("Đơn vị tính"), "text")] if mixed else []
    columns += [Column(kind, named(get_recipient_kind(kind)), key=Key(kind=kind)) for kind in kinds]
    columns += [Column("total", tr("Tổng"), sum_of=tuple(kinds), key=ALL)]
    columns += [Column("before", before_head(report), key=before_key(report))] if _is_any_known(both, "before") else []
    keys = form_keys(both)
    rows: list[Row] = []
    for level in (levels := list(dict.fromkeys(row["level"] for row in both))):
        of_level = [row for row in both if row["level"] == level]
        rows.append(Row({"form": named(get_level(level))}, "group"))
        rows += _rows(
            of_level, report, columns, [key for key, row in zip(keys, both, strict=True) if row["level"] == level]
        )
        is_sum = len(of_level) > 1 and not _is_mixed(of_level) and len(levels) > 1
        if is_sum and not report.is_quoted:
            label = tr("Cộng {level}", level=lower_first(named(get_level(level))))
            key = Key(level=level)
            own = _partial_keys(report, of_level)
            rows.append(Row({"form": label, **_sums(of_level, columns)}, "subtotal", key=key, cell_keys=own))
    if not (mixed or report.is_quoted) and len(both) > 1:
        own = _partial_keys(report, both)
        rows.append(Row({"form": tr("Tổng cộng"), **_sums(both, columns)}, "total", key=ALL, cell_keys=own))
    title = tr("Kết quả khen thưởng theo cấp, hình thức và đối tượng, {period}", period=report.period_label)
    notes, key = tuple(_notes(report, both, mixed=mixed)), key_of(report)
    source = source_words(report)
    return Table(name, title, tuple(columns), tuple(rows), notes, source, report.is_illustrative, key=key)


def _is_mixed(rows: Sequence[Record]) -> bool:
    """Whether some rows count instances and others recipients."""
    return len({row["count_unit"] for row in rows}) > 1


def _is_any_known(rows: Sequence[Record], name: str) -> bool:
    return any(pd.notna(row[name]) for row in rows)


def _partial_keys(report: Known, rows: Sequence[Record]) -> dict[str, Key]:
    """What sums of these rows are where a figure is not known: of a kind, and then of all kinds.

    Households alone make no total one of what is known: returns have no column for them. What a source is quoted
    with is never known to be all.
    """
    if "quotation" in report.awarded["origin"].tolist():
        return dict.fromkeys((*KINDS, "total"), KNOWN)
    open_kinds = {kind for kind in KINDS if _is_open(rows, kind)}
    partial = open_kinds | ({"total"} if open_kinds - {"household"} or any(map(_is_unknown, rows)) else set())
    return dict.fromkeys(sorted(partial), KNOWN)


def _rows(
    counts: Sequence[Record], report: Known, columns: Sequence[Column], keys: Sequence[Key | None]
) -> Iterator[Row]:
    for form, key, row in zip(form_names(counts, report), keys, counts, strict=True):
        cells: dict[str, Cell] = {"form": form, "unit": count_unit_name(row["count_unit"])}
        cells |= {kind: kind_cell(row, kind) for kind in KINDS}
        cells |= {
            name: int(row[name]) if pd.notna(row[name]) else (MISSING if row[given] else NOT_APPLICABLE)
            for name, given in _GIVEN.items()
        }
        yield Row({column.name: cells[column.name] for column in columns}, key=key)


def form_names(rows: Sequence[Record], report: Known) -> list[str]:
    """The name of the form of each row; one that two authorities give is told with its authority."""
    kinds = (f", {kinds_name(row['other_kind'], 2)}" if row["other_kind"] else "" for row in rows)
    names = [f"{form}{kind}" for form, kind in zip(base_names(rows, report), kinds, strict=True)]
    givers = Counter(
        (level, award) for level, award, _ in {(row["level"], row["award"], row["authority"]) for row in rows}
    )
    return [
        tr("{form} do {authority} tặng", form=name, authority=named(get_authority(row["authority"])))
        if givers[row["level"], row["award"]] > 1
        else name
        for name, row in zip(names, rows, strict=True)
    ]


def kind_cell(row: Record, kind: str) -> Cell:
    """A count of one recipient kind; else missing, or not applicable where the form is not for that kind."""
    if pd.notna(row[kind]):
        return int(row[kind])
    if kind in row["not_applicable"]:
        return NOT_APPLICABLE
    takers = {kind for award in merged_awards(row["award"]) for kind in award.recipient_kinds}
    return MISSING if kind in takers else NOT_APPLICABLE


def _with_zeros(report: Known, rows: Sequence[Record]) -> list[Record]:
    """Print 0 for a recipient kind that lists do not name, where they alone reach over all days of the level."""
    return [
        {**row, **dict.fromkeys((kind for kind in KINDS if kind_cell(row, kind) == MISSING), 0)}
        if report.coverage.is_listed(row["level"]) and pd.notna(row["total"]) and not row["other_kind"]
        else row
        for row in rows
    ]


def _sums(counts: Sequence[Record], columns: Sequence[Column]) -> dict[str, Cell]:
    """The sums of the columns: none of a recipient kind whose figure a source leaves blank, nor of all kinds then.

    A kind that a quotation does not name stays out, and a note says so. Of the period before there is a sum only where
    just what is counted now is known then: two sums beside each other are of the same forms.
    """
    names = [column.name for column in columns if column.show == "count"]
    sums: dict[str, Cell] = {name: _sum(counts, name) for name in names}
    left_out = frozenset[str]().union(*(row["missing"] for row in counts))
    # 0 of some forms is none of a kind only where it is known of every form.
    sums |= {kind: MISSING for kind in KINDS if sums.get(kind) == 0 and _is_open(counts, kind)}
    sums |= dict.fromkeys((left_out | ({"total"} if left_out else set())) & sums.keys(), MISSING)
    if "before" in sums and any(row["is_open_before"] != _is_unknown(row) for row in counts):
        sums["before"] = MISSING
    return sums


def _sum(counts: Sequence[Record], name: str) -> Cell:
    if known := [int(row[name]) for row in counts if pd.notna(row[name])]:
        return sum(known)
    return MISSING if any(row[_GIVEN.get(name, "is_given")] for row in counts) else NOT_APPLICABLE


def _is_unknown(row: Record) -> bool:
    """Whether the total of a form is not known, which may be given."""
    return bool(pd.isna(row["total"]) and row["is_given"])


def _is_open(counts: Sequence[Record], kind: str) -> bool:
    """Whether the figure of a kind is not known of one of the forms."""
    return any(kind_cell(row, kind) == MISSING for row in counts)


def _notes(report: Known, counts: Sequence[Record], *, mixed: bool) -> Iterator[str]:
    if words := missing_sentence(report):
        yield words
    ended, begun = (_forms_not(counts, given) for given in ("is_given", "was_given"))
    has_before = _is_any_known(counts, "before")
    if words := reasons(report, ended, begun if has_before else ()):
        yield words
    if mixed:
        yield tr("Dòng “lượt” đếm số lần được khen, dòng “đối tượng” đếm tập thể, cá nhân.")
    elif not report.is_quoted:
        yield tr("Tổng cộng là số lần được khen: một tập thể, cá nhân có thể được nhiều hình thức.")
    kinds = [kind for kind in KINDS if _is_any_known(counts, kind)]
    if any(_is_open(counts, kind) for kind in kinds):
        yield tr("Tổng chỉ gồm các số đã công bố.")
    if any(row["missing"] for row in counts):
        yield tr("Nguồn để trống một số nên không có tổng của các số đó.")
    is_told = is_missing_alike(report, report.ground)
    if has_before and not is_told and ground_sentence(report, report.ground):
        yield tr("“{before}” là của các đơn vị và hình thức có số liệu cả hai kỳ.", before=before_head(report))
    if any("+" in row["award"] or "+" in row["other_kind"] for row in counts):
        yield tr("Số gộp được giữ nguyên như nguồn công bố, không tách.")


def _forms_not(counts: Sequence[Record], given: str) -> list[Form]:
    """The forms, with their levels, that may not be given in a period."""
    return [(row["award"], row["level"]) for row in counts if not row[given]]


def chart(report: Known, counts: pd.DataFrame) -> Chart | None:
    """Awards as bars, collectives and individuals side by side, each panel on its own scale."""
    told = [row for row in records(counts) if any(pd.notna(row[kind]) for kind in PANELS)]
    known = _with_zeros(report, told)
    shown = _by_form([row for row in known if any(pd.notna(row[kind]) and row[kind] for kind in PANELS)])
    shown = shown or _by_form(known)
    if not shown:
        return None
    counted = ([kind_cell(row, kind) for kind in PANELS] for row in shown)
    cells = list(zip(base_names(shown, report), counted, strict=True))
    heads = [named(get_recipient_kind(kind)) for kind in PANELS]
    svg = bars_svg([Bar(*cell) for cell in cells], heads, write=write_number)
    panels = (Column(kind, head, key=Key(kind=kind)) for kind, head in zip(PANELS, heads, strict=True))
    columns = (Column("form", tr("Danh hiệu, hình thức"), "label"), *panels)
    rows = tuple(
        Row({"form": form, **dict(zip(PANELS, values, strict=True))}, key=key)
        for (form, values), key in zip(cells, form_keys(shown), strict=True)
    )
    title = tr("Kết quả khen thưởng theo hình thức, {period}", period=report.period_label)
    notes = [tr("Hai phần của hình có thang riêng.")]
    if len(shown) < len(known):
        notes.append(tr("Hình cộng chung các cấp cùng tặng một hình thức; bảng ghi riêng từng cấp."))
    alt = tr("Biểu đồ cột ngang: {items}.", items=_largest(shown, report))
    source, key = source_words(report), key_of(report)
    data = Table("award_chart", title, columns, rows, tuple(notes), source, report.is_illustrative, key=key)
    return Chart(svg, alt, data)


def _by_form(rows: Sequence[Record]) -> list[Record]:
    """One row per form and count unit: the authorities that give it added up, on the row of the highest."""
    of_form: dict[tuple[str, str], list[Record]] = {}
    for row in rows:
        of_form.setdefault((row["award"], row["count_unit"]), []).append(row)
    return [
        {
            **same[0],
            **{kind: _added(same, kind) for kind in PANELS},
            "award_type": same[0]["award_type"] if len({row["award_type"] for row in same}) == 1 else "",
            "not_applicable": frozenset.intersection(*(row["not_applicable"] for row in same)),
        }
        for same in of_form.values()
    ]


def _added(rows: Sequence[Record], kind: str) -> Any:
    """The sum of a kind; missing where none is known, or a source leaves one of them blank."""
    known = [row[kind] for row in rows if pd.notna(row[kind])]
    return sum(known) if known and not any(kind in row["missing"] for row in rows) else pd.NA


def _largest(rows: Sequence[Record], report: Known) -> str:
    told = []
    for kind in PANELS:
        known = [row for row in rows if pd.notna(row[kind])]
        forms = [(form, int(row[kind])) for form, row in zip(base_names(known, report), known, strict=True)]
        most = leaders(forms)
        if most:
            words = {"kinds": kinds_name(kind, 2), "form": ", ".join(form for form, _ in most)}
            told.append(tr("với {kinds}, nhiều nhất là {form} ({count})", **words, count=write_number(most[0][1])))
        elif forms:
            each = ", ".join(f"{form} ({write_number(count)})" for form, count in forms)
            told.append(tr("với {kinds}: {forms}", kinds=kinds_name(kind, 2), forms=each))
    return "; ".join(told)


class AwardsChapter(Chapter[pd.DataFrame], finding=summary, chart=chart, table=table):
    """What was awarded, by level, form and kind of recipient."""

    def measure(self) -> pd.DataFrame:
        """Count what was awarded: one row per level, form, authority and unit of count."""
        return award_counts(self.known.awarded)

    def comparison(self) -> Part:
        """Whether the same period before can be compared, and with what."""
        return comparison(self.known)

    def figures(self, *awards: str) -> list[Figure | None]:
        """Headline figures of these forms, in this order."""
        return count_figures(self.known, *awards)
