"""What lies in an inbox is found under any name and read once; who sent it and when stands beside it."""

import hashlib
import os
import subprocess
import sys
import unicodedata
from concurrent.futures import Future
from concurrent.futures.process import BrokenProcessPool
from datetime import date
from pathlib import Path

import pytest

import thidua.code_hash as code_hash_module
from tests.conftest import REPOSITORY
from tests.facts.inboxes import (
    HOW,
    PROVINCIAL,
    Inbox,
    came,
    decision_list,
    people,
    row,
    summary_return,
    told,
    write_workbook,
)
from thidua.errors import DataError
from thidua.facts import inbox as inbox_module
from thidua.facts import noted as noted_module
from thidua.facts.inbox import read_inbox, sent_files
from thidua.intake.files.limits import Limits
from thidua.registry import get_basis


@pytest.fixture
def inbox(tmp_path):
    """An empty dataset that receives workbooks."""
    return Inbox(tmp_path)


@pytest.fixture
def opened(monkeypatch):
    """The names of the files that are read, in their order, from now on."""
    names = []
    read_file = inbox_module.read_file

    def noting(path, *, file, **how):
        names.append(file)
        return read_file(path, file=file, **how)

    monkeypatch.setattr(inbox_module, "read_file", noting)
    return names


def names(inbox):
    """What the files of the inbox are called in findings."""
    return [one.file for one in sent_files(inbox.folder)]


# What is found

STRANGE_NAMES = [
    "Biểu tổng hợp KQ khen thưởng – Chợ Mới (lần 2).xlsx",
    unicodedata.normalize("NFD", "Danh sách Bắc Kạn.xlsx"),
    "  dấu cách .XLSX",
    "'; DROP TABLE facts; --.xlsx",
    "{found} %s <other>.xlsx",
    "dòng\nmới\t\x1b[31mđỏ\x1b[0m.xlsx",
    "‮ngược.xlsx",
    "không đuôi",
    "ảnh.png",
    "a" * 200 + ".xlsx",
    "-rf.xlsx",
]


@pytest.mark.parametrize("name", STRANGE_NAMES)
def test_file_is_read_under_any_name(inbox, name):
    """Senders name files as they like; what counts is what is in them."""
    inbox.put(name, decision_list(*people(0, 1)))

    received = inbox.received()

    assert [one.file for one in received.sent] == [name]
    assert [(part.layout, part.rows) for read in received.reads for part in read.parts] == [("decision_list", 2)]
    assert len(inbox.facts().snapshot.name) == 16


def test_name_that_is_no_utf_8_is_read_and_shown(inbox):
    """An old archive unpacks names in a code page of its own; one such file must not stop the dataset."""
    path = inbox.put("ten.xlsx", decision_list(*people(0)))
    path.rename(path.with_name(os.fsdecode(b"Ch\xee m\xedi.xlsx")))

    snapshot = inbox.snapshot()

    assert names(inbox) == [r"Ch\xee m\xedi.xlsx"]
    assert snapshot.is_dir()


def test_sub_folders_are_searched_and_names_keep_them(inbox):
    """The office keeps a folder for each year or sender."""
    inbox.put("2021/Ba Bể/ds.xlsx", decision_list(*people(0)))
    inbox.put("2020/ds.xlsx", decision_list(*people(1)))

    assert names(inbox) == ["2020/ds.xlsx", "2021/Ba Bể/ds.xlsx"]


@pytest.mark.parametrize(
    "name",
    [
        "~$ds.xlsx",
        ".~lock.ds.xlsx#",
        "._ds.xlsx",
        ".DS_Store",
        "Thumbs.db",
        "thumbs.DB",
        "Desktop.ini",
        "~WRD0001.TMP",
        "ds.xlsx.crdownload",
        "2021/ds.xlsx.part",
        ".ẩn/ds.xlsx",
        "2021/.git/ds.xlsx",
    ],
)
def test_what_programs_leave_behind_is_passed_over(inbox, name):
    """An open workbook has a lock file beside it, an archive from a Mac a second file for each."""
    inbox.put("ds.xlsx", decision_list(*people(0)))
    inbox.put(name, decision_list(*people(1)))

    assert names(inbox) == ["ds.xlsx"]


