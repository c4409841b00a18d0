"""The catalogue says of every edition what the ledger knows, in plain text that nothing can break out of."""

from __future__ import annotations

import base64
import hashlib
import os
import re
from dataclasses import replace
from datetime import UTC, timedelta
from pathlib import Path
from urllib.parse import unquote

import pytest
from justhtml import JustHTML

from tests.deliver.packs import HOSTILE, MORNING, Office, half_year_editions, many_packs, write_files
from thidua.deliver.catalogue.listing import address_of
from thidua.deliver.catalogue.page import office_page, public_page, write_catalogue
from thidua.deliver.catalogue.status import status_lines
from thidua.deliver.settings import PublishSettings
from thidua.errors import ConfigError
from thidua.present.language import written_in
from thidua.run.plan import Edition


@pytest.fixture
def edition(tmp_path: Path) -> Edition:
    """The report of Ba Bể district for the first half of 2023."""
    return next(each for each in half_year_editions(tmp_path) if each.unit.id == "huyen-ba-be")


def shown(office: Office, *editions: Edition) -> str:
    """The text of the page for these editions, one space between words."""
    page = JustHTML(office_page([office.pack(*editions)], PublishSettings(), zone=MORNING.tzinfo), sanitize=False)
    return " ".join(page.to_text().replace("\u200b", "").split())


def test_waiting_edition_is_told_with_its_files(office: Office, edition: Edition):
    """What was made and not decided on waits for release; each format is one click away."""
    office.make(edition)
    page = office_page([office.pack(edition)], PublishSettings(), zone=MORNING.tzinfo)

    said = shown(office, edition)
    assert "6 tháng đầu năm 2023" in said
    assert "Huyện Ba Bể" in said
    assert "Chờ duyệt" in said
    assert "Bản 1" in said
    for extension in ("html", "pdf", "xlsx", "docx"):
        assert f'href="illustrative/2023-H1/huyen-ba-be/district.{extension}"' in page
    assert ".ipynb" not in page


def test_readers_find_no_draft(office: Office, edition: Edition):
    """What is edited before it is signed stays in the office: the public page leads to none."""
    office.make(edition)
    page = public_page([office.pack(edition)], {}, {}, zone=MORNING.tzinfo)

    assert 'href="illustrative/2023-H1/huyen-ba-be/district.pdf"' in page
    assert ".docx" not in page


def test_released_edition_names_who_released_it_when_and_where_it_went(office: Office, edition: Edition):
    """The day is that of the office, whatever zone the ledger was written in."""
    office.make(edition)
    office.decide(edition, by="Lê Thị Hoa", note="Đủ số liệu", at=MORNING.replace(hour=1).astimezone(UTC))
    office.send(edition, "a@x.vn", "b@x.vn")

    said = shown(office, edition)
    assert "Đã duyệt" in said
    assert "Lê Thị Hoa duyệt ngày 20/6/2023: Đủ số liệu" in said
    assert "đã gửi 2 nơi" in said


def test_edition_that_changed_after_its_release_shows_both_revisions(office: Office, edition: Edition):
    """The release was of other files: the page says of which, and keeps them at hand."""
    office.make(edition)
    office.decide(edition)
    office.send(edition, "a@x.vn", "b@x.vn")
    office.make(edition, "hai")
    page = office_page([office.pack(edition)], PublishSettings(), zone=MORNING.tzinfo)

    said = shown(office, edition)
    assert "Đã thay đổi sau khi duyệt" in said
    assert "Bản 1 do Lê Thị Hoa duyệt ngày 20/6/2023, đã gửi 2 nơi" in said
    assert said.count("đã gửi") == 1, "nobody was sent the second revision"
    assert status_lines([office.pack(edition)])[1].endswith("changed since release  2 (revision 1)")
    assert "Các bản trước (1)" in said
    assert 'href="illustrative/2023-H1/huyen-ba-be/revisions/1/district.pdf"' in page


