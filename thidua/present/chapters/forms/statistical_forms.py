"""The statistical forms on movements and on awards of the State, ministries and provinces, each as one table."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from thidua.measures.annual_annex import Figure, sum_of
from thidua.measures.movement_form import DURATIONS, MovementForm, movement_form
from thidua.measures.statistical_forms import LEVELS, AwardForm, FormColumn, FormRow, award_form
from thidua.present.chapter import Chapter
from thidua.present.keyed import ALL, Key, group_id, key_of
from thidua.present.known import Known
from thidua.present.language import language, named, tr
from thidua.present.numbers import MISSING, write_number
from thidua.present.part import Part, empty
from thidua.present.source_words import source_words
from thidua.present.table import Cell, Column, Role, Row, Table
from thidua.present.words import award_name, kinds_name, no_figures, state_cell, upper_first
from thidua.registry import (
    award_type_label,
    get_authority,
    get_level,
    get_recipient_class,
    get_recipient_kind,
    reporting_levels,
)
from thidua.registry.statistical_forms import StatisticalForm, statistical_form


def movements_table(report: Known, form: MovementForm, *, name: str = "form_movements") -> Table | None:
    """Form 0601: movements by scope, duration and mode, a column for each launching level that occurs."""
    layout = _layout(report, "movements")
    if not form.levels or layout is None:
        return None
    columns = [Column("row", tr("Phong trào thi đua"), "label"), Column("total", tr("Tổng số"), sum_of=form.levels)]
    columns += [Column(code or "unknown", _level_words(code)) for code in form.levels]
    columns[1] = Column("total", tr("Tổng số"), sum_of=tuple(column.name for column in columns[2:]))
    rows = [Row({"row": tr("Theo phạm vi")}, "group")]
    rows += [Row({"row": words, **dict.fromkeys((c.name for c in columns[1:]), MISSING)}) for words in _scopes()]
    for title, counts, words in (
        (tr("Theo thời gian"), form.by_duration, _durations()),
        (tr("Theo phương thức"), form.by_mode, _modes()),
    ):
        rows.append(Row({"row": title}, "group"))
        shown = [row for row in counts if row != "open" or any(counts[row].values())]
        rows += [Row({"row": words[row], **_level_cells(counts[row])}) for row in shown]
        rows.append(Row({"row": tr("Tổng số"), **_level_cells(form.total)}, "subtotal"))
    notes = (
        tr("Cột là cấp phát động. Phong trào do cấp tỉnh trở lên phát động chỉ tính một lần."),
        tr("“…”: sổ phong trào không ghi phạm vi. Chuyên đề gồm cả thi đua theo đợt, cao điểm."),
        *_law_notes(layout),
    )
    title = _title(layout, report)
    return Table(name, title, tuple(columns), tuple(rows), notes, source_words(report), report.is_illustrative)


def awards_table(report: Known, form: AwardForm, layout: str, *, name: str = "") -> Table | None:
    """Form 0602 (``state_awards``) or 0603 (``ministry_awards``): awards by recipient and class, then by type."""
    law = _layout(report, layout)
    figures = [figure for row in (*form.by_recipient, *form.by_type) for figure in row.figures.values()]
    if law is None or not any(isinstance(figure, int) and figure for figure in figures):
        return None
    names = [column.name for column in form.columns]
    columns = [
        Column("row", tr("Đối tượng, phương thức"), "label"),
        Column("total", tr("Tổng số"), sum_of=tuple(names), key=ALL),
    ]
    columns += list(_award_columns(form.columns))
    rows = [Row({"row": tr("Theo đối tượng")}, "group")]
    kinds = ("collective", "individual")
    rows += [
        _award_row(row, _recipient_words(row.code), Key(kind=row.code) if row.code in kinds else None)
        for row in form.by_recipient
    ]
    rows.append(_sum_row(form.totals))
    rows.append(Row({"row": tr("Theo phương thức")}, "group"))
    rows += [
        _award_row(row, _type_words(row.code, report), Key(award_type=row.code or "no type")) for row in form.by_type
    ]
    rows.append(_sum_row(form.totals))
    return Table(
        name or f"form_{layout}",
        _title(law, report),
        tuple(columns),
        tuple(rows),
        tuple(_award_notes(report, form, layout, law)),
        source_words(report),
        report.is_illustrative,
        landscape=len(names) > 8,
        key=key_of(report) | Key(level=group_id(levels_of(report, layout))),
    )


def finding(report: Known, *tables: Table | None, name: str = "statistical_forms_finding") -> Part | None:
    """That no form can be filled; the forms that can be stand below."""
    is_told = any(table is not None for table in tables)
    return None if is_told else no_figures(name, report, tr("số liệu để lập các biểu thống kê"))


def unknown(report: Known) -> Part | None:
    """That a circular is in force whose forms no source gives: those of the circular before are not printed for it."""
    form = statistical_form("state_awards", report.last_day)
    if form is None or form.is_known:
        return None
    words = tr("Chưa có mẫu biểu của Thông tư {circular}, nên báo cáo chưa lập biểu thống kê.", circular=form.circular)
    return empty("statistical_forms_unknown", words)


def _layout(report: Known, layout: str) -> StatisticalForm | None:
    """The form in force on the last day of the period; None where its rows and columns are not known."""
    form = statistical_form(layout, report.last_day)
    return form if form is not None and form.is_known else None


def _title(form: StatisticalForm, report: Known) -> str:
    subject, period = named(form, "title"), report.period_label
    return tr("{subject} (biểu {number}), {period}", subject=subject, number=form.number, period=period)


def _law_notes(form: StatisticalForm) -> Iterator[str]:
    yield tr("Bố cục theo Thông tư {circular}.", circular=form.circular)


def _level_words(code: str) -> str:
    return named(get_level(code)) if code else tr("Chưa rõ cấp")


def _level_cells(counts: dict[str, int]) -> dict[str, Cell]:
    return {"total": sum(counts.values()), **{code or "unknown": count for code, count in counts.items()}}


def _scopes() -> tuple[str, ...]:
    return tr("Toàn quốc"), tr("Bộ, ngành, địa phương"), tr("Cụm, khối thi đua"), tr("Cơ quan, đơn vị")


def _durations() -> dict[str, str]:
    words = (
        tr("Dưới 1 năm"),
        tr("1 năm"),
        tr("Trên 1 năm đến dưới 3 năm"),
        tr("Từ 3 năm đến dưới 5 năm"),
        tr("Từ 5 năm trở lên"),
        tr("Chưa rõ thời gian"),
    )
    return dict(zip(DURATIONS, words, strict=True))


def _modes() -> dict[str, str]:
    return {"thematic": tr("Chuyên đề"), "regular": tr("Thường xuyên hằng năm"), "open": tr("Chưa rõ phương thức")}


def _award_columns(columns: Sequence[FormColumn]) -> Iterator[Column]:
    titles = {
        "order": tr("Huân chương"),
        "medal": tr("Huy chương"),
        "hcm_prize": tr("Giải thưởng Hồ Chí Minh"),
        "state_prize": tr("Giải thưởng Nhà nước"),
        "honorary": tr("Danh hiệu vinh dự"),
        "government_flag": tr("Cờ thi đua Chính phủ"),
        "pm_certificate": tr("Bằng khen Thủ tướng"),
        "national_fighter": tr("CSTĐ toàn quốc"),
        "certificate": tr("Bằng khen"),
        "fighter": tr("CSTĐ bộ, tỉnh"),
        "flag": tr("Cờ thi đua"),
        "badge": tr("Huy hiệu, KNC"),
        "other": tr("Khác"),
    }
    kinds = {"collective": tr("TT"), "household": tr("HGĐ"), "individual": tr("CN")}
    for column in columns:
        title = kinds[column.kind] if column.kind else titles[column.code]
        yield Column(column.name, title, group=titles[column.code] if column.kind else "")


def levels_of(report: Known, layout: str) -> list[str]:
    """The levels whose awards stand in a form, those alone that confer any: one level is then the same as elsewhere."""
    given = {get_authority(code).level for code in report.awarded["authority"].unique() if code}
    return [level for level in LEVELS[layout] if level in given]


def _award_row(row: FormRow, words: str, key: Key | None) -> Row:
    cells = {name: figure if isinstance(figure, int) else state_cell(figure) for name, figure in row.figures.items()}
    total = _sum(row.figures.values())
    role: Role = "part" if row.is_part else "body"
    return Row({"row": words, "total": total, **cells}, role, key=key, cell_keys=_total_key(total))


def _sum_row(totals: Mapping[str, Figure]) -> Row:
    """The same below recipients and below types: one thing has one number."""
    cells = {name: _sum([figure]) for name, figure in totals.items()}
    total = _sum(totals.values())
    return Row({"row": tr("Tổng số"), "total": total, **cells}, "subtotal", key=ALL, cell_keys=_total_key(total))


def _total_key(total: Cell) -> dict[str, Key]:
    """A form has a column for every award: where one is not known, its total is not that of the awards that are."""
    return {"total": Key(base="every column of the form")} if total == MISSING else {}


def _sum(figures: Iterable[Figure]) -> Cell:
    """The sum; the mark of what is not known where a part of it is not."""
    found = sum_of(figures)
    return found if isinstance(found, int) else state_cell(found)


def _recipient_words(code: str) -> str:
    words = {
        "enterprise": tr("Trong đó: doanh nghiệp"),
        "manager": tr("Lãnh đạo, quản lý (nguồn không tách)"),
        "unclassified": tr("Chưa rõ đối tượng"),
    }
    if code in words:
        return words[code]
    if code in ("collective", "household", "individual"):
        return named(get_recipient_kind(code))
    one = get_recipient_class(code)
    return f"{one.letter}) {one.short_vi if language() == 'vi' else one.name_en}"


def _type_words(code: str, report: Known) -> str:
    if not code:
        return tr("Chưa rõ phương thức")
    return upper_first(award_type_label(code, regime=report.regime, lang=language()))


def _award_notes(report: Known, form: AwardForm, layout: str, law: StatisticalForm) -> Iterator[str]:
    yield tr("TT: tập thể; HGĐ: hộ gia đình; CN: cá nhân.")
    if layout == "ministry_awards":
        yield tr(
            "CSTĐ: Chiến sĩ thi đua; KNC: Kỷ niệm chương; “Khác” gồm Tập thể lao động xuất sắc, Đơn vị quyết thắng."
        )
        if "district" in reporting_levels(report.last_day):
            yield tr("Giấy khen và danh hiệu của cấp huyện, cấp xã không thuộc biểu này.")
        else:
            yield tr("Giấy khen và danh hiệu của cấp xã không thuộc biểu này.")
    else:
        yield tr("CSTĐ: Chiến sĩ thi đua.")
    yield tr("Doanh nghiệp: chỉ biểu tổng hợp ghi, danh sách không đánh dấu.")
    yield tr("Tổng có một số hạng “…” là “…”.")
    for (award, kind), count in form.merged.items():
        yield tr(
            "Chưa tính vào biểu vì nguồn gộp: {form}, {count} {kinds}.",
            form=award_name(award, regime=report.regime),
            count=write_number(count),
            kinds=kinds_name(kind, count),
        )
    yield from _law_notes(law)


class StatisticalFormsChapter(Chapter[None]):
    """The statistical forms that are prescribed."""

    def finding(self, *tables: Table | None) -> Part | None:
        """That no form can be filled; the forms that can be stand below."""
        return finding(self.known, *tables)

    def unknown(self) -> Part | None:
        """That a circular is in force whose forms no source gives; None where they are given."""
        return unknown(self.known)

    def movements_table(self) -> Table | None:
        """The form of emulation movements."""
        return movements_table(self.known, movement_form(self.known.register("movements")))

    def awards_table(self, layout: str) -> Table | None:
        """A form of awards: "state_awards" or "ministry_awards"."""
        form = award_form(self.known.facts, layout, is_known=self.known.is_known)
        return awards_table(self.known, form, layout)
