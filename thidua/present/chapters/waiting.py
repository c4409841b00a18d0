"""How timely commendation is: days from achievement to proposal, decision and presentation; what is late or open."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

import pandas as pd

from thidua.measures.completion import Completion, Within
from thidua.measures.waiting import STEPS, Step, Waits, waits
from thidua.present.chapters.sources import source_words
from thidua.present.chapters.waiting_sentences import (
    days_words,
    late_sentence,
    open_sentence,
    reference_note,
    step_name,
    step_sentence,
    undated_sentence,
)
from thidua.present.chart import Chart
from thidua.present.drawing.curve import Curve, curve_svg
from thidua.present.language import named, tr
from thidua.present.numbers import MISSING, NOT_APPLICABLE, write_number, write_percent, write_share_of
from thidua.present.part import Part, plain
from thidua.present.report import Report
from thidua.present.table import Cell, Column, Row, Table
from thidua.present.words import TOO_FEW, lower_first, no_figures, upper_first
from thidua.registry import get_authority, get_level
from thidua.registry.deadlines import Deadline, deadline


@dataclass(frozen=True)
class LevelWaits:
    """The decisions of one level: their waits, and how many keep to the deadline, if one is known."""

    level: str
    waits: Waits
    deadline: Deadline | None
    within: Within | None

    @property
    def name(self) -> str:
        """The level in a sentence: "cấp huyện"."""
        return lower_first(named(get_level(self.level)))


@dataclass(frozen=True)
class Waiting:
    """The waits of each step, and those of the decision by level, highest first."""

    steps: dict[Step, Waits]
    levels: tuple[LevelWaits, ...]

    @property
    def is_known(self) -> bool:
        """Whether any step has both of its days anywhere."""
        return any(one.days for one in self.steps.values())


def measure(report: Report) -> Waiting:
    """The waits of every step; what a notebook does once."""
    rows, last_day = report.decisions, report.period.last_day(report.basis)
    steps: dict[Step, Waits] = {step: waits(rows, step, last_day) for step in STEPS}
    known = {code: get_authority(code).level if code else "" for code in rows["authority"].unique()}
    of_row = rows["authority"].map(known)
    found = sorted({level for level in of_row if level}, key=lambda level: get_level(level).rank)
    return Waiting(steps, tuple(_level(report, level, rows[of_row == level]) for level in found))


def _level(report: Report, level: str, rows: pd.DataFrame) -> LevelWaits:
    last_day = report.period.last_day(report.basis)
    all_waits = waits(rows, "decision", last_day)
    limit = deadline(level, last_day, unit=report.unit.id)
    if limit is None or not all_waits.days:
        return LevelWaits(level, all_waits, limit, None)
    counted = waits(rows, "decision", last_day, working_days=True) if limit.is_working_days else all_waits
    completion = counted.completion
    return LevelWaits(level, all_waits, limit, completion.within(limit.days) if completion else None)


def finding(report: Report, waiting: Waiting) -> Part:
    """How long each step takes, what is late at which level, what is open and what is not known."""
    name = "waiting_finding"
    if not waiting.is_known:
        return no_figures(name, report, tr("ngày lập thành tích, đề nghị và trao thưởng để tính thời gian"))
    decision = waiting.steps["decision"]
    sentences = [
        step_sentence(step, found.completion) for step, found in waiting.steps.items() if _is_told(step, found)
    ]
    sentences += [
        late_sentence(one.within, one.deadline, level=one.name)
        for one in waiting.levels
        if one.within is not None and one.deadline is not None
    ]
    sentences += [open_sentence(decision), undated_sentence(decision)]
    if not waiting.steps["presentation"].days:
        sentences.append(step_sentence("presentation", None))
    return plain(name, " ".join(sentence for sentence in sentences if sentence))


def _is_told(step: Step, found: Waits) -> bool:
    """The presentation, which few lists date, is told last where it is missing."""
    return step != "presentation" or bool(found.days)


def table(report: Report, waiting: Waiting) -> Table | None:
    """Each step, and the decision by level: cases, median, nine in ten, share within the deadline."""
    if not waiting.is_known:
        return None
    columns = [
        Column("step", tr("Chặng"), "label"),
        Column("cases", tr("Số trường hợp")),
        Column("median", tr("Trung vị (ngày)")),
        Column("p90", tr("90% trong (ngày)")),
        Column("within", _within_head(waiting), "text"),
    ]
    if waiting.steps["decision"].open_days:
        columns.insert(2, Column("open", tr("Chưa xong")))
    return Table(
        "waiting",
        tr("Thời gian giải quyết khen thưởng, {period}", period=report.period_label),
        tuple(columns),
        tuple(Row({column.name: cells[column.name] for column in columns}) for cells in _cells(waiting)),
        notes=tuple(_notes(report, waiting)),
        source=source_words(report),
        illustrative=report.is_illustrative,
    )


def _within_head(waiting: Waiting) -> str:
    """What the last column measures by: a deadline of one's own, or only a mark from elsewhere."""
    is_local = any(one.deadline is not None and one.deadline.is_local for one in waiting.levels)
    return tr("Trong thời hạn") if is_local else tr("Trong mốc tham chiếu")


