"""What a figure is: counted from lists or returns, registered, or quoted; and what may be asked of that value.

The words for a reader are made in ``present``; which of several sources is counted is decided in ``settle``.
"""

from __future__ import annotations

from collections.abc import Iterable

from thidua.intake.columns import ORIGINS, Origin


def joined(origins: Iterable[Origin]) -> str:
    """The origin of a sum: each origin of its parts once, in the order of `ORIGINS`.

    >>> joined(["summary_return", "decision_list", "summary_return"])
    'decision_list+summary_return'
    """
    found = set(origins)
    return "+".join(origin for origin in ORIGINS if origin in found)


def is_all_listed(origin: str) -> bool:
    """Whether every part of a figure was counted from decision lists, in which all that was awarded stands.

    >>> is_all_listed("decision_list"), is_all_listed("decision_list+summary_return")
    (True, False)
    """
    return origin == "decision_list"


def has_lists(origin: str) -> bool:
    """Whether decision lists have a part in a figure: they alone name households.

    >>> has_lists("decision_list+summary_return"), has_lists("summary_return")
    (True, False)
    """
    return "decision_list" in origin.split("+")


def is_added_up(origin: str) -> bool:
    """Whether a figure was added up from what was sent, and is no quotation.

    >>> is_added_up("decision_list+summary_return"), is_added_up("quotation")
    (True, False)
    """
    return origin != "quotation"
