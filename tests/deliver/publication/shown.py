"""What a test asks of a public folder: to be written, and what is in it."""

from __future__ import annotations

import zipfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from tests.deliver.packs import MORNING, Office
from thidua.deliver.packs import newest_first
from thidua.deliver.publication.write import write_public
from thidua.deliver.settings import PublishSettings
from thidua.run.plan import Edition


def publish(office: Office, *editions: Edition, told: list[str] | None = None, **settings: Any) -> Path:
    """Bring the public folder in line with what the ledger knows of these editions now."""
    packs: dict[tuple[str, str], list[Edition]] = {}
    for edition in editions:
        packs.setdefault((edition.dataset.name, str(edition.period)), []).append(edition)
    found = newest_first(office.pack(*each) for each in packs.values())
    said: list[str] = [] if told is None else told
    return write_public(
        office.root, found, PublishSettings(**settings), office.ledger, zone=MORNING.tzinfo, tell=said.append
    )


def tree(folder: Path) -> dict[str, bytes]:
    """Every file below a folder, links not followed."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and not path.is_symlink()
    }


def every_byte(folder: Path) -> bytes:
    """All that can be read in a folder: names, files, and what is inside its zips."""
    found = []
    for name, content in tree(folder).items():
        found += [name.encode(), content]
        if name.endswith(".zip"):
            with zipfile.ZipFile(folder / name) as archive:
                assert archive.testzip() is None
                found += [each.encode() for each in archive.namelist()]
                found += [archive.read(each) for each in archive.namelist()]
    return b"\n".join(found)


def addresses(edition: Edition, formats: Sequence[str] = ("html", "pdf", "xlsx")) -> set[str]:
    """Where the files of an edition stand."""
    return {f"{edition}.{extension}" for extension in formats}
