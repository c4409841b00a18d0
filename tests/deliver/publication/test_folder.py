"""The public folder holds what is released and allowed, exactly, and takes away nothing that is not its own."""

from __future__ import annotations

import json
import os
import shutil
import stat
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from tests.deliver.packs import HOSTILE, MORNING, Office, write_files
from tests.deliver.publication.shown import addresses, every_byte, publish, tree
from thidua.errors import ConfigError, DeliveryError
from thidua.run.plan import Edition

ZIP = "illustrative/2023-H1/bo-tai-lieu-6-thang-dau-nam-2023-minh-hoa.zip"
ALWAYS = {"index.html", "verify.html", "feed.xml"}


def release(office: Office, *editions: Edition) -> None:
    """Make and release editions."""
    for edition in editions:
        office.make(edition)
        office.decide(edition)


def test_what_is_released_is_there_and_nothing_else(office: Office, editions: list[Edition]):
    """Three formats of each released edition, a zip, a page and a feed; no notebook, no revision, no log."""
    release(office, *editions[:2])
    office.make(editions[2])
    folder = publish(office, *editions[:3])

    assert set(tree(folder)) == {*ALWAYS, ZIP, *addresses(editions[0]), *addresses(editions[1])}
    for each in editions[:2]:
        for extension in ("html", "pdf", "xlsx"):
            assert (folder / f"{each}.{extension}").read_bytes() == each.file(extension).read_bytes()


def test_before_the_first_release_the_page_says_that_nothing_is_there(office: Office, editions: list[Edition]):
    """Whoever finds the folder early learns so, and learns nothing of what waits."""
    office.make(editions[0])
    folder = publish(office, editions[0])

    assert set(tree(folder)) == ALWAYS
    assert "Chưa có tài liệu nào được duyệt" in (folder / "index.html").read_text(encoding="utf-8")
    assert "Bắc Kạn" not in (folder / "index.html").read_text(encoding="utf-8")


@pytest.mark.parametrize("how", ["withdrawn", "built anew", "saved by hand"])
def test_what_is_no_longer_released_is_gone_with_its_folders(office: Office, editions: list[Edition], how: str):
    """From files, zip, page and feed, before anything new is written."""
    release(office, *editions[:2])
    publish(office, *editions[:2])
    gone = editions[1]
    if how == "withdrawn":
        office.decide(gone, "withdraw", note="sai")
    elif how == "built anew":
        office.make(gone, "hai")
    else:
        write_files(gone, {"pdf": b"saved by hand"})
    folder = publish(office, *editions[:2])

    assert set(tree(folder)) == {*ALWAYS, ZIP, *addresses(editions[0])}
    assert not (folder / "illustrative" / "2023-H1" / gone.unit.id).exists()
    assert gone.unit.id.encode() not in every_byte(folder)


def test_last_edition_takes_its_zip_and_folders_along(office: Office, editions: list[Edition]):
    """An empty folder of a period would tell that there was something."""
    release(office, editions[0])
    publish(office, editions[0])
    office.decide(editions[0], "withdraw", note="sai")

    folder = publish(office, editions[0])
    assert sorted(path.name for path in folder.iterdir()) == ["feed.xml", "index.html", "verify.html"]


def test_new_release_takes_the_place_of_the_old_one_at_the_same_address(office: Office, editions: list[Edition]):
    """A link that was mailed leads to what holds now."""
    release(office, editions[0])
    publish(office, editions[0])
    office.make(editions[0], "hai")
    office.decide(editions[0])
    folder = publish(office, editions[0])

    assert (folder / f"{editions[0]}.pdf").read_bytes().endswith(b" hai")
    assert b"Ba\xcc" not in every_byte(folder)
    assert "bản 2" in (folder / "feed.xml").read_text(encoding="utf-8")


def test_kinds_that_are_not_public_stay_in_the_house(office: Office, editions: list[Edition]):
    """The quality report names senders and their faults, whoever releases it."""
    quality = next(each for each in editions if each.kind == "quality")
    release(office, editions[0], quality)
    folder = publish(office, editions[0], quality, kinds=("district",))

    assert set(tree(folder)) == {*ALWAYS, ZIP, *addresses(editions[0])}
    assert "chất lượng" not in every_byte(folder).decode("utf-8", "replace")
    assert addresses(quality) <= set(tree(publish(office, editions[0], quality)))


