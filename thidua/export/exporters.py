"""The exporters as nbconvert knows them: `nbconvert --to thidua_html`, `thidua_pdf`, `thidua_xlsx`, `thidua_docx`."""

from __future__ import annotations

from typing import Any

from nbconvert.exporters import Exporter
from nbformat import NotebookNode

from thidua.export.asked import refuse_ignored_options, refuse_stdout, refused_in_one_line
from thidua.export.document import Document, read_document
from thidua.export.executed import check_executed
from thidua.export.html import html_text
from thidua.export.pdf import pdf_bytes
from thidua.export.word import docx_bytes
from thidua.export.workbook import xlsx_bytes


class ReportExporter(Exporter):
    """An executed notebook as a file of a report, which has one form only."""

    def from_notebook_node(
        self, nb: NotebookNode, resources: dict[str, Any] | None = None, **kwargs: Any
    ) -> tuple[str | bytes, dict[str, Any]]:
        """The content of the file, and nbconvert's resources.

        Raises
        ------
        NotebookError
            If the notebook was not executed to its end, or shows what not every format can carry.
        ConfigError
            If an option was typed that means nothing to a report, or cannot work.
        """
        with refused_in_one_line():
            refuse_ignored_options(type(self))
            notebook, resources = super().from_notebook_node(nb, resources, **kwargs)
            check_executed(notebook, resources["metadata"].get("name") or "the notebook")
            content = self.made(read_document(notebook))
            refuse_stdout(content)
            return content, resources

    def made(self, document: Document) -> str | bytes:
        """The content of the file of a document."""
        raise NotImplementedError


class HtmlReportExporter(ReportExporter):
    """`jupyter nbconvert --to thidua_html`: an executed notebook as one self-contained HTML file."""

    file_extension = ".html"
    output_mimetype = "text/html"
    export_from_notebook = "Báo cáo HTML"

    def made(self, document: Document) -> str:
        """The text of the file."""
        return html_text(document)


class PdfReportExporter(ReportExporter):
    """`jupyter nbconvert --to thidua_pdf`: an executed notebook as an official A4 document."""

    file_extension = ".pdf"
    output_mimetype = "application/pdf"
    export_from_notebook = "Báo cáo PDF"

    def made(self, document: Document) -> bytes:
        """The bytes of the file."""
        return pdf_bytes(document)


class XlsxReportExporter(ReportExporter):
    """`jupyter nbconvert --to thidua_xlsx`: the tables of an executed notebook, and the figures of its charts."""

    file_extension = ".xlsx"
    output_mimetype = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    export_from_notebook = "Sổ tính XLSX"

    def made(self, document: Document) -> bytes:
        """The bytes of the file."""
        return xlsx_bytes(document)


class DocxReportExporter(ReportExporter):
    """`jupyter nbconvert --to thidua_docx`: an executed notebook as the draft that is edited before it is signed."""

    file_extension = ".docx"
    output_mimetype = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
    export_from_notebook = "Dự thảo Word"

    def made(self, document: Document) -> bytes:
        """The bytes of the file."""
        return docx_bytes(document)
