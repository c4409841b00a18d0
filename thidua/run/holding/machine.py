"""This machine as the ledger names it, and its present start.

A name of its own is what tells two machines on one share apart; nothing else of a machine is asked, so that two of one
name are taken for one that was started anew.
"""

from __future__ import annotations

import os
import platform
from pathlib import Path

import psutil

from thidua.errors import ConfigError

VARIABLE = "THIDUA_HOST"
"""Names the machine where its own name changes from start to start, as that of a container does."""

_BOOT = Path("/proc/sys/kernel/random/boot_id")


def this_host() -> str:
    """The name of this machine: `THIDUA_HOST` if it is set, else its own.

    Raises
    ------
    ConfigError
        If that name is empty, longer than 100 letters or not one line; says what to set.
    """
    name = os.environ.get(VARIABLE, platform.node()).strip()
    if not name or len(name) > 100 or not name.isprintable():
        from thidua.registry import quoted  # all its tables take a while to import

        raise ConfigError(
            f"this machine is called {quoted(name)}, which tells it from no other; name it in the environment "
            f"variable {VARIABLE}, in one line of at most 100 letters"
        )
    return name


def this_boot() -> str:
    """What names the present start of this machine; another one means that it was started anew.

    Notes
    -----
    Linux draws an id at each start. Windows and macOS tell the time of the start alone, reckoned from the clock: one
    that is set meanwhile moves it, so that it is told and decides nothing.
    """
    if _BOOT.is_file():
        return _BOOT.read_text(encoding="ascii").strip()
    return f"{psutil.boot_time():.0f}"
