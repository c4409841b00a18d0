"""A part: one thing a notebook cell displays that is neither table nor chart, and the part that chapters write: prose.

Each kind of part is a type of its own, which travels in the notebook as plain data; those that make the frame of a
document are in `frame`. What they say is decided in `document` and the chapters; how they look, in the templates.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, ClassVar

from thidua.present.html import part_html
from thidua.present.keyed import Keyed
from thidua.present.letters import breakable, unbroken
from thidua.present.markdown import Block, markdown_blocks, plain_text, read_blocks
from thidua.present.written import written_blocks

PART_MIME = "application/vnd.thidua.part+json"


@dataclass(frozen=True)
class Part(ABC):
    """One displayed part; `kind` names its template, `name` its place in the page.

    ``keyed`` are the figures that stand in its words, with their keys, once each.
    """

    kind: ClassVar[str]
    name: str
    keyed: tuple[Keyed, ...] = field(default=(), kw_only=True)

    @property
    @abstractmethod
    def text(self) -> str:
        """Its words in plain, for a terminal and for whoever looks for a figure in them."""

    @abstractmethod
    def content(self) -> dict[str, Any]:
        """What it holds beside its name and its figures, as JSON."""

    @classmethod
    @abstractmethod
    def of_content(cls, said: Mapping[str, Any], keyed: tuple[Keyed, ...]) -> Part:
        """The part of this kind that has this content."""

    def payload(self) -> dict[str, Any]:
        """The JSON that travels in the executed notebook."""
        keyed = {"keyed": [figure.payload() for figure in self.keyed]} if self.keyed else {}
        return {"part": self.kind, "name": self.name, **self.content(), **keyed}

    def _repr_mimebundle_(self, include: Any = None, exclude: Any = None) -> dict[str, Any]:
        return {"text/plain": self.text, "text/html": part_html(self), PART_MIME: self.payload()}


@dataclass(frozen=True)
class Prose(Part):
    """Running text: sentences of ours, or a unit's own words.

    Attributes
    ----------
    is_empty
        Whether it stands in the place of figures that are not known.
    summary
        Which of its sentences a mail repeats; None where it is not asked to say.
    values
        What it knows and no page prints: how many comparisons it makes. None where it is not asked.
    lang, attribution
        Of a unit's own words: their language, and whose they are; empty of ours.
    """

    kind: ClassVar[str] = "prose"
    blocks: tuple[Block, ...]
    is_empty: bool = False
    summary: tuple[str, ...] | None = None
    values: Mapping[str, float | int] | None = None
    lang: str = ""
    attribution: str = ""

    @property
    def text(self) -> str:
        """Its words, with whose they are; without the hidden places where a long one may break."""
        words = plain_text(self.blocks)
        return f"{unbroken(words)}\n({self.attribution})" if self.attribution else words

    def content(self) -> dict[str, Any]:
        """Its blocks, and what else it has to say."""
        said = {
            "empty": self.is_empty or None,
            "summary": None if self.summary is None else list(self.summary),
            "values": None if self.values is None else dict(self.values),
            "lang": self.lang or None,
            "attribution": self.attribution or None,
        }
        return {"blocks": list(self.blocks), **{name: each for name, each in said.items() if each is not None}}

    @classmethod
    def of_content(cls, said: Mapping[str, Any], keyed: tuple[Keyed, ...]) -> Prose:
        """The running text of this content."""
        return cls(
            said["name"],
            read_blocks(said["blocks"]),
            bool(said.get("empty")),
            tuple(said["summary"]) if "summary" in said else None,
            dict(said["values"]) if "values" in said else None,
            said.get("lang", ""),
            said.get("attribution", ""),
            keyed=keyed,
        )


def plain(name: str, *paragraphs: str, figures: Sequence[Keyed] = ()) -> Prose:
    """Running text of ours: each paragraph is printed letter for letter, whatever names it holds."""
    blocks: list[Block] = [{"block": "paragraph", "inlines": [{"inline": "text", "text": text}]} for text in paragraphs]
    return Prose(name, tuple(blocks), keyed=tuple(figures))


def empty(name: str, *paragraphs: str) -> Prose:
    """Words in the place of figures that are not known; the payload says so."""
    return replace(plain(name, *paragraphs), is_empty=True)


def with_summary(part: Prose, *sentences: str) -> Prose:
    """A part that also says which of its sentences a mail repeats, in order, without the empty ones."""
    return replace(part, summary=tuple(filter(None, sentences)))


def prose(name: str, markdown: str, figures: Sequence[Keyed] = ()) -> Prose:
    """Running text of ours from Markdown."""
    return Prose(name, tuple(markdown_blocks(markdown)), keyed=tuple(figures))


def quoted_prose(name: str, words: str, attribution: str = "") -> Prose:
    """A unit's own words as written, which stay Vietnamese in every report, and whose words they are."""
    return Prose(name, tuple(_breakable(written_blocks(words))), lang="vi", attribution=attribution)


def _breakable(content: Any) -> Any:
    """Blocks whose longest words may break: an address must not leave the page."""
    if isinstance(content, list):
        return [_breakable(each) for each in content]
    if isinstance(content, dict):
        return {key: breakable(each) if key == "text" else _breakable(each) for key, each in content.items()}
    return content
