"""The desk: where an analyst explores the data, in JupyterLab, and can change nothing that readers get.

`lab` lays copies of the notebooks into the folder ``desk/`` of the project and opens JupyterLab over that folder alone;
`explore` is what the notebook of the desk shows.
"""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from thidua.desk.explore import open_desk

__all__ = ["open_desk"]


def __getattr__(name: str) -> Any:
    # Imported when it is asked for: the command that opens JupyterLab needs no widgets.
    if name != "open_desk":
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from thidua.desk.explore import open_desk

    return open_desk
