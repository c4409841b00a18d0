"""Imported by the process that workers are forked from: it imports what they need, and ends with its runner meanwhile.

Afterwards it waits for orders, and for the end of all who could give any.
"""

import os

from thidua.run.executing.mark import VARIABLE, Run
from thidua.run.executing.orphans import end_with_parent

_run = Run.of(os.environ.get(VARIABLE, ""))
RUNNER = os.getppid() if _run is None else _run.pid

end_with_parent(RUNNER)
import thidua.run.prepared.ahead  # noqa: E402, F401 - what is imported takes seconds

end_with_parent(RUNNER, is_so=False)
