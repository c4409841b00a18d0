"""Registers of several units at once, as the chapters on movements, indicators, models and scores read them."""

from __future__ import annotations

import pandas as pd

from thidua.present.known import Known
from thidua.registry import Period, get_unit


def member_register(report: Known, name: str, period: Period | None = None) -> pd.DataFrame:
    """The register of every member of a province or block, or else of the unit itself.

    Parameters
    ----------
    name
        ``movements``, ``indicators``, ``scores`` or ``models``.
    period
        Another period than the report's.

    Notes
    -----
    A block's members are units of one province, whose register is read once and cut down to them.
    """
    unit, wanted = report.unit, [one.id for one in report.members]
    if unit.level == "block" and unit.parent:
        found = report.dataset.facts.register(name, get_unit(unit.parent), period or report.period)
        return found[found["unit"].isin(wanted)].reset_index(drop=True)
    return report.dataset.facts.register(name, unit, period or report.period)


def last_register(report: Known, name: str) -> pd.DataFrame:
    """The register of the period; of a stage, for each unit that of the last year for which it sent one."""
    if report.period.kind != "stage":
        return report.register(name)
    facts = report.dataset.facts
    years = [facts.register(name, report.unit, Period("year", year)) for year in reversed(report.period.years())]
    latest, known = years[:1], set(years[0]["unit"])
    for earlier in years[1:]:
        latest.append(earlier[~earlier["unit"].isin(known)])
        known |= set(earlier["unit"])
    return pd.concat(latest, ignore_index=True)
