"""What is due is done once, whatever failed before; what is too late is told."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path

import pytest

from tests.deliver.office import BE, EVENING, HALF, HOANG, NA_RI, OPERATOR, RI, Office, at, open_office, write_settings
from thidua.cli import cli
from thidua.deliver.packs import read_packs
from thidua.deliver.schedule.due import do_due
from thidua.deliver.schedule.render import auto_release
from thidua.errors import ConfigError
from thidua.run.plan import plan_editions


def do(office: Office, now: datetime) -> bool:
    """Do what is due at a moment, in this process."""
    office.told.clear()
    with office.desk(now) as desk:
        return do_due(desk, jobs=1)


def log_of(office: Office) -> str:
    """The run log of the half-year pack."""
    return (office.root / "reports" / "thu" / "2022-H1" / "run-log.txt").read_text(encoding="utf-8")


def test_a_rendered_set_waits_for_a_person_with_its_review_page_and_a_log_to_read(office: Office):
    """Nothing leaves the house by itself."""
    assert {each.release for each in office.states("2022-H1").values()} == {"waiting"}
    assert (office.root / "reports" / "thu" / "2022-H1" / "review.html").exists()
    assert "20/06/2022 18:30:00  render thu/2022-H1 (half-year), 20/06/2022 08:00: done" in log_of(office)
    assert "release 2022-H1 --dataset thu --by NAME" in log_of(office)


def test_a_step_that_was_taken_is_not_taken_again(office: Office):
    """Neither by the next run nor by one whose clock was set back."""
    before = log_of(office)
    for moment in ("2022-06-20 19:00", "2022-06-20 08:00", "2022-06-25 08:00"):
        assert do(office, at(moment))
        assert office.told == []

    assert log_of(office) == before


@pytest.mark.long
def test_a_released_set_is_mailed_by_the_next_run_and_an_old_release_by_a_person_only(posting: Office):
    """Somebody who is added to the recipients next year must not get the mail of this one."""
    posting.run("release", "2022-H1", "--by", "Bà Hoàng")
    assert posting.server is not None
    with posting.ledger() as ledger:
        ledger._sql.execute("UPDATE decisions SET at = '2022-06-01T08:00:00+07:00'")
        ledger._sql.commit()
    assert do(posting, EVENING)
    assert posting.server.received == []

    with posting.ledger() as ledger:
        ledger._sql.execute("UPDATE decisions SET at = '2022-06-20T08:00:00+07:00'")
        ledger._sql.commit()
    assert do(posting, EVENING)
    assert [to for to, _ in posting.server.received] == [HOANG, BE, RI]


@pytest.mark.long
def test_what_failed_is_built_again_only_when_something_changed(tmp_path: Path):
    """A notebook that fails at eight fails at a quarter past as well; its author mends it in the morning."""
    office = open_office(tmp_path)
    notebook = office.root / "notebooks" / "thu.ipynb"
    good = notebook.read_text(encoding="utf-8")
    notebook.write_text(good.replace("write_number(int(", "write_number(1 / 0 + int("), encoding="utf-8")

    assert not do(office, EVENING)
    assert [line for line in office.told if line.startswith("Not ready")] == [
        "Not ready: thu/2022-H1/huyen-ba-be/thu",
        "Not ready: thu/2022-H1/huyen-na-ri/thu",
    ]
    assert not do(office, at("2022-06-20 18:45"))
    assert office.told == []

    notebook.write_text(good, encoding="utf-8")
    assert do(office, at("2022-06-21 09:00"))
    assert office.states("2022-H1")["huyen-ba-be"].release == "waiting"
    assert "2 reports are ready" in " ".join(office.told)


def test_what_is_too_late_is_told_once_and_left_to_a_person(tmp_path: Path):
    """A report of a summer long gone, made by itself in winter, surprises everybody."""
    office = open_office(tmp_path)
    assert do(office, at("2022-09-01 08:00"))

    assert [line for line in office.told if "missed" in line] == [
        "remind thu/2022-H1 (half-year), 13/06/2022 08:00 was missed: more than 14 days ago, or overtaken",
        "render thu/2022-H1 (half-year), 20/06/2022 08:00 was missed: more than 14 days ago, or overtaken",
    ]
    assert do(office, at("2022-09-01 08:15"))
    assert office.told == []
    assert not (office.root / "reports" / "thu").exists()


def test_what_is_foreign_in_the_public_folder_holds_mails_with_links_only(posting: Office):
    """A file manager leaves a file there: districts get their reports attached, and the operator hears of it once."""
    path = posting.root / "reports.toml"
    text = path.read_text(encoding="utf-8").replace("[roles.leader]\n", '[roles.leader]\nsends = "link"\n')
    path.write_text(f'{text}\n[publish]\naddress = "https://tdkt.donvi.example/tai-lieu"\n', encoding="utf-8")
    foreign = posting.root / "public" / "Thumbs.db"
    foreign.parent.mkdir(exist_ok=True)
    foreign.write_bytes(b"x")
    with posting.desk(EVENING) as desk:
        (pack,) = read_packs(desk.root, desk.ledger)
        auto_release(desk, pack)

    assert not do(posting, EVENING)
    assert not do(posting, EVENING)
    assert posting.server is not None
    got = [to for to, _ in posting.server.received]
    assert [to for to in got if to != OPERATOR] == [BE, RI]
    subjects = [str(each["Subject"]) for each in posting.server.mailbox(OPERATOR)]
    assert subjects.count("[thidua] The public folder is not up to date") == 1

    foreign.unlink()
    assert do(posting, EVENING)
    assert [to for to, _ in posting.server.received][len(got) :] == [HOANG]


@pytest.mark.long
def test_a_server_that_takes_no_mail_keeps_no_set_from_being_made(posting: Office):
    """Mail waits for the server; the meeting does not."""
    path = posting.root / "reports.toml"
    path.write_text(
        path.read_text(encoding="utf-8").replace('server = "localhost"', 'server = "127.0.0.1"'), encoding="utf-8"
    )
    posting.run("release", "2022-H1", "--by", "Bà Hoàng")

    printed = posting.run("due", "--on", "2022-06-21", exit_status=1)
    assert "certificate" in printed
    assert "Traceback" not in printed
    with posting.ledger() as ledger:
        assert {each.state for each in ledger.messages()} <= {"planned", "deferred"}

    write_settings(posting.root, posting.server)
    posting.run("due", "--on", "2022-06-22")
    assert posting.server is not None
    assert [to for to, _ in posting.server.received] == [HOANG, BE, RI]


def test_dry_run_tells_what_would_happen_and_does_nothing(tmp_path: Path):
    """One looks before the first night."""
    office = open_office(tmp_path)
    printed = office.run("due", "--on", "2022-06-20", "--dry-run")

    assert "missed, left to a person: remind thu/2022-H1" in printed
    assert "would render thu/2022-H1 (half-year), 20/06/2022 08:00\n" in printed
    assert "  build thu/2022-H1/huyen-ba-be/thu\n" in printed
    assert not (office.root / "reports" / "thu").exists()


@pytest.mark.parametrize("day", ["mai", "2022-13-01", "20/06/2022", "2022-06-20 25:00", "2022-06-20\n08:00"])
def test_a_day_that_is_none_is_refused_in_one_line(tmp_path: Path, day: str, monkeypatch: pytest.MonkeyPatch):
    """The day decides what is made."""
    monkeypatch.chdir(open_office(tmp_path).root)

    with pytest.raises(ConfigError, match=r'^--on ".*" is no day; write 2023-06-20 or "2023-06-20 08:00"$'):
        cli.main(["due", "--on", day], standalone_mode=False)


def test_a_schedule_of_a_period_that_no_edition_declares_is_told_and_stops_no_other(tmp_path: Path):
    """One set that cannot be made must not cost the others."""
    office = open_office(tmp_path)
    path = office.root / "data" / "thu" / "dataset.toml"
    path.write_text(path.read_text(encoding="utf-8").replace('["H1", "year"]', '["year"]'), encoding="utf-8")

    assert not do(office, EVENING)
    assert any("render thu/2022-H1" in line and "failed" in line for line in office.told)
    assert any("no edition with dataset thu, period 2022-H1 is declared" in line for line in office.told)
    assert [str(edition) for edition in plan_editions(office.root, period="2022")] == [
        "thu/2022/huyen-ba-be/thu",
        "thu/2022/huyen-na-ri/thu",
    ]


def test_what_the_operator_is_told_is_mailed_to_the_operator_alone(posting: Office):
    """Recipients learn nothing of what failed."""
    posting.receive(NA_RI, "6 tháng cuối năm 2022", 2, on=date(2022, 12, 1), first=date(2022, 9, 1))
    assert do(posting, at("2022-12-13 09:00"))

    assert posting.server is not None
    assert sorted(to for to, _ in posting.server.received) == sorted([OPERATOR, BE])
    assert "UBND huyện Ba Bể (huyen-ba-be)" in str(posting.server.mailbox(OPERATOR)[0].get_content())


def test_auto_release_leaves_out_what_shows_no_figure_and_lets_go_what_it_built(office: Office):
    """A schedule may not send a report that says nothing; a list that came since the build waits for the next one."""
    office.receive(NA_RI, HALF, 5, on=date(2022, 6, 19), first=date(2022, 3, 2), version=2)
    with office.desk(EVENING) as desk:
        name = "thu/2022-H1/huyen-ba-be/thu"
        revision = desk.ledger.revision(name)
        assert revision is not None
        desk.ledger.note_attempt(name, key=revision.key, verdict="empty", reason="", at=EVENING)
        (pack,) = read_packs(desk.root, desk.ledger)

        lines = auto_release(desk, pack)

    assert lines == [
        "1 reports were released by auto_release",
        f"{name}: held: it shows no figure; release it by its unit or kind: --unit huyen-ba-be",
    ]


def test_dataset_that_is_not_in_order_is_told_and_keeps_no_other_from_being_looked_at(tmp_path: Path):
    """The exit status says it each time the scheduler calls; the steps of others are taken."""
    office = open_office(tmp_path)
    (tmp_path / "data" / "hong").mkdir()
    (tmp_path / "data" / "hong" / "dataset.toml").write_text('title = "Hỏng"\n', encoding="utf-8")

    assert not do(office, at("2022-01-03 08:00"))
    assert office.told[:2] == [
        "Not in order: data/hong",
        "data/hong/dataset.toml: source is missing; write text in quotes (2 problems in all)",
    ]


def test_a_run_that_stops_before_its_release_leaves_it_to_the_next(office: Office, monkeypatch: pytest.MonkeyPatch):
    """A set noted as done and never released would reach nobody, and nobody would hear of it."""
    write_settings(office.root, office.server, auto_release=True)
    with office.ledger() as ledger:
        ledger._sql.execute("DELETE FROM steps")
        ledger._sql.commit()
    with monkeypatch.context() as stopped:
        stopped.setattr("thidua.deliver.schedule.render.auto_release", stop)
        with pytest.raises(KeyboardInterrupt):
            do(office, EVENING)
    assert {each.release for each in office.states("2022-H1").values()} == {"waiting"}

    assert do(office, EVENING)
    assert {each.release for each in office.states("2022-H1").values()} == {"released"}
    with office.ledger() as ledger:
        assert [len(ledger.decisions(name)) for name in ledger.edition_names()] == [1, 1]


def stop(*_: object) -> list[str]:
    raise KeyboardInterrupt
