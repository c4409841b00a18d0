"""The set of a half-year meeting: eleven editions in four formats against their notebooks under plain papermill.

Run with `python benchmarks/half_year.py [repetitions]`. Both use two processes and are taken in turn. Then the cells of
the district notebook in a process that has the libraries imported, and one chart against matplotlib drawing it bare.
"""

from __future__ import annotations

import cProfile
import io
import pstats
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from contextlib import redirect_stdout
from pathlib import Path

REPOSITORY = Path(__file__).parent.parent
sys.path.insert(0, str(REPOSITORY))

from matplotlib.figure import Figure  # noqa: E402  the path is set just above

from benchmarks.build import copy_project  # noqa: E402  the path is set just above
from thidua.run.plan import Edition, plan_editions  # noqa: E402

DATASET, PERIOD = "illustrative", "2023-H1"
JOBS = 2

PLAIN = """
import sys, papermill
for job in sys.stdin.read().splitlines():
    notebook, out, *given = job.split("|")
    papermill.execute_notebook(notebook, out, dict(zip(given[::2], given[1::2])), progress_bar=False, cwd="notebooks")
"""


def ours(root: Path) -> float:
    """Seconds of our runner for the whole set, all formats, nothing there yet."""
    command = [sys.executable, str(REPOSITORY / "run_reports.py"), "build", "--jobs", str(JOBS)]
    began = time.perf_counter()
    subprocess.run([*command, "--dataset", DATASET, "--period", PERIOD], cwd=root, check=True, capture_output=True)
    return time.perf_counter() - began


def plain_papermill(root: Path, editions: list[Edition]) -> float:
    """Seconds of the same notebooks in as many processes that call papermill one after the other."""
    jobs: list[list[str]] = [[] for _ in range(JOBS)]
    for number, edition in enumerate(editions):
        given = [word for pair in edition.parameters.items() for word in pair]
        jobs[number % JOBS].append("|".join([f"notebooks/{edition.notebook.name}", f"plain-{number}.ipynb", *given]))
    began = time.perf_counter()
    running = [
        subprocess.Popen([sys.executable, "-c", PLAIN], cwd=root, stdin=subprocess.PIPE, text=True) for _ in jobs
    ]
    for process, lines in zip(running, jobs, strict=True):
        assert process.stdin is not None
        process.stdin.write("\n".join(lines))
        process.stdin.close()
    if any(process.wait() for process in running):
        raise SystemExit("papermill failed")
    return time.perf_counter() - began


def cells_of(edition: Edition) -> Callable[[], None]:
    """The code cells of an edition's notebook as one call in this process, outputs rendered as Jupyter would."""
    from IPython.core.interactiveshell import InteractiveShell
    from nbformat import read

    cells = [cell.source for cell in read(edition.notebook, as_version=4).cells if cell.cell_type == "code"]
    given = "\n".join(f"{name} = {value!r}" for name, value in edition.parameters.items())

    def run() -> None:
        shell = InteractiveShell()
        with redirect_stdout(io.StringIO()):  # the display hook renders each result, and prints it
            for source in (cells[0], given, *cells[1:]):
                shell.run_cell(source).raise_error()

    return run


def seconds(call: Callable[[], object], repetitions: int) -> list[float]:
    """Wall time of each of several calls, after one that warms up."""
    call()
    taken = []
    for _ in range(repetitions):
        began = time.perf_counter()
        call()
        taken.append(time.perf_counter() - began)
    return taken


def tell(name: str, values: list[float], *, unit: str = "s") -> None:
    """One line: median, smallest and largest."""
    print(f"{name:46} {statistics.median(values):7.3f} {unit}  ({min(values):.3f} to {max(values):.3f})")


def sets(repetitions: int) -> None:
    """The whole set, ours and plain papermill in turn."""
    mine, plain = [], []
    for _ in range(repetitions):
        with tempfile.TemporaryDirectory() as folder:
            root = copy_project(Path(folder))
            editions = plan_editions(root, dataset=DATASET, period=PERIOD)
            # The inbox is read once before: both work on the same snapshot.
            print(f"{len(editions)} editions, snapshot {editions[0].dataset.facts.snapshot.name[:12]}")
            plain.append(plain_papermill(root, editions))
            mine.append(ours(root))
    tell("run_reports.py build, four formats", mine)
    tell("plain papermill, notebooks only", plain)
    tell("ours / plain", [a / b for a, b in zip(mine, plain, strict=True)], unit=" ")


def district(repetitions: int) -> None:
    """The cells of one district's notebook, and where their time goes."""
    edition = plan_editions(REPOSITORY, dataset=DATASET, period=PERIOD, unit="huyen-ba-be", kind="district")[0]
    run = cells_of(edition)
    tell("cells of the district notebook, warm", seconds(run, repetitions))
    profile = cProfile.Profile()
    profile.runcall(run)
    pstats.Stats(profile).sort_stats("cumulative").print_stats("thidua", 18)


def chart(repetitions: int) -> None:
    """Eight dots with intervals by the form of the reports, against matplotlib drawing the same bare."""
    from thidua.present.drawing.dots import Dot, dots_svg
    from thidua.present.numbers import write_number

    values = [0.4 + 0.05 * number for number in range(8)]
    labels = [f"Huyện thứ {number}" for number in range(8)]
    dots = [Dot(label, value, value * 0.8, value * 1.2) for label, value in zip(labels, values, strict=True)]

    def bare() -> str:
        figure = Figure(figsize=(165 / 25.4, 55 / 25.4))
        axes = figure.subplots()
        for at, value in enumerate(values):
            axes.plot([value * 0.8, value * 1.2], [at, at])
            axes.plot(value, at, "o")
            axes.text(value * 1.25, at, write_number(value, decimals=1))
        axes.set_yticks(range(len(labels)), labels)
        axes.axvline(0.5)
        buffer = io.StringIO()
        figure.savefig(buffer, format="svg")
        return buffer.getvalue()

    ours_taken = seconds(lambda: dots_svg(dots, write=lambda value: write_number(value, decimals=1)), repetitions)
    bare_taken = seconds(bare, repetitions)
    tell("one chart", ours_taken)
    tell("the same, bare matplotlib", bare_taken)
    tell("ours / bare", [a / b for a, b in zip(ours_taken, bare_taken, strict=True)], unit=" ")


if __name__ == "__main__":
    asked = int(sys.argv[1]) if len(sys.argv) > 1 else 3
    sets(asked)
    district(3 * asked)
    chart(5 * asked)
