"""From a dataset's folder to its snapshot: read what is new, weigh what was sent, keep what counts.

The steps stand in ``inbox``, ``versions``, ``across`` and ``snapshot``; here they follow one another.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import pyarrow as pa
from filelock import FileLock

from thidua.errors import DataError
from thidua.facts.across import Across
from thidua.facts.denominators import Denominator, read_denominators
from thidua.facts.expected import ExpectedSettings, Wish, wishes
from thidua.facts.file_names import named_otherwise
from thidua.facts.holding import SNAPSHOTS, remove_others
from thidua.facts.inbox import Sent, read_inbox, sent_files
from thidua.facts.noted import INBOX, NOTED, noted_snapshot, read_noted, state_of
from thidua.facts.overdue import overdue
from thidua.facts.quotations import read_quotations
from thidua.facts.reach import told_by
from thidua.facts.repeated import repeated
from thidua.facts.snapshot import write_snapshot
from thidua.facts.versions import SentPart, weigh_versions
from thidua.intake.columns import TABLES
from thidua.intake.files.limits import Limits
from thidua.intake.finding import Finding, Repair
from thidua.intake.read_file import FileRead, table_of
from thidua.put import naming, put
from thidua.registry import Basis


@dataclass(frozen=True)
class Received:
    """What was received: every file and what it says, every table and its state, and all findings.

    Attributes
    ----------
    sent, reads
        The files and what each says, in the same order.
    parts
        Every table with its state.
    findings
        Of all files and across them; those about a file carry its name.
    wishes
        Every table that should be sent.
    """

    sent: tuple[Sent, ...]
    reads: tuple[FileRead, ...]
    parts: tuple[SentPart, ...]
    findings: tuple[Finding, ...]
    wishes: tuple[Wish, ...] = ()

    @property
    def repairs(self) -> list[Repair]:
        """Every text that was put right, in the order of the files."""
        return [repair for read in self.reads for repair in read.repairs]


def weigh(
    sent: Sequence[Sent],
    reads: Sequence[FileRead],
    *,
    basis: Basis,
    as_of: date,
    expected: Sequence[ExpectedSettings] = (),
    denominators: Sequence[Denominator] = (),
) -> Received:
    """Compare all files with one another: versions, rows sent twice, what does not fit, what is missing."""
    again: list[Finding] = []
    parts, doubts = weigh_versions(sent, reads)
    while found := list(repeated([each for each in parts if each.state == "accepted"])):
        # What does not count takes no other's place, so that another table may count again.
        again += found
        parts, doubts = weigh_versions(sent, reads, {finding.file for finding in again})
    weighed = Across(parts, basis)
    across = [*weighed.findings(), *weighed.over_denominators(denominators)]
    across += named_otherwise(parts, basis)
    across += overdue(parts, expected, basis=basis, as_of=as_of)
    of_files = [finding for read in reads for finding in read.findings]
    order = {one.file: at for at, one in enumerate(sent)}
    findings = sorted([*of_files, *doubts, *again, *across], key=lambda finding: order.get(finding.file, len(order)))
    asked = tuple(wishes(expected, basis, as_of))
    return Received(tuple(sent), tuple(reads), tuple(parts), tuple(findings), asked)


def receive(
    folder: Path, *, basis: Basis, as_of: date, limits: Limits, expected: Sequence[ExpectedSettings] = ()
) -> Received:
    """Read a dataset's inbox and compare what was sent; files that were read before are not opened again.

    Raises
    ------
    DataError
        If what is read cannot be kept.
    """
    with _alone(folder):
        return _receive(folder, basis=basis, as_of=as_of, limits=limits, expected=expected)


@contextmanager
def _alone(folder: Path) -> Iterator[None]:
    """One at a time: whoever clears away what is not needed any more would take it from another who is writing it."""
    home = folder / SNAPSHOTS
    lock = FileLock(home / ".lock")
    try:
        home.mkdir(exist_ok=True)
        lock.acquire()
    except OSError as problem:
        # A share that is read-only, or an account that may only read: everything that was read before is still told.
        raise DataError(
            f"data/{folder.name}: its files, or how they are read, changed since they were read last, and what is read "
            f"cannot be kept in {SNAPSHOTS}/ ({problem.strerror}); run check or build where data/ may be written to"
        ) from None
    try:
        yield
    finally:
        lock.release()


def _receive(
    folder: Path, *, basis: Basis, as_of: date, limits: Limits, expected: Sequence[ExpectedSettings]
) -> Received:
    if (folder / INBOX).is_file():
        # A machine of a cluster was brought the facts alone: that nothing was sent would be a wrong answer.
        raise DataError(
            f"data/{folder.name}: the workbooks stayed where the build was started; ask the facts, or build there"
        )
    sent = sent_files(folder)
    reads = read_inbox(sent, folder / SNAPSHOTS / "read", basis=basis, as_of=as_of, limits=limits)
    denominators = read_denominators(folder / "denominators.csv")
    return weigh(sent, reads, basis=basis, as_of=as_of, expected=expected, denominators=denominators)


def current_snapshot(
    folder: Path, *, basis: Basis, as_of: date, limits: Limits, expected: Sequence[ExpectedSettings] = ()
) -> Path:
    """The snapshot of a dataset as its files are now; made if files, settings or the reader have changed.

    Raises
    ------
    DataError
        If one of the dataset's own files (`OWN_FILES`) is not in order; a sender's file never raises. If something is
        to be read and what is read cannot be kept.
    """
    home = folder / SNAPSHOTS
    # Without the lock first: whoever only looks may not be allowed to write here, and need not wait.
    if (found := noted_snapshot(home, state_of(folder, basis, limits, expected), as_of)) is not None:
        return found
    with _alone(folder), naming(home):
        noted = home / NOTED
        state = state_of(folder, basis, limits, expected)
        if (found := noted_snapshot(home, state, as_of)) is not None:
            return found
        known = read_noted(noted)
        quotations = read_quotations(folder / "facts.csv", basis=basis)
        received = _receive(folder, basis=basis, as_of=as_of, limits=limits, expected=expected)
        snapshot = write_snapshot(home, snapshot_tables(quotations, received))
        messages = {finding.message for finding in received.findings}
        depends = bool(expected) or "V10-future" in messages
        # A file that another program held open may be read the next time, and does not change by being closed.
        made_from = None if "F12-unopened" in messages else state
        text = json.dumps(
            {"snapshot": snapshot.name, "as_of": as_of.isoformat(), "depends_on_day": depends, "state": made_from},
            indent=1,
        )
        put(noted, text, several=True)
        # Another process may still be asking the one before: a file may come while reports are built.
        remove_others(home, {snapshot.name, str(known.get("snapshot"))})
        return snapshot


def snapshot_tables(quotations: pa.Table, received: Received) -> dict[str, pa.Table]:
    """The tables of the snapshot: what counts, and how it came to count."""
    tables: dict[str, list[pa.Table]] = {"facts": [quotations]}
    for each in received.parts:
        if each.state == "accepted":
            tables.setdefault(table_of(each.part.layout), []).append(each.rows)
    joined = {name: pa.concat_tables(each) for name, each in tables.items()}
    return {
        **{name: table for name, table in joined.items() if name in TABLES},
        "files": _files(received),
        "wishes": _wishes(received.wishes),
        "findings": _findings(received.findings),
        "repairs": _repairs(received.repairs),
    }


def _files(received: Received) -> pa.Table:
    """One row per table that was sent; a file without any has one row as well."""
    schema = pa.schema(
        [
            *((name, pa.string()) for name in ("file", "digest", "format", "sheet", "layouts", "unit", "period")),
            ("first_day", pa.date32()),
            ("last_day", pa.date32()),
            ("state", pa.string()),
            ("superseded_by", pa.string()),
            ("received_on", pa.date32()),
            ("sender", pa.string()),
            ("rows", pa.int32()),
            ("tells", pa.string()),
            ("refused_by", pa.string()),
        ]
    )
    rows = []
    with_parts = {each.sent.file for each in received.parts}
    refused_by = _refused_by(received.findings)
    for each in received.parts:
        said: dict[str, Any] = {
            "sheet": each.part.sheet,
            "layouts": each.part.layout,
            "unit": each.part.unit,
            "period": each.part.period,
        }
        # The list of one commune of a district reaches over none of the district's days.
        days = (None, None) if each.part.place else (each.part.first_day, each.part.last_day)
        said |= {"first_day": days[0], "last_day": days[1], "rows": each.part.rows}
        said |= {"state": each.state, "superseded_by": each.superseded_by, "tells": _tells(each)}
        said |= {"refused_by": refused_by.get(each.sent.file, "") if each.state == "rejected" else ""}
        rows.append({**_sent(each.sent, each.read), **said})
    for one, read in zip(received.sent, received.reads, strict=True):
        if one.file not in with_parts:
            refused = {"state": "rejected", "rows": 0, "tells": "", "refused_by": refused_by.get(one.file, "")}
            rows.append({**_sent(one, read), **refused})
    return pa.Table.from_pylist(rows, schema=schema)


def _tells(each: SentPart) -> str:
    """Of which levels and units a decision list has rows: "HUYEN:huyen-ba-be TINH:huyen-na-ri"."""
    told = told_by(each.givers) if each.part.layout == "decision_list" else ()
    return " ".join(f"{level}:{unit}" for level, unit in told)


def _refused_by(findings: Iterable[Finding]) -> dict[str, str]:
    """The rule and cell of the first error of each file, else of whatever was found in it first."""
    found: dict[str, str] = {}
    for finding in sorted(findings, key=lambda each: each.severity != "error"):
        found.setdefault(finding.file, f"{finding.rule} {finding.cell}".strip())
    return found


def _wishes(wishes: Iterable[Wish]) -> pa.Table:
    columns = [("layout", pa.string()), ("unit", pa.string()), ("period", pa.string()), ("deadline", pa.date32())]
    schema = pa.schema([*columns, ("is_due", pa.bool_())])
    return pa.Table.from_pylist([{**wish._asdict(), "period": str(wish.period)} for wish in wishes], schema=schema)


def _sent(one: Sent, read: FileRead) -> dict[str, Any]:
    said = {"file": one.file, "digest": one.digest, "format": read.format, "received_on": one.received_on}
    return {**said, "sender": one.sender}


def _findings(findings: Iterable[Finding]) -> pa.Table:
    names = ("rule", "severity", "file", "sheet", "cell", "found", "text", "text_without_quotes", "advice")
    columns = {name: [getattr(finding, name) for finding in findings] for name in names}
    return pa.table(columns, schema=pa.schema([(name, pa.string()) for name in names]))


def _repairs(repairs: Sequence[Repair]) -> pa.Table:
    names = ("file", "sheet", "cell", "sent", "read", "origin")
    columns = {name: [getattr(repair, name) for repair in repairs] for name in names}
    columns["kinds"] = ["+".join(repair.kinds) for repair in repairs]
    return pa.table(columns, schema=pa.schema([(name, pa.string()) for name in (*names, "kinds")]))
