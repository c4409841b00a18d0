"""A unit's own words are read under fixed headings, or refused in one line that names the file."""

import unicodedata

import pytest

from thidua.errors import DataError
from thidua.facts.commentary import SECTIONS, Commentary, read_commentary

HEADER = '---\nsource: bai-000\ncitation: "Hội nghị tổng kết (14/7/2020)"\n---\n'
BODY = "\n## Hội nghị\n\nNgày 14/7/2020 tổ chức hội nghị.\n\n## Kết quả phong trào thi đua\n\n- Một;\n- Hai.\n"


@pytest.fixture
def write(tmp_path):
    """Write a commentary file of exactly this text, or these bytes."""
    folder = tmp_path / "commentary" / "2020"
    folder.mkdir(parents=True)
    path = folder / "huyen-ba-be.md"

    def written(text):
        path.write_bytes(text if isinstance(text, bytes) else text.encode("utf-8"))
        return path

    return written


def refusal(path) -> str:
    """Return the message for a file that must not be read: one short, printable line with the file's name."""
    with pytest.raises(DataError) as caught:
        read_commentary(path)
    message = str(caught.value)
    assert message.startswith("commentary/2020/huyen-ba-be.md: ")
    assert message.isprintable()
    assert len(message) < 600
    return message


def test_sections_are_read_by_name_in_the_order_of_the_file(write):
    """The outline of a report asks for names; the sender writes Vietnamese headings."""
    commentary = read_commentary(write(HEADER + BODY))

    assert (commentary.source, commentary.citation) == ("bai-000", "Hội nghị tổng kết (14/7/2020)")
    assert dict(commentary.sections) == {
        "conference": "Ngày 14/7/2020 tổ chức hội nghị.",
        "movements": "- Một;\n- Hai.",
    }


def test_every_heading_is_known_once():
    """Two names with one heading could not be told apart in a file."""
    assert len(set(SECTIONS.values())) == len(SECTIONS) == 12


def test_missing_file_is_an_empty_commentary(tmp_path):
    """Most units send figures only; their report says so in one sentence."""
    assert read_commentary(tmp_path / "khong-co.md") == Commentary()
    assert not read_commentary(tmp_path).sections


@pytest.mark.parametrize(
    "text",
    [
        (HEADER + BODY).replace("\n", "\r\n"),
        "\ufeff" + HEADER + BODY,
        unicodedata.normalize("NFD", HEADER + BODY),
        (HEADER + BODY).replace("## Hội nghị\n", "##   Hội nghị  \n"),
    ],
    ids=["windows lines", "byte order mark", "decomposed letters", "spaces around a heading"],
)
def test_files_of_other_editors_read_the_same(write, text):
    """Notepad, a phone and a Mac save one text in different bytes."""
    assert read_commentary(write(text)) == read_commentary(write(HEADER + BODY))


@pytest.mark.parametrize(
    "text", ["", "Hội nghị.", BODY, "chữ trước\n" + HEADER + BODY, "---\nsource: a\ncitation: b\n" + BODY]
)
def test_file_without_a_header_is_refused(write, text):
    """Words without a source are nobody's words."""
    assert "has no header" in refusal(write(text))


@pytest.mark.parametrize(
    "header",
    [
        "source: bai-000",
        "citation: Hội nghị",
        "source: bai-000\ncitation:",
        "source: 7\ncitation: Hội nghị",
        "- source\n- citation",
        "",
    ],
)
def test_header_without_source_or_citation_is_refused(write, header):
    """The report prints the citation under every quoted paragraph."""
    assert "header lacks source or citation" in refusal(write(f"---\n{header}\n---\n{BODY}"))


@pytest.mark.parametrize(
    "header", ["source: [", 'source: "x\ncitation: y', "\tsource: x", "!!python/object/apply:os.getcwd []"]
)
def test_header_that_is_no_yaml_is_refused_in_one_line(write, header):
    """The parser's own message has several lines, and a tag may ask for code to run."""
    assert "header cannot be read" in refusal(write(f"---\n{header}\n---\n{BODY}"))


@pytest.mark.parametrize(
    ("heading", "told"),
    [
        ("Hội nghi", 'did you mean "Hội nghị"?'),
        ("Tồn tại hạn chế", 'did you mean "Tồn tại, hạn chế"?'),
        ("Zzz", "known headings are: "),
        ("x" * 10_000, "known headings are: "),
    ],
)
def test_unknown_heading_is_refused_with_the_nearest(write, heading, told):
    """A misspelt heading would make its text vanish from the report."""
    message = refusal(write(f"{HEADER}\n## {heading}\n\nChữ.\n"))

    assert f'unknown heading "{heading[:40]}' in message
    assert told in message


def test_same_heading_twice_is_refused(write):
    """The second text would overwrite the first."""
    assert 'heading "Hội nghị" stands twice' in refusal(write(HEADER + BODY + "\n## Hội nghị\n\nLần hai.\n"))


def test_text_before_the_first_heading_is_refused(write):
    """A paragraph under no heading has no place in a report."""
    assert "text before the first heading" in refusal(write(HEADER + "\nLời mở đầu.\n" + BODY))


def test_file_that_is_not_utf_8_is_refused(write):
    """Old word processors save Vietnamese in a code page."""
    assert "is not UTF-8 text" in refusal(write(HEADER.encode() + b"\n## H\xf4\xcci ngh\xf2"))


def test_empty_section_is_read_as_nothing_said(write):
    """A heading without text is a form left blank, not a mistake."""
    assert read_commentary(write(HEADER + "\n## Hội nghị\n\n")).sections == {"conference": ""}


def test_rule_and_small_heading_inside_a_section_stay_in_it(write):
    """The line "---" ends the header only once, and ### is the section's own affair."""
    commentary = read_commentary(write(HEADER + "\n## Hội nghị\n\nMột.\n\n---\n\n### Chương trình\n\nHai.\n"))

    assert commentary.sections["conference"] == "Một.\n\n---\n\n### Chương trình\n\nHai."


def test_header_that_ends_the_file_is_read(write):
    """A file begun by hand may end at the line "---", without a last line break."""
    assert read_commentary(write(HEADER.rstrip("\n"))).source == "bai-000"
