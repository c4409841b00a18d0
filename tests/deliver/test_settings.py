"""The settings of schedules and mail: what is shipped works, mistakes are one line, the page tells every key."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.conftest import REPOSITORY
from tests.deliver.office import open_office
from thidua.deliver.mail.recipients import read_recipients
from thidua.deliver.settings import (
    MailSettings,
    RecipientSettings,
    RoleSettings,
    ScheduleSettings,
    read_deliver_settings,
)
from thidua.errors import ConfigError
from thidua.run.reports import ReportSettings


def test_what_the_repository_ships_is_in_order_and_can_send_nothing():
    """A fresh clone must not write to anybody; the addresses are of the domain that exists nowhere."""
    settings = read_deliver_settings(REPOSITORY)
    recipients = read_recipients(settings, REPOSITORY)

    assert settings.mail is not None
    assert settings.mail.server == ""
    assert recipients
    assert all(each.address.endswith(".example") for each in recipients)


@pytest.mark.parametrize("model", [ReportSettings, ScheduleSettings, MailSettings, RoleSettings, RecipientSettings])
def test_every_key_is_told_on_the_page_of_settings(model: type[ScheduleSettings]):
    """Whoever sets up the office reads that page, not the code."""
    page = (REPOSITORY / "docs" / "reports-toml.md").read_text(encoding="utf-8")
    told = set(re.findall(r"`(\w+)`", page))

    assert set(model.model_fields) <= told


@pytest.mark.parametrize(
    ("before", "after", "problem"),
    [
        ('data_due = "06-16"', 'data_due = "02-29"', "a day that every year has"),
        ('data_due = "06-16"', 'data_due = "W25-2"', "write month and day in quotes"),
        ('data_due = "06-16"', 'data_due = "13-01"', "write month and day in quotes"),
        ('render = "06-20 08:00"', 'render = "06-20"', "write month, day and time in quotes"),
        ('render = "06-20 08:00"', 'render = "06-20 08:00+09:00"', "write month, day and time in quotes"),
        ('render = "06-20 08:00"', 'render = "06-20 25:00"', "write month, day and time in quotes"),
        ('period = "H1"', 'period = "Q1"', 'write "H1", "H2" or "year"'),
        ("remind_days_before = 5", "remind_day_before = 5", "did you mean remind_days_before?"),
        ('operator = "Trực <truc@donvi.example>"', 'operator = "Trực"', "must be one mail address"),
        ('operator = "Trực <truc@donvi.example>"', 'operator = "a@x.example, b@x.example"', "must be one mail address"),
        ('name = "Bà Hoàng"', 'name = "Bà Hoàng\\nBcc: x@y.example"', "must be one line"),
        ('name = "Bà Hoàng"', 'name = "Bà \\u202eHoàng"', "must be one line"),
        ('title = "Tổng kết năm"', 'title = "Tổng kết\\r\\nBcc: x@y.example"', "must be one line"),
        ('security = "starttls"', 'security = "none"', 'write "starttls" or "tls"'),
        ("tries = 1", "tries = 0", "write a whole number from 1 to 10"),
    ],
)
def test_a_mistake_is_one_line_that_names_the_key(tmp_path: Path, before: str, after: str, problem: str):
    """What is not understood must stop everything: a wrong date shows months later."""
    open_office(tmp_path)
    path = tmp_path / "reports.toml"
    text = path.read_text(encoding="utf-8")
    assert before in text
    path.write_text(text.replace(before, after, 1), encoding="utf-8")

    with pytest.raises(ConfigError, match=re.escape(problem)) as refused:
        read_deliver_settings(tmp_path)
    assert "\n" not in str(refused.value)


def test_a_certificate_file_is_found_beside_the_settings_wherever_the_command_is_called(tmp_path: Path):
    """Schedulers start programs anywhere."""
    open_office(tmp_path)
    path = tmp_path / "reports.toml"
    path.write_text(path.read_text(encoding="utf-8").replace('ca_file = ""', 'ca_file = "ca.pem"'), encoding="utf-8")
    mail = read_deliver_settings(tmp_path).mail

    assert mail is not None
    assert mail.ca_file == str(tmp_path / "ca.pem")
