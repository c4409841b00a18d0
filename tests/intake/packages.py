"""Packages of .xlsx files taken apart: what Excel asks of them, checked part by part, and parts changed by hand."""

from __future__ import annotations

import posixpath
import re
import zipfile
from collections.abc import Callable
from pathlib import Path
from xml.etree import ElementTree

from thidua.intake.cell_names import area_of, cell_place

STRICT = "http://purl.oclc.org/ooxml"
_ORDER = (
    "sheetPr dimension sheetViews sheetFormatPr cols sheetData sheetCalcPr sheetProtection protectedRanges scenarios "
    "autoFilter sortState dataConsolidate customSheetViews mergeCells phoneticPr conditionalFormatting dataValidations "
    "hyperlinks printOptions pageMargins pageSetup headerFooter rowBreaks colBreaks customProperties cellWatches "
    "ignoredErrors smartTags drawing legacyDrawing legacyDrawingHF drawingHF picture oleObjects controls "
    "webPublishItems tableParts extLst"
)
"""Children of a sheet, in the order of the schema (ECMA-376, part 1, 18.3.1.99)."""
_BOOK_ORDER = (
    "fileVersion fileSharing workbookPr AlternateContent workbookProtection bookViews sheets functionGroups "
    "externalReferences definedNames calcPr oleSize customWorkbookViews pivotCaches smartTagPr smartTagTypes "
    "webPublishing fileRecoveryPr webPublishObjects extLst"
)
_STYLES_ORDER = "numFmts fonts fills borders cellStyleXfs cellXfs cellStyles dxfs tableStyles colors extLst"


def parts_of(path: Path) -> dict[str, bytes]:
    """Every part of a package, in its order."""
    with zipfile.ZipFile(path) as archive:
        assert archive.testzip() is None
        return {name: archive.read(name) for name in archive.namelist()}


def change_part(path: Path, part: str, change: Callable[[str], str]) -> None:
    """Change the XML of one part as another program would have written it."""
    change_parts(path, {part: lambda content: change(content.decode()).encode()})


def change_parts(path: Path, changes: dict[str, Callable[[bytes], bytes]]) -> None:
    """Change parts, or add those that are not there."""
    parts = parts_of(path)
    for name, change in changes.items():
        parts[name] = change(parts.get(name, b""))
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)


def local(element: ElementTree.Element) -> str:
    """The name of an element without its namespace."""
    return element.tag.rpartition("}")[2]


def children(element: ElementTree.Element, *names: str) -> list[ElementTree.Element]:
    """The elements below, step by step by their local names."""
    found = [element]
    for name in names:
        found = [child for each in found for child in each if local(child) == name]
    return found


def links_of(parts: dict[str, bytes], part: str) -> dict[str, tuple[str, str]]:
    """The links of a part by id: kind and target."""
    folder, name = posixpath.split(part)
    content = parts.get(posixpath.join(folder, "_rels", f"{name}.rels"))
    found = {}
    for link in ElementTree.fromstring(content) if content else ():
        if link.get("TargetMode") != "External":
            target = link.get("Target", "")
            above = "" if target.startswith("/") else folder
            whole = posixpath.normpath(posixpath.join(above, target.lstrip("/")))
            assert link.get("Id") not in found
            found[link.get("Id", "")] = (link.get("Type", "").rpartition("/")[2], whole)
    return found


def assert_fits(path: Path) -> None:
    """Everything that Excel checks before it opens a package without offering a repair."""
    parts = parts_of(path)
    lower = {name.lower() for name in parts}
    assert len(lower) == len(parts)
    for name, content in parts.items():
        if name.endswith((".xml", ".rels", ".vml")):
            ElementTree.fromstring(content)
    for name in parts:
        if not name.endswith(".rels"):
            for _, target in links_of(parts, name).values():
                assert target.lower() in lower, target
    types = ElementTree.fromstring(parts["[Content_Types].xml"])
    named = [each.get("PartName", "").lstrip("/").lower() for each in children(types, "Override")]
    assert len(named) == len(set(named))
    assert set(named) <= lower
    extensions = {each.get("Extension", "").lower() for each in children(types, "Default")}
    assert not [name for name in lower - {*named, "[content_types].xml"} if name.rpartition(".")[2] not in extensions]
    _assert_book_fits(parts)


