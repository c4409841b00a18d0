"""Whether the data of a set are there before it is rendered: who has not sent, what has errors, what looks unusual.

What had come by a day is weighed as it stood on that day, by the same rules as in the ``quality`` report.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

import pandas as pd

from thidua.facts.dataset import Dataset
from thidua.facts.inbox import Sent
from thidua.facts.receive import Received, weigh
from thidua.intake.finding import Finding
from thidua.present.chapters.quality.inbox import Answer, Quality, SentFile, SentTable
from thidua.present.chapters.quality.layout import in_order, layout_words
from thidua.present.language import language, tr
from thidua.present.letters import printable
from thidua.present.numbers import write_date
from thidua.present.report import Report
from thidua.registry import Basis, Period, Unit, get_unit, units

FIRST_MESSAGES = 3
"""So many messages of a file are told; all of them stand in the answer to its sender."""

_UNUSUAL = "V14"


@dataclass(frozen=True)
class FaultyFile:
    """A file that is not counted: its name as it can be printed, and its first errors in Vietnamese.

    ``first_error`` names the rule, the cell and what was found there; it is as short as that can be said.
    """

    file: str
    received_on: date
    errors: int
    warnings: int
    messages: tuple[str, ...]
    first_error: str = ""


@dataclass(frozen=True)
class UnitReadiness:
    """What one unit has sent and not sent; `unit` is None for files of which the unit is not known.

    Attributes
    ----------
    lacking
        What has not come or not wholly, in the order of the settings: "due" while there is still time, else "missing"
        or "partial".
    faulty
        Files with errors in whose place no other one counts.
    unusual
        What differs from the same period a year before beyond chance, in Vietnamese.
    late
        What came after its deadline.
    """

    unit: Unit | None
    lacking: tuple[Answer, ...] = ()
    faulty: tuple[FaultyFile, ...] = ()
    unusual: tuple[str, ...] = ()
    late: tuple[Answer, ...] = ()

    @property
    def is_ready(self) -> bool:
        """Whether nothing is left for the unit to do; figures may be unusual and right, and what was late is there."""
        return not self.lacking and not self.faulty


@dataclass(frozen=True)
class Readiness:
    """What had come of a dataset and period by a day.

    Attributes
    ----------
    units
        In the order of the registry; those of which nothing is to be said are left out.
    asked
        How many tables should come.
    """

    dataset: Dataset
    period: Period
    on: date
    units: tuple[UnitReadiness, ...]
    asked: int

    @property
    def is_ready(self) -> bool:
        """Whether every unit is."""
        return all(each.is_ready for each in self.units)

    def of(self, unit: Unit) -> UnitReadiness:
        """What is to be said of one unit; empty if nothing is."""
        return next((each for each in self.units if each.unit == unit), UnitReadiness(unit))

    def lines(self) -> list[str]:
        """The same for a terminal; the operator's words are English, those about a file as its sender reads them."""
        lacking = sum(len(each.lacking) for each in self.units)
        faulty = sum(len(each.faulty) for each in self.units)
        about = f"{self.dataset.name}/{self.period} on {self.on:%d/%m/%Y}"
        if not self.asked and not self.units:
            return [f"{about}: nothing is asked for (no [[expected]] of this period in dataset.toml)"]
        head = f"{about}: tables not here {lacking} of {self.asked}, files with errors {faulty}"
        return [head, *(line for each in self.units for line in _lines_of(each, self.dataset.basis))]


def read_readiness(dataset: Dataset, period: Period, *, on: date) -> Readiness:
    """Read what had come for a period by the end of a day.

    Parameters
    ----------
    dataset
        Its inbox is read; files that were read before are not opened again.
    period
        That of the set. What is asked for each half belongs to a year as well.
    on
        A file that came later counts as not sent, and a deadline on this day or after it has not passed.

    Raises
    ------
    DataError
        If one of the dataset's own files is not in order; a sender's file never raises.
    """
    received = _received_by(dataset, on)
    sent = _quality(dataset, period, on, received)
    findings: dict[str, list[Finding]] = defaultdict(list)
    for finding in received.findings:
        findings[finding.file].append(finding)
    ids = in_order([*(file.unit for file in sent.files), *(answer.wish.unit for answer in sent.answers)])
    found = [_of_unit(unit, sent, findings) for unit in ids]
    told = tuple(each for each in found if not each.is_ready or each.unusual or each.late)
    return Readiness(dataset, period, on, told, len(sent.answers))


def _received_by(dataset: Dataset, on: date) -> Received:
    """What was received by the end of a day, weighed without what came later."""
    whole = dataset.received()
    came = [(one, read) for one, read in zip(whole.sent, whole.reads, strict=True) if one.received_on <= on]
    if len(came) == len(whole.sent):
        return whole
    return weigh([one for one, _ in came], [read for _, read in came], basis=dataset.basis, as_of=on)


