"""What `release` and `withdraw` do: note what a person decided, and show or hide it."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

import click

from thidua.cli.common import SOME_FAILED, clock, told
from thidua.cli.doing.working import packs_in_order, working
from thidua.deliver.mail.desk import can_mail
from thidua.deliver.mail.recipients import read_recipients
from thidua.deliver.packs import Pack, find_pack
from thidua.deliver.release.decide import Held, release, withdraw
from thidua.deliver.run_log import log
from thidua.deliver.settings import read_deliver_settings
from thidua.project import project_folder
from thidua.registry import Unit, resolve_in


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
    """Release the editions of a period."""
    root = project_folder()
    with working(root, "release", take_over=take_over) as ledger:
        pack = find_pack(packs_in_order(root, ledger), period, dataset)
        named = _found(units, pack)
        done = release(pack, ledger, units=named, kinds=kinds or None, by=by, note=note, now=clock(), as_is=as_is)
        log(root, pack.name, "\n".join(["release --as-is" if as_is else "release", *map(str, done)]), now=clock())
        _tell(done)
    _end(done)


def withdraw_editions(
    period: str,
    dataset: str | None,
    units: tuple[str, ...],
    kinds: tuple[str, ...],
    by: str,
    why: str,
    take_over: str | None,
) -> None:
    """Withdraw released editions of a period."""
    root = project_folder()
    with working(root, "withdraw", take_over=take_over) as ledger:
        pack = find_pack(packs_in_order(root, ledger), period, dataset)
        named, reached = _found(units, pack), _reached(root)
        done = withdraw(pack, ledger, units=named, kinds=kinds or None, by=by, why=why, now=clock(), reached=reached)
        log(root, pack.name, "\n".join([f"withdraw: {why}", *map(str, done)]), now=clock())
        _tell(done)
    _end(done)


def _found(units: tuple[str, ...], pack: Pack) -> list[Unit] | None:
    with pack.dataset.territory.in_force():
        return [resolve_in(text, pack.period, pack.dataset.basis) for text in units] or None


def _reached(root: Path) -> list[str]:
    """The addresses to which mail goes; none if settings are not in order, which keeps nothing from being withdrawn."""
    with told():
        settings = read_deliver_settings(root)
        if can_mail(settings):
            return [to.mailbox for to in read_recipients(settings, root)]
    return []


def _tell(done: Sequence[object]) -> None:
    """What was decided on stdout, what was held on stderr; whatever becomes of the pages, it is decided."""
    for each in done:
        click.echo(str(each), err=isinstance(each, Held))


def _end(done: Sequence[object]) -> None:
    """A held edition makes the exit status 1."""
    if any(isinstance(each, Held) for each in done):
        sys.exit(SOME_FAILED)
