"""Reads a summary return: the annual annex of counts per title or form, by recipient, class and type of award.

Each filled cell becomes one fact, so that no count is held twice: the types of award where the return splits its
decided number into them, the decided number itself where it does not.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from thidua.intake.cells.numbers import read_count
from thidua.intake.cells.values import Blank, Refused
from thidua.intake.files.workbook import Cell, Sheet
from thidua.intake.layouts.carry import carried_lines
from thidua.intake.layouts.groups import is_harmless, is_of_another_period, is_undecided, is_workplace, said_by_heading
from thidua.intake.layouts.lines import Line, is_section
from thidua.intake.layouts.part import Header, Notes, cell_name, is_filled, shown
from thidua.intake.layouts.return_lines import ReturnLines
from thidua.intake.layouts.senders import check_until, tell_missing
from thidua.intake.layouts.tables import FoundTable
from thidua.intake.layouts.title import level_of
from thidua.intake.words.authority_words import authorities_meant, giver_in
from thidua.intake.words.award_words import awards_meant, nearest_awards
from thidua.intake.words.awarding import decide_award
from thidua.intake.words.status_words import is_asked_for
from thidua.intake.words.units_said import stated_day, without_days
from thidua.registry import competence_since, fold, merged_awards, same_since

ROW = (
    "authority",
    "award",
    "recipient_kind",
    "recipient_class",
    "award_type",
    "status",
    "award_label",
    "count",
    "state",
    "cell",
    "how",
)
"""What a summary return says of each fact."""

TYPES = ("CTR", "PTR", "DOT", "DNG")
"""The types of award that add up to the decided number; enterprises are part of them, not beside them."""
KINDS = ("collective", "household", "individual")
CLASSES = ("department_leader", "other_leader", "direct_labour")

_NUMBERING = re.compile(
    r"(?:(?P<roman>[IVX]+)|(?P<letter>[A-ZĐ])|(?P<figure>[0-9]+)|(?P<small>[a-zđ]))(?:\.[0-9]+)*\s*[./)-]"
)
_UNNUMBERED = 99
"""The rank of a heading without a number; that of another is when its way of numbering came first: A., then II."""

Count = int | Blank | None
"""A count, a blank, or None where the return has no such column or its cell cannot be read."""


@dataclass
class _Return:
    """One return being read: where fields stand, the group heading above, and the sums for its total lines."""

    table: FoundTable
    header: Header
    notes: Notes
    on: date
    level: str
    lines: ReturnLines
    authority_text: str = ""
    authority_rank: int = 0
    group_day: date | None = None
    numberings: list[str] = field(default_factory=list)

    def rank(self, heading: str) -> int:
        """How far down a heading stands, by how it is numbered: the way that came first is the widest."""
        found = _NUMBERING.match(heading)
        if found is None:
            return _UNNUMBERED
        style = f"{found.lastgroup}{found[0].count('.', 0, -1)}"
        if style not in self.numberings:
            self.numberings.append(style)
        return self.numberings.index(style)

    def column(self, name: str) -> int:
        return self.table.columns.get(name, -1)

    def columns(self, name: str) -> tuple[int, ...]:
        """The columns that make one count: one, or those of the parts that are added up."""
        return (self.table.columns[name], *self.table.also.get(name, ()))

    def counts(self, line: Line) -> dict[str, Count]:
        """The counts of a line by field; what is no count is noted and None."""
        return {name: self._count(line, name) for name in self.table.columns if ":" in name}

    def _count(self, line: Line, name: str) -> Count:
        counted = name.partition(":")[2]
        kind = "individual" if counted in CLASSES else counted
        values: list[Count] = []
        for at in self.columns(name):
            cell = line.cells[at] if at < len(line.cells) else ""
            value = read_count(cell, kind)
            if isinstance(value, Refused):
                self.notes.find(f"V04-{value.reason}", line.number, at, cell)
            values.append(None if isinstance(value, Refused) else value)
        if len(values) == 1 or None in values:
            return values[0] if len(values) == 1 else None
        numbers = [value for value in values if isinstance(value, int)]
        if numbers and Blank.MISSING in values:
            # What one part does not state is not known of the whole.
            at = self.columns(name)[values.index(Blank.MISSING)]
            self.notes.find("L09-part", line.number, at)
            return Blank.MISSING
        return sum(numbers) if numbers else values[0]


def read_summary_return(
    sheet: Sheet, table: FoundTable, header: Header, notes: Notes, *, as_of: date
) -> list[tuple[Any, ...]]:
    """Read the counts of a summary return, as tuples in the order of `ROW`.

    Parameters
    ----------
    sheet, table
        The sheet, and where its table stands.
    header
        What the title block says; a return without a unit or a period cannot be counted.
    notes
        Takes every finding and repair: what is no count (V04), sums that do not hold (V05).
    as_of
        The day on which titles and competences are looked up where no period is stated.
    """
    if header.unit is None:
        tell_missing(header, notes, as_of)
    if header.period is None:
        notes.find("V13-period")
    if header.scale:
        notes.find("V18-scale", found=header.scale)
    elif not header.count_unit:
        notes.find("V18-unit")
    check_until(header, notes)
    if header.is_of_proposals and not any(name.startswith("proposed") for name in table.columns) and _is_plain(table):
        notes.find("L13-proposals", table.first_heading, table.columns["award"])
    if header.not_awarded:
        notes.find("L13-title", table.first_heading, table.columns["award"], header.not_awarded)
    reading = _Return(table, header, notes, header.unit_day or as_of, level_of(header.unit), ReturnLines())
    rows: list[tuple[Any, ...]] = []
    lines = carried_lines(sheet, table, notes).lines
    last = max((at for at, line in enumerate(lines) if line.role in ("data", "nameless", "total")), default=-1)
    for place, line in enumerate(lines):
        if line.role == "data" and _is_group(line, table):
            _start_group(reading, line)
        elif line.role == "data":
            rows += _rows(reading, line)
        elif line.role == "total":
            reading.lines.add_total(line, reading.counts(line), _is_whole(line))
        elif line.role == "nameless":
            notes.find("L03-nameless", line.number, table.columns["award"])
        elif line.role == "stray":
            at = next(at for at, cell in enumerate(line.cells) if is_filled(cell))
            notes.find("L08-row", line.number, at, line.cells[at])
        elif line.role == "group" and (place < last or any(map(_is_number, line.cells))):
            # A remark below the last line heads nothing.
            _start_group(reading, line)
    for line, name, stated, expected in reading.lines.wrong_totals():
        notes.find("V05-total", line.number, reading.column(name), stated, sum=str(expected))
    return rows


def _is_number(cell: Cell) -> bool:
    return is_filled(cell) and not isinstance(cell, str)


def _is_plain(table: FoundTable) -> bool:
    """Whether the columns of counts stand below no heading that says whether they were decided."""
    return all(len(table.paths[at]) == 1 for name, at in table.columns.items() if ":" in name)


def _is_whole(line: Line) -> bool:
    return any(fold(cell).startswith("tổng") for cell in line.cells if isinstance(cell, str))


def _is_group(line: Line, table: FoundTable) -> bool:
    """A heading such as "II. Cấp tỉnh" may carry the sums of its group; it names an authority, not a title."""
    text = line.cells[table.columns["award"]]
    return isinstance(text, str) and is_section(text) and not awards_meant(text)


def _start_group(reading: _Return, line: Line) -> None:
    column = reading.column("award")
    written = reading.notes.text(line.cells, line.number, column) or line.text
    text, reading.group_day = without_days(written), stated_day(written)
    giver = giver_in(text)
    _tell_group(reading, line, text, giver)
    if (giver or is_section(text)) and not awards_meant(text):
        number = shown(line.cells[reading.column("number")]) if "number" in reading.table.columns else ""
        numbered = f"{number}. {text}" if number else text
        rank = reading.rank(numbered)
        if giver or "cấp" in fold(text).split():
            reading.authority_text, reading.authority_rank = giver, rank
        elif rank <= reading.authority_rank < _UNNUMBERED:
            # "2. Hình thức khen thưởng" below "II. Cấp tỉnh" is conferred at that level; "III. Hình thức" is not.
            reading.authority_text = ""
    reading.lines.start_group(line, reading.counts(line))


def _tell_group(reading: _Return, line: Line, text: str, giver: str) -> None:
    """Ask about a group heading that may keep its lines from being added to the others."""
    unit = said_by_heading(text, reading.on).get("unit")
    is_own = unit is None or (reading.header.unit is not None and unit == reading.header.unit.id)
    if is_own and not is_undecided(text) and (is_section(text) or giver or awards_meant(text)):
        return
    at = next((at for at, cell in enumerate(line.cells) if is_filled(cell)), 0)
    folded = fold(text)
    if is_of_another_period(text, reading.header):
        period = reading.header.period
        label = period.label(reading.header.basis) if period else ""
        reading.notes.find("L12-period", line.number, at, text, period=label)
    elif is_undecided(text) or _OF_RESULTS.search(folded):
        reading.notes.find("L12-status", line.number, at, text)
    elif _OF_WHOLE.search(folded) or not is_own:
        reading.notes.find("L12-part", line.number, at, text)
    elif not is_harmless(text) and not is_workplace(text):
        reading.notes.find("L12-group", line.number, at, text)


_OF_RESULTS = re.compile(r"\b(?:kế hoạch|đăng kí|được khen|kết quả)\b")
_OF_LINE = re.compile(r"trong đó\b|[-+*•] ")
_OF_WHOLE = re.compile(r"\b(?:toàn (?:huyện|tỉnh|thành phố|xã|ngành)|trong đó|chung|tổng hợp)\b")


def _rows(reading: _Return, line: Line) -> list[tuple[Any, ...]]:
    at = reading.column("award")
    label = reading.notes.text(line.cells, line.number, at)
    counts = reading.counts(line)
    reading.lines.add(counts)
    _check_sum(reading, line, counts)
    award, authority, message = _award(reading, label, counts)
    if award and not message:
        _check_twice(reading, line, label, award, authority, counts)
    is_decided = any(isinstance(value, int) and value for name, value in counts.items() if "proposed" not in name)
    if is_decided and is_asked_for(label):
        reading.notes.find("V19-proposed", line.number, at, line.cells[at])
    if message:
        nearest = nearest_awards(label) if message == "V02-award" else ()
        words = {"award": label, "authority": reading.authority_text, "day": f"{reading.on:%d/%m/%Y}"}
        words["nearest"] = '" hoặc "'.join(nearest)
        message = "V02-part" if message == "V02-award" and _OF_LINE.match(fold(label)) else message
        reading.notes.find(
            "V02-nearest" if nearest and message != "V02-part" else message, line.number, at, line.cells[at], **words
        )
    rows: list[tuple[Any, ...]] = []
    awards = merged_awards(award) if award else ()
    is_named = authority in authorities_meant(reading.authority_text, None)
    how = "authority=law" if authority and not is_named else ""

    def takes(kind: str) -> bool:
        return not awards or kind == "household" or any(kind in each.recipient_kinds for each in awards)

    def add(kind: str, of_class: str, of_type: str, status: str, value: Count, *columns: str) -> None:
        if value is None or (of_class and not isinstance(value, int)):
            return
        if not takes(kind):
            # A blank or a nought where the title is not for this kind of recipient says nothing.
            if isinstance(value, int) and value and not of_class:
                column = reading.column(columns[0])
                reading.notes.find("V02-kind", line.number, column, value, award=label)
            return
        where = "+".join(cell_name(line.number, at) for name in columns for at in reading.columns(name))
        count = value if isinstance(value, int) else None
        state = "counted" if count is not None else "missing" if value is Blank.MISSING else "not_applicable"
        rows.append((authority, award, kind, of_class, of_type, status, label, count, state, where, how))

    for kind in KINDS:
        if f"proposed:{kind}" in counts:
            add(kind, "", "", "proposed", counts[f"proposed:{kind}"], f"proposed:{kind}")
        if f"decided:{kind}" in counts:
            _add_decided(reading, line, kind, counts, add)
    return rows


def _check_sum(reading: _Return, line: Line, counts: dict[str, Count]) -> None:
    """A column "Tổng số" beside those of the kinds must hold their sum."""
    at = reading.column("sum")
    stated = read_count(line.cells[at]) if 0 <= at < len(line.cells) else None
    decided = [count for kind in KINDS if isinstance(count := counts.get(f"decided:{kind}"), int)]
    if isinstance(stated, int) and stated != sum(decided):
        reading.notes.find("V05-across", line.number, at, stated, sum=str(sum(decided)))


def _add_decided(reading: _Return, line: Line, kind: str, counts: dict[str, Count], add: Any) -> None:
    """The decided number of one recipient kind: by type where the types are given, checked against their sum."""
    decided = counts[f"decided:{kind}"]
    parts: list[tuple[str, list[str]]] = []
    for of_type in TYPES:
        split = [f"{of_type}:{of_class}" for of_class in CLASSES if f"{of_type}:{of_class}" in counts]
        whole = f"{of_type}:{kind}"
        columns = (
            split if kind == "individual" and split and whole not in counts else [whole] if whole in counts else []
        )
        if any(isinstance(counts[name], int) for name in columns):
            parts.append((of_type, columns))
    if not parts:
        add(kind, "", "", "awarded", decided, f"decided:{kind}")
        if isinstance(decided, int):
            _add_enterprise(reading, line, kind, counts, add, decided, 0)
        return
    sums = {of_type: sum(n for name in names if isinstance(n := counts[name], int)) for of_type, names in parts}
    total = sum(sums.values())
    if isinstance(decided, int) and decided != total:
        reading.notes.find("V05-sum", line.number, reading.column(f"decided:{kind}"), decided, sum=str(total))
    elif isinstance(decided, Blank) and total:
        reading.notes.find("V05-blank", line.number, reading.column(f"decided:{kind}"), "", sum=str(total))
    for of_type, names in parts:
        add(kind, "", of_type, "awarded", sums[of_type], *names)
        for name in names:
            if (code := name.partition(":")[2]) in CLASSES:
                add(kind, code, of_type, "awarded", counts[name], name)
    of_class = [counts[name] for _, names in parts for name in names if name.partition(":")[2] in CLASSES]
    classed = sum(value for value in of_class if isinstance(value, int))
    _add_enterprise(reading, line, kind, counts, add, total, classed)


def _add_enterprise(
    reading: _Return, line: Line, kind: str, counts: dict[str, Count], add: Any, total: int, classed: int
) -> None:
    """What the column "doanh nghiệp" says of the decided number; its people are a class if the others leave room."""
    enterprise = counts.get(f"enterprise:{kind}")
    if not isinstance(enterprise, int):
        return
    if enterprise > total:
        column = reading.column(f"enterprise:{kind}")
        reading.notes.find("V05-enterprise", line.number, column, enterprise, whole=str(total))
    add(kind, "enterprise", "", "awarded", enterprise, f"enterprise:{kind}")
    # They are part of the types, and may stand among the leaders or workers there as well.
    if kind == "individual" and classed + enterprise <= total:
        add(kind, "entrepreneur", "", "awarded", enterprise, f"enterprise:{kind}")


def _award(reading: _Return, label: str, counts: dict[str, Count]) -> tuple[str, str, str]:
    """The code of a title, who conferred it, and the message that refuses them: the group heading names the level.

    In a period over a change of the law a title is one of any day on which its unit, or a province, can tell of it; a
    line without a number is one of any day of the period, or of the day that its group states.
    """
    unit = reading.header.unit
    is_counted = any(isinstance(count, int) and count for count in counts.values())
    tells_of_all = unit is None or unit.level == "province" or not is_counted
    others = (*reading.header.days, reading.group_day or reading.on)
    days = [reading.on, *(day for day in others if tells_of_all or (unit and unit.is_valid(day)))]
    found = [
        decide_award(label, reading.authority_text, "", max(competence_since(day), same_since(day)), reading.level)
        for day in days
    ]
    return next((one for one in found if not one[2]), found[0])


def _check_twice(
    reading: _Return, line: Line, label: str, award: str, authority: str, counts: dict[str, Count]
) -> None:
    """One title in two lines of a group, with a number for the same recipients in both, is one number too many."""
    for name, value in counts.items():
        if isinstance(value, int) and value:
            first = reading.lines.first_of((award, authority, name), line.number, label)
            if first is not None:
                at = reading.column("award")
                words = {"award": label, "other": first[1], "first_row": str(first[0])}
                reading.notes.find("V11-lines", line.number, at, line.cells[at], **words)
                return
