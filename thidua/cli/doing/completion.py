"""What `completion` does: prints the script that click has for a shell, which asks `thidua` what may be typed next."""

from __future__ import annotations

import click
from click.shell_completion import get_completion_class

PROGRAM = "thidua"


def completion(shell: str) -> None:
    """Print the script for a shell."""
    of_shell = get_completion_class(shell)
    if of_shell is None:
        raise LookupError(f"click knows no shell {shell}")
    click.echo(of_shell(click.Group(PROGRAM), {}, PROGRAM, f"_{PROGRAM.upper()}_COMPLETE").source())
