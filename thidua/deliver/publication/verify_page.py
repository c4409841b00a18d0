"""The page of the public folder on which a reader verifies files: without a server, a network, or a file that leaves.

It holds the notes of `thidua.deliver.publication.noted`, the names of the reports that are shown, and its words in both
languages; its script hashes what it is given and opens what is noted of it.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from datetime import tzinfo
from pathlib import Path
from typing import Any

from thidua.deliver.packs import Pack
from thidua.deliver.publication.noted import Note, notes_of
from thidua.deliver.publication.shelf import Wanted
from thidua.languages import LANGUAGES, Language
from thidua.present.html import environment_of, policy_hash, template_file
from thidua.present.language import tr, written_in
from thidua.run.ledger.book import Ledger

PAGE = "verify.html"
PACKAGE = "thidua.deliver"
_FILES = ("verify.html.j2", "verify.css", "verify.js")


def verify_page(
    packs: Sequence[Pack],
    ledger: Ledger,
    kinds: Sequence[str] | None,
    data: Mapping[str, Sequence[Wanted]],
    *,
    zone: tzinfo | None,
    faulty: Sequence[str] = (),
) -> Wanted:
    """The page.

    Parameters
    ----------
    packs, kinds
        All of them, and the kinds that are public.
    data
        The files of the data package of each pack that is shown, by the pack's name.
    zone
        In which days are written.
    faulty
        Datasets that are not in order.
    """
    notes = notes_of(packs, ledger, kinds, data, zone=zone, faulty=faulty)
    known = {"names": _names(notes), "words": {lang: _words(lang) for lang in LANGUAGES}, "until": _until(notes, zone)}
    said = json.dumps([known, sorted((note.sha256, note.said) for note in notes)], ensure_ascii=False)
    said += "".join(template_file(PACKAGE, name) for name in _FILES)

    def write(path: Path) -> None:
        # Locked only when it is written: what has not changed is left alone.
        content = _rendered({**known, "notes": dict(sorted(note.locked() for note in notes))})
        with path.open("xb") as file:  # never through a link that somebody put there
            file.write(content.encode())

    return Wanted(PAGE, f"page {hashlib.sha256(said.encode()).hexdigest()}", write)


def _names(notes: Sequence[Note]) -> dict[str, list[Any]]:
    """The titles of the reports that are shown, and what their files are called: nobody else's stand there in clear."""
    shown = [note for note in notes if note.address and note.said[0] == "current"]
    return {
        "titles": sorted({note.titles for note in shown}),
        "files": sorted({note.address.rpartition("/")[2].rpartition(".")[0] for note in shown}),
    }


def _until(notes: Sequence[Note], zone: tzinfo | None) -> str:
    """The day of the newest decision that the page tells: a copy that somebody kept shows how old it is."""
    newest = max((note.at for note in notes), default=None)
    return "" if newest is None else f"{newest.astimezone(zone):%d/%m/%Y}"


def _rendered(known: dict[str, Any]) -> str:
    css, js = template_file(PACKAGE, "verify.css"), template_file(PACKAGE, "verify.js")
    # What is data must not end the element it stands in.
    data = json.dumps(known, ensure_ascii=False, separators=(",", ":")).replace("<", "\\u003c")
    with written_in("vi"):
        return (
            environment_of(PACKAGE)
            .get_template("verify.html.j2")
            .render(
                words=known["words"]["vi"],
                data=data,
                css=css,
                css_hash=policy_hash(css),
                js=js,
                js_hash=policy_hash(js),
            )
        )


def _words(lang: Language) -> dict[str, str]:
    """What the page says; the script fills the places."""
    with written_in(lang):
        return {**_words_of_page(), **_verdicts(), **_unread()}


def _words_of_page() -> dict[str, str]:
    return {
        "title": tr("Kiểm tra tệp báo cáo"),
        "about": tr(
            "Tệp ai đó chuyển đến có đúng là bản đã công bố ở đây, và còn dùng được? Chọn tệp PDF, HTML, Excel, thư "
            "(.eml) hoặc tệp nén (.zip)."
        ),
        "private": tr("Tệp không rời khỏi máy này: trang tự tính, không gửi gì đi, và chạy cả khi không có mạng."),
        "choose": tr("Chọn tệp, hoặc thả tệp vào đây"),
        "working": tr("Đang kiểm tra…"),
        "until": tr("Danh sách có các quyết định đến ngày {day}; trang đã lưu từ trước không biết quyết định sau đó."),
        "until_none": tr("Chưa có gì được công bố."),
        "back": tr("Danh mục báo cáo"),
        "script": tr("Trang này cần JavaScript; nếu không có, hãy gửi tệp cho cơ quan phát hành để hỏi."),
        "results": tr("Kết quả"),
    }


