"""What a notebook shows: tables, charts, sentences and the frame of an official document."""

from thidua.present import charts, document, sentences, tables
from thidua.present.report import Report, open_report

__all__ = ["Report", "charts", "document", "open_report", "sentences", "tables"]
