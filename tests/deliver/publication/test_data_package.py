"""Beside the papers of a meeting lie its figures for other programs: the same, described, and read by tools."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from frictionless import Package

from tests.conftest import REPOSITORY
from tests.deliver.packs import Office, open_office
from tests.deliver.publication.shown import every_byte, publish, tree
from tests.deliver.publication.test_noted import note_of
from tests.resources import faults_of_package
from thidua.deliver.publication import data_package
from thidua.deliver.publication.data_package import DataPackage, begins_as_data, licence_of
from thidua.errors import DeliveryError
from thidua.facts.dataset import open_dataset
from thidua.present.chart import Chart
from thidua.present.keyed import Key
from thidua.present.table import Column, Row, Table
from thidua.run.key import content_hash
from thidua.run.plan import Edition
from thidua.verify.answer import Verifier

COLUMNS = (
    Column("form", "Hình thức", "label"),
    Column("count", "Số lượng", key=Key(kind="individual")),
    Column("days", "Trung vị (ngày)", "decimal"),
    Column("share", "Tỷ lệ", "percent"),
)
BASE = "illustrative/2023-H1"
PACKAGE, AWARDS = f"{BASE}/datapackage.json", f"{BASE}/data/district/awards.csv"


def awards(count: int | str = 15, *, form: str = "Giấy khen", title: str = "Khen thưởng") -> Table:
    """A table with a row of data, one that is not known, one that does not apply, and a sum."""
    rows = (
        Row({"form": form, "count": count, "days": 31.25, "share": 1 / 3}),
        Row({"form": "Bằng khen", "count": "…", "days": ">36", "share": "–"}),
        Row({"form": "Huy hiệu", "count": 0, "days": "*"}),
        Row({"form": "Cộng", "count": count}, "total"),
    )
    return Table("awards", title, COLUMNS, rows, ("Ghi chú.",), "số liệu minh họa", True, key=Key("awarded"))


def release(office: Office, edition: Edition, *shown: Table | Chart, words: str = "một") -> None:
    """Make and release an edition that shows this."""
    office.make(edition, words, shown=shown)
    office.decide(edition)


def described(folder: Path) -> dict[str, Any]:
    """The descriptor of the half-year pack."""
    return json.loads((folder / PACKAGE).read_text(encoding="utf-8"))


def lines(folder: Path, address: str = AWARDS) -> list[list[str]]:
    """The lines of a file."""
    return list(csv.reader(io.StringIO((folder / address).read_bytes().decode("utf-8"), newline="")))


def districts(editions: Sequence[Edition]) -> list[Edition]:
    """The first two districts of the set."""
    return [each for each in editions if each.kind == "district"][:2]


def test_package_is_valid_and_says_what_its_figures_are(office: Office, editions: list[Edition]):
    """Title, licence, sources, period and area of all of it; the unit of measure of each column of numbers."""
    one, two = districts(editions)
    release(office, one, awards())
    release(office, two, awards(7))
    folder = publish(office, one, two)

    assert faults_of_package(folder / PACKAGE) == []
    said = described(folder)
    assert said["title"] == "Số liệu họp sơ kết 6 tháng đầu năm 2023: Số liệu minh họa"
    assert said["licenses"] == [{"name": "Apache-2.0"}]
    assert said["sources"] == [{"title": one.dataset.settings.source}]
    assert said["thidua:period"]["firstDay"] == "2022-12-15"
    assert said["thidua:period"]["lastDay"] == "2023-06-14"
    assert [each["unit"] for each in said["thidua:area"]] == sorted([one.unit.id, two.unit.id])
    assert said["thidua:illustrative"] is True
    fields = said["resources"][0]["schema"]["fields"]
    assert [each["thidua:unit"] for each in fields[3:]] == ["lượt", "ngày", "tỷ lệ, 1 là 100%"]


def test_figures_of_all_units_stand_in_one_file_and_sums_apart(office: Office, editions: list[Edition]):
    """Whoever adds up a column adds up what may be added, each row once."""
    one, two = districts(editions)
    release(office, one, awards())
    release(office, two, awards(7))
    folder = publish(office, one, two)

    assert lines(folder) == [
        ["_unit", "_unit_name", "form", "count", "days", "share"],
        [one.unit.id, one.unit_name, "Giấy khen", "15", "31.25", "0.3333333333333333"],
        [one.unit.id, one.unit_name, "Bằng khen", "…", ">36", "–"],
        [one.unit.id, one.unit_name, "Huy hiệu", "0", "*", ""],
        [two.unit.id, two.unit_name, "Giấy khen", "7", "31.25", "0.3333333333333333"],
        [two.unit.id, two.unit_name, "Bằng khen", "…", ">36", "–"],
        [two.unit.id, two.unit_name, "Huy hiệu", "0", "*", ""],
    ]
    assert [row[2:5] for row in lines(folder, AWARDS.replace(".csv", ".sums.csv"))[1:]] == [
        ["total", "Cộng", "15"],
        ["total", "Cộng", "7"],
    ]


def test_what_is_not_told_is_missing_to_a_reader_and_never_zero(office: Office, editions: list[Edition]):
    """Not known, not applicable, hidden, not reached: none of them is a number."""
    [one, _] = districts(editions)
    release(office, one, awards())
    folder = publish(office, one)

    rows = Package(str(folder / PACKAGE)).get_resource("district.awards").read_rows()
    assert [(row["count"], row["days"] and float(row["days"]), row["share"] is None) for row in rows] == [
        (15, 31.25, False),
        (None, None, True),
        (0, None, True),
    ]


@pytest.mark.parametrize("text", ["=1+1", "+84 24", "@SUM(A1)", '=HYPERLINK("http://x","y")', "-5%", '"a", b\nc'])
def test_text_that_begins_like_a_formula_is_a_text_in_a_spreadsheet(office: Office, editions: list[Edition], text: str):
    """A sender's words open in Excel as words."""
    [one, _] = districts(editions)
    release(office, one, awards(form=text))
    folder = publish(office, one)

    written = lines(folder)[1][2]
    assert written == (text if text.startswith('"') else f"'{text}")
    assert faults_of_package(folder / PACKAGE) == []


