"""The command line of `python run_reports.py`: results on stdout, problems on stderr.

Each module holds the commands of one step on a workbook's way to a mailbox; `commands` names them.
"""

from __future__ import annotations

import signal
import sys

import click

from thidua.cli.commands import COMMANDS
from thidua.cli.group import LazyGroup
from thidua.errors import DeliveryError, ReportError

SOME_FAILED, WRONG_USE = 1, 2


@click.group(
    cls=LazyGroup, places=COMMANDS, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100}
)
def cli() -> None:
    """Build the reports of the review meetings from data/ into reports/, release and mail them.

    Exit status: 0 all done, 1 some reports, files or mails failed, 2 wrong use.
    """


def main() -> None:
    """Run the command line; a mistake in what was asked for is one line and exit status 2, mail that did not go 1."""
    for stream in (sys.stdout, sys.stderr):
        # A Windows console of another code page shows an escape where it lacks a letter, and goes on.
        stream.reconfigure(errors="backslashreplace")  # type: ignore[union-attr]
    end_in_order()
    try:
        cli()
    except ReportError as problem:
        click.echo(f"error: {problem}", err=True)
        sys.exit(SOME_FAILED if isinstance(problem, DeliveryError) else WRONG_USE)


def end_in_order() -> None:
    """SIGTERM, with which systems end programs, ends this one as Ctrl+C does: nothing half made, no lock, no holder."""
    signal.signal(signal.SIGTERM, signal.default_int_handler)
