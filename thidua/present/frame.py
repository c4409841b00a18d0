"""The parts that frame a document: its letterhead, headline figures, headings, annexes and signature, as data.

What they say is decided in `document` and `headings`; the running text between them is in `part`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any, ClassVar

from thidua.present.keyed import Keyed
from thidua.present.markdown import Block, Heading, plain_text, read_blocks
from thidua.present.part import Part


@dataclass(frozen=True)
class Letterhead(Part):
    """The head of the document: who reports to whom, on what, of which days; it says the language of the edition."""

    kind: ClassVar[str] = "letterhead"
    parent_agency: str
    agency: str
    symbol: str
    place: str
    document_type: str
    subject: str
    lang: str
    unit: str
    period: str
    window: str
    illustrative: bool = False
    mark: str = ""
    """How the report came about, where that is to stand on every page: "Dựng lại từ bài báo"."""
    contact: str = ""
    """Whom a reader asks about the figures; empty where that is the agency."""
    days: str = ""
    """Its first and last day as programs write them, "2022-12-15/2023-06-14"; empty where no source tells them."""

    @property
    def text(self) -> str:
        """The agency, the type of the document and its subject, a line each."""
        return f"{self.agency}\n{self.document_type}\n{self.subject}"

    def content(self) -> dict[str, Any]:
        """Its fields."""
        return {
            "parent_agency": self.parent_agency,
            "agency": self.agency,
            "symbol": self.symbol,
            "place": self.place,
            "document_type": self.document_type,
            "subject": self.subject,
            "lang": self.lang,
            "unit": self.unit,
            "period": self.period,
            "window": self.window,
            "illustrative": self.illustrative,
            **{name: said for name in ("mark", "contact", "days") if (said := getattr(self, name))},
        }

    @classmethod
    def of_content(cls, said: Mapping[str, Any], keyed: tuple[Keyed, ...]) -> Letterhead:
        """The letterhead of this content; the first programs did not tell its language, its unit and its period."""
        return cls(
            said["name"],
            parent_agency=said["parent_agency"],
            agency=said["agency"],
            symbol=said["symbol"],
            place=said["place"],
            document_type=said["document_type"],
            subject=said["subject"],
            lang=said.get("lang", "vi"),
            unit=said.get("unit", ""),
            period=said.get("period", ""),
            window=said["window"],
            illustrative=bool(said["illustrative"]),
            mark=str(said.get("mark", "")),
            contact=str(said.get("contact", "")),
            days=str(said.get("days", "")),
            keyed=keyed,
        )


@dataclass(frozen=True)
class HeadlineFigure:
    """One figure of the headline: its value as it is printed, what it is, its honest qualification.

    ``amount`` is the value as a number; None where it is none, or where an earlier program did not tell it.
    """

    value: str
    label: str
    qualification: str
    amount: float | None = None


@dataclass(frozen=True)
class Headline(Part):
    """The line of up to four headline figures between two rules."""

    kind: ClassVar[str] = "headline"
    figures: tuple[HeadlineFigure, ...]

    @property
    def text(self) -> str:
        """The figures in one line."""
        return "; ".join(f"{each.value} {each.label} ({each.qualification})" for each in self.figures)

    def content(self) -> dict[str, Any]:
        """Its figures."""
        return {"figures": [asdict(each) for each in self.figures]}

    @classmethod
    def of_content(cls, said: Mapping[str, Any], keyed: tuple[Keyed, ...]) -> Headline:
        """The headline of this content."""
        figures = (
            HeadlineFigure(each["value"], each["label"], each["qualification"], each.get("amount"))
            for each in said["figures"]
        )
        return cls(said["name"], tuple(figures), keyed=keyed)


@dataclass(frozen=True)
class Blocks(Part):
    """A Markdown cell of the notebook, or a heading whose words depend on the report; no page finds it by a name."""

    kind: ClassVar[str] = "blocks"
    blocks: tuple[Block, ...]

    @property
    def heading(self) -> Heading | None:
        """The heading that it is, if it is nothing else."""
        first = self.blocks[0] if len(self.blocks) == 1 else None
        return first if first is not None and first["block"] == "heading" else None

    @property
    def text(self) -> str:
        """Its words, a line for each block."""
        return plain_text(self.blocks)

    def content(self) -> dict[str, Any]:
        """Its blocks."""
        return {"blocks": list(self.blocks)}

    @classmethod
    def of_content(cls, said: Mapping[str, Any], keyed: tuple[Keyed, ...]) -> Blocks:
        """The blocks of this content."""
        return cls(said["name"], read_blocks(said["blocks"]), keyed=keyed)


@dataclass(frozen=True)
class Annex(Part):
    """The head of an annex, which begins a page of its own."""

    kind: ClassVar[str] = "annex"
    title: str
    enclosed: str
    label: str = ""
    """Its numeral in a document ("Phụ lục I"), which it gets when that is read and takes to no notebook."""

    @property
    def text(self) -> str:
        """Its title."""
        return self.title

    def content(self) -> dict[str, Any]:
        """Its title, and to what it is enclosed."""
        return {"title": self.title, "enclosed": self.enclosed}

    @classmethod
    def of_content(cls, said: Mapping[str, Any], keyed: tuple[Keyed, ...]) -> Annex:
        """The head of this content."""
        return cls(said["name"], said["title"], said["enclosed"], keyed=keyed)


@dataclass(frozen=True)
class Signature(Part):
    """Recipients on the left, the signer's office on the right; the name stays blank."""

    kind: ClassVar[str] = "signature"
    on_behalf: str
    signer: str
    recipients: tuple[str, ...]

    @property
    def text(self) -> str:
        """Who signs, and for whom."""
        return f"{self.on_behalf}\n{self.signer}"

    def content(self) -> dict[str, Any]:
        """Its fields."""
        return {"on_behalf": self.on_behalf, "signer": self.signer, "recipients": list(self.recipients)}

    @classmethod
    def of_content(cls, said: Mapping[str, Any], keyed: tuple[Keyed, ...]) -> Signature:
        """The signature of this content."""
        return cls(said["name"], said["on_behalf"], said["signer"], tuple(said["recipients"]), keyed=keyed)
