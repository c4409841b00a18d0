"""A process on a machine of a cluster: makes one edition after the other for the worker that started it, then ends.

It is a runner without `reports/`: what it makes, with workers and limits as every runner, goes back as bytes, and it
publishes nothing. When its worker is gone its input ends; then so does it, with all that is below it.
"""

from __future__ import annotations

import os
import sys
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from queue import SimpleQueue
from shutil import rmtree
from threading import Thread
from traceback import format_exc
from typing import BinaryIO

from thidua.run.build import EXECUTED, Made
from thidua.run.cluster.order import Answer, Order, ordered
from thidua.run.cluster.pipe import receive, send
from thidua.run.cluster.store import leave
from thidua.run.executing.mark import Run, clear_sockets, descendants, end, end_processes
from thidua.run.executing.orphans import adopt_for_life
from thidua.run.plan import edition_named
from thidua.run.working.lanes import Job, Lanes
from thidua.run.working.start import begin_prepared


def main() -> None:
    """Make what is ordered until nothing more comes."""
    orders, answers = _pipes()
    root = Path(sys.argv[1])
    run = Run.here(root)
    end_processes(run.is_left_over)
    clear_sockets(run.is_left_over)
    adopt_for_life()
    begin_prepared(run)
    waiting: SimpleQueue[bytes] = SimpleQueue()
    Thread(target=_receive, args=(orders, waiting, run), name="receive orders", daemon=True).start()
    with closing(Lanes([], run, at_once=1, began=lambda edition: None)) as lanes:
        while True:
            send(answers, make(root, Order.from_bytes(waiting.get()), lanes).to_bytes())


def make(root: Path, order: Order, lanes: Lanes) -> Answer:
    """Make one edition of the project that was unpacked here; what it left in its work folder is in the answer."""
    try:
        made = lanes.make(Job(ordered(order, edition_named(root, order.edition)), order.formats))
    except Exception:  # a bug, for whoever started the build to see
        return Answer({}, (), bug=format_exc())
    answer = Answer.of(made, _files(made))
    if not order.through:
        return answer
    try:
        return leave(answer, order.through)
    except OSError as problem:
        why = (
            f"what was made of it cannot be left in {order.through}: {problem}; free some space there, or allow writing"
        )
        return Answer.of(Made(replace(made.outcome, state="failed", reason=made.outcome.reason or why, key="")), {})


def _files(made: Made) -> dict[str, bytes]:
    """What was written; the notebook as it was executed is evidence where it failed, else it is there as published."""
    if made.work is None:
        return {}
    is_failed = made.outcome.state == "failed"
    names = sorted(path.name for path in made.work.iterdir() if is_failed or path.name != EXECUTED)
    found = {name: (made.work / name).read_bytes() for name in names}
    rmtree(made.work)
    return found


def _pipes() -> tuple[BinaryIO, BinaryIO]:
    """Where orders come from and answers go to; whatever else is printed here goes where errors go."""
    orders, answers = os.fdopen(os.dup(0), "rb"), os.fdopen(os.dup(1), "wb")
    with Path(os.devnull).open("rb") as nothing:
        os.dup2(nothing.fileno(), 0)
    os.dup2(2, 1)
    return orders, answers


def _receive(orders: BinaryIO, waiting: SimpleQueue[bytes], run: Run) -> None:
    """Take in what comes, whatever is being made; when nothing more can come, end."""
    while (order := receive(orders)) is not None:
        waiting.put(order)
    _end(run)


def _end(run: Run) -> None:
    try:
        end(descendants(os.getpid()))
        end_processes(lambda mark: Run.of(mark) == run)
        clear_sockets(lambda mark: Run.of(mark) == run)
    finally:
        os._exit(0)


if __name__ == "__main__":
    main()
