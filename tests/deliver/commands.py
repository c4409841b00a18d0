"""The command line in a process of its own that need not import the libraries: a fork of one that imported them once.

Windows has no such processes; there each one imports them.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from multiprocessing import get_context
from multiprocessing.context import BaseContext
from multiprocessing.process import BaseProcess
from multiprocessing.synchronize import Event
from pathlib import Path
from tempfile import TemporaryDirectory
from types import ModuleType

from tests.conftest import REPOSITORY
from thidua.cli import main

PRELOADED = (
    __name__,
    "papermill",
    "thidua.cli",
    "thidua.cli.doing.send",
    "thidua.deliver.catalogue.page",
    "thidua.deliver.mail.digest",
    "thidua.deliver.mail.send",
    "thidua.deliver.publication.links",
    "thidua.deliver.publication.write",
    "thidua.deliver.release.review",
    "thidua.deliver.schedule.due",
    "thidua.run.export",
)
PATIENCE = 180.0
"""Seconds after which a command that has not come to its end fails its test."""


@dataclass(frozen=True)
class Done:
    """A command that came to its end: its exit status, what it printed, what it complained of."""

    status: int
    printed: str
    problems: str


def processes() -> BaseContext:
    """Where such processes come from."""
    if sys.platform == "win32":
        return get_context("spawn")
    context = get_context("forkserver")
    context.set_forkserver_preload(list(PRELOADED))
    return context


def run_command(root: Path, words: Sequence[str], environment: Mapping[str, str]) -> Done:
    """Run a command in a folder and environment to its end."""
    with TemporaryDirectory() as folder:
        printed, problems = Path(folder, "printed"), Path(folder, "problems")
        running = processes().Process(target=be, args=(root, words, dict(environment), printed, problems))
        running.start()
        running.join(PATIENCE)
        if running.exitcode is None:
            running.kill()
            running.join()
        assert running.exitcode is not None
        return Done(running.exitcode, *(path.read_text(encoding="utf-8") for path in (printed, problems)))


def begin_in_group(root: Path, words: Sequence[str], environment: Mapping[str, str], said: Path) -> BaseProcess:
    """Begin a command in a group of its own with the workers that it starts; what it says goes to the end of a file."""
    context = processes()
    is_in_group = context.Event()
    running = context.Process(target=_be_in_group, args=(root, words, dict(environment), said, is_in_group))
    running.start()
    assert is_in_group.wait(60)
    return running


def _be_in_group(root: Path, words: Sequence[str], environment: dict[str, str], said: Path, is_in_group: Event) -> None:
    os.setsid()
    is_in_group.set()
    be(root, words, environment, said, said)


def be(root: Path, words: Sequence[str], environment: dict[str, str], printed: Path, problems: Path) -> None:
    """Be this command, in this process, to its end; what it says goes to the end of these files."""
    os.chdir(root)
    os.environ.clear()
    os.environ.update(environment)
    sys.argv = ["run_reports.py", *words]
    # A worker imports what is the main module of its runner: the command, and not pytest.
    sys.modules["__main__"] = ModuleType("__main__")
    sys.modules["__main__"].__file__ = str(REPOSITORY / "run_reports.py")
    for stream, path in ((1, printed), (2, problems)):
        with path.open("ab") as file:
            os.dup2(file.fileno(), stream)
    # Never closed: what breaks last is told there as well. Line by line: what a killed one said is there.
    sys.stdout, sys.stderr = (os.fdopen(stream, "w", 1, encoding="utf-8", closefd=False) for stream in (1, 2))
    main()
