"""The workbook as one file: the same bytes for the same document."""

from __future__ import annotations

import io

from thidua.export.document import Document
from thidua.export.workbook.data_page import write_data_page
from thidua.export.workbook.formats import DIGIT_PIXELS, FACE, ROW_PIXELS, Formats
from thidua.export.workbook.front import write_contents, write_cover, write_notes
from thidua.export.workbook.properties import ReportWorkbook, set_properties
from thidua.export.workbook.sheets import plan_workbook
from thidua.present.language import written_in


def xlsx_bytes(document: Document) -> bytes:
    """The workbook of a document: cover, contents and notes, then a sheet for each table and chart.

    Raises
    ------
    NotebookError
        If a table holds a number that no cell can hold; names table, row and column.
    """
    file = io.BytesIO()
    options = {
        "in_memory": True,
        "default_format_properties": dict(FACE),  # the writer adds to it
        "default_column_width": DIGIT_PIXELS,
        "default_row_height": ROW_PIXELS,
    }
    with written_in(document.lang):
        workbook = ReportWorkbook(file, options)
        plan = plan_workbook(document)
        set_properties(workbook, plan)
        formats = Formats(workbook)
        for write in (write_cover, write_contents, write_notes):
            write(workbook, plan, formats)
        for sheet in plan.sheets:
            write_data_page(workbook, plan, sheet, formats)
        workbook.close()  # only if all went well: closing writes the file
    return file.getvalue()
