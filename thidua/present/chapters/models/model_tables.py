"""The models of the register in tables: by field, kind or unit, one by one, and with what they find difficult."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from thidua.measures.models import Model, ModelsBy, model_funnel, models_by
from thidua.present.chapters.models.models import ModelFigures, step_name
from thidua.present.compared.unit import full_label
from thidua.present.known import Known
from thidua.present.language import named, tr, tr_count
from thidua.present.letters import printable
from thidua.present.numbers import MISSING, write_date, write_number
from thidua.present.registers import in_list_order
from thidua.present.source_words import source_words
from thidua.present.table import Cell, Column, Row, Table
from thidua.registry import get_recipient_kind, get_unit

MOST_PARTS = 12
"""Senders name fields freely: a table shows so many, the others in one row."""

OPEN = "open"
"""The models of which the register names no step."""

FULL_PAGE = 25
"""A list of more models than this is longer than a page: it is printed with small letters, and whole."""


def review_note() -> str:
    """From when on a review is due."""
    return tr("Hạn kiểm tra: 12 tháng kể từ lần kiểm tra gần nhất, hoặc từ ngày phát hiện nếu chưa kiểm tra lần nào.")


def table(report: Known, found: ModelFigures, *, by: ModelsBy = "field") -> Table | None:
    """The models by field, recipient kind or unit: how many stand at each step, what they led to, what is overdue.

    Returns
    -------
    Table or None
        None without a register, and by unit where there is one unit alone.
    """
    parts = models_by(found.models, by)
    if by == "unit" and len(parts) <= MOST_PARTS + 1:
        parts = {unit: parts[unit] for unit in in_list_order(report, parts)}
    if not parts or (by == "unit" and len(parts) == 1):
        return None
    label, title = _heads(report, by)
    steps = {step.step: step_name(step.step) for step in found.funnel.steps}
    steps |= {OPEN: tr("Không ghi")} if found.funnel.unknown else {}
    columns = (
        Column("part", label, "label"),
        Column("total", tr("Điển hình"), sum_of=tuple(steps)),
        *(Column(step, name, group=tr("Đang ở giai đoạn")) for step, name in steps.items()),
        Column("copies", tr("Mô hình nhân rộng")),
        Column("overdue", tr("Quá hạn kiểm tra")),
    )
    overdue = frozenset(found.reviews.overdue)
    names = [column.name for column in columns]
    rows = [_part_row(part, models, overdue, names) for part, models in _shown(parts, _part_names(by))]
    rows.append(replace(_part_row(tr("Tổng cộng"), found.models, overdue, names), role="total"))
    notes, source = (review_note(),), source_words(report)
    return Table(f"models_by_{by}", title, columns, tuple(rows), notes, source, report.is_illustrative)


def _heads(report: Known, by: ModelsBy) -> tuple[str, str]:
    period = report.period_label
    return {
        "field": (tr("Lĩnh vực"), tr("Điển hình tiên tiến theo lĩnh vực, {period}", period=period)),
        "recipient_kind": (tr("Loại đối tượng"), tr("Điển hình tiên tiến theo đối tượng, {period}", period=period)),
        "unit": (tr("Đơn vị"), tr("Điển hình tiên tiến theo đơn vị, {period}", period=period)),
    }[by]


def _part_names(by: ModelsBy) -> Callable[[str], str]:
    if by == "unit":
        return lambda unit: full_label(get_unit(unit))
    if by == "recipient_kind":
        return lambda kind: named(get_recipient_kind(kind)) if kind else tr("Không ghi")
    return lambda field: printable(field) if field else tr("Không ghi")


def _shown(parts: dict[str, tuple[Model, ...]], name: Callable[[str], str]) -> Iterator[tuple[str, Sequence[Model]]]:
    """The parts with most models, and all others as one."""
    named_parts = [(name(part), models) for part, models in parts.items()]
    rest = named_parts[MOST_PARTS:] if len(named_parts) > MOST_PARTS + 1 else []
    yield from named_parts[: len(named_parts) - len(rest)]
    if rest:
        yield tr("Còn lại ({number})", number=len(rest)), [one for _, models in rest for one in models]


def _part_row(label: str, models: Sequence[Model], overdue: frozenset[Model], names: Sequence[str]) -> Row:
    """One part of the models in these columns; the one of an unknown step stands only where there are any."""
    funnel = model_funnel(models)
    cells: dict[str, Cell] = {"part": label, "total": funnel.total, "copies": funnel.replications}
    cells |= {step.step: step.at for step in funnel.steps} | {OPEN: funnel.unknown}
    cells["overdue"] = sum(one in overdue for one in models)
    return Row({name: cells[name] for name in names})


def list_table(report: Known, found: ModelFigures) -> Table | None:
    """The models one by one: those overdue first, then those that have come farthest, by unit in the list's order."""
    if not found.models:
        return None
    unit_place = {
        unit: at for at, unit in enumerate(in_list_order(report, dict.fromkeys(m.unit for m in found.models)))
    }
    place = {one: number for number, one in enumerate(found.reviews.overdue)}
    order = {step.step: number for number, step in enumerate(reversed(found.funnel.steps))}
    models = sorted(
        found.models,
        key=lambda one: (place.get(one, len(place)), order.get(one.step, len(order)), unit_place[one.unit]),
    )
    with_unit = len({one.unit for one in models}) > 1
    columns = [
        Column("subject", tr("Điển hình"), "label"),
        *([Column("unit", tr("Đơn vị"), "text")] if with_unit else []),
        Column("step", tr("Giai đoạn"), "text"),
        Column("copies", tr("Nhân rộng")),
        Column("reviewed", tr("Kiểm tra"), "text"),
        Column("due", tr("Đến hạn"), "text"),
    ]
    return Table(
        "models_list",
        tr("Danh sách theo dõi điển hình tiên tiến, {period}", period=report.period_label),
        tuple(columns),
        tuple(_model_rows(models, frozenset(place), columns)),
        notes=(review_note(),),
        source=source_words(report),
        illustrative=report.is_illustrative,
        dense=len(models) > FULL_PAGE,
    )


