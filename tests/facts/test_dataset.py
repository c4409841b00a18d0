"""A dataset opens by its name; a wrong name or setting becomes one line with the nearest right one."""

import os
from pathlib import Path

import pytest

from thidua.errors import ConfigError
from thidua.facts.dataset import dataset_names, open_all, open_dataset
from thidua.project import project_folder
from thidua.registry import Period, get_unit


@pytest.fixture
def add_dataset(project):
    """Add a second dataset of that name to the project, with this text as its `dataset.toml`."""

    def added(name, text='title = "Hai"\nsource = "bài thử"\nbasis = "calendar"\n'):
        (project.root / "data" / name).mkdir(exist_ok=True)
        (project.root / "data" / name / "dataset.toml").write_text(text, encoding="utf-8")

    return added


def refusal(name, root) -> str:
    """Return the message for a dataset that must not open: one short, printable line."""
    with pytest.raises(ConfigError) as caught:
        open_dataset(name, root)
    message = str(caught.value)
    assert message.isprintable()
    assert len(message) < 400
    return message


def test_dataset_opens_with_its_settings_and_facts(project):
    """The ordinary case: title, basis, editions and figures."""
    dataset = open_dataset("thu", project.root)

    assert (dataset.settings.title, dataset.basis.id) == ("Số liệu thử", "administrative")
    assert [(e.kind, e.unit, e.period) for e in dataset.settings.editions] == [("thu", ("huyen-ba-be",), ("2020",))]
    assert not dataset.settings.illustrative
    assert list(dataset.facts.quotations["count"]) == [7]


def test_two_datasets_keep_their_own_figures(project, add_dataset):
    """Invented figures and published ones stand side by side and never mix."""
    add_dataset("hai")
    project.write_facts({"count": "9"}, dataset="hai")

    assert dataset_names(project.root) == ("hai", "thu")
    assert [list(open_dataset(name, project.root).facts.quotations["count"]) for name in ("hai", "thu")] == [[9], [7]]
    assert open_dataset("hai", project.root).basis.id == "calendar"


def test_folder_without_settings_is_no_dataset(project):
    """A folder of attachments beside the datasets is left alone."""
    (project.root / "data" / "anh").mkdir()

    assert dataset_names(project.root) == ("thu",)


def test_dataset_that_the_system_does_not_show_is_told_and_not_left_out(project, add_dataset, monkeypatch):
    """Whoever lists or builds everything would not notice that the reports of a whole dataset are missing."""
    add_dataset("hai")
    hidden = project.root / "data" / "thu"
    look = os.stat

    def refusing(path, *rest, **more):
        if not isinstance(path, int) and hidden in Path(path).parents:
            raise PermissionError(13, "Permission denied", str(path))
        return look(path, *rest, **more)

    monkeypatch.setattr(os, "stat", refusing)

    found = open_all(project.root)

    assert list(found.datasets) == ["hai"]
    assert "thu/dataset.toml: cannot be read (Permission denied)" in str(found.faults["thu"])


def test_data_that_the_system_does_not_show_are_told_and_not_taken_for_none(project, monkeypatch):
    """A share that has gone away holds no datasets either."""

    def refusing(folder):
        raise PermissionError(13, "Permission denied", str(folder))

    monkeypatch.setattr(Path, "iterdir", refusing)

    with pytest.raises(ConfigError, match="data: cannot be looked into"):
        dataset_names(project.root)


def test_report_reads_only_the_facts_of_its_unit(project):
    """Nobody's page shows another district's figure."""
    project.write_facts({}, {"unit": "huyen-na-ri", "count": "8"})
    dataset = open_dataset("thu", project.root)

    assert list(dataset.facts.of(get_unit("huyen-na-ri"), Period.parse("2020"))["count"]) == [8]
    assert dataset.facts.of(get_unit("huyen-cho-don"), Period.parse("2020")).empty


def test_words_of_a_unit_are_looked_up_by_unit_and_period(project):
    """The same unit has other words for another period."""
    folder = project.root / "data" / "thu" / "commentary" / "2020"
    folder.mkdir(parents=True)
    header = "---\nsource: s\ncitation: c\n---\n"
    (folder / "huyen-ba-be.md").write_text(header + "\n## Hội nghị\n\nChữ.\n", encoding="utf-8")
    dataset, unit = open_dataset("thu", project.root), get_unit("huyen-ba-be")

    assert dataset.commentary(unit, Period.parse("2020")).sections == {"conference": "Chữ."}
    assert not dataset.commentary(unit, Period.parse("2019")).sections
    assert not dataset.commentary(get_unit("huyen-na-ri"), Period.parse("2020")).sections


