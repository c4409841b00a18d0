"""When the steps of a schedule fall, and that each is taken once, whatever the clock does."""

import sqlite3
from contextlib import closing
from datetime import UTC, date, datetime, timedelta
from importlib.resources import files
from zoneinfo import ZoneInfo

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from thidua.deliver.schedule.coming import coming, coming_lines
from thidua.deliver.schedule.occurrences import due_steps, note_missed, occurrences, upcoming
from thidua.deliver.settings import DeliverSettings
from thidua.errors import ConfigError
from thidua.registry.working_days import is_working_day
from thidua.run.ledger.book import Ledger
from thidua.run.ledger.file import open_ledger

HANOI = ZoneInfo("Asia/Ho_Chi_Minh")
FAR = datetime(2200, 1, 1, tzinfo=UTC)
HALF = {
    "title": "Bộ tài liệu sơ kết 6 tháng",
    "dataset": "thu",
    "period": "H1",
    "basis": "administrative",
    "data_due": "06-16",
    "render": "06-20 08:00",
    "meeting": "07-10",
    "first_year": 2023,
    "last_year": 2026,
}
YEAR = HALF | {"period": "year", "data_due": "12-20", "render": "12-26 08:00", "meeting": "01-10"}


def at(text, zone=HANOI):
    """A moment by the clocks of a zone."""
    return datetime.fromisoformat(text).replace(tzinfo=zone)


def said(*, time_zone="Asia/Ho_Chi_Minh", **schedules):
    """Settings with these schedules."""
    return DeliverSettings.of({"reports": {}, "time_zone": time_zone, "schedules": schedules})


@pytest.fixture
def root(tmp_path):
    """A project with the datasets "thu" and "truong", which counts school years."""
    for name, basis in (("thu", "administrative"), ("truong", "school-year")):
        (tmp_path / "data" / name).mkdir(parents=True)
        text = f'title = "Thử"\nsource = "bài thử"\nbasis = "{basis}"\n'
        (tmp_path / "data" / name / "dataset.toml").write_text(text, encoding="utf-8")
    return tmp_path


@pytest.fixture
def ledger(root):
    """The ledger of that project."""
    with open_ledger(root) as opened:
        yield opened


def in_years(root, until=FAR, **changes):
    """The occurrences of one schedule by year."""
    zone = changes.pop("time_zone", "Asia/Ho_Chi_Minh")
    found = occurrences(said(time_zone=zone, thu=HALF | changes), root, until=until)
    return {each.period.year: each for each in found}


def take(due, ledger, now):
    """Take steps as the command does: note each in the ledger."""
    for step in due:
        about = step.occurrence
        ledger.take_step(about.name, str(about.period), step.name, note="", at=now)
    return [str(step) for step in due]


def test_half_year_of_2023_as_the_office_says_it(root):
    """Data due on Friday 16 June, reports on Tuesday 20 June at 8, a reminder five days before, moved off Sunday."""
    found = in_years(root)[2023]

    assert (str(found.period), found.pack, found.name) == ("2023-H1", "thu/2023-H1", "thu")
    assert found.remind_at == at("2023-06-12T08:00")
    assert (found.data_due, found.render_at, found.meeting) == (
        date(2023, 6, 16),
        at("2023-06-20T08:00"),
        date(2023, 7, 10),
    )
    assert found.render_at.utcoffset() == timedelta(hours=7)


def test_meeting_of_a_year_is_in_the_next(root):
    """The year 2023 ends on 14 December: 10 January is that of 2024."""
    found = in_years(root, **YEAR)[2023]

    assert (str(found.period), found.data_due, found.meeting) == ("2023", date(2023, 12, 20), date(2024, 1, 10))


def test_days_move_to_the_next_working_day(root):
    """16 June 2024 is a Sunday; 20 June 2026 a Saturday; the week of Tết 2024 moves to its end."""
    found = in_years(root)
    tet = in_years(root, period="year", data_due="02-08", render="02-09 08:00", meeting="02-12")[2023]

    assert found[2024].data_due == date(2024, 6, 17)
    assert found[2026].render_at.date() == date(2026, 6, 22)
    assert (tet.data_due, tet.render_at.date(), tet.meeting) == (date(2024, 2, 15),) * 3


@pytest.mark.parametrize("days", range(61))
def test_reminder_is_on_a_working_day_and_never_after_the_data_are_due(root, days):
    """Whatever the number of days, weekends and holidays between."""
    for found in in_years(root, data_due="06-20", remind_days_before=days).values():
        assert found.remind_at.date() <= found.data_due
        assert is_working_day(found.remind_at.date())
        assert found.remind_at.hour == 8


