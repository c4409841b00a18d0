"""No setting makes the public folder one of the office's own, by whatever name it is called."""

from __future__ import annotations

from pathlib import Path

import pytest

from thidua.deliver.publication.place import public_folder
from thidua.deliver.publication.trouble import checked_folder
from thidua.errors import ConfigError


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A project with its folders, a link to one of them, and one beside it."""
    project = tmp_path / "office" / "thidua-du-an"
    for name in ("reports", "data/illustrative", "notebooks"):
        (project / name).mkdir(parents=True)
    (project / "way").symlink_to(project / "reports")
    (tmp_path / "home").symlink_to(tmp_path / "office")
    (project / "loop").symlink_to(project / "loop")
    (project / "reports.toml").touch()
    return project


@pytest.mark.parametrize(
    "folder",
    [
        *("", ".", "..", "../..", "/", "./", "public/.."),
        *("reports", "reports/", "./reports", "data", "notebooks", "public/../reports"),
        *("reports/public", "data/illustrative", "data/new/public", "notebooks/x", "thidua/x", ".git/x"),
        *("way", "way/public", "../thidua-du-an", "../../home", "../../home/thidua-du-an/reports/x"),
        *("loop", "loop/x", "reports.toml"),
    ],
)
def test_folder_of_the_offices_own_is_refused_in_one_line(project: Path, folder: str):
    """A web server over it would give out the ledger, unsent mails and what nobody released."""
    with pytest.raises(ConfigError, match=r"^reports\.toml, publish\.folder: ") as refused:
        public_folder(project, folder)
    assert "\n" not in str(refused.value)


def test_data_that_lie_elsewhere_are_found_behind_their_link(project: Path, tmp_path: Path):
    """Large folders are often links to another disk."""
    (tmp_path / "disk").mkdir()
    (project / "data" / "illustrative").rmdir()
    (project / "data").rmdir()
    (project / "data").symlink_to(tmp_path / "disk")

    with pytest.raises(ConfigError, match="lies in disk/"):
        public_folder(project, str(tmp_path / "disk" / "public"))


@pytest.mark.parametrize("folder", ["public", "./public", "../www", "web/2023", "reports-public"])
def test_folder_of_its_own_is_taken_wherever_it_lies(project: Path, folder: str):
    """Beside the project, in it, and with a name that only begins like one of its own."""
    assert public_folder(project, folder) == (project / folder).resolve()


def test_link_to_a_folder_of_its_own_is_followed_once(project: Path, tmp_path: Path):
    """The public folder itself may be a link: to where the web server looks."""
    (tmp_path / "www").mkdir()
    (project / "public").symlink_to(tmp_path / "www")

    assert public_folder(project, "public") == (tmp_path / "www").resolve()


@pytest.mark.parametrize(
    ("folder", "said"),
    [
        ("x" * 300, r"cannot be followed \(File name too long\)"),
        ("~/public", r'"~" is not understood; write the whole path'),
        ("~an/public", r'"~" is not understood'),
    ],
)
def test_folder_that_no_system_can_follow_is_refused_in_one_line(project: Path, folder: str, said: str):
    """A slip in the settings is told as such, and not by what the system then stumbles over."""
    with pytest.raises(ConfigError, match=said) as refused:
        public_folder(project, folder)
    assert "\n" not in str(refused.value)
    assert len(str(refused.value)) < 300


def test_folder_that_cannot_be_made_is_refused(project: Path):
    """Before anything is done: the line says which folder is missing."""
    with pytest.raises(ConfigError, match=r"the folder above is missing, .*/nonexistent; make it"):
        checked_folder(project, "nonexistent/public")
