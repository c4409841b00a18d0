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

System = Literal["cron", "systemd", "windows"]
"""Whose scheduler runs the command."""


def install(cron: bool, systemd: bool, windows: bool, every: str, yes: bool, take_over: str | None) -> None:
    """Print or install the entry that runs `due` every few minutes."""
    asked: dict[System, bool] = {"cron": cron, "systemd": systemd, "windows": windows}
    systems = [name for name, is_asked in asked.items() if is_asked]
    if not systems:
        raise ConfigError(say("bộ lập lịch nào? hãy ghi --cron, --systemd hoặc --windows"))
    if len(systems) > 1:
        raise ConfigError(
            say("chỉ ghi một trong --cron, --systemd, --windows: hai bộ lập lịch sẽ chạy mọi việc hai lần")
        )
    (system,) = systems
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
