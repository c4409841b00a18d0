"""Writes the illustrative dataset: `python -m thidua.illustrative [FOLDER] [--convert] [--year YEAR]`."""

from __future__ import annotations

from pathlib import Path

import click

from thidua.errors import ReportError
from thidua.illustrative.dataset import write_dataset
from thidua.illustrative.levels import YEARS


@click.command()
@click.argument("folder", type=click.Path(path_type=Path), default=Path("data/illustrative"))
@click.option("--convert", is_flag=True, help="Let LibreOffice turn some lists into .xls and .ods (default: no).")
@click.option("--year", "years", type=click.IntRange(YEARS[0], YEARS[-1]), multiple=True, help="Only these years.")
def main(folder: Path, convert: bool, years: tuple[int, ...]) -> None:
    """Write the illustrative dataset into FOLDER; the same files every time, but for the converted ones.

    Examples:  python -m thidua.illustrative minh-hoa  |  python -m thidua.illustrative --convert
    """
    try:
        planted = write_dataset(folder, years=years or YEARS, is_converted=convert)
    except ReportError as problem:
        raise click.ClickException(str(problem)) from None
    click.echo(f"{folder}: written, {len(planted)} faults planted")


if __name__ == "__main__":
    main()
