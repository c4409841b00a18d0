"""Commands that make reports: build, list."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from thidua.cli.common import SOME_FAILED, clock, selection, tell_faults, working, works, writing
from thidua.errors import ReportError
from thidua.project import project_folder
from thidua.run.build import Outcome, is_current
from thidua.run.plan import Edition, make_plan
from thidua.run.publish import published_formats
from thidua.run.record import recorded
from thidua.run.reports import FORMATS
from thidua.run.several import build_editions


@click.command()
@selection
@click.option(
    "--format",
    "formats",
    multiple=True,
    type=click.Choice(FORMATS),
    help="Format to make; may be given twice. The notebook is always kept.  [default: all]",
)
@click.option("--jobs", type=click.IntRange(min=1), help="Editions built at once.  [default: one a processor]")
@click.option("--dry-run", is_flag=True, help="Print what would be built, and build nothing.  [default: off]")
@works
def build(
    dataset: str | None,
    period: str | None,
    unit: str | None,
    kind: str | None,
    lang: str,
    formats: tuple[str, ...],
    jobs: int | None,
    dry_run: bool,
    take_over: str | None,
) -> None:
    """Build the editions declared in data/*/dataset.toml that are not current.

    Each edition becomes reports/DATASET/PERIOD/UNIT/KIND.ipynb, .html, .pdf and .xlsx; in English KIND.en.ipynb and
    so on. reports/index.html lists them all; what is released stands in public/ too, for readers. An edition that
    fails keeps the last good one in its place and its own notebook under failed/; the others go on. What was declared
    for every year ("H1", "year") is built for the PERIOD asked for. A run that is interrupted or killed ends with all
    that it began and publishes nothing more; build again.

    \b
    Examples:
      python run_reports.py build
      python run_reports.py build --period 2020 --unit tinh-bac-kan --format pdf
      python run_reports.py build --kind province --lang en
    """
    from thidua.deliver.settings import read_publish_settings

    root = project_folder()
    plan = make_plan(root, dataset=dataset, period=period, unit=unit, kind=kind, lang=lang)
    editions = list(plan.editions)
    for line in plan.lines():
        click.echo(line)
    has_faults = tell_faults(dict(plan.faults))
    wanted = tuple(name for name in FORMATS if name in formats) or FORMATS
    if dry_run:
        with writing():  # what was sent since is read first, and kept beside it
            for edition in editions:
                click.echo(f"{_state(edition, wanted)}: {edition} ({', '.join(wanted)})")
        if has_faults:
            sys.exit(SOME_FAILED)
        return
    outcomes, shown = [], f"{read_publish_settings(root).folder}/index.html"
    with working(root, "build", take_over=take_over) as ledger:
        outcomes_as_they_end = build_editions(editions, wanted, jobs=jobs, check_runner=ledger.check_runner)
        for outcome in recorded(outcomes_as_they_end, ledger, now=clock):
            outcomes.append(outcome)
            click.echo(f"[{min(len(outcomes), len(editions))}/{len(editions)}] {outcome.edition} … ", nl=False)
            _tell(outcome)
        _log(root, outcomes)
    # One that disagrees with an edition beside it is told twice: the last word counts.
    outcomes = list({str(outcome.edition): outcome for outcome in outcomes}.values())
    failed = [outcome for outcome in outcomes if outcome.state == "failed"]
    current = sum(outcome.state == "current" for outcome in outcomes)
    empty = sum(outcome.state == "empty" for outcome in outcomes)
    made = f"{len(outcomes) - current - len(failed)} built" + (f" ({empty} of them empty)" if empty else "")
    click.echo(
        f"{made}, {current} already current, {len(failed)} failed; see reports/index.html, {shown} for what is released"
    )
    if failed or has_faults:
        sys.exit(SOME_FAILED)


def _log(root: Path, outcomes: list[Outcome]) -> None:
    """The run log of each pack tells what was built by hand; what was current already is no news."""
    from thidua.deliver.run_log import log

    packs: dict[str, list[str]] = {}
    for outcome in outcomes:
        if outcome.state != "current":
            pack = f"{outcome.edition.dataset.name}/{outcome.edition.period}"
            said = outcome.state + (f": {outcome.reason}" if outcome.reason else "")
            packs.setdefault(pack, []).append(f"{outcome.edition}: {said}")
    for pack, lines in packs.items():
        log(root, pack, "\n".join(["build", *lines]), now=clock())


def _tell(outcome: Outcome) -> None:
    if outcome.state == "failed":
        click.echo("failed")
        click.echo(f"{outcome.edition}: {outcome.reason}", err=True)
        if outcome.evidence is not None:
            kept = outcome.evidence.relative_to(outcome.edition.root).as_posix()
            click.echo(f"  the notebook with what happened is {kept}", err=True)
    elif outcome.state == "current":
        click.echo("current")
    else:
        words = "ready" if outcome.state == "ready" else "empty: it shows no figure"
        click.echo(f"{words} ({outcome.seconds:.1f} s)")


def _state(edition: Edition, formats: tuple[str, ...]) -> str:
    try:
        return "current" if is_current(edition, formats) else "to build"
    except ReportError as problem:
        return f"cannot be built ({problem})"


@click.command("list")
@selection
def list_editions(dataset: str | None, period: str | None, unit: str | None, kind: str | None, lang: str) -> None:
    """List the editions that can be built, and which of their files are there.

    \b
    Examples:
      python run_reports.py list
      python run_reports.py list --kind stage
    """
    plan = make_plan(project_folder(), dataset=dataset, period=period, unit=unit, kind=kind, lang=lang)
    rows = [("EDITION", "UNIT", "PERIOD", "FILES")]
    for edition in plan.editions:
        label = edition.period.label(edition.dataset.basis, lang)
        rows.append((str(edition), edition.unit_name, label, " ".join(published_formats(edition)) or "none"))
    widths = [max(len(row[column]) for row in rows) for column in range(3)]
    for row in rows:
        click.echo("  ".join([*(cell.ljust(width) for cell, width in zip(row, widths, strict=False)), row[3]]))
    for line in plan.lines():
        click.echo(line)
    if tell_faults(dict(plan.faults)):
        sys.exit(SOME_FAILED)
