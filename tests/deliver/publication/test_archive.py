"""The zip of a pack: Vietnamese names, the same bytes each time, and only what may be in it."""

from __future__ import annotations

import os
import zipfile
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from tests.deliver.packs import HOSTILE, MORNING, Office, write_files
from tests.deliver.publication.shown import publish
from thidua.deliver.packs import Pack
from thidua.deliver.publication.archive import CONTENTS, archive_address
from thidua.run.plan import Edition


def write(office: Office, *editions: Edition) -> Path:
    """Publish these editions as they are now; where their zip is."""
    return publish(office, *editions) / archive_address(office.pack(*editions))


def names(path: Path) -> list[str]:
    """What is in a zip, after its checksums were proved."""
    with zipfile.ZipFile(path) as archive:
        assert archive.testzip() is None
        return archive.namelist()


def contents(path: Path) -> str:
    """The list of contents."""
    with zipfile.ZipFile(path) as archive:
        return archive.read(CONTENTS).decode("utf-8-sig")


def test_released_editions_lie_in_it_under_vietnamese_names(office: Office, editions: list[Edition]):
    """Whoever unpacks it before the meeting finds a folder for each unit, and nothing that nobody has released."""
    for edition in editions[:2]:
        office.make(edition)
    office.decide(editions[0])
    path = write(office, *editions[:2])

    assert path == office.root / "public/illustrative/2023-H1/bo-tai-lieu-6-thang-dau-nam-2023-minh-hoa.zip"
    assert names(path) == [
        CONTENTS,
        *(
            f"thành phố Bắc Kạn/Báo cáo sơ kết 6 tháng 2023 - thành phố Bắc Kạn.{each}"
            for each in ("html", "pdf", "xlsx")
        ),
    ]
    with zipfile.ZipFile(path) as archive:
        assert all(each.flag_bits & 0x800 for each in archive.infolist() if not each.filename.isascii())
        assert archive.read(names(path)[2]) == editions[0].file("pdf").read_bytes()


def test_list_of_contents_says_what_is_inside_and_no_more(office: Office, editions: list[Edition]):
    """It opens in Windows' own editor and marks invented figures; who released and what failed is not told."""
    office.make(editions[0])
    office.decide(editions[0])
    office.fail(editions[1], "data/illustrative/inbox/ba-be-2023-H1.xlsx died")
    with zipfile.ZipFile(write(office, *editions[:2])) as archive:
        raw = archive.read(CONTENTS)

    assert raw.startswith(b"\xef\xbb\xbf")
    assert b"\n" not in raw.replace(b"\r\n", b"")
    said = raw.decode("utf-8-sig")
    assert said.startswith("BỘ TÀI LIỆU 6 THÁNG ĐẦU NĂM 2023\r\nSỐ LIỆU MINH HỌA\r\n\r\n")
    assert "thành phố Bắc Kạn, bản 1, duyệt ngày 20/6/2023\r\n    thành phố Bắc Kạn/Báo cáo sơ kết" in said
    assert "died" not in said
    assert "Lê Thị Hoa" not in said


def test_invented_figures_of_another_title_are_marked_beside_it(office: Office, editions: list[Edition]):
    """Once, and never not at all."""
    settings = editions[0].dataset.settings.changed(title="Tập huấn")
    edition = replace(editions[0], dataset=replace(editions[0].dataset, settings=settings))
    office.make(edition)
    office.decide(edition)

    said = contents(write(office, edition))
    assert said.split("\r\n")[1:4] == ["Tập huấn", "SỐ LIỆU MINH HỌA", ""]


