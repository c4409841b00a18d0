"""The HTML report: one file that needs no network and allows none."""

from __future__ import annotations

from dataclasses import dataclass

from thidua.export.document import Document, Folded, Printed
from thidua.export.linked_data import linked_data
from thidua.present.html import environment, policy_hash, stylesheet
from thidua.present.language import written_in
from thidua.present.shown import Shown
from thidua.version import PROGRAM

_PREVIEW = """
.thidua-mark.preview { background: #b5451b; color: #fff; }
@media print {
  .thidua-mark.preview { position: fixed; top: 40%; left: 0; right: 0; transform: rotate(-40deg); }
  .thidua-mark.preview { color: #b5451b; opacity: .25; font-size: 34pt; border: 0; background: none; }
}
"""
"""The mark of a preview stands on every page that is printed; what is no preview has no such rule."""


def html_text(document: Document) -> str:
    """The HTML of a document; its Content-Security-Policy admits this stylesheet, data images, nothing else."""
    css = stylesheet() + (_PREVIEW if document.preview else "")
    with written_in(document.lang):
        return (
            environment()
            .get_template("report.html.j2")
            .render(
                title=document.title,
                mark=document.mark,
                preview=document.preview,
                program=PROGRAM,
                views=[_printed(piece, document) for piece in document.folded],
                about=linked_data(document),
                css=css,
                css_hash=policy_hash(css),
            )
        )


@dataclass(frozen=True)
class _Fold:
    """The details of a section as the template prints them."""

    views: tuple[Printed, ...]
    kind: str = "fold"


def _printed(piece: Shown | Folded, document: Document) -> Printed | _Fold:
    return _Fold(tuple(map(document.form, piece.shown))) if isinstance(piece, Folded) else document.form(piece)
