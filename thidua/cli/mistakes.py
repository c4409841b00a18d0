"""What is wrong with what was typed, in the language of the command: click knows what, the words are ours."""

from __future__ import annotations

import difflib
from collections.abc import Iterator, Sequence

import click

from thidua.speech import say


def mistake_lines(problem: click.ClickException) -> Iterator[str]:
    """How the command is typed, how to get its help, and what was wrong with what was typed."""
    if isinstance(problem, click.exceptions.NoArgsIsHelpError):
        yield problem.message
        return
    context = problem.ctx if isinstance(problem, click.UsageError) else None
    if context is not None:
        yield context.get_usage()
        yield say("Gõ “{command} --help” để xem trợ giúp.", command=context.command_path)
        yield ""
    yield say("Lỗi: {message}", message=_words(problem))


def _words(problem: click.ClickException) -> str:
    """What was wrong; of the rare mistakes, in the words of click."""
    if isinstance(problem, click.NoSuchOption):
        return say("Không có tùy chọn “{name}”.", name=problem.option_name) + _nearest(problem.possibilities)
    if isinstance(problem, click.exceptions.NoSuchCommand):
        near = difflib.get_close_matches(problem.command_name, _commands(problem.ctx))
        return say("Không có lệnh “{name}”.", name=problem.command_name) + _nearest(near)
    if isinstance(problem, click.BadOptionUsage) and not isinstance(problem, click.NoSuchOption):
        if _is_flag(problem):
            return say("Tùy chọn “{name}” không kèm giá trị nào.", name=problem.option_name)
        return say("Tùy chọn “{name}” cần một giá trị đi sau.", name=problem.option_name)
    if isinstance(problem, click.MissingParameter) and problem.param is not None:
        return say("Thiếu {name}.", name=problem.param.get_error_hint(problem.ctx).strip("'"))
    if isinstance(problem, click.BadParameter) and problem.param is not None:
        name = problem.param.get_error_hint(problem.ctx).strip("'")
        return say("Giá trị của {name} không dùng được: {what}", name=name, what=_wanted(problem))
    return problem.format_message()


def _is_flag(problem: click.BadOptionUsage) -> bool:
    context = problem.ctx
    options = context.command.get_params(context) if context is not None else []
    named = [one for one in options if isinstance(one, click.Option) and problem.option_name in one.opts]
    return any(one.is_flag for one in named)


def _commands(context: click.Context | None) -> list[str]:
    group = context.command if context is not None else None
    return group.list_commands(context) if isinstance(group, click.Group) and context is not None else []


def _nearest(names: Sequence[str] | None) -> str:
    return " " + say("Có phải {names} không?", names=", ".join(names)) if names else ""


def _wanted(problem: click.BadParameter) -> str:
    """What a parameter takes."""
    kind = problem.param.type if problem.param is not None else None
    if isinstance(kind, click.Choice):
        return say("hãy ghi một trong {values}.", values=", ".join(map(str, kind.choices)))
    if isinstance(kind, click.IntRange) and kind.max is not None:
        return say("hãy ghi một số nguyên từ {least} đến {most}.", least=kind.min, most=kind.max)
    if isinstance(kind, click.IntRange):
        return say("hãy ghi một số nguyên từ {least} trở lên.", least=kind.min)
    if kind is click.INT:
        return say("hãy ghi một số nguyên.")
    if isinstance(kind, click.Path):
        return say("đó là một tệp; hãy ghi tên một thư mục.")
    return problem.message
