"""What a delegation checks on the spot: the days that lists hold, and decisions drawn for a look at their dossiers."""

from __future__ import annotations

from collections.abc import Iterator

import pandas as pd

from thidua.measures.upward import OWN_LEVEL
from thidua.present.chapter import Chapter
from thidua.present.chapters.decisions.decisions import awarded
from thidua.present.known import Known
from thidua.present.language import tr, tr_count
from thidua.present.letters import printable
from thidua.present.numbers import MISSING, write_count, write_date, write_number
from thidua.present.part import Part, plain
from thidua.present.source_words import source_words
from thidua.present.table import Cell, Column, Row, Table
from thidua.present.words import award_name, no_figures
from thidua.registry import get_authority

SAMPLE = 8
"""So many decisions can be looked at in one visit."""

_KEYS = ["decided_on", "decision_no", "authority"]


def finding(report: Known, *, name: str = "dossiers_finding") -> Part:
    """How many rows of the lists hold what a dossier has to show, and how the sample below is drawn."""
    listed = awarded(report)
    if listed.empty:
        return no_figures(name, report, tr("danh sách quyết định để đối chiếu hồ sơ"))
    whole = write_number(len(listed))
    told = ", ".join(_held_words(words, known, len(listed)) for words, known in held(listed))
    number = min(SAMPLE, len(_own(listed, report)))
    drawn = tr_count(
        "Đoàn kiểm tra đối chiếu hồ sơ lưu của {number} quyết định do đơn vị ban hành.",
        number,
        number=write_count(number),
    )
    held_words = tr("Danh sách khen thưởng có {whole} dòng: {told}.", whole=whole, told=told)
    return plain(name, held_words + (f" {drawn}" if number else ""))


def _held_words(day: str, known: int, whole: int) -> str:
    if known == whole:
        return tr("đủ {day}", day=day)
    if not known:
        return tr("chưa ghi {day}", day=day)
    return tr("{number} dòng có {day}", number=write_number(known), day=day)


def table(report: Known, *, name: str = "dossiers") -> Table | None:
    """A systematic sample of the unit's own decisions, with the days that a dossier has to bear out.

    Notes
    -----
    Every k-th decision by day and number, from the middle of the first k: the same data draws the same sample.
    """
    listed = awarded(report)
    drawn = sample(_own(listed, report))
    if drawn.empty:
        return None
    columns = (
        Column("decision", tr("Quyết định"), "label"),
        Column("date", tr("Ngày ký"), "text"),
        Column("form", tr("Danh hiệu, hình thức"), "text"),
        Column("recipients", tr("Số lượt")),
        Column("proposed", tr("Ngày đề nghị"), "text"),
        Column("presented", tr("Ngày trao"), "text"),
    )
    notes = (
        tr("Ngày đề nghị, ngày trao là ngày đầu tiên ghi trong danh sách của quyết định; “…”: danh sách không ghi."),
        tr("Chọn theo thứ tự, không theo nội dung: không nói lên hồ sơ nào có vấn đề."),
    )
    return Table(
        name,
        tr("Quyết định chọn để đối chiếu hồ sơ, {period}", period=report.period_label),
        columns,
        tuple(_row(decision, listed, report) for _, decision in drawn.iterrows()),
        notes,
        source_words(report),
        report.is_illustrative,
        wide=True,
    )


def sample(decisions: pd.DataFrame, size: int = SAMPLE) -> pd.DataFrame:
    """Every k-th of these rows, from the middle of the first k; all of them if there are no more than asked for."""
    number = len(decisions)
    if number <= size:
        return decisions
    return decisions.iloc[[(2 * place + 1) * number // (2 * size) for place in range(size)]]


def _own(listed: pd.DataFrame, report: Known) -> pd.DataFrame:
    """The decisions that the unit's own level signed: their dossiers are kept by the unit."""
    decisions = listed[_KEYS].drop_duplicates().sort_values(_KEYS, kind="stable")
    own = OWN_LEVEL.get(report.level)
    is_own = decisions["authority"].map(lambda code: bool(code) and get_authority(code).level == own).astype(bool)
    return decisions[is_own].reset_index(drop=True)


def held(listed: pd.DataFrame) -> Iterator[tuple[str, int]]:
    """The days that a dossier has to bear out, with how many rows of the lists hold them."""
    yield tr("ngày lập thành tích"), int(listed["achieved_on"].notna().sum())
    yield tr("ngày đề nghị"), int(listed["proposed_on"].notna().sum())
    yield tr("ngày trao"), int(listed["presented_on"].notna().sum())


def _row(decision: pd.Series, listed: pd.DataFrame, report: Known) -> Row:
    same = listed[(listed[_KEYS] == decision[_KEYS]).all(axis=1)]
    cells: dict[str, Cell] = {
        "decision": printable(decision["decision_no"], limit=30) if decision["decision_no"] else MISSING,
        "date": write_date(decision["decided_on"].date()),
        "form": "; ".join(award_name(award, regime=report.regime) for award in sorted(set(same["award"]))),
        "recipients": len(same),
    }
    for name in ("proposed", "presented"):
        days = same[f"{name}_on"].dropna()
        cells[name] = write_date(days.min().date()) if len(days) else MISSING
    return Row(cells)


class DossiersChapter(Chapter[None], finding=finding, table=table):
    """A sample of dossiers that an inspection looks at."""
