"""Five files say what is installed; they must say the same, and no file may say from where."""

from __future__ import annotations

import re
import subprocess
import tomllib
from importlib import metadata
from importlib.resources import files
from itertools import chain
from pathlib import Path

import pytest
import yaml
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from tests.conftest import REPOSITORY
from tests.facts.test_reads import imported_by

PROJECT = tomllib.loads((REPOSITORY / "pyproject.toml").read_text(encoding="utf-8"))["project"]
EXTRAS = {
    "requirements.lock": (),
    "requirements-lab.lock": ("lab", "build"),
    "requirements-dev.lock": ("lab", "build", "cluster", "dev"),
}
"""What a server needs, what the desk adds, and all that we test with."""


def text_of(lock: str) -> str:
    return (REPOSITORY / lock).read_text(encoding="utf-8")


def locked(lock: str) -> list[Requirement]:
    """The exact versions that a lock names, each with the systems and Pythons that it is for."""
    lines = re.findall(r"^([A-Za-z0-9._-]+==.*?) *\\?$", text_of(lock), flags=re.MULTILINE)
    return [Requirement(line) for line in lines]


def names(requirements: list[Requirement]) -> set[str]:
    return {canonicalize_name(each.name) for each in requirements}


def asked(lock: str) -> list[Requirement]:
    """What pyproject asks for of what a lock fixes."""
    extras = PROJECT["optional-dependencies"]
    return [
        Requirement(line) for line in [*PROJECT["dependencies"], *(each for x in EXTRAS[lock] for each in extras[x])]
    ]


@pytest.mark.parametrize("lock", EXTRAS)
def test_no_lock_has_messages_packed_otherwise(lock: str):
    """orjson would be taken wherever it is, and rounds large whole numbers that a notebook shows."""
    assert "orjson" not in names(locked(lock))


def test_conda_environment_pins_what_the_desk_has():
    """Conda users, on Windows too, get what everybody gets, to the version."""
    environment = yaml.safe_load((REPOSITORY / "environment.yml").read_text(encoding="utf-8"))
    conda = [entry for entry in environment["dependencies"] if isinstance(entry, str)]
    (pip,) = [entry["pip"] for entry in environment["dependencies"] if isinstance(entry, dict)]

    assert pip[0] == "-e ."
    assert [str(Requirement(line)) for line in pip[1:]] == [str(each) for each in locked("requirements-lab.lock")]
    assert conda == [f"python={PROJECT['requires-python'].removeprefix('>=')}", "pip"]


@pytest.mark.parametrize("lock", EXTRAS)
def test_lock_fixes_every_dependency_inside_its_range(lock):
    """Exact versions of everything that pyproject asks for, within what it asks for."""
    fixed = {(canonicalize_name(each.name), str(one.version)) for each in locked(lock) for one in each.specifier}

    for requirement in asked(lock):
        versions = [version for name, version in fixed if name == canonicalize_name(requirement.name)]
        assert versions, requirement
        assert all(requirement.specifier.contains(version) for version in versions), requirement


@pytest.mark.parametrize("lock", EXTRAS)
def test_lock_has_hashes_for_every_package_and_no_address(lock):
    """An index may be a mirror of the reader's own; the hashes make it the same package."""
    blocks = re.split(r"\n(?=[A-Za-z0-9])", text_of(lock).strip())

    assert all("==" in block.splitlines()[0] and "--hash=sha256:" in block for block in blocks)
    assert not re.search(r"https?://|index-url|find-links|file:", text_of(lock))


def test_what_runs_has_the_versions_that_are_tested():
    """The locks are one in another: whoever adds the desk or the tests to an environment installs nothing anew."""
    run, lab, dev = ({(canonicalize_name(one.name), str(one.specifier)) for one in locked(lock)} for lock in EXTRAS)

    assert run < lab < dev


def test_a_server_is_given_no_desk_and_no_browser():
    """Whoever only builds and mails does without JupyterLab, its widgets, a cluster, and all that tests need."""
    desk = {"jupyterlab", "jupyter-server", "ipywidgets", "itables", "distributed", "playwright", "pytest", "mypy"}

    assert names(locked("requirements.lock")) & desk == set()


def test_what_the_package_imports_is_declared():
    """A package that comes with another one goes with it, too."""
    package = Path(str(files("thidua")))
    words = {line.split()[1].split(".")[0] for path in package.rglob("*.py") for line in imports_of(path)}
    distributions = metadata.packages_distributions()
    needed = {canonicalize_name(distributions[word][0]) for word in words if word in distributions} - {"thidua"}
    declared = names(asked("requirements-dev.lock"))

    assert needed - declared == set()
    assert {"numpy", "ipykernel"} <= names(asked("requirements.lock"))


def imports_of(path: Path) -> list[str]:
    """The lines that import something by its whole name."""
    return re.findall(r"^ *(?:import|from) [A-Za-z_]\w*.*$", path.read_text(encoding="utf-8"), flags=re.MULTILINE)


def test_installed_versions_are_those_of_the_lock():
    """The tests speak for the versions that users get."""
    here = {canonicalize_name(one.name): one for one in locked("requirements-dev.lock") if applies(one)}

    for requirement in asked("requirements-lab.lock"):
        name = canonicalize_name(requirement.name)
        assert here[name].specifier.contains(metadata.version(name)), name


def applies(requirement: Requirement) -> bool:
    return requirement.marker is None or requirement.marker.evaluate()


@pytest.mark.long
def test_package_imports_nothing_that_only_developers_have():
    """It would work here, and fail where it is installed."""
    of_developers = names(asked("requirements-dev.lock")) - names(asked("requirements-lab.lock"))
    of_developers -= {canonicalize_name(Requirement(line).name) for line in PROJECT["optional-dependencies"]["cluster"]}
    distributions = {
        module: {canonicalize_name(name) for name in of} for module, of in metadata.packages_distributions().items()
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