def test_tables_of_one_name_with_other_columns_stand_in_files_of_their_own(office: Office, editions: list[Edition]):
    """A column of one unit is not put below the head of another."""
    one, two = districts(editions)
    release(office, one, awards())
    release(office, two, replace(awards(), columns=(COLUMNS[0], replace(COLUMNS[1], title="Cùng kỳ"), *COLUMNS[2:])))
    folder = publish(office, one, two)

    names = [each["name"] for each in described(folder)["resources"]]
    assert names == ["district.awards", "district.awards.sums", "district.awards.2", "district.awards.2.sums"]
    assert faults_of_package(folder / PACKAGE) == []


def test_same_editions_give_the_same_bytes(editions: list[Edition], tmp_path: Path):
    """A reader who compares two copies finds a difference only where there is one."""
    found = []
    for name in ("a", "b"):
        (tmp_path / name).mkdir()
        with open_office(tmp_path / name) as office:
            of_office = [replace(each, root=office.root) for each in districts(editions)]
            for each in of_office:
                release(office, each, awards())
            found.append({at: it for at, it in tree(publish(office, *of_office)).items() if at.startswith(BASE)})

    assert AWARDS in found[0]
    assert found[0] == found[1]


def test_package_that_stands_is_not_made_again(
    office: Office, editions: list[Edition], monkeypatch: pytest.MonkeyPatch
):
    """Each command that writes looks at the folder: reading every notebook for that would take seconds."""
    [one, _] = districts(editions)
    release(office, one, awards())
    before = tree(publish(office, one))
    monkeypatch.setattr(data_package, "sealed_bytes", lambda *_: pytest.fail("a notebook is read"))

    assert tree(publish(office, one)) == before


def test_file_that_somebody_changed_is_put_back(office: Office, editions: list[Edition]):
    """A figure that was changed by hand is no figure of the report."""
    [one, _] = districts(editions)
    release(office, one, awards())
    folder = publish(office, one)
    before = tree(folder)
    (folder / AWARDS).write_text("_unit,_unit_name,form,count\nx,x,x,99\n", encoding="utf-8")
    told: list[str] = []

    assert tree(publish(office, one, told=told)) == before
    assert told == [f"{folder / AWARDS} was changed by somebody else; it is put back as it was released"]


@pytest.mark.parametrize("how", ["withdrawn", "built anew"])
def test_figures_of_what_is_no_longer_released_are_gone(office: Office, editions: list[Edition], how: str):
    """From the files of all units too; the last one takes the package along."""
    one, two = districts(editions)
    release(office, one, awards())
    release(office, two, awards(7))
    publish(office, one, two)
    if how == "withdrawn":
        office.decide(two, "withdraw", note="sai")
    else:
        office.make(two, "hai", shown=[awards(8)])
    folder = publish(office, one, two)

    assert {line[0] for line in lines(folder)[1:]} == {one.unit.id}
    assert two.unit.id.encode() not in every_byte(folder)
    assert faults_of_package(folder / PACKAGE) == []
    office.decide(one, "withdraw", note="sai")
    assert not (publish(office, one, two) / BASE).exists()


