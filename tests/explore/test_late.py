"""What would be seen if a list came today."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from tests.conftest import Project
from tests.facts.inboxes import decision_list, people, write_workbook
from thidua.errors import ConfigError, DataError
from thidua.explore.late import with_files
from thidua.facts.dataset import Dataset, open_dataset
from thidua.registry import Period, get_unit

LATE = "danh sách muộn.xlsx"
MARCH = date(2021, 3, 12)


def write_list(folder: Path, *numbers: int, on: date = MARCH) -> Path:
    """A list of Ba Bể for the first half of 2021."""
    folder.mkdir(exist_ok=True)
    return write_workbook(folder / LATE, decision_list(*people(*numbers, on=on)))


def awarded(dataset: Dataset) -> int:
    """How many were awarded in Ba Bể in that half, as far as is known."""
    with dataset.territory.in_force():
        return int(dataset.facts.of(get_unit("huyen-ba-be"), Period.parse("2021-H1"))["count"].sum())


@pytest.fixture
def dataset(project: Project) -> Dataset:
    """A dataset to which no workbook came yet."""
    return open_dataset("thu", project.root)


def test_late_list_is_counted_as_if_it_stood_in_the_inbox(dataset: Dataset, tmp_path: Path):
    """Who prepares a meeting asks what the page will say once the last district has sent its list."""
    late = with_files(dataset, [write_list(tmp_path / "thư", *range(5))])

    assert awarded(dataset) == 0
    assert awarded(late) == 5


def test_inbox_and_snapshots_stay_as_they_are(dataset: Dataset, tmp_path: Path):
    """What if is a question: nothing that is built afterwards may have heard of it."""
    before = sorted(str(path) for path in dataset.folder.rglob("*"))
    with_files(dataset, [write_list(tmp_path / "thư", *range(5))])

    assert sorted(str(path) for path in dataset.folder.rglob("*")) == before


def test_every_table_says_which_file_is_there_beside_the_others(dataset: Dataset, tmp_path: Path):
    """A page of what might be must never be taken for one of what is."""
    late = with_files(dataset, [write_list(tmp_path / "thư", 1)])

    assert late.settings.title == "Số liệu thử, thêm danh sách muộn.xlsx"


def test_file_that_would_not_be_counted_is_refused_with_its_cell(dataset: Dataset, tmp_path: Path):
    """Otherwise the answer would be "nothing changes", and nobody would know why."""
    with pytest.raises(DataError, match=r'danh sách muộn\.xlsx, trang "Danh sách", ô G5: '):
        with_files(dataset, [write_list(tmp_path / "thư", 1, on=date(2031, 3, 12))])


def test_file_that_is_not_there_is_one_line(dataset: Dataset):
    """A path mistyped is told as such."""
    with pytest.raises(ConfigError, match=r'there is no file "khong-co\.xlsx"'):
        with_files(dataset, ["khong-co.xlsx"])


def test_no_file_at_all_is_told_what_to_write(dataset: Dataset):
    """An answer without a file would be the dataset itself under another name."""
    with pytest.raises(ConfigError, match=r"no file is named"):
        with_files(dataset, [])


def test_files_may_stand_in_a_list(dataset: Dataset, tmp_path: Path):
    """What facts() takes as a list, people write as a list here as well."""
    one = write_list(tmp_path / "một", *range(5))

    assert awarded(with_files(dataset, ([one, str(one)],))) == 5
    with pytest.raises(ConfigError, match=r'5 is no file; write its name: with_files\("danh-sach\.xlsx"\)'):
        with_files(dataset, (5,))


def test_two_files_of_one_name_are_told_apart(dataset: Dataset, tmp_path: Path):
    """The one must not take the other's place unseen."""
    files = [write_list(tmp_path / folder, *range(5)) for folder in ("một", "hai")]

    with pytest.raises(ConfigError, match="have one name; give one of them another"):
        with_files(dataset, files)


@pytest.mark.parametrize("name", ["ưu.xlsx", "zz.xlsx", "2021.xlsx"])
def test_corrected_list_of_the_same_day_came_last(dataset: Dataset, tmp_path: Path, name: str):
    """The first list came this morning: whatever it is called, the one that is asked about is newer."""
    write_list(dataset.folder / "inbox", *range(5)).rename(dataset.folder / "inbox" / name)
    corrected = write_list(tmp_path / "thư", *range(7))

    assert awarded(with_files(dataset, [corrected])) == 7


def test_file_in_whose_place_another_stands_names_it(dataset: Dataset, tmp_path: Path):
    """Two versions are given at once: the older one changes nothing, and which is newer is said."""
    first, second = (write_list(tmp_path / folder, *range(number)) for folder, number in (("một", 5), ("hai", 7)))
    second = second.rename(second.with_name("lần hai.xlsx"))

    with pytest.raises(DataError, match=r"danh sách muộn\.xlsx: no table of it would count; .*lần hai\.xlsx takes its"):
        with_files(dataset, [first, second])
