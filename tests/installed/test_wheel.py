"""What a server gets: a wheel, what it needs to run and nothing else, in a folder that no repository is near."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from tests.conftest import REPOSITORY

pytestmark = pytest.mark.xdist_group("wheel")

SOURCE = "thidua/illustrative/source/"
NEWER = ("3.14", "3.13", "3.12")
"""The Pythons newer than the oldest that we run on, for which every locked package has a wheel; the newest first."""


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel of this checkout."""
    folder = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "hatchling", "build", "--target", "wheel", "--directory", str(folder)]
    subprocess.run(command, cwd=REPOSITORY, capture_output=True, text=True, check=True)
    [made] = folder.glob("thidua-*.whl")
    return made


def tracked(*folders: str) -> set[str]:
    """The files that git knows below some folders."""
    command = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard", *folders]
    listing = subprocess.run(command, cwd=REPOSITORY, capture_output=True, text=True, check=True)
    return {name for name in listing.stdout.split("\0") if name}


def test_wheel_has_every_file_of_the_package(wheel):
    """One table or catalogue that stays at home is a report that fails in the office, and nowhere else."""
    with zipfile.ZipFile(wheel) as archive:
        inside = {name for name in archive.namelist() if ".dist-info/" not in name}

    assert inside == tracked("thidua") | {SOURCE + name for name in tracked("notebooks", "reports.toml")}


def test_wheel_tells_its_licences(wheel):
    """Whoever passes it on passes on the terms of the code, the tables and the face."""
    with zipfile.ZipFile(wheel) as archive:
        [metadata] = [name for name in archive.namelist() if name.endswith(".dist-info/METADATA")]
        told = archive.read(metadata).decode()
        licences = {name.partition("/licenses/")[2] for name in archive.namelist() if "/licenses/" in name}

    assert "License-Expression: Apache-2.0 AND MIT AND OFL-1.1\n" in told
    assert licences == {"LICENSE", "NOTICE", "thidua/present/fonts/OFL.txt"}


class Server:
    """A machine with an environment of its own, and a folder outside the repository."""

    def __init__(self, home: Path) -> None:
        self.home, self.project = home, home / "Thi đua"
        self.python = home / "venv" / "bin" / "python"
        kept = {name: value for name, value in os.environ.items() if name.startswith(("PIP_", "UV_", "SSL_", "HTTP"))}
        self.environment = {**kept, "HOME": str(home), "PATH": "/usr/bin:/bin", "LANG": "C.UTF-8"}

    def run(self, *words: str, status: int = 0, at: Path | None = None) -> str:
        """What a command prints; it ends as expected, or the test does."""
        done = subprocess.run(words, cwd=at or self.home, env=self.environment, capture_output=True, text=True)
        assert done.returncode == status, f"{words}: {done.stdout}{done.stderr}"
        return done.stdout if status == 0 else done.stderr

    def thidua(self, *words: str, status: int = 0, at: Path | None = None) -> str:
        """The same of the installed command, in the project."""
        return self.run(str(self.python.with_name("thidua")), *words, status=status, at=at or self.project)


def newer_python() -> str:
    """The newest Python of `NEWER` that is here by its name and newer than this one; skips without one."""
    here = f"{sys.version_info.major}.{sys.version_info.minor}"
    newer = NEWER[: NEWER.index(here)] if here in NEWER else NEWER
    for version in newer:
        if (python := shutil.which(f"python{version}")) is None:
            continue
        # What pyenv puts under the name of a Python runs it only for those who have chosen it.
        chosen = {**os.environ, "PYENV_VERSION": version}
        command = [python, "-c", "import sys; print(sys.executable)"]
        done = subprocess.run(command, env=chosen, capture_output=True, text=True)
        if done.returncode == 0:
            return done.stdout.strip()
    pytest.skip(f"no Python newer than {here} here; looked for {', '.join(newer) or 'none'}")


@pytest.fixture(scope="module", params=["this", "newer"])
def server(request: pytest.FixtureRequest, wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Server:
    """A server with this Python or a newer one, the wheel and the run-time lock, and the project that it began."""
    python = sys.executable if request.param == "this" else newer_python()
    server = Server(tmp_path_factory.mktemp("server"))
    server.run(python, "-m", "venv", str(server.home / "venv"))
    install = [str(server.python), "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--no-compile"]
    server.run(*install, "--require-hashes", "-r", str(REPOSITORY / "requirements.lock"))
    server.run(*install, "--no-deps", str(wheel))
    server.thidua("init", str(server.project), at=server.home)
    return server


@pytest.mark.long
def test_project_begins_with_the_files_of_the_repository(server):
    """No copy of a notebook can be another one: a wheel takes the notebooks along as they are."""
    for name in tracked("notebooks", "reports.toml"):
        assert (server.project / name).read_bytes() == (REPOSITORY / name).read_bytes(), name
    assert server.thidua("init", str(server.project), status=2).startswith(f"error: {server.project}: is not empty")


@pytest.mark.long
def test_set_is_built_released_and_composed(server):
    """The whole way of a meeting's set, in both languages, with what a server has."""
    some = ("build", "--dataset", "illustrative", "--period", "2023-H1", "--unit", "huyen-ba-be")
    built = [server.thidua(*some), server.thidua(*some, "--lang", "en")]
    again = server.thidua(*some, "--lang", "en")
    server.thidua("release", "2023-H1", "--by", "Nguyễn Văn A", "--unit", "huyen-ba-be", "--as-is", "--note", "thử")
    mails = server.thidua("send", "2023-H1", "--dry-run")

    assert [line.splitlines()[-1].partition(",")[0] for line in (*built, again)] == ["1 built", "1 built", "0 built"]
    folder = server.project / "reports" / "illustrative" / "2023-H1" / "huyen-ba-be"
    assert "Emulation" in (folder / "district.en.html").read_text(encoding="utf-8")
    assert {path.suffix for path in folder.glob("district.en.*")} == {".html", ".pdf", ".xlsx", ".docx", ".ipynb"}
    assert "babe@bac-kan.example" in mails
    assert list((server.project / "reports").rglob("*.eml"))


@pytest.mark.long
def test_scheduler_is_given_a_command_that_is_there(server):
    """What cron would run runs, as it stands: there is no script in a project that `init` began."""
    line = server.thidua("schedule", "install", "--cron")
    command = line.split(maxsplit=5)[5].partition(" # thidua: ")[0].replace(r"\%", "%")
    told = server.run("/bin/sh", "-c", command.replace(" due >/dev/null", " due --on 2023-05-01 --dry-run"))

    assert " -m thidua due " in command
    assert told
    assert not (server.project / "run_reports.py").exists()


@pytest.mark.long
def test_what_a_server_does_without_is_named_with_the_extra_that_brings_it(server):
    """JupyterLab and a cluster are for those who ask for them; one line says how."""
    assert "pip install 'thidua[lab]'" in server.thidua("lab", status=2)
    cluster = ("build", "--unit", "huyen-na-ri", "--period", "2023-H1", "--cluster", "tcp://127.0.0.1:1")
    assert "pip install 'thidua[cluster]'" in server.thidua(*cluster, status=2)


@pytest.mark.long
def test_program_says_its_version_however_it_is_called(server):
    """An operator who asks for help is asked for it first."""
    assert server.thidua("--version") == server.run(str(server.python), "-m", "thidua", "--version")
    assert server.thidua("--version").startswith("thidua 1.")