@pytest.mark.parametrize("name", ["tmp.xlsx", "ds.part.xlsx", "2021.tmp/ds.xlsx", "thumbs.db/ds.xlsx"])
def test_workbook_is_read_whatever_its_folder_is_called(inbox, name):
    """A list that is passed over without a word would be missing from every figure."""
    inbox.put(name, decision_list(*people(0)))

    assert names(inbox) == [name]


def test_links_are_not_followed(inbox, tmp_path_factory):
    """A link could bring in files that nobody sent, or lead round in a circle."""
    outside = tmp_path_factory.mktemp("ngoai")
    write_workbook(outside / "ngoai.xlsx", decision_list(*people(0)))
    inbox.put("ds.xlsx", decision_list(*people(1)))
    folder = inbox.folder / "inbox"
    (folder / "tep.xlsx").symlink_to(outside / "ngoai.xlsx")
    (folder / "thu-muc").symlink_to(outside)
    (folder / "vong").symlink_to(folder)
    (folder / "dut.xlsx").symlink_to(outside / "khong-co.xlsx")

    assert names(inbox) == ["ds.xlsx"]


@pytest.mark.parametrize("problem", [PermissionError(13, "Permission denied"), OSError(116, "Stale file handle")])
def test_folder_that_is_not_shown_is_told_and_not_taken_for_empty(inbox, monkeypatch, problem):
    """What its communes sent would be missing from every figure, and they would be told that they sent nothing."""
    inbox.put("ds.xlsx", decision_list(*people(0)))
    inbox.put("2021/Ba Bể/ds.xlsx", decision_list(*people(1)))
    refused = inbox.folder / "inbox" / "2021" / "Ba Bể"
    scandir = os.scandir

    def refusing(folder):
        if Path(folder) == refused:
            raise type(problem)(*problem.args, str(folder))
        return scandir(folder)

    monkeypatch.setattr(os, "scandir", refusing)

    with pytest.raises(DataError, match=rf"^{refused}: cannot be looked into \({problem.strerror}\); .*not sent"):
        sent_files(inbox.folder)


def test_file_that_is_not_shown_is_told_and_not_passed_over(inbox, monkeypatch):
    """As of a folder: a share that has gone away gives neither."""
    inbox.put("ds.xlsx", decision_list(*people(0)))
    monkeypatch.setattr(Path, "lstat", lambda path: os.lstat(f"{path}{'x' * 300}"))

    with pytest.raises(DataError, match=r"cannot be looked into \(File name too long\)"):
        sent_files(inbox.folder)


@pytest.mark.parametrize("name", ["lost+found", "$RECYCLE.BIN", ".Trash-1000"])
def test_folder_of_the_system_is_not_looked_into(inbox, name):
    """Where a whole disk is the inbox, it holds one that is the system's alone."""
    inbox.put("ds.xlsx", decision_list(*people(0)))
    inbox.put(f"{name}/ds.xlsx", decision_list(*people(1)))

    assert names(inbox) == ["ds.xlsx"]


def test_dataset_without_an_inbox_has_no_files(inbox):
    """The published figures come from facts.csv alone."""
    assert sent_files(inbox.folder) == []
    assert inbox.received().findings == ()


def test_pipe_under_a_workbooks_name_is_passed_over(inbox):
    """It would keep the reader waiting for ever."""
    inbox.put("ds.xlsx", decision_list(*people(0)))
    os.mkfifo(inbox.folder / "inbox" / "ong.xlsx")

    assert names(inbox) == ["ds.xlsx"]


def test_digest_is_that_of_the_content(inbox):
    """It tells two versions apart, and one file under two names is the same."""
    path = inbox.put("a.xlsx", decision_list(*people(0)))
    (path.parent / "b.xlsx").write_bytes(path.read_bytes())

    first, second = sent_files(inbox.folder)

    assert first.digest == second.digest == hashlib.sha256(path.read_bytes()).hexdigest()


