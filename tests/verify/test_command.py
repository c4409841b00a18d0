"""The command: what it prints of real revisions, its exit status, and that it changes nothing."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from tests.deliver.packs import MORNING, Office
from tests.deliver.publication.shown import tree
from tests.deliver.release.executed import award_table, awards, executed, headline, publish_notebook
from tests.verify.asked import mail
from thidua.cli.doing.verify import verify
from thidua.deliver.publication.data_package import DataPackage
from thidua.run.key import content_hash
from thidua.run.plan import Edition
from thidua.run.record import kept_file
from thidua.run.standing import standings
from thidua.speech import speaking
from thidua.verify.answer import Verifier
from thidua.verify.known import Known
from thidua.verify.told import Teller


def known_of(office: Office, *editions: Edition) -> Known:
    """What an office knows whose datasets declare these editions."""
    known = Known(office.root, office.ledger)
    vars(known)["editions"] = {str(each): each for each in editions}
    return known


def corrected(office: Office, edition: Edition) -> bytes:
    """The page of a first revision, after a second one with another figure was released."""
    for number, figure in enumerate((12, 15)):
        notebook = executed(headline({"lượt": figure}, lượt=str(figure)), award_table(awards("Giấy khen", 2, figure)))
        publish_notebook(edition, notebook, office.ledger, key=f"k{number}")
        office.decide(edition, at=MORNING.replace(day=20 + number))
    return kept_file(edition, 1, "html").read_bytes()


def test_replaced_file_tells_what_changed(office: Office, edition: Edition):
    """The figure that somebody quotes from the old file is the one that they are told has changed."""
    [found] = standings(office.ledger, content_hash(corrected(office, edition)))
    told = known_of(office, edition).changes(found)

    assert told[0] == "what changed:"
    assert "12 → 15" in told[1]


def test_changes_are_not_told_from_a_notebook_that_is_no_longer_whole(office: Office, edition: Edition):
    """Somebody may have edited what was kept: what it says is not what was released."""
    corrected(office, edition)
    kept_file(edition, 1, "ipynb").write_text("{}", encoding="utf-8")
    [found] = standings(office.ledger, office.ledger.revisions(str(edition))[0].files["html"])

    assert known_of(office, edition).changes(found) == (
        "what changed cannot be told: the notebook of one of the two is no longer whole",
    )


def test_changes_of_an_edition_with_names_are_not_printed(office: Office, edition: Edition):
    """A terminal is not restricted, the edition is."""
    restricted = replace(edition, names=True)
    corrected(office, restricted)
    [found] = standings(office.ledger, office.ledger.revisions(str(restricted))[0].files["html"])

    assert known_of(office, restricted).changes(found) == ("it lists names of people: open both files to compare them",)


def test_edition_that_is_no_longer_known_is_still_answered(office: Office, edition: Edition):
    """A dataset may be gone; what the ledger saw released, it still knows."""
    gone = "cu/2019-H1/huyen-cu/district"
    revision = office.ledger.add_revision(gone, key="k", snapshot="s", files={"pdf": "ab" * 32}, at=MORNING)
    office.ledger.decide(revision, "release", by="Hoa", note="", at=MORNING)
    [found] = standings(office.ledger, "ab" * 32)

    assert found.state == "current"
    assert known_of(office).title(gone) == gone


def project(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    """Call the command in this office."""
    (office.root / "reports.toml").write_text("[reports]\n", encoding="utf-8")
    (office.root / "data").mkdir(exist_ok=True)
    monkeypatch.chdir(office.root)


def test_exit_status_tells_whether_all_holds(
    office: Office, edition: Edition, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
):
    """A script asks one question: may I rely on all of these?"""
    office.make(edition)
    office.decide(edition)
    project(office, monkeypatch)
    good, bad = office.root / "a.pdf", office.root / "b.eml"
    good.write_bytes(edition.file("pdf").read_bytes())
    bad.write_bytes(mail({"cv.pdf": b"%PDF"}).as_bytes())
    verify((good,))
    with pytest.raises(SystemExit, match="1"):
        verify((good, bad))
    with pytest.raises(SystemExit, match="1"):
        verify((good, office.root / "missing.pdf", office.root))
    printed = capsys.readouterr()

    assert printed.out.count("GENUINE AND CURRENT") == 3
    assert "missing.pdf: No such file or directory" in printed.err
    assert f"{office.root}: Is a directory" in printed.err


def test_nothing_of_the_office_is_changed(office: Office, edition: Edition, monkeypatch: pytest.MonkeyPatch):
    """It runs while another command works, and where nobody may write."""
    office.make(edition)
    office.decide(edition)
    project(office, monkeypatch)
    before = tree(office.root)
    verify((edition.file("pdf"),))

    assert tree(office.root) == before


def test_office_is_answered_in_vietnamese(
    office: Office,
    edition: Edition,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    tmp_path: Path,
):
    """Whoever asks at the office reads Vietnamese."""
    office.make(edition)
    office.decide(edition)
    office.make(edition, "hai")
    project(office, monkeypatch)
    file = tmp_path / "a.pdf"
    file.write_bytes(kept_file(edition, 1, "pdf").read_bytes())
    with speaking("vi"):
        verify((file,))

    out = capsys.readouterr().out
    assert "ĐÚNG, LÀ BẢN HIỆN HÀNH" in out
    assert "bản 2 đã lập, chờ người duyệt" in out


def test_file_of_a_data_package_is_answered_by_the_sets_that_are_offered_today(office: Office, edition: Edition):
    """The command makes the figures anew from the notebooks of the releases, and says whose they are."""
    corrected(office, edition)
    known = known_of(office, edition)
    pack = office.pack(edition)
    vars(known)["_packs"] = [pack]
    files = DataPackage(pack, print).files
    verifier = Verifier(office.ledger, known.names.meant, known.lists, known.data)
    [content] = [content for address, content in files.items() if address.endswith("/award_counts.csv")]
    answer = verifier.content("x.csv", content)

    assert (answer.kind, answer.of) == ("data", "6 tháng đầu năm 2023, Số liệu minh họa")
    assert list(Teller(known.title, known.changes, known.compared, MORNING.tzinfo).lines(answer)) == [
        "x.csv: GENUINE, FIGURES OF TODAY of 6 tháng đầu năm 2023, Số liệu minh họa"
    ]
    assert verifier.content("x.csv", content.replace(b"15", b"16")).kind == "unknown"
