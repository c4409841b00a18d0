"""Templates of today's provinces: the units, words and levels of their days, and both sides of 01/07/2025."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import openpyxl
import pytest
from click.testing import CliRunner

from tests.intake.test_template import FIRST, LIST, REGISTERS, RETURN, row, sums_row
from thidua.cli import cli
from thidua.intake.files.limits import Limits
from thidua.intake.layouts.title import unit_said
from thidua.intake.read_file import FileRead, read_file
from thidua.intake.words.authority_words import authority_meant, authority_on
from thidua.intake.words.award_words import awards_meant
from thidua.intake.words.units_said import unit_of_days
from thidua.intake.writing.template import write_templates
from thidua.intake.writing.template_sheet import PERIOD_CELL, UNIT_CELL
from thidua.registry import Period, get_basis, reporting_units
from thidua.registry.territory import Territory

BASIS = get_basis("administrative")
ENDED = ("huyện", "thị trấn", "quận", "thị xã")


@pytest.fixture(autouse=True)
def _in_thai_nguyen() -> Iterator[None]:
    with Territory("19").in_force():
        yield


@pytest.fixture
def crossing(tmp_path) -> Path:
    write_templates(tmp_path, Period.parse("2025"), basis=BASIS)
    return tmp_path


def offered(path: Path) -> dict[str, list[str]]:
    lists = openpyxl.load_workbook(path)["Danh mục"]
    return {
        column[0].value.removeprefix("danh_muc_"): [cell.value for cell in column[1:] if cell.value]
        for column in lists.iter_cols()
    }


def read(path: Path, *, on: date = date(2026, 11, 27)) -> FileRead:
    return read_file(path, file=path.name, digest="", basis=BASIS, as_of=on, limits=Limits())


def filled(path: Path, unit: str, period: str, cells: dict[str, object]) -> Path:
    """The second sheet of a template as a unit fills it in, its sums computed as Excel does."""
    book = openpyxl.load_workbook(path)
    sheet = book.worksheets[1]
    sheet[UNIT_CELL], sheet[PERIOD_CELL] = unit, period
    for place, value in cells.items():
        sheet[place] = value
    if sheet.title == "Biểu tổng hợp":
        last = sums_row(sheet)
        for cell in sheet[last][2:]:
            above = (sheet.cell(number, cell.column).value for number in range(FIRST, last))
            cell.value = sum(value for value in above if isinstance(value, int))
    target = path.with_name(f"{unit[:12]}-{path.name}")
    book.save(target)
    return target


def line_of(path: Path, heading: str, award: str) -> int:
    """The row of a title below a group heading of the return."""
    cells = [(cell.row, str(cell.value or "")) for cell in openpyxl.load_workbook(path)["Biểu tổng hợp"]["B"]]
    start = next(number for number, text in cells if heading in text)
    return next(number for number, text in cells if number > start and text == award)


def test_templates_of_today_offer_every_unit_that_reports_and_no_word_that_ended(tmp_path):
    """Ninety-two communes and wards and the departments; "Cấp huyện" and "thị trấn" ended on 30/06/2025."""
    write_templates(tmp_path, Period.parse("2026-H1"), basis=BASIS)

    words = offered(tmp_path / LIST)
    assert {unit.name for unit in reporting_units(date(2026, 6, 14))} <= set(words["units"])
    assert len([name for name in words["units"] if name.startswith(("xã ", "phường "))]) == 92
    assert "Chủ tịch UBND xã, phường, đặc khu" in words["authorities"]
    for path in tmp_path.iterdir():
        texts = [str(cell.value or "") for sheet in openpyxl.load_workbook(path) for line in sheet for cell in line]
        prompts = [
            f"{rule.prompt} {rule.promptTitle}"
            for sheet in openpyxl.load_workbook(path)
            for rule in sheet.data_validations.dataValidation
        ]
        said = [text for text in (*texts, *prompts) if any(word in text.lower() for word in ENDED)]
        assert said == []
        assert not any("<" in text and ">" in text for text in (*texts, *prompts))


@pytest.mark.long
@pytest.mark.parametrize(
    ("province", "period", "words"),
    [
        ("01", "2026-H1", ["thành phố"]),
        ("24", "2026-H1", ["tỉnh"]),
        ("24", "2026-H2", ["thành phố", "tỉnh"]),
        ("79", "2025-H1", ["tỉnh", "thành phố Hồ Chí Minh"]),
    ],
)
def test_templates_call_the_province_what_it_is_on_the_days_of_the_form(tmp_path, province, period, words):
    """A city of the centre has no "UBND tỉnh"; beside other cities "UBND thành phố" would be two offices."""
    with Territory(province).in_force():
        write_templates(tmp_path, Period.parse(period), basis=BASIS)
        choices = offered(tmp_path / LIST)
        last = Period.parse(period).last_day(BASIS)

        for name, before in (("authorities", "Chủ tịch UBND"), ("awards", "Bằng khen của Chủ tịch UBND")):
            assert [text for text in choices[name] if text.startswith((f"{before} tỉnh", f"{before} thành phố"))] == [
                f"{before} {word}" for word in words
            ]
        assert authority_on(f"Chủ tịch UBND {words[0]}", last) == "province_chair"
        assert {awards_meant(f"Bằng khen của Chủ tịch UBND {word}") for word in words} == {("BKT",)}
    assert line_of(tmp_path / RETURN, "Cấp tỉnh", f"Bằng khen của Chủ tịch UBND {words[0]}")


def test_long_lists_are_defined_names(crossing):
    """Excel cuts a list that stands in the cell's rule at 255 letters, and ninety-two communes are 1.100."""
    book = openpyxl.load_workbook(crossing / LIST)

    (rule,) = [each for each in book.worksheets[1].data_validations.dataValidation if str(each.sqref) == UNIT_CELL]
    place = book.defined_names[rule.formula1].attr_text
    sheet, _, cells = place.partition("!")
    named = [line[0].value for line in book[sheet.strip("'")][cells.replace("$", "")]]
    assert named == offered(crossing / LIST)["units"]
    assert len(named) > 100
    assert None not in named


