"""Nothing of one notebook reaches the next: kernels come from one process, and are processes of their own."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from tests.run.prepared.test_kernel import text_of
from thidua.run.prepared.link import can_fork

pytestmark = [
    pytest.mark.xdist_group("prepared kernels"),  # one server for all of them
    pytest.mark.skipif(sys.platform == "win32", reason="sets signals, forks"),
    pytest.mark.skipif(not can_fork(), reason="nothing is forked here"),
]

TRIES = """
import builtins, decimal, json, locale, logging, os, random, signal, sys, tempfile, threading, time, warnings
import matplotlib, matplotlib.pyplot as plt, numpy as np, pandas as pd
import thidua.registry as ours
ours.left_by_another = json.left_by_another = builtins.left_by_another = True
matplotlib.rcParams["lines.linewidth"] = 99
plt.figure(num="left by another")
pd.set_option("display.max_rows", 7)
np.set_printoptions(precision=3)
np.seterr(all="raise")
random.seed(1); np.random.seed(1)
locale.setlocale(locale.LC_ALL, "C")
decimal.getcontext().prec = 5
os.environ["LEFT_BY_ANOTHER"] = "yes"
os.environ.pop("HOME", None)
os.chdir(tempfile.mkdtemp())
sys.path.insert(0, "/left/by/another")
sys.setrecursionlimit(4321)
signal.signal(signal.SIGUSR1, lambda *_: None)
warnings.simplefilter("error", BytesWarning)
logging.getLogger().addHandler(logging.NullHandler())
threading.Thread(target=time.sleep, args=(60,), name="left by another", daemon=True).start()
left_open = open("left-by-another", "w")
os.umask(0)
print("tried")
"""
"""What a careless notebook changes for itself, in every way that is known to outlive it where kernels are shared."""

FINDS = """
import builtins, decimal, json, locale, logging, os, signal, sys, threading, warnings
import matplotlib, matplotlib.pyplot as plt, numpy as np, pandas as pd
import thidua.registry as ours
print(hasattr(ours, "left_by_another"), hasattr(json, "left_by_another"), hasattr(builtins, "left_by_another"))
print(matplotlib.rcParams["lines.linewidth"], plt.get_fignums(), plt.get_figlabels())
print(pd.get_option("display.max_rows"), np.get_printoptions()["precision"], np.geterr())
print(locale.setlocale(locale.LC_ALL), decimal.getcontext().prec)
print(os.environ.get("LEFT_BY_ANOTHER"), "HOME" in os.environ, os.getcwd(), "/left/by/another" in sys.path)
print(sys.getrecursionlimit(), signal.getsignal(signal.SIGUSR1), BytesWarning in [each[2] for each in warnings.filters])
print(logging.getLogger().handlers, [thread.name for thread in threading.enumerate() if "left" in thread.name])
opened = [os.path.realpath(f"/proc/self/fd/{number}") for number in os.listdir("/proc/self/fd")]
print([name for name in opened if name.endswith("left-by-another")])
print("left_open" in dir(), os.umask(0o22))
"""

DRAWS = "import random, uuid, numpy as np; print(random.random(), np.random.random(), np.random.default_rng().random())"


@pytest.mark.long
@pytest.mark.skipif(sys.platform != "linux", reason="looks into /proc")
def test_notebook_finds_nothing_that_another_left(tmp_path: Path) -> None:
    """Else a district's page could depend on which district's was made before it."""
    before = text_of(tmp_path, FINDS)
    assert text_of(tmp_path, TRIES) == "tried\n"

    assert text_of(tmp_path, FINDS) == before
    assert before.splitlines()[0] == "False False False"


def test_what_is_drawn_at_random_differs_from_kernel_to_kernel(tmp_path: Path) -> None:
    """Kernels forked from one process would draw the same numbers: a sample of one unit would be that of all."""
    first, second = (text_of(tmp_path, DRAWS).split() for _ in range(2))

    assert not set(first) & set(second)


@pytest.mark.long
def test_settings_of_charts_in_the_folder_of_a_notebook_are_read(tmp_path: Path) -> None:
    """Matplotlib reads them as it is imported, which was elsewhere."""
    with_settings, without = tmp_path / "with", tmp_path / "without"
    with_settings.mkdir()
    (with_settings / "matplotlibrc").write_text("lines.linewidth: 42\nfigure.figsize: 3, 2\n", encoding="utf-8")
    ask = """
import matplotlib, matplotlib.pyplot as plt
print(matplotlib.rcParams["lines.linewidth"], matplotlib.rcParamsOrig["lines.linewidth"], matplotlib.get_backend())
plt.rcdefaults()
print(matplotlib.rcParams["lines.linewidth"])
"""
    assert text_of(with_settings, ask) == text_of(with_settings, ask, engine="nbclient")
    assert text_of(without, ask) == text_of(without, ask, engine="nbclient")


@pytest.mark.long
def test_kernel_of_another_environment_is_started_afresh(tmp_path: Path) -> None:
    """What a library reads of the environment as it is imported cannot be read again."""
    ask = "import os, matplotlib; print(os.environ['MPLBACKEND'], matplotlib.rcParams['backend'], os.getppid())"

    backend, used, parent = text_of(tmp_path, ask, MPLBACKEND="svg").split()
    prepared = text_of(tmp_path, ask).split()[2]

    assert (backend, used) == ("svg", "svg")
    assert parent != prepared
