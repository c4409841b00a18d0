"""Text of data and commentary reaches a page as text, whatever it contains."""

from dataclasses import replace
from html.parser import HTMLParser
from types import SimpleNamespace

import pytest
from jinja2 import UndefinedError

from thidua.present.chapters.sources import sources
from thidua.present.chart import Chart, Drawn
from thidua.present.frame import Annex, Headline, HeadlineFigure, Letterhead, Signature
from thidua.present.html import part_html
from thidua.present.part import Prose, prose
from thidua.present.printed import print_table
from thidua.present.source_words import source_words
from thidua.present.table import Column, Row, Table
from thidua.present.words import lower_first

from .reports import written

HOSTILE = ["<script>alert(1)</script>", '"><img src=x onerror=alert(1)>', "{{ 7*7 }}", "</style>"]
HARMLESS = "lành"


class Page(HTMLParser):
    """The elements of a page with the names of their attributes, and its text and attribute values."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, ...]] = []
        self.texts: list[str] = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag, attrs):
        self.elements.append((tag, *(name for name, _ in attrs)))
        self.texts += [value or "" for _, value in attrs]

    def handle_endtag(self, tag):
        self.elements.append((f"/{tag}",))

    def handle_data(self, data):
        self.texts.append(data)


def letterhead(text):
    return Letterhead("letterhead", text, text, text, text, text, text, "vi", text, text, text, illustrative=True)


def headline(text):
    return Headline("headline", (HeadlineFigure(text, text, text), HeadlineFigure(text, text, text)))


def table(text):
    return print_table(_table(text))


def _table(text):
    return Table(
        "bang",
        text,
        (Column("form", text, "label"), Column("count", text)),
        (Row({"form": text}, "group"), Row({"form": text, "count": 7}), Row({"form": text, "count": "…"}, "total")),
        notes=(text, text),
        source=text,
    )


def chart(text):
    return Chart("<svg/>", text, _table(text), label=text).printed()


def quoted_prose(text):
    blocks = [
        {"block": kind, "level": 2, "inlines": [{"inline": "strong", "inlines": [{"inline": "text", "text": text}]}]}
        for kind in ("heading", "paragraph")
    ]
    listed = {"block": "list", "markers": ["1."], "items": [blocks]}
    return Prose("loi", (*blocks, listed), lang="vi", attribution=text)


def signature(text):
    return Signature("signature", text, text, (text, text))


def annex(text):
    return Annex("annex_I", text, text, text)


@pytest.mark.parametrize("text", HOSTILE)
@pytest.mark.parametrize("view", [letterhead, headline, quoted_prose, table, chart, signature, annex])
def test_hostile_text_makes_no_element_in_any_part(view, text):
    """The page has the same elements as with harmless text, and the reader sees the letters as written."""
    hostile, harmless = Page(part_html(view(text))), Page(part_html(view(HARMLESS)))

    assert hostile.elements == harmless.elements
    shown = sum(HARMLESS in found for found in harmless.texts)
    assert shown
    assert sum(text in found for found in hostile.texts) == shown


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_markdown_makes_no_element(text):
    """Commentary goes through Markdown first, which knows raw HTML."""
    page = Page(prose("loi", text)._repr_mimebundle_()["text/html"])

    assert page.elements == Page(prose("loi", HARMLESS)._repr_mimebundle_()["text/html"]).elements
    assert text in "".join(page.texts)


@pytest.mark.parametrize("text", [hostile.replace('"', '""') for hostile in HOSTILE])
def test_hostile_quotation_of_a_facts_file_is_printed_as_text(project, text):
    """The whole way from a cell of facts.csv to the table of sources."""
    shown = sources.table(written(project, {"quote": text}), written(project, {"quote": text}).facts)
    page = Page(shown._repr_mimebundle_()["text/html"])

    assert not {element[0] for element in page.elements} & {"script", "img", "style"}
    assert any(text.replace('""', '"') in found for found in page.texts)


def test_chart_has_a_narrow_picture_for_phones_where_one_was_drawn():
    """A chart kept from before has only the one picture; both say the same to who hears them."""
    chart_of_both = Chart(Drawn("<svg/>", "<svg>narrow</svg>"), "hình", _table("bang")).printed()
    both, one = Page(part_html(chart_of_both)), Page(part_html(chart("hình")))

    drawn, alone = ([each for each in page.elements if each[0] == "img"] for page in (both, one))

    assert drawn == [("img", "class", "src", "alt")] * 2
    assert alone == [("img", "src", "alt")]
    assert both.texts.count("hình") == 2


def test_stylesheet_comes_with_the_letterhead_only():
    """One stylesheet a notebook: JupyterLab shows every part, and each would bring its own otherwise."""
    assert part_html(letterhead(HARMLESS)).count("<style>") == 1
    assert "<style>" not in part_html(annex(HARMLESS))


def test_illustrative_letterhead_says_so():
    """Invented figures are marked on every page made from them."""
    marked, plain = letterhead(HARMLESS), replace(letterhead(HARMLESS), illustrative=False)

    assert "SỐ LIỆU MINH HỌA" in part_html(marked)
    assert "SỐ LIỆU MINH HỌA" not in part_html(plain).replace("content:", "")


def test_part_without_a_value_is_an_error():
    """A forgotten value must fail in the run, not print an empty line in a signed document."""
    with pytest.raises(TypeError, match="enclosed"):
        Annex("annex_I", "Phụ lục I")


def test_template_that_asks_for_what_a_part_lacks_is_an_error():
    """A field renamed in the type alone would leave a gap on every page."""
    with pytest.raises(UndefinedError, match=r"undefined|no attribute"):
        part_html(SimpleNamespace(kind="annex", name="annex_I", label="Phụ lục I"))


def test_displayed_part_has_plain_text_html_and_its_data():
    """JupyterLab shows the HTML, exporters read the data, a terminal prints the text."""
    bundle = Annex("annex_I", "T", "E")._repr_mimebundle_()

    assert bundle["text/plain"] == "T"
    assert "T" in bundle["text/html"]
    assert bundle["application/vnd.thidua.part+json"] == {
        "part": "annex",
        "name": "annex_I",
        "title": "T",
        "enclosed": "E",
    }


def test_name_of_a_title_keeps_its_capitals(project):
    """A dataset titled "Số liệu tỉnh Bắc Kạn" is of Bắc Kạn, not of bắc kạn."""
    settings = project.root / "data" / "thu" / "dataset.toml"
    settings.write_text(settings.read_text(encoding="utf-8").replace("Số liệu thử", "Số liệu tỉnh Bắc Kạn"), "utf-8")
    report = written(project, {})

    assert "số liệu tỉnh Bắc Kạn" in source_words(report)
    assert lower_first("Số liệu tỉnh Bắc Kạn") == "số liệu tỉnh Bắc Kạn"
