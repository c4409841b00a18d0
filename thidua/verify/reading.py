"""Reads two files of one format and tells on stdout where their words differ; see `thidua.verify.beside`.

Run as a program, in a process that the one which began it may end: ``python -m thidua.verify.reading GENUINE FORMAT``,
the other file on stdin.
"""

from __future__ import annotations

import difflib
import html.parser
import io
import json
import re
import sys
import zipfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import zip_longest
from pathlib import Path
from xml.etree import ElementTree

from thidua.verify.bounds import MEGABYTE

MEMORY = 2_048 * MEGABYTE
LARGEST_PART = 64 * MEGABYTE
MOST = 200_000
SHOWN = 5

Words = list[tuple[str, str]]
"""Where something stands, and what it says."""

_WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def main(genuine: Path, extension: str) -> None:
    """Read both and write what differs."""
    _limit_memory()
    read = READERS[extension]
    before, now = (_cut(read(content)) for content in (genuine.read_bytes(), sys.stdin.buffer.read()))
    found = _differences(before, now, by_place=extension == "xlsx")
    sys.stdout.write(json.dumps({"count": len(found), "first": found[:SHOWN]}))


def _limit_memory() -> None:
    """Where the system can; elsewhere the time is the only limit."""
    if sys.platform != "win32":
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))


def _cut(words: Iterator[tuple[str, str]]) -> Words:
    """The words in one spelling of spaces, none empty."""
    found = []
    for place, text in words:
        if said := " ".join(text.split()):
            found.append((place, said))
        if len(found) > MOST:
            raise ValueError("too long")
    if not found:
        raise ValueError("no words, as of a page that was scanned")
    return found


def _differences(before: Words, now: Words, *, by_place: bool) -> list[tuple[str, str, str]]:
    if by_place:
        old, new = dict(before), dict(now)
        places = dict.fromkeys((*old, *new))
        return [(place, old.get(place, ""), new.get(place, "")) for place in places if old.get(place) != new.get(place)]
    if _letters_of(before) == _letters_of(now) or _tokens_of(before) == _tokens_of(now):
        return []  # in other lines, or in another order, as whoever prints a page writes it
    return list(_changed(before, now))


def _letters_of(words: Words) -> str:
    return "".join(text for _, text in words).replace(" ", "")


def _tokens_of(words: Words) -> list[str]:
    return sorted(token for _, text in words for token in text.split())


def _changed(before: Words, now: Words) -> Iterator[tuple[str, str, str]]:
    old, new = [text for _, text in before], [text for _, text in now]
    for what, start, end, new_start, new_end in difflib.SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if what == "equal":
            continue
        places: Sequence[tuple[str, str]] = before[start:end] or now[new_start:new_end]
        for was, is_now in zip_longest(old[start:end], new[new_start:new_end], fillvalue=""):
            yield places[0][0], was, is_now


def _pdf(content: bytes) -> Iterator[tuple[str, str]]:
    from pypdf import PdfReader

    for number, page in enumerate(PdfReader(io.BytesIO(content)).pages, start=1):
        yield from ((str(number), line) for line in page.extract_text().splitlines())


def _xlsx(content: bytes) -> Iterator[tuple[str, str]]:
    from python_calamine import load_workbook

    _check_parts(content)
    opened = load_workbook(io.BytesIO(content))
    for name in opened.sheet_names:
        for row, cells in enumerate(opened.get_sheet_by_name(name).to_python(skip_empty_area=False), start=1):
            for column, value in enumerate(cells, start=1):
                yield f"{name}!{_letters(column)}{row}", _cell_text(value)


def _cell_text(value: object) -> str:
    return f"{value:.12g}" if isinstance(value, float) else str(value)


def _letters(column: int) -> str:
    """The letters of a column: 1 is A, 27 AA."""
    found = ""
    while column:
        column, rest = divmod(column - 1, 26)
        found = chr(65 + rest) + found
    return found


def _docx(content: bytes) -> Iterator[tuple[str, str]]:
    _check_parts(content)
    with zipfile.ZipFile(io.BytesIO(content)) as opened:
        document = opened.read("word/document.xml")
    if re.search(rb"<!(?:DOCTYPE|ENTITY)", document):
        raise ValueError("no document of Word")
    for paragraph in ElementTree.fromstring(document).iter(f"{_WORD}p"):
        texts = (each.text or "" if each.tag == f"{_WORD}t" else " " for each in paragraph.iter() if each.tag in _SAID)
        yield "", "".join(texts)


_SAID = {f"{_WORD}{name}" for name in ("t", "tab", "br")}


def _check_parts(content: bytes) -> None:
    """Refuse a file whose parts are larger than those of any report, whatever it says of their size."""
    with zipfile.ZipFile(io.BytesIO(content)) as opened:
        for entry in opened.infolist():
            with opened.open(entry) as part:
                left = LARGEST_PART
                while chunk := part.read(MEGABYTE):
                    left -= len(chunk)
                    if left < 0:
                        raise ValueError("too large")


class _Text(html.parser.HTMLParser):
    """The words of a page, without its rules and scripts."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []
        self._hidden = 0

    def handle_starttag(self, tag: str, attrs: object) -> None:
        self._hidden += tag in ("style", "script")

    def handle_endtag(self, tag: str) -> None:
        self._hidden -= tag in ("style", "script") and self._hidden > 0

    def handle_data(self, data: str) -> None:
        if not self._hidden:
            self.found.append(data)


def _html(content: bytes) -> Iterator[tuple[str, str]]:
    text = _Text()
    text.feed(content.decode("utf-8", errors="replace"))
    text.close()
    yield from (("", each) for each in text.found)


READERS: Mapping[str, Callable[[bytes], Iterator[tuple[str, str]]]] = {
    "pdf": _pdf,
    "xlsx": _xlsx,
    "docx": _docx,
    "html": _html,
}


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2])
