"""Entries that let the system's own scheduler ask every few minutes what is due: cron, systemd or Windows.

What is due decides ``schedule``, and what was done the ledger: an entry that runs too often or twice changes nothing.
"""

from __future__ import annotations

import hashlib
import os
import shlex
import shutil
import subprocess
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path, PurePath
from types import MappingProxyType
from typing import Literal
from xml.sax.saxutils import escape

from thidua.called import AS_MODULE
from thidua.errors import ConfigError
from thidua.registry import quoted

System = Literal["cron", "systemd", "windows"]
Entry = tuple[str, str]
"""Where an entry belongs, and its text."""

COMMAND = (*AS_MODULE, "due")
"""It is there in every install, whatever else is; a project that `thidua init` began has no script of its own."""
_MARK = " # thidua: "


def entries(root: PurePath, system: System, *, python: PurePath, every_minutes: int = 15) -> list[Entry]:
    """The entries of a system's scheduler that run ``python -m thidua due`` in the project's folder.

    Parameters
    ----------
    root
        The project folder, as an absolute path of that system.
    python
        The interpreter, likewise.
    every_minutes
        How often; hours have to be a multiple of it.

    Returns
    -------
    list of Entry
        Where each belongs (for cron and Windows the command that takes it) and its text.

    Raises
    ------
    ConfigError
        If a path cannot stand in an entry, or the minutes do not divide an hour.
    """
    for path in (root, python):
        if not str(path).isprintable() or not path.is_absolute():
            raise ConfigError(f"{quoted(str(path))} cannot stand in an entry; expected an absolute path on one line")
    if not 1 <= every_minutes <= 60 or 60 % every_minutes:
        raise ConfigError(f"every {every_minutes} minutes does not divide an hour; expected 5, 10, 15, 20, 30 or 60")
    return _ENTRIES[system](root, python, every_minutes)


def install(root: Path, system: System, *, python: Path, every_minutes: int = 15) -> list[str]:
    """Give the entries to the scheduler of this machine, in place of those that it had for this project.

    Returns
    -------
    list of str
        What was done, one line each, for the operator.

    Raises
    ------
    ConfigError
        If that scheduler is not on this machine, or refuses; nothing of others is changed.
    """
    made = entries(root, system, python=python, every_minutes=every_minutes)
    return _INSTALLS[system](root, made)


# cron


def _cron(root: PurePath, python: PurePath, every_minutes: int) -> list[Entry]:
    for path in (root, python):
        if "\\" in str(path):
            raise ConfigError(f"{quoted(str(path))} cannot stand in a crontab: it holds a backslash")
    minutes = "0" if every_minutes == 60 else "*" if every_minutes == 1 else f"*/{every_minutes}"
    # What went wrong is on stderr, which cron mails; what went well is in the run logs.
    command = f"cd {shlex.quote(str(root))} && {shlex.join([str(python), *COMMAND])} >/dev/null"
    return [("crontab -e", f"{minutes} * * * * {_in_crontab(command)}{_cron_mark(root)}\n")]


def _in_crontab(text: str) -> str:
    # cron ends the command at a bare %, quoted or not.
    return text.replace("%", r"\%")


def _cron_mark(root: PurePath) -> str:
    return _in_crontab(f"{_MARK}{root}")


def _install_cron(root: Path, made: Sequence[Entry]) -> list[str]:
    [(_, line)] = made
    has = _crontab()
    others = [one for one in has.splitlines(keepends=True) if not one.rstrip("\r\n").endswith(_cron_mark(root))]
    if others and not others[-1].endswith("\n"):
        others[-1] += "\n"
    wanted = "".join([*others, line])
    if wanted == has:
        return ["crontab: has this line already"]
    _run(["crontab", "-"], given=wanted)
    return [f"crontab: {line.rstrip()}"]


def _crontab() -> str:
    """The operator's crontab as it is; refused if it cannot be read, for it would then be written anew."""
    return _run(["crontab", "-l"], accepts="no crontab")


# systemd


def _systemd(root: PurePath, python: PurePath, every_minutes: int) -> list[Entry]:
    if refused := set("'\"\\") & set(str(python)):
        raise ConfigError(f"{quoted(str(python))}: systemd starts no program with {min(refused)} in its name")
    name, when = _unit_name(root), "hourly" if every_minutes == 60 else f"*:0/{every_minutes}"
    # ":" leaves $ alone; a line would go on after a backslash at its end.
    service = f"""[Unit]
Description=Reports: what is due in {_in_unit(root)}

[Service]
Type=oneshot
WorkingDirectory={_in_unit(root)}
ExecStart=:"{_in_unit(python)}" {" ".join(COMMAND)}
"""
    timer = f"""# It runs while nobody is logged in after: loginctl enable-linger
[Unit]
Description=Asks what is due in {_in_unit(root)}

[Timer]
OnCalendar={when}
Persistent=true

[Install]
WantedBy=timers.target
"""
    folder = "~/.config/systemd/user"
    return [(f"{folder}/{name}.service", service), (f"{folder}/{name}.timer", timer)]


