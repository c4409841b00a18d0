"""Imported by the process that workers are forked from: it imports what they need, and ends with its runner meanwhile.

Afterwards it waits for orders, and for the end of all who could give any.
"""

from thidua.run.executing.orphans import end_with_parent

end_with_parent()
import thidua.run.prepared.ahead  # noqa: E402, F401 - what is imported takes seconds

end_with_parent(is_so=False)
