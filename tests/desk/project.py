"""A small project for the desk: two districts and two half-years of invented workbooks, known to git."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

from tests.conftest import REPOSITORY

YEARS = ("2022", "2023")
FILES = ("*Ba Be*", "NaRi_*", "*Na Ri*", "QD khen thuong cap tinh*")
DATASET = """title = "Số liệu minh họa"
source = "số liệu do chương trình tạo ra để minh họa"
illustrative = true
basis = "administrative"
province = "06"
as_of = 2024-01-15

[[editions]]
kind = "district"
unit = ["huyen-ba-be", "huyen-na-ri"]
period = ["2023-H1"]
"""


def write_desk_project(root: Path) -> Path:
    """A project whose one dataset has the workbooks of Ba Bể and Na Rì; all that is not ignored is committed."""
    for name in ("reports.toml", "requirements.lock", ".gitignore"):
        shutil.copy(REPOSITORY / name, root / name)
    shutil.copytree(REPOSITORY / "notebooks", root / "notebooks", ignore=shutil.ignore_patterns(".ipynb_checkpoints"))
    folder = root / "data" / "illustrative"
    for year in YEARS:
        inbox = folder / "inbox" / year
        inbox.mkdir(parents=True)
        for pattern in FILES:
            for file in (REPOSITORY / "data" / "illustrative" / "inbox" / year).glob(pattern):
                shutil.copy(file, inbox / file.name)
    (folder / "dataset.toml").write_text(DATASET, encoding="utf-8")
    git(root, "init", "--quiet")
    git(root, "add", ".")
    git(root, "-c", "user.name=A", "-c", "user.email=a@example.org", "commit", "--quiet", "--message", "all")
    return root


def git(root: Path, *command: str) -> str:
    """What git says in a project."""
    done = subprocess.run(["git", *command], cwd=root, capture_output=True, text=True, check=True)
    return done.stdout
