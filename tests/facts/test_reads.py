"""What is read of a dataset is noted, all of it, and that is all it takes to tell whether a report would be another."""

from __future__ import annotations

import ast
import os
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pandas as pd
import pyarrow as pa
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

import thidua
from tests.facts.test_query import WHOLE_YEAR, ask, decisions
from thidua.facts.answers import Answers
from thidua.facts.dataset import open_dataset
from thidua.facts.query import Facts
from thidua.facts.reads import NOTES, AskedTwiceError, _told, ask_again, digest, note, question, read_notes
from thidua.registry import Period, get_unit

PACKAGE = Path(thidua.__file__).parent
BA_BE, NA_RI, PROVINCE = (get_unit(one) for one in ("huyen-ba-be", "huyen-na-ri", "tinh-bac-kan"))
YEAR = Period.parse("2021")


@contextmanager
def noted(folder: Path) -> Iterator[Path]:
    """Reads are noted in a file for as long as the block runs."""
    notes = folder / "reads.jsonl"
    notes.unlink(missing_ok=True)
    os.environ[NOTES] = str(notes)
    try:
        yield notes
    finally:
        del os.environ[NOTES]


def asked(notes: Path) -> dict[str, str]:
    """The questions that were noted, of whichever dataset, with the digests of their answers."""
    return {one: answered for of in (read_notes(notes) or {}).values() for one, answered in of.items()}


# What is noted


def test_what_a_question_was_answered_is_noted_once_with_its_digest(tmp_path: Path):
    """The digest is of the answer that was handed out, not of one that was read a second time."""
    facts = ask(tmp_path, *decisions(3))

    with noted(tmp_path) as notes:
        first, second = facts.register("models", BA_BE, YEAR), facts.register("models", BA_BE, YEAR)

    assert asked(notes) == {"register models huyen-ba-be 2021": digest(first)}
    assert digest(second) == digest(first)
    assert len(notes.read_text(encoding="utf-8").splitlines()) == 1


def test_a_report_on_one_district_reads_nothing_of_another(tmp_path: Path):
    """Eight districts send in one week: the file of one makes no report on the others anew."""
    facts = facts_of(tmp_path, [*decisions(2), *decisions(2, unit=NA_RI.id)], [])

    with noted(tmp_path) as notes:
        told(facts, BA_BE.id, "2021")

    assert {one for one in asked(notes) if NA_RI.id in one or "*" in one} == set()


def test_a_province_reads_each_unit_below_it_by_itself(tmp_path: Path):
    """So it is known which of them made its report anew."""
    facts = ask(tmp_path, *decisions(2), *decisions(2, unit=NA_RI.id))

    with noted(tmp_path) as notes:
        facts.of(PROVINCE, YEAR)

    assert {f"counts {one.id} 2021" for one in (BA_BE, NA_RI, PROVINCE)} <= set(asked(notes))


def test_whoever_asks_for_the_files_themselves_has_read_all_of_them(tmp_path: Path):
    """A notebook of one's own may open a table by its path: nobody sees what it reads there."""
    facts = ask(tmp_path, *decisions(2))

    with noted(tmp_path) as notes:
        folder = facts.snapshot

    assert asked(notes) == {"everything": digest(folder.name)}


def test_words_people_and_editions_are_read_of_a_dataset_as_facts_are(project, tmp_path: Path):
    """They stand beside the snapshot, and change without it."""
    with noted(tmp_path) as notes:
        dataset = open_dataset("thu", project.root)
        dataset.commentary(BA_BE, YEAR)
        dataset.people([BA_BE.id])
        dataset.declared_around(BA_BE, YEAR)
        assert dataset.as_of == dataset.today

    assert [one.partition(" ")[0] for one in asked(notes)] == ["day", "people_of", "said", "words", "years_declared"]


def test_an_answer_given_before_reads_were_noted_is_refused(tmp_path: Path):
    """What was made of it is kept by now, and would be told without being read again."""
    facts = ask(tmp_path, *decisions(2))
    facts.of(BA_BE, YEAR)

    with noted(tmp_path), pytest.raises(RuntimeError, match="open it anew"):
        facts.of(NA_RI, YEAR)


