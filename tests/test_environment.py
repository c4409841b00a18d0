"""Three files say what is installed; they must say the same, and no file may say from where."""

from __future__ import annotations

import re
import subprocess
import tomllib
from importlib import metadata
from itertools import chain

import pytest
import yaml
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from tests.conftest import REPOSITORY
from tests.facts.test_reads import imported_by

PROJECT = tomllib.loads((REPOSITORY / "pyproject.toml").read_text(encoding="utf-8"))["project"]
LOCK = (REPOSITORY / "requirements.lock").read_text(encoding="utf-8")


def ranges(lines: list[str]) -> dict[str, str]:
    """Package names with their version ranges."""
    requirements = [Requirement(line) for line in lines]
    return {canonicalize_name(requirement.name): str(requirement.specifier) for requirement in requirements}


def test_conda_environment_has_the_names_and_ranges_of_pyproject():
    """Conda users, on Windows too, get what everybody gets."""
    environment = yaml.safe_load((REPOSITORY / "environment.yml").read_text(encoding="utf-8"))
    conda = [entry for entry in environment["dependencies"] if isinstance(entry, str)]
    (pip,) = [entry["pip"] for entry in environment["dependencies"] if isinstance(entry, dict)]

    assert ranges([line for line in pip if line != "-e ."]) == ranges(PROJECT["dependencies"])
    assert "-e ." in pip
    assert conda == [f"python{PROJECT['requires-python']}", "pip"]


def test_lock_fixes_every_dependency_inside_its_range():
    """Exact versions of everything that pyproject asks for, within what it asks for."""
    locked = dict(re.findall(r"^([A-Za-z0-9._-]+)==([^ ;\\]+)", LOCK, flags=re.MULTILINE))
    locked = {canonicalize_name(name): version for name, version in locked.items()}
    asked = [Requirement(line) for line in PROJECT["dependencies"] + PROJECT["optional-dependencies"]["dev"]]

    for requirement in asked:
        assert requirement.specifier.contains(locked[canonicalize_name(requirement.name)]), requirement


def test_lock_has_hashes_for_every_package_and_no_address():
    """An index may be a mirror of the reader's own; the hashes make it the same package."""
    blocks = re.split(r"\n(?=[A-Za-z0-9])", LOCK.strip())

    assert all("==" in block.splitlines()[0] and "--hash=sha256:" in block for block in blocks)
    assert not re.search(r"https?://|index-url|find-links|file:", LOCK)


def test_installed_versions_are_those_of_the_lock():
    """The tests speak for the versions that users get."""
    locked = [Requirement(line) for line in re.findall(r"^([^ #-].*?) *\\?$", LOCK, flags=re.MULTILINE)]
    here = {canonicalize_name(each.name): each for each in locked if not each.marker or each.marker.evaluate()}

    for line in PROJECT["dependencies"]:
        name = Requirement(line).name
        assert here[canonicalize_name(name)].specifier.contains(metadata.version(name)), name


def test_package_imports_nothing_that_only_developers_have():
    """It would work here, and fail where it is installed."""
    extras = {name: ranges(lines) for name, lines in PROJECT["optional-dependencies"].items()}
    of_developers = extras.pop("dev").keys() - {*ranges(PROJECT["dependencies"]), *chain.from_iterable(extras.values())}
    distributions = {
        module: {canonicalize_name(name) for name in names}
        for module, names in metadata.packages_distributions().items()
    }
    imported = {name.partition(".")[0] for path in (REPOSITORY / "thidua").rglob("*.py") for name in imported_by(path)}

    assert {"duckdb", "pytest"} <= of_developers & set(chain.from_iterable(distributions.values()))
    assert "pyarrow" in imported
    assert {name for name in imported if distributions.get(name, set()) & of_developers} == set()


def tracked_files() -> list[str]:
    """The files git knows; a source archive without git has nothing to check here."""
    listing = subprocess.run(["git", "ls-files", "-z"], cwd=REPOSITORY, capture_output=True, text=True, check=False)
    if listing.returncode != 0:
        pytest.skip("not a git checkout: there is no list of tracked files")
    return [name for name in listing.stdout.split("\0") if name]


def test_top_level_stays_recognisable():
    """Whoever knew the project last year finds it again."""
    expected = {"notebooks", "reports", "data", "run_reports.py", "tests", "environment.yml", "README.md", "thidua"}

    assert expected <= {name.split("/")[0] for name in tracked_files()}


def test_no_tracked_file_fetches_packages_from_a_named_index():
    """Nobody's mirror stands in the repository."""
    named = [
        name
        for name in tracked_files()
        if not name.endswith(".lock") and name != "tests/test_environment.py"
        if re.search(rb"--(extra-)?index-url|pypi\.org/simple", (REPOSITORY / name).read_bytes())
    ]

    assert named == []
