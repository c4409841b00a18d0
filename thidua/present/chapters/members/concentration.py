"""Concentration: how far a few units, or a few agencies in them, hold most of what was awarded."""

from __future__ import annotations

from collections import Counter

from thidua.measures.concentration import Concentration, concentration
from thidua.present.chapter import Chapter
from thidua.present.compared.units import UnitComparison, compare
from thidua.present.known import Known
from thidua.present.language import tr
from thidua.present.numbers import write_number, write_percent
from thidua.present.part import Part, plain
from thidua.present.source_words import source_words
from thidua.present.table import Cell, Column, Row, Table
from thidua.present.words import unit_name
from thidua.registry import fold

TOP = 3
"""How many of the largest are told, in words too; of no more units than that it would say nothing."""

HHI_SCALE = 10_000
"""The index is told from 0 to 10,000, as is usual: a fraction would need four decimals."""


def measure(report: Known, comparison: UnitComparison | None) -> dict[str, Concentration]:
    """How awards are spread over the units, over those of collectives and of individuals, and over agencies.

    Returns
    -------
    dict
        By "total", "collective", "individual" and "agency"; without those of which nothing was counted.
    """
    if comparison is None or comparison.is_mixed or len(comparison.members) <= TOP:
        return {}
    if any(one.known != "covered" for one in comparison.members):
        # How far a few hold most of what there is cannot be told of a part of it.
        return {}
    found = {
        kind: concentration({one.unit.id: getattr(one.counts, kind) for one in comparison.members}, top=TOP)
        for kind in ("total", "collective", "individual")
    }
    found["agency"] = concentration(_agencies(report, comparison), top=TOP)
    return {name: one for name, one in found.items() if one.total}


def _agencies(report: Known, comparison: UnitComparison) -> dict[str, int | None]:
    """Rows of decision lists by the unit and the agency they name; rows that name none say nothing of agencies."""
    members = {one.unit.id for one in comparison.members}
    rows = report.listed[["unit", "workplace", "status"]]
    rows = rows[rows["unit"].isin(members) & (rows["status"] == "awarded") & rows["workplace"].fillna("").ne("")]
    named = {text: fold(text) for text in rows["workplace"].unique()}
    counts = Counter(zip(rows["unit"], rows["workplace"].map(named), strict=True))
    return {f"{unit}: {agency}": number for (unit, agency), number in counts.items()}


def detail(report: Known, comparison: UnitComparison | None, spread: dict[str, Concentration]) -> Part | None:
    """The part of the three largest units against what three equal ones would have."""
    found = spread.get("total")
    if comparison is None or found is None or found.top_share is None:
        return None
    names = {one.unit.id: unit_name(one.unit) for one in comparison.members}
    sentence = _top_sentence(found, found.top_share, ", ".join(names[unit] for unit in found.top))
    return plain("concentration_detail", " ".join([sentence, *_agency_words(spread.get("agency"))]))


def _top_sentence(found: Concentration, top_share: float, units: str) -> str:
    """The part of the three largest units, which are named unless another has as much as the third."""
    even = TOP / found.units
    words = {"percent": write_percent(top_share), "number": found.units, "even": write_percent(even)}
    if write_percent(top_share) == write_percent(even):
        return tr("Số lượt chia gần như đều cho {number} đơn vị.", number=found.units)
    if units:
        return tr(
            "Ba đơn vị nhiều nhất ({units}) chiếm {percent} số lượt của {number} đơn vị; "
            "nếu chia đều, ba đơn vị chiếm {even}.",
            units=units,
            **words,
        )
    return tr(
        "Ba đơn vị nhiều nhất chiếm {percent} số lượt của {number} đơn vị (có đơn vị khác bằng đơn vị thứ ba); "
        "nếu chia đều, ba đơn vị chiếm {even}.",
        **words,
    )


def _agency_words(agencies: Concentration | None) -> list[str]:
    """The part of the three largest agencies; nothing where it prints as that of any three."""
    if agencies is None or agencies.top_share is None or agencies.units <= TOP:
        return []
    if write_percent(agencies.top_share) == write_percent(TOP / agencies.units):
        return []
    return [
        tr(
            "Trong {number} cơ quan, đơn vị công tác có ghi trong danh sách, ba nơi nhiều nhất chiếm {percent}.",
            number=write_number(agencies.units),
            percent=write_percent(agencies.top_share),
        )
    ]


def table(report: Known, spread: dict[str, Concentration]) -> Table | None:
    """Share of the three largest, Herfindahl-Hirschman index and Gini coefficient of each spread."""
    if not spread:
        return None
    labels = {
        "total": tr("Đơn vị, tất cả"),
        "collective": tr("Đơn vị, tập thể"),
        "individual": tr("Đơn vị, cá nhân"),
        "agency": tr("Cơ quan, đơn vị công tác (theo danh sách)"),
    }
    columns = (
        Column("over", tr("Phân bố theo"), "label"),
        Column("units", tr("Số nơi")),
        Column("total", tr("Số lượt")),
        Column("top", tr("Ba nơi nhiều nhất"), "percent"),
        Column("hhi", "HHI"),
        Column("gini", tr("Gini"), "percent"),
    )
    notes = (
        tr(
            "HHI từ 0 đến 10.000 và Gini từ 0% đến 100%: càng lớn càng tập trung; "
            "chia đều cho {number} đơn vị thì HHI là {even}, Gini là 0%.",
            number=spread["total"].units,
            even=write_number(HHI_SCALE / spread["total"].units),
        ),
        tr("Các số này tính trên toàn bộ số lượt, nên không có khoảng tin cậy."),
    )
    return Table(
        "concentration",
        tr("Mức độ tập trung của kết quả khen thưởng, {period}", period=report.period_label),
        columns,
        tuple(Row(_cells(labels[name], one)) for name, one in spread.items()),
        notes=notes,
        source=source_words(report),
        illustrative=report.is_illustrative,
    )


def _cells(label: str, one: Concentration) -> dict[str, Cell]:
    return {
        "over": label,
        "units": one.units,
        "total": one.total,
        "top": one.top_share or 0.0,
        "hhi": round((one.hhi or 0.0) * HHI_SCALE),
        "gini": one.gini or 0.0,
    }


class ConcentrationChapter(Chapter[dict[str, Concentration]], table=table):
    """How far awards stand with few members."""

    def measure(self) -> dict[str, Concentration]:
        """Measure how the awards spread over the members."""
        return measure(self.known, self._compared)

    @property
    def _compared(self) -> UnitComparison | None:
        return self.known.once(compare)

    def detail(self) -> Part | None:
        """Which awards stand with few members."""
        return detail(self.known, self._compared, self.measured)