def test_leap_day_is_a_day_like_others(root, ledger):
    """29 February 2024, a Thursday, is four days before data that are due on Monday 4 March."""
    schedule = {"dataset": "truong", "basis": "school-year", "data_due": "03-04", "render": "03-08 08:00"}
    found = in_years(root, **schedule, meeting="03-20", remind_days_before=4)[2023]

    assert str(found.period) == "2023-H1"
    assert found.remind_at == at("2024-02-29T08:00")
    [step], missed = due_steps([found], ledger, now=at("2024-02-29T08:00"))
    assert (step.name, missed) == ("remind", [])


def test_occurrences_come_oldest_first_up_to_the_moment(root):
    """A reminder that is still to come says nothing yet."""
    both = said(half=HALF, year=YEAR)
    first = at("2023-06-12T08:00")

    assert occurrences(both, root, until=first - timedelta(seconds=1)) == []
    assert [each.pack for each in occurrences(both, root, until=first)] == ["thu/2023-H1"]
    packs = [each.pack for each in occurrences(both, root, until=at("2025-01-01T00:00"))]
    assert packs == ["thu/2023-H1", "thu/2023", "thu/2024-H1", "thu/2024"]


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"dataset": "thuu"}, 'no dataset "thuu" under data/; did you mean thu'),
        ({"dataset": "../thu"}, "no dataset"),
        ({"basis": "calendar"}, 'basis "calendar", but data/thu counts periods by "administrative"'),
        ({"basis": "administrativ"}, 'unknown basis "administrativ"; did you mean administrative'),
        ({"render": "06-15 08:00"}, "render 06-15 comes before data_due 06-16"),
        ({"meeting": "06-19"}, "meeting 06-19 comes before render 06-20"),
        ({"data_due": "06-10"}, r"data_due 06-10 comes 362 days after the end of 2023-H1 \(14/06/2023\)"),
    ],
)
def test_schedule_that_cannot_be_is_named(root, changes, words):
    """Better no report than one of the wrong period; the line names the schedule, as there may be several."""
    with pytest.raises(ConfigError, match=rf'reports\.toml, schedule "sơ kết": .*{words}') as problem:
        occurrences(said(**{"sơ kết": HALF | changes}), root, until=FAR)
    assert "\n" not in str(problem.value)


def test_moment_without_a_zone_is_refused(root):
    """Whose eight o'clock it is would be a guess."""
    with pytest.raises(ValueError, match="no time zone"):
        occurrences(said(thu=HALF), root, until=datetime(2023, 6, 20, 8))


def test_each_step_is_due_from_its_minute_and_taken_once(root, ledger):
    """Asked every hour through a year, the reminder comes once and the render once."""
    found = list(in_years(root).values())[:1]
    now, log = at("2023-06-01T00:00"), []
    while now < at("2023-12-01T00:00"):
        due, missed = due_steps(found, ledger, now=now)
        assert missed == []
        log += [(now, words) for words in take(due, ledger, now)]
        now += timedelta(hours=1)

    assert log == [
        (at("2023-06-12T08:00"), "remind thu/2023-H1 (thu), 12/06/2023 08:00"),
        (at("2023-06-20T08:00"), "render thu/2023-H1 (thu), 20/06/2023 08:00"),
    ]


def test_missed_night_is_made_up_within_the_stated_age(root, ledger):
    """14 days later to the second it is made up; a second more, and a person decides."""
    found = list(in_years(root).values())[:1]
    last = at("2023-07-04T08:00")

    assert [step.name for step in due_steps(found, ledger, now=last)[0]] == ["render"]
    due, missed = due_steps(found, ledger, now=last + timedelta(seconds=1))
    assert due == []
    assert [step.name for step in missed] == ["remind", "render"]


def test_reminder_is_pointless_once_the_render_is_due(root, ledger):
    """Nobody is told to send what would not be read any more; that it was left out is told."""
    found = list(in_years(root).values())[:1]

    due, missed = due_steps(found, ledger, now=at("2023-06-20T08:00"))
    assert ([step.name for step in due], [step.name for step in missed]) == (["render"], ["remind"])
    take(due, ledger, at("2023-06-20T08:00"))
    # Taken, and the clock went back before the render.
    due, missed = due_steps(found, ledger, now=at("2023-06-13T08:00"))
    assert (due, [step.name for step in missed]) == ([], ["remind"])


def test_what_was_missed_is_told_once_and_stays_open(root, ledger):
    """A schedule that begins in the past would else be told every quarter of an hour; a clock may have been wrong."""
    found, late = list(in_years(root).values())[:1], at("2024-03-01T00:00")
    for step in due_steps(found, ledger, now=late)[1]:
        note_missed(step, ledger, now=late)

    assert due_steps(found, ledger, now=late) == ([], [])
    assert [step.name for step in due_steps(found, ledger, now=at("2023-06-21T00:00"))[0]] == ["render"]


