"""The commands `check` and `template` as a person types them: lines in Vietnamese, exit status 0, 1 or 2."""

import shutil
import unicodedata
import zipfile
from datetime import date
from pathlib import Path

import openpyxl
import pytest

from tests.conftest import Project
from tests.facts.inboxes import (
    ADMINISTRATIVE,
    BA_BE,
    MAY,
    NA_RI,
    YEAR,
    Inbox,
    came,
    decision_list,
    people,
    row,
    summary_return,
    write_workbook,
)
from tests.run.test_cli import run
from thidua.check import check_paths
from thidua.check import lines as told_lines
from thidua.errors import ConfigError
from thidua.facts.receive import Received
from thidua.intake.files.limits import Limits
from thidua.intake.finding import Finding
from thidua.intake.read_file import read_file

FAULTY = row("Bàn Văn B", decision="512", on="hôm qua")
SUMMARY = "{} tệp: {} đạt, {} có cảnh báo, {} có lỗi (chưa được tính)"


@pytest.fixture
def inbox(project: Project):
    """The inbox of the project's dataset."""
    return Inbox(project.root / "data" / "thu")


# What is printed


def test_findings_stand_below_their_file_with_sheet_cell_and_advice(project, inbox):
    """The clerk reads the line on the telephone to the district."""
    inbox.put("2021/ba be.xlsx", decision_list(*people(0), FAULTY))
    inbox.put("2021/na ri.xlsx", decision_list(*people(1, on=date(2021, 3, 14)), unit=NA_RI))
    inbox.put("2021/cho moi.xlsx", decision_list(*people(2), unit="huyện Chợ Mới"))

    result = run(project.root, "check")

    assert result.stdout.splitlines() == [
        "2021/ba be.xlsx: 2 lỗi",
        '  Lỗi V10 trang "Danh sách", ô F6: "512" thiếu ký hiệu của quyết định. '
        "Ghi cả số và ký hiệu, ví dụ 946/QĐ-UBND.",
        '  Lỗi V10 trang "Danh sách", ô G6: "hôm qua" không phải là ngày. '
        "Ghi ngày/tháng/năm với bốn chữ số của năm, ví dụ 31/5/2023.",
        "2021/na ri.xlsx: 1 cảnh báo",
        '  Cảnh báo V10 trang "Danh sách", ô G5: Ngày quyết định 14/03/2021 là Chủ nhật. Kiểm tra lại ngày ký.',
        SUMMARY.format(3, 1, 1, 1),
    ]
    assert (result.returncode, result.stderr) == (1, "")


def test_fault_of_many_rows_is_one_line(project, inbox):
    """Whoever copies a wrong number down a column has made one mistake."""
    inbox.put("ds.xlsx", decision_list(*(row(f"Bàn Văn {letter}", decision="512") for letter in "ABCDEF")))

    result = run(project.root, "check")

    assert result.stdout.splitlines() == [
        "ds.xlsx: 6 lỗi",
        '  Lỗi V10 trang "Danh sách", ô F5:F10 (6 ô): "512" thiếu ký hiệu của quyết định. '
        "Ghi cả số và ký hiệu, ví dụ 946/QĐ-UBND.",
        SUMMARY.format(1, 0, 0, 1),
    ]


@pytest.mark.long
def test_without_errors_the_exit_status_is_0(project, inbox):
    """A warning asks somebody to look; the run of the night goes on."""
    inbox.put("ds.xlsx", decision_list(*people(1, on=date(2021, 3, 14))))

    result = run(project.root, "check")

    assert result.returncode == 0
    assert result.stdout.splitlines()[-1] == SUMMARY.format(1, 0, 1, 0)


def test_empty_inbox_is_in_order(project, inbox):
    """Before the first file comes there is nothing to complain about."""
    (inbox.folder / "inbox").mkdir()

    result = run(project.root, "check")

    assert (result.returncode, result.stdout) == (0, SUMMARY.format(0, 0, 0, 0) + "\n")


