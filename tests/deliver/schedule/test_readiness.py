"""Who has not sent, whose file has errors and which figure is unusual, as it stood on a day."""

import shutil
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from tests.conftest import REPOSITORY
from tests.facts.inboxes import (
    ADMINISTRATIVE,
    BA_BE,
    MAY,
    NA_RI,
    SECOND_HALF,
    SEPTEMBER,
    Inbox,
    decision_list,
    people,
    row,
    summary_return,
)
from thidua.deliver.release.concerns import missing_concerns
from thidua.deliver.schedule.readiness import Readiness, UnitReadiness, read_readiness, table_words
from thidua.errors import DataError
from thidua.facts.dataset import Dataset, DatasetSettings, open_dataset
from thidua.facts.expected import Wish
from thidua.present.chapters.quality.inbox import Answer
from thidua.present.language import written_in
from thidua.registry import Period, get_unit

HALF, WHOLE = Period.parse("2021-H1"), Period.parse("2021")
BA_BE_UNIT, NA_RI_UNIT, PAC_NAM = (get_unit(name) for name in ("huyen-ba-be", "huyen-na-ri", "huyen-pac-nam"))
FIRST = "danh sách quyết định 6 tháng đầu năm 2021 (hạn 20/6/2021)"
SECOND = "danh sách quyết định 6 tháng cuối năm 2021 (hạn 20/12/2021)"
RETURN = "biểu tổng hợp năm 2021 (hạn 20/12/2021)"
COMMUNES = [f"xã {number}" for number in range(1, 93)]
SETTINGS = """title = "Thử"
source = "bài thử"
basis = "administrative"
as_of = 2022-02-01
[[expected]]
layout = "decision_list"
units = ["huyen-ba-be", "huyen-na-ri"]
period = "half"
first_year = 2021
last_year = 2021
days = 6
[[expected]]
layout = "summary_return"
units = ["huyen-na-ri"]
period = "year"
first_year = 2021
last_year = 2021
days = 6
"""


@pytest.fixture
def inbox(tmp_path):
    """A dataset to which Ba Bể owes two lists, Na Rì two lists and a return, for 2021."""
    folder = tmp_path / "data" / "thu"
    (folder / "inbox").mkdir(parents=True)
    (folder / "dataset.toml").write_text(SETTINGS, encoding="utf-8")
    return Inbox(folder)


def read(inbox, period=HALF, on=date(2021, 6, 25)):
    """The readiness of the inbox on a day."""
    return read_readiness(open_dataset("thu", inbox.folder.parent.parent), period, on=on)


def lacking(about):
    """What a unit has not sent: how it stands, and which table."""
    return [(answer.state, table_words(answer, ADMINISTRATIVE)) for answer in about.lacking]


def test_who_has_not_sent_is_named_with_what_and_until_when(inbox):
    """Five days before the data are due, everything is open; after it, missing."""
    before, after = read(inbox, on=date(2021, 6, 20)), read(inbox, on=date(2021, 6, 21))

    assert [each.unit for each in before.units] == [BA_BE_UNIT, NA_RI_UNIT]
    assert lacking(before.of(BA_BE_UNIT)) == [("due", FIRST)]
    assert lacking(after.of(NA_RI_UNIT)) == [("missing", FIRST)]
    assert before.lines() == [
        "thu/2021-H1 on 20/06/2021: tables not here 2 of 2, files with errors 0",
        f"huyện Ba Bể: not here yet: {FIRST}",
        f"huyện Na Rì: not here yet: {FIRST}",
    ]


def test_file_counts_from_the_day_on_which_it_came(inbox):
    """What lies in the inbox today says nothing of a reminder a week ago."""
    inbox.put("ba-be.xlsx", decision_list(*people(1, 2)), received=date(2021, 6, 18))

    assert lacking(read(inbox, on=date(2021, 6, 17)).of(BA_BE_UNIT)) == [("due", FIRST)]
    there = read(inbox, on=date(2021, 6, 18))
    assert there.of(BA_BE_UNIT).is_ready
    assert [each.unit for each in there.units] == [NA_RI_UNIT]


def test_year_asks_for_its_halves_as_well(inbox):
    """The set of December needs what June asked for, what came since, and the year's return."""
    inbox.put("ba-be-1.xlsx", decision_list(*people(1, 2)))
    inbox.put("na-ri-1.xlsx", decision_list(*people(3, 4), unit=NA_RI))
    later = read(inbox, WHOLE, on=date(2021, 12, 21))

    assert lacking(later.of(BA_BE_UNIT)) == [("missing", SECOND)]
    assert lacking(later.of(NA_RI_UNIT)) == [("missing", SECOND), ("missing", RETURN)]
    assert later.asked == 5
    assert not later.is_ready


def test_whole_set_is_ready_and_late_ones_are_told(inbox):
    """What came late is there: nothing is left to do, and the office may still want to say something."""
    inbox.put("ba-be.xlsx", decision_list(*people(1, 2)))
    inbox.put("na-ri.xlsx", decision_list(*people(3, 4), unit=NA_RI), received=date(2021, 6, 22))
    found = read(inbox)

    assert found.is_ready
    assert [each.unit for each in found.units] == [NA_RI_UNIT]
    assert found.lines()[1:] == [f"huyện Na Rì: late: {FIRST}, came 22/6/2021"]
    assert found.of(PAC_NAM).is_ready


