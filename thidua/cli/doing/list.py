"""What `list` does: shows the editions that can be built, and which of their files are there."""

from __future__ import annotations

import sys
from collections.abc import Mapping, Sequence

import click

from thidua.cli.common import SOME_FAILED, tell_faults
from thidua.cli.doing.as_json import planned_told, print_json
from thidua.project import project_folder
from thidua.run.plan import Plan, make_plan
from thidua.run.publish import published_formats
from thidua.speech import say


def list_editions(
    dataset: str | None, period: str | None, unit: str | None, kind: str | None, lang: str, as_json: bool
) -> None:
    """List the editions that can be built, and which of their files are there."""
    plan = make_plan(project_folder(), dataset=dataset, period=period, unit=unit, kind=kind, lang=lang)
    files = {str(edition): published_formats(edition) for edition in plan.editions}
    if as_json:
        print_json(planned_told(plan, files))
    else:
        _print(plan, files, lang)
    if tell_faults(dict(plan.faults)):
        sys.exit(SOME_FAILED)


def _print(plan: Plan, files: Mapping[str, Sequence[str]], lang: str) -> None:
    rows = [(say("BẢN"), say("ĐƠN VỊ"), say("KỲ"), say("CÁC TỆP"))]
    for edition in plan.editions:
        label = edition.period.label(edition.dataset.basis, lang)
        rows.append((str(edition), edition.unit_name, label, " ".join(files[str(edition)]) or say("chưa có")))
    widths = [max(len(row[column]) for row in rows) for column in range(3)]
    for row in rows:
        click.echo("  ".join([*(cell.ljust(width) for cell, width in zip(row, widths, strict=False)), row[3]]))
    for line in plan.lines():
        click.echo(line)
