"""The charts of the reports: which figures each one shows, where its labels stand, and what its alt text says.

Without figures there is no chart: the table beside it says so, once.
"""

from __future__ import annotations

import pandas as pd
from matplotlib.axes import Axes

from thidua.measures import ClassShare
from thidua.present.chart import BLUE, GREY, PALE, RUST, Chart, drawing, svg_of
from thidua.present.numbers import vi_number, vi_percent
from thidua.present.report import Report, YearInStage
from thidua.present.sentences import (
    TOO_FEW,
    award_name,
    family_name,
    kinds_name,
    lower_first,
    share_words,
    upper_first,
)
from thidua.present.table import Cell, Column, Row, Table
from thidua.present.tables import MARKS_NOTE, kind_cell, source_words
from thidua.registry import get_recipient_class, get_recipient_kind

ROW_MM = 5.0
PANELS = ("collective", "individual")


def award_chart(report: Report, counts: pd.DataFrame) -> Chart | None:
    """Awards as bars, collectives and individuals side by side, each panel on its own scale."""
    name = "award_chart"
    shown = counts[counts[list(PANELS)].notna().any(axis=1)] if not counts.empty else counts
    if shown.empty:
        return None
    labels = [_wrap(award_name(row["award"], row["award_type"], regime=report.regime)) for _, row in shown.iterrows()]
    lines = sum(1 + label.count("\n") * 0.75 for label in labels)
    with drawing(9 + ROW_MM * lines) as figure:
        axes = figure.subplots(1, 2, sharey=True)
        for panel, kind in zip(axes, PANELS, strict=True):
            _bars(panel, [kind_cell(row, kind) for _, row in shown.iterrows()], get_recipient_kind(kind).name_vi)
        axes[0].set_yticks(range(len(labels)), labels)
        axes[0].set_ylim(len(labels) - 0.4, -0.6)
        svg = svg_of(figure)
    title = f"Kết quả khen thưởng theo hình thức, {report.period_label}"
    columns = (
        Column("form", "Danh hiệu, hình thức", "label"),
        *(Column(k, get_recipient_kind(k).name_vi) for k in PANELS),
    )
    rows = tuple(
        Row({"form": label.replace("\n", " "), **{kind: kind_cell(row, kind) for kind in PANELS}})
        for label, (_, row) in zip(labels, shown.iterrows(), strict=True)
    )
    notes = (f"Hai phần của hình có thang riêng. {MARKS_NOTE}",)
    data = Table(name, title, columns, rows, notes, source_words(report), report.is_illustrative)
    return Chart(svg, f"Biểu đồ cột ngang: {_largest(shown, report)}", data)


def _bars(axes: Axes, values: list[Cell], title: str) -> None:
    largest = max([value for value in values if not isinstance(value, str)], default=1) or 1
    for position, value in enumerate(values):
        if isinstance(value, str):
            axes.text(largest * 0.02, position, value, va="center", color=GREY)
            continue
        axes.barh(position, value, height=0.62, color=BLUE)
        axes.text(value + largest * 0.02, position, vi_number(value), va="center", color=BLUE)
    axes.set_xlim(0, largest * 1.22)
    axes.set_xticks([])
    axes.spines["bottom"].set_visible(False)
    axes.axvline(0, color=GREY, linewidth=0.6)
    axes.set_title(title, loc="left", fontsize=10, fontweight="bold", color="#1a1a1a")


def _largest(counts: pd.DataFrame, report: Report) -> str:
    told = []
    for kind in PANELS:
        known = counts[counts[kind].notna()]
        if not known.empty:
            row = known.sort_values(kind, kind="stable").iloc[-1]
            name = award_name(row["award"], row["award_type"], regime=report.regime)
            told.append(f"với {kinds_name(kind)}, nhiều nhất là {name} ({vi_number(int(row[kind]))})")
    return "; ".join(told) + "."


