"""The example of docs/registry-tables.md makes an office of another province, in a fresh copy of the project."""

from __future__ import annotations

import re
import subprocess
import sys
from datetime import date
from pathlib import Path

import openpyxl
import pytest

from tests.conftest import REPOSITORY, copy_project
from thidua.errors import ConfigError
from thidua.facts.dataset import Dataset, open_dataset
from thidua.intake.writing.template import write_templates
from thidua.intake.writing.template_sheet import PERIOD_CELL, UNIT_CELL
from thidua.registry import Period, block_members, find_unit, get_basis, get_unit, office_of
from thidua.registry.deadlines import deadline
from thidua.registry.tables import KEYS
from thidua.registry.working_days import is_working_day

PAGE = (REPOSITORY / "docs" / "registry-tables.md").read_text(encoding="utf-8")
TODAY = date(2026, 11, 1)
COMMUNE, WARD = "xa-truong-ha-01392-2025", "phuong-thuc-phan-01273-2025"
_FILE = re.compile(r"^`(data/[^`]+)`:[^\n]*\n\n```(?:csv|toml)\n(.*?)^```$", re.MULTILINE | re.DOTALL)


def write_example(root: Path) -> None:
    """Write every file that the page shows into a project."""
    for name, text in _FILE.findall(PAGE):
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")


@pytest.fixture
def example(tmp_path) -> Dataset:
    """The dataset of the example, without the rest of the project."""
    (tmp_path / "reports.toml").write_text("", encoding="utf-8")
    write_example(tmp_path)
    return open_dataset("cao-bang", tmp_path)


def test_each_table_of_the_example_is_in_force(example):
    """An office that copies the page must find its block, letterhead, alias, deadline and days off at work."""
    with example.territory.in_force():
        assert [unit.short_name for unit in block_members("cum-bien-gioi", TODAY)] == [
            "Trường Hà",
            "Lũng Nặm",
            "Tổng Cọt",
        ]
        assert office_of(WARD, TODAY).signer == "PHÓ CHỦ TỊCH"
        assert office_of(COMMUNE, TODAY).signer == "CHỦ TỊCH"
        assert find_unit("xã Trường Hà (Pác Bó)", TODAY) == get_unit(COMMUNE)
        assert deadline(COMMUNE, "XA", "DOT", TODAY).days == 10
        assert [is_working_day(date(2027, *day)) for day in ((4, 26), (5, 8))] == [False, True]

    assert is_working_day(date(2027, 4, 26))


def test_the_page_names_every_table_and_its_key():
    """What can be laid over is what the page says, no more and no less."""
    rows = [line.split("|") for line in PAGE.splitlines() if line.startswith("| `")]
    told: dict[str, tuple[str, ...]] = {}
    for row in rows:
        names, keys = re.findall(r"`(\w+)\.csv`", row[1]), [re.findall(r"`(\w+)`", key) for key in row[3].split(";")]
        told |= {name: tuple(keys[at if len(keys) > 1 else 0]) for at, name in enumerate(names)}

    assert told == dict(KEYS)


def test_datasets_of_other_provinces_go_on_beside_it(tmp_path):
    """A project is cloned with data of Bắc Kạn: tables of Cao Bằng are nothing to them, and stop nothing."""
    copy_project(tmp_path)
    write_example(tmp_path)

    for name in ("published", "illustrative-2026"):
        with open_dataset(name, tmp_path).territory.in_force():
            assert find_unit("cụm biên giới", TODAY) is None
            assert office_of("huyen-ba-be", date(2025, 1, 1)).place == "Ba Bể"
            assert not is_working_day(date(2027, 4, 26))


def ask_every_table(root: Path) -> None:
    """A question to each table of the example."""
    with open_dataset("cao-bang", root).territory.in_force():
        office_of(WARD, TODAY)
        block_members("cum-bien-gioi", TODAY)
        deadline(COMMUNE, "XA", "DOT", TODAY)
        find_unit("Trường Hà", TODAY)
        is_working_day(TODAY)


@pytest.mark.parametrize(
    ("table", "old", "new", "words"),
    [
        ("offices", WARD, "phuong-thuc-phan", "data/registry/offices.csv, line 2: unknown unit id .*phuong-thuc-phan"),
        ("units", ",block,", ",cụm,", 'data/registry/units.csv, line 2: column level: "cụm" is no level'),
        ("block_members", "2025-07-01", "1/7/2025", "data/registry/block_members.csv, line 2: .*2025-06-30"),
        ("deadlines", ",10,", ",mười,", 'data/registry/deadlines.csv, line 2: .*"mười" is not a whole number'),
        ("days_off", ",off,", ",nghỉ,", "data/registry/days_off.csv, line 2: .*off or working"),
        ("unit_aliases", "unit,text", "đơn vị,text", "unit_aliases.csv: lacks the column unit"),
    ],
)
def test_fault_in_a_table_is_told_with_file_and_line(tmp_path, table, old, new, words):
    """Who wrote the row can find it."""
    (tmp_path / "reports.toml").write_text("", encoding="utf-8")
    write_example(tmp_path)
    path = tmp_path / "data" / "registry" / f"{table}.csv"
    path.write_text(path.read_text(encoding="utf-8").replace(old, new, 1), encoding="utf-8")

    with pytest.raises(ConfigError, match=words):
        ask_every_table(tmp_path)


@pytest.mark.long
def test_the_example_is_checked_and_built_from_a_fresh_copy(tmp_path):
    """The commands of the page, on a list that a commune filled in; nothing of the package is touched."""
    copy_project(tmp_path)
    write_example(tmp_path)
    inbox = tmp_path / "data" / "cao-bang" / "inbox"
    inbox.mkdir()
    with open_dataset("cao-bang", tmp_path).territory.in_force():
        write_templates(tmp_path / "mau", Period.parse("2026-H1"), basis=get_basis("administrative"))
    book = openpyxl.load_workbook(tmp_path / "mau" / "01-danh-sach-quyet-dinh.xlsx")
    sheet = book["Danh sách"]
    sheet[UNIT_CELL], sheet[PERIOD_CELL] = "xã Trường Hà (Pác Bó)", "6 tháng đầu năm 2026"
    awarded = {2: "Nông Thị Sen", 3: "Cá nhân", 6: "Giấy khen của Chủ tịch UBND xã", 7: "Đột xuất"}
    awarded |= {9: "12/QĐ-UBND", 10: date(2026, 3, 3), 11: "Chủ tịch UBND xã, phường, đặc khu"}
    for column, value in awarded.items():
        sheet.cell(6, column).value = value
    book.save(inbox / "truong-ha.xlsx")
    received = "file,received_on,sender\ntruong-ha.xlsx,2026-06-17,truong-ha@example.org\n"
    (tmp_path / "data" / "cao-bang" / "received.csv").write_text(received, encoding="utf-8")

    def run(*words: str) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, str(REPOSITORY / "run_reports.py"), *words, "--dataset", "cao-bang"]
        return subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, encoding="utf-8", check=False)

    checked = run("check")
    assert checked.stdout.splitlines()[-1].startswith("1 tệp: 1 đạt"), checked.stdout
    built = run("build", "--period", "2026-H1", "--unit", COMMUNE, "--format", "html")
    assert built.returncode == 0, built.stdout + built.stderr
    page = (tmp_path / "reports" / "cao-bang" / "2026-H1" / COMMUNE / "unit.html").read_text(encoding="utf-8")
    assert "UBND XÃ TRƯỜNG HÀ" in page
