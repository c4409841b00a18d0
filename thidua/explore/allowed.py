"""Whether names of recipients may be shown: where a dataset invents them, or declares an edition with names for them.

Source of the rule: Law 91/2025/QH15 on personal data; the restricted annex of a report is declared in the same place.
"""

from __future__ import annotations

from thidua.errors import ConfigError
from thidua.facts.dataset import Dataset
from thidua.facts.said_units import group_in, is_group
from thidua.registry import Period, Unit


def allows_names(dataset: Dataset, unit: Unit, period: Period) -> bool:
    """Whether names of the recipients of a unit and period may be shown.

    A unit below the one of such an edition, and a period inside of its, are allowed with it. Asked in the territory of
    the dataset.
    """
    if dataset.settings.illustrative:
        return True
    return any(
        one.names
        and any(_holds(dataset, text, unit, period) for text in one.unit)
        and (one.has(period) or any(whole.contains(period, dataset.basis) for whole in one.periods))
        for one in dataset.settings.editions
    )


def check_names(dataset: Dataset, unit: Unit, period: Period) -> None:
    """Refuse to name recipients where the dataset does not allow it.

    Raises
    ------
    ConfigError
        Says where it is allowed.
    """
    if not allows_names(dataset, unit, period):
        raise ConfigError(
            f"data/{dataset.name}/dataset.toml does not allow the names of {unit.id}, {period}; an edition with "
            "names = true there does"
        )


def _holds(dataset: Dataset, text: str, unit: Unit, period: Period) -> bool:
    if is_group(text):
        return unit in group_in(text, period, dataset.basis)
    return text in (unit.id, unit.parent)
