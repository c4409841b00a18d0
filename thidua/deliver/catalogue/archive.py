"""A meeting pack as one zip: a folder for each unit, Vietnamese file names, and a list of what is inside.

The same editions give the same bytes. What nobody has released yet lies apart; what was withdrawn, what has names of
people in it and what is no longer the file that the ledger knows is left out.
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

from thidua.deliver.catalogue.listing import STATES, listing
from thidua.deliver.packs import EditionState, Pack, file_title
from thidua.errors import DeliveryError
from thidua.registry import strip_accents
from thidua.run.key import content_hash
from thidua.run.reports import FORMATS

NOT_RELEASED = "CHUA DUYET"
CONTENTS = "DANH MUC.txt"
# A zip keeps local times without a zone; the first day it can write says nothing about the machine.
FIXED_TIME = (1980, 1, 1, 0, 0, 0)
# What Windows refuses in a name, and what it reads as a device whatever its extension.
_FORBIDDEN = re.compile(r'[<>:"/\\|?*]')
_DEVICE = re.compile(r"(?i)(con|prn|aux|nul|com[0-9]|lpt[0-9])(\..*)?")


@dataclass(frozen=True)
class Member:
    """One file of the zip: its name there, where it stands, and the hash that the ledger knows."""

    name: str
    path: Path
    expected: str


def archive_file(pack: Pack, reports: Path) -> Path:
    """Where the zip of a pack stands: an ASCII name that says what it is, also once it has been saved elsewhere."""
    words = f"bo tai lieu {pack.label}{' minh hoa' if pack.is_illustrative else ''}"
    slug = re.sub("[^a-z0-9]+", "-", strip_accents(words).lower()).strip("-")
    return reports / pack.dataset.name / str(pack.period) / f"{slug}.zip"


def write_archive(pack: Pack, reports: Path, *, zone: tzinfo | None) -> Path | None:
    """Write the zip of a pack, unless it stands already; None, and no zip, if nothing may be in it.

    Raises
    ------
    DeliveryError
        If a file changes while it is read; names it.
    """
    path = archive_file(pack, reports)
    members = list(_members(pack))
    if not members:
        path.unlink(missing_ok=True)
        return None
    contents = _contents(pack, members, zone)
    mark = _mark(members, contents)
    if _mark_of(path) == mark:
        return path
    aside = path.with_name(f".{path.name}.aside")
    try:
        with zipfile.ZipFile(aside, "w") as archive:
            archive.comment = mark
            _add(archive, CONTENTS, contents)
            for member in members:
                _add(archive, member.name, _read(member, reports))
        aside.replace(path)
    finally:
        aside.unlink(missing_ok=True)
    return path


def _members(pack: Pack) -> Iterator[Member]:
    taken: set[str] = set()
    for state in pack.editions:
        if state.revision is None or not _may_be_in(state):
            continue
        unit = _safe(state.edition.unit.name)
        folder = unit if state.release == "released" else f"{NOT_RELEASED}/{unit}"
        for extension in (each for each in FORMATS if each in state.revision.files):
            name = _free(f"{folder}/{_safe(file_title(state.edition))}", extension, taken)
            yield Member(name, state.edition.file(extension), state.revision.files[extension])


def _may_be_in(state: EditionState) -> bool:
    return state.is_sealed and state.release != "withdrawn" and not state.edition.names


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
    lines = [f"BỘ TÀI LIỆU {pack.label.upper()}", pack.dataset.settings.title, ""]
    if pack.is_illustrative:
        lines[2:2] = ["SỐ LIỆU MINH HỌA"]
    for state in pack.editions:
        said = listing(state, zone=zone)
        revision = f", bản {said.number}" if said.number else ""
        lines.append(f"{_safe(file_title(state.edition))}{revision}: {STATES[said.state].lower()}")
        lines += [f"    {remark}" for remark in said.remarks]
        files = {state.edition.file(each) for each in FORMATS}
        inside = [member.name for member in members if member.path in files]
        lines += [f"    {name}" for name in inside] or ["    (không có trong tệp nén này)"]
    # Places where a page may break a long word would stand in the way of who copies a path.
    text = "\r\n".join(lines).replace("\u200b", "")
    return f"\ufeff{text}\r\n".encode()


def _mark(members: list[Member], contents: bytes) -> bytes:
    """What the zip is made of, as its comment: a zip with the same mark need not be made again."""
    said = "".join(f"{member.name}\n{member.expected}\n" for member in members)
    return b"thidua " + hashlib.sha256(said.encode() + contents).hexdigest().encode()


def _mark_of(path: Path) -> bytes:
    """The mark of the zip that stands; empty if there is none, or it is not whole."""
    try:
        with zipfile.ZipFile(path) as archive:
            return archive.comment
    except (OSError, zipfile.BadZipFile):
        return b""


def _read(member: Member, reports: Path) -> bytes:
    content = member.path.read_bytes()
    if content_hash(content) != member.expected:
        where = member.path.relative_to(reports.parent).as_posix()
        raise DeliveryError(f"{where}: changed while the zip of its pack was made; expected no other run, try again")
    return content


def _add(archive: zipfile.ZipFile, name: str, content: bytes) -> None:
    entry = zipfile.ZipInfo(name, FIXED_TIME)
    entry.create_system, entry.external_attr = 3, 0o100644 << 16
    # PDF and XLSX are compressed already.
    is_dense = name.endswith((".pdf", ".xlsx"))
    entry.compress_type = zipfile.ZIP_STORED if is_dense else zipfile.ZIP_DEFLATED
    archive.writestr(entry, content)
