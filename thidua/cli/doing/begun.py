"""What `build` begins with: what takes longest is begun before the rest of the command is imported."""

from __future__ import annotations

from typing import Any

from thidua.project import project_folder


def begin_build(*, dry_run: bool, cluster: str | None, **_others: Any) -> None:
    """Begin the process that workers are forked from, unless nothing is made here."""
    if not dry_run and cluster is None:
        from thidua.run.working.early import begin_early  # not needed for a plan, nor where a cluster makes editions

        begin_early(project_folder())
