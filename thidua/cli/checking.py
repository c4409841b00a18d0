"""Commands that deal with workbooks as they are sent: template, check."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from pathlib import Path

import click

from thidua.cli.common import SOME_FAILED, tell_faults, writing
from thidua.errors import ConfigError
from thidua.facts.dataset import Opened, open_all, open_dataset
from thidua.facts.today import today_in_hanoi
from thidua.project import project_folder
from thidua.registry import Basis, Period, Territory, get_basis, get_unit, territory_of
from thidua.registry.territory import HOME


@click.command()
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


@click.command()
@click.argument("folder", default="templates", metavar="[DIR]", type=click.Path(path_type=Path, file_okay=False))
@click.option("--period", metavar="PERIOD", help="Period to report on: 2026-H1, 2025, 2026-Q3.  [default: this year]")
@click.option("--year", type=int, metavar="YEAR", help="The same as --period, for a whole year.")
@click.option("--province", metavar="CODE", help="Province whose units to offer: 19.  [default: 06, Bắc Kạn's units]")
@click.option("--dataset", metavar="NAME", help="Take province, tables and days of a year from a dataset.")
def template(folder: Path, period: str | None, year: int | None, province: str | None, dataset: str | None) -> None:
    """Write the workbooks that units fill in, with drop-down lists and a guide in Vietnamese, into DIR.

    They offer the units, titles and authorities of the days of the period; where it reaches over 01/07/2025, those of
    both sides. A file in DIR that holds something else is left as it is, and named. Exit status: 0 all are written,
    1 some were in the way, 2 wrong use.

    \b
    Examples:
      python run_reports.py template
      python run_reports.py template mau --province 19 --period 2026-H1
      python run_reports.py template mau --dataset illustrative --year 2023
    """
    from thidua.intake.writing.template import write_templates

    if period is not None and year is not None:
        raise click.UsageError("--period and --year both say for when; write one of them")
    if province is not None and dataset is not None:
        raise click.UsageError("--province and --dataset both say whose units; write one of them")
    wanted = Period.parse(period or str(year if year is not None else today_in_hanoi().year))
    territory, basis = _territory(province, dataset)
    if province is None and dataset is None and _outlives_home(wanted):
        click.echo("these are the units of what was Bắc Kạn; --province 19 writes for all of Thái Nguyên", err=True)
    with territory.in_force(), writing():
        written = write_templates(folder, wanted, basis=basis)
    for path in written.paths:
        click.echo(path)
    for path in written.in_the_way:
        click.echo(
            f"{path}: holds something else, maybe what somebody filled in, and is left as it is; "
            "move it away, or name another folder",
            err=True,
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
    from thidua.facts.dataset import open_dataset

    opened = open_dataset(dataset, root)
    return opened.territory, opened.basis
