"""What a notebook shows is read back as it was written, today and from editions of earlier programs."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from thidua.errors import NotebookError
from thidua.present.chart import CHART_MIME, Chart
from thidua.present.frame import Annex, Blocks, Headline, HeadlineFigure, Letterhead, Signature
from thidua.present.keyed import Key, Keyed
from thidua.present.part import PART_MIME, Part, Prose, empty, plain, prose, quoted_prose
from thidua.present.shown import PARTS, Shown, parse, shown_by
from thidua.present.table import TABLE_MIME, Column, Row, Table

KEPT = Path(__file__).parent / "kept"
WORD = st.text(st.characters(codec="utf-8", exclude_characters="\x00"), max_size=8)
NAME = st.from_regex(r"[a-z][a-z_]{0,6}", fullmatch=True)
NUMBER = st.integers(0, 10**9) | st.floats(0, 1e9)
KEY = st.builds(Key, what=WORD, award=WORD, whose=WORD, when=WORD, base=WORD)
KEYED = st.lists(
    st.builds(
        Keyed,
        KEY,
        NUMBER | st.just("…"),
        st.sampled_from(["count", "percent", "decimal"]),
        st.none() | st.integers(0, 2),
    ),
    max_size=2,
).map(tuple)
INLINE = st.recursive(
    st.fixed_dictionaries({"inline": st.just("text"), "text": WORD}) | st.just({"inline": "break"}),
    lambda inner: st.fixed_dictionaries(
        {"inline": st.sampled_from(["strong", "emphasis"]), "inlines": st.lists(inner, max_size=2)}
    ),
    max_leaves=3,
)
INLINES = st.lists(INLINE, max_size=2)
PARAGRAPH = st.fixed_dictionaries({"block": st.just("paragraph"), "inlines": INLINES})
HEADING = st.fixed_dictionaries({"block": st.just("heading"), "level": st.integers(2, 4), "inlines": INLINES})
LISTED = st.lists(st.tuples(WORD, st.lists(PARAGRAPH, max_size=2)), min_size=1, max_size=2).map(
    lambda items: {"block": "list", "markers": [one for one, _ in items], "items": [each for _, each in items]}
)
BLOCKS = st.lists(PARAGRAPH | HEADING | LISTED, max_size=3).map(tuple)
CELL = NUMBER | WORD | st.sampled_from(["…", "–"])
VALUE = CELL | st.none()


@st.composite
def tables(draw: st.DrawFn) -> Table:
    """Tables with every property."""
    names = draw(st.lists(NAME, min_size=1, max_size=3, unique=True))
    columns = tuple(
        Column(
            name,
            draw(WORD),
            draw(st.sampled_from(["label", "text", "count", "percent", "decimal"])),
            tuple(draw(st.lists(st.sampled_from(names), max_size=2))),
            draw(WORD),
            draw(st.none() | KEY),
        )
        for name in names
    )
    row = st.builds(
        Row,
        st.dictionaries(st.sampled_from(names), CELL, max_size=3),
        st.sampled_from(["group", "body", "part", "subtotal", "total"]),
        st.dictionaries(NAME, VALUE, max_size=2),
        st.none() | KEY,
        st.dictionaries(st.sampled_from(names), KEY, max_size=2),
    )
    rows = tuple(draw(st.lists(row, max_size=3)))
    printed = st.none() | st.sets(st.integers(0, max(len(rows) - 1, 0))).map(frozenset)
    return Table(
        draw(NAME),
        draw(WORD),
        columns,
        rows,
        tuple(draw(st.lists(WORD, max_size=2))),
        draw(WORD),
        *(draw(st.booleans()) for _ in range(3)),
        agrees_with=draw(WORD),
        values=draw(st.dictionaries(NAME, VALUE, max_size=2)),
        key=draw(KEY),
        printed=draw(printed),
        dense=draw(st.booleans()),
    )


ANYTHING: dict[str, st.SearchStrategy[Shown]] = {
    "letterhead": st.builds(Letterhead, NAME, *[WORD] * 10, st.booleans(), *[WORD] * 3, keyed=KEYED),
    "headline": st.builds(
        Headline,
        NAME,
        st.lists(st.builds(HeadlineFigure, WORD, WORD, WORD, st.none() | st.floats(0, 1e9)), max_size=4).map(tuple),
        keyed=KEYED,
    ),
    "prose": st.builds(
        Prose,
        NAME,
        BLOCKS,
        st.booleans(),
        st.none() | st.lists(WORD, max_size=2).map(tuple),
        st.none() | st.dictionaries(NAME, NUMBER, max_size=2),
        WORD,
        WORD,
        keyed=KEYED,
    ),
    "blocks": st.builds(Blocks, NAME, BLOCKS, keyed=KEYED),
    "annex": st.builds(Annex, NAME, WORD, WORD, keyed=KEYED),
    "signature": st.builds(Signature, NAME, WORD, WORD, st.lists(WORD, max_size=3).map(tuple), keyed=KEYED),
    "table": tables(),
    "chart": st.builds(Chart, WORD, WORD, tables()),
}


def carried(shown: Shown) -> dict[str, Any]:
    """What an output carries of it, after it was a file."""
    mime = PART_MIME if isinstance(shown, Part) else TABLE_MIME
    drawing = {CHART_MIME: shown.svg, "text/plain": shown.alt} if isinstance(shown, Chart) else {}
    return {mime: json.loads(json.dumps(shown.payload(), allow_nan=False)), **drawing}


@pytest.mark.parametrize("kind", ANYTHING)
@given(data=st.data())
def test_what_was_written_is_read_back(kind: str, data: st.DataObject):
    """A field that is written and not read would be lost to the review and the mail, and to nobody's notice."""
    shown = data.draw(ANYTHING[kind])

    assert parse(carried(shown)) == shown


