"""What `new` does: begins a report of one's own, and says what is left to do."""

from __future__ import annotations

import click

from thidua.called import program
from thidua.cli.common import writing
from thidua.project import project_folder
from thidua.run.begin import begin_report, check_name
from thidua.run.plan import make_plan
from thidua.speech import say


def new(name: str, title: str | None, dataset: str | None, unit: str | None, period: str | None) -> None:
    """Write the starter notebook and the entry of a report, about an edition that the project declares."""
    root = project_folder()
    check_name(root, name)  # before anything else is looked at: the name is what was typed
    like = make_plan(root, dataset=dataset, unit=unit, period=period).editions[0]
    with writing():
        begun = begin_report(like, name, title or f"Báo cáo {name}")
    notebook, settings = (path.relative_to(root).as_posix() for path in (begun.notebook, begun.dataset))
    said = {"notebook": notebook, "unit": like.unit_name, "period": like.period}
    click.echo(say("{notebook}: đang lấy số liệu của {unit}, kỳ {period}; mở bằng JupyterLab để sửa", **said))
    click.echo(f"reports.toml: [reports.{name}]")
    click.echo(say("Để được lập, và có trong bộ tài liệu của mỗi hội nghị, thêm vào {file}:", file=settings))
    click.echo(f"\n{begun.editions}\n")
    command = f"{program()} build --kind {name} --period {like.period}"
    click.echo(say("rồi chạy: {command}", command=command))