def test_repairs_are_told_with_what_was_sent(project, inbox):
    """What was put right silently would one day be put wrong silently."""
    inbox.put("ds.xlsx", decision_list(row("Nông\u00a0Văn Thuỷ", decision="946/qd-ubnd")))

    result = run(project.root, "check")

    assert result.returncode == 0
    assert result.stdout.splitlines()[:4] == [
        "ds.xlsx: đạt",
        "  Đã sửa chữ: khoảng trắng lạ 1 ô, số quyết định 1 ô",
        '    trang "Danh sách", ô B5: "Nông Văn Thuỷ" → "Nông Văn Thuỷ"',
        '    trang "Danh sách", ô F5: "946/qd-ubnd" → "946/QĐ-UBND"',
    ]


@pytest.mark.long
def test_what_is_missing_is_told_last_and_about_no_file(project, inbox):
    """A reminder goes to a unit, not to a file."""
    inbox.put("na ri.xlsx", decision_list(*people(1), unit=NA_RI))
    settings = inbox.folder / "dataset.toml"
    wish = (
        'as_of = 2021-07-01\n[[expected]]\nlayout = "decision_list"\nunits = ["huyen-ba-be"]\nperiod = "half"\n'
        "first_year = 2021\nlast_year = 2021\ndays = 6\n[[editions]]"
    )
    settings.write_text(settings.read_text(encoding="utf-8").replace("[[editions]]", wish), encoding="utf-8")

    lines = run(project.root, "check").stdout.splitlines()

    assert lines == [
        "Cả bộ số liệu: 1 cảnh báo",
        "  Cảnh báo V20: huyện Ba Bể chưa gửi danh sách quyết định 6 tháng đầu năm 2021. "
        "Nhắc đơn vị gửi, hạn 20/06/2021.",
        SUMMARY.format(1, 1, 0, 0),
    ]


# Which files


def test_one_file_is_checked_on_its_own(project, tmp_path_factory):
    """A clerk looks at an attachment before it goes anywhere."""
    path = write_workbook(tmp_path_factory.mktemp("thu") / "Ba Be 6 thang.xlsx", decision_list(FAULTY))

    result = run(project.root, "check", str(path))

    assert result.returncode == 1
    assert result.stdout.splitlines()[0] == "Ba Be 6 thang.xlsx: 2 lỗi"


@pytest.mark.long
def test_folder_of_a_dataset_means_its_inbox(project, inbox):
    """Beside the inbox lies what the program itself keeps: nobody sent that."""
    inbox.put("a.xlsx", decision_list(FAULTY))
    run(project.root, "check")

    asked, inbox_asked = (run(project.root, "check", path).stdout for path in ("data/thu", "data/thu/inbox"))

    assert asked == inbox_asked
    assert asked.splitlines()[-1] == SUMMARY.format(1, 0, 0, 1)


def test_folder_is_checked_with_its_sub_folders(project, tmp_path_factory):
    """The attachments of a week are unpacked into folders; what programs leave behind is passed over."""
    folder = tmp_path_factory.mktemp("thu")
    for name in ("a/ds.xlsx", "b/ds.xlsx", "~$ds.xlsx", ".an/ds.xlsx"):
        write_workbook(folder / name, decision_list(FAULTY, unit=BA_BE if name[0] == "a" else NA_RI))

    lines = run(project.root, "check", str(folder)).stdout.splitlines()

    assert [line for line in lines if line.endswith("lỗi")] == ["a/ds.xlsx: 2 lỗi", "b/ds.xlsx: 2 lỗi"]
    assert lines[-1] == SUMMARY.format(2, 0, 0, 2)


def test_files_of_one_name_are_told_apart(project):
    """Each district calls its list "danh sach.xlsx"; the findings of one must not stand below the other."""
    for folder, rows in (("ba-be", [FAULTY]), ("na-ri", people(0))):
        write_workbook(project.root / folder / "ds.xlsx", decision_list(*rows, unit=NA_RI))

    lines = run(project.root, "check", "ba-be/ds.xlsx", "na-ri/ds.xlsx").stdout.splitlines()

    assert lines[0] == "ba-be/ds.xlsx: 2 lỗi"
    assert lines[-1] == SUMMARY.format(2, 1, 0, 1)


