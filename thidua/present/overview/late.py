"""What is late or missing at the time of the report, and what is asked because of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from thidua.measures.indicators import Status
from thidua.present.chapters.indicators import indicators, unit_indicators
from thidua.present.chapters.models import models
from thidua.present.chapters.movements import movements
from thidua.present.chapters.quality.inbox import Quality, read_quality
from thidua.present.chapters.quality.layout import in_order, layout_words
from thidua.present.keyed import Key, Keyed, key_of
from thidua.present.known import Known
from thidua.present.language import tr, tr_count
from thidua.present.letters import printable
from thidua.present.members import members_words
from thidua.present.numbers import write_count
from thidua.present.overview.done import prefixed
from thidua.present.overview.sentence import Clause, sentence
from thidua.present.words import unit_name
from thidua.registry import get_unit

NAMED = 3
"""So many units or targets are named; of more it is told how many others there are."""
_AWARDS = ("decision_list", "summary_return")
"""The tables that tell of awards: what lacks of them stands in the coverage."""


def late_sentences(report: Known) -> Iterator[Clause | None]:
    """What is late or missing, and what has to be done about it."""
    data = list(_missing_data(report))
    missed, behind = (_targets(report, status) for status in ("missed", "behind"))
    overdue = overdue_clause(report)
    # What was sent is said of the day of the report, what was reached of the last day of its period.
    lacking = prefixed(tr("đến thời điểm báo cáo, {told}", told="{told}"), data)
    late = prefixed(tr("đến hết kỳ, {told}", told="{told}"), [missed, behind, overdue])
    yield sentence([*lacking, *late])
    asked = [
        tr("gửi bổ sung số liệu còn thiếu") if data else "",
        tr("khắc phục các chỉ tiêu không đạt") if missed else "",
        tr("đẩy nhanh các chỉ tiêu dưới tiến độ") if behind else "",
        tr("kiểm tra các điển hình quá hạn") if overdue else "",
    ]
    yield asked_sentence(report, asked)


def asked_sentence(report: Known, tasks: Iterable[str]) -> Clause | None:
    """What is to be done in the period that follows; None of no task."""
    told = ", ".join(filter(None, tasks))
    if not told:
        return None
    following = report.period.following()
    if following is None:
        return Clause(tr("Thời gian tới, cần {tasks}.", tasks=told))
    return Clause(tr("Trong {period}, cần {tasks}.", period=report.label_of(following), tasks=told))


def _missing_data(report: Known) -> Iterator[Clause]:
    """Whose figures of awards are not there, and whose registers; single forms are told with the awards themselves."""
    gaps = [gap for gap in report.coverage.gaps if not gap.awards and gap.why != "not_due"]
    by_why = {
        why: in_order(gap.sender for gap in gaps if gap.why in whys)
        for why, whys in (("sent", ("not_sent", "replaced")), ("refused", ("rejected",)), ("yearly", ("yearly",)))
    }
    if by_why["sent"]:
        yield Clause(tr("{units} chưa gửi đủ số liệu khen thưởng", units=units_named(by_why["sent"])))
    if by_why["refused"]:
        yield Clause(tr("số liệu của {units} còn lỗi, chưa được tính", units=units_named(by_why["refused"])))
    if by_why["yearly"]:
        yield Clause(tr("{units} chỉ gửi số liệu cả năm", units=units_named(by_why["yearly"])))
    quality = report.once(read_quality)
    yield from _refused_registers(quality)
    lacking = [answer.wish for state in ("missing", "partial") for answer in quality.answered(state)]
    registers = [wish for wish in lacking if wish.layout not in _AWARDS]
    for layout in dict.fromkeys(wish.layout for wish in registers):
        units = in_order(wish.unit for wish in registers if wish.layout == layout)
        yield Clause(tr("{units} chưa gửi {layout}", units=units_named(units), layout=layout_words(layout)))
    told = {wish.layout for wish in registers}
    if never := [words for layout, words in _never_sent(report) if layout not in told]:
        yield Clause(tr("chưa có số liệu về {registers}", registers=", ".join(never)))


def _never_sent(report: Known) -> Iterator[tuple[str, str]]:
    """What no register tells anything of, though a report has a section on it; none where nothing at all is known."""
    if not report.has_figures:
        return
    if not report.once(movements.measure).results:
        yield "movements", tr("phong trào thi đua")
    if not report.once(models.measure).funnel.steps[0].reached:
        yield "models", tr("điển hình tiên tiến")


def _refused_registers(quality: Quality) -> Iterator[Clause]:
    """Registers that came and do not count, and in whose place none does; refused tables of awards are gaps."""
    refused: dict[str, set[str]] = {}
    for table in quality.tables:
        if table.state == "rejected" and table.unit and table.file not in quality.mended:
            for layout in table.layout.split("+"):
                if layout and layout not in _AWARDS:
                    refused.setdefault(layout, set()).add(table.unit)
    of_units: dict[tuple[str, ...], list[str]] = {}
    for layout, units in refused.items():
        of_units.setdefault(tuple(in_order(units)), []).append(layout_words(layout))
    for senders, layouts in of_units.items():
        names = {"layouts": ", ".join(layouts), "units": units_named(senders)}
        yield Clause(tr("{layouts} của {units} còn lỗi, chưa được tính", **names))


def units_named(ids: Iterable[str]) -> str:
    """Units in a sentence, the first of many with the number of the others."""
    names = [unit_name(get_unit(one)) for one in ids]
    rest = len(names) - NAMED
    if rest <= 1:
        return ", ".join(names)
    told = {"names": ", ".join(names[:NAMED]), "number": write_count(rest)}
    return tr_count("{names} và {number} đơn vị khác", rest, **told)


def _targets(report: Known, status: Status) -> Clause | None:
    """How many targets missed their plan or are behind it; a unit's own by name."""
    results = report.once(unit_indicators.measure if report.members else indicators.measure)
    same = [one for one in results if one.status == status]
    if not same:
        return None
    number, count = len(same), write_count(len(same))
    if report.members:
        said = {"count": count, "members": members_words(report, 2)}
        words = tr_count("{count} chỉ tiêu của các {members} dưới tiến độ", number, **said)
        if status == "missed":
            words = tr_count("{count} chỉ tiêu của các {members} không đạt kế hoạch", number, **said)
    elif status == "missed":
        words = tr_count("{count} chỉ tiêu không đạt kế hoạch", number, count=count)
    else:
        words = tr_count("{count} chỉ tiêu dưới tiến độ", number, count=count)
    if not report.members and number <= NAMED:
        words += f" ({'; '.join(printable(one.name, limit=60) for one in same)})"
    return Clause(words, (Keyed(key_of(report, "targets") | Key(status=status), number),))


def overdue_clause(report: Known) -> Clause | None:
    """How many exemplary models were not reviewed in time."""
    number = len(report.once(models.measure).reviews.overdue)
    if not number:
        return None
    words = tr_count("{number} điển hình tiên tiến quá hạn kiểm tra", number, number=write_count(number))
    return Clause(words, (Keyed(key_of(report, "models") | Key(status="overdue"), number),))
