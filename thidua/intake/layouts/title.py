"""Reads the title block above a table: whose it is, for which period, and what it counts."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from datetime import date
from typing import Any

from thidua.intake.cells.days import read_day
from thidua.intake.cells.named_decisions import decision_within
from thidua.intake.files.workbook import Sheet
from thidua.intake.layouts.part import Header, cell_name, shown
from thidua.intake.text.repair import repair_text
from thidua.intake.words.award_words import awards_meant
from thidua.intake.words.body_words import is_body_within
from thidua.intake.words.kind_words import kind_meant
from thidua.intake.words.periods_said import period_said
from thidua.intake.words.unit_words import why_no_unit
from thidua.intake.words.units_said import LOCAL_LEVELS, sender_words, units_meant, without_days
from thidua.registry import Basis, Unit, ancestors, days_in, fold, get_basis, level_on, reporting_levels
from thidua.registry.territory import per_territory
from thidua.registry.unit import COMMUNE_LEVELS, DISTRICT_LEVELS
from thidua.registry.unit_names import days_of_states

ALWAYS_SEND = ("province", "block")
"""Levels of units that send on every day, beside those that report to the province: districts, then communes."""

_DECIDES_AT = {
    "province": "TINH",
    "department": "SO",
    **dict.fromkeys(DISTRICT_LEVELS, "HUYEN"),
    **dict.fromkeys(COMMUNE_LEVELS, "XA"),
}
LONGEST_LINE = 120
"""Letters of a line that may name a sender; a longer one is a paragraph."""

_LABEL = re.compile(r"^[^:]{2,40}:\s*")
_CLAIM = re.compile(
    r"(?P<office>(?:ubnd|ủy ban nhân dân) )?"
    r"(?P<unit>(?:tỉnh|huyện|quận|thành phố|tp\.?|thị xã|xã|phường|thị trấn|đặc khu|sở) [^;:]{1,80})$"
)
"""A line that is no more than the name of a unit, or of its office."""
_REPORTING = re.compile(r"(?:tên )?đơn vị (?:báo cáo|gửi|lập)")
# Who receives the table, and what it rests on, say nothing of its sender and period.
_NEAR = 2
"""So many rows above the headings may say something of one table only where two stand side by side."""
_HEADS_A_UNIT = re.compile(
    r"(?:[ivx]+|[a-z]|[0-9]+)?[\s.)/-]*(?:huyện|quận|thành phố|tp|thị xã|xã|phường|thị trấn|đặc khu|sở|ban)\b"
)
_OF_PROPOSALS = re.compile(r"\b(?:đề nghị|đăng kí|trình) .*(?:khen|tặng|danh hiệu)|\bđăng kí thi đua\b")
_NOT_AWARDED = re.compile(
    r"\b(?:thu hồi|hủy bỏ|hủy|không đạt|chưa đạt|không đủ|chưa đủ|(?:không|chưa) được (?:khen|công nhận|tặng)"
    r"|dự kiến (?:khen|tặng|số|danh)|kế hoạch khen)\b"
)
_RESULTS = re.compile(r"\b(?:kết quả|thực hiện|thay thế)\b")
_LETTER_HEAD = 4
"""So many rows from the top hold who sends."""
_ATTACHED = re.compile(r"\b(?:kèm theo|đính kèm|ban hành theo)\b")
_ASIDE = re.compile(r"[-+*\s]*(?:kính gửi|nơi nhận|đơn vị nhận|căn cứ)\b")


def read_title(
    sheet: Sheet, rows_above: int, *, basis: Basis, as_of: date, first: int = 0, span: tuple[int, int] | None = None
) -> Header:
    """What the rows above the headings, and the sheet's name, say of the table.

    Parameters
    ----------
    sheet
        The sheet.
    rows_above
        How many rows stand above the headings.
    basis
        How periods are counted where the title does not say.
    as_of
        The day on which a unit's name is looked up where no period is stated.
    first
        How many rows from the top belong to another table.
    span
        First and last column, from 0, of a table beside another: what stands over one of them is not said of both.
    """
    cells = list(_texts(sheet, first, rows_above))
    texts = [text for _, _, text in cells]
    near = [text for row, at, text in cells if row >= rows_above - _NEAR and (span is None or span[0] <= at <= span[1])]
    own = [text for row, at, text in cells if span is None or row < rows_above - _NEAR or span[0] <= at <= span[1]]
    said = next((found for text in texts if (found := period_said(text))), None) or period_said(sheet.name)
    counted = get_basis(said.basis) if said and said.basis else basis
    # A unit that ended within the period was still the one that sent.
    days = days_of_states(said.period.first_day(counted), said.period.last_day(counted)) if said else (as_of,)
    naming = (*(text for text in texts if _REPORTING.match(fold(text))), *texts, sheet.name)
    sender = _sender(naming, days, lambda unit: not said or days_in(unit, said.period, counted) is not None)
    folded = [fold(text) for text in texts]
    return Header(
        **sender,
        period=said.period if said else None,
        basis=counted,
        is_basis_stated=bool(said and said.basis),
        count_unit=_count_unit(folded),
        scale=next((scaled[1] for text in folded if (scaled := _SCALE.search(text))), ""),
        until=next((day for text in folded if (day := _until(text))), None),
        kind=next((kind for text in (*own, sheet.name) if (kind := kind_meant(text))), None) or "",
        award_text=next((text for text in own if len(awards_meant(text)) == 1), ""),
        group_unit=_unit_near(sender["unit"], near, days),
        near=" ".join(map(fold, near)),
        is_of_proposals=any(map(_OF_PROPOSALS.search, folded)),
        not_awarded=next((text for text, line in zip(texts, folded, strict=True) if _takes_back(line)), ""),
        body=_body([text for row, _, text in cells if row < first + _LETTER_HEAD], sender["unit"]),
        **_attached_to(sheet, first, rows_above),
    )


def _takes_back(folded: str) -> bool:
    """Whether a line of a title says that what stands below was taken back, missed, or is only planned."""
    return _NOT_AWARDED.search(folded) is not None and _RESULTS.search(folded) is None


def _body(texts: Sequence[str], sender: Unit | None) -> str:
    """The line of a letter head that names a body within the place that was found: its table tells of it alone."""
    if sender is None or sender.level not in LOCAL_LEVELS or any(_REPORTING.match(fold(text)) for text in texts):
        return ""
    return next((text for text in texts if len(text) <= LONGEST_LINE and is_body_within(text)), "")


def _sender(naming: Sequence[str], days: Sequence[date], lives: Callable[[Unit], bool]) -> dict[str, Any]:
    """The unit that the lines of a title name, each on the latest day on which it names one, as fields of `Header`.

    The lowest of them is the sender: a department stands below its province. Where a line claims a unit below the one
    that was found, or is to say who reports, and names no unit of these days, nobody knows whose the table is.
    """
    named = {text: next((said for day in days if (said := units_said(text, day))), ()) for text in naming}
    provinces = {units[0] for units in named.values() if len(units) == 1 and units[0].level == "province"}
    found = {text: unit for text, units in named.items() if (unit := _only(units, provinces)) is not None}
    chosen = next((text for text, unit in found.items() if unit.level != "province"), next(iter(found), ""))
    sender = found.get(chosen)
    for claim in named:
        is_lower = sender is None or sender.level == "province"
        is_claimed = claim not in found and (is_lower or _REPORTING.match(fold(claim)))
        if is_claimed and (why := _why_absent(claim, days[0], is_open=sender is None)):
            return {"unit": None, "absent": _LABEL.sub("", claim).strip(), "absent_why": why}
    others = (unit for day in days if sender and (unit := unit_said(chosen, day)) and unit != sender)
    # Of one level, a unit goes on with the work of the one before it that had its name.
    rival = next((unit for unit in others if level_of(unit) != level_of(sender) and lives(unit)), None)
    return {"unit": sender, "unit_text": chosen, "rival": rival, "place": _place(sender, chosen, named, days)}


def _place(sender: Unit | None, chosen: str, naming: Iterable[str], days: Sequence[date]) -> str:
    """The id of the commune that a title names as its sender where the district answers for it; else empty.

    A letter head has the district above the office of its commune; a line that says who reports goes before both.
    """
    if sender is None or sender.level not in DISTRICT_LEVELS:
        return ""
    offices = (text for text in naming if (claim := _CLAIM.match(fold(_LABEL.sub("", text)))) and claim["office"])
    for text in (chosen,) if _REPORTING.match(fold(chosen)) else (chosen, *offices):
        meant = next((units for day in days if (units := _units_named(text, day))), ())
        if meant and sender not in meant and all(sender in ancestors(unit) for unit in meant):
            return meant[0].id
    return ""


def _only(units: Sequence[Unit], provinces: Collection[Unit]) -> Unit | None:
    """The one unit of these; of several, the one that is of a province that the title names as well."""
    left = [unit for unit in units if not set(ancestors(unit)).isdisjoint(provinces)] if len(units) > 1 else units
    return left[0] if len(left) == 1 else None


def _why_absent(text: str, on: date, *, is_open: bool) -> str:
    """Why a line that claims a unit names none of these days: "UBND XÃ LẠNG SAN"; empty for any other line.

    Where nobody else is known to be the sender (`is_open`), who reports may also be written without the word or the
    accents of its kind: "xa van lang".
    """
    if len(text) > LONGEST_LINE:
        return ""
    is_reporting, plain = bool(_REPORTING.match(fold(text))), _LABEL.sub("", text).strip()
    claim = _CLAIM.match(fold(plain))
    if claim is None:
        return why_no_unit(without_days(plain), on) if is_reporting and is_open and plain else ""
    is_certain = claim["office"] or is_reporting
    return why_no_unit(without_days(claim["unit"]), on) or ("tên không có trong danh mục đơn vị" if is_certain else "")


def _unit_near(sender: Unit | None, near: list[str], days: Sequence[date]) -> str:
    """The unit that a heading of its own names right above a table that somebody above it sends."""
    if sender is None or sender.level in LOCAL_LEVELS:
        return ""
    for text in near:
        named = next((unit for day in days if (unit := unit_said(text, day))), None)
        if _HEADS_A_UNIT.match(fold(text)) and named is not None and named != sender:
            return "" if named in ancestors(sender) else named.id
    return ""


def _attached_to(sheet: Sheet, first: int, rows_above: int) -> dict[str, Any]:
    """The decision that a title says the list is attached to: "(Kèm theo Quyết định số 946/QĐ-UBND ngày 31/5/2023)"."""
    for number, row in enumerate(sheet.rows[first:rows_above], first + 1):
        for column, cell in enumerate(row):
            if isinstance(cell, str) and _ATTACHED.search(fold(cell)) and (decision := decision_within(cell)):
                return {"decision": decision, "decision_cell": cell_name(number, column)}
    return {}


def _texts(sheet: Sheet, first: int, rows_above: int) -> Iterator[tuple[int, int, str]]:
    """Row and column, from 0, of every text of a title block, and the text."""
    is_aside = False
    for number, row in enumerate(sheet.rows[first:rows_above], first):
        label = ""
        for at, cell in enumerate(row):
            # "UBND TỈNH BẮC KẠN⏎SỞ Y TẾ" in one cell are two lines.
            for line in shown(cell).splitlines():
                text = repair_text(line).text
                goes_on = bool(label) or text.startswith(("-", "+"))
                is_aside = bool(_ASIDE.match(fold(text))) or (is_aside and goes_on)
                if label and not is_aside:
                    # "Kỳ báo cáo:" and "2023" may stand in two cells.
                    yield number, at, f"{label} {text}"
                if text and isinstance(cell, str) and not is_aside:
                    yield number, at, text
                label = text if text.endswith(":") else ""


_SCALE = re.compile(r"(?:đơn vị tính|đvt)\s*:?\s*((?:trăm|nghìn|ngàn|triệu)\b[^;)]*)")
_UNTIL = re.compile(r"\b(?:tính|số liệu) đến (?:hết )?(?:ngày )?([0-9]{1,2}[/.-][0-9]{1,2}[/.-][0-9]{4})")


def _until(folded: str) -> date | None:
    """The day up to which a line says that the figures go."""
    found = _UNTIL.search(folded)
    day = read_day(found[1]) if found else None
    return day if isinstance(day, date) else None


def _count_unit(folded: list[str]) -> str:
    for text in folded:
        if found := re.search(r"đơn vị tính\s*:?\s*([^\s:].*)", text):
            return "instance" if "lượt" in found[1] else "recipient"
    return ""


@per_territory(maxsize=8192)
def units_said(text: str, on: date) -> tuple[Unit, ...]:
    """The sending units that a line of a title can mean on a day: two where its words are the name of both."""
    return _reporting(_units_named(text, on), on)


@per_territory(maxsize=8192)
def _units_named(text: str, on: date) -> tuple[Unit, ...]:
    """The units that a line of a title names on a day, as they are named: a commune is not its district here."""
    if len(text) > LONGEST_LINE:
        return ()
    plain = _LABEL.sub("", text).strip()
    candidates = (plain, *(found[1] for found in _named_unit(on).finditer(fold(plain))))
    found = [units_meant(each, on) for each in candidates]
    return next((units for units in found if len(_reporting(units, on)) == 1), next(filter(None, found), ()))


def _reporting(units: Iterable[Unit], on: date) -> tuple[Unit, ...]:
    return tuple(dict.fromkeys(reporting_unit(unit, on) for unit in units))


def unit_said(text: str, on: date) -> Unit | None:
    """The sending unit that a line of a title names; None if it names none for certain."""
    units = units_said(text, on)
    return units[0] if len(units) == 1 else None


@per_territory
def _named_unit(on: date) -> re.Pattern[str]:
    """A unit within a line, with the words that a sender's name begins with on that day."""
    words = "|".join(re.escape(word).replace(r"\.", r"\.?") for word in sender_words(on))
    return re.compile(rf"\b(?=((?:{words})\s.+?)(?:\s(?:năm|6 tháng|sáu tháng|quí|giai đoạn)\b|$|[,;(]|\s-\s))")


@per_territory(maxsize=4096)
def reporting_unit(unit: Unit, on: date) -> Unit:
    """The unit that answers for this one on a day: itself, or the first above it that reports to the province then.

    Examples
    --------
    >>> from thidua.registry import get_unit
    >>> reporting_unit(get_unit("xa-khang-ninh"), date(2023, 6, 30)).name
    'huyện Ba Bể'
    >>> reporting_unit(get_unit("xa-ba-be-2025"), date(2026, 6, 30)).name
    'xã Ba Bể'
    """
    day = min(max(on, unit.valid_from or date.min), unit.valid_to or date.max)
    levels = reporting_levels(day).union(ALWAYS_SEND)
    return next((one for one in (unit, *ancestors(unit)) if level_on(one, day) in levels), unit)


@per_territory(maxsize=256)
def level_of(unit: Unit | None) -> str:
    """The level of commendation at which a unit decides ("HUYEN"); empty where no unit is known."""
    return _DECIDES_AT.get(unit.level, "") if unit else ""
