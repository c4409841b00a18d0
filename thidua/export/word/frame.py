"""The frame of the document in Word: letterhead, headline figures, heads of annexes, signature.

Source of the layout: Decree 30/2020/NĐ-CP, Annex I. What only the agency writes is a field.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from thidua.export.metrics import width_mm
from thidua.export.word.fields import Fields
from thidua.export.word.markup import Element, node, paragraph, rule, run, twips
from thidua.present.frame import Annex, Headline, Letterhead, Signature
from thidua.present.language import tr

_ROOM_MM = 165.0
_GAP_MM = 3.0
_AGENCY, _MOTTO, _SUBJECT = 12.0, 13.0, 14.0
"""Points of the names of agency and state, of the motto, and of the title."""


def letterhead_elements(head: Letterhead, fields: Fields) -> list[Element]:
    """Agency and state side by side, number and day as fields, then type, subject and window of the document."""
    motto, state = tr("Độc lập - Tự do - Hạnh phúc"), tr("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM")
    right = width_mm(state, _AGENCY, bold=True) + 2.5  # a face that stands for Times may be a little wider
    left = _ROOM_MM - right
    lines = in_lines(head.agency, left - _GAP_MM, bold=True)
    # A third to a half as long as the name, under its middle.
    longest = max(width_mm(line, _AGENCY, bold=True) for line in lines)
    agency = [
        _centred(run("\n".join(in_lines(head.parent_agency, left - _GAP_MM)), size=_AGENCY)),
        _centred(run("\n".join(lines), size=_AGENCY, bold=True)),
        rule(longest * 0.42, left),
        _centred(run(f"{tr('Số:')} "), fields.blank("number", tr("Số")), run(f"/{head.symbol}")),
        _centred(fields.filled("draft", tr("Dự thảo"), run(tr("DỰ THẢO"), bold=True))),
    ]
    national = [
        _centred(run(state, size=_AGENCY, bold=True)),
        _centred(run(motto, size=_MOTTO, bold=True)),
        rule(width_mm(motto, _MOTTO, bold=True), right),
        _centred(*_day(head.place, fields)),
    ]
    subject = min(120.0, width_mm(head.subject, _SUBJECT, bold=True))
    return [
        _layout((left, right), [agency, national]),
        paragraph("Title", run(head.document_type)),
        paragraph("Subtitle", run(head.subject)),
        rule(subject * 0.4, _ROOM_MM),
        paragraph("Window", run(head.window)),
    ]


def in_lines(name: str, room_mm: float, *, bold: bool = False) -> list[str]:
    """The name of an agency in as many lines as it needs, none much longer than another; its own breaks are kept.

    "THI ĐUA - KHEN THƯỞNG" is one word here: a dash stands with two words on either side.
    """
    if "\n" in name:
        return [line for part in name.split("\n") for line in in_lines(part, room_mm, bold=bold)]
    parts = _glued(name.split())
    width = partial(width_mm, points=_AGENCY, bold=bold)
    if len(parts) < 2 or width(name) <= room_mm:
        return [name]
    halves = [(" ".join(parts[:at]), " ".join(parts[at:])) for at in range(1, len(parts))]
    first, rest = min(halves, key=lambda both: max(map(width, both)))
    return [first, *in_lines(rest, room_mm, bold=bold)]


def _glued(words: Sequence[str]) -> list[str]:
    """The words of a name, those around a dash as one."""
    near = {at for dash, word in enumerate(words) if word == "-" for at in range(dash - 2, dash + 3)}
    parts: list[str] = []
    for at, word in enumerate(words):
        if at in near and at - 1 in near and parts:
            parts[-1] += f" {word}"
        else:
            parts.append(word)
    return parts


def headline_elements(headline: Headline) -> list[Element]:
    """The headline figures between two rules: what each is, and how it compares."""
    width = _ROOM_MM / len(headline.figures)
    cells = [
        [
            paragraph("HeadlineText", run(each.value, bold=True, size=20)),
            paragraph("HeadlineText", run(each.label, size=11)),
            paragraph("HeadlineText", run(each.qualification, size=10)),
        ]
        for each in headline.figures
    ]
    edges = {"top": True, "bottom": True}
    return [_layout([width] * len(cells), cells, edges=edges, side_mm=1.5), paragraph("Rule", spacing=(0, 6))]


def annex_elements(annex: Annex, fields: Fields) -> list[Element]:
    """The head of an annex, with the fields of the report that it is enclosed to."""
    words = [run(annex.label, caps=False, size=_SUBJECT), run("\n"), run(annex.title, size=_SUBJECT)]
    blanks = [
        ("number", tr("Số")),
        ("day", tr("Ngày")),
        ("month", tr("Tháng")),
        ("year", tr("Năm")),
    ]
    return [
        paragraph("Heading1", *words, align="center"),
        paragraph("Enclosed", *fields.with_blanks(annex.enclosed, blanks, italic=True)),
    ]


def signature_elements(signature: Signature, fields: Fields) -> list[Element]:
    """Recipients on the left, the office of the signer on the right; name and office are fields."""
    lines = [
        paragraph("Recipient", run(f"- {each}"), first_mm=-2.5, indent_mm=(2.5, 0.0)) for each in signature.recipients
    ]
    left = [
        paragraph("Recipient", run(tr("Nơi nhận:"), bold=True, italic=True, size=12)),
        *([fields.filled_block("recipients", tr("Nơi nhận"), *lines)] if lines else []),
        paragraph("Rule"),  # a cell ends with a paragraph
    ]
    right = [
        _centred(run(signature.on_behalf, bold=True)),
        _centred(fields.filled("signer", tr("Chức vụ người ký"), run(signature.signer, bold=True))),
        *(_centred() for _ in range(4)),
        _centred(fields.blank("name", tr("Họ và tên người ký"), bold=True)),
    ]
    return [paragraph("TableNotes", keep_next=True), _layout((82.5, 82.5), [left, right])]


def _day(place: str, fields: Fields) -> list[Element]:
    """ "Ba Bể, ngày …… tháng …… năm ……", each a field."""
    content = [run(f"{place}, ", italic=True)]
    for tag, word, title in (
        ("day", tr("ngày"), tr("Ngày")),
        ("month", tr("tháng"), tr("Tháng")),
        ("year", tr("năm"), tr("Năm")),
    ):
        content += [run(f"{word} ", italic=True), fields.blank(tag, title), run(" " if tag != "year" else "")]
    return content


def _centred(*content: Element) -> Element:
    return paragraph("FrameText", *content, align="center")


def _layout(
    widths: Sequence[float],
    cells: Sequence[Sequence[Element]],
    *,
    edges: dict[str, bool] | None = None,
    side_mm: float = 0.0,
) -> Element:
    """Things side by side, which no page breaks."""
    sides = [side for side in ("top", "bottom") if (edges or {}).get(side)]
    properties = node(
        "tblPr",
        node("tblW", w=twips(sum(widths)), type="dxa"),
        node("tblLayout", type="fixed"),
        node(
            "tblCellMar",
            node("left", w=twips(side_mm), type="dxa"),
            node("right", w=twips(side_mm), type="dxa"),
        ),
    )
    grid = node("tblGrid", *(node("gridCol", w=twips(width)) for width in widths))
    made = [
        node(
            "tc",
            node(
                "tcPr",
                node("tcW", w=twips(width), type="dxa"),
                node("tcBorders", *(node(side, val="single", sz=6, color="000000") for side in sides))
                if sides
                else None,
            ),
            *content,
        )
        for width, content in zip(widths, cells, strict=True)
    ]
    return node("tbl", properties, grid, node("tr", node("trPr", node("cantSplit")), *made))