def test_several_years_and_schedules_at_once_come_in_their_order(root, ledger):
    """A machine that was off for half a year makes up what it may, the oldest first."""
    both = said(half=HALF | {"max_age_days": 366}, year=YEAR | {"max_age_days": 366})
    now = at("2024-01-02T00:00")

    due, missed = due_steps(occurrences(both, root, until=now), ledger, now=now)

    assert [str(step.occurrence.period) for step in due] == ["2023-H1", "2023"]
    assert {step.name for step in missed} == {"remind"}


def test_next_step_of_each_schedule(root, ledger):
    """What `status` prints: what is open first, then what is to come; a schedule whose years are over is silent."""
    both = said(half=HALF, year=YEAR | {"last_year": 2023})
    now = at("2023-06-13T00:00")
    assert [str(step) for step in upcoming(both, root, ledger, now=now)] == [
        "remind thu/2023-H1 (half), 12/06/2023 08:00",
        "remind thu/2023 (year), 15/12/2023 08:00",
    ]

    take(due_steps(occurrences(both, root, until=now), ledger, now=now)[0], ledger, now)
    assert [step.name for step in upcoming(both, root, ledger, now=now)] == ["render", "remind"]
    later = upcoming(both, root, ledger, now=at("2025-01-01T00:00"))
    assert [str(step.occurrence.period) for step in later] == ["2025-H1"]
    assert upcoming(both, root, ledger, now=at("2030-01-01T00:00")) == []


@pytest.mark.parametrize("machine", ["UTC", "America/New_York", "Pacific/Kiritimati"])
def test_zone_of_the_machine_changes_nothing(root, ledger, machine):
    """The same instant, whatever the clock on the wall of the server says."""
    found, zone = list(in_years(root).values())[:1], ZoneInfo(machine)
    before = at("2023-06-12T07:59:59").astimezone(zone)

    assert due_steps(found, ledger, now=before) == ([], [])
    assert len(due_steps(found, ledger, now=before + timedelta(seconds=1))[0]) == 1


def cairo(root, render):
    """A schedule by the clocks of Cairo, which change on working days: in 2024 on 26 April and 31 October."""
    schedule = {"dataset": "truong", "basis": "school-year", "data_due": "03-15", "render": render}
    return in_years(root, time_zone="Africa/Cairo", **schedule, meeting="11-20")[2023]


def test_hour_that_the_clocks_skip_becomes_the_one_shown_instead(root):
    """After 23:59 on 25 April 2024 the clocks show 01:00."""
    assert cairo(root, "04-26 00:30").render_at.isoformat() == "2024-04-26T01:30:00+03:00"


def test_hour_that_the_clocks_show_twice_is_due_once(root, ledger):
    """On 31 October 2024 it is 23:30 at +03:00 and an hour later again at +02:00: the first one counts."""
    found, zone = cairo(root, "10-31 23:30"), ZoneInfo("Africa/Cairo")
    first = datetime(2024, 10, 31, 20, 30, tzinfo=UTC)

    assert found.render_at.astimezone(UTC) == first
    assert due_steps([found], ledger, now=(first - timedelta(seconds=1)).astimezone(zone))[0] == []
    due, _ = due_steps([found], ledger, now=first.astimezone(zone))
    assert take(due, ledger, first) == ["render truong/2023-H1 (thu), 31/10/2024 23:30"]
    assert due_steps([found], ledger, now=(first + timedelta(hours=1)).astimezone(zone))[0] == []


def ledger_in_memory():
    """A ledger that never touches the disk, for hundreds of them."""
    connection = sqlite3.connect(":memory:")
    connection.row_factory = sqlite3.Row
    connection.executescript(files("thidua.run.ledger").joinpath("ledger.sql").read_text(encoding="utf-8"))
    return connection


MINUTES = st.integers(-40 * 1440, 60 * 1440)
ZONES = ("Asia/Ho_Chi_Minh", "Europe/Berlin", "America/New_York")


@pytest.fixture(scope="module")
def by_zone(tmp_path_factory):
    """The half of 2023 in several zones, its reminder and render a week apart."""
    root = tmp_path_factory.mktemp("zones")
    (root / "data" / "thu").mkdir(parents=True)
    text = 'title = "Thử"\nsource = "bài thử"\nbasis = "administrative"\n'
    (root / "data" / "thu" / "dataset.toml").write_text(text, encoding="utf-8")
    return {zone: in_years(root, time_zone=zone, max_age_days=5)[2023] for zone in ZONES}