def _unit_name(root: PurePath) -> str:
    # One for each project; a folder's name may hold what a unit's may not.
    return f"thidua-{hashlib.sha256(str(root).encode()).hexdigest()[:8]}"


def _in_unit(path: PurePath) -> str:
    text = str(path)
    if text.endswith("\\"):
        raise ConfigError(f"{quoted(text)} cannot stand in an entry of systemd: it ends with a backslash")
    return text.replace("%", "%%")


def _install_systemd(root: Path, made: Sequence[Entry]) -> list[str]:
    _find("systemctl")
    folder = Path(os.environ.get("XDG_CONFIG_HOME") or Path.home() / ".config") / "systemd" / "user"
    folder.mkdir(parents=True, exist_ok=True)
    told = []
    for where, text in made:
        path = folder / where.rpartition("/")[2]
        path.write_text(text, encoding="utf-8")
        told.append(f"written: {path}")
    _run(["systemctl", "--user", "daemon-reload"])
    _run(["systemctl", "--user", "enable", "--now", f"{_unit_name(root)}.timer"])
    return [*told, "enabled; it runs while nobody is logged in after: loginctl enable-linger"]


# Windows


def _windows(root: PurePath, python: PurePath, every_minutes: int) -> list[Entry]:
    name = _unit_name(root)
    # The command is quoted for its spaces; the working directory is taken as it is, and refused with quotes.
    text = f"""<?xml version="1.0" encoding="UTF-16"?>
<Task version="1.2" xmlns="http://schemas.microsoft.com/windows/2004/02/mit/task">
  <RegistrationInfo>
    <Description>Reports: what is due in {escape(str(root))}</Description>
  </RegistrationInfo>
  <Triggers>
    <TimeTrigger>
      <Repetition>
        <Interval>PT{every_minutes}M</Interval>
        <StopAtDurationEnd>false</StopAtDurationEnd>
      </Repetition>
      <StartBoundary>2020-01-01T00:00:00</StartBoundary>
      <Enabled>true</Enabled>
    </TimeTrigger>
  </Triggers>
  <Principals>
    <Principal id="Author">
      <LogonType>InteractiveToken</LogonType>
      <RunLevel>LeastPrivilege</RunLevel>
    </Principal>
  </Principals>
  <Settings>
    <MultipleInstancesPolicy>IgnoreNew</MultipleInstancesPolicy>
    <DisallowStartIfOnBatteries>false</DisallowStartIfOnBatteries>
    <StopIfGoingOnBatteries>false</StopIfGoingOnBatteries>
    <StartWhenAvailable>true</StartWhenAvailable>
    <ExecutionTimeLimit>PT12H</ExecutionTimeLimit>
    <Enabled>true</Enabled>
  </Settings>
  <Actions Context="Author">
    <Exec>
      <Command>"{escape(str(python))}"</Command>
      <Arguments>{" ".join(COMMAND)}</Arguments>
      <WorkingDirectory>{escape(str(root))}</WorkingDirectory>
    </Exec>
  </Actions>
</Task>
"""
    return [(f"schtasks /Create /TN {name} /XML {name}.xml /F", text)]


def _install_windows(root: Path, made: Sequence[Entry]) -> list[str]:
    _find("schtasks")
    [(_, text)] = made
    name = _unit_name(root)
    path = root / "reports" / f"{name}.xml"
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(text.encode("utf-16"))
    try:
        _run(["schtasks", "/Create", "/TN", name, "/XML", str(path), "/F"])
    finally:
        path.unlink()
    return [f"task {name}: runs while you are logged in; see it with: schtasks /Query /TN {name}"]


# Programs of the system


def _find(program: str) -> str:
    found = shutil.which(program)
    if found is None:
        raise ConfigError(
            f"{program} is not on this machine; print the entry without installing it, or keep `watch` running"
        )
    return found


def _run(command: Sequence[str], *, given: str = "", accepts: str = "") -> str:
    """Run a program of the system and return what it prints; nothing if it fails with the words that are accepted.

    Raises
    ------
    ConfigError
        If it is not there, or fails in another way; says its own last words.
    """
    program, *rest = command
    # Bytes: a crontab holds whatever its owner wrote, and goes back as it came.
    done = subprocess.run(
        [_find(program), *rest],
        input=given.encode("utf-8", "surrogateescape"),
        capture_output=True,
        env={**os.environ, "LC_ALL": "C"},
        check=False,
    )
    if done.returncode == 0:
        return done.stdout.decode("utf-8", "surrogateescape")
    said = (done.stderr or done.stdout).decode("utf-8", "replace").strip()
    if accepts and accepts in said.lower():
        return ""
    last = said.splitlines()[-1] if said else f"exit status {done.returncode}"
    raise ConfigError(f"{' '.join(command[:3])} failed: {quoted(last)}")


_ENTRIES: Mapping[System, Callable[[PurePath, PurePath, int], list[Entry]]] = MappingProxyType(
    {"cron": _cron, "systemd": _systemd, "windows": _windows}
)
_INSTALLS: Mapping[System, Callable[[Path, Sequence[Entry]], list[str]]] = MappingProxyType(
    {"cron": _install_cron, "systemd": _install_systemd, "windows": _install_windows}
)