def test_names_of_people_are_never_public(office: Office, editions: list[Edition]):
    """No setting shows them: they were released for those who are entitled."""
    names = replace(editions[0], names=True)
    release(office, editions[0], names)

    folder = publish(office, editions[0], names)
    assert set(tree(folder)) == {*ALWAYS, ZIP, *addresses(editions[0])}
    assert "danh sách tên" not in every_byte(folder).decode("utf-8", "replace")


def test_who_released_and_who_got_it_is_not_told(office: Office, editions: list[Edition]):
    """The office's page tells them; readers need not know."""
    office.make(editions[0])
    office.decide(editions[0], by="Lê Thị Hoa", note="giao ban")
    office.send(editions[0], "babe@donvi.example", "hang@donvi.example")

    said = every_byte(publish(office, editions[0])).decode("utf-8", "replace")
    for word in ("Lê Thị Hoa", "giao ban", "donvi.example", "đã gửi", ".ipynb", "revisions", "run-log"):
        assert word not in said


def test_nothing_is_written_twice(office: Office, editions: list[Edition]):
    """A second run touches nothing, so that a synchronised folder stays quiet."""
    release(office, *editions[:2])
    folder = publish(office, *editions[:2])
    everything = [*folder.rglob("*"), office.root / "reports" / "public.json"]
    before = {path: (path.stat().st_mtime_ns, path.stat().st_ino, path.stat().st_ctime_ns) for path in everything}

    publish(office, *editions[:2])
    assert {
        path: (path.stat().st_mtime_ns, path.stat().st_ino, path.stat().st_ctime_ns) for path in everything
    } == before


def test_copies_share_nothing_with_the_originals(office: Office, editions: list[Edition]):
    """A mode or a byte that changes in one tree must not change in the other."""
    release(office, editions[0])
    folder = publish(office, editions[0])

    for path in folder.rglob("*"):
        assert path.is_dir() or path.stat().st_nlink == 1


@pytest.mark.skipif(os.name != "posix", reason="modes of POSIX")
@pytest.mark.parametrize("mask", [0o077, 0o000])
def test_everybody_can_read_it_and_nobody_else_write(office: Office, editions: list[Edition], mask: int):
    """Whatever the umask of who ran the command; a mode that was changed is put right."""
    release(office, editions[0])
    before = os.umask(mask)
    try:
        folder = publish(office, editions[0])
        (folder / "index.html").chmod(0o600)
        (folder / "illustrative").chmod(0o777)
        publish(office, editions[0])
    finally:
        os.umask(before)

    modes = {(path.is_dir(), stat.S_IMODE(path.stat().st_mode)) for path in [folder, *folder.rglob("*")]}
    assert modes == {(True, 0o755), (False, 0o644)}


def test_file_that_somebody_changed_is_put_back_as_released(office: Office, editions: list[Edition]):
    """At an address of ours readers find what was released; the operator is told."""
    release(office, editions[0])
    folder = publish(office, editions[0])
    pdf = folder / f"{editions[0]}.pdf"
    pdf.write_bytes(b"edited where it should not be")
    told: list[str] = []
    publish(office, editions[0], told=told)

    assert pdf.read_bytes() == editions[0].file("pdf").read_bytes()
    assert told == [f"{pdf} was changed by somebody else; it is put back as it was released"]


def test_file_that_was_only_touched_is_left_alone(office: Office, editions: list[Edition]):
    """A copy restored from a backup has other dates and the same bytes."""
    release(office, editions[0])
    folder = publish(office, editions[0])
    pdf = folder / f"{editions[0]}.pdf"
    os.utime(pdf, (1, 1))
    told: list[str] = []
    publish(office, editions[0], told=told)

    assert pdf.stat().st_mtime == 1
    assert told == []


def test_file_that_changes_while_it_is_published_stops_it(office: Office, editions: list[Edition]):
    """What was sealed a moment ago is read again: only those bytes are shown, and no half file stays."""
    release(office, editions[0])
    packs = [office.pack(editions[0])]
    write_files(editions[0], {"pdf": b"saved meanwhile"})
    from thidua.deliver.publication.write import write_public
    from thidua.deliver.settings import PublishSettings

    with pytest.raises(DeliveryError, match=r"reports/illustrative/.*/district\.pdf: changed while"):
        write_public(office.root, packs, PublishSettings(), office.ledger, zone=MORNING.tzinfo, tell=print)
    assert b"saved meanwhile" not in every_byte(office.root / "public")
    assert not list((office.root / "public").rglob("*.aside"))
    publish(office, editions[0])
    assert not (office.root / "public" / f"{editions[0]}.pdf").exists()


