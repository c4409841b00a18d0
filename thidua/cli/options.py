"""Options that several commands have."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import click

from thidua.cli.group import ALL, NOBODY, Argument, Option, found
from thidua.languages import LANGUAGES
from thidua.speech import later
from thidua.version import PROGRAM

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem

NAME, PERIOD, UNIT, KIND, TEXT = later("TÊN"), later("KỲ"), later("ĐƠN_VỊ"), later("LOẠI"), later("CHỮ")
NUMBER, FOLDER = later("SỐ"), later("THƯ_MỤC")


def proposes(what: str) -> Callable[[click.Context, click.Parameter, str], list[CompletionItem[str]]]:
    """What a shell proposes for a parameter, by the name of the function in ``completing``, imported when it asks."""

    def propose(context: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem[str]]:
        items: list[CompletionItem[str]] = found(f"thidua.cli.completing:{what}")(context, param, incomplete)
        return items

    return propose


DATASETS, PERIODS, UNITS, KINDS = map(proposes, ("datasets", "periods", "units", "kinds"))


def selection() -> tuple[Option, ...]:
    """The options that choose editions."""
    return (
        Option(
            "--dataset",
            metavar=NAME,
            told=later("Bộ số liệu: một thư mục trong data/."),
            without=ALL,
            shell_complete=DATASETS,
        ),
        Option(
            "--period",
            metavar=PERIOD,
            told=later("Kỳ báo cáo: 2017-H1, 2020, 2016..2020."),
            without=ALL,
            shell_complete=PERIODS,
        ),
        Option(
            "--unit",
            metavar=UNIT,
            told=later('Đơn vị: "tp-bac-kan", "thành phố Bắc Kạn".'),
            without=ALL,
            shell_complete=UNITS,
        ),
        Option(
            "--kind",
            metavar=KIND,
            told=later("Loại báo cáo: stage, province, block, …"),
            without=ALL,
            shell_complete=KINDS,
        ),
        Option(
            "--lang",
            type=click.Choice(LANGUAGES),
            default="vi",
            told=later("Ngôn ngữ của báo cáo."),
            without=later("vi"),
        ),
    )


def pack_period(*, required: bool = True) -> Argument:
    """The period of a meeting pack."""
    return Argument(["period"], metavar=PERIOD, required=required, shell_complete=PERIODS)


def dataset_of_period() -> Option:
    """Which dataset is meant where several have the period."""
    told = later("Bộ số liệu, nếu kỳ ấy có ở nhiều bộ.")
    return Option("--dataset", metavar=NAME, told=told, without=later("bộ duy nhất"), shell_complete=DATASETS)


def take_over() -> Option:
    """The option of every command that writes: `working` refuses what nobody decided."""
    told = later("Người quyết định chuyển reports/ sang máy này, hoặc xác nhận đồng hồ máy này đúng.")
    return Option("--take-over", metavar=NAME, told=told, without=NOBODY)


def dry_run(told: str) -> Option:
    """The option that shows what would happen."""
    return Option("--dry-run", is_flag=True, told=told, without=later("tắt"))


def as_json() -> Option:
    """The option that answers programs; see docs/json.md."""
    told = later("Trả lời bằng một đối tượng JSON, cho chương trình khác đọc.")
    return Option("--json", "as_json", is_flag=True, told=told, without=later("tắt"))


def jobs() -> Option:
    """How many editions are made side by side."""
    told = later("Số bản lập cùng lúc.")
    return Option(
        "--jobs", type=click.IntRange(min=1), metavar=NUMBER, told=told, without=later("mỗi bộ xử lý một bản")
    )


def version() -> Option:
    """The option that shows which version this is, and does nothing else."""

    def show(ctx: click.Context, param: click.Parameter, is_asked: bool) -> None:
        if is_asked and not ctx.resilient_parsing:
            click.echo(PROGRAM)
            ctx.exit()

    told = later("Hiện phiên bản.")
    return Option("--version", is_flag=True, is_eager=True, expose_value=False, callback=show, told=told)


def units() -> Option:
    """Of which units, one or several."""
    told = later("Đơn vị; có thể ghi hai lần.")
    return Option("--unit", "units", multiple=True, metavar=UNIT, told=told, without=ALL, shell_complete=UNITS)


def kinds() -> Option:
    """Of which kinds, one or several."""
    told = later("Loại báo cáo; có thể ghi hai lần.")
    return Option("--kind", "kinds", multiple=True, metavar=KIND, told=told, without=ALL, shell_complete=KINDS)


def by() -> Option:
    """Who decides."""
    told = later("Người quyết định; được ghi vào sổ và trang danh mục.")
    return Option("--by", required=True, metavar=NAME, told=told)
