"""Who gets what: named by role and unit, in reports.toml or in a file, and refused when it is not clear."""

from __future__ import annotations

import codecs
from pathlib import Path

import pytest

from tests.deliver.office import open_office
from thidua.deliver.known_units import KnownUnits
from thidua.deliver.mail.recipients import is_entitled, read_recipients, wants
from thidua.deliver.settings import RecipientSettings, RoleSettings, read_deliver_settings
from thidua.errors import ConfigError
from thidua.registry import Territory
from thidua.run.plan import plan_editions

ROLE = RoleSettings(kinds=("thu",))


def recipient(**changes: object) -> RecipientSettings:
    """A person of Ba Bể."""
    usual = {"name": "A", "address": "a@donvi.example", "role": "district", "units": ("huyen-ba-be",)}
    return RecipientSettings.of(usual | changes)


def with_file(root: Path, text: str, encoding: str = "utf-8") -> list[RecipientSettings]:
    """The recipients of an office that keeps more of them in a CSV file."""
    open_office(root)
    settings = root / "reports.toml"
    changed = settings.read_text(encoding="utf-8").replace("[mail]\n", '[mail]\nrecipients_file = "nguoi-nhan.csv"\n')
    settings.write_text(changed, encoding="utf-8")
    (root / "nguoi-nhan.csv").write_bytes(text.encode(encoding))
    return read_recipients(read_deliver_settings(root), root)


def test_a_person_gets_the_kinds_of_their_role_of_their_units_and_nothing_else(tmp_path: Path):
    """The report of another district in the wrong mailbox is the worst this system can do."""
    open_office(tmp_path)
    ba_be, na_ri = plan_editions(tmp_path, period="2022-H1")

    assert wants(recipient(), ROLE, ba_be)
    assert not wants(recipient(), ROLE, na_ri)
    assert not wants(recipient(units=("tinh-bac-kan",)), ROLE, ba_be)
    assert not wants(recipient(), RoleSettings(kinds=("province",)), ba_be)
    assert not wants(recipient(lang="en"), ROLE, ba_be)


def test_names_of_people_go_only_to_roles_that_may_have_them(tmp_path: Path):
    """The restricted annex is an edition of its own."""
    open_office(tmp_path)
    path = tmp_path / "data" / "thu" / "dataset.toml"
    path.write_text(path.read_text(encoding="utf-8") + "names = true\n", encoding="utf-8")
    edition = plan_editions(tmp_path, period="2022-H1")[0]

    assert edition.names
    assert not is_entitled(recipient(), ROLE, edition)
    assert is_entitled(recipient(), RoleSettings(kinds=("thu",), names=True), edition)


@pytest.mark.parametrize("separator", [",", ";"])
def test_a_file_as_an_office_program_saves_it_is_read(tmp_path: Path, separator: str):
    """Excel of a Vietnamese Windows writes semicolons and a mark at the beginning."""
    rows = [
        ["name", "address", "role", "units"],
        ["Ông Nông", "nong@donvi.example", "district", '"huyen-ba-be, huyen-na-ri"'],
    ]
    text = "\r\n".join(separator.join(row) for row in rows)
    found = with_file(tmp_path, text if separator == "," else text.replace(", ", "|"), encoding="utf-8-sig")

    assert [each.name for each in found] == ["Bà Hoàng", "UBND huyện Ba Bể", "UBND huyện Na Rì", "Ông Nông"]
    assert found[-1].units == ("huyen-ba-be", "huyen-na-ri")


