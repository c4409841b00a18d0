"""The command that opens the desk: lab."""

from __future__ import annotations

import click

from thidua.cli.common import complain, writing
from thidua.project import project_folder


@click.command()
@click.option(
    "--port", type=click.IntRange(1024, 65535), help="Where it listens.  [default: 8888 or the next free one]"
)
@click.option("--no-browser", is_flag=True, help="Print the address, and open no browser.  [default: off]")
def lab(port: int | None, no_browser: bool) -> None:
    """Open JupyterLab on the desk, to explore the data and to see what reports will say.

    The folder desk/ holds copies of notebooks/desk/ and of the production notebooks: run, change and save them as you
    like, no report is made from them. A copy that you changed is never written over. JupyterLab sees this folder alone,
    listens to this computer alone, asks for a token, and asks nothing of the network.

    \b
    Examples:
      python run_reports.py lab
      python run_reports.py lab --no-browser --port 8890
    """
    from thidua.desk.folder import lay_desk
    from thidua.desk.lab import run_lab  # JupyterLab takes a second to import

    with writing():
        desk = lay_desk(project_folder(), complain)
    run_lab(desk, port=port, browser=not no_browser)
