"""Templates: the empty workbooks that senders fill in, with the words of the registry in their drop-downs.

What each form asks stands in ``tables/templates.toml``; how a filled one is read belongs to the readers.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime, time
from functools import cache
from importlib import resources
from pathlib import Path
from typing import NamedTuple

from openpyxl.utils import get_column_letter, quote_sheetname
from openpyxl.workbook import Workbook
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.worksheet import Worksheet

from thidua.intake.words.competence import conferring
from thidua.intake.words.register_words import register_choices
from thidua.intake.words.units_said import with_first_day, with_last_day
from thidua.intake.writing.cell_text import put_text
from thidua.intake.writing.saved import saved_workbook
from thidua.intake.writing.template_days import FormDays, names_of_province
from thidua.intake.writing.template_entry import validate_column
from thidua.intake.writing.template_form import Column, DatedWords, Form, Group
from thidua.intake.writing.template_guide import draw_guide
from thidua.intake.writing.template_rows import LAST_ROW, draw_open_rows, draw_return_rows
from thidua.intake.writing.template_sheet import PERIOD_CELL, UNIT_CELL, draw_form
from thidua.registry import (
    Award,
    Basis,
    Period,
    authorities,
    award_type_label,
    award_types,
    awards,
    get_authority,
    get_award,
    get_basis,
    levels,
    recipient_classes,
    recipient_kinds,
    regime,
)
from thidua.registry.dated import day_after
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
    words: tuple[DatedWords, ...]


@cache
def _templates() -> _Templates:
    text = resources.files("thidua.intake").joinpath("tables", "templates.toml").read_text(encoding="utf-8")
    return _Templates.of(tomllib.loads(text))


class Written(NamedTuple):
    """The templates that lie in the folder now, and the files left as they were because they hold something else."""

    paths: list[Path]
    in_the_way: list[Path]


def write_templates(folder: Path, period: Period, *, basis: Basis | None = None) -> Written:
    """Write one workbook for each kind of file that a unit of the territory in force sends.

    Parameters
    ----------
    folder
        Where to; made if missing. A file there that is not the same template is never replaced: somebody may have
        filled it in.
    period
        The period whose units, titles and authorities are offered; where it reaches over a change, those of both sides.
    basis
        How periods are counted; by the calendar if it is not given.

    Returns
    -------
    Written
        The written files, and those that stand in the way; the same period and territory give the same bytes.
    """
    days = FormDays(period, basis or get_basis("calendar"))
    choices = _choices(days)
    written = Written([], [])
    for template in _templates().workbooks:
        path, content = folder / template.file, _drawn(template, choices, days)
        if path.exists() and not (path.is_file() and path.read_bytes() == content):
            written.in_the_way.append(path)
            continue
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
        written.paths.append(path)
    return written


def _drawn(template: Template, choices: Mapping[str, Sequence[str]], days: FormDays) -> bytes:
    book = Workbook()
    made = datetime.combine(days.last, time())
    book.properties.creator, book.properties.title, book.properties.created = "thidua", template.title, made
    words = days.words(_templates().words)
    forms = [form.with_words(words) for form in template.sheets]
    guide = book.worksheets[0]
    guide.title = GUIDE_SHEET
    draw_guide(guide, template.title, template.purpose, forms, _templates().guide)
    results: dict[str, dict[str, tuple[str, str]]] = {}
    for form in forms:
        sheet = book.create_sheet(form.name)
        first = draw_form(sheet, form)
        last = LAST_ROW
        if form.groups:
            rows = _return_rows(form, days)
            last = first + len(rows) - 1
            formulas = draw_return_rows(sheet, form, first, rows)
            results[form.name] = dict.fromkeys(formulas, ("", "0"))
        else:
            draw_open_rows(sheet, form, first)
        _validate(sheet, form, first, last, choices)
    _write_lists(book, choices)
    return saved_workbook(book, modified=made, results=results)


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


def _choices(days: FormDays) -> dict[str, list[str]]:
    """The words of every drop-down, by name."""
    offered = days.of_states(
        lambda day: [(one, day) for one in awards(day) if one.is_award and conferring(one.code, day)]
    )
    labels = days.of_states(lambda day: [award_type_label(one.code, regime=regime(day)) for one in award_types()])
    return {
        "units": days.senders(),
        "periods": [_capitalised(label) for label in days.periods()],
        "places": days.of_states(days.places),
        "kinds": [kind.name_vi for kind in recipient_kinds() if kind.code in _KINDS],
        "awards": _names(offered),
        **{f"awards_{k}": _names(one for one in offered if k in one[0].recipient_kinds) for k in _KINDS},
        "types": [_capitalised(label) for label in labels],
        "authorities": days.of_states(
            lambda day: [name for authority in authorities(day) for name in names_of_province(authority.name_vi, day)]
        ),
        "classes": [one.short_vi for one in recipient_classes("form")],
        "genders": ["Nam", "Nữ"],
        "marks": ["x"],
        "levels": days.of_states(lambda day: [level.name_vi for level in levels(day)]),
        "modes": register_choices("movements.mode"),
        "directions": register_choices("indicators.direction"),
        "stages": register_choices("models.stage"),
        "documents": register_choices("directives.kind"),
    }


def _names(offered: Iterable[tuple[Award, date]]) -> list[str]:
    """The names of awards on their days in the order of the catalogue, each once."""
    order = {award.code: place for place, award in enumerate(awards())}
    named = sorted(offered, key=lambda one: order[one[0].code])
    return list(dict.fromkeys(name for award, day in named for name in names_of_province(award.name_vi, day)))


def _capitalised(label: str) -> str:
    return label[:1].upper() + label[1:]


def _return_rows(form: Form, days: FormDays) -> list[tuple[str, dict[int, str]]]:
    """The lines of the return: group headings, titles with a dash for who cannot receive them, and spare lines.

    Where an authority ended in the period, its group and that of the authority in its place stand there both, each
    with its days.
    """
    rows: list[tuple[str, dict[int, str]]] = []
    numerals = iter(("I", "II", "III", "IV", "V"))
    for group in form.groups:
        states = [
            day for day in days.states if not (group.in_place_of and get_authority(group.in_place_of).is_valid(day))
        ]
        given = {
            code: day for code in group.awards for day in states[::-1] if _can_be_given(code, group.authorities, day)
        }
        if not given:
            continue
        heading = _with_days(group, states, days)
        rows.append((f"{next(numerals)}. {heading}", {}))
        for number, (code, day) in enumerate(given.items(), 1):
            award = get_award(code, day)
            written = {1: str(number)}
            for place, column in enumerate(form.columns, 1):
                if column.kind and column.kind not in award.recipient_kinds:
                    written[place] = "-"
            rows.append((names_of_province(award.name_vi, day)[0], written))
        rows += [("", {})] * _SPARE_LINES
    return rows


def _with_days(group: Group, states: Sequence[date], days: FormDays) -> str:
    """The heading of a group, with the first or last day of who confers its titles if that lies in the period."""
    ends = [get_authority(code).valid_to for code in group.authorities]
    if all(end is not None and end < days.states[0] for end in ends):
        return with_last_day(group.heading, max(end for end in ends if end is not None))
    before = get_authority(group.in_place_of).valid_to if group.in_place_of else None
    if before is not None and len(states) < len(days.states):
        return with_first_day(group.heading, day_after(before))
    return group.heading


def _can_be_given(code: str, by: tuple[str, ...], on: date) -> bool:
    return get_award(code).is_valid(on) and not set(by).isdisjoint(conferring(code, on))
