"""A cell prints no flood: neither our memory nor the time of the others is spent on it."""

from __future__ import annotations

import sys
import time
from pathlib import Path

import pytest
from nbformat.v4 import output_from_msg

from tests.conftest import Project
from thidua.errors import NotebookError
from thidua.run.build import build_edition
from thidua.run.executing.execute import execute_notebook
from thidua.run.executing.mark import Run
from thidua.run.executing.output import (
    MAX_LETTERS,
    MAX_LINES,
    MAX_OUTPUTS,
    CellOutput,
    TooMuchOutputError,
    letters,
    usual_output,
)

GOOD = 'from thidua.present.part import prose\nprose("loi", "Một câu.")'
ENOUGH_MEMORY = 300 * 2**20
"""For the libraries that a first notebook imports, and less than a huge string has."""


def stream(text: str) -> dict[str, object]:
    """What a kernel says when a cell prints."""
    return {"msg_type": "stream", "content": {"name": "stdout", "text": text}, "buffers": []}


def shown(value: object, kind: str = "display_data") -> dict[str, object]:
    """What a kernel says when a cell shows something."""
    return {"msg_type": kind, "content": {"data": {"text/plain": value}, "metadata": {}}, "buffers": []}


FLOODS = {
    "for ever": (
        "while True: print('x')",
        f"printed more than {MAX_LINES:,} lines; print less",
    ),
    "a huge string": (
        "print('x' * 400_000_000)",
        "printed more than 8 MB; print less",
    ),
    "a huge string, and then another line": (
        "import time\nprint('x' * 40_000_000, flush=True)\ntime.sleep(0.3)\nprint('y', flush=True)\ntime.sleep(0.1)",
        "printed more than 8 MB; print less",
    ),
    "a million displays": (
        "from IPython.display import display\nfor number in range(1_000_000): display(number)",
        f"printed more than {MAX_OUTPUTS:,} outputs; print less",
    ),
    "a huge repr": (
        "'x' * 400_000_000",
        "printed more than 8 MB; print less",
    ),
    "a huge error": (
        "raise ValueError('x' * 400_000_000)",
        "printed more than 8 MB; print less",
    ),
    "updates of one display": (
        "from IPython.display import display\nshown = display(0, display_id=True)\n"
        "for number in range(1_000_000): shown.update(number)",
        f"printed more than {MAX_OUTPUTS:,} outputs; print less",
    ),
    "a command": (
        "import os\nos.system('seq 20000')",
        f"printed more than {MAX_LINES:,} lines; print less",
    ),
    "a thread of an earlier cell": (
        "import threading, time\ndef talk():\n    while True: print('y')\n"
        "threading.Thread(target=talk, daemon=True).start()\ntime.sleep(60)",
        f"printed more than {MAX_LINES:,} lines; print less",
    ),
}
FAST = ("for ever", "a huge string, and then another line")


@pytest.mark.long
@pytest.mark.parametrize(
    "name", [pytest.param(name, marks=() if name in FAST else pytest.mark.long) for name in FLOODS]
)
@pytest.mark.skipif(sys.platform == "win32", reason="asks the system for the memory that was used, and for `seq`")
def test_cell_that_prints_a_flood_fails_in_one_line_and_is_not_kept_in_memory(project: Project, name: str):
    """A loop without an end filled the disk of the office once it was forgotten in a notebook over night."""
    import resource

    cell, words = FLOODS[name]
    project.write_notebook(GOOD, cell, GOOD)
    settings = project.root / "reports.toml"
    settings.write_text(settings.read_text(encoding="utf-8").replace("= 20", "= 120"), encoding="utf-8")
    # The most that this process ever held, in units of 1.024 bytes.
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss

    outcome = build_edition(project.edition())

    assert (outcome.state, outcome.reason) == ("failed", f"code cell [4] {words}")
    assert outcome.evidence is not None
    assert outcome.evidence.stat().st_size < 2 * MAX_LETTERS
    assert (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) * 1024 < ENOUGH_MEMORY


@pytest.mark.long
def test_cell_that_prints_much_but_not_too_much_is_kept_whole(project: Project, tmp_path: Path):
    """Twenty times the largest chart of our own editions is no flood."""
    notebook = project.write_notebook(
        f"print('x' * {MAX_LETTERS - 200_000})\nfor number in range({MAX_LINES - 10}): print(number)"
    )

    executed = execute_notebook(notebook, tmp_path / "executed.ipynb", {}, run=Run.here(project.root), cell_timeout=120)

    text = "".join(output["text"] for output in executed.cells[-1].outputs)
    assert text.splitlines()[1:] == [str(number) for number in range(MAX_LINES - 10)]
    assert len(text.splitlines()[0]) == MAX_LETTERS - 200_000


