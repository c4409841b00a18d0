"""What was typed after `jupyter nbconvert`, and how an exporter refuses it there.

Nbconvert gives every exporter all options, and each takes those it knows: what means nothing to ours would be ignored.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from nbconvert.exporters import Exporter
from traitlets.config import Application

from thidua.errors import ConfigError, ReportError

if TYPE_CHECKING:
    from nbconvert.nbconvertapp import NbConvertApp

Options = set[tuple[str, str, str]]
"""Settings as nbconvert holds what was typed: whose, which, and the value as text."""


@contextmanager
def refused_in_one_line() -> Iterator[None]:
    """Under the command `jupyter nbconvert` a refusal is one line and exit status 1, elsewhere the error that it is.

    The command prints a traceback of any error but its end. A server that exports for JupyterLab must not end.
    """
    try:
        yield
    except ReportError as problem:
        if _command() is None:
            raise
        sys.exit(f"error: {problem}")


def refuse_ignored_options(exporter: type[Exporter]) -> None:
    """Refuse what was typed for exporters of another kind (`--template`, `--no-input`): it would be ignored.

    What the settings of a person or a machine say of other exporters is not meant for ours, and is passed over.

    Raises
    ------
    ConfigError
        Naming the options as they are typed.
    """
    command = _command()
    if command is None:
        return
    read = {each.__name__ for each in exporter.__mro__}
    ignored = {
        option for option in _options(command.cli_config) if option[0].endswith("Exporter") and option[0] not in read
    }
    if ignored:
        raise ConfigError(
            f"{', '.join(_as_typed(command, ignored))}: means nothing to thidua's exporters, since a report has one "
            "form; leave it out"
        )


def refuse_stdout(content: str | bytes) -> None:
    """Refuse `--stdout` for a file that is no text: nbconvert has no other way there, and would end in a traceback.

    Raises
    ------
    ConfigError
        Naming the option.
    """
    from nbconvert.writers import StdoutWriter

    command = _command()
    if isinstance(content, bytes) and command is not None and issubclass(command.writer_factory, StdoutWriter):
        raise ConfigError("--stdout: such a file is no text; leave it out, and the file is written beside the notebook")


def _command() -> NbConvertApp | None:
    """The command `jupyter nbconvert`, if this process is that."""
    from nbconvert.nbconvertapp import NbConvertApp  # not before: it imports every exporter, ours among them

    running = Application.instance() if Application.initialized() else None
    return running if isinstance(running, NbConvertApp) else None


def _options(config: Mapping[str, Any]) -> Options:
    return {
        (section, name, str(value))
        for section, values in config.items()
        if isinstance(values, Mapping)
        for name, value in values.items()
    }


def _as_typed(command: NbConvertApp, options: Options) -> Iterator[str]:
    """The options by their short names: a flag that sets several things comes before one that sets fewer of them."""
    left = set(options)
    flags = {name: _options(config) for name, (config, _) in command.flags.items()}
    for name, means in sorted(flags.items(), key=lambda flag: (-len(flag[1]), flag[0])):
        if means and means <= left:
            left -= means
            yield f"--{name}"
    short = {place: name for name, place in command.aliases.items() if isinstance(place, str)}
    for section, name, _ in sorted(left):
        yield f"--{short.get(f'{section}.{name}', f'{section}.{name}')}"
