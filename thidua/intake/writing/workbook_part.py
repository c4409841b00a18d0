"""The part that names a workbook's sheets: one of ours is put before them, and one of an earlier answer taken out.

What stands in the sheets belongs elsewhere.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass

from thidua.intake.writing.package import Package
from thidua.intake.writing.xml_part import (
    MAIN,
    RELATIONS,
    STRICT_MAIN,
    STRICT_RELATIONS,
    CannotEdit,
    Edit,
    Element,
    appended,
    edited,
    escaped,
    parse_part,
    whole_number,
    with_attributes,
)

_ROOT = re.compile(rb"<(\w+)[\s>]")
_PART = "xl/workbook.xml"
_SHEET_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"
_STYLES_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml"


@dataclass(frozen=True, slots=True)
class NamedSheet:
    """A sheet as the workbook names it: its part, and whether it holds cells (not a chart, dialog or macro)."""

    name: str
    part: str
    link_id: str
    has_cells: bool


class WorkbookPart:
    """The list of a package's sheets.

    Raises
    ------
    CannotEdit
        If it is spelled in a way that is not edited here, or names parts that are not there.
    """

    def __init__(self, package: Package) -> None:
        self._package = package
        self._data = package.read(_PART)
        self._root = parse_part(self._data, "workbook", MAIN, STRICT_MAIN)
        holder = self._root.child("sheets")
        if holder is None or not self._data.startswith(b"<sheets", holder.start):
            raise CannotEdit("no list of sheets")
        self._sheets = holder
        links = {link.id: link for link in package.links(_PART)}
        self.sheets: list[NamedSheet] = []
        for element in holder.all("sheet"):
            link = links.get(element.attributes.get("id", ""))
            if link is None or link.target not in package:
                raise CannotEdit("sheet without a part")
            name = element.attributes.get("name", "")
            self.sheets.append(NamedSheet(name, link.target, link.id, link.kind == "worksheet"))

    @property
    def namespace(self) -> str:
        """Of the workbook's elements: one of two kinds of OOXML."""
        return self._root.namespace

    @property
    def styles_part(self) -> str:
        """The name of the part of styles; empty without one."""
        return next((link.target for link in self._package.links(_PART) if link.kind == "styles"), "")

    def add_styles(self) -> str:
        """Link a part of styles, which the caller writes, where there is none."""
        target = "xl/styles.xml"
        if target in self._package:
            # Nothing is linked to it, so no program shows it.
            self._package.drop(target)
        self._package.declare(target, _STYLES_TYPE)
        self._package.link(_PART, self._relations, "styles", target)
        return target

    @property
    def _relations(self) -> str:
        return STRICT_RELATIONS if self.namespace == STRICT_MAIN else RELATIONS

    def unselect(self, sheet: NamedSheet) -> None:
        """Keep a sheet of no cells, such as a chart, from being selected together with the first one."""
        data = self._package.read(sheet.part)
        if b"tabSelected" in data:
            root = parse_part(data, _root_name(data), MAIN, STRICT_MAIN)
            views = [view for holder in root.all("sheetViews") for view in holder.all("sheetView")]
            edits = [with_attributes(data, view, {"tabSelected": None}) for view in views]
            self._package.put(sheet.part, edited(data, edits))

    def put_first(self, name: str, names: dict[str, str], *, instead_of: Collection[NamedSheet]) -> str:
        """Name a sheet before all others, open the workbook at it, and take sheets out.

        Parameters
        ----------
        name, names
            Of the new sheet, and its built-in names ("_xlnm.Print_Titles") with what each refers to.
        instead_of
            Sheets that are taken out, with their parts.

        Returns
        -------
        str
            The name of the new sheet's part, which the caller writes.
        """
        part = self._package.free_name("xl/worksheets/sheet{}.xml")
        self._package.declare(part, _SHEET_TYPE)
        link_id = self._package.link(_PART, self._relations, "worksheet", part)
        elements = self._sheets.all("sheet")
        number = max((whole_number(each.attributes.get("sheetId", "0")) for each in elements), default=0) + 1
        ours = b'<sheet xmlns:r="%b" name="%b" sheetId="%d" r:id="%b"/>'
        ours %= (self._relations.encode(), escaped(name), number, link_id.encode())
        gone = {place for place, sheet in enumerate(self.sheets) if sheet in instead_of}
        edits = [(element.start, element.end, b"") for place, element in enumerate(elements) if place in gone]
        if elements:
            edits.append((elements[0].start, elements[0].start, ours))
        else:
            edits += appended(self._data, self._sheets, ours)
        for views in self._root.all("bookViews"):
            for view in views.all("workbookView"):
                edits.append(with_attributes(self._data, view, {"activeTab": None, "firstSheet": None}))
        edits += self._names_moved(gone)
        edits += self._names_added(names)
        self._package.put(_PART, edited(self._data, edits))
        for sheet in instead_of:
            self._take_out(sheet)
        return part

    def _take_out(self, sheet: NamedSheet) -> None:
        if b"<f" in self._package.read(sheet.part):
            # The order of calculation names cells of this sheet; Excel makes a new one.
            for link in self._package.links(_PART):
                if link.kind == "calcChain":
                    self._package.unlink(_PART, link.id)
                    self._package.drop(link.target)
        self._package.unlink(_PART, sheet.link_id)
        self._package.drop(sheet.part)

    def _names_moved(self, gone: Collection[int]) -> list[Edit]:
        """Names that belong to one sheet follow it to its new place; those of a sheet that goes, go too."""
        edits: list[Edit] = []
        for holder in self._root.all("definedNames"):
            for element in holder.children:
                said = element.attributes.get("localSheetId")
                if said is None:
                    continue
                place = whole_number(said)
                if place in gone:
                    edits.append((element.start, element.end, b""))
                    continue
                moved = str(1 + place - sum(other < place for other in gone))
                if moved != said:
                    edits.append(with_attributes(self._data, element, {"localSheetId": moved}))
        return edits

    def _names_added(self, names: dict[str, str]) -> list[Edit]:
        hidden = {"_xlnm._FilterDatabase": b' hidden="1"'}
        ours = b"".join(
            b'<definedName name="%b" localSheetId="0"%b>%b</definedName>'
            % (name.encode(), hidden.get(name, b""), escaped(refers))
            for name, refers in names.items()
        )
        holder = self._root.child("definedNames")
        if holder is not None:
            return appended(self._data, holder, ours)
        above: Element = [
            child for child in self._root.children if child.name in ("sheets", "functionGroups", "externalReferences")
        ][-1]
        return [(above.end, above.end, b"<definedNames>%b</definedNames>" % ours)]


def _root_name(data: bytes) -> str:
    """The name of a part's root, which is spelled without a prefix."""
    found = _ROOT.search(data)
    if found is None:
        raise CannotEdit("no root")
    return found[1].decode()
