"""What was done in the period, and what rose or fell on the ground that both periods know."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import pandas as pd

from thidua.measures.change import Change
from thidua.measures.counts import KINDS, award_counts
from thidua.measures.indicators import REACHED, count_statuses
from thidua.measures.values import records
from thidua.present.award_sentences import bestowed_words, form_keys
from thidua.present.change_words import awards_words, compared_words, trend_words
from thidua.present.chapters import directives
from thidua.present.chapters.awards.awards import form_names
from thidua.present.chapters.changes.form_changes import Changes, FormChange
from thidua.present.chapters.changes.form_changes import measure as measure_changes
from thidua.present.chapters.indicators import indicators, unit_indicators
from thidua.present.chapters.models import models
from thidua.present.chapters.movements import movements
from thidua.present.compared.unit import counts_of
from thidua.present.gap_words import ground_units_words, whole_units_words, without_words
from thidua.present.keyed import ALL, Key, Keyed, key_of
from thidua.present.known import Known
from thidua.present.known_part import is_part
from thidua.present.language import tr, tr_count
from thidua.present.members import members_words
from thidua.present.numbers import write_count, write_number
from thidua.present.overview.of_quotations import quoted_sentences
from thidua.present.overview.sentence import Clause, joined, sentence
from thidua.present.words import counted, unit_name

NAMED_FORMS = 3
"""Of awards that cannot be added up so many forms are named, the highest first."""
NAMED_CHANGES = 2
"""So many forms that moved clearly are named, those that moved most first."""


def done_sentences(report: Known) -> Iterator[Clause | None]:
    """The directing documents, the movements and the targets, then the awards and the models."""
    emulation = [_launched(report), _targets(report)]
    if report.is_quoted:
        yield from opened(report, emulation)
        yield sentence([models_clause(report, is_first=True)])
        yield from quoted_sentences(report)
        return
    awards = [*_awards(report)]
    yield from opened(report, emulation, [*awards, models_clause(report)] if awards else [])
    if not awards:
        yield sentence([models_clause(report, is_first=True)])
    if not any(emulation) and len(counts_of(report.awarded).count_units) == 1:
        # A report on awards alone has the breath to name the highest of them.
        yield sentence(prefixed(tr("trong đó {told}", told="{told}"), _highest_forms(report, level="TW")))


def opened(report: Known, *told: Iterable[Clause | None]) -> Iterator[Clause]:
    """Sentences of clauses that begin with a verb: the first says who and when, the others that it was in the period.

    Those without a clause are left out.
    """
    said = {"period": report.period_label, "unit": unit_name(report.unit)}
    opening = tr("Trong {period}, {unit} {told}", **said, told="{told}")
    for clauses in told:
        whole = sentence(prefixed(opening, clauses))
        if whole is not None:
            yield whole
            opening = tr("Trong kỳ {told}", told="{told}")


def prefixed(opening: str, clauses: Iterable[Clause | None]) -> list[Clause]:
    """The clauses that there are, the first of them in the place ``{told}`` of an opening."""
    known = [clause for clause in clauses if clause is not None]
    return [Clause(opening.replace("{told}", one.words), one.keyed) for one in known[:1]] + known[1:]


def _launched(report: Known) -> Clause | None:
    """How many directing documents the unit issued, and how many movements there were."""
    return listed(_directives(report), _movements(report))


def listed(*clauses: Clause | None) -> Clause | None:
    """Several clauses as one: "ban hành 04 văn bản chỉ đạo, tổ chức 06 phong trào thi đua"."""
    known = [clause for clause in clauses if clause is not None]
    words = ", ".join(clause.words for clause in known)
    return Clause(words, tuple(figure for clause in known for figure in clause.keyed)) if known else None


def _directives(report: Known) -> Clause | None:
    number = len(report.once(directives.measure).own)
    if not number:
        return None
    words = tr_count("ban hành {number} văn bản chỉ đạo", number, number=write_count(number))
    return Clause(words, (Keyed(key_of(report, "directing documents"), number),))


def _movements(report: Known) -> Clause | None:
    found = report.once(movements.measure)
    number = len(found.results)
    if not number:
        return None
    words = tr_count("tổ chức {number} phong trào thi đua", number, number=write_count(number))
    if having := [one for one in report.members if one.id in found.by_unit]:
        said = {"units": write_count(len(having)), "members": members_words(report, len(having))}
        words = tr("cùng {units} {members} {launched}", **said, launched=words)
    return Clause(words, (Keyed(key_of(report, "movements"), number),))


def _targets(report: Known) -> Clause | None:
    """How many targets of the unit, or of its members, were reached."""
    results = report.once(unit_indicators.measure if report.members else indicators.measure)
    if all(one.status == "unknown" for one in results):
        return None
    counts, total = count_statuses(results), len(results)
    reached = sum(counts[status] for status in REACHED)
    said = {"reached": write_number(reached), "total": write_number(total)}
    is_whole_year = indicators.elapsed(report) == 1
    if units := {one.unit for one in results} if report.members else set():
        words = tr_count("các đơn vị đạt {reached}/{total} chỉ tiêu", total, **said)
        if not report.once(movements.measure).results:
            said |= {"number": write_count(len(units)), "members": members_words(report, len(units))}
            words = tr_count("có {reached}/{total} chỉ tiêu của {number} {members} đạt kế hoạch", total, **said)
    elif is_whole_year:
        words = tr_count("có {reached}/{total} chỉ tiêu đạt hoặc vượt kế hoạch", total, **said)
    else:
        words = tr_count("có {reached}/{total} chỉ tiêu đã đạt hoặc vượt kế hoạch năm", total, **said)
    key = key_of(report, "targets")
    return Clause(words, (Keyed(key, total), Keyed(key | Key("targets reached"), reached)))


def _awards(report: Known) -> Iterator[Clause]:
    """All awards by kind of recipient; where they cannot be added up, the highest forms."""
    counts = counts_of(report.awarded)
    if counts.total is None:
        return
    if len(counts.count_units) != 1:
        yield from prefixed(tr("có {told}", told="{told}"), _highest_forms(report))
        return
    (count_unit,) = counts.count_units
    told, without = _how_known(report, awards_words(counts.total, count_unit)), without_words(report)
    told += f" ({without})" if without else ""
    kinds = [(kind, number) for kind in KINDS if (number := getattr(counts, kind))]
    key = key_of(report)
    if not kinds or counts.other:
        yield Clause(told, (Keyed(key, counts.total),))
        return
    each = joined([counted(number, kind, count_unit) for kind, number in kinds])
    keyed = (Keyed(key, counts.total), *(Keyed(key | Key(kind=kind), number) for kind, number in kinds))
    yield Clause(tr("{awards}, gồm {kinds}", awards=told, kinds=each), keyed)


def _how_known(report: Known, awards: str) -> str:
    """A number of awards as the verb of a sentence: all there are, or those sent so far."""
    if is_part(report):
        return tr("đã nhận số liệu của {awards}", awards=awards)
    return tr("có {awards}", awards=awards)


def _highest_forms(report: Known, *, level: str = "") -> Iterator[Clause]:
    """Who received the highest forms: "02 tập thể và 11 cá nhân được tặng Huân chương Lao động"; of one level alone."""
    given = [
        row
        for row in records(award_counts(report.awarded))
        if pd.notna(row["total"]) and row["total"] and not row["other_kind"] and level in ("", row["level"])
    ][:NAMED_FORMS]
    for form, key, row in zip(form_names(given, report), form_keys(given), given, strict=True):
        kinds = [(kind, int(row[kind])) for kind in KINDS if pd.notna(row[kind]) and row[kind]]
        recipients = joined([counted(number, kind, row["count_unit"]) for kind, number in kinds])
        whole = key_of(report) | (key or ALL)
        keyed = tuple(Keyed(whole | Key(kind=kind), number) for kind, number in kinds)
        yield Clause(bestowed_words(row["award"], form, recipients), keyed)


def models_clause(report: Known, *, is_first: bool = False) -> Clause | None:
    """How many exemplary models are followed at the end of the period, and how many of them led to others.

    Parameters
    ----------
    is_first
        Whether it is a sentence of its own, which says whose they are.
    """
    funnel = report.once(models.measure).funnel
    if not funnel.total:
        return None
    key, number, replicated = key_of(report, "models"), write_count(funnel.total), funnel.steps[-1].at
    said = {"period": report.period_label, "unit": unit_name(report.unit), "number": number}
    words = tr_count("đến hết kỳ theo dõi {number} điển hình tiên tiến", funnel.total, number=number)
    if is_first:
        words = tr_count("đến hết {period}, {unit} theo dõi {number} điển hình tiên tiến", funnel.total, **said)
    keyed: tuple[Keyed, ...] = (Keyed(key, funnel.total),)
    if replicated:
        told = write_count(replicated)
        words = tr_count("{words}, {number} đã nhân rộng", replicated, words=words, number=told)
        keyed += models.split_figures(funnel, key)[-1:]
    return Clause(words, keyed)


def change_sentence(report: Known) -> Clause | None:
    """What rose or fell against the same period before: all that is compared, and the forms that moved clearly."""
    found = report.once(measure_changes)
    if found is None or found.total is None or not report.ground.is_fair:
        return None
    total = _total(report, found, found.total)
    moved = [one for one in found.asked if one.change is not None and one.change.is_beyond_chance]
    moved.sort(key=lambda one: -(one.change.size if one.change else 0.0))
    return sentence([total, *(_moved(report, found, one) for one in moved[:NAMED_CHANGES])])


def _total(report: Known, found: Changes, change: Change) -> Clause:
    """The change of all that is compared; where that is not all that there is, first how many it is."""
    ground = report.ground
    is_whole_years = report.period.kind in ("year", "stage")
    before = report.label_of(report.period.comparison()) if is_whole_years else tr("cùng kỳ")
    told = compared_words(change, before)
    units = ground_units_words(ground)
    if not units:
        return Clause(tr("số lượt khen thưởng {told}", told=told))
    if not (ground.left_out_now or ground.left_out_before):
        return Clause(tr("số lượt khen thưởng {told} ({units})", told=told, units=whole_units_words(ground)))
    awards = awards_words(change.count, found.compared[0].count_unit)
    words = tr("tính trên {units}, có {awards}, {told}", units=units, awards=awards, told=told)
    return Clause(words, (Keyed(_key(report, found), change.count),))


def _key(report: Known, found: Changes) -> Key:
    """What the compared figures are, as the table of changes says it."""
    is_whole = report.ground.is_whole and not (found.left_out or found.of_one_period)
    return key_of(report) | (ALL if is_whole else Key(base="units and forms compared"))


def _moved(report: Known, found: Changes, form: FormChange) -> Clause | None:
    if form.change is None:
        return None
    change = form.change
    said = {"form": form.told, "trend": trend_words(change)}
    said |= {"count": write_number(change.count), "before": write_number(change.before)}
    words = tr("{form} {trend}, từ {before} lên {count}", **said)
    if change.difference < 0:
        words = tr("{form} {trend}, từ {before} xuống {count}", **said)
    key = _key(report, found) | form.key
    return Clause(
        words, (Keyed(key, change.count), Keyed(key | Key(when=str(report.period.comparison())), change.before))
    )
