"""Publishing: files are written aside and renamed, so a reader never sees half a report.

The notebook is renamed last and notes the hashes of its other files: only then is the edition whole. Whoever makes an
edition writes into a work folder of its own; only the runner, which holds the lock of `reports/`, renames.
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Mapping
from pathlib import Path
from tempfile import mkdtemp
from typing import TYPE_CHECKING, Any

from thidua.put import naming
from thidua.run.key import content_hash, key_of
from thidua.run.once import once
from thidua.run.plan import Edition
from thidua.version import PROGRAM

if TYPE_CHECKING:
    from nbformat import NotebookNode

    from thidua.facts.reads import Reads
    from thidua.run.emptiness import Emptiness
    from thidua.run.executing.mark import Run


_METADATA = b'\n "metadata": {'
"""Where the metadata of a whole notebook begin: indented by one, as nothing else of this name; no text holds a line."""
MAKING = ".making"
"""The folder in reports/ where editions are made, on the same disk as where they are published."""


def new_work_folder(root: Path, run: Run) -> Path:
    """An empty folder for one edition; its path bears the mark of the run, and no other process is given it."""
    folder = root / "reports" / MAKING / str(run)
    folder.mkdir(parents=True, exist_ok=True)
    return Path(mkdtemp(dir=folder))


def clear_work(root: Path, belongs: Callable[[str], bool]) -> None:
    """Remove the work folders of the runs whose mark belongs."""
    making = root / "reports" / MAKING
    for folder in making.glob("*"):
        if belongs(folder.name):
            shutil.rmtree(folder, ignore_errors=True)
    try:
        making.rmdir()
    except OSError:
        return  # there is none, another run has something in it, or it may not be removed: it is nobody's result


def write_whole(
    edition: Edition,
    notebook: NotebookNode,
    files: dict[str, bytes],
    *,
    inputs: Mapping[str, str],
    reads: Reads | None,
    empty: Emptiness,
    work: Path,
) -> None:
    """Write all files of an edition into its work folder; its notebook tells what it was made from."""
    from nbformat import writes  # takes a second to import, and is needed only here

    without_run_notes(notebook)
    notebook.metadata["thidua"] = {
        "program": PROGRAM,
        "edition": str(edition),
        "key": key_of(inputs),
        "inputs": dict(inputs),
        "verdict": "empty" if empty.is_whole else "ready",
        "emptyParts": list(empty.parts),
        "emptyHeadings": list(empty.headings),
        "files": {extension: content_hash(content) for extension, content in sorted(files.items())},
    }
    if reads is not None:
        notebook.metadata["thidua"]["reads"] = {name: dict(answers) for name, answers in reads.items()}
    for extension, content in {**files, "ipynb": (writes(notebook) + "\n").encode()}.items():
        with naming(edition.file(extension)):
            (work / extension).write_bytes(content)


def publish(edition: Edition, formats: tuple[str, ...], work: Path) -> None:
    """Put the files of an edition in their place, then its notebook, which makes it the current edition."""
    edition.folder.mkdir(parents=True, exist_ok=True)
    for extension in (*formats, "ipynb"):
        (work / extension).replace(edition.file(extension))
    edition.evidence.unlink(missing_ok=True)
    if edition.evidence.parent.is_dir() and not any(edition.evidence.parent.iterdir()):
        edition.evidence.parent.rmdir()


def keep_evidence(edition: Edition, executed: Path) -> Path | None:
    """Keep the notebook of a failed run apart from the published files; None if it never began."""
    if not executed.is_file():
        return None
    edition.evidence.parent.mkdir(parents=True, exist_ok=True)
    executed.replace(edition.evidence)
    return edition.evidence


def without_run_notes(notebook: NotebookNode) -> None:
    """Take out what differs between two runs of the same data: times, paths, random ids."""
    notebook.metadata.pop("papermill", None)
    for cell in notebook.cells:
        cell.metadata.pop("papermill", None)
        cell.metadata.pop("execution", None)
        if "injected-parameters" in cell.metadata.get("tags", []):
            cell["id"] = "injected-parameters"


def published_notes(edition: Edition) -> dict[str, Any]:
    """What the published notebook says of its edition; empty if there is none or it is not ours."""
    try:
        return once(edition.file("ipynb"), notes_in)
    except OSError:
        return {}


def notes_in(notebook: bytes) -> dict[str, Any]:
    """The same of a notebook in hand."""
    try:
        notes = _metadata(notebook)["thidua"]
        return {
            "key": str(notes["key"]),
            "inputs": dict(notes.get("inputs", {})),
            "verdict": str(notes.get("verdict", "ready")),
            "empty_parts": tuple(notes.get("emptyParts", ())),
            "empty_headings": tuple(notes.get("emptyHeadings", ())),
            "files": dict(notes["files"]),
            "reads": None if (reads := notes.get("reads")) is None else {name: dict(of) for name, of in reads.items()},
        }
    except (ValueError, KeyError, TypeError, AttributeError):
        return {}


def _metadata(notebook: bytes) -> dict[str, Any]:
    """The metadata of a notebook as nbformat writes it: behind its cells, whose megabytes need not be read for it."""
    _, found, behind = notebook.rpartition(_METADATA)
    metadata: dict[str, Any] = json.loads(b"{" + found + behind if found else notebook)["metadata"]
    return metadata


def has_content(path: Path, expected: str) -> bool:
    """Whether a file is there and has the content of this hash."""
    try:
        return once(path, content_hash) == expected
    except FileNotFoundError:
        return False


def published_formats(edition: Edition) -> tuple[str, ...]:
    """The formats that stand whole beside their notebook."""
    notes = published_notes(edition)
    return tuple(
        extension
        for extension, expected in notes.get("files", {}).items()
        if has_content(edition.file(extension), expected)
    )
