"""HTML of one part, for JupyterLab and for the HTML report: one set of macros, everything escaped."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import Any

import jinja2

from thidua.present.language import language, tr


@cache
def environment() -> jinja2.Environment:
    """The templates of the package, with escaping always on and undefined names refused."""
    templates = jinja2.Environment(
        loader=jinja2.PackageLoader("thidua.present", "templates"),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    templates.globals.update(tr=tr, language=language)
    return templates


@cache
def stylesheet() -> str:
    """The one stylesheet; every rule of it is scoped under `.thidua`, so JupyterLab itself keeps its looks."""
    return files("thidua.present").joinpath("templates/report.css").read_text(encoding="utf-8")


@cache
def notebook_stylesheet() -> str:
    """The same rules with more weight: JupyterLab's own rules for tables and lists would outrank ours."""
    return stylesheet().replace(".thidua ", ".thidua.thidua.thidua ")


def part_html(view: dict[str, Any]) -> str:
    """HTML of one part inside the scope of our stylesheet; the letterhead brings the stylesheet along."""
    template = environment().get_template("one_part.html.j2")
    return template.render(view=view, css=notebook_stylesheet() if view["part"] == "letterhead" else None)
