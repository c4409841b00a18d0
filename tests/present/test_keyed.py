"""Keys of figures: put together from table, row and column, carried in the notebook, printed nowhere."""

from __future__ import annotations

from thidua.measures.intervals import wilson_share
from thidua.present.html import part_html
from thidua.present.keyed import ALL, KNOWN, Key, Keyed, group_id, share_figures
from thidua.present.part import PART_MIME, plain
from thidua.present.printed import print_table
from thidua.present.table import Column, Row, Table
from thidua.run.figures import figures_of

COLUMNS = (Column("form", "Hình thức", "label"), Column("individual", "Cá nhân", key=Key(kind="individual")))


def test_nearer_part_of_a_key_says_more():
    """The column of the period before must win over the period of the whole table."""
    whole = Key("awarded", whose="huyen-ba-be", when="2023-H1")

    assert whole | Key(award="GKH") | Key(when="2022-H1") == Key(
        "awarded", award="GKH", whose="huyen-ba-be", when="2022-H1"
    )


def test_keys_travel_in_the_resource_and_are_not_printed():
    """A reader of a page sees what they saw before keys; the check reads the notebook."""
    rows = (Row({"form": "Giấy khen", "individual": 15}, key=Key(award="GKH")), Row({"form": "Khác", "individual": 1}))
    keyed = Table("forms", "Hình thức", COLUMNS, rows, key=Key("awarded", whose="huyen-ba-be"))
    bare = Table("forms", "Hình thức", tuple(Column(c.name, c.title, c.show) for c in COLUMNS), rows)

    resource = keyed.payload()
    assert resource["thidua:key"] == {"what": "awarded", "whose": "huyen-ba-be"}
    assert [row.get("key") for row in resource["thidua:rows"]] == [{"award": "GKH"}, None]
    assert [field.get("thidua:key") for field in resource["schema"]["fields"]] == [None, {"kind": "individual"}]
    assert part_html(print_table(keyed)) == part_html(print_table(bare))


def test_figures_of_a_sentence_travel_with_it_and_its_words_stay():
    """The words of a finding are the same with keys or without."""
    told = plain("told", "Có 1.566 lượt.", figures=[Keyed(ALL, 1566)])

    bundle = told._repr_mimebundle_()
    assert bundle[PART_MIME]["keyed"] == [{"key": {}, "value": 1566, "show": "count", "decimals": 0}]
    assert bundle["text/html"] == plain("told", "Có 1.566 lượt.")._repr_mimebundle_()["text/html"]


def test_share_is_three_figures_and_two_where_there_are_too_few_cases():
    """What is printed as 3/7 alone has no percentage that could be compared."""
    key = Key(kind="individual", base="certificates")

    assert [one.words for one in share_figures(key, wilson_share(43, 76), few=10)] == ["43", "76", "56,6%"]
    assert [one.words for one in share_figures(key, wilson_share(3, 7), few=10)] == ["3", "7"]
    assert share_figures(key, wilson_share(0, 0), few=10) == ()


def test_group_of_units_has_one_id_in_any_order():
    """A block and a province that add up the same districts speak of the same."""
    assert group_id(["b", "a", "b"]) == group_id(["a", "b"]) == "a+b"
    assert group_id(["a"]) == "a"


def test_single_cell_may_be_another_figure_than_its_row():
    """A sum that lacks what is not known must not be taken for the sum of all."""
    row = Row({"form": "Tổng cộng", "individual": 16}, "total", key=ALL, cell_keys={"individual": KNOWN})
    table = Table("forms", "Hình thức", COLUMNS, (row,), key=Key("awarded"))

    (figure,) = figures_of({"cells": [{"outputs": [{"data": table._repr_mimebundle_()}]}]})
    assert figure.key == Key("awarded", kind="individual", base=KNOWN.base)
