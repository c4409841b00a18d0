"""The published figures are read as the five articles print them, and agree with each other."""

from pathlib import Path

import pytest

from thidua.facts.commentary import SECTIONS
from thidua.facts.dataset import open_dataset
from thidua.registry import Period, get_unit

REPOSITORY = Path(__file__).parents[2]

# Typed from the articles' figures, one row a figure, in the order of the articles.
PUBLISHED = [
    ("pub-01", 1),
    ("pub-02", 2),
    ("pub-03", 1),
    ("pub-04", 3),
    ("pub-05", 40),
    ("pub-06", 6),
    ("pub-07", 27),
    ("pub-08", 29),
    ("pub-09", 48),
    ("pub-10", 383),
    ("pub-11", 2952),
    ("pub-12", 1069),
    ("pub-13", 1280),
    ("pub-14", 31),
    ("pub-15", 43),
    ("pub-16", 5),
    ("pub-17", 1),
    ("pub-18", 1),
    ("pub-19", 1),
    ("pub-20", 2),
    ("pub-21", 3),
    ("pub-22", 19),
    ("pub-23", 38),
    ("pub-24", 1),
    ("pub-25", 1),
    ("pub-26", 521),
    ("pub-27", 70),
    ("pub-28", 23),
    ("pub-29", 99),
    ("pub-30", 281),
    ("pub-31", 2),
    ("pub-32", 11),
    ("pub-33", 18),
    ("pub-34", 15),
    ("pub-35", 36),
    ("pub-36", 113),
    ("pub-37", 593),
    ("pub-38", 317),
    ("pub-39", 1195),
    ("pub-40", 1762),
    ("pub-41", 1153),
    ("pub-42", 1),
    ("pub-43", 3),
    ("pub-44", 4),
    ("pub-45", 2),
    ("pub-46", 6),
    ("pub-47", 245),
    ("pub-48", 468),
    ("pub-49", 36),
    ("pub-50", 145),
    ("pub-51", 64),
    ("pub-52", 179),
    ("pub-53", 289),
    ("pub-54", 106),
    ("pub-55", 23),
]


@pytest.fixture(scope="module")
def dataset():
    """The dataset that the repository ships."""
    return open_dataset("published", REPOSITORY)


@pytest.fixture(scope="module")
def fact(dataset):
    """The published facts by id, "pub-11" as `fact[11]`."""
    by_id = dataset.facts.quotations.set_index("fact_id")
    return {int(name.removeprefix("pub-")): row for name, row in by_id.iterrows()}


def test_all_fifty_five_figures_are_read(dataset):
    """The ground truth of every report: 55 figures that five articles print between 2017 and 2023."""
    rows = dataset.facts.quotations[["fact_id", "count"]].itertuples(index=False)

    assert sorted((name, int(count)) for name, count in rows) == PUBLISHED


def test_every_published_figure_is_counted_and_quoted(dataset):
    """A figure without the words of its source could not be traced."""
    assert set(dataset.facts.quotations["state"]) == {"counted"}
    assert (dataset.facts.quotations["quote"].str.len() > 5).all()
    assert set(dataset.facts.quotations["source"]) == {"bai-000", "bai-001", "bai-002", "bai-004"}


@pytest.mark.parametrize(
    ("unit", "period", "figures"),
    [
        ("tp-bac-kan", "2015..2020", 16),
        ("tp-bac-kan", "2021-M10", 14),
        ("tinh-bac-kan", "2016..2020", 11),
        ("tinh-bac-kan", "2020", 12),
        ("tinh-bac-kan", "2021..2023", 2),
    ],
)
def test_figures_belong_to_the_unit_and_period_of_their_article(dataset, unit, period, figures):
    """One article a unit and period; the article of 2017 on the block gives no figure at all."""
    facts = dataset.facts.quotations

    assert len(facts[(facts["unit"] == unit) & (facts["period"] == period)]) == figures


