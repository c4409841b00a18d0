"""What several tests share: throw-away projects, and the published editions built once."""

from __future__ import annotations

import csv
import os
import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import hypothesis
import nbformat
import pytest
from filelock import FileLock
from nbformat.v4 import new_code_cell, new_notebook

from thidua.facts.columns import COLUMNS
from thidua.facts.dataset import dataset_names, open_dataset
from thidua.present.language import write_in
from thidua.registry.territory import current, use
from thidua.run.build import build_edition
from thidua.run.plan import Edition, plan_editions
from thidua.run.several import build_editions

REPOSITORY = Path(__file__).parent.parent

collect_ignore = ["left_out"]

# The command answers in English, whatever the system of whoever runs the tests speaks; `test_speech` asks for others.
os.environ["LC_ALL"] = "C.UTF-8"

if "CI" not in os.environ:
    # No test is about time, on a busy machine least of all; Hypothesis' own profile for CI says so already.
    hypothesis.settings.register_profile("untimed", deadline=None)
    hypothesis.settings.load_profile("untimed")


RUNTIME = "JUPYTER_RUNTIME_DIR"
"""Where kernels have their sockets: for a run of the tests a folder of its own, gone with what killed ones leave."""


def pytest_configure(config: pytest.Config) -> None:
    """Give this run its folder; its name is short, as those of sockets must be."""
    if not hasattr(config, "workerinput"):  # a process of pytest-xdist is told by the one that started it
        os.environ[RUNTIME] = tempfile.mkdtemp(prefix="thidua-")


def pytest_unconfigure(config: pytest.Config) -> None:
    """Take the folder away."""
    if not hasattr(config, "workerinput"):
        shutil.rmtree(os.environ.pop(RUNTIME), ignore_errors=True)


@pytest.fixture(autouse=True)
def language_and_territory_of_its_own() -> Iterator[None]:
    """A test that opens an English report, or one of another province, leaves no other test there."""
    before = current()
    yield
    write_in("vi")
    use(before)


@pytest.fixture
def lifted_limit() -> Iterator[None]:
    """Another library has lifted the limit of cells of CSV files, which is the whole process's."""
    before = csv.field_size_limit(2**31 - 1)
    yield
    csv.field_size_limit(before)


@pytest.hookimpl(tryfirst=True)
def pytest_pyfunc_call() -> None:
    """Let kernels of all tests come from one prepared process.

    pytest writes the name of the test at hand into the environment, and one is prepared for each environment; nor does
    a kernel that finds that name keep what its commands print.
    """
    os.environ.pop("PYTEST_CURRENT_TEST", None)


@pytest.hookimpl(tryfirst=True)
def pytest_fixture_setup() -> None:
    """The same for what fixtures build."""
    os.environ.pop("PYTEST_CURRENT_TEST", None)


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Say of each test which group it is of, so that a group is run by one process and builds what it shares once.

    pytest-xdist 3.8 writes it where pytest from 9.2 on does not read it (see findings/xdist-groups-are-ignored.sh): all
    processes would build for all groups.

    After the groups come the long tests that are of none: one that came last would keep one process at work while the
    others have nothing left.
    """
    if not getattr(config.option, "loadgroup", False):
        return
    items.sort(key=lambda item: not is_long_alone(item))
    for item in items:
        group = "_".join(sorted({str(mark.args[0]) for mark in item.iter_markers("xdist_group")}))
        if group and item.parent is not None and not item.nodeid.endswith(f"@{group}"):
            item._id = item.parent.id.child(f"{item.name}@{group}")


def is_long_alone(item: pytest.Item) -> bool:
    """Whether a test takes long and is of no group."""
    return item.get_closest_marker("long") is not None and item.get_closest_marker("xdist_group") is None


ORDINARY_FACT = {
    "unit": "huyen-ba-be",
    "period": "2020",
    "authority": "district_chair",
    "award": "GKH",
    "award_label": "Giấy khen",
    "recipient_kind": "individual",
    "status": "awarded",
    "count": "7",
    "count_unit": "recipient",
    "source": "tự viết",
    "quote": "Giấy khen cho 07 cá nhân",
}
"""Seven people of Ba Bể commended by their district in 2020."""


@dataclass(frozen=True)
class Project:
    """A project of its own in an empty folder: tests write its data and notebooks, and run the real runner on it."""

    root: Path

    def write_facts(self, *rows: dict[str, str], dataset: str = "thu") -> Path:
        """A facts file whose rows say only what differs from one ordinary fact."""
        lines = [",".join(COLUMNS)]
        for number, row in enumerate(rows, start=1):
            cells = {"fact_id": f"f-{number}", **ORDINARY_FACT, **row}
            lines.append(",".join(f'"{cells.get(column, "")}"' for column in COLUMNS))
        path = self.root / "data" / dataset / "facts.csv"
        path.write_text("\n".join(lines) + "\n", encoding="utf-8")
        return path

    def write_notebook(self, *cells: str, name: str = "thu") -> Path:
        """A notebook of these code cells, after a parameters cell that declares the usual three."""
        parameters = new_code_cell('dataset = "thu"\nunit = "huyen-ba-be"\nperiod = "2020"')
        parameters.metadata["tags"] = ["parameters"]
        notebook = new_notebook(cells=[parameters, *(new_code_cell(source) for source in cells)])
        notebook.metadata["kernelspec"] = {"name": "python3", "display_name": "Python 3", "language": "python"}
        path = self.root / "notebooks" / f"{name}.ipynb"
        nbformat.write(notebook, path)
        return path

    def edition(self) -> Edition:
        """The one edition that the project declares."""
        return plan_editions(self.root)[0]


def write_project(root: Path) -> Project:
    """A project with one dataset, one report and one edition of Ba Bể district in 2020."""
    (root / "data" / "thu").mkdir(parents=True)
    (root / "notebooks").mkdir()
    (root / "reports.toml").write_text(
        '[reports.thu]\ntitle = "Thử"\nnotebook = "thu"\nrequires = ["loi"]\ncell_timeout_seconds = 20\n',
        encoding="utf-8",
    )
    (root / "data" / "thu" / "dataset.toml").write_text(
        'title = "Số liệu thử"\nsource = "bài thử"\nbasis = "administrative"\n'
        '[[editions]]\nkind = "thu"\nunit = "huyen-ba-be"\nperiod = "2020"\n',
        encoding="utf-8",
    )
    made = Project(root)
    made.write_facts({})
    made.write_notebook('from thidua.present.part import prose\nprose("loi", "Một câu.")')
    return made


@pytest.fixture
def project(tmp_path: Path) -> Project:
    """The same for one test."""
    return write_project(tmp_path)


@pytest.fixture(scope="session")
def built_once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of such a project whose edition was built, in all formats."""

    def make(root: Path) -> None:
        outcome = build_edition(write_project(root).edition())
        assert (outcome.state, outcome.reason) == ("ready", "")

    return made_once(tmp_path_factory, "built-once", make)


