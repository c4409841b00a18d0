"""From an inbox to its snapshot: what counts is there once, with the cell it came from; nothing is done twice."""

import json
import os
import signal
import subprocess
import sys
import threading
from datetime import date
from functools import cache
from pathlib import Path

import openpyxl
import pytest
from filelock import FileLock

from tests.conftest import REPOSITORY, Project
from tests.facts.inboxes import (
    HOW,
    MAY,
    NA_RI,
    PROVINCIAL,
    SECOND_HALF,
    TODAY,
    YEAR,
    Inbox,
    came,
    counted,
    decision_list,
    indicators,
    people,
    row,
    states,
    summary_return,
    told,
    write_workbook,
)
from thidua.errors import ConfigError, DataError
from thidua.facts import noted as noted_module
from thidua.facts import receive as receive_module
from thidua.facts.dataset import open_dataset
from thidua.facts.receive import receive
from thidua.facts.snapshot import read_table
from thidua.registry import Period, get_unit
from thidua.run.key import edition_key
from thidua.run.plan import plan_editions

BA_BE_UNIT, NA_RI_UNIT, PROVINCE = (get_unit(name) for name in ("huyen-ba-be", "huyen-na-ri", "tinh-bac-kan"))
YEAR_2021, HALF_2021 = Period.parse("2021"), Period.parse("2021-H1")
WORKER, FIGHTER = "Lao động tiên tiến", "Chiến sĩ thi đua cơ sở"


@pytest.fixture
def inbox(tmp_path):
    """An empty dataset that receives workbooks."""
    return Inbox(tmp_path)


@pytest.fixture
def dataset_inbox(project: Project):
    """The inbox of a project's dataset, which has facts.csv as well."""
    return Inbox(project.root / "data" / "thu")


@pytest.fixture
def opened(monkeypatch):
    """The files that are opened, but for what the snapshots folder keeps."""
    paths = []
    open_file = Path.open

    def noting(path, *arguments, **options):
        if "snapshots" not in path.parts and path.suffix != ".py":
            paths.append(path.name)
        return open_file(path, *arguments, **options)

    monkeypatch.setattr(Path, "open", noting)
    return paths


def snapshots(inbox):
    """What lies in the folder of snapshots, but for what is kept of each file."""
    return {path.name for path in (inbox.folder / "snapshots").iterdir()} - {"read"}


def contents(folder):
    """The bytes of every file of a snapshot."""
    return {path.name: path.read_bytes() for path in folder.iterdir()}


# What counts


def test_quotations_and_files_stand_in_one_snapshot(project, dataset_inbox):
    """An article's figure of one year and a district's list of another answer the same questions."""
    project.write_facts({"count": "7"})
    dataset_inbox.put("ds.xlsx", decision_list(*people(0, 1, 2)))

    facts = dataset_inbox.facts()

    assert counted(facts, BA_BE_UNIT, Period.parse("2020")) == {("GKH", "individual"): 7}
    assert counted(facts, BA_BE_UNIT, HALF_2021) == {("GKH", "individual"): 3}
    assert set(read_table(facts.snapshot, "facts")["origin"]) == {"quotation", "decision_list"}


def test_list_and_return_of_one_year_are_not_added(inbox):
    """The list has the names, the return the sums of the same decisions; what only the return has is kept."""
    inbox.put("ds.xlsx", decision_list(*people(0, 1, 2), period=YEAR))
    inbox.put("bieu.xlsx", summary_return(("Giấy khen", 4, 3), (WORKER, "", 40)))

    assert counted(inbox.facts(), BA_BE_UNIT, YEAR_2021) == {("GKH", "individual"): 3, ("LDTT", "individual"): 40}
    assert counted(inbox.facts(), PROVINCE, YEAR_2021)["GKH", "individual"] == 3


def test_list_of_a_half_does_not_stand_for_the_year_of_the_return(inbox):
    """Three certificates until June, nine in the year: the report of the year says nine."""
    inbox.put("ds.xlsx", decision_list(*people(0, 1, 2)))
    inbox.put("bieu.xlsx", summary_return(("Giấy khen", "-", 9)))

    assert counted(inbox.facts(), BA_BE_UNIT, YEAR_2021)["GKH", "individual"] == 9
    assert counted(inbox.facts(), BA_BE_UNIT, HALF_2021) == {("GKH", "individual"): 3}


