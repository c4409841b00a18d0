"""The overall assessment of the exemplary models: how many there are, how far they came, whose review is overdue."""

from __future__ import annotations

from collections.abc import Iterator

from thidua.measures.shares import honoured_share
from thidua.present.chapters.models import models
from thidua.present.keyed import Key, Keyed, key_of
from thidua.present.known import Known
from thidua.present.language import tr, tr_count
from thidua.present.numbers import write_count
from thidua.present.overview.late import asked_sentence, overdue_clause
from thidua.present.overview.sentence import Clause, sentence
from thidua.present.words import unit_name


def models_sentences(report: Known) -> Iterator[Clause | None]:
    """The models of the register, those that were published as commended and honoured, and the overdue ones."""
    yield _register(report)
    yield _honoured(report)
    overdue = overdue_clause(report)
    if overdue is not None:
        yield Clause(tr("Đến thời điểm báo cáo, còn {told}.", told=overdue.words), overdue.keyed)
        yield asked_sentence(report, [tr("kiểm tra các điển hình quá hạn")])


def _register(report: Known) -> Clause | None:
    funnel = report.once(models.measure).funnel
    if not funnel.total:
        return None
    key = key_of(report, "models")
    said = {"unit": unit_name(report.unit), "period": report.period_label, "number": write_count(funnel.total)}
    words = tr_count(
        "Đến hết {period}, {unit} theo dõi {number} điển hình tiên tiến: {told}.",
        funnel.total,
        told=models.split_words(funnel),
        **said,
    )
    return Clause(words, (Keyed(key, funnel.total), *models.split_figures(funnel, key)))


def _honoured(report: Known) -> Clause | None:
    share = honoured_share(report.facts)
    if share is None:
        return None
    said = {"whole": write_count(share.whole), "part": write_count(share.part)}
    words = tr_count(
        "có {whole} điển hình được tặng Bằng khen, trong đó {part} gương điển hình được vinh danh tại hội nghị",
        share.whole,
        **said,
    )
    keys = (key_of(report) | Key(award="BKT"), key_of(report, "honoured") | Key(award="DHTT"))
    keyed = tuple(Keyed(key, number) for key, number in zip(keys, (share.whole, share.part), strict=True))
    opening = tr("Trong {period}, {unit} {told}", period=report.period_label, unit=unit_name(report.unit), told=words)
    return sentence([Clause(opening, keyed)])
