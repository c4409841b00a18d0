"""A unit's own words are read under fixed headings, or refused in one line that names the file."""

import re
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
    assert re.match(r"commentary/2020/huyen-ba-be\.md(, dòng \d+)?: ", message)
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
    assert len(set(SECTIONS.values())) == len(SECTIONS) == 14


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


@pytest.mark.parametrize("text", ["", "Hội nghị.", BODY, "chữ trước\n" + HEADER + BODY])
def test_file_without_a_header_is_refused(write, text):
    """Words without a source are nobody's words."""
    assert 'thiếu phần đầu tệp; cần source và citation giữa hai dòng "---"' in refusal(write(text))


@pytest.mark.parametrize(
    ("header", "told"),
    [
        ("source: bai-000", ".md: phần đầu tệp thiếu citation; cần source và citation"),
        ("citation: Hội nghị", ".md: phần đầu tệp thiếu source; cần source và citation"),
        ("source: bai-000\ncitation:", ".md, dòng 3: mục citation để trống"),
        ('source: " "\ncitation: a', ".md, dòng 2: mục source để trống"),
        ("source: [a]\ncitation: a", ".md, dòng 2: mục source để trống hoặc không phải một dòng chữ"),
        ("source: 7\ncitation: Hội nghị", '.md, dòng 2: source: 7 không phải chữ; hãy đặt trong ngoặc kép: "…"'),
        ("source: a\ncitation: 2020-07-14", ".md, dòng 3: citation: 2020-07-14 không phải chữ; hãy đặt trong ngoặc"),
        ("source: a\ncitation: yes", ".md, dòng 3: citation: yes không phải chữ; hãy đặt trong ngoặc kép"),
        ("source: a\ncitation: .nan", ".md, dòng 3: citation: .nan không phải chữ"),
        ('source: a\ncitation: "b\\nc"', '.md, dòng 3: citation: "b c"; hãy viết một dòng, nhiều nhất 500 chữ'),
        ('source: a\ncitation: "b\\u202ec"', ".md, dòng 3: citation: "),
        (f"source: a\ncitation: {'x' * 501}", "hãy viết một dòng, nhiều nhất 500 chữ"),
        ("source: a\n\nsource: b\ncitation: c", ".md, dòng 4: mục source có hai lần; hãy bỏ một"),
        ("source: a\ncitaton: c", '.md, dòng 3: mục "citaton" ở phần đầu tệp không có nghĩa; có phải citation không?'),
        ("source: a\nngày: 1", '.md, dòng 3: mục "ngày" ở phần đầu tệp không có nghĩa; chỉ có source và citation'),
        ("? [a]\n: b", '.md, dòng 2: mục "" ở phần đầu tệp không có nghĩa'),
        ("<<: {source: a, citation: b}", '.md, dòng 2: mục "<<" ở phần đầu tệp không có nghĩa'),
        ("- source\n- citation", "phần đầu tệp không có source và citation"),
        ("source", "phần đầu tệp không có source và citation"),
        ("", "phần đầu tệp không có source và citation"),
        ("a: &a [1]\n" + "b: *a\n" * 2_000, "phần đầu tệp dài 12011 chữ, quá 4000"),
    ],
)
def test_header_that_names_no_source_is_refused_with_its_line(write, header, told):
    """The report prints the citation under every quoted paragraph, so what stands there is never a guess."""
    assert told in refusal(write(f"---\n{header}\n---\n{BODY}"))


def test_header_without_an_end_is_refused(write):
    """All words of the unit would be taken for a header."""
    assert 'phần đầu tệp không có dòng "---" kết thúc' in refusal(write("---\nsource: a\ncitation: b\n" + BODY))


def test_line_is_that_of_the_file_where_empty_lines_come_first(write):
    """An editor counts them too."""
    assert '.md, dòng 5: mục "citatio"' in refusal(write("\n\n---\nsource: a\ncitatio: b\n---\n"))


@pytest.mark.long
@pytest.mark.parametrize(
    "header",
    ["source: [", 'source: "x\ncitation: y', "\tsource: x", "source: !!python/object/apply:os.getcwd []", "[" * 3_000],
)
def test_header_that_is_no_yaml_is_refused_in_one_line(write, header):
    """The parser's own message has several lines, and a tag may ask for code to run."""
    told = refusal(write(f"---\n{header}\n---\n{BODY}"))

    assert "phần đầu tệp không đọc được" in told or "mục source để trống" in told


def test_file_that_is_too_large_is_refused(write):
    """A picture saved under this name is no commentary."""
    assert "tệp có 1000001 byte, quá 1000000" in refusal(write("x" * 1_000_001))


@pytest.mark.parametrize(
    ("heading", "told"),
    [
        ("Hội nghi", 'có phải "Hội nghị" không?'),
        ("Tồn tại hạn chế", 'có phải "Tồn tại, hạn chế" không?'),
        ("Zzz", "các đề mục là: "),
        ("x" * 10_000, "các đề mục là: "),
    ],
)
def test_unknown_heading_is_refused_with_the_nearest(write, heading, told):
    """A misspelt heading would make its text vanish from the report."""
    message = refusal(write(f"{HEADER}\n## {heading}\n\nChữ.\n"))

    assert f'không có đề mục "{heading[:40]}' in message
    assert told in message


def test_same_heading_twice_is_refused(write):
    """The second text would overwrite the first."""
    assert 'đề mục "Hội nghị" có hai lần; hãy gộp lại' in refusal(write(HEADER + BODY + "\n## Hội nghị\n\nLần hai.\n"))


def test_text_before_the_first_heading_is_refused(write):
    """A paragraph under no heading has no place in a report."""
    assert 'có chữ trước đề mục "## …" đầu tiên' in refusal(write(HEADER + "\nLời mở đầu.\n" + BODY))


def test_file_that_is_not_utf_8_is_refused(write):
    """Old word processors save Vietnamese in a code page."""
    told = refusal(write(HEADER.encode() + b"\n## H\xf4\xcci ngh\xf2"))

    assert "không phải văn bản UTF-8; hãy lưu lại theo mã UTF-8" in told


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
