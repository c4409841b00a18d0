"""What a page says of itself to search engines: schema.org `Dataset` as JSON-LD, of what its document shows."""

from __future__ import annotations

import json
from typing import Any

from thidua.export.document import Document
from thidua.present.chart import Chart
from thidua.present.table import Table

_ENDS = {ord(letter): f"\\u{ord(letter):04x}" for letter in "<>&\u2028\u2029"}
"""Letters with which data might end the element that they stand in, as JSON may write them."""


def linked_data(document: Document) -> str:
    """The JSON-LD of a report, ready to stand in an element of a page; empty of what is no report, or not yet one.

    Notes
    -----
    Source: schema.org, Dataset; Google Search Central, Dataset structured data. Days are an interval of ISO 8601; a
    report on quoted figures, whose sources tell no days, has none.
    """
    head = document.letterhead
    if head is None or document.preview:
        return ""
    words = [head.unit, head.period, head.window, document.mark]
    said: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": "Dataset",
        "name": _line(document.title),
        "description": ". ".join(_line(each).rstrip(".") for each in words if each),
        "inLanguage": document.lang,
        "creator": {"@type": "GovernmentOrganization", "name": _line(head.agency)},
        "spatialCoverage": {"@type": "Place", "name": _line(head.unit)},
        "temporalCoverage": head.days,
        "variableMeasured": list(
            dict.fromkeys(_line(each.title) for each in document.printed if isinstance(each, Table | Chart))
        ),
    }
    text = json.dumps({name: each for name, each in said.items() if each}, ensure_ascii=False, separators=(",", ":"))
    return text.translate(_ENDS)


def _line(text: str) -> str:
    return " ".join(text.split())