def test_file_held_by_another_program_is_a_finding_and_is_tried_again(inbox, monkeypatch):
    """On Windows a workbook open in Excel cannot be read; closing it changes neither its size nor its time."""
    path = inbox.put("ds.xlsx", decision_list(*people(0)))
    facts = inbox.snapshot()
    inbox.put("mo.xlsx", decision_list(*people(1), unit="UBND huyện Na Rì"))
    with monkeypatch.context() as locked:
        lock(locked, path.parent / "mo.xlsx")
        received = inbox.received()
        without = inbox.snapshot()

    assert told(received) == [("mo.xlsx", "", "", "Không mở được tệp (không có quyền đọc)")]
    assert without != facts
    assert told(inbox.received()) == []
    assert inbox.snapshot() not in (facts, without)


def lock(monkeypatch, path):
    """Let nobody open one file."""
    monkeypatch.setattr("pathlib.Path.open", refusing("open", path))
    monkeypatch.setattr("pathlib.Path.read_bytes", refusing("read_bytes", path))


def refusing(name, locked):
    """A method of paths that is not permitted on one of them."""
    method = getattr(type(locked), name)

    def refuse(path, *arguments, **options):
        if path == locked:
            raise PermissionError(13, "Permission denied")
        return method(path, *arguments, **options)

    return refuse


# When it came, and from whom


def write_received(inbox, text):
    (inbox.folder / "received.csv").write_text(text, encoding="utf-8")


def test_day_and_sender_come_from_received_csv(inbox):
    """The day of arrival decides what is late and which version is newer."""
    inbox.put("2021/ds.xlsx", decision_list(*people(0)))
    write_received(inbox, "file,received_on,sender\n2021/ds.xlsx,2021-06-15,babe@example.org\n")

    (one,) = sent_files(inbox.folder)

    assert (one.received_on, one.sender) == (date(2021, 6, 15), "babe@example.org")


def test_without_a_note_a_file_came_on_the_day_of_its_last_change(inbox):
    """In Vietnam, wherever the machine stands: 18:00 UTC is the next day there."""
    path = inbox.put("ds.xlsx", decision_list(*people(0)))
    evening = 1_623_952_800  # 17 June 2021, 18:00 UTC
    os.utime(path, (evening, evening))

    (one,) = sent_files(inbox.folder)

    assert (one.received_on, one.sender) == (date(2021, 6, 18), "")


@pytest.mark.parametrize("text", ["file,received_on,sender\n", "", "file,received_on,sender\nkhac.xlsx,2021-01-01,a\n"])
def test_file_that_is_not_noted_is_received_all_the_same(inbox, text):
    """The note is kept by hand and may lag behind."""
    inbox.put("ds.xlsx", decision_list(*people(0)), received=date(2021, 6, 20))
    write_received(inbox, text)

    assert [one.received_on for one in sent_files(inbox.folder)] == [date(2021, 6, 20)]


@pytest.mark.parametrize(("on_disk", "noted"), [("NFD", "NFC"), ("NFC", "NFD")])
def test_name_is_found_in_the_note_however_its_letters_are_stored(inbox, on_disk, noted):
    """An archive made on a Mac holds "ợ" as three characters; in the note it was typed as one."""
    name = "Chợ Mới – danh sách.xlsx"
    inbox.put(unicodedata.normalize(on_disk, name), decision_list(*people(0)))
    write_received(inbox, f"file,received_on,sender\n{unicodedata.normalize(noted, name)},2021-06-15,a@example.org\n")

    assert [(one.received_on, one.sender) for one in sent_files(inbox.folder)] == [(date(2021, 6, 15), "a@example.org")]


@pytest.mark.parametrize(
    ("rows", "told_row"),
    [
        ("ds.xlsx,15/06/2021,a@example.org", 'row 2: "ds.xlsx,15/06/2021,a@example.org"'),
        ("ds.xlsx,2021-06-15,a\nhai.xlsx,2021-02-30,b", 'row 3: "hai.xlsx,2021-02-30,b"'),
        ('"ds\nxlsx",hôm qua,a', 'row 2: "ds xlsx,hôm qua,a"'),
        ("ds.xlsx,20210615,a", 'row 2: "ds.xlsx,20210615,a"'),
        ("ds.xlsx,2021-W24-2,a", 'row 2: "ds.xlsx,2021-W24-2,a"'),
        ("ds.xlsx,2021-06-15,a,b", "row 2: \"ds.xlsx,2021-06-15,a,['b']\""),
    ],
)
def test_wrong_row_of_the_note_is_named(inbox, rows, told_row):
    """The office corrects one line; a guess could make a late file early."""
    inbox.put("ds.xlsx", decision_list(*people(0)))
    write_received(inbox, f"file,received_on,sender\n{rows}\n")

    with pytest.raises(DataError) as caught:
        sent_files(inbox.folder)

    expected = (
        f"{inbox.folder.name}/received.csv, {told_row}; expected columns file, received_on (2021-06-18) and sender"
    )
    assert str(caught.value) == expected


