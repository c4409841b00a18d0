"""A meeting pack as one zip: a folder for each unit, Vietnamese file names, and a list of what is inside.

It holds what the public folder holds of that pack for people to read, and nothing else; its figures for other programs
stand beside it. The same editions give the same bytes.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import tzinfo
from pathlib import Path

from thidua.deliver.allowed import public_files
from thidua.deliver.packs import EditionState, Pack, file_title
from thidua.deliver.publication.sealed import sealed_bytes
from thidua.deliver.publication.shelf import Wanted
from thidua.present.numbers import write_date
from thidua.registry import strip_accents

CONTENTS = "DANH MUC.txt"
_FIRST_WORDS = "\ufeffBỘ TÀI LIỆU "
INVENTED = "SỐ LIỆU MINH HỌA"
# A zip keeps local times without a zone; the first day it can write says nothing about the machine.
FIXED_TIME = (1980, 1, 1, 0, 0, 0)
# What Windows refuses in a name, and what it reads as a device whatever its extension.
_FORBIDDEN = re.compile(r'[<>:"/\\|?*]')
_DEVICE = re.compile(r"(?i)(con|prn|aux|nul|com[0-9]|lpt[0-9])(\..*)?")


@dataclass(frozen=True)
class Member:
    """One file of the zip: its name there, the edition it is of, its format, and the hash that the ledger knows."""

    name: str
    state: EditionState
    extension: str
    expected: str


def archive_address(pack: Pack) -> str:
    """Where the zip of a pack stands: an ASCII name that says what it is, also once it has been saved elsewhere."""
    words = f"bo tai lieu {pack.label}{' minh hoa' if pack.is_illustrative else ''}"
    slug = re.sub("[^a-z0-9]+", "-", strip_accents(words).lower()).strip("-")
    return f"{pack.dataset.name}/{pack.period}/{slug}.zip"


def archive(pack: Pack, *, zone: tzinfo | None) -> Wanted:
    """The zip of a pack, all of whose editions may be shown.

    Parameters
    ----------
    zone
        The time zone in which days are written.
    """
    members = list(_members(pack))
    contents = _contents(pack, members, zone)
    said = "".join(f"{member.name}\n{member.expected}\n" for member in members)
    mark = hashlib.sha256(said.encode() + contents).hexdigest()

    def write(path: Path) -> None:
        with zipfile.ZipFile(path, "x") as opened:
            _add(opened, CONTENTS, contents)
            for member in members:
                _add(opened, member.name, sealed_bytes(member.state, member.extension))

    return Wanted(archive_address(pack), f"zip {mark}", write)


def contents_list(pack: Pack, *, zone: tzinfo | None) -> bytes:
    """The list of contents in the zip of a pack, all of whose editions may be shown."""
    return _contents(pack, list(_members(pack)), zone)


def begins_as_contents(content: bytes) -> bool:
    """Whether a file begins as a list of contents does."""
    return content.startswith(_FIRST_WORDS.encode())


def is_contents_name(name: str) -> bool:
    """Whether a file is called as a list of contents is."""
    return re.split(r"[\\/]", name)[-1].casefold() == CONTENTS.casefold()


def _members(pack: Pack) -> Iterator[Member]:
    taken: set[str] = set()
    for state in pack.editions:
        stem = f"{_safe(state.edition.unit_name)}/{_safe(file_title(state.edition))}"
        for extension, expected in public_files(state).items():
            yield Member(_free(stem, extension, taken), state, extension, expected)


def _safe(name: str) -> str:
    """A name that every system can write: composed, without marks that Windows refuses."""
    shown = "".join(letter if letter.isprintable() else " " for letter in unicodedata.normalize("NFC", name))
    plain = " ".join(_FORBIDDEN.sub("-", shown).split())[:120].strip(" .")
    return f"_{plain}" if not plain or _DEVICE.fullmatch(plain) else plain


def _free(stem: str, extension: str, taken: set[str]) -> str:
    """A name that no other file has, also where capitals are not told apart."""
    name, number = f"{stem}.{extension}", 1
    while name.casefold() in taken:
        number += 1
        name = f"{stem} ({number}).{extension}"
    taken.add(name.casefold())
    return name


def _contents(pack: Pack, members: list[Member], zone: tzinfo | None) -> bytes:
    """The list of contents as Windows' own editor reads it: UTF-8 with its mark, and both line ends."""
    lines = [f"{_FIRST_WORDS}{pack.label.upper()}", *_of_what(pack), ""]
    for state in pack.editions:
        title = _safe(file_title(state.edition))
        if state.revision is not None and state.decision is not None:
            day = write_date(state.decision.at.astimezone(zone).date())
            title += f", bản {state.revision.number}, duyệt ngày {day}"
        lines.append(title)
        lines += [f"    {member.name}" for member in members if member.state is state]
    # Places where a page may break a long word would stand in the way of who copies a path.
    text = "\r\n".join(lines).replace("\u200b", "")
    return f"{text}\r\n".encode()


def _of_what(pack: Pack) -> list[str]:
    """The title of the dataset, and that its figures are invented, if the title does not say so itself."""
    if not pack.is_illustrative:
        return [pack.shown_dataset]
    says_so = INVENTED.lower() in pack.shown_dataset.lower()
    return [pack.shown_dataset.upper()] if says_so else [pack.shown_dataset, INVENTED]


def _add(opened: zipfile.ZipFile, name: str, content: bytes) -> None:
    entry = zipfile.ZipInfo(name, FIXED_TIME)
    entry.create_system, entry.external_attr = 3, 0o100644 << 16
    # PDF and XLSX are compressed already.
    is_dense = name.endswith((".pdf", ".xlsx"))
    entry.compress_type = zipfile.ZIP_STORED if is_dense else zipfile.ZIP_DEFLATED
    opened.writestr(entry, content)