FOREIGN: dict[str, Callable[[Path], Any]] = {
    "file": lambda folder: (folder / "thơ.txt").write_bytes(b"mine"),
    "file among ours": lambda folder: (folder / "illustrative" / "ghi chu.docx").write_bytes(b"mine"),
    "folder": lambda folder: (folder / "anh").mkdir(),
    "file that begins with a dot": lambda folder: (folder / ".htaccess").write_bytes(b"mine"),
    "link to a file": lambda folder: (folder / "ledger").symlink_to(folder.parent / "reports" / "ledger.sqlite"),
    "link to a folder": lambda folder: (folder / "reports").symlink_to(folder.parent / "reports"),
}


@pytest.mark.parametrize("what", FOREIGN)
def test_what_is_not_ours_stops_what_is_new_and_not_what_must_go(office: Office, editions: list[Edition], what: str):
    """It is never touched and never followed; a withdrawal holds all the same, from file, zip, page and feed."""
    release(office, *editions[:2])
    folder = publish(office, *editions[:2])
    FOREIGN[what](folder)
    foreign = {path: os.lstat(path) for path in folder.rglob("*")}.keys() - {folder / name for name in tree(folder)}
    before = {path: os.lstat(path).st_mtime_ns for path in foreign if path.is_symlink()}
    office.decide(editions[1], "withdraw", note="sai")
    release(office, editions[2])

    with pytest.raises(ConfigError, match=r"did not write: .*move it away, or name a folder of its own") as refused:
        publish(office, *editions[:3])
    assert "\n" not in str(refused.value)
    said = every_byte(folder)
    assert editions[1].unit.id.encode() not in said
    assert editions[2].unit.id.encode() not in said
    assert addresses(editions[0]) <= set(tree(folder))
    assert {path: os.lstat(path).st_mtime_ns for path in before} == before
    assert (office.root / "reports" / "ledger.sqlite").is_file()
    if "file" in what and "link" not in what:
        assert [content for content in tree(folder).values() if content == b"mine"] == [b"mine"]


def test_folder_that_holds_something_from_the_start_is_refused(office: Office, editions: list[Edition]):
    """A web server's own page is not written over."""
    release(office, editions[0])
    (office.root / "public").mkdir()
    (office.root / "public" / "index.html").write_text("nginx", encoding="utf-8")

    with pytest.raises(ConfigError, match=r'did not write: "index\.html"; nothing new'):
        publish(office, editions[0])
    assert (office.root / "public" / "index.html").read_text(encoding="utf-8") == "nginx"
    assert not (office.root / "public" / "illustrative").exists()


def test_folder_of_ours_that_became_a_link_is_not_followed(office: Office, editions: list[Edition]):
    """What would be taken away through it has the same names in reports/."""
    release(office, editions[0])
    folder = publish(office, editions[0])
    (folder / "illustrative").rename(office.root / "elsewhere")
    (folder / "illustrative").symlink_to(office.root / "reports" / "illustrative")
    office.decide(editions[0], "withdraw", note="sai")

    with pytest.raises(ConfigError, match="did not write"):
        publish(office, editions[0])
    assert editions[0].file("pdf").is_file()


def test_without_its_record_the_folder_is_nobodys(office: Office, editions: list[Edition]):
    """A damaged record must not lead to files of others being taken away."""
    release(office, editions[0])
    folder = publish(office, editions[0])
    (office.root / "reports" / "public.json").write_text('{"public": ["x"]}', encoding="utf-8")
    before = tree(folder)

    with pytest.raises(ConfigError, match="did not write"):
        publish(office, editions[0])
    assert tree(folder) == before


def test_another_folder_leaves_nothing_in_the_first(office: Office, editions: list[Edition], tmp_path: Path):
    """Who moves it does not keep a copy that nobody brings up to date."""
    release(office, editions[0])
    first = publish(office, editions[0])
    (first / "mine.txt").write_text("mine", encoding="utf-8")
    second = publish(office, editions[0], folder=str(tmp_path / "www"))

    assert second == (tmp_path / "www").resolve()
    assert set(tree(second)) == {*ALWAYS, ZIP, *addresses(editions[0])}
    assert set(tree(first)) == {"mine.txt"}
    assert list(json.loads((office.root / "reports" / "public.json").read_bytes())) == [str(tmp_path / "www")]


def test_first_folder_that_is_the_offices_own_by_now_is_not_touched(
    office: Office, editions: list[Edition], tmp_path: Path
):
    """Its name leads to reports/ by a link that somebody made: the same addresses stand there."""
    release(office, editions[0])
    publish(office, editions[0]).rename(office.root / "moved")
    (office.root / "public").symlink_to(office.root / "reports")

    publish(office, editions[0], folder=str(tmp_path / "www"))
    assert editions[0].file("pdf").is_file()


