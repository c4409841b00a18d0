"""Commentary: what a unit says in its own words about a period, as Markdown under fixed headings."""

from __future__ import annotations

import difflib
import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

import yaml

from thidua.errors import DataError
from thidua.registry import quoted

SECTIONS: Mapping[str, str] = {
    "situation": "Đặc điểm tình hình",
    "leadership": "Công tác lãnh đạo, chỉ đạo",
    "movements": "Kết quả phong trào thi đua",
    "commendation": "Công tác khen thưởng",
    "models": "Điển hình tiên tiến",
    "blocks": "Khối, cụm thi đua",
    "inspection": "Kiểm tra, giám sát",
    "conference": "Hội nghị",
    "limitations": "Tồn tại, hạn chế",
    "difficulties": "Khó khăn, vướng mắc",
    "requests": "Kiến nghị, đề xuất",
    "tasks": "Phương hướng, nhiệm vụ",
}
"""Name of each section and the heading it has in the file; the outlines of the reports use the names."""

# A known heading is one even where its space was forgotten; anything else without it is the unit's own words.
_HEADING = re.compile(
    rf"^ {{0,3}}##(?:[ \t]+(?=\S)|(?=(?:{'|'.join(map(re.escape, SECTIONS.values()))})[ \t]*$))(.*?)[ \t]*$",
    re.MULTILINE,
)


@dataclass(frozen=True)
class Commentary:
    """The sections a unit wrote, by name, and the citation that says whose words they are."""

    citation: str = ""
    source: str = ""
    sections: Mapping[str, str] = field(default_factory=dict)


def read_commentary(path: Path) -> Commentary:
    """Read one commentary file; a file that is not there is an empty commentary.

    Raises
    ------
    DataError
        If the file is not UTF-8, has no header with `source` and `citation`, an unknown heading (names the
        nearest), the same heading twice, or text before the first heading.
    """
    if not path.is_file():
        return Commentary()
    where = "/".join(path.parts[-3:])
    try:
        text = unicodedata.normalize("NFC", path.read_text(encoding="utf-8-sig"))
    except UnicodeDecodeError:
        raise DataError(f"{where}: is not UTF-8 text; save it as UTF-8") from None
    header, body = _split_header(text, where)
    return Commentary(header["citation"], header["source"], _sections(body, where))


def _split_header(text: str, where: str) -> tuple[dict[str, str], str]:
    parts = re.split(r"^---[ \t]*$\n?", text.replace("\r\n", "\n"), maxsplit=2, flags=re.MULTILINE)
    wanted = 'expected a header between two lines "---" with source and citation'
    if len(parts) != 3 or parts[0].strip():
        raise DataError(f"{where}: has no header; {wanted}")
    try:
        header = yaml.safe_load(parts[1])
    except yaml.YAMLError as problem:
        raise DataError(f"{where}: header cannot be read ({str(problem).splitlines()[0]}); {wanted}") from None
    if not isinstance(header, dict) or not all(isinstance(header.get(k), str) for k in ("source", "citation")):
        raise DataError(f"{where}: header lacks source or citation; {wanted}")
    return header, parts[2]


def _sections(body: str, where: str) -> dict[str, str]:
    names = {heading: name for name, heading in SECTIONS.items()}
    found: dict[str, str] = {}
    before, *chunks = _HEADING.split(body)
    if before.strip():
        raise DataError(f'{where}: text before the first heading "## ..."; put it under a heading')
    for heading, text in zip(chunks[::2], chunks[1::2], strict=True):
        if heading not in names:
            near = difflib.get_close_matches(heading, names, n=1, cutoff=0.5)
            hint = f'did you mean "{near[0]}"?' if near else f"known headings are: {'; '.join(names)}"
            raise DataError(f"{where}: unknown heading {quoted(heading)}; {hint}")
        if names[heading] in found:
            raise DataError(f'{where}: heading "{heading}" stands twice; join the two')
        found[names[heading]] = text.strip()
    return found