def test_file_that_came_on_two_days_is_asked_for(inbox):
    """The newer of two versions counts: the last row would have decided which one that is."""
    write_received(inbox, "file,received_on,sender\nds.xlsx,2021-06-15,a\nds.xlsx,2021-12-15,a\n")

    with pytest.raises(DataError, match=r'received\.csv, row 3: "ds\.xlsx" came on another day in a row above'):
        sent_files(inbox.folder)


@pytest.mark.parametrize("header", ["file;received_on;sender", "file,sender", "tệp,ngày,người gửi"])
def test_note_with_other_columns_is_refused(inbox, header):
    """Excel set to Vietnamese saves semicolons."""
    write_received(inbox, f"{header}\nds.xlsx;2021-06-15;a\n")

    with pytest.raises(DataError, match=r"received\.csv, row 2: .*; expected columns file, received_on"):
        sent_files(inbox.folder)


@pytest.mark.parametrize("content", [b"file,received_on,sender\nds\xff.xlsx,2021-06-15,a\n", b'file\n"ds'])
def test_note_that_is_no_utf_8_csv_is_refused(inbox, content):
    """An editor of an old system saves a code page, a copy is cut off."""
    (inbox.folder / "received.csv").write_bytes(content)

    with pytest.raises(DataError, match=r"received\.csv: cannot be read as UTF-8 CSV"):
        sent_files(inbox.folder)


# Read once


def test_one_more_file_is_the_only_one_that_is_read(inbox, opened):
    """Opening a workbook is what takes time: three hundred must not be opened for one."""
    inbox.put("mot.xlsx", decision_list(*people(0)))
    inbox.put("hai.xlsx", summary_return(("Giấy khen", 2, 5)))
    inbox.received()
    opened.clear()

    inbox.put("ba.xlsx", decision_list(*people(1), unit="UBND huyện Na Rì"))
    inbox.received()

    assert opened == ["ba.xlsx"]


def test_renamed_file_is_not_read_again_and_has_its_new_name_everywhere(inbox, opened):
    """Findings, repairs and rows must lead to where the file lies now."""
    path = inbox.put("cu.xlsx", decision_list(*people(0), row("Nông\u00a0Văn A", decision="946/qd-ubnd", on="hôm qua")))
    before = inbox.received()
    opened.clear()

    path.rename(path.with_name("mới.xlsx"))
    (read,) = inbox.received().reads

    assert opened == []
    assert {each.file for each in (*read.findings, *read.repairs)} == {"mới.xlsx"}
    assert set(read.tables["facts"]["file"].to_pylist()) == {"mới.xlsx"}
    assert [each.message for each in read.findings] == [each.message for each in before.reads[0].findings] != []


def test_what_is_kept_says_the_same_as_the_file(inbox):
    """A second look must not differ from the first in any value or type."""
    odd = row("Nông\u00a0Văn A", decision="946/qd-ubnd", on="hôm qua")
    inbox.put("ds.xlsx", decision_list(*people(0), odd), summary_return(("Giấy khen", "-", ""), (PROVINCIAL, 0, 3)))

    (first,), (second,) = inbox.received().reads, inbox.received().reads

    assert (first.parts, first.findings, first.repairs) == (second.parts, second.findings, second.repairs)
    assert first.tables.keys() == second.tables.keys() == {"facts"}
    assert first.tables["facts"].to_pylist() == second.tables["facts"].to_pylist()
    assert first.tables["facts"].schema == second.tables["facts"].schema


