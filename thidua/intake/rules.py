"""The rules of checking by name, for tables that count findings; what a rule says of a file is in ``finding``."""

from __future__ import annotations

from thidua.intake.words.tables_said import read_words


def rule_name(rule: str) -> str:
    """A rule in a few Vietnamese words.

    Raises
    ------
    KeyError
        If no rule has this name: ``tables/rules.csv`` lacks it.

    Examples
    --------
    >>> rule_name("V05")
    'tổng không khớp'
    """
    return {row["rule"]: row["name_vi"] for row in read_words("rules")}[rule]
