"""Builds one edition: execute, export, judge, publish; whatever fails leaves the last good edition in its place."""

from __future__ import annotations

import time
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Literal

from thidua.errors import ConfigError, DataError, ReportError
from thidua.run.key import INPUTS, changed_inputs, edition_inputs, edition_key, key_of
from thidua.run.plan import Edition
from thidua.run.publish import keep_evidence, publish, published_formats, work_folder
from thidua.run.reports import FORMATS

State = Literal["ready", "empty", "current", "failed"]


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


def build_edition(edition: Edition, formats: tuple[str, ...] = FORMATS) -> Outcome:
    """Build an edition unless it is current; formats published before are kept in step with the new ones.

    Returns
    -------
    Outcome
        Never raises for what a sender, author or operator can mend: that is a failed outcome.
    """
    began = time.monotonic()
    key = snapshot = ""
    try:
        inputs, snapshot = edition_inputs(edition), edition.dataset.facts.snapshot.name
        key = key_of(inputs)
        if is_current(edition, formats, key):
            return Outcome(edition, "current", key=key, snapshot=snapshot)
        published = [extension for extension in FORMATS if edition.file(extension).exists()]
        wanted = tuple(name for name in FORMATS if name in formats or name in published)
        with work_folder(edition) as work:
            made = _make(edition, wanted, inputs, work)
            if not isinstance(made, ReportError):
                return Outcome(edition, made, seconds=time.monotonic() - began, key=key, snapshot=snapshot)
            failure: ReportError = made
            evidence = keep_evidence(edition, work / "executed.ipynb")
            # Without a key a schedule builds it again, even if its inputs are changed back.
            key = "" if isinstance(failure, InputsChangedError) else key
    except ReportError as problem:
        failure, evidence = problem, None
    except OSError as problem:
        # A full disk, a folder that may not be written, or on Windows a PDF that somebody has open.
        where = Path(problem.filename2 or problem.filename or edition.folder).name
        failure = ConfigError(f"{where} cannot be written: {problem.strerror}; close it if it is open, and build again")
        evidence = None
    return Outcome(edition, "failed", str(failure), evidence, time.monotonic() - began, key, snapshot)


Made = Literal["ready", "empty"]


class InputsChangedError(DataError):
    """What an edition is made from changed while it was made: nobody can say which of the two it tells."""


def _make(edition: Edition, formats: tuple[str, ...], inputs: Mapping[str, str], work: Path) -> Made | ReportError:
    # Imported here, because papermill takes a second: a build that finds everything current answers at once.
    from thidua.export.document import read_document
    from thidua.run.emptiness import emptiness
    from thidua.run.execute import execute_notebook
    from thidua.run.export import export_judged

    try:
        notebook = execute_notebook(
            edition.notebook,
            work / "executed.ipynb",
            edition.parameters,
            cell_timeout=edition.settings.cell_timeout_seconds,
            environment=edition.dataset.moment(),
        )
        files = export_judged(notebook, edition.settings.requires, formats)
        changed = changed_inputs(inputs, edition_inputs(replace(edition, dataset=edition.dataset.as_set_now())))
        if changed:
            words = ", ".join(INPUTS[name] for name in changed)
            raise InputsChangedError(f"{words} changed while it was built; build it again")
    except ReportError as problem:
        return problem
    empty = emptiness(read_document(notebook), edition.settings.requires)
    publish(edition, notebook, files, inputs=inputs, empty=empty, work=work)
    return "empty" if empty.is_whole else "ready"
