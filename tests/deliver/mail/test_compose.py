"""The mail to one person: the right words and figures, the right files, nothing injected, the same bytes again."""

from __future__ import annotations

import email
import email.policy
import re
import struct
from dataclasses import replace
from datetime import date
from email.header import decode_header, make_header
from email.message import EmailMessage
from pathlib import Path
from typing import Any, Literal

import nbformat
import pytest
from nbformat.v4 import new_code_cell, new_notebook, new_output

from tests.deliver.mail.enclosures import (
    ALT,
    ASSESSMENT,
    HANG,
    MAIL,
    NOW,
    PACK,
    PUBLISH,
    chart,
    enclosure,
    write_notebook,
)
from thidua.deliver.mail.digest import CHART_BYTES, CHART_PX, chart_png, read_digest
from thidua.deliver.mail.writing.body import HTML_BYTES, LINE
from thidua.deliver.mail.writing.enclosures import Enclosure
from thidua.deliver.mail.writing.letter import Letter
from thidua.deliver.mail.writing.notices import notice, reminder, withdrawal
from thidua.deliver.mail.writing.reports import report_letters
from thidua.deliver.packs import file_title
from thidua.deliver.settings import MailSettings, PublishSettings, RecipientSettings, RoleSettings
from thidua.errors import DeliveryError

HOSTILE = "Ba Bể\r\nBcc: thief@evil.example\u202e\u200b=?utf-8?q?=0ABcc=3A_x?= <script>alert(1)</script>"


def received(letter: Letter) -> EmailMessage:
    """The mail as a mail program reads it from the wire."""
    message = email.message_from_bytes(letter.content, policy=email.policy.default)
    assert isinstance(message, EmailMessage)
    return message


def written(*enclosures: Enclosure, to: RecipientSettings = HANG, **more: Any) -> list[Letter]:
    role = more.pop("role", RoleSettings())
    return report_letters(to, role, enclosures, **{"pack": PACK, "mail": MAIL, "publish": PUBLISH, "now": NOW, **more})


def text_of(message: EmailMessage) -> str:
    return str(message.get_body(("plain",)).get_content()).replace("\r\n", "\n")


def html_of(message: EmailMessage) -> str:
    return str(message.get_body(("html",)).get_content())