def test_zero_missing_and_impossible_survive_from_the_cell_to_the_fact(inbox):
    """0 is none, a blank is not known, "-" cannot be: a report prints them apart."""
    inbox.put(
        "bieu.xlsx", summary_return(("Giấy khen", 0, 5), (PROVINCIAL, "-", ""), (WORKER, "", "–"), (FIGHTER, "", "…"))
    )
    inbox.put("na ri.xlsx", summary_return(("Giấy khen", 2, ""), (PROVINCIAL, "-", 4), (WORKER, "", 7), unit=NA_RI))

    facts = inbox.facts()

    assert counted(facts, BA_BE_UNIT, YEAR_2021) == {
        ("BKT", "collective"): "not_applicable",
        ("BKT", "individual"): "missing",
        ("CSTDCS", "individual"): "missing",
        ("GKH", "collective"): 0,
        ("GKH", "individual"): 5,
        ("LDTT", "individual"): "not_applicable",
    }
    # What one district does not know, the province does not know; what cannot be adds nothing.
    assert counted(facts, PROVINCE, YEAR_2021) == {
        ("BKT", "collective"): "not_applicable",
        ("BKT", "individual"): "missing",
        ("CSTDCS", "individual"): "missing",
        ("GKH", "collective"): 2,
        ("GKH", "individual"): "missing",
        ("LDTT", "individual"): 7,
    }


def test_rejected_file_counts_nothing(inbox):
    """One wrong cell and the file waits for its sender; half of it in a report would be worse than none."""
    inbox.put("tot.xlsx", decision_list(*people(0, 1), period=YEAR))
    inbox.put("hong.xlsx", decision_list(*people(2, 3), row("Bàn Văn B", decision="512"), unit=NA_RI, period=YEAR))
    (inbox.folder / "inbox" / "rac.xlsx").write_bytes(b"PK\x03\x04 khong phai tep nen")

    facts = inbox.facts()

    assert counted(facts, NA_RI_UNIT, YEAR_2021) == {}
    assert counted(facts, PROVINCE, YEAR_2021) == {("GKH", "individual"): 2}
    assert set(read_table(facts.snapshot, "facts")["file"]) == {"tot.xlsx"}
    assert set(read_table(facts.snapshot, "findings")["file"]) == {"hong.xlsx", "rac.xlsx"}


def test_what_was_put_right_is_kept_beside_what_was_sent(inbox):
    """The quality report shows every repair; the figures use the repaired text."""
    inbox.put("ds.xlsx", decision_list(row("Nông\u00a0Văn Thuỷ", decision="946/qd-ubnd")))

    repairs = read_table(inbox.snapshot(), "repairs")

    assert sorted(repairs[["cell", "sent", "read", "kinds"]].itertuples(index=False, name=None)) == [
        ("B5", "Nông\u00a0Văn Thuỷ", "Nông Văn Thuỷ", "spaces"),
        ("F5", "946/qd-ubnd", "946/QĐ-UBND", "decision"),
    ]


@cache
def workbook(path):
    """A workbook as its sender sees it."""
    return openpyxl.load_workbook(path)


def test_every_row_leads_to_the_cell_it_came_from(inbox):
    """Report, fact, file, sheet, cell: whoever doubts a figure opens the workbook and finds it there."""
    inbox.put("2021/ds.xlsx", decision_list(*people(0, 1, 2), name="Đợt 1"), decision_list(*people(3), name="Đợt 2"))
    provincial = {"award": PROVINCIAL, "decision": "946/QĐ-UBND", "on": MAY}
    tinh = [*people(4, 5, unit="huyện Ba Bể", **provincial), *people(6, unit="huyện Na Rì", **provincial)]
    inbox.put("2021/tinh.xlsx", decision_list(*tinh, unit="Sở Nội vụ", period=YEAR))
    inbox.put("2021/bieu.xlsx", summary_return(("Giấy khen", 2, 9), (WORKER, "-", 0), (FIGHTER, "", 4)))
    inbox.put("2021/na ri.xlsx", summary_return(("Giấy khen", 1, 1), unit=NA_RI))

    facts = inbox.facts()
    checked = 0
    for unit in (BA_BE_UNIT, NA_RI_UNIT, PROVINCE):
        for period in (YEAR_2021, HALF_2021):
            for each in facts.rows(unit, period).to_dict("records"):
                value = workbook(inbox.folder / "inbox" / each["file"])[each["sheet"]][each["cell"]].value
                expected = each["recipient"] if each["origin"] == "decision_list" else stated(each)
                assert value == expected, each
                checked += 1

    assert checked > 30