def _assert_book_fits(parts: dict[str, bytes]) -> None:
    book = ElementTree.fromstring(parts["xl/workbook.xml"])
    _assert_order(book, _BOOK_ORDER)
    links = links_of(parts, "xl/workbook.xml")
    sheets = children(book, "sheets", "sheet")
    for key in ("name", "sheetId"):
        values = [sheet.get(key, "").casefold() for sheet in sheets]
        assert len(values) == len(set(values)), values
    for name in children(book, "definedNames", "definedName"):
        assert int(name.get("localSheetId", "0")) < len(sheets)
    names = [(name.get("name"), name.get("localSheetId")) for name in children(book, "definedNames", "definedName")]
    assert len(names) == len(set(names))
    (styles,) = [target for kind, target in links.values() if kind == "styles"] or [""]
    looks = _looks(parts[styles]) if styles else 1
    for sheet in sheets:
        link = next(value for key, value in sheet.attrib.items() if key.endswith("}id"))
        kind, target = links[link]
        if kind == "worksheet":
            _assert_sheet_fits(parts, target, looks)


def _assert_order(element: ElementTree.Element, schema: str) -> None:
    order = schema.split()
    at = [order.index(name) for child in element if (name := local(child)) in order]
    assert at == sorted(at), [local(child) for child in element]


def _looks(content: bytes) -> int:
    styles = ElementTree.fromstring(content)
    _assert_order(styles, _STYLES_ORDER)
    sizes = {}
    for held in styles:
        if held.get("count") is not None and local(held) not in ("colors", "extLst"):
            assert int(held.get("count", "")) == len(held), local(held)
        sizes[local(held)] = len(held)
    for look in children(styles, "cellXfs", "xf"):
        for key, holder in (
            ("fontId", "fonts"),
            ("fillId", "fills"),
            ("borderId", "borders"),
            ("xfId", "cellStyleXfs"),
        ):
            assert int(look.get(key, "0")) < sizes.get(holder, 1)
    return sizes["cellXfs"]


def _assert_sheet_fits(parts: dict[str, bytes], part: str, looks: int) -> None:
    sheet = ElementTree.fromstring(parts[part])
    _assert_order(sheet, _ORDER)
    last = 0
    for row in children(sheet, "sheetData", "row"):
        number = int(row.get("r", last + 1))
        assert number > last
        last, column = number, 0
        spans = row.get("spans")
        for cell in children(row, "c"):
            place = cell_place(cell.get("r", "")) or (number, column + 1)
            assert place[0] == number
            assert place[1] > column
            column = place[1]
            assert int(cell.get("s", "0")) < looks
            if spans:
                first, _, widest = spans.partition(":")
                assert int(first) <= column <= int(widest)
    merged = [area_of(each.get("ref", "")) for each in children(sheet, "mergeCells", "mergeCell")]
    assert None not in merged
    _assert_comments_fit(parts, part, sheet)


def _assert_comments_fit(parts: dict[str, bytes], part: str, sheet: ElementTree.Element) -> None:
    links = links_of(parts, part)
    comments = [target for kind, target in links.values() if kind == "comments"]
    drawings = [links[value][1] for each in children(sheet, "legacyDrawing") for value in each.attrib.values()]
    if not comments:
        return
    root = ElementTree.fromstring(parts[comments[0]])
    authors = len(children(root, "authors", "author"))
    cells = [each.get("ref") for each in children(root, "commentList", "comment")]
    assert len(cells) == len(set(cells))
    assert all(int(each.get("authorId", "")) < authors for each in children(root, "commentList", "comment"))
    drawn = parts[drawings[0]].decode()
    shapes = re.findall(r":Row>(\d+)<.*?:Column>(\d+)<", drawn, re.DOTALL)
    places = sorted((int(row) + 1, int(column) + 1) for row, column in shapes)
    assert places == sorted(filter(None, map(cell_place, filter(None, cells))))
    ids = re.findall(r'<\w+:shape [^>]*\bid="(\w+)"', drawn)
    assert len(ids) == len(set(ids))
