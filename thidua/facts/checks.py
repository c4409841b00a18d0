"""Checks of a facts frame: every row that is not a fact, with what was found and what was expected."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial

import pandas as pd

from thidua.errors import ConfigError
from thidua.facts.columns import COUNT_UNITS, STATES
from thidua.intake.columns import GRAIN
from thidua.registry import (
    Award,
    AwardType,
    Basis,
    Period,
    RecipientKind,
    get_authority,
    get_recipient_class,
    get_status,
    merged_award_types,
    merged_awards,
    merged_kinds,
    quoted,
    resolve_in,
)


def fact_problems(frame: pd.DataFrame, basis: Basis) -> Iterator[tuple[int, str]]:
    """Every problem as (position, message); each distinct value is looked up once, however many rows hold it."""
    lookups: dict[str, Callable[[str], object]] = {
        "period": Period.parse,
        "authority": lambda code: code == "" or get_authority(code),
        "award": merged_awards,
        "recipient_kind": merged_kinds,
        "recipient_class": lambda code: code == "" or get_recipient_class(code),
        "award_type": lambda code: code == "" or merged_award_types(code),
        "status": get_status,
    }
    for column, look_up in lookups.items():
        for value, positions in frame.groupby(column, sort=False).indices.items():
            message = _refusal(look_up, str(value))
            yield from ((int(position), f"{column}: {message}") for position in positions if message)
    for unit, period in set(zip(frame["unit"], frame["period"], strict=True)):
        if _refusal(Period.parse, period) is None:
            message = _refusal(partial(_unit_id, period=period, basis=basis), unit)
            same = frame.index[(frame["unit"] == unit) & (frame["period"] == period)]
            yield from ((int(position), message) for position in same if message)
    yield from _count_problems(frame)
    nobody = (frame["authority"] == "") & (frame["status"] == "awarded")
    yield from ((int(p), "authority is empty; what is awarded has an authority") for p in frame.index[nobody])
    yield from _repeated(frame[["fact_id"]], "fact_id")
    yield from _repeated(_grain(frame, basis), "fact")


def _grain(frame: pd.DataFrame, basis: Basis) -> pd.DataFrame:
    """What each row counts, however it is written: a unit by name or code, merged codes in any order."""
    grain = frame[list(GRAIN)].assign(unit=unit_ids(frame, basis))
    for column, look_up in (("award", merged_awards), ("recipient_kind", merged_kinds), ("award_type", _types)):
        written = {value: _codes(look_up, value) for value in grain[column].unique()}
        grain[column] = grain[column].map(written)
    return grain


def _types(codes: str) -> tuple[AwardType, ...]:
    return merged_award_types(codes) if codes else ()


def _codes(look_up: Callable[[str], tuple[Award | AwardType | RecipientKind, ...]], value: str) -> str:
    try:
        return "+".join(sorted(found.code for found in look_up(value)))
    except ConfigError:
        return value


def unit_ids(frame: pd.DataFrame, basis: Basis) -> list[str]:
    """The id of each row's unit; a text that is no unit stays as it is."""
    known: dict[tuple[str, str], str] = {}
    for unit, period in set(zip(frame["unit"], frame["period"], strict=True)):
        try:
            known[unit, period] = _unit_id(unit, period, basis)
        except ConfigError:
            known[unit, period] = unit
    return [known[key] for key in zip(frame["unit"], frame["period"], strict=True)]


def _repeated(columns: pd.DataFrame, what: str) -> Iterator[tuple[int, str]]:
    """Rows that say again what an earlier row says."""
    first: dict[tuple[str, ...], int] = {}
    for position, values in enumerate(columns.itertuples(index=False, name=None)):
        if first.setdefault(values, position) != position:
            yield position, f"the same {what} as row {first[values] + 2}; every {what} stands once"


def _refusal(look_up: Callable[[str], object], text: str) -> str | None:
    """The one line with which the registry refuses a text; None if it knows it."""
    try:
        look_up(text)
    except ConfigError as problem:
        return str(problem)
    return None


def _count_problems(frame: pd.DataFrame) -> Iterator[tuple[int, str]]:
    is_number = frame["count"].str.fullmatch(r"[0-9]{1,9}")
    is_state = frame["count"].isin(list(STATES))
    for position in frame.index[~(is_number | is_state)]:
        found = frame.loc[position, "count"]
        yield (
            int(position),
            f'count is {quoted(found)}; expected a whole number from 0, "…" if missing or "–" if it cannot be',
        )
    for position in frame.index[~frame["count_unit"].isin(list(COUNT_UNITS))]:
        found = frame.loc[position, "count_unit"]
        yield int(position), f"count_unit is {quoted(found)}; expected {' or '.join(COUNT_UNITS)}"
    for column in ("fact_id", "source", "quote"):
        for position in frame.index[frame[column] == ""]:
            yield int(position), f"{column} is empty; every figure says where it comes from"


def _unit_id(text: str, period: str, basis: Basis) -> str:
    return resolve_in(text, Period.parse(period), basis).id
