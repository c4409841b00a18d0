"""Which sentences differ between two revisions: findings, the units' own words, notes under tables, the letterhead."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator
from itertools import zip_longest

from thidua.deliver.release.move import Move
from thidua.export.document import Document
from thidua.present.markdown import plain_text

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
    return {view["name"] for view in document.views if view["part"] in ("table", "chart")}


def _sentences(document: Document) -> dict[str, tuple[str, list[str]]]:
    """By name of part: where it stands, and its sentences."""
    found: dict[str, tuple[str, list[str]]] = {}
    heading = ""
    for view in document.views:
        place, texts = heading, []
        if view["part"] == "blocks":
            headings = [block for block in view["blocks"] if block["block"] == "heading"]
            heading = plain_text(headings[-1:]) or heading
            continue
        if view["part"] == "prose":
            texts = [plain_text(view["blocks"])]
        elif view["part"] == "headline":
            texts = [f"{each['label']}: {each['qualification']}" for each in view["figures"]]
        elif view["part"] == "letterhead":
            texts = [view["subject"], view["window"]]
        elif view["part"] in ("table", "chart"):
            place, texts = view["label"], [view["title"], *view["notes"]]
        told = found.setdefault(view["name"], (place, []))
        told[1].extend(part for text in texts for part in SENTENCE_END.split(text) if part.strip())
    return found
