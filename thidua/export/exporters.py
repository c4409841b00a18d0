"""The exporters as nbconvert knows them: `nbconvert --to thidua_html`, `thidua_pdf`, `thidua_xlsx`, `thidua_docx`."""

from __future__ import annotations

from typing import Any

from nbconvert.exporters import Exporter
from nbformat import NotebookNode

from thidua.export.document import read_document
from thidua.export.html import html_text
from thidua.export.pdf import pdf_bytes
from thidua.export.word import docx_bytes
from thidua.export.workbook import xlsx_bytes


class HtmlReportExporter(Exporter):
    """`jupyter nbconvert --to thidua_html`: an executed notebook as one self-contained HTML file."""

    file_extension = ".html"
    output_mimetype = "text/html"
    export_from_notebook = "Báo cáo HTML"

    def from_notebook_node(
        self, nb: NotebookNode, resources: dict[str, Any] | None = None, **kwargs: Any
    ) -> tuple[str, dict[str, Any]]:
        """The HTML text of the notebook, and nbconvert's resources."""
        notebook, resources = super().from_notebook_node(nb, resources, **kwargs)
        return html_text(read_document(notebook)), resources


class PdfReportExporter(Exporter):
    """`jupyter nbconvert --to thidua_pdf`: an executed notebook as an official A4 document."""

    file_extension = ".pdf"
    output_mimetype = "application/pdf"
    export_from_notebook = "Báo cáo PDF"

    def from_notebook_node(
        self, nb: NotebookNode, resources: dict[str, Any] | None = None, **kwargs: Any
    ) -> tuple[bytes, dict[str, Any]]:
        """The bytes of the PDF, and nbconvert's resources."""
        notebook, resources = super().from_notebook_node(nb, resources, **kwargs)
        return pdf_bytes(read_document(notebook)), resources


class XlsxReportExporter(Exporter):
    """`jupyter nbconvert --to thidua_xlsx`: the tables of an executed notebook, and the figures of its charts."""

    file_extension = ".xlsx"
    output_mimetype = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    export_from_notebook = "Sổ tính XLSX"

    def from_notebook_node(
        self, nb: NotebookNode, resources: dict[str, Any] | None = None, **kwargs: Any
    ) -> tuple[bytes, dict[str, Any]]:
        """The bytes of the workbook, and nbconvert's resources."""
        notebook, resources = super().from_notebook_node(nb, resources, **kwargs)
        return xlsx_bytes(read_document(notebook)), resources


class DocxReportExporter(Exporter):
    """`jupyter nbconvert --to thidua_docx`: an executed notebook as the draft that is edited before it is signed."""

    file_extension = ".docx"
    output_mimetype = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
    export_from_notebook = "Dự thảo Word"

    def from_notebook_node(
        self, nb: NotebookNode, resources: dict[str, Any] | None = None, **kwargs: Any
    ) -> tuple[bytes, dict[str, Any]]:
        """The bytes of the draft, and nbconvert's resources."""
        notebook, resources = super().from_notebook_node(nb, resources, **kwargs)
        return docx_bytes(read_document(notebook)), resources
