"""What `review` does: writes the page that a person looks at before releasing a meeting pack."""

from __future__ import annotations

import click

from thidua.cli.common import clock
from thidua.cli.doing.working import packs_in_order, working
from thidua.deliver.packs import find_pack
from thidua.deliver.release.review import write_review
from thidua.deliver.release.serve import serve
from thidua.project import project_folder


def review(period: str, dataset: str | None, is_served: bool, is_opened: bool, take_over: str | None) -> None:
    """Write one page of what moved in a meeting pack."""
    root = project_folder()
    with working(root, "review", take_over=take_over) as ledger:
        page = write_review(root, find_pack(packs_in_order(root, ledger), period, dataset), now=clock())
    click.echo(page.relative_to(root).as_posix())
    if is_opened:
        click.launch(page.as_uri())
    if is_served:
        serve(root / "reports", page.relative_to(root / "reports").as_posix(), tell=click.echo)
