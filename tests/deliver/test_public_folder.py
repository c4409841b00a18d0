"""The public folder as commands bring it up to date: before they end, after a kill, and never in the office's way."""

from __future__ import annotations

import email
import email.policy
import os
import subprocess
from pathlib import Path

import pytest

from tests.deliver.office import BE, HOANG, Office
from tests.deliver.publication.shown import tree
from thidua.cli import cli
from thidua.errors import ConfigError

BA_BE_FILES = {f"thu/2022-H1/huyen-ba-be/thu.{each}" for each in ("html", "pdf", "xlsx")}
NA_RI_FILES = {f"thu/2022-H1/huyen-na-ri/thu.{each}" for each in ("html", "pdf", "xlsx")}
ZIP = "thu/2022-H1/bo-tai-lieu-6-thang-dau-nam-2022.zip"
ALWAYS = {"index.html", "verify.html", "feed.xml"}


@pytest.fixture
def typed(posting: Office, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]):
    """Types a command in the office's folder, in this process; gives what it printed."""
    monkeypatch.chdir(posting.root)

    def type_(*words: str) -> str:
        cli.main(list(words), standalone_mode=False)
        printed = capsys.readouterr()
        return printed.out + printed.err

    return type_


def set_publish(office: Office, text: str) -> None:
    """Add a [publish] to the settings, and links for leaders if they have an address."""
    path = office.root / "reports.toml"
    settings = path.read_text(encoding="utf-8")
    if "address" in text:
        settings = settings.replace(
            '[roles.leader]\nkinds = ["thu"]', '[roles.leader]\nkinds = ["thu"]\nsends = "link"'
        )
    path.write_text(f"{settings}\n[publish]\n{text}\n", encoding="utf-8")


def test_release_and_withdrawal_hold_when_the_command_ends(posting: Office, typed):
    """Who released something at the meeting's table sees it on the page a moment later."""
    public = posting.root / "public"
    typed("review", "2022-H1")
    assert set(tree(public)) == ALWAYS
    typed("release", "2022-H1", "--by", "Bà Hoàng")
    assert set(tree(public)) == {*ALWAYS, ZIP, *BA_BE_FILES, *NA_RI_FILES}
    typed("withdraw", "2022-H1", "--unit", "huyện Ba Bể", "--by", "Bà Hoàng", "--why", "số liệu nhầm")
    assert set(tree(public)) == {*ALWAYS, ZIP, *NA_RI_FILES}
    assert not (public / "thu" / "2022-H1" / "huyen-ba-be").exists()


@pytest.mark.skipif(os.name != "posix", reason="modes of POSIX")
def test_every_command_closes_the_offices_folder(posting: Office, typed):
    """An old tree was readable by everybody on the machine."""
    for path in (posting.root / "reports").rglob("*"):
        path.chmod(0o755 if path.is_dir() else 0o644)
    typed("send", "2022-H1", "--dry-run")

    reports = posting.root / "reports"
    assert {path.stat().st_mode & 0o077 for path in (reports, *reports.rglob("*"))} == {0}
    assert (reports / "ledger.sqlite").stat().st_mode & 0o777 == 0o600


def test_what_a_killed_withdrawal_left_is_gone_after_the_next_command(posting: Office, typed):
    """The ledger knew it; the public folder did not yet."""
    typed("release", "2022-H1", "--by", "Bà Hoàng")
    with posting.ledger() as ledger:
        revision = ledger.revision("thu/2022-H1/huyen-ba-be/thu")
        assert revision is not None
        ledger.decide(revision, "withdraw", by="Bà Hoàng", note="số liệu nhầm", at=revision.made_at)
    assert set(tree(posting.root / "public")) >= BA_BE_FILES
    typed("send", "--dry-run")

    assert not BA_BE_FILES & set(tree(posting.root / "public"))