@pytest.mark.long
def test_receiving_what_a_cell_shows_takes_of_its_seconds(project: Project, monkeypatch: pytest.MonkeyPatch):
    """A cell that is done in an instant and is received for minutes holds up the set as one that computes does."""

    def add_slowly(self: CellOutput, message: object) -> None:
        time.sleep(1)

    monkeypatch.setattr(CellOutput, "add", add_slowly)
    settings = project.root / "reports.toml"
    settings.write_text(settings.read_text(encoding="utf-8").replace("= 20", "= 8"), encoding="utf-8")
    project.write_notebook("from IPython.display import display\nfor number in range(900): display(number)", GOOD)

    outcome = build_edition(project.edition())

    assert outcome.reason == "code cell [3] took longer than 8 seconds"
    assert outcome.seconds < 100


def test_letters_are_counted_wherever_a_message_holds_them():
    """A table travels as rows of a list in a dictionary, a chart as one long text."""
    assert letters({"data": {"text/html": "<p>", "a": [{"b": "cd"}, 7, None]}}) == 4 + 9 + 3 + 1 + 1 + 2 + 1 + 1


@pytest.mark.parametrize(
    ("messages", "words"),
    [
        ([stream("x" * MAX_LETTERS)], "8 MB"),
        ([shown("x" * (MAX_LETTERS // 2))] * 2, "8 MB"),
        ([{**shown("x"), "buffers": [b"x" * MAX_LETTERS]}], "8 MB"),
        ([stream("\n" * (MAX_LINES // 2 + 1))] * 2, "10,000 lines"),
        ([shown(1)] * (MAX_OUTPUTS + 1), "1,000 outputs"),
        ([shown(1, "update_display_data")] * (MAX_OUTPUTS + 1), "1,000 outputs"),
        ([{**shown(1, "comm_msg")}] * (MAX_OUTPUTS + 1), "1,000 outputs"),
    ],
)
def test_what_is_too_much_is_said_with_its_limit(messages, words):
    """Whoever wrote the notebook learns how much it may be."""
    printed = CellOutput()
    for message in messages[:-1]:
        printed.add(message)

    with pytest.raises(TooMuchOutputError, match=f"^printed more than {words}; print less$") as problem:
        printed.add(messages[-1])
    assert isinstance(problem.value, NotebookError)


def test_as_much_as_is_allowed_is_allowed():
    """The limit itself is not over the limit."""
    printed = CellOutput()
    for _ in range(MAX_OUTPUTS):
        printed.add(shown("x"))
    printed.add(stream("\n" * MAX_LINES))
    printed.add({"msg_type": "status", "content": {"execution_state": "idle"}, "buffers": []})

    assert (printed.outputs, printed.lines) == (MAX_OUTPUTS, MAX_LINES)


def said(kind: str, **content: object) -> dict[str, object]:
    """What a kernel says, with its kind where nbformat looks for it as well."""
    return {"msg_type": kind, "header": {"msg_type": kind}, "content": content}


def kinds(value: object) -> object:
    """The kinds of objects that a value is made of."""
    if isinstance(value, dict):
        return type(value), {key: kinds(each) for key, each in value.items()}
    return (type(value), [kinds(each) for each in value]) if isinstance(value, list) else type(value)


@pytest.mark.parametrize(
    "message",
    [
        said("display_data", data={"text/plain": "một", "image/svg+xml": "<svg/>"}, metadata={"text/plain": {"a": 1}}),
        said("display_data", data={}, metadata={}, transient={"display_id": "x"}),
        said("execute_result", data={"text/html": "<p>", "application/json": "x"}, metadata={}, execution_count=3),
        said("display_data", data={"text/plain": "một", "application/json": [{"a": [None, 1.5, True]}]}, metadata={}),
        said(
            "execute_result",
            data={"text/plain": "một", "application/vnd.dataresource+json": {"data": [{"xã": 1}], "schema": {"a": {}}}},
            metadata={},
            execution_count=4,
        ),
    ],
)
def test_usual_outputs_are_those_that_nbformat_makes(message):
    """They are not judged by the schema of notebooks one by one, and must come out as if they were."""
    ours, theirs = usual_output(message), output_from_msg(message)

    assert ours == theirs
    assert list(ours) == list(theirs)
    assert kinds(ours) == kinds(theirs)


@pytest.mark.parametrize(
    "message",
    [
        said("display_data", data={"text/plain": 7}, metadata={}),
        said("display_data", data={"text/plain": ["một", "hai"]}, metadata={}),
        said("display_data", data={"text/json": {"a": 1}}, metadata={}),
        said("display_data", data={"application/json-seq": {"a": 1}}, metadata={}),
        said("display_data", data={"text/plain": "một"}, metadata=None),
        said("execute_result", data={"text/plain": "một"}, metadata={}, execution_count=-1),
        said("execute_result", data={"text/plain": "một"}, metadata={}, execution_count=True),
        said("stream", name="stdout", text="một"),
        said("error", ename="E", evalue="", traceback=[]),
    ],
)
def test_other_outputs_are_left_to_nbformat(message):
    """What may be no notebook is judged."""
    assert usual_output(message) is None