OFFICE = (
    'Name,Address,ROLE, units \n"Ông Nông, Na Rì",nong@donvi.example,district,"huyen-ba-be, huyen-na-ri"\n',
    "sep=;\r\nname;address;role;units\r\nÔng Nông, Na Rì;nong@donvi.example;district;huyen-ba-be|huyen-na-ri\r\n",
    '"sep=;"\r\nname;address;role;units\r\nÔng Nông, Na Rì;nong@donvi.example;district;"huyen-ba-be;huyen-na-ri"',
    'name,address,role,units,,\n,,,,,\n"Ông Nông, Na Rì",nong@donvi.example,district,"huyen-ba-be,huyen-na-ri",,\n,,',
    "\n;;;;\nname;address;role;units\n;;;;\n\nÔng Nông, Na Rì ; nong@donvi.example;district;huyen-ba-be|huyen-na-ri",
    "name\taddress\trole\tunits\tphone\r\nÔng Nông, Na Rì\tnong@donvi.example\tdistrict\thuyen-ba-be,huyen-na-ri\t\r",
    '"name";"address";"role";"units"\r"Ông Nông, Na Rì";"nong@donvi.example";"district";"huyen-ba-be, huyen-na-ri"\r',
)
"""What Excel, LibreOffice and people make of one list."""


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
@pytest.mark.parametrize("text", OFFICE)
def test_a_list_is_read_however_the_office_program_saves_it(tmp_path: Path, text: str, encoding: str):
    """Whoever keeps it has a spreadsheet and no wish to learn of separators, marks and empty columns."""
    found = with_file(tmp_path, text, encoding=encoding)[-1]

    assert (found.name, found.address, found.role) == ("Ông Nông, Na Rì", "nong@donvi.example", "district")
    assert found.units == ("huyen-ba-be", "huyen-na-ri")
    assert found.lang == "vi"


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("name,address,role,units\n\n\nA,a,district,huyen-ba-be", 4),
        ("sep=;\r\nname;address;role;units\r\n;;;\r\nA;a;district;huyen-ba-be", 4),
        (
            'name,address,role,units\n"B",b@donvi.example,district,"huyen-ba-be,\n\nhuyen-na-ri"\nA,a,district,huyen-ba-be',
            5,
        ),
        ("\n\nname;address;role;units\n;;;\nA;a;district;huyen-ba-be;;;", 5),
    ],
)
def test_a_row_is_named_by_the_line_it_begins_on(tmp_path: Path, text: str, line: int):
    """As an editor numbers them: empty rows are counted, and each line of a cell that goes over several."""
    with pytest.raises(ConfigError, match=rf"nguoi-nhan\.csv, line {line}, address: .*must be one mail address"):
        with_file(tmp_path, text)


@pytest.mark.parametrize(
    ("row", "problem"),
    [
        ("A,a@donvi.example,giam-doc,huyen-ba-be", 'nguoi-nhan.csv, line 2: A has the unknown role "giam-doc"'),
        ("A,a@donvi.example,district,", "nguoi-nhan.csv, line 2: A has no unit"),
        ("A,a@donvi.example,district,huyen-ba-bee", "did you mean huyen-ba-be"),
        ("A,a@donvi.example,district,huyện Na Rì", 'A: unknown unit id "huyện Na Rì"; it is the name of huyen-na-ri: '),
        ("A,a@donvi.example,district,na ri", "it is the name of huyen-na-ri or xa-na-ri-2025: write the id"),
        ("A,babe@donvi.example,district,huyen-ba-be", "babe@donvi.example is named twice"),
        ("A,BaBe@donvi.example,district,huyen-na-ri", "BaBe@donvi.example is named twice"),
        ("A,a@donvi.example;b@donvi.example,district,huyen-ba-be", "must be one mail address"),
        ('"A\nBcc: b@donvi.example",a@donvi.example,district,huyen-ba-be', "must be one line"),
        ('A,"a@donvi.example\nBcc: b@donvi.example",district,huyen-ba-be', "must be one"),
        ("A\u202e,a@donvi.example,district,huyen-ba-be", "must be one line"),
        ("A,a b@donvi.example,district,huyen-ba-be", "must be one mail address"),
    ],
)
def test_a_row_that_is_not_in_order_stops_everything_and_is_named(tmp_path: Path, row: str, problem: str):
    """A guess about a mail address is never right."""
    header = "name;address;role;units" if ";" in row and '"' in row else "name,address,role,units"
    with pytest.raises(ConfigError, match=r"nguoi-nhan\.csv") as refused:
        with_file(tmp_path, f"{header}\n{row}\n")

    assert problem in str(refused.value)
    assert "\n" not in str(refused.value)


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        (b"name,address,role\n", "lacks the column units"),
        (b"", "lacks the column name"),
        (b"\n;;;;\n", "lacks the column name"),
        (b"name,address,role,units,Name\n", "has the column name twice"),
        (b"name,address,role,units,phone\nA,a@d.example,district,huyen-ba-be,09\n", '2: "09" .* column "phone"'),
        (b"name,address,role,units,\n,,,,\nA,a@d.example,district,huyen-ba-be,09\n", '3: "09" stands under no column'),
        (b"name,address,role,units\nA,a@d.example,district,huyen-ba-be,vi\n", '2: "vi" stands under no column'),
        (b'name,address,role,units\n"A,a@d.example,district,huyen-ba-be\n', "line 2: is no row of a CSV file"),
        ("name,address,role,units\n".encode("utf-16-le"), "save it as CSV UTF-8"),
        (codecs.BOM_UTF16_LE + b"n", "save it as CSV UTF-8"),
        ("tên,địa ch".encode("latin-1", "replace"), "save it as CSV UTF-8"),
    ],
)
def test_a_file_that_is_no_list_of_recipients_is_refused(tmp_path: Path, content: bytes, problem: str):
    """One line that says what to mend."""
    with_file(tmp_path, "name,address,role,units\n")
    (tmp_path / "nguoi-nhan.csv").write_bytes(content)

    with pytest.raises(ConfigError, match=problem):
        read_recipients(read_deliver_settings(tmp_path), tmp_path)


