"""A command takes the ledger in hand: on the machine that holds it, with a clock that goes on from the last time.

Another machine, and a clock that lies before what was noted, are refused until a person decides. A machine that was
started anew is the same machine: its last run ended with a power cut, and this one goes on from there.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from thidua.errors import ConfigError
from thidua.registry import quoted
from thidua.run.holding.machine import VARIABLE, this_boot, this_host
from thidua.run.ledger.book import Ledger
from thidua.run.ledger.entries import Runner
from thidua.run.ledger.seal import Seal

OPTION = "--take-over"

TOLERANCE = timedelta(days=1)
"""So far a clock may lie before the last time that was noted: clocks are set right by minutes, and zones by hours."""

LONGEST_NAME = 200


class HeldElsewhereError(ConfigError):
    """Another machine holds the ledger."""


@dataclass(frozen=True)
class Taking:
    """One command that wants to write, and where.

    Attributes
    ----------
    doing
        What it is, as another one will tell it: "build".
    now
        The clock of this machine, whatever time the command is about.
    take_over
        The name of the person who decides that it may, where it otherwise may not; empty if nobody does.
    """

    doing: str
    now: datetime
    host: str
    boot: str
    take_over: str = ""

    @classmethod
    def here(cls, doing: str, *, now: datetime, take_over: str | None = None) -> Taking:
        """A command on this machine.

        Raises
        ------
        ConfigError
            If the name of the person cannot stand in the ledger, or this machine has no name.
        """
        return cls(doing, now, this_host(), this_boot(), _name(take_over))

    def refusal(self, ledger: Ledger) -> ConfigError | None:
        """Why it may not write without a person's decision; None if it may."""
        runner = ledger.runner()
        if runner.host not in ("", self.host):
            return _held_elsewhere(runner.host, runner.since, runner.seen)
        last = datetime.fromisoformat(runner.seen) if runner.seen else ledger.newest_time()
        return None if last is None or self.now >= last - TOLERANCE else _clock_behind(self.now, last)

    def take(self, ledger: Ledger) -> str | None:
        """Take the ledger in hand; a line for the operator if that was a person's decision.

        Raises
        ------
        ConfigError
            If it may not and nobody decided (see `refusal`); nothing was written.
        TakenOverError
            If another command took it in hand meanwhile.
        """
        before, refusal = ledger.runner(), self.refusal(ledger)
        if refusal is not None and not self.take_over:
            raise refusal
        by = self.take_over if refusal is not None else ""
        ledger.begin(host=self.host, boot=self.boot, by=by, doing=self.doing, at=self.now)
        if not by:
            return None
        return f"reports/ was taken over by {by} on {self.host} on {self.now:%d/%m/%Y %H:%M}; before, {_told(before)}"


def check_seal(seal: Seal | None, taking: Taking) -> None:
    """Refuse another machine by the file beside the ledger, before the ledger itself is opened.

    SQLite must not have a ledger open on two machines at once: what one keeps in memory, the other does not see.
    """
    if seal is not None and seal.host not in ("", taking.host) and not taking.take_over:
        raise _held_elsewhere(seal.host, seal.since, seal.seen)


def _held_elsewhere(host: str, since: str, seen: str) -> HeldElsewhereError:
    return HeldElsewhereError(
        f"reports/ is held by the machine {quoted(host)} since {said(since)}, last at work there {said(seen)}; nothing "
        f"was done here. See that nothing runs there any more, then take it over: {OPTION} NAME (who decides). If it "
        f"is this machine under another name, name it in the environment variable {VARIABLE}"
    )


def _clock_behind(now: datetime, last: datetime) -> ConfigError:
    return ConfigError(
        f"the clock of this machine says {now:%d/%m/%Y %H:%M}, but reports/ was written to on "
        f"{last:%d/%m/%Y %H:%M}; nothing was done. Set the clock; or, if it is right and that time was wrong, say so "
        f"with {OPTION} NAME (who decides)"
    )


def _told(runner: Runner) -> str:
    if not runner.host:
        return "no machine held it"
    return f"{quoted(runner.host)} held it since {said(runner.since)}, last at work {said(runner.seen)}"


def said(at: str) -> str:
    """A noted time for a person; it may be damaged, and then stands as it is."""
    try:
        return f"{datetime.fromisoformat(at):%d/%m/%Y %H:%M}"
    except ValueError:
        return quoted(at)


def _name(text: str | None) -> str:
    if text is None:
        return ""
    name = text.strip()
    if not name or not name.isprintable() or len(name) > LONGEST_NAME:
        raise ConfigError(
            f"{OPTION} {quoted(text)} must name who decides, in one line of at most {LONGEST_NAME} letters"
        )
    return name