def test_lists_of_names_and_kinds_that_are_not_public_have_no_data(office: Office, editions: list[Edition]):
    """What may not be seen as a page may not be seen as a table."""
    one, two = districts(editions)
    names = replace(two, names=True)
    quality = next(each for each in editions if each.kind == "quality")
    for each in (one, names, quality):
        release(office, each, awards(title="kín" if each is not one else "Khen thưởng"))
    folder = publish(office, one, names, quality, kinds=("district",))

    assert "kín" not in every_byte(folder).decode("utf-8", "replace")
    assert {each["path"] for each in described(folder)["resources"]} == {
        "data/district/awards.csv",
        "data/district/awards.sums.csv",
    }


def test_report_whose_notebook_cannot_be_read_is_told_and_the_others_have_their_data(
    office: Office, editions: list[Edition], monkeypatch: pytest.MonkeyPatch
):
    """Its figures are missing there, and nobody is left to find that out."""
    one, two = districts(editions)
    release(office, one, awards())
    office.make(two, shown=[replace(awards(), columns=(Column("form", "Hình thức", "label", key=Key("x")),))])
    office.decide(two)
    broken = two.file("ipynb").read_bytes().replace(b'"what"', b'"who"')
    monkeypatch.setattr(
        data_package,
        "sealed_bytes",
        lambda state, extension: broken if state.edition == two else state.edition.file(extension).read_bytes(),
    )
    told: list[str] = []
    folder = publish(office, one, two, told=told)

    assert len(told) == 1
    assert told[0].startswith(f"{two}: its tables are in no datapackage.json: its notebook shows something")
    assert {line[0] for line in lines(folder)[1:]} == {one.unit.id}


def test_notebook_that_is_not_the_one_of_the_release_gives_no_data(office: Office, editions: list[Edition]):
    """It was saved over a moment ago: its figures are those of no report."""
    [one, _] = districts(editions)
    release(office, one, awards())
    pack = office.pack(one)
    one.file("ipynb").unlink()
    one.file("ipynb").write_bytes(b"{}")

    with pytest.raises(DeliveryError, match=r"district.ipynb: changed while it was published"):
        _ = DataPackage(pack, print).files


def test_pack_without_tables_has_no_package(office: Office, editions: list[Edition]):
    """The format knows no package without a resource."""
    [one, _] = districts(editions)
    release(office, one)

    assert not [each for each in tree(publish(office, one)) if "data" in each]


def test_readers_find_it_on_the_page_beside_the_zip(office: Office, editions: list[Edition]):
    """And a page without tables leads nowhere."""
    [one, _] = districts(editions)
    release(office, one, awards())
    page = (publish(office, one) / "index.html").read_text(encoding="utf-8")

    assert f'href="{PACKAGE}"' in page


def test_forwarded_file_of_it_is_known_by_its_content(office: Office, editions: list[Edition]):
    """As the list in the zip is: by what stands today, under whatever name; with one figure changed it is unknown."""
    [one, _] = districts(editions)
    release(office, one, awards())
    folder = publish(office, one)
    files = DataPackage(office.pack(one), print).files
    assert {at: content for at, content in tree(folder).items() if "data" in at} == files
    verifier = Verifier(office.ledger, lambda _: (), data=lambda: {content_hash(each): "T" for each in files.values()})

    for content in files.values():
        assert begins_as_data(content)
        answer = verifier.content("tep.csv", content)
        assert (answer.kind, answer.of, answer.is_current) == ("data", "T", True)
        assert verifier.content("tep.csv", content + b" ").kind == "unknown"


def test_page_that_verifies_has_a_note_of_each_file_of_it(office: Office, editions: list[Edition]):
    """Whoever has the file alone is told that it holds, and of which meeting; of yesterday's there is none."""
    [one, _] = districts(editions)
    release(office, one, awards())
    folder = publish(office, one)
    before = (folder / AWARDS).read_bytes()
    for address in (AWARDS, PACKAGE):
        state, *_, found = note_of(folder, (folder / address).read_bytes()) or ["none"]
        assert (state, found) == ("data", address)
    release(office, one, awards(16), words="hai")

    assert note_of(publish(office, one), before) is None


def test_licence_that_nobody_gave_is_said_to_be_unspecified():
    """Quoted figures are others': only whose they are may let others use them."""
    assert open_dataset("published", REPOSITORY).settings.licence == ""
    assert licence_of("")["name"] == "notspecified"
