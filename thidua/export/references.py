"""Where the text points to its tables, charts and annexes: "(Bảng 3)", "(kèm theo các phụ lục)".

The numbers are given when the whole document is read, so it is then that the text is told them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from thidua.export.sections import Place
from thidua.present.chart import Chart
from thidua.present.frame import Annex, Blocks
from thidua.present.language import tr
from thidua.present.markdown import Block
from thidua.present.names import CLOSING
from thidua.present.part import Prose
from thidua.present.shown import Shown
from thidua.present.table import Table

_SENTENCE = re.compile(r"(?<=\.) (?=[^\W\d_])")
_STOPS = ("./.", ".", ":")


def point_to_numbers(shown: Sequence[Shown], places: Sequence[Place]) -> Iterator[Shown]:
    """The same things, the first of our words under each heading with the numbers of the tables and charts below it.

    A unit's own words stay as it wrote them. The closing sentence says that there are annexes.
    """
    annexes = sum(isinstance(each, Annex) for each, where in zip(shown, places, strict=True) if where == "paper")
    for at, (each, where) in enumerate(zip(shown, places, strict=True)):
        if where != "paper" or not isinstance(each, Prose) or each.lang:
            yield each
        elif each.name == CLOSING:
            yield _pointing(each, _enclosed(annexes))
        elif _is_first(shown[:at], places[:at]):
            yield _pointing(each, _together(_labels(shown[at:], places[at:])))
        else:
            yield each


def _enclosed(annexes: int) -> str:
    if annexes == 0:
        return ""
    return tr("kèm theo phụ lục") if annexes == 1 else tr("kèm theo các phụ lục")


def _is_first(before: Sequence[Shown], places: Sequence[Place]) -> bool:
    """Whether nothing of ours stands between the heading and this."""
    for each, where in zip(reversed(before), reversed(places), strict=True):
        if isinstance(each, Blocks | Annex):
            return True
        if where == "paper" and (isinstance(each, Table | Chart) or (isinstance(each, Prose) and not each.lang)):
            return False
    return False


def _labels(after: Sequence[Shown], places: Sequence[Place]) -> Iterator[str]:
    """The numbers of what stands up to the next heading."""
    for each, where in zip(after, places, strict=True):
        if isinstance(each, Blocks | Annex):
            return
        if where == "paper" and isinstance(each, Table | Chart):
            yield each.label


def _together(labels: Iterable[str]) -> str:
    """Several numbers after one word: "Hình 1; Bảng 1, 2, 3"."""
    numbers: dict[str, list[str]] = {}
    for label in labels:
        word, _, number = label.rpartition(" ")
        numbers.setdefault(word, []).append(number)
    return "; ".join(f"{word} {', '.join(of_word)}" for word, of_word in numbers.items())


def _pointing(words: Prose, to: str) -> Prose:
    """The words with brackets at the end of their first sentence."""
    first = words.blocks[0] if to and words.blocks else None
    if first is None or first["block"] != "paragraph":
        return words
    *before, last = first["inlines"]
    if last["inline"] != "text":
        return words
    text = _at_end(last["text"], to) if before else _with_brackets(last["text"], to)
    told: Block = {**first, "inlines": [*before, {**last, "text": text}]}
    return replace(words, blocks=(told, *words.blocks[1:]))


def _with_brackets(text: str, to: str) -> str:
    end = next(
        (
            found.start()
            for found in _SENTENCE.finditer(text)
            if text.count("“", 0, found.start()) == text.count("”", 0, found.start())
        ),
        len(text),
    )
    return _at_end(text[:end], to) + text[end:]


def _at_end(sentence: str, to: str) -> str:
    stop = next((each for each in _STOPS if sentence.endswith(each)), "")
    return f"{sentence.removesuffix(stop)} ({to}){stop}"