def test_withdrawn_edition_says_why(office: Office, edition: Edition):
    """Whoever holds a print of it can find out what was wrong."""
    office.make(edition)
    office.decide(edition)
    office.decide(edition, "withdraw", note="Sai số Giấy khen")

    said = shown(office, edition)
    assert "Đã thu hồi" in said
    assert "Lê Thị Hoa thu hồi ngày 20/6/2023: Sai số Giấy khen" in said


def test_failed_edition_says_why_and_links_nothing(office: Office, edition: Edition):
    """A report that is missing is missing in sight, with its reason, and not a dead link."""
    office.fail(edition, "cell 7 shows an error: ZeroDivisionError")
    page = office_page([office.pack(edition)], PublishSettings(), zone=MORNING.tzinfo)

    assert "Không lập được" in shown(office, edition)
    assert "Lý do: cell 7 shows an error: ZeroDivisionError" in shown(office, edition)
    assert "huyen-ba-be/" not in page


def test_failed_rebuild_leaves_the_release_in_force(office: Office, edition: Edition):
    """The released files still stand: the page says so, and the edition is found under both states."""
    office.make(edition)
    office.decide(edition)
    office.fail(edition, "the kernel died")

    assert "Lần lập gần nhất không được, bản 1 còn nguyên: the kernel died" in shown(office, edition)
    assert 'data-state="released failed"' in office_page([office.pack(edition)], PublishSettings(), zone=MORNING.tzinfo)


def test_file_changed_by_hand_is_told(office: Office, edition: Edition):
    """A released edition whose file was opened and saved is no longer what was released."""
    office.make(edition)
    office.decide(edition)
    write_files(edition, {"pdf": b"saved by hand"})

    said = shown(office, edition)
    assert "Đã thay đổi sau khi duyệt" in said
    assert "Tệp hiện có không còn là tệp của bản 1" in said


def test_restricted_edition_is_marked_as_such(office: Office, edition: Edition):
    """Names of people stand in it: who forwards it must know."""
    restricted = replace(edition, names=True)
    office.make(restricted)

    assert "Huyện Ba Bể (có danh sách tên, lưu hành hạn chế)" in shown(office, restricted)


def test_edition_without_required_words_says_so_to_the_office_alone(office: Office, edition: Edition):
    """Whoever looks for it among what waits learns why it is not there; readers learn nothing of it."""
    office.make(edition, lacking=["words_tasks"])
    office.decide(edition)

    said = "Bản này thiếu nội dung của đề mục bắt buộc; chỉ duyệt khi gọi tên"
    assert said in shown(office, edition)
    assert said not in public_page([office.pack(edition)], {}, {}, zone=MORNING.tzinfo)


def test_illustrative_pack_says_so_and_another_does_not(office: Office, edition: Edition):
    """Invented figures are never taken for published ones."""
    office.make(edition)
    pack = office.pack(edition)
    real = replace(pack, dataset=replace(pack.dataset, settings=pack.dataset.settings.changed(illustrative=False)))

    assert "SỐ LIỆU MINH HỌA" in office_page([pack], PublishSettings(), zone=MORNING.tzinfo)
    assert "SỐ LIỆU MINH HỌA" not in office_page([real], PublishSettings(), zone=MORNING.tzinfo)


def test_hostile_words_stay_words(office: Office, edition: Edition):
    """Names, notes, reasons and releasers cannot open a tag, leave an attribute or turn the line round."""
    hostile = replace(
        edition,
        unit=replace(edition.unit, name=HOSTILE),
        settings=edition.settings.changed(title=HOSTILE),
    )
    office.make(hostile)
    office.decide(hostile, by=HOSTILE, note=HOSTILE)
    office.fail(hostile, HOSTILE)
    page = office_page([office.pack(hostile)], PublishSettings(), zone=MORNING.tzinfo)
    read = JustHTML(page, sanitize=False)

    assert len(read.query("script")) == 1
    assert read.query("img") == []
    assert not [name for each in read.query("*") for name in each.attrs if name.startswith("on")]
    assert "\u202e" not in page
    assert page.count("{{ 7*7 }}") >= 5
    assert "&amp;amp;" in page, "what looks like an escape is shown as it was written"


