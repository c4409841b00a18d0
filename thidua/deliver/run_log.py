"""The run log of a meeting pack, `reports/<dataset>/<period>/run-log.txt`: what was done, for a person to read.

What is of no pack, such as a mail to the operator, stands in `reports/run-log.txt`. A mail is noted as it happens:
should the ledger be lost with a run that was killed, these logs know what left the house.
"""

from __future__ import annotations

import os
import re
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from thidua.there import is_there

if TYPE_CHECKING:
    from thidua.run.ledger.entries import Message
    from thidua.run.ledger.states import MessageState

RUN_LOG = "run-log.txt"

TIME = "%d/%m/%Y %H:%M:%S"

_MAIL = re.compile(
    r"(?P<at>\d\d/\d\d/\d{4} \d\d:\d\d:\d\d)  mail (?P<state>[a-z]+): [^,]*, (?P<message_id><[^<>]*>)(?:,|$)"
)


def log(root: Path, pack: str, line: str, *, now: datetime) -> None:
    """Add a line with its time; on the disk when this returns. Several lines in one stay together, set in.

    Parameters
    ----------
    pack
        "illustrative/2023-H1"; empty for what is of no pack.
    """
    path = root / "reports" / pack / RUN_LOG
    path.parent.mkdir(parents=True, exist_ok=True)
    first, *more = line.splitlines() or [""]
    text = "\n".join([f"{now:{TIME}}  {first}", *(f"{'':21}{each}" for each in more)])
    with path.open("a", encoding="utf-8", newline="\n") as file:
        file.write(text + "\n")
        file.flush()
        os.fsync(file.fileno())


def log_mail(root: Path, message: Message, state: MessageState, answer: str, *, now: datetime) -> None:
    """Note what became of a mail, with its Message-ID and what it brings."""
    editions = "".join(f"\n{name}, revision {number}" for name, number in message.items)
    said = ", ".join(filter(None, (message.recipient, message.message_id, answer)))
    log(root, message.pack, f"mail {state}: {said}{editions}", now=now)


def handed_over(root: Path, pack: str) -> dict[str, datetime]:
    """When each mail of a pack was last handed to a server, by its Message-ID; in the time zone of the log.

    One that was cancelled since, or that a person lets go again, is as if it never was: it has the same Message-ID when
    it goes the next time.
    """
    path = root / "reports" / pack / RUN_LOG
    found: dict[str, datetime] = {}
    for line in path.read_text(encoding="utf-8", errors="replace").splitlines() if is_there(path) else ():
        said = _MAIL.match(line)
        if said is not None and said["state"] == "handed":
            found[said["message_id"]] = datetime.strptime(said["at"], TIME)
        elif said is not None and said["state"] in ("cancelled", "planned"):
            found.pop(said["message_id"], None)
    return found
