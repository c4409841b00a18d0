"""A command holds `reports/`: the lock against others of this machine, the ledger against those of other machines.

The lock file is the first line of defence: a second command waits for the first. Between two machines it holds as far
as the server of the share passes locks on (SMB and NFS 4 do, NFS 3 may not, a folder kept in step by a program never
does), so that nothing rests on it there: who holds the ledger stands in the ledger, and a runner that was overtaken is
stopped at its next note.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from thidua.run.holding.alone import alone
from thidua.run.holding.private import closed_to_others
from thidua.run.holding.taking import OPTION, Taking, check_seal
from thidua.run.ledger.book import Ledger
from thidua.run.ledger.file import open_ledger
from thidua.run.ledger.seal import SEAL, SealFile


@contextmanager
def hold(
    root: Path, doing: str, *, now: Callable[[], datetime], tell: Callable[[str], None], take_over: str | None = None
) -> Iterator[Ledger]:
    """Hold output folder and ledger of a project for one command; the folder is closed to others when it ends.

    Parameters
    ----------
    doing
        What this command is, as another one will tell it: "build".
    now
        The clock of this machine.
    tell
        Says a line to the operator.
    take_over
        The name of the person who decides that this machine takes the folder over, or that its clock is right.

    Raises
    ------
    ConfigError
        If another machine holds the folder or the clock lies before what was noted, and nobody decided; nothing was
        changed. Also as `open_ledger` does.
    """
    taking = Taking.here(doing, now=now(), take_over=take_over)
    check_seal(SealFile(root / "reports" / SEAL).read(), taking)
    with closed_to_others(root / "reports", tell=tell):
        if taking.take_over:
            _take_over(root, taking, tell)
        with alone(root, doing, now=now(), tell=tell), open_ledger(root) as ledger:
            replace(taking, take_over="", now=now()).take(ledger)
            yield ledger


def _take_over(root: Path, taking: Taking, tell: Callable[[str], None]) -> None:
    """Before the lock is waited for: a run that is at work elsewhere ends at its next note and lets go of it."""
    with open_ledger(root) as ledger:
        if taking.refusal(ledger) is None:
            tell(f"{OPTION} was not needed: this machine holds reports/ already, or nobody does")
            return
        said = taking.take(ledger)
    if said is not None:
        tell(said)
