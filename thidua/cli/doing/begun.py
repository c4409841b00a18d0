"""What `build` begins with: what takes longest is begun before the rest of the command is imported."""

from __future__ import annotations

from typing import Any

from thidua.project import project_folder


def build(*, dry_run: bool, cluster: str | None, **asked: Any) -> None:
    """Build the editions that are asked for and are not current; see `thidua.cli.doing.build`."""
    if not dry_run and cluster is None:
        from thidua.run.working.early import begin_early  # not needed for a plan, nor where a cluster makes editions

        begin_early(project_folder())
    from thidua.cli.doing import build as doing  # imported while the process that was begun imports as well

    doing.build(dry_run=dry_run, cluster=cluster, **asked)