def test_file_named_twice_is_read_once(project):
    """Itself and by its folder: its rows must not be taken for sent twice."""
    write_workbook(project.root / "thu" / "ds.xlsx", decision_list(*people(0)))

    result = run(project.root, "check", "thu/ds.xlsx", "thu", "./thu/ds.xlsx")

    assert (result.returncode, result.stdout) == (0, SUMMARY.format(1, 1, 0, 0) + "\n")


@pytest.mark.long
def test_files_that_are_named_together_are_compared_with_one_another(project):
    """The later one repeats a row of the earlier."""
    more = people(1, 2, 3, decision="946/QĐ-UBND", on=MAY)
    came(write_workbook(project.root / "1.xlsx", decision_list(*people(0), *more, period=YEAR)), date(2021, 6, 1))
    came(write_workbook(project.root / "2.xlsx", decision_list(*people(0, 4))), date(2021, 6, 2))

    lines = run(project.root, "check", "2.xlsx", "1.xlsx").stdout.splitlines()

    assert lines[0] == "2.xlsx: 1 lỗi"
    assert "của tệp 1.xlsx" in lines[1]
    assert lines[-1] == SUMMARY.format(2, 1, 0, 1)


def test_file_in_an_inbox_is_checked_under_the_settings_of_its_dataset(project, inbox):
    """The same limits, day and receipt as in the run: what passes here passes there."""
    inbox.put("ds.xlsx", decision_list(*people(0, 1, 2)))
    settings = inbox.folder / "dataset.toml"
    text = settings.read_text(encoding="utf-8").replace("[[editions]]", "[limits]\nmax_rows = 6\n[[editions]]")
    settings.write_text(text, encoding="utf-8")
    outside = shutil.copy(inbox.folder / "inbox" / "ds.xlsx", project.root)

    inside = run(project.root, "check", "data/thu/inbox/ds.xlsx")
    folder = run(project.root / "data" / "thu", "check", "inbox")

    assert inside.stdout == folder.stdout
    assert inside.stdout.splitlines()[1].startswith(
        '  Lỗi F10 trang "Danh sách": Số liệu kéo dài đến dòng 7, quá mức 6'
    )
    assert run(project.root, "check", str(outside)).returncode == 0


def test_day_of_receipt_is_known_for_files_of_an_inbox(project, inbox):
    """Which version is newer is noted in received.csv; the days of the files are those of the copy."""
    inbox.put("cu.xlsx", summary_return(("Giấy khen", 1, 1)), received=date(2021, 12, 30))
    inbox.put("moi.xlsx", summary_return(("Giấy khen", 1, 2)), received=date(2021, 12, 1))
    note = "file,received_on,sender\ncu.xlsx,2021-12-01,a@example.org\nmoi.xlsx,2021-12-30,a@example.org\n"
    (inbox.folder / "received.csv").write_text(note, encoding="utf-8")

    received = check_paths([inbox.folder / "inbox"], project.root, today=date(2024, 1, 15))

    assert [(each.sent.file, each.state) for each in received.parts] == [
        ("cu.xlsx", "superseded"),
        ("moi.xlsx", "accepted"),
    ]
    assert {one.sender for one in received.sent} == {"a@example.org"}


def test_link_in_a_folder_is_not_followed(project, tmp_path_factory):
    """The check reads what the run reads."""
    outside = write_workbook(tmp_path_factory.mktemp("ngoai") / "ds.xlsx", decision_list(FAULTY))
    folder = project.root / "thu"
    folder.mkdir()
    (folder / "ds.xlsx").symlink_to(outside)

    assert run(project.root, "check", "thu").stdout == SUMMARY.format(0, 0, 0, 0) + "\n"


@pytest.mark.long
def test_only_the_dataset_that_is_named_is_checked(project, inbox):
    """Two datasets, two offices."""
    shutil.copytree(inbox.folder, project.root / "data" / "khac")
    inbox.put("ds.xlsx", decision_list(FAULTY))
    Inbox(project.root / "data" / "khac").put("ds.xlsx", decision_list(*people(0)))

    assert run(project.root, "check", "--dataset", "khac").returncode == 0
    assert run(project.root, "check", "--dataset", "thu").returncode == 1
    assert run(project.root, "check").returncode == 1