def words_of(html: str) -> str:
    """What a reader sees of HTML: tags, head and comments away, spaces one."""
    shown = re.sub(r"<head>.*?</head>|<!--.*?-->|<[^>]+>", " ", html, flags=re.DOTALL)
    return " ".join(shown.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&").split())


def names_of(message: EmailMessage) -> list[str]:
    return [part.get_filename() or "" for part in message.iter_attachments()]


def test_mail_of_one_district_says_its_figures_and_brings_its_file(tmp_path: Path):
    """The whole of an ordinary mail, as its reader's program takes it apart."""
    given = enclosure(tmp_path, picture=chart())
    [letter] = written(given)
    message = received(letter)

    assert message["Subject"] == (
        "[Thi đua, khen thưởng] [SỐ LIỆU MINH HỌA] Báo cáo sơ kết 6 tháng đầu năm 2023 – huyện Ba Bể"
    )
    assert message["To"].addresses[0].display_name == "Bà Nguyễn Thị Hằng"
    assert message["From"].addresses[0].addr_spec == "ban.tdkt@backan.example"
    assert names_of(message) == ["Báo cáo sơ kết 6 tháng 2023 - huyện Ba Bể.pdf"]
    assert next(message.iter_attachments()).get_content() == given.files["pdf"].read_bytes()
    assert (letter.recipient, letter.pack) == ("hang@backan.example", PACK)
    assert letter.items == (("illustrative/2023-H1/huyen-ba-be/district", 1),)


def test_parts_stand_in_the_order_that_mail_programs_expect(tmp_path: Path):
    """Alternatives from plain to rich, the picture with the HTML that shows it, files last."""
    message = received(written(enclosure(tmp_path, picture=chart()))[0])

    assert [part.get_content_type() for part in message.walk()] == [
        "multipart/mixed",
        "multipart/alternative",
        "text/plain",
        "multipart/related",
        "text/html",
        "image/png",
        "application/pdf",
    ]
    assert [part.defects for part in message.walk() if part.defects] == []


def test_text_and_html_say_the_same(tmp_path: Path):
    """Whoever reads plain text misses no figure; both are made from the same blocks."""
    message = received(written(enclosure(tmp_path, picture=chart()))[0])
    text, html = " ".join(text_of(message).split()), words_of(html_of(message))

    for words in (
        "1.566", "lượt khen thưởng", "tăng 55 (3,6%), trong mức dao động ngẫu nhiên", "63,0%",
        "179/284; khoảng tin cậy 95%: 57,3–68,4%", "Đánh giá chung của báo cáo huyện Ba Bể", ASSESSMENT,
        "Lượt khen thưởng theo đơn vị", "SỐ LIỆU MINH HỌA",
        "Ban Thi đua - Khen thưởng tỉnh Bắc Kạn (ban.tdkt@backan.example)",
    ):  # fmt: skip
        assert words in text
        assert words in html
    assert "Câu này không vào thư" not in text + html


def test_text_part_is_readable_in_a_plain_client(tmp_path: Path):
    """Lines of at most 72 letters, values aligned in a column."""
    text = text_of(received(written(enclosure(tmp_path, picture=chart()))[0]))

    assert max(map(len, text.splitlines())) <= LINE
    assert "\n  1.566  lượt khen thưởng\n         tăng 55 (3,6%)" in text
    assert "\n  63,0%  người trực tiếp lao động\n" in text


def test_html_asks_for_nothing_from_elsewhere(tmp_path: Path):
    """No picture, style, font or script is fetched; the styles stand on the elements, and it stays under 90 kB."""
    html = html_of(received(written(*(enclosure(tmp_path, unit) for unit in ("huyen-ba-be", "huyen-na-ri")))[0]))

    assert len(html.encode()) < HTML_BYTES
    assert re.findall(r"""(?:src|background|srcset)=["']?(?!cid:)""", html) == []
    assert not re.search(r"url\(|@import|<link|<script|javascript:", html)
    assert 'style="' in html
    assert "prefers-color-scheme: dark" in html
    assert "color-scheme: light dark" in html
    assert '<html lang="vi"' in html


def test_picture_is_the_narrow_one_of_the_first_chart_on_paper(tmp_path: Path):
    """Its letters are as large as those of the mail; a chart of the details is no chart for a leader."""
    notebook = nbformat.read(write_notebook(tmp_path / "a.ipynb", picture=replace(chart(), svg="<svg/>")), 4)
    detail = new_code_cell("", outputs=[new_output("display_data", data=dict(chart()._repr_mimebundle_()))])
    detail.metadata["tags"] = ["detail"]
    notebook.cells.insert(1, detail)
    nbformat.write(notebook, tmp_path / "b.ipynb")
    found = read_digest(tmp_path / "b.ipynb").chart
    html = html_of(received(written(enclosure(tmp_path, picture=chart()))[0]))

    assert found is not None
    assert found.svg == chart().narrow
    assert struct.unpack(">I", chart_png(found.svg)[16:20]) == (2 * CHART_PX,)
    assert f'width="{CHART_PX}"' in html


def test_picture_is_found_by_its_content_id_and_told_in_words(tmp_path: Path):
    """Shown inside the mail by every program, and read out where pictures are blocked."""
    message = received(written(enclosure(tmp_path, picture=chart()))[0])
    picture = next(part for part in message.walk() if part.get_content_type() == "image/png")

    assert f'src="cid:{picture["Content-ID"].strip("<>")}"' in html_of(message)
    assert f'alt="{ALT}"' in html_of(message)
    assert picture.get_content().startswith(b"\x89PNG")
    assert len(picture.get_content()) < CHART_BYTES
    assert picture.get_content_disposition() == "inline"


@pytest.mark.parametrize(
    ("lang", "first"),
    [
        ("vi", "Báo cáo này chưa có số liệu 6 tháng đầu năm 2023 của huyện Ba Bể."),
        ("en", "This report has no figures yet of Ba Bể district, first half of 2023."),
    ],
)
def test_mail_of_a_report_without_figures_says_so_first(tmp_path: Path, lang: str, first: str):
    """Nobody should open a report on a meeting's eve and find out there that it says nothing."""
    to = HANG.changed(lang=lang)
    empty = enclosure(tmp_path, figures=(), assessment="", verdict="empty")

    text = text_of(received(written(empty, to=to)[0]))

    paragraphs = [" ".join(each.split()) for each in text.split("\n\n")]
    greeting = next(number for number, each in enumerate(paragraphs) if HANG.name in each)
    assert paragraphs[greeting + 1] == first


def test_mail_of_several_reports_names_those_without_figures(tmp_path: Path):
    """The others have theirs."""
    enclosures = (enclosure(tmp_path), enclosure(tmp_path, "huyen-na-ri", figures=(), assessment="", verdict="empty"))

    text = " ".join(text_of(received(written(*enclosures)[0])).split())

    assert "Chưa có số liệu trong báo cáo: Báo cáo sơ kết 6 tháng 2023 - huyện Na Rì. Thư này kèm 2 báo cáo" in text


def test_mail_of_several_reports_says_which_to_read_first(tmp_path: Path):
    """A leader opens a mail with ten files on a phone: the province's first page tells what all of them add up to."""
    given = [enclosure(tmp_path, "huyen-ba-be"), enclosure(tmp_path, "tinh-bac-kan", "province")]
    first = "Xin đọc trước: Báo cáo sơ kết 6 tháng 2023 - tỉnh Bắc Kạn, phần Đánh giá chung ở trang 1."
    several, one = (" ".join(text_of(received(written(*some)[0])).split()) for some in (given, given[:1]))

    assert first in several
    assert several.index(first) < several.index(ASSESSMENT) < several.index("Số liệu chính của tỉnh Bắc Kạn")
    assert "Xin đọc trước" not in one


def test_report_without_chart_or_figures_is_a_mail_all_the_same(tmp_path: Path):
    """Some reports of the past consist of words only."""
    message = received(written(enclosure(tmp_path, figures=(), assessment="", illustrative=False))[0])

    assert [part.get_content_type() for part in message.walk()][1:4] == [
        "multipart/alternative", "text/plain", "text/html",
    ]  # fmt: skip
    assert "SỐ LIỆU MINH HỌA" not in f"{message['Subject']} {text_of(message)} {html_of(message)}"
    assert "Báo cáo sơ kết 6 tháng 2023 - huyện Ba Bể" in text_of(message)


def test_province_leads_wherever_it_stands(tmp_path: Path):
    """A leader reads the province's figures first; of the others, one figure each."""
    given = [
        enclosure(tmp_path, "huyen-ba-be", figures=({"value": "121", "label": "lượt khen", "qualification": ""},)),
        enclosure(tmp_path, "huyen-na-ri", figures=({"value": "100", "label": "lượt khen", "qualification": ""},)),
        enclosure(tmp_path, "tinh-bac-kan", "province"),
    ]
    message = received(written(*given)[0])

    assert message["Subject"].endswith("6 tháng đầu năm 2023 – tỉnh Bắc Kạn và 2 đơn vị")
    assert "Số liệu chính của tỉnh Bắc Kạn" in text_of(message)
    assert "  2. Báo cáo sơ kết 6 tháng 2023 - huyện Ba Bể\n     121 lượt khen\n" in text_of(message)
    assert names_of(message)[0] == "Báo cáo sơ kết 6 tháng 2023 - tỉnh Bắc Kạn.pdf"


def test_what_changed_since_the_revision_they_have_is_said(tmp_path: Path):
    """A second mail about the same report is only welcome when it says why."""
    given = enclosure(tmp_path, revision=3, earlier=2, changed=("Tổng lượt: 118 → 121",))
    text = text_of(received(written(given)[0]))

    assert "bản số 3, thay bản số 2 đã gửi" in " ".join(text.split())
    assert "  - Tổng lượt: 118 → 121\n" in text


def test_same_input_gives_the_same_bytes(tmp_path: Path):
    """What was planned, shown by --dry-run and sent is one and the same mail."""
    given = enclosure(tmp_path, picture=chart())
    one, other = (written(given)[0].content for _ in range(2))

    assert one == other


def test_mail_stays_as_it_was_written_when_read_and_sent_on(tmp_path: Path):
    """Programs between us and the reader parse and write the mail again: signatures hold only if nothing moves."""
    raw = written(enclosure(tmp_path, picture=chart()))[0].content

    for policy in (email.policy.SMTP, email.policy.compat32):
        assert email.message_from_bytes(raw, policy=policy).as_bytes(policy=email.policy.SMTP) == raw
    assert max(map(len, raw.split(b"\r\n"))) <= 78
    assert raw.isascii()
    assert b"\n" not in raw.replace(b"\r\n", b"")


def test_message_id_belongs_to_one_delivery_for_ever(tmp_path: Path):
    """Not to the time or the words; but another address, revision or pack is another mail."""
    given, other_day = enclosure(tmp_path), NOW.replace(year=2024)
    first = written(given)[0].message_id
    others = [
        written(given, to=HANG.changed(address="khac@backan.example")),
        written(enclosure(tmp_path, revision=2)),
        written(given, pack="illustrative/2023"),
    ]

    assert re.fullmatch(r"<[0-9a-f]{40}@backan\.example>", first)
    assert written(given, now=other_day)[0].message_id == first
    assert len({first, *(letters[0].message_id for letters in others)}) == 4


def test_mails_of_a_pack_stand_in_one_thread(tmp_path: Path):
    """The revision of July hangs below the report of June, in every mail program."""
    mails = [written(enclosure(tmp_path, revision=number))[0].message for number in (1, 2)]

    assert mails[0]["References"] == mails[1]["References"] == mails[0]["In-Reply-To"]
    assert mails[0]["Message-ID"] != mails[1]["Message-ID"]


def test_no_robot_answers(tmp_path: Path):
    """Out-of-office answers to forty reports would hide the one real question."""
    message = written(enclosure(tmp_path))[0].message

    assert message["Auto-Submitted"] == "auto-generated"
    assert message["X-Auto-Response-Suppress"] == "All"
    assert message["Content-Language"] == "vi"
    assert message["Date"] == "Mon, 03 Jul 2023 08:00:00 +0700"


def test_nothing_in_a_report_or_a_name_reaches_a_header(tmp_path: Path):
    """A unit's name, a title, a figure, a sentence, a person's name: each is text wherever it appears."""
    given = enclosure(
        tmp_path,
        title=HOSTILE,
        figures=({"value": HOSTILE, "label": HOSTILE, "qualification": HOSTILE},),
        assessment=HOSTILE,
        earlier=1,
        revision=2,
        changed=(HOSTILE,),
    )
    unit = replace(given.edition.unit, name=HOSTILE)
    given = replace(given, edition=replace(given.edition, unit=unit))
    person = HANG.changed(name=HOSTILE, units=())
    message, plain = received(written(given, to=person)[0]), received(written(enclosure(tmp_path / "plain"))[0])
    html = html_of(message)

    assert {name for part in message.walk() for name in part} == {name for part in plain.walk() for name in part}
    assert [address.addr_spec for address in message["To"].addresses] == ["hang@backan.example"]
    assert "=?" not in message["To"].addresses[0].display_name + message["Subject"]
    assert "<script" not in html
    assert "&lt;script&gt;" in html
    assert not re.search("[\u202e\u200b]", text_of(message) + html + message["Subject"] + "".join(names_of(message)))


@pytest.mark.parametrize(
    "address",
    [
        "a@b.example\r\nBcc: c@d.example",
        "a@b.example, c@d.example",
        "a b@c.example",
        "a@b..example",
        "@b",
        "a@b\u202e.vn",
    ],
)
def test_what_is_not_one_address_gets_no_mail(tmp_path: Path, address: str):
    """Settings refuse it first; a second recipient must not slip in by any other way either."""
    person = HANG.changed(address=address)

    with pytest.raises(DeliveryError, match="is not one mail address"):
        written(enclosure(tmp_path), to=person)


def test_name_with_commas_and_quotes_stays_one_name(tmp_path: Path):
    """ "Hằng, Nguyễn" is no list of two people."""
    person = HANG.changed(name='Hằng, Nguyễn "Phó" (UBND) <x@y>')
    message = received(written(enclosure(tmp_path), to=person)[0])

    assert [(to.display_name, to.addr_spec) for to in message["To"].addresses] == [(person.name, HANG.address)]


@pytest.mark.parametrize(
    "name",
    [
        "Ban Thi đua - Khen thưởng tỉnh Bắc Kạn",
        "Văn phòng HĐND - UBND huyện Ba Bể",
        "Smith",
        "(x), y;",
        "- -",
        "Provincial Office " * 8 + "of " + "x" * 20,
        "Ủy ban nhân dân thành phố Bắc Kạn, phòng Nội vụ, bà Nguyễn Thị Hằng",
    ],
)
def test_name_of_a_person_is_read_as_it_was_written(tmp_path: Path, name: str):
    """By old readers and new; the new one of Python puts spaces into long names, which `decode_header` does not."""
    raw = written(enclosure(tmp_path), to=HANG.changed(name=name))[0].content
    old = email.message_from_bytes(raw, policy=email.policy.compat32)["To"]

    decoded = " ".join(str(make_header(decode_header(old))).split())
    assert decoded == f"{name} <hang@backan.example>"
    assert max(map(len, raw.split(b"\n"))) <= 78
    if len(name) < 60 or name.isascii():
        address = email.message_from_bytes(raw, policy=email.policy.default)["To"].addresses[0]
        assert (address.display_name, address.addr_spec) == (name, "hang@backan.example")


def test_too_many_files_travel_in_several_mails(tmp_path: Path):
    """The limit is that of the mail as it travels; every report comes exactly once, each mail says which it is."""
    given = [enclosure(tmp_path, unit, size=60_000) for unit in ("huyen-ba-be", "huyen-na-ri", "huyen-cho-moi")]
    mail = MAIL.changed(limit_mb=0.2)
    letters = written(*given, mail=mail)
    messages = [received(letter) for letter in letters]

    assert [letter.items for letter in letters] == [
        (("illustrative/2023-H1/huyen-ba-be/district", 1), ("illustrative/2023-H1/huyen-na-ri/district", 1)),
        (("illustrative/2023-H1/huyen-cho-moi/district", 1),),
    ]
    assert [message["Subject"][-5:] for message in messages] == ["(1/2)", "(2/2)"]
    assert [len(names_of(message)) for message in messages] == [2, 1]
    assert "Đây là thư 2 trong 2 thư." in text_of(messages[1])
    assert all(len(letter.content) <= 200_000 for letter in letters)
    assert len({letter.message_id for letter in letters}) == 2


def test_file_over_the_limit_is_pointed_to(tmp_path: Path):
    """It could never arrive; its reader gets the address where it stands in public, and one sentence why."""
    given = [enclosure(tmp_path, "huyen-ba-be", size=300_000, revision=4), enclosure(tmp_path, "huyen-na-ri")]
    [letter] = written(*given, mail=MAIL.changed(limit_mb=0.3))
    message = received(letter)
    link = f"{PUBLISH.address}/illustrative/2023-H1/huyen-ba-be/district.pdf"

    assert names_of(message) == ["Báo cáo sơ kết 6 tháng 2023 - huyện Na Rì.pdf"]
    assert f"PDF: {link}\n" in text_of(message)
    assert f'<a href="{link}"' in html_of(message)
    assert "quá lớn để gửi kèm" in " ".join(text_of(message).split())


@pytest.mark.parametrize("sends", ["link", "attachments"])
@pytest.mark.parametrize("there", [None, b"%PDF of an earlier revision"])
def test_link_into_nothing_holds_the_mail(tmp_path: Path, sends: Literal["link", "attachments"], there: bytes | None):
    """The public folder may be away, or stopped by something foreign; a sample only shows what will be linked."""
    given = enclosure(tmp_path, size=300_000)
    shown = tmp_path / "public" / "illustrative" / "2023-H1" / "huyen-ba-be" / "district.pdf"
    shown.unlink()
    if there is not None:
        shown.write_bytes(there)
    how = {"role": RoleSettings(sends=sends), "mail": MAIL.changed(limit_mb=0.3)}

    with pytest.raises(DeliveryError, match=r"huyen-ba-be/district: it is to be linked, and is not in the public"):
        written(given, **how)
    assert len(written(given, sample=True, **how)) == 1


def test_mail_knows_what_it_links_for_its_size(tmp_path: Path):
    """The operator is told before it goes; a role that gets links anyway is told of once, by its own line."""
    given = enclosure(tmp_path, size=300_000)
    mail = MAIL.changed(limit_mb=0.3)

    assert [each.too_large for each in written(given, mail=mail)] == [("illustrative/2023-H1/huyen-ba-be/district",)]
    assert [each.too_large for each in written(given, role=RoleSettings(sends="link"))] == [()]
    assert [each.too_large for each in written(given)] == [()]


def test_file_that_is_gone_stops_the_mail(tmp_path: Path):
    """A mail that lists a report without bringing it would count as delivered."""
    given = enclosure(tmp_path)
    given.files["pdf"].unlink()

    with pytest.raises(DeliveryError, match=r"district\.pdf: cannot be attached: No such file"):
        written(given)


@pytest.mark.parametrize(
    ("publish", "names"),
    [
        (PublishSettings(), False),
        (PublishSettings(address=PUBLISH.address, kinds=("province",)), False),
        (PUBLISH, True),
    ],
    ids=["no address", "kind that is not public", "names of people"],
)
def test_file_over_the_limit_that_may_not_be_linked_is_the_operators(
    tmp_path: Path, publish: PublishSettings, names: bool
):
    """A mail that says "see the report" and brings none would be worse than none; a link to what is not there, too."""
    given = enclosure(tmp_path, size=300_000)
    given = replace(given, edition=replace(given.edition, names=names))
    mail = MAIL.changed(limit_mb=0.3)

    with pytest.raises(
        DeliveryError,
        match=r"huyen-ba-be/district.*: district\.pdf 300,000 bytes do not fit .* 0\.3 MB .*raise limit_mb",
    ):
        written(given, mail=mail, publish=publish)


def test_limit_too_small_for_any_mail_says_so(tmp_path: Path):
    """Instead of splitting for ever."""
    with pytest.raises(DeliveryError, match="too large even without files"):
        written(enclosure(tmp_path), mail=MAIL.changed(limit_mb=0.005))


def test_role_that_gets_the_body_only_gets_no_file(tmp_path: Path):
    """Nothing to save on a phone."""
    message = received(written(enclosure(tmp_path), role=RoleSettings(sends="body"))[0])

    assert names_of(message) == []
    assert "Thư này giới thiệu 1 báo cáo đã được duyệt phát hành." in text_of(message)
    assert "revisions" not in text_of(message)


@pytest.mark.parametrize(
    ("base", "link", "is_anchor"),
    [
        ("https://t.example/tai%20lieu/", "https://t.example/tai%20lieu/illustrative/2023-H1/huyen-ba-be/", True),
        (r"\\may-chu\bao-cao", r"\\may-chu\bao-cao\illustrative\2023-H1\huyen-ba-be" + "\\", False),
    ],
)
def test_role_that_gets_links_finds_the_public_edition(tmp_path: Path, base: str, link: str, is_anchor: bool):
    """As a web address to click, or a network path to copy; nothing else becomes a link."""
    publish = PublishSettings(address=base)
    message = received(written(enclosure(tmp_path), role=RoleSettings(sends="link"), publish=publish)[0])

    assert names_of(message) == []
    assert f"PDF: {link}district.pdf\n" in text_of(message)
    assert (f'href="{link}' in html_of(message)) is is_anchor
    assert "revisions" not in text_of(message)


def test_mail_with_files_links_nothing(tmp_path: Path):
    """Not even the page of the public folder: it lists reports that are not theirs."""
    message = received(written(enclosure(tmp_path))[0])

    assert PUBLISH.address not in text_of(message) + html_of(message)


@pytest.mark.parametrize("publish", [PublishSettings(), PublishSettings(address=PUBLISH.address, kinds=("province",))])
def test_links_lead_only_to_what_is_public(tmp_path: Path, publish: PublishSettings):
    """The operator is told what to write instead, before a mail says "see there"."""
    with pytest.raises(DeliveryError, match=r"role leader gets links, but this report is not public"):
        written(enclosure(tmp_path), role=RoleSettings(sends="link"), publish=publish)


def test_english_letter_stands_around_vietnamese_figures(tmp_path: Path):
    """Its own words are English; what the report says keeps its language, and is marked as Vietnamese."""
    guest = HANG.changed(name="Ms Smith", lang="en")
    given = enclosure(tmp_path, picture=chart())
    message = received(written(replace(given, title=file_title(given.edition, "en")), to=guest)[0])

    assert message["Subject"] == (
        "[Emulation and commendation] [ILLUSTRATIVE FIGURES] Interim review report, first half of 2023 – Ba Bể district"
    )
    assert names_of(message) == ["Interim review report, first half of 2023 - Ba Bể district.pdf"]
    assert message["Content-Language"] == "en"
    assert "This mail brings 1 released report." in text_of(message)
    assert '<html lang="en"' in html_of(message)
    assert re.search(r'<table class="rows"[^>]* lang="vi"', html_of(message))


@pytest.mark.parametrize("content", ["", "{", "{}", "[]", '{"cells": 3}', '{"nbformat": 99, "cells": []}', "\xff"])
def test_notebook_that_is_none_is_named(tmp_path: Path, content: str):
    """The operator can look at the file; the reader gets no half mail."""
    given = enclosure(tmp_path)
    given.notebook.write_text(content, encoding="latin-1")
    with pytest.raises(DeliveryError, match=r"district\.ipynb: is no executed notebook"):
        written(given)

    given.notebook.unlink()
    with pytest.raises(DeliveryError, match=r"district\.ipynb: cannot be read for a mail: No such file"):
        written(given)


def test_what_cannot_be_said_in_a_mail_stops_it(tmp_path: Path):
    """A bare frame in a notebook is the author's to mend; its mail is not sent without it."""
    given = enclosure(tmp_path)
    cell = new_code_cell("x", outputs=[new_output("display_data", data={"text/plain": "x"})])
    nbformat.write(new_notebook(cells=[cell]), given.notebook)

    with pytest.raises(DeliveryError, match=r"district\.ipynb: is no executed notebook of a report: cell 1 displays"):
        written(given)


def test_digest_is_read_again_when_its_notebook_changed(tmp_path: Path):
    """Letters share what was read, but never an older state of the file."""
    path = write_notebook(tmp_path / "a.ipynb")
    before = read_digest(path)
    write_notebook(path, figures=())

    assert before.figures[0].value == "1.566"
    assert read_digest(path).figures == ()


def test_drawing_that_is_none_stops_the_mail():
    """A broken picture in the mail is what nobody would tell us about."""
    with pytest.raises(DeliveryError, match="a chart cannot be drawn as a picture"):
        chart_png("<svg")


def test_body_heavier_than_mail_programs_show_is_refused(tmp_path: Path):
    """Gmail would cut it off in the middle of the list, without a word."""
    many = tuple(f"Chỉ tiêu {number}: " + "số liệu thay đổi " * 20 for number in range(400))

    with pytest.raises(DeliveryError, match=r"takes \d+ bytes; mail programs show 90000"):
        written(enclosure(tmp_path, earlier=1, revision=2, changed=many))


def test_restricted_report_says_so(tmp_path: Path):
    """Names of people must not be passed on by the next reader."""
    given = enclosure(tmp_path)
    restricted = replace(given, edition=replace(given.edition, names=True))

    assert "danh sách tên người được khen" in " ".join(text_of(received(written(restricted)[0])).split())


def test_reminder_tells_a_unit_what_is_missing_wrong_and_unusual():
    """The unit can act without asking back; what it does not have to do is not mentioned."""
    letter = reminder(
        HANG, unit_name="huyện Ba Bể", label="6 tháng đầu năm 2023", due=date(2023, 6, 16),
        missing=["Danh sách quyết định"], faulty=['ba-be.xlsx, ô D17: "2,952" không phải số'], unusual=[],
        mail=MAIL, now=NOW, key="2023-06-11",
    )  # fmt: skip
    message = received(letter)

    assert message["Subject"] == "[Thi đua, khen thưởng] Số liệu 6 tháng đầu năm 2023 – huyện Ba Bể"
    assert "trước hết ngày 16/6/2023" in " ".join(text_of(message).split())
    assert "  - Danh sách quyết định\n" in text_of(message)
    assert 'ô D17: "2,952" không phải số' in text_of(message)
    assert "bất thường" not in text_of(message)
    assert letter.items == ()


def test_withdrawal_names_the_reports_and_the_reason():
    """Its reader knows which files not to use, in the thread of those files."""
    items = [("illustrative/2023-H1/huyen-ba-be/district", 2)]
    letter = withdrawal(
        HANG, titles=["Báo cáo sơ kết 6 tháng 2023 - huyện Ba Bể", "Báo cáo khối thi đua"], why="Sai số\nliệu gốc",
        mail=MAIL, now=NOW, pack=PACK, items=items, key="7", illustrative=True,
    )  # fmt: skip
    message = received(letter)

    assert message["Subject"].endswith("Thu hồi: Báo cáo sơ kết 6 tháng 2023 - huyện Ba Bể và 1 báo cáo khác")
    assert "[SỐ LIỆU MINH HỌA]" in message["Subject"]
    assert "  - Sai số liệu gốc\n" in text_of(message)
    assert letter.items == tuple(items)
    assert message["References"] is not None


def test_notice_goes_to_the_operator_in_plain_english():
    """Failures are the operator's; recipients never hear of them."""
    letter = notice(
        MAIL, "2 mails refused\r\nBcc: x@y", ["hang@…: 550 no such user", "Next: check the address"], NOW, "1"
    )
    message = received(letter)

    assert (letter.recipient, letter.pack) == ("quantri@backan.example", "")
    assert message["Subject"] == "[thidua] 2 mails refused Bcc: x@y"
    assert message["Bcc"] is None
    assert message.get_content_type() == "text/plain"
    assert message.get_content().splitlines() == ["hang@…: 550 no such user", "Next: check the address"]


def test_a_command_in_a_notice_can_be_copied_as_one_line():
    """Cut after --again it would be run without the mail it is about."""
    command = f'  python run_reports.py send --again "<{"0123456789" * 4}@backan.example>"'

    text = received(notice(MAIL, "x", ["word " * 30, command], NOW, "1")).get_content()

    assert text.splitlines()[-1] == command
    assert max(map(len, text.splitlines()[:-1])) <= LINE


def test_key_tells_one_notice_from_the_next():
    """The same reminder made twice is one mail; the next one is another."""
    ids = [notice(MAIL, "x", ["y"], NOW, key).message_id for key in ("1", "1", "2")]

    assert ids[0] == ids[1] != ids[2]


def test_mail_settings_with_a_bare_sender_write_it_bare(tmp_path: Path):
    """Without a name there is none to encode."""
    mail = MailSettings(sender="a@b.example", operator="o@b.example", server="s")
    message = received(written(enclosure(tmp_path), mail=mail)[0])

    assert message["From"] == "a@b.example"
    assert "https://" not in text_of(message)
