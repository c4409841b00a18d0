"""Levels: how many of which award each unit gets in a year, near what the province has published.

The counts follow a slow growth with less scatter than chance alone, so that no two neighbouring years differ
beyond the 99.8 % limits; who gets the awards belongs to ``decisions``.
"""

from __future__ import annotations

from collections.abc import Mapping
from math import sqrt

from thidua.illustrative.chances import apportion, chance

FIRST_YEAR, LAST_YEAR = 2016, 2023
YEARS = tuple(range(FIRST_YEAR, LAST_YEAR + 1))

CITY = "tp-bac-kan"
DISTRICTS: Mapping[str, float] = {
    CITY: 14,
    "huyen-pac-nam": 10.5,
    "huyen-ba-be": 15,
    "huyen-ngan-son": 9.5,
    "huyen-bach-thong": 10,
    "huyen-cho-don": 16,
    "huyen-cho-moi": 12.5,
    "huyen-na-ri": 12.5,
}
"""The districts and the city, with the share of the provincial awards that each gets; a share is no population."""

DEPARTMENTS: Mapping[str, float] = {
    "so-giao-duc-va-dao-tao": 14,
    "so-y-te": 12,
    "so-noi-vu": 3,
    "so-nong-nghiep-va-ptnt": 9,
    "so-tai-chinh": 5,
    "so-giao-thong-van-tai": 7,
}
ONLY_RETURNS = ("so-tai-chinh", "so-giao-thong-van-tai")
"""The departments that send no decision lists."""

OLD_FONT_UNIT = "huyen-ngan-son"
"""The district that still typed in a TCVN3 font in 2016 and 2017."""

OUTLIER = "huyen-na-ri"
"""The district whose share of direct workers is clearly lower."""

Award = tuple[str, str]
"""Code of the award and of the recipient kind."""

# backan.gov.vn on 2020: 245 collectives and 468 individuals, 145 excellent collectives, 64 fighters, 36 flags;
# 1 + 3 labour orders, 4 Government flags, 2 + 6 certificates of the Prime Minister. The badge is scaled down.
PROVINCIAL: Mapping[Award, int] = {
    ("CTDT", "collective"): 36,
    ("TTLDXS", "collective"): 145,
    ("CSTDT", "individual"): 64,
    ("BKT", "collective"): 245,
    ("BKT", "household"): 4,
    ("BKT", "individual"): 468,
    ("HHTINH", "individual"): 24,
    ("HCLD3", "collective"): 1,
    ("HCLD3", "individual"): 3,
    ("CTDCP", "collective"): 4,
    ("BKTTG", "collective"): 2,
    ("BKTTG", "individual"): 6,
}
STATE = ("HCLD3", "CTDCP", "BKTTG")

_OWN_ORDER: tuple[Award, ...] = (("LDTT", "individual"), ("CSTDCS", "individual"), ("TTLDTT", "collective"))
# Advanced workers, grassroots fighters, advanced collectives, certificates for collectives and for individuals.
_OWN = {
    CITY: (590, 74, 37, 24, 38),
    "huyen-pac-nam": (520, 32, 13, 14, 20),
    "huyen-ba-be": (760, 46, 20, 20, 30),
    "huyen-ngan-son": (450, 30, 12, 13, 18),
    "huyen-bach-thong": (310, 40, 14, 15, 22),
    "huyen-cho-don": (780, 48, 20, 20, 32),
    "huyen-cho-moi": (600, 38, 16, 16, 28),
    "huyen-na-ri": (610, 38, 17, 17, 26),
    "so-giao-duc-va-dao-tao": (50, 6, 5, 6, 8),
    "so-y-te": (48, 5, 5, 5, 8),
    "so-noi-vu": (20, 2, 2, 3, 4),
    "so-nong-nghiep-va-ptnt": (34, 4, 4, 4, 6),
    "so-tai-chinh": (26, 3, 3, 3, 4),
    "so-giao-thong-van-tai": (38, 4, 4, 4, 6),
}
_CAP = 0.13
_GROWTH, _BASE_YEAR = 1.02, 2020

