"""HTML of one part, for JupyterLab and for the HTML report: one set of macros, everything escaped."""

from __future__ import annotations

import base64
import hashlib
from functools import cache
from importlib.resources import files
from typing import Protocol

import jinja2

from thidua.present.compiled import kept_templates
from thidua.present.language import language, tr


def environment_of(package: str) -> jinja2.Environment:
    """The templates of a package: undefined names refused, and in HTML everything escaped (plain text needs none)."""
    return jinja2.Environment(
        loader=jinja2.PackageLoader(package, "templates"),
        autoescape=lambda name: name is None or ".html." in name,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        bytecode_cache=kept_templates(package),
    )


@cache
def template_file(package: str, name: str) -> str:
    """A stylesheet or script that stands beside the templates of a package."""
    return files(package).joinpath("templates", name).read_text(encoding="utf-8")


def policy_hash(text: str) -> str:
    """The hash by which a Content-Security-Policy admits just this stylesheet or script."""
    return base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()


@cache
def environment() -> jinja2.Environment:
    """The templates of this package."""
    templates = environment_of("thidua.present")
    templates.globals.update(tr=tr, language=language, data_address=data_address)
    return templates


def stylesheet() -> str:
    """The one stylesheet; every rule of it is scoped under `.thidua`, so JupyterLab itself keeps its looks."""
    return template_file("thidua.present", "report.css")


@cache
def notebook_stylesheet() -> str:
    """The same rules with more weight: JupyterLab's own rules for tables and lists would outrank ours."""
    return stylesheet().replace(".thidua ", ".thidua.thidua.thidua ")


class Printable(Protocol):
    """What has a macro in the templates: a part, or the printed form of a table or chart."""

    @property
    def kind(self) -> str:
        """The name of its macro."""


def part_html(view: Printable) -> str:
    """HTML of one part inside the scope of our stylesheet; the letterhead brings the stylesheet along."""
    template = environment().get_template("one_part.html.j2")
    return template.render(view=view, css=notebook_stylesheet() if view.kind == "letterhead" else None)


def data_address(svg: str) -> str:
    """A drawing as an address that holds it, so that a page needs no other file."""
    return "data:image/svg+xml;base64," + base64.b64encode(svg.encode()).decode()
