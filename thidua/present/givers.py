"""Who gives an award, as a report on a unit calls them."""

from __future__ import annotations

from thidua.measures.upward import OWN_LEVEL
from thidua.present.known import Known
from thidua.present.language import language, named, tr
from thidua.present.words import unit_name, upper_first
from thidua.registry import get_authority


def giver_name(report: Known, authority: str) -> str:
    """Who gives it; of the unit's own level it is the unit's own chair: "Chủ tịch UBND huyện Ba Bể"."""
    if not authority:
        return tr("Cơ quan chưa rõ")
    giver, unit = get_authority(authority), report.unit
    is_own = OWN_LEVEL.get(report.level) == giver.level
    if is_own and report.level in ("city", "district", "commune", "ward", "township", "special_zone"):
        return tr("Chủ tịch UBND {unit}", unit=unit_name(unit))
    return f"The {named(giver)}" if language() == "en" else upper_first(named(giver))
