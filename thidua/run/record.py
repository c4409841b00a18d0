"""Puts the outcome of a build into the ledger, and keeps the files of every revision.

What is published stands in the edition's folder; the same files stand under ``revisions/<number>/`` there, where a
later build leaves them alone. A run that was killed between the two is made good by the next one.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Generator, Iterable
from datetime import datetime
from functools import partial
from pathlib import Path

from thidua.facts.holding import SNAPSHOTS, want
from thidua.put import put
from thidua.run.beside import beside, have_agreed, note_agreed
from thidua.run.build import Outcome, not_written
from thidua.run.key import content_hash
from thidua.run.ledger.book import Ledger
from thidua.run.ledger.entries import Revision
from thidua.run.ledger.states import Verdict
from thidua.run.once import once
from thidua.run.plan import Edition
from thidua.run.publish import has_content, published_notes


def recorded(
    outcomes: Iterable[Outcome], ledger: Ledger, *, now: Callable[[], datetime]
) -> Generator[Outcome, None, None]:
    """Hand on each outcome once it stands in the ledger; last those that turn out to disagree with an edition beside.

    An edition that disagrees was handed on before as what became of it alone.
    """
    made = []
    for outcome in outcomes:
        try:
            record(outcome, ledger, at=now())
        except OSError as problem:
            # Its files cannot be kept as a revision: the next build does it, and the others go on meanwhile.
            outcome = not_written(outcome, problem)
            record(outcome, ledger, at=now())
        made.append(outcome)
        yield outcome
    if any(outcome.state in ("ready", "empty") for outcome in made):
        _want_snapshots(made, ledger)
    editions = beside(made, ledger)
    if have_agreed(editions):
        return
    # Imported here, because it reads what reports show, and a command that builds nothing need not know how.
    from thidua.run.agreement import disagreements

    differing = list(disagreements(editions))
    for outcome in differing:
        record(outcome, ledger, at=now())
        yield outcome
    if not differing:
        note_agreed(editions)


def _want_snapshots(made: Iterable[Outcome], ledger: Ledger) -> None:
    """Keep the snapshots that the last revisions were made from: by them it is told which row makes one stale."""
    homes = {each.edition.dataset.name: each.edition.dataset.folder / SNAPSHOTS for each in made}
    names: dict[str, set[str]] = {}
    for edition in ledger.edition_names():
        revision = ledger.revision(edition)
        if revision is not None and revision.snapshot:
            names.setdefault(edition.partition("/")[0], set()).add(revision.snapshot)
    for dataset, home in homes.items():
        want(home, (name for name in names.get(dataset, ()) if (home / name).is_dir()))


def record(outcome: Outcome, ledger: Ledger, *, at: datetime) -> Revision | None:
    """Note one outcome; the revision it gave, or None if the build failed."""
    edition = outcome.edition
    name = str(edition)
    if outcome.state == "failed":
        ledger.note_attempt(name, key=outcome.key, verdict="failed", reason=outcome.reason, at=at)
        return None
    hashes = published_hashes(edition)
    last = ledger.revision(name)
    if last is None or dict(last.files) != {**last.files, **hashes} or last.key != outcome.key:
        last = ledger.add_revision(name, key=outcome.key, snapshot=outcome.snapshot, files=hashes, at=at)
    keep_files(edition, last)
    verdict: Verdict = "empty" if published_notes(edition).get("verdict") == "empty" else "ready"
    attempt = ledger.attempt(name)
    if attempt is None or (attempt.key, attempt.verdict) != (outcome.key, verdict):
        ledger.note_attempt(name, key=outcome.key, verdict=verdict, reason="", at=at)
    return last


def published_hashes(edition: Edition) -> dict[str, str]:
    """The hash of each published file by extension, as its notebook notes them; empty if there is no notebook."""
    notes = published_notes(edition)
    if not notes:
        return {}
    return {**notes["files"], "ipynb": once(edition.file("ipynb"), content_hash)}


def kept_file(edition: Edition, number: int, extension: str) -> Path:
    """Where a file of one revision stands, whatever was published since."""
    return edition.folder / "revisions" / str(number) / f"{edition.name}.{extension}"


def keep_files(edition: Edition, revision: Revision) -> None:
    """Keep the published files as those of a revision, where they are; a file that was kept whole stays."""
    for extension, expected in revision.files.items():
        kept, published = kept_file(edition, revision.number, extension), edition.file(extension)
        if has_content(kept, expected) or not has_content(published, expected):
            continue
        kept.parent.mkdir(parents=True, exist_ok=True)
        put(kept, partial(_link_or_copy, published))


def _link_or_copy(published: Path, kept: Path) -> None:
    """Published files are replaced, never written over: a second name costs no space."""
    try:
        os.link(published, kept)
    except OSError:
        shutil.copyfile(published, kept)


def is_sealed(edition: Edition, revision: Revision) -> bool:
    """Whether the published files are those of a revision, byte for byte."""
    return all(has_content(edition.file(extension), expected) for extension, expected in revision.files.items())
