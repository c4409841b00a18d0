"""The review page begins with what a person must know before figures: missing, refused, unusual, empty, out of date."""

from __future__ import annotations

import re
from datetime import date

from tests.deliver.office import EVENING, HALF, Office
from tests.facts.inboxes import NA_RI, came, decision_list, people, row, write_workbook
from thidua.deliver.release.review import review_html
from thidua.run.ledger.file import open_ledger

JUNE = date(2022, 6, 10)


def words_of(office: Office) -> str:
    """The words of the review page of the half-year set, on one line."""
    page = review_html(office.pack("2022-H1"), now=EVENING)
    return " ".join(re.sub("<[^>]*>", " ", page.partition("</style>")[2]).replace("\u2060", "").split())


def test_a_pack_with_nothing_to_know_begins_with_what_waits(office: Office):
    """Two lists came, both are counted: there is nothing before the editions."""
    assert "Cần biết trước khi duyệt" not in words_of(office)


def test_missing_refused_and_changed_stand_before_what_moved(office: Office):
    """A fall that is only a list not sent must not be read first as a fall."""
    inbox = office.root / "data" / "thu" / "inbox"
    for path in list(inbox.iterdir()):
        path.unlink()
    rows = [*people(0, on=date(2022, 3, 1), decision="1-322/QĐ-UBND"), row("Người Thử", "Giấy khen", on="32/13/2022")]
    came(write_workbook(inbox / "hỏng.xlsx", decision_list(*rows, unit=NA_RI, period=HALF)), JUNE)

    words = words_of(office)

    before, _, after = words.partition("Chờ duyệt Bản Lần Thay đổi")
    assert "Chưa có (1) Huyện Ba Bể danh sách quyết định 6 tháng đầu năm 2022 (hạn" in before
    assert "chưa gửi, đã quá hạn" in before
    assert re.search(r"Bị từ chối, không tính \(1\) Huyện Na Rì hỏng\.xlsx: V\d\d, .*ô [A-Z]5: ", before)
    assert re.search(r"lập lại trước khi duyệt \(2\) Huyện Ba Bể: Báo cáo thử đã đổi: số liệu gửi về", before)
    assert "So với cùng kỳ" in after


def test_an_edition_without_figures_waits_apart_and_says_how_it_is_released(office: Office):
    """It is not in the list of what waits, so that nobody releases it by releasing all."""
    with open_ledger(office.root) as ledger:
        name = "thu/2022-H1/huyen-ba-be/thu"
        revision = ledger.revision(name)
        assert revision is not None
        ledger.note_attempt(name, key=revision.key, verdict="empty", reason="", at=EVENING)

    words = words_of(office)

    how = "Huyện Ba Bể: Báo cáo thử duyệt riêng: --unit huyen-ba-be --kind thu"
    assert f"Bản không có số liệu nào: chỉ duyệt khi gọi tên (1) {how}" in words
    assert "bản chờ duyệt 1" in words
