"""Whether the data of a set are there before it is rendered: who has not sent, what has errors, what looks unusual.

What had come by a day is weighed as it stood on that day, by the same rules as in the ``quality`` report.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Container, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import pandas as pd

from thidua.deliver.lines import some_of
from thidua.facts.dataset import Dataset
from thidua.facts.expected import wishes
from thidua.facts.inbox import Sent
from thidua.facts.receive import Received, weigh
from thidua.facts.sent import SentTable
from thidua.intake.finding import Finding
from thidua.present.chapters.quality.inbox import Answer, Quality, SentFile
from thidua.present.chapters.quality.layout import in_order, layout_words
from thidua.present.known import Known
from thidua.present.language import language, tr
from thidua.present.letters import printable
from thidua.present.numbers import write_date
from thidua.registry import Basis, Period, Unit, get_unit, last_day_in, name_on, units
from thidua.registry.territory import current

FIRST_MESSAGES = 3
"""So many messages of a file are told; all of them stand in the answer to its sender."""

FEW = 6
"""What is lacking of so many units is told unit by unit; of more, in one line for each table."""

LONGEST = 40
"""So many other lines are told; the quality report has all of them."""

WORDS = {"missing": "not sent", "partial": "only a part sent", "due": "not here yet"}
"""How a table stands that is not here, what is overdue first."""

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
    name
        Of the unit, on its last day in the period.
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
    name: str = ""
    lacking: tuple[Answer, ...] = ()
    faulty: tuple[FaultyFile, ...] = ()
    unusual: tuple[str, ...] = ()
    late: tuple[Answer, ...] = ()

    @property
    def is_ready(self) -> bool:
        """Whether nothing is left for the unit to do; figures may be unusual and right, and what was late is there."""
        return not self.lacking and not self.faulty


@dataclass(frozen=True)
class Lacked:
    """One table that more than a few units have not sent.

    Attributes
    ----------
    words
        The table, as `table_words` says it.
    sent, asked
        Of how many units it came, and should come.
    units
        The names of the others by how it stands: "missing", "partial" or "due".
    """

    words: str
    sent: int
    asked: int
    units: Mapping[str, tuple[str, ...]]


@dataclass(frozen=True)
class Readiness:
    """What had come of a dataset and period by a day.

    Attributes
    ----------
    units
        In the order of the registry; those of which nothing is to be said are left out.
    answers
        What became of each table that should come.
    """

    dataset: Dataset
    period: Period
    on: date
    units: tuple[UnitReadiness, ...]
    answers: tuple[Answer, ...]

    @property
    def asked(self) -> int:
        """How many tables should come."""
        return len(self.answers)

    @property
    def is_ready(self) -> bool:
        """Whether every unit is."""
        return all(each.is_ready for each in self.units)

    def of(self, unit: Unit) -> UnitReadiness:
        """What is to be said of one unit; empty if nothing is."""
        return next((each for each in self.units if each.unit == unit), UnitReadiness(unit, unit.name))

    def lacked_by_many(self) -> list[Lacked]:
        """The tables that more than a few units have not sent, in the order of the settings."""
        basis = self.dataset.basis
        asked = Counter(table_words(answer, basis) for answer in self.answers)
        lacking: dict[str, list[tuple[str, str]]] = {words: [] for words in asked}
        for each in self.units:
            for answer in each.lacking:
                lacking[table_words(answer, basis)].append((answer.state, each.name))
        return [
            Lacked(
                words,
                asked[words] - len(found),
                asked[words],
                {state: names for state in WORDS if (names := tuple(name for one, name in found if one == state))},
            )
            for words, found in lacking.items()
            if len(found) > FEW
        ]

    def lines(self) -> list[str]:
        """The same for a terminal; the operator's words are English, those about a file as its sender reads them."""
        lacking = sum(len(each.lacking) for each in self.units)
        faulty = sum(len(each.faulty) for each in self.units)
        about = f"{self.dataset.name}/{self.period} on {self.on:%d/%m/%Y}"
        if not self.asked and not self.units:
            return [f"{about}: nothing is asked for (no [[expected]] of this period in dataset.toml)"]
        head = f"{about}: tables not here {lacking} of {self.asked}, files with errors {faulty}"
        many = self.lacked_by_many()
        in_one = {each.words for each in many}
        lines = [line for each in self.units for line in _lines_of(each, self.dataset.basis, in_one)]
        rest = len(lines) - LONGEST
        cut = [f"and {rest} more lines; the quality report has all of them"] if rest > 0 else []
        return [head, *(_line_of_many(each) for each in many), *lines[:LONGEST], *cut]


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
    with dataset.territory.in_force():
        received = _received_by(dataset, on)
        sent = _quality(dataset, period, on, received)
        findings: dict[str, list[Finding]] = defaultdict(list)
        for finding in received.findings:
            findings[finding.file].append(finding)
        ids = in_order([*(file.unit for file in sent.files), *(answer.wish.unit for answer in sent.answers)])
        found = [_of_unit(unit, sent, findings) for unit in ids]
    told = tuple(each for each in found if not each.is_ready or each.unusual or each.late)
    return Readiness(dataset, period, on, told, sent.answers)


