"""What `watch` does: what is due, every few minutes."""

from __future__ import annotations

from thidua.cli.common import clock, complain, writing
from thidua.cli.doing.working import desk_of, working
from thidua.deliver.schedule.due import do_due
from thidua.deliver.schedule.watch import watch as watch_clock
from thidua.project import project_folder
from thidua.run.holding.hold import hold


def watch(every: int, jobs: int | None, take_over: str | None) -> None:
    """Stay running and do what is due."""
    root = project_folder()

    # Refused, or taken over, once and now: a person who decides this evening does not decide for a later night.
    with writing(), hold(root, "watch", now=clock, tell=complain, take_over=take_over):
        pass

    def run_due() -> None:
        with working(root, "watch", take_over=None) as ledger:
            do_due(desk_of(root, ledger), jobs=jobs)

    watch_clock(run_due, every_seconds=60 * every, tell=complain)
