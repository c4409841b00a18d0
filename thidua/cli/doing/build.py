"""What `build` does: makes the editions that are not current, and tells what became of each."""

from __future__ import annotations

import sys
from collections import Counter
from pathlib import Path

import click

from thidua.cli.common import SOME_FAILED, clock, complain, tell_faults, writing
from thidua.cli.doing.working import working
from thidua.deliver.run_log import log
from thidua.deliver.settings import read_publish_settings
from thidua.errors import ReportError
from thidua.project import project_folder
from thidua.run.build import Outcome, is_current
from thidua.run.changed_notebooks import changed_notebooks
from thidua.run.cluster import Cluster
from thidua.run.formats import FORMATS
from thidua.run.ledger.book import Ledger
from thidua.run.plan import Edition, make_plan
from thidua.run.record import recorded
from thidua.run.several import build_editions
from thidua.speech import say


def build(
    dataset: str | None,
    period: str | None,
    unit: str | None,
    kind: str | None,
    lang: str,
    formats: tuple[str, ...],
    jobs: int | None,
    cluster: str | None,
    through: str | None,
    dry_run: bool,
    take_over: str | None,
) -> None:
    """Build the editions that are asked for and are not current."""
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
    outcomes = []
    with working(root, "build", take_over=take_over) as ledger:
        _tell_changed(editions, ledger)
        outcomes_as_they_end = build_editions(
            editions,
            wanted,
            jobs=jobs,
            check_runner=ledger.check_runner,
            cluster=None if cluster is None else Cluster(cluster, through or ""),
        )
        for outcome in recorded(outcomes_as_they_end, ledger, now=clock):
            outcomes.append(outcome)
            click.echo(f"[{min(len(outcomes), len(editions))}/{len(editions)}] {outcome.edition} … ", nl=False)
            _tell(outcome)
        _log(root, outcomes)
    # One that disagrees with an edition beside it is told twice: the last word counts.
    outcomes = list({str(outcome.edition): outcome for outcome in outcomes}.values())
    failed = [outcome for outcome in outcomes if outcome.state == "failed"]
    _tell_sum(outcomes, f"{read_publish_settings(root).folder}/index.html")
    if failed or has_faults:
        sys.exit(SOME_FAILED)


def _tell_changed(editions: list[Edition], ledger: Ledger) -> None:
    """Name each notebook that says something else than when it was last released; it may be meant."""
    for one in changed_notebooks(editions, ledger):
        complain(
            say(
                "chú ý: {notebook} có {cells} ô khác lần duyệt gần nhất ({edition}, lần {number}), đầu là: {first}",
                notebook=one.notebook.relative_to(one.edition.root).as_posix(),
                cells=one.cells,
                edition=one.edition,
                number=one.revision,
                first=one.first,
            )
        )


def _tell_sum(outcomes: list[Outcome], shown: str) -> None:
    """How many of each, and where they are seen."""
    states = Counter(outcome.state for outcome in outcomes)
    made = states["ready"] + states["empty"]
    empty = say(" ({count} bản chưa có số liệu)", count=states["empty"]) if states["empty"] else ""
    click.echo(
        say(
            "{made} bản lập mới{empty}, {current} bản vẫn mới, {failed} bản không lập được; xem reports/index.html, "
            "bản đã duyệt ở {shown}",
            made=made,
            empty=empty,
            current=states["current"],
            failed=states["failed"],
            shown=shown,
        )
    )


def _log(root: Path, outcomes: list[Outcome]) -> None:
    """The run log of each pack tells what was built by hand; what was current already is no news."""
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
        click.echo(say("không lập được"))
        click.echo(f"{outcome.edition}: {outcome.reason}", err=True)
        if outcome.evidence is not None:
            kept = outcome.evidence.relative_to(outcome.edition.root).as_posix()
            click.echo(say("  sổ tay có điều đã xảy ra là {path}", path=kept), err=True)
    elif outcome.state == "current":
        click.echo(say("vẫn mới"))
    else:
        words = say("xong") if outcome.state == "ready" else say("trống: chưa có số liệu nào")
        click.echo(f"{words} ({outcome.seconds:.1f} s)")


def _state(edition: Edition, formats: tuple[str, ...]) -> str:
    try:
        return say("vẫn mới") if is_current(edition, formats) else say("sẽ lập")
    except ReportError as problem:
        return say("không lập được ({problem})", problem=problem)