CAP_BREAKER = ("huyen-bach-thong", 2020)
JUMPER = ("huyen-cho-moi", 2023)
# Planted: fighters above 15 % of the advanced workers (V08), and three times as many certificates (V14).
_PLANTED = {
    (*CAP_BREAKER, "LDTT", "individual"): 280,
    (*CAP_BREAKER, "CSTDCS", "individual"): 46,
    (*JUMPER, "GKH", "individual"): 96,
}

TYPES: Mapping[str, Mapping[str, float]] = {
    "BKT": {"CTR": 45, "PTR": 40, "DOT": 13, "DNG": 2},
    "GKH": {"CTR": 40, "PTR": 45, "DOT": 15},
    "GKS": {"CTR": 60, "PTR": 35, "DOT": 5},
}
"""Weights of the types of award; every title is for merit (CTR) alone."""


def growth(year: int) -> float:
    """The level of a year, 1 in 2020."""
    return _GROWTH ** (year - _BASE_YEAR)


def is_listed(unit: str, award: str) -> bool:
    """Whether the unit lists this award by name; most districts only count their advanced workers."""
    return unit not in ONLY_RETURNS and (award != "LDTT" or unit == CITY or unit in DEPARTMENTS)


def own_levels(unit: str, year: int) -> dict[Award, int]:
    """How many of each award the unit's own head gives in a year."""
    certificate = "GKS" if unit in DEPARTMENTS else "GKH"
    order = (*_OWN_ORDER, (certificate, "collective"), (certificate, "individual"))
    levels: dict[Award, int] = {}
    for award, base in zip(order, _OWN[unit], strict=True):
        scatter = chance("own level", unit, year, *award).uniform(-0.4, 0.4) * sqrt(base)
        levels[award] = max(1, round(base * growth(year) + scatter))
    workers = levels["LDTT", "individual"]
    levels["CSTDCS", "individual"] = min(levels["CSTDCS", "individual"], int(_CAP * workers))
    for award in levels:
        levels[award] = _PLANTED.get((unit, year, *award), levels[award])
    return levels


def provincial_levels(year: int) -> dict[Award, dict[str, int]]:
    """How many of each provincial and State award go to each unit in a year."""
    return {award: _divided(award, total, year) for award, total in PROVINCIAL.items()}


def _divided(award: Award, base: int, year: int) -> dict[str, int]:
    random = chance("provincial level", year, *award)
    if award[0] in STATE:
        return _few(base, year, award)
    total = round(base * growth(year) * random.uniform(0.985, 1.015))
    weights = {unit: weight * random.uniform(0.94, 1.06) for unit, weight in {**DISTRICTS, **DEPARTMENTS}.items()}
    if award[0] == "CSTDT":
        # A provincial fighter was a grassroots fighter before, which only a list of the unit can show.
        weights |= dict.fromkeys(ONLY_RETURNS, 0.0)
    if award[1] == "household":
        weights |= dict.fromkeys(DEPARTMENTS, 0.0)
    return apportion(total, weights)


def _few(total: int, year: int, award: Award) -> dict[str, int]:
    """Awards of the State are few: at most one of a form for a unit in a year."""
    units = [*DISTRICTS, *DEPARTMENTS]
    lucky = set(chance("state level", year, *award).sample(units, total))
    return {unit: int(unit in lucky) for unit in units}


def class_weights(unit: str, award: str, award_type: str) -> Mapping[str, float]:
    """Weights of the classes of individuals; of the provincial certificates of 2020, 61.8 % were direct workers'."""
    if award in STATE or award == "HHTINH":
        return {"department_leader": 30, "other_leader": 40, "direct_labour": 30}
    if award in ("LDTT", "CSTDCS"):
        return {"other_leader": 18 if award == "LDTT" else 32, "direct_labour": 82 if award == "LDTT" else 68}
    leaders, direct = (53, 41) if unit == OUTLIER else (31, 63)
    weights: dict[str, float] = {"other_leader": leaders, "direct_labour": direct}
    if award == "BKT":
        weights["department_leader"] = 5
    if award_type == "DOT":
        weights["entrepreneur"] = 12
    return weights
