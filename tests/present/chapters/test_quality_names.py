"""The report on the quality of the data is read by many: no name of a person stands in it, wherever one was written."""

from __future__ import annotations

import io
import re
import shutil
import unicodedata
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pypdfium2
import pytest
from openpyxl import load_workbook
from openpyxl.styles import Font
from openpyxl.worksheet.worksheet import Worksheet

from tests.conftest import REPOSITORY, Project
from tests.facts.inboxes import (
    BA_BE,
    FIRST_HALF,
    MARCH,
    NA_RI,
    Inbox,
    Sheet,
    decision_list,
    people,
    row,
    summary_return,
)
from thidua.facts.receive import Received
from thidua.intake.finding import OWN_WORDS, Finding, messages
from thidua.registry import fold
from thidua.run.build import build_edition
from thidua.run.plan import plan_editions

NAME = "Lầu Xín Tẻng"
"""An invented name that is in no other word of these workbooks."""

CHO_DON, BACH_THONG = "UBND huyện Chợ Đồn", "UBND huyện Bạch Thông"
HEADS = ("STT", "Họ và tên", "Đơn vị công tác", "Đối tượng", "Danh hiệu, hình thức", "Số quyết định", "Ngày quyết định")
MORE_HEADS = ("Cơ quan ban hành", "Thành phần", "Loại hình", "Giới tính", "Dân tộc", "Tập thể nhỏ", "Thành tích")
PLAIN = ("Hoàng Thị Lưu", "Phòng Nội vụ", "Cá nhân", "Giấy khen", "512/QĐ-UBND", MARCH)


def sheet_of(*rows: tuple[Any, ...], heads: tuple[str, ...] = HEADS, title: str = "DANH SÁCH KHEN THƯỞNG") -> Sheet:
    """A list of the first half of 2021 with these heads."""

    def draw(sheet: Worksheet) -> None:
        sheet.title = "Danh sách"
        for line in ([BA_BE], [title], [FIRST_HALF], list(heads)):
            sheet.append(line)
        for line in rows:
            sheet.append(list(line))

    return draw


def drawn(sheet: Sheet, change: Callable[[Worksheet], None]) -> Sheet:
    """A sheet that is changed after it is written."""

    def draw(onto: Worksheet) -> None:
        sheet(onto)
        change(onto)

    return draw


def merged(sheet: Worksheet) -> None:
    sheet.merge_cells("B5:B6")


def struck(sheet: Worksheet) -> None:
    for cell in sheet[5]:
        cell.font = Font(strike=True)


def lists() -> Iterator[Sheet]:
    """Lists with the name in each of their columns, at odd places, and spelt in odd ways."""
    for at in range(len(PLAIN)):
        yield sheet_of((1, *PLAIN), (2, *PLAIN[:at], NAME, *PLAIN[at + 1 :]))
    for at, head in enumerate(MORE_HEADS):
        said = ["" for _ in MORE_HEADS]
        said[at] = NAME
        yield sheet_of((1, *PLAIN, *said), (2, NAME, *PLAIN[1:], *said), heads=(*HEADS, *MORE_HEADS[: at + 1]))
        assert head in MORE_HEADS
    yield sheet_of((1, NAME, *PLAIN[1:]), (2, NAME, *PLAIN[1:]))
    yield sheet_of((1, NAME, "", *PLAIN[2:]), (2, NAME, "", *PLAIN[2:]))
    yield sheet_of((1, f"{NAME}, {NAME} A", *PLAIN[1:]))
    yield sheet_of((1, f"{NAME} và 15 người", *PLAIN[1:]))
    yield sheet_of((1, NAME.replace(" ", "\u00a0"), *PLAIN[1:]), (2, unicodedata.normalize("NFD", NAME), *PLAIN[1:]))
    yield sheet_of((1, NAME, "Phòng Nội vụ", "Tập thể", *PLAIN[3:]))
    yield sheet_of((1, *PLAIN), (NAME, None, None, None, None, None, None), (2, "Nông Thị Hoà", *PLAIN[1:]))
    yield sheet_of((1, *PLAIN), (2, NAME, None, None, None, None, None))
    yield sheet_of((1, *PLAIN), (None, "Tổng cộng", NAME, None, None, None, None))
    yield sheet_of((1, *PLAIN, NAME), heads=(*HEADS, NAME))
    yield sheet_of((1, *PLAIN), heads=(*HEADS[:4], NAME, *HEADS[5:]))
    yield sheet_of((1, *PLAIN), title=f"DANH SÁCH KHEN THƯỞNG {NAME}")
    yield sheet_of((1, "LÇu XÝn TÎng \ufffd " + NAME, *PLAIN[1:]))
    yield drawn(sheet_of((1, NAME, *PLAIN[1:]), (2, None, *PLAIN[1:4], "513/QĐ-UBND", MARCH)), merged)
    yield drawn(sheet_of((1, NAME, *PLAIN[1:])), struck)
    yield sheet_of(
        *(
            (at, NAME, *PLAIN[1:3], award, *PLAIN[4:], "Cứu người")
            for at, award in enumerate(("Giấy khen", "Bằng khen"))
        ),
        heads=(*HEADS, "Thành tích"),
    )
    yield sheet_of((1, *PLAIN, NAME, NAME), heads=(*HEADS, "Danh hiệu, hình thức", "Số quyết định"))


