"""A year is set beside the stage that contains it, like with like."""

import pytest

from thidua.measures.stage import part_of_stage

from .rows import facts

INSTANCES = {"count_unit": "instance"}


def pairs(compared) -> dict[tuple[str, str], tuple[int, int]]:
    """Year and stage by family and recipient kind."""
    return {(row.family, row.recipient_kind): (int(row.year), int(row.stage)) for row in compared.itertuples()}


def test_ten_published_figures_of_2020_lie_within_their_stage():
    """The ten pairs of the province's article, 2020 beside 2016-2020: every year is at most its stage."""
    year = facts(
        ("HCLD3", "collective", 1),
        ("HCLD0", "individual", 3),
        ("CTDCP", "collective", 4),
        ("BKTTG", "collective", 2),
        ("BKTTG", "individual", 6),
        ("CTDT", "collective", 36),
        ("TTLDXS", "collective", 145),
        ("CSTDT", "individual", 64),
        ("BKT", "collective", 245),
        ("BKT", "individual", 468),
    )
    stage = facts(
        ("HCLD0", "collective", 2),
        ("HCLD0", "individual", 11),
        ("CTDCP", "collective", 18),
        ("BKTTG", "collective", 15),
        ("BKTTG", "individual", 36),
        ("CTDT", "collective", 113),
        ("TTLDXS", "collective", 593),
        ("CSTDT", "individual", 317),
        ("BKT", "collective", 1195),
        ("BKT", "individual", 1762),
    )

    compared = part_of_stage(year, stage)

    assert pairs(compared) == {
        ("HCLD", "collective"): (1, 2),
        ("HCLD", "individual"): (3, 11),
        ("CTDCP", "collective"): (4, 18),
        ("BKTTG", "collective"): (2, 15),
        ("BKTTG", "individual"): (6, 36),
        ("CTDT", "collective"): (36, 113),
        ("TTLDXS", "collective"): (145, 593),
        ("CSTDT", "individual"): (64, 317),
        ("BKT", "collective"): (245, 1195),
        ("BKT", "individual"): (468, 1762),
    }
    assert not compared["exceeds"].any()
    assert list(compared["share"]) == pytest.approx([y / s for y, s in pairs(compared).values()])


def test_classes_of_an_order_are_one_family():
    """Third class and first class of the year are both among the Labour Orders of the stage."""
    year = facts(("HCLD3", "collective", 1), ("HCLD1", "collective", 1))

    assert pairs(part_of_stage(year, facts(("HCLD0", "collective", 5)))) == {("HCLD", "collective"): (2, 5)}


def test_year_larger_than_its_stage_is_marked():
    """It cannot be: one of the two figures is wrong, and the report asks for a check."""
    compared = part_of_stage(facts(("BKT", "individual", 12)), facts(("BKT", "individual", 10)))

    assert list(compared["exceeds"]) == [True]
    assert list(part_of_stage(facts(("BKT", "individual", 10)), facts(("BKT", "individual", 10)))["exceeds"]) == [False]


def test_instances_are_not_set_beside_recipients():
    """The city counts times, the province people: a share of one in the other means nothing."""
    assert part_of_stage(facts(("BKT", "individual", 4)), facts(("BKT", "individual", 48, INSTANCES))).empty


def test_merged_titles_are_not_set_beside_one_of_them():
    """521 advanced workers are no part of a figure that holds soldiers too, told as workers alone."""
    stage = facts(("LDTT+CSTT", "individual", 2952))

    assert part_of_stage(facts(("LDTT", "individual", 521)), stage).empty


@pytest.mark.parametrize(
    ("year", "stage"),
    [
        (facts(), facts(("BKT", "individual", 10))),
        (facts(("BKT", "individual", 10)), facts()),
        (facts(("BKT", "individual", None)), facts(("BKT", "individual", 10))),
        (facts(("BKT", "individual", 3)), facts(("BKT", "individual", None))),
        (facts(("BKT", "individual", 3)), facts(("BKT", "collective", 10))),
        (facts(("BKT", "individual", 3)), facts(("BKT", "collective+individual", 10))),
    ],
    ids=["no year", "no stage", "year missing", "stage missing", "other kind", "merged kinds"],
)
def test_what_is_not_known_for_both_has_no_row(year, stage):
    """A missing year is not a year of 0."""
    assert part_of_stage(year, stage).empty


def test_stage_of_zero_has_no_share():
    """0 of 0 is no share; the row stays, so that the two zeros are seen."""
    compared = part_of_stage(facts(("BKT", "individual", 0)), facts(("BKT", "individual", 0)))

    assert pairs(compared) == {("BKT", "individual"): (0, 0)}
    assert compared["share"].isna().all()


def test_recipient_classes_do_not_enter():
    """289 direct workers are among the 468 individuals already counted."""
    year = facts(("BKT", "individual", 468), ("BKT", "individual", 289, {"recipient_class": "direct_worker"}))

    assert pairs(part_of_stage(year, facts(("BKT", "individual", 1762)))) == {("BKT", "individual"): (468, 1762)}
