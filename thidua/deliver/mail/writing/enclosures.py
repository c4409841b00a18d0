"""What a mail brings of one revision: its files as they were released, and what changed since the one they have."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from thidua.deliver.packs import file_title
from thidua.deliver.settings import RecipientSettings, RoleSettings
from thidua.errors import DeliveryError, NotebookError
from thidua.present.language import tr, written_in
from thidua.run.key import content_hash
from thidua.run.ledger.book import Ledger
from thidua.run.ledger.entries import Revision
from thidua.run.plan import Edition
from thidua.run.record import kept_file


@dataclass(frozen=True)
class Enclosure:
    """One released revision for one recipient.

    Attributes
    ----------
    notebook
        The executed notebook of this revision.
    files
        Its files by extension, only those that the recipient's role gets.
    title
        What its files are called.
    earlier
        The revision that the recipient got before, if any.
    changed
        One line for each thing that changed since then.
    """

    edition: Edition
    revision: int
    notebook: Path
    files: Mapping[str, Path]
    title: str
    earlier: int | None = None
    changed: tuple[str, ...] = ()


def enclosure(
    edition: Edition, revision: Revision, to: RecipientSettings, role: RoleSettings, ledger: Ledger
) -> Enclosure:
    """One revision as a recipient gets it, with what changed since the one they have.

    Raises
    ------
    DeliveryError
        If a file of the revision is gone or no longer the same.
    """
    earlier = ledger.received_revision(to.mailbox, str(edition))
    notebook = _unchanged(edition, revision, "ipynb")
    changed: tuple[str, ...] = ()
    if earlier is not None and earlier != revision.number:
        changed = _changes(edition, _kept_whole(edition, earlier, ledger), notebook, to.lang)
    formats = () if role.sends == "body" else role.formats
    files = {str(name): _unchanged(edition, revision, name) for name in formats}
    return Enclosure(edition, revision.number, notebook, files, file_title(edition, to.lang), earlier, changed)


def _kept_whole(edition: Edition, number: int, ledger: Ledger) -> Path | None:
    """The notebook of an earlier revision; None if it is not what it was: nothing could be told by it."""
    path, revision = kept_file(edition, number, "ipynb"), ledger.revision(str(edition), number)
    return path if revision is not None and _has_content(path, revision.files.get("ipynb")) else None


def _changes(edition: Edition, before: Path | None, notebook: Path, lang: str) -> tuple[str, ...]:
    """What changed, a line each; names of people that a restricted edition holds are not told in the mail itself."""
    # Imported here, because it takes pandas: most mails bring a first revision, and most runs find nothing to send.
    from thidua.deliver.release.moved import change_lines
    from thidua.export.document import read_document
    from thidua.export.notebook import read_notebook

    with written_in(lang):
        in_the_file = (tr("Nội dung có thay đổi; xin xem trong tệp."),)
        if edition.names or before is None:
            return in_the_file
        try:
            earlier = read_document(read_notebook(before))
        except NotebookError:
            # What they have is no longer whole here; what they get is, and was checked.
            return in_the_file
        return change_lines(earlier, read_document(read_notebook(notebook)))


def _unchanged(edition: Edition, revision: Revision, extension: str) -> Path:
    path, expected = kept_file(edition, revision.number, extension), revision.files.get(extension)
    if expected is None:
        raise DeliveryError(f"{edition}: has no {extension} file; build it in that format")
    if not _has_content(path, expected):
        raise DeliveryError(
            f"{edition}: {path.name} of revision {revision.number} is not what was released; build again"
        )
    return path


def _has_content(path: Path, expected: str | None) -> bool:
    try:
        return content_hash(path.read_bytes()) == expected
    except OSError:
        return False