def test_another_reader_reads_every_file_again(inbox, opened, monkeypatch):
    """A corrected rule, or a new row of the registry, holds for all files that were read before it."""
    inbox.put("mot.xlsx", decision_list(*people(0)))
    inbox.put("hai.xlsx", decision_list(*people(1), unit="UBND huyện Na Rì"))
    inbox.received()
    opened.clear()

    for module in (inbox_module, noted_module):
        monkeypatch.setattr(module, "code_hash", lambda *packages: "khác")
    inbox.snapshot()

    assert opened == ["hai.xlsx", "mot.xlsx"]
    assert len(list((inbox.folder / "snapshots" / "read").iterdir())) == 2


@pytest.mark.parametrize("folder", ["intake", "registry"])
def test_reader_hash_changes_with_code_and_tables(monkeypatch, tmp_path, folder):
    """Whatever decides how a file is read is in it, and nothing else."""
    for name in ("intake/tables", "registry/tables", "present"):
        (tmp_path / name).mkdir(parents=True)
    monkeypatch.setattr(code_hash_module, "files", lambda package: tmp_path)
    hashes = [code_hash_module.code_hash.__wrapped__(inbox_module._READ_BY)]

    for name in (f"{folder}/lines.py", f"{folder}/tables/words.csv", f"{folder}/tables/messages.toml"):
        (tmp_path / name).write_text("1", encoding="utf-8")
        hashes.append(code_hash_module.code_hash.__wrapped__(inbox_module._READ_BY))
        (tmp_path / "present" / "charts.py").write_text(name, encoding="utf-8")
        hashes.append(code_hash_module.code_hash.__wrapped__(inbox_module._READ_BY))

    assert hashes[1::2] == hashes[2::2]
    assert len(set(hashes)) == 4


@pytest.mark.parametrize("change", [{"limits": Limits(max_rows=100)}, {"basis": get_basis("calendar")}])
def test_other_settings_read_every_file_again(inbox, opened, change):
    """The same title states another window under another basis."""
    inbox.put("ds.xlsx", decision_list(*people(0)))
    inbox.received()
    opened.clear()

    inbox.received(**change)

    assert opened == ["ds.xlsx"]


def test_future_day_is_looked_at_again_on_a_later_day(inbox, opened):
    """Whoever dates a decision ahead is told so; once the day has come there is nothing to tell."""
    inbox.put("mai.xlsx", decision_list(*people(0, on=date(2021, 6, 11))))
    inbox.put("nay.xlsx", decision_list(*people(1, on=date(2021, 6, 10)), unit="UBND huyện Na Rì"))
    early = inbox.received(as_of=date(2021, 6, 10))
    opened.clear()

    late = inbox.received(as_of=date(2021, 6, 11))

    expected = ("mai.xlsx", "Danh sách", "G5", "Ngày quyết định 11/06/2021 sau ngày 10/06/2021")
    assert told(early) == [expected]
    assert (told(late), opened) == ([], ["mai.xlsx"])


def test_day_set_back_finds_what_lies_in_its_future(inbox, opened):
    """An old report is made again as of its day: decisions of later must not slip in because they were read once."""
    inbox.put("ds.xlsx", decision_list(*people(0, on=date(2021, 6, 11))))
    inbox.put("truoc.xlsx", decision_list(*people(1), unit="UBND huyện Na Rì"))
    assert told(inbox.received()) == []
    opened.clear()

    received = inbox.received(as_of=date(2021, 6, 10))

    assert [place[:3] for place in told(received, "V10-future")] == [("ds.xlsx", "Danh sách", "G5")]
    assert opened == ["ds.xlsx"]


def test_what_was_kept_of_a_file_that_is_gone_is_removed(inbox):
    """The folder would grow with every version that was ever sent."""
    path = inbox.put("ds.xlsx", decision_list(*people(0)))
    inbox.put("hai.xlsx", decision_list(*people(1)))
    inbox.received()

    path.unlink()
    inbox.received()

    assert len(list((inbox.folder / "snapshots" / "read").iterdir())) == 1


@pytest.mark.parametrize("length", [0, 1, 40, 400, 2000, -20])
def test_half_written_file_of_what_was_read_is_not_used(inbox, opened, length):
    """A full disk or a pulled plug cuts it off; the workbook is simply read again."""
    inbox.put("ds.xlsx", decision_list(*people(0, 1)))
    whole = inbox.received()
    (kept,) = (inbox.folder / "snapshots" / "read").iterdir()
    kept.write_bytes(kept.read_bytes()[:length])
    opened.clear()

    again = inbox.received()

    assert opened == ["ds.xlsx"]
    assert [read.tables["facts"].to_pylist() for read in again.reads] == [
        read.tables["facts"].to_pylist() for read in whole.reads
    ]