def part_of_stage(report: Report, compared: YearInStage | None) -> Chart | None:
    """The share of one year in its stage as dots, against the line of an even spread."""
    name = "part_of_stage_chart"
    shown = compared.rows[compared.rows["stage"] >= TOO_FEW] if compared is not None else None
    if compared is None or shown is None or shown.empty:
        return None
    year, stage, years = compared.year, compared.stage, compared.stage_years
    labels = [_wrap(family_name(row["family"], row["recipient_kind"])) for _, row in shown.iterrows()]
    even = 1 / years
    shares = [float(share) for share in shown["share"]]
    lines = sum(1 + label.count("\n") * 0.75 for label in labels)
    with drawing(12 + ROW_MM * lines) as figure:
        axes = figure.subplots()
        axes.axvline(even, color=GREY, linewidth=0.8, linestyle=(0, (4, 3)))
        axes.text(
            even,
            -0.95,
            f"chia đều: {vi_percent(even, decimals=0)}",
            ha="center",
            va="bottom",
            color=GREY,
            fontsize=9,
        )
        for position, (share, (_, row)) in enumerate(zip(shares, shown.iterrows(), strict=True)):
            axes.plot([even, share], [position, position], color=PALE, linewidth=2, zorder=1)
            axes.plot(share, position, "o", color=BLUE, markersize=6, zorder=2)
            text = f"{vi_percent(share)} ({vi_number(row['year'])}/{vi_number(row['stage'])})"
            _label_beside(axes, share, position, text, to_right=share >= even)
        span = max(abs(share - even) for share in shares) + 0.09
        axes.set_xlim(max(0.0, even - span), even + span)
        axes.set_ylim(len(labels) - 0.5, -0.8)
        axes.set_yticks(range(len(labels)), labels)
        axes.xaxis.set_major_formatter(lambda value, _: vi_percent(value, decimals=0))
        svg = svg_of(figure)
    title = f"Tỷ trọng của {year} trong {stage}"
    columns = (
        Column("form", "Danh hiệu, hình thức, đối tượng", "label"),
        Column("year", upper_first(year)),
        Column("stage", upper_first(stage)),
        Column("share", "Tỷ trọng", "percent"),
    )
    data_rows = tuple(
        Row(
            {
                "form": label.replace("\n", " "),
                "year": int(row["year"]),
                "stage": int(row["stage"]),
                "share": float(row["share"]),
            }
        )
        for label, (_, row) in zip(labels, shown.iterrows(), strict=True)
    )
    notes = (f"Vạch đứng: mức chia đều {years} năm. Chỉ vẽ hình thức có từ {TOO_FEW} trường hợp trong cả giai đoạn.",)
    alt = (
        f"Biểu đồ chấm: tỷ trọng {year} trong {stage} từ {vi_percent(min(shares))} đến {vi_percent(max(shares))}, "
        f"mức chia đều là {vi_percent(even, decimals=0)}."
    )
    data = Table(name, title, columns, data_rows, notes, source_words(report), report.is_illustrative)
    return Chart(svg, alt, data)


def _label_beside(axes: Axes, x: float, y: float, text: str, *, to_right: bool) -> None:
    """A direct label on the side of the dot away from the reference line, so that it crosses nothing."""
    offset, side = ((7, 0), "left") if to_right else ((-7, 0), "right")
    axes.annotate(text, (x, y), xytext=offset, textcoords="offset points", ha=side, va="center", color=BLUE)


def class_chart(report: Report, shares: list[ClassShare]) -> Chart | None:
    """Shares of recipient classes as dots with their 95 % intervals."""
    name = "class_chart"
    known = [item for item in shares if item.share.share is not None and item.share.whole >= TOO_FEW]
    if not known:
        return None
    with drawing(12 + 8 * len(known)) as figure:
        axes = figure.subplots()
        for position, item in enumerate(known):
            share, low, high = (value or 0.0 for value in item.share[2:])
            colour, marker = (RUST, "s") if item.recipient_class == "direct_worker" else (BLUE, "o")
            axes.plot([low, high], [position, position], color=colour, linewidth=1.6)
            axes.plot(share, position, marker, color=colour, markersize=7)
            label = f"{vi_percent(share)} ({vi_number(item.share.part)}/{vi_number(item.share.whole)})"
            axes.annotate(
                label, (share, position), xytext=(0, 9), textcoords="offset points", ha="center", color=colour
            )
        names = [get_recipient_class(item.recipient_class).name_vi for item in known]
        axes.set_yticks(range(len(names)), names)
        axes.set_ylim(len(names) - 0.5, -0.75)
        axes.set_xlim(0, 1)
        axes.xaxis.set_major_formatter(lambda value, _: vi_percent(value, decimals=0))
        svg = svg_of(figure)
    award = award_name(known[0].award, regime=report.regime)
    title = f"Tỷ lệ đối tượng trong số cá nhân được tặng {award}; vạch ngang là khoảng tin cậy 95%"
    columns = (
        Column("class", "Đối tượng", "label"),
        Column("count", "Số cá nhân"),
        Column("percent", "Tỷ lệ", "percent"),
        Column("low", "Cận dưới 95%", "percent"),
        Column("high", "Cận trên 95%", "percent"),
    )
    rows = tuple(
        Row(
            {
                "class": n,
                "count": i.share.part,
                "percent": i.share.share or 0.0,
                "low": i.share.low or 0.0,
                "high": i.share.high or 0.0,
            }
        )
        for n, i in zip(names, known, strict=True)
    )
    told = "; ".join(f"{lower_first(n)} {share_words(i.share)}" for n, i in zip(names, known, strict=True))
    data = Table(name, title, columns, rows, (), source_words(report), report.is_illustrative)
    return Chart(svg, f"Biểu đồ chấm và khoảng tin cậy: {told}.", data)


def _wrap(label: str, width: int = 46) -> str:
    """Break a long label in two lines at the space nearest its middle."""
    if len(label) <= width:
        return label
    middle = len(label) // 2
    spaces = [index for index, letter in enumerate(label) if letter == " "]
    cut = min(spaces, key=lambda index: abs(index - middle), default=None)
    return label if cut is None else f"{label[:cut]}\n{label[cut + 1 :]}"
