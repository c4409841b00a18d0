"""What `schedule install` does: prints, or installs, the entry of the system's own scheduler."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Literal

import click

from thidua.cli.common import clock, complain, writing
from thidua.deliver.schedule.install import entries
from thidua.deliver.schedule.install import install as install_entries
from thidua.errors import ConfigError
from thidua.project import project_folder
from thidua.run.holding.hold import hold
from thidua.speech import say


def install(system: Literal["cron", "systemd", "windows"] | None, every: str, yes: bool, take_over: str | None) -> None:
    """Print or install the entry that runs `due` every few minutes."""
    if system is None:
        raise ConfigError(say("bộ lập lịch nào? hãy ghi --cron, --systemd hoặc --windows"))
    root, python = project_folder(), Path(sys.executable)
    if yes:
        # A machine that may not write here would be refused every few minutes from now on.
        with writing(), hold(root, "schedule install", now=clock, tell=complain, take_over=take_over):
            lines = install_entries(root, system, python=python, every_minutes=int(every))
        for line in lines:
            click.echo(line)
        return
    for where, text in entries(root, system, python=python, every_minutes=int(every)):
        click.echo(f"# {where}", err=True)  # apart, so that what is redirected into a file is the entry alone
        click.echo(text)
