"""Which sentences differ between two revisions: findings, the units' own words, notes under tables, the letterhead."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator
from itertools import zip_longest

from thidua.deliver.release.move import Move
from thidua.export.document import Document, printed_notes
from thidua.present.chart import Chart
from thidua.present.frame import Blocks, Headline, Letterhead
from thidua.present.markdown import plain_text
from thidua.present.part import Prose
from thidua.present.shown import Shown
from thidua.present.table import Table

SENTENCE_END = re.compile(r"(?<=[.!?;])\s+")


def reworded(before: Document, now: Document) -> Iterator[Move]:
    """Sentences that differ, part by part; one that was added has no before, one that was left out no now."""
    earlier, later = _sentences(before), _sentences(now)
    # A table that came or went is one change; its title and notes came or went with it.
    one_sided = _names(before) ^ _names(now)
    for name in dict.fromkeys((*later, *earlier)):
        if name in one_sided:
            continue
        (place, old), (new_place, new) = earlier.get(name, ("", [])), later.get(name, ("", []))
        matched = difflib.SequenceMatcher(None, old, new, autojunk=False)
        for what, start, end, new_start, new_end in matched.get_opcodes():
            if what != "equal":
                for was, is_now in zip_longest(old[start:end], new[new_start:new_end], fillvalue=""):
                    yield Move("words", new_place or place, name, "", "", "", was, is_now)


def _names(document: Document) -> set[str]:
    return {each.name for each in document.shown if isinstance(each, Table | Chart)}


def _sentences(document: Document) -> dict[str, tuple[str, list[str]]]:
    """By name of part: where it stands, and its sentences."""
    found: dict[str, tuple[str, list[str]]] = {}
    heading = ""
    for each in document.shown:
        if isinstance(each, Blocks):
            headings = [block for block in each.blocks if block["block"] == "heading"]
            heading = plain_text(headings[-1:]) or heading
            continue
        place = each.label if isinstance(each, Table | Chart) else heading
        told = found.setdefault(each.name, (place, []))
        told[1].extend(part for text in _texts(each) for part in SENTENCE_END.split(text) if part.strip())
    return found


def _texts(shown: Shown) -> list[str]:
    """The running text of one thing."""
    if isinstance(shown, Prose):
        return [plain_text(shown.blocks)]
    if isinstance(shown, Headline):
        return [f"{each.label}: {each.qualification}" for each in shown.figures]
    if isinstance(shown, Letterhead):
        return [shown.subject, shown.window]
    return [shown.title, *printed_notes(shown)] if isinstance(shown, Table | Chart) else []