def returns_and_registers() -> Iterator[Sheet]:
    """Other tables with the name where a title, a number or a word should stand."""
    yield summary_return((NAME, 1, 2), ("Giấy khen", NAME, 2))
    yield summary_return(("Giấy khen", 1, 2), ("Giấy khen", 1, 2), (f"Giấy khen {NAME}", 1, 2))
    year = "Năm 2021"
    for title, heads, line in (
        ("Phong trào", ("Tên phong trào", "Hình thức", "Từ ngày", "Đến ngày"), (NAME, NAME, NAME, NAME)),
        ("Chỉ tiêu", ("Chỉ tiêu", "Kế hoạch", "Thực hiện"), (NAME, NAME, 5)),
        ("Điển hình", ("Tên điển hình", "Đối tượng", "Ngày phát hiện", "Giai đoạn"), (NAME, NAME, NAME, NAME)),
        ("Chấm điểm", ("Tiêu chí", "Điểm tối đa", "Tự chấm"), (NAME, 5, NAME)),
        ("Đăng ký", ("Đơn vị đăng ký", "Danh hiệu", "Đối tượng", "Số lượng"), (NAME, NAME, NAME, NAME)),
    ):
        yield register(title, heads, line, year)


def register(title: str, heads: tuple[str, ...], line: tuple[Any, ...], year: str) -> Sheet:
    """A sheet of a register with one line."""

    def draw(sheet: Worksheet) -> None:
        sheet.title = title
        for cells in ([BA_BE], [year], ["STT", *heads], [1, *line], [None, *line]):
            sheet.append(cells)

    return draw


def fill(inbox: Inbox) -> None:
    """Every sheet as a file of its own, and files that repeat or replace each other."""
    for number, sheet in enumerate([*lists(), *returns_and_registers()]):
        inbox.put(f"{number:02d}.xlsx", sheet, received=date(2021, 6, 1))
    named = [row(NAME, workplace=f"Phòng {at}") for at in range(3)]
    for unit, later in ((NA_RI, "x2"), (CHO_DON, "y2 bổ sung")):
        inbox.put(f"{unit} 1.xlsx", decision_list(*named, *people(1, 2), unit=unit), received=date(2021, 6, 2))
        again = decision_list(*named, *people(3, 4, 5, 6, 7), unit=unit)
        inbox.put(f"{unit} {later}.xlsx", again, received=date(2021, 6, 3))
    inbox.put("z1.xlsx", decision_list(*named, unit=BACH_THONG), received=date(2021, 6, 2))
    month = decision_list(*named[:1], unit=BACH_THONG, period="Tháng 3 năm 2021")
    inbox.put("z2.xlsx", month, received=date(2021, 6, 3))


def has_name(text: str) -> bool:
    """Whether the name stands in a text, in any spelling, with or without marks where a word may break."""
    return "xin teng" in fold(re.sub("[\u200b\u00ad\ufffe]", "", text)) or "xíntẻng" in squeezed(text)