def _quality(dataset: Dataset, period: Period, on: date, received: Received) -> Quality:
    """What the quality report of the whole province would be about on that day."""
    judged = replace(dataset, settings=dataset.settings.model_copy(update={"as_of": on}))
    tables = sorted(_tables(received), key=lambda table: (table.received_on, table.file))
    about = tuple(table for table in tables if table.belongs_to(period, dataset.basis))
    # Findings are told here in the words of their senders: the frames of the report stay empty.
    report = Report(judged, units(level="province")[0], period)
    return Quality(report, about, pd.DataFrame(), pd.DataFrame(), has_inbox=bool(received.sent))


def _tables(received: Received) -> Iterator[SentTable]:
    """Every table that was sent, and one for each file in which none was found.

    A file that names no unit is that of the unit whose other files its sender sent.
    """
    units_of_sender: dict[str, set[str]] = defaultdict(set)
    for each in received.parts:
        if each.sent.sender and each.part.unit:
            units_of_sender[each.sent.sender].add(each.part.unit)

    def unit_of(sent: Sent, said: str = "") -> str:
        own = units_of_sender[sent.sender]
        return said or (next(iter(own)) if len(own) == 1 else "")

    with_tables = {each.sent.file for each in received.parts}
    for each in received.parts:
        sent, part = each.sent, each.part
        window = (part.first_day, part.last_day, each.state, each.superseded_by, sent.received_on, sent.sender)
        yield SentTable(sent.file, part.layout, unit_of(sent, part.unit), part.period, *window)
    for sent in received.sent:
        if sent.file not in with_tables:
            unread = (None, None, "rejected", "", sent.received_on, sent.sender)
            yield SentTable(sent.file, "", unit_of(sent), "", *unread)


def _of_unit(unit: str, sent: Quality, findings: Mapping[str, Sequence[Finding]]) -> UnitReadiness:
    files = [file for file in sent.files if file.unit == unit]
    answers = [answer for answer in sent.answers if answer.wish.unit == unit]
    period, basis = sent.report.period, sent.report.basis
    labels = {period.label(basis)}
    if period.kind == "year":
        labels |= {Period("half", period.year, half).label(basis) for half in (1, 2)}
    return UnitReadiness(
        get_unit(unit) if unit else None,
        tuple(answer for answer in answers if answer.state in ("due", "missing", "partial")),
        tuple(
            _faulty(file, findings[file.file])
            for file in files
            if file.state == "rejected" and file.file not in sent.mended
        ),
        # A list and a return of the same figure say the same.
        tuple(
            dict.fromkeys(
                finding.text
                for file in files
                for finding in findings[file.file]
                if finding.rule == _UNUSUAL and dict(finding.words)["period"] in labels
            )
        ),
        tuple(answer for answer in answers if answer.is_late),
    )


def _faulty(file: SentFile, findings: Sequence[Finding]) -> FaultyFile:
    errors = [finding for finding in findings if finding.severity == "error"]
    messages = tuple(
        ": ".join(filter(None, (finding.place, f"{finding.text}. {finding.advice}")))
        for finding in errors[:FIRST_MESSAGES]
    )
    first = (
        ": ".join(filter(None, (f"{errors[0].rule}, {errors[0].place}".strip(", "), errors[0].text))) if errors else ""
    )
    name = printable(file.file, limit=90)
    return FaultyFile(name, file.received_on, len(errors), len(findings) - len(errors), messages, first)


def _lines_of(about: UnitReadiness, basis: Basis) -> Iterator[str]:
    name = about.unit.name if about.unit else "nobody known"
    for answer in about.lacking:
        words = {"due": "not here yet", "missing": "not sent", "partial": "only a part sent"}[answer.state]
        yield f"{name}: {words}: {table_words(answer, basis)}"
    for file in about.faulty:
        yield f"{name}: {file.file} ({write_date(file.received_on)}): errors {file.errors}, warnings {file.warnings}"
        yield from (f"    {message}" for message in file.messages)
        if file.errors > len(file.messages):
            yield f"    and {file.errors - len(file.messages)} more"
    for answer in about.late:
        came = f", came {write_date(answer.came_on)}" if answer.came_on else ""
        yield f"{name}: late: {table_words(answer, basis)}{came}"
    for text in about.unusual:
        yield f"{name}: unusual: {text}"


def table_words(answer: Answer, basis: Basis) -> str:
    """What should be sent, and by when, for its sender: "biểu tổng hợp năm 2023 (hạn 20/12/2023)"."""
    period = answer.wish.period.label(basis, language())
    what, day = layout_words(answer.wish.layout), write_date(answer.wish.deadline)
    return tr("{what} {period} (hạn {day})", what=what, period=period, day=day)