def test_every_choice_of_a_crossing_period_is_read_back(crossing):
    """ "huyện Ba Bể (đến 30/06/2025)" is a district, whatever day the form is read on."""
    words, days = offered(crossing / LIST), (date(2025, 12, 14), date(2025, 6, 30), date(2025, 1, 31))
    units = {text: unit_said(text, days[0]) for text in words["units"]}

    assert [text for text, unit in units.items() if unit is None] == []
    assert len({unit.id for unit in units.values()}) == len(units)
    assert units["huyện Ba Bể (đến 30/06/2025)"].id == "huyen-ba-be"
    assert units["xã Ba Bể"].id == "xa-ba-be-2025"
    assert units["Sở Y tế tỉnh Bắc Kạn (đến 30/06/2025)"].id == "so-y-te"
    assert units["Sở Y tế"].id == "so-y-te-thai-nguyen-2025"
    assert [text for text in words["places"] if unit_of_days(text, days) is None] == []
    assert all(authority_meant(text) for text in words["authorities"])
    assert all(awards_meant(text) for text in words["awards"])


@pytest.mark.long
@pytest.mark.parametrize(
    ("unit", "heading", "award", "facts"),
    [
        ("xã Ba Bể", "Cấp xã (từ 01/07/2025)", "Lao động tiên tiến", ("xa-ba-be-2025", "LDTT", "commune_chair", 18)),
        (
            "huyện Ba Bể (đến 30/06/2025)",
            "Cấp huyện (đến 30/06/2025)",
            "Giấy khen của Chủ tịch UBND cấp huyện",
            ("huyen-ba-be", "GKH", "district_chair", 18),
        ),
        (
            "tỉnh Thái Nguyên",
            "Cấp huyện",
            "Lao động tiên tiến",
            ("tinh-thai-nguyen-2025", "LDTT", "district_chair", 18),
        ),
    ],
)
def test_return_of_the_crossing_year_is_read_for_both_sides(crossing, unit, heading, award, facts):
    """Each finds the titles of its own days in the form, and no line of the other's is asked about."""
    at = line_of(crossing / RETURN, heading, award)

    found = read(filled(crossing / RETURN, unit, "Năm 2025", {f"H{at}": 18, f"L{at}": 18}))

    assert found.findings == ()
    rows = found.tables["facts"].to_pylist()
    counted = [each for each in rows if each["count"] and not each["recipient_class"]]
    assert [tuple(each[name] for name in ("unit", "award", "authority", "count")) for each in counted] == [facts]


def test_commune_gives_nothing_of_the_districts(crossing):
    """A number in the other side's group is most likely in the wrong line."""
    at = line_of(crossing / RETURN, "Cấp huyện", "Giấy khen của Chủ tịch UBND cấp huyện")

    found = read(filled(crossing / RETURN, "xã Ba Bể", "Năm 2025", {f"H{at}": 18, f"L{at}": 18}))

    assert [finding.message for finding in found.findings] == ["V02-date"]