def of_province(project, name, code):
    """A dataset of a province."""
    (project.root / "data" / name).mkdir()
    text = f'title = "{name}"\nsource = "bài thử"\nbasis = "administrative"\nprovince = "{code}"\n'
    (project.root / "data" / name / "dataset.toml").write_text(text, encoding="utf-8")


def test_file_of_no_dataset_is_read_with_the_units_of_the_projects_province(project, tmp_path_factory):
    """Xã Văn Lăng is one of today's Thái Nguyên, which holds old Bắc Kạn; between two other provinces a person says."""
    of_commune = decision_list(*people(0, on=date(2026, 3, 2)), unit="UBND xã Văn Lăng", period="6 tháng đầu năm 2026")
    file = write_workbook(tmp_path_factory.mktemp("ngoai") / "ds.xlsx", of_commune)

    def units(**asked):
        received = check_paths([file], project.root, today=date(2026, 7, 1), **asked)
        return [each.part.unit for each in received.parts]

    assert units() != ["xa-van-lang-05665-2025"]
    of_province(project, "moi", "19")
    assert units() == ["xa-van-lang-05665-2025"]
    of_province(project, "cao-bang", "04")
    with pytest.raises(ConfigError, match="the datasets are of provinces 04, 06, 19; add --dataset NAME"):
        units()
    assert units(dataset="moi") == ["xa-van-lang-05665-2025"]


def test_what_many_have_not_sent_is_one_line_and_what_few_have_not_is_a_line_each():
    """92 communes and ten departments that are late must leave room on the screen for what is wrong in the files."""

    def missing(number, name):
        words = {"what": "danh sách quyết định", "period": "6 tháng đầu năm 2026", "deadline": "20/06/2026"}
        return [
            Finding("V20-missing", "", words=tuple({"unit": f"{name} {each}", **words}.items()))
            for each in range(1, number + 1)
        ]

    def said(*findings):
        return list(told_lines(Received((), (), (), tuple(findings))))[1:-1]

    assert said(*missing(55, "xã")) == [
        "  Cảnh báo V20: 55 đơn vị chưa gửi danh sách quyết định 6 tháng đầu năm 2026: "
        f"{', '.join(f'xã {each}' for each in range(1, 13))} và 43 đơn vị khác. Nhắc đơn vị gửi, hạn 20/06/2026."
    ]
    assert len(said(*missing(6, "xã"))) == 6


# Wrong use

MISTAKES = {
    "unknown path": (("khong-co.xlsx",), "khong-co.xlsx: is not there; name a workbook or a folder of workbooks"),
    "path of two lines": (("khong\nco\x1b[31m.xlsx",), "khong co [31m.xlsx: is not there"),
    "no inbox": ((), "no dataset has an inbox/ folder; name the workbooks to check, or make data/<dataset>/inbox"),
    "unknown dataset": (("--dataset", "thư"), 'no dataset "thư" under data/; did you mean thu?'),
    "answers into a file": (("reports.toml", "--answer", "reports.toml"), "Invalid value for '--answer'"),
    "unknown option": (("--anwser", "x"), "No such option"),
}


@pytest.mark.parametrize(("arguments", "message"), MISTAKES.values(), ids=MISTAKES.keys())
def test_wrong_use_is_one_line_and_exit_2(project, arguments, message):
    """The message says what to type instead."""
    result = run(project.root, "check", *arguments)

    assert (result.returncode, result.stdout) == (2, "")
    assert message in result.stderr
    assert "Traceback" not in result.stderr
    assert len(result.stderr.splitlines()) == (4 if "Usage" in result.stderr else 1)


