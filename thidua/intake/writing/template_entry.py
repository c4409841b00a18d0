"""What may be typed into the cells of a form: drop-downs, days, numbers, and the hint beside each.

The words of the drop-downs belong to ``template``.
"""

from __future__ import annotations

from datetime import date

from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from thidua.intake.writing.template_form import Column

_CLOSED = ("genders", "marks")
"""Lists whose words are all there are; of any other list a sender may know a word more."""


def validate_column(sheet: Worksheet, column: Column, cells: str, choices: str = "") -> None:
    """Say beside the cells what belongs there, and ask before anything else is taken.

    Parameters
    ----------
    cells
        The range: "C8:C2000".
    choices
        A defined name, or a formula that gives one, for a column with a drop-down.
    """
    rule = DataValidation(allow_blank=True, showInputMessage=True, showErrorMessage=True, errorStyle="warning")
    if choices:
        rule.type, rule.formula1 = "list", choices
        rule.error = "Nội dung không có trong danh sách. Vẫn ghi như vậy?"
        if column.value in _CLOSED:
            rule.errorStyle, rule.error = "stop", "Chọn trong danh sách, hoặc để trống."
    elif column.value == "day":
        rule.type, rule.operator = "date", "between"
        rule.formula1, rule.formula2 = (str(_serial(day)) for day in (date(1945, 9, 2), date(2100, 12, 31)))
        rule.error = "Ghi ngày/tháng/năm, ví dụ 31/5/2023. Vẫn ghi như vậy?"
    elif column.value == "count":
        rule.type, rule.operator, rule.formula1 = "whole", "greaterThanOrEqual", "0"
        rule.error = "Ghi số nguyên từ 0 trở lên; ghi - nếu không thuộc đối tượng. Vẫn ghi như vậy?"
    elif column.value == "measure":
        rule.type, rule.operator, rule.formula1 = "decimal", "greaterThanOrEqual", "0"
        rule.error = "Ghi số từ 0 trở lên. Vẫn ghi như vậy?"
    rule.errorTitle = "Kiểm tra lại"
    # Excel refuses a whole workbook for a title of more than 32 characters.
    rule.promptTitle, rule.prompt = column.heading[-1][:32], column.says[:255]
    rule.add(cells)
    sheet.add_data_validation(rule)


def _serial(day: date) -> int:
    return (day - date(1899, 12, 30)).days
