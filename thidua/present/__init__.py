"""What a notebook shows: the report it is about and the frame of an official document; the rest is in `chapters`."""

from thidua.present import document
from thidua.present.report import Report, open_report

__all__ = ["Report", "document", "open_report"]
