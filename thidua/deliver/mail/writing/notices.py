"""The mails beside the reports: a reminder to a unit, the withdrawal of what was sent, a notice to the operator."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from email.utils import parseaddr

from thidua.deliver.lines import one_line
from thidua.deliver.mail.writing.body import (
    Block,
    Body,
    Mark,
    Paragraph,
    Points,
    html_body,
    invented,
    text_body,
    wrapped,
)
from thidua.deliver.mail.writing.headers import subject_line
from thidua.deliver.mail.writing.letter import Content, Envelope, Letter, write_letter
from thidua.deliver.settings import MailSettings, RecipientSettings
from thidua.present.language import language, tr, written_in


def sender_name(mail: MailSettings) -> str:
    """Who writes, as readers are told: name and address."""
    name, address = parseaddr(mail.sender)
    return one_line(f"{name} ({address})" if name else address)


def subject_of(heading: str, mark: Mark | None, *, sample: bool = False) -> str:
    """The subject: whether it is a sample, the field, the mark of what is in it, then what it is about."""
    first = f"[{tr('Gửi thử')}] " if sample else ""
    marked = f"[{mark.words}] " if mark else ""
    return f"{first}[{tr('Thi đua, khen thưởng')}] {marked}{heading}"


def reminder(
    to: RecipientSettings,
    *,
    unit_name: str,
    label: str,
    due: date,
    missing: Sequence[str],
    faulty: Sequence[str],
    unusual: Sequence[str],
    mail: MailSettings,
    now: datetime,
    key: str,
    illustrative: bool = False,
) -> Letter:
    """Tell a unit what it has not sent, what has errors and which figure is unusual.

    Parameters
    ----------
    label
        The period in words: "6 tháng đầu năm 2023".
    due
        The day on which the figures are due.
    missing, faulty, unusual
        One line each: a form or list; a file with its errors; a figure with what was expected.
    key
        Tells one reminder from the next; with the same key it is the same mail.
    """
    from thidua.present.numbers import write_date

    with written_in(to.lang):
        unit, period = one_line(unit_name), one_line(label)
        heading = tr("Số liệu {period} – {unit}", period=period, unit=unit)
        day = write_date(due)
        blocks: list[Block] = [
            Paragraph(tr("Kính gửi: {name}", name=one_line(to.name))),
            Paragraph(
                tr("Số liệu {period} của {unit} cần có trước hết ngày {day}.", period=period, unit=unit, day=day),
                is_strong=True,
            ),
        ]
        for title, lines in (
            (tr("Chưa nhận được"), missing),
            (tr("Có lỗi, xin sửa và gửi lại"), faulty),
            (tr("Thay đổi bất thường, xin kiểm tra; nếu đúng thì không cần gửi lại"), unusual),
        ):
            if lines:
                blocks.append(Points(title, tuple(one_line(line) for line in lines)))
        if not (missing or faulty or unusual):
            blocks.append(Paragraph(tr("Đã nhận đủ, không có lỗi.")))
        blocks.append(Paragraph(tr("Nếu đã gửi sau khi có thư này, xin bỏ qua.")))
        envelope = _envelope(to, mail, now, "", ["reminder", key])
        return _letter(envelope, heading, blocks, illustrative)


def withdrawal(
    to: RecipientSettings,
    *,
    titles: Sequence[str],
    why: str,
    mail: MailSettings,
    now: datetime,
    pack: str,
    items: Sequence[tuple[str, int]],
    key: str,
    illustrative: bool = False,
) -> Letter:
    """Tell a recipient that reports they got before are withdrawn, why, and not to use them.

    Parameters
    ----------
    titles
        What the reports are called, in the order of the pack.
    why
        The reason a person gave when withdrawing.
    items
        Edition and revision of each report, as they were sent.
    """
    with written_in(to.lang):
        named = tuple(one_line(title) for title in titles)
        others = tr(" và {count} báo cáo khác", count=len(named) - 1) if len(named) > 1 else ""
        heading = tr("Thu hồi: {title}{others}", title=named[0], others=others)
        blocks: list[Block] = [
            Paragraph(tr("Kính gửi: {name}", name=one_line(to.name))),
            Paragraph(tr("Các báo cáo sau đây đã gửi trước nay được thu hồi; xin không dùng, không chuyển tiếp.")),
            Points(tr("Báo cáo được thu hồi"), named),
            Points(tr("Lý do"), (one_line(why),)),
            Paragraph(tr("Bản thay thế, nếu có, sẽ được gửi trong thư khác.")),
        ]
        envelope = _envelope(to, mail, now, pack, ["withdrawal", key, sorted(items)])
        return _letter(envelope, heading, blocks, illustrative, items)


def notice(mail: MailSettings, subject: str, lines: Sequence[str], now: datetime, key: str) -> Letter:
    """Tell the operator, in English and plain text, what needs them; a line set in is a command, and stays whole."""
    text = "\n".join(f"  {one_line(line)}" if line[:2] == "  " else wrapped(one_line(line)) for line in lines) + "\n"
    envelope = Envelope(parseaddr(mail.operator)[0], mail.operator, mail, now, "", ["notice", key])
    return write_letter(envelope, Content(f"[thidua] {subject_line(subject)}", text, lang="en"))


def _envelope(to: RecipientSettings, mail: MailSettings, now: datetime, pack: str, key: Sequence[object]) -> Envelope:
    return Envelope(to.name, to.address, mail, now, pack, key)


def _letter(
    envelope: Envelope,
    heading: str,
    blocks: Sequence[Block],
    illustrative: bool,
    items: Sequence[tuple[str, int]] = (),
) -> Letter:
    mark = invented() if illustrative else None
    body = Body(heading, mark, tuple(blocks), sender_name(envelope.mail))
    subject = subject_of(heading, mark)
    return write_letter(envelope, Content(subject, text_body(body), html_body(body), lang=language()), items)
