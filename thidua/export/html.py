"""The HTML report: one file that needs no network and allows none."""

from __future__ import annotations

import base64

from thidua.export.document import Document
from thidua.present.html import environment, policy_hash, stylesheet
from thidua.present.language import written_in


def html_text(document: Document) -> str:
    """The HTML of a document; its Content-Security-Policy admits this stylesheet, data images, nothing else."""
    css = stylesheet()
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
                views=views,
                css=css,
                css_hash=policy_hash(css),
            )
        )


def _data_address(svg: str) -> str:
    return "data:image/svg+xml;base64," + base64.b64encode(svg.encode()).decode()
