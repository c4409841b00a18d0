"""The overall assessment of a block or cluster: who heads it, what its members did, who leads by points."""

from __future__ import annotations

from collections.abc import Iterator

from thidua.present.chapters.movements import movements
from thidua.present.chapters.quality.layout import in_order
from thidua.present.chapters.scores import scores
from thidua.present.compared.apart_forms import alike_key, apart_words
from thidua.present.compared.units import compare
from thidua.present.keyed import Key, Keyed, group_id, key_of
from thidua.present.known import Known
from thidua.present.language import tr, tr_count
from thidua.present.members import block_word
from thidua.present.numbers import write_count, write_number
from thidua.present.overview.done import prefixed
from thidua.present.overview.late import asked_sentence, units_named
from thidua.present.overview.sentence import Clause, sentence
from thidua.present.words import unit_name


def block_sentences(report: Known) -> Iterator[Clause | None]:
    """Its members; their movements and awards; the points; whose sheet is missing. Its heads have a section."""
    yield _members(report)
    yield sentence(prefixed(tr("các đơn vị thành viên {told}", told="{told}"), [_movements(report), _awards(report)]))
    found = report.once(scores.measure)
    if found is None:
        return
    first = [one for one in found.ranked if one.rank == found.ranked[0].rank]
    if first and len(first) < len(found.ranked) and first[0].final is not None:
        units = units_named(one.unit for one in first)
        points = write_number(first[0].final, decimals=found.decimals)
        told = {"units": units, "points": points, "block": block_word(report)}
        yield Clause(tr("Theo bảng chấm điểm, {units} dẫn đầu {block} với {points} điểm.", **told))
    lacking = in_order(one.unit for one in found.scores if one.final is None)
    if lacking:
        yield Clause(tr("Đến thời điểm báo cáo, {units} chưa có bảng chấm điểm.", units=units_named(lacking)))
        yield asked_sentence(report, [tr("hoàn thành việc chấm điểm")])


def _members(report: Known) -> Clause:
    number = len(report.members)
    words = tr_count("{block} có {number} đơn vị", number, block=unit_name(report.unit), number=write_count(number))
    opening = tr("Trong {period}, {told}", period=report.period_label, told=words)
    return Clause(f"{opening}.", (Keyed(key_of(report, "members"), number),))


def _movements(report: Known) -> Clause | None:
    number = len(report.once(movements.measure).results)
    if not number:
        return None
    words = tr_count("tổ chức {number} phong trào thi đua", number, number=write_count(number))
    return Clause(words, (Keyed(key_of(report, "movements"), number),))


def _awards(report: Known) -> Clause | None:
    """The awards of all members of which they are known, if they can be added up, of the forms known of each."""
    compared = report.once(compare)
    comparison = compared.alike if compared is not None else None
    if comparison is None or comparison.is_mixed:
        return None
    known = {one.unit.id: one.counts.total for one in comparison.members if one.counts.total is not None}
    if not known:
        return None
    total = sum(known.values())
    key = Keyed(key_of(report) | Key(whose=group_id(known)) | alike_key(comparison), total)
    said = {"number": write_number(total)}
    left_out = apart_words(report, comparison)
    if len(known) == len(comparison.members):
        words = tr_count("có {number} lượt khen thưởng", total, **said)
        return Clause(f"{words} ({left_out})" if left_out else words, (key,))
    said |= {"known": write_number(len(known)), "members": write_number(len(comparison.members))}
    words = tr_count("có {number} lượt khen thưởng, của {known} trong {members} đơn vị đã gửi số liệu", total, **said)
    return Clause(f"{words} ({left_out})" if left_out else words, (key,))
