"""Commands as they are declared: what each is called, what its help says, which function does it.

The function's module is imported when the command is run, the declaration when its name or its help is asked for; so
the help of all commands needs nothing of what they do. Which commands there are stands in `commands`.
"""

from __future__ import annotations

import sys
import textwrap
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from thidua.called import program
from thidua.cli.mistakes import mistake_lines
from thidua.cli.place import choose, tell_place
from thidua.speech import later, now_said, say

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem

WRONG_USE = 2


class Option(click.Option):
    """An option with a help in the language of the command, and beside it what holds without the option."""

    def __init__(self, *declared: str, told: str, without: str | int = "", **settings: Any) -> None:
        """Take ``told`` as a `later` text, and ``without`` as one or as a number."""
        super().__init__(declared, help=told, **settings)
        self.without = without

    def make_metavar(self, ctx: click.Context) -> str:
        """The name of its value: a choice as it is, anything else in the language of the command."""
        return now_said(self.metavar) if self.metavar else super().make_metavar(ctx)

    def get_help_record(self, ctx: click.Context) -> tuple[str, str] | None:
        """Its names and its help."""
        record = super().get_help_record(ctx)
        if record is None or self.help is None:
            return record
        ends = [say("mặc định: {value}", value=self._without())] if self.without else []
        ends += [say("bắt buộc")] if self.required else []
        return record[0], "  ".join([now_said(self.help), *(f"[{end}]" for end in ends)])

    def _without(self) -> str:
        return now_said(self.without) if isinstance(self.without, str) else str(self.without)


class Argument(click.Argument):
    """An argument whose name is in the language of the command."""

    def make_metavar(self, ctx: click.Context) -> str:
        """Its name, in brackets where it need not be given."""
        name = now_said(self.metavar or "")
        name = name if self.required else f"[{name}]"
        return f"{name}..." if self.nargs == -1 else name


class Told(click.Command):
    """A command with its help in the language of the command."""

    def __init__(self, name: str, *told: str, examples: Sequence[str] = (), **settings: Any) -> None:
        """Take the paragraphs of the help as `later` texts, and what may be typed after the program's name."""
        super().__init__(name, context_settings=CONTEXT, options_metavar=None, **settings)
        self.told, self.examples = told, examples

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Read what was typed; every mistake knows of which command it is, and so what that takes."""
        try:
            self._refuse_repeated(ctx, args)
            return super().parse_args(ctx, args)
        except click.UsageError as problem:
            problem.ctx = problem.ctx or ctx
            raise

    def _refuse_repeated(self, ctx: click.Context, args: list[str]) -> None:
        """Refuse an option with one value that is given two: the first would be passed over without a word."""
        given = Counter(self.make_parser(ctx).parse_args(list(args))[2])
        for param, count in given.items():
            if (
                isinstance(param, Option)
                and count > 1
                and not (param.multiple or param.is_flag or ctx.resilient_parsing)
            ):
                told = say("{name} chỉ nhận một giá trị; hãy chạy lệnh cho từng giá trị.", name=param.opts[-1])
                raise click.UsageError(told, ctx)

    def get_params(self, ctx: click.Context) -> list[click.Parameter]:
        """Its parameters, and the one of all commands: in which project it works."""
        *own, asks_help = super().get_params(ctx)
        return [*own, PROJECT, asks_help]

    def shell_complete(self, ctx: click.Context, incomplete: str) -> list[CompletionItem[str]]:
        """What may be typed next of it, each option with its help in the language of the command."""
        options = [each for each in self.get_params(ctx) if isinstance(each, Option)]
        told = {name: now_said(each.help) for each in options if each.help for name in each.opts}
        items = super().shell_complete(ctx, incomplete)
        for item in items:
            item.help = told.get(item.value, item.help)
        return items

    def get_short_help_str(self, limit: int = 0) -> str:
        """What the command does, whole: a line of the list of commands goes on below."""
        return now_said(self.told[0])

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        """The option that shows the help."""
        option = super().get_help_option(ctx)
        if option is not None:
            option.help = say("Hiện phần trợ giúp này.")
        return option

    def format_usage(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """How it is typed."""
        pieces = [say("[TÙY CHỌN]"), *self.collect_usage_pieces(ctx)]
        formatter.write_usage(ctx.command_path, " ".join(pieces), prefix=f"{say('Cách dùng:')} ")

    def format_help_text(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """What it does, and lines to paste."""
        for paragraph in self.told:
            formatter.write_paragraph()
            with formatter.indentation():
                formatter.write_text(now_said(paragraph))
        if not self.examples:
            return
        formatter.write_paragraph()
        formatter.write(textwrap.indent(say("Ví dụ:"), "  ") + "\n")
        formatter.write("".join(f"    {program()} {example}\n" for example in self.examples))

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Its options, each with its default."""
        options = [param for param in self.get_params(ctx) if isinstance(param, click.Option)]
        with formatter.section(say("Tùy chọn")):
            formatter.write_dl([record for option in options if (record := option.get_help_record(ctx)) is not None])


