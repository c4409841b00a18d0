"""The mail that brings released reports to one person: one, or as many as the server's limit asks for.

What it says is in ``contents``; the other mails, in ``notices``.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from email.message import Message

from thidua.called import program
from thidua.deliver.allowed import may_be_public
from thidua.deliver.mail.digest import Digest, chart_png, read_digest
from thidua.deliver.mail.writing.attachments import attachment, file_name
from thidua.deliver.mail.writing.body import Body, Mark, html_body, invented, not_issued, text_body
from thidua.deliver.mail.writing.contents import Item, blocks, heading, judge_repeated
from thidua.deliver.mail.writing.enclosures import Enclosure
from thidua.deliver.mail.writing.letter import Content, Envelope, Letter, picture_id, write_letter
from thidua.deliver.mail.writing.notices import sender_name, subject_of
from thidua.deliver.publication.shown import is_shown
from thidua.deliver.settings import MailSettings, PublishSettings, RecipientSettings, RoleSettings, Sends
from thidua.errors import DeliveryError
from thidua.present.language import language, written_in

MEGABYTE = 1_000_000
_SLACK = 1_000
"""What "1/2" in subject and body, and a server's own lines, may add to a mail that was measured without them."""


@dataclass(frozen=True)
class _Task:
    """What all mails of one call share."""

    to: RecipientSettings
    pack: str
    mail: MailSettings
    publish: PublishSettings
    now: datetime
    sample: bool
    sends: Sends

    @property
    def limit(self) -> int:
        return int(self.mail.limit_mb * MEGABYTE)


def report_letters(
    to: RecipientSettings,
    role: RoleSettings,
    enclosures: Sequence[Enclosure],
    *,
    pack: str,
    mail: MailSettings,
    publish: PublishSettings | None = None,
    now: datetime,
    sample: bool = False,
) -> list[Letter]:
    """Write the mail of one recipient for one meeting pack; several where one would be larger than the server takes.

    Parameters
    ----------
    to, role
        Who gets it, in which language, and how: files attached, body only, or links.
    enclosures
        The released revisions that they are entitled to and have not got, in the order of the pack; at least one.
    pack
        Its name, "illustrative/2023-H1": all its mails stand in one thread.
    publish
        What is public and where readers find it; None if nothing is to be linked.
    now
        The time the mail is dated, with its time zone.
    sample
        Whether it only shows what others would get; its subject says so.

    Raises
    ------
    DeliveryError
        If a notebook or file cannot be read; if files are too large to attach, or are to be linked, and may not be
        linked or, of a mail that is no sample, do not stand in the public folder now; if an address is not one address.
    """
    if not enclosures:
        raise ValueError("a mail needs at least one enclosure")
    with written_in(to.lang):
        task = _Task(to, pack, mail, publish or PublishSettings(), now, sample, role.sends)
        if role.sends == "link":
            _check_links(task, enclosures)
        items = [Item(each, read_digest(each.notebook), role.sends) for each in _lead_first(enclosures)]
        whole = _letter(task, items, None)
        if _fits(task, whole):
            _check_shown(task, items)
            return [whole]
        groups = _groups(task, items)
        _check_shown(task, [item for group in groups for item in group])
        return [
            _letter(task, group, (number, len(groups)) if len(groups) > 1 else None)
            for number, group in enumerate(groups, start=1)
        ]


def _check_links(task: _Task, enclosures: Sequence[Enclosure]) -> None:
    """Refuse links to what is not in the public folder; ``settings`` says it of a role before anything is sent."""
    for each in enclosures:
        if not _may_link(task, each):
            raise DeliveryError(
                f"{each.edition}: role {task.to.role} gets links, but this report is not public, or nothing says where "
                'readers find what is; see [publish] in reports.toml, or write sends = "attachments"'
            )