def test_command_that_fails_leaves_the_folder_in_line_all_the_same(posting: Office, typed):
    """A schedule that fails every night must not keep what was withdrawn in sight."""
    typed("release", "2022-H1", "--by", "Bà Hoàng")
    with posting.ledger() as ledger:
        revision = ledger.revision("thu/2022-H1/huyen-ba-be/thu")
        assert revision is not None
        ledger.decide(revision, "withdraw", by="Bà Hoàng", note="số liệu nhầm", at=revision.made_at)

    with pytest.raises(ConfigError, match="nothing was built of 2021 yet"):
        typed("review", "2021")
    assert not BA_BE_FILES & set(tree(posting.root / "public"))


def test_something_foreign_is_told_and_the_decision_stands(posting: Office, typed, capsys: pytest.CaptureFixture[str]):
    """One line at the end; what was decided was said before it, and the office's page is written."""
    (posting.root / "public").mkdir()
    (posting.root / "public" / "thơ.txt").write_text("mine", encoding="utf-8")

    with pytest.raises(ConfigError, match="did not write"):
        typed("release", "2022-H1", "--by", "Bà Hoàng")
    assert "revision 1 released by Bà Hoàng" in capsys.readouterr().out
    assert "Đã duyệt" in (posting.root / "reports" / "index.html").read_text(encoding="utf-8")
    assert set(tree(posting.root / "public")) == {"thơ.txt", *ALWAYS}


@pytest.mark.parametrize("folder", ["reports/public", "..", "data"])
def test_folder_that_is_refused_is_refused_before_anything_is_done(posting: Office, typed, folder: str):
    """A release that cannot take effect is not noted."""
    set_publish(posting, f'folder = "{folder}"')

    with pytest.raises(ConfigError, match=r"publish\.folder"):
        typed("release", "2022-H1", "--by", "Bà Hoàng")
    with posting.ledger() as ledger:
        assert ledger.released("thu/2022-H1/huyen-ba-be/thu") is None


def test_links_are_public_before_the_mail_goes_and_the_plan_says_for_whom(posting: Office, typed, tmp_path: Path):
    """Even if the release was killed before it was shown: nobody follows a link into nothing."""
    set_publish(posting, 'address = "https://tdkt.donvi.example/tai-lieu"')
    typed("release", "2022-H1", "--by", "Bà Hoàng")
    pdf = posting.root / "public" / "thu" / "2022-H1" / "huyen-ba-be" / "thu.pdf"
    pdf.unlink()
    there: list[bool] = []
    assert posting.server is not None

    printed = typed("send", "2022-H1", "--dry-run")
    there.append(pdf.is_file())
    warning = "role leader gets links: whoever reaches https://tdkt.donvi.example/tai-lieu can open them"
    assert warning in printed
    assert there == [True]
    assert warning in typed("send", "2022-H1")
    [leader] = [message for to, message in posting.server.received if "hoang" in to]
    text = email.message_from_bytes(leader, policy=email.policy.default).get_body(("plain",)).get_content()
    assert "https://tdkt.donvi.example/tai-lieu/thu/2022-H1/huyen-ba-be/thu.pdf" in text
    assert BE in [to for to, _ in posting.server.received]


def test_git_sees_neither_folder(posting: Office, typed):
    """What is generated is not kept; the README of reports/ is, whatever its mode."""
    from tests.conftest import REPOSITORY

    def git(*words: str) -> str:
        command = ["git", "-c", "user.name=a", "-c", "user.email=a@x.example", *words]
        return subprocess.run(command, cwd=posting.root, capture_output=True, text=True, check=True).stdout

    (posting.root / ".gitignore").write_bytes((REPOSITORY / ".gitignore").read_bytes())
    (posting.root / "reports" / "README.md").write_bytes((REPOSITORY / "reports" / "README.md").read_bytes())
    git("init", "-q")
    git("add", "-A")
    git("commit", "-qm", "x")
    typed("release", "2022-H1", "--by", "Bà Hoàng")

    assert git("status", "--short") == ""
    assert "reports/README.md" in git("ls-files")
    assert not [line for line in git("ls-files").splitlines() if line.startswith("public/")]


