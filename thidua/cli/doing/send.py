"""What `send` does: mails released reports; what would go, a sample, and a person's word on a mail."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from datetime import datetime

import click

from thidua.cli.common import SOME_FAILED, complain
from thidua.cli.doing.working import desk_of, packs_in_order, working
from thidua.deliver.mail import send as steps
from thidua.deliver.mail.desk import Desk
from thidua.deliver.mail.hand_over import Sent
from thidua.deliver.mail.sample import is_known, samples, send_samples, would_go, write_letters
from thidua.deliver.mail.settle import take_word
from thidua.deliver.mail.unsent import why_unsent
from thidua.deliver.mail.writing.letter import Letter, bare_address
from thidua.deliver.packs import Pack, find_pack
from thidua.deliver.publication.links import link_warnings, show_what_is_linked
from thidua.errors import ConfigError, DeliveryError
from thidua.project import project_folder
from thidua.run.ledger.entries import Message
from thidua.speech import say, say_number

FIRST_LINES = 8
"""So much of a sample's text is shown on the screen; its file has the whole of it."""


def send(
    period: str | None,
    dataset: str | None,
    dry_run: bool,
    to: str | None,
    arrived: str | None,
    again: str | None,
    take_over: str | None,
) -> None:
    """Mail what is released and has not gone yet, or show what would go."""
    if arrived and again:
        raise ConfigError(say("--arrived và --again cùng nói về một thư; chỉ ghi một"))
    if (arrived or again) and (dry_run or to is not None or period is not None):
        raise ConfigError(say("--arrived, --again đi một mình: không kèm KỲ, --to hay --dry-run"))
    root = project_folder()
    with working(root, "send", take_over=take_over) as ledger:
        desk = desk_of(root, ledger)
        if arrived or again:
            _resolve(desk, arrived, again)
            return
        try:
            show_what_is_linked(root, ledger, desk.settings, zone=desk.now().tzinfo, tell=complain)
        except ConfigError as problem:
            complain(say("{problem}; thư có liên kết không dẫn đến đâu được giữ lại", problem=problem))
        for line in link_warnings(desk.settings, desk.recipients):
            complain(line)
        packs = packs_in_order(root, ledger)
        if period is not None:
            packs = [find_pack(packs, period, dataset)]
        # Whoever is added to the recipients gets the mail of years ago only if a person names the period.
        since = None if period is not None else desk.released_lately
        if to is not None and period is None:
            raise ConfigError(say("--to cần một KỲ: thư xem thử là của một bộ tài liệu họp"))
        if dry_run:
            _write_sample(desk, packs[0], to) if to is not None else _write_plan(desk, packs, since)
            return
        if not desk.can_mail:
            raise DeliveryError(say("reports.toml không ghi máy chủ thư ([mail], server): không gửi được gì"))
        if to is not None:
            _send_sample(desk, packs[0], to)
            return
        sent = steps.send(desk, packs, released_since=since)
        reasons = [] if sent != Sent() else why_unsent(desk, packs, released_since=since)
    click.echo(str(sent))
    for line in reasons:
        click.echo(f"  {line}")
    if not sent.is_all_well:
        sys.exit(SOME_FAILED)


def _resolve(desk: Desk, arrived: str | None, again: str | None) -> None:
    message_id = str(arrived or again)
    word = take_word(desk, message_id, arrived=arrived is not None)
    if word.is_lost:
        answer = word.before.answer
        click.echo(
            say("{message}: {answer}, nên không gửi được; không nhắc đến nữa", message=message_id, answer=answer)
        )
    elif word.before.state == "refused":
        click.echo(say("{message}: sẽ gửi lại ở lần send tới", message=message_id))
    else:
        click.echo(f"{message_id}: {word.after.state}; {word.after.answer}")


