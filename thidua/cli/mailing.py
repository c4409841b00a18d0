"""The command that mails released reports: send; what would go, a sample, and a person's word on a mail."""

from __future__ import annotations

import sys
from collections.abc import Collection, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

import click

from thidua.cli.common import SOME_FAILED, complain, dataset_option, desk_of, packs_in_order, working, works
from thidua.errors import ConfigError, DeliveryError
from thidua.project import project_folder

if TYPE_CHECKING:
    from datetime import datetime

    from thidua.deliver.mail.letter import Letter
    from thidua.deliver.mail.plan import Sample
    from thidua.deliver.mail.post import Desk
    from thidua.deliver.packs import Pack

FIRST_LINES = 8
"""So much of a sample's text is shown on the screen; its file has the whole of it."""

# What delivers needs what draws reports, and that takes seconds to import: each step imports what it uses.


@click.command()
@click.argument("period", required=False)
@dataset_option
@click.option("--dry-run", is_flag=True, help="Write the mails as .eml files, send nothing.  [default: off]")
@click.option(
    "--to",
    metavar="ADDRESS",
    help="Send a sample of PERIOD here, released or not, never what was withdrawn.  [default: off]",
)
@click.option("--arrived", metavar="ID", help="Say of an uncertain mail that it arrived.  [default: off]")
@click.option("--again", metavar="ID", help="Let an uncertain or refused mail go again.  [default: off]")
@works
def send(
    period: str | None,
    dataset: str | None,
    dry_run: bool,
    to: str | None,
    arrived: str | None,
    again: str | None,
    take_over: str | None,
) -> None:
    """Mail what is released and has not gone yet: of PERIOD, or whatever was released lately.

    If nothing goes, it says why. The whole plan is checked before the first mail: nobody gets an edition of a unit
    that reports.toml does not give them. Each revision goes to each address once, however often this runs. A sample
    shows a mail of each role as it stands, editions with names only to an address that may have them. User name and
    password of the server come from THIDUA_SMTP_USER and THIDUA_SMTP_PASSWORD or from the system's keyring. What
    fails is kept and told to the operator.

    \b
    Examples:
      python run_reports.py send 2023-H1 --dry-run
      python run_reports.py send 2023-H1 --to toi@donvi.example --dry-run
      python run_reports.py send 2023-H1 --to toi@donvi.example
      python run_reports.py send 2023-H1
    """
    from thidua.deliver.mail.outbox import Sent
    from thidua.deliver.mail.plan import released_lately
    from thidua.deliver.mail.post import can_mail, post, unsent
    from thidua.deliver.mail.recipients import read_recipients
    from thidua.deliver.packs import find_pack
    from thidua.deliver.publication.links import link_warnings, show_what_is_linked

    root = project_folder()
    with working(root, "send", take_over=take_over) as ledger:
        desk = desk_of(root, ledger)
        if arrived or again:
            _resolve(desk, arrived, again)
            return
        try:
            show_what_is_linked(root, ledger, desk.settings, zone=desk.now().tzinfo, tell=complain)
        except ConfigError as problem:
            complain(f"{problem}; mails whose links would lead nowhere are held")
        for line in link_warnings(desk.settings, read_recipients(desk.settings, root)):
            complain(line)
        packs = packs_in_order(root, ledger)
        if period is not None:
            packs = [find_pack(packs, period, dataset)]
        # Whoever is added to the recipients gets the mail of years ago only if a person names the period.
        since = None if period is not None else released_lately(desk.settings, desk.now())
        if to is not None and period is None:
            raise ConfigError("--to needs a PERIOD: the sample is of one meeting pack")
        if dry_run:
            _write_sample(desk, packs[0], to) if to is not None else _write_plan(desk, packs, since)
            return
        if not can_mail(desk.settings):
            raise DeliveryError("reports.toml names no mail server ([mail], server): nothing can be sent")
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
    from thidua.deliver.mail.outbox import resolve
    from thidua.deliver.mail.post import noting
    from thidua.deliver.mail.spool import CHANGED, GONE

    # The run log first, in each case: one that knew less than the ledger would have the person asked once more.
    noted, again_words = noting(desk), "a person lets it go again"
    message_id = str(arrived or again)
    known = desk.ledger.message(message_id)
    if again and known is not None and known.state == "refused":
        if known.answer in (CHANGED, GONE):
            desk.ledger.cancel(message_id, at=desk.now(), why="a person knows that it did not go")
            click.echo(f"{message_id}: {known.answer}, so it cannot go; nothing more is said of it")
            return
        if known.items:
            # Composed anew: the address stands, but what may be sent to it, or how large, has been mended.
            noted(known, "cancelled", again_words)
            desk.ledger.cancel(message_id, at=desk.now(), why=again_words)
        else:
            noted(known, "planned", again_words)
            desk.ledger.mark(message_id, "planned", at=desk.now(), answer=again_words)
        click.echo(f"{message_id}: is planned anew with the next send")
        return
    message = resolve(desk.ledger, message_id, arrived=arrived is not None, now=desk.now(), noted=noted)
    click.echo(f"{message_id}: {message.state}; {message.answer}")


