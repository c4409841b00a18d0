"""What several commands share: the options that choose editions, the clock, the lock."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from thidua.errors import ConfigError, ReportError
from thidua.facts.dataset import open_all
from thidua.facts.today import HANOI
from thidua.registry import LANGUAGES
from thidua.run.holding.hold import hold
from thidua.run.ledger.book import Ledger, TakenOverError

if TYPE_CHECKING:
    from thidua.deliver.mail.post import Desk
    from thidua.deliver.packs import Pack
    from thidua.deliver.settings import PublishSettings

SOME_FAILED = 1


def selection(command: Callable[..., Any]) -> Callable[..., Any]:
    """The options that choose editions, the same for every command."""
    for option in (
        click.option("--lang", type=click.Choice(LANGUAGES), default="vi", help="Language.  [default: vi]"),
        click.option("--kind", metavar="KIND", help="Report: stage, province, block, …  [default: all]"),
        click.option("--unit", metavar="UNIT", help='Unit: "tp-bac-kan", "thành phố Bắc Kạn".  [default: all]'),
        click.option("--period", metavar="PERIOD", help="Period: 2017-H1, 2020, 2016..2020.  [default: all]"),
        click.option("--dataset", metavar="NAME", help="Dataset: a folder under data/.  [default: all]"),
    ):
        command = option(command)
    return command


dataset_option = click.option(
    "--dataset", metavar="NAME", help="Dataset, if several have that period.  [default: the one]"
)


works = click.option(
    "--take-over",
    metavar="NAME",
    help="Who decides that this machine takes reports/ over, or that its clock is the right one.  [default: nobody]",
)
"""The option of every command that writes: `working` refuses what nobody decided."""


def clock() -> datetime:
    """The time it is, as the office reads it; everything below the command line is given it."""
    return datetime.now(UTC).astimezone(HANOI)


def complain(line: str) -> None:
    """Say a line to the operator, apart from results."""
    click.echo(line, err=True)


@contextmanager
def working(root: Path, doing: str, *, take_over: str | None, now: Callable[[], datetime] = clock) -> Iterator[Ledger]:
    """Hold the output folder and the ledger for one command; the pages tell the new state when it ends."""
    # Imported here, because it needs what draws reports: help and lists answer at once.
    from thidua.deliver.publication.trouble import checked_folder
    from thidua.deliver.settings import read_deliver_settings, read_publish_settings

    # Refused before anything is done: the settings, all of them, then the public folder that they name.
    read_deliver_settings(root)
    publish = read_publish_settings(root)
    checked_folder(root, publish.folder)
    with writing(), hold(root, doing, now=clock, tell=complain, take_over=take_over) as ledger:
        try:
            yield ledger
        except TakenOverError:
            raise  # the pages are another runner's to write
        except Exception:
            # What a command decided before it failed holds: what is withdrawn must be gone from the public folder.
            with told():
                show(root, ledger, publish, now=now())
            raise
        show(root, ledger, publish, now=now())


def show(root: Path, ledger: Ledger, publish: PublishSettings, *, now: datetime) -> None:
    """Write the public folder and the office's page as the ledger knows things now."""
    from thidua.deliver.catalogue.page import write_catalogue
    from thidua.deliver.packs import read_packs
    from thidua.deliver.publication.write import write_public

    ledger.check_runner()
    packs = read_packs(root, ledger)
    try:
        write_public(root, packs, publish, zone=now.tzinfo, tell=complain)
    finally:
        write_catalogue(root, packs, publish, now=now)


def desk_of(root: Path, ledger: Ledger, *, now: Callable[[], datetime] = clock) -> Desk:
    """What a command that delivers works with."""
    from thidua.deliver.mail.post import Desk
    from thidua.deliver.settings import read_deliver_settings

    return Desk(root, ledger, read_deliver_settings(root), now, complain)


def tell_faults(faults: Mapping[str, ConfigError]) -> bool:
    """Name each dataset that is not in order, apart from results; True if there is one: the exit status is then 1."""
    for problem in faults.values():
        complain(f"error: {problem}; nothing of this dataset is done until it is mended")
    return bool(faults)


def packs_in_order(root: Path, ledger: Ledger) -> list[Pack]:
    """The packs of the datasets that are in order; the others are named."""
    from thidua.deliver.packs import read_packs

    tell_faults(open_all(root).faults)
    return read_packs(root, ledger)


@contextmanager
def told() -> Iterator[None]:
    """A second failure is told, and does not hide the first."""
    try:
        yield
    except (ReportError, OSError, sqlite3.Error) as problem:
        complain(f"error: {problem}")


@contextmanager
def writing() -> Iterator[None]:
    """A file that cannot be written is for the operator to close, or to move: one line instead of a traceback."""
    try:
        yield
    except OSError as problem:
        where = f"{problem.filename}: " if problem.filename else ""
        raise ConfigError(
            f"{where}cannot be written ({problem.strerror}); close it if it is open, or name another folder"
        ) from None
