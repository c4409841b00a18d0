"""What programs are told: one object each, of the keys that docs/json.md names; problems and statuses as ever."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import REPOSITORY
from tests.deliver.commands import run_command
from tests.deliver.office import BA_BE, BE, HALF, HOANG, NA_RI, RI, Office
from tests.facts.inboxes import decision_list, person, row, write_workbook
from thidua.cli import cli
from thidua.errors import ConfigError
from thidua.run.record import kept_file
from thidua.speech import speaking

Asked = Callable[..., tuple[dict[str, Any], str, int]]
"""Types a command; gives the object on stdout, what stands on stderr, and the exit status."""

EDITION = {
    "edition": "thu/2022-H1/huyen-ba-be/thu",
    "dataset": "thu",
    "period": "2022-H1",
    "unit": "huyen-ba-be",
    "kind": "thu",
    "lang": "vi",
    "names": False,
}


@pytest.fixture
def ask(posting: Office, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Asked:
    """The command in the office's folder, in this process."""
    monkeypatch.chdir(posting.root)

    def type_(*words: str) -> tuple[dict[str, Any], str, int]:
        status = 0
        try:
            cli.main(list(words), standalone_mode=False)
        except SystemExit as end:
            status = int(str(end.code))
        said = capsys.readouterr()
        return json.loads(said.out), said.err, status

    return type_


def keys(told: object) -> Iterator[str]:
    """Every key of an object and of those in it."""
    if isinstance(told, dict):
        for key, value in told.items():
            yield key
            yield from keys(value)
    elif isinstance(told, list):
        for each in told:
            yield from keys(each)


def test_list_tells_editions_and_their_files(ask: Asked):
    """A script that looks for what is missing reads no columns."""
    told, problems, status = ask("list", "--period", "2022-H1", "--json")

    assert (problems, status) == ("", 0)
    assert told["editions"][0] == {
        **EDITION,
        "unit_name": "huyện Ba Bể",
        "period_label": "6 tháng đầu năm 2022",
        "files": ["docx", "html", "pdf", "xlsx"],
    }
    assert (told["left_out"], told["faults"]) == ([], [])


def declare_commune(office: Office) -> None:
    """A commune of since July 2025 beside the districts, which ended then."""
    path = office.root / "data" / "thu" / "dataset.toml"
    entry = '[[editions]]\nkind = "thu"\nunit = "xa-ba-be-2025"\nperiod = "H1"\n'
    path.write_text(f"{path.read_text(encoding='utf-8')}{entry}", encoding="utf-8")


def test_units_that_are_no_more_are_told(ask: Asked, posting: Office):
    """A set that is smaller than last year's says why."""
    declare_commune(posting)
    told, _, status = ask("list", "--period", "2026-H1", "--json")

    assert status == 0
    assert [each["edition"] for each in told["editions"]] == ["thu/2026-H1/xa-ba-be-2025/thu"]
    assert told["left_out"] == [
        {
            "dataset": "thu",
            "period": "2026-H1",
            "unit": unit,
            "kind": "thu",
            "why": "ended on 30/06/2025",
        }
        for unit in ("huyen-ba-be", "huyen-na-ri")
    ]


def test_status_tells_verdict_release_and_mail(ask: Asked, posting: Office):
    """What a monitor watches: what failed, what waits for a person, what comes next."""
    posting.run("release", "2022-H1", "--unit", "huyen-ba-be", "--by", "Bà Hoàng")
    posting.receive(NA_RI, HALF, 9, on=date(2022, 6, 12), first=date(2022, 3, 1), version=2)
    told, problems, status = ask("status", "--json")

    assert (problems, status) == ("", 0)
    assert told["holder"]["doing"] == "release"
    first, second = told["editions"]
    assert first == {
        **EDITION,
        "verdict": "ready",
        "reason": None,
        "revision": 1,
        "release": "released",
        "decided_revision": 1,
        "sent": 0,
        "withdrawn": None,
        "stale": None,
    }
    assert (second["release"], second["decided_revision"]) == ("waiting", None)
    assert second["stale"].startswith("to be built again, not as when it was built: its data (UBND huyện Na Rì")
    assert [(each["schedule"], each["problem"]) for each in told["coming"]] == [
        ("half-year", "its last_year was 2023; change or leave out last_year in reports.toml"),
        ("year", "its last_year was 2023; change or leave out last_year in reports.toml"),
    ]
    assert (told["public"], told["mail"], told["faults"]) == ([], [], [])


def test_status_tells_who_took_back_what(ask: Asked, posting: Office):
    """A withdrawal is a decision with a name and a reason."""
    posting.run("release", "2022-H1", "--by", "Bà Hoàng")
    posting.run("withdraw", "2022-H1", "--unit", "huyen-ba-be", "--by", "Bà Hoàng", "--why", "gửi lại")
    told, _, _ = ask("status", "--json")

    assert told["editions"][0]["release"] == "withdrawn"
    assert told["editions"][0]["withdrawn"] == {"by": "Bà Hoàng", "why": "gửi lại"}


def test_check_tells_all_that_it_finds(ask: Asked, posting: Office, tmp_path: Path):
    """The screen stops after fifty lines of a file; a program gets all of them."""
    rows = [row(person(number), on=f"{number + 1}/13/2022") for number in range(60)]
    write_workbook(posting.root / "data/thu/inbox/sai.xlsx", decision_list(*rows, unit=BA_BE, period=HALF))
    told, problems, status = ask("check", "--json", "--answer", str(tmp_path / "answers"))

    assert (problems, status) == ("", 1)
    (inbox,) = told["datasets"]
    assert inbox["dataset"] == "thu"
    states = {file["file"]: file["state"] for file in inbox["files"]}
    assert states["sai.xlsx"] == "error"
    (file,) = [file for file in inbox["files"] if file["file"] == "sai.xlsx"]
    assert sum(finding["severity"] == "error" for finding in file["findings"]) >= 60
    assert inbox["answers"]
    assert all(Path(path).is_file() for path in inbox["answers"])