def test_status_tells_that_nothing_new_is_shown_and_why(posting: Office, typed):
    """A file manager's leavings stop the folder; nobody looks there for days."""
    typed("release", "2022-H1", "--by", "Bà Hoàng")
    assert "public:" not in typed("status")
    (posting.root / "public" / "Thumbs.db").write_bytes(b"x")

    printed = typed("status")
    assert "public: " in printed
    assert '"Thumbs.db", which file managers make by themselves; nothing new is shown' in printed


def test_withdrawal_while_the_share_is_offline_ends_in_one_line_and_holds_for_the_mail(
    posting: Office, typed, capsys: pytest.CaptureFixture[str]
):
    """The decision is noted, so that no mail goes any more; that the report may still be seen is no success."""
    typed("release", "2022-H1", "--by", "Bà Hoàng")
    public = posting.root / "public"
    public.rename(posting.root / "offline")
    with pytest.raises(ConfigError, match="share offline"):
        typed("withdraw", "2022-H1", "--by", "Bà Hoàng", "--why", "số liệu nhầm")

    assert "withdrawn by Bà Hoàng" in capsys.readouterr().out
    assert not public.exists()
    assert "public: the public folder is not there" in typed("status")
    (posting.root / "offline").rename(public)
    typed("send", "--dry-run")
    assert set(tree(public)) == ALWAYS


@pytest.mark.parametrize(
    ("publish", "said"),
    [
        ('folder = "/nonexistent/x"', "the folder above is missing, /nonexistent"),
        ('folder = "~/public"', '"~" is not understood'),
        ('folder = "~/public"\n[mail2]', "unknown key: mail2|mail2"),
    ],
)
def test_slip_in_the_settings_is_told_before_the_command_acts(posting: Office, typed, publish: str, said: str):
    """And an unknown key before what it may have to do with the public folder."""
    set_publish(posting, publish)
    with pytest.raises(ConfigError, match=said):
        typed("send", "2022-H1", "--dry-run")
    assert not (posting.root / "reports" / "dry-run").exists()
    with posting.ledger() as ledger:
        assert ledger.released("thu/2022-H1/huyen-ba-be/thu") is None


def test_files_too_large_to_attach_are_shown_first_and_the_plan_says_what_becomes_a_link(posting: Office, typed):
    """Whoever reaches the folder can open what only its recipient was to have attached."""
    set_publish(posting, "")
    path = posting.root / "reports.toml"
    settings = path.read_text(encoding="utf-8").replace(
        "[publish]", '[publish]\naddress = "https://tdkt.donvi.example"'
    )
    path.write_text(settings.replace("[mail]", "[mail]\nlimit_mb = 0.05"), encoding="utf-8")
    typed("release", "2022-H1", "--by", "Bà Hoàng")
    pdf = posting.root / "public" / "thu" / "2022-H1" / "huyen-ba-be" / "thu.pdf"
    pdf.unlink()

    printed = typed("send", "2022-H1", "--dry-run")
    assert "links thu/2022-H1/huyen-ba-be/thu, too large to attach ([mail] limit_mb)" in printed
    assert "whoever reaches https://tdkt.donvi.example can open it" in printed
    assert pdf.is_file()


def test_foreign_file_holds_only_the_mail_whose_links_would_lead_nowhere(
    posting: Office, typed, capsys: pytest.CaptureFixture[str]
):
    """A file manager's leavings must not keep from the districts what is attached for them."""
    set_publish(posting, 'address = "https://tdkt.donvi.example"')
    (posting.root / "public").mkdir()
    (posting.root / "public" / ".DS_Store").write_bytes(b"x")
    for words in (["release", "2022-H1", "--by", "Bà Hoàng"], ["send", "2022-H1"]):
        with pytest.raises((ConfigError, SystemExit)):
            typed(*words)
    printed = capsys.readouterr()
    assert posting.server is not None
    got = [to for to, _ in posting.server.received]

    assert BE in got
    assert HOANG not in got
    assert "mails whose links would lead nowhere are held" in printed.err
    assert "it is to be linked, and is not in the public folder" in printed.err
    (posting.root / "public" / ".DS_Store").unlink()
    typed("send", "2022-H1")
    assert HOANG in [to for to, _ in posting.server.received]
