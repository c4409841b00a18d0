"""In which project a command works: the folder after -C, or the one that THIDUA_ROOT names, or where one stands."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import click

from thidua.cli.common import complain
from thidua.errors import ConfigError
from thidua.project import MARKER, ROOT, above, named_folder
from thidua.speech import language_of, say, speak

_CHOSEN = "thidua.project"
"""Under which name the contexts of one call keep the folder after -C."""


def begin_speaking() -> None:
    """Speak the language of the project before anything of it is read."""
    folder = named_folder() or above(Path.cwd())
    speak(language_of(folder / MARKER if folder is not None else None))


def choose(context: click.Context, _: click.Parameter, folder: Path | None) -> Path | None:
    """Work in this project from here on, and so do the processes that the command starts.

    Raises
    ------
    ConfigError
        If it is none.
    """
    if folder is None:
        return None
    chosen = folder.expanduser().resolve()
    context.meta[_CHOSEN] = chosen
    if context.resilient_parsing:
        return folder
    speak(language_of(chosen / MARKER))
    if not (chosen / MARKER).is_file():
        raise ConfigError(
            say("-C: không có {file} trong {folder}; hãy ghi thư mục của dự án", file=MARKER, folder=chosen)
        )
    context.with_resource(_named(chosen))
    return folder


def tell_place(context: click.Context) -> None:
    """Say it where the environment names another project than the one that a person stands in."""
    named, here = named_folder(), above(Path.cwd())
    if _CHOSEN not in context.meta and named is not None and here is not None and named != here:
        complain(say("làm việc ở {folder}, như {variable} ghi, không ở {here}", folder=named, variable=ROOT, here=here))


def place_of(context: click.Context) -> Path | None:
    """The project's folder while a command is still being typed; None if there is none."""
    folder = context.meta.get(_CHOSEN) or named_folder() or above(Path.cwd())
    return folder if folder is not None and (folder / MARKER).is_file() else None


@contextmanager
def _named(folder: Path) -> Iterator[None]:
    before = os.environ.get(ROOT)
    os.environ[ROOT] = str(folder)
    try:
        yield
    finally:
        if before is None:
            os.environ.pop(ROOT, None)
        else:
            os.environ[ROOT] = before
