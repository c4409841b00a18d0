"""What `send` does: mails released reports; what would go, a sample, and a person's word on a mail."""

from __future__ import annotations

import sys
from collections.abc import Collection, Sequence
from dataclasses import replace
from datetime import datetime

import click

from thidua.cli.common import SOME_FAILED, complain
from thidua.cli.doing.working import desk_of, packs_in_order, working
from thidua.deliver.mail.letter import Letter, bare_address
from thidua.deliver.mail.outbox import Sent, resolve, send_all
from thidua.deliver.mail.plan import Sample, is_known, mail_settings, released_lately, sample_letters
from thidua.deliver.mail.post import Desk, can_mail, gate_of, noting, planned, post, put, unsent
from thidua.deliver.mail.recipients import read_recipients
from thidua.deliver.mail.spool import CHANGED, GONE, SpoiltError, clear, unspoilt, waiting
from thidua.deliver.packs import Pack, find_pack
from thidua.deliver.publication.links import link_warnings, show_what_is_linked, size_warnings
from thidua.deliver.run_log import log
from thidua.errors import ConfigError, DeliveryError
from thidua.project import project_folder
from thidua.speech import say

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
        for line in link_warnings(desk.settings, read_recipients(desk.settings, root)):
            complain(line)
        packs = packs_in_order(root, ledger)
        if period is not None:
            packs = [find_pack(packs, period, dataset)]
        # Whoever is added to the recipients gets the mail of years ago only if a person names the period.
        since = None if period is not None else released_lately(desk.settings, desk.now())
        if to is not None and period is None:
            raise ConfigError(say("--to cần một KỲ: thư xem thử là của một bộ tài liệu họp"))
        if dry_run:
            _write_sample(desk, packs[0], to) if to is not None else _write_plan(desk, packs, since)
            return
        if not can_mail(desk.settings):
            raise DeliveryError(say("reports.toml không ghi máy chủ thư ([mail], server): không gửi được gì"))
        if to is not None:
            _send_sample(desk, packs[0], to)
            return
        sent = post(desk, packs, released_since=since)
        reasons = [] if sent != Sent() else unsent(desk, packs, released_since=since)
    click.echo(str(sent))
    for line in reasons:
        click.echo(f"  {line}")
    if not sent.is_all_well:
        sys.exit(SOME_FAILED)


def _resolve(desk: Desk, arrived: str | None, again: str | None) -> None:
    # The run log first, in each case: one that knew less than the ledger would have the person asked once more.
    noted, again_words = noting(desk), "a person lets it go again"
    message_id = str(arrived or again)
    known = desk.ledger.message(message_id)
    if again and known is not None and known.state == "refused":
        if known.answer in (CHANGED, GONE):
            desk.ledger.cancel(message_id, at=desk.now(), why="a person knows that it did not go")
            click.echo(
                say(
                    "{message}: {answer}, nên không gửi được; không nhắc đến nữa",
                    message=message_id,
                    answer=known.answer,
                )
            )
            return
        if known.items:
            # Composed anew: the address stands, but what may be sent to it, or how large, has been mended.
            noted(known, "cancelled", again_words)
            desk.ledger.cancel(message_id, at=desk.now(), why=again_words)
        else:
            noted(known, "planned", again_words)
            desk.ledger.mark(message_id, "planned", at=desk.now(), answer=again_words)
        click.echo(say("{message}: sẽ gửi lại ở lần send tới", message=message_id))
        return
    message = resolve(desk.ledger, message_id, arrived=arrived is not None, now=desk.now(), noted=noted)
    click.echo(f"{message_id}: {message.state}; {message.answer}")


def _write_plan(desk: Desk, packs: list[Pack], since: datetime | None) -> None:
    """Every mail that would go as a file, its recipient and subject on the screen; if there is none, why."""
    plan = planned(desk, packs, released_since=since)
    letters = [letter for letter, _ in plan.letters]
    for letter, shown in _write_letters(desk, letters):
        click.echo(
            say("sẽ gửi cho {recipient}: {subject}", recipient=letter.recipient, subject=letter.subject) + f" ({shown})"
        )
    spoilt = _tell_waiting(desk)
    click.echo(say("sẽ gửi {count} thư", count=len(letters)))
    for held in plan.held:
        complain(say("giữ lại, chưa gửi cho {recipient}: {why}", recipient=held.recipient, why=held.why))
    for line in [] if letters or plan.held else unsent(desk, packs, released_since=since):
        click.echo(f"  {line}")
    if plan.held or spoilt:
        sys.exit(SOME_FAILED)


