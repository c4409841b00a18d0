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
    PublishSettings,
    RecipientSettings,
    RoleSettings,
    ScheduleSettings,
    read_deliver_settings,
    read_publish_settings,
)
from thidua.errors import ConfigError
from thidua.run.reports import ReportSettings, read_reports


def test_what_the_repository_ships_is_in_order_and_can_send_nothing():
    """A fresh clone must not write to anybody; the addresses are of the domain that exists nowhere."""
    settings = read_deliver_settings(REPOSITORY)
    recipients = read_recipients(settings, REPOSITORY)

    assert settings.mail is not None
    assert settings.mail.server == ""
    assert recipients
    assert all(each.address.endswith(".example") for each in recipients)


MODELS = [ReportSettings, ScheduleSettings, PublishSettings, MailSettings, RoleSettings, RecipientSettings]


@pytest.mark.parametrize("model", MODELS)
def test_every_key_is_told_on_the_page_of_settings(model: type[ScheduleSettings]):
    """Whoever sets up the office reads that page, not the code."""
    page = (REPOSITORY / "docs" / "reports-toml.md").read_text(encoding="utf-8")
    told = set(re.findall(r"`(\w+)`", page))

    assert set(model.key_names()) <= told


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


def test_the_quality_report_is_not_public_as_shipped():
    """It names senders and their faults; all other kinds are shown once they are released."""
    every = set(read_reports(REPOSITORY))

    assert set(read_publish_settings(REPOSITORY).kinds or ()) == every - {"quality"}


def read_both(root: Path) -> None:
    """Read the settings as a command that mails does."""
    read_publish_settings(root)
    read_deliver_settings(root)


def refusal(root: Path, *, role: str = "", mail: str = "", publish: str = "") -> str:
    """The one line with which settings are refused."""
    open_office(root)
    path = root / "reports.toml"
    text = path.read_text(encoding="utf-8").replace("[roles.leader]\n", f"[roles.leader]\n{role}\n")
    path.write_text(f"{text.replace('[mail]', f'[mail]{chr(10)}{mail}')}\n[publish]\n{publish}\n", encoding="utf-8")
    with pytest.raises(ConfigError) as refused:
        read_both(root)
    assert "\n" not in str(refused.value)
    return str(refused.value)


def test_the_old_key_names_the_new_one(tmp_path: Path):
    """Who had links before reads where to write their address now."""
    said = refusal(tmp_path, mail='link = "https://tdkt.donvi.example/reports"')

    assert "link is no key any more: write address in [publish]" in said


@pytest.mark.parametrize(
    "address",
    [
        *("javascript:alert(1)", "ftp://tdkt.example/", "tdkt.example/tai-lieu", "/srv/www", "file:///srv/www"),
        *("https://toi:matkhau@tdkt.example/", "https://tdkt.example/?q=", "https://tdkt.example/#x", "https:///x"),
        *("https://tdkt.example/tai lieu", r"Z:\\tai-lieu", r"\\\\may-chu", "//may-chu/tai-lieu"),
        *(
            "https://[::1/x",
            "https://[x]/",
            "https://tdkt.example:99999999/x",
            "https://tdkt.example:a/",
            "https://:443/",
        ),
    ],
)
def test_address_is_one_of_the_web_or_of_a_share(tmp_path: Path, address: str):
    """It stands in every mail with links: nothing that runs, no login, nothing that cannot be continued."""
    assert "publish.address: " in refusal(tmp_path, publish=f'address = "{address}"')


@pytest.mark.parametrize(
    ("role", "publish", "said"),
    [
        ("", "", "nothing says where readers find public/; set address in [publish]"),
        (
            "names = true",
            'address = "https://t.example"',
            "names = true: reports with names of people are never public",
        ),
        ("", 'address = "https://t.example"\nkinds = []', "but thu is not public ([publish] kinds)"),
    ],
)
def test_role_gets_no_links_to_what_is_not_public(tmp_path: Path, role: str, publish: str, said: str):
    """Before any mail is composed, with what to write instead."""
    found = refusal(tmp_path, role=f'sends = "link"\n{role}', publish=publish)

    assert found.startswith('reports.toml: roles.leader: sends = "link"')
    assert said in found
    assert 'write sends = "attachments"' in found


def test_kind_that_there_is_not_is_named_with_the_nearest(tmp_path: Path):
    """A slip of the pen would hide a kind in silence."""
    assert "publish.kinds: no report of kind" in refusal(tmp_path, publish='kinds = ["thuu"]')
