"""Facts as a frame: one row a count, checked on the way in so that nothing after it has to doubt a figure."""

from __future__ import annotations

import csv
import unicodedata
from pathlib import Path

import pandas as pd

from thidua.csv_cells import usual_cells
from thidua.errors import DataError
from thidua.facts.checks import fact_problems, unit_ids
from thidua.facts.columns import COLUMNS, STATES
from thidua.registry import Basis, quoted


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
        nullable whole number, ``state`` says ``counted``, ``missing`` or ``not_applicable``, and ``origin`` is
        ``quotation``.

    Raises
    ------
    DataError
        On the first row that is not a fact, naming file and row and how many more there are: a negative or
        broken count, a code the registry does not know, a unit that was not valid in the period, two facts of
        the same grain or id, a wrong column.
    """
    frame = _read_text(path)
    problems = sorted(fact_problems(frame, basis))
    if problems:
        row, message = problems[0]
        others = len({position for position, _ in problems}) - 1
        more = f" ({others} more rows are not in order)" if others else ""
        raise DataError(f"{_where(path)}, row {row + 2}: {message}{more}")
    frame["unit"] = unit_ids(frame, basis)
    frame["state"] = frame["count"].map(STATES).fillna("counted")
    frame["count"] = pd.to_numeric(frame["count"].where(frame["state"] == "counted")).astype("Int64")
    frame["origin"] = pd.Series("quotation", index=frame.index, dtype="str")
    return frame


def _where(path: Path) -> str:
    return "/".join(path.parts[-3:])


def _read_text(path: Path) -> pd.DataFrame:
    where = _where(path)
    try:
        with usual_cells(), path.open(encoding="utf-8-sig", newline="") as file:
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