def stated(each):
    """What stands in the cell of a return from which a row was read."""
    return {"counted": each["count"], "missing": None, "not_applicable": "-"}[each["state"]]


def test_sum_of_several_cells_names_them_all(inbox):
    """The type of award of individuals is split by class; the figure is the sum of its cells."""

    def draw(sheet):
        for line in ([BA_BE_UNIT.name], ["TỔNG HỢP KẾT QUẢ KHEN THƯỞNG"], [YEAR], ["Đơn vị tính: lượt"]):
            sheet.append(line)
        sheet.append(["STT", "Danh hiệu, hình thức khen thưởng", "Quyết định", None, "Công trạng", None, None])
        sheet.append([None, None, "Tập thể", "Cá nhân", "Tập thể", "Lãnh đạo từ phó phòng trở lên", "Trực tiếp"])
        sheet.append([1, "Giấy khen", 2, 9, 2, 4, 5])

    inbox.put("bieu.xlsx", draw)

    rows = inbox.facts().rows(BA_BE_UNIT, YEAR_2021).to_dict("records")

    sheet = openpyxl.load_workbook(inbox.folder / "inbox" / "bieu.xlsx").active
    assert ("F7+G7", 9) in [(each["cell"], each["count"]) for each in rows]
    for each in rows:
        assert sum(sheet[cell].value for cell in each["cell"].split("+")) == each["count"]


# Nothing needless


def test_second_look_opens_no_file(project, dataset_inbox, opened):
    """Each notebook asks for the snapshot; three hundred workbooks must not be opened for each of them."""
    dataset_inbox.put("ds.xlsx", decision_list(*people(0, 1)))
    (dataset_inbox.folder / "received.csv").write_text("file,received_on,sender\nds.xlsx,2021-06-15,a@b\n")
    first = dataset_inbox.snapshot()
    assert {"ds.xlsx", "facts.csv", "received.csv"} <= set(opened)
    opened.clear()

    assert dataset_inbox.snapshot() == first
    assert opened == []


def test_file_more_makes_another_snapshot_and_without_it_the_first_comes_back(inbox):
    """The name says what is in it: the same files, the same name, the same bytes."""
    inbox.put("ds.xlsx", decision_list(*people(0, 1)))
    first = inbox.snapshot()
    before = contents(first)
    path = inbox.put("na ri.xlsx", decision_list(*people(2), unit=NA_RI))
    second = inbox.snapshot()
    path.unlink()
    third = inbox.snapshot()

    assert first == third != second
    assert contents(third) == before


@pytest.mark.parametrize("change", ["facts", "received", "workbook", "settings"])
def test_whatever_a_snapshot_is_made_from_makes_it_anew(project, dataset_inbox, monkeypatch, change):
    """A correction that nobody sees in the report would be worse than none."""
    path = dataset_inbox.put("ds.xlsx", decision_list(*people(0, 1), row("Bàn Văn B")))
    first = dataset_inbox.snapshot()
    made = []
    write_snapshot = receive_module.write_snapshot
    monkeypatch.setattr(receive_module, "write_snapshot", lambda *given: made.append(1) or write_snapshot(*given))
    changes = {"limits": HOW["limits"].changed(max_rows=3)} if change == "settings" else {}
    if change == "facts":
        project.write_facts({"count": "8"})
    elif change == "received":
        (dataset_inbox.folder / "received.csv").write_text("file,received_on,sender\nds.xlsx,2021-06-15,a@b\n")
    elif change == "workbook":
        came(write_workbook(path, decision_list(*people(0, 2))), date(2021, 6, 18))

    second = dataset_inbox.snapshot(**changes)

    assert (made, second != first) == ([1], True)


def test_corrected_rule_of_weighing_makes_the_snapshot_anew(dataset_inbox, monkeypatch, opened):
    """What the files say stays the same when only their comparison is mended; what counts may not."""
    dataset_inbox.put("ds.xlsx", decision_list(*people(0, 1)))
    dataset_inbox.snapshot()
    opened.clear()
    code_hash = noted_module.code_hash
    mended = lambda packages: "khác" if "facts" in packages else code_hash(packages)  # noqa: E731
    monkeypatch.setattr(noted_module, "code_hash", mended)

    dataset_inbox.snapshot()

    assert opened == ["facts.csv", "ds.xlsx"]


