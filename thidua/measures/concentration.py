"""Concentration: how far a few units or agencies hold most of what was awarded (K15 of the indicator catalogue).

Recipients who come again are counted elsewhere: here each unit has one count.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from thidua.errors import DataError


class Concentration(NamedTuple):
    """How a total is spread over units; fractions from 0 to 1, None where nothing was counted.

    ``top`` names the units with the most if no other has as much, ``missing`` those without a figure, which enter
    nothing.
    """

    total: int
    units: int
    top: tuple[str, ...]
    top_share: float | None
    hhi: float | None
    gini: float | None
    missing: tuple[str, ...]


def concentration(counts: Mapping[str, int | None], *, top: int = 3) -> Concentration:
    """How a total is spread over units: share of the largest, Herfindahl-Hirschman index and Gini coefficient.

    Parameters
    ----------
    counts
        The count of each unit that could have had some, by id or name: a unit with 0 belongs in it, and makes the
        spread more uneven. None where no figure is known.
    top
        How many of the largest are added up.

    Returns
    -------
    Concentration
        ``top_share`` is the part of the largest units in the total; ``top`` names them, and is empty where another
        has as much as the last of them. ``hhi`` is the sum of squared shares: 1/n where all n units have the same, 1
        where one has all. ``gini`` is 0 where all have the same and (n - 1)/n where one has all.

    Raises
    ------
    DataError
        If a count is negative or `top` is below 1; names it.

    Notes
    -----
    In Vietnamese: mức tập trung khen thưởng vào ít đơn vị. Unit: fraction of the total from 0 to 1.

    The counts are all there are, not a sample: none of the three has an interval. Sources: Herfindahl (1950) and
    Hirschman (1964), Am. Econ. Rev. 54(5), 761-762; Gini (1912), here as half the relative mean difference.

    Examples
    --------
    >>> found = concentration({"a": 50, "b": 30, "c": 15, "d": 5})
    >>> found.top, round(found.top_share, 2), round(found.hhi, 3), round(found.gini, 3)
    (('a', 'b', 'c'), 0.95, 0.365, 0.375)
    """
    if top < 1:
        raise DataError(f"the {top} largest units: expected at least 1")
    known = {label: count for label, count in counts.items() if count is not None}
    missing = tuple(label for label in counts if label not in known)
    for label, count in known.items():
        if count < 0:
            raise DataError(f"{label}: {count} is not a count; expected a whole number from 0")
    total, n = sum(known.values()), len(known)
    if total == 0:
        return Concentration(total, n, (), None, None, None, missing)
    ordered = sorted(known, key=lambda label: -known[label])
    largest = ordered[:top]
    is_clear = n <= top or known[ordered[top]] < known[largest[-1]]
    # Ranked from the smallest, the mean difference needs one pass instead of all pairs.
    weighted = sum((2 * rank - n - 1) * count for rank, count in enumerate(sorted(known.values()), start=1))
    return Concentration(
        total=total,
        units=n,
        top=tuple(largest) if is_clear else (),
        top_share=sum(known[label] for label in largest) / total,
        hhi=sum(count * count for count in known.values()) / total**2,
        gini=weighted / (n * total),
        missing=missing,
    )