def test_half_of_a_year_is_only_a_part(inbox):
    """Two halves make a year's return; with one of them it is not missing, and not there."""
    half = summary_return(("Giấy khen", 1, 9), unit=NA_RI, period="6 tháng đầu năm 2021")
    inbox.put("na-ri.xlsx", half)

    states = [state for state, _ in lacking(read(inbox, WHOLE, date(2021, 12, 21)).of(NA_RI_UNIT))]
    assert states == ["missing", "missing", "partial"]


def test_file_with_errors_is_told_with_its_first_messages(inbox):
    """Its sender mends it by cell; the operator sees at a glance how bad it is."""
    wrong = [row(name, award="Không có", on="31/02/2021") for name in ("Hoàng Thị Lưu", "Lý Thị Hoà")]
    inbox.put("ba-be.xlsx", decision_list(*wrong, *people(3)))
    found = read(inbox).of(BA_BE_UNIT)

    [file] = found.faulty
    assert (file.file, file.received_on, file.errors) == ("ba-be.xlsx", date(2021, 6, 18), 4)
    assert len(file.messages) == 3
    assert file.messages[0].startswith('trang "Danh sách", ô G5: ')
    assert not found.is_ready
    lines = read(inbox).lines()
    assert "huyện Ba Bể: ba-be.xlsx (18/6/2021): errors 4, warnings 0" in lines
    assert "    and 1 more" in lines


def test_mended_file_is_no_fault_any_more(inbox):
    """Who sent it again, and right, is not asked again; on the day before, it was still wrong."""
    inbox.put("ba-be.xlsx", decision_list(row("Hoàng Thị Lưu", award="Không có")), received=date(2021, 6, 16))
    inbox.put("ba-be-2.xlsx", decision_list(*people(1)), received=date(2021, 6, 18))

    assert read(inbox, on=date(2021, 6, 17)).of(BA_BE_UNIT).faulty
    assert read(inbox, on=date(2021, 6, 18)).of(BA_BE_UNIT).is_ready


def test_file_that_nobody_can_read_is_its_senders(inbox):
    """A damaged file says nothing; who sent it is known from the other files of the same address."""
    inbox.put("ba-be.xlsx", decision_list(*people(1, 2)))
    (inbox.folder / "inbox" / "moi.xlsx").write_bytes(b"PK\x03\x04 no workbook")
    (inbox.folder / "inbox" / "la.xlsx").write_bytes(b"PK\x03\x04 nor this")
    (inbox.folder / "received.csv").write_text(
        "file,received_on,sender\nba-be.xlsx,2021-06-18,a@b.example\nmoi.xlsx,2021-06-19,a@b.example\n"
        "la.xlsx,2021-06-19,x@y.example\n",
        encoding="utf-8",
    )
    found = read(inbox)

    assert [file.file for file in found.of(BA_BE_UNIT).faulty] == ["moi.xlsx"]
    assert found.units[-1].unit is None
    assert [file.file for file in found.units[-1].faulty] == ["la.xlsx"]


def test_hostile_words_of_a_sender_stay_on_one_line(inbox):
    """A file name or a cell must not colour the terminal, begin a line of its own, or turn the text round."""
    hostile = "x\x1b[31m\nthành phố Bắc Kạn\u202e: sẵn sàng.xlsx"
    inbox.put(hostile, decision_list(row("A\x85B", award="Khen\nthưởng <b>\u202eđỏ")))
    found = read(inbox)

    assert found.of(BA_BE_UNIT).faulty
    assert all(line.isprintable() for line in found.lines())
    assert not any(line.startswith("thành phố") for line in found.lines())


def test_dataset_that_asks_for_nothing_says_so(project):
    """Quoted figures come from no inbox."""
    found = read_readiness(open_dataset("thu", project.root), Period.parse("2020"), on=date(2021, 1, 1))

    assert (found.units, found.asked, found.is_ready) == ((), 0, True)
    assert found.lines() == [
        "thu/2020 on 01/01/2021: nothing is asked for (no [[expected]] of this period in dataset.toml)"
    ]


def test_file_of_the_office_that_is_not_in_order_is_named(inbox):
    """Without the days of receipt nobody knows what had come."""
    (inbox.folder / "received.csv").write_text("file,received_on,sender\na,gestern,b\n", encoding="utf-8")

    with pytest.raises(DataError, match=r"received\.csv, row 2"):
        read(inbox)


def test_day_of_asking_changes_nothing_in_the_dataset(inbox):
    """It is asked about the past, and the facts of today stay as they are."""
    inbox.put("ba-be.xlsx", decision_list(*people(1, 2), row("Lý Thị Hoà", on=MAY)))
    inbox.put("ba-be-2.xlsx", decision_list(*people(3, on=SEPTEMBER), unit=BA_BE, period=SECOND_HALF))
    dataset = open_dataset("thu", inbox.folder.parent.parent)
    before = dataset.facts.snapshot.name

    read(inbox, on=date(2021, 6, 1))

    assert open_dataset("thu", inbox.folder.parent.parent).facts.snapshot.name == before
    assert replace(dataset).as_of == date(2022, 2, 1)