def test_deadline_that_passes_makes_it_anew(project, dataset_inbox):
    """What was not due yesterday may be missing today; without deadlines a new day changes nothing."""
    dataset_inbox.put("ds.xlsx", decision_list(*people(0, 1)))
    settings = project.root / "data" / "thu" / "dataset.toml"
    settings.write_text(settings.read_text(encoding="utf-8").replace("[[editions]]", f"{EXPECTED}[[editions]]"))
    expected = open_dataset("thu", project.root).settings.expected

    in_time = dataset_inbox.snapshot(expected=expected, as_of=date(2021, 12, 20))
    overdue = dataset_inbox.snapshot(expected=expected, as_of=date(2021, 12, 21))

    assert (len(read_table(overdue, "findings")), in_time == overdue) == (1, False)


def test_old_snapshots_are_cleared_away(inbox):
    """A year of corrections would otherwise fill the disk; the one before stays for whoever is still asking it."""
    made = []
    for number in range(4):
        inbox.put("ds.xlsx", decision_list(*people(*range(number + 1))))
        made.append(inbox.snapshot().name)

    assert snapshots(inbox) == {".lock", "current.json", *made[-2:]}


# Two at once, and runs that end in the middle

SNAPSHOT_SCRIPT = "from pathlib import Path\nfrom tests.facts.inboxes import Inbox\n"


def start(inbox, script):
    """Run a few lines on the inbox in a process of its own."""
    code = f"{SNAPSHOT_SCRIPT}inbox = Inbox(Path({str(inbox.folder)!r}))\n{script}"
    return subprocess.Popen([sys.executable, "-c", code], cwd=REPOSITORY, stdout=subprocess.PIPE, text=True)


@pytest.mark.long
def test_two_processes_at_once_make_one_good_snapshot(inbox):
    """Two terminals, or two kernels of one run: both get the same, and nothing is left half done."""
    for number in range(8):
        inbox.put(f"{number}.xlsx", decision_list(*people(number), unit=NA_RI, period=""))

    both = [
        start(inbox, "print(inbox.snapshot().name)"),
        start(inbox, "inbox.received(); print(inbox.snapshot().name)"),
    ]
    names = [process.communicate(timeout=60)[0].strip() for process in both]

    assert names == [inbox.snapshot().name] * 2
    assert snapshots(inbox) == {".lock", "current.json", names[0]}
    assert len(list((inbox.folder / "snapshots" / "read").iterdir())) == 8


def test_check_waits_for_a_snapshot_that_is_being_made(inbox):
    """Each clears away what it does not need; at the same time, one would take it from the other."""
    inbox.put("ds.xlsx", decision_list(*people(0)))
    inbox.received()
    checking = threading.Thread(target=receive, args=(inbox.folder,), kwargs=HOW)
    with FileLock(inbox.folder / "snapshots" / ".lock"):
        checking.start()
        checking.join(timeout=0.3)
        waits = checking.is_alive()
    checking.join(timeout=10)

    assert (waits, checking.is_alive()) == (True, False)


KILLED_WHILE = {
    "reading": "import thidua.facts.inbox as at\nname = 'keep'\n",
    "writing a table": "import thidua.facts.snapshot as at\nname = 'write_table'\n",
    "naming the snapshot": "import thidua.facts.receive as at\nname = 'remove_others'\n",
}


@pytest.mark.long
@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="Windows has no such signal")
@pytest.mark.parametrize("where", KILLED_WHILE)
def test_killed_run_leaves_nothing_that_hurts(inbox, where):
    """The lid of a laptop is closed in the middle: the next run ends as if nothing had happened."""
    inbox.put("ds.xlsx", decision_list(*people(0)))
    inbox.put("hai.xlsx", decision_list(*people(1), unit=NA_RI))
    script = (
        f"{KILLED_WHILE[where]}"
        "import os, signal\n"
        "do, times = getattr(at, name), []\n"
        "def killed(*given):\n"
        "    times.append(do(*given) if name != 'remove_others' else None)\n"
        "    os.kill(os.getpid(), signal.SIGKILL)\n"
        "setattr(at, name, killed)\n"
        "inbox.snapshot()\n"
    )

    killed = start(inbox, script)
    killed.communicate(timeout=60)
    again = inbox.snapshot()

    assert killed.returncode == -signal.SIGKILL
    assert snapshots(inbox) == {".lock", "current.json", again.name}
    assert counted(inbox.facts(), PROVINCE, HALF_2021) == {("GKH", "individual"): 2}
    assert inbox.snapshot() == again


