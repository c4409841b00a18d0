"""A process that imported ahead ends without a word, and compiles no grammar until an address is checked."""

from __future__ import annotations

import subprocess
import sys

import pytest

from thidua.run.prepared.link import can_fork

PREPARES = """
import sys
sys.path[:] = [folder for folder in sys.path if not folder.endswith("left_out")]  # where the tests hide the grammar
import thidua.run.prepared.ahead
import jsonschema
before = "rfc3987_syntax" in sys.modules
checks = [jsonschema.FormatChecker().conforms(text, "iri") for text in ("http://ấp.vn/đông", "hai chữ")]
print(before, checks, "rfc3987_syntax" in sys.modules)
"""


def test_prepared_process_says_nothing_as_it_ends_and_checks_addresses_all_the_same() -> None:
    """Else every build would end in lines on leaks that there are not, or an address would pass unchecked."""
    done = subprocess.run([sys.executable, "-c", PREPARES], capture_output=True, text=True, check=True)

    assert done.stderr == ""
    assert done.stdout == "False [True, False] True\n"


THREADED = """
import _thread, time
import thidua.run.prepared.ahead
from thidua.run.prepared.link import begin_kernel_server
begun = _thread.allocate_lock()
begun.acquire()
_thread.start_new_thread(lambda: (begun.release(), time.sleep(60)), ())
begun.acquire()
import psutil
print(psutil.Process(begin_kernel_server().pid).cmdline()[1:3])
"""


@pytest.mark.skipif(not can_fork(), reason="nothing is forked here")
def test_prepared_process_with_a_thread_of_any_kind_is_not_forked_from() -> None:
    """What that thread held would be held in a kernel for ever; `threading` does not know of every thread."""
    done = subprocess.run([sys.executable, "-c", THREADED], capture_output=True, text=True, check=True)

    assert done.stdout == "['-m', 'thidua.run.prepared.server']\n"
