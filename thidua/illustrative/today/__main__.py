"""Writes the illustrative dataset of today: `python -m thidua.illustrative.today [FOLDER]`."""

from __future__ import annotations

from pathlib import Path

import click

from thidua.errors import ReportError
from thidua.illustrative.today.dataset import write_dataset


@click.command()
@click.argument("folder", type=click.Path(path_type=Path), default=Path("data/illustrative-2026"))
def main(folder: Path) -> None:
    """Write the illustrative dataset of today into FOLDER; the same files every time.

    Examples:  python -m thidua.illustrative.today  |  python -m thidua.illustrative.today minh-hoa-2026
    """
    try:
        planted = write_dataset(folder)
    except ReportError as problem:
        raise click.ClickException(str(problem)) from None
    click.echo(f"{folder}: written, {len(planted)} faults planted")


if __name__ == "__main__":
    main()