@pytest.mark.parametrize(
    "text", ["", "{", "null", "[]", '{"state": 1}', '{"snapshot": "../../.."}', '{"snapshot": null, "state": null}']
)
def test_broken_note_of_the_snapshot_is_made_anew(inbox, text):
    """It may be cut off, or edited; the files themselves are what counts."""
    inbox.put("ds.xlsx", decision_list(*people(0)))
    good = inbox.snapshot()
    note = inbox.folder / "snapshots" / "current.json"

    note.write_text(text, encoding="utf-8")

    assert inbox.snapshot() == good
    assert json.loads(note.read_text(encoding="utf-8"))["snapshot"] == good.name


def test_snapshot_that_somebody_deleted_is_made_again(inbox):
    """Everything below snapshots/ can be made again."""
    inbox.put("ds.xlsx", decision_list(*people(0)))
    good = inbox.snapshot()
    for path in good.iterdir():
        path.unlink()
    good.rmdir()

    assert inbox.snapshot() == good
    assert counted(inbox.facts(), BA_BE_UNIT, HALF_2021) == {("GKH", "individual"): 1}


def test_wrong_facts_file_stops_and_leaves_the_last_snapshot(project, dataset_inbox):
    """The office's own mistake is told with its row; a report of the day before stays what it was."""
    dataset_inbox.put("ds.xlsx", decision_list(*people(0)))
    good = dataset_inbox.snapshot()
    project.write_facts({"count": "bảy"})

    with pytest.raises(DataError, match=r"facts\.csv, row 2: count is"):
        dataset_inbox.snapshot()

    assert good.is_dir()


# What dataset.toml says

EXPECTED = """[[expected]]
layout = "decision_list"
units = ["huyen-ba-be"]
period = "year"
first_year = 2021
last_year = 2021
days = 6
"""


def with_settings(project, text):
    """The dataset of the project, with more settings."""
    path = project.root / "data" / "thu" / "dataset.toml"
    path.write_text(path.read_text(encoding="utf-8").replace("[[editions]]", f"{text}\n[[editions]]"), encoding="utf-8")
    return open_dataset("thu", project.root)


@pytest.mark.parametrize(
    ("old", "new", "told_so"),
    [
        ('"decision_list"', '"decision_lists"', 'layout: "decision_lists"; write a layout: decision_list, '),
        ('"decision_list"', '""', 'layout: ""; write a layout: decision_list'),
        ('"year"', '"quarter"', 'period: "quarter"; write "half" or "year"'),
        ('"huyen-ba-be"', '"huyen-ba-bee"', 'unknown unit id "huyen-ba-bee"; did you mean huyen-ba-be'),
        ("first_year = 2021", "first_year = 21", "21"),
        ("first_year = 2021", "first_year = 2022", "first_year 2022 is after last_year 2021"),
        ("days = 6", 'days = "sáu"', "days: "),
        ("days = 6\n", "", "days is missing; write a whole number from 0 to 366"),
        ("days = 6", "days = 6\nday = 7", "day"),
    ],
)
def test_wrong_expectation_is_refused_with_the_file(project, old, new, told_so):
    """An expectation that is never met, or never asked for, would hide a unit that sends nothing."""
    with pytest.raises(ConfigError) as caught:
        with_settings(project, EXPECTED.replace(old, new))

    assert "dataset.toml" in str(caught.value)
    assert told_so in str(caught.value)
    assert "\n" not in str(caught.value)


def test_what_is_expected_is_missed(project, dataset_inbox):
    """The list of Ba Bể was due on 20/12/2021."""
    (dataset_inbox.folder / "inbox").mkdir()
    dataset = with_settings(project, f"as_of = 2021-12-21\n{EXPECTED}")

    assert told(dataset.received()) == [("", "", "", "huyện Ba Bể chưa gửi danh sách quyết định năm 2021")]


def test_file_above_the_limits_is_refused_with_its_reason(project, dataset_inbox):
    """A dataset may be stricter than the rest, or more patient."""
    dataset_inbox.put("ds.xlsx", decision_list(*people(0, 1, 2, 3)))
    as_usual = open_dataset("thu", project.root).received()
    strict = with_settings(project, "[limits]\nmax_rows = 6\n").received()

    assert told(as_usual) == []
    assert told(strict) == [("ds.xlsx", "Danh sách", "", "Số liệu kéo dài đến dòng 8, quá mức 6 dòng")]


