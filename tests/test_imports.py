"""Imports point one way, from the command down to the registry: a room is read without those that stand above it."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path

PACKAGE = Path(str(files("thidua")))
FLOORS = (
    ("registry",),
    ("settings", "illustrative"),
    ("intake",),
    ("facts",),
    ("measures",),
    ("present",),
    ("export",),
    ("run",),
    ("deliver", "explore"),
    ("desk", "check", "verify"),
    ("cli",),
    ("__init__", "__main__"),
)
"""From the ground up. Rooms of one floor know nothing of each other; single modules not named here lie below all."""

FLOOR = {room: number for number, rooms in enumerate(FLOORS, start=1) for room in rooms}
FOR_ALL = ("thidua.measures.intervals",)
"""Plain arithmetic, which knows nothing of awards."""


def imports(folder: Path) -> Iterator[tuple[Path, str]]:
    """What each module below a folder imports of the package, anywhere in it: "run.ledger.book"."""
    for path in sorted(folder.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.ImportFrom):
                names = [each.name for each in node.names] if node.module == "thidua" else [""]
                found = [f"{node.module}.{name}" for name in names]
            else:
                found = [each.name for each in node.names] if isinstance(node, ast.Import) else []
            for name in found:
                if name.startswith("thidua.") and name.strip(".") not in FOR_ALL:
                    yield path, name.removeprefix("thidua.").strip(".")


def test_every_room_imports_only_from_rooms_below_it():
    """A circle would make every change one of everything, and a small question as slow as a whole report."""
    found = []
    for path, name in imports(PACKAGE):
        own, other = path.relative_to(PACKAGE).parts[0].removesuffix(".py"), name.partition(".")[0]
        if own != other and (own in FLOOR or other in FLOOR) and FLOOR.get(own, 0) <= FLOOR.get(other, 0):
            found.append((path.relative_to(PACKAGE).as_posix(), name))

    assert found == []


def test_every_room_has_its_floor():
    """Whoever makes a new room says where it stands."""
    rooms = {path.name for path in PACKAGE.iterdir() if path.is_dir() and path.name != "__pycache__"}

    assert rooms <= set(FLOOR)


def test_no_chapter_imports_another_or_the_report_above_it():
    """A chapter is read, changed and tested by itself; what two of them share lies a floor below."""
    chapters = PACKAGE / "present" / "chapters"
    found = []
    for path, name in imports(chapters):
        own, parts = path.relative_to(chapters).parts[0].removesuffix(".py"), name.split(".")
        if parts[:2] == ["present", "report"] or (parts[:2] == ["present", "chapters"] and parts[2:3] != [own]):
            found.append((path.relative_to(chapters).as_posix(), name))

    assert found == []
