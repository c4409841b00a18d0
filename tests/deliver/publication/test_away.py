"""A public folder that is away for a while, and one that was the public one before: nothing of them is forgotten."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.deliver.packs import Office
from tests.deliver.publication.shown import addresses, publish, tree
from tests.deliver.publication.test_folder import ALWAYS, ZIP, Killed, counted, release
from thidua.deliver.publication.trouble import public_trouble
from thidua.errors import ConfigError
from thidua.run.plan import Edition


def record(office: Office) -> Path:
    """What the office knows of its public folders."""
    return office.root / "reports" / "public.json"


@pytest.mark.parametrize("is_left_empty", [True, False])
def test_withdrawal_while_the_share_is_offline_is_no_success(
    office: Office, editions: list[Edition], tmp_path: Path, is_left_empty: bool
):
    """An empty mount point is not the folder: what was withdrawn would be seen again with the share."""
    release(office, *editions[:2])
    folder, share = publish(office, *editions[:2]), tmp_path / "offline"
    before = record(office).read_bytes()
    folder.rename(share)
    if is_left_empty:
        folder.mkdir()
    office.decide(editions[1], "withdraw", note="sai")

    with pytest.raises(ConfigError, match=r"not there.*share offline\?.*delete the line of \"public\"") as refused:
        publish(office, *editions[:2])
    assert "\n" not in str(refused.value)
    assert [*public_trouble(office.root, "public")] == [str(refused.value)]
    assert folder.exists() is is_left_empty
    assert not is_left_empty or not [*folder.iterdir()]
    assert record(office).read_bytes() == before

    if is_left_empty:
        folder.rmdir()
    share.rename(folder)
    assert set(tree(publish(office, *editions[:2]))) == {*ALWAYS, ZIP, *addresses(editions[0])}
    assert [*public_trouble(office.root, "public")] == []


def test_folder_that_was_removed_on_purpose_is_made_anew_once_its_line_is_gone(
    office: Office, editions: list[Edition], tmp_path: Path
):
    """As the refusal says; the other folders keep their lines."""
    release(office, editions[0])
    publish(office, editions[0]).rename(tmp_path / "first, offline")
    told: list[str] = []
    second = publish(office, editions[0], folder=str(tmp_path / "www"), told=told)
    second.rename(tmp_path / "second, removed")
    lines = record(office).read_text(encoding="utf-8").splitlines(keepends=True)
    assert [[*json.loads(line)] for line in lines] == [[str(tmp_path / "www")], ["public"]]
    record(office).write_text(lines[1], encoding="utf-8")

    again = publish(office, editions[0], folder=str(tmp_path / "www"), told=told)
    assert set(tree(again)) == {*ALWAYS, ZIP, *addresses(editions[0])}
    assert len(record(office).read_text(encoding="utf-8").splitlines()) == 2


def test_file_that_somebody_removed_is_put_back(office: Office, editions: list[Edition]):
    """As long as anything of ours stands there, the folder is there."""
    release(office, editions[0])
    folder = publish(office, editions[0])
    before = tree(folder)
    (folder / "index.html").unlink()

    assert tree(publish(office, editions[0])) == before


def test_folder_before_that_is_offline_is_told_in_each_run_and_emptied_later(
    office: Office, editions: list[Edition], tmp_path: Path
):
    """Who moves the folder while its share is away must not leave reports there for good."""
    release(office, editions[0])
    first, share, www = publish(office, editions[0]), tmp_path / "offline", str(tmp_path / "www")
    first.rename(share)
    for _ in range(2):
        told: list[str] = []
        publish(office, editions[0], folder=www, told=told)
        assert len(told) == 1
        assert told[0].startswith("the public folder before this one could not be emptied: ")
        assert str(first) in told[0]
        assert [*public_trouble(office.root, www)] == [f"{first} was the public folder before and was not emptied yet"]
    share.rename(first)
    told = []
    publish(office, editions[0], folder=www, told=told)

    assert told == []
    assert not first.exists()
    assert [*public_trouble(office.root, www)] == []


@pytest.mark.long
def test_killed_while_it_leaves_a_folder_the_next_run_empties_it(
    office: Office, editions: list[Edition], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    """At no step is the half empty folder taken for one that is away."""
    release(office, editions[0])
    steps, was_killed = 0, True
    while was_killed:
        told: list[str] = []
        first = publish(office, editions[0], told=told)
        with monkeypatch.context() as patched:
            left = [steps]
            for name in ("unlink", "replace", "mkdir", "rmdir", "chmod"):
                patched.setattr(Path, name, counted(getattr(Path, name), left))
            try:
                publish(office, editions[0], folder=str(tmp_path / "www"), told=told)
                was_killed = False
            except Killed:
                steps += 1
        publish(office, editions[0], folder=str(tmp_path / "www"), told=told)
        assert told == [], steps
        assert not first.exists(), steps
    assert steps > 10


def test_way_into_a_folder_below_and_back_leaves_nothing_behind(office: Office, editions: list[Edition]):
    """The folder that we made ourselves is not somebody else's when we come back."""
    release(office, editions[0])
    folder = publish(office, editions[0])
    below = publish(office, editions[0], folder="public/sub")
    assert set(tree(folder)) == {f"sub/{each}" for each in tree(below)}

    publish(office, editions[0], folder="www")
    assert not folder.exists() or not [*folder.iterdir()]
    assert set(tree(publish(office, editions[0]))) == {*ALWAYS, ZIP, *addresses(editions[0])}
    assert not (office.root / "www").exists()


def test_folder_that_a_person_made_stays_when_it_is_left(office: Office, editions: list[Edition], tmp_path: Path):
    """A web server looks there."""
    release(office, editions[0])
    (office.root / "public").mkdir()
    first = publish(office, editions[0])
    publish(office, editions[0], folder=str(tmp_path / "www"))

    assert [*first.iterdir()] == []


@pytest.mark.parametrize("name", [".DS_Store", "Thumbs.db", "desktop.ini"])
def test_what_file_managers_leave_is_named_as_such(office: Office, editions: list[Edition], name: str):
    """Nobody knows that they wrote it."""
    release(office, editions[0])
    (publish(office, editions[0]) / "illustrative" / name).write_bytes(b"x")

    with pytest.raises(ConfigError, match=rf'"illustrative/{name}", which file managers make by themselves; .*delete'):
        publish(office, editions[0])