def _verdicts() -> dict[str, str]:
    return {
        "current": tr("ĐÚNG, LÀ BẢN HIỆN HÀNH: {title}, bản {number}, duyệt ngày {day}"),
        "replaced": tr("ĐÚNG, NHƯNG ĐÃ ĐƯỢC THAY: {title}, bản {number}; từ ngày {day} thay bằng bản {later}"),
        "ended": tr("Từ ngày {day} bản {later} cũng đã thu hồi: không bản nào còn hiệu lực."),
        "withdrawn": tr("ĐÚNG, NHƯNG ĐÃ THU HỒI ngày {day}: {title}, bản {number}. Lý do: {why}"),
        "list": tr("ĐÚNG, LÀ DANH MỤC HIỆN NAY của {title}"),
        "data": tr("ĐÚNG, LÀ SỐ LIỆU HIỆN NAY của {title}"),
        "old list": tr("KHÔNG PHẢI DANH MỤC HIỆN NAY của bộ tài liệu nào: bộ cũ hơn, hoặc danh mục đã bị sửa"),
        "now": tr("Xem bản hiện hành"),
        "illustrative": tr("SỐ LIỆU MINH HỌA"),
        "altered": tr(
            "KHÔNG ĐÚNG NỘI DUNG: tên là của {title}, nhưng nội dung không phải của bản nào đã công bố. Tệp đã bị sửa, "
            "được lưu lại hay in lại, hoặc chưa bao giờ được công bố: hãy hỏi cơ quan phát hành."
        ),
        "called": tr(
            "KHÔNG ĐÚNG NỘI DUNG: tên như tên tệp ở đây, nhưng nội dung không phải của bản nào đã công bố. Tệp đã bị "
            "sửa, được lưu lại hay in lại, hoặc chưa bao giờ được công bố: hãy hỏi cơ quan phát hành."
        ),
        "unknown": tr(
            "KHÔNG CÓ TRONG DANH SÁCH: không phải tệp nào đã công bố ở đây. Bản chỉ gửi riêng cho nơi nhận không có "
            "trong danh sách: hãy hỏi cơ quan phát hành."
        ),
        "mail": tr("THƯ: lời thư không kiểm tra được, chỉ trả lời về tệp kèm"),
        "none": tr("không có tệp kèm"),
        "archive": tr("TỆP NÉN: {current} trong {count} tệp là bản hiện hành"),
    }


def _unread() -> dict[str, str]:
    return {
        "size": tr("KHÔNG MỞ: tệp quá lớn; hãy lưu riêng từng tệp kèm rồi kiểm tra"),
        "depth": tr("KHÔNG MỞ: quá nhiều thư hoặc tệp nén lồng vào nhau"),
        "total": tr("KHÔNG MỞ: nội dung bung ra quá lớn"),
        "files": tr("KHÔNG MỞ: có quá nhiều tệp bên trong"),
        "locked": tr("KHÔNG MỞ: tệp bị khóa hoặc hỏng"),
        "unclear": tr(
            "KHÔNG TIN ĐƯỢC: thư hoặc tệp nén có phần không thuộc tệp nào trong đó, hoặc mỗi chương trình thấy một "
            "khác; hãy lấy từng tệp ra rồi kiểm tra"
        ),
        "disguised": tr(
            "KHÔNG TIN ĐƯỢC: là thư hoặc tệp nén nhưng tên hay kiểu lại là của loại tệp khác, mở ra có thể thấy nội "
            "dung khác"
        ),
        "several": tr("KHÔNG TIN ĐƯỢC: một tệp của nhiều loại cùng lúc, mỗi chương trình thấy một nội dung"),
        "old format": tr(
            "KHÔNG MỞ: thư kiểu .msg của Outlook, hoặc tệp Office kiểu cũ; hãy lưu thư thành .eml, hoặc lưu riêng tệp "
            "kèm"
        ),
        "unreadable": tr("KHÔNG ĐỌC ĐƯỢC: đó là một thư mục, hoặc tệp không còn ở đó"),
    }
