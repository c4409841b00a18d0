"""The command line: `python run_reports.py build` and `list`. Results on stdout, problems on stderr."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import click
from filelock import FileLock, Timeout

from thidua.errors import ReportError
from thidua.project import project_folder
from thidua.run.build import Outcome, build_edition, is_current
from thidua.run.plan import Edition, plan_editions
from thidua.run.publish import published_formats
from thidua.run.reports import FORMATS

SOME_FAILED, WRONG_USE = 1, 2


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
def cli() -> None:
    """Build the reports of the review meetings from data/ into reports/.

    Exit status: 0 all done, 1 some reports failed, 2 wrong use.
    """


def _selection(command: Callable[..., Any]) -> Callable[..., Any]:
    """The options that choose editions, the same for every command."""
    for option in (
        click.option("--kind", metavar="KIND", help="Report: stage, province, block, …  [default: all]"),
        click.option("--unit", metavar="UNIT", help='Unit: "tp-bac-kan", "thành phố Bắc Kạn".  [default: all]'),
        click.option("--period", metavar="PERIOD", help="Period: 2017-H1, 2020, 2016..2020.  [default: all]"),
        click.option("--dataset", metavar="NAME", help="Dataset: a folder under data/.  [default: all]"),
    ):
        command = option(command)
    return command


@cli.command()
@_selection
@click.option(
    "--format",
    "formats",
    multiple=True,
    type=click.Choice(FORMATS),
    help="Format to make; may be given twice. The notebook is always kept.  [default: all]",
)
@click.option("--dry-run", is_flag=True, help="Print what would be built, and build nothing.  [default: off]")
def build(
    dataset: str | None,
    period: str | None,
    unit: str | None,
    kind: str | None,
    formats: tuple[str, ...],
    dry_run: bool,
) -> None:
    """Build the editions declared in data/*/dataset.toml that are not current.

    Each edition becomes reports/DATASET/PERIOD/UNIT/KIND.ipynb, .html and .pdf. An edition that fails keeps the
    last good one in its place and its own notebook under failed/; the others go on.

    \b
    Examples:
      python run_reports.py build
      python run_reports.py build --period 2020 --unit tinh-bac-kan --format pdf
    """
    root = project_folder()
    editions = plan_editions(root, dataset=dataset, period=period, unit=unit, kind=kind)
    wanted = tuple(name for name in FORMATS if name in formats) or FORMATS
    if dry_run:
        for edition in editions:
            click.echo(f"{_state(edition, wanted)}: {edition} ({', '.join(wanted)})")
        return
    outcomes = []
    with _one_runner(root):
        for number, edition in enumerate(editions, start=1):
            click.echo(f"[{number}/{len(editions)}] {edition} … ", nl=False)
            outcomes.append(build_edition(edition, wanted))
            _tell(outcomes[-1])
    failed = [outcome for outcome in outcomes if outcome.state == "failed"]
    made = sum(outcome.state == "ready" for outcome in outcomes)
    click.echo(
        f"{made} built, {len(outcomes) - made - len(failed)} already current, {len(failed)} failed; see reports/"
    )
    if failed:
        sys.exit(SOME_FAILED)


@contextmanager
def _one_runner(root: Path) -> Iterator[None]:
    """Hold the output folder for this run; the system lets go of it however the run ends."""
    (root / "reports").mkdir(exist_ok=True)
    lock = FileLock(root / "reports" / ".lock")
    try:
        lock.acquire(blocking=False)
    except Timeout:
        click.echo("another build is running here; waiting for it to end", err=True)
        lock.acquire()
    try:
        yield
    finally:
        lock.release()


def _tell(outcome: Outcome) -> None:
    if outcome.state == "failed":
        click.echo("failed")
        click.echo(f"{outcome.edition}: {outcome.reason}", err=True)
        if outcome.evidence is not None:
            kept = outcome.evidence.relative_to(outcome.edition.root).as_posix()
            click.echo(f"  the notebook with what happened is {kept}", err=True)
    else:
        click.echo("current" if outcome.state == "current" else f"ready ({outcome.seconds:.1f} s)")


def _state(edition: Edition, formats: tuple[str, ...]) -> str:
    try:
        return "current" if is_current(edition, formats) else "to build"
    except ReportError as problem:
        return f"cannot be built ({problem})"


@cli.command("list")
@_selection
def list_editions(dataset: str | None, period: str | None, unit: str | None, kind: str | None) -> None:
    """List the editions that can be built, and which of their files are there.

    \b
    Examples:
      python run_reports.py list
      python run_reports.py list --kind stage
    """
    editions = plan_editions(project_folder(), dataset=dataset, period=period, unit=unit, kind=kind)
    rows = [("EDITION", "UNIT", "PERIOD", "FILES")]
    for edition in editions:
        label = edition.period.label(edition.dataset.basis)
        rows.append((str(edition), edition.unit.name, label, " ".join(published_formats(edition)) or "none"))
    widths = [max(len(row[column]) for row in rows) for column in range(3)]
    for row in rows:
        click.echo("  ".join([*(cell.ljust(width) for cell, width in zip(row, widths, strict=False)), row[3]]))


def main() -> None:
    """Run the command line; a mistake in what was asked for is one line and exit status 2."""
    for stream in (sys.stdout, sys.stderr):
        # A Windows console of another code page shows an escape where it lacks a letter, and goes on.
        stream.reconfigure(errors="backslashreplace")  # type: ignore[union-attr]
    try:
        cli()
    except ReportError as problem:
        click.echo(f"error: {problem}", err=True)
        sys.exit(WRONG_USE)
