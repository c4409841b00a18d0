"""Titles registered for at the beginning of a year, and how many of them were achieved."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from thidua.measures.outcomes import Outcome
from thidua.measures.registered import Registered, is_required, registered, registered_of_units
from thidua.present.chapter import Chapter
from thidua.present.chapters.outcomes.outcomes import (
    asking_words,
    exceeding,
    notes,
    outcome_dots,
    outcome_row,
    outcome_words,
    plain_part,
    share_columns,
    sum_cells,
)
from thidua.present.chart import Chart
from thidua.present.drawing.dots import dots_svg
from thidua.present.known import Known
from thidua.present.language import tr
from thidua.present.numbers import whole_percent, write_number, write_percent
from thidua.present.part import Part, empty, plain
from thidua.present.source_words import source_words
from thidua.present.table import Column, Row, Table
from thidua.present.words import no_figures, share_words


def measure(report: Known) -> Registered | None:
    """Registered and achieved titles of a year; None for any other period, whose report has no such section."""
    if report.period.kind != "year":
        return None
    return registered_of_units(report.whole_facts_by_member) if report.members else registered(report.whole_facts)


def finding(report: Known, found: Registered | None) -> Part | None:
    """How many of the registered titles were achieved, in all and title by title."""
    name = "registrations_finding"
    if found is None:
        return None
    shown = _shown(found)
    if not shown and _is_required(report):
        return no_figures(name, report, tr("số liệu đăng ký danh hiệu thi đua"))
    if not shown:
        return empty(name, tr("Đăng ký thi đua không còn là căn cứ xét danh hiệu; kỳ này chưa có số liệu đăng ký."))
    sentences = []
    if found.total is not None and found.total.whole:
        words = {"whole": write_number(found.total.whole), "achieved": plain_part(found.total)}
        words["of"] = asking_words(report)
        sentences.append(tr("Trong {whole} danh hiệu đã đăng ký{of}, {achieved} đã đạt.", **words))
    items = "; ".join(outcome_words(report, one) for one in shown if one.share is not None)
    if items:
        sentences.append(tr("Từng danh hiệu (đạt trên đăng ký): {items}.", items=items))
    nothing = tr("Chưa có danh hiệu nào đủ cả số đăng ký và số đạt để tính tỷ lệ.")
    return plain(name, " ".join(sentences)) if sentences else empty(name, nothing)


def detail(report: Known, found: Registered | None) -> Part | None:
    """The share of the registered titles that were achieved with its interval, and which titles have none."""
    shown = _shown(found) if found else []
    sentences = []
    if found is not None and found.total is not None and found.total.whole:
        words = {"period": report.period_label, "share": share_words(found.total, of=tr(" số đăng ký"))}
        sentences.append(tr("Trong {period}, số danh hiệu đạt được bằng {share}.", **words))
    if names := exceeding(report, shown):
        sentences.append(tr("Số đạt lớn hơn số đăng ký nên không tính tỷ lệ: {names}.", names=names))
    return plain("registrations_finding_detail", " ".join(sentences)) if sentences else None


def _shown(found: Registered) -> list[Outcome]:
    return [one for one in found.titles if not one.is_none]


def _is_required(report: Known) -> bool:
    return is_required(report.period.last_day(report.basis))


def table(report: Known, found: Registered | None) -> Table | None:
    """Registered and achieved titles with the share and its Wilson interval."""
    shown = _shown(found) if found else []
    if found is None or not shown:
        return None
    columns = (
        Column("form", tr("Danh hiệu"), "label"),
        Column("asked", tr("Đăng ký")),
        Column("awarded", tr("Đạt")),
        *share_columns(),
    )
    rows = [outcome_row(report, one) for one in shown]
    if len(shown) > 1:
        rows.append(Row({"form": tr("Tổng cộng"), **sum_cells(shown, found.total)}, "total"))
    title = tr("Danh hiệu đăng ký và danh hiệu đạt được, {period}", period=report.period_label)
    told = tuple(_notes(report, shown))
    return Table("registrations", title, columns, tuple(rows), told, source_words(report), report.is_illustrative)


def _notes(report: Known, shown: list[Outcome]) -> Iterable[str]:
    yield tr("“Đạt” là danh hiệu có quyết định trong kỳ; danh hiệu của năm có thể được quyết định vào đầu năm sau.")
    if _is_required(report):
        yield tr("Đăng ký thi đua là căn cứ xét danh hiệu theo luật có hiệu lực trong kỳ.")
    else:
        yield tr("Theo luật có hiệu lực trong kỳ, đăng ký thi đua không còn là căn cứ xét danh hiệu.")
    yield from notes(report, shown)


def chart(report: Known, found: Registered | None) -> Chart | None:
    """The share achieved of each title as a dot with its interval, beside that of all titles."""
    data = table(report, found)
    dots = outcome_dots(report, _shown(found)) if found else []
    if found is None or data is None or not dots or found.total is None or found.total.share is None:
        return None
    common = tr("chung: {value}", value=write_percent(found.total.share))
    svg = dots_svg(dots, write=whole_percent, reference=found.total.share, reference_text=common)
    title = tr("Tỷ lệ danh hiệu đạt được trong số đăng ký; vạch ngang là khoảng tin cậy 95%")
    items = "; ".join(f"{dot.label} {dot.text}" for dot in dots)
    alt = tr("Biểu đồ chấm và khoảng tin cậy: {told}; {common}.", told=items, common=common)
    return Chart(svg, alt, replace(data, name="registrations_chart", title=title, notes=()))


class RegistrationsChapter(
    Chapter[Registered | None], measure=measure, finding=finding, detail=detail, chart=chart, table=table
):
    """What was registered at the beginning of the year, and what came of it."""
