"""Templates: the empty workbooks that senders fill in, with the words of the registry in their drop-downs.

What each form asks stands in ``tables/templates.toml``; how a filled one is read belongs to the readers.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from datetime import date, datetime, time
from functools import cache
from importlib import resources
from pathlib import Path

from openpyxl.utils import get_column_letter, quote_sheetname
from openpyxl.workbook import Workbook
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.worksheet import Worksheet

from thidua.intake.layouts.registers import register_choices
from thidua.intake.layouts.title import ALWAYS_SEND
from thidua.intake.words.competence import conferring
from thidua.intake.writing.cell_text import put_text
from thidua.intake.writing.saved import save_workbook
from thidua.intake.writing.template_entry import validate_column
from thidua.intake.writing.template_form import Column, Form
from thidua.intake.writing.template_guide import draw_guide
from thidua.intake.writing.template_rows import LAST_ROW, draw_open_rows, draw_return_rows
from thidua.intake.writing.template_sheet import PERIOD_CELL, UNIT_CELL, draw_form
from thidua.registry import (
    Period,
    Unit,
    ancestors,
    authorities,
    award_type_label,
    award_types,
    awards,
    communes_of,
    districts,
    get_authority,
    get_award,
    get_basis,
    levels,
    recipient_classes,
    recipient_kinds,
    regime,
    reporting_levels,
    units,
)
from thidua.settings import Settings

GUIDE_SHEET, LISTS_SHEET = "Hướng dẫn", "Danh mục"
_KINDS = ("collective", "household", "individual")
_SPARE_LINES = 2


class Template(Settings):
    """One workbook: its file name, and the forms in it."""

    file: str
    title: str
    purpose: str
    sheets: tuple[Form, ...]


class _Templates(Settings):
    guide: tuple[tuple[str, str], ...]
    workbooks: tuple[Template, ...]


@cache
def _templates() -> _Templates:
    text = resources.files("thidua.intake").joinpath("tables", "templates.toml").read_text(encoding="utf-8")
    return _Templates.model_validate(tomllib.loads(text))


def write_templates(folder: Path, *, on: date, year: int | None = None) -> list[Path]:
    """Write one workbook for each kind of file that a unit sends.

    Parameters
    ----------
    folder
        Where to; made if missing.
    on
        The day whose units, titles and authorities are offered.
    year
        The reporting year: its periods, and those of the year before, can be chosen; without it, the year of the day.

    Returns
    -------
    list of Path
        The written files; the same year and day give the same bytes.
    """
    choices = _choices(year or on.year, on)
    return [_write(template, folder, choices, on) for template in _templates().workbooks]


def _write(template: Template, folder: Path, choices: Mapping[str, Sequence[str]], on: date) -> Path:
    book = Workbook()
    made = datetime.combine(on, time())
    book.properties.creator, book.properties.title, book.properties.created = "thidua", template.title, made
    guide = book.worksheets[0]
    guide.title = GUIDE_SHEET
    draw_guide(guide, template.title, template.purpose, template.sheets, _templates().guide)
    results: dict[str, dict[str, tuple[str, str]]] = {}
    for form in template.sheets:
        sheet = book.create_sheet(form.name)
        first = draw_form(sheet, form)
        last = LAST_ROW
        if form.groups:
            rows = _return_rows(form, on)
            last = first + len(rows) - 1
            formulas = draw_return_rows(sheet, form, first, rows)
            results[form.name] = dict.fromkeys(formulas, ("", "0"))
        else:
            draw_open_rows(sheet, form, first)
        _validate(sheet, form, first, last, choices)
    _write_lists(book, choices)
    return save_workbook(book, folder / template.file, modified=made, results=results)


def _validate(sheet: Worksheet, form: Form, first: int, last: int, choices: Mapping[str, Sequence[str]]) -> None:
    unit = Column(heading=("Đơn vị báo cáo",), says="Chọn đơn vị gửi báo cáo.", width=0, value="units")
    period = Column(
        heading=("Kỳ báo cáo",), says="Chọn kỳ, hoặc ghi như: giai đoạn 2016-2020.", width=0, value="periods"
    )
    validate_column(sheet, unit, UNIT_CELL, _name("units"))
    validate_column(sheet, period, PERIOD_CELL, _name("periods"))
    letters = {column.value: get_column_letter(number) for number, column in enumerate(form.columns, 1)}
    for number, column in enumerate(form.columns, 1):
        letter = get_column_letter(number)
        offered = _name(column.value) if column.value in choices else ""
        if column.value == "awards" and "kinds" in letters:
            offered = _awards_by_kind(f"${letters['kinds']}{first}")
        validate_column(sheet, column, f"{letter}{first}:{letter}{last}", offered)


def _awards_by_kind(cell: str) -> str:
    """The drop-down of titles depends on the kind that the row names; all of them while it names none."""
    formula = _name("awards")
    for kind in recipient_kinds():
        if kind.code in _KINDS:
            formula = f'IF({cell}="{kind.name_vi}",{_name(f"awards_{kind.code}")},{formula})'
    return formula


def _name(choices: str) -> str:
    # Excel writes a list from another sheet in an extension that other programs drop; a name it keeps as it is.
    return f"danh_muc_{choices}"


def _write_lists(book: Workbook, choices: Mapping[str, Sequence[str]]) -> None:
    sheet = book.create_sheet(LISTS_SHEET)
    sheet.sheet_state = "veryHidden"
    for number, (name, words) in enumerate(choices.items(), 1):
        put_text(sheet, 1, number, _name(name))
        for row, word in enumerate(words, 2):
            put_text(sheet, row, number, word)
        letter = get_column_letter(number)
        place = f"{quote_sheetname(LISTS_SHEET)}!${letter}$2:${letter}${len(words) + 1}"
        book.defined_names[_name(name)] = DefinedName(_name(name), attr_text=place)


def _choices(year: int, on: date) -> dict[str, list[str]]:
    """The words of every drop-down, by name."""
    offered = [award for award in awards(on) if award.is_award and conferring(award.code, on)]
    types = [award_type_label(one.code, regime=regime(on)) for one in award_types()]
    return {
        "units": [unit.name for unit in _senders(on)],
        "periods": _periods(year),
        "places": _places(on),
        "kinds": [kind.name_vi for kind in recipient_kinds() if kind.code in _KINDS],
        "awards": [award.name_vi for award in offered],
        **{f"awards_{k}": [award.name_vi for award in offered if k in award.recipient_kinds] for k in _KINDS},
        "types": [_capitalised(label) for label in types],
        "authorities": [authority.name_vi for authority in authorities(on)],
        "classes": [one.short_vi for one in recipient_classes("form")],
        "genders": ["Nam", "Nữ"],
        "marks": ["x"],
        "levels": [level.name_vi for level in levels()],
        "modes": register_choices("movements.mode"),
        "directions": register_choices("indicators.direction"),
        "stages": register_choices("models.stage"),
    }


def _senders(on: date) -> list[Unit]:
    """The units that report on the day, and those that always do."""
    return [unit for unit in units(on=on) if unit.level in reporting_levels(on).union(ALWAYS_SEND)]


def _communes(on: date) -> list[Unit]:
    return [commune for unit in units(level="province", on=on) for commune in communes_of(unit.id, on)]


def _places(on: date) -> list[str]:
    """Districts and communes; a commune with its district, as names are used twice."""
    found = [unit.name for unit in districts(on)]
    for commune in _communes(on):
        above = ancestors(commune)[0]
        found.append(commune.name if above.level == "province" else f"{commune.name}, {above.name}")
    return found


def _periods(year: int) -> list[str]:
    found: list[str] = []
    for of_year in (year, year - 1):
        periods = [Period("year", of_year), Period("half", of_year, 1), Period("half", of_year, 2)]
        periods += [Period("months-to-date", of_year, 9), *(Period("quarter", of_year, n) for n in (1, 2, 3, 4))]
        found += [period.label() for period in periods]
        found.append(Period("year", of_year - 1).label(get_basis("school-year")))
    return [_capitalised(label) for label in found]


def _capitalised(label: str) -> str:
    return label[:1].upper() + label[1:]


def _return_rows(form: Form, on: date) -> list[tuple[str, dict[int, str]]]:
    """The lines of the return: group headings, titles with a dash for who cannot receive them, and spare lines."""
    rows: list[tuple[str, dict[int, str]]] = []
    numerals = iter(("I", "II", "III", "IV", "V"))
    for group in form.groups:
        if group.in_place_of and get_authority(group.in_place_of).is_valid(on):
            continue
        given = [code for code in group.awards if _can_be_given(code, group.authorities, on)]
        if not given:
            continue
        rows.append((f"{next(numerals)}. {group.heading}", {}))
        for number, code in enumerate(given, 1):
            award = get_award(code)
            written = {1: str(number)}
            for place, column in enumerate(form.columns, 1):
                if column.kind and column.kind not in award.recipient_kinds:
                    written[place] = "-"
            rows.append((award.name_vi, written))
        rows += [("", {})] * _SPARE_LINES
    return rows


def _can_be_given(code: str, by: tuple[str, ...], on: date) -> bool:
    return get_award(code).is_valid(on) and not set(by).isdisjoint(conferring(code, on))
