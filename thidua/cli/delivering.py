"""Commands that let finished reports leave the house: review, release, withdraw, send, status."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from dataclasses import replace
from email.policy import SMTP
from typing import TYPE_CHECKING

import click

from thidua.cli.common import SOME_FAILED, cli, clock, complain, desk_of, working
from thidua.errors import ConfigError, DeliveryError
from thidua.project import project_folder
from thidua.registry import Unit, resolve_unit
from thidua.run.ledger_file import open_ledger

if TYPE_CHECKING:
    from datetime import datetime

    from thidua.deliver.mail.post import Desk
    from thidua.deliver.packs import Pack

# What delivers needs what draws reports, and that takes seconds to import: each command imports what it uses.

_dataset = click.option("--dataset", metavar="NAME", help="Dataset, if several have that period.  [default: the one]")
_units = click.option("--unit", "units", multiple=True, metavar="UNIT", help="May be given twice.  [default: all]")
_kinds = click.option("--kind", "kinds", multiple=True, metavar="KIND", help="May be given twice.  [default: all]")
_by = click.option("--by", required=True, metavar="NAME", help="Who decides; stands in the ledger and the catalogue.")


@cli.command()
@click.argument("period")
@_dataset
@click.option("--serve", "is_served", is_flag=True, help="Serve it on 127.0.0.1 until Ctrl+C.  [default: off]")
@click.option("--open", "is_opened", is_flag=True, help="Open it in the browser.  [default: off]")
def review(period: str, dataset: str | None, is_served: bool, is_opened: bool) -> None:
    """Write one page of what moved in a meeting pack, since the same period and since the last revision.

    The page stands beside the pack as review.html and links each edition; nothing leaves the house by it.

    \b
    Examples:
      python run_reports.py review 2023-H1
      python run_reports.py review 2023-H1 --serve
    """
    from thidua.deliver.packs import find_pack, read_packs
    from thidua.deliver.release.review import write_review
    from thidua.deliver.release.serve import serve

    root = project_folder()
    with working(root, "review") as ledger:
        page = write_review(root, find_pack(read_packs(root, ledger), period, dataset), now=clock())
    click.echo(page.relative_to(root).as_posix())
    if is_opened:
        click.launch(page.as_uri())
    if is_served:
        serve(root / "reports", page.relative_to(root / "reports").as_posix(), tell=click.echo)


@cli.command("release")
@click.argument("period")
@_dataset
@_units
@_kinds
@_by
@click.option("--note", default="", metavar="TEXT", help="What is to be remembered.  [default: nothing]")
@click.option("--as-is", is_flag=True, help="Release also what build would make anew; needs --note.  [default: off]")
def release_editions(
    period: str, dataset: str | None, units: tuple[str, ...], kinds: tuple[str, ...], by: str, note: str, as_is: bool
) -> None:
    """Release the editions of PERIOD: they may be mailed from now on, as they are, byte for byte.

    An edition whose files changed since it was built, or whose last build failed, is held, with the reason, and so is
    one whose data, notebook or settings changed since; the others are released. Editions with the names of recipients
    are released only by their own kind (--kind district-names), those without any figure only by their unit or kind.

    \b
    Examples:
      python run_reports.py release 2023-H1 --by "Nguyễn Văn A" --note "họp giao ban 20/6"
      python run_reports.py release 2023-H1 --unit huyen-ba-be --by "Nguyễn Văn A"
    """
    from thidua.deliver.packs import find_pack, read_packs
    from thidua.deliver.release.decide import release
    from thidua.deliver.run_log import log

    root = project_folder()
    with working(root, "release") as ledger:
        pack = find_pack(read_packs(root, ledger), period, dataset)
        named = _found(units, pack)
        done = release(pack, ledger, units=named, kinds=kinds or None, by=by, note=note, now=clock(), as_is=as_is)
        log(root, pack.name, "\n".join(["release --as-is" if as_is else "release", *map(str, done)]), now=clock())
    _tell(done)


@cli.command("withdraw")
@click.argument("period")
@_dataset
@_units
@_kinds
@_by
@click.option("--why", required=True, metavar="TEXT", help="The reason; those who got the reports are told it.")
def withdraw_editions(
    period: str, dataset: str | None, units: tuple[str, ...], kinds: tuple[str, ...], by: str, why: str
) -> None:
    """Withdraw released editions of PERIOD: they are mailed no more, and those who got them are told why.

    \b
    Examples:
      python run_reports.py withdraw 2023-H1 --unit huyen-ba-be --by "Nguyễn Văn A" --why "huyện gửi lại số liệu"
    """
    from thidua.deliver.packs import find_pack, read_packs
    from thidua.deliver.release.decide import withdraw
    from thidua.deliver.run_log import log

    root = project_folder()
    with working(root, "withdraw") as ledger:
        pack = find_pack(read_packs(root, ledger), period, dataset)
        done = withdraw(pack, ledger, units=_found(units, pack), kinds=kinds or None, by=by, why=why, now=clock())
        log(root, pack.name, "\n".join([f"withdraw: {why}", *map(str, done)]), now=clock())
    _tell(done)


@cli.command()
@click.argument("period", required=False)
@_dataset
@click.option("--dry-run", is_flag=True, help="Write the mails as .eml files, send nothing.  [default: off]")
@click.option(
    "--to", metavar="ADDRESS", help="Send a sample of PERIOD to this address, a mail for each role.  [default: off]"
)
@click.option("--arrived", metavar="ID", help="Say of an uncertain mail that it arrived.  [default: off]")
@click.option("--again", metavar="ID", help="Let an uncertain or refused mail go again.  [default: off]")
def send(
    period: str | None, dataset: str | None, dry_run: bool, to: str | None, arrived: str | None, again: str | None
) -> None:
    """Mail what is released and has not gone yet: of PERIOD, or whatever was released lately.

    The whole plan is checked before the first mail: nobody gets an edition of a unit that reports.toml does not give
    them. Each revision goes to each address once, however often this runs. User name and password of the server come
    from THIDUA_SMTP_USER and THIDUA_SMTP_PASSWORD or from the system's keyring. What fails is kept and told to the
    operator.

    \b
    Examples:
      python run_reports.py send 2023-H1 --dry-run
      python run_reports.py send 2023-H1 --to toi@donvi.example
      python run_reports.py send 2023-H1
    """
    from thidua.deliver.mail.plan import released_lately
    from thidua.deliver.mail.post import can_mail, post
    from thidua.deliver.packs import find_pack, read_packs

    root = project_folder()
    with working(root, "send") as ledger:
        desk = desk_of(root, ledger)
        if arrived or again:
            _resolve(desk, arrived, again)
            return
        packs = read_packs(root, ledger)
        if period is not None:
            packs = [find_pack(packs, period, dataset)]
        # Whoever is added to the recipients gets the mail of years ago only if a person names the period.
        since = None if period is not None else released_lately(desk.settings, desk.now())
        if dry_run:
            _write_plan(desk, packs, since)
            return
        if not can_mail(desk.settings):
            raise DeliveryError("reports.toml names no mail server ([mail], server): nothing can be sent")
        if to is not None:
            if period is None:
                raise ConfigError("--to needs a PERIOD: the sample is of one meeting pack")
            _send_sample(desk, packs[0], to)
            return
        sent = post(desk, packs, released_since=since)
    click.echo(f"{sent.sent} sent, {sent.deferred} deferred, {sent.refused} refused, {sent.uncertain} uncertain")
    if sent.deferred or sent.refused or sent.uncertain:
        sys.exit(SOME_FAILED)


@cli.command()
@_dataset
def status(dataset: str | None) -> None:
    """Tell what stands where: editions, their releases and deliveries, what comes next, what waits for a person.

    \b
    Examples:
      python run_reports.py status
    """
    from thidua.deliver.catalogue.status import status_lines
    from thidua.deliver.packs import read_packs
    from thidua.deliver.schedule.occurrences import upcoming
    from thidua.deliver.settings import read_deliver_settings

    root = project_folder()
    settings = read_deliver_settings(root)
    with open_ledger(root) as ledger:
        packs = [each for each in read_packs(root, ledger) if dataset in (None, each.dataset.name)]
        for line in status_lines(packs):
            click.echo(line)
        for step in upcoming(settings, root, ledger, now=clock()):
            click.echo(f"next: {step}")
        for message in ledger.messages(states=("planned", "deferred", "sending", "handed", "refused", "uncertain")):
            click.echo(
                f"mail {message.state}: {message.recipient}, {message.subject} {message.message_id} {message.answer}"
            )


def _found(units: tuple[str, ...], pack: Pack) -> list[Unit] | None:
    last = pack.period.last_day(pack.dataset.basis)
    return [resolve_unit(text, on=last) for text in units] or None


def _tell(done: Sequence[object]) -> None:
    """What was decided on stdout, what was held on stderr; a held edition makes the exit status 1."""
    from thidua.deliver.release.decide import Held

    for each in done:
        click.echo(str(each), err=isinstance(each, Held))
    if any(isinstance(each, Held) for each in done):
        sys.exit(SOME_FAILED)


def _resolve(desk: Desk, arrived: str | None, again: str | None) -> None:
    from thidua.deliver.mail.outbox import resolve

    message_id = str(arrived or again)
    known = desk.ledger.message(message_id)
    if again and known is not None and known.state == "refused":
        if known.items:
            # Composed anew: the address stands, but what may be sent to it, or how large, has been mended.
            desk.ledger.cancel(message_id, at=desk.now(), why="a person lets it go again")
        else:
            desk.ledger.mark(message_id, "planned", at=desk.now(), answer="a person lets it go again")
        click.echo(f"{message_id}: is planned anew with the next send")
        return
    message = resolve(desk.ledger, message_id, arrived=arrived is not None, now=desk.now())
    click.echo(f"{message_id}: {message.state}; {message.answer}")


def _write_plan(desk: Desk, packs: list[Pack], since: datetime | None) -> None:
    """Every mail that would go as a file, its recipient and subject on the screen."""
    from thidua.deliver.mail.post import planned
    from thidua.deliver.mail.spool import waiting

    letters = planned(desk, packs, released_since=since)
    folder = desk.root / "reports" / "dry-run"
    folder.mkdir(parents=True, exist_ok=True)
    for old in folder.glob("*.eml"):
        old.unlink()
    for number, (letter, _) in enumerate(letters, start=1):
        path = folder / f"{number:03d}.eml"
        path.write_bytes(letter.message.as_bytes(policy=SMTP))
        shown = path.relative_to(desk.root).as_posix()
        click.echo(f"would send to {letter.recipient}: {letter.message['Subject']} ({shown})")
    for kept in waiting(desk.root, desk.ledger):
        click.echo(f"waits in the outbox for {kept.recipient}: {kept.message['Subject']}")
    click.echo(f"{len(letters)} would be sent")


def _send_sample(desk: Desk, pack: Pack, to: str) -> None:
    from thidua.deliver.mail.letter import bare_address
    from thidua.deliver.mail.outbox import send_all
    from thidua.deliver.mail.plan import mail_settings, sample_letters
    from thidua.deliver.mail.post import put
    from thidua.deliver.mail.recipients import read_recipients
    from thidua.deliver.mail.spool import waiting
    from thidua.deliver.run_log import log

    recipients = read_recipients(desk.settings, desk.root)
    letters = sample_letters(pack, recipients, desk.ledger, desk.settings, address=bare_address(to), now=desk.now())
    for letter in letters:
        # It delivers nothing: the same report may be looked at as often as one likes.
        put(desk, replace(letter, items=()), purpose="sample")
    ids = {letter.message_id for letter in letters}
    mine = [each for each in waiting(desk.root, desk.ledger) if each.message_id in ids]
    sent = send_all(mine, desk.ledger, mail_settings(desk.settings), now=desk.now, tell=complain)
    log(desk.root, pack.name, f"a sample to {bare_address(to)}: {sent.sent} of {len(letters)} sent", now=desk.now())
    click.echo(f"{sent.sent} of {len(letters)} sent to {bare_address(to)}")
    if sent.sent < len(letters):
        sys.exit(SOME_FAILED)