def test_every_kind_of_part_is_tried():
    """A new kind must be read back before it can be shown."""
    assert {*PARTS, "table", "chart"} == set(ANYTHING)


@pytest.mark.parametrize("name", json.loads((KEPT / "of-a-build.json").read_text(encoding="utf-8")))
def test_payload_of_a_kept_build_is_written_again_letter_for_letter(name: str):
    """An edition whose bytes changed with the program would be a new revision that nobody can explain."""
    kept = json.loads((KEPT / "of-a-build.json").read_text(encoding="utf-8"))[name]
    drawing = {CHART_MIME: "<svg/>", "text/plain": ""} if "thidua:alt" in kept else {}
    shown = parse({PART_MIME if "part" in kept else TABLE_MIME: kept, **drawing})

    assert shown is not None
    assert shown.payload() == kept


@pytest.mark.parametrize("name", json.loads((KEPT / "of-a-build.json").read_text(encoding="utf-8")))
def test_what_was_kept_before_our_properties_had_a_prefix_is_read_as_the_same(name: str):
    """Sums stood among the data then: what an edition showed does not change because a program wrote it otherwise."""
    read = [
        parse({PART_MIME if "part" in kept else TABLE_MIME: kept, CHART_MIME: "<svg/>", "text/plain": ""})
        if any(word in kept for word in ("alt", "thidua:alt"))
        else parse({PART_MIME if "part" in kept else TABLE_MIME: kept})
        for file in ("of-a-build.json", "of-a-build-without-prefixes.json")
        for kept in [json.loads((KEPT / file).read_text(encoding="utf-8"))[name]]
    ]

    assert read[0] is not None
    assert read[0] == read[1]


def test_edition_of_an_early_program_is_still_read():
    """Its revisions are compared with today's: what it did not tell yet is unknown, not an error."""
    kept = json.loads((KEPT / "of-an-early-program.json").read_text(encoding="utf-8"))
    outputs = [{"data": {TABLE_MIME if name == "table" else PART_MIME: payload}} for name, payload in kept.items()]
    letterhead, headline, annex, signature, words, table = shown_by({"cells": [{"outputs": outputs}]})

    assert isinstance(letterhead, Letterhead)
    assert letterhead.subject == "Tổng kết công tác thi đua, khen thưởng năm 2020"
    assert isinstance(headline, Headline)
    assert [(each.value, each.amount) for each in headline.figures] == [("713", None), ("64", None)]
    assert isinstance(annex, Annex)
    assert isinstance(signature, Signature)
    assert isinstance(words, Prose)
    assert words.text == "Nguồn không nêu nội dung này."
    assert isinstance(table, Table)
    assert [row.role for row in table.rows] == ["group", "body", "body", "body"]
    assert table.rows[1].cells == {"form": "Huân chương Lao động", "collective": "…", "individual": 3, "total": 3}
    assert table.rows[1].values == {}


