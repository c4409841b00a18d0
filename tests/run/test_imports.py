"""What a command imports: nothing that its answer does not need, since a person waits for it, and a scheduler pays."""

from __future__ import annotations

import inspect
import json
import os
import subprocess
import sys

import click
import pytest

from tests.conftest import REPOSITORY, Project
from thidua.cli import cli
from thidua.cli.group import Command, Group, found

HEAVY = {
    *("pandas", "numpy", "pyarrow", "scipy", "matplotlib", "babel", "jinja2", "mistune", "fontTools"),
    *("nbformat", "nbclient", "nbconvert", "papermill", "jupyter_client", "IPython", "jupyterlab", "ipywidgets"),
    *(
        "openpyxl",
        "xlsxwriter",
        "python_calamine",
        "typst",
        "pypdf",
        "docx",
        "lxml",
        "css_inline",
        "keyring",
        "yaml",
        "apscheduler",
    ),
    *("apscheduler", "pydantic", "holidays", "tzdata", "filelock", "asyncio", "multiprocessing"),
}
"""Libraries of which each takes a tenth of a second to import, or more."""

SEEN = """
import json, sys
sys.argv = ["run_reports.py", *sys.argv[1:]]
from thidua.cli import main
try:
    main()
except SystemExit as end:
    status = end.code
modules = sorted({name.partition(".")[0] for name in sys.modules})
print(json.dumps({"status": status, "modules": modules}), file=sys.stderr)
"""


def imported(project: Project, *words: str) -> set[str]:
    """The libraries that a command has imported when it ends well."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith(("COV", "PYTEST"))}
    done = subprocess.run(
        [sys.executable, "-c", SEEN, *words],
        cwd=project.root,
        env={**environment, "PYTHONPATH": str(REPOSITORY)},
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    told = json.loads(done.stderr.splitlines()[-1])
    assert told["status"] == 0, done.stderr
    return set(told["modules"])


def commands(group: click.Command = cli, path: tuple[str, ...] = ()) -> list[tuple[tuple[str, ...], click.Command]]:
    """Every command with what is typed for it, the groups too."""
    below = group.places if isinstance(group, Group) else {}
    return [(path, group), *(each for name in below for each in commands(found(below[name]), (*path, name)))]


@pytest.mark.parametrize("words", [words for words, _ in commands()], ids=" ".join)
def test_help_imports_nothing_of_what_the_command_does(project: Project, words: tuple[str, ...]):
    """Help is read, and read again, while one types."""
    assert imported(project, *words, "--help") & HEAVY == set()


@pytest.mark.long
@pytest.mark.parametrize(
    ("words", "needed"),
    [
        (("list",), set()),
        (("status",), set()),
        (("due", "--dry-run"), {"babel", "jinja2", "mistune", "fontTools", "filelock", "asyncio", "multiprocessing"}),
        (("due",), {"babel", "jinja2", "mistune", "fontTools", "filelock", "asyncio", "multiprocessing"}),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, tuple) else "",
)
def test_a_command_with_nothing_to_do_imports_no_more_than_it_needs(
    project: Project, words: tuple[str, ...], needed: set[str]
):
    """`due` runs every quarter of an hour: it locks the folder and writes its pages, and reads no workbook for that."""
    assert imported(project, *words) & HEAVY <= needed


@pytest.mark.parametrize(
    "command", [one for _, one in commands() if isinstance(one, Command)], ids=lambda one: one.name
)
def test_what_is_declared_is_what_the_function_takes(command: Command):
    """Declaration and function stand apart; an option that only one of them knows would fail when it is typed."""
    takes = inspect.signature(found(command.does)).parameters

    assert {param.name for param in command.params} == set(takes)
