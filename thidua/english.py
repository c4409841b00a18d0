"""The English of every Vietnamese text that a person reads: the one catalogue, `present/english.po`.

Who needs which language is decided elsewhere: for a report in `present.language`, for the command in `speech`.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path

CATALOGUE = Path(__file__).with_name("present") / "english.po"

_LINE = re.compile(r'(?:(msgid|msgid_plural|msgstr)(\[\d\])? )?"((?:[^"\\]|\\.)*)"')
_ESCAPED = re.compile(r"\\(.)")
_MEANT = {"n": "\n", "t": "\t", '"': '"', "\\": "\\"}


@cache
def catalogue() -> Mapping[str, tuple[str, ...]]:
    """The English by its Vietnamese: one text, or one and many."""
    return _read(_text())


def _read(content: str) -> Mapping[str, tuple[str, ...]]:
    """The messages of a catalogue, or of a part of one.

    Raises
    ------
    ValueError
        If a line of the catalogue is neither a message nor a comment; names it.

    Notes
    -----
    Read here and not by Babel, which takes ten times as long: a command that prints one line looks texts up too.
    """
    english: dict[str, tuple[str, ...]] = {}
    key, texts, is_key = "", [""], False
    for number, line in enumerate(content.splitlines(), start=1):
        if not line or line[0] == "#":
            continue
        found = _LINE.fullmatch(line)
        if found is None:
            raise ValueError(f"{CATALOGUE.name}, line {number}: is neither a message nor a comment")
        word, _, text = found.groups()
        if "\\" in text:
            text = _ESCAPED.sub(lambda escape: _MEANT[escape[1]], text)
        if word == "msgid":
            english[key] = tuple(texts)
            key, texts, is_key = text, [], True
        elif word == "msgid_plural":
            is_key = False  # in Vietnamese both are one text
        elif word == "msgstr":
            texts.append(text)
            is_key = False
        elif is_key:
            key += text
        elif texts:
            texts[-1] += text
    english[key] = tuple(texts)
    english.pop("", None)  # what the catalogue says of itself
    return english


@cache
def _text() -> str:
    return CATALOGUE.read_text(encoding="utf-8")


@cache
def _entry(text: str) -> tuple[str, ...]:
    """The English of one text, read where it stands: who says three lines need not read a thousand."""
    escaped = text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n").replace("\t", "\\t")
    at = _text().find(f'\nmsgid "{escaped}"\nmsgstr "')
    if at < 0 or not escaped:
        return catalogue()[text]  # with a plural, or written in several lines
    end = _text().find("\n\n", at + 1)
    return _read(_text()[at + 1 : end if end >= 0 else None])[text]


def english_of(text: str, number: int = 1) -> str:
    """The English of a Vietnamese text, as it agrees with a number.

    Raises
    ------
    KeyError
        If the catalogue lacks the text, or has none for it.
    """
    texts = _entry(text)
    found = texts[0 if number == 1 else -1] if texts else ""
    if not found:
        raise KeyError(text)
    return found
