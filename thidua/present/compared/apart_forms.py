"""The forms that totals of units beside each other leave out, since they are not known of every unit: words, keys."""

from __future__ import annotations

from thidua.present.compared.units import UnitComparison
from thidua.present.keyed import ALL, SHARED, Key
from thidua.present.known import Known
from thidua.present.language import tr
from thidua.present.many import names_words
from thidua.present.words import award_name, unit_name, upper_first


def apart_words(report: Known, comparison: UnitComparison) -> str:
    """Which forms the totals leave out and of whom alone they are known, as a clause; empty where nothing is left out.

    "không kể Lao động tiên tiến, kỳ này mới có số liệu của thành phố Bắc Kạn"
    """
    if not comparison.apart:
        return ""
    forms = ", ".join(award_name(code, regime=report.regime) for code in comparison.apart)
    having = dict.fromkeys(unit for units in comparison.apart.values() for unit in units)
    units = names_words([unit_name(unit) for unit in having])
    return tr("không kể {forms}, kỳ này mới có số liệu của {units}", forms=forms, units=units)


def apart_note(report: Known, comparison: UnitComparison) -> str:
    """The same as a note under a table; empty where nothing is left out."""
    words = apart_words(report, comparison)
    return f"{upper_first(words)}." if words else ""


OF_EVERY_UNIT = Key(base="forms known of every unit")
"""What a total is that leaves forms out, or that is not told since not even those forms are known of the unit."""


def alike_key(comparison: UnitComparison) -> Key:
    """What holds for the totals of `UnitComparison.alike`: they are all awards only where no form is left out."""
    return OF_EVERY_UNIT if comparison.apart else ALL


def alike_shared_key(comparison: UnitComparison) -> Key:
    """The same of a unit's figure before where both periods do not know the same forms of it."""
    return Key(base=f"{SHARED.base}, and of every unit") if comparison.apart else SHARED
