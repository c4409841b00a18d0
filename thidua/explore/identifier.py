"""The name of one's own table, chart or sentence, made of its words."""

from __future__ import annotations

import re

from thidua.registry import strip_accents

_LONGEST = 6
"""So many words tell one part of a report from another."""


def identifier(text: str) -> str:
    """The first words of a text as `requires` in `reports.toml` and addresses in a page can name it.

    Examples
    --------
    >>> identifier("Cả kỳ có {total} lượt khen")
    'ca_ky_co_luot_khen'
    """
    words = re.findall("[a-z0-9]+", strip_accents(re.sub(r"\{[^}]*\}", " ", text).casefold()))
    return "_".join(words[:_LONGEST]) or "part"
