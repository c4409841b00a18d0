"""What a sender writes becomes words and simple blocks; nothing of it becomes markup."""

import re

import pytest

from thidua.present.markdown import markdown_blocks, plain_text
from thidua.present.part import prose


def words(text: str) -> str:
    """The words of a Markdown text."""
    return plain_text(markdown_blocks(text))


def elements(part) -> list[str]:
    """The HTML elements of a displayed part, in order."""
    return re.findall(r"<([a-z0-9]+)", part._repr_mimebundle_()["text/html"])


def test_headings_paragraphs_and_marks_are_read():
    """The little Markdown that a comment needs."""
    heading, paragraph = markdown_blocks("### Kết quả\n\nMột **hai** và *ba*\nbốn")

    assert (heading["block"], heading["level"]) == ("heading", 3)
    assert [inline["inline"] for inline in paragraph["inlines"]] == [
        "text",
        "strong",
        "text",
        "emphasis",
        "text",
        "text",
    ]
    assert plain_text([heading, paragraph]) == "Kết quả\nMột hai và ba bốn"


@pytest.mark.parametrize(
    "text",
    [
        "<script>alert(1)</script>",
        "trước <b>đậm</b> sau",
        '"><img src=x onerror=alert(1)>',
        "</style>",
        "<!-- ẩn -->",
        '<a href="javascript:alert(1)">bấm</a>',
    ],
)
def test_raw_html_stays_the_letters_it_consists_of(text):
    """A reader sees what was written; a browser runs nothing."""
    assert words(text) == text
    assert elements(prose("x", text)) == elements(prose("x", "chữ"))


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("[chữ](javascript:alert(1))", "chữ"),
        ("[chữ](http://x.example 'tiêu đề')", "chữ"),
        ("[chữ][1]\n\n[1]: http://x.example", "chữ"),
        ("![mô tả](http://x.example/anh.png)", "mô tả"),
        ("[![mô tả](data:x)](javascript:y)", "mô tả"),
    ],
)
def test_links_lose_their_target_and_images_keep_their_description(text, left):
    """A printed report has nowhere to click, and nothing is fetched when it opens."""
    assert words(text) == left
    assert not any(target in str(markdown_blocks(text)) for target in ("javascript", "x.example", "data:"))


def test_nested_lists_keep_their_levels():
    """Tasks have sub-tasks, up to as many levels as the sender wrote."""
    (outer,) = markdown_blocks("- một\n  - hai\n    1. ba\n- bốn")
    middle = outer["items"][0][1]
    inner = middle["items"][0][1]

    assert [plain_text(item).split("\n")[0] for item in outer["items"]] == ["một", "bốn"]
    assert (outer["markers"], middle["markers"], inner["markers"]) == (["-", "-"], ["-"], ["1."])
    assert plain_text(inner["items"][0]) == "ba"


def test_list_begins_with_the_number_that_was_written():
    """An author who goes on with 3 after a chart means 3."""
    (listed,) = markdown_blocks("3) ba\n4) bốn")

    assert listed["markers"] == ["3)", "4)"]
    assert plain_text([listed]) == "3) ba\n4) bốn"


def test_entities_become_their_letters():
    """A text copied from a page brings &amp; and numbered letters."""
    assert words("&lt;b&gt; &amp; &#7855; &quot;") == '<b> & ắ "'


@pytest.mark.parametrize(
    "text",
    [
        "> " * 2_000 + "x",
        "- " * 2_000 + "x",
        "*" * 3_000 + "x" + "*" * 3_000,
        "[" * 3_000,
        "**a _b " * 500,
        "x " + "`" * 9_999,
    ],
    ids=["quotations", "lists", "marks", "brackets", "unclosed marks", "code"],
)
def test_deep_nesting_does_not_stop_a_report(text):
    """One pasted line of signs must not cost a district its report."""
    part = prose("x", text)

    assert part.text
    assert part._repr_mimebundle_()["text/html"]


@pytest.mark.parametrize(
    "text",
    [
        '#eval("1+1")',
        "#import x",
        "$x^2$",
        "@nguon",
        "{{ 7*7 }}",
        "{% raw %}",
        "{# ghi chú #}",
        "#set page(width: 1pt)",
        "~ = / \\u{41}",
        "%PDF {0.real}",
    ],
)
def test_template_and_typst_syntax_stays_letters(text):
    """Two engines print these words after us; for both they are data."""
    assert words(text) == text
    assert "49" not in prose("x", text)._repr_mimebundle_()["text/html"]


def test_quotations_and_code_keep_their_words():
    """A block we do not draw is still somebody's words."""
    assert words("> lời\n> nói") == "lời nói"
    assert words("```\nma <b>\n```") == "ma <b>"
    assert words("`a`") == "a"


@pytest.mark.parametrize("text", ["", "   ", "\n\n", "---"])
def test_nothing_written_gives_no_blocks(text):
    """An empty section prints its own sentence, not an empty paragraph."""
    assert markdown_blocks(text) == []
