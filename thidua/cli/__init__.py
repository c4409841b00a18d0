"""The command line of `python run_reports.py`: results on stdout, problems on stderr.

Each module holds the commands of one step on a workbook's way to a mailbox; here they come together.
"""

from __future__ import annotations

import signal
import sys

import click

from thidua.cli import building, checking, delivering, mailing, scheduling
from thidua.cli.common import SOME_FAILED, WRONG_USE, cli
from thidua.errors import DeliveryError, ReportError

__all__ = ["building", "checking", "cli", "delivering", "end_in_order", "mailing", "main", "scheduling"]


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
