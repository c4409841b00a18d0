"""A part: one table of one sheet, what it says of itself, its rows, and what was noticed while reading it.

How each layout is read belongs to the module of the layout.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache

from thidua.intake.cells.decisions import DecisionNo
from thidua.intake.cells.values import Percent
from thidua.intake.files.workbook import Cell
from thidua.intake.finding import Finding, Repair
from thidua.intake.text.repair import repair_text
from thidua.registry import Basis, Period, Unit, days_in, last_day_in
from thidua.registry.unit_names import days_of_states


@dataclass(frozen=True)
class Header:
    """What a table says of itself above its headings.

    Attributes
    ----------
    unit
        The unit whose table it is; None if the title names none that is known.
    period
        The period it states; None if it states none.
    basis
        How that period is counted.
    is_basis_stated
        Whether the title says so itself; otherwise the dataset's basis holds.
    count_unit
        "instance" or "recipient" if the title says what is counted, else empty.
    kind, award_text
        The recipient kind and the title or form, if the title names one for all rows.
    group_unit
        Id of the unit that a heading right above a table of another sender names ("1. HUYỆN BA BỂ"); else empty.
    near
        What stands right above the headings, folded.
    is_of_proposals
        Whether the title speaks of proposals or registrations and not of what was decided.
    decision, decision_cell
        The decision that the title says the list belongs to ("kèm theo Quyết định số …"), and its cell.
    unit_text
        The words that name the unit: on another day they may mean the one before it.
    rival
        The unit of another level that these words mean on other days of the period: "Ba Bể" in 2025.
    place
        Id of the commune that the title names where the unit is the district that answers for it: the table tells of
        this commune alone.
    scale
        The words of the title that say what is counted, where that is thousands and not single awards; else empty.
    until
        The day up to which the title says that the figures go ("số liệu tính đến 30/6/2023"); None if it says none.
    not_awarded
        The line that says that what stands below was taken back, missed or is planned; else empty.
    body
        The line that names a body within the unit ("TRƯỜNG THCS HÀ HIỆU", "CÔNG AN XÃ BA BỂ") as who sends; else empty.
    absent, absent_why
        Words that should name the unit and name none of these days, and why in a few words.
    """

    unit: Unit | None
    period: Period | None
    basis: Basis
    is_basis_stated: bool = False
    count_unit: str = ""
    kind: str = ""
    award_text: str = ""
    group_unit: str = ""
    near: str = ""
    is_of_proposals: bool = False
    decision: DecisionNo | None = None
    decision_cell: str = ""
    unit_text: str = ""
    rival: Unit | None = None
    place: str = ""
    scale: str = ""
    until: date | None = None
    not_awarded: str = ""
    body: str = ""
    absent: str = ""
    absent_why: str = ""

    @property
    def first_day(self) -> date | None:
        """First day of the stated period."""
        return self.period.first_day(self.basis) if self.period else None

    @property
    def last_day(self) -> date | None:
        """Last day of the stated period; of a unit that ends soon after it, its last day."""
        if self.period is None:
            return None
        lived = days_in(self.unit, self.period, self.basis) if self.unit else None
        return max(self.period.last_day(self.basis), lived[1] if lived else date.min)

    @property
    def unit_day(self) -> date | None:
        """The last day of the period on which the unit exists: names and competences are those of this day."""
        if self.period is None:
            return None
        return last_day_in(self.unit, self.period, self.basis) if self.unit else self.last_day

    @property
    def days(self) -> tuple[date, ...]:
        """The last day of each state of the map in the period, the latest first; none without a period."""
        if self.first_day is None or self.last_day is None:
            return ()
        return days_of_states(self.first_day, self.last_day)


@dataclass
class Notes:
    """Collects what is found and repaired in one sheet."""

    file: str
    sheet: str
    findings: list[Finding] = field(default_factory=list)
    repairs: list[Repair] = field(default_factory=list)

    def find(self, message: str, row: int = 0, column: int = -1, found: object = "", **words: str) -> None:
        """Note a finding at a row from 1 and a column from 0; without them it is about the sheet."""
        where = cell_name(row, column) if row and column >= 0 else ""
        self.findings.append(Finding(message, self.file, self.sheet, where, shown(found), tuple(words.items())))

    def text(self, cells: Sequence[Cell], row: int, column: int) -> str:
        """The repaired text of a cell, blank outside the row; a repair or a doubt is noted."""
        if not 0 <= column < len(cells):
            return ""
        cell = cells[column]
        if not isinstance(cell, str):
            return "" if cell is None else shown(cell)
        if not cell:
            return ""
        repaired = repair_text(cell)
        if repaired.kinds:
            self.repairs.append(
                Repair(self.file, self.sheet, cell_name(row, column), cell, repaired.text, repaired.kinds)
            )
        elif repaired.is_doubtful:
            self.find("V16-doubtful", row, column, cell)
        return repaired.text

    def repair(self, row: int, column: int, sent: object, read: str) -> None:
        """Note a decision number that was put right: "946/qd-ubnd" read as "946/QĐ-UBND"."""
        self.repairs.append(Repair(self.file, self.sheet, cell_name(row, column), shown(sent), read, ("decision",)))

    def carry(self, rows: Sequence[int], column: int, value: str, origin: int, sent: str = "") -> None:
        """Note that rows of a column, one below another, are read with the value of the row `origin`."""
        first, last = cell_name(rows[0], column), cell_name(rows[-1], column)
        where = first if first == last else f"{first}:{last}"
        self.repairs.append(Repair(self.file, self.sheet, where, sent, value, ("carried",), cell_name(origin, column)))

    def leave_out(self, row: int, column: int, heading: str, why: str, kind: str = "left_out") -> None:
        """Note a column that is not counted, by its heading, and what it was taken for."""
        self.repairs.append(Repair(self.file, self.sheet, cell_name(row, column), heading, why, (kind,)))

    def tell_legacy(self) -> None:
        """Say once for the sheet that its text came in an old encoding and was read all the same."""
        legacy = [repair for repair in self.repairs if not {"tcvn3", "vni"}.isdisjoint(repair.kinds)]
        if legacy:
            first, name = legacy[0], "TCVN3 (.VnTime)" if "tcvn3" in legacy[0].kinds else "VNI"
            words = (("encoding", name), ("count", str(len(legacy))), ("read", first.read))
            self.findings.append(Finding("V16-legacy", self.file, self.sheet, "", first.sent, words))


@lru_cache(maxsize=1024)
def _letters(column: int) -> str:
    letters = ""
    while column >= 0:
        letters = chr(ord("A") + column % 26) + letters
        column = column // 26 - 1
    return letters


def cell_name(row: int, column: int) -> str:
    """Name a cell as a spreadsheet does.

    Examples
    --------
    >>> cell_name(17, 3), cell_name(1, 27)
    ('D17', 'AB1')
    """
    return f"{_letters(column)}{row}"


def shown(cell: object) -> str:
    """A cell as its sender sees it: whole numbers without a point, days as day/month/year.

    Examples
    --------
    >>> shown(5.0), shown(date(2021, 6, 1)), shown(" 01 "), shown(Percent(0.985))
    ('5', '01/06/2021', '01', '98,5%')
    """
    if isinstance(cell, str):
        return cell.strip()
    if isinstance(cell, Percent):
        return f"{round(100 * cell, 10):g}%".replace(".", ",")
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    if isinstance(cell, date):
        return f"{cell:%d/%m/%Y}"
    return "" if cell is None else str(cell)


def is_filled(cell: Cell) -> bool:
    """Whether somebody wrote something into a cell."""
    return cell != "" and cell is not None and not (isinstance(cell, str) and cell.isspace())
