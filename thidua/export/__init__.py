"""Exporters: an executed notebook as HTML or PDF, registered with nbconvert as `thidua_html` and `thidua_pdf`."""

from thidua.export.html import HtmlReportExporter
from thidua.export.pdf import PdfReportExporter

__all__ = ["HtmlReportExporter", "PdfReportExporter"]
