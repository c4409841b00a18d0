"""The file of a draft: the parts that python-docx begins with, in our styles, and the same bytes for the same words."""

from __future__ import annotations

import datetime as dt
import io
import zipfile
from functools import cache
from importlib.resources import files
from typing import Any

import docx
from docx.document import Document as DocxDocument
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.pkgwriter import PackageWriter
from docx.oxml import parse_xml
from docx.oxml.ns import qn

from thidua.export.document import Document
from thidua.export.word.markup import written
from thidua.present.language import tr
from thidua.version import PROGRAM

UNDATED = dt.datetime(2000, 1, 1, tzinfo=dt.UTC)
"""The creation time written into every draft: same data, same bytes; the agency dates the document."""
LANGUAGES = {"vi": "vi-VN", "en": "en-GB"}
_FIRST_DAY = (1980, 1, 1, 0, 0, 0)
_NEEDLESS = ("stylesWithEffects", "customXml", "theme", "webSettings", "fontTable")
"""Parts that python-docx's own template brings along: 440 kB of styles of 2010 among them."""


def empty_draft(document: Document) -> DocxDocument:
    """An empty file in the styles of Decree 30, which tells its title, its agency and its language."""
    draft = docx.Document(io.BytesIO(_beginning()))
    lang = LANGUAGES[document.lang]
    for each in draft.styles.element.iter(qn("w:lang")):
        each.set(qn("w:val"), lang)
    told = draft.core_properties
    head = document.letterhead
    told.title, told.author = _property(document.title), "" if head is None else _property(head.agency)
    told.subject = "" if head is None else _property(head.period)
    told.comments = document.mark or tr("Dự thảo")
    told.language, told.keywords, told.last_modified_by = lang, PROGRAM, ""
    told.created = told.modified = UNDATED.replace(tzinfo=None)
    told.revision = 1
    return draft


@cache
def _beginning() -> bytes:
    """What every draft begins with, as a file: to take needless parts out of python-docx's own each time costs more."""
    draft = docx.Document()
    _take_out(draft)
    for name, kind in (("styles", "STYLES"), ("numbering", "NUMBERING"), ("settings", "SETTINGS")):
        of_kind: Any = draft.part.part_related_by(getattr(RELATIONSHIP_TYPE, kind))
        of_kind._element = parse_xml(files("thidua.export").joinpath(f"templates/word/{name}.xml").read_bytes())
    made = io.BytesIO()
    draft.save(made)
    return made.getvalue()


def packed(draft: DocxDocument, body: bytes) -> bytes:
    """The bytes of the file with this main part, without the time of making it that every member of a zip has."""
    told = io.BytesIO()
    package = draft.part.package
    parts = list(package.parts)
    writer: Any = PackageWriter
    with zipfile.ZipFile(told, "w") as target:
        members = _Members(target)
        writer._write_content_types_stream(members, parts)
        writer._write_pkg_rels(members, package.rels)
        for part in parts:
            part.before_marshal()
            members.write(part.partname, body if part is draft.part else part.blob)
            if part.rels:
                members.write(part.partname.rels_uri, part.rels.xml)
    return told.getvalue()


class _Members:
    """Where the writer of python-docx puts the members of a file."""

    def __init__(self, target: zipfile.ZipFile) -> None:
        self._target = target

    def write(self, pack_uri: PackURI, blob: bytes) -> None:
        member = zipfile.ZipInfo(pack_uri.membername, _FIRST_DAY)
        member.compress_type = zipfile.ZIP_STORED if pack_uri.endswith(".png") else zipfile.ZIP_DEFLATED
        member.create_system = 3  # written alike on Windows
        self._target.writestr(member, blob)


def _take_out(draft: DocxDocument) -> None:
    """Leave out what the template of python-docx has and no draft needs: a thumbnail of another page, old styles."""
    for related in (draft.part.rels, draft.part.package.rels):
        for number in [
            number
            for number, relation in related.items()
            if any(word in relation.reltype for word in (*_NEEDLESS, "thumbnail", "extended-properties"))
        ]:
            del related[number]


def _property(words: str) -> str:
    """A property as the package takes it: one line of at most 255 letters."""
    line = " ".join(written(words).split())
    return line if len(line) <= 255 else f"{line[:254]}…"