def _received_by(dataset: Dataset, on: date) -> Received:
    """What was received by the end of a day, weighed without what came later."""
    whole = dataset.received()
    came = [(one, read) for one, read in zip(whole.sent, whole.reads, strict=True) if one.received_on <= on]
    if len(came) == len(whole.sent):
        return whole
    return weigh([one for one, _ in came], [read for _, read in came], basis=dataset.basis, as_of=on)


def _quality(dataset: Dataset, period: Period, on: date, received: Received) -> Quality:
    """What the quality report of the whole province would be about on that day."""
    tables = sorted(_tables(received), key=lambda table: (table.received_on, table.file))
    about = tuple(table for table in tables if table.belongs_to(period, dataset.basis))
    # Findings are told here in the words of their senders: the frames of the report stay empty.
    report = Known(dataset, _own_province(), period)
    first, last = period.first_day(dataset.basis), period.last_day(dataset.basis)
    expected = wishes(dataset.settings.expected, dataset.basis, on)
    asked = tuple(one for one in expected if first <= one.period.last_day(dataset.basis) <= last)
    return Quality(report, about, pd.DataFrame(), pd.DataFrame(), has_inbox=bool(received.sent), asked=asked)


def _own_province() -> Unit:
    """The province that the tables in force are of; of two by one code, that of today."""
    provinces = units(level="province")
    own = [one for one in provinces if one.code(one.valid_to or date.max) == current().province]
    return (own or list(provinces))[-1]


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
            when = sent.received_on
            yield SentTable(sent.file, "", unit_of(sent), "", None, None, "rejected", "", when, sent.sender)


def _of_unit(unit: str, sent: Quality, findings: Mapping[str, Sequence[Finding]]) -> UnitReadiness:
    files = [file for file in sent.files if file.unit == unit]
    answers = [answer for answer in sent.answers if answer.wish.unit == unit]
    period, basis = sent.report.period, sent.report.basis
    labels = {period.label(basis)}
    if period.kind == "year":
        labels |= {Period("half", period.year, half).label(basis) for half in (1, 2)}
    found = get_unit(unit) if unit else None
    return UnitReadiness(
        found,
        name_on(found, last_day_in(found, period, basis)) if found else "",
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


def _line_of_many(about: Lacked) -> str:
    lacking = "; ".join(f"{WORDS[state]}: {some_of(names)}" for state, names in about.units.items())
    return f"{about.words}: {about.sent} of {about.asked} have sent; {lacking}"


def _lines_of(about: UnitReadiness, basis: Basis, told: Container[str]) -> Iterator[str]:
    """The lines of one unit; a table that is told for many units is not told again."""
    name = about.name or "nobody known"
    for answer in about.lacking:
        if (table := table_words(answer, basis)) not in told:
            yield f"{name}: {WORDS[answer.state]}: {table}"
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
