"""The command line of `thidua` and `python run_reports.py`: results on stdout, problems on stderr.

`commands` names the commands, the modules beside it declare them, those in `doing` do what they say.
"""

from __future__ import annotations

import sys

import click

from thidua.cli.commands import COMMANDS
from thidua.cli.common import SOME_FAILED
from thidua.cli.group import WRONG_USE, Group
from thidua.cli.options import version
from thidua.cli.place import begin_speaking
from thidua.errors import DeliveryError, ReportError
from thidua.speech import later, say

cli = Group(
    "run_reports.py",
    later("Lập báo cáo của các hội nghị sơ kết, tổng kết từ data/ vào reports/, duyệt và gửi thư."),
    later("Mã kết thúc: 0 xong cả, 1 có báo cáo, tệp hoặc thư không thành, 2 gõ lệnh sai."),
    places=COMMANDS,
    params=[version()],
)


def main() -> None:
    """Run the command line; a mistake in what was asked for is one line and exit status 2, mail that did not go 1."""
    for stream in (sys.stdout, sys.stderr):
        # A Windows console of another code page shows an escape where it lacks a letter, and goes on.
        stream.reconfigure(errors="backslashreplace")  # type: ignore[union-attr]
    begin_speaking()
    try:
        cli()
    except ReportError as problem:
        click.echo(say("lỗi: {problem}", problem=problem), err=True)
        sys.exit(SOME_FAILED if isinstance(problem, DeliveryError) else WRONG_USE)
