"""Codes that stand in the columns of answers, as people write them: by the code itself, or by a name of it.

A code is looked up and never searched in: "male" stands in "female".
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache
from typing import Any

from thidua.errors import ConfigError
from thidua.explore.names import several
from thidua.intake.cells.flags import read_gender
from thidua.intake.words.authority_words import authority_meant
from thidua.intake.words.class_words import class_meant
from thidua.intake.words.kind_words import kind_meant
from thidua.intake.words.type_words import type_meant
from thidua.registry import (
    LANGUAGES,
    authorities,
    award_type_label,
    award_types,
    fold,
    quoted,
    recipient_classes,
    recipient_kinds,
    regimes,
    strip_accents,
)
from thidua.registry.lookup import did_you_mean, nearest
from thidua.speech import say

NOT_TOLD = ""
"""What stands in a column of codes where a row does not tell."""


def codes_meant(column: str, value: Any) -> frozenset[str]:
    """The codes that one text or several mean in a column of codes; "" means the rows that do not tell.

    A coarse class of recipients means the classes that it holds as well.

    Raises
    ------
    ConfigError
        On the first text that is no code or name; names the nearest, or all there are.

    Examples
    --------
    >>> sorted(codes_meant("gender", "nữ")), sorted(codes_meant("recipient_kind", ["tập thể", "individual"]))
    (['female'], ['collective', 'individual'])
    """
    texts = several(value, column, f"one or several of {_listed(column)}")
    found = {code for one in texts for code in _codes(column, one)}
    if column == "recipient_class":
        found |= {one.code for one in recipient_classes() if one.coarse in found}
    return frozenset(found)


def _codes(column: str, text: Any) -> list[str]:
    """The code of a text; several where it merges them, as "chuyên đề, đột xuất" does."""
    if not isinstance(text, str):
        raise ConfigError(f"{column} is {quoted(text)}; write one or several of {_listed(column)}")
    code = NOT_TOLD if text == NOT_TOLD else _names(column).get(fold(text)) or _READERS[column](text)
    if not isinstance(code, str):
        raise ConfigError(say("{name} đang là {value}", name=column, value=quoted(text)) + _hint(column, text))
    return code.split("+")


def _hint(column: str, text: str) -> str:
    names = _names(column).items()
    plain = {strip_accents(name): code if name == code else f"{name} ({code})" for name, code in names}
    close = nearest(strip_accents(fold(text)), plain, count=1, cutoff=0.6)
    return did_you_mean(plain[one] for one in close) or "; " + say(
        "hãy ghi một trong {values}.", values=_listed(column)
    )


def _listed(column: str) -> str:
    return ", ".join(dict.fromkeys(_names(column).values()))


@cache
def _names(column: str) -> Mapping[str, str]:
    """Every name of each code of a column, folded, the codes themselves among them."""
    return {fold(name): code for code, names in _TABLES[column]().items() for name in (code, *names)}


def _of_types() -> dict[str, list[str]]:
    """The names of the types under every law, in both languages."""
    wordings = [(law.id, lang) for law in regimes() for lang in LANGUAGES]
    return {
        one.code: [*one.aliases, *(award_type_label(one.code, regime=law, lang=lang) for law, lang in wordings)]
        for one in award_types()
    }


_TABLES: Mapping[str, Callable[[], dict[str, Any]]] = {
    "gender": lambda: {"female": ("nữ",), "male": ("nam",)},
    "authority": lambda: {one.code: (one.name_vi, one.name_en) for one in authorities()},
    "recipient_kind": lambda: {one.code: (one.name_vi, one.name_en) for one in recipient_kinds()},
    "recipient_class": lambda: {one.code: (one.name_vi, one.short_vi, one.name_en) for one in recipient_classes()},
    "award_type": _of_types,
}
_READERS: Mapping[str, Callable[[str], Any]] = {
    "gender": read_gender,
    "authority": authority_meant,
    "recipient_kind": kind_meant,
    "recipient_class": class_meant,
    "award_type": type_meant,
}
"""How a sender's spelling of each is read."""

CODED = tuple(_TABLES)
"""The columns that hold such codes."""
