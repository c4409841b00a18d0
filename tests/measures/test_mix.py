"""What awards are made of: kinds, types, small collectives."""

import pytest

from thidua.errors import ConfigError
from thidua.measures.mix import kind_mix, small_collectives, type_mix

from .listed import listed
from .rows import facts

TYPES = [{"award_type": code} for code in ("CTR", "PTR", "DOT")]


def test_collectives_are_a_share_of_all_three_kinds():
    """City, 10 months of 2021: certificates to 99 collectives and 281 individuals; households were none of 3."""
    mix = kind_mix(facts(("GKH", "collective", 99), ("GKH", "individual", 281), ("GKH", "household", 3)))

    assert (mix.collective, mix.individual, mix.household, mix.merged) == (99, 281, 3, 0)
    assert mix.collectives[:2] == (99, 383)
    assert mix.count_unit == "recipient"


def test_merged_kinds_are_in_no_share():
    """Published for 2021 to 2023: 106 collectives, households and individuals, not told apart."""
    mix = kind_mix(facts(("BKT", "collective+household+individual", 106)))

    assert (mix.merged, mix.collectives.whole, mix.collectives.share) == (106, 0, None)


def test_types_stand_in_the_order_of_the_registry_and_add_up():
    """Merged ones after single ones, what has no type last; a type of which there is none is left out."""
    rows = [("GKH", "individual", count, kind) for count, kind in zip((5, 3, 2), TYPES, strict=True)]
    merged, untold = {"award_type": "PTR+DOT"}, {"award_type": ""}
    mix = type_mix(facts(("GKH", "collective", 4, untold), ("GKH", "individual", 6, merged), *reversed(rows)))

    assert [(one.award_type, one.total) for one in mix.types] == [
        ("CTR", 5),
        ("PTR", 3),
        ("DOT", 2),
        ("PTR+DOT", 6),
        ("", 4),
    ]
    assert (mix.total, mix.untold) == (20, 4)
    assert type_mix(facts(("GKH", "individual", 0, TYPES[0]))).types == ()


def test_sudden_awards_are_a_share_of_those_with_a_type():
    """2 of 10; the 4 without a type may be anything."""
    rows = [("GKH", "individual", count, kind) for count, kind in zip((5, 3, 2), TYPES, strict=True)]

    assert type_mix(facts(*rows)).sudden[:2] == (2, 10)
    assert type_mix(facts(*rows, ("GKH", "collective", 4))).sudden[:2] == (2, 10)


def test_sudden_share_is_unknown_where_a_source_merges_them():
    """Published for 2021: 380 thematic and sudden certificates, which nobody can split."""
    assert type_mix(facts(("GKH", "individual", 380, {"award_type": "PTR+DOT"}))).sudden is None
    assert type_mix(facts(("GKH", "individual", 380, {"award_type": "CTR+PTR"}))).sudden[:2] == (0, 380)


@pytest.mark.parametrize("measure", [kind_mix, type_mix])
def test_what_cannot_be_added_up_has_no_mix(measure):
    """No figure, or instances beside recipients; classes within a count are left out."""
    mixed = facts(("GKH", "individual", 1), ("GKH", "individual", 2, {"count_unit": "instance"}))
    classes = facts(("GKH", "individual", 7, {"recipient_class": "manager"}))

    assert [measure(one) for one in (facts(), mixed, classes, facts(("GKH", "individual", None)))] == [None] * 4


def test_small_collectives_are_a_share_of_those_marked_either_way():
    """A blank is not a no: 2 of 3, and 1 of which it is not told."""
    marks = [{"small_collective": mark} for mark in (True, True, False, None)]

    found = small_collectives(listed(*marks, {"recipient_kind": "individual"}, recipient_kind="collective"))

    assert (found.share.part, found.share.whole, found.unknown) == (2, 3, 1)


def test_without_lists_no_small_collective_is_known():
    """The share of nothing is missing, not 0."""
    assert small_collectives(listed()).share.share is None


def test_unknown_type_is_named():
    """A type that is not in the registry is an error of the data."""
    with pytest.raises(ConfigError, match='unknown award type "XYZ"'):
        type_mix(facts(("GKH", "individual", 1, {"award_type": "XYZ"})))
