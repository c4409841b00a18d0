"""How timely commendation is: days from achievement to proposal, decision and presentation; what is late or open."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

import pandas as pd

from thidua.measures.completion import Completion, Within
from thidua.measures.waiting import OPEN, STEPS, Step, Waits, waits
from thidua.present.chapter import Chapter
from thidua.present.chapters.waiting.waiting_sentences import (
    days_words,
    deadline_note,
    late_sentence,
    lateness_sentence,
    open_sentence,
    scope_words,
    step_name,
    step_sentence,
    undated_sentence,
    unknown_years_note,
    usual_sentence,
)
from thidua.present.chart import Chart
from thidua.present.drawing.curve import Curve, curve_svg
from thidua.present.known import Known
from thidua.present.language import named, tr
from thidua.present.numbers import MISSING, NOT_APPLICABLE, write_count, write_number, write_percent, write_share_of
from thidua.present.part import Part, empty, plain
from thidua.present.source_words import source_words
from thidua.present.table import Cell, Column, Row, Table
from thidua.present.words import TOO_FEW, lower_first, no_figures, upper_first
from thidua.registry import get_authority, get_level
from thidua.registry.deadlines import Deadline, deadline
from thidua.registry.working_days import is_decreed, is_working_day


@dataclass(frozen=True)
class Judged:
    """The decisions that one deadline holds for, and how many of them keep to it."""

    deadline: Deadline
    within: Within
    unknown_years: tuple[int, ...] = ()
    """The years in which they waited and of which nobody said yet which working days are swapped, in order."""


@dataclass(frozen=True)
class LevelWaits:
    """The decisions of one level: their waits, and those of them for which some deadline holds."""

    level: str
    waits: Waits
    judged: tuple[Judged, ...] = ()

    @property
    def name(self) -> str:
        """The level in a sentence: "cấp huyện"."""
        return lower_first(named(get_level(self.level)))

    @property
    def deadline(self) -> Deadline | None:
        """The one deadline that holds for all its decisions; None where there are several, or none for some."""
        completion = self.waits.completion
        is_one = len(self.judged) == 1 and completion is not None and self.judged[0].within.whole == completion.whole
        return self.judged[0].deadline if is_one else None


@dataclass(frozen=True)
class Waiting:
    """The waits of each step, and those of the decision by level, highest first."""

    steps: dict[Step, Waits]
    levels: tuple[LevelWaits, ...]

    @property
    def is_known(self) -> bool:
        """Whether any step has both of its days anywhere."""
        return any(one.days for one in self.steps.values())


def measure(report: Known) -> Waiting:
    """The waits of every step; what a notebook does once."""
    rows, last_day = report.listed, report.period.last_day(report.basis)
    steps: dict[Step, Waits] = {step: waits(rows, step, last_day) for step in STEPS}
    known = {code: get_authority(code).level if code else "" for code in rows["authority"].unique()}
    of_row = rows["authority"].map(known)
    found = sorted({level for level in of_row if level}, key=lambda level: get_level(level).rank)
    return Waiting(steps, tuple(_level(report, level, rows[of_row == level]) for level in found))


def _level(report: Known, level: str, rows: pd.DataFrame) -> LevelWaits:
    """The waits of one level, and what each deadline says of the proposals it holds for."""
    last_day = report.period.last_day(report.basis)
    keys = list(zip(rows["unit"], rows["award_type"], rows["proposed_on"], strict=True))
    of_key = {key: _holding(level, *key) for key in set(keys)}
    holding = [of_key[key] for key in keys]
    judged = []
    for limit in dict.fromkeys(one for one in holding if one is not None):
        of_limit = rows[[one == limit for one in holding]]
        open_days = is_working_day if limit.is_working_days else None
        completion = waits(of_limit, "decision", last_day, is_working_day=open_days).completion
        if completion is not None:
            unknown = _unknown_years(of_limit, last_day) if limit.is_working_days else ()
            judged.append(Judged(limit, completion.within(limit.days), unknown))
    return LevelWaits(level, waits(rows, "decision", last_day), tuple(judged))


def _unknown_years(rows: pd.DataFrame, last_day: date) -> tuple[int, ...]:
    """The years in which proposals waited whose swapped working days are not known; an open one waits to the end."""
    counted = rows[rows["decided_on"].notna() | rows["status"].isin(OPEN)]
    until = counted["decided_on"].fillna(pd.Timestamp(last_day))
    spans = {(begin.year, end.year) for begin, end in zip(counted["proposed_on"], until, strict=True) if begin <= end}
    years = {year for first, last in spans for year in range(first, last + 1)}
    return tuple(sorted(year for year in years if not is_decreed(year)))


def _holding(level: str, unit: str, award_type: str, proposed_on: pd.Timestamp) -> Deadline | None:
    """The deadline that holds for one proposal; None of one without a day, which none can be held against."""
    return None if pd.isna(proposed_on) else deadline(unit, level, award_type, proposed_on.date())


def finding(report: Known, waiting: Waiting) -> Part:
    """How long decisions take, how many came late, and what is open: in numbers that are read aloud."""
    name = "waiting_finding"
    if not waiting.is_known:
        return no_figures(name, report, tr("ngày lập thành tích, đề nghị và trao thưởng để tính thời gian"))
    decision = waiting.steps["decision"]
    sentences = [usual_sentence(decision.completion, of=_whose(waiting)) if decision.days else ""]
    sentences.append(
        lateness_sentence(
            [(judged.within, judged.deadline, _of(report, one, judged)) for one, judged in _all_judged(waiting)],
            unknown_years=_all_unknown(waiting),
        )
    )
    sentences.append(open_sentence(decision))
    said = " ".join(filter(None, sentences))
    return plain(name, said) if said else empty(name, step_sentence("decision", None))


def _whose(waiting: Waiting) -> str:
    """At which levels the decisions were made that have both of their days: "cấp tỉnh 40, cấp huyện 12"."""
    dated = [(one.name, len(one.waits.days)) for one in waiting.levels if one.waits.days]
    if len(dated) < 2:
        return "".join(name for name, _ in dated)
    return ", ".join(f"{name} {write_count(number)}" for name, number in dated)


def _all_unknown(waiting: Waiting) -> tuple[int, ...]:
    return tuple(sorted({year for _, judged in _all_judged(waiting) for year in judged.unknown_years}))


def _all_judged(waiting: Waiting) -> list[tuple[LevelWaits, Judged]]:
    return [(one, judged) for one in waiting.levels for judged in one.judged]


def detail(report: Known, waiting: Waiting) -> Part | None:
    """How long each step takes, what is late at which level, what is open and what is not known."""
    if not waiting.is_known:
        return None
    decision = waiting.steps["decision"]
    sentences = [
        step_sentence(step, found.completion) for step, found in waiting.steps.items() if _is_told(step, found)
    ]
    sentences += [
        late_sentence(judged.within, judged.deadline, of=_of(report, one, judged))
        for one, judged in _all_judged(waiting)
    ]
    if unknown := _all_unknown(waiting):
        sentences.append(unknown_years_note(unknown))
    sentences += [open_sentence(decision), undated_sentence(decision)]
    if not waiting.steps["presentation"].days:
        sentences.append(step_sentence("presentation", None))
    return plain("waiting_finding_detail", " ".join(sentence for sentence in sentences if sentence))


def _of(report: Known, one: LevelWaits, judged: Judged) -> str:
    """What a deadline holds for, inside a sentence: "cấp huyện, loại hình đột xuất"."""
    return scope_words(judged.deadline, level=one.name, regime=report.regime)


def _is_told(step: Step, found: Waits) -> bool:
    """The presentation, which few lists date, is told last where it is missing."""
    return step != "presentation" or bool(found.days)


def table(report: Known, waiting: Waiting) -> Table | None:
    """Each step, and the decision by level: cases, median, nine in ten, share within the deadline."""
    if not waiting.is_known:
        return None
    columns = [
        Column("step", tr("Chặng"), "label"),
        Column("cases", tr("Số trường hợp")),
        Column("median", tr("Trung vị (ngày)")),
        Column("p90", tr("90% trong (ngày)")),
    ]
    if any(one.judged for one in waiting.levels):
        columns.append(Column("within", tr("Trong thời hạn"), "text"))
    if waiting.steps["decision"].open_days:
        columns.insert(2, Column("open", tr("Chưa xong")))
    return Table(
        "waiting",
        tr("Thời gian giải quyết khen thưởng, {period}", period=report.period_label),
        tuple(columns),
        tuple(Row({column.name: cells[column.name] for column in columns}) for cells in _cells(report, waiting)),
        notes=tuple(_notes(report, waiting)),
        source=source_words(report),
        illustrative=report.is_illustrative,
    )


def _cells(report: Known, waiting: Waiting) -> Iterator[dict[str, Cell]]:
    for step, found in waiting.steps.items():
        yield {"step": upper_first(step_name(step)), **_figures(found), "within": NOT_APPLICABLE}
        for one in waiting.levels if step == "decision" else ():
            label = tr("trong đó {level}", level=one.name)
            yield {"step": label, **_figures(one.waits), "within": _within_cell(report, one)}


def _figures(found: Waits) -> dict[str, Cell]:
    completion = found.completion
    cells: dict[str, Cell] = {"cases": len(found.days), "open": len(found.open_days)}
    if completion is None:
        return {
            "cases": MISSING if found.undated else 0,
            "open": len(found.open_days),
            "median": MISSING,
            "p90": MISSING,
        }
    return {**cells, "median": _quantile(completion, 0.5), "p90": _quantile(completion, 0.9)}


def _quantile(completion: Completion, share: float) -> Cell:
    """Days within which a share was finished; "–" with too few cases, ">36" where it was not reached."""
    if completion.whole < TOO_FEW:
        return NOT_APPLICABLE
    days = completion.quantile(share)
    return f">{write_number(completion.days[-1])}" if days is None else days


def _within_cell(report: Known, one: LevelWaits) -> Cell:
    """The share in time of each deadline, with what it holds for unless that is the whole level; "–" without one."""
    told = [(_share_in_time(judged.within), _of(report, one, judged)) for judged in one.judged]
    if one.deadline is not None:
        return told[0][0]
    return "; ".join(f"{share} ({of})" for share, of in told) or NOT_APPLICABLE


def _share_in_time(found: Within) -> str:
    return write_percent(found.share) if found.is_estimated else write_share_of(found.part, found.whole, small=TOO_FEW)


def _notes(report: Known, waiting: Waiting) -> Iterator[str]:
    yield tr("Trung vị: số ngày mà một nửa số trường hợp không vượt quá.")
    limits = [(judged.deadline, _of(report, one, judged)) for one in waiting.levels for judged in one.judged]
    for limit, of in limits:
        yield deadline_note(limit, of=of)
    if not limits:
        yield tr("Chưa biết thời hạn quy định áp dụng cho các trường hợp này nên không xét đúng hạn hay chậm.")
    if any(limit.is_working_days for limit, _ in limits):
        yield tr("Ngày làm việc không kể thứ Bảy, Chủ nhật, ngày nghỉ lễ, Tết; kể ngày làm bù.")
    if unknown := _all_unknown(waiting):
        yield unknown_years_note(unknown)
    if waiting.steps["decision"].open_days:
        yield tr("Trường hợp chưa có quyết định được tính đến cuối kỳ (ước lượng Kaplan–Meier).")


def chart(report: Known, waiting: Waiting) -> Chart | None:
    """The share decided by so many days after the proposal: a curve for each level with enough cases."""
    data = table(report, waiting)
    enough = [
        (one, found) for one in waiting.levels if (found := one.waits.completion) is not None and found.whole >= TOO_FEW
    ]
    if data is None or not enough:
        return None
    curves = [Curve(upper_first(one.name), found.days, found.shares) for one, found in enough]
    limit, of_level = next(((one.deadline, one.name) for one, found in enough if _is_on_axis(one, found)), (None, ""))
    svg = curve_svg(
        curves,
        deadline=limit.calendar_days if limit else None,
        x_title=tr("Số ngày từ đề nghị đến quyết định"),
        write_x=write_number,
        write_y=lambda share: write_percent(share, decimals=0),
        deadline_text=f"{days_words(limit)} ({of_level})" if limit else "",
    )
    told = "; ".join(_curve_words(one.name, found) for one, found in enough)
    alt = tr("Đường bậc thang, tỷ lệ đã có quyết định theo số ngày từ khi đề nghị. {told}.", told=upper_first(told))
    title = tr("Tỷ lệ đã có quyết định theo số ngày từ khi đề nghị, {period}", period=report.period_label)
    return Chart(svg, alt, replace(data, name="waiting_chart", title=title))


def _is_on_axis(one: LevelWaits, found: Completion) -> bool:
    """Whether one deadline holds for a level, and its line among all days parts early from late as the deadline does.

    Ten working days over Tết are three weeks and more: a line at two weeks would call late what is not.
    """
    if one.deadline is None:
        return False
    return found.within(int(one.deadline.calendar_days)).part == one.judged[0].within.part


def _curve_words(level: str, found: Completion) -> str:
    median, p90 = (found.quantile(share) for share in (0.5, 0.9))
    if median is None or p90 is None:
        return tr("{level} chưa đạt 90%", level=level)
    words = {"level": level, "median": write_number(median), "p90": write_number(p90)}
    return tr("{level} đạt 50% sau {median} ngày, 90% sau {p90} ngày", **words)


class WaitingChapter(Chapter[Waiting], measure=measure, finding=finding, detail=detail, chart=chart, table=table):
    """How long commendation takes, and what is late or open."""
