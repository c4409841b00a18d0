"""A process that imported ahead ends without a word, and puts off what no report asks for until it is asked."""

from __future__ import annotations

import subprocess
import sys

import pytest

from thidua.run.prepared.link import can_fork
from thidua.run.prepared.put_off import PUT_OFF, imported_when_asked

AS_ALWAYS = """
import sys
sys.path[:] = [folder for folder in sys.path if not folder.endswith("left_out")]  # where the tests hide the grammar
"""

PREPARES = (
    AS_ALWAYS
    + """
import atexit, gc
atexit.register(lambda: print(gc.get_freeze_count() > 100_000))
import thidua.run.prepared.ahead
from thidua.run.prepared.put_off import PUT_OFF
print(sorted(PUT_OFF.keys() & sys.modules.keys()))
"""
)

ASKS = """
import gc, jsonschema, numpy, matplotlib.dviread, papermill.iorw
checker = jsonschema.FormatChecker()
asked = {
    "iri": ("http://ấp.vn/đông", "hai chữ"),
    "uri": ("http://thidua.vn/ap", "hai chữ"),
    "uri-template": ("http://thidua.vn/{ap}", "http://thidua.vn/{ap"),
    "duration": ("P1Y2M", "hai năm"),
    "color": ("fuchsia", "màu"),
}
print([[checker.conforms(text, kind) for text in texts] for kind, texts in asked.items()])
print(numpy.f2py.get_include()[-9:], matplotlib.dviread.fontTools.agl.toUnicode("eacute"))
print(papermill.iorw.requests.get.__module__, papermill.iorw.requests.exceptions.ConnectionError.__module__)
import arrow, fontTools.agl, numpy.f2py, requests, rfc3986_validator, rfc3987_syntax, uri_template, webcolors
again = (arrow, fontTools.agl, numpy.f2py, requests, rfc3986_validator, rfc3987_syntax, uri_template, webcolors)
print({type(one).__name__ for one in again}, papermill.iorw.requests.get is requests.get, numpy.f2py.get_include()[-9:])
"""


def _said(program: str) -> str:
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stderr == ""
    return done.stdout


@pytest.mark.long
def test_prepared_process_answers_what_it_put_off_as_any_other_and_says_nothing_as_it_ends() -> None:
    """Else an address would pass unchecked, or every build end in half a second of looking for what nobody lost."""
    assert _said(PREPARES + ASKS) == "[]\n" + _said(AS_ALWAYS + ASKS) + "True\n"


def test_whoever_imports_what_is_inside_of_what_is_put_off_gets_it() -> None:
    """A later version of a library may do so as it is imported: it must not find its own requirement missing."""
    inside = (
        AS_ALWAYS
        + """
from thidua.run.prepared.put_off import imported_when_asked
with imported_when_asked():
    import requests as before
    from requests.exceptions import ConnectionError
    import requests
print(type(before).__name__, requests.get is before.get, requests.exceptions.ConnectionError is ConnectionError)
"""
    )

    assert _said(inside) == "_Waiting True True\n"


def test_what_is_not_installed_is_not_found(monkeypatch: pytest.MonkeyPatch) -> None:
    """Libraries look whether it is there, and go without."""
    monkeypatch.setitem(PUT_OFF, "not_installed_anywhere", ())

    with imported_when_asked(), pytest.raises(ModuleNotFoundError):
        __import__("not_installed_anywhere")


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


@pytest.mark.long
@pytest.mark.skipif(not can_fork(), reason="nothing is forked here")
def test_prepared_process_with_a_thread_of_any_kind_is_not_forked_from() -> None:
    """What that thread held would be held in a kernel for ever; `threading` does not know of every thread."""
    done = subprocess.run([sys.executable, "-c", THREADED], capture_output=True, text=True, check=True)

    assert done.stdout == "['-m', 'thidua.run.prepared.server']\n"
