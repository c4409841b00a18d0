"""Facts as the measures take them, drawn in a test as a few rows."""

import pandas as pd

GIVEN_BY = {
    "HCLD0": "state_president",
    "HCLD1": "state_president",
    "HCLD3": "state_president",
    "CTDCP": "government",
    "BKTTG": "prime_minister",
    "BKT": "province_chair",
    "CTDT": "province_chair",
    "CSTDT": "province_chair",
    "TTLDXS": "province_chair",
}
COLUMNS = (
    "fact_id",
    "authority",
    "award",
    "recipient_kind",
    "recipient_class",
    "award_type",
    "status",
    "count",
    "count_unit",
    "derived_from",
    "state",
    "origin",
)


def facts(*rows: tuple, **same: str) -> pd.DataFrame:
    """Facts of one unit and period from rows of (award, recipient kind, count, changes).

    A count of None is missing and "–" is not applicable; the changes of a row and those of all rows (`same`)
    name columns. Without them a fact is awarded, counts recipients, and its authority is the usual one.
    """
    filled = []
    for number, (award, kind, count, *changes) in enumerate(rows, start=1):
        state = "missing" if count is None else "not_applicable" if count == "–" else "counted"
        ordinary = {
            "fact_id": f"f-{number}",
            "authority": GIVEN_BY.get(award, "district_chair"),
            "award": award,
            "recipient_kind": kind,
            "recipient_class": "",
            "award_type": "",
            "status": "awarded",
            "count": count if state == "counted" else None,
            "count_unit": "recipient",
            "derived_from": "",
            "state": state,
            "origin": "quotation",
        }
        filled.append({**ordinary, **same, **(changes[0] if changes else {})})
    return pd.DataFrame(filled, columns=COLUMNS).astype({"count": "Int64"})
