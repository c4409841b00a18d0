"""What a wheel takes along beside the package: the files that `thidua init` begins a project with.

They are the project's own notebooks and settings, of which there is no other copy; a checkout has them beside it.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

TAKEN_ALONG = ("notebooks", "reports.toml")


class BuildHook(BuildHookInterface):
    """Adds them to a wheel, and not to the link that an editable install is."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Name where each stands, and where in the wheel it goes."""
        if version == "standard":
            root, inside = Path(self.root), "thidua/illustrative/source"
            build_data["force_include"] = {str(root / name): f"{inside}/{name}" for name in TAKEN_ALONG}