@pytest.mark.parametrize("text", ["[limits]\nmax_row = 6", "[limits]\nmax_rows = 0", '[limits]\nmax_rows = "nhiều"'])
def test_wrong_limits_are_refused(project, text):
    """A misspelt limit would leave the usual one in force."""
    with pytest.raises(ConfigError, match=r"dataset\.toml: .*max_row"):
        with_settings(project, text)


def test_day_of_the_settings_decides_what_lies_in_the_future(project, dataset_inbox):
    """A report of 2021 can be made again in any later year with the same findings."""
    dataset_inbox.put("ds.xlsx", decision_list(*people(0)))
    dataset = with_settings(project, "as_of = 2021-03-11\n")

    expected = ("ds.xlsx", "Danh sách", "G5", "Ngày quyết định 12/03/2021 sau ngày 11/03/2021")
    assert dataset.as_of == date(2021, 3, 11)
    assert told(dataset.received()) == [expected]
    assert counted(dataset.facts, BA_BE_UNIT, HALF_2021) == {}


def test_without_a_day_in_the_settings_it_is_today(project):
    """Nothing but the outermost command reads the clock; here it is passed in."""
    dataset = open_dataset("thu", project.root)

    assert type(dataset)(dataset.name, dataset.folder, dataset.settings, today=TODAY).as_of == TODAY


# Which reports a new file makes anew


def test_new_file_of_one_district_changes_its_keys_and_the_provinces_only(project, dataset_inbox):
    """Eight districts send in one week: each new file rebuilds two reports, not nine."""
    settings = project.root / "data" / "thu" / "dataset.toml"
    head = settings.read_text(encoding="utf-8").partition("[[editions]]")[0]
    units = ("huyen-ba-be", "huyen-na-ri", "tinh-bac-kan")
    editions = [f'[[editions]]\nkind = "thu"\nunit = "{unit}"\nperiod = "2021"\n' for unit in units]
    settings.write_text(head + "".join(editions), encoding="utf-8")
    dataset_inbox.put("na ri.xlsx", decision_list(*people(0, 1), unit=NA_RI))
    before = keys(project)

    dataset_inbox.put("ba be.xlsx", decision_list(*people(2, 3)))
    with_list = keys(project)
    dataset_inbox.put("so.xlsx", indicators(("Thu ngân sách", 10, 9)))
    with_register = keys(project)

    assert changed(before, with_list) == changed(with_list, with_register) == {"huyen-ba-be", "tinh-bac-kan"}
    assert keys(project) == with_register


def test_rejected_file_changes_the_key_of_its_unit(project, dataset_inbox):
    """A report says of its data what was sent and does not count: it is not current when that changes."""
    dataset_inbox.put("a.xlsx", decision_list(*people(0, 1)))
    facts = open_dataset("thu", project.root).facts
    before = [facts.content_key(get_unit(unit)) for unit in ("huyen-ba-be", "huyen-na-ri")]

    dataset_inbox.put("b.xlsx", decision_list(*people(2, decision="512")))
    facts = open_dataset("thu", project.root).facts
    after = [facts.content_key(get_unit(unit)) for unit in ("huyen-ba-be", "huyen-na-ri")]

    assert (before[0] != after[0], before[1] == after[1]) == (True, True)


def keys(project):
    """The key of the edition of each unit, everything read anew."""
    return {edition.unit.id: edition_key(edition) for edition in plan_editions(project.root)}


def changed(before, after):
    """The units whose keys differ."""
    return {unit for unit in before if before[unit] != after[unit]}


def test_state_of_every_table_is_told(inbox):
    """The snapshot and the check say the same of each file."""
    inbox.put("h1.xlsx", decision_list(*people(0)))
    inbox.put("h2.xlsx", decision_list(*people(1, decision="9/QĐ-UBND", on=date(2021, 9, 15)), period=SECOND_HALF))
    files = read_table(inbox.snapshot(), "files")

    assert {file: [state] for file, state in zip(files["file"], files["state"], strict=True)} == states(
        inbox.received()
    )
    assert list(files["rows"]) == [1, 1]
    assert os.sep not in "".join(files["file"])
