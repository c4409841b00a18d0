"""In which formats a report is published; how each is made is in `thidua.export`."""

FORMATS = ("html", "pdf", "xlsx")
"""The formats made from an executed notebook; the notebook itself is always kept beside them."""