def _write_plan(desk: Desk, packs: list[Pack], since: datetime | None) -> None:
    """Every mail that would go as a file, its recipient and subject on the screen; if there is none, why."""
    from thidua.deliver.mail.post import planned, unsent

    plan = planned(desk, packs, released_since=since)
    letters = [letter for letter, _ in plan.letters]
    for letter, shown in _write_letters(desk, letters):
        click.echo(f"would send to {letter.recipient}: {letter.subject} ({shown})")
    spoilt = _tell_waiting(desk)
    click.echo(f"{len(letters)} would be sent")
    for held in plan.held:
        complain(f"held for {held.recipient}: {held.why}")
    for line in [] if letters or plan.held else unsent(desk, packs, released_since=since):
        click.echo(f"  {line}")
    if plan.held or spoilt:
        sys.exit(SOME_FAILED)


def _tell_waiting(desk: Desk) -> bool:
    """What stands in the outbox; True if something there is not what was planned, or may not go any more."""
    from thidua.deliver.mail.post import gate_of
    from thidua.deliver.mail.spool import SpoiltError, unspoilt, waiting

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
            complain(f"waits in the outbox for {message.recipient}, and would not go: {why}")
        else:
            click.echo(f"waits in the outbox for {message.recipient}: {message.subject}")
    return stopped


def _write_sample(desk: Desk, pack: Pack, to: str) -> None:
    """What a sample would look like, mail by mail: for whom it is made, its subject, first lines, attachments."""
    samples = _samples(desk, pack, to)
    written = _write_letters(desk, [sample.letter for sample in samples])
    for sample, (letter, shown) in zip(samples, written, strict=True):
        click.echo(f"would send to {letter.recipient}: {letter.subject} ({shown})")
        like = ", ".join(f"{each.name} <{each.address}>" for each in sample.like)
        click.echo(f"  as {len(sample.like)} of role {sample.role} get it, the first of them: {like}")
        for line in _first_lines(letter):
            click.echo(f"  | {line}")
        for name, size in _attached(letter):
            click.echo(f"  attached: {name} ({size:,} bytes)")
    click.echo(f"{len(samples)} would be sent")


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
    from thidua.deliver.mail.letter import bare_address
    from thidua.deliver.mail.plan import sample_letters
    from thidua.deliver.mail.recipients import read_recipients
    from thidua.deliver.publication.links import size_warnings

    recipients = read_recipients(desk.settings, desk.root)
    samples = sample_letters(pack, recipients, desk.ledger, desk.settings, address=bare_address(to), now=desk.now())
    for line in size_warnings([sample.letter for sample in samples], desk.settings):
        complain(line)
    return samples


def _send_sample(desk: Desk, pack: Pack, to: str) -> None:
    from thidua.deliver.mail.letter import bare_address
    from thidua.deliver.mail.outbox import send_all
    from thidua.deliver.mail.plan import is_known, mail_settings
    from thidua.deliver.mail.post import noting, put
    from thidua.deliver.mail.recipients import read_recipients
    from thidua.deliver.mail.spool import waiting
    from thidua.deliver.run_log import log

    if not is_known(bare_address(to), read_recipients(desk.settings, desk.root), desk.settings):
        complain(f"{bare_address(to)} is not in reports.toml, and gets what may not be released yet")
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
    click.echo(f"{sent.sent} of {len(letters)} sent to {bare_address(to)}")
    if sent.sent < len(letters):
        sys.exit(SOME_FAILED)


def _cancel_waiting(desk: Desk, ids: Collection[str]) -> None:
    """A sample that did not go at once goes no more: days later it would show what may be withdrawn by then."""
    from thidua.deliver.mail.spool import clear

    for message in desk.ledger.messages(states=("planned", "deferred")):
        if message.message_id in ids:
            desk.ledger.cancel(message.message_id, at=desk.now(), why="a sample goes at once or not at all")
    clear(desk.root, desk.ledger)
