"""How long awards take (K09): days from achievement to proposal, to decision, to presentation; open proposals too.

Which deadline holds is data of the registry; here it is a number of days.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Literal

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from thidua.measures.completion import Completion, kaplan_meier

Step = Literal["proposal", "decision", "presentation"]
STEPS: dict[Step, tuple[str, str]] = {
    "proposal": ("achieved_on", "proposed_on"),
    "decision": ("proposed_on", "decided_on"),
    "presentation": ("decided_on", "presented_on"),
}
"""What each step leads to, and the days between which it lies."""

OPEN = ("proposed", "nominated")
"""The statuses of a proposal that may still be decided."""


@dataclass(frozen=True, slots=True)
class Waits:
    """The waits of one step.

    Attributes
    ----------
    days
        Whole days of each finished step, in no order.
    open_days
        Days that each proposal without a decision has waited so far.
    undated
        How many awards lack one of the two days.
    reversed
        How many have the later day before the earlier one: a slip, which enters nothing.
    """

    days: tuple[int, ...] = ()
    open_days: tuple[int, ...] = ()
    undated: int = 0
    reversed: int = 0

    @property
    def completion(self) -> Completion | None:
        """How many of them were finished by each day; None where nothing has both days."""
        return kaplan_meier(self.days, self.open_days) if self.days else None


def waits(
    rows: pd.DataFrame, step: Step, last_day: date, *, is_working_day: Callable[[date], bool] | None = None
) -> Waits:
    """The waits of one step among the rows of decision lists (K09).

    Parameters
    ----------
    rows
        One a recipient and decision; columns as in `thidua.intake.columns.FACTS`. Awarded ones have their waits;
        proposals without a decision are open, at the decision only.
    step
        "proposal": from achievement to proposal; "decision": on to the decision; "presentation": on to the ceremony.
    last_day
        The last day of the period, until which open proposals have waited so far.
    is_working_day
        Whether offices are open on a day, where only such days count; None where all do.

    Returns
    -------
    Waits
        In days after the earlier of the two: 0 is the same day.

    Notes
    -----
    In Vietnamese: thời gian xét khen: từ thành tích đến đề nghị, quyết định, trao tặng. Unit: days, all or working
    days.

    Source: indicator K09.
    """
    begin, end = (rows[name].to_numpy(dtype="datetime64[D]") for name in STEPS[step])
    statuses = rows["status"].to_numpy(dtype=object)
    is_awarded = statuses == "awarded"
    is_dated = is_awarded & ~np.isnat(begin) & ~np.isnat(end)
    days = _days_between(begin[is_dated], end[is_dated], is_working_day=is_working_day)
    is_reversed = begin[is_dated] > end[is_dated]
    still: tuple[int, ...] = ()
    if step == "decision":
        until = np.datetime64(last_day, "D")
        is_open = np.isin(statuses, OPEN) & np.isnat(end) & (begin <= until)
        since = begin[is_open]
        still = tuple(_days_between(since, np.full_like(since, until), is_working_day=is_working_day).tolist())
    finished = tuple(days[~is_reversed].tolist())
    return Waits(finished, still, int(is_awarded.sum() - is_dated.sum()), int(is_reversed.sum()))


def _days_between(
    begin: NDArray[np.datetime64], end: NDArray[np.datetime64], *, is_working_day: Callable[[date], bool] | None
) -> NDArray[np.int64]:
    """Days from each first day, which is not counted, to each last one, which is."""
    if is_working_day is None or not begin.size:
        return np.asarray(end - begin, dtype=np.int64)
    earliest, latest = min(begin.min(), end.min()), max(begin.max(), end.max())
    is_open = [is_working_day(day) for day in np.arange(earliest, latest + np.timedelta64(1, "D")).astype(object)]
    so_far = np.cumsum(is_open, dtype=np.int64)
    places = [(each - earliest).astype(np.int64) for each in (begin, end)]
    return np.asarray(so_far[places[1]] - so_far[places[0]], dtype=np.int64)