def _write_plan(desk: Desk, packs: list[Pack], since: datetime | None) -> None:
    """Every mail that would go as a file, its recipient and subject on the screen; if there is none, why."""
    plan = steps.letters_to_go(desk, packs, released_since=since)
    letters = [letter for letter, _ in plan.letters]
    for letter, shown in _written(desk, letters):
        click.echo(
            say("sẽ gửi cho {recipient}: {subject}", recipient=letter.recipient, subject=letter.subject) + f" ({shown})"
        )
    waiting = would_go(desk)
    _tell_waiting(waiting)
    click.echo(say("sẽ gửi {count} thư", count=len(letters)))
    for held in plan.held:
        complain(say("giữ lại, chưa gửi cho {recipient}: {why}", recipient=held.recipient, why=held.why))
    for line in [] if letters or plan.held else why_unsent(desk, packs, released_since=since):
        click.echo(f"  {line}")
    if plan.held or any(why for _, why in waiting):
        sys.exit(SOME_FAILED)


def _tell_waiting(waiting: Sequence[tuple[Message, str]]) -> None:
    """What stands in the outbox, and what of it may not go any more."""
    for message, why in waiting:
        if why:
            complain(say("chờ gửi cho {recipient}, và sẽ không được gửi: {why}", recipient=message.recipient, why=why))
        else:
            click.echo(say("chờ gửi cho {recipient}: {subject}", recipient=message.recipient, subject=message.subject))


def _write_sample(desk: Desk, pack: Pack, to: str) -> None:
    """What a sample would look like, mail by mail: for whom it is made, its subject, first lines, attachments."""
    found = samples(desk, pack, to)
    written = _written(desk, [sample.letter for sample in found])
    for sample, (letter, shown) in zip(found, written, strict=True):
        click.echo(
            say("sẽ gửi cho {recipient}: {subject}", recipient=letter.recipient, subject=letter.subject) + f" ({shown})"
        )
        like = ", ".join(f"{each.name} <{each.address}>" for each in sample.like)
        click.echo(
            say(
                "  như {count} người có vai trò {role} nhận, trước hết là: {who}",
                count=len(sample.like),
                role=sample.role,
                who=like,
            )
        )
        for line in _first_lines(letter):
            click.echo(f"  | {line}")
        for name, size in _attached(letter):
            click.echo(say("  đính kèm: {name} ({size} byte)", name=name, size=say_number(size)))
    click.echo(say("sẽ gửi {count} thư", count=len(found)))


def _written(desk: Desk, letters: Sequence[Letter]) -> list[tuple[Letter, str]]:
    """Each letter and the file that it was written to, from the project folder."""
    paths = write_letters(desk, letters)
    return [(letter, path.relative_to(desk.root).as_posix()) for letter, path in zip(letters, paths, strict=True)]


def _first_lines(letter: Letter) -> list[str]:
    """The first lines of the plain text that are not blank."""
    plain = next(part for part in letter.message.walk() if part.get_content_type() == "text/plain")
    text = plain.get_payload(decode=True)
    lines = text.decode() if isinstance(text, bytes) else str(text)
    return [line.rstrip() for line in lines.splitlines() if line.strip()][:FIRST_LINES]


def _attached(letter: Letter) -> list[tuple[str, int]]:
    """Name and size of each attached file."""
    parts = [part for part in letter.message.walk() if part.get_content_disposition() == "attachment"]
    return [(str(part.get_filename()), len(part.get_payload(decode=True) or b"")) for part in parts]


def _send_sample(desk: Desk, pack: Pack, to: str) -> None:
    address = bare_address(to)
    if not is_known(desk, address):
        complain(say("{address} không có trong reports.toml, và nhận những bản có thể chưa duyệt", address=address))
    letters = [sample.letter for sample in samples(desk, pack, address)]
    sent = send_samples(desk, pack, letters, address)
    click.echo(
        say("đã gửi {sent} trong {count} thư đến {address}", sent=sent.sent, count=len(letters), address=address)
    )
    if sent.sent < len(letters):
        sys.exit(SOME_FAILED)