def test_a_kind_of_report_that_is_not_there_is_named_with_its_role(tmp_path: Path):
    """Otherwise a role silently gets nothing."""
    open_office(tmp_path)
    path = tmp_path / "reports.toml"
    path.write_text(
        path.read_text(encoding="utf-8").replace('kinds = ["thu"]', 'kinds = ["thuu"]', 1), encoding="utf-8"
    )

    with pytest.raises(ConfigError, match=r'roles\.leader: no report of kind "thuu"; did you mean thu\?'):
        read_recipients(read_deliver_settings(tmp_path), tmp_path)


def two_provinces(root: Path, units: str) -> list[RecipientSettings]:
    """The recipients of an office with a dataset of old Bắc Kạn and one of today's Thái Nguyên."""
    open_office(root)
    (root / "data" / "moi").mkdir()
    text = 'title = "Mới"\nsource = "bài thử"\nbasis = "administrative"\nprovince = "19"\n'
    (root / "data" / "moi" / "dataset.toml").write_text(text, encoding="utf-8")
    path = root / "reports.toml"
    path.write_text(path.read_text(encoding="utf-8").replace('["huyen-na-ri"]', units), encoding="utf-8")
    return read_recipients(read_deliver_settings(root), root)


def test_units_of_the_province_of_any_dataset_may_be_named(tmp_path: Path):
    """One person may get reports of the old province and of the new one; a unit of neither is a slip."""
    found = two_provinces(tmp_path / "a", '["huyen-na-ri", "xa-van-lang-05665-2025"]')

    assert found[-1].units == ("huyen-na-ri", "xa-van-lang-05665-2025")
    with pytest.raises(ConfigError, match=r'unknown unit id "xa-van-lang-05666-2025".*'):
        two_provinces(tmp_path / "b", '["xa-van-lang-05666-2025"]')
    with pytest.raises(ConfigError, match=r"it is the name of .*xa-van-lang-05665-2025: write the id"):
        two_provinces(tmp_path / "c", '["xã Văn Lăng"]')


def test_unit_that_only_a_dataset_out_of_order_may_know_is_not_refused(tmp_path: Path):
    """Otherwise one slip in its dataset.toml stopped the mail of all other datasets."""
    two_provinces(tmp_path, '["xa-van-lang-05665-2025"]')
    (tmp_path / "data" / "moi" / "dataset.toml").write_text('province = "19"\n', encoding="utf-8")

    assert read_recipients(read_deliver_settings(tmp_path), tmp_path)[-1].units == ("xa-van-lang-05665-2025",)


def test_names_of_a_unit_are_those_it_has_or_had_under_its_id():
    """A reminder of August 2026 is about xã Bố Hạ, one of October about phường Bố Hạ; both are its own."""
    names = KnownUnits((Territory("24"),)).names_of("xa-bo-ha-07294-2025")

    assert {"xã Bố Hạ", "phường Bố Hạ"} == set(names)
