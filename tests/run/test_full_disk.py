"""A disk that is full, a folder that may not be written: told in one line, with the file; what can be made is made."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.conftest import REPOSITORY, Project
from thidua.errors import ConfigError
from thidua.facts.reads import NOTES, note

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="mounts a small disk, takes rights away")

UNITS = ("huyen-ba-be", "huyen-na-ri", "huyen-cho-moi")
LARGE = (
    'from thidua.present.part import prose\nprose("loi", "Một câu dài. " * (150_000 if unit == "huyen-na-ri" else 1))'
)
"""A report whose text is of two megabytes in one of three districts."""
SMALL, ENOUGH = "3m", "64m"
"""A disk on which that one does not fit, and one on which it does."""
PAGE = 4096
WITHOUT_RIGHTS = (
    "setpriv",
    "--bounding-set=-dac_override,-dac_read_search",
    "--inh-caps=-dac_override,-dac_read_search",
)
"""Begins a command of root's for which rights of files hold as for everybody."""


@pytest.fixture
def three(project: Project) -> Project:
    """A project of three editions, one of them large."""
    settings = project.root / "data" / "thu" / "dataset.toml"
    units = ", ".join(f'"{unit}"' for unit in UNITS)
    text = settings.read_text(encoding="utf-8").replace('unit = "huyen-ba-be"', f"unit = [{units}]")
    settings.write_text(text, encoding="utf-8")
    project.write_notebook(LARGE)
    return project


@pytest.fixture
def mount() -> Iterator[Callable[[Path], None]]:
    """Put a small disk in the place of a folder; taken away in the end."""
    mounted: list[Path] = []

    def put_there(folder: Path) -> None:
        folder.mkdir(parents=True)
        done = subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={SMALL}", "tmpfs", folder], capture_output=True)
        if done.returncode != 0:
            pytest.skip("a disk can be mounted by root alone")
        mounted.append(folder)

    yield put_there
    for folder in mounted:
        subprocess.run(["umount", "--lazy", folder], check=True)


def fill(folder: Path, *, but: int) -> Path:
    """Fill a disk, but for so many pages; the file that does."""
    path = folder / "fill"
    file = os.open(path, os.O_CREAT | os.O_WRONLY)
    try:
        while True:
            os.write(file, b"x" * PAGE)
    except OSError:
        os.ftruncate(file, os.fstat(file).st_size - but * PAGE)
    finally:
        os.close(file)
    return path


def enlarge(folder: Path) -> None:
    """Make space."""
    (folder / "fill").unlink(missing_ok=True)
    subprocess.run(["mount", "-o", f"remount,size={ENOUGH}", folder], check=True)


def build(project: Project, *before: str) -> subprocess.CompletedProcess[str]:
    """The real command."""
    command = [*before, sys.executable, str(REPOSITORY / "run_reports.py"), "build", "--format", "html", "--jobs", "1"]
    return subprocess.run(command, cwd=project.root, capture_output=True, text=True, check=False)


def files(folder: Path) -> list[str]:
    """The files below a folder."""
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())


def test_a_report_that_does_not_fit_on_the_disk_fails_alone(three: Project, mount: Callable[[Path], None]):
    """The others need the space that it had taken; when there is more, the next build makes it."""
    reports = three.root / "reports"
    mount(reports)

    done = build(three)

    assert done.returncode == 1
    assert done.stderr == (
        "thu/2020/huyen-na-ri/thu: executed.ipynb cannot be written: No space left on device; "
        "free some space there, and build again\n"
    )
    assert "2 built, 0 already current, 1 failed" in done.stdout
    assert files(reports / "thu" / "2020" / "huyen-na-ri") == []
    assert not (reports / ".making").exists()
    enlarge(reports)
    assert "1 built, 2 already current, 0 failed" in build(three).stdout


@pytest.mark.long
@pytest.mark.parametrize(
    ("pages", "told"),
    [
        (0, "/reports/.holder: cannot be written (No space left on device); free some space on its disk and run this"),
        pytest.param(20, "ledger.sqlite cannot be used: its disk is full; free some space", marks=pytest.mark.long),
    ],
)
def test_a_full_disk_ends_the_command_with_one_line_where_nothing_can_be_noted(
    three: Project, mount: Callable[[Path], None], pages: int, told: str
):
    """Without ledger nobody knows what was made; nothing is torn, and with space all is made."""
    reports = three.root / "reports"
    mount(reports)
    fill(reports, but=pages)

    done = build(three)

    assert done.returncode == 2
    [line] = done.stderr.splitlines()
    assert told in line
    assert files(reports / "thu") == []
    enlarge(reports)
    assert "3 built, 0 already current, 0 failed" in build(three).stdout


@pytest.mark.long
def test_a_snapshot_that_does_not_fit_is_told_in_one_line(three: Project, mount: Callable[[Path], None]):
    """It is what all editions are made from."""
    snapshots = three.root / "data" / "thu" / "snapshots"
    mount(snapshots)
    fill(snapshots, but=2)

    done = build(three)

    assert done.returncode == 2
    [line] = done.stderr.splitlines()
    assert "data/thu/snapshots" in line
    assert "No space left on device); free some space on its disk and run this again" in line
    enlarge(snapshots)
    assert "3 built, 0 already current, 0 failed" in build(three).stdout


@pytest.mark.long
@pytest.mark.parametrize(
    ("folder", "told"),
    [("", "thu.html"), pytest.param("revisions", "reports/thu/2020/huyen-na-ri/revisions/1", marks=pytest.mark.long)],
)
def test_a_folder_that_may_not_be_written_fails_its_report_alone(three: Project, folder: str, told: str):
    """Of a share, or of another account: the line says where, and that it is a matter of rights."""
    closed = three.root / "reports" / "thu" / "2020" / "huyen-na-ri" / folder
    closed.mkdir(parents=True)
    closed.chmod(0o500)

    done = build(three, *without_rights())

    assert done.returncode == 1
    assert done.stderr == (
        f"thu/2020/huyen-na-ri/thu: {told} cannot be written: Permission denied; "
        "close it if it is open, or see that you may write in its folder, and build again\n"
    )
    assert "2 built, 0 already current, 1 failed" in done.stdout
    closed.chmod(0o700)
    assert "0 failed" in build(three).stdout
    assert len(files(closed.parent if folder else closed)) == 4


def without_rights() -> tuple[str, ...]:
    """What makes a command heed the rights of files; nothing where it does anyway."""
    if os.geteuid() != 0:
        return ()
    if shutil.which(WITHOUT_RIGHTS[0]) is None:
        pytest.skip("root may write everywhere, and there is no setpriv to change that")
    return WITHOUT_RIGHTS


def test_a_read_that_cannot_be_noted_ends_the_report(monkeypatch: pytest.MonkeyPatch):
    """A report of which a read is not known would be taken for current when it is not."""
    monkeypatch.setenv(NOTES, "/dev/full")

    with pytest.raises(ConfigError, match=r"what is read cannot be noted in reports/ \(No space left on device\)"):
        note("thu", "counts huyen-ba-be 2020", 1)
