"""A table keeps three marks for three states, as printed and in its data."""

from tests.present.chapters.printing import printed
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