@settings(max_examples=150, deadline=None)
@given(zone=st.sampled_from(ZONES), offsets=st.lists(MINUTES, max_size=25))
@example(zone="Asia/Ho_Chi_Minh", offsets=[0, 0, 5 * 1440, -10, 0])
@example(zone="Asia/Ho_Chi_Minh", offsets=[60 * 1440, 0, 60 * 1440, -8 * 1440])
def test_any_clock_takes_each_step_at_most_once_and_exactly_once_if_it_shows_its_time(by_zone, zone, offsets):
    """The clock may jump, stand still and go back; a runner that never looks in the window leaves it to a person."""
    found, taken = by_zone[zone], []
    nows = [found.render_at.astimezone(UTC) + timedelta(minutes=offset) for offset in offsets]
    with closing(ledger_in_memory()) as connection:
        ledger = Ledger(connection)
        for now in nows:
            due, missed = due_steps([found], ledger, now=now)
            taken += [(step.name, now) for step in due]
            take(due, ledger, now)
            for step in missed:
                note_missed(step, ledger, now=now)

    age = timedelta(days=5)
    rendered = [now for now in nows if found.render_at <= now <= found.render_at + age]
    assert [now for name, now in taken if name == "render"] == rendered[:1]
    # The reminder has its time until the first render, or the hour of the render.
    before = nows[: nows.index(rendered[0])] if rendered else nows
    reminded = [now for now in before if found.remind_at <= now < min(found.render_at, found.remind_at + age)]
    reminded += [now for now in before if now == found.remind_at + age < found.render_at]
    assert [now for name, now in taken if name == "remind"] == sorted(reminded, key=nows.index)[:1]


def test_schedule_of_a_dataset_that_is_not_in_order_has_no_days_and_the_others_have_theirs(root, ledger):
    """A slip in one dataset.toml must not keep the meeting of another from being prepared."""
    both = said(thu=HALF, truong=HALF | {"dataset": "truong", "basis": "school-year", "data_due": "03-04"})
    (root / "data" / "truong" / "dataset.toml").write_text('title = "Thử"\n', encoding="utf-8")

    assert {each.name for each in occurrences(both, root, until=FAR)} == {"thu"}
    assert list(coming_lines(coming(both, root, ledger, now=at("2026-06-01T08:00"))))[1:] == [
        "next: nothing of truong: data/truong is not in order"
    ]


def test_a_day_off_that_the_office_adds_moves_the_days_of_its_calendar(root):
    """What the Government decrees in May reaches the office before it reaches any package."""
    (root / "data" / "registry").mkdir()
    (root / "data" / "registry" / "days_off.csv").write_text("day,kind,source\n2023-06-20,off,thử\n", encoding="utf-8")

    assert in_years(root)[2023].render_at == at("2023-06-21T08:00")


EDITIONS = '[[editions]]\nkind = "thu"\nunit = ["huyen-ba-be", "xa-ba-be-2025"]\nperiod = "H1"\n'


@pytest.mark.parametrize(
    ("changes", "now", "lines"),
    [
        (
            {"first_year": 2023},
            "2040-01-01T08:00",
            [
                "next: remind thu/2040-H1 (thu), 13/06/2040 08:00: 1 reports",
                "  thu/2040-H1: left out: huyện Ba Bể (ended on 30/06/2025)",
            ],
        ),
        (
            {"last_year": 2026},
            "2027-01-01T08:00",
            ["next: nothing of thu: its last_year was 2026; change or leave out last_year in reports.toml"],
        ),
        (
            {"period": "H2", "data_due": "12-20", "render": "12-26 08:00", "meeting": "01-10"},
            "2026-10-01T08:00",
            [
                "next: remind thu/2026-H2 (thu), 16/12/2026 08:00: nothing can be made: no edition with dataset thu, "
                "period 2026-H2 is declared in data/*/dataset.toml; declared are: none"
            ],
        ),
        (None, "2026-10-01T08:00", ["next: nothing, reports.toml has no [schedules]; sets are built by hand"]),
    ],
)
def test_what_comes_next_is_told_with_its_set_and_when_nothing_can_come_why(root, ledger, changes, now, lines):
    """An office that hears nothing in June must not learn in July that its calendar had ended."""
    (root / "reports.toml").write_text(
        '[reports.thu]\ntitle = "Thử"\nnotebook = "thu"\nrequires = ["loi"]\n', encoding="utf-8"
    )
    path = root / "data" / "thu" / "dataset.toml"
    path.write_text(path.read_text(encoding="utf-8") + EDITIONS, encoding="utf-8")
    settings = said() if changes is None else said(thu={k: v for k, v in HALF.items() if k != "last_year"} | changes)

    assert list(coming_lines(coming(settings, root, ledger, now=at(now)))) == lines
