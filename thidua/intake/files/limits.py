"""How large a sent file may be before it is refused: the `[intake]` settings.

Only numbers and their reasons belong here; what is measured against them is in the readers.
"""

from __future__ import annotations

from typing import Annotated

from msgspec import Meta

from thidua.settings import Settings


class Limits(Settings):
    """What a workbook may hold at most; whatever is larger is refused before memory is spent on it."""

    # An e-mail attachment is 25 MB at most; a district's year of awards is below 1 MB.
    max_file_mb: Annotated[float, Meta(gt=0, le=500)] = 20
    # A sheet's XML is 10 to 30 times its file; this is ten times what 50,000 rows take.
    max_unpacked_mb: Annotated[float, Meta(gt=0, le=5_000)] = 200
    # A return has a sheet for each commune: 16 at most.
    max_sheets: Annotated[int, Meta(ge=1, le=1_000)] = 50
    # The whole province commended fewer people in a year.
    max_rows: Annotated[int, Meta(ge=1, le=1_048_576)] = 50_000
    # The widest statistical form has 30 columns.
    max_columns: Annotated[int, Meta(ge=1, le=16_384)] = 200
    # All sheets together, blank cells between the filled ones included: the reader allocates each of them.
    max_cells: Annotated[int, Meta(ge=1, le=100_000_000)] = 4_000_000
