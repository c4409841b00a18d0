"""What was proposed to higher levels, what is under way there, and what they awarded."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from thidua.measures.upward import Upward, UpwardFlow, upward_flow, upward_flow_of_units
from thidua.present.chapter import Chapter
from thidua.present.chapters.outcomes.outcomes import (
    asking_words,
    count_cell,
    decided_words,
    form_name,
    fraction,
    members_note,
)
from thidua.present.chart import Chart
from thidua.present.drawing.stack import Stack, stack_svg
from thidua.present.known import Known
from thidua.present.language import named, tr
from thidua.present.numbers import write_count, write_number
from thidua.present.part import Part, empty, plain
from thidua.present.proposing import proposing_sentence, proposing_words
from thidua.present.source_words import source_words
from thidua.present.table import Column, Row, Table
from thidua.present.words import award_name, counted, no_figures, share_cell, share_words
from thidua.registry import get_level


def measure(report: Known) -> UpwardFlow:
    """What went to the levels above the unit's own; of a province, from its units to those above it."""
    if not report.members:
        return upward_flow(report.whole_facts, report.unit.level)
    own = report.members[0].level if report.unit.level == "block" else report.unit.level
    return upward_flow_of_units(report.whole_facts_by_member, own)


def _shown(flow: UpwardFlow) -> list[Upward]:
    return [one for one in flow.forms if one.proposed or one.nominated]


def finding(report: Known, flow: UpwardFlow) -> Part:
    """How many of the proposals higher levels awarded, and what was sent on and is not decided."""
    name, shown = "upward_finding", _shown(flow)
    if not shown and _is_none(flow):
        return plain(name, tr("Trong kỳ chưa phát sinh hồ sơ trình cấp trên khen thưởng."))
    if not shown:
        return no_figures(name, report, tr("số liệu đề nghị cấp trên khen thưởng"))
    sentences = []
    if flow.total is not None and flow.total.whole:
        units = f" ({units})" if (units := proposing_words(report)) else asking_words(report)
        words = {"whole": write_count(flow.total.whole), "units": units, "awarded": decided_words(flow.total)}
        sentences.append(
            tr("Trong {whole} trường hợp đề nghị cấp trên{units}, {awarded} đã được khen thưởng.", **words)
        )
    items = "; ".join(_sent_words(report, one) for one in shown if one.nominated)
    if items:
        sentences.append(tr("Đã trình cấp trên, chưa có quyết định: {items}.", items=items))
    said = " ".join(filter(None, sentences))
    nothing = tr("Chưa có hình thức nào đủ số đề nghị và số được tặng để tính tỷ lệ.")
    return plain(name, said) if said else empty(name, nothing)


def _is_none(flow: UpwardFlow) -> bool:
    """Whether it is known of every form that none was proposed; of no form nothing is known."""
    proposed = [one.proposed for one in flow.forms if one.proposed is not None]
    return bool(proposed) and not any(proposed) and len(proposed) == len(flow.forms)


def _sent_words(report: Known, one: Upward) -> str:
    """A form with how many it was sent on for: "Huân chương Lao động hạng Nhì cho 01 tập thể"."""
    form = award_name(one.award, regime=report.regime)
    return tr(
        "{form} cho {recipients}", form=form, recipients=counted(one.nominated or 0, one.recipient_kind, "recipient")
    )


def detail(report: Known, flow: UpwardFlow) -> Part | None:
    """The share of the proposals that higher levels awarded, with its interval, and what has none."""
    shown = _shown(flow)
    if not shown:
        return None
    sentences = []
    if flow.total is not None and flow.total.whole:
        words = {"period": report.period_label, "share": share_words(flow.total, of=tr(" số trường hợp đề nghị"))}
        sentences.append(tr("Trong {period}, cấp trên đã khen thưởng {share}.", **words))
        sentences.append(proposing_sentence(report))
    exceeding = "; ".join(form_name(report, one.award, one.recipient_kind) for one in shown if _exceeds(one))
    if exceeding:
        sentences.append(tr("Số được tặng lớn hơn số đề nghị nên không tính tỷ lệ: {names}.", names=exceeding))
    said = " ".join(filter(None, sentences))
    return plain("upward_finding_detail", said) if said else None


def _exceeds(one: Upward) -> bool:
    return one.proposed is not None and one.awarded is not None and one.awarded > one.proposed


def table(report: Known, flow: UpwardFlow) -> Table | None:
    """The forms of higher levels: proposed, submitted, awarded."""
    shown = _shown(flow)
    if not shown:
        return None
    columns = [Column("form", tr("Danh hiệu, hình thức"), "label")]
    columns += [Column("proposed", tr("Đề nghị"))] if any(one.proposed is not None for one in shown) else []
    columns += [Column("nominated", tr("Đang trình"))] if any(one.nominated is not None for one in shown) else []
    columns.append(Column("awarded", tr("Được tặng")))
    columns += [Column("share", tr("Tỷ lệ"), "percent")] if any(one.share is not None for one in shown) else []
    rows: list[Row] = []
    for level in dict.fromkeys(one.level for one in shown):
        rows.append(Row({"form": named(get_level(level))}, "group"))
        rows += [_row(report, one, columns) for one in shown if one.level == level]
    title = tr("Đề nghị cấp trên khen thưởng và kết quả, {period}", period=report.period_label)
    told = tuple(_notes(report, {column.name for column in columns}))
    return Table("upward", title, tuple(columns), tuple(rows), told, source_words(report), report.is_illustrative)


def _row(report: Known, one: Upward, columns: Iterable[Column]) -> Row:
    cells = {
        "form": form_name(report, one.award, one.recipient_kind),
        "proposed": count_cell(one.proposed),
        "nominated": count_cell(one.nominated),
        "awarded": count_cell(one.awarded),
        "share": share_cell(one.share.share, one.share.whole) if one.share else share_cell(None, 0),
    }
    return Row({column.name: cells[column.name] for column in columns})


def _notes(report: Known, columns: set[str]) -> Iterable[str]:
    if "share" in columns:
        yield tr("Tỷ lệ là số được tặng trên số đề nghị.")
    if "nominated" in columns:
        yield tr("“Đang trình” chưa có quyết định, không nằm trong cột “Được tặng”.")
    if report.members:
        yield members_note(report)
    if words := proposing_sentence(report):
        yield words


def chart(report: Known, flow: UpwardFlow) -> Chart | None:
    """Of the proposals of each form, which part was awarded and which not."""
    data = table(report, flow)
    known = [(one, one.share) for one in _shown(flow) if one.share is not None and one.share.whole]
    if data is None or not known:
        return None
    stacks = [
        Stack(form_name(report, one.award, one.recipient_kind), (share.part, share.whole - share.part), fraction(share))
        for one, share in known
    ]
    svg = stack_svg(stacks, (tr("Được tặng"), tr("Chưa được tặng")), write=write_number)
    title = tr("Số được tặng trong số đề nghị cấp trên khen thưởng")
    items = "; ".join(f"{stack.label} {stack.text}" for stack in stacks)
    alt = tr("Biểu đồ thanh 100%, số được tặng trên số đề nghị: {items}.", items=items)
    return Chart(svg, alt, replace(data, name="upward_chart", title=title, notes=()))


class UpwardChapter(Chapter[UpwardFlow], measure=measure, finding=finding, detail=detail, chart=chart, table=table):
    """What was proposed to higher levels, and what came of it."""
