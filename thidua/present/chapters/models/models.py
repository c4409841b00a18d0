"""Exemplary models of the register: how far they have come, what they led to, and whose review is overdue.

Their tables are in `model_tables`; what was published of commended and honoured models, which no register holds, is
told at the end, and never added to it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from thidua.measures.intervals import Share
from thidua.measures.models import (
    Model,
    ModelFunnel,
    Reviews,
    model_funnel,
    models_by,
    models_of,
    reviews,
)
from thidua.present.chart import Chart
from thidua.present.drawing.bars import Bar, bars_svg
from thidua.present.figures import Figure, count_figure, honoured_figure, share_figure
from thidua.present.keyed import Key, Keyed, key_of
from thidua.present.known import Known
from thidua.present.language import tr, tr_count
from thidua.present.letters import printable
from thidua.present.numbers import write_count, write_number, write_percent
from thidua.present.part import Part, empty, plain
from thidua.present.published_models import published_models
from thidua.present.registers import last_register
from thidua.present.source_words import source_words
from thidua.present.table import Column, Row, Table
from thidua.present.words import TOO_FEW, award_name, kinds_name, no_figures, share_words


@dataclass(frozen=True)
class ModelFigures:
    """The models of a register, the steps they came to, and their reviews as of the last day of the period."""

    models: tuple[Model, ...]
    funnel: ModelFunnel
    reviews: Reviews


def measure(report: Known) -> ModelFigures:
    """Read the register and measure it; what a notebook does once."""
    models = models_of(last_register(report, "models"))
    return ModelFigures(models, model_funnel(models), reviews(models, report.period.last_day(report.basis)))


def step_name(step: str) -> str:
    """How far a model has come; empty where the register does not say."""
    return {
        "discovered": tr("Phát hiện"),
        "fostered": tr("Bồi dưỡng"),
        "commended": tr("Biểu dương"),
        "replicated": tr("Nhân rộng"),
        "": "",
    }[step]


def figures(report: Known, found: ModelFigures, share: Share | None) -> list[Figure | None]:
    """The headline figures: what was published of commended and honoured models, then what the register holds."""
    key = key_of(report) | Key(award="DHTT", base="BKT")
    chosen = share_figure(share, tr("Điển hình được vinh danh trong số được tặng Bằng khen"), key)
    published = [count_figure(report, "BKT"), honoured_figure(report, "DHTT"), chosen] if share else []
    return [*published, *_register_figures(found, key_of(report, "models"))]


def _register_figures(found: ModelFigures, key: Key) -> Iterator[Figure | None]:
    if not found.models:
        return
    total, copies = found.funnel.total, found.funnel.replications
    yield Figure(
        write_number(total),
        tr_count("điển hình được theo dõi", total),
        split_words(found.funnel, with_copies=False),
        (Keyed(key, total), *split_figures(found.funnel, key)),
    )
    replicated = found.funnel.steps[-1].at
    told = tr_count("điển hình đã được nhân rộng", replicated)
    copied = tr_count("thành {number} mô hình", copies, number=write_count(copies))
    yield Figure(write_number(replicated), told, copied, split_figures(found.funnel, key)[-1:])
    reviewed = key | Key(base="models due for review")
    yield share_figure(found.reviews.share, tr("được kiểm tra đúng hạn trong số điển hình đến hạn"), reviewed)


def _commended(number: int) -> str:
    return tr_count("{number} đã được biểu dương", number, number=write_count(number))


def _fostered(number: int) -> str:
    return tr_count("{number} đã được bồi dưỡng", number, number=write_count(number))


def finding(report: Known, found: ModelFigures) -> Part:
    """How many models there are, how many came to each step, where most of them are, and which reviews are late."""
    name = "models_finding"
    if not found.models:
        return no_figures(name, report, tr("danh sách theo dõi điển hình tiên tiến"))
    sentences = [
        followed_sentence(found.funnel),
        field_sentence(models_by(found.models, "field")),
        overdue_sentence(found.reviews),
    ]
    return plain(name, " ".join(sentence for sentence in sentences if sentence))


def detail(report: Known, found: ModelFigures) -> Part | None:
    """Which part of the models came to each step, how many reviews were in time, and what is not known."""
    if not found.models:
        return None
    sentences = [*step_sentences(found.funnel), *review_sentences(found.reviews)]
    return plain("models_finding_detail", " ".join(sentences))


def followed_sentence(funnel: ModelFunnel) -> str:
    """How many models are followed at the end of the period, and at which step each of them stands."""
    total = funnel.total
    words = {"number": write_count(total), "told": split_words(funnel)}
    return tr_count("Đến hết kỳ theo dõi {number} điển hình tiên tiến: {told}.", total, **words)


def split_words(funnel: ModelFunnel, *, with_copies: bool = True) -> str:
    """How many models stand at each step, which add up to all: "02 mới phát hiện, 03 đang bồi dưỡng, 01 đã nhân rộng".

    A register tells where a model stands and not on which day it came there: none of it was done in the period.
    """
    at = {one.step: one.at for one in funnel.steps}
    told = [_step_words(step, number) for step, number in at.items() if number]
    if at["replicated"] and funnel.replications and with_copies:
        copies = write_count(funnel.replications)
        told[-1] = tr_count("{told} thành {copies} mô hình", funnel.replications, told=told[-1], copies=copies)
    if funnel.unknown:
        number = write_count(funnel.unknown)
        told.append(tr_count("{number} không ghi giai đoạn", funnel.unknown, number=number))
    return ", ".join(told)


def _step_words(step: str, at: int) -> str:
    number = write_count(at)
    return {
        "discovered": tr_count("{number} mới phát hiện", at, number=number),
        "fostered": tr_count("{number} đang bồi dưỡng", at, number=number),
        "commended": tr_count("{number} đã biểu dương", at, number=number),
        "replicated": tr_count("{number} đã nhân rộng", at, number=number),
    }[step]


def split_figures(funnel: ModelFunnel, key: Key) -> tuple[Keyed, ...]:
    """The figures of `split_words` with their keys; `key` is that of all models."""
    return tuple(Keyed(key | Key("models at a step", kind=one.step), one.at) for one in funnel.steps if one.at)


def step_sentences(funnel: ModelFunnel) -> Iterator[str]:
    """Which part of the models came to each step; of few models, none."""
    total = funnel.total
    _, fostered, commended, replicated = (step.reached for step in funnel.steps)
    steps = (
        (_fostered(fostered), fostered),
        (_commended(commended), commended),
        (tr_count("{number} đã được nhân rộng", replicated, number=write_count(replicated)), replicated),
    )
    if total >= TOO_FEW:
        told = ", ".join(f"{words} ({write_percent(part / total)})" for words, part in steps)
        yield tr_count("Trong {number} điển hình: {told}.", total, number=write_count(total), told=told)
    if funnel.unknown:
        number = write_count(funnel.unknown)
        yield tr_count("Có {number} điển hình không ghi giai đoạn.", funnel.unknown, number=number)


def field_sentence(fields: dict[str, tuple[Model, ...]]) -> str:
    """The field with most models, or the fields that share that place; empty where no field stands out."""
    counts = {field: len(same) for field, same in fields.items() if field}
    most = max(counts.values(), default=0)
    first = [printable(field) for field, count in counts.items() if count == most]
    if len(counts) < 3 or len(first) == len(counts):
        return ""
    number = write_count(most)
    if len(first) == 1:
        return tr_count("Nhiều nhất ở lĩnh vực “{field}” ({number} điển hình).", most, field=first[0], number=number)
    told = ", ".join(f"“{field}”" for field in first)
    return tr_count("Nhiều nhất ở các lĩnh vực {fields} (mỗi lĩnh vực {number}).", most, fields=told, number=number)


def overdue_sentence(found: Reviews) -> str:
    """How many models are overdue for a review, and how many of them never had one; empty of none."""
    number = len(found.overdue)
    if not number:
        return ""
    told = _never_words(sum(one.reviewed_on is None for one in found.overdue), number)
    return tr_count("Có {number} điển hình quá hạn kiểm tra{told}.", number, number=write_count(number), told=told)


def review_sentences(found: Reviews) -> Iterator[str]:
    """How many of the models that were due were reviewed in time, and what is not known."""
    if not found.share.whole:
        yield tr("Chưa có điển hình nào đến hạn kiểm tra.")
    else:
        yield tr("Kiểm tra đúng hạn trong số điển hình đến hạn: {share}.", share=share_words(found.share))
    if found.undated:
        undated = write_count(found.undated)
        yield tr_count("Có {number} điển hình không ghi ngày nên chưa biết hạn.", found.undated, number=undated)


def _never_words(never: int, overdue: int) -> str:
    """How many of the overdue ones were never reviewed."""
    if never == overdue:
        return tr(", chưa được kiểm tra lần nào")
    told = write_count(never)
    return tr_count(", trong đó {number} chưa được kiểm tra lần nào", never, number=told) if never else ""


def chart(report: Known, found: ModelFigures) -> Chart | None:
    """How many models stand at each step."""
    if not found.models:
        return None
    steps = [(step_name(step.step), step.at) for step in found.funnel.steps]
    svg = bars_svg([Bar(label, [at]) for label, at in steps], [_at_title()], write=write_number)
    told = "; ".join(f"{label.lower()} {write_number(at)}" for label, at in steps)
    alt = tr("Biểu đồ thanh, số điển hình đang ở từng giai đoạn: {told}.", told=told)
    columns = (
        Column("step", tr("Giai đoạn"), "label"),
        Column("at", tr("Đang ở giai đoạn này")),
        Column("reached", tr("Đã tới giai đoạn này")),
    )
    rows = tuple(Row({"step": step_name(s.step), "at": s.at, "reached": s.reached}) for s in found.funnel.steps)
    title = tr("Điển hình theo giai đoạn, {period}", period=report.period_label)
    source, illustrative = source_words(report), report.is_illustrative
    data = Table("models_steps_chart", title, columns, rows, (steps_note(),), source, illustrative)
    return Chart(svg, alt, data)


def _at_title() -> str:
    return tr("Số điển hình đang ở giai đoạn này")


def steps_note() -> str:
    """What it means to have come to a step."""
    return tr("Điển hình ở giai đoạn sau được tính là đã qua các giai đoạn trước.")


def honoured_summary(report: Known, share: Share | None) -> Part:
    """How many of the commended models were honoured at the conference."""
    name = "honoured_summary"
    if share is None:
        what = tr("số liệu phù hợp về điển hình tiên tiến được khen thưởng và được vinh danh")
        return no_figures(name, report, what)
    percent = "" if share.whole < TOO_FEW or share.share is None else f" ({write_percent(share.share)})"
    told = tr(
        "Trong {whole} điển hình được tặng Bằng khen, {part} gương điển hình{percent} được chọn để vinh danh tại "
        "hội nghị.",
        part=write_count(share.part),
        whole=write_count(share.whole),
        percent=percent,
    )
    return plain(name, told)


def published_table(report: Known) -> Table | Part:
    """Commended and honoured exemplary models, each as its source counts them, never added up.

    Where nothing is known of honoured models, the awards of the period are not those of models alone.
    """
    name = "models"
    rows = published_models(report)
    if rows.empty:
        return empty(name, tr("Số liệu khen thưởng của kỳ không tách riêng phần dành cho điển hình tiên tiến."))
    columns = (
        Column("form", tr("Hình thức khen thưởng"), "label"),
        Column("recipients", tr("Đối tượng được khen"), "text"),
        Column("count", tr("Số lượng")),
    )
    cells = tuple(
        Row(
            {
                "form": award_name(row["award"], row["award_type"], regime=report.regime),
                "recipients": kinds_name(row["recipient_kind"], int(row["count"])),
                "count": int(row["count"]),
            }
        )
        for _, row in rows.iterrows()
    )
    notes = [tr("Các gương được vinh danh được chọn trong số được tặng Bằng khen.")]
    if rows["recipient_kind"].str.contains("+", regex=False).any():
        notes.append(tr("Số gộp nhiều đối tượng được giữ nguyên như nguồn công bố, không tách."))
    title = tr("Điển hình tiên tiến được khen thưởng, vinh danh, {period}", period=report.period_label)
    return Table(name, title, columns, cells, tuple(notes), source_words(report), report.is_illustrative)
