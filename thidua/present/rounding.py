"""What is said where shares of one whole, each rounded by itself, do not print as 100 %."""

from __future__ import annotations

from collections.abc import Iterable

from thidua.present.language import tr
from thidua.present.numbers import rounded, write_percent


def printed_sum(counts: Iterable[int], *, decimals: int = 1) -> float:
    """What the printed shares of these parts of one whole add up to, as a fraction; 1 where nothing is counted.

    Examples
    --------
    >>> printed_sum([1, 1, 1]), printed_sum([1, 1, 2]), printed_sum([1, 1], decimals=0)
    (0.999, 1.0, 1.0)
    """
    parts = list(counts)
    whole = sum(parts)
    return float(sum(rounded(part / whole, decimals + 2) for part in parts)) if whole else 1.0


def rounding_notes(counts: Iterable[int], *, decimals: int = 1) -> list[str]:
    """The note that printed shares add up to 99,9 % or 100,1 %; none where they add up to 100 %.

    Parameters
    ----------
    counts
        All parts of one whole, each of which has its share printed.
    decimals
        With how many decimals.
    """
    total = printed_sum(counts, decimals=decimals)
    if total == 1:
        return []
    return [tr("Các tỷ lệ đã làm tròn nên cộng lại là {sum}.", sum=write_percent(total, decimals=decimals))]