def test_letterhead_of_the_first_programs_had_no_language():
    """They wrote Vietnamese, and did not say whose report it is."""
    kept = json.loads((KEPT / "of-an-early-program.json").read_text(encoding="utf-8"))["letterhead"]
    first = {name: each for name, each in kept.items() if name not in ("lang", "unit", "period")}
    shown = parse({PART_MIME: first})

    assert isinstance(shown, Letterhead)
    assert (shown.lang, shown.unit, shown.period) == ("vi", "", "")


@pytest.mark.parametrize(
    ("bundle", "told"),
    [
        ({PART_MIME: {"part": "la", "name": "x"}}, "x: a part of the kind 'la'; expected one of letterhead, headline"),
        ({PART_MIME: {"part": "annex", "name": "annex_I", "title": "T"}}, "annex_I: it lacks 'enclosed'"),
        ({PART_MIME: {"name": "x"}}, "x: it lacks 'part'"),
        (
            {PART_MIME: {"part": "prose", "name": "x", "blocks": [{"block": "la"}]}},
            "x: a block 'la'; expected a heading",
        ),
        ({PART_MIME: {"part": "prose", "name": "x", "blocks": [{"block": "paragraph"}]}}, "x: it lacks 'inlines'"),
        ({PART_MIME: "x"}, "cannot read"),
        ({TABLE_MIME: {"schema": {"fields": []}, "data": []}}, "it lacks 'name'"),
        (
            {TABLE_MIME: {"name": "t", "schema": {"fields": [{"name": "a", "show": "euro"}]}, "data": []}},
            "t: column a shows 'euro'; expected one of label, text, count",
        ),
        (
            {TABLE_MIME: {"name": "t", "schema": {"fields": []}, "data": [{}], "rowRoles": ["head"]}},
            "t: a row has the role 'head'; expected one of group, body",
        ),
        ({TABLE_MIME: {"name": "t", "schema": {"fields": []}, "data": [{}], "rowRoles": ["body"] * 2}}, "longer"),
        (
            {TABLE_MIME: {"name": "t", "schema": {"fields": []}, "data": [{}], "thidua:rows": []}},
            "t: 1 rows of data; expected as many as thidua:rows tells",
        ),
        ({TABLE_MIME: {"name": "t", "key": {"who": "x"}, "schema": {"fields": []}, "data": []}}, "'who'"),
        ({PART_MIME: {"part": "annex", "name": "a", "title": "", "enclosed": "", "keyed": [{}]}}, "a: it lacks 'key'"),
    ],
)
def test_what_is_none_of_ours_is_one_sentence(bundle: dict[str, Any], told: str):
    """Whoever reviews is told which edition cannot be read, and why; nothing is taken for empty."""
    with pytest.raises(NotebookError) as refused:
        parse(bundle)

    assert told in str(refused.value)


def test_other_outputs_are_nothing_of_ours():
    """What a frame or a picture of a library displays is for the exporters to refuse, by its cell."""
    assert parse({"text/plain": "x", "text/html": "<b>x</b>"}) is None
    assert parse({}) is None


@pytest.mark.parametrize(
    ("made", "text"),
    [
        (plain("loi", "Một.", "Hai."), "Một.\nHai."),
        (empty("loi", "Chưa có."), "Chưa có."),
        (prose("loi", "- Một\n- **Hai**"), "- Một\n- Hai"),
        (
            quoted_prose("loi", "Xem thidua.gov.vn/bao-cao/2022.", "Lời của xã"),
            "Xem thidua.gov.vn/bao-cao/2022.\n(Lời của xã)",
        ),
        (Headline("headline", (HeadlineFigure("12", "lượt", "như trước"),)), "12 lượt (như trước)"),
        (Annex("a", "Phụ lục", "(Kèm theo)"), "Phụ lục"),
        (Signature("s", "TM. UBND", "CHỦ TỊCH", ()), "TM. UBND\nCHỦ TỊCH"),
        (Blocks("h", ({"block": "heading", "level": 2, "inlines": [{"inline": "text", "text": "Đầu"}]},)), "Đầu"),
    ],
)
def test_words_of_a_part_are_those_that_it_prints(made: Part, text: str):
    """Figures are looked for in them, and a terminal shows them: no hidden letter, no word of the template."""
    assert made.text == text
    assert made._repr_mimebundle_()["text/plain"] == text
