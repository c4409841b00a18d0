"""Impossible values of settings: one line with the file, the key, the value that stands there and what to write."""

from __future__ import annotations

import json
import random
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest

from thidua.deliver.settings import read_deliver_settings
from thidua.errors import ConfigError, ReportError
from thidua.facts.dataset import open_dataset
from thidua.run.reports import read_reports

REPORTS: dict[str, Any] = {
    "reports": {"thu": {"title": "Thử", "notebook": "thu", "requires": ["loi"]}},
    "schedules": {
        "half": {
            "title": "Sơ kết",
            "dataset": "thu",
            "period": "H1",
            "basis": "calendar",
            "data_due": "07-05",
            "render": "07-06 08:00",
            "meeting": "07-10",
            "first_year": 2022,
        }
    },
    "mail": {"sender": "thidua@donvi.example", "operator": "truc@donvi.example", "server": ""},
    "roles": {"leader": {"kinds": ["thu"]}},
    "recipients": [
        {"name": "Bà Hoàng", "address": "hoang@donvi.example", "role": "leader", "units": ["huyen-ba-be"]},
    ],
}
DATASET: dict[str, Any] = {
    "title": "Thử",
    "source": "bài thử",
    "basis": "calendar",
    "editions": [{"kind": "thu", "unit": "huyen-ba-be", "period": "2020"}],
    "limits": {},
    "expected": [
        {
            "layout": "decision_list",
            "units": ["huyen-ba-be"],
            "period": "half",
            "first_year": 2020,
            "last_year": 2022,
            "days": 5,
        }
    ],
}
ABSENT = object()
Read = Callable[[Path], object]


def toml(settings: dict[str, Any]) -> str:
    """Settings as TOML, a line for each key of the first level."""
    return "".join(f"{json.dumps(key)} = {toml_value(value)}\n" for key, value in settings.items())


def toml_value(value: Any) -> str:
    """A value as TOML writes it in one line."""
    if isinstance(value, dict):
        return "{" + ", ".join(f"{json.dumps(key)} = {toml_value(inner)}" for key, inner in value.items()) + "}"
    if isinstance(value, list):
        return f"[{', '.join(map(toml_value, value))}]"
    return json.dumps(value) if isinstance(value, str | bool | int) else str(value)


def project_of(root: Path, reports: dict[str, Any], dataset: dict[str, Any]) -> Path:
    """A project of nothing but its two settings files."""
    (root / "data" / "thu").mkdir(parents=True, exist_ok=True)
    (root / "reports.toml").write_text(toml(reports), encoding="utf-8")
    (root / "data" / "thu" / "dataset.toml").write_text(toml(dataset), encoding="utf-8")
    return root


def changed(settings: dict[str, Any], place: str, value: Any) -> dict[str, Any]:
    """The settings with another value at a place like ``recipients.0.units``; `ABSENT` takes the key out."""
    first, _, rest = place.partition(".")
    copied = dict(settings)
    if first.isdigit():
        raise AssertionError("a place begins with a key")
    inner = copied.get(first)
    if rest and isinstance(inner, list):
        number, _, below = rest.partition(".")
        copied[first] = [changed(one, below, value) if at == int(number) else one for at, one in enumerate(inner)]
    elif rest:
        copied[first] = changed(inner or {}, rest, value)
    elif value is ABSENT:
        del copied[first]
    else:
        copied[first] = value
    return copied


def refusal(read: Read, root: Path) -> str:
    """The one line with which a project is refused."""
    with pytest.raises(ConfigError) as refused:
        read(root)
    told = str(refused.value)
    assert told.isprintable(), told
    assert len(told) < 500, told
    for raw in ("Input should", "validation error", "Value error", "Field required", "pydantic"):
        assert raw not in told
    return told


QUOTED, FLAG = "write text in quotes", "write true or false, without quotes"


