"""Exemplary models: how far they have come, in which fields, and whether they are reviewed in time (K18)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from typing import Any, Literal, NamedTuple

import pandas as pd

from thidua.errors import DataError
from thidua.measures.intervals import Share, wilson_share

STEPS = ("discovered", "fostered", "commended", "replicated")
"""The steps of a model in their order: who stands at one has been through those before it."""

REVIEW_DAYS = 365
"""A model is looked at again within twelve months: the province asks for a review "định kỳ hằng năm hoặc giữa giai
đoạn" (article of 02/6/2023 on its exemplary models) and names no day, so the shorter of the two is taken."""


class Model(NamedTuple):
    """One exemplary model of a register.

    Attributes
    ----------
    unit, subject, recipient_kind, field
        As sent.
    step
        One of `STEPS`, empty where the register names none.
    discovered_on, reviewed_on
        None where the register has no day.
    replications
        How many others followed it; None where no figure was sent.
    difficulties, support
        As sent.
    """

    unit: str
    subject: str
    recipient_kind: str
    field: str
    step: str
    discovered_on: date | None
    reviewed_on: date | None
    replications: int | None
    difficulties: str
    support: str

    def review_due(self, days: int = REVIEW_DAYS) -> date | None:
        """The day by which it is to be looked at: counted from its last review, or else from its discovery."""
        last = self.reviewed_on or self.discovered_on
        return None if last is None else last + timedelta(days=days)


class Step(NamedTuple):
    """One step: how many models stand at it, and how many have come so far or farther."""

    step: str
    at: int
    reached: int


class ModelFunnel(NamedTuple):
    """The steps in order, how many models name none, and all replications of which figures were sent."""

    steps: tuple[Step, ...]
    unknown: int
    replications: int

    @property
    def total(self) -> int:
        """All models of the register."""
        return sum(step.at for step in self.steps) + self.unknown


class Reviews(NamedTuple):
    """The reviews that were due by a day.

    Attributes
    ----------
    share
        Models reviewed in time out of those whose review had fallen due, with the Wilson interval.
    overdue
        Those not reviewed in time, the longest overdue first.
    coming
        Those whose review falls due after the day and within the days looked ahead, the next one first.
    undated
        How many have neither a day of discovery nor of review.
    """

    share: Share
    overdue: tuple[Model, ...]
    coming: tuple[Model, ...]
    undated: int


def models_of(register: pd.DataFrame) -> tuple[Model, ...]:
    """The models of a register, in its order.

    Parameters
    ----------
    register
        The register of models, as `thidua.facts.query.Facts.register` gives it.
    """
    names = ["discovered_on" if name == "step" else name for name in Model._fields]
    names[Model._fields.index("step")] = "stage"
    rows = zip(*(register[name].tolist() for name in names), strict=True)
    return tuple(_model(Model(*row)) for row in rows)


def _model(row: Model) -> Model:
    return row._replace(
        step=row.step if row.step in STEPS else "",
        discovered_on=_day(row.discovered_on),
        reviewed_on=_day(row.reviewed_on),
        replications=None if pd.isna(row.replications) else int(row.replications),
    )


def _day(value: Any) -> date | None:
    return None if value is None or pd.isna(value) else pd.Timestamp(value).date()


def model_funnel(models: Sequence[Model]) -> ModelFunnel:
    """Count models by the step they have come to (K18).

    Notes
    -----
    In Vietnamese: điển hình tiên tiến từ phát hiện đến nhân rộng. Unit: models at each step.

    Models, not awards. The steps follow each other, so a model that is replicated has also been discovered, fostered
    and commended. Source: indicator K18; the reports on exemplary models (phát hiện, bồi dưỡng, biểu dương, nhân
    rộng).

    Examples
    --------
    >>> model_funnel(()).total
    0
    """
    at = [sum(one.step == step for one in models) for step in STEPS]
    steps = tuple(Step(step, at[place], sum(at[place:])) for place, step in enumerate(STEPS))
    return ModelFunnel(steps, sum(not one.step for one in models), sum(one.replications or 0 for one in models))


ModelsBy = Literal["field", "recipient_kind", "unit"]
"""What the models of a register are parted by."""


def models_by(models: Iterable[Model], part: ModelsBy) -> dict[str, tuple[Model, ...]]:
    """The models by field, recipient kind or unit: most models first, equal ones in the order of the register."""
    parts: dict[str, list[Model]] = {}
    for one in models:
        parts.setdefault(getattr(one, part), []).append(one)
    return {name: tuple(same) for name, same in sorted(parts.items(), key=lambda item: -len(item[1]))}


def reviews(models: Sequence[Model], on: date, *, days: int = REVIEW_DAYS, ahead: int = REVIEW_DAYS) -> Reviews:
    """Which models were reviewed in time, which are overdue, and which come next (K18).

    Parameters
    ----------
    on
        The day on which it is judged: the last one of the period.
    days
        The longest time from discovery, or from one review, to the next.
    ahead
        How many days after `on` count as coming.

    Raises
    ------
    DataError
        If the interval is not above 0; names it.

    Notes
    -----
    In Vietnamese: điển hình được rà soát đúng hạn. Unit: models.

    A review is due for every model known for at least `days`; it was made in time if the last one lies no more than
    `days` back. A model discovered since has nothing due yet. Source: indicator K18, reviewed on time.
    """
    if days <= 0 or ahead < 0:
        raise DataError(f"{days} days between reviews, {ahead} ahead; expected more than 0, and 0 or more")
    dated = [(one, one.review_due(days)) for one in models]
    known = [(one, due) for one, due in dated if due is not None]
    overdue = sorted((pair for pair in known if pair[1] < on), key=lambda pair: pair[1])
    in_time = [one for one, due in known if due >= on and _was_due(one, on, days)]
    last = on + timedelta(days=ahead)
    coming = sorted((pair for pair in known if on <= pair[1] <= last), key=lambda pair: pair[1])
    share = wilson_share(len(in_time), len(in_time) + len(overdue))
    undated = len(dated) - len(known)
    return Reviews(share, tuple(one for one, _ in overdue), tuple(one for one, _ in coming), undated)


def _was_due(one: Model, on: date, days: int) -> bool:
    """Whether its first review had to be made by the day; a model without a day of discovery was reviewed before."""
    return one.discovered_on is None or one.discovered_on + timedelta(days=days) <= on
