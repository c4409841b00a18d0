"""The step of the meeting's set: all of it is built, waits for its release, or is released if the schedule says so."""

from __future__ import annotations

from thidua.called import program
from thidua.deliver.mail.desk import Desk
from thidua.deliver.mail.tell import tell_operator
from thidua.deliver.packs import EditionState, Pack, read_packs
from thidua.deliver.release.decide import Held, release
from thidua.deliver.release.review import write_review
from thidua.deliver.run_log import log
from thidua.deliver.schedule.making import make_set, set_of
from thidua.deliver.schedule.occurrences import DueStep


def take(desk: Desk, step: DueStep, *, jobs: int | None) -> bool:
    """Build the set; when all of it is ready it waits for its release, or is released if the schedule says so."""
    about = step.occurrence
    plan = set_of(desk, about)
    editions = list(plan.editions)
    failed = make_set(desk, about, editions, jobs=jobs)
    (pack,) = [each for each in read_packs(desk.root, desk.ledger) if each.name == about.pack]
    shown = write_review(desk.root, pack, now=desk.now()).relative_to(desk.root).as_posix()
    if failed:
        return False
    names = {str(edition) for edition in editions}
    by_name = [state for state in pack.editions if state.is_released_by_name and str(state.edition) in names]
    if about.settings.auto_release:
        lines = auto_release(desk, pack)
    else:
        lines = [
            f"{len(editions) - len(by_name)} reports are ready; they leave the house only after a release.",
            f"Look at {shown}, which says how; in short:",
            f"  {program()} release {about.period} --dataset {about.settings.dataset} --by NAME",
            *(f"It {_lacks(state)}, and is released only by its name: {state.edition}" for state in by_name),
        ]
    lines += plan.lines()
    log(desk.root, about.pack, "\n".join([f"{step}: done", *lines]), now=desk.now())
    tell_operator(desk, f"{about.settings.title} {about.period}: ready", lines, key=str(step))
    # Last: a run that is stopped before has the next one release what is not released yet, and tell what was not told.
    desk.ledger.take_step(about.name, str(about.period), "render", note=f"{len(editions)} ready", at=desk.now())
    return True


def _lacks(state: EditionState) -> str:
    return "shows no figure" if state.is_empty else "lacks words that it requires"


def auto_release(desk: Desk, pack: Pack) -> list[str]:
    """Release a whole pack in the name of its schedule; what is held back is told.

    As it is: it was built a moment ago, and what arrived since waits for the next build.
    """
    who = {"by": "auto_release", "note": "as reports.toml says"}
    done = release(pack, desk.ledger, units=None, kinds=None, **who, now=desk.now(), as_is=True)
    held = [str(each) for each in done if isinstance(each, Held)]
    return [f"{len(done) - len(held)} reports were released by auto_release", *held]
