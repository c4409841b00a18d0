"""The review page as text: what waits, failed and moved, what to type, and nothing that a name smuggled in."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import timedelta

import pytest
from justhtml import JustHTML

from tests.deliver.packs import HOSTILE, MORNING, half_year_editions
from tests.deliver.release.executed import award_table, awards, change_table, executed, headline, publish_notebook
from thidua.deliver.release.review import LISTED, SHOWN, review_html, write_review
from thidua.present.names import EXAMINED, OUTSIDE
from thidua.present.part import empty, plain
from thidua.present.table import Column, Row, Table
from thidua.registry import get_unit
from thidua.run.key import edition_key

NOON = MORNING + timedelta(hours=4)


@pytest.fixture
def editions(office):
    """Three districts of the half-year set, and the report and the quality report of the province."""
    found = half_year_editions(office.root)
    return [*found[:3], *(each for each in found if each.unit.id == "tinh-bac-kan")]


def report(individuals: int = 11, before: int = 11, ratio: str = "1,00 (0,44–2,27)", words: str = "Một câu."):
    """An executed report of one form of award, which had so many individuals in the same period."""
    return executed(
        "# Báo cáo",
        headline(lượt=str(individuals + 5)),
        award_table(awards("Bằng khen", 5, individuals)),
        change_table(("Bằng khen", individuals, before, ratio)),
        "## Kết quả",
        plain("finding", words),
    )


def page_of(office, *editions) -> str:
    """The page of these editions as the ledger knows them now."""
    return review_html(office.pack(*editions), now=NOON)


def section(page: str, name: str) -> str:
    """The words of one section, on one line."""
    found = re.search(rf'<section id="{name}">(.*?)</section>', page, re.DOTALL)
    text = "" if found is None else re.sub("<[^>]*>", " ", found[1]).replace("\u2060", "")
    return " ".join(text.split())


@pytest.mark.long
def test_page_stands_beside_its_editions_and_is_written_in_one_step(office, editions):
    """The catalogue links to it; a reader never sees half of it."""
    publish_notebook(editions[0], report(), office.ledger)

    path = write_review(office.root, office.pack(editions[0]), now=NOON)

    assert path == office.root / "reports" / "illustrative" / "2023-H1" / "review.html"
    assert sorted(each.name for each in path.parent.iterdir()) == ["review.html", editions[0].unit.id]
    assert "Trang lập lúc 12:00 ngày 20/6/2023" in path.read_text(encoding="utf-8")
    assert "SỐ LIỆU MINH HỌA" in path.read_text(encoding="utf-8")


@pytest.mark.long
def test_page_and_report_tell_one_verdict(office, editions):
    """29 against 15 is beyond chance in the report, though its limit prints as "1,00": so it is on this page."""
    publish_notebook(editions[0], report(29, before=15, ratio="1,93 (1,00–3,87)"), office.ledger)

    page = page_of(office, editions[0])

    assert '<tr class="beyond">' in page
    assert "thay đổi vượt mức ngẫu nhiên so với cùng kỳ 1 trong 1 số liệu" in " ".join(
        re.sub("<[^>]*>", " ", page).split()
    )


def test_same_pack_gives_the_same_bytes(office, editions):
    """Nothing of the page hangs on the machine or the moment but the moment it is given."""
    for edition in editions:
        publish_notebook(edition, report(), office.ledger)

    assert page_of(office, *editions) == page_of(office, *editions)


def test_waiting_failed_changed_and_unbuilt_editions_are_told_apart(office, editions):
    """Only what can be released stands among what waits."""
    for edition in editions[:3]:
        publish_notebook(edition, report(), office.ledger)
    office.fail(editions[1], "cell 12: the rows add up to 7")
    editions[2].file("html").unlink()

    page = page_of(office, *editions[:4])

    waiting, stopped = section(page, "waiting"), section(page, "stopped")
    assert "Thành phố Bắc Kạn: Báo cáo của huyện, thành phố 1 bản đầu" in waiting
    assert editions[1].unit.name.removeprefix("huyện ") not in waiting
    assert "Lần lập 08:00 ngày 20/6/2023 không thành: cell 12: the rows add up to 7" in stopped
    assert "Tệp đã bị thay đổi hoặc mất sau khi lập." in stopped
    assert "Tỉnh Bắc Kạn: Báo cáo của tỉnh Chưa lập lần nào." in stopped


def test_every_edition_is_one_click_away(office, editions):
    """Links are relative: the folder may be copied, mailed or served."""
    publish_notebook(editions[0], report(before=3, ratio="3,67 (1,02–20,10)"), office.ledger)
    office.fail(editions[0], "broken")
    editions[0].evidence.parent.mkdir(parents=True)
    editions[0].evidence.write_text("{}", encoding="utf-8")
    links = re.findall(r'href="([^"]*)"', page_of(office, editions[0]))

    unit = editions[0].unit.id
    assert {f"{unit}/district.html", f"{unit}/district.html#changes", f"{unit}/failed/district.ipynb"} == set(links)
    for link in links:
        assert (editions[0].folder.parent / link.partition("#")[0]).is_file()


def test_command_releases_exactly_what_waits_and_lacks_only_the_name(office, editions):
    """Whoever pastes it must still say who decides."""
    named = replace(editions[0], names=True)
    for edition in (editions[0], named):
        publish_notebook(edition, report(), office.ledger)

    commands = re.findall(r"<code>(python[^<]*)</code>", page_of(office, editions[0], named))

    assert commands == [
        "python run_reports.py release 2023-H1 --dataset illustrative --by ",
        "python run_reports.py release 2023-H1 --dataset illustrative --kind district-names --by ",
    ]
    office.decide(editions[0])
    office.decide(named)
    assert "Không có bản nào chờ duyệt." in page_of(office, editions[0], named)


def test_an_edition_without_required_words_waits_apart_and_says_which(office, editions):
    """A report without its tasks is released by whoever means just this one; the page says what was not sent."""
    lacking = executed(
        "# Báo cáo", headline(lượt="16"), empty("words_tasks", "Chưa gửi lời văn: “Phương hướng, nhiệm vụ”.")
    )
    lacking.metadata["thidua"] = {"key": edition_key(editions[0]), "files": {}, "emptyHeadings": ["words_tasks"]}
    publish_notebook(editions[0], lacking, office.ledger)

    page = page_of(office, editions[0])
    said = " ".join(re.sub("<[^>]*>", " ", page).replace("\u2060", "").split())

    assert "Đề mục bắt buộc chưa có nội dung: chỉ duyệt khi gọi tên (1)" in said
    assert "Chưa gửi lời văn: “Phương hướng, nhiệm vụ”. Duyệt riêng: --unit tp-bac-kan --kind district" in said
    assert "Không có bản nào chờ duyệt." in said


def test_units_outside_the_limits_are_named_to_the_reviewer_alone(office, editions):
    """No headline and no mail accuses a unit; who releases the report must know which ones stand out."""
    columns = (Column("unit", "Đơn vị", "label"), Column("examine", "Xem xét thêm", "text"))
    rows = (
        Row({"unit": "Huyện Na Rì", "examine": "tỷ lệ"}, values={OUTSIDE: 1}),
        Row({"unit": "Huyện Ba Bể", "examine": "không"}, values={OUTSIDE: 0}),
    )
    limits = Table(EXAMINED, "Đơn vị cần xem xét thêm", columns, rows)
    publish_notebook(editions[-1], executed("# Báo cáo", headline(lượt="16"), limits), office.ledger)

    said = section(page_of(office, editions[-1]), "concerns")

    assert "Đơn vị cần xem xét thêm: ngoài giới hạn 95% của biểu đồ phễu, không phải đánh giá (1)" in said
    assert "Huyện Na Rì (tỷ lệ)" in said
    assert "Ba Bể" not in said.rsplit("Đơn vị cần xem xét thêm", 1)[1]


def test_since_the_released_revision_is_told_apart_from_the_last_one(office, editions):
    """What a reader already has in hand counts more than what a build left behind."""
    for number, key in ((11, "a"), (12, "b"), (14, "c")):
        publish_notebook(editions[0], report(number, number), office.ledger, key=key)
        if number == 11:
            office.decide(editions[0])

    page = page_of(office, editions[0])
    revisions = section(page, "revisions")
    first, second = revisions.split("So với lần lập ngay trước")

    assert "So với bản đã duyệt" in first
    assert "lượt Thành phố Bắc Kạn 16 19" in first
    assert "Bằng khen, Cá nhân Thành phố Bắc Kạn, Bảng 1 11 14" in first
    assert "Bằng khen, Cá nhân Thành phố Bắc Kạn, Bảng 1 12 14" in second
    assert "thay đổi so với lần 2; " in section(page, "waiting")
    assert "thay đổi so với lần 1 đã duyệt" in section(page, "waiting")
    assert "Đã thay đổi sau khi duyệt." in section(page, "decided")


def test_moves_are_ranked_over_all_editions_of_the_pack(office, editions):
    """What surprises most may stand in the report that nobody opens."""
    publish_notebook(editions[0], report(30, 28, "1,07 (0,62–1,85)"), office.ledger)
    publish_notebook(editions[1], report(40, 12, "3,33 (1,71–6,96)"), office.ledger)

    page = page_of(office, *editions[:2])
    found = section(page, "same-period")

    assert found.index(f"{editions[1].unit.name[1:]}") < found.index("hành phố Bắc Kạn")
    assert "12 40 +28 3,33 (1,71–6,96)" in found
    assert re.findall(r'<tr class="(\w+)">', page) == ["beyond", "within"]


def test_copies_of_one_report_do_not_tell_a_move_again(office, editions):
    """The English edition and the one with names hold the same figures."""
    copies = [editions[0], replace(editions[0], lang="en"), replace(editions[0], names=True)]
    for edition in copies:
        publish_notebook(edition, report(40, 12, "3,33 (1,71–6,96)"), office.ledger)

    assert section(page_of(office, *copies), "same-period").count("12 40 +28") == 1


def test_names_of_recipients_never_reach_the_page(office, editions):
    """Of an edition with names only the number of changes is told: the page is for more eyes."""
    named = replace(editions[0], names=True)
    publish_notebook(named, report(words="Nguyễn Thị Mật được khen."), office.ledger, key="a")
    publish_notebook(named, report(words="Trần Văn Kín được khen."), office.ledger, key="b")

    page = page_of(office, named)

    assert "1 thay đổi so với lần 1" in section(page, "waiting")
    assert "Mật" not in page
    assert "Kín" not in page


def test_earlier_files_that_are_gone_or_broken_are_told(office, editions):
    """The page still comes; silence would look like "nothing changed"."""
    for edition in editions[:2]:
        publish_notebook(edition, report(11), office.ledger, key="a")
        publish_notebook(edition, report(12), office.ledger, key="b")
    kept = [edition.folder / "revisions" / "1" / "district.ipynb" for edition in editions[:2]]
    kept[0].unlink()
    kept[1].unlink()
    kept[1].write_text("{", encoding="utf-8")

    assert section(page_of(office, *editions[:2]), "waiting").count("không đọc được tệp của lần 1 để so sánh") == 2


def test_last_files_that_are_broken_are_no_first_revision(office, editions):
    """ "Nothing to compare" is said only where there is nothing."""
    publish_notebook(editions[0], executed("# a"), office.ledger)
    (editions[0].folder / "revisions" / "1" / "district.ipynb").unlink()

    assert "không đọc được tệp của lần 1" in section(page_of(office, editions[0]), "waiting")


def test_revision_that_differs_in_looks_alone_says_so(office, editions):
    """A new stylesheet makes new bytes and no news."""
    publish_notebook(editions[0], report(), office.ledger, key="a")
    notebook = report()
    notebook.metadata["thidua"] = {"key": "b"}
    publish_notebook(editions[0], notebook, office.ledger, key="b")

    assert "nội dung như cũ, chỉ khác cách trình bày so với lần 1" in section(page_of(office, editions[0]), "waiting")


def test_decisions_tell_who_when_why_and_to_how_many(office, editions):
    """Who released has a name; a withdrawal has a reason."""
    for edition in editions[:2]:
        publish_notebook(edition, report(), office.ledger)
        office.decide(edition, note="Đã đối chiếu")
    office.send(editions[0], "a@x.example", "b@x.example")
    office.decide(editions[1], "withdraw", note="Sai một số")

    page = page_of(office, *editions[:2])
    decided = section(page, "decided")

    assert "Duyệt lần 1: Lê Thị Hoa, 08:00 ngày 20/6/2023. Đã đối chiếu 2" in decided
    assert "Thu hồi lần 1: Lê Thị Hoa, 08:00 ngày 20/6/2023. Sai một số 0" in decided
    assert f"--unit {editions[1].unit.id}" in decided
    assert "Không có bản nào chờ duyệt." in section(page, "waiting")


def test_hundreds_of_changes_stay_a_page(office, editions):
    """Five minutes: the largest in sight, more one key away, the rest in the edition."""
    many = LISTED + 40
    for add, key in ((0, "a"), (1, "b")):
        table = award_table(*(awards(f"Hình thức {number}", "–", 100 + number + add) for number in range(many)))
        publish_notebook(editions[0], executed("# Báo cáo", table), office.ledger, key=key)

    page = page_of(office, editions[0])

    assert f"Và {2 * many - LISTED} thay đổi khác, xem trong từng bản." in page
    assert f"<summary>{LISTED - SHOWN} thay đổi nhỏ hơn</summary>" in page
    assert len(page) < 250_000


def test_nothing_that_anybody_wrote_becomes_markup(office, editions):
    """Names, reasons, notes, forms of award and commentary are printed, whatever they hold."""
    bad = replace(editions[0], unit=replace(get_unit("huyen-ba-be"), name=HOSTILE, id="javascript:alert(1)"))
    for count, key in ((3, "a"), (40, "b")):
        notebook = executed(
            headline(**{HOSTILE: f"{count}{HOSTILE}"}),
            award_table(awards(HOSTILE, 1, count), title=HOSTILE),
            change_table((HOSTILE, count, 1, "3,33 (1,71–6,96)")),
            plain("finding", f"{count} {HOSTILE}"),
        )
        publish_notebook(bad, notebook, office.ledger, key=key)
        office.decide(bad, by=HOSTILE, note=HOSTILE)
    office.fail(editions[1], HOSTILE)

    page = page_of(office, bad, editions[1])

    assert "<script" not in page
    assert "<img" not in page
    assert "\u202e" not in page
    assert "49" not in re.findall(r"\d+", section(page, "stopped"))
    assert not re.search(r'href="\s*javascript:', page, re.IGNORECASE)
    assert re.search(r" on\w+=", re.sub(r">[^<]*<", "><", page)) is None
    JustHTML(page, strict=True)


def test_page_allows_its_own_style_and_nothing_else(office, editions):
    """Whatever slipped in could not run, load or send anything."""
    publish_notebook(editions[0], report(), office.ledger)
    page = page_of(office, editions[0])

    policy = re.search(r'Content-Security-Policy" content="([^"]*)"', page)
    assert policy is not None
    assert re.fullmatch(
        r"default-src 'none'; style-src 'sha256-[\w+/=]{44}'; base-uri 'none'; form-action 'none'", policy[1]
    )
    assert " style=" not in page
    JustHTML(page, strict=True)
