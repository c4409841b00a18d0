"""A table keeps three marks for three states, as printed and in its data."""

import pytest

from tests.present.chapters.printing import printed
from thidua.present.printed import cell_text
from thidua.present.table import Column, Row, Table


def test_three_marks_for_three_states():
    """Zero, missing and not applicable, as printed and in the data."""
    table = Table(
        "ba",
        "Ba trạng thái",
        (Column("form", "Hình thức", "label"), Column("count", "Số")),
        (
            Row({"form": "không có", "count": 0}),
            Row({"form": "chưa có", "count": "…"}),
            Row({"form": "x", "count": "–"}),
        ),
    )

    assert [row["Số"] for row in printed(table).values()] == ["0", "…", "–"]
    assert [row["count"] for row in table.payload()["data"]] == [0, "…", "–"]


@pytest.mark.parametrize(("saved", "shown"), [(54, "54"), (54.0, "54"), (31.6, "31,6"), (26582.0, "26.582")])
def test_amount_is_printed_alike_whatever_type_a_program_saves_it_with(saved: float, shown: str):
    """JupyterLab writes 54.0 as 54: the same notebook must print the same page."""
    assert cell_text(saved, "amount") == shown