def test_check_of_files_is_of_no_dataset(ask: Asked, posting: Office):
    """A file that somebody has in hand lies in no inbox."""
    (posting.root / "gui.csv").write_text("a,b\n1,2\n", encoding="utf-8")
    told, _, status = ask("check", "gui.csv", "--json")

    assert status == 1
    assert [(each["dataset"], each["files"][0]["file"]) for each in told["datasets"]] == [(None, "gui.csv")]


def test_due_tells_steps_and_mails(ask: Asked, posting: Office):
    """A scheduler of another kind asks what would be done, and decides."""
    posting.run("release", "2022-H1", "--by", "Bà Hoàng")
    told, problems, status = ask("due", "--on", "2022-12-20 18:00", "--dry-run", "--json")

    assert (problems, status) == ("", 0)
    assert told["steps"] == [
        {
            "schedule": "year",
            "step": "render",
            "pack": "thu/2022",
            "at": "2022-12-20T08:00:00+07:00",
            "editions": ["thu/2022/huyen-ba-be/thu", "thu/2022/huyen-na-ri/thu"],
            "left_out": [],
        }
    ]
    assert [step["step"] for step in told["missed"]] == ["remind"]
    assert told["held"] == []


def test_due_tells_mails_that_would_go_and_those_that_are_held(ask: Asked, posting: Office):
    """One file that is damaged holds the mails that need it, and is a problem for a person as well."""
    posting.run("release", "2022-H1", "--by", "Bà Hoàng")
    kept = kept_file(posting.states("2022-H1")["huyen-na-ri"].edition, 1, "pdf")
    kept.unlink()
    kept.write_bytes(b"sua tay")
    told, problems, _ = ask("due", "--on", "2022-06-21", "--dry-run", "--json")

    assert [(mail["recipient"], mail["purpose"], mail["editions"]) for mail in told["mails"]] == [
        (BE, "report", ["thu/2022-H1/huyen-ba-be/thu"])
    ]
    assert [(held["recipient"], held["pack"]) for held in told["held"]] == [
        (HOANG, "thu/2022-H1"),
        (RI, "thu/2022-H1"),
    ]
    assert [line.partition(": ")[2] for line in problems.splitlines()] == [held["why"] for held in told["held"]]


def test_due_with_json_alone_does_nothing(posting: Office, monkeypatch: pytest.MonkeyPatch):
    """Whoever forgets --dry-run meant to look."""
    monkeypatch.chdir(posting.root)
    with pytest.raises(ConfigError, match="--json goes with --dry-run alone"):
        cli.main(["due", "--json"], standalone_mode=False)


@pytest.mark.parametrize("words", [("list",), ("status",), ("check",), ("due", "--dry-run")], ids=" ".join)
def test_a_dataset_that_is_not_in_order_is_told_on_both(words: tuple[str, ...], ask: Asked, posting: Office):
    """The object is there, the line stands on stderr, and the exit status is 1, as without the option."""
    folder = posting.root / "data" / "sai"
    folder.mkdir()
    (folder / "dataset.toml").write_text('title = "Sai"\n', encoding="utf-8")
    given = ("--period", "2022-H1") if words == ("list",) else ()
    told, problems, status = ask(*words, *given, "--json")

    assert status == 1
    assert [fault["dataset"] for fault in told["faults"]] == ["sai"]
    assert problems.startswith(f"error: {told['faults'][0]['problem']}; ")


@pytest.mark.parametrize(
    "words", [("list", "--unit", "Pắc Nạn"), ("status", "--dataset", "khác"), ("check", "không có")], ids=" ".join
)
def test_wrong_use_leaves_stdout_empty(words: tuple[str, ...], posting: Office):
    """Half an object would be read as a whole one."""
    done = run_command(posting.root, (*words, "--json"), posting.environment)

    assert (done.status, done.printed) == (2, "")
    assert done.problems.startswith("error: ")


def test_states_are_the_same_in_every_language(ask: Asked, posting: Office):
    """A script that works at one office works at the next; sentences are for a person."""
    posting.run("release", "2022-H1", "--unit", "huyen-ba-be", "--by", "Bà Hoàng")
    with speaking("vi"):
        vietnamese, _, _ = ask("status", "--json")
    english, _, _ = ask("status", "--json")

    assert vietnamese["editions"] == english["editions"]
    assert vietnamese["holder"] == english["holder"]
    assert vietnamese["notes"] != english["notes"]


def test_page_names_every_key(ask: Asked, posting: Office):
    """What is not described is guessed."""
    page = (REPOSITORY / "docs" / "json.md").read_text(encoding="utf-8")
    named = set(re.findall(r"`(\w+)`", page))
    declare_commune(posting)
    posting.run("release", "2022-H1", "--by", "Bà Hoàng")
    asked = [("list", "--period", "2022-H1"), ("list", "--period", "2026-H1"), ("status",), ("check",)]
    asked += [("due", "--dry-run"), ("due", "--dry-run", "--on", "2022-12-20 18:00")]

    for words in asked:
        assert set(keys(ask(*words, "--json")[0])) - named == set()
