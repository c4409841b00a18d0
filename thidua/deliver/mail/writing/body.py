"""The body of a mail: a few kinds of block, set once as HTML for every mail program and once as plain lines.

What the blocks say is decided in ``contents`` and ``notices``; here only how they look.
"""

from __future__ import annotations

import textwrap
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from thidua.deliver.mail.digest import Figure
from thidua.errors import DeliveryError
from thidua.present.html import environment_of, template_file
from thidua.present.language import language, tr

if TYPE_CHECKING:
    import css_inline
    import jinja2

PACKAGE = "thidua.deliver"
HTML_BYTES = 90_000
"""Gmail cuts a mail off at 102 kB of HTML; the rest is room for what servers add."""
LINE = 72


@dataclass(frozen=True)
class Paragraph:
    """Running text, below a title if it has one; ``lang`` is the language of its words where it is not the mail's."""

    text: str
    lang: str = ""
    is_strong: bool = False
    title: str = ""
    kind: str = field(default="paragraph", init=False)


@dataclass(frozen=True)
class Points:
    """A heading with one line for each point."""

    title: str
    lines: tuple[str, ...]
    kind: str = field(default="points", init=False)


@dataclass(frozen=True)
class Figures:
    """A heading with headline figures in two columns: the value, and what it counts."""

    title: str
    figures: tuple[Figure, ...]
    lang: str = ""
    kind: str = field(default="figures", init=False)


@dataclass(frozen=True)
class Drawing:
    """The one picture of a mail, by its Content-ID; ``width`` in pixels."""

    content_id: str
    title: str
    alt: str
    width: int
    lang: str = ""
    kind: str = field(default="drawing", init=False)


@dataclass(frozen=True)
class Entry:
    """One report in the list of all: its title, one figure, and the addresses of its files where they do not travel."""

    title: str
    figure: str
    links: Mapping[str, str] = field(default_factory=dict)
    lang: str = ""


@dataclass(frozen=True)
class Entries:
    """A heading with the list of reports."""

    title: str
    entries: tuple[Entry, ...]
    kind: str = field(default="entries", init=False)


Block = Paragraph | Points | Figures | Drawing | Entries


class Mark(NamedTuple):
    """What a mail says first of the figures or reports in it, and in a sentence what that means."""

    words: str
    meaning: str


def invented() -> Mark:
    """The mark of figures that the program made up."""
    return Mark(
        tr("SỐ LIỆU MINH HỌA"), tr("Số liệu trong thư do chương trình tạo ra, không phải số liệu của đơn vị nào.")
    )


def not_issued(mark: str) -> Mark:
    """The mark of reports that no agency issued, such as those rebuilt from press articles."""
    return Mark(mark, tr("Báo cáo trong thư không phải là văn bản do cơ quan ban hành."))


@dataclass(frozen=True)
class Body:
    """A whole mail in the language that is being written: its heading, its blocks, who sends it."""

    heading: str
    mark: Mark | None
    blocks: tuple[Block, ...]
    sender: str


def html_body(body: Body) -> str:
    """The body as HTML for mail: tables for the frame, every style on its element, nothing from elsewhere.

    Raises
    ------
    DeliveryError
        If it is heavier than mail programs show; says how heavy.
    """
    css = template_file(PACKAGE, "mail.css")
    page = _environment().get_template("mail.html.j2").render(body=body, css=css, lang=language())
    html = _inliner().inline(page)
    if (size := len(html.encode())) > HTML_BYTES:
        raise DeliveryError(f"the body of {body.heading} takes {size} bytes; mail programs show {HTML_BYTES}")
    return html


def text_body(body: Body) -> str:
    """The same words as plain lines of at most 72 letters, the addresses of files excepted."""
    return _environment().get_template("mail.txt.j2").render(body=body).strip("\n") + "\n"


def wrapped(text: str, first: str = "", later: str | None = None) -> str:
    """A text in lines of at most 72 letters, the first and the later ones set in."""
    indent = " " * len(first) if later is None else later
    return textwrap.fill(
        text,
        LINE,
        initial_indent=first,
        subsequent_indent=indent,
        break_long_words=False,
        break_on_hyphens=False,
    )


def figure_lines(figures: tuple[Figure, ...]) -> str:
    """Figures as a table of plain lines: values aligned on the right, what they count beside them."""
    width = max((len(figure.value) for figure in figures), default=0)
    lines = []
    for figure in figures:
        lines.append(wrapped(figure.label, f"  {figure.value:>{width}}  "))
        if figure.qualification:
            lines.append(wrapped(figure.qualification, " " * (width + 4)))
    return "\n".join(lines)


@cache
def _environment() -> jinja2.Environment:
    templates = environment_of(PACKAGE)
    templates.filters.update(wrapped=wrapped, figure_lines=figure_lines)
    templates.globals.update(tr=tr)
    return templates


@cache
def _inliner() -> css_inline.CSSInliner:
    """Gmail on some phones knows only styles on elements; the rules for dark screens and phones stay beside them."""
    import css_inline

    return css_inline.CSSInliner(load_remote_stylesheets=False, keep_at_rules=True, base_url=None)
