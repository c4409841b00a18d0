"""What the commands that write work in: the lock of the output folder, its ledger, the pages that tell its state."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

from thidua.cli.common import clock, complain, tell_faults, told, writing
from thidua.deliver.catalogue.page import write_catalogue
from thidua.deliver.mail.desk import Desk
from thidua.deliver.packs import Pack, read_packs
from thidua.deliver.publication.trouble import checked_folder
from thidua.deliver.publication.write import write_public
from thidua.deliver.settings import PublishSettings, read_deliver_settings, read_publish_settings
from thidua.facts.dataset import open_all
from thidua.run.holding.hold import hold
from thidua.run.ledger.book import Ledger, TakenOverError


@contextmanager
def working(root: Path, doing: str, *, take_over: str | None, now: Callable[[], datetime] = clock) -> Iterator[Ledger]:
    """Hold the output folder and the ledger for one command; the pages tell the new state when it ends."""
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
    ledger.check_runner()
    packs = read_packs(root, ledger)
    try:
        write_public(root, packs, publish, ledger, zone=now.tzinfo, tell=complain)
    finally:
        write_catalogue(root, packs, publish, now=now)


def desk_of(root: Path, ledger: Ledger, *, now: Callable[[], datetime] = clock) -> Desk:
    """What a command that delivers works with."""
    return Desk(root, ledger, read_deliver_settings(root), now, complain)


def packs_in_order(root: Path, ledger: Ledger) -> list[Pack]:
    """The packs of the datasets that are in order; the others are named."""
    tell_faults(open_all(root).faults)
    return read_packs(root, ledger)
