"""A part: one thing a notebook cell displays, told once as data and shown in every medium.

The letterhead, a paragraph, a row of headline figures and the signature are parts of a document that are
neither table nor chart; each is a name, a kind and plain data. What they say is decided in `document` and
the chapters; how they look, in the templates.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from thidua.present.html import part_html
from thidua.present.keyed import Keyed
from thidua.present.letters import breakable
from thidua.present.markdown import markdown_blocks, plain_text
from thidua.present.written import written_blocks

PART_MIME = "application/vnd.thidua.part+json"


@dataclass(frozen=True)
class Part:
    """One displayed part: `kind` names its template, `content` is JSON data, `text` its words in plain.

    ``figures`` are those that stand in its words, with their keys, once each.
    """

    kind: str
    name: str
    content: dict[str, Any]
    text: str
    figures: tuple[Keyed, ...] = ()

    def payload(self) -> dict[str, Any]:
        """The JSON that travels in the executed notebook and that every exporter reads."""
        keyed = {"keyed": [figure.payload() for figure in self.figures]} if self.figures else {}
        return {"part": self.kind, "name": self.name, **self.content, **keyed}

    def _repr_mimebundle_(self, include: Any = None, exclude: Any = None) -> dict[str, Any]:
        payload = self.payload()
        return {"text/plain": self.text, "text/html": part_html(payload), PART_MIME: payload}


def plain(name: str, *paragraphs: str, figures: Sequence[Keyed] = ()) -> Part:
    """Running text of ours: each paragraph is printed letter for letter, whatever names it holds."""
    blocks = [{"block": "paragraph", "inlines": [{"inline": "text", "text": text}]} for text in paragraphs]
    return Part("prose", name, {"blocks": blocks}, "\n".join(paragraphs), tuple(figures))


def empty(name: str, *paragraphs: str) -> Part:
    """Words in the place of figures that are not known; the payload says so."""
    part = plain(name, *paragraphs)
    return replace(part, content={**part.content, "empty": True})


def with_summary(part: Part, *sentences: str) -> Part:
    """A part that also says which of its sentences a mail repeats: ``summary``, in order, without the empty ones."""
    return replace(part, content={**part.content, "summary": [each for each in sentences if each]})


def prose(name: str, markdown: str, figures: Sequence[Keyed] = ()) -> Part:
    """Running text of ours from Markdown."""
    blocks = markdown_blocks(markdown)
    return Part("prose", name, {"blocks": blocks}, plain_text(blocks), tuple(figures))


def quoted_prose(name: str, words: str, attribution: str) -> Part:
    """A unit's own words as written, which stay Vietnamese in every report, and whose words they are."""
    blocks = written_blocks(words)
    content = {"blocks": _breakable(blocks), "lang": "vi", "attribution": attribution}
    return Part("prose", name, content, f"{plain_text(blocks)}\n({attribution})")


def _breakable(content: Any) -> Any:
    """Blocks whose longest words may break: an address must not leave the page."""
    if isinstance(content, list):
        return [_breakable(each) for each in content]
    if isinstance(content, dict):
        return {key: breakable(each) if key == "text" else _breakable(each) for key, each in content.items()}
    return content
