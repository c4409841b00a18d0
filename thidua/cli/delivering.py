"""Commands that let finished reports leave the house: review, release, withdraw, status."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from thidua.cli.common import (
    SOME_FAILED,
    clock,
    complain,
    dataset_option,
    packs_in_order,
    tell_faults,
    told,
    working,
    works,
)
from thidua.errors import ConfigError
from thidua.project import project_folder
from thidua.registry import Unit, resolve_in
from thidua.run.holding.machine import this_host
from thidua.run.ledger.view import view_ledger

if TYPE_CHECKING:
    from thidua.deliver.packs import Pack
    from thidua.run.ledger.message_states import MessageState

# What delivers needs what draws reports, and that takes seconds to import: each command imports what it uses.

_units = click.option("--unit", "units", multiple=True, metavar="UNIT", help="May be given twice.  [default: all]")
_kinds = click.option("--kind", "kinds", multiple=True, metavar="KIND", help="May be given twice.  [default: all]")
_by = click.option("--by", required=True, metavar="NAME", help="Who decides; stands in the ledger and the catalogue.")


@click.command()
@click.argument("period")
@dataset_option
@click.option("--serve", "is_served", is_flag=True, help="Serve it on 127.0.0.1 until Ctrl+C.  [default: off]")
@click.option("--open", "is_opened", is_flag=True, help="Open it in the browser.  [default: off]")
@works
def review(period: str, dataset: str | None, is_served: bool, is_opened: bool, take_over: str | None) -> None:
    """Write one page of what moved in a meeting pack, since the same period and since the last revision.

    The page stands beside the pack as review.html and links each edition; nothing leaves the house by it.

    \b
    Examples:
      python run_reports.py review 2023-H1
      python run_reports.py review 2023-H1 --serve
    """
    from thidua.deliver.packs import find_pack
    from thidua.deliver.release.review import write_review
    from thidua.deliver.release.serve import serve

    root = project_folder()
    with working(root, "review", take_over=take_over) as ledger:
        page = write_review(root, find_pack(packs_in_order(root, ledger), period, dataset), now=clock())
    click.echo(page.relative_to(root).as_posix())
    if is_opened:
        click.launch(page.as_uri())
    if is_served:
        serve(root / "reports", page.relative_to(root / "reports").as_posix(), tell=click.echo)


@click.command("release")
@click.argument("period")
@dataset_option
@_units
@_kinds
@_by
@click.option("--note", default="", metavar="TEXT", help="What is to be remembered.  [default: nothing]")
@click.option("--as-is", is_flag=True, help="Also what build would make anew; needs --note.  [default: off]")
@works
def release_editions(
    period: str,
    dataset: str | None,
    units: tuple[str, ...],
    kinds: tuple[str, ...],
    by: str,
    note: str,
    as_is: bool,
    take_over: str | None,
) -> None:
    """Release the editions of PERIOD: they may be mailed from now on, as they are, byte for byte.

    Those of a kind that [publish] in reports.toml names, without names of recipients, are copied into public/ before
    the command ends: whoever reaches that folder can read them.

    An edition whose files changed since it was built, or whose last build failed, is held, with the reason, and so is
    one whose data, notebook or settings changed since; the others are released. Editions with the names of recipients
    are released only by their own kind (--kind district-names), those without any figure only by their unit or kind.

    \b
    Examples:
      python run_reports.py release 2023-H1 --by "Nguyễn Văn A" --note "họp giao ban 20/6"
      python run_reports.py release 2023-H1 --unit huyen-ba-be --by "Nguyễn Văn A"
    """
    from thidua.deliver.packs import find_pack
    from thidua.deliver.release.decide import release
    from thidua.deliver.run_log import log

    root = project_folder()
    with working(root, "release", take_over=take_over) as ledger:
        pack = find_pack(packs_in_order(root, ledger), period, dataset)
        named = _found(units, pack)
        done = release(pack, ledger, units=named, kinds=kinds or None, by=by, note=note, now=clock(), as_is=as_is)
        log(root, pack.name, "\n".join(["release --as-is" if as_is else "release", *map(str, done)]), now=clock())
        _tell(done)
    _end(done)


@click.command("withdraw")
@click.argument("period")
@dataset_option
@_units
@_kinds
@_by
@click.option("--why", required=True, metavar="TEXT", help="The reason; those who got the reports are told it.")
@works
def withdraw_editions(
    period: str,
    dataset: str | None,
    units: tuple[str, ...],
    kinds: tuple[str, ...],
    by: str,
    why: str,
    take_over: str | None,
) -> None:
    """Withdraw released editions of PERIOD: they are mailed no more, and those who got them are told why.

    They are gone from public/ when the command ends; if it cannot take them away (its share is offline), it says so,
    ends with an exit status other than 0, and the next command tries again.

    \b
    Examples:
      python run_reports.py withdraw 2023-H1 --unit huyen-ba-be --by "Nguyễn Văn A" --why "huyện gửi lại số liệu"
    """
    from thidua.deliver.packs import find_pack
    from thidua.deliver.release.decide import withdraw
    from thidua.deliver.run_log import log

    root = project_folder()
    with working(root, "withdraw", take_over=take_over) as ledger:
        pack = find_pack(packs_in_order(root, ledger), period, dataset)
        named, reached = _found(units, pack), _reached(root)
        done = withdraw(pack, ledger, units=named, kinds=kinds or None, by=by, why=why, now=clock(), reached=reached)
        log(root, pack.name, "\n".join([f"withdraw: {why}", *map(str, done)]), now=clock())
        _tell(done)
    _end(done)


@click.command()
@dataset_option
def status(dataset: str | None) -> None:
    """Tell what stands where: editions, their releases and deliveries, what comes next, what waits for a person.

    Where public/ cannot be brought up to date it says why, and so it does where nothing can come of a schedule.

    It changes nothing and waits for nobody: also in a folder that is read-only, that another machine holds, or in
    which another command is at work.

    \b
    Examples:
      python run_reports.py status
    """
    from thidua.deliver.catalogue.status import holder_lines, status_lines
    from thidua.deliver.packs import read_packs
    from thidua.deliver.publication.trouble import public_trouble
    from thidua.deliver.schedule.coming import coming_lines
    from thidua.deliver.settings import read_deliver_settings
    from thidua.facts.dataset import open_all, open_dataset

    root = project_folder()
    settings = read_deliver_settings(root)
    if dataset is not None:
        open_dataset(dataset, root)  # refused if there is none
    waiting: tuple[MessageState, ...] = ("planned", "deferred", "sending", "handed", "refused", "uncertain")
    with view_ledger(root) as view:
        ledger = view.ledger
        packs = [each for each in read_packs(root, ledger) if dataset in (None, each.dataset.name)]
        # All of it before the first line is told: a slip in a setting is then the one line that stands there.
        lines = [
            *holder_lines(view, _host(), now=clock()),
            *status_lines(packs),
            *(f"public: {line}" for line in public_trouble(root, settings.publish.folder)),
            *coming_lines(settings, root, ledger, now=clock()),
            *(
                f"mail {message.state}: {message.recipient}, {message.subject} {message.message_id} {message.answer}"
                for message in ledger.messages(states=waiting)
            ),
        ]
    for line in lines:
        click.echo(line)
    if tell_faults(open_all(root).faults):
        sys.exit(SOME_FAILED)


def _host() -> str:
    """The name of this machine; one that has none may still look, and is told what it lacks."""
    try:
        return this_host()
    except ConfigError as problem:
        complain(str(problem))
        return ""


def _found(units: tuple[str, ...], pack: Pack) -> list[Unit] | None:
    with pack.dataset.territory.in_force():
        return [resolve_in(text, pack.period, pack.dataset.basis) for text in units] or None


def _reached(root: Path) -> list[str]:
    """The addresses to which mail goes; none if settings are not in order, which keeps nothing from being withdrawn."""
    from thidua.deliver.mail.letter import bare_address
    from thidua.deliver.mail.post import can_mail
    from thidua.deliver.mail.recipients import read_recipients
    from thidua.deliver.settings import read_deliver_settings

    with told():
        settings = read_deliver_settings(root)
        if can_mail(settings):
            return [bare_address(to.address) for to in read_recipients(settings, root)]
    return []


def _tell(done: Sequence[object]) -> None:
    """What was decided on stdout, what was held on stderr; whatever becomes of the pages, it is decided."""
    from thidua.deliver.release.decide import Held

    for each in done:
        click.echo(str(each), err=isinstance(each, Held))


def _end(done: Sequence[object]) -> None:
    """A held edition makes the exit status 1."""
    from thidua.deliver.release.decide import Held

    if any(isinstance(each, Held) for each in done):
        sys.exit(SOME_FAILED)
