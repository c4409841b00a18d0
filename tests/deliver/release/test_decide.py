"""Release and withdrawal by a person: what is in order leaves the house, everything else is held with its reason."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import nbformat
import pytest
from nbformat.v4 import new_notebook

from tests.deliver.packs import MORNING, half_year_editions
from tests.deliver.release.executed import publish_notebook
from thidua.deliver.release.decide import Held, Released, Withdrawn, changed_since, release, withdraw
from thidua.errors import ConfigError, DataError
from thidua.put import put
from thidua.registry import get_unit
from thidua.run.key import edition_inputs, key_of
from thidua.run.record import kept_file

LATER = MORNING + timedelta(hours=3)


@pytest.fixture
def editions(office):
    """Three districts of the half-year set."""
    return half_year_editions(office.root)[:3]


def released(office, *editions, units=None, kinds=None, by="Lê Thị Hoa", note="Đã đối chiếu", as_is=False):
    """Release what is asked for of the pack as it is now."""
    return release(
        office.pack(*editions), office.ledger, units=units, kinds=kinds, by=by, note=note, now=LATER, as_is=as_is
    )


def withdrawn(office, *editions, units=None, kinds=None, by="Lê Thị Hoa", why="Sai một số", reached=()):
    """Withdraw what is asked for of the pack as it is now."""
    return withdraw(
        office.pack(*editions), office.ledger, units=units, kinds=kinds, by=by, why=why, now=LATER, reached=reached
    )


def test_whole_pack_is_released_with_who_when_and_which_files(office, editions):
    """The ledger answers for ever who let which bytes out."""
    revisions = [office.make(edition) for edition in editions]

    found = released(office, *editions)

    assert [type(each) for each in found] == [Released] * 3
    for edition, revision in zip(editions, revisions, strict=True):
        decision = office.ledger.released(str(edition))
        assert (decision.by, decision.note, decision.at) == ("Lê Thị Hoa", "Đã đối chiếu", LATER)
        assert (decision.revision, decision.content_hash) == (1, revision.content_hash)
    assert str(found[0]) == f"{editions[0]}: revision 1 released by Lê Thị Hoa"
    assert {state.release for state in office.pack(*editions).editions} == {"released"}


def test_only_the_units_and_kinds_asked_for_are_released(office, editions):
    """One district at a time is ordinary practice."""
    for edition in editions:
        office.make(edition)

    (found,) = released(office, *editions, units=[editions[1].unit], kinds=["district"])

    assert found.edition == editions[1]
    assert office.ledger.released(str(editions[0])) is None


def test_changed_file_is_held_and_the_others_go(office, editions):
    """A PDF that someone opened and saved again is not what was built."""
    for edition in editions:
        office.make(edition)
    editions[1].file("pdf").unlink()
    editions[1].file("pdf").write_bytes(b"%PDF-1.7 saved again")

    found = released(office, *editions)

    assert found[1] == Held(editions[1], "its files changed since it was built: build it again")
    assert [type(each) for each in found] == [Released, Held, Released]
    assert office.ledger.decisions(str(editions[1])) == []


def test_lost_file_is_held(office, editions):
    """What is not there cannot leave the house."""
    office.make(editions[0])
    editions[0].file("html").unlink()

    assert "changed since it was built" in released(office, editions[0])[0].reason


def test_file_that_changes_after_the_pack_was_read_is_held(office, editions):
    """Between looking and deciding there may be an hour."""
    office.make(editions[0])
    pack = office.pack(editions[0])
    editions[0].file("pdf").unlink()

    (found,) = release(pack, office.ledger, units=None, kinds=None, by="A", note="", now=LATER)

    assert isinstance(found, Held)


def test_revision_that_nobody_looked_at_is_held(office, editions):
    """A person releases what they saw, not what a build put in its place meanwhile."""
    office.make(editions[0])
    pack = office.pack(editions[0])
    office.make(editions[0], "hai")

    (found,) = release(pack, office.ledger, units=None, kinds=None, by="A", note="", now=LATER)

    assert found == Held(editions[0], "it was built anew meanwhile: look at it again")


def test_failed_edition_is_held_with_its_reason_though_an_older_one_stands(office, editions):
    """The last ready one stands in its place, but it is not what the data say now."""
    office.make(editions[0])
    office.fail(editions[0], "cell 12: total is 8, its rows add up to 7")

    (found,) = released(office, editions[0])

    assert found == Held(editions[0], "its last build failed: cell 12: total is 8, its rows add up to 7")


def test_edition_that_was_never_built_is_held(office, editions):
    """It is in the plan, so it is spoken of."""
    assert released(office, editions[0]) == [Held(editions[0], "it was never built: build it first")]


def test_second_release_of_one_revision_changes_nothing(office, editions):
    """Who typed the command twice has released once."""
    office.make(editions[0])
    released(office, editions[0])

    (found,) = released(office, editions[0], by="Ai khác")

    assert found == Held(editions[0], "revision 1 is already released, by Lê Thị Hoa on 20/06/2023")
    assert len(office.ledger.decisions(str(editions[0]))) == 1


def test_new_revision_needs_its_own_release(office, editions):
    """A release seals one state of the files."""
    office.make(editions[0])
    released(office, editions[0])
    office.make(editions[0], "hai")
    assert office.pack(editions[0]).editions[0].release == "changed since release"

    (found,) = released(office, editions[0])

    assert isinstance(found, Released)
    assert office.ledger.released(str(editions[0])).revision == 2


def test_edition_with_names_is_released_only_by_its_own_kind(office, editions):
    """Nobody lets a list of people out by releasing "all", nor by naming the ordinary report."""
    ordinary, named = editions[0], replace(editions[0], names=True)
    office.make(ordinary)
    office.make(named)

    for kinds in (None, ["district"]):
        held = released(office, ordinary, named, kinds=kinds)[1]
        assert held.reason == "it has the names of recipients; release it by its own kind: --kind district-names"
    (found,) = released(office, ordinary, named, kinds=["district-names"])

    assert found.edition == named
    assert isinstance(found, Released)


def test_edition_in_english_is_released_with_its_kind_or_alone(office, editions):
    """Its files are called district.en."""
    english = replace(editions[0], lang="en")
    named = replace(english, names=True)
    for edition in (editions[0], english, named):
        office.make(edition)

    (found,) = released(office, editions[0], english, named, kinds=["district.en"])
    assert found.edition == english
    assert isinstance(released(office, english, kinds=["district"])[0], Held)
    assert isinstance(released(office, named, kinds=["district-names"])[0], Released)


@pytest.mark.parametrize(
    ("asked", "message"),
    [
        ({"kinds": ["distrct"]}, 'has no kind "distrct"; there are: district'),
        ({"units": [get_unit("tinh-bac-kan")]}, "has no edition of tinh-bac-kan; there are: "),
        ({"by": "  "}, "--by is empty"),
        ({"by": "Hoa\nBcc: x@y.example"}, "--by .* one line"),
        ({"by": "Hoa\u202e"}, "one line without control characters"),
        ({"note": "a" * 201}, "--note has 201 letters; at most 200"),
        ({"note": "a\tb"}, "--note .* one line"),
    ],
)
def test_slip_of_the_pen_releases_nothing(office, editions, asked, message):
    """What is wrong with the command is said before the first edition is decided on."""
    office.make(editions[0])

    with pytest.raises(ConfigError, match=message):
        released(office, *editions, **asked)
    assert office.ledger.decisions(str(editions[0])) == []


def test_units_and_kinds_that_never_meet_are_told(office, editions):
    """The province has no district report."""
    province = next(each for each in half_year_editions(office.root) if each.kind == "province")

    with pytest.raises(ConfigError, match="no edition of these units and kinds together"):
        released(office, editions[0], province, units=[province.unit], kinds=["district"])


def test_what_a_build_would_make_anew_is_held_and_goes_only_as_it_is_with_a_note(office, editions, monkeypatch):
    """A file came after the build: who releases the old figures all the same says why, and that is remembered."""
    for edition in editions[:2]:
        publish_notebook(edition, with_inputs(edition), office.ledger)
    changed = replace(editions[0], settings=editions[0].settings.changed(title="Tên khác"))

    held, gone = released(office, changed, editions[1])
    assert isinstance(gone, Released)
    assert held.reason.endswith(
        "changed since it was built: build it again, or release it --as-is and say why with --note"
    )
    with pytest.raises(ConfigError, match="--note is empty"):
        released(office, changed, note=" ", as_is=True)
    assert office.ledger.decisions(str(changed)) == []
    (found,) = released(office, changed, note="họp ngay bây giờ", as_is=True)

    assert isinstance(found, Released)
    assert office.ledger.released(str(changed)).note == "họp ngay bây giờ"


def with_inputs(edition):
    """A notebook that says what it was made from."""
    inputs = edition_inputs(edition)
    return new_notebook(metadata={"thidua": {"key": key_of(inputs), "inputs": inputs, "files": {}}})


def test_a_revision_is_judged_by_its_own_notebook_whatever_stands_in_its_place(office, editions):
    """What another notebook was made from says nothing of it: files that nobody touched are not told as changed."""
    edition = editions[0]
    revision = publish_notebook(edition, with_inputs(edition), office.ledger)
    renamed = replace(edition, settings=edition.settings.changed(title="Tên khác"))
    reads = {"thidua": {"key": "other", "inputs": {"denominators": "x", "facts": "x"}, "reads": {}, "files": {}}}
    put(edition.file("ipynb"), nbformat.writes(new_notebook(metadata=reads)))

    assert changed_since(edition, revision) == ()
    assert changed_since(renamed, revision) == ("report",)
    kept_file(edition, revision.number, "ipynb").unlink()
    with pytest.raises(DataError, match="the notebook of revision 1 is not whole any more: build again"):
        changed_since(renamed, revision)


@pytest.mark.parametrize("by_name", [{"units": True}, {"kinds": ["district"]}])
def test_edition_without_any_figure_is_released_only_by_its_name(office, editions, by_name):
    """Whoever releases "all" does not mean a report that says nothing."""
    office.make(editions[0], verdict="empty")
    asked = {**by_name, "units": [editions[0].unit]} if "units" in by_name else by_name

    (held,) = released(office, editions[0])
    assert held.reason == f"it shows no figure; release it by its unit or kind: --unit {editions[0].unit.id}"
    assert isinstance(released(office, editions[0], **asked)[0], Released)


@pytest.mark.parametrize("by_name", [{"units": True}, {"kinds": ["district"]}])
def test_edition_without_words_that_it_requires_is_released_only_by_its_name(office, editions, by_name):
    """A report without its limitations or its tasks is no whole report: whoever lets it out must mean just this one."""
    office.make(editions[0], lacking=["words_tasks"])
    asked = {**by_name, "units": [editions[0].unit]} if "units" in by_name else by_name

    (held,) = released(office, editions[0])
    unit = editions[0].unit.id
    assert held.reason == f"nothing was sent under a required heading; release it by its unit or kind: --unit {unit}"
    assert isinstance(released(office, editions[0], **asked)[0], Released)


def test_withdrawal_says_to_how_many_it_went(office, editions):
    """Mail cannot be called back: the person who withdraws learns whom to tell."""
    office.make(editions[0])
    office.decide(editions[0])
    office.send(editions[0], "a@x.example", "b@x.example")

    (found,) = withdrawn(office, editions[0], reached=["a@x.example", "B@x.example", "c@x.example"])

    assert isinstance(found, Withdrawn)
    assert str(found).endswith("revision 1 withdrawn by Lê Thị Hoa; it went to 2 addresses, told with the next mail")
    assert office.ledger.released(str(editions[0])) is None
    assert office.ledger.decisions(str(editions[0]))[-1].note == "Sai một số"


def test_withdrawal_tells_one_address_and_none(office, editions):
    """The sentence agrees with its number."""
    for edition in editions[:2]:
        office.make(edition)
        office.decide(edition)
    office.send(editions[0], "a@x.example")

    one, none = withdrawn(office, *editions[:2], reached=["a@x.example"])

    assert "it went to 1 address," in str(one)
    assert str(none).endswith("nobody has it")


def test_withdrawal_names_those_whom_no_mail_will_tell(office, editions):
    """They left reports.toml since, and go on using the report until a person tells them."""
    office.make(editions[0])
    office.decide(editions[0])
    office.send(editions[0], "a@x.example", "b@x.example", "c@x.example")

    (found,) = withdrawn(office, editions[0], reached=["a@x.example"])

    assert str(found).endswith(
        "; it went to 1 address, told with the next mail; "
        "tell yourself, since no mail goes from here to: b@x.example, c@x.example"
    )


def test_what_is_not_released_is_not_withdrawn(office, editions):
    """A second withdrawal, or one of a waiting edition, decides nothing."""
    for edition in editions[:2]:
        office.make(edition)
    office.decide(editions[0])
    withdrawn(office, editions[0])

    assert withdrawn(office, *editions[:2]) == [Held(each, "it is not released") for each in editions[:2]]
    assert len(office.ledger.decisions(str(editions[0]))) == 2


def test_release_in_force_is_withdrawn_though_a_new_revision_waits(office, editions):
    """The revision that went out is the one that is withdrawn."""
    office.make(editions[0])
    office.decide(editions[0])
    office.make(editions[0], "hai")

    (found,) = withdrawn(office, editions[0])

    assert found.decision.revision == 1


def test_edition_with_names_is_withdrawn_with_all_others(office, editions):
    """Taking back needs no special care."""
    named = replace(editions[0], names=True)
    office.make(named)
    office.decide(named)

    assert isinstance(withdrawn(office, named)[0], Withdrawn)


def test_withdrawn_edition_is_released_again_only_by_its_unit(office, editions):
    """Releasing all that waits must not send out what someone took back for a reason."""
    office.make(editions[0])
    office.decide(editions[0])
    withdrawn(office, editions[0])

    (held,) = released(office, editions[0])
    assert held.reason == (f"Lê Thị Hoa withdrew it (Sai một số); release it by its unit: --unit {editions[0].unit.id}")
    assert isinstance(released(office, editions[0], units=[editions[0].unit])[0], Released)


def test_corrected_edition_is_released_after_a_withdrawal(office, editions):
    """What was wrong was mended: it waits like every other."""
    office.make(editions[0])
    office.decide(editions[0])
    withdrawn(office, editions[0])
    office.make(editions[0], "hai")

    assert isinstance(released(office, editions[0])[0], Released)


@pytest.mark.parametrize("why", ["", "a\nb", "a" * 201])
def test_withdrawal_needs_a_reason_on_one_line(office, editions, why):
    """It is read by those who got the edition."""
    office.make(editions[0])
    office.decide(editions[0])

    with pytest.raises(ConfigError, match="--why"):
        withdrawn(office, editions[0], why=why)
    assert office.ledger.released(str(editions[0])) is not None
