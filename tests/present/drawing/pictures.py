"""What a chart shows, read back from its SVG: words with the boxes of their outlines, marks and lines, in points."""

import html
import re
import xml.etree.ElementTree as ET
from dataclasses import dataclass
from functools import cache
from itertools import combinations, pairwise

from thidua.present.drawing.labels import Box

SVG, LINK = "{http://www.w3.org/2000/svg}", "{http://www.w3.org/1999/xlink}href"
NUMBER = re.compile(r"-?\d+(?:\.\d+)?(?:e-?\d+)?")
HAIR = 0.15
"""Less than this, in points, is no overlap that anybody sees."""


@dataclass(frozen=True)
class Words:
    """One drawn line of words."""

    text: str
    box: Box
    color: str
    is_bold: bool


@dataclass(frozen=True)
class Line:
    """One drawn line, the places it goes through."""

    places: tuple[tuple[float, float], ...]
    style: str

    @property
    def box(self) -> Box:
        return _around(list(self.places))


@dataclass(frozen=True)
class Picture:
    """The whole sheet."""

    area: Box
    words: tuple[Words, ...]
    marks: tuple[Box, ...]
    lines: tuple[Line, ...]
    bars: tuple[Box, ...]

    @property
    def texts(self) -> list[str]:
        return [words.text for words in self.words]

    def only(self, text: str) -> Words:
        [found] = [words for words in self.words if words.text == text]
        return found

    def collisions(self) -> list[str]:
        """Words that overlap others or lie on a mark, and words or marks that leave the sheet."""
        boxes = [(words.text, _shrunk(words.box)) for words in self.words]
        marks = [_shrunk(mark) for mark in self.marks]
        found = [
            f"{one!r} overlaps {other!r}"
            for (one, its_box), (other, others_box) in combinations(boxes, 2)
            if its_box.touches(others_box)
        ]
        found += [f"{one!r} is on a mark" for one, its_box in boxes if any(its_box.touches(mark) for mark in marks)]
        sheet = _grown(self.area)
        found += [f"{one.text!r} leaves the sheet" for one in self.words if not sheet.holds(one.box)]
        return found + [f"a mark leaves the sheet: {one}" for one in self.marks if not sheet.holds(one)]

    def on_bars(self) -> list[str]:
        """Words that lie on a bar."""
        return [words.text for words in self.words if any(_overlap(words.box, bar) for bar in self.bars)]

    def struck_out(self) -> list[str]:
        """Words that a line goes through."""
        return [
            words.text
            for words in self.words
            for line in self.lines
            if any(_shrunk(words.box).is_crossed(*pair) for pair in pairwise(line.places))
        ]


def picture(svg: str) -> Picture:
    """Read a chart."""
    root = ET.fromstring(svg, parser=ET.XMLParser(target=ET.TreeBuilder(insert_comments=True)))
    _, _, width, height = (float(part) for part in root.attrib["viewBox"].split())
    paths = {path.attrib["id"]: path for path in root.iter(f"{SVG}path") if "id" in path.attrib}
    words, marks, lines, bars = [], [], [], []
    for group in root.findall(f"{SVG}g"):
        if group.attrib.get("class") == "words":
            words += _words(group, paths)
        else:
            marks += [_mark(use, paths) for use in group.iter(f"{SVG}use")]
    for path in root.findall(f"{SVG}path"):
        is_line = path.attrib["style"].startswith("fill: none")
        for places in _parts(path):
            if is_line:
                lines.append(Line(tuple(places), path.attrib["style"]))
            else:
                bars.append(_around(places))
    return Picture(Box(0, 0, width, height), tuple(words), tuple(marks), tuple(lines), tuple(bars))


def _words(group, paths):
    [text] = [html.unescape(child.text.strip()) for child in group if child.tag is ET.Comment]
    [letters] = group.findall(f"{SVG}g")
    left, base, scale, _ = (float(part) for part in NUMBER.findall(letters.attrib["transform"]))
    places = []
    for use in letters.findall(f"{SVG}use"):
        shift = float(use.attrib["x"])
        outline = paths[use.attrib["href"][1:]].attrib["d"]
        places += [(left + (shift + x) * scale, base - y * scale) for x, y in _corners(outline)]
    color = re.search(r"fill: (#\w+)", letters.attrib.get("style", ""))
    is_bold = any(use.attrib["href"].startswith("#B") for use in letters.findall(f"{SVG}use"))
    return [Words(text, _around(places), color[1] if color else "#000000", is_bold)] if places else []


@cache
def _corners(outline):
    """Two corners of the box of a letter, none of a space; a letter is drawn thousands of times."""
    places = _read(outline)
    box = _around(places) if places else None
    return ((box.left, box.top), (box.right, box.bottom)) if box else ()


def _mark(use, paths):
    x, y = float(use.attrib["x"]), float(use.attrib["y"])
    return _around([(x + dx, y + dy) for dx, dy in _read(paths[use.attrib[LINK][1:]].attrib["d"])])


def _parts(path):
    """The places of each line or bar; those that look the same are drawn at once."""
    return [_read(part) for part in path.attrib["d"].split("M")[1:]]


def _read(outline):
    numbers = [float(number) for number in NUMBER.findall(outline)]
    return list(zip(numbers[::2], numbers[1::2], strict=True))


def _around(places):
    xs, ys = [x for x, _ in places], [y for _, y in places]
    return Box(min(xs), min(ys), max(xs), max(ys))


def _grown(box, by=HAIR):
    return Box(box.left - by, box.top - by, box.right + by, box.bottom + by)


def _shrunk(box):
    return _grown(box, -HAIR)


def _overlap(one, other):
    return _shrunk(one).touches(_shrunk(other))
