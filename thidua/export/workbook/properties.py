"""What a file manager or a screen reader is told of the workbook: title, agency, language, and no time of making."""

from __future__ import annotations

import datetime as dt
from typing import Any

from xlsxwriter import Workbook
from xlsxwriter.core import Core
from xlsxwriter.packager import Packager

from thidua.export.workbook.letters import line_text
from thidua.export.workbook.sheets import Plan
from thidua.present.language import tr
from thidua.version import PROGRAM

UNDATED = dt.datetime(2000, 1, 1, tzinfo=dt.UTC)
"""The creation time written into every workbook: same data, same bytes; the agency dates the document."""

LANGUAGES = {"vi": "vi-VN", "en": "en-GB"}


def set_properties(workbook: Any, plan: Plan) -> None:
    """Write title, agency, subject and language into the properties of the file."""
    head = plan.document.letterhead
    workbook.set_properties(
        {
            "title": line_text(plan.document.title),
            "subject": line_text(plan.about),
            "author": "" if head is None else line_text(head.agency),
            "comments": tr("Số liệu minh họa.") if plan.document.illustrative else "",
            "keywords": PROGRAM,
            "created": UNDATED,
            "language": LANGUAGES[plan.document.lang],
        }
    )


class _CoreWithLanguage(Core):
    """The core properties, with the language that the format knows and the writer leaves out."""

    def _write_cp_content_status(self) -> None:
        super()._write_cp_content_status()
        self._xml_data_element("dc:language", self.properties["language"])


class _PackagerWithLanguage(Packager):
    def _write_core_file(self) -> None:
        core = _CoreWithLanguage()
        core._set_properties(self.workbook.doc_properties)
        core._set_xml_writer(self._filename("docProps/core.xml"))
        core._assemble_xml_file()


class ReportWorkbook(Workbook):
    """A workbook whose properties say its language."""

    def _get_packager(self) -> Packager:
        return _PackagerWithLanguage()
