"""What `template` does: writes the workbooks that units fill in."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from thidua.cli.common import SOME_FAILED, complain, writing
from thidua.facts.dataset import open_dataset
from thidua.facts.today import today_in_hanoi
from thidua.intake.writing.template import write_templates
from thidua.project import project_folder
from thidua.registry import Basis, Period, Territory, get_basis, get_unit, territory_of
from thidua.registry.territory import HOME
from thidua.speech import say


def template(folder: Path, period: str | None, year: int | None, province: str | None, dataset: str | None) -> None:
    """Write the workbooks that units fill in."""
    if period is not None and year is not None:
        raise click.UsageError(say("--period và --year cùng chỉ thời gian; chỉ ghi một"))
    if province is not None and dataset is not None:
        raise click.UsageError(say("--province và --dataset cùng chỉ đơn vị; chỉ ghi một"))
    wanted = Period.parse(period or str(year if year is not None else today_in_hanoi().year))
    territory, basis = _territory(province, dataset)
    if province is None and dataset is None and _outlives_home(wanted):
        complain(say("đây là các đơn vị của Bắc Kạn trước đây; --province 19 ghi cho cả tỉnh Thái Nguyên"))
    with territory.in_force(), writing():
        written = write_templates(folder, wanted, basis=basis)
    for path in written.paths:
        click.echo(path)
    for path in written.in_the_way:
        complain(
            say(
                "{path}: có nội dung khác, có thể do ai đó đã điền, nên được giữ nguyên; hãy chuyển tệp đi, hoặc chọn "
                "thư mục khác",
                path=path,
            )
        )
    if written.in_the_way:
        sys.exit(SOME_FAILED)


def _outlives_home(period: Period) -> bool:
    """Whether a period has days on which the province of whoever names none is a part of another."""
    ended = get_unit("tinh-bac-kan").valid_to
    return ended is not None and period.last_day(get_basis("calendar")) > ended


def _territory(province: str | None, dataset: str | None) -> tuple[Territory, Basis | None]:
    """Whose units are offered, and how their periods are counted."""
    root = project_folder()
    if dataset is None:
        return territory_of(root, None, province or HOME), None
    opened = open_dataset(dataset, root)
    return opened.territory, opened.basis