def test_files_of_two_datasets_are_not_checked_together(project, inbox):
    """Each has its own settings; a mixture would be judged by neither."""
    shutil.copytree(inbox.folder, project.root / "data" / "khac")
    for name in ("khac", "thu"):
        Inbox(project.root / "data" / name).put("ds.xlsx", decision_list(*people(0)))

    result = run(project.root, "check", "data/thu/inbox", "data/khac/inbox/ds.xlsx")

    assert result.returncode == 2
    assert "the files belong to several datasets (khac, thu); check them one by one" in result.stderr


def test_wrong_note_of_receipt_is_one_line_and_exit_2(project, inbox):
    """It is the office's own file."""
    inbox.put("ds.xlsx", decision_list(*people(0)))
    (inbox.folder / "received.csv").write_text("file,received_on,sender\nds.xlsx,15/6/2021,a\n", encoding="utf-8")

    for arguments in ((), ("data/thu/inbox",)):
        result = run(project.root, "check", *arguments)
        assert result.returncode == 2
        assert result.stderr.startswith('error: thu/received.csv, row 2: "ds.xlsx,15/6/2021,a"; expected columns')


# Hostile names and texts

HOSTILE = "xấu\n0 tệp: 0 đạt\x1b[2J\x1b[31m\r\t\x07\u202e\u200b"
# In a workbook a control character is written as its number.
HOSTILE_CELL = "sai\n2 tệp: 2 đạt\t\u202e_x001B_[31m_x0007_\u00a0"


def controls(text):
    """The characters of a text that a screen obeys instead of showing; lines end as lines."""
    return {c for line in text.split("\n") for c in line if unicodedata.category(c) in ("Cc", "Cf", "Zl", "Zp", "Cs")}


def test_hostile_names_and_texts_cannot_move_or_colour_the_screen(project, inbox):
    """Whoever names a file can otherwise print "0 lỗi" over what was found in it."""
    path = inbox.put(f"{HOSTILE}.xlsx", decision_list(row(HOSTILE_CELL, decision=HOSTILE_CELL, on=HOSTILE_CELL)))
    rename_sheet(path, "Danh sách", "Danh&#10;sách&#9;\u202e")
    (inbox.folder / "inbox" / f"rỗng {HOSTILE}.csv").write_bytes(b"")

    result = run(project.root, "check", "--answer", "tra loi")

    assert result.returncode == 1
    assert controls(result.stdout + result.stderr) == set()
    assert result.stdout.splitlines()[0].startswith("rỗng xấu 0 tệp: 0 đạt [2J [31m")
    assert SUMMARY.format(2, 0, 0, 2) in result.stdout.splitlines()
    assert "Traceback" not in result.stderr


def rename_sheet(path: Path, old: str, new: str) -> None:
    """Give a sheet a name that Excel would not allow."""
    with zipfile.ZipFile(path) as book:
        parts = {name: book.read(name) for name in book.namelist()}
    parts["xl/workbook.xml"] = parts["xl/workbook.xml"].replace(f'"{old}"'.encode(), f'"{new}"'.encode())
    with zipfile.ZipFile(path, "w") as book:
        for name, content in parts.items():
            book.writestr(name, content)


def test_formula_and_braces_in_a_text_are_shown_as_they_are(project, inbox):
    """What a sender writes is never a pattern for our own sentences."""
    inbox.put("{found} <other>.xlsx", decision_list(row("Bàn Văn B", award="<found> {0} %s <award>")))

    lines = run(project.root, "check").stdout.splitlines()

    assert lines[0] == "{found} <other>.xlsx: 1 lỗi"
    assert 'Không có danh hiệu, hình thức "<found> {0} %s <award>"' in lines[1]


# Templates


def test_three_templates_are_written_and_named(project):
    """The district downloads three workbooks, fills them in and sends them."""
    result = run(project.root, "template", "mau", "--year", "2023")

    written = [project.root / line for line in result.stdout.splitlines()]
    assert (result.returncode, result.stderr, len(written)) == (0, "", 3)
    assert sorted(path.name for path in written) == sorted(path.name for path in (project.root / "mau").iterdir())
    assert [openpyxl.load_workbook(path).sheetnames[0] for path in written] == ["Hướng dẫn"] * 3


