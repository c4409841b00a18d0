"""The group of all commands: a command's module is imported when that command is asked for, and no other.

Which commands there are stands in `commands`; what each does, in its own module.
"""

from __future__ import annotations

from collections.abc import Mapping
from importlib import import_module

import click


class LazyGroup(click.Group):
    """A group that knows its commands by name and finds each one where it is declared, when it is needed."""

    def __init__(self, *args: object, places: Mapping[str, str], **kwargs: object) -> None:
        """Take ``places``: for every command by name "module:attribute", in the order of the help."""
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        self.places = places

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The names, in the order in which a person needs the commands."""
        return list(self.places)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command of a name, imported now."""
        if cmd_name not in self.places:
            return None
        module, _, attribute = self.places[cmd_name].partition(":")
        command = getattr(import_module(module), attribute)
        if not isinstance(command, click.Command):
            raise TypeError(f"{self.places[cmd_name]} is no command of click")
        return command
