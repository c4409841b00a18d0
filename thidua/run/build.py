"""Builds one edition: execute, export, judge, publish; whatever fails leaves the last good edition in its place.

Making is one thing, and may be done by a worker; publishing what was made is another, and the runner's alone.
"""

from __future__ import annotations

import shutil
import time
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from thidua.errors import DataError, ReportError
from thidua.run.formats import FORMATS
from thidua.run.key import INPUTS, changed_inputs, edition_inputs, edition_key, key_of
from thidua.run.plan import Edition
from thidua.run.publish import clear_work, keep_evidence, new_work_folder, publish, published_formats, write_whole
from thidua.speech import now_said

if TYPE_CHECKING:
    from nbformat import NotebookNode

    from thidua.run.emptiness import Emptiness
    from thidua.run.executing.mark import Run

State = Literal["ready", "empty", "current", "failed"]

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
    """What it was made from, or would have been (see `edition_key`); empty if that changed or could not be told."""
    snapshot: str = ""
    """The name of the snapshot of facts it was made from."""


def is_current(edition: Edition, formats: tuple[str, ...], key: str | None = None) -> bool:
    """Whether the published edition was made from just these facts, code and settings, in all these formats.

    Raises
    ------
    DataError
        If the facts of the dataset are not in order.
    """
    return set(formats) <= set(published_formats(edition, key or edition_key(edition)))


@dataclass(frozen=True)
class Made:
    """One edition as it was made, whole in its work folder or with what is left of it; nothing of it is published."""

    outcome: Outcome
    """What becomes of it if it can be published."""
    formats: tuple[str, ...] = ()
    work: Path | None = None
    """Its work folder; None if nothing was written."""


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
    work = None
    try:
        inputs, snapshot = edition_inputs(edition), edition.dataset.facts.snapshot.name
        key = key_of(inputs)
        if is_current(edition, formats, key):
            return Made(Outcome(edition, "current", key=key, snapshot=snapshot))
        published = [extension for extension in FORMATS if edition.file(extension).exists()]
        wanted = tuple(name for name in FORMATS if name in formats or name in published)
        work = new_work_folder(edition.root, run)
        state = _make(edition, wanted, inputs, run, work)
        outcome = Outcome(edition, state, seconds=time.monotonic() - began, key=key, snapshot=snapshot)
        return Made(outcome, wanted, work)
    except ReportError as problem:
        # Without a key a schedule builds it again, even if its inputs are changed back.
        key = "" if isinstance(problem, InputsChangedError) else key
        reason = str(problem)
    except OSError as problem:
        reason = _cannot_be_written(edition, problem)
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
        return outcome
    except OSError as problem:
        reason = outcome.reason or _cannot_be_written(edition, problem)
        return replace(outcome, state="failed", reason=reason)
    finally:
        shutil.rmtree(made.work, ignore_errors=True)


def _cannot_be_written(edition: Edition, problem: OSError) -> str:
    """A full disk, a folder that may not be written, or on Windows a PDF that somebody has open."""
    where = Path(problem.filename2 or problem.filename or edition.folder).name
    return f"{where} cannot be written: {problem.strerror}; close it if it is open, and build again"


class InputsChangedError(DataError):
    """What an edition is made from changed while it was made: nobody can say which of the two it tells."""


def _make(
    edition: Edition, formats: tuple[str, ...], inputs: Mapping[str, str], run: Run, work: Path
) -> Literal["ready", "empty"]:
    notebook, files, empty = make_files(edition, formats, inputs, run, work)
    write_whole(edition, notebook, files, inputs=inputs, empty=empty, work=work)
    return "empty" if empty.is_whole else "ready"


def make_files(
    edition: Edition,
    formats: tuple[str, ...],
    inputs: Mapping[str, str],
    run: Run,
    work: Path,
    *,
    preview: bool = False,
) -> tuple[NotebookNode, dict[str, bytes], Emptiness]:
    """Execute the notebook of an edition and make its files, each judged.

    Parameters
    ----------
    inputs
        What it is made from, as `edition_inputs` gave them before.
    work
        A folder of its own, where the executed notebook stands whatever comes of it.
    preview
        Whether every page says that it is a preview.

    Returns
    -------
    tuple
        The executed notebook, the files by extension, and what it shows no figure of.

    Raises
    ------
    ReportError
        On the first thing that keeps it from being ready, and if an input changed meanwhile.
    """
    # Imported here, because papermill takes a second: a build that finds everything current answers at once.
    from thidua.export.document import read_document
    from thidua.run.emptiness import emptiness
    from thidua.run.executing.execute import execute_notebook
    from thidua.run.export import export_judged

    notebook = execute_notebook(
        edition.notebook,
        work / EXECUTED,
        edition.parameters,
        run=run,
        cell_timeout=edition.settings.cell_timeout_seconds,
        engine=edition.settings.engine or "prepared",
        environment=edition.dataset.moment(),
    )
    files = export_judged(notebook, edition.settings.requires, formats, preview=preview)
    changed = changed_inputs(inputs, edition_inputs(replace(edition, dataset=edition.dataset.as_set_now())))
    if changed:
        words = ", ".join(now_said(INPUTS[name]) for name in changed)
        raise InputsChangedError(f"{words} changed while it was built; build it again")
    return notebook, files, emptiness(read_document(notebook), edition.settings.requires)