class Command(Told):
    """A command that is done by a function elsewhere, which takes the parameters under their names."""

    def __init__(
        self,
        name: str,
        *told: str,
        does: str,
        params: Iterable[click.Parameter],
        begins: str = "",
        works_on_project: bool = True,
        **settings: Any,
    ) -> None:
        """Take ``does`` as "module:function", and so ``begins``, which is done before that module is imported."""
        super().__init__(name, *told, params=list(params), callback=self._do, **settings)
        self.does, self.begins, self.works_on_project = does, begins, works_on_project

    allow_extra_args = True
    """What is left over is refused here, in the language of the command."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Read what was typed, all of which means something."""
        rest = super().parse_args(ctx, args)
        if rest and not ctx.resilient_parsing:
            ctx.fail(say("Thừa {words}: lệnh này không nhận thêm gì.", words=" ".join(rest)))
        return rest

    def _do(self, **asked: Any) -> None:
        if self.works_on_project:
            tell_place(click.get_current_context())
        if self.begins:
            found(self.begins)(**asked)
        found(self.does)(**asked)


class Group(Told, click.Group):
    """A group that knows its commands by name and finds each where it is declared, when it is needed."""

    def __init__(self, name: str, *told: str, places: Mapping[str, str], **settings: Any) -> None:
        """Take ``places``: for every command by name "module:attribute", in the order of the help."""
        super().__init__(name, *told, **settings)
        self.places = places

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The names, in the order in which a person needs the commands."""
        return list(self.places)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command of a name, imported now."""
        if cmd_name not in self.places:
            return None
        command = found(self.places[cmd_name])
        if not isinstance(command, click.Command):
            raise TypeError(f"{self.places[cmd_name]} is no command of click")
        return command

    def collect_usage_pieces(self, ctx: click.Context) -> list[str]:
        """The place of the command among what is typed."""
        return [*click.Command.collect_usage_pieces(self, ctx), say("LỆNH ...")]

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Its options, then its commands."""
        Told.format_options(self, ctx, formatter)
        commands = [(name, self.get_command(ctx, name)) for name in self.list_commands(ctx)]
        with formatter.section(say("Lệnh")):
            formatter.write_dl([(name, command.get_short_help_str(200)) for name, command in commands if command])

    def main(self, args: Sequence[str] | None = None, prog_name: str | None = None, *_: Any, **settings: Any) -> Any:
        """Run as click does, a mistake told in the language of the command."""
        is_alone = settings.pop("standalone_mode", True)
        try:
            status = super().main(args, prog_name, standalone_mode=False, **settings)
            if not is_alone:
                return status
        except click.ClickException as problem:
            if not is_alone:
                raise
            for line in mistake_lines(problem):
                click.echo(line, err=True)
            sys.exit(problem.exit_code)
        except click.Abort:
            if not is_alone:
                raise
            click.echo(say("Đã dừng."), err=True)
            sys.exit(1)
        sys.exit(status if isinstance(status, int) else 0)


CONTEXT = {"help_option_names": ["-h", "--help"], "max_content_width": 100}


def found(place: str) -> Any:
    """What stands at "module:attribute", its module imported now."""
    module, _, attribute = place.partition(":")
    return getattr(import_module(module), attribute)


PROJECT = Option(
    "-C",
    "--project",
    metavar=later("THƯ_MỤC"),
    type=click.Path(path_type=Path, file_okay=False),
    is_eager=True,
    expose_value=False,
    callback=choose,
    told=later("Làm việc với dự án ở thư mục này."),
    without=later("dự án của thư mục đang đứng"),
)

ALL, NOBODY, NOTHING = later("tất cả"), later("không ai"), later("không có gì")
