"""The public folder is brought in line with the ledger: first goes what must go, then comes what may be seen.

A run that is killed in between is made good by the next one, which finds what stands and does the rest.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import tzinfo
from pathlib import Path

from thidua.deliver.allowed import public_files, public_packs, stable_address
from thidua.deliver.catalogue.page import PAGE, public_page
from thidua.deliver.packs import EditionState, Pack
from thidua.deliver.publication.archive import archive, archive_address
from thidua.deliver.publication.data_package import DataPackage, package_address
from thidua.deliver.publication.feed import FEED, feed_xml
from thidua.deliver.publication.known import MADE, Known, Written, read_known
from thidua.deliver.publication.left import leave_others
from thidua.deliver.publication.sealed import sealed_bytes
from thidua.deliver.publication.shelf import FOLDER_MODE, Shelf, Wanted
from thidua.deliver.publication.trouble import away_words, checked_folder, foreign_words, unchanged_words
from thidua.deliver.publication.verify_page import PAGE as VERIFY
from thidua.deliver.publication.verify_page import verify_page
from thidua.deliver.settings import PublishSettings
from thidua.errors import ConfigError
from thidua.facts.dataset import open_all
from thidua.run.ledger.book import Ledger


def write_public(
    root: Path,
    packs: Sequence[Pack],
    publish: PublishSettings,
    ledger: Ledger,
    *,
    zone: tzinfo | None,
    tell: Callable[[str], None],
) -> Path:
    """Show what is released and allowed, and nothing else; what has not changed is left alone.

    Parameters
    ----------
    root
        The project folder.
    packs
        All of them, as the ledger knows them now; the newest meeting first.
    ledger
        Tells what became of what was shown before.
    zone
        The time zone in which days are written.
    tell
        Says a line to the operator: that a file was changed by somebody else, and is as it was released again; that a
        folder which was the public one before cannot be emptied.

    Returns
    -------
    pathlib.Path
        The public folder.

    Raises
    ------
    ConfigError
        If the folder is none where anything may be shown, cannot be written, or holds something that is not ours; what
        must go is gone then, and nothing new is shown. If nothing is left in it of what was put there: nothing is
        changed then, and nothing forgotten.
    DeliveryError
        If a released file changes while it is read.
    """
    known = read_known(root)
    place = checked_folder(root, publish.folder, known)
    leave_others(root, known, place, tell)
    try:
        shelf = Shelf(place, known.of(place))
        shelf.look()
        if shelf.is_away:
            raise ConfigError(away_words(shelf, known))
        shelf.take_halves()
        foreign = shelf.foreign()
        shown = public_packs(packs, publish.kinds)
        if foreign:
            shown = _standing(shown, shelf)
        faulty = tuple(open_all(root).faults)
        data = {pack.name: DataPackage(pack, tell).wanted(shelf) for pack in shown}
        verified = verify_page(packs, ledger, publish.kinds, data, zone=zone, faulty=faulty)
        files = [*_files(shown), *(each for wanted in data.values() for each in wanted)]
        rest = [*_rest(shown, packs, data, publish, zone), verified]
        _take(shelf, [*files, *rest], tell, kept=tuple(f"{name}/" for name in faulty))
        _put(shelf, known, [each for each in (*files, *rest) if not _is_taken(each.address, foreign)])
    except OSError as problem:
        raise ConfigError(unchanged_words(place, problem)) from None
    if foreign:
        raise ConfigError(foreign_words(place, foreign))
    return place


def _standing(shown: Sequence[Pack], shelf: Shelf) -> list[Pack]:
    """The packs with nothing but the editions that stand in the folder already."""

    def stands(state: EditionState) -> bool:
        return all(shelf.stands(each.address, each.made_of) for each in _files_of(state))

    found = [replace(pack, editions=tuple(state for state in pack.editions if stands(state))) for pack in shown]
    return [pack for pack in found if pack.editions]


def _files(shown: Sequence[Pack]) -> list[Wanted]:
    return [each for pack in shown for state in pack.editions for each in _files_of(state)]


def _files_of(state: EditionState) -> list[Wanted]:
    def writer(extension: str) -> Callable[[Path], None]:
        return lambda path: _write(path, sealed_bytes(state, extension))

    return [
        Wanted("/".join(stable_address(state.edition, extension)), expected, writer(extension))
        for extension, expected in public_files(state).items()
    ]


def _rest(
    shown: Sequence[Pack],
    packs: Sequence[Pack],
    data: Mapping[str, Sequence[Wanted]],
    publish: PublishSettings,
    zone: tzinfo | None,
) -> list[Wanted]:
    """The zip of each pack, then the page and the feed, which name them."""
    zips = {pack.name: archive_address(pack) for pack in shown}
    described = {pack.name: package_address(pack) for pack in shown if data[pack.name]}
    page = public_page(shown, zips, described, zone=zone).encode()
    feed = feed_xml(shown, packs, publish.kinds, address=publish.address, zone=zone)
    return [*(archive(pack, zone=zone) for pack in shown), _whole(PAGE, page), _whole(FEED, feed)]


def _whole(address: str, content: bytes) -> Wanted:
    return Wanted(address, hashlib.sha256(content).hexdigest(), lambda path: _write(path, content))


def _write(path: Path, content: bytes) -> None:
    with path.open("xb") as file:  # never through a link that somebody put there
        file.write(content)


def _take(shelf: Shelf, wanted: Sequence[Wanted], tell: Callable[[str], None], *, kept: tuple[str, ...]) -> None:
    """Take away what is no longer to be seen, or is not what was released; the pages and the feed are only replaced.

    What begins with one of ``kept`` is of a dataset that is not in order: nobody withdrew it, and it stays as it is.
    """
    made_of = {each.address: each.made_of for each in wanted}
    gone = [
        address
        for address in shelf.known
        if address not in (PAGE, VERIFY, FEED, MADE)
        and not address.startswith(kept)
        and not shelf.stands(address, made_of.get(address, ""))
    ]
    for address in gone:
        known = shelf.known[address]
        if known.is_put and address in shelf.files and made_of.get(address) == known.made_of:
            tell(f"{shelf.place / address} was changed by somebody else; it is put back as it was released")
    shelf.take_all(gone)


def _put(shelf: Shelf, known: Known, wanted: Sequence[Wanted]) -> None:
    missing = [each for each in wanted if not shelf.stands(each.address, each.made_of)]
    for each in missing:
        # Before it is there: what a killed run leaves is known to be ours.
        shelf.known.setdefault(each.address, Written(each.made_of))
    if missing and not shelf.place.exists():
        shelf.known[MADE] = Written("folder")
    known.keep()
    if not missing:
        return
    if not shelf.place.exists():
        shelf.place.mkdir()
        shelf.place.chmod(FOLDER_MODE)
    for each in missing:
        shelf.put(each)
    known.keep()


def _is_taken(address: str, foreign: Sequence[str]) -> bool:
    """Whether something that is not ours stands at an address, or above it."""
    return any(address == each or address.startswith(f"{each}/") for each in foreign)
