"""Finds a record by its code, and the nearest codes when there is none.

Nothing is accepted because it is near: nearness only makes the message helpful.
"""

import difflib
from collections.abc import Iterable, Mapping
from typing import TypeVar

from thidua.errors import ConfigError
from thidua.registry.text import quoted
from thidua.speech import say

T = TypeVar("T")


def nearest(text: str, choices: Iterable[str], *, count: int = 3, cutoff: float = 0.75) -> list[str]:
    """Return up to ``count`` choices close to the text, the closest first."""
    return difflib.get_close_matches(text[:100], list(choices), n=count, cutoff=cutoff)


def did_you_mean(names: Iterable[str]) -> str:
    """Return the end of a message that proposes these names, or nothing when there are none."""
    proposed = say(" hoặc ").join(names)
    return f"; {say('có phải {names} không?', names=proposed)}" if proposed else ""


def look_up(what: str, code: object, known: Mapping[str, T]) -> T:
    """Return the record of that code.

    Raises
    ------
    ConfigError
        If there is none: names the code and the nearest ones, or all when they are few.
    """
    if isinstance(code, str) and code in known:
        return known[code]
    close = nearest(code, known, cutoff=0.6) if isinstance(code, str) else []
    if not close and len(known) <= 12:
        raise ConfigError(f"unknown {what} {quoted(code)}; expected one of {', '.join(known)}")
    raise ConfigError(f"unknown {what} {quoted(code)}{did_you_mean(close)}")


def split_merged(what: str, codes: object) -> tuple[str, ...]:
    """Split ``LDTT+CSTT`` into its codes, order kept.

    Raises
    ------
    ConfigError
        If a code stands twice or is empty; names the whole text.
    """
    if not isinstance(codes, str):
        raise ConfigError(f"unknown {what} {quoted(codes)}; write a code, or several joined with +")
    found = tuple(codes.split("+"))
    if "" in found or len(set(found)) < len(found):
        raise ConfigError(f"unknown {what} {quoted(codes)}; write each code once, joined with +")
    return found
