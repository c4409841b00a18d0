"""What was awarded: by level, form and recipient kind, in words, as a table and as bars.

How the same period before is set beside it is decided in ``awards_before``.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

import pandas as pd

from thidua.measures.counts import KINDS, award_counts
from thidua.measures.extremes import leaders
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
    mixed = both["count_unit"].nunique() > 1
    kinds = [kind for kind in KINDS if both[kind].notna().any()]
    columns = [Column("form", tr("Danh hiệu, hình thức"), "label")]
    columns += [Column("unit", tr("Đơn vị tính"), "text")] if mixed else []
    columns += [Column(kind, named(get_recipient_kind(kind)), key=Key(kind=kind)) for kind in kinds]
    columns += [Column("total", tr("Tổng"), sum_of=tuple(kinds), key=ALL)]
    columns += [Column("before", before_head(report), key=before_key(report))] if both["before"].notna().any() else []
    keys = form_keys(both)
    rows: list[Row] = []
    for level, of_level in both.groupby("level", sort=False):
        rows.append(Row({"form": named(get_level(str(level)))}, "group"))
        rows += _rows(of_level, report, columns, [keys[at] for at in of_level.index])
        is_sum = len(of_level) > 1 and of_level["count_unit"].nunique() == 1 and both["level"].nunique() > 1
        if is_sum and not report.is_quoted:
            label = tr("Cộng {level}", level=lower_first(named(get_level(str(level)))))
            key = Key(level=str(level))
            own = _partial_keys(report, of_level)
            rows.append(Row({"form": label, **_sums(of_level, columns)}, "subtotal", key=key, cell_keys=own))
    if not (mixed or report.is_quoted) and len(both) > 1:
        own = _partial_keys(report, both)
        rows.append(Row({"form": tr("Tổng cộng"), **_sums(both, columns)}, "total", key=ALL, cell_keys=own))
    title = tr("Kết quả khen thưởng theo cấp, hình thức và đối tượng, {period}", period=report.period_label)
    notes, key = tuple(_notes(report, both, mixed=mixed)), key_of(report)
    source = source_words(report)
    return Table(name, title, tuple(columns), tuple(rows), notes, source, report.is_illustrative, key=key)


def _partial_keys(report: Known, counts: pd.DataFrame) -> dict[str, Key]:
    """What sums of these rows are where a figure is not known: of a kind, and then of all kinds.

    Households alone make no total one of what is known: returns have no column for them. What a source is quoted
    with is never known to be all.
    """
    if (report.awarded["origin"] == "quotation").any():
        return dict.fromkeys((*KINDS, "total"), KNOWN)
    open_kinds = {kind for _, row in counts.iterrows() for kind in KINDS if kind_cell(row, kind) == MISSING}
    partial = open_kinds | ({"total"} if open_kinds - {"household"} or _is_unknown(counts).any() else set())
    return dict.fromkeys(sorted(partial), KNOWN)


def _rows(counts: pd.DataFrame, report: Known, columns: Sequence[Column], keys: Sequence[Key | None]) -> list[Row]:
    rows = []
    for form, key, (_, row) in zip(form_names(counts, report), keys, counts.iterrows(), strict=True):
        cells: dict[str, Cell] = {"form": form, "unit": count_unit_name(row["count_unit"])}
        cells |= {kind: kind_cell(row, kind) for kind in KINDS}
        cells |= {
            name: int(row[name]) if pd.notna(row[name]) else (MISSING if row[given] else NOT_APPLICABLE)
            for name, given in _GIVEN.items()
        }
        rows.append(Row({column.name: cells[column.name] for column in columns}, key=key))
    return rows


def form_names(counts: pd.DataFrame, report: Known) -> list[str]:
    """The name of the form of each row; one that two authorities give is told with its authority."""
    kinds = (f", {kinds_name(kind, 2)}" if kind else "" for kind in counts["other_kind"])
    names = [f"{form}{kind}" for form, kind in zip(base_names(counts, report), kinds, strict=True)]
    forms = list(zip(counts["level"], counts["award"], strict=True))
    authorities = list(counts["authority"])
    givers = Counter(form for form, _ in {*zip(forms, authorities, strict=True)})
    return [
        tr("{form} do {authority} tặng", form=name, authority=named(get_authority(authorities[at])))
        if givers[forms[at]] > 1
        else name
        for at, name in enumerate(names)
    ]


def kind_cell(row: pd.Series, kind: str) -> Cell:
    """A count of one recipient kind; else missing, or not applicable where the form is not for that kind."""
    if pd.notna(row[kind]):
        return int(row[kind])
    if kind in row["not_applicable"]:
        return NOT_APPLICABLE
    takers = {kind for award in merged_awards(row["award"]) for kind in award.recipient_kinds}
    return MISSING if kind in takers else NOT_APPLICABLE


def _with_zeros(report: Known, counts: pd.DataFrame) -> pd.DataFrame:
    """Print 0 for a recipient kind that lists do not name, where they alone reach over all days of the level."""
    filled = counts.copy()
    is_listed = counts["level"].map({level: report.coverage.is_listed(level) for level in set(counts["level"])})
    is_given = is_listed.astype(bool) & counts["total"].notna() & (counts["other_kind"] == "")
    for kind in KINDS:
        is_open = pd.Series([kind_cell(row, kind) == MISSING for _, row in counts.iterrows()], counts.index, dtype=bool)
        filled[kind] = counts[kind].mask(is_given & is_open, 0)
    return filled


def _sums(counts: pd.DataFrame, columns: Sequence[Column]) -> dict[str, Cell]:
    """The sums of the columns: none of a recipient kind whose figure a source leaves blank, nor of all kinds then.

    A kind that a quotation does not name stays out, and a note says so. Of the period before there is a sum only where
    just what is counted now is known then: two sums beside each other are of the same forms.
    """
    names = [column.name for column in columns if column.show == "count"]
    sums: dict[str, Cell] = {name: _sum(counts, name) for name in names}
    left_out = frozenset[str]().union(*counts["missing"])
    # 0 of some forms is none of a kind only where it is known of every form.
    sums |= {kind: MISSING for kind in KINDS if sums.get(kind) == 0 and _is_open(counts, kind)}
    sums |= dict.fromkeys((left_out | ({"total"} if left_out else set())) & sums.keys(), MISSING)
    if "before" in sums and (counts["is_open_before"] != _is_unknown(counts)).any():
        sums["before"] = MISSING
    return sums


def _sum(counts: pd.DataFrame, name: str) -> Cell:
    if counts[name].notna().any():
        return int(counts[name].sum())
    return MISSING if counts[_GIVEN.get(name, "is_given")].any() else NOT_APPLICABLE


def _is_unknown(counts: pd.DataFrame) -> pd.Series:
    """Whether the total of each form is not known, of those that may be given."""
    return counts["total"].isna() & counts["is_given"]


def _is_open(counts: pd.DataFrame, kind: str) -> bool:
    """Whether the figure of a kind is not known of one of the forms."""
    return any(kind_cell(row, kind) == MISSING for _, row in counts.iterrows())


def _notes(report: Known, counts: pd.DataFrame, *, mixed: bool) -> Iterator[str]:
    if words := missing_sentence(report):
        yield words
    ended, begun = (_forms_not(counts, given) for given in ("is_given", "was_given"))
    if words := reasons(report, ended, begun if counts["before"].notna().any() else ()):
        yield words
    if mixed:
        yield tr("Dòng “lượt” đếm số lần được khen, dòng “đối tượng” đếm tập thể, cá nhân.")
    elif not report.is_quoted:
        yield tr("Tổng cộng là số lần được khen: một tập thể, cá nhân có thể được nhiều hình thức.")
    kinds = [kind for kind in KINDS if counts[kind].notna().any()]
    if any(_is_open(counts, kind) for kind in kinds):
        yield tr("Tổng chỉ gồm các số đã công bố.")
    if counts["missing"].map(len).any():
        yield tr("Nguồn để trống một số nên không có tổng của các số đó.")
    is_told = is_missing_alike(report, report.ground)
    if counts["before"].notna().any() and not is_told and ground_sentence(report, report.ground):
        yield tr("“{before}” là của các đơn vị và hình thức có số liệu cả hai kỳ.", before=before_head(report))
    merged = counts["award"].str.contains("+", regex=False) | counts["other_kind"].str.contains("+", regex=False)
    if merged.any():
        yield tr("Số gộp được giữ nguyên như nguồn công bố, không tách.")


def _forms_not(counts: pd.DataFrame, given: str) -> list[Form]:
    """The forms, with their levels, that may not be given in a period."""
    return list(counts.loc[~counts[given], ["award", "level"]].itertuples(index=False, name=None))


def chart(report: Known, counts: pd.DataFrame) -> Chart | None:
    """Awards as bars, collectives and individuals side by side, each panel on its own scale."""
    known = counts[counts[list(PANELS)].notna().any(axis=1)]
    known = _with_zeros(report, known)
    given = _by_form(known[(known[list(PANELS)].fillna(0) > 0).any(axis=1)])
    shown = _by_form(known) if given.empty else given
    if shown.empty:
        return None
    counted = ([kind_cell(row, kind) for kind in PANELS] for _, row in shown.iterrows())
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


def _by_form(counts: pd.DataFrame) -> pd.DataFrame:
    """One row per form and count unit: the authorities that give it added up, on the row of the highest."""
    rows = []
    for _, same in counts.groupby(["award", "count_unit"], sort=False):
        row = same.iloc[0].copy()
        for kind in PANELS:
            is_open = same["missing"].map(lambda kinds, kind=kind: kind in kinds).any()
            row[kind] = pd.NA if is_open else same[kind].sum(min_count=1)
        row["award_type"] = row["award_type"] if same["award_type"].nunique() == 1 else ""
        row["not_applicable"] = frozenset.intersection(*same["not_applicable"])
        rows.append(row)
    return pd.DataFrame(rows, columns=counts.columns)


def _largest(counts: pd.DataFrame, report: Known) -> str:
    told = []
    for kind in PANELS:
        known = counts[counts[kind].notna()]
        forms = [(form, int(count)) for form, count in zip(base_names(known, report), known[kind], strict=True)]
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
