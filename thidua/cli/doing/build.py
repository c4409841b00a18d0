"""What `build` does: makes the editions that are not current, and tells what became of each."""

from __future__ import annotations

import sys
from collections import Counter
from contextlib import closing
from pathlib import Path

from thidua.cli.common import SOME_FAILED, clock, complain, tell_faults, writing
from thidua.cli.doing.planned import tell_plan
from thidua.cli.doing.telling import Telling, telling
from thidua.cli.doing.working import working
from thidua.deliver.run_log import log
from thidua.deliver.settings import read_publish_settings
from thidua.project import project_folder
from thidua.run.build import Outcome
from thidua.run.changed_notebooks import changed_notebooks
from thidua.run.cluster import Cluster
from thidua.run.formats import FORMATS
from thidua.run.ledger.book import Ledger
from thidua.run.plan import Edition, make_plan
from thidua.run.record import recorded
from thidua.run.several import begin_workers, build_editions
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
    as_json: bool,
    take_over: str | None,
) -> None:
    """Build the editions that are asked for and are not current."""
    root = project_folder()
    plan = make_plan(root, dataset=dataset, period=period, unit=unit, kind=kind, lang=lang)
    editions = list(plan.editions)
    wanted = tuple(name for name in FORMATS if name in formats) or FORMATS
    if not dry_run and cluster is None:
        begin_workers(editions)
    with telling([] if dry_run else editions, as_json=as_json) as tell:
        for line in plan.lines():
            tell.line("left out", line)
        has_faults = tell_faults(dict(plan.faults))
        if dry_run:
            with writing():  # what was sent since is read first, and kept beside it
                tell_plan(editions, wanted, tell, cluster=cluster)
            has_failed = False
        else:
            on = None if cluster is None else Cluster(cluster, through or "")
            with working(root, "build", take_over=take_over) as ledger:
                has_failed = _build(root, editions, wanted, ledger, tell, jobs=jobs, cluster=on)
    if has_failed or has_faults:
        sys.exit(SOME_FAILED)


def _build(
    root: Path,
    editions: list[Edition],
    formats: tuple[str, ...],
    ledger: Ledger,
    tell: Telling,
    *,
    jobs: int | None,
    cluster: Cluster | None,
) -> bool:
    """Build what is not current, and tell of each; whether one failed."""
    _tell_changed(editions, ledger)
    making = build_editions(
        editions, formats, jobs=jobs, check_runner=ledger.check_runner, began=tell.began, cluster=cluster
    )
    outcomes = []
    # Closed here and now, whatever happens: nobody waits for what is at work when a person interrupts.
    with closing(making), closing(recorded(making, ledger, now=clock)) as as_they_end:
        for outcome in as_they_end:
            outcomes.append(outcome)
            tell.ended(outcome)
    _log(root, outcomes)
    # One that disagrees with an edition beside it is told twice: the last word counts.
    outcomes = list({str(outcome.edition): outcome for outcome in outcomes}.values())
    _tell_sum(outcomes, f"{read_publish_settings(root).folder}/index.html", tell)
    return any(outcome.state == "failed" for outcome in outcomes)


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


def _tell_sum(outcomes: list[Outcome], shown: str, tell: Telling) -> None:
    """How many of each, and where they are seen."""
    states = Counter(outcome.state for outcome in outcomes)
    made = states["ready"] + states["empty"]
    empty = say(" ({count} bản chưa có số liệu)", count=states["empty"]) if states["empty"] else ""
    text = say(
        "{made} bản lập mới{empty}, {current} bản vẫn mới, {failed} bản không lập được; xem reports/index.html, "
        "bản đã duyệt ở {shown}",
        made=made,
        empty=empty,
        current=states["current"],
        failed=states["failed"],
        shown=shown,
    )
    tell.line("sum", text, **{state: states[state] for state in ("ready", "empty", "current", "failed")})


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