@pytest.mark.parametrize("why", ["withdrawn", "restricted", "changed by hand", "waiting"])
def test_what_must_not_travel_is_left_out(office: Office, editions: list[Edition], why: str):
    """A withdrawn edition, names of people, a file nobody knows: the rest of the pack still goes."""
    edition = replace(editions[1], names=why == "restricted")
    for each in (editions[0], edition):
        office.make(each)
        if (each, why) != (edition, "waiting"):
            office.decide(each)
    if why == "withdrawn":
        office.decide(edition, "withdraw", note="sai")
    if why == "changed by hand":
        write_files(edition, {"pdf": b"saved by hand"})
    path = write(office, editions[0], edition)

    assert len(names(path)) == 4
    assert not [name for name in names(path) if "Pác Nặm" in name]
    assert "Pác Nặm" not in contents(path)


def test_same_pack_gives_the_same_bytes(office: Office, editions: list[Edition]):
    """Neither the time nor the machine is in it: two offices can compare what they hold."""
    office.make(editions[0])
    office.decide(editions[0])
    first = write(office, editions[0]).read_bytes()
    write(office, editions[0]).unlink()
    for extension in ("html", "pdf", "xlsx"):
        os.utime(editions[0].file(extension), (1, 1))

    assert write(office, editions[0]).read_bytes() == first


def test_zip_is_written_again_only_if_something_changed(office: Office, editions: list[Edition]):
    """A new revision that is released changes it; a second run does not; a damaged one is made anew."""
    office.make(editions[0])
    office.decide(editions[0])
    path = write(office, editions[0])

    def is_written_again() -> bool:
        before = path.stat().st_mtime_ns
        write(office, editions[0])
        return path.stat().st_mtime_ns != before

    assert not is_written_again()
    office.make(editions[0], "hai", at=MORNING + timedelta(days=1))
    office.decide(editions[0])
    assert is_written_again()
    path.write_bytes(path.read_bytes()[:100])
    assert is_written_again()
    assert len(names(path)) == 4


def test_pack_of_nothing_has_no_zip_and_keeps_none(office: Office, editions: list[Edition]):
    """After the last edition was withdrawn, the zip with it is gone, too."""
    office.make(editions[0])
    office.decide(editions[0])
    assert write(office, editions[0]).is_file()
    office.decide(editions[0], "withdraw", note="sai")

    assert not write(office, editions[0]).exists()


@pytest.mark.parametrize("name", [HOSTILE, "../../x", "C:\\x", "CON", "a/b", " . ", "x" * 500, "\u202egnp.exe"])
def test_no_name_leaves_the_folder_or_stops_windows(office: Office, editions: list[Edition], name: str):
    """Unpacking writes below where it is unpacked, whatever a unit is called."""
    edition = replace(editions[0], unit=replace(editions[0].unit, name=name))
    office.make(edition)
    office.decide(edition)
    inside = names(write(office, edition))

    assert len(inside) == 4
    for each in inside[1:]:
        parts = each.split("/")
        assert len(parts) == 2
        assert not {"", ".", ".."} & set(parts)
        assert not [part for part in parts if part.upper() == "CON" or part != part.strip(" .")]
        assert each.isprintable()
        assert not set('<>:"\\|?*') & set(each)
        assert max(len(part) for part in parts) <= 130


def test_units_of_one_name_do_not_write_over_each_other(office: Office, editions: list[Edition]):
    """Two blocks may be called the same, in other capitals: both reports are there."""
    first = replace(editions[0], unit=replace(editions[0].unit, name="khối A"))
    second = replace(editions[1], unit=replace(editions[1].unit, name="KHỐI A"))
    for each in (first, second):
        office.make(each)
        office.decide(each)
    inside = names(write(office, first, second))

    assert len({name.casefold() for name in inside}) == len(inside) == 7


def test_zip_of_another_dataset_is_not_called_illustrative(office: Office, editions: list[Edition]):
    """The name of the file says what it holds, also once it lies in another folder."""
    office.make(editions[0])
    pack = office.pack(editions[0])
    settings = pack.dataset.settings.changed(illustrative=False)
    real = Pack("that/2023-H1", replace(pack.dataset, name="that", settings=settings), pack.period, pack.editions)

    assert archive_address(real) == "that/2023-H1/bo-tai-lieu-6-thang-dau-nam-2023.zip"