def test_english_names_the_tables_in_english(inbox):
    """A recipient who reads English is reminded in it."""
    [answer] = read(inbox).of(BA_BE_UNIT).lacking
    with written_in("en"):
        words = table_words(answer, ADMINISTRATIVE)

    assert "first half of 2021" in words
    assert "20 Jun 2021" in words


@pytest.fixture(scope="module")
def illustrative(tmp_path_factory):
    """The illustrative dataset with the files of four units in 2022 and 2023."""
    root = tmp_path_factory.mktemp("illustrative")
    source, target = REPOSITORY / "data" / "illustrative", root / "data" / "illustrative"
    for year in ("2022", "2023"):
        (target / "inbox" / year).mkdir(parents=True)
        for name in ("Ba Be", "Pac Nam", "Cho Moi", "Pac_Nam", "Chợ Mới", "Giao thong"):
            for path in (source / "inbox" / year).glob(f"*{name}*"):
                shutil.copy(path, target / "inbox" / year)
    for name in ("dataset.toml", "received.csv"):
        shutil.copy(source / name, target)
    return open_dataset("illustrative", root)


@pytest.mark.long
def test_planted_faults_of_the_illustrative_data_are_found(illustrative):
    """Planted: Pác Nặm late twice and Ba Bể with a decision outside its half, for the year 2022."""
    found = read_readiness(illustrative, Period.parse("2022"), on=date(2024, 1, 15))

    assert [answer.wish.layout for answer in found.of(PAC_NAM).late] == ["decision_list", "summary_return"]
    [file] = found.of(BA_BE_UNIT).faulty
    assert "BC khen thuong Ba Be 6T cuoi nam 2022.xlsx" in file.file
    assert "ô M29: Ngày quyết định 31/05/2022 nằm ngoài kỳ báo cáo" in file.messages[0]


def test_planted_jump_is_unusual_and_told_once(illustrative):
    """Planted: Chợ Mới commends three times as many in 2023; its list and its return both show it."""
    found = read_readiness(illustrative, Period.parse("2023"), on=date(2024, 1, 15))

    [text] = found.of(get_unit("huyen-cho-moi")).unusual
    assert text.startswith("GK huyện: năm 2023 có 96, năm 2022 có 31")
    missing = found.of(get_unit("so-giao-thong-van-tai")).lacking
    assert [(answer.state, answer.wish.layout) for answer in missing] == [("missing", "summary_return")]
    assert found.of(BA_BE_UNIT).is_ready


def test_day_of_the_reminder_knows_nothing_of_later_files(illustrative):
    """On 11 June 2023 no list of the half had come; on 10 July all had."""
    early = read_readiness(illustrative, Period.parse("2023-H1"), on=date(2023, 6, 11))
    late = read_readiness(illustrative, Period.parse("2023-H1"), on=date(2023, 7, 10))

    assert [answer.state for answer in early.of(BA_BE_UNIT).lacking] == ["due"]
    assert late.of(BA_BE_UNIT).is_ready
    assert late.of(PAC_NAM).is_ready


def many(*states, names=COMMUNES):
    """A readiness in which each of these communes owes one list that stands so."""
    wish = Wish("decision_list", "", HALF, date(2021, 6, 20), is_due=True)
    answers = [Answer(wish, state) for state in states]
    told = tuple(
        UnitReadiness(None, name, (answer,))
        for name, answer in zip(names, answers, strict=False)
        if answer.state in ("missing", "partial", "due")
    )
    dataset = Dataset("thu", Path(), DatasetSettings(title="Thử", source="bài thử", basis="administrative"))
    return Readiness(dataset, HALF, date(2021, 6, 25), told, tuple(answers))


def test_what_many_have_not_sent_is_one_line_with_how_many_have_and_some_names():
    """184 lines in a mail are read by nobody; the quality report has all names."""
    found = many(*["counted"] * 37, *["missing"] * 54, "partial")

    assert found.lines() == [
        "thu/2021-H1 on 25/06/2021: tables not here 55 of 92, files with errors 0",
        f"{FIRST}: 37 of 92 have sent; not sent: {', '.join(COMMUNES[37:49])} and 42 more; only a part sent: xã 92",
    ]


def test_what_few_have_not_sent_is_told_unit_by_unit():
    """Six units are six telephone calls."""
    found = many(*["counted"] * 86, *["missing"] * 6)

    assert found.lines()[1:] == [f"{name}: not sent: {FIRST}" for name in COMMUNES[86:]]


def test_review_page_tells_what_many_lack_in_one_line_as_well():
    """A reviewer has five minutes."""
    (concern,) = missing_concerns(many(*["counted"] * 37, *["due"] * 55))

    assert concern.about == f"D{FIRST[1:]}"
    assert concern.words == f"37/92 đơn vị đã gửi; chưa gửi, còn hạn: {', '.join(COMMUNES[37:49])} và 43 đơn vị khác"
