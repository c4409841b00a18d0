"""The command line of `thidua` and `python run_reports.py`: results on stdout, problems on stderr.

`commands` names the commands, the modules beside it declare them, those in `doing` do what they say.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

import click

from thidua.cli.commands import COMMANDS
from thidua.cli.common import SOME_FAILED, complain
from thidua.cli.group import WRONG_USE, Group
from thidua.cli.options import version
from thidua.errors import DeliveryError, ReportError
from thidua.project import MARKER, ROOT, above
from thidua.speech import language_of, later, say, speak

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
    here, named = above(Path.cwd()), _named()
    folder = named or here
    speak(language_of(folder / MARKER if folder is not None else None))
    if named is not None and here is not None and named.resolve() != here:
        complain(say("làm việc ở {folder}, như {variable} ghi, không ở {here}", folder=named, variable=ROOT, here=here))
    try:
        cli()
    except ReportError as problem:
        click.echo(say("lỗi: {problem}", problem=problem), err=True)
        sys.exit(SOME_FAILED if isinstance(problem, DeliveryError) else WRONG_USE)


def _named() -> Path | None:
    """The folder that the environment names as the project's, whatever stands there."""
    named = os.environ.get(ROOT, "").strip()
    return Path(named).expanduser() if named else None
