"""What is said of waits: how long a step takes, what is late, what is open or not dated. Figures in, sentences out."""

from __future__ import annotations

from collections.abc import Sequence

from thidua.measures.completion import Completion, Within
from thidua.measures.intervals import Share
from thidua.measures.waiting import Step, Waits
from thidua.present.language import language, tr, tr_count
from thidua.present.numbers import write_count, write_number, write_percent
from thidua.present.words import TOO_FEW, share_words
from thidua.registry import award_type_label
from thidua.registry.deadlines import Deadline


def step_name(step: Step) -> str:
    """A step by the days it lies between, inside a sentence: "từ đề nghị đến quyết định"."""
    return {
        "proposal": tr("từ khi lập thành tích đến đề nghị"),
        "decision": tr("từ đề nghị đến quyết định"),
        "presentation": tr("từ quyết định đến trao thưởng"),
    }[step]


def step_sentence(step: Step, found: Completion | None) -> str:
    """How long a step takes: a half, nine in ten and the longest; few cases are told by the longest alone."""
    name = step_name(step)
    if found is None:
        return tr("Chưa có số liệu về thời gian {step}.", step=name)
    finished = sum(found.done)
    words = {"step": name, "number": write_number(finished), "longest": _longest(found)}
    if found.whole < TOO_FEW or (len(found.days) == 1 and found.p90 is not None):
        return tr_count("Thời gian {step}: {number} trường hợp, {longest}.", finished, **words)
    if found.median is None or found.p90 is None:
        return tr_count(
            "Thời gian {step}: {number} trường hợp đã xong, {longest}; "
            "còn nhiều trường hợp chưa xong nên chưa biết mức 90%.",
            finished,
            **words,
        )
    return tr_count(
        "Thời gian {step} ({number} trường hợp): một nửa không quá {median} ngày, 90% không quá {p90} ngày, {longest}.",
        finished,
        **words,
        median=write_number(found.median),
        p90=write_number(found.p90),
    )


def _longest(found: Completion) -> str:
    """The longest wait, which is called so only where another was shorter."""
    days = found.days[-1]
    words = {"days": write_number(days)}
    if len(found.days) > 1:
        return tr_count("lâu nhất {days} ngày", days, **words)
    return tr_count("{days} ngày", days, **words) if found.done == (1,) else tr_count("đều {days} ngày", days, **words)


def usual_sentence(found: Completion | None, *, of: str = "") -> str:
    """How long a decision usually takes and at most: a half within so many days; few cases by the longest alone.

    Parameters
    ----------
    of
        At which levels it was decided, which may not be the unit's own: "cấp tỉnh".
    """
    if found is None:
        return ""
    finished = sum(found.done)
    words = {"number": write_count(finished), "longest": _longest(found), "of": f" ({of})" if of else ""}
    if found.whole < TOO_FEW or found.median is None or len(found.days) == 1:
        return tr_count("Từ khi đề nghị đến khi có quyết định: {number} trường hợp{of}, {longest}.", finished, **words)
    return tr(
        "Từ khi đề nghị đến khi có quyết định, một nửa trong {number} trường hợp có ghi ngày{of} không quá {median} "
        "ngày, {longest}.",
        **words,
        median=write_number(found.median),
    )


def lateness_sentence(judged: Sequence[tuple[Within, Deadline, str]], *, unknown_years: Sequence[int] = ()) -> str:
    """How many decisions came after the deadlines that hold for them; empty where none holds.

    Parameters
    ----------
    judged
        The cases of each deadline, the deadline, and what it holds for: "cấp huyện".
    unknown_years
        The years among them whose swapped working days are not known.
    """
    told = []
    for found, deadline, of in judged:
        words = {"level": of, "deadline": days_words(deadline), "whole": write_count(found.whole)}
        late = found.whole - found.part
        if found.is_estimated:
            percent = write_percent(1 - found.share)
            told.append(tr("{level} ước tính {percent} quá thời hạn {deadline}", **words, percent=percent))
        elif late:
            number = write_count(late)
            told.append(tr("{level} {late}/{whole} trường hợp quá thời hạn {deadline}", **words, late=number))
        else:
            told.append(tr("{level} không có trường hợp nào quá thời hạn {deadline}", **words))
    words = {"told": "; ".join(told), "years": years_words(unknown_years)}
    if told and unknown_years:
        return tr("Về thời hạn (tạm tính, chưa biết ngày hoán đổi, làm bù của năm {years}): {told}.", **words)
    return tr("Về thời hạn: {told}.", **words) if told else ""


