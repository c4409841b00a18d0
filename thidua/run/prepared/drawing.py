"""Matplotlib's settings in a kernel whose matplotlib was imported ahead, elsewhere and in another environment."""

from __future__ import annotations

import os
from pathlib import Path
from types import ModuleType

INLINE = "module://matplotlib_inline.backend_inline"
"""What ipykernel writes into the environment for a matplotlib that is imported later, unless a backend stands there."""


def read_settings_again(matplotlib: ModuleType) -> None:
    """Have what an import of matplotlib in this folder and this environment would have read.

    As the end of `matplotlib/__init__.py` does (3.11): defaults, then the file of settings that applies here, then the
    backend.
    """
    own = Path(matplotlib.get_data_path(), "matplotlibrc")
    here = Path(matplotlib.matplotlib_fname())
    matplotlib.rcParams._update_raw(matplotlib.rcParamsDefault)
    if not here.samefile(own):
        matplotlib.rcParams._update_raw(matplotlib._rc_params_in_file(here))
    vars(matplotlib)["rcParamsOrig"] = matplotlib.rcParams.copy()
    matplotlib.rcParams["backend"] = os.environ.get("MPLBACKEND") or INLINE
