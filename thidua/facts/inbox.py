"""The inbox of a dataset: which files were sent, when and by whom, and what each of them says.

Each file is read once, whatever its name; what files say together is for ``across`` and ``versions``.
"""

from __future__ import annotations

import csv
import hashlib
import os
import re
import sys
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime
from multiprocessing import get_context
from pathlib import Path
from types import ModuleType

import pyarrow.compute as pc

from thidua.code_hash import code_hash
from thidua.csv_cells import usual_cells
from thidua.errors import DataError
from thidua.facts.noted import files_below
from thidua.facts.today import HANOI
from thidua.intake.files.limits import Limits
from thidua.intake.kept import find_kept, keep
from thidua.intake.read_file import FileRead, read_file
from thidua.registry import Basis, quoted
from thidua.registry.territory import Territory, current
from thidua.there import is_file

_READ_BY = ("intake", "registry")
"""The packages whose code and tables decide what is read of a file."""

_ALONE = 24
"""Up to so many new files are read here: starting other processes takes longer than reading them."""


@dataclass(frozen=True)
class Sent:
    """One file of the inbox.

    Attributes
    ----------
    path, file
        Where it is, and its path below the inbox with "/"; a byte that is no UTF-8 shows as "\\xff".
    digest
        SHA-256 of its content; empty if the file cannot be opened.
    received_on, sender
        From ``received.csv``; otherwise the day of the file's last change, and nobody.
    """

    path: Path
    file: str
    digest: str
    received_on: date
    sender: str


def sent_files(folder: Path) -> list[Sent]:
    """Every file below ``inbox/`` of a dataset's folder, in the order of their names.

    Raises
    ------
    DataError
        If ``received.csv`` cannot be read: names its row.
    """
    noted = read_received(folder)
    files = ((path, as_name(path.relative_to(folder / "inbox"))) for path in files_below(folder / "inbox"))
    return [sent_file(path, file, noted) for path, file in files]


def sent_file(path: Path, file: str, noted: Postmarks | None = None, *, noted_as: str = "") -> Sent:
    """One file under the name it has in findings.

    Parameters
    ----------
    path, file
        Where it is, and its name.
    noted
        What `read_received` gives; a file that is not in it came on the day of its last change, from nobody.
    noted_as
        Its name there, if that is another one.
    """
    received_on, sender = (noted or {}).get(_composed(noted_as or file), (None, ""))
    changed = datetime.fromtimestamp(path.stat().st_mtime, HANOI).date()
    return Sent(path, file, _digest(path), received_on or changed, sender)


def as_name(path: Path) -> str:
    """A path as text that can be stored, whatever bytes it consists of."""
    return path.as_posix().encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace")


Postmarks = Mapping[str, tuple[date | None, str]]
"""When each file came, and from whom, by its name in composed letters."""


def read_received(folder: Path) -> Postmarks:
    """What ``received.csv`` of a dataset's folder says; nothing if it is not there.

    Raises
    ------
    DataError
        If it cannot be read: names the row.
    """
    path = folder / "received.csv"
    if not is_file(path):
        return {}
    where = "/".join(path.parts[-2:])
    try:
        with usual_cells(), path.open(encoding="utf-8-sig", newline="") as file:
            rows = list(csv.DictReader(file, strict=True))
    except (UnicodeDecodeError, csv.Error) as problem:
        raise DataError(f"{where}: cannot be read as UTF-8 CSV ({problem})") from None
    found: dict[str, tuple[date | None, str]] = {}
    for number, row in enumerate(rows, start=2):
        try:
            if None in row:
                # A comma too many: what stands under the headings may be another column's.
                raise ValueError(row[None])
            day = _day(row["received_on"])
            name, sender = _composed(row["file"]), row["sender"] or ""
        except (KeyError, TypeError, ValueError):
            text = quoted(",".join(str(value) for value in row.values()))
            raise DataError(
                f"{where}, row {number}: {text}; expected columns file, received_on (2021-06-18) and sender"
            ) from None
        if found.setdefault(name, (day, sender))[0] != day:
            # Which of two versions is the newer one hangs on this day.
            raise DataError(f"{where}, row {number}: {quoted(name)} came on another day in a row above; keep one")
    return found