def _check_shown(task: _Task, items: Sequence[Item]) -> None:
    """Hold a mail whose links would lead nowhere, or to another revision; a sample shows what they will look like."""
    for item in items if not task.sample else ():
        each = item.enclosure
        if item.sends == "link" and not is_shown(each.edition, each.files, task.publish.folder):
            raise DeliveryError(
                f"{each.edition}: it is to be linked, and is not in the public folder as it was released; "
                f"`{program()} status` says what keeps it out"
            )


def _may_link(task: _Task, enclosure: Enclosure) -> bool:
    return bool(task.publish.address) and may_be_public(enclosure.edition, task.publish.kinds)


def _lead_first(enclosures: Sequence[Enclosure]) -> list[Enclosure]:
    """The province's report, then the others as they stand: a mail tells the figures of its first report."""
    return sorted(enclosures, key=lambda each: each.edition.unit.level != "province")


def _small_enough(task: _Task, item: Item) -> Item:
    """The item, its files pointed to instead of attached if they would fill more than one mail."""
    enclosure = item.enclosure
    if item.sends != "attachments" or _fits(task, _letter(task, [item], None)):
        return item
    if not _may_link(task, enclosure):
        sizes = ", ".join(f"{path.name} {path.stat().st_size:,} bytes" for path in enclosure.files.values())
        raise DeliveryError(
            f"{enclosure.edition}: {sizes} do not fit into one mail of {task.mail.limit_mb:g} MB (files grow by a "
            "third on their way), and they may not be linked instead; raise limit_mb in reports.toml, [mail], or send "
            "fewer formats"
        )
    return replace(item, sends="link")


def _groups(task: _Task, items: list[Item]) -> list[list[Item]]:
    """The items of each mail, as many as fit, in their order."""
    groups: list[list[Item]] = []
    for item in (_small_enough(task, each) for each in items):
        if groups and _fits(task, _letter(task, [*groups[-1], item], None)):
            groups[-1].append(item)
            continue
        groups.append([item])
        if not _fits(task, _letter(task, [item], None)):
            raise DeliveryError(
                f"{item.enclosure.edition}: its mail is too large even without files; raise limit_mb in "
                f"reports.toml, [mail] (now {task.mail.limit_mb:g})"
            )
    return groups


def _fits(task: _Task, letter: Letter) -> bool:
    """Whether the server takes the mail: its bytes as they are sent, base64 and all."""
    return len(letter.content) + _SLACK <= task.limit


def _letter(task: _Task, items: list[Item], part: tuple[int, int] | None) -> Letter:
    title = heading(items) + (f" ({part[0]}/{part[1]})" if part else "")
    mark = mark_of([item.digest for item in items])
    keys = [item.key for item in items]
    key = ["reports", sorted(keys), list(part or (1, 1))]
    envelope = Envelope(task.to.name, task.to.address, task.mail, task.now, task.pack, key)
    said = blocks(items, name=task.to.name, address=task.publish.address, part=part, content_id=picture_id(envelope))
    body = Body(title, mark, said, sender_name(task.mail))
    chart = items[0].digest.chart
    text = text_body(body)
    judge_repeated(text, items)
    content = Content(
        subject=subject_of(title, mark, sample=task.sample),
        text=text,
        html=html_body(body),
        picture=chart_png(chart.svg) if chart else None,
        attachments=_attachments(items),
        lang=language(),
    )
    too_large = [str(item.enclosure.edition) for item in items if item.sends == "link" and task.sends != "link"]
    return replace(write_letter(envelope, content, keys), too_large=tuple(too_large))


def mark_of(digests: Sequence[Digest]) -> Mark | None:
    """What the mail says first of what is in it: the most serious thing that one of its reports says of itself."""
    if any(digest.illustrative for digest in digests):
        return invented()
    return next((not_issued(digest.mark) for digest in digests if digest.mark), None)


def _attachments(items: list[Item]) -> tuple[Message, ...]:
    names: list[str] = []
    parts = []
    for item in items:
        for extension, path in item.enclosure.files.items() if item.sends == "attachments" else ():
            names.append(file_name(item.enclosure.title, extension, taken=names))
            parts.append(attachment(path, names[-1]))
    return tuple(parts)
