"""What a shell proposes at Tab: asked as bash asks, through the script that the command prints for it."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import click
import pytest
from click.shell_completion import get_completion_class

from tests.conftest import REPOSITORY, Project
from tests.run.test_imports import HEAVY
from thidua.cli import cli
from thidua.cli.shell import SHELLS

BASH = shutil.which("bash") or "bash"
SCRIPTS = Path(sys.executable).parent

Complete = Callable[..., list[str]]
"""Types words after `thidua` in a folder, the last of them unfinished, and presses Tab; gives what is proposed."""

ASK = """
eval "$(thidua completion bash)"
COMP_WORDS=(thidua "$@")
COMP_CWORD=$#
_thidua_completion thidua
printf '%s\\n' "${COMPREPLY[@]}"
"""


def environment(**more: str) -> dict[str, str]:
    """With `thidua` on the path, as where its environment is active."""
    return {
        **os.environ,
        "PATH": f"{SCRIPTS}{os.pathsep}{os.environ['PATH']}",
        "PYTHONPATH": str(REPOSITORY),
        **more,
    }


@pytest.fixture
def complete(project: Project) -> Complete:
    """A bash that has read the script, in the project's folder unless another is said."""

    def ask(*words: str, folder: Path = project.root, **more: str) -> list[str]:
        done = subprocess.run(
            [BASH, "--norc", "-c", ASK, "bash", *words],
            cwd=folder,
            env=environment(**more),
            capture_output=True,
            text=True,
            encoding="utf-8",
            check=True,
        )
        assert done.stderr == ""
        return done.stdout.split()

    return ask


@pytest.fixture
def declared(project: Project) -> Project:
    """Beside the one edition, a dataset with a group, editions of every year, and reports with names."""
    folder = project.root / "data" / "khac"
    folder.mkdir()
    (folder / "dataset.toml").write_text(
        'title = "Khác"\nsource = "thử"\nbasis = "administrative"\n'
        '[[editions]]\nkind = "thu"\nunit = "city"\nperiod = "2019-H1"\n'
        '[[editions]]\nkind = "rieng"\nunit = ["tinh-bac-kan"]\nperiod = ["year", "2018"]\nnames = true\n',
        encoding="utf-8",
    )
    reports = project.root / "reports.toml"
    reports.write_text(
        reports.read_text(encoding="utf-8") + '\n[reports.rieng]\ntitle = "Riêng"\nnotebook = "thu"\nrequires = []\n',
        encoding="utf-8",
    )
    return project


def test_commands_and_options_are_proposed(complete: Complete):
    """The beginning of a word is enough."""
    assert complete("rel") == ["release"]
    assert complete("schedule", "") == ["install"]
    assert complete("list", "--ki") == ["--kind"]
    assert complete("build", "--format", "") == ["html", "pdf", "xlsx", "docx"]
    assert complete("completion", "") == list(SHELLS)


@pytest.mark.long
def test_datasets_kinds_periods_and_units_are_those_of_the_project(complete: Complete, declared: Project):
    """Ids are long, and a person knows none of them by heart."""
    assert complete("list", "--dataset", "") == ["khac", "thu"]
    assert complete("list", "--dataset=th") == ["thu"]
    assert complete("list", "--kind", "") == ["thu", "rieng"]
    assert complete("list", "--dataset", "thu", "--period", "") == ["2020"]
    assert complete("list", "--unit", "huyen-") == ["huyen-ba-be"]


@pytest.mark.long
def test_what_is_proposed_goes_with_what_was_typed_before(complete: Complete, declared: Project):
    """Of another dataset, or another kind, a period would only be refused."""
    assert complete("list", "--dataset", "khac", "--kind", "thu", "--period", "") == ["2019-H1"]
    assert complete("list", "--period", "2020", "--unit", "") == ["tinh-bac-kan", "huyen-ba-be"]
    assert complete("list", "--period", "2019-H1", "--unit", "") == ["tp-bac-kan"]


def test_editions_of_every_year_are_proposed_for_this_year_and_the_last(complete: Complete, declared: Project):
    """Nobody asks for a year to come, and older ones are known to whoever asks."""
    found = complete("build", "--kind", "rieng", "--period", "")

    assert found[2:] == ["2018"]
    assert [int(found[0]) - int(year) for year in found[:2]] == [0, 1]


def test_a_pack_is_proposed_where_it_was_built(complete: Complete, declared: Project):
    """Only what is there can be reviewed, released or sent."""
    assert complete("release", "") == []
    (declared.root / "reports" / "thu" / "2020").mkdir(parents=True)
    (declared.root / "reports" / "thu" / "failed").mkdir()

    assert complete("release", "") == ["2020"]
    assert complete("release", "2020", "--kind", "") == ["thu", "rieng", "rieng-names"]