@pytest.mark.parametrize(
    ("place", "value", "told"),
    [
        ("reports", ABSENT, "reports is missing; write a table of keys, each on a line of its own"),
        ("reports.thu", "a", 'reports.thu: "a"; write a table of keys, each on a line of its own'),
        ("reports.thu.title", "", 'reports.thu.title: ""; write some text in quotes'),
        ("reports.thu.title", 7, f"reports.thu.title: 7; {QUOTED}"),
        ("reports.thu.title", "a\nb", 'reports.thu.title: "a b"; must be one line without control characters'),
        ("reports.thu.title", "x" * 301, "write at most 300 letters, not 301"),
        ("reports.thu.file_title", "Báo cáo {period}", "write a title in which only {review} stands in braces"),
        ("reports.thu.file_title", "Báo cáo {review", "write a title in which only {review} stands in braces"),
        ("reports.thu.notebook", "../thu", 'notebook: "../thu"; write the name of a notebook in notebooks/'),
        ("reports.thu.notebook", "thu.ipynb", 'without folder and ending: "unit_report"'),
        ("reports.thu.requires", "loi", 'reports.thu.requires: "loi"; write a list in brackets: ["…", "…"]'),
        ("reports.thu.requires", ["loi", "loi"], 'reports.thu.requires: a list; "loi" stands twice; write each once'),
        ("reports.thu.requires", [7], f"reports.thu.requires (entry 1): 7; {QUOTED}"),
        ("reports.thu.cell_timeout_seconds", 0, "cell_timeout_seconds: 0; write a whole number from 1 to 86400"),
        ("reports.thu.cell_timeout_seconds", -1, "cell_timeout_seconds: -1; write a whole number from 1 to 86400"),
        ("reports.thu.cell_timeout_seconds", 1e99, "cell_timeout_seconds: 1e+99; write a whole number from 1 to 86400"),
        ("reports.thu.cell_timeout_seconds", 10**80, "a number of more than 60 digits; write a whole number"),
        ("reports.thu.cell_timeout_seconds", "120", '"120"; write a whole number from 1 to 86400, without quotes'),
        ("reports.thu.cell_timeout_seconds", True, "cell_timeout_seconds: true; write a whole number from 1 to 86400"),
        ("reports.thu.cell_timeout_seconds", 1.5, "cell_timeout_seconds: 1.5; write a whole number from 1 to 86400"),
        ("reports.thu.reads_all", 1, f"reports.thu.reads_all: 1; {FLAG}"),
        ("reports.thu.reads_all", "true", f'reports.thu.reads_all: "true"; {FLAG}'),
        ("reports.thu.notebok", "thu", "unknown key reports.thu.notebok; did you mean notebook?"),
        (
            "reports.thu.zzz",
            {"a": 1},
            "unknown key reports.thu.zzz; known keys are cell_timeout_seconds, engine, file_title",
        ),
        ("reports", {"../x": REPORTS["reports"]["thu"]}, 'reports: the name "../x"; write a name of small letters'),
        ("reports", {"a-names": REPORTS["reports"]["thu"]}, 'which does not end in "-names": district'),
        ("reports", {"": REPORTS["reports"]["thu"]}, 'reports: the name ""; write a name of small letters'),
        ("reports", {"a\nb": REPORTS["reports"]["thu"]}, 'reports: the name "a b"; write a name of small letters'),
    ],
)
def test_reports_that_cannot_be_made_are_refused(tmp_path: Path, place: str, value: Any, told: str):
    """A report that cannot be made is found before the first one is, and in the words of who wrote the file."""
    message = refusal(read_reports, project_of(tmp_path, changed(REPORTS, place, value), DATASET))

    assert message.startswith("reports.toml: ")
    assert told in message


