"""What is answered, in lines: the verdict first, then what changed since, or what lies in it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, tzinfo

from thidua.deliver.lines import one_line
from thidua.run.ledger.entries import Decision
from thidua.run.standing import Standing
from thidua.speech import say, say_count
from thidua.verify.answer import Answer

LONGEST = 200
FEW = 12
"""So many files of an archive are told each; of more, only those that do not hold."""


@dataclass(frozen=True)
class Teller:
    """Writes answers as lines.

    Attributes
    ----------
    title
        What an edition is called, by its name in the ledger.
    changes
        What differs between two revisions of an edition, a line each; `thidua.verify.changes`.
    compared
        What is told of an altered file beside the genuine one.
    zone
        In which days are written.
    """

    title: Callable[[str], str]
    changes: Callable[[Standing], Sequence[str]]
    compared: Callable[[Answer], Sequence[str]]
    zone: tzinfo | None

    def lines(self, answer: Answer, depth: int = 0) -> Iterator[str]:
        """The lines of one answer, those of what lies in it set in."""
        begin = "  " * depth
        first, *rest = self._of(answer)
        yield f"{begin}{one_line(answer.name, LONGEST)}: {first}"
        yield from (f"{begin}  {line}" for line in rest)
        told = answer.inner
        if answer.kind == "archive" and len(told) > FEW:
            told = tuple(each for each in told if not each.is_current)
        for each in told:
            yield from self.lines(each, depth + 1)

    def _of(self, answer: Answer) -> list[str]:
        if answer.kind == "known":
            return [line for each in answer.found for line in self._standing(each)]
        if answer.kind == "mail":
            return self._mail(answer)
        if answer.kind == "archive":
            return [self._archive(answer)]
        if answer.kind == "altered":
            return [self._altered(answer), *self.compared(answer)]
        if answer.kind == "list":
            return [say("ĐÚNG, LÀ DANH MỤC HIỆN NAY của {title}", title=one_line(answer.of, LONGEST))]
        if answer.kind == "data":
            return [say("ĐÚNG, LÀ SỐ LIỆU HIỆN NAY của {title}", title=one_line(answer.of, LONGEST))]
        if answer.kind == "old list":
            return [say("KHÔNG PHẢI DANH MỤC HIỆN NAY của bộ tài liệu nào: bộ cũ hơn, hoặc danh mục đã bị sửa")]
        if answer.kind == "unread":
            return [_unread(answer.problem)]
        return [say("KHÔNG BIẾT: không phải tệp nào đã lập ở đây, tên cũng không phải tên của báo cáo nào")]

    def _standing(self, found: Standing) -> Iterator[str]:
        title, number = one_line(self.title(found.revision.edition), LONGEST), found.revision.number
        release = found.in_force
        if found.state == "current" and release is not None:
            said = say("ĐÚNG, LÀ BẢN HIỆN HÀNH: {title}, bản {number}", title=title, number=number)
            yield f"{said}, {self._released(release)}"
            if found.newest > number:
                yield say("bản {number} đã lập, chờ người duyệt", number=found.newest)
        elif found.state == "replaced" and found.decision is not None:
            by, day = found.decision, self._day(found.decision.at)
            yield say(
                "ĐÚNG, NHƯNG ĐÃ ĐƯỢC THAY: {title}, bản {number}; từ ngày {day} thay bằng bản {later}",
                title=title,
                number=number,
                day=day,
                later=by.revision,
            )
            if release is None:
                yield say("bản {later} nay cũng đã thu hồi: không bản nào còn hiệu lực", later=by.revision)
            yield from self.changes(found)
        elif found.state == "withdrawn" and found.decision is not None:
            yield say(
                "ĐÚNG, NHƯNG ĐÃ THU HỒI: {title}, bản {number}; {by} thu hồi ngày {day}: {why}",
                title=title,
                number=number,
                by=one_line(found.decision.by, LONGEST),
                day=self._day(found.decision.at),
                why=one_line(found.decision.note, LONGEST),
            )
            if release is not None:
                yield say("bản hiện hành là bản {number}", number=release.revision) + f", {self._released(release)}"
                yield from self.changes(found)
        else:
            yield say("LẬP Ở ĐÂY, NHƯNG CHƯA AI DUYỆT PHÁT HÀNH: {title}, bản {number}", title=title, number=number)
            if release is not None:
                yield say("bản hiện hành là bản {number}", number=release.revision) + f", {self._released(release)}"

    def _released(self, release: Decision) -> str:
        day, by = self._day(release.at), one_line(release.by, LONGEST)
        return say("{by} duyệt ngày {day}", by=by, day=day)

    def _mail(self, answer: Answer) -> list[str]:
        sent = answer.message
        if sent is None:
            said = say("THƯ: sổ không có thư này, hoặc người khác viết; chỉ trả lời về tệp kèm")
        else:
            values = {"recipient": one_line(sent.recipient, LONGEST), "day": self._day(sent.at)}
            if answer.is_whole:
                said = say("ĐÚNG TỪNG CHỮ LÀ THƯ ĐÃ GỬI đến {recipient} ngày {day}", **values)
            else:
                said = say(
                    "THƯ mang số của thư đã gửi đến {recipient} ngày {day}; lời thư có đúng không thì không biết, chỉ "
                    "trả lời về tệp kèm",
                    **values,
                )
        if answer.told:
            return [said, *(f"  {line}" for each in answer.told for line in self._standing(each))]
        return [said] if answer.inner else [said, say("không có tệp kèm")]

    def _archive(self, answer: Answer) -> str:
        files = list(answer.files())
        current = sum(each.is_current for each in files)
        if current == len(files):
            return say_count("TỆP NÉN: cả {count} tệp đều là bản hiện hành", len(files), count=len(files))
        return say("TỆP NÉN: {current} trong {count} tệp là bản hiện hành", current=current, count=len(files))

    def _altered(self, answer: Answer) -> str:
        if len(answer.meant) == 1:
            return say(
                "KHÔNG ĐÚNG NỘI DUNG: tên là của {title}, nhưng không bản nào từng lập có nội dung này; tệp đã bị sửa, "
                "hoặc được lưu lại, in lại",
                title=one_line(self.title(str(answer.meant[0])), LONGEST),
            )
        return say_count(
            "KHÔNG ĐÚNG NỘI DUNG: tên như tên tệp của {count} báo cáo, nhưng không bản nào từng lập có nội dung này",
            len(answer.meant),
            count=len(answer.meant),
        )

    def _day(self, at: datetime) -> str:
        return f"{at.astimezone(self.zone):%d/%m/%Y}"


def _unread(problem: str) -> str:
    """Why a file was not opened, and what to do instead."""
    return {
        "size": say("KHÔNG MỞ: tệp quá lớn; hãy lưu riêng từng tệp kèm rồi kiểm tra"),
        "depth": say("KHÔNG MỞ: quá nhiều thư hoặc tệp nén lồng vào nhau"),
        "total": say("KHÔNG MỞ: nội dung bung ra quá lớn"),
        "files": say("KHÔNG MỞ: có quá nhiều tệp bên trong"),
        "locked": say("KHÔNG MỞ: tệp bị khóa hoặc hỏng"),
        "unclear": say(
            "KHÔNG TIN ĐƯỢC: thư hoặc tệp nén có phần không thuộc tệp nào trong đó, hoặc mỗi chương trình thấy một "
            "khác; hãy lấy từng tệp ra rồi kiểm tra"
        ),
        "disguised": say(
            "KHÔNG TIN ĐƯỢC: là thư hoặc tệp nén nhưng tên hay kiểu lại là của loại tệp khác, mở ra có thể thấy nội "
            "dung khác"
        ),
        "several": say("KHÔNG TIN ĐƯỢC: một tệp của nhiều loại cùng lúc, mỗi chương trình thấy một nội dung"),
        "old format": say(
            "KHÔNG MỞ: thư kiểu .msg của Outlook, hoặc tệp Office kiểu cũ; hãy lưu thư thành .eml, hoặc lưu riêng tệp "
            "kèm"
        ),
    }[problem]
