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
from thidua.facts.words import read_words
from thidua.registry import quoted

SECTIONS: Mapping[str, str] = {
    "overview": "Đánh giá chung",
    "situation": "Đặc điểm tình hình",
    "leadership": "Công tác lãnh đạo, chỉ đạo",
    "movements": "Kết quả phong trào thi đua",
    "commendation": "Công tác khen thưởng",
    "models": "Điển hình tiên tiến",
    "blocks": "Khối, cụm thi đua",
    "inspection": "Kiểm tra, giám sát",
    "conference": "Hội nghị",
    "limitations": "Tồn tại, hạn chế",
    "causes": "Nguyên nhân",
    "difficulties": "Khó khăn, vướng mắc",
    "requests": "Kiến nghị, đề xuất",
    "tasks": "Phương hướng, nhiệm vụ",
}
"""Name of each section and the heading it has in the file; the outlines of the reports use the names."""

KEYS = ("source", "citation")
"""What the header of a file says: which document it is, and how the report cites it."""
LONGEST_HEADER, LONGEST_VALUE = 4_000, 500
"""Letters of a header, letters of a citation: whatever is longer is something else."""
_WANTED = 'cần source và citation giữa hai dòng "---"'
_TEXT = "tag:yaml.org,2002:str"

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
        If the file is not UTF-8, has no header of `source` and `citation` alone, an unknown heading (names the
        nearest), the same heading twice, or text before the first heading. In Vietnamese, as whoever wrote the file
        reads it, with the line where there is one.
    """
    return parse_commentary(read_words(path), "/".join(path.parts[-3:]))


def parse_commentary(words: bytes | None, where: str) -> Commentary:
    """What the content of a commentary file says, of which ``where`` is the place; of none, nothing.

    Raises
    ------
    DataError
        As `read_commentary` does.
    """
    if words is None:
        return Commentary()
    try:
        text = unicodedata.normalize("NFC", words.decode("utf-8-sig"))
    except UnicodeDecodeError:
        raise DataError(f"{where}: không phải văn bản UTF-8; hãy lưu lại theo mã UTF-8") from None
    header, body = _split_header(text, where)
    return Commentary(header["citation"], header["source"], _sections(body, where))


def _split_header(text: str, where: str) -> tuple[dict[str, str], str]:
    parts = re.split(r"^---[ \t]*$\n?", text.replace("\r\n", "\n"), maxsplit=2, flags=re.MULTILINE)
    if len(parts) == 1 or parts[0].strip():
        raise DataError(f"{where}: thiếu phần đầu tệp; {_WANTED}")
    if len(parts) == 2:
        raise DataError(f'{where}: phần đầu tệp không có dòng "---" kết thúc; {_WANTED}')
    if len(parts[1]) > LONGEST_HEADER:
        raise DataError(f"{where}: phần đầu tệp dài {len(parts[1])} chữ, quá {LONGEST_HEADER}; {_WANTED}")
    # Empty lines may stand before the first "---", and an editor counts them too.
    first = text.partition("---")[0].count("\n") + 2
    try:
        # Composed, not loaded: of a key that stands twice loading would keep the last, and of 14/7 make a number.
        header = yaml.compose(parts[1], Loader=yaml.SafeLoader)
    except (yaml.YAMLError, RecursionError) as problem:
        mark = getattr(problem, "problem_mark", None)
        line = f", dòng {mark.line + first}" if mark is not None else ""
        raise DataError(f"{where}{line}: phần đầu tệp không đọc được; {_WANTED}") from None
    if not isinstance(header, yaml.MappingNode):
        raise DataError(f"{where}: phần đầu tệp không có source và citation; {_WANTED}")
    return _header_values(header, where, first), parts[2]


def _header_values(header: yaml.MappingNode, where: str, first: int) -> dict[str, str]:
    """The keys of a header and their words; ``first`` is the line of the file on which it begins."""
    found: dict[str, str] = {}
    for key, value in header.value:
        line = f"{where}, dòng {key.start_mark.line + first}"
        name = key.value if isinstance(key, yaml.ScalarNode) else ""
        if name not in KEYS:
            near = difflib.get_close_matches(name, KEYS, n=1)
            hint = f"có phải {near[0]} không?" if near else f"chỉ có {' và '.join(KEYS)}"
            raise DataError(f"{line}: mục {quoted(name)} ở phần đầu tệp không có nghĩa; {hint}")
        if name in found:
            raise DataError(f"{line}: mục {name} có hai lần; hãy bỏ một")
        found[name] = _header_text(value, name, line)
    lacking = next((name for name in KEYS if name not in found), None)
    if lacking is not None:
        raise DataError(f"{where}: phần đầu tệp thiếu {lacking}; {_WANTED}")
    return found


def _header_text(value: yaml.Node, name: str, line: str) -> str:
    """The words under one key: a text of one line, printed as it stands."""
    text = value.value.strip() if isinstance(value, yaml.ScalarNode) else ""
    if not text:
        raise DataError(f'{line}: mục {name} để trống hoặc không phải một dòng chữ; hãy viết {name}: "…"')
    if value.tag != _TEXT:
        raise DataError(f'{line}: {name}: {quoted(text).strip(chr(34))} không phải chữ; hãy đặt trong ngoặc kép: "…"')
    if not text.isprintable() or len(text) > LONGEST_VALUE:
        raise DataError(f"{line}: {name}: {quoted(text)}; hãy viết một dòng, nhiều nhất {LONGEST_VALUE} chữ")
    return str(text)


def _sections(body: str, where: str) -> dict[str, str]:
    names = {heading: name for name, heading in SECTIONS.items()}
    found: dict[str, str] = {}
    before, *chunks = _HEADING.split(body)
    if before.strip():
        raise DataError(f'{where}: có chữ trước đề mục "## …" đầu tiên; hãy đưa vào dưới một đề mục')
    for heading, text in zip(chunks[::2], chunks[1::2], strict=True):
        if heading not in names:
            near = difflib.get_close_matches(heading, names, n=1, cutoff=0.5)
            hint = f'có phải "{near[0]}" không?' if near else f"các đề mục là: {'; '.join(names)}"
            raise DataError(f"{where}: không có đề mục {quoted(heading)}; {hint}")
        if names[heading] in found:
            raise DataError(f'{where}: đề mục "{heading}" có hai lần; hãy gộp lại')
        found[names[heading]] = text.strip()
    return found
