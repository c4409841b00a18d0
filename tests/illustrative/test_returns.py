"""The invented returns add up, and say what the lists of the same unit and year say."""

from collections import Counter

import pytest

from thidua.illustrative.decisions import all_rows
from thidua.illustrative.levels import YEARS, is_listed
from thidua.illustrative.returns import NUMBERS, return_lines
from thidua.illustrative.senders import RETURN_SENDERS

UNITS = [sender.unit for sender in RETURN_SENDERS]
CLASSES = ("department_leader", "other_leader", "direct_labour")


@pytest.mark.parametrize("unit", UNITS)
def test_types_add_up_to_the_decided_numbers(unit):
    """Rule V05: the faulty sum is planted when the sheet is drawn, not here."""
    for year in YEARS:
        for line in return_lines(unit, year):
            assert set(line.counts) <= set(NUMBERS)
            persons = [f"{code}:{each}" for code in ("CTR", "PTR") for each in CLASSES]
            groups = ["CTR:collective", "PTR:collective", "DOT:collective", "DNG:collective"]
            persons += ["DOT:individual", "DNG:individual"]
            assert line.counts["decided:individual"] == sum(line.counts[name] for name in persons)
            assert line.counts["decided:collective"] == sum(line.counts[name] for name in groups)
            assert all(
                line.counts[f"proposed:{k}"] >= line.counts[f"decided:{k}"] for k in ("collective", "individual")
            )


def test_listed_awards_are_counted_as_the_lists_count_them():
    """A reader who adds up the lists must find the return; only two differences are planted later."""
    listed = Counter((row.unit, row.year, row.award, row.kind) for row in all_rows())
    for unit in UNITS:
        for year in YEARS:
            for line in return_lines(unit, year):
                for kind in ("collective", "individual"):
                    stated = line.counts[f"decided:{kind}"]
                    is_own = line.award in ("LDTT", "CSTDCS", "TTLDTT", "GKH", "GKS")
                    if is_listed(unit, line.award) or not is_own:
                        assert stated == listed[unit, year, line.award, kind]


def test_return_has_two_stated_pairs_and_six_groups_of_columns():
    """The annual annex: proposed, decided, merit, movements, ad hoc, external relations, enterprises."""
    assert list(dict.fromkeys(path[0] for path in NUMBERS.values())) == [
        "Số lượng đề nghị",
        "Số lượng quyết định",
        "Công trạng",
        "Phong trào thi đua",
        "Đột xuất",
        "Đối ngoại",
        "Trong đó: doanh nghiệp",
    ]
    assert len(NUMBERS) == 18