def test_two_answers_to_one_question_within_a_run_are_told(tmp_path: Path):
    """A file that was saved between two cells: the report may tell either."""
    with noted(tmp_path) as notes:
        note("thu", "words huyen-ba-be 2021", b"mot")
        note("thu", "words huyen-ba-be 2021", b"hai")

    with pytest.raises(AskedTwiceError, match="words huyen-ba-be 2021"):
        read_notes(notes)


def test_nothing_noted_means_that_nobody_knows_what_was_read(tmp_path: Path):
    """A notebook that opens no dataset of ours may read anything: that is not the same as reading nothing."""
    assert read_notes(tmp_path / "none.jsonl") is None


# That nothing can be read without being noted


def test_a_class_of_answers_with_a_read_that_is_no_question_cannot_be_made():
    """The next table that a chapter wants is added here, by somebody who has not read this file."""
    with pytest.raises(TypeError, match=r"Shorter\.all_rows is no question"):

        class Shorter(Answers):
            def all_rows(self) -> list[Any]:
                return list(self._tables.values("facts", ("unit",)))


@pytest.mark.long
def test_tables_are_opened_by_answers_alone():
    """One door, at which everything is noted."""
    inside = {"answers.py", "tables.py", "told.py"}
    users = {
        path.relative_to(PACKAGE).as_posix()
        for path in PACKAGE.rglob("*.py")
        if {"thidua.facts.tables", "thidua.facts.found"} & set(imported_by(path))
    }

    assert users == {f"facts/{name}" for name in inside}


@pytest.mark.long
def test_no_chapter_or_measure_goes_after_the_files_of_a_dataset():
    """A path would lead past the questions."""
    reached = {
        f"{path.relative_to(PACKAGE).as_posix()}: {node.attr}"
        for room in ("present", "measures", "export")
        for path in (PACKAGE / room).rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Attribute) and node.attr in {"snapshot", "current_snapshot", "commentary_path", "today"}
    }
    opened = {
        path.relative_to(PACKAGE).as_posix()
        for room in ("present", "measures")
        for path in (PACKAGE / room).rglob("*.py")
        if {"thidua.facts.snapshot", "thidua.facts.receive", "pyarrow.parquet"} & set(imported_by(path))
    }

    assert (reached, opened) == (set(), set())