def test_file_that_cannot_be_taken_away_is_named_and_the_others_go(
    office: Office, editions: list[Edition], monkeypatch: pytest.MonkeyPatch
):
    """On Windows a PDF that somebody has open cannot be removed; the operator reads which."""
    release(office, editions[0])
    folder = publish(office, editions[0])
    office.decide(editions[0], "withdraw", note="sai")
    unlink = Path.unlink

    def held(path: Path, missing_ok: bool = False) -> None:
        if path.suffix == ".pdf":
            raise PermissionError(13, "is open", str(path))
        unlink(path, missing_ok)

    monkeypatch.setattr(Path, "unlink", held)
    with pytest.raises(ConfigError, match=r"district\.pdf: cannot be changed.*is open"):
        publish(office, editions[0])
    assert set(tree(folder)) == {*ALWAYS, f"{editions[0]}.pdf"}
    monkeypatch.undo()
    assert set(tree(publish(office, editions[0]))) == ALWAYS


class Killed(BaseException):
    """The process is gone: nothing is done after it."""


CHANGES = ("unlink", "replace", "mkdir", "rmdir", "chmod")


@pytest.mark.long
def test_killed_at_any_step_the_next_run_ends_in_the_same_state(
    office: Office, editions: list[Edition], monkeypatch: pytest.MonkeyPatch
):
    """And what was withdrawn is never beside something that was put there after its withdrawal."""
    release(office, *editions[:3])
    folder, record = publish(office, *editions[:5]), office.root / "reports" / "public.json"
    shutil.copytree(folder, office.root / "before")
    before = record.read_bytes()
    office.decide(editions[0], "withdraw", note="sai")
    office.make(editions[1], "hai")
    release(office, editions[3])
    gone = addresses(editions[0]) | addresses(editions[1])
    wanted = tree(publish(office, *editions[:5]))

    def is_killed_after(steps: int) -> bool:
        with monkeypatch.context() as patched:
            left = [steps]
            for name in CHANGES:
                patched.setattr(Path, name, counted(getattr(Path, name), left))
            try:
                publish(office, *editions[:5])
            except Killed:
                return True
        return False

    steps = 0
    while True:
        shutil.rmtree(folder)
        shutil.copytree(office.root / "before", folder)
        record.write_bytes(before)
        was_killed = is_killed_after(steps)
        stands = set(tree(folder))
        assert not (stands & gone and stands & addresses(editions[3])), steps
        assert tree(publish(office, *editions[:5])) == wanted, steps
        if not was_killed:
            break
        steps += 1
    assert steps > 30


def counted(own: Callable[..., Any], left: list[int]) -> Callable[..., Any]:
    """A change to the disk that happens only while there are steps left."""

    def step(*args: Any, **more: Any) -> Any:
        left[0] -= 1
        if left[0] < 0:
            raise Killed
        return own(*args, **more)

    return step


@pytest.mark.parametrize("name", [HOSTILE, "../../x", "C:\\x", "CON", "index.html", "\u202egnp.exe"])
def test_no_name_leads_out_of_the_folder(office: Office, editions: list[Edition], name: str):
    """Addresses are made of ids; names and titles are words on the page, and nothing more."""
    hostile = replace(
        editions[0],
        unit=replace(editions[0].unit, name=name),
        settings=editions[0].settings.changed(title=name, file_title="{review}" + name.replace("{", "")),
    )
    release(office, hostile)
    folder = publish(office, hostile)

    assert set(tree(folder)) == {*ALWAYS, ZIP, *addresses(hostile)}
    page = (folder / "index.html").read_text(encoding="utf-8")
    assert page.count("<script>") == 1
    assert "<img" not in page
    assert "\u202e" not in page


def test_what_is_public_of_a_dataset_that_is_not_in_order_stays_as_it_is(office: Office, editions: list[Edition]):
    """A slip in dataset.toml withdraws nothing: links that readers have lead where they led."""
    release(office, *editions[:2])
    folder = publish(office, *editions[:2])
    before = {name for name in tree(folder) if name not in ALWAYS}
    broken = office.root / "data" / "illustrative" / "dataset.toml"
    broken.parent.mkdir(parents=True)
    broken.write_text('title = "Hỏng"\n', encoding="utf-8")
    publish(office)

    assert {name for name in tree(folder) if name not in ALWAYS} == before
    broken.unlink()
    publish(office)
    assert set(tree(folder)) == ALWAYS
