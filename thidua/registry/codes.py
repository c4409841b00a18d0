"""Codes of the registry's tables that the program itself compares, as types: one that is mistyped fails the type check.

Names, ranks and dates of what has these codes are data, in `tables`; a test holds that both have the same codes.
"""

from typing import Literal

UnitLevel = Literal[
    "province", "city", "district", "ward", "township", "commune", "special_zone", "block", "department"
]
"""The level of a unit (``provinces/*/units.csv``); the level of an award is another thing, and stays text."""

StatusCode = Literal["registered", "proposed", "nominated", "awarded", "revoked", "honoured"]
"""How far what is counted has come (``statuses.csv``)."""

CountUnit = Literal["instance", "recipient"]
"""What one adds up: awards given, of which a recipient may have two (lượt), or recipients (số)."""