def test_unknown_dataset_is_refused_with_the_nearest(project, add_dataset):
    """A slip of one letter is the usual case."""
    add_dataset("published")

    assert refusal("publishd", project.root) == 'no dataset "publishd" under data/; did you mean published?'
    assert "there are: published, thu" in refusal("zzzz", project.root)


@pytest.mark.parametrize("name", ["../x", "../thu", "a/b", "thu/", "./thu", "", ".", "/etc", "thu\n", "x" * 10_000])
def test_name_that_is_a_path_is_refused(project, name):
    """A parameter from a form or a link must not leave the data folder, nor break the line of the message."""
    (project.root / "x").mkdir()
    (project.root / "x" / "dataset.toml").write_text('title = "ngoài"\nsource = "x"\nbasis = "calendar"\n')

    assert refusal(name, project.root).startswith("no dataset ")


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ('title = "A"\nsource = "b"\nbasis = "calendar"\nilustrative = true\n', "did you mean illustrative?"),
        ('title = "A"\nsource = "b"\nbasis = "calendar"\nzzzzzz = 1\n', "known keys are "),
        ('source = "b"\nbasis = "calendar"\n', "title is missing; write text in quotes"),
        ('title = "A"\nsource = "b"\nbasis = "calendar"\nillustrative = "có lẽ"\n', "illustrative: "),
        ('title = "A"\nsource = "b"\nbasis = 7\n', "basis: "),
        ("title = \n", "cannot be read as TOML"),
        ('title = "A"\ntitle = "B"\n', "cannot be read as TOML"),
    ],
)
def test_wrong_settings_are_refused_with_the_file_and_the_key(project, add_dataset, text, told):
    """The operator corrects one line of one file."""
    add_dataset("sai", text)

    message = refusal("sai", project.root)

    assert message.startswith("data/sai/dataset.toml: ")
    assert told in message


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ('titel = "A"\nsource = "b"\nbasis = "calendar"\n', "did you mean title?"),
        (
            'title = "A"\nsource = "b"\nbasis = "calendar"\n[[editions]]\nkind="a"\nunit="b"\nperiods="2020"\n',
            "did you mean period?",
        ),
    ],
)
def test_misspelt_required_key_names_the_nearest(project, add_dataset, text, told):
    """The key is there, one letter off: that it is missing would send the operator the wrong way."""
    add_dataset("sai", text)

    assert told in refusal("sai", project.root)


def test_settings_that_are_not_utf_8_are_refused(project, add_dataset):
    """The editor of an old system saves a code page."""
    add_dataset("sai")
    (project.root / "data" / "sai" / "dataset.toml").write_bytes(b'title = "S\xf4\xec"')

    assert "dataset.toml: cannot be read as TOML" in refusal("sai", project.root)


def test_unknown_basis_is_refused_with_the_nearest(project, add_dataset):
    """The basis decides which days a year has, so it is never guessed."""
    add_dataset("sai", 'title = "A"\nsource = "b"\nbasis = "calender"\n')

    assert 'unknown basis "calender"; did you mean calendar?' in refusal("sai", project.root)


def test_settings_never_change(project):
    """One report cannot alter what the next one reads."""
    settings = open_dataset("thu", project.root).settings

    with pytest.raises(AttributeError, match="immutable"):
        settings.title = "khác"


def test_project_folder_is_found_from_below(project, monkeypatch):
    """JupyterLab runs a notebook in its own folder, the runner in the project's."""
    monkeypatch.chdir(project.root / "data" / "thu")

    assert project_folder() == project_folder(project.root / "notebooks") == project.root.resolve()
    assert dataset_names() == ("thu",)
    assert open_dataset("thu").settings.title == "Số liệu thử"


def test_outside_a_project_the_message_says_where_it_looked(tmp_path):
    """The usual cause is a terminal opened in another folder."""
    with pytest.raises(ConfigError, match=r"no reports\.toml here or above") as caught:
        project_folder(tmp_path)

    assert str(caught.value).startswith(str(tmp_path.resolve()))
