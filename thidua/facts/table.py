"""Facts as a frame: one row a count, checked on the way in so that nothing after it has to doubt a figure."""

from __future__ import annotations

import csv
import unicodedata
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import pandas as pd

from thidua.errors import ConfigError, DataError
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
    resolve_unit,
)

GRAIN = (
    "unit",
    "period",
    "authority",
    "award",
    "recipient_kind",
    "recipient_class",
    "award_type",
    "status",
)
"""What one fact is the count of; two facts never share all of these."""

COLUMNS = ("fact_id", *GRAIN, "award_label", "count", "count_unit", "derived_from", "source", "quote")

COUNT_UNITS = {"instance": "lượt", "recipient": "số"}
"""Instances (lượt: one recipient may count twice) and recipients (số) are never compared without a note."""

STATES = {"": "missing", "…": "missing", "–": "not_applicable", "-": "not_applicable"}
"""What stands in the count column when it holds no number; zero is a number."""


def read_facts(path: Path, *, basis: Basis) -> pd.DataFrame:
    """Read and check a facts file.

    Parameters
    ----------
    path
        A UTF-8 CSV file with the columns `COLUMNS`, described in `data/README.md`.
    basis
        How its periods are counted; decides on which day the name of a unit is looked up.

    Returns
    -------
    pandas.DataFrame
        One row a fact, in file order, text columns in NFC with unit names turned into ids; ``count`` is a
        nullable whole number, and ``state`` says ``counted``, ``missing`` or ``not_applicable``.

    Raises
    ------
    DataError
        On the first row that is not a fact, naming file and row and how many more there are: a negative or
        broken count, a code the registry does not know, a unit that was not valid in the period, two facts of
        the same grain or id, a wrong column.
    """
    frame = _read_text(path)
    problems = sorted(_problems(frame, basis))
    if problems:
        row, message = problems[0]
        others = len({position for position, _ in problems}) - 1
        more = f" ({others} more rows are not in order)" if others else ""
        raise DataError(f"{_where(path)}, row {row + 2}: {message}{more}")
    frame["unit"] = _unit_ids(frame, basis)
    frame["state"] = frame["count"].map(STATES).fillna("counted")
    frame["count"] = pd.to_numeric(frame["count"].where(frame["state"] == "counted")).astype("Int64")
    return frame


def _where(path: Path) -> str:
    return "/".join(path.parts[-3:])


def _read_text(path: Path) -> pd.DataFrame:
    where = _where(path)
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            rows = list(csv.reader(file, strict=True))
    except FileNotFoundError:
        raise DataError(f"{where}: is not there; a dataset keeps its facts in facts.csv") from None
    except (UnicodeDecodeError, csv.Error) as problem:
        raise DataError(f"{where}: cannot be read as UTF-8 CSV ({problem})") from None
    while rows and not any(rows[-1]):
        rows.pop()
    header = rows[0] if rows else []
    wrong = [name for name in COLUMNS if name not in header] + [name for name in header if name not in COLUMNS]
    wrong += [name for name in header if header.count(name) > 1]
    if wrong:
        raise DataError(
            f"{where}, row 1: column {quoted(wrong[0])} is missing, unknown or doubled; expected {', '.join(COLUMNS)}"
        )
    for number, row in enumerate(rows[1:], start=2):
        if len(row) != len(header):
            raise DataError(f"{where}, row {number}: {len(row)} cells; expected {len(header)}, as in row 1")
    clean = [[unicodedata.normalize("NFC", cell).replace("\u00a0", " ").strip() for cell in row] for row in rows[1:]]
    return pd.DataFrame(clean, columns=header, dtype="str")[list(COLUMNS)]


def _problems(frame: pd.DataFrame, basis: Basis) -> Iterator[tuple[int, str]]:
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
    grain = frame[list(GRAIN)].assign(unit=_unit_ids(frame, basis))
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


def _unit_ids(frame: pd.DataFrame, basis: Basis) -> list[str]:
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
    return resolve_unit(text, on=Period.parse(period).last_day(basis)).id
