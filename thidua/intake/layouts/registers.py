"""Reads the registers: registrations, movements, indicators, block scores, exemplary models, directing documents.

Registrations are counts and become facts; the other registers keep their rows as they are.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Hashable
from datetime import date
from typing import Any

from thidua.intake.cells.days import read_day
from thidua.intake.cells.flags import read_flag
from thidua.intake.cells.numbers import read_count, read_measure, read_percent
from thidua.intake.cells.values import Blank, Percent, Refused
from thidua.intake.files.workbook import Sheet
from thidua.intake.layouts.carry import carried_lines
from thidua.intake.layouts.directives import read_directive
from thidua.intake.layouts.keys import KEY
from thidua.intake.layouts.lines import Line, is_total_word
from thidua.intake.layouts.part import Header, Notes, cell_name, is_filled
from thidua.intake.layouts.senders import tell_missing
from thidua.intake.layouts.tables import FoundTable
from thidua.intake.layouts.title import level_of
from thidua.intake.words.award_words import awards_meant, choose_award, nearest_awards
from thidua.intake.words.kind_words import kind_meant
from thidua.intake.words.register_words import register_choices, register_words
from thidua.registry import fold, merged_awards

ROWS: dict[str, tuple[str, ...]] = {
    "registrations": ("award", "recipient_kind", "status", "award_label", "count", "state", "cell"),
    "movements": (
        "name",
        "mode",
        "launching_level",
        "sector",
        "started_on",
        "ended_on",
        "is_core",
        "awards",
        "note",
        "cell",
    ),
    "indicators": (
        "name",
        "measured_in",
        "direction",
        "target",
        "actual",
        "same_period",
        "stated_percent",
        "note",
        "cell",
    ),
    "scores": ("criterion", "maximum", "self_score", "cross_score", "bonus", "minus", "votes", "note", "cell"),
    "directives": ("document_no", "kind", "issued_on", "about", "issuer", "note", "cell"),
    "models": (
        "subject",
        "recipient_kind",
        "field",
        "discovered_on",
        "stage",
        "replications",
        "reviewed_on",
        "difficulties",
        "support",
        "note",
        "cell",
    ),
}
"""What each register says of each of its rows."""

ROUNDING = 0.05
"""A stated percentage may differ by this much from the one that follows from its numbers (V06)."""


class Register:
    """One register being read: its cells by field, with everything that cannot be read noted."""

    def __init__(self, table: FoundTable, header: Header, notes: Notes, as_of: date) -> None:
        self.table, self.header, self.notes, self.as_of = table, header, notes, as_of
        self.on = header.unit_day or as_of
        self._rows: dict[Hashable, int] = {}

    def text(self, line: Line, name: str) -> str:
        return self.notes.text(line.cells, line.number, self.table.columns.get(name, -1))

    def value(self, line: Line, name: str, read: Callable[[Any], Any], rule: str) -> Any:
        """A number, day or flag; None where nothing is written, or what is written was noted."""
        at = self.table.columns.get(name, -1)
        if not 0 <= at < len(line.cells):
            return None
        found = read(line.cells[at])
        if isinstance(found, Refused):
            self.notes.find(f"{rule}-{found.reason}" if rule == "V04" else rule, line.number, at, line.cells[at])
            return None
        return None if isinstance(found, Blank) else found

    def cell(self, line: Line, name: str) -> Any:
        """The cell of a field; blank if the register has no such column."""
        at = self.table.columns.get(name, -1)
        return line.cells[at] if 0 <= at < len(line.cells) else ""

    def word(self, line: Line, name: str, register: str) -> str:
        """The code of a word from a closed list; an unknown word is noted and kept out."""
        written = self.text(line, name)
        if not written:
            return ""
        code = register_words(f"{register}.{name}").get(fold(written))
        if code is None:
            self.find("L07-word", line, name, choices=", ".join(register_choices(f"{register}.{name}")))
        return code or ""

    def tell_repair(self, line: Line, name: str, read: str) -> None:
        """Note that a number was put right, if its cell does not hold it as it is read."""
        sent = self.cell(line, name)
        if read not in "".join(unicodedata.normalize("NFC", str(sent)).split()):
            self.notes.repair(line.number, self.table.columns[name], sent, read)

    def first_row(self, said: Hashable, line: Line) -> int:
        """The row in which the register says this first: that of the line, unless an earlier one says it too."""
        return self._rows.setdefault(said, line.number)

    def find(self, message: str, line: Line, name: str, **words: str) -> None:
        """Note what is found in the cell of a field."""
        at = self.table.columns.get(name, 0)
        self.notes.find(message, line.number, at, line.cells[at] if at < len(line.cells) else "", **words)


def read_register(
    sheet: Sheet, table: FoundTable, header: Header, notes: Notes, *, as_of: date
) -> list[tuple[Any, ...]]:
    """Read the rows of a register, as tuples in the order of `ROWS` of its layout.

    Parameters
    ----------
    sheet, table
        The sheet, and where its table stands.
    header
        What the title block says; a register without unit or period is refused (V01, V13).
    notes
        Takes every finding and repair.
    as_of
        The day on which titles are looked up where no period is stated.
    """
    register = Register(table, header, notes, as_of)
    key = table.columns[KEY[table.layout]]
    if header.unit is None:
        tell_missing(header, notes, as_of)
    if header.period is None:
        notes.find("V13-period")
    read_row = _READERS[table.layout]
    rows: list[tuple[Any, ...]] = []
    for line in carried_lines(sheet, table, notes).lines:
        if line.role == "data" and _is_sum(register, line):
            notes.leave_out(line.number, table.columns["registrant"], register.text(line, "registrant"), "là dòng cộng")
        elif line.role == "data":
            found = read_row(register, line)
            rows += [] if found is None else [(*found, cell_name(line.number, key))]
        elif line.role == "nameless":
            notes.find("L03-nameless", line.number, key)
        elif line.role == "stray":
            at = next(at for at, cell in enumerate(line.cells) if is_filled(cell))
            notes.find("L08-row", line.number, at, line.cells[at])
    return rows


def _is_sum(register: Register, line: Line) -> bool:
    """Whether a line of registrations adds up the units of the others."""
    registrant = register.cell(line, "registrant")
    return isinstance(registrant, str) and is_total_word(registrant)


def _registration(register: Register, line: Line) -> tuple[Any, ...]:
    label = register.text(line, "award")
    written_kind = register.text(line, "kind")
    kind = kind_meant(written_kind) if written_kind else None
    if written_kind and kind is None:
        register.find("V02-recipient", line, "kind")
    codes = choose_award(awards_meant(label), None, kind, register.on, level_of(register.header.unit))
    if not codes:
        nearest = nearest_awards(label)
        message = "V02-nearest" if nearest else "V02-award"
        register.find(message, line, "award", award=label, nearest='" hoặc "'.join(nearest))
    elif len(codes) > 1:
        register.find("V02-ambiguous", line, "award", award=label)
    award = codes[0] if len(codes) == 1 else ""
    if award and kind is None:
        kinds = {each for one in merged_awards(award) for each in one.recipient_kinds}
        kind = kinds.pop() if len(kinds) == 1 else None
    at = register.table.columns["count"]
    cell = line.cells[at] if at < len(line.cells) else ""
    count = read_count(cell, kind or "")
    if isinstance(count, Refused):
        register.notes.find(f"V04-{count.reason}", line.number, at, cell)
    number = count if isinstance(count, int) else None
    state = "counted" if number is not None else "not_applicable" if count is Blank.NOT_APPLICABLE else "missing"
    return award, kind or "", "registered", label, number, state


def _movement(register: Register, line: Line) -> tuple[Any, ...]:
    started_on = register.value(line, "started_on", read_day, "V12-date")
    ended_on = register.value(line, "ended_on", read_day, "V12-date")
    if started_on and ended_on and started_on > ended_on:
        register.find("V12-order", line, "started_on", later=f"{ended_on:%d/%m/%Y}")
    return (
        register.text(line, "name"),
        register.word(line, "mode", "movements"),
        register.text(line, "launching_level"),
        register.text(line, "sector"),
        started_on,
        ended_on,
        register.value(line, "is_core", read_flag, "L06-mark"),
        register.value(line, "awards", read_count, "V04"),
        register.text(line, "note"),
    )


def _indicator(register: Register, line: Line) -> tuple[Any, ...]:
    measured_in = register.text(line, "measured_in")
    in_percent = fold(measured_in) in _IN_PERCENT

    def read(cell: Any) -> Any:
        return read_measure(cell, in_percent)

    values = {name: register.value(line, name, read, "V04") for name in ("target", "actual", "same_period")}
    target, actual, same_period = values.values()
    if in_percent:
        _ask_for_share(register, line, values)
    percent = register.value(line, "stated_percent", read_percent, "V06-not-a-percent")
    if percent is not None and target and actual is not None:
        follows = 100 * actual / target
        # A cell without a format for per cents may keep 0.924 for 92,4 %.
        percent = min((percent, 100 * percent), key=lambda stated: abs(stated - follows)) if percent <= 5 else percent
        if abs(percent - follows) > ROUNDING + 1e-9:
            register.find("V06-percent", line, "stated_percent", percent=_vi(follows, 2))
    return (
        register.text(line, "name"),
        measured_in,
        register.word(line, "direction", "indicators"),
        target,
        actual,
        same_period,
        percent,
        register.text(line, "note"),
    )


_IN_PERCENT = ("%", "phần trăm", "tỉ lệ %", "tỉ lệ", "% hộ", "%/năm")


def _ask_for_share(register: Register, line: Line, values: dict[str, Any]) -> None:
    """In a line counted in %, a bare number below 1 beside none above may be a share of one: nobody can tell."""
    bare = {name: register.cell(line, name) for name, value in values.items() if value is not None}
    numbers = [cell for cell in bare.values() if isinstance(cell, int | float) and not isinstance(cell, Percent)]
    if numbers and len(numbers) == len(bare) and all(0 < cell < 1 for cell in numbers):
        register.find("V06-share", line, next(iter(bare)), percent=_vi(100 * numbers[0], 2))


def _score(register: Register, line: Line) -> tuple[Any, ...]:
    names = ("maximum", "self_score", "cross_score", "bonus", "minus")
    maximum, self_score, cross_score, bonus, minus = (register.value(line, name, read_measure, "V04") for name in names)
    for name, score in (("self_score", self_score), ("cross_score", cross_score)):
        if score is not None and maximum is not None and score > maximum:
            register.find("V05-score", line, name, maximum=_vi(maximum, 2))
    votes = register.value(line, "votes", read_count, "V04")
    return (
        register.text(line, "criterion"),
        maximum,
        self_score,
        cross_score,
        bonus,
        minus,
        votes,
        register.text(line, "note"),
    )


def _model(register: Register, line: Line) -> tuple[Any, ...]:
    written_kind = register.text(line, "kind")
    kind = kind_meant(written_kind) if written_kind else ""
    if kind is None:
        register.find("V02-recipient", line, "kind")
    return (
        register.text(line, "subject"),
        kind or "",
        register.text(line, "field"),
        register.value(line, "discovered_on", read_day, "V12-date"),
        register.word(line, "stage", "models"),
        register.value(line, "replications", read_count, "V04"),
        register.value(line, "reviewed_on", read_day, "V12-date"),
        register.text(line, "difficulties"),
        register.text(line, "support"),
        register.text(line, "note"),
    )


_READERS: dict[str, Callable[[Register, Line], tuple[Any, ...] | None]] = {
    "registrations": _registration,
    "movements": _movement,
    "indicators": _indicator,
    "scores": _score,
    "models": _model,
    "directives": read_directive,
}


def _vi(value: float, digits: int) -> str:
    """A number with a decimal comma, without needless noughts."""
    return f"{value:.{digits}f}".rstrip("0").rstrip(".").replace(".", ",")