@pytest.fixture
def built(built_once: Path, tmp_path: Path) -> Project:
    """A copy of it for one test: the build that a test begins with need not be its own."""
    shutil.copytree(built_once, tmp_path, dirs_exist_ok=True)
    return Project(tmp_path)


@cache
def read_inboxes() -> None:
    """Read the repository's workbooks once, before they are copied: no copy opens them all again."""
    for name in dataset_names(REPOSITORY):
        assert open_dataset(name, REPOSITORY).facts.snapshot


def copy_project(target: Path) -> Path:
    """The repository's data, with what its workbooks were found to say, notebooks and settings in another folder."""
    read_inboxes()
    for name in ("data", "notebooks"):
        shutil.copytree(REPOSITORY / name, target / name, ignore=shutil.ignore_patterns(".ipynb_checkpoints"))
    for name in ("reports.toml", "requirements.lock"):
        shutil.copy(REPOSITORY / name, target / name)
    return target


@contextmanager
def shared_folder(tmp_path_factory: pytest.TempPathFactory, name: str) -> Iterator[Path]:
    """Where one of the test processes makes what all use; while one does, the others wait. It need not exist."""
    is_alone = os.environ.get("PYTEST_XDIST_WORKER") is None
    shared = tmp_path_factory.getbasetemp() if is_alone else tmp_path_factory.getbasetemp().parent
    with FileLock(shared / f"{name}.lock"):
        yield shared / name


def made_once(tmp_path_factory: pytest.TempPathFactory, name: str, make: Callable[[Path], object]) -> Path:
    """A folder that the first of the test processes to need it makes, for all to copy."""
    with shared_folder(tmp_path_factory, name) as root:
        done = root.with_suffix(".done")
        if not done.exists():
            # What another began and could not end is in the way.
            shutil.rmtree(root, ignore_errors=True)
            make(root)
            done.touch()
    return root


@contextmanager
def shared_project(tmp_path_factory: pytest.TempPathFactory, name: str) -> Iterator[Path]:
    """One copy of the repository's data for all test processes; while one builds in it, the others wait."""
    with shared_folder(tmp_path_factory, name) as root:
        yield root if root.exists() else copy_project(root)


def jobs() -> int:
    """How many editions are built at once: one beside other processes of the tests, which has imported all already."""
    return 2 if os.environ.get("PYTEST_XDIST_WORKER") is None else 1


@pytest.fixture(scope="session")
def published(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Edition]:
    """Every edition of data/published, built once, by its name without the dataset ("2020/tinh-bac-kan/province")."""
    with shared_project(tmp_path_factory, "published") as root:
        editions = plan_editions(root, dataset="published")
        failures = [outcome.reason for outcome in build_editions(editions, jobs=jobs()) if outcome.reason]
    assert not failures
    return {str(edition).removeprefix("published/"): edition for edition in editions}
