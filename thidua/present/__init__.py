"""What a notebook shows: the report it is about and the frame of an official document; the rest is in `chapters`.

What stands here is imported when it is first asked for: a mail needs the words of this package, and no frames.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from thidua.present import document
    from thidua.present.report import Report, open_report

__all__ = ["Report", "document", "open_report"]


def __getattr__(name: str) -> Any:
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    if name == "document":
        return import_module(f"{__name__}.document")
    return getattr(import_module(f"{__name__}.report"), name)
