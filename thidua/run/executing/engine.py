"""The papermill engine of our runner: a cell has so many seconds and may print so much, which takes of its seconds."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from subprocess import DEVNULL
from typing import Any

from nbclient.exceptions import CellExecutionComplete, CellExecutionError, CellTimeoutError, DeadKernelError
from nbclient.util import run_sync
from nbformat import NotebookNode
from papermill.clientwrap import PapermillNotebookClient
from papermill.engines import Engine, NotebookExecutionManager, papermill_engines
from papermill.iorw import write_ipynb
from zmq.utils.monitor import recv_monitor_message

from thidua.run.executing.kernel import PrivateKernelManager
from thidua.run.executing.output import TOO_LARGE, CellOutput, TooMuchOutputError, usual_output

ENGINE = "thidua"

TOLD = (
    "--IPKernelApp.log_level=CRITICAL",
    "--IPKernelApp.logging_config={'loggers': {'IPKernelApp': {'level': 'CRITICAL'}}}",
    "--HistoryManager.enabled=False",
    "--IPythonKernel._execute_sleep=0",
)
"""What our kernels are told. They write no log, and make no records of what is not written: the level alone keeps them
from the writing, and five records a cell are made and dropped. What a report executes is not kept in the history of
whoever runs it; and they do not wait half a millisecond after each cell, lest a client that stops listening at its
reply miss its output: we listen until the kernel is idle."""


class BoundedClient(PapermillNotebookClient):
    """Executes cells as papermill does, and stops one that takes or prints too much.

    nbclient's own limit counts until the kernel answers: receiving what a cell printed is outside it, without end, and
    while messages come in faster than they are read it is never looked at.
    """

    def __init__(
        self, notebook: NotebookExecutionManager, *, mark: str, is_prepared: bool, cell_timeout: int, **options: Any
    ) -> None:
        """Execute with a kernel of this mark, prepared or not; each cell has so many seconds."""
        super().__init__(notebook, timeout=cell_timeout, iopub_timeout=cell_timeout, **options)
        self.mark, self.is_prepared = mark, is_prepared
        self._printed = CellOutput()
        self._stopped_by: CellTimeoutError | TooMuchOutputError | None = None
        self._looking_after: asyncio.Task[Any] | None = None
        self._connection: asyncio.Task[None] | None = None

    def create_kernel_manager(self) -> PrivateKernelManager:
        """A kernel on sockets of its own."""
        self.km = PrivateKernelManager(
            kernel_name=self.kernel_name, config=self.config, mark=self.mark, is_prepared=self.is_prepared
        )
        return self.km

    async def _execute_cells(self) -> None:
        """Papermill's own way from cell to cell, on one loop that is not begun and ended for each of them."""
        for index, cell in enumerate(self.nb.cells):
            try:
                self.nb_man.cell_start(cell, index)
                await self.async_execute_cell(cell, index)
            except CellExecutionError as problem:
                self.nb_man.cell_exception(self.nb.cells[index], cell_index=index, exception=problem)
                break
            finally:
                self._note_end(self.nb.cells[index], index)

    papermill_execute_cells = run_sync(_execute_cells)

    def _note_end(self, cell: NotebookNode, index: int) -> None:
        """What papermill notes of a cell that ended; it would read its own time as if that could have any form."""
        notes = cell.metadata.papermill
        began, notes["start_time"] = notes["start_time"], None
        self.nb_man.cell_complete(cell, cell_index=index)
        notes["start_time"] = began
        seconds = datetime.fromisoformat(notes["end_time"]) - datetime.fromisoformat(began)
        notes["duration"] = seconds.total_seconds()

    async def async_execute_cell(
        self, cell: NotebookNode, cell_index: int, execution_count: int | None = None, store_history: bool = True
    ) -> NotebookNode:
        """Execute one cell, within its limits."""
        self._printed, self._stopped_by = CellOutput(), None
        deadline = asyncio.get_running_loop().call_later(self.timeout, self._out_of_time, cell)
        if self._connection is None or self._connection.done():
            self._connection = asyncio.ensure_future(self._watch_connection())
        try:
            done = await super().async_execute_cell(cell, cell_index, execution_count, store_history)
        except (CellExecutionError, DeadKernelError):
            # We stop a cell as nbclient stops one whose kernel is dead.
            if self._stopped_by is None:
                raise
        finally:
            deadline.cancel()
            if self._looking_after is not None:
                self._looking_after.cancel()
        if self._stopped_by is not None:
            # It is busy, and would not hear a polite request to end.
            self.shutdown_kernel = "immediate"
            raise self._stopped_by
        return done

    execute_cell = run_sync(async_execute_cell)

    async def _async_cleanup_kernel(self) -> None:
        if self._connection is not None:
            self._connection.cancel()
        await super()._async_cleanup_kernel()

    _cleanup_kernel = run_sync(_async_cleanup_kernel)

    def output(
        self, outs: list[NotebookNode], msg: dict[str, Any], display_id: str | None, cell_index: int
    ) -> NotebookNode | None:
        """Take what a cell shows.

        nbclient has each output judged by the schema of notebooks, which takes longer than all else that is done with
        it; what has texts in it, and data where the schema lets data be of any form, passes always.
        """
        is_as_usual = not (display_id or self.clear_before_next_output or self.output_hook_stack[_asked_by(msg)])
        if is_as_usual and (shown := usual_output(msg)) is not None:
            outs.append(shown)
            return shown
        return super().output(outs, msg, display_id, cell_index)

    async def _async_poll_output_msg(self, parent_msg_id: str, cell: NotebookNode, cell_index: int) -> None:
        """Receive what is printed while a cell runs; what threads of earlier cells print counts as well."""
        while True:
            message = await self.kc.hear()
            try:
                self._printed.add(message)
            except TooMuchOutputError as problem:
                self._stop(problem)
                return
            if message["parent_header"].get("msg_id") == parent_msg_id:
                try:
                    self.process_message(message, cell, cell_index)
                except CellExecutionComplete:
                    return

    async def _async_poll_kernel_alive(self) -> None:
        # nbclient forgets this task when it stops a cell itself.
        self._looking_after = asyncio.current_task()
        await super()._async_poll_kernel_alive()

    async def _watch_connection(self) -> None:
        """A message that is larger than our sockets take closes the connection, and so does a kernel that dies.

        ZeroMQ does not connect again after such a message: no cell that went on is taken for one that ended well.
        """
        await recv_monitor_message(self.kc.disconnections)
        for _ in range(10):
            if not await self.km.is_alive():
                return  # of which nbclient tells
            await asyncio.sleep(0.1)
        self._stop(TooMuchOutputError(TOO_LARGE))

    def _out_of_time(self, cell: NotebookNode) -> None:
        self._stop(CellTimeoutError.error_from_timeout_and_cell("Cell execution timed out", self.timeout, cell))

    def _stop(self, problem: CellTimeoutError | TooMuchOutputError) -> None:
        self._stopped_by = self._stopped_by or problem
        if self.task_poll_for_reply is not None:
            self.task_poll_for_reply.cancel()


