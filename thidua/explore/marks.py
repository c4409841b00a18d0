"""Whether the figures of a frame are invented: as the answer that it was made of says, or as must be feared.

pandas loses what an answer says of itself in some operations. A frame that says nothing is taken for invented figures
where such were opened in this session: a table too many says "minh họa", and none too few.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pandas as pd

    from thidua.facts.dataset import Dataset

_opened: set[bool] = set()


def note_opened(dataset: Dataset) -> None:
    """Remember that a dataset was opened to be asked."""
    _opened.add(dataset.settings.illustrative)


def is_illustrative(frame: pd.DataFrame) -> bool:
    """Whether the figures of a frame are invented, or may be, as nothing says whose they are."""
    return bool(frame.attrs.get("illustrative", True in _opened))
