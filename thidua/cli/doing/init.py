"""What `init` does: begins a project in an empty folder, and says what to type next."""

from __future__ import annotations

from pathlib import Path

import click

from thidua.called import program
from thidua.cli.common import writing
from thidua.illustrative.project import write_project
from thidua.speech import say


def init(folder: Path) -> None:
    """Write the project, and name the next two commands."""
    with writing():
        write_project(folder)
    click.echo(say("{folder}: dự án đã sẵn sàng; README.md ở đó cho biết có gì. Tiếp theo:", folder=folder))
    click.echo(f"\n    cd {folder}\n    {program()} build --period 2023-H1\n")
