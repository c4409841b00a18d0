"""Rows of decision lists as the measures take them, drawn in a test as a few rows."""

import pandas as pd

ORDINARY = {
    "unit": "huyen-ba-be",
    "authority": "district_chair",
    "award": "GKH",
    "award_type": "PTR",
    "recipient_kind": "individual",
    "status": "awarded",
    "recipient": "Nông Văn Thuỷ",
    "workplace": "Phòng Nội vụ",
    "achieved_on": None,
    "proposed_on": None,
    "decided_on": None,
    "presented_on": None,
    "gender": "",
    "ethnic_minority": None,
    "small_collective": None,
}
_TYPES = {name: "datetime64[ns]" for name in ORDINARY if name.endswith("_on")}
_TYPES |= {"ethnic_minority": "boolean", "small_collective": "boolean"}


def listed(*rows: dict, **same) -> pd.DataFrame:
    """Rows that say only what differs from one ordinary row; `same` is said of all of them."""
    return pd.DataFrame([{**ORDINARY, **same, **row} for row in rows], columns=list(ORDINARY)).astype(_TYPES)