@pytest.mark.parametrize(
    "part", ["javascript:alert(1)", "data:text/html,x", "x//evil.example", "a b#c?d%e", "\\\\host"]
)
def test_no_path_is_read_as_an_address_elsewhere(tmp_path: Path, part: str):
    """Every part of a path is quoted: a colon names no scheme, a slash no host."""
    address = address_of(tmp_path / part / "x.pdf", tmp_path)

    assert re.fullmatch(r"[A-Za-z0-9._~%/-]+", address)
    assert not address.startswith("/")
    assert (tmp_path / unquote(address)) == tmp_path / part / "x.pdf"


def test_policy_admits_just_this_style_and_this_script(office: Office, edition: Edition):
    """The hashes in the policy are those of what stands in the page; nothing else runs, and nothing is fetched."""
    office.make(edition)
    page = office_page([office.pack(edition)], PublishSettings(), zone=MORNING.tzinfo)
    policy = re.search(r'http-equiv="Content-Security-Policy" content="([^"]*)"', page).group(1)
    for tag in ("style", "script"):
        text = re.search(f"<{tag}>(.*?)</{tag}>", page, flags=re.DOTALL).group(1)
        digest = base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
        assert f"{tag}-src 'sha256-{digest}'" in policy

    assert policy.startswith("default-src 'none'; ")
    assert "style=" not in page
    assert not re.search(r'(?:src|href)="(?:[a-z]+:|//)', page)


@pytest.mark.long
def test_page_is_html_as_the_standard_writes_it(office: Office, edition: Edition):
    """A parser that follows the standard finds no error, and no id twice."""
    for each in half_year_editions(office.root):
        office.make(each)
    office.make(edition, "hai")
    page = office_page([office.pack(*half_year_editions(office.root))], PublishSettings(), zone=MORNING.tzinfo)
    read = JustHTML(page, strict=True, sanitize=False)
    ids = [element.attrs["id"] for element in read.query("[id]")]

    assert len(ids) == len(set(ids))
    assert len(read.query("main .kind > ul > li")) == 11


def test_nothing_is_written_twice(office: Office, edition: Edition):
    """A page whose content is the same keeps its date, so a synchronised folder stays quiet; a later run, too."""
    office.make(edition)
    page = write_catalogue(office.root, [office.pack(edition)], PublishSettings(), now=MORNING)
    os.utime(page, (1, 1))
    write_catalogue(office.root, [office.pack(edition)], PublishSettings(), now=MORNING + timedelta(days=3))
    assert page.stat().st_mtime == 1

    office.decide(edition)
    write_catalogue(office.root, [office.pack(edition)], PublishSettings(), now=MORNING + timedelta(days=3))
    assert page.stat().st_mtime > 1
    assert not [each for each in page.parent.rglob("*.aside") if each.name != "ledger.aside"]


def test_office_has_no_zip_and_no_feed_of_its_own(office: Office, edition: Edition):
    """What is passed on is made of what is released, and stands in the public folder alone."""
    office.make(edition)
    office.decide(edition)
    page = write_catalogue(office.root, [office.pack(edition)], PublishSettings(), now=MORNING)

    assert not [*page.parent.rglob("*.zip"), *page.parent.rglob("*.xml")]
    assert not [word for word in ("(zip)", "feed.xml") if word in page.read_text(encoding="utf-8")]


def test_page_says_whose_it_is_and_where_readers_look(office: Office, edition: Edition):
    """Nobody shares the office's own page by mistake."""
    page = JustHTML(office_page([], PublishSettings(folder="../www"), zone=MORNING.tzinfo), sanitize=False)

    said = " ".join(page.to_text().replace("\u200b", "").split())
    assert "Trang riêng của cơ quan, không chia sẻ." in said
    assert "ở thư mục ../www" in said


