"""What a table that is sent can be, by name; alone, since a command that opens a dataset reads no table."""

from typing import Literal

Layout = Literal[
    "decision_list", "summary_return", "registrations", "movements", "indicators", "scores", "models", "directives"
]
"""A new one needs its columns in ``columns``, its headings, and rows of its own."""