@pytest.mark.long
def test_another_project_is_completed_where_it_is_named(
    complete: Complete, project: Project, tmp_path_factory: pytest.TempPathFactory
):
    """The words are those of the project that the command will work on."""
    elsewhere = tmp_path_factory.mktemp("noi-khac")

    assert complete("list", "--dataset", "", folder=elsewhere) == []
    assert complete("-C", str(project.root), "list", "--dataset", "", folder=elsewhere) == ["thu"]
    assert complete("list", "-C", str(project.root), "--dataset", "", folder=elsewhere) == ["thu"]
    assert complete("list", "--dataset", "", folder=elsewhere, THIDUA_ROOT=str(project.root)) == ["thu"]
    # No word of another project than the one that a person stands in: it would stand amid the line that is typed.
    assert complete("list", "--dataset", "", THIDUA_ROOT=str(elsewhere)) == []


@pytest.mark.long
def test_settings_that_are_not_in_order_break_no_line(complete: Complete, declared: Project):
    """The command says what is wrong with them when it is run; the others are proposed."""
    (declared.root / "data" / "thu" / "dataset.toml").write_text("[[editions", encoding="utf-8")
    (declared.root / "reports.toml").write_text('reports = "?"', encoding="utf-8")

    assert complete("list", "--dataset", "") == ["khac", "thu"]
    assert complete("list", "--period", "2019") == ["2019-H1"]
    assert complete("list", "--kind", "") == []


@pytest.mark.parametrize("what", ["dataset", "period", "unit", "kind"])
def test_an_answer_imports_no_more_than_it_needs(what: str, declared: Project):
    """A person waits for it at every press of the key."""
    seen = (
        "import json, sys\nfrom thidua.cli import main\nsys.argv = ['thidua']\n"
        "try:\n    main()\nexcept SystemExit as end:\n    assert end.code == 0\n"
        "print(json.dumps(sorted({name.partition('.')[0] for name in sys.modules})), file=sys.stderr)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", seen],
        cwd=declared.root,
        env=environment(
            _THIDUA_COMPLETE="bash_complete", COMP_WORDS=f"thidua list --{what} ", COMP_CWORD="3", COV_CORE_SOURCE=""
        ),
        capture_output=True,
        text=True,
        check=True,
    )

    assert done.stdout.startswith("plain,")
    assert set(json.loads(done.stderr.splitlines()[-1])) & HEAVY == set()


@pytest.mark.parametrize("shell", ["zsh", "fish", "powershell"])
def test_other_shells_are_told_what_each_is(shell: str, declared: Project, monkeypatch: pytest.MonkeyPatch):
    """They show a title beside an id; their scripts are those of click, which asks them in its own tests."""
    monkeypatch.chdir(declared.root)
    of_shell = get_completion_class(shell)
    assert of_shell is not None
    asked = of_shell(cli, {}, "thidua", "_THIDUA_COMPLETE")

    titles = {item.value: item.help for item in asked.get_completions(["list", "--dataset"], "")}
    named = {item.value: item.help for item in asked.get_completions(["list", "--unit"], "")}
    options = {item.value: item.help for item in asked.get_completions(["list"], "--u")}

    assert titles == {"khac": "Khác", "thu": "Số liệu thử"}
    assert named == {"huyen-ba-be": "huyện Ba Bể", "tp-bac-kan": "thành phố Bắc Kạn", "tinh-bac-kan": "tỉnh Bắc Kạn"}
    assert options == {"--unit": 'Unit: "tp-bac-kan", "thành phố Bắc Kạn".'}
    assert isinstance(cli, click.Group)


@pytest.mark.long
@pytest.mark.skipif(sys.platform == "win32", reason="a terminal of POSIX is needed")
def test_a_person_presses_tab(declared: Project):
    """The whole way: a bash at a terminal, its line editor, the script, the command."""
    import pexpect  # of POSIX alone

    shell = pexpect.spawn(
        BASH, ["--norc", "--noprofile", "-i"], cwd=str(declared.root), env=environment(PS1="$ "), encoding="utf-8"
    )
    try:
        shell.sendline('eval "$(thidua completion bash)"; echo is-$((40 + 2))')
        shell.expect("is-42", timeout=60)
        shell.send("thidua list --dataset kh\t--unit tp\t; echo done-$((40 + 2))\r")
        shell.expect("done-42", timeout=60)
        assert "thidua list --dataset khac --unit tp-bac-kan ; echo" in shell.before
    finally:
        shell.close(force=True)