@pytest.mark.long
def test_empty_template_sent_back_is_told_to_hold_nothing_or_to_lack_its_head(project, inbox):
    """Somebody sends the form back unfilled: no count of it may enter a report."""
    run(project.root, "template", "mau", "--year", "2023")
    for number, path in enumerate(sorted((project.root / "mau").iterdir())):
        (inbox.folder / "inbox").mkdir(exist_ok=True)
        shutil.copy(path, inbox.folder / "inbox" / f"{number}.xlsx")

    result = run(project.root, "check")

    assert "Traceback" not in result.stderr
    reads = [
        read_file(path, file=path.name, digest="", basis=ADMINISTRATIVE, as_of=date(2024, 1, 15), limits=Limits())
        for path in sorted((inbox.folder / "inbox").iterdir())
    ]
    counts = [
        row["count"] for read in reads for table in read.tables.values() for row in table.to_pylist() if "count" in row
    ]
    assert not [count for count in counts if count]


@pytest.mark.long
@pytest.mark.parametrize("year", ["0", "1850", "99999", "-1"])
def test_template_of_an_impossible_year_is_one_line_and_exit_2(project, year):
    """No law of that year is known."""
    result = run(project.root, "template", "mau", "--year", year)

    assert result.returncode == 2
    assert "is not a period" in result.stderr
    assert "Traceback" not in result.stderr
    assert not (project.root / "mau").exists()


def test_template_that_cannot_be_written_is_one_line_and_exit_2(project):
    """On Windows a template open in Excel cannot be replaced."""
    result = run(project.root, "template", "reports.toml/mau", "--province", "06")

    assert result.returncode == 2
    assert "cannot be written" in result.stderr
    assert len(result.stderr.splitlines()) == 1


# Answers


@pytest.mark.long
def test_every_file_with_findings_gets_an_answer(project, inbox):
    """The sender opens one workbook and sees the faulty cells in it; who has none gets no answer."""
    inbox.put("2021/ba be.xlsx", decision_list(*people(0), FAULTY))
    inbox.put("na ri.xlsx", decision_list(*people(1, on=date(2021, 3, 14)), unit=NA_RI))
    inbox.put("cho moi.xlsx", decision_list(*people(2), unit="huyện Chợ Mới"))
    (inbox.folder / "inbox" / "rong.csv").write_bytes(b"")
    before = {path: path.read_bytes() for path in (inbox.folder / "inbox").rglob("*") if path.is_file()}

    result = run(project.root, "check", "--answer", "tra loi")

    folder = project.root / "tra loi" / "thu"
    answers = sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*.xlsx"))
    assert result.returncode == 1
    assert len(answers) == 3
    assert answers[0] == "2021/ba be.xlsx"
    told = [line for line in result.stdout.splitlines() if line.startswith("→ ")]
    assert sorted(told) == sorted(f"→ tra loi/thu/{name}" for name in answers)
    marked = openpyxl.load_workbook(folder / "2021" / "ba be.xlsx")["Danh sách"]
    assert "thiếu ký hiệu của quyết định" in marked["F6"].comment.text
    assert marked["F6"].fill.start_color.rgb != marked["F5"].fill.start_color.rgb
    assert {path: path.read_bytes() for path in before} == before


def test_answer_that_cannot_be_written_is_one_line_and_exit_2(project, inbox):
    """On Windows an answer open in Excel cannot be replaced."""
    inbox.put("ds.xlsx", decision_list(FAULTY))
    (project.root / "tra loi" / "thu" / "ds.xlsx").mkdir(parents=True)

    result = run(project.root, "check", "--answer", "tra loi")

    assert result.returncode == 2
    assert "cannot be written" in result.stderr
    assert len(result.stderr.splitlines()) == 1


def test_answer_never_replaces_the_sent_file(project):
    """Only what was sent proves what was sent."""
    path = write_workbook(project.root / "ds.xlsx", decision_list(FAULTY))
    before = path.read_bytes()

    result = run(project.root, "check", "ds.xlsx", "--answer", ".")

    assert result.returncode == 2
    assert "the answer would replace the sent file" in result.stderr
    assert path.read_bytes() == before
