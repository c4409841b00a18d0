"""The rules of checking by name, for tables that count findings; what a rule says of a file is in ``finding``."""

from __future__ import annotations

from thidua.intake.words.tables_said import read_words
from thidua.registry import Language


def rule_name(rule: str, lang: Language = "vi") -> str:
    """A rule in a few words.

    Raises
    ------
    KeyError
        If no rule has this name: ``tables/rules.csv`` lacks it.

    Examples
    --------
    >>> rule_name("V05")
    'tổng không khớp'
    >>> rule_name("V05", "en")
    'total does not match'
    """
    return {row["rule"]: row[f"name_{lang}"] for row in read_words("rules")}[rule]
