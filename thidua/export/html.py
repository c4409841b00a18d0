"""The HTML report: one file that needs no network and allows none."""

from __future__ import annotations

import base64

from thidua.export.document import Document
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
    views = [
        {**view, "src": _data_address(view["svg"])} if view["part"] == "chart" else view for view in document.views
    ]
    with written_in(document.lang):
        return (
            environment()
            .get_template("report.html.j2")
            .render(
                title=document.title,
                illustrative=document.illustrative,
                preview=document.preview,
                views=views,
                css=css,
                css_hash=policy_hash(css),
            )
        )


def _data_address(svg: str) -> str:
    return "data:image/svg+xml;base64," + base64.b64encode(svg.encode()).decode()