def imported_by(path: Path) -> Iterator[str]:
    """The modules that a file imports, wherever in it; those that are only types are none."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    typed = {
        id(each)
        for node in ast.walk(tree)
        if isinstance(node, ast.If) and isinstance(node.test, ast.Name) and node.test.id == "TYPE_CHECKING"
        for each in ast.walk(node)
    }
    for node in ast.walk(tree):
        if id(node) in typed:
            continue
        if isinstance(node, ast.Import):
            yield from (one.name for one in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module


# That equal answers mean an equal report


def told(facts: Facts, unit: str, period: str) -> str:
    """All that a report may print of a unit and period, as one digest."""
    one, of = get_unit(unit), Period.parse(period)
    ground = facts.ground(one, of, of.comparison())
    shown = (
        [facts.of(one, of), facts.rows(one, of), facts.listed(one, of), facts.sources(one, of)],
        [ground.now, ground.before, ground.left_out_now, ground.left_out_before, ground.groups, ground.apart],
        facts.coverage(one, of),
        facts.differing(one, of),
        [facts.register(name, one, of) for name in ("indicators", "models")],
        [str(each) for each in facts.periods_around(one, of)],
        list(facts.sent(None if one.level == "province" else [unit], of)),
        [str(each) for each in facts.wishes([unit], of)],
    )
    return digest(shown)


def answered_now(facts: Facts, questions: dict[str, str]) -> bool:
    """Whether each question that was noted is answered as it was."""
    facts.prepare(questions)
    return all(facts.digest_of(one) == answered for one, answered in questions.items())


UNITS = ("huyen-ba-be", "huyen-na-ri", "tinh-bac-kan")
ROWS = st.fixed_dictionaries(
    {
        "unit": st.sampled_from(UNITS),
        "award": st.sampled_from(["GKH", "LDTT", "BKT"]),
        "authority": st.sampled_from(["district_chair", "province_chair"]),
        "recipient": st.sampled_from(["Nông Văn A", "Hà Thị B"]),
        "decided_on": st.dates(date(2019, 12, 1), date(2021, 12, 31)),
    }
)
STATED = st.fixed_dictionaries(
    {
        "unit": st.sampled_from(UNITS),
        "period": st.sampled_from(["2020", "2021", "2021-H1", "2021-H2"]),
        "award": st.sampled_from(["GKH", "LDTT"]),
        "count": st.integers(0, 3),
        "origin": st.sampled_from(["summary_return", "quotation"]),
        "recipient": st.just(""),
        "decided_on": st.none(),
    }
)
FILES = st.fixed_dictionaries(
    {
        "file": st.sampled_from(["a.xlsx", "b.xlsx", "c.xlsx"]),
        "unit": st.sampled_from(UNITS),
        "sender": st.sampled_from(["", *UNITS]),
        "state": st.sampled_from(["accepted", "rejected"]),
        "tells": st.sampled_from(["HUYEN:huyen-ba-be", "TINH:huyen-na-ri HUYEN:huyen-na-ri", "TINH:tinh-bac-kan"]),
        "first_day": st.just(WHOLE_YEAR["first_day"]),
        "last_day": st.sampled_from([WHOLE_YEAR["last_day"], date(2021, 6, 14)]),
        "received_on": st.just(date(2021, 12, 20)),
        "period": st.sampled_from(["", "2021"]),
    }
)
Sent = tuple[list[dict[str, Any]], list[dict[str, Any]]]
"""Rows of facts, and files."""
SENT = st.tuples(st.lists(st.one_of(ROWS, STATED), max_size=6), st.lists(FILES, max_size=3))
ALWAYS = {
    "file": "z.xlsx",
    "unit": "huyen-na-ri",
    "sender": "",
    "state": "accepted",
    "tells": "",
    "period": "2018",
    "first_day": date(2017, 12, 15),
    "last_day": date(2018, 12, 14),
    "received_on": date(2018, 12, 20),
}


@pytest.mark.long
@settings(max_examples=5)
@given(before=SENT, change=SENT, keeps=st.integers(0, 6), unit=st.sampled_from(UNITS))
@example(
    ([], []),
    (
        [
            {
                "unit": "huyen-ba-be",
                "recipient": "",
                "award": "GKH",
                "authority": "district_chair",
                "decided_on": date(2021, 3, 1),
            }
        ],
        [],
    ),
    0,
    "huyen-ba-be",
)
def test_while_every_noted_answer_is_the_same_a_report_is_the_same(before, change, keeps, unit):
    """Whatever was sent, and whatever is sent then: no figure changes that an edition would go on showing."""
    assert_same_while_answers_are(before, change, keeps, unit)


@pytest.mark.long
@settings(max_examples=40)
@given(before=SENT, change=SENT, keeps=st.integers(0, 6), unit=st.sampled_from(UNITS))
def test_of_many_more_that_are_sent_the_same_holds(before, change, keeps, unit):
    """The few of every run meet few of the ways in which two rows bear upon each other."""
    assert_same_while_answers_are(before, change, keeps, unit)


def assert_same_while_answers_are(before: Sent, change: Sent, keeps: int, unit: str) -> None:
    """A report says the same over what was sent first and later, wherever what it asked is answered the same."""
    with TemporaryDirectory() as name:
        folder = Path(name)
        first = facts_of(folder / "mot", *before)
        with noted(folder) as notes:
            said = told(first, unit, "2021")
        questions = asked(notes)
        later = [*before[0][:keeps], *change[0]], [*before[1][: keeps // 2], *change[1]]

        again = told(facts_of(folder / "hai", *later), unit, "2021")

        if answered_now(facts_of(folder / "hai", *later), questions):
            assert again == said
        # What nothing was changed of is answered the same, by another process's objects as well.
        assert answered_now(facts_of(folder / "mot", *before), questions)


@pytest.mark.long
@settings(max_examples=8)
@given(rows=st.lists(ROWS, max_size=5), other=ROWS, day=st.dates(date(2015, 1, 1), date(2018, 6, 1)))
def test_a_row_of_another_district_and_year_changes_no_answer(rows, other, day):
    """Nothing is built anew for what nobody reads."""
    with TemporaryDirectory() as name:
        folder = Path(name)
        with noted(folder) as notes:
            told(facts_of(folder / "mot", rows, []), "huyen-ba-be", "2021")
        more = {**other, "unit": "huyen-na-ri", "decided_on": day}

        assert answered_now(facts_of(folder / "hai", [*rows, more], []), asked(notes))


def facts_of(folder: Path, rows: list[dict[str, Any]], files: list[dict[str, Any]]) -> Facts:
    """The facts of these rows and files, and of one file that says nothing."""
    named = [{**ALWAYS, **file, "file": f"{number} {file['file']}"} for number, file in enumerate([ALWAYS, *files])]
    findings = pa.table({"file": [one["file"] for one in named], "rule": ["V02"] * len(named)})
    return ask(folder / "data" / "thu" / "snapshots", *rows, files=named, findings=findings, repairs=findings)


def test_digests_tell_kinds_and_order_apart_but_not_how_a_set_lies():
    """A digest that changed from process to process would make everything anew each time."""
    assert digest(("a", "b")) != digest(("b", "a"))
    assert digest(frozenset({"a", "b"})) == digest(frozenset({"b", "a"}))
    assert (
        len({digest(1), digest("1"), digest(None), digest(True), digest(date(2021, 1, 1)), digest("2021-01-01")}) == 6
    )


def test_digests_tell_any_two_columns_of_a_frame_apart():
    """A text that moves to the next row, is missing instead of empty, or a day that is not known, is another answer."""
    texts = [["ab", "c"], ["a", "bc"], ["", "abc"], [None, "abc"], ["abc", None], ["abc", ""], ["abc"]]
    days = [["2021-01-01", None], [None, "2021-01-01"], ["2021-01-01", "2021-01-01"]]
    numbers = [[1, None], [None, 1], [0, 1]]
    frames = [
        *(pd.DataFrame({"said": pd.array(one, dtype="str")}) for one in texts),
        *(pd.DataFrame({"said": pd.to_datetime(pd.Series(one))}) for one in days),
        *(pd.DataFrame({"said": pd.array(one, dtype="Int64")}) for one in numbers),
        pd.DataFrame({"other": pd.array(texts[0], dtype="str")}),
    ]
    assert len({digest(frame) for frame in frames}) == len(frames)
    assert digest(frames[0]) == digest(frames[0].iloc[[1, 0]].iloc[[1, 0]].copy())


@pytest.mark.parametrize(("kind", "values"), [("Int64", [3, None, 0]), ("boolean", [True, None, False]), ("Int64", [])])
def test_numbers_and_truths_are_told_as_plain_values(kind: str, values: list[Any]):
    """Whatever pandas calls what is missing, the digests that editions keep stay what they are."""
    frame = pd.DataFrame({"count": pd.array(values, dtype=kind)})

    assert "".join(_told(frame)) == f"[count {kind} {len(values)}]{values!r}"


def test_a_question_is_asked_in_words_alone():
    """So it can be written down, and asked again of another snapshot."""

    class Small:
        dataset_name = "thu"

        @question
        def of(self, unit: str, file: str) -> str:
            return f"{unit} {file}"

    assert Small().of("a", "b c.xlsx") == "a b c.xlsx"
    assert ask_again(Small(), "of a b c.xlsx") == digest("a b c.xlsx")
