"""The command line of `python run_reports.py`: results on stdout, problems on stderr."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Any

import click
from filelock import FileLock, Timeout

from thidua.errors import ConfigError, ReportError
from thidua.facts.dataset import today_in_hanoi
from thidua.project import project_folder
from thidua.registry import LANGUAGES, Period
from thidua.run.build import Outcome, is_current
from thidua.run.plan import Edition, plan_editions
from thidua.run.publish import published_formats
from thidua.run.reports import FORMATS
from thidua.run.several import build_editions

SOME_FAILED, WRONG_USE = 1, 2


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
def cli() -> None:
    """Build the reports of the review meetings from data/ into reports/.

    Exit status: 0 all done, 1 some reports or files failed, 2 wrong use.
    """


def _selection(command: Callable[..., Any]) -> Callable[..., Any]:
    """The options that choose editions, the same for every command."""
    for option in (
        click.option("--lang", type=click.Choice(LANGUAGES), default="vi", help="Language.  [default: vi]"),
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
@click.option("--jobs", type=click.IntRange(min=1), help="Editions built at once.  [default: one a processor]")
@click.option("--dry-run", is_flag=True, help="Print what would be built, and build nothing.  [default: off]")
def build(
    dataset: str | None,
    period: str | None,
    unit: str | None,
    kind: str | None,
    lang: str,
    formats: tuple[str, ...],
    jobs: int | None,
    dry_run: bool,
) -> None:
    """Build the editions declared in data/*/dataset.toml that are not current.

    Each edition becomes reports/DATASET/PERIOD/UNIT/KIND.ipynb, .html, .pdf and .xlsx; in English KIND.en.ipynb and
    so on. An edition that fails keeps the
    last good one in its place and its own notebook under failed/; the others go on.

    \b
    Examples:
      python run_reports.py build
      python run_reports.py build --period 2020 --unit tinh-bac-kan --format pdf
      python run_reports.py build --kind province --lang en
    """
    root = project_folder()
    editions = plan_editions(root, dataset=dataset, period=period, unit=unit, kind=kind, lang=lang)
    wanted = tuple(name for name in FORMATS if name in formats) or FORMATS
    if dry_run:
        for edition in editions:
            click.echo(f"{_state(edition, wanted)}: {edition} ({', '.join(wanted)})")
        return
    outcomes = []
    with _one_runner(root):
        for outcome in build_editions(editions, wanted, jobs=jobs):
            outcomes.append(outcome)
            click.echo(f"[{len(outcomes)}/{len(editions)}] {outcome.edition} … ", nl=False)
            _tell(outcome)
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
def list_editions(dataset: str | None, period: str | None, unit: str | None, kind: str | None, lang: str) -> None:
    """List the editions that can be built, and which of their files are there.

    \b
    Examples:
      python run_reports.py list
      python run_reports.py list --kind stage
    """
    editions = plan_editions(project_folder(), dataset=dataset, period=period, unit=unit, kind=kind, lang=lang)
    rows = [("EDITION", "UNIT", "PERIOD", "FILES")]
    for edition in editions:
        label = edition.period.label(edition.dataset.basis, lang)
        rows.append((str(edition), edition.unit.name, label, " ".join(published_formats(edition)) or "none"))
    widths = [max(len(row[column]) for row in rows) for column in range(3)]
    for row in rows:
        click.echo("  ".join([*(cell.ljust(width) for cell, width in zip(row, widths, strict=False)), row[3]]))


@cli.command()
@click.argument("paths", nargs=-1, metavar="[PATH]...", type=click.Path(path_type=Path))
@click.option("--dataset", metavar="NAME", help="Dataset whose inbox to check, if no PATH is given.  [default: all]")
@click.option(
    "--answer",
    metavar="DIR",
    type=click.Path(path_type=Path, file_okay=False),
    help="Write into DIR, for every file with findings, a copy with the faulty cells marked.  [default: off]",
)
def check(paths: tuple[Path, ...], dataset: str | None, answer: Path | None) -> None:
    """Check workbooks as they were sent: PATHs, or the inboxes of all datasets.

    Findings are printed in Vietnamese, file by file, with sheet and cell. A file with an error is not counted until
    its sender has put it right. Exit status: 0 no errors, 1 some files have errors, 2 wrong use.

    \b
    Examples:
      python run_reports.py check
      python run_reports.py check "Ba Be 6 thang.xlsx" --answer answers
    """
    from thidua import check as checks

    root = project_folder()
    if paths:
        results = [("", checks.check_paths(paths, root, today=today_in_hanoi()), checks.limits_for(paths, root))]
    else:
        datasets = checks.datasets_with_inbox(root, dataset)
        results = [(each.name, each.received(), each.settings.limits) for each in datasets]
        if not results:
            raise ConfigError(
                "no dataset has an inbox/ folder; name the workbooks to check, or make data/<dataset>/inbox"
            )
    for name, received, limits in results:
        for line in checks.lines(received):
            click.echo(line)
        if answer is not None:
            with _writing():
                written = checks.write_answers(received, answer / name, limits=limits)
            for path in written:
                click.echo(checks.printable(f"→ {path}"))
    if any(checks.has_errors(received) for _, received, _ in results):
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
    with _writing():
        written = write_templates(folder, on=on)
    for path in written:
        click.echo(path)


@contextmanager
def _writing() -> Iterator[None]:
    """A file that cannot be written is for the operator to close, or to move: one line instead of a traceback."""
    try:
        yield
    except OSError as problem:
        where = f"{problem.filename}: " if problem.filename else ""
        raise ConfigError(
            f"{where}cannot be written ({problem.strerror}); close it if it is open, or name another folder"
        ) from None


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
