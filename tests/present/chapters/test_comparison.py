"""The comparison of units is measured once, adds up to the province, and says where it does not."""

import pytest

from tests.present.reports import published, written
from thidua.measures.counts import KINDS, award_counts
from thidua.present.compared.units import compare

from .comparisons import IDS, compared, comparison, illustrative, measured


def added(found, kind: str) -> int:
    return sum(getattr(one.counts, kind) or 0 for one in (*found.members, *found.others))


@pytest.mark.long
@pytest.mark.parametrize("period", ["2023-H1", "2022-H1", "2022", "2020", "2023-M10"])
def test_units_departments_and_province_add_up_to_the_province(period):
    """The figures of eight districts and six departments are read one by one and must give those of the whole."""
    counts = award_counts(illustrative(period).awarded)

    found = measured(period)

    assert [one.unit.id for one in found.members] == list(IDS)
    assert found.adds_up
    for kind in (*KINDS, "total"):
        assert added(found, kind) == int(counts[kind].sum())


def test_every_fact_is_read_once_for_a_unit_and_period(monkeypatch):
    """A notebook compares units once, in its load cell."""
    report = illustrative("2023-H1")
    asked = []
    read = type(report.dataset.facts).of

    def counting(self, unit, period, *, alone=False):
        asked.append((unit.id, alone, str(period)))
        return read(self, unit, period, alone=alone)

    monkeypatch.setattr(type(report.dataset.facts), "of", counting)
    compare(illustrative.__wrapped__("2023-H1"))

    assert len(asked) == len(set(asked))


def test_province_of_quoted_figures_alone_has_nothing_to_compare():
    """The press gives the province's figures of 2020 without any unit's."""
    assert compare(published("tinh-bac-kan", "2020")) is None


def test_district_has_no_units_to_compare():
    """Communes send nothing here."""
    assert compare(illustrative("2023-H1", "huyen-ba-be")) is None


@pytest.mark.long
def test_block_compares_its_members_and_adds_nothing():
    """A block has no departments; what it is quoted with is not a sum of its members."""
    found = measured("2023-H1", "khoi-huyen-tp")

    assert [one.unit.id for one in found.members] == list(IDS)
    assert found.others == ()


def test_figure_that_a_unit_is_quoted_with_is_no_part_of_the_province(project):
    """A quotation is its unit's own figure and is added into no other, so the table cannot claim a sum."""
    report = written(project, {"unit": "huyen-ba-be"}, {"unit": "huyen-na-ri"}, unit="tinh-bac-kan")

    found = compare(report)

    assert [one.counts.total for one in found.members if one.counts.total is not None] == [7, 7]
    assert found.differing == ("GKH",)
    assert not found.adds_up


@pytest.mark.long
def test_form_that_the_province_states_itself_is_no_sum_of_units(project):
    """What a province publishes itself comes before what its units sent."""
    stated = {"unit": "tinh-bac-kan", "count": "500"}
    report = written(project, stated, {"unit": "huyen-na-ri"}, unit="tinh-bac-kan")

    found = compare(report)

    assert found.differing == ("GKH",)
    assert [one.unit.id for one in found.others] == ["tinh-bac-kan"]


def test_advanced_workers_enter_no_rate():
    """The city alone decides them in the first half: with them its rate would be ten times that of the others."""
    city = measured("2023-H1").members[0]

    assert city.forms["LDTT"] == 384
    assert city.fighters.count == city.forms["CSTDT"] + city.forms["CSTDCS"]
    assert 50 < city.fighters.rate < 100


def test_advanced_workers_are_a_share_of_the_staff_in_a_year_only():
    """Half of a year's batches says nothing of the whole staff."""
    assert measured("2022").members[0].advanced.share.part == 620
    assert measured("2023-H1").members[0].advanced is None


def test_unit_without_staff_has_no_rate_and_enters_no_funnel():
    """Missing is not zero: Ngân Sơn's staff of 2023 is not known."""
    found = measured("2023-H1")
    ngan_son = found.members[3]

    assert ngan_son.fighters.people is None
    assert ngan_son.fighters.rate is None
    assert "huyen-ngan-son" not in {unit.label for unit in found.rate_funnel.units}


def test_people_in_no_class_are_counted_apart():
    """Chợ Mới's own list names no classes: 19 of its 62 people with certificates are leaders or direct workers."""
    cho_moi = measured("2023-H1").members[6]

    assert (cho_moi.direct.whole, cho_moi.without_class) == (19, 43)


def test_two_units_are_no_funnel_and_have_no_ranks():
    """With fewer than three units the limits would be drawn around the units themselves."""
    found = comparison(compared("huyen-ba-be"), compared("huyen-na-ri"))

    assert found.rate_funnel is None
    assert found.direct_funnel is None
    assert found.shrunken is None
    assert found.ranks == ()


def test_instances_and_recipients_are_not_added_up():
    """Lượt and số count different things."""
    found = comparison(compared("huyen-ba-be"), compared("huyen-na-ri", count_units=frozenset({"recipient"})))

    assert found.is_mixed
    assert not found.adds_up


def test_change_needs_both_periods_counted_alike():
    """A unit without figures of the same period before has no change, and none is made 0."""
    assert compared(before=(None, None)).change is None
    assert compared(now=(20, 80), before=(20, 75)).change.difference == 5


def test_ranks_are_the_same_in_every_run():
    """Same data, same bytes: the draws have one seed."""
    assert comparison().ranks == comparison().ranks