def test_page_says_what_readers_do_not_see(office: Office, edition: Edition):
    """A revision that waits takes the released one from the public folder; some kinds never come there."""
    unseen = "Người đọc không còn thấy báo cáo này ở thư mục công khai cho đến khi bản mới được duyệt"
    office.make(edition)
    office.decide(edition)
    assert unseen not in shown(office, edition)
    office.make(edition, "hai")
    assert unseen in shown(office, edition)

    hidden = office_page([office.pack(edition)], PublishSettings(kinds=("province",)), zone=MORNING.tzinfo)
    assert "Không bao giờ đưa vào thư mục công khai" in hidden
    office.make(replace(edition, names=True))
    assert "Không bao giờ đưa vào thư mục công khai" in shown(office, replace(edition, names=True))


def test_project_without_editions_has_a_page_that_says_so(tmp_path: Path):
    """The first day of use is no error."""
    page = write_catalogue(tmp_path, [], PublishSettings(), now=MORNING).read_text(encoding="utf-8")

    assert "Chưa có tài liệu nào" in page


def test_catalogue_is_vietnamese_after_an_english_report(office: Office, edition: Edition):
    """Its days are not those of the language that was last written."""
    office.make(edition)
    office.decide(edition)
    with written_in("en"):
        page = write_catalogue(office.root, [office.pack(edition)], PublishSettings(), now=MORNING)

    assert "duyệt ngày 20/6/2023" in page.read_text(encoding="utf-8")


def test_place_that_cannot_be_written_is_named(office: Office, edition: Edition):
    """The operator reads which file is in the way, not a traceback."""
    office.make(edition)
    (office.root / "reports" / "index.html").mkdir()

    with pytest.raises(ConfigError, match=r"index\.html.*: cannot be written: "):
        write_catalogue(office.root, [office.pack(edition)], PublishSettings(), now=MORNING)
    assert not list((office.root / "reports").glob(".*.aside"))


@pytest.mark.long
def test_two_thousand_editions_stay_a_light_page(tmp_path: Path):
    """Ten years of a province: under 1,000 bytes an edition with three formats, and every one is there."""
    packs = many_packs(tmp_path, 20, 100)
    page = office_page(packs, PublishSettings(), zone=MORNING.tzinfo)

    assert page.count("<li data-state=") == 2000
    assert len(page.encode()) < 2000 * 1000


def test_status_says_the_same_in_aligned_columns(office: Office, edition: Edition):
    """The operator sees in a terminal what readers see on the page."""
    others = [each for each in half_year_editions(office.root) if each.unit.id in ("huyen-na-ri", "tp-bac-kan")]
    office.make(edition)
    office.decide(edition)
    office.send(edition, "a@x.vn")
    office.fail(others[0], "a line\nand\u202e another")
    office.make(others[1])
    office.decide(others[1])
    office.decide(others[1], "withdraw", note="wrong")

    assert status_lines([office.pack(edition, *others)]) == [
        "edition                                    verdict  revision  release    sent",
        "illustrative/2023-H1/huyen-ba-be/district  ready    1         released   1",
        f"{others[0]!s:<43}failed   -         -          -",
        "    a line and another",
        f"{others[1]!s:<43}ready    1         withdrawn  -",
        "    revision 1 withdrawn by Lê Thị Hoa: wrong",
    ]


def test_status_of_nothing_is_its_headings():
    """An empty ledger is an answer, too."""
    assert status_lines([]) == ["edition  verdict  revision  release  sent"]


def test_office_reads_why_the_reports_of_a_dataset_are_not_on_its_page(tmp_path: Path):
    """A section that is gone without a word looks as if its reports were."""
    broken = tmp_path / "data" / "hong" / "dataset.toml"
    broken.parent.mkdir(parents=True)
    broken.write_text('title = "<b>"\n', encoding="utf-8")
    page = write_catalogue(tmp_path, [], PublishSettings(), now=MORNING).read_text(encoding="utf-8")

    said = "báo cáo của bộ này không có trong trang:</strong> data/hong/dataset.toml: source is missing; write"
    assert said in page.replace("\u200b", "")
    broken.unlink()
    again = write_catalogue(tmp_path, [], PublishSettings(), now=MORNING).read_text(encoding="utf-8")
    assert "chưa đọc được" not in again
