"""The HTML report: one file that needs no network and allows none."""

from __future__ import annotations

import base64
import hashlib
from typing import Any

from nbconvert.exporters import Exporter
from nbformat import NotebookNode

from thidua.export.document import Document, read_document
from thidua.present.html import environment, stylesheet


class HtmlReportExporter(Exporter):
    """`jupyter nbconvert --to thidua_html`: an executed notebook as one self-contained HTML file."""

    file_extension = ".html"
    output_mimetype = "text/html"
    export_from_notebook = "Báo cáo HTML"

    def from_notebook_node(
        self, nb: NotebookNode, resources: dict[str, Any] | None = None, **kwargs: Any
    ) -> tuple[str, dict[str, Any]]:
        """The HTML text of the notebook, and nbconvert's resources."""
        notebook, resources = super().from_notebook_node(nb, resources, **kwargs)
        return html_text(read_document(notebook)), resources


def html_text(document: Document) -> str:
    """The HTML of a document; its Content-Security-Policy admits this stylesheet, data images, nothing else."""
    css = stylesheet()
    views = [
        {**view, "src": _data_address(view["svg"])} if view["part"] == "chart" else view for view in document.views
    ]
    return (
        environment()
        .get_template("report.html.j2")
        .render(
            title=document.title,
            illustrative=document.illustrative,
            views=views,
            css=css,
            css_hash=base64.b64encode(hashlib.sha256(css.encode()).digest()).decode(),
        )
    )


def _data_address(svg: str) -> str:
    return "data:image/svg+xml;base64," + base64.b64encode(svg.encode()).decode()
