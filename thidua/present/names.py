"""Names of parts, tables and columns on which another room relies: the review, the mail, the workbook, the templates.

A chapter that renames one of them without this page would empty a review or a mail in silence, so
`tests/deliver/test_relied_on.py` looks for each of them in real editions.
"""

from __future__ import annotations

METHOD, METHOD_DETAIL = "method", "method_detail"
"""Where the figures come from, and how intervals are made; the sheet of notes of a workbook repeats both."""
CLOSING = "closing"
"""The last sentence, which the page template keeps beside the signature."""
CHANGES, UNIT_CHANGES = "changes", "unit_changes"
COMPARISONS = (CHANGES, UNIT_CHANGES)
"""The tables that compare two periods: each form of award, and each unit of a province or block."""
DIFFERENCE, RELATIVE, RATIO, LIMITS = "difference", "relative", "ratio", "limits"
CONSEQUENCES = (DIFFERENCE, RELATIVE, RATIO, LIMITS)
"""Columns that compare two others of the same row: what changes in them follows from what changed there."""
EXAMINED, OUTSIDE = "unit_overview_limits", "outside"
"""The table of units against the limits of a funnel, and what a row of it knows: outside of how many it lies."""
WORDS = "words"
"""With what the name of a part begins that holds a unit's own words: "words_tasks"."""
OVERVIEW = "overview"
"""The overall assessment on the first page, which the mail of a report repeats."""
