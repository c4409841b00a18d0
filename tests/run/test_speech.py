"""The language in which the command speaks: the system's, or that of reports.toml; all of it, and nothing else."""

from __future__ import annotations

import os
import re
from pathlib import Path

import click
import pytest
from babel.messages.pofile import read_po
from click.testing import CliRunner

from tests.conftest import Project
from tests.deliver.commands import run_command
from tests.run.test_imports import commands
from thidua.cli import cli
from thidua.english import CATALOGUE, catalogue, english_of
from thidua.speech import language_of, say, say_number, speaking

VIETNAMESE = {"LANG": "vi_VN.UTF-8"}


def ask(project: Project, *words: str, environment: dict[str, str]) -> tuple[int, str, str]:
    """Run a command under a system of this language."""
    given = {name: value for name, value in os.environ.items() if not name.startswith(("LC_", "LANG"))}
    done = run_command(project.root, words, {**given, **environment})
    return done.status, done.printed, done.problems


@pytest.mark.parametrize(
    ("environment", "spoken"),
    [
        ({"LANG": "vi_VN.UTF-8"}, "vi"),
        ({"LANG": "vi"}, "vi"),
        ({"LANG": "en_US.UTF-8", "LC_MESSAGES": "vi_VN"}, "vi"),
        ({"LANG": "vi_VN.UTF-8", "LC_ALL": "C.UTF-8"}, "en"),
        ({"LANG": "vi_VN.UTF-8", "LC_ALL": ""}, "vi"),
        ({"LANG": "fr_FR.UTF-8"}, "en"),
        ({"LANG": "vie_VN"}, "en"),
        ({}, "en"),
    ],
)
def test_the_language_is_that_of_the_system(environment: dict[str, str], spoken: str):
    """POSIX, Base Definitions 8.2: LC_ALL before LC_MESSAGES before LANG, and an empty one is none."""
    assert language_of(None, environment) == spoken


@pytest.mark.parametrize(
    ("head", "environment", "spoken"),
    [
        ('lang = "vi"\n', {"LANG": "C"}, "vi"),
        ('lang = "en"\n', VIETNAMESE, "en"),
        ('# lang = "vi"\n', {"LANG": "C"}, "en"),
        ('[roles.a]\nlang = "vi"\n', {"LANG": "C"}, "en"),
        ('lang = "fr"\n', VIETNAMESE, "vi"),
        ('lang = "vi\n', VIETNAMESE, "vi"),
    ],
)
def test_the_settings_of_the_project_come_before_the_system(
    tmp_path: Path, head: str, environment: dict[str, str], spoken: str
):
    """A scheduler runs without a language; what is wrong with the file is told when it is read, not by silence."""
    settings = tmp_path / "reports.toml"
    settings.write_text(head + '[reports.a]\ntitle = "A"\n', encoding="utf-8")

    assert language_of(settings, environment) == spoken


def test_wrong_language_in_the_settings_is_told(project: Project):
    """ "tiếng Việt" is how a person may write it."""
    settings = project.root / "reports.toml"
    settings.write_text('lang = "tiếng Việt"\n' + settings.read_text(encoding="utf-8"), encoding="utf-8")

    assert ask(project, "list", environment={})[2] == ('error: reports.toml: lang: "tiếng Việt"; write "vi" or "en"\n')


@pytest.mark.parametrize(
    ("words", "command"), commands(), ids=lambda value: " ".join(value) if isinstance(value, tuple) else ""
)
def test_help_is_in_one_language(words: tuple[str, ...], command: click.Command):
    """Half a page in each language would be read by nobody."""
    with speaking("vi"):
        vietnamese = CliRunner().invoke(cli, [*words, "--help"])
    english = CliRunner().invoke(cli, [*words, "--help"])

    assert (vietnamese.exit_code, english.exit_code) == (0, 0)
    assert vietnamese.output.startswith("Cách dùng: ")
    assert not re.search(r"\b(Usage|Options|Commands|Show|default|required|the|NAME|PERIOD|UNIT)\b", vietnamese.output)
    assert not re.search(r"Cách dùng|Tùy chọn|mặc định|bắt buộc|Ví dụ", english.output)
    assert isinstance(command, click.Command)


