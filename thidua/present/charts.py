"""The charts of the reports: which figures each one shows, where its labels stand, and what its alt text says.

The data behind a chart is the table of the same figures. Without figures there is no chart: the table says so, once.
"""

from __future__ import annotations

from dataclasses import replace

import pandas as pd
from matplotlib.axes import Axes

from thidua.measures.shares import ClassShare
from thidua.present import tables
from thidua.present.chart import BLUE, GREY, PALE, RUST, Chart, drawing, svg_of
from thidua.present.numbers import vi_number, vi_percent
from thidua.present.report import Report, YearInStage
from thidua.present.sentences import TOO_FEW, award_name, family_name, kinds_name, lower_first, share_words
from thidua.present.table import Cell, Table
from thidua.registry import get_recipient_class, get_recipient_kind

ROW_MM = 5.0
PANELS = ("collective", "individual")


def award_chart(report: Report, counts: pd.DataFrame) -> Chart | None:
    """Awards as bars, collectives and individuals side by side, each panel on its own scale."""
    table = tables.award_table(report, counts)
    known = counts[counts[list(PANELS)].notna().any(axis=1)]
    given = known[(known[list(PANELS)].fillna(0) > 0).any(axis=1)]
    shown = known if given.empty else given
    if not isinstance(table, Table) or shown.empty:
        return None
    labels = [_wrap(award_name(row["award"], row["award_type"], regime=report.regime)) for _, row in shown.iterrows()]
    with drawing(9 + _rows_mm(labels)) as figure:
        axes = figure.subplots(1, 2, sharey=True)
        for panel, kind in zip(axes, PANELS, strict=True):
            cells = [tables.kind_cell(row, kind) for _, row in shown.iterrows()]
            _bars(panel, cells, get_recipient_kind(kind).name_vi)
        axes[0].set_yticks(range(len(labels)), labels)
        axes[0].set_ylim(len(labels) - 0.4, -0.6)
        svg = svg_of(figure)
    title = f"Kết quả khen thưởng theo hình thức, {report.period_label}"
    notes = (f"Hai phần của hình có thang riêng. {tables.MARKS_NOTE}",)
    data = replace(table, name="award_chart", title=title, notes=notes)
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
    table = tables.part_of_stage(report, compared)
    if compared is None or not isinstance(table, Table):
        return None
    shown = compared.rows[compared.rows["stage"] >= TOO_FEW]
    if shown.empty:
        return None
    even, shares = 1 / compared.stage_years, [float(share) for share in shown["share"]]
    labels = [_wrap(family_name(row["family"], row["recipient_kind"])) for _, row in shown.iterrows()]
    with drawing(12 + _rows_mm(labels)) as figure:
        axes = figure.subplots()
        _dots_against(axes, shown, even)
        axes.set_yticks(range(len(labels)), labels)
        axes.set_ylim(len(labels) - 0.5, -0.8)
        svg = svg_of(figure)
    title = f"Tỷ trọng của {compared.year} trong {compared.stage}"
    note = (
        f"Vạch đứng: mức chia đều {compared.stage_years} năm. "
        f"Chỉ vẽ hình thức có từ {TOO_FEW} trường hợp trong cả giai đoạn."
    )
    alt = (
        f"Biểu đồ chấm: tỷ trọng {compared.year} trong {compared.stage} từ {vi_percent(min(shares))} "
        f"đến {vi_percent(max(shares))}, mức chia đều là {vi_percent(even, decimals=0)}."
    )
    return Chart(svg, alt, replace(table, name="part_of_stage_chart", title=title, notes=(note,)))


def _dots_against(axes: Axes, rows: pd.DataFrame, even: float) -> None:
    axes.axvline(even, color=GREY, linewidth=0.8, linestyle=(0, (4, 3)))
    words = f"chia đều: {vi_percent(even, decimals=0)}"
    axes.text(even, -0.95, words, ha="center", va="bottom", color=GREY, fontsize=9)
    for position, (_, row) in enumerate(rows.iterrows()):
        share = float(row["share"])
        axes.plot([even, share], [position, position], color=PALE, linewidth=2, zorder=1)
        axes.plot(share, position, "o", color=BLUE, markersize=6, zorder=2)
        text = f"{vi_percent(share)} ({vi_number(row['year'])}/{vi_number(row['stage'])})"
        _label_beside(axes, share, position, text, to_right=share >= even)
    span = float((rows["share"] - even).abs().max()) + 0.09
    axes.set_xlim(max(0.0, even - span), even + span)
    axes.xaxis.set_major_formatter(lambda value, _: vi_percent(value, decimals=0))


def _label_beside(axes: Axes, x: float, y: float, text: str, *, to_right: bool) -> None:
    """A direct label on the side of the dot away from the reference line, so that it crosses nothing."""
    offset, side = ((7, 0), "left") if to_right else ((-7, 0), "right")
    axes.annotate(text, (x, y), xytext=offset, textcoords="offset points", ha=side, va="center", color=BLUE)


def class_chart(report: Report, shares: list[ClassShare]) -> Chart | None:
    """Shares of recipient classes as dots with their 95 % intervals."""
    table = tables.class_table(report, shares)
    known = [item for item in shares if item.share.share is not None and item.share.whole >= TOO_FEW]
    if not isinstance(table, Table) or not known:
        return None
    names = [get_recipient_class(item.recipient_class).name_vi for item in known]
    with drawing(12 + 8 * len(known)) as figure:
        axes = figure.subplots()
        for position, item in enumerate(known):
            _dot_with_interval(axes, position, item)
        axes.set_yticks(range(len(names)), names)
        axes.set_ylim(len(names) - 0.5, -0.75)
        axes.set_xlim(0, 1)
        axes.xaxis.set_major_formatter(lambda value, _: vi_percent(value, decimals=0))
        svg = svg_of(figure)
    award = award_name(known[0].award, regime=report.regime)
    title = f"Tỷ lệ đối tượng trong số cá nhân được tặng {award}; vạch ngang là khoảng tin cậy 95%"
    told = "; ".join(f"{lower_first(name)} {share_words(item.share)}" for name, item in zip(names, known, strict=True))
    data = replace(table, name="class_chart", title=title, notes=())
    return Chart(svg, f"Biểu đồ chấm và khoảng tin cậy: {told}.", data)


def _dot_with_interval(axes: Axes, position: int, item: ClassShare) -> None:
    """Direct workers stand out by colour and by the shape of their mark, so that a grey print tells them apart."""
    share, low, high = (value or 0.0 for value in item.share[2:])
    colour, marker = (RUST, "s") if item.recipient_class == "direct_worker" else (BLUE, "o")
    axes.plot([low, high], [position, position], color=colour, linewidth=1.6)
    axes.plot(share, position, marker, color=colour, markersize=7)
    label = f"{vi_percent(share)} ({vi_number(item.share.part)}/{vi_number(item.share.whole)})"
    axes.annotate(label, (share, position), xytext=(0, 9), textcoords="offset points", ha="center", color=colour)


def _rows_mm(labels: list[str]) -> float:
    """The height that these row labels need; a label of two lines needs a little less than two rows."""
    return ROW_MM * sum(1 + 0.75 * label.count("\n") for label in labels)


def _wrap(label: str, width: int = 46) -> str:
    """Break a long label in two lines at the space nearest its middle."""
    if len(label) <= width:
        return label
    middle = len(label) // 2
    spaces = [index for index, letter in enumerate(label) if letter == " "]
    cut = min(spaces, key=lambda index: abs(index - middle), default=None)
    return label if cut is None else f"{label[:cut]}\n{label[cut + 1 :]}"
