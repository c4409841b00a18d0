"""What the package `frictionless` says of data that others are to read; it knows the format, and nothing of us."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from frictionless import Package, Report, Resource

FORMAT = {"profile", "name", "title", "schema", "data", "sources"}
"""What a displayed resource has of the format itself; a field has its name, title and type."""
FIELD = {"name", "title", "type"}


def faults_of(resource: Mapping[str, Any]) -> list[str]:
    """What is wrong with a displayed resource, as JSON read it; nothing, as it should be."""
    fields = resource["schema"]["fields"]
    bare = [name for name in resource if name not in FORMAT and not name.startswith("thidua:")]
    bare += [name for field in fields for name in field if name not in FIELD and not name.startswith("thidua:")]
    plain = {name: told for name, told in resource.items() if name != "thidua:narrow"}
    known = {field["name"] for field in fields}
    strange = sorted({name for row in resource["data"] if isinstance(row, dict) for name in row} - known)
    return [
        *(f"{name}: ours, and bears no prefix" for name in bare),
        *(f"{name}: a cell of no field" for name in strange),
        *([] if re.fullmatch(r"[a-z0-9._-]+", resource["name"]) else [f"{resource['name']}: no name"]),
        *_told(Resource(plain).validate()),
    ]


def faults_of_package(descriptor: Path) -> list[str]:
    """What is wrong with a data package in a folder, every row of every file read."""
    return _told(Package(str(descriptor)).validate())


def _told(report: Report) -> list[str]:
    return [": ".join(map(str, each)) for each in report.flatten(["type", "message"])]
