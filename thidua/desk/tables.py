"""Frames as tables that sort and search, offline, in the words of a page; a row that is clicked is told."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from typing import Any

import pandas as pd
from itables.widget import ITable

from thidua.explore.shown_frame import Shown, checked_frame, shown_columns
from thidua.present.language import tr
from thidua.present.printed import cell_text

PAGE = 10
"""Rows on a page of a table; a reader turns pages, searches or sorts."""

_UNKNOWN = -1e18
"""Where what is not known stands when a column of numbers is sorted: before all of them."""


def frame_table(frame: pd.DataFrame, titles: Mapping[str, str] | None = None, *, said: Collection[str] = ()) -> ITable:
    """A frame as a table: its columns in the words of a page, numbers as a page writes them, sorted as numbers.

    Parameters
    ----------
    frame
        What a question answered.
    titles
        What stands over columns of its own, which are shown whatever they hold.
    said
        Columns that are said beside the table already: they are left out where all rows have the same.
    """
    same = [name for name in said if name in frame and frame[name].nunique() < 2]
    codes = {"unit_name": "unit", "period_label": "period", "award_name": "award"}
    left_out = [*same, *(codes[name] for name in same if codes.get(name) in frame)]
    kept = checked_frame(frame.drop(columns=left_out))
    shown = [one for one in shown_columns(kept, dict(titles or {}), ()) if any(cell != "" for cell in one.cells)]
    columns = {one.title: [cell_text(cell, one.show) for cell in one.cells] for one in shown}
    definitions = []
    for place, one in enumerate(shown):
        if one.is_number:
            # Sorted by a column out of sight, which has the numbers themselves.
            definitions += [
                {"targets": [place], "orderData": [len(columns)], "className": "dt-right"},
                {"targets": [len(columns)], "visible": False, "searchable": False},
            ]
            columns[f"#{len(columns)}"] = _sorted_by(one)
    # A table of one page has none to turn to.
    turned = "paging" if len(kept) > PAGE else None
    return ITable(
        pd.DataFrame(columns),
        showIndex=False,
        select="single",
        text_in_header_can_be_selected=False,
        maxBytes=0,
        pageLength=PAGE,
        lengthMenu=[PAGE, 50, 200],
        columnDefs=definitions,
        classes="display compact",
        style="width:100%;margin:0",
        language=_language(),
        layout={"topStart": "info", "topEnd": "search", "bottomStart": turned and "pageLength", "bottomEnd": turned},
    )


def _sorted_by(column: Shown) -> list[Any]:
    return [_UNKNOWN if number is None else number for number in column.numbers]


def _language() -> dict[str, Any]:
    """The words of the table's own controls."""
    return {
        "search": tr("Tìm:"),
        "lengthMenu": tr("Hiện _MENU_ dòng"),
        "info": tr("Dòng _START_ đến _END_ trong _TOTAL_"),
        "infoEmpty": tr("Không có dòng nào"),
        "infoFiltered": tr("(lọc từ _MAX_ dòng)"),
        "zeroRecords": tr("Không tìm thấy dòng nào"),
        "emptyTable": tr("Không có dòng nào"),
        "paginate": {"first": "«", "previous": "‹", "next": "›", "last": "»"},
        "select": {"rows": ""},
    }


def on_row(table: ITable, told: Callable[[int], None]) -> None:
    """Call `told` with the number of a row when a person clicks it."""

    def chosen(change: Mapping[str, Any]) -> None:
        if change["new"]:
            told(int(change["new"][0]))

    table.observe(chosen, names="selected_rows")