def _cells(waiting: Waiting) -> Iterator[dict[str, Cell]]:
    for step, found in waiting.steps.items():
        yield {"step": upper_first(step_name(step)), **_figures(found), "within": NOT_APPLICABLE}
        for one in waiting.levels if step == "decision" else ():
            label = tr("trong đó {level}", level=one.name)
            yield {"step": label, **_figures(one.waits), "within": _within_cell(one)}


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


def _within_cell(one: LevelWaits) -> Cell:
    """The share in time; "–" where no deadline is known, "…" where no days are."""
    found = one.within
    if found is None:
        return NOT_APPLICABLE if one.deadline is None else MISSING
    return write_percent(found.share) if found.is_estimated else write_share_of(found.part, found.whole, small=TOO_FEW)


def _notes(report: Report, waiting: Waiting) -> Iterator[str]:
    yield tr("Trung vị: số ngày mà một nửa số trường hợp không vượt quá.")
    if any(0 < len(one.days) + len(one.open_days) < TOO_FEW for one in _all(waiting)):
        yield tr("“–” ở cột ngày: dưới {few} trường hợp.", few=TOO_FEW)
    limits = [one for one in waiting.levels if one.within is not None and one.deadline is not None]
    for one in limits:
        if one.deadline is not None:
            yield reference_note(one.deadline, regime=report.regime, level=one.name)
    if any(one.deadline is not None and one.deadline.is_working_days for one in limits):
        yield tr("Ngày làm việc không kể thứ Bảy, Chủ nhật; chưa trừ ngày nghỉ lễ, Tết.")
    if waiting.steps["decision"].open_days:
        yield tr("Trường hợp chưa có quyết định được tính đến cuối kỳ (ước lượng Kaplan–Meier).")
    if not all(one.days for one in waiting.steps.values()):
        yield tr("“…” chưa có số liệu.")


def _all(waiting: Waiting) -> list[Waits]:
    return [*waiting.steps.values(), *(one.waits for one in waiting.levels)]


def chart(report: Report, waiting: Waiting) -> Chart | None:
    """The share decided by so many days after the proposal: a curve for each level with enough cases."""
    data = table(report, waiting)
    enough = [
        (one, found) for one in waiting.levels if (found := one.waits.completion) is not None and found.whole >= TOO_FEW
    ]
    if data is None or not enough:
        return None
    curves = [Curve(upper_first(one.name), found.days, found.shares) for one, found in enough]
    limit, of_level = next(((one.deadline, one.name) for one, _ in enough if one.deadline is not None), (None, ""))
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


def _curve_words(level: str, found: Completion) -> str:
    median, p90 = (found.quantile(share) for share in (0.5, 0.9))
    if median is None or p90 is None:
        return tr("{level} chưa đạt 90%", level=level)
    words = {"level": level, "median": write_number(median), "p90": write_number(p90)}
    return tr("{level} đạt 50% sau {median} ngày, 90% sau {p90} ngày", **words)
