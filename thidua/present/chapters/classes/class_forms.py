"""Recipient classes of several forms: a row per form, with the share of direct workers (K05)."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from thidua.measures.intervals import wilson_share
from thidua.measures.shares import ClassShare
from thidua.present.keyed import ALL, MANAGERS_AND_WORKERS, SHARE, Key, key_of
from thidua.present.known import Known
from thidua.present.language import tr
from thidua.present.numbers import MISSING
from thidua.present.source_words import source_words
from thidua.present.table import Cell, Column, Row, Table
from thidua.present.words import award_name, share_cell
from thidua.registry import awards, coarse_class, merged_awards

CLASSES = ("manager", "direct_worker", "entrepreneur")
OF_FORM = SHARE | Key(recipient_class="direct_worker", base=MANAGERS_AND_WORKERS)


def forms_table(report: Known, shares: Sequence[ClassShare], *, name: str) -> Table:
    """Managers, direct workers and others of each form, and the share of direct workers with its interval.

    Notes
    -----
    The share is of managers and direct workers alone: entrepreneurs stand apart, and of whom no class is known
    nothing can be said. Where a source gives one of the two classes only, it is of all individuals. Source: K05.
    """
    order = [award.code for award in awards()]
    sorted_shares = sorted(shares, key=lambda item: (order.index(merged_awards(item.award)[0].code), item.award))
    rows = []
    for award, same in groupby(sorted_shares, key=lambda item: item.award):
        forms = {"form": award_name(award, regime=report.regime), **_cells(list(same))}
        rows.append(Row(forms, key=Key(kind="individual", award=award)))
    counts = [code for code in (*CLASSES, "rest") if any(row.cells[code] not in (0, MISSING) for row in rows)]
    heads = {
        "manager": tr("Lãnh đạo, quản lý"),
        "direct_worker": tr("Trực tiếp lao động"),
        "entrepreneur": tr("Doanh nhân"),
        "rest": tr("Chưa rõ"),
    }
    share = tr("Trực tiếp trong số lãnh đạo và trực tiếp")
    columns = (
        Column("form", tr("Danh hiệu, hình thức"), "label"),
        *(Column(code, heads[code], key=Key(recipient_class=code)) for code in counts),
        Column("whole", tr("Tổng"), sum_of=tuple(counts), key=ALL),
        Column("percent", tr("Tỷ lệ"), "percent", group=share, key=OF_FORM),
        Column("low", tr("Cận dưới"), "percent", group=share),
        Column("high", tr("Cận trên"), "percent", group=share),
    )
    names = {column.name for column in columns}
    body = tuple(Row({key: cell for key, cell in row.cells.items() if key in names}, key=row.key) for row in rows)
    notes = (
        tr("Tỷ lệ tính trên số cá nhân là lãnh đạo, quản lý và người trực tiếp lao động; doanh nhân để riêng."),
        tr("Cận dưới, cận trên là khoảng tin cậy 95% của tỷ lệ (Wilson)."),
    )
    title = tr("Cá nhân được khen thưởng theo đối tượng, {period}", period=report.period_label)
    return Table(name, title, columns, body, notes, source_words(report), report.is_illustrative, key=key_of(report))


def _cells(same: Sequence[ClassShare]) -> dict[str, Cell]:
    parts = dict.fromkeys(CLASSES, 0)
    known = {coarse_class(item.recipient_class).code for item in same}
    for item in same:
        parts[coarse_class(item.recipient_class).code] += item.share.part
    whole = same[0].share.whole
    rest = whole - sum(parts.values())
    known = set(CLASSES) if rest == 0 else known
    # Where people of no known class are left, those of a class without any may be among them.
    cells: dict[str, Cell] = {code: parts[code] if parts[code] or not rest else MISSING for code in CLASSES}
    cells |= {"rest": rest, "whole": whole}
    of = parts["manager"] + parts["direct_worker"] if {"manager", "direct_worker"} <= known else whole
    direct = wilson_share(parts["direct_worker"], of) if "direct_worker" in known else wilson_share(0, 0)
    cells |= {name: share_cell(getattr(direct, field), of) for name, field in _LIMITS}
    return cells


_LIMITS = (("percent", "share"), ("low", "low"), ("high", "high"))
