"""Commands that deal with workbooks as they are sent: template, check."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from datetime import date
from pathlib import Path

import click

from thidua.cli.common import SOME_FAILED, cli, tell_faults, writing
from thidua.errors import ConfigError
from thidua.facts.dataset import Opened, open_all, open_dataset
from thidua.facts.today import today_in_hanoi
from thidua.project import project_folder
from thidua.registry import Period


@cli.command()
@click.argument("paths", nargs=-1, metavar="[PATH]...", type=click.Path(path_type=Path))
@click.option(
    "--dataset", metavar="NAME", help="Dataset whose inbox to check, or whose units the PATHs name.  [default: all]"
)
@click.option(
    "--answer",
    metavar="DIR",
    type=click.Path(path_type=Path, file_okay=False),
    help="Write into DIR, for every file with findings, a copy with the faulty cells marked.  [default: off]",
)
def check(paths: tuple[Path, ...], dataset: str | None, answer: Path | None) -> None:
    """Check workbooks as they were sent: PATHs, or the inboxes of all datasets.

    Findings are printed in Vietnamese, file by file, with sheet and cells, at most 50 lines a file; an answer holds
    all of them. A file with an error is not counted until its sender has put it right. Exit status: 0 no errors,
    1 some files or datasets have errors, 2 wrong use.

    \b
    Examples:
      python run_reports.py check
      python run_reports.py check "Ba Be 6 thang.xlsx" --answer answers
    """
    from thidua import check as checks

    root = project_folder()
    faults: Mapping[str, ConfigError] = {}
    if paths:
        received = checks.check_paths(paths, root, today=today_in_hanoi(), dataset=dataset)
        results = [("", received, checks.limits_for(paths, root, dataset))]
    else:
        opened = open_all(root) if dataset is None else Opened({dataset: open_dataset(dataset, root)}, {})
        faults = opened.faults
        datasets = checks.with_inbox(opened.datasets.values())
        results = [(each.name, each.received(), each.settings.limits) for each in datasets]
        if not results and not faults:
            raise ConfigError(
                "no dataset has an inbox/ folder; name the workbooks to check, or make data/<dataset>/inbox"
            )
    for name, received, limits in results:
        for line in checks.lines(received):
            click.echo(line)
        if answer is not None:
            with writing():
                written = checks.write_answers(received, answer / name, limits=limits)
            for path in written:
                click.echo(checks.printable(f"→ {path}"))
    has_faults = tell_faults(faults)
    if has_faults or any(checks.has_errors(received) for _, received, _ in results):
        sys.exit(SOME_FAILED)


@cli.command()
@click.argument("folder", default="templates", metavar="[DIR]", type=click.Path(path_type=Path, file_okay=False))
@click.option("--year", type=int, metavar="YEAR", help="Year of the periods to choose from.  [default: this year]")
def template(folder: Path, year: int | None) -> None:
    """Write the workbooks that districts fill in, with drop-down lists and a guide in Vietnamese, into DIR.

    \b
    Examples:
      python run_reports.py template
      python run_reports.py template mau --year 2027
    """
    from thidua.intake.writing.template import write_templates

    on = today_in_hanoi() if year is None else date(Period.parse(str(year)).year, 6, 30)
    with writing():
        written = write_templates(folder, on=on)
    for path in written:
        click.echo(path)
