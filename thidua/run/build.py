"""Builds one edition: execute, export, judge, publish; whatever fails leaves the last good edition in its place.

Making is one thing, and may be done by a worker; publishing what was made is another, and the runner's alone.
"""

from __future__ import annotations

import shutil
import time
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from thidua.errors import DataError, ReportError
from thidua.facts.reads import NOTES, AskedTwiceError, Reads, read_notes
from thidua.put import is_forbidden, is_full
from thidua.run.currency import change_since, is_current, learn
from thidua.run.formats import FORMATS
from thidua.run.key import (
    FIXED,
    INPUTS,
    broad_inputs,
    changed_inputs,
    input_of,
    key_of,
    read_inputs,
    with_facts,
)
from thidua.run.plan import Edition
from thidua.run.publish import MAKING, clear_work, keep_evidence, new_work_folder, publish, published_notes, write_whole
from thidua.speech import now_said

if TYPE_CHECKING:
    from nbformat import NotebookNode

    from thidua.run.emptiness import Emptiness
    from thidua.run.executing.mark import Run

State = Literal["ready", "empty", "current", "failed"]

NOTED_READS = "reads.jsonl"
"""The file of the work folder in which the kernel notes what it reads."""

EXECUTED = "executed.ipynb"
"""What papermill writes into the work folder, also when it fails."""


@dataclass(frozen=True)
class Outcome:
    """What became of one edition: newly ready, or empty; current already; or failed, with one sentence why."""

    edition: Edition
    state: State
    reason: str = ""
    evidence: Path | None = None
    seconds: float = 0.0
    key: str = ""
    """What it was made from (see `thidua.run.key`); if it failed, broadly; empty if that changed or cannot be told."""
    snapshot: str = ""
    """The name of the snapshot of facts it was made from."""


@dataclass(frozen=True)
class Made:
    """One edition as it was made, whole in its work folder or with what is left of it; nothing of it is published."""

    outcome: Outcome
    """What becomes of it if it can be published."""
    formats: tuple[str, ...] = ()
    work: Path | None = None
    """Its work folder; None if nothing was written."""


def current_outcome(edition: Edition, formats: tuple[str, ...]) -> Outcome | None:
    """What became of an edition that need not be made; None if it must be. Raises as `is_current` does."""
    if not is_current(edition, formats):
        return None
    snapshot = edition.dataset.current_snapshot.name
    return Outcome(edition, "current", key=published_notes(edition)["key"], snapshot=snapshot)


def build_edition(edition: Edition, formats: tuple[str, ...] = FORMATS) -> Outcome:
    """Build an edition unless it is current; formats published before are kept in step with the new ones.

    Returns
    -------
    Outcome
        Never raises for what a sender, author or operator can mend: that is a failed outcome.
    """
    from thidua.run.executing.mark import Run  # takes a while to import, and is not needed to tell what is current

    run = Run.here(edition.root)
    try:
        return publish_made(make_edition(edition, formats, run))
    finally:
        clear_work(edition.root, lambda name: name == str(run))


def make_edition(edition: Edition, formats: tuple[str, ...], run: Run) -> Made:
    """Make an edition unless it is current, wholly in a work folder of the run; raises as `build_edition` does."""
    # A worker that was just started knows no other province than the package's own.
    with edition.dataset.territory.in_force():
        return _made(edition, formats, run)


def _made(edition: Edition, formats: tuple[str, ...], run: Run) -> Made:
    began = time.monotonic()
    key = snapshot = ""
    broad: dict[str, str] = {}
    work = None
    try:
        snapshot, broad = edition.dataset.current_snapshot.name, broad_inputs(edition)
        if (current := current_outcome(edition, formats)) is not None:
            return Made(current)
        published = [extension for extension in FORMATS if edition.file(extension).exists()]
        wanted = tuple(name for name in FORMATS if name in formats or name in published)
        work = new_work_folder(edition.root, run)
        state, key = _make(edition, wanted, run, work)
        outcome = Outcome(edition, state, seconds=time.monotonic() - began, key=key, snapshot=snapshot)
        return Made(outcome, wanted, work)
    except ReportError as problem:
        # Without a key a schedule builds it again, even if its inputs are changed back.
        key = "" if isinstance(problem, InputsChangedError) else _broad_key(edition, broad)
        reason = str(problem)
    except OSError as problem:
        reason = cannot_be_written(edition, problem)
        if work is not None:
            # No evidence of anything; and where the disk is full, what comes next needs the space.
            shutil.rmtree(work, ignore_errors=True)
            work = None
    outcome = Outcome(edition, "failed", reason, seconds=time.monotonic() - began, key=key, snapshot=snapshot)
    return Made(outcome, work=work)


def publish_made(made: Made) -> Outcome:
    """Put in its place what was made, or keep the evidence of what was not; its work folder is gone afterwards."""
    outcome, edition = made.outcome, made.outcome.edition
    if made.work is None:
        return outcome
    try:
        if outcome.state == "failed":
            return replace(outcome, evidence=keep_evidence(edition, made.work / EXECUTED))
        publish(edition, made.formats, made.work)
        learn(edition, published_notes(edition), outcome.snapshot)
        return outcome
    except OSError as problem:
        return not_written(outcome, problem)
    finally:
        shutil.rmtree(made.work, ignore_errors=True)