def test_list_of_the_crossing_year_is_read_for_both_sides(crossing):
    """A department's list names districts up to June, and communes after it."""
    by = "Giám đốc sở"
    cells = row(
        6, 1, "Nông Văn A", "Cá nhân", None, "xã Khang Ninh, huyện Ba Bể", "Giấy khen của Giám đốc sở", "Chuyên đề"
    )
    cells |= {"I6": "12/QĐ-SYT", "J6": date(2025, 5, 12), "K6": by}
    cells |= row(7, 2, "Nông Văn B", "Cá nhân", None, "xã Ba Bể", "Giấy khen của Giám đốc sở", "Chuyên đề")
    cells |= {"I7": "55/QĐ-SYT", "J7": date(2025, 9, 12), "K7": by}

    found = read(filled(crossing / LIST, "Sở Y tế tỉnh Thái Nguyên", "Năm 2025", cells))

    assert found.findings == ()
    assert [each["unit"] for each in found.tables["facts"].to_pylist()] == ["huyen-ba-be", "xa-ba-be-2025"]


@pytest.mark.long
@pytest.mark.parametrize(
    "province", ["68", *(pytest.param(code, marks=pytest.mark.long) for code in ("01", "04", "92"))]
)
def test_every_unit_of_a_province_can_send_its_form(tmp_path, province):
    """Cities of the centre, special zones and numbered wards have their own words."""
    with Territory(province).in_force():
        for period in ("2026", "2025", "2023"):
            write_templates(tmp_path / period, Period.parse(period), basis=BASIS)
            names = offered(tmp_path / period / LIST)["units"]
            last = Period.parse(period).last_day(BASIS)
            units = [unit_said(name, last) for name in names]
            assert [name for name, unit in zip(names, units, strict=True) if unit is None] == []
            assert len({unit.id for unit in units if unit}) == len(names)


def test_filled_file_is_never_written_over(tmp_path):
    """Somebody's work of a week lay in the folder where the empty forms go."""
    runner = CliRunner()
    asked = ["template", str(tmp_path), "--province", "19", "--period", "2026-H1"]
    assert runner.invoke(cli, asked).exit_code == 0
    mine = filled(tmp_path / LIST, "xã Ba Bể", "6 tháng đầu năm 2026", {"B6": "Nông Văn A"}).read_bytes()
    (tmp_path / LIST).write_bytes(mine)
    (tmp_path / RETURN).unlink()

    again = runner.invoke(cli, asked)

    assert (tmp_path / LIST).read_bytes() == mine
    assert again.exit_code == 1
    assert [line for line in again.output.splitlines() if LIST in line] == [
        f"{tmp_path / LIST}: holds something else, maybe what somebody filled in, and is left as it is; "
        "move it away, or name another folder"
    ]
    assert (tmp_path / RETURN).is_file()
    assert str(tmp_path / REGISTERS) in again.output


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        (["--province", "99"], "no code of a province of today"),
        (["--year", "2025", "--period", "2025-H1"], "write one of them"),
        (["--province", "19", "--dataset", "illustrative"], "write one of them"),
        (["--period", "2025-H3"], "is not a period"),
    ],
)
def test_wrong_use_is_told(tmp_path, asked, said):
    """A form of the wrong province would be filled in by nobody."""
    result = CliRunner().invoke(cli, ["template", str(tmp_path), *asked])

    assert result.exit_code != 0
    assert said in f"{result.output}{result.exception}"
    assert list(tmp_path.iterdir()) == []


def test_dataset_says_whose_and_how(tmp_path):
    """The invented districts of 2023 count their year from 15/12."""
    result = CliRunner().invoke(cli, ["template", str(tmp_path), "--dataset", "illustrative", "--year", "2023"])

    assert result.exit_code == 0
    assert "huyện Ba Bể" in offered(tmp_path / LIST)["units"]
    assert "huyện Đại Từ" not in offered(tmp_path / LIST)["units"]


@pytest.mark.parametrize(("asked", "is_told"), [(["--year", "2023"], False), (["--year", "2026"], True)])
def test_whoever_names_no_province_learns_whose_units_they_got(tmp_path, asked, is_told):
    """Thirty-seven communes of what was Bắc Kạn are not the ninety-two of Thái Nguyên."""
    result = CliRunner().invoke(cli, ["template", str(tmp_path), *asked])

    assert result.exit_code == 0
    assert ("--province 19" in result.output) is is_told
