"""The HTML report: one file that needs no network and allows none."""

from __future__ import annotations

from thidua.export.document import Document, print_shown
from thidua.present.html import environment, policy_hash, stylesheet
from thidua.present.language import written_in

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
                illustrative=document.illustrative,
                preview=document.preview,
                views=map(print_shown, document.shown),
                css=css,
                css_hash=policy_hash(css),
            )
        )