def not_written(outcome: Outcome, problem: OSError) -> Outcome:
    """What became of an edition that was made, and of which a file cannot be put in its place or kept."""
    reason = outcome.reason or cannot_be_written(outcome.edition, problem)
    # Without a key a schedule builds it again: what it was made from is not at fault.
    return replace(outcome, state="failed", reason=reason, key="")


def cannot_be_written(edition: Edition, problem: OSError) -> str:
    """A full disk, a folder that may not be written, or on Windows a PDF that somebody has open."""
    where = _said(Path(problem.filename2 or problem.filename or edition.folder), edition)
    if is_full(problem):
        todo = "free some space there"
    elif is_forbidden(problem):
        todo = "close it if it is open, or see that you may write in its folder"
    else:
        todo = "close it if it is open"
    return f"{where} cannot be written: {problem.strerror}; {todo}, and build again"


def _said(path: Path, edition: Edition) -> str:
    """A file of the edition by its name, anything else by where it is in the project."""
    if path.parent == edition.folder or MAKING in path.parts or not path.is_relative_to(edition.root):
        return path.name
    return path.relative_to(edition.root).as_posix()


class InputsChangedError(DataError):
    """What an edition is made from changed while it was made: nobody can say which of the two it tells."""


def _broad_key(edition: Edition, broad: Mapping[str, str]) -> str:
    """What a failed edition is judged by: how far it read is not known. Empty where its facts cannot be read."""
    try:
        return key_of(with_facts(edition, broad))
    except ReportError:
        return ""


def _make(edition: Edition, formats: tuple[str, ...], run: Run, work: Path) -> tuple[Literal["ready", "empty"], str]:
    made = make_files(edition, formats, run, work)
    write_whole(edition, made.notebook, made.files, inputs=made.inputs, reads=made.reads, empty=made.empty, work=work)
    return "empty" if made.empty.is_whole else "ready", key_of(made.inputs)


@dataclass(frozen=True)
class MadeFiles:
    """An executed notebook and what was made of it.

    Attributes
    ----------
    files
        By extension, without the notebook.
    inputs
        One hash for each of `INPUTS`.
    reads
        What the notebook read of datasets; None if it opened none of ours, and all is taken to be read.
    empty
        What it shows no figure of.
    """

    notebook: NotebookNode
    files: dict[str, bytes]
    inputs: dict[str, str]
    reads: Reads | None
    empty: Emptiness


def make_files(edition: Edition, formats: tuple[str, ...], run: Run, work: Path, *, preview: bool = False) -> MadeFiles:
    """Execute the notebook of an edition and make its files, each judged.

    Parameters
    ----------
    work
        A folder of its own, where the executed notebook stands whatever comes of it, and what it read is noted.
    preview
        Whether every page says that it is a preview.

    Raises
    ------
    ReportError
        On the first thing that keeps it from being ready, and if an input changed meanwhile.
    """
    # Imported here, because papermill takes a second: a build that finds everything current answers at once.
    from thidua.run.emptiness import emptiness
    from thidua.run.executing.execute import execute_notebook
    from thidua.run.export import export_judged

    before = broad_inputs(edition)
    noted = (work / NOTED_READS).absolute()
    noted.unlink(missing_ok=True)
    notebook = execute_notebook(
        edition.notebook,
        work / EXECUTED,
        edition.parameters,
        run=run,
        cell_timeout=edition.settings.cell_timeout_seconds,
        engine=edition.settings.engine or "prepared",
        environment={**edition.dataset.moment(), NOTES: str(noted)},
    )
    document, files = export_judged(notebook, edition.settings.requires, formats, preview=preview)
    inputs, reads = _read_from(edition, before, noted)
    return MadeFiles(notebook, files, inputs, reads, emptiness(document, edition.settings.requires))


def _read_from(edition: Edition, before: Mapping[str, str], noted: Path) -> tuple[dict[str, str], Reads | None]:
    """What an edition was made from, and what it read; refused if any of it is another by now."""
    try:
        reads = read_notes(noted)
    except AskedTwiceError as problem:
        raise _changed([input_of(str(problem))]) from None
    now = replace(edition, dataset=edition.dataset.as_set_now())
    if reads is None:
        if others := changed_inputs(before, broad_inputs(now)):
            raise _changed(others)
        return with_facts(edition, before), None
    inputs = read_inputs({name: before[name] for name in FIXED}, reads)
    notes = {"inputs": inputs, "reads": reads}
    changed = {*change_since(now, notes, snapshot=edition.dataset.current_snapshot.name).inputs}
    # Of a file beside the facts that was read after it had changed, the answer is the same now.
    read = {input_of(question) for question in reads.get(edition.dataset.name, ())}
    changed |= read.intersection(changed_inputs(before, {**before, **broad_inputs(now)}))
    if changed:
        raise _changed([name for name in INPUTS if name in changed])
    return inputs, reads


def _changed(names: Iterable[str]) -> InputsChangedError:
    words = ", ".join(now_said(INPUTS[name]) for name in names)
    return InputsChangedError(f"{words} changed while it was built; build it again")