def unknown_years_note(years: Sequence[int]) -> str:
    """That working days of some years are counted by the law alone, and may be a few more or less."""
    return tr(
        "Chưa biết ngày nghỉ hoán đổi, ngày làm bù của năm {years}: ngày làm việc của năm đó tạm tính theo ngày nghỉ "
        "lễ, Tết mà luật quy định, có thể lệch vài ngày.",
        years=years_words(years),
    )


def years_words(years: Sequence[int]) -> str:
    """Years in order, those that follow each other in one: "2009, 2027–2029"."""
    runs: list[list[int]] = []
    for year in years:
        if runs and year == runs[-1][-1] + 1:
            runs[-1].append(year)
        else:
            runs.append([year])
    return ", ".join(f"{run[0]}–{run[-1]}" if len(run) > 1 else str(run[0]) for run in runs)


def late_sentence(found: Within, deadline: Deadline, *, of: str) -> str:
    """How many decisions came after the deadline that holds for them, and what deadline it is.

    Parameters
    ----------
    of
        What the deadline holds for, as `scope_words` tells it: "cấp huyện".
    """
    words = {"level": of, "deadline": days_words(deadline)}
    if found.is_estimated:
        late = share_estimate(found)
        return tr("Ở {level}, ước tính {late} có quyết định sau {deadline}.", late=late, **words)
    late_cases = found.whole - found.part
    if late_cases == 0:
        number = write_number(found.whole)
        return tr_count(
            "Ở {level}, cả {number} trường hợp có quyết định trong {deadline}.", found.whole, number=number, **words
        )
    share = Share(late_cases, found.whole, 1 - found.share, 1 - (found.high or 0.0), 1 - (found.low or 0.0))
    return tr(
        "Ở {level}, {late} có quyết định sau {deadline}.", late=share_words(share, of=_cases(found.whole)), **words
    )


def _cases(whole: int) -> str:
    return tr_count(" số trường hợp", whole)


def share_estimate(found: Within) -> str:
    """The share that was late where some are still open: "30,0% (khoảng tin cậy 95%: 20,1–43,5%)"."""
    late = write_percent(1 - found.share)
    if found.low is None or found.high is None:
        return late
    limits = f"{write_percent(1 - found.high).removesuffix('%')}–{write_percent(1 - found.low)}"
    return tr("{percent} (khoảng tin cậy 95%: {limits})", percent=late, limits=limits)


def days_words(deadline: Deadline) -> str:
    """A deadline as a number of days: "10 ngày làm việc"."""
    number = write_number(deadline.days)
    if deadline.is_working_days:
        return tr_count("{number} ngày làm việc", deadline.days, number=number)
    return tr_count("{number} ngày", deadline.days, number=number)


def scope_words(deadline: Deadline, *, level: str, regime: str) -> str:
    """The level and the type that a deadline holds for: "cấp huyện, loại hình đột xuất"."""
    if not deadline.award_type:
        return level
    kind = award_type_label(deadline.award_type, regime=regime, wording="legal", lang=language())
    return tr("{level}, loại hình {type}", level=level, type=kind)


def deadline_note(deadline: Deadline, *, of: str) -> str:
    """What a deadline is, what it holds for, and where it is set."""
    return tr("Thời hạn {level}: {days} ({source}).", days=days_words(deadline), level=of, source=deadline.source)


def open_sentence(waits: Waits) -> str:
    """How many proposals have no decision yet, and how long the oldest has waited; empty where none is open."""
    number = len(waits.open_days)
    if not number:
        return ""
    days = max(waits.open_days)
    words = {"number": write_count(number), "days": write_number(days)}
    if len(set(waits.open_days)) > 1:
        return tr_count(
            "{number} đề nghị chưa có quyết định đến cuối kỳ, lâu nhất đã chờ {days} ngày.", number, **words
        )
    return tr_count("{number} đề nghị chưa có quyết định đến cuối kỳ, đã chờ {days} ngày.", number, **words)


def undated_sentence(waits: Waits) -> str:
    """How many decisions lack a day, or have days in the wrong order; empty where all are dated."""
    sentences = []
    if waits.undated and waits.days:
        sentences.append(
            tr_count(
                "{number} trường hợp không ghi đủ ngày đề nghị và ngày quyết định nên không tính.",
                waits.undated,
                number=write_count(waits.undated),
            )
        )
    if waits.reversed:
        sentences.append(
            tr_count(
                "{number} trường hợp ghi ngày đề nghị sau ngày quyết định nên không tính.",
                waits.reversed,
                number=write_count(waits.reversed),
            )
        )
    return " ".join(sentences)
