"""The frame of the document in Word: letterhead, headline figures, heads of annexes, signature.

Source of the layout: Decree 30/2020/NĐ-CP, Annex I. What only the agency writes is a field.
"""

from __future__ import annotations

from collections.abc import Sequence

from thidua.export.word.fields import Fields
from thidua.export.word.markup import Element, node, paragraph, rule, run, twips
from thidua.export.word.metrics import width_mm
from thidua.present.frame import Annex, Headline, Letterhead, Signature
from thidua.present.language import tr

# Both halves stand on one line each at 12 pt only if the block reaches a little into the margins.
_HALVES_MM = (81.0, 93.0)
_OUT_MM = 5.0
_ROOM_MM = 165.0


def letterhead_elements(head: Letterhead, fields: Fields) -> list[Element]:
    """Agency and state side by side, number and day as fields, then type, subject and window of the document."""
    left, right = _HALVES_MM
    motto, state = tr("Độc lập - Tự do - Hạnh phúc"), tr("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM")
    agency_rule = min(left - 10, max(22.0, width_mm(head.agency, 12, bold=True) * 0.4))
    agency = [
        _centred(run(head.parent_agency, size=12)),
        _centred(run(head.agency, size=12, bold=True)),
        rule(agency_rule, left),
        _centred(run(f"{tr('Số:')} "), fields.blank("number", tr("Số")), run(f"/{head.symbol}")),
        _centred(fields.filled("draft", tr("Dự thảo"), run(tr("DỰ THẢO"), bold=True))),
    ]
    national = [
        _centred(run(state, size=12, bold=True)),
        _centred(run(motto, bold=True)),
        rule(width_mm(motto, 13, bold=True), right),
        _centred(*_day(head.place, fields)),
    ]
    subject = width_mm(head.subject, 14, bold=True)
    return [
        _layout(_HALVES_MM, [agency, national], out_mm=_OUT_MM),
        paragraph("Title", run(head.document_type)),
        paragraph("Subtitle", run(head.subject)),
        rule(min(55.0, max(30.0, subject * 0.4)), _ROOM_MM),
        paragraph("Window", run(head.window)),
    ]


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
    return [_layout([width] * len(cells), cells, edges=edges, side_mm=1.5, name="headline"), paragraph("TableNotes")]


def annex_elements(annex: Annex, fields: Fields) -> list[Element]:
    """The head of an annex, with the fields of the report that it is enclosed to."""
    words = [run(annex.label, caps=False), run("\n"), run(annex.title)] if annex.label else [run(annex.title)]
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
    ]
    right = [
        _centred(run(signature.on_behalf, bold=True)),
        _centred(fields.filled("signer", tr("Chức vụ người ký"), run(signature.signer, bold=True))),
        *(_centred() for _ in range(4)),
        _centred(fields.blank("name", tr("Họ và tên người ký"), bold=True)),
    ]
    return [paragraph("TableNotes", keep_next=True), _layout((82.5, 82.5), [left, right], name="signature")]


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
    out_mm: float = 0.0,
    side_mm: float = 0.0,
    name: str = "",
) -> Element:
    """Things side by side, which no page breaks."""
    sides = [side for side in ("top", "bottom") if (edges or {}).get(side)]
    properties = node(
        "tblPr",
        node("tblW", w=twips(sum(widths)), type="dxa"),
        node("tblInd", w=twips(-out_mm), type="dxa"),
        node("tblLayout", type="fixed"),
        node(
            "tblCellMar",
            node("left", w=twips(side_mm), type="dxa"),
            node("right", w=twips(side_mm), type="dxa"),
        ),
        node("tblDescription", val=name) if name else None,
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
