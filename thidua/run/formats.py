"""In which formats a report is published; how each is made is in `thidua.export`."""

READERS = ("html", "pdf", "xlsx")
"""The formats that readers get."""

DRAFTS = ("docx",)
"""The formats that the office edits before it signs: they stand in `reports/` only, and go to whom settings name."""

FORMATS = (*READERS, *DRAFTS)
"""The formats made from an executed notebook; the notebook itself is always kept beside them."""
