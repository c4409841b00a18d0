"""Awards are instances, recipients are people: one who comes again is one recipient with two awards."""

import pytest

from thidua.errors import ConfigError
from thidua.measures.recipients import recipient_keys, recipients

from .listed import listed
from .rows import facts

INSTANCES = {"count_unit": "instance"}


def test_recipient_with_two_awards_is_counted_once():
    """Three awards to two people: one of them has two."""
    rows = listed({"recipient": "Lý Thị Hoà"}, {"recipient": "Lý Thị Hoà", "award": "CSTDCS"}, {})

    [found] = recipients(facts(("GKH", "individual", 2), ("CSTDCS", "individual", 1), **INSTANCES), rows)

    assert (found.counted, found.listed, found.distinct, found.again, found.most) == (3, 3, 2, 1, 2)
    assert found.is_all_listed
    assert found.share_again.share == 0.5


@pytest.mark.parametrize(
    ("first", "second", "distinct"),
    [
        ({"recipient": "Lý Thị Hoà"}, {"recipient": "LÝ THỊ HÒA"}, 1),
        ({"workplace": "Y sĩ, Trạm Y tế xã"}, {"workplace": "Trạm y tế xã"}, 1),
        ({"workplace": "Trạm Y tế xã"}, {"workplace": "Phòng Nội vụ"}, 2),
        ({"unit": "huyen-ba-be"}, {"unit": "huyen-na-ri"}, 2),
        ({"recipient_kind": "collective"}, {"recipient_kind": "household"}, 2),
    ],
)
def test_two_rows_are_one_recipient_if_name_place_unit_and_kind_agree(first, second, distinct):
    """Spelling and the position before the place of work tell nobody apart."""
    assert len(set(recipient_keys(listed(first, second)))) == distinct


def test_what_returns_count_has_no_known_recipients():
    """A return says how many, not who: the distinct are those of the lists alone."""
    counted = facts(("GKH", "individual", 1), ("LDTT", "individual", 521), **INSTANCES)

    [found] = recipients(counted, listed({}))

    assert (found.counted, found.listed, found.distinct) == (522, 1, 1)
    assert not found.is_all_listed


def test_number_of_awards_is_unknown_where_a_part_is():
    """A missing figure, or instances beside recipients, have no sum."""
    missing = recipients(facts(("GKH", "individual", 1), ("LDTT", "individual", None)), listed())
    mixed = recipients(facts(("GKH", "individual", 1), ("LDTT", "individual", 2, INSTANCES)), listed())

    assert [one.counted for one in (*missing, *mixed)] == [None, None]
    assert [one.distinct for one in (*missing, *mixed)] == [0, 0]


def test_kinds_stand_apart_in_the_order_of_a_page():
    """Collectives, individuals, households; a kind nobody speaks of is left out."""
    counted = facts(("GKH", "household", 1), ("GKH", "collective", 2), **INSTANCES)
    rows = listed({"recipient_kind": "household"}, *[{"recipient_kind": "collective"}] * 2)

    assert [(one.kind, one.counted, one.distinct) for one in recipients(counted, rows)] == [
        ("collective", 2, 1),
        ("household", 1, 1),
    ]


def test_only_awards_are_counted():
    """Neither a proposal nor what the registry keeps beside the awards makes anyone commended."""
    rows = listed({}, {"status": "proposed", "recipient": "A"}, {"award": "DHTT", "recipient": "B"})

    [found] = recipients(facts(("GKH", "individual", 1), ("DHTT", "individual", 1), **INSTANCES), rows)

    assert (found.counted, found.listed) == (1, 1)


def test_nothing_awarded_has_no_recipients():
    """An empty period."""
    assert recipients(facts(), listed()) == []


def test_unknown_award_is_named():
    """A code that is not in the registry is an error of the data, not an award of nobody."""
    with pytest.raises(ConfigError, match='unknown award "GKZ"'):
        recipients(facts(("GKZ", "individual", 1)), listed())


def test_rows_without_names_are_no_recipients():
    """A cell that says "521 cá nhân" is 521 awards; whose they are, and how many people, is not known."""
    rows = listed(*[{"recipient": ""}] * 521, {}, {"award": "CSTDCS"})

    [found] = recipients(facts(("GKH", "individual", 522), ("CSTDCS", "individual", 1), **INSTANCES), rows)

    assert (found.listed, found.distinct, found.again, found.unnamed) == (2, 1, 1, 521)
    assert found.is_all_in_lists
    assert not found.is_all_listed


def test_kind_of_which_nobody_is_named_is_still_counted():
    """The list has the awards, if not the people."""
    [found] = recipients(facts(("GKH", "individual", 5), **INSTANCES), listed(*[{"recipient": ""}] * 5))

    assert (found.counted, found.listed, found.distinct, found.most, found.unnamed) == (5, 0, 0, 0, 5)
