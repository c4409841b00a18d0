"""How a build tells what it does: plain lines in a log, what is at work in a terminal, JSON for programs."""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, Protocol

import click

from thidua.run.build import Outcome
from thidua.run.plan import Edition
from thidua.run.working.durations import Durations
from thidua.run.working.forecast import Forecast
from thidua.speech import say

if TYPE_CHECKING:
    from rich.table import Table


class Telling(Protocol):
    """What a build tells, step by step."""

    def line(self, kind: str, text: str, **facts: Any) -> None:
        """Tell something in one line; programs get its kind and facts."""

    def began(self, edition: Edition) -> None:
        """An edition is being made; called in any thread."""

    def ended(self, outcome: Outcome) -> None:
        """Tell what became of an edition."""


class Lines:
    """A line for each edition as it ends."""

    def __init__(self, editions: list[Edition]) -> None:
        """Nothing is told yet."""
        self._number, self._of = 0, len(editions)

    def line(self, kind: str, text: str, **facts: Any) -> None:
        """Tell something in one line."""
        click.echo(text)

    def began(self, edition: Edition) -> None:
        """A log tells what is done."""

    def ended(self, outcome: Outcome) -> None:
        """Tell what became of an edition."""
        # One that disagrees with an edition beside it is told twice.
        self._number = min(self._number + 1, self._of)
        click.echo(f"[{self._number}/{self._of}] {outcome.edition} … {_what(outcome)}")
        for line in _why(outcome):
            click.echo(line, err=True)


class Terminal(Lines):
    """The same lines, and below them what is at work, how many failed, and how long it will go on."""

    def __init__(self, editions: list[Edition], durations: Durations) -> None:
        """Nothing is told yet."""
        super().__init__(editions)
        self._forecast, self._failed = Forecast(editions, durations.expected), 0

    def began(self, edition: Edition) -> None:
        """Show what is at work."""
        self._forecast.began(str(edition), now=time.monotonic())

    def ended(self, outcome: Outcome) -> None:
        """Tell what became of an edition."""
        self._forecast.ended(str(outcome.edition), now=time.monotonic())
        self._failed += outcome.state == "failed"
        super().ended(outcome)

    def __rich__(self) -> Table:
        """How far it is, what is at work, how many failed, how long it will go on: "…" if nobody can tell."""
        from rich.progress_bar import ProgressBar
        from rich.table import Table
        from rich.text import Text

        running, left = self._forecast.running, self._forecast.left(now=time.monotonic())
        said = [say("còn {time}", time="…" if left is None else _time(left))]
        said += [say("{count} bản không lập được", count=self._failed)] if self._failed else []
        said += [say("đang lập {names}", names=", ".join(running))] if running else []
        shown = Table.grid(padding=(0, 1))
        bar = ProgressBar(total=max(self._of, 1), completed=self._number, width=20)
        shown.add_row(bar, f"{self._number}/{self._of}", Text(" · ".join(said), no_wrap=True, overflow="ellipsis"))
        return shown


class Json:
    """One JSON object a line: `event` says of what."""

    def line(self, kind: str, text: str, **facts: Any) -> None:
        """Tell something."""
        self._tell(kind, **(facts or {"text": text}))

    def began(self, edition: Edition) -> None:
        """Tell that an edition is being made."""
        self._tell("began", edition=str(edition), process=edition.settings.engine)

    def ended(self, outcome: Outcome) -> None:
        """Tell what became of an edition."""
        evidence = None if outcome.evidence is None else outcome.evidence.relative_to(outcome.edition.root).as_posix()
        facts = {"state": outcome.state, "reason": outcome.reason, "seconds": round(outcome.seconds, 1)}
        self._tell("ended", edition=str(outcome.edition), **facts, evidence=evidence)

    def _tell(self, event: str, **facts: Any) -> None:
        # In one piece: another thread may tell something at the same time.
        sys.stdout.write(json.dumps({"event": event, **facts}, ensure_ascii=False) + "\n")
        sys.stdout.flush()


@contextmanager
def telling(editions: list[Edition], *, as_json: bool) -> Iterator[Telling]:
    """How this command tells what it does, to whoever it is that reads it."""
    if as_json:
        yield Json()
    elif editions and sys.stdout.isatty():
        # Imported here: a log has no need of it.
        from rich.console import Console
        from rich.live import Live

        shown = Terminal(editions, Durations.of(editions[0].root))
        with Live(get_renderable=lambda: shown, console=Console(), refresh_per_second=2, transient=True):
            yield shown
    else:
        yield Lines(editions)


def _what(outcome: Outcome) -> str:
    if outcome.state == "failed":
        return say("không lập được")
    if outcome.state == "current":
        return say("vẫn mới")
    words = say("xong") if outcome.state == "ready" else say("trống: chưa có số liệu nào")
    return f"{words} ({outcome.seconds:.1f} s)"


def _why(outcome: Outcome) -> Iterator[str]:
    """Why an edition is not there, and what there is of it."""
    if outcome.state == "failed":
        yield f"{outcome.edition}: {outcome.reason}"
    if outcome.evidence is not None:
        kept = outcome.evidence.relative_to(outcome.edition.root).as_posix()
        yield say("  sổ tay có điều đã xảy ra là {path}", path=kept)


def _time(seconds: float) -> str:
    """About so long: 45 s, 3 min."""
    if seconds < 90:
        return f"{seconds:.0f} s"
    return say("{minutes} phút", minutes=round(seconds / 60))