@pytest.mark.parametrize(
    ("place", "value", "told"),
    [
        ("time_zone", "Asia/Hanoi", 'time_zone: "Asia/Hanoi"; write the name of a time zone like Asia/Ho_Chi_Minh'),
        ("time_zone", "../etc/passwd", "write the name of a time zone"),
        ("time_zone", "", 'time_zone: ""; write the name of a time zone'),
        ("time_zone", 7, f"time_zone: 7; {QUOTED}"),
        ("schedules.half.title", " ", 'schedules.half.title: ""; write some text in quotes'),
        ("schedules.half.period", "Q1", 'schedules.half.period: "Q1"; write "H1", "H2" or "year"'),
        ("schedules.half.data_due", "02-29", 'data_due: "02-29"; write month and day in quotes, a day that every year'),
        ("schedules.half.data_due", "02-30", 'data_due: "02-30"; write month and day in quotes, a day that every year'),
        ("schedules.half.data_due", "13-01", 'data_due: "13-01"; write month and day in quotes'),
        ("schedules.half.data_due", "", 'data_due: ""; write month and day in quotes'),
        ("schedules.half.data_due", 6.20, "data_due: 6.2; write month and day in quotes"),
        ("schedules.half.render", "07-06", 'render: "07-06"; write month, day and time in quotes'),
        ("schedules.half.render", "07-06 24:00", 'render: "07-06 24:00"; write month, day and time in quotes'),
        ("schedules.half.render", "07-06 08:00+07:00", "write month, day and time in quotes"),
        ("schedules.half.meeting", "٠٧-١٠", "write month and day in quotes"),
        ("schedules.half.remind_days_before", -1, "remind_days_before: -1; write a whole number from 0 to 60"),
        ("schedules.half.first_year", 0, "schedules.half.first_year: 0; write a whole number from 1945 to 2100"),
        ("schedules.half.first_year", ABSENT, "schedules.half.first_year is missing; write a whole number from 1945"),
        ("schedules.half.last_year", 2021, "schedules.half: first_year 2022 is after last_year 2021; change one"),
        ("schedules.half.max_age_days", 0, "max_age_days: 0; write a whole number from 1 to 366"),
        ("schedules.half.auto_release", "yes", f'auto_release: "yes"; {FLAG}'),
        ("schedules", {"": REPORTS["schedules"]["half"]}, 'schedules: the name ""; write some text in quotes'),
        ("schedules", {"half": 7}, "schedules.half: 7; write a table of keys, each on a line of its own"),
        ("schedules", [REPORTS["schedules"]["half"]], "schedules: a list; write a table of keys"),
        ("mail", "a@b.example", 'mail: "a@b.example"; write a table of keys, each on a line of its own'),
        ("mail.sender", "thidua", 'mail.sender: "thidua"; must be one mail address'),
        ("mail.operator", "a@x.example, b@x.example", "must be one mail address"),
        ("mail.operator", ABSENT, "mail.operator is missing; write text in quotes"),
        ("mail.server", "smtp://mail.donvi.example", "write the name of the server alone"),
        ("mail.server", "mail.donvi.example:587", "write the name of the server alone"),
        ("mail.server", "mail donvi", "write the name of the server alone"),
        ("mail.port", "587", 'mail.port: "587"; write a whole number from 1 to 65535, without quotes'),
        ("mail.port", 0, "mail.port: 0; write a whole number from 1 to 65535"),
        ("mail.port", 65536, "mail.port: 65536; write a whole number from 1 to 65535"),
        ("mail.port", True, "mail.port: true; write a whole number from 1 to 65535"),
        ("mail.security", "none", 'mail.security: "none"; write "starttls" or "tls"'),
        ("mail.login", "no", f'mail.login: "no"; {FLAG}'),
        ("mail.timeout_seconds", float("nan"), "mail.timeout_seconds: nan; write a number above 0 and of at most 3600"),
        ("mail.timeout_seconds", float("inf"), "mail.timeout_seconds: inf; write a number above 0 and of at most 3600"),
        ("mail.timeout_seconds", 0, "mail.timeout_seconds: 0; write a number above 0 and of at most 3600"),
        ("mail.tries", 0, "mail.tries: 0; write a whole number from 1 to 10"),
        ("mail.limit_mb", -1, "mail.limit_mb: -1; write a number above 0 and of at most 1000"),
        ("mail.limit_mb", "10 MB", 'mail.limit_mb: "10 MB"; write a number above 0'),
        ("mail.ca_file", "a\nb", "must be one line without control characters"),
        ("mail.ehlo", "may chu", 'mail.ehlo: "may chu"; must be a full name as mail.donvi.example'),
        ("mail.source", "192.0.2", 'mail.source: "192.0.2"; must be an IP address of this machine'),
        ("mail.link", "https://a.example", "mail: link is no key any more: write address in [publish]"),
        ("publish.folder", "", 'publish.folder: ""; write some text in quotes'),
        ("publish.kinds", "thu", 'publish.kinds: "thu"; write a list in brackets: ["…", "…"]'),
        ("publish.address", "ftp://a.example", "must be where readers find the public folder: https://…"),
        ("publish", True, "publish: true; write a table of keys, each on a line of its own"),
        ("mail.pasword", "bí mật", "unknown key mail.pasword; "),
        ("roles.leader.kinds", ["thu", "thu"], '"thu" stands twice; write each once'),
        ("roles.leader.kinds", "thu", 'roles.leader.kinds: "thu"; write a list in brackets: ["…", "…"]'),
        ("roles.leader.sends", "mail", 'roles.leader.sends: "mail"; write "attachments", "body" or "link"'),
        (
            "roles.leader.formats",
            ["doc"],
            'roles.leader.formats (entry 1): "doc"; write "html", "pdf", "xlsx" or "docx"',
        ),
        ("roles.leader.formats", [], "formats: an empty list; write a list in brackets that is not empty"),
        ("roles.leader.formats", ["pdf", "pdf"], '"pdf" stands twice; write each once'),
        ("roles", {"a\u202eb": {}}, "must be one line without control characters"),
        ("recipients.0.name", "", 'recipients (entry 1).name: ""; write some text in quotes'),
        ("recipients.0.name", "Bà Hoàng\nBcc: x@y.example", "must be one line without control characters"),
        ("recipients.0.address", "x", 'recipients (entry 1).address: "x"; must be one mail address'),
        ("recipients.0.units", "huyen-ba-be", 'units: "huyen-ba-be"; write a list in brackets: ["…", "…"]'),
        ("recipients.0.units", ["huyen-ba-be"] * 2, '"huyen-ba-be" stands twice; write each once'),
        ("recipients.0.lang", "fr", 'recipients (entry 1).lang: "fr"; write "vi" or "en"'),
        ("recipients", {"name": "a"}, "recipients: a table; write a list in brackets: [{…}, {…}]"),
    ],
)
def test_delivery_that_cannot_be_meant_is_refused(tmp_path: Path, place: str, value: Any, told: str):
    """A wrong day shows months later and a wrong address at once: neither is taken for another."""
    message = refusal(read_deliver_settings, project_of(tmp_path, changed(REPORTS, place, value), DATASET))

    assert message.startswith("reports.toml: ")
    assert told in message
    assert "bí mật" not in message