MISTAKES = {
    "unknown command": (("lst",), "Lỗi: Không có lệnh “lst”. Có phải list không?"),
    "unknown option": (("list", "--knd", "x"), "Lỗi: Không có tùy chọn “--knd”. Có phải --kind không?"),
    "wrong choice": (
        ("build", "--format", "odt"),
        "Giá trị của --format không dùng được: hãy ghi một trong html",
    ),
    "wrong number": (("watch", "--every", "0"), "hãy ghi một số nguyên từ 1 đến 1440."),
    "too many words": (("list", "extra"), "Lỗi: Thừa extra: lệnh này không nhận thêm gì."),
    "option without its value": (("list", "--kind"), "Lỗi: Tùy chọn “--kind” cần một giá trị đi sau."),
    "flag with a value": (("due", "--dry-run=3"), "Lỗi: Tùy chọn “--dry-run” không kèm giá trị nào."),
    "file for a folder": (("template", "reports.toml"), "đó là một tệp; hãy ghi tên một thư mục."),
    "unknown message": (("send", "--again", "5"), "lỗi: không có thư 5; thư chưa rõ kết quả: không có thư nào"),
    "two words on a mail": (
        ("send", "--again", "5", "--arrived", "5"),
        "lỗi: --arrived và --again cùng nói về một thư",
    ),
    "word on a mail beside a period": (("send", "2020", "--again", "5"), "lỗi: --arrived, --again đi một mình"),
    "two schedulers": (("schedule", "install", "--cron", "--systemd"), "lỗi: chỉ ghi một trong --cron, --systemd"),
    "no such workbook": (("check", "khong-co.xlsx"), "lỗi: khong-co.xlsx: không có; hãy ghi tên một bảng tính"),
    "unknown province": (("template", "--province", "99"), 'lỗi: "99" không phải là mã của một tỉnh hiện nay'),
    "lacking option": (("release", "2020"), "Lỗi: Thiếu --by."),
    "unknown dataset": (("list", "--dataset", "thư"), 'lỗi: không có bộ số liệu "thư" trong data/; có phải thu không?'),
    "unknown unit": (
        ("list", "--unit", "Pắc Nạn"),
        'không có đơn vị "Pắc Nạn"; có phải Pác Nặm (',
    ),
    "unknown period": (("list", "--period", "2021-M13"), '"2021-M13" không phải là kỳ; hãy ghi nửa năm (2017-H1)'),
    "unknown kind": (("list", "--kind", "thuu"), 'không có loại báo cáo "thuu"; có phải thu không?'),
    "nothing built": (("release", "2020", "--by", "A"), "chưa lập gì của 2020; hiện có: không có gì."),
    "no server": (("send",), "reports.toml không có [mail]: không gửi thư được cho ai"),
}


@pytest.mark.parametrize(("words", "told"), MISTAKES.values(), ids=MISTAKES.keys())
def test_a_mistake_is_told_in_vietnamese(project: Project, words: tuple[str, ...], told: str):
    """Who is asked for a word reads what it is for."""
    status, _, problems = ask(project, *words, environment=VIETNAMESE)

    assert status in (1, 2)
    assert told in problems
    assert "Traceback" not in problems


def test_list_and_status_are_told_in_vietnamese(project: Project):
    """The two that are looked at every day."""
    listed, stood = (ask(project, word, environment=VIETNAMESE)[1] for word in ("list", "status"))

    assert re.split(r" {2,}", listed.splitlines()[0]) == ["BẢN", "ĐƠN VỊ", "KỲ", "CÁC TỆP"]
    assert listed.splitlines()[1].endswith("chưa có")
    assert stood.splitlines()[0] == "chưa lập gì: chưa có sổ"


def test_outside_of_a_project_the_system_decides(tmp_path: Path):
    """Help needs no project; a command that does says where one is looked for."""
    done = run_command(tmp_path, ("list",), {"PATH": os.environ["PATH"], **VIETNAMESE})

    assert done.status == 2
    assert "không có reports.toml ở đây hoặc ở thư mục cấp trên" in done.problems
    assert "THIDUA_ROOT" in done.problems


def test_the_project_may_be_named_from_any_folder(project: Project, tmp_path: Path):
    """A person's terminal, or a scheduler, stands anywhere."""
    there = {"PATH": os.environ["PATH"], "THIDUA_ROOT": str(project.root)}
    empty = tmp_path / "trống"
    empty.mkdir()
    elsewhere = {**there, "THIDUA_ROOT": str(empty)}

    assert "thu/2020/huyen-ba-be/thu" in run_command(tmp_path.parent, ("list",), there).printed
    assert run_command(project.root, ("list",), elsewhere).problems == (
        f"working in {empty}, as THIDUA_ROOT says, not in {project.root}\n"
        f"error: THIDUA_ROOT: there is no reports.toml in {empty.resolve()}; "
        "name the project's folder, or leave the variable out\n"
    )


def test_the_catalogue_is_read_as_babel_reads_it():
    """The reader is ours, since Babel takes as long to import as a list takes to print; the format is not."""
    with CATALOGUE.open("rb") as file:
        messages = [message for message in read_po(file) if message.id]
    read = {
        message.id if isinstance(message.id, str) else message.id[0]: (
            (message.string,) if isinstance(message.string, str) else tuple(message.string)
        )
        for message in messages
    }

    assert dict(catalogue()) == read
    assert {text: english_of(text) for text in read} == {text: english[0] for text, english in read.items()}


def test_a_text_without_english_is_an_error():
    """A command that spoke two languages at once would hide that one is missing."""
    with pytest.raises(KeyError, match="chưa dịch"):
        say("chưa dịch")
    with speaking("vi"):
        assert say("có {count}", count=2) == "có 2"


def test_thousands_are_written_as_the_language_writes_them():
    """A size of 1,224 in a Vietnamese line is a little more than one byte."""
    with speaking("vi"):
        vietnamese = say_number(1224822)

    assert (vietnamese, say_number(1224822), say_number(12)) == ("1.224.822", "1,224,822", "12")
