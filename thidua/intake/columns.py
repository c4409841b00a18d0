"""The columns of what intake hands over; described for people in ``data/README.md``.

One row of ``FACTS`` is one count: a cell of a summary return, a registered number, a quoted figure, or one row of a
decision list (count 1, with its day instead of a period). The registers beside it are not counts.
"""

from __future__ import annotations

from typing import Literal, get_args

import pyarrow as pa

_LINEAGE = [("file", pa.string()), ("sheet", pa.string()), ("cell", pa.string())]
_HOW = ("how", pa.string())
"""How the values of a fact came to be, where they were not simply read from its own row: one word a value.

``decision_no=carried@F9`` was shown once for several rows, ``award=heading@A12`` stands in a group heading,
``recipient=repaired`` was put right, ``authority=law`` is the giver whom the law names where the sender names nobody or
who decides in another's name. Words are separated by spaces; empty where all was read as it stands.
"""

GRAIN = (
    "unit",
    "period",
    "authority",
    "award",
    "recipient_kind",
    "recipient_class",
    "award_type",
    "status",
)
"""What one fact is the count of."""

Origin = Literal["decision_list", "summary_return", "registration", "quotation"]
"""What one count is: a row of a list, a cell of a return, a registered number, or a quoted figure."""

ORIGINS: tuple[Origin, ...] = get_args(Origin)

State = Literal["counted", "missing", "not_applicable"]
"""Whether a count is a number, is not known ("…"), or cannot be ("–")."""

FACTS = pa.schema(
    [
        *((name, pa.string()) for name in GRAIN),
        ("origin", pa.string()),
        ("award_label", pa.string()),
        ("count", pa.int32()),
        ("state", pa.string()),
        ("count_unit", pa.string()),
        # of a figure that is quoted
        ("fact_id", pa.string()),
        ("derived_from", pa.string()),
        ("source", pa.string()),
        ("quote", pa.string()),
        # of a row of a decision list
        ("place", pa.string()),
        ("workplace", pa.string()),
        ("recipient", pa.string()),
        ("decision_no", pa.string()),
        ("decided_on", pa.date32()),
        ("achieved_on", pa.date32()),
        ("proposed_on", pa.date32()),
        ("presented_on", pa.date32()),
        ("gender", pa.string()),
        ("ethnic_minority", pa.bool_()),
        ("small_collective", pa.bool_()),
        ("achievement", pa.string()),
        ("note", pa.string()),
        *_LINEAGE,
        _HOW,
    ]
)

MOVEMENTS = pa.schema(
    [
        ("unit", pa.string()),
        ("period", pa.string()),
        ("name", pa.string()),
        ("mode", pa.string()),
        ("launching_level", pa.string()),
        ("sector", pa.string()),
        ("started_on", pa.date32()),
        ("ended_on", pa.date32()),
        ("is_core", pa.bool_()),
        ("awards", pa.int32()),
        ("note", pa.string()),
        *_LINEAGE,
    ]
)

INDICATORS = pa.schema(
    [
        ("unit", pa.string()),
        ("period", pa.string()),
        ("name", pa.string()),
        ("measured_in", pa.string()),
        ("direction", pa.string()),
        ("target", pa.float64()),
        ("actual", pa.float64()),
        ("same_period", pa.float64()),
        ("stated_percent", pa.float64()),
        ("note", pa.string()),
        *_LINEAGE,
    ]
)

SCORES = pa.schema(
    [
        ("unit", pa.string()),
        ("period", pa.string()),
        ("criterion", pa.string()),
        ("maximum", pa.float64()),
        ("self_score", pa.float64()),
        ("cross_score", pa.float64()),
        ("bonus", pa.float64()),
        ("minus", pa.float64()),
        ("votes", pa.int32()),
        ("note", pa.string()),
        *_LINEAGE,
    ]
)

MODELS = pa.schema(
    [
        ("unit", pa.string()),
        ("period", pa.string()),
        ("subject", pa.string()),
        ("recipient_kind", pa.string()),
        ("field", pa.string()),
        ("discovered_on", pa.date32()),
        ("stage", pa.string()),
        ("replications", pa.int32()),
        ("reviewed_on", pa.date32()),
        ("difficulties", pa.string()),
        ("support", pa.string()),
        ("note", pa.string()),
        *_LINEAGE,
    ]
)

DIRECTIVES = pa.schema(
    [
        ("unit", pa.string()),
        ("period", pa.string()),
        ("document_no", pa.string()),
        ("kind", pa.string()),
        ("issued_on", pa.date32()),
        ("about", pa.string()),
        ("issuer", pa.string()),
        ("note", pa.string()),
        *_LINEAGE,
    ]
)
"""Directing documents: number and symbol, what kind of document, its day, what it is about, and who issued it."""

TABLES = {
    "facts": FACTS,
    "movements": MOVEMENTS,
    "indicators": INDICATORS,
    "scores": SCORES,
    "models": MODELS,
    "directives": DIRECTIVES,
}
"""Every table of a snapshot, by name."""