@pytest.mark.parametrize(
    ("place", "value", "told"),
    [
        ("title", "", 'title: ""; write some text in quotes'),
        ("title", ABSENT, "title is missing; write text in quotes"),
        ("source", 7, f"source: 7; {QUOTED}"),
        ("basis", "calender", 'basis: unknown basis "calender"; did you mean calendar?'),
        ("contact", "a\tb", "must be one line without control characters"),
        ("illustrative", "có", f'illustrative: "có"; {FLAG}'),
        ("as_of", "2024-01-15", 'as_of: "2024-01-15"; write a day without quotes: 2024-01-15'),
        ("as_of", datetime(2024, 1, 15, 8), "as_of: 2024-01-15 08:00:00; write a day without quotes: 2024-01-15"),
        ("as_of", date(1900, 1, 15), "as_of: 1900-01-15; write a day of the years 1945 to 2100: 2024-01-15"),
        ("as_of", "hôm nay", 'as_of: "hôm nay"; write a day without quotes: 2024-01-15'),
        ("limits.max_file_mb", 0, "limits.max_file_mb: 0; write a number above 0 and of at most 500"),
        ("limits.max_file_mb", float("inf"), "limits.max_file_mb: inf; write a number above 0 and of at most 500"),
        ("limits.max_rows", 2_000_000, "limits.max_rows: 2000000; write a whole number from 1 to 1048576"),
        ("limits.max_sheets", -5, "limits.max_sheets: -5; write a whole number from 1 to 1000"),
        ("editions.0.kind", "A/B", 'editions (entry 1).kind: "A/B"; write a name of small letters'),
        ("editions.0.unit", [], "editions (entry 1).unit: an empty list; write text in quotes, or several in brackets"),
        ("editions.0.unit", 7, "editions (entry 1).unit: 7; write text in quotes, or several in brackets"),
        ("editions.0.period", "2020-H3", '"2020-H3" is not a period'),
        ("editions.0.period", ["2020", "2020"], '"2020" stands twice; write each once'),
        ("editions.0.names", "yes", f'editions (entry 1).names: "yes"; {FLAG}'),
        ("editions.0.units", "x", "unknown key editions (entry 1).units; did you mean unit?"),
        ("expected.0.layout", "list", 'expected (entry 1).layout: "list"; write a layout: decision_list'),
        ("expected.0.units", [], "expected (entry 1).units: an empty list; write a list in brackets that is not empty"),
        ("expected.0.units", ["huyen-ba-bee"], "expected (entry 1).units: "),
        ("expected.0.period", "H1", 'expected (entry 1).period: "H1"; write "half" or "year"'),
        ("expected.0.first_year", 2023, "expected (entry 1): first_year 2023 is after last_year 2022; change one"),
        ("expected.0.last_year", 20222, "expected (entry 1).last_year: 20222; write a whole number from 1945 to 2100"),
        ("expected.0.days", -1, "expected (entry 1).days: -1; write a whole number from 0 to 366"),
        (
            "expected",
            [*DATASET["expected"], DATASET["expected"][0] | {"first_year": 2022, "last_year": 2024}],
            "expected (entry 2): decision_list of huyen-ba-be for each half of 2022 is asked for twice",
        ),
    ],
)
def test_dataset_that_cannot_be_meant_is_refused(tmp_path: Path, place: str, value: Any, told: str):
    """What is asked for twice would be missed twice; what lies in no year would never be asked for."""
    root = project_of(tmp_path, REPORTS, changed(DATASET, place, value))
    message = refusal(lambda project: open_dataset("thu", project), root)

    assert message.startswith("data/thu/dataset.toml: ")
    assert told in message


