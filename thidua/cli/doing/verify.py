"""What `verify` does: answers for files that somebody forwards, and changes nothing."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from thidua.cli.common import SOME_FAILED, complain
from thidua.facts.today import HANOI
from thidua.project import project_folder
from thidua.run.ledger.view import view_ledger
from thidua.speech import say
from thidua.verify.answer import Verifier
from thidua.verify.known import Known
from thidua.verify.told import Teller


def verify(paths: tuple[Path, ...]) -> None:
    """Answer for files by their content; the exit status is 0 only if all of them hold."""
    root = project_folder()
    holds = True
    with view_ledger(root) as view:
        known = Known(root, view.ledger)
        verifier = Verifier(view.ledger, lambda name: known.names.meant(name), known.lists, known.data)
        teller = Teller(known.title, known.changes, known.compared, HANOI)
        for path in paths:
            try:
                answer = verifier.file(path)
            except OSError as problem:
                complain(say("lỗi: {problem}", problem=f"{path}: {problem.strerror or problem}"))
                holds = False
                continue
            for line in teller.lines(answer):
                click.echo(line)
            holds = holds and answer.is_current
    if not holds:
        sys.exit(SOME_FAILED)