@pytest.mark.long
def test_many_files_are_read_by_other_processes_with_the_same_result(inbox, opened, monkeypatch):
    """Two hundred files arrive in one week: however they are shared out, no figure may depend on it."""
    monkeypatch.setattr(inbox_module.os, "cpu_count", lambda: 2)
    put_many(inbox)
    sent = sent_files(inbox.folder)

    shared = read_inbox(sent, inbox.folder / "chung", **HOW)
    read_here = len(opened)
    monkeypatch.setattr(inbox_module, "_ALONE", 100)
    alone = read_inbox(sent, inbox.folder / "rieng", **HOW)

    assert read_here < len(sent) == len(opened) - read_here
    assert [said(read) for read in shared] == [said(read) for read in alone]
    assert {path.name: path.read_bytes() for path in (inbox.folder / "chung").iterdir()} == {
        path.name: path.read_bytes() for path in (inbox.folder / "rieng").iterdir()
    }


def put_many(inbox):
    """More files than are read alone; some with an error."""
    units = ("Ba Bể", "Na Rì", "Chợ Mới", "Chợ Đồn", "Pác Nặm", "Ngân Sơn", "Bạch Thông")
    for number in range(28):
        rows = people(number, number + 1, decision=f"{100 + number}/QĐ-UBND")
        faulty = [row("Bàn Văn B", on="hôm qua")] if number % 9 == 0 else []
        unit = f"UBND huyện {units[number % 7]}"
        inbox.put(f"{number:02}.xlsx", decision_list(*rows, *faulty, unit=unit), received=date(2021, 6, 1))


class Killed:
    """Other processes that are killed as soon as they work."""

    def __init__(self, *arguments, **options):
        pass

    def __enter__(self):
        return self

    def __exit__(self, *problem):
        pass

    def submit(self, work, job):
        """A future that was being worked on when its process ended."""
        future = Future()
        future.set_exception(BrokenProcessPool("terminated abruptly"))
        return future


def test_files_of_a_process_that_was_killed_are_read_here(inbox, opened, monkeypatch):
    """A system short of memory ends whatever is largest; the files are still read."""
    monkeypatch.setattr(inbox_module.os, "cpu_count", lambda: 2)
    monkeypatch.setattr(inbox_module, "ProcessPoolExecutor", Killed)
    put_many(inbox)

    assert len(inbox.received().reads) == len(opened) == 28


@pytest.mark.long
def test_script_without_a_guard_may_read_many_files(inbox):
    """An analyst writes three lines; another process must not run them again, nor wait for this one for ever."""
    put_many(inbox)
    script = inbox.folder / "phan_tich.py"
    script.write_text(
        "import os\n"
        "os.cpu_count = lambda: 2\n"
        "from pathlib import Path\n"
        "from tests.facts.inboxes import Inbox\n"
        "print(Inbox(Path(__file__).parent).snapshot().name)\n",
        encoding="utf-8",
    )
    environment = {**os.environ, "PYTHONPATH": str(REPOSITORY)}

    ended = subprocess.run(
        [sys.executable, script], capture_output=True, text=True, env=environment, timeout=60, check=False
    )

    assert (ended.stdout, ended.stderr) == (f"{inbox.snapshot().name}\n", "")


def said(read):
    """All that a file says, as plain values."""
    tables = {name: table.to_pylist() for name, table in read.tables.items()}
    return read.file, read.digest, read.format, read.parts, tables, read.findings, read.repairs


def test_workbook_changed_in_place_is_read_again(inbox, opened):
    """A corrected file comes under its old name."""
    path = inbox.put("ds.xlsx", decision_list(*people(0)))
    inbox.received()
    opened.clear()

    came(write_workbook(path, decision_list(*people(0, 1))), date(2021, 6, 18))
    (read,) = inbox.received().reads

    assert opened == ["ds.xlsx"]
    assert read.parts[0].rows == 2