@pytest.mark.parametrize(
    ("of_year", "of_stage"),
    [(43, 32), (44, 33), (45, 34), (46, 35), (47, 39), (48, 40), (49, 36), (50, 37), (51, 38)],
)
def test_figure_of_2020_lies_within_the_stage(fact, of_year, of_stage):
    """A year of 2016-2020 cannot hold more than the five years together."""
    year, stage = fact[of_year], fact[of_stage]

    assert (year["award"], year["recipient_kind"]) == (stage["award"], stage["recipient_kind"])
    assert (year["unit"], year["period"], stage["period"]) == (stage["unit"], "2020", "2016..2020")
    assert year["count"] <= stage["count"]


def test_third_class_order_of_2020_is_one_of_the_orders_of_the_stage(fact):
    """The tenth pair: the stage gives the classes of the Labour Order in one figure, 1 of 2."""
    assert (fact[42]["award"], fact[31]["award"]) == ("HCLD3", "HCLD0")
    assert fact[42]["count"] <= fact[31]["count"]


@pytest.mark.parametrize(
    ("number", "column", "code"),
    [
        (11, "award", "LDTT+CSTT"),
        (29, "award_type", "PTR+DOT"),
        (30, "award_type", "PTR+DOT"),
        (53, "award_type", "CTR+PTR+DOT"),
        (54, "recipient_kind", "collective+household+individual"),
    ],
)
def test_figure_that_merges_several_stays_merged(fact, number, column, code):
    """Splitting 106 among collectives, households and individuals would be invention."""
    assert fact[number][column] == code


def test_only_the_figure_we_computed_is_marked_as_derived(dataset, fact):
    """The article gives 38,2 % only; 179 is 468 less 289."""
    derived = dataset.facts.quotations[dataset.facts.quotations["derived_from"] != ""]

    assert list(derived["fact_id"]) == ["pub-52"]
    assert fact[52]["derived_from"] == "pub-48 - pub-53"
    assert fact[52]["count"] == fact[48]["count"] - fact[53]["count"]


@pytest.mark.parametrize(
    ("number", "count_unit"), [(4, "recipient"), (5, "instance"), (11, "instance"), (14, "recipient")]
)
def test_instances_and_recipients_are_told_apart(fact, number, count_unit):
    """The stage report of the city counts "40 lượt tập thể" beside "03 tập thể"."""
    assert fact[number]["count_unit"] == count_unit


def test_nominated_and_honoured_figures_are_not_awarded(dataset):
    """Figures 14 to 16, 24, 25 and 55: counted beside the awards, never with them."""
    beside = dataset.facts.quotations[dataset.facts.quotations["status"] != "awarded"]

    assert sorted(beside["fact_id"]) == ["pub-14", "pub-15", "pub-16", "pub-24", "pub-25", "pub-55"]


@pytest.mark.parametrize(
    ("unit", "period", "source", "section"),
    [
        ("tp-bac-kan", "2015..2020", "bai-000", "movements"),
        ("tp-bac-kan", "2021-M10", "bai-001", "inspection"),
        ("tinh-bac-kan", "2016..2020", "bai-002", "tasks"),
        ("tinh-bac-kan", "2020", "bai-002", "commendation"),
        ("khoi-huyen-tp", "2017-H1", "bai-003", "limitations"),
        ("tinh-bac-kan", "2021..2023", "bai-004", "models"),
    ],
)
def test_words_of_each_article_are_read(dataset, unit, period, source, section):
    """Every declared edition has its unit's own words, under known headings, with their source."""
    editions = {(unit, period) for each in dataset.settings.editions for unit in each.unit for period in each.period}
    commentary = dataset.commentary(get_unit(unit), Period.parse(period))

    assert (unit, period) in editions
    assert commentary.source == source
    assert commentary.citation
    assert commentary.sections[section]
    assert set(commentary.sections) <= set(SECTIONS)


def test_every_commentary_file_belongs_to_a_declared_edition(dataset):
    """A file under a misspelt folder would never be read, and nobody would notice."""
    editions = {(unit, period) for each in dataset.settings.editions for unit in each.unit for period in each.period}
    files = (REPOSITORY / "data" / "published" / "commentary").glob("*/*.md")

    assert {(path.stem, path.parent.name) for path in files} == editions