def test_several_problems_are_counted(tmp_path: Path):
    """Whoever mends the first knows that there are more."""
    wrong = changed(changed(REPORTS, "mail.port", 0), "mail.tries", 0)

    assert refusal(read_deliver_settings, project_of(tmp_path, wrong, DATASET)).endswith(" (2 problems in all)")


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"title =", "cannot be read as TOML: Invalid value (at end of document)"),
        (b"a = 1\na = 2\n", "cannot be read as TOML: Cannot overwrite a value (at line 2, column 6)"),
        (b'title = "S\xf4\xec"', "cannot be read as TOML: is not UTF-8 text; save it as UTF-8"),
        ('title = "a"'.encode("utf-16"), "cannot be read as TOML: is not UTF-8 text; save it as UTF-8"),
        (b"a = " + b"[" * 5_000, "cannot be read as TOML: brackets within brackets without end"),
        (b"a = " + b"9" * 5_000, "cannot be read as TOML: Exceeds the limit"),
        (b"a" + b".a" * 5_000 + b" = 1", "unknown key a; known keys are engine, lang, mail, publish"),
        (b"#" * 1_000_001, "has 1,000,001 bytes, settings have 1,000,000 at most; is it another file?"),
        (b"a\x00b = 1", "cannot be read as TOML: "),
        (b"", "reports is missing"),
    ],
)
def test_file_that_is_no_settings_is_refused(tmp_path: Path, content: bytes, told: str):
    """Whatever was saved under that name, the line says why it cannot be used."""
    (tmp_path / "reports.toml").write_bytes(content)

    message = refusal(read_reports, tmp_path)

    assert message.startswith("reports.toml: ")
    assert told in message


def test_folder_in_place_of_the_file_is_refused(tmp_path: Path):
    """An unpacked archive may put a folder there."""
    (tmp_path / "reports.toml").mkdir()

    assert refusal(read_reports, tmp_path).startswith("reports.toml: cannot be read")


@pytest.mark.parametrize("how", ["byte order mark", "windows lines"])
def test_file_of_a_windows_editor_is_read(tmp_path: Path, how: str):
    """Notepad saves a mark of three bytes first, and lines of its own."""
    root = project_of(tmp_path, REPORTS, DATASET)
    text = (root / "reports.toml").read_bytes()
    (root / "reports.toml").write_bytes(
        b"\xef\xbb\xbf" + text if how == "byte order mark" else text.replace(b"\n", b"\r\n")
    )

    assert list(read_reports(root)) == ["thu"]
    assert read_deliver_settings(root).recipients[0].name == "Bà Hoàng"


def any_value(chance: random.Random, depth: int = 0) -> Any:
    """Some value that TOML can hold."""
    plain: list[Any] = [0, -1, 10**30, 1.5, float("nan"), float("-inf"), True]
    plain += ["", "x" * 2_000, "a\nb", "\u202e{0}", "2020"]
    if depth < 3 and chance.random() < 0.4:
        some = [any_value(chance, depth + 1) for _ in range(chance.randrange(3))]
        names = ["title", "units", "a b", "\n", "../x", "[key]"]
        return some if chance.random() < 0.5 else {chance.choice(names): each for each in some}
    return chance.choice(plain)


def places_of(settings: dict[str, Any], before: str = "") -> list[str]:
    """Every key of some settings as a place."""
    found = []
    for key, value in settings.items():
        found.append(f"{before}{key}")
        if isinstance(value, dict):
            found += places_of(value, f"{before}{key}.")
        elif isinstance(value, list) and isinstance(value[0], dict):
            found += places_of(value[0], f"{before}{key}.0.")
    return found


@pytest.mark.long
@pytest.mark.parametrize("seed", range(4))
def test_whatever_stands_under_a_key_is_taken_or_refused_in_one_line(tmp_path: Path, seed: int):
    """A file that people edit holds anything in time: a traceback says nothing to an office."""
    chance = random.Random(seed)
    told: list[str] = []
    for _ in range(150):
        reports = changed(REPORTS, chance.choice(places_of(REPORTS)), any_value(chance))
        dataset = changed(DATASET, chance.choice(places_of(DATASET)), any_value(chance))
        root = project_of(tmp_path, reports, dataset)
        for read in (read_reports, read_deliver_settings, lambda project: open_dataset("thu", project)):
            try:
                read(root)
            except ReportError as problem:
                told.append(str(problem))
    assert len(told) > 200
    assert [line for line in told if not line.isprintable() or len(line) > 600] == []
