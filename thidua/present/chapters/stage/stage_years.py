"""One year beside the stage that contains it: which forms it gave more or less of than an even spread."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd

from thidua.measures.extremes import leaders, trailers
from thidua.present.chapter import Chapter
from thidua.present.chapters.stage.stage_series import read_series
from thidua.present.chart import Chart
from thidua.present.drawing.dots import Dot, dots_svg
from thidua.present.keyed import SHARE, Key, key_of
from thidua.present.known import Known, YearInStage
from thidua.present.language import tr
from thidua.present.numbers import write_number, write_percent, write_share_of
from thidua.present.part import Part, plain
from thidua.present.source_words import source_words
from thidua.present.table import Column, Row, Table
from thidua.present.words import TOO_FEW, family_name, no_figures, share_cell, upper_first
from thidua.registry import awards


def detail(report: Known, compared: YearInStage | None) -> Part | None:
    """Which forms one year of a stage gave more or less of than an even spread would."""
    name = "part_of_stage_detail"
    if compared is None or compared.rows.empty:
        return None
    even = write_percent(1 / compared.stage_years, decimals=0)
    sentence = tr(
        "Nếu chia đều, mỗi năm chiếm {even} của {stage} ({years} năm).",
        even=even,
        stage=compared.stage,
        years=compared.stage_years,
    )
    enough = compared.rows[compared.rows["stage"] >= TOO_FEW].sort_values("share", kind="stable")
    printed = [(row, round(float(row["share"]), 3)) for _, row in enough.iterrows()]
    low, top = trailers(printed), leaders(printed)
    if not low or not top:
        return plain(name, sentence)
    extremes = tr(
        "Số của {year} chiếm tỷ trọng cao nhất ở {top}, và thấp nhất ở {low}.",
        year=compared.year,
        top="; ".join(_family_share(row) for row, _ in top),
        low="; ".join(_family_share(row) for row, _ in low),
    )
    return plain(name, f"{sentence} {extremes}")


def _family_share(row: pd.Series) -> str:
    share = write_share_of(int(row["year"]), int(row["stage"]), small=TOO_FEW)
    return f"{family_name(row['family'], row['recipient_kind'])}, {share}"


def known_table(report: Known, compared: YearInStage | None) -> Table | None:
    """The table, and nothing without figures: for a report of which another part says that there are none."""
    found = table(report, compared)
    return found if isinstance(found, Table) else None


def table(report: Known, compared: YearInStage | None) -> Table | Part:
    """One year beside the stage that contains it: counts of both and the share of the year."""
    name = "part_of_stage"
    if compared is None or compared.rows.empty:
        return no_figures(name, report, tr("số liệu của cả năm và giai đoạn chứa năm đó để đối chiếu"))
    rows = [
        Row(
            {
                "form": family_name(row["family"], row["recipient_kind"]),
                "year": int(row["year"]),
                "stage": int(row["stage"]),
                "share": share_cell(float(row["share"]), int(row["stage"])),
            },
            key=_family_key(row["family"]) | Key(kind=row["recipient_kind"]),
        )
        for _, row in compared.rows.iterrows()
    ]
    columns = (
        Column("form", tr("Danh hiệu, hình thức, đối tượng"), "label"),
        Column("year", upper_first(compared.year), key=Key(when=compared.year_id)),
        Column("stage", upper_first(compared.stage), key=Key(when=compared.stage_id)),
        Column("share", tr("Tỷ trọng của năm"), "percent", key=SHARE | Key(base=compared.stage_id)),
    )
    notes = [tr("“–”: dưới {few} trường hợp cả giai đoạn, không tính tỷ trọng.", few=TOO_FEW)]
    if compared.rows["exceeds"].any():
        notes.append(tr("Có dòng số của năm lớn hơn số của cả giai đoạn: đề nghị kiểm tra nguồn."))
    title = tr("Số liệu {year} trong {stage}", year=compared.year, stage=compared.stage)
    source, key = source_words(report), key_of(report)
    return Table(name, title, columns, tuple(rows), tuple(notes), source, report.is_illustrative, key=key)


def _family_key(family: str) -> Key:
    """A family of one form is that form, as other chapters count it."""
    codes = [award.code for award in awards() if family in (award.family, award.code)]
    return Key(award=codes[0] if len(codes) == 1 else family if "+" in family else f"family {family}")


def chart(report: Known, compared: YearInStage | None) -> Chart | None:
    """The share of one year in its stage as dots, against the line of an even spread."""
    data = known_table(report, compared)
    if compared is None or data is None:
        return None
    shown = compared.rows[compared.rows["stage"] >= TOO_FEW]
    if shown.empty:
        return None
    even, shares = 1 / compared.stage_years, [float(share) for share in shown["share"]]
    even_words = write_percent(even, decimals=0)
    svg = dots_svg(
        [_dot(row) for _, row in shown.iterrows()],
        write=lambda share: write_percent(share, decimals=0),
        reference=even,
        reference_text=tr("chia đều: {even}", even=even_words),
    )
    title = tr("Tỷ trọng của {year} trong {stage}", year=compared.year, stage=compared.stage)
    note = tr(
        "Vạch đứng: mức chia đều {years} năm. Chỉ vẽ hình thức có từ {few} trường hợp trong cả giai đoạn.",
        years=compared.stage_years,
        few=TOO_FEW,
    )
    alt = tr(
        "Biểu đồ chấm: tỷ trọng {year} trong {stage} từ {low} đến {high}, mức chia đều là {even}.",
        year=compared.year,
        stage=compared.stage,
        low=write_percent(min(shares)),
        high=write_percent(max(shares)),
        even=even_words,
    )
    return Chart(svg, alt, replace(data, name="part_of_stage_chart", title=title, notes=(note,)))


def _dot(row: pd.Series) -> Dot:
    share = float(row["share"])
    text = f"{write_percent(share)} ({write_number(row['year'])}/{write_number(row['stage'])})"
    return Dot(family_name(row["family"], row["recipient_kind"]), share, text=text)


class StageYearsChapter(Chapter[YearInStage | None], detail=detail, chart=chart, table=table):
    """A year beside the stage that contains it."""

    def measure(self) -> YearInStage | None:
        """Find the year and the stage."""
        # Where the years of a stage make a series, no single one stands beside it.
        is_series = self.known.period.kind == "stage" and self.known.once(read_series).lone_year is None
        return None if is_series else self.known.year_in_stage

    def known_table(self) -> Table | None:
        """The table, and nothing without figures: for a report of which another part says that there are none."""
        return known_table(self.known, self.measured)