def squeezed(text: str) -> str:
    return unicodedata.normalize("NFC", re.sub("[\\s\u200b\u00ad\ufffe]", "", text)).casefold()


@pytest.fixture
def inbox(project: Project) -> Inbox:
    """The inbox of the throw-away project."""
    return Inbox(project.root / "data" / "thu")


def of_name(received: Received) -> list[Finding]:
    return [finding for finding in received.findings if has_name(finding.text)]


@pytest.mark.long
def test_sender_is_told_the_name_and_the_report_is_not(inbox):
    """Whoever mends the file has to find the person; whoever reads the report has not."""
    fill(inbox)
    received = inbox.received()
    told = of_name(received)

    assert len({finding.message for finding in told}) >= 19
    assert len([repair for repair in received.repairs if has_name(repair.sent + repair.read)]) >= 2
    assert [each.text_without_quotes for each in received.findings if has_name(each.text_without_quotes)] == []
    assert all("(xem ô)" in each.text_without_quotes or "(xem tệp)" in each.text_without_quotes for each in told)


def test_no_sentence_tells_a_text_of_a_sender():
    """A new sentence quotes in the sender's answer alone, until somebody says that a word of it is ours."""
    for name, message in messages().items():
        words = set(re.findall("<([a-z_]+)>", message.text))
        finding = Finding(name, "a.xlsx", "DS", "B7", NAME, tuple((word, NAME) for word in words))
        quoted = words - OWN_WORDS - set(message.own)

        assert finding.text_without_quotes.count("(xem ô)") >= len(quoted), name
        assert set(message.own) <= words, name


def test_numbers_and_days_stay_in_the_report():
    """They are nobody's name, and say what is wrong."""
    found = Finding("V05-sum", "a.xlsx", "DS", "B7", "12", (("sum", "11"),))

    assert found.text_without_quotes == found.text == "Tổng ghi 12, nhưng các loại hình cộng lại là 11"
    assert "31/13/2021" in Finding("V10-date", "a.xlsx", "DS", "B7", "31/13/2021").text_without_quotes


def test_no_format_of_the_report_holds_the_name(inbox, project):
    """Page, paper, workbook and the executed notebook, of an inbox with the name at every place."""
    (project.root / "reports.toml").write_text(
        (REPOSITORY / "reports.toml").read_text(encoding="utf-8"), encoding="utf-8"
    )
    shutil.copy(REPOSITORY / "notebooks" / "data_quality.ipynb", project.root / "notebooks")
    (inbox.folder / "dataset.toml").write_text(
        'title = "Số liệu thử"\nsource = "bài thử"\nbasis = "administrative"\nas_of = 2022-01-15\n'
        '[[editions]]\nkind = "quality"\nunit = "tinh-bac-kan"\nperiod = "2021"',
        encoding="utf-8",
    )
    fill(inbox)
    outcome = build_edition(plan_editions(project.root)[0])

    assert (outcome.state, outcome.reason) == ("ready", "")
    files = {suffix: outcome.edition.file(suffix) for suffix in ("html", "pdf", "xlsx", "ipynb")}
    texts = {suffix: words_of(path) for suffix, path in files.items()}
    assert all("(xem ô)" in squeezed_words for squeezed_words in map(_one_line, texts.values()))
    assert [suffix for suffix, text in texts.items() if has_name(text)] == []


def _one_line(text: str) -> str:
    return " ".join(text.replace("\u200b", "").split())


def words_of(path: Path) -> str:
    """Everything that a file tells, what a reader sees and what a program finds."""
    data = path.read_bytes()
    if path.suffix == ".pdf":
        return "\n".join(page.get_textpage().get_text_bounded() for page in pypdfium2.PdfDocument(data))
    if path.suffix == ".xlsx":
        book = load_workbook(io.BytesIO(data))
        return "\n".join(str(cell.value) for sheet in book for cells in sheet.iter_rows() for cell in cells)
    text = data.decode("utf-8")
    return text.encode().decode("unicode_escape", "ignore") + text if path.suffix == ".ipynb" else text