def _day(text: str) -> date | None:
    """A day as 2021-06-18, or none; Python reads 20210618 and 2021-W24-5 as well, which nobody means."""
    if text and re.fullmatch("[0-9]{4}-[0-9]{2}-[0-9]{2}", text) is None:
        raise ValueError(text)
    return date.fromisoformat(text) if text else None


def _composed(name: str) -> str:
    """A name as it is compared: archives and macOS store the letters of a name decomposed."""
    return unicodedata.normalize("NFC", name)


def _digest(path: Path) -> str:
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError:
        # Locked by another program, or not ours to read: the reader says so in a finding.
        return ""


def read_inbox(sent: Sequence[Sent], kept: Path, *, basis: Basis, as_of: date, limits: Limits) -> list[FileRead]:
    """What each file says, in the same order; only files that were not read before are opened.

    Parameters
    ----------
    sent
        The files.
    kept
        Folder in which what was read is kept.
    basis, as_of, limits
        See `thidua.intake.read_file.read_file`.
    """
    how = _how(basis, limits)
    known: dict[str, FileRead] = {}
    for one in sent:
        read = find_kept(kept / f"{one.digest[:32]}-{how}", file=one.file, digest=one.digest)
        if read is not None and _still_holds(read, as_of):
            known[one.file] = read
    fresh = [one for one in sent if one.file not in known]
    for read in _read_all(fresh, basis=basis, as_of=as_of, limits=limits):
        keep(kept / f"{read.digest[:32]}-{how}", read)
        known[read.file] = read
    _clear(kept, {f"{one.digest[:32]}-{how}" for one in sent})
    return [known[one.file] for one in sent]


def _still_holds(read: FileRead, as_of: date) -> bool:
    """Whether what was read on another day says the same on this one; a file that was locked is tried again."""
    if any(finding.message in ("V10-future", "F12-unopened") for finding in read.findings):
        return False
    last = pc.max(read.tables["facts"]["decided_on"]).as_py() if "facts" in read.tables else None
    return last is None or last <= as_of


def _read_all(fresh: Sequence[Sent], *, basis: Basis, as_of: date, limits: Limits) -> Iterable[FileRead]:
    jobs = [(one, basis, as_of, limits, current()) for one in fresh]
    workers = min(os.cpu_count() or 1, 8)
    if len(jobs) <= _ALONE or workers == 1:
        yield from map(_read_one, jobs)
        return
    with ProcessPoolExecutor(workers - 1, mp_context=get_context("spawn")) as pool:
        # The others begin at the end and this process at the start, until they meet.
        with _script_not_run_again():
            futures = [pool.submit(_read_one, job) for job in reversed(jobs)]
        for job, future in zip(jobs, reversed(futures), strict=True):
            try:
                yield _read_one(job) if future.cancel() else future.result()
            except BrokenProcessPool:
                # Another process was killed, as a system short of memory does.
                yield _read_one(job)


@contextmanager
def _script_not_run_again() -> Iterator[None]:
    """Start other processes without the caller's script.

    Each would run it again, and one without ``if __name__ == "__main__"`` would wait there for the lock held here.
    """
    script = sys.modules["__main__"]
    sys.modules["__main__"] = ModuleType("__main__")
    try:
        yield
    finally:
        sys.modules["__main__"] = script


def _read_one(job: tuple[Sent, Basis, date, Limits, Territory]) -> FileRead:
    one, basis, as_of, limits, territory = job
    with territory.in_force():
        return read_file(one.path, file=one.file, digest=one.digest, basis=basis, as_of=as_of, limits=limits)


def _clear(kept: Path, wanted: set[str]) -> None:
    """Remove what was kept of files that are gone, or read in another way."""
    for path in kept.glob("*") if kept.is_dir() else ():
        if path.name not in wanted:
            path.unlink(missing_ok=True)


def _how(basis: Basis, limits: Limits) -> str:
    said = f"{basis!r} {limits!r} {code_hash(_READ_BY)} {current().key}"
    return hashlib.sha256(said.encode()).hexdigest()[:16]