def _asked_by(message: dict[str, Any]) -> str | None:
    number: str | None = message["parent_header"].get("msg_id")
    return number


class BoundedEngine(Engine):
    """Papermill's own way through a notebook, with `BoundedClient`."""

    @classmethod
    def execute_managed_notebook(
        cls,
        nb_man: NotebookExecutionManager,
        kernel_name: str,
        *,
        mark: str,
        is_prepared: bool,
        cell_timeout: int,
        environment: Mapping[str, str],
        executed: Path,
        start_timeout: int = 60,
        **_unused: Any,
    ) -> NotebookNode:
        """Execute a notebook in a kernel of this mark and environment; one that is stopped is written where it stands.

        Papermill itself writes one that came to its end, or whose cell failed. Told so, it would write all of it
        before and after each cell too, which costs a report of ninety cells more than its cells do.
        """
        client = BoundedClient(
            nb_man,
            mark=mark,
            is_prepared=is_prepared,
            cell_timeout=cell_timeout,
            kernel_name=kernel_name,
            startup_timeout=start_timeout,
            extra_arguments=list(TOLD),
        )
        try:
            # What a kernel writes past its sockets, as the output of a command that a cell runs, it sends us as well.
            return client.execute(env=dict(environment), stdout=DEVNULL)
        except BaseException:
            write_ipynb(nb_man.nb, str(executed))
            raise


papermill_engines.register(ENGINE, BoundedEngine)
