"""The scoring sheet of one unit, criterion by criterion, as it was sent."""

from __future__ import annotations

import pandas as pd

from thidua.measures.scores import Score, block_scores
from thidua.present.chapter import Chapter
from thidua.present.chapters.scores.scores import rule_note
from thidua.present.known import Known
from thidua.present.language import tr
from thidua.present.letters import printable
from thidua.present.numbers import MISSING
from thidua.present.source_words import source_words
from thidua.present.table import Cell, Column, Row, Show, Table

_POINTS = {"maximum": "maximum", "self": "self_score", "cross": "cross_score", "bonus": "bonus", "minus": "minus"}
"""The columns of the table, by the columns of the register they show."""


def own_table(report: Known) -> Table | None:
    """Each criterion with its points, and the whole sheet below; None where no sheet was sent."""
    sheet = report.register("scores")
    sheet = sheet[sheet["unit"] == report.unit.id]
    if sheet.empty:
        return None
    sent = sheet[list(_POINTS.values())].stack()
    is_whole = bool((sent == sent.round()).all())
    show: Show = "count" if is_whole else "decimal"
    columns = (
        Column("criterion", tr("Tiêu chí"), "label"),
        Column("maximum", tr("Tối đa"), show),
        Column("self", tr("Tự chấm"), show),
        Column("cross", tr("Chấm chéo"), show),
        Column("bonus", tr("Thưởng"), show),
        Column("minus", tr("Trừ"), show),
        Column("final", tr("Tổng"), show),
    )
    rows = [Row(_cells(row, is_whole=is_whole)) for _, row in sheet.iterrows()]
    score = next(iter(block_scores(sheet, [report.unit.id])))
    rows.append(Row({"criterion": tr("Tổng cộng"), **_sums(score, is_whole=is_whole)}, "total"))
    title = tr("Bảng chấm điểm của đơn vị, {period}", period=report.period_label)
    notes = [rule_note()]
    return Table("own_scores", title, columns, tuple(rows), tuple(notes), source_words(report), report.is_illustrative)


def _cells(row: pd.Series, *, is_whole: bool) -> dict[str, Cell]:
    checked = row["self_score"] if pd.isna(row["cross_score"]) else row["cross_score"]
    bonus, minus = (0.0 if pd.isna(row[name]) else row[name] for name in ("bonus", "minus"))
    points = {name: _cell(row[column], is_whole=is_whole) for name, column in _POINTS.items()}
    return {
        "criterion": printable(row["criterion"], limit=120),
        **points,
        "final": _cell(checked + bonus - minus, is_whole=is_whole),
    }


def _sums(score: Score, *, is_whole: bool) -> dict[str, Cell]:
    sums = {
        "maximum": score.maximum,
        "self": score.self_score,
        "cross": score.cross_score,
        "bonus": score.bonus,
        "minus": score.minus,
        "final": score.final,
    }
    return {name: _cell(points, is_whole=is_whole) for name, points in sums.items()}


def _cell(points: float | None, *, is_whole: bool) -> Cell:
    if points is None or pd.isna(points):
        return MISSING
    return round(points) if is_whole else float(points)


class OwnScoresChapter(Chapter[None], table=own_table):
    """The unit's own points in its block."""