def _model_rows(models: Sequence[Model], overdue: frozenset[Model], columns: Sequence[Column]) -> Iterator[Row]:
    """A row for each model; those overdue under a head of their own, if there are any."""
    late = [one for one in models if one in overdue]
    others = [one for one in models if one not in overdue]
    for head, same in ((tr("Quá hạn kiểm tra"), late), (tr("Còn trong hạn hoặc không ghi ngày"), others)):
        if late and same:
            yield Row({"subject": head}, "group")
        for one in same:
            cells = _model_cells(one)
            yield Row({column.name: cells[column.name] for column in columns})


def _model_cells(one: Model) -> dict[str, Cell]:
    due = one.review_due()
    return {
        "subject": printable(one.subject, limit=120),
        "unit": full_label(get_unit(one.unit)),
        "step": step_name(one.step) or MISSING,
        "copies": MISSING if one.replications is None else one.replications,
        "reviewed": tr("chưa") if one.reviewed_on is None else write_date(one.reviewed_on),
        "due": MISSING if due is None else write_date(due),
    }


def _rest(number: int) -> Iterator[str]:
    if number:
        yield tr_count("Và {number} điển hình khác trong các biểu đã gửi.", number, number=write_number(number))


def difficulties_table(report: Known, found: ModelFigures) -> Table | None:
    """What the models find difficult and what support is asked for, as sent, with how many say so."""
    told: dict[tuple[str, str], int] = {}
    for one in found.models:
        if one.difficulties or one.support:
            said = (one.difficulties, one.support)
            told[said] = told.get(said, 0) + 1
    if not told:
        return None
    columns = (
        Column("difficulties", tr("Khó khăn"), "label"),
        Column("support", tr("Đề nghị hỗ trợ"), "text"),
        Column("models", tr("Số điển hình")),
    )
    ordered = sorted(told.items(), key=lambda item: -item[1])
    shown = ordered if len(ordered) <= MOST_PARTS + 1 else ordered[:MOST_PARTS]
    rows = [
        Row({"difficulties": _said(difficulty), "support": _said(support), "models": number})
        for (difficulty, support), number in shown
    ]
    rest = sum(number for _, number in ordered[len(shown) :])
    title = tr("Khó khăn của điển hình và đề nghị hỗ trợ, {period}", period=report.period_label)
    notes = (*_rest(rest), tr("Theo lời của đơn vị gửi; “…” không ghi."))
    source, illustrative = source_words(report), report.is_illustrative
    return Table("models_difficulties", title, columns, tuple(rows), notes, source, illustrative, wide=True)


def _said(text: str) -> str:
    return printable(text, limit=160) if text else MISSING
