"""The workbook of a report: cover, contents, notes, then one table a sheet, with real numbers and plain text.

What a table holds is decided in `thidua.present`; here it only becomes cells. The layout follows the advice of
statistical offices on publishing tables in spreadsheets (UK Government Analysis Function, "Releasing statistics in
spreadsheets", 2021): one table a sheet, its title in A1, its notes and source above it, no merged cell, no empty row.
"""

from thidua.export.workbook.book import xlsx_bytes
from thidua.export.workbook.reopened import first_difference

__all__ = ["first_difference", "xlsx_bytes"]
