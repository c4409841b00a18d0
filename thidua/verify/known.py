"""What is known of editions beyond the ledger: what they are called, and what changed between two revisions."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from thidua.deliver.packs import file_title
from thidua.errors import NotebookError
from thidua.run.key import content_hash
from thidua.run.ledger.book import Ledger
from thidua.run.plan import Edition, known_editions
from thidua.run.record import kept_file
from thidua.run.standing import Standing
from thidua.speech import say, spoken
from thidua.verify.names import Names

SHOWN = 5
"""So many changes are told: whoever wants all of them opens both files."""


@dataclass(frozen=True)
class Known:
    """The editions of a project that stand in its ledger."""

    root: Path
    ledger: Ledger

    @cached_property
    def editions(self) -> Mapping[str, Edition]:
        """Those of which something can be said, by name: their dataset, report and unit are known still."""
        return {str(each): each for each in known_editions(self.root, self.ledger.edition_names())}

    @cached_property
    def names(self) -> Names:
        """What their files are called."""
        return Names(self.editions.values())

    def title(self, name: str) -> str:
        """What an edition is called; its name in the ledger where nothing else is known of it."""
        edition = self.editions.get(name)
        if edition is None:
            return name
        invented = f" ({say('số liệu minh họa')})" if edition.dataset.settings.illustrative else ""
        return f"{file_title(edition, spoken())}{invented}"

    def changes(self, found: Standing) -> tuple[str, ...]:
        """What a reader of a revision finds otherwise in the one that holds now, a line each."""
        edition, later = self.editions.get(found.revision.edition), found.in_force or found.decision
        if edition is None or later is None:
            return ()
        if edition.names:
            return (say("có danh sách tên người: hãy mở hai tệp để so"),)
        before, now = (self._notebook(edition, number) for number in (found.revision.number, later.revision))
        if before is None or now is None:
            return (_not_told(),)
        return _changes(before, now)

    def _notebook(self, edition: Edition, number: int) -> Path | None:
        """The notebook of a revision as it was noted; None if it is not that any more."""
        revision, path = self.ledger.revision(str(edition), number), kept_file(edition, number, "ipynb")
        try:
            is_whole = revision is not None and content_hash(path.read_bytes()) == revision.files.get("ipynb")
        except OSError:
            return None
        return path if is_whole else None


def _changes(before: Path, now: Path) -> tuple[str, ...]:
    # Imported here, because it takes pandas: most files that are asked about did not change.
    from thidua.deliver.release.moved import change_lines
    from thidua.export.document import read_document
    from thidua.export.notebook import read_notebook
    from thidua.present.language import written_in

    try:
        earlier, later = (read_document(read_notebook(each)) for each in (before, now))
    except NotebookError:
        return (_not_told(),)
    with written_in(spoken()):
        lines = change_lines(earlier, later, SHOWN)
    if not lines:
        return (say("người đọc không thấy gì khác: chỉ cách trình bày thay đổi"),)
    return (say("đã thay đổi:"), *(f"  {line}" for line in lines))


def _not_told() -> str:
    return say("không nói được đã thay đổi những gì: sổ tay của một trong hai bản không còn nguyên")
