"""The names that awards and authorities have in some of their days, where a change of the law renamed them."""

from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from typing import TypeVar

from thidua.registry.dated import Dated
from thidua.registry.typed import typed


@dataclass(frozen=True, slots=True)
class DatedName(Dated):
    """What one row of a table is called in some of its days; an empty ``short_vi`` leaves that of the row."""

    table: str
    code: str
    name_vi: str
    short_vi: str
    name_en: str
    valid_from: date | None
    valid_to: date | None


@cache
def dated_names(table: str) -> tuple[DatedName, ...]:
    """Return the names that rows of a table ("awards", "authorities") have in some of their days."""
    return tuple(name for name in typed("dated_names", DatedName) if name.table == table)


Named = TypeVar("Named")


def named_on(table: str, thing: Named, on: date) -> Named:
    """Return a record of a table with the names that it has on a day."""
    code = getattr(thing, "code", "")
    name = next((one for one in dated_names(table) if one.code == code and one.is_valid(on)), None)
    if name is None:
        return thing
    short = {"short_vi": name.short_vi} if name.short_vi and hasattr(thing, "short_vi") else {}
    changed: Named = replace(thing, name_vi=name.name_vi, name_en=name.name_en, **short)  # type: ignore[type-var]
    return changed
