"""Advanced workers among the staff of each unit in a year: before its end its batches are not all decided."""

from __future__ import annotations

from collections.abc import Sequence

from thidua.measures.extremes import leaders, trailers
from thidua.measures.intervals import wilson_share
from thidua.measures.rates import StaffShare
from thidua.present.chapter import Chapter
from thidua.present.compared.unit import ComparedUnit
from thidua.present.compared.units import UnitComparison, compare
from thidua.present.keyed import PART, SHARE, WHOLE, Key, group_id, key_of, share_figures
from thidua.present.known import Known
from thidua.present.language import tr, tr_count
from thidua.present.many import names_words, ranked, shown_rows
from thidua.present.numbers import MISSING, NOT_APPLICABLE, write_count, write_number, write_percent, write_share_of
from thidua.present.part import Part, plain
from thidua.present.source_words import source_words
from thidua.present.table import Cell, Column, Row, Table
from thidua.present.words import TOO_FEW, no_figures, unit_name

ADVANCED = Key(award="advanced workers", base="staff")
FIGURES = ("advanced", "staff", "share", "low", "high")


def finding(report: Known, comparison: UnitComparison | None) -> Part | None:
    """The share of all units together, the highest and the lowest. Only in a year."""
    if comparison is None or report.period.kind != "year":
        return None
    name, known = "unit_advanced_finding", _known(comparison)
    if not known:
        return no_figures(name, report, tr("số Lao động tiên tiến và số người thuộc diện xét của từng đơn vị"))
    part, whole = sum(share.share.part for _, share in known), sum(share.share.whole for _, share in known)
    sentence = tr_count(
        "Ở {number} đơn vị có đủ số liệu, Lao động tiên tiến bằng {percent} số người thuộc diện xét ({part}/{whole})",
        len(known),
        number=write_count(len(known)),
        percent=write_percent(part / whole),
        part=write_number(part),
        whole=write_number(whole),
    )
    # Two shares that print alike are no difference: neither is then the lowest or the highest.
    printed = [((one, share), round(share.share.share or 0.0, 3)) for one, share in known]
    lowest, highest = trailers(printed), leaders(printed)
    if lowest and len(lowest) + len(highest) == len(known) > 2:
        # Where every unit is lowest or highest, naming them all says no more than the range.
        low, high = (write_percent(units[0][1]) for units in (lowest, highest))
        sentence += tr(", mỗi đơn vị {low} hoặc {high}", low=low, high=high)
    elif lowest and highest:
        sentence += tr(", thấp nhất là {lowest}, cao nhất là {highest}", lowest=_told(lowest), highest=_told(highest))
    units = Key(whose=group_id(one.unit.id for one, _ in known))
    share = wilson_share(part, whole)
    return plain(name, f"{sentence}.", figures=share_figures(key_of(report) | ADVANCED | units, share, few=1))


def _known(comparison: UnitComparison) -> list[tuple[ComparedUnit, StaffShare]]:
    return [(one, one.advanced) for one in comparison.members if one.advanced is not None and one.advanced.share.whole]


def _told(units: Sequence[tuple[tuple[ComparedUnit, StaffShare], float]]) -> str:
    """Units with their shares: "huyện Ba Bể 86,1% (267/310)"; several have the same."""
    told = ((unit_name(one.unit), found.share) for (one, found), _ in units)
    return names_words([f"{name} {write_share_of(share.part, share.whole, small=TOO_FEW)}" for name, share in told])


def table(report: Known, comparison: UnitComparison | None) -> Table | None:
    """Advanced workers, staff, the share with its Wilson interval. Only in a year."""
    if comparison is None or not _known(comparison):
        return None
    members = ranked(comparison.members, lambda one: one.advanced.share.share if one.advanced else None)
    interval = tr("Khoảng tin cậy 95%")
    columns = (
        Column("unit", tr("Đơn vị"), "label"),
        Column("advanced", tr("Lao động tiên tiến"), key=PART),
        Column("staff", tr("Số người"), key=WHOLE),
        Column("share", tr("Tỷ lệ"), "percent", key=SHARE),
        Column("low", tr("Cận dưới"), "percent", group=interval),
        Column("high", tr("Cận trên"), "percent", group=interval),
    )
    return Table(
        "unit_advanced",
        tr("Lao động tiên tiến so với số người thuộc diện xét, {period}", period=report.period_label),
        columns,
        tuple(Row(_cells(one), key=Key(whose=one.unit.id)) for one in members),
        notes=tuple(_notes(comparison.members)),
        source=source_words(report),
        illustrative=report.is_illustrative,
        key=key_of(report) | ADVANCED,
        printed=shown_rows(len(members)),
    )


def _cells(one: ComparedUnit) -> dict[str, Cell]:
    found = one.advanced
    if found is None:
        return {name: one.label if name == "unit" else MISSING for name in ("unit", *FIGURES)}
    share = found.share
    told = {"share": share.share, "low": share.low, "high": share.high}
    is_enough = share.whole >= TOO_FEW
    limits: dict[str, Cell] = {
        name: value if is_enough and value is not None else NOT_APPLICABLE for name, value in told.items()
    }
    return {"unit": one.label, "advanced": share.part, "staff": share.whole, **limits}


def _notes(members: Sequence[ComparedUnit]) -> list[str]:
    notes = []
    if any(one.advanced is None for one in members):
        notes.append(tr("“…”: thiếu số Lao động tiên tiến hoặc số người thuộc diện xét."))
    return notes


class UnitAdvancedChapter(Chapter[UnitComparison | None], measure=compare, finding=finding, table=table):
    """Advanced workers of each member among those who may become one."""
