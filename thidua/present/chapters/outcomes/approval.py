"""How many of the proposed awards were decided, by level and form."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from thidua.measures.approval import Approval, approval, approval_of_units
from thidua.measures.outcomes import Outcome
from thidua.present.chapter import Chapter
from thidua.present.chapters.outcomes.outcomes import (
    asking_words,
    decided_words,
    exceeding,
    fraction,
    level_words,
    notes,
    outcome_dots,
    outcome_row,
    share_columns,
    sum_cells,
)
from thidua.present.chart import Chart
from thidua.present.drawing.dots import dots_svg
from thidua.present.known import Known
from thidua.present.language import named, tr
from thidua.present.numbers import whole_percent, write_number, write_percent
from thidua.present.part import Part, empty, plain
from thidua.present.proposing import proposing_sentence, proposing_words
from thidua.present.source_words import source_words
from thidua.present.table import Column, Row, Table
from thidua.present.words import TOO_FEW, no_figures, share_words
from thidua.registry import get_level


def measure(report: Known) -> Approval:
    """Proposed and decided awards of the unit; of a province or block, those of its units. Done once in a notebook."""
    return approval_of_units(report.whole_facts_by_member) if report.members else approval(report.whole_facts)


def finding(report: Known, found: Approval) -> Part:
    """How many of the proposals were decided, in all and at each level."""
    name = "approval_finding"
    if not _shown(found):
        return no_figures(name, report, tr("số lượng đề nghị khen thưởng (biểu tổng hợp gửi về)"))
    if found.total is None or not found.total.whole:
        return empty(name, tr("Chưa có hình thức nào đủ cả số đề nghị và số quyết định để tính tỷ lệ."))
    words = {
        "whole": write_number(found.total.whole),
        "decided": decided_words(found.total),
        "of": asking_words(report),
    }
    shares = [(level, share) for level, share in found.by_level.items() if share.whole]
    if len(shares) > 1:
        levels = "; ".join(f"{level_words(level)} {fraction(share)}" for level, share in shares)
        sentence = tr(
            "Trong {whole} trường hợp đề nghị{of}, {decided} được quyết định khen thưởng ({levels}).",
            **words,
            levels=levels,
        )
    else:
        sentence = tr("Trong {whole} trường hợp đề nghị{of}, {decided} được quyết định khen thưởng.", **words)
    return plain(name, " ".join(filter(None, (sentence, proposing_sentence(report)))))


def detail(report: Known, found: Approval) -> Part | None:
    """The share of all proposals that were decided, and that of each level, with their intervals."""
    shown = _shown(found)
    if not shown or found.total is None or not found.total.whole:
        return None
    words = {"period": report.period_label, "share": share_words(found.total, of=tr(" số trường hợp đề nghị"))}
    sentences = [tr("Trong {period}, số trường hợp được quyết định khen thưởng bằng {share}.", **words)]
    if words_of_part := proposing_sentence(report):
        sentences.append(words_of_part)
    shares = [(level, share) for level, share in found.by_level.items() if share.whole]
    if len(shares) > 1:
        levels = "; ".join(f"{level_words(level)} {share_words(share)}" for level, share in shares)
        sentences.append(tr("Theo cấp khen thưởng: {levels}.", levels=levels))
    if names := exceeding(report, shown):
        sentences.append(tr("Số quyết định lớn hơn số đề nghị nên không tính tỷ lệ: {names}.", names=names))
    return plain("approval_finding_detail", " ".join(sentences))


def table(report: Known, found: Approval) -> Table | None:
    """Proposed and decided awards by level and form, with the share and its Wilson interval."""
    shown = _shown(found)
    if not shown:
        return None
    columns = (
        Column("form", tr("Danh hiệu, hình thức"), "label"),
        Column("asked", tr("Số đề nghị")),
        Column("awarded", tr("Số quyết định")),
        *share_columns(),
    )
    rows: list[Row] = []
    levels = list(dict.fromkeys(one.level for one in shown))
    for level in levels:
        of_level = [one for one in shown if one.level == level]
        rows.append(Row({"form": named(get_level(level)) if level else tr("Chưa rõ cấp")}, "group"))
        rows += [outcome_row(report, one) for one in of_level]
        if len(of_level) > 1 and len(levels) > 1:
            label = tr("Cộng {level}", level=level_words(level))
            rows.append(Row({"form": label, **sum_cells(of_level, found.by_level.get(level))}, "subtotal"))
    if len(shown) > 1:
        rows.append(Row({"form": tr("Tổng cộng"), **sum_cells(shown, found.total)}, "total"))
    title = _title(report)
    told = tuple(_notes(report, shown))
    return Table("approval", title, columns, tuple(rows), told, source_words(report), report.is_illustrative)


def _title(report: Known) -> str:
    if units := proposing_words(report):
        words = {"units": units, "period": report.period_label}
        return tr("Số đề nghị và số quyết định khen thưởng của {units}, {period}", **words)
    return tr("Số đề nghị và số quyết định khen thưởng, {period}", period=report.period_label)


def _shown(found: Approval) -> list[Outcome]:
    """The forms of which anything was proposed or decided."""
    return [one for one in found.forms if not one.is_none]


def _notes(report: Known, shown: list[Outcome]) -> Iterable[str]:
    yield tr("Số đề nghị lấy từ biểu tổng hợp gửi về; tỷ lệ có khoảng tin cậy Wilson.")
    yield from notes(report, shown)


def chart(report: Known, found: Approval) -> Chart | None:
    """The share of each form as a dot with its interval, beside that of all forms."""
    data, shown = table(report, found), _shown(found)
    dots = outcome_dots(report, shown)
    if data is None or not dots or found.total is None or found.total.share is None:
        return None
    common = tr("chung: {value}", value=write_percent(found.total.share))
    svg = dots_svg(dots, write=whole_percent, reference=found.total.share, reference_text=common)
    title = tr("Tỷ lệ được quyết định trong số đề nghị; vạch ngang là khoảng tin cậy 95%")
    items = "; ".join(f"{dot.label} {dot.text}" for dot in dots)
    alt = tr("Biểu đồ chấm và khoảng tin cậy: {told}; {common}.", told=items, common=common)
    note = tr("Hình chỉ có các hình thức từ {few} trường hợp đề nghị trở lên.", few=TOO_FEW)
    told = () if len(dots) == len(shown) else (note,)
    if words := proposing_sentence(report):
        told = (*told, words)
    return Chart(svg, alt, replace(data, name="approval_chart", title=title, notes=told))


class ApprovalChapter(Chapter[Approval], measure=measure, finding=finding, detail=detail, chart=chart, table=table):
    """What was proposed, and what of it was awarded."""
