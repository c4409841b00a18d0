"""Every text a reader sees has its English in the one catalogue, and the catalogue has nothing else."""

from __future__ import annotations

import ast
import datetime as dt
import json
import re
import string
import tomllib
from collections.abc import Iterator

import pytest
from babel.messages.pofile import read_po

from tests.present.reports import REPOSITORY
from thidua.errors import ConfigError
from thidua.present.language import language, tr, tr_count, translated, write_in, written_in
from thidua.present.numbers import write_count, write_date, write_date_long, write_number, write_percent

PACKAGE = REPOSITORY / "thidua"
LOOK_UP = ("tr", "tr_count", "say", "say_count", "later")
"""What looks a text up: of reports, of the command, of its help."""


def texts_in_code() -> Iterator[str]:
    """The literal texts of every call that looks one up; a text that is not written out there is refused."""
    for path in PACKAGE.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if not isinstance(node, ast.Call) or getattr(node.func, "id", "") not in LOOK_UP:
                continue
            text = node.args[0]
            assert isinstance(text, ast.Constant), f"{path.name}, line {node.lineno}: the text is not written out"
            yield text.value


def texts_in_templates() -> Iterator[str]:
    """What the HTML templates look up."""
    for path in PACKAGE.rglob("*.j2"):
        yield from re.findall(r'\btr\("([^"]+)"', path.read_text(encoding="utf-8"))


def texts_in_notebooks() -> Iterator[str]:
    """Headings, and the subjects and titles that notebooks hand over, and those of a report that somebody begins."""
    for path in (*(REPOSITORY / "notebooks").glob("*.ipynb"), PACKAGE / "run" / "starter.ipynb"):
        for cell in json.loads(path.read_text(encoding="utf-8"))["cells"]:
            source = "".join(cell["source"])
            if "remove-cell" in cell["metadata"].get("tags", []):
                continue
            if cell["cell_type"] == "markdown":
                yield from re.findall(r"^#+ (.+)$", source, flags=re.MULTILINE)
                continue
            for node in ast.walk(ast.parse(source)):
                if isinstance(node, ast.Call) and getattr(node.func, "attr", "") in ("letterhead", "annex"):
                    yield ast.literal_eval(node.args[0])


def texts_in_settings() -> Iterator[str]:
    """What `reports.toml` calls the files of each report."""
    reports = tomllib.loads((REPOSITORY / "reports.toml").read_text(encoding="utf-8"))["reports"]
    yield from (report["file_title"] for report in reports.values())


def catalogue() -> dict[str, tuple[str, ...]]:
    """Every message of the catalogue with its English, one text or singular and plural."""
    with (PACKAGE / "present" / "english.po").open("rb") as file:
        messages = [message for message in read_po(file) if message.id]
    english: dict[str, tuple[str, ...]] = {}
    for message in messages:
        strings = (message.string,) if isinstance(message.string, str) else tuple(message.string)
        english[message.id if isinstance(message.id, str) else message.id[0]] = strings
    return english


def places(text: str) -> set[str]:
    """The names in braces."""
    return {name for _, name, _, _ in string.Formatter().parse(text) if name is not None}


def test_catalogue_has_just_the_texts_of_the_reports():
    """A text without English would stop an English report; English without a text is dead weight."""
    used = {*texts_in_code(), *texts_in_templates(), *texts_in_notebooks(), *texts_in_settings()}

    assert used - catalogue().keys() == set()
    assert catalogue().keys() - used == set()


def test_english_fills_the_same_places():
    """A place that English lacks would drop a figure; one too many would stop the report."""
    wrong = {
        vietnamese: english
        for vietnamese, strings in catalogue().items()
        for english in strings
        if not english or places(english) - places(vietnamese)
    }
    dropped = [text for text, strings in catalogue().items() if any(places(text) - places(s) for s in strings)]

    assert wrong == {}
    assert dropped == []


def test_vietnamese_is_what_stands_in_the_code():
    """The language unless another is asked for."""
    assert language() == "vi"
    assert tr("Nguồn: {source}.", source="bài {báo}") == "Nguồn: bài {báo}."


def test_english_is_written_inside_the_block_only():
    """One report must not change the language of the next."""
    with written_in("en"):
        assert tr("Nguồn: {source}.", source="bài {báo}") == "Source: bài {báo}."
        assert translated("Một tiêu đề lạ") == "Một tiêu đề lạ"
    assert language() == "vi"


def test_english_agrees_with_the_number():
    """1 collective, 2 collectives; in Vietnamese both are one text."""
    with written_in("en"):
        assert [tr_count("tập thể", number) for number in (0, 1, 2)] == ["collectives", "collective", "collectives"]
    assert [tr_count("tập thể", number) for number in (1, 2)] == ["tập thể", "tập thể"]


def test_text_that_the_catalogue_lacks_is_an_error():
    """Half a report in each language would be worse than none."""
    with written_in("en"), pytest.raises(KeyError, match="chưa dịch"):
        tr("chưa dịch")


def test_unknown_language_names_those_there_are():
    """A misspelt parameter stops the report before it begins."""
    with pytest.raises(ConfigError, match="there are: vi, en"):
        write_in("fr")


def test_numbers_and_dates_follow_the_language():
    """1.069 and 61,8% in Vietnamese, 1,069 and 61.8% in English; only Vietnamese pads counts and days."""
    day = dt.date(2023, 6, 2)
    with written_in("en"):
        english = [write_number(1069), write_percent(289 / 468), write_count(2), write_date(day), write_date_long(day)]

    assert english == ["1,069", "61.8%", "2", "2 Jun 2023", "2 June 2023"]
    assert [write_number(1069), write_count(2), write_date(day)] == ["1.069", "02", "02/6/2023"]


def test_english_period_within_a_sentence_has_its_article():
    """ "In first half of 2023" is no English; a label of its own, in a title, has none."""
    with written_in("en"):
        words = tr("Trong {period}, {unit} có {told}", period="first half of 2023", unit="Ba Bể district", told="1")
        title = tr("Kết quả khen thưởng theo hình thức, {period}", period="first half of 2023")

    assert words.startswith("In the first half of 2023, ")
    assert title.endswith(", first half of 2023")