def _tell_waiting(desk: Desk) -> bool:
    """What stands in the outbox; True if something there is not what was planned, or may not go any more."""
    gate, stopped = gate_of(desk), False
    for file in waiting(desk.root, desk.ledger):
        message = desk.ledger.message(file.message_id)
        if message is None:
            continue
        try:
            why = gate.why_not(message, unspoilt(message, file))
        except SpoiltError as problem:
            why = str(problem)
        stopped = stopped or bool(why)
        if why:
            complain(say("chờ gửi cho {recipient}, và sẽ không được gửi: {why}", recipient=message.recipient, why=why))
        else:
            click.echo(say("chờ gửi cho {recipient}: {subject}", recipient=message.recipient, subject=message.subject))
    return stopped


def _write_sample(desk: Desk, pack: Pack, to: str) -> None:
    """What a sample would look like, mail by mail: for whom it is made, its subject, first lines, attachments."""
    samples = _samples(desk, pack, to)
    written = _write_letters(desk, [sample.letter for sample in samples])
    for sample, (letter, shown) in zip(samples, written, strict=True):
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
            click.echo(say("  đính kèm: {name} ({size} byte)", name=name, size=f"{size:,}"))
    click.echo(say("sẽ gửi {count} thư", count=len(samples)))


def _write_letters(desk: Desk, letters: Sequence[Letter]) -> list[tuple[Letter, str]]:
    """Each letter and the file that it was written to, from the project folder; those of an earlier time are gone."""
    folder = desk.root / "reports" / "dry-run"
    folder.mkdir(parents=True, exist_ok=True)
    for old in folder.glob("*.eml"):
        old.unlink()
    written = []
    for number, letter in enumerate(letters, start=1):
        path = folder / f"{number:03d}.eml"
        path.write_bytes(letter.content)
        written.append((letter, path.relative_to(desk.root).as_posix()))
    return written


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


def _samples(desk: Desk, pack: Pack, to: str) -> list[Sample]:
    recipients = read_recipients(desk.settings, desk.root)
    samples = sample_letters(pack, recipients, desk.ledger, desk.settings, address=bare_address(to), now=desk.now())
    for line in size_warnings([sample.letter for sample in samples], desk.settings):
        complain(line)
    return samples


def _send_sample(desk: Desk, pack: Pack, to: str) -> None:
    if not is_known(bare_address(to), read_recipients(desk.settings, desk.root), desk.settings):
        complain(
            say("{address} không có trong reports.toml, và nhận những bản có thể chưa duyệt", address=bare_address(to))
        )
    letters = [sample.letter for sample in _samples(desk, pack, to)]
    for letter in letters:
        # It delivers nothing: the same report may be looked at as often as one likes.
        put(desk, replace(letter, items=()), purpose="sample")
    ids = {letter.message_id for letter in letters}
    mine = [each for each in waiting(desk.root, desk.ledger) if each.message_id in ids]
    try:
        sent = send_all(
            mine, desk.ledger, mail_settings(desk.settings), now=desk.now, tell=complain, noted=noting(desk)
        )
    finally:
        _cancel_waiting(desk, ids)
    log(desk.root, pack.name, f"a sample to {bare_address(to)}: {sent.sent} of {len(letters)} sent", now=desk.now())
    click.echo(
        say(
            "đã gửi {sent} trong {count} thư đến {address}",
            sent=sent.sent,
            count=len(letters),
            address=bare_address(to),
        )
    )
    if sent.sent < len(letters):
        sys.exit(SOME_FAILED)


def _cancel_waiting(desk: Desk, ids: Collection[str]) -> None:
    """A sample that did not go at once goes no more: days later it would show what may be withdrawn by then."""
    for message in desk.ledger.messages(states=("planned", "deferred")):
        if message.message_id in ids:
            desk.ledger.cancel(message.message_id, at=desk.now(), why="a sample goes at once or not at all")
    clear(desk.root, desk.ledger)
