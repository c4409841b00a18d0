"""What the public folder notes of each file that readers got: whether it holds, told to whoever has the file alone.

A list of hashes with names beside them would tell everybody what was withdrawn, why, and how often a report changed. So
each note stands under a name made from the hash of its file, locked with a key made from that hash: who has the file
can read it, and who has not sees only how many notes there are. Since the same figures give the same bytes, somebody
may guess a file and see whether a note opens; so nothing has one that readers could not get.
"""

from __future__ import annotations

import base64
import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, tzinfo

from thidua.deliver.allowed import is_public, may_be_public, public_packs
from thidua.deliver.lines import one_line
from thidua.deliver.packs import Pack, file_title
from thidua.deliver.publication.archive import archive_address, contents_list
from thidua.deliver.publication.data_package import content_hash_in
from thidua.deliver.publication.shelf import Wanted
from thidua.languages import LANGUAGES
from thidua.run.formats import READERS
from thidua.run.key import content_hash
from thidua.run.ledger.book import Ledger
from thidua.run.standing import Standing, better, standing

LONGEST = 300
_ID, _NONCE, _BLOCK = 12, 8, 32
_ROOM = 64
"""Notes are as long as the next of these steps: their length tells no reason from none."""


@dataclass(frozen=True)
class Note:
    """What is told of one file.

    Attributes
    ----------
    sha256
        Of the file.
    said
        What stands in the note, short enough for thousands on a page: the state ("list" of the list of contents in a
        zip, "data" of a file of a data package, as they stand today), the number of its revision, the day
        of the decision, the title in each language, the revision that took its place (0 if none), the day on which
        nothing held any more, the reason of a withdrawal, and where the file of today stands.
    at
        When the last decision on it was taken.
    """

    sha256: str
    said: tuple[str | int, ...]
    at: datetime

    @property
    def titles(self) -> tuple[str | int, ...]:
        """The title of its report in each language."""
        return self.said[3:5]

    @property
    def address(self) -> str:
        """Where today's file stands in the public folder; empty if its report is not shown now."""
        return str(self.said[-1])

    def locked(self) -> tuple[str, str]:
        """The name of the note and the note, as only the file opens it; the same note gives the same bytes."""
        key, plain = (
            bytes.fromhex(self.sha256),
            json.dumps(self.said, ensure_ascii=False, separators=(",", ":")).encode(),
        )
        plain += b" " * (-len(plain) % _ROOM)
        # Never the same stream for two notes: what one says would open the other.
        nonce = _hash(b"nonce", key, plain)[:_NONCE]
        blocks = range(-(-len(plain) // _BLOCK))
        stream = b"".join(_hash(b"note", key, nonce + block.to_bytes(4, "big")) for block in blocks)
        sealed = bytes(one ^ other for one, other in zip(plain, stream, strict=False))
        return _text(_hash(b"name", key)[:_ID]), _text(nonce + sealed)


@dataclass(frozen=True)
class _Told:
    """An edition as its notes tell it: its name in the ledger, its title in each language, whether it is shown."""

    name: str
    titles: tuple[str, ...]
    is_illustrative: bool = False
    is_shown: bool = False


def notes_of(
    packs: Sequence[Pack],
    ledger: Ledger,
    kinds: Sequence[str] | None,
    data: Mapping[str, Sequence[Wanted]] | None = None,
    *,
    zone: tzinfo | None,
    faulty: Sequence[str] = (),
) -> list[Note]:
    """A note for each file that was ever released and may be shown; none of what nobody released, nor of names.

    Parameters
    ----------
    kinds
        The kinds of report that are public; None for all.
    data
        The files of the data package of each pack that is shown, by the pack's name.
    zone
        In which days are written.
    faulty
        Datasets that are not in order: what of them was released holds, but nothing is known of it beyond the ledger.
    """
    found: dict[str, tuple[Standing, Note]] = {}
    for told in (*_known(packs, kinds), *_by_name(ledger, kinds, faulty)):
        for each in _standings(told.name, ledger):
            sha256 = each.revision.files[each.extension]
            before = found.get(sha256)
            if before is None or better(each, before[0]):
                found[sha256] = each, _note(told, each, zone)
    return [*(note for _, note in found.values()), *_lists(packs, kinds, data or {}, zone)]


def _lists(
    packs: Sequence[Pack], kinds: Sequence[str] | None, data: Mapping[str, Sequence[Wanted]], zone: tzinfo | None
) -> Iterator[Note]:
    """A note for the list of contents in each zip that readers find today, and for each file of its data package."""
    for pack in public_packs(packs, kinds):
        sha256 = content_hash(contents_list(pack, zone=zone))
        at = max(state.decision.at for state in pack.editions if state.decision is not None)
        label = pack.period.label
        titles = [one_line(f"{label(pack.dataset.basis, lang)}, {pack.shown_dataset}", LONGEST) for lang in LANGUAGES]
        address, invented = archive_address(pack), int(pack.is_illustrative)
        yield Note(sha256, ("list", 0, _day(at, zone), *titles, invented, 0, "", "", address), at)
        for file in data.get(pack.name, ()):
            said: tuple[str | int, ...] = ("data", 0, _day(at, zone), *titles, invented, 0, "", "", file.address)
            yield Note(content_hash_in(file.made_of), said, at)


def _known(packs: Sequence[Pack], kinds: Sequence[str] | None) -> Iterator[_Told]:
    for pack in packs:
        for state in pack.editions:
            edition = state.edition
            if state.decision is not None and may_be_public(edition, kinds):
                titles = tuple(one_line(file_title(edition, lang), LONGEST) for lang in LANGUAGES)
                yield _Told(str(edition), titles, pack.is_illustrative, is_public(state, kinds))


def _by_name(ledger: Ledger, kinds: Sequence[str] | None, datasets: Sequence[str]) -> Iterator[_Told]:
    """Editions of datasets that cannot be opened, as the ledger calls them; their names tell what may be public."""
    for name in ledger.edition_names() if datasets else ():
        kind = name.rpartition("/")[2].partition(".")[0]
        if name.partition("/")[0] in datasets and not kind.endswith("-names") and (kinds is None or kind in kinds):
            yield _Told(name, (name,) * len(LANGUAGES))


def _standings(name: str, ledger: Ledger) -> Iterator[Standing]:
    decisions = ledger.decisions(name)
    for revision in ledger.revisions(name) if decisions else ():
        for extension in READERS:
            if extension in revision.files:
                found = standing(revision, extension, decisions)
                if found.state != "unreleased":
                    yield found


def _note(told: _Told, found: Standing, zone: tzinfo | None) -> Note:
    decision, in_force, ended = found.decision, found.in_force, found.ended
    if decision is None:
        raise ValueError(f"{told.name}: released by no decision")  # a mistake of the program
    later = in_force.revision if in_force is not None and found.state == "withdrawn" else 0
    said = (
        found.state,
        found.revision.number,
        _day(decision.at, zone),
        *told.titles,
        int(told.is_illustrative),
        decision.revision if found.state == "replaced" else later,
        _day(ended.at, zone) if ended is not None and found.state == "replaced" else "",
        one_line(decision.note, LONGEST) if found.state == "withdrawn" else "",
        f"{told.name}.{found.extension}" if told.is_shown else "",
    )
    at = decision.at if ended is None else max(decision.at, ended.at)
    return Note(found.revision.files[found.extension], said, at)


def _day(at: datetime, zone: tzinfo | None) -> str:
    return f"{at.astimezone(zone):%d/%m/%Y}"


def _hash(purpose: bytes, key: bytes, more: bytes = b"") -> bytes:
    return hashlib.sha256(b"thidua verify " + purpose + b"\0" + key + more).digest()


def _text(content: bytes) -> str:
    return base64.b64encode(content).decode("ascii")
