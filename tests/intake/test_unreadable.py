"""A file that cannot or must not be read gives one plain reason, quickly, and never ends the run."""

from __future__ import annotations

import io
import os
import struct
import zipfile
import zlib
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.intake import hostile
from tests.intake.hostile import (
    BOF,
    EOF,
    WORKBOOKS,
    ods_cell,
    ods_of,
    ods_row,
    ole_of,
    record,
    with_part,
    xls_of,
    xlsx_of,
)
from thidua.intake.files import workbook as reader
from thidua.intake.files.limits import Limits
from thidua.intake.files.ole_file import OleFile
from thidua.intake.files.workbook import Unreadable, Workbook, read_workbook
from thidua.intake.finding import Finding, messages


def outcome(content: bytes, folder: Path, **limits: float) -> Workbook | Finding:
    path = folder / "tep"
    path.write_bytes(content)
    try:
        return read_workbook(path, file="ba-be/tep", limits=Limits(**limits))
    except Unreadable as problem:
        return problem.finding


def reason(content: bytes, folder: Path, **limits: float) -> str:
    found = outcome(content, folder, **limits)
    return found.message if isinstance(found, Finding) else "read"


def zip_of(**parts: bytes) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name.replace("__", "/"), content)
    return file.getvalue()


@pytest.mark.parametrize(
    ("content", "message", "found"),
    [
        (b"", "F01-empty", ""),
        (b"%PDF-1.7\n...", "F08-foreign", "tệp PDF"),
        (b"\x89PNG\r\n\x1a\n", "F08-foreign", "ảnh PNG"),
        (b"\xff\xd8\xff\xe0", "F08-foreign", "ảnh JPEG"),
        (b"\x09\x04\x06\x00\x00\x00\x10\x00", "F08-foreign", "bảng tính Excel 4.0 trở về trước"),
        (b"a\x00b\x00c", "F08-foreign", "tệp không rõ loại"),
        (zip_of(word__document_xml=b"<w/>"), "F08-foreign", "tệp nén ZIP"),
        (zip_of(**{"word__document.xml": b"<w/>"}), "F08-foreign", "tệp Word (.docx)"),
        (zip_of(**{"xl__workbook.bin": b"."}), "F08-foreign", "bảng tính nhị phân (.xlsb)"),
        (zip_of(mimetype=b"application/vnd.oasis.opendocument.text"), "F08-foreign", "văn bản OpenDocument (.odt)"),
        (ole_of({"WordDocument": b"x"}), "F08-foreign", "tệp Word (.doc)"),
        (ole_of({"PowerPoint Document": b"x"}), "F08-foreign", "tệp PowerPoint"),
        (ole_of({"Khác": b"x"}), "F08-foreign", "tệp Office không rõ loại"),
        (b"\xef\xbb\xbf\r\n<HTML><body><table>", "F06-markup", "trang web (HTML)"),
        (b"<table><tr><td>1</td>", "F06-markup", "trang web (HTML)"),
        (b'<?xml version="1.0"?><?mso-application?><Workbook>', "F06-markup", "XML của Excel 2003"),
        (b'<?xml version="1.0"?><html><table>', "F06-markup", "trang web (HTML)"),
        (b"MIME-Version: 1.0\r\n", "F06-markup", "trang web (MHTML)"),
        (b" \n;;\n\t", "F11-blank", ""),
        (b"\xff\xfea", "F07-damaged", None),
        (b"PK\x03\x04", "F07-damaged", None),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "F07-damaged", None),
    ],
)
def test_what_is_no_workbook_is_named(tmp_path, content, message, found):
    """ "Not a workbook" helps nobody; "this is a PDF" does."""
    finding = outcome(content, tmp_path)

    assert (finding.message, finding.file) == (message, "ba-be/tep")
    assert found is None or finding.found == found


@pytest.mark.parametrize("name", ["password.xlsx", "password.xls", "password.ods"])
def test_password_is_said(name):
    """Nobody tells us passwords, and none is tried."""
    with pytest.raises(Unreadable, match=f"{name}: Tệp đặt mật khẩu nên không đọc được; Bỏ mật khẩu") as problem:
        read_workbook(WORKBOOKS / name, file=name, limits=Limits())

    assert problem.value.finding.message == "F03-password"


@pytest.mark.parametrize(
    "content",
    [
        with_part(hostile.small_xlsx(), "xl/vbaProject.bin", b"x"),
        with_part((WORKBOOKS / "decision_list.ods").read_bytes(), "Basic/Standard/Module1.xml", b"<x/>"),
        with_part((WORKBOOKS / "decision_list.ods").read_bytes(), "Scripts/python/x.py", b"pass"),
        ole_of({"Workbook": BOF + EOF, "_VBA_PROJECT_CUR": b"x"}),
    ],
    ids=["xlsx", "ods-basic", "ods-python", "xls"],
)
def test_macros_are_refused(tmp_path, content):
    """Answers are written into a copy of the file, which must not carry a program back to the sender."""
    assert reason(content, tmp_path) == "F04-macros"


def test_ods_with_an_empty_macro_library_is_read(tmp_path):
    """LibreOffice leaves the list of an empty library in files that once had a macro."""
    content = with_part((WORKBOOKS / "decision_list.ods").read_bytes(), "Basic/Standard/script-lb.xml", b"<x/>")

    assert reason(content, tmp_path) == "read"


def test_each_limit_has_its_own_reason(tmp_path):
    """The sender must know what to cut: file, sheets, rows, columns or stray cells."""
    small = hostile.small_xlsx()
    two_sheets = (WORKBOOKS / "decision_list.lo.xlsx").read_bytes()
    far = xlsx_of('<row r="1"><c r="A1"><v>1</v></c></row><row r="40"><c r="H40"><v>1</v></c></row>')

    assert reason(small, tmp_path, max_file_mb=0.001) == "F02-large"
    assert reason(small, tmp_path, max_unpacked_mb=0.001) == "F05-unpacked"
    assert reason(two_sheets, tmp_path, max_sheets=1) == "F09-sheets"
    assert reason(far, tmp_path, max_rows=39) == "F10-rows"
    assert reason(far, tmp_path, max_columns=7) == "F10-columns"
    assert reason(far, tmp_path, max_cells=319) == "F10-cells"
    assert reason(far, tmp_path, max_rows=40, max_columns=8, max_cells=320) == "read"


@pytest.mark.parametrize("limit", ["max_rows", "max_columns", "max_cells", "max_sheets"])
@pytest.mark.parametrize("name", ["decision_list.xls", "decision_list.ods", "decision_list.lo.xlsx"])
def test_limits_hold_in_every_format(tmp_path, name, limit):
    """Each format states its extent in its own way."""
    content = (WORKBOOKS / name).read_bytes()

    assert reason(content, tmp_path, **{limit: 1})[:3] in ("F09", "F10")


def test_csv_beyond_the_limits_is_refused(tmp_path, lifted_limit):
    """The limits of a sheet hold for text too, also where another library has lifted that of Python's reader."""
    assert reason(b"a;b;c\n" * 5, tmp_path, max_rows=4) == "F10-rows"
    assert reason(b"a;b;c\n" * 5, tmp_path, max_columns=2) == "F10-columns"
    assert reason(b"a;b;c\n" * 5, tmp_path, max_cells=14) == "F10-cells"
    assert reason(b'"' + b"a" * 200_000, tmp_path) == "F07-damaged"


@pytest.mark.parametrize(
    "rows",
    [
        '<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576"><v>1</v></c></row>',
        '<row r="1"><c r="A1"><v>1</v></c><c s=">" r="XFD1048576"><v>1</v></c></row>',
        "<row r='1'><c r='A1'><v>1</v></c><c\tr='XFD1048576'><v>1</v></c></row>",
        '<row r="1"><c r="A1"><v>1</v></c></row><x:row xmlns:x="x"><x:c r="XFD1048576"><x:v>1</x:v></x:c></x:row>',
        '<row r="1"><c r="A1"><v>1</v></c></row><row r="1048575"/><row><c r="XFD1"/><c><v>1</v></c></row>',
    ],
)
def test_stray_cell_at_the_end_of_the_sheet_is_refused_before_it_is_read(tmp_path, rows):
    """The reader allocates every cell between the first and the last: 17 billion, and the process is gone."""
    assert reason(xlsx_of(rows), tmp_path) == "F10-rows"


@pytest.mark.parametrize(
    "rows",
    [
        ods_row(ods_cell("a"), ' table:number-rows-repeated="2000000000"'),
        ods_row(ods_cell("a"), " table:number-rows-repeated='2000000000'"),
        ods_row(ods_cell("a")) + ods_row("", ' table:number-rows-repeated="999999"') + ods_row(ods_cell("a")),
    ],
)
def test_repeated_row_is_refused_before_it_is_unfolded(tmp_path, rows):
    """Sixty bytes of an .ods stand for two billion rows."""
    assert reason(ods_of(rows), tmp_path) == "F10-rows"


@pytest.mark.parametrize("attribute", ['x:number-columns-repeated="9999"', 'table:number-columns-repeated="16384"'])
def test_repeated_cell_is_refused_before_it_is_unfolded(tmp_path, attribute):
    """The same across: a row of 16,384 cells is no table."""
    expected = "F10-columns" if attribute.startswith("table") else "F07-damaged"

    assert reason(ods_of(ods_row(ods_cell("a", f" {attribute}"))), tmp_path) in (expected, "F10-columns")


def test_xls_that_claims_an_impossible_size_is_refused(tmp_path):
    """The reader of cells reserves what the record claims and aborts the whole process when it cannot."""
    honest = record(0x0200, struct.pack("<IIHHH", 0, 1, 0, 1, 0))
    number = record(0x0203, struct.pack("<HHHd", 0, 0, 0, 7.0))

    assert reason(xls_of(honest, number), tmp_path) == "read"
    for first, last in ((0, 0xFFFFFFFF), (9, 1)):
        lying = record(0x0200, struct.pack("<IIHHH", first, last, 0, 0xFFFF if last > 9 else 1, 0))
        assert reason(xls_of(lying, number), tmp_path) == "F07-damaged"
    assert reason(xls_of(honest, number, before=record(0x002F, bytes(6))), tmp_path) == "F03-password"


def test_record_that_runs_past_the_end_of_an_xls_is_damage(tmp_path):
    """Half a row at the end of a stream of 4,096 bytes, as a cut upload leaves it."""
    opening = BOF + record(0x0085, struct.pack("<IBBBB", 4096 - 28, 0, 0, 1, 0) + b"A") + EOF
    stream = opening.ljust(4096 - 28, b"\0") + BOF + struct.pack("<HHHH", 0x0208, 16, 0, 0)

    assert len(stream) == 4096
    assert reason(ole_of({"Workbook": stream}), tmp_path) == "F07-damaged"


def test_archive_of_one_repeated_byte_is_refused(tmp_path):
    """A bomb of 100 MB is 100 kB as a file."""
    bomb = with_part(hostile.small_xlsx(), "xl/media/image1.png", bytes(100_000_000))

    assert reason(bomb, tmp_path) == "F05-ratio"
    assert reason(bomb, tmp_path, max_unpacked_mb=50) == "F05-unpacked"


def test_archive_that_lies_about_its_size_is_refused_without_inflating_it(tmp_path):
    """Declared sizes are a promise of whoever wrote the file."""
    content = bytearray(with_part(hostile.small_xlsx(), "xl/media/image1.png", bytes(30_000_000)))
    directory = content.rindex(b"xl/media/image1.png") - 46
    # Declared: one byte, with the checksum that one byte has.
    content[directory + 16 : directory + 20] = struct.pack("<I", zlib.crc32(b"\0"))
    content[directory + 24 : directory + 28] = struct.pack("<I", 1)

    assert reason(bytes(content), tmp_path) == "F07-damaged"


def test_two_parts_of_one_name_are_refused(tmp_path):
    """Two programs would read two different sheets from such a file."""
    content = io.BytesIO(hostile.small_xlsx())
    with zipfile.ZipFile(content, "a") as archive:
        # Excel compares names without regard to case.
        archive.writestr("XL/Workbook.xml", b"<x/>")

    assert reason(content.getvalue(), tmp_path) == "F07-damaged"


def test_long_text_shared_by_many_cells_is_refused(tmp_path):
    """Each cell gets a copy: a megabyte a thousand times is a gigabyte, from a file of ten kilobytes."""
    rows = "".join(f'<row r="{row}"><c r="A{row}" t="s"><v>0</v></c></row>' for row in range(1, 1001))
    text = f'<sst xmlns="x"><si><t>{"a" * 1_000_000}</t></si></sst>'
    honest = f'<sst xmlns="x"><si><t>a</t></si><si><t>{"a" * 1_000_000}</t></si></sst>'

    assert reason(with_part(xlsx_of(rows), "xl/sharedStrings.xml", text.encode()), tmp_path) == "F05-unpacked"
    assert reason(with_part(xlsx_of(rows), "xl/sharedStrings.xml", honest.encode()), tmp_path) == "read"
    spaces = ods_row(ods_cell('a<text:s text:c="999999999"/>'))
    assert reason(ods_of(spaces), tmp_path) == "F05-unpacked"
    repeated = ods_row(
        ods_cell("a" * 100_000, ' table:number-columns-repeated="100"'), ' table:number-rows-repeated="999"'
    )
    assert reason(ods_of(repeated), tmp_path) == "F05-unpacked"


def test_long_text_shared_by_many_cells_of_an_old_workbook_is_refused(tmp_path):
    """The same in an .xls, where the text runs on through continuation records."""
    text = struct.pack("<IIHB", 60, 2, 30_000, 0) + b"a" * 8000
    more = b"".join(record(0x003C, b"\0" + b"a" * size) for size in (8000, 8000, 6000))
    texts = record(0x00FC, text) + more[:-6000] + more[-6000:] + record(0x003C, struct.pack("<HB", 1, 0) + b"b")
    honest, lying = (
        [record(0x00FD, struct.pack("<HHHI", row, 0, 0, number)) for row in range(60)] for number in (1, 0)
    )

    assert reason(xls_of(*lying, before=texts), tmp_path, max_unpacked_mb=1.5) == "F05-unpacked"
    read = outcome(xls_of(*honest, before=texts), tmp_path, max_unpacked_mb=1.5)
    assert isinstance(read, Workbook)
    assert read.sheets[0].rows == [["b"]] * 60


def test_entities_are_not_expanded(tmp_path):
    """A billion laughs fit in a kilobyte."""
    laughs = '<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;">]>'
    odd = xlsx_of("<row><c><v>&b;</v></c></row>", before=laughs)
    plain = xlsx_of('<row r="1"><c r="A1" t="str"><v>&b;</v></c></row>', before=laughs)

    assert reason(odd, tmp_path) == "F07-damaged"
    assert "haha" not in str(outcome(plain, tmp_path))


@pytest.mark.parametrize("name", ["decision_list.lo.xlsx", "decision_list.xls", "decision_list.ods"])
def test_upload_cut_short_is_damaged(tmp_path, name):
    """Lines in the mountains break; wherever the upload ended, the reason is the same."""
    whole = (WORKBOOKS / name).read_bytes()
    reasons = {reason(whole[:length], tmp_path) for length in range(9, len(whole), 97)}

    # The last sector of an .xls may hold nothing that is read.
    assert reasons <= ({"F07-damaged", "read"} if name.endswith(".xls") else {"F07-damaged"})


@settings(deadline=None, max_examples=300)
@given(
    content=st.binary(max_size=200),
    start=st.sampled_from([b"", b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"a;b\n"]),
)
def test_any_bytes_give_a_workbook_or_a_reason(tmp_path_factory, content, start):
    """The nightly run must outlive whatever lies in the inbox."""
    found = outcome(start + content, tmp_path_factory.getbasetemp())

    assert isinstance(found, Workbook | Finding)


@pytest.mark.long
@settings(deadline=None, max_examples=200)
@given(changes=st.lists(st.tuples(st.floats(0, 1), st.binary(min_size=1, max_size=4)), min_size=1, max_size=8))
def test_any_change_of_an_old_workbook_gives_a_workbook_or_a_reason(tmp_path_factory, changes):
    """An .xls has no checksum: damage shows only where it is read."""
    stream = bytearray(OleFile((WORKBOOKS / "decision_list.xls").read_bytes()).stream("workbook"))
    for place, content in changes:
        at = int(place * len(stream))
        stream[at : at + len(content)] = content

    found = outcome(ole_of({"Workbook": bytes(stream)}), tmp_path_factory.getbasetemp())

    assert isinstance(found, Workbook | Finding)


@pytest.mark.parametrize(("name", "raised"), [("PanicException", Unreadable), ("KeyboardInterrupt", KeyboardInterrupt)])
def test_only_a_panic_of_the_compiled_reader_is_a_damaged_file(tmp_path, monkeypatch, name, raised):
    """Its panics are no ordinary exceptions and would end the run; what the operator interrupts must end."""
    problem = type(name, (KeyboardInterrupt if raised is KeyboardInterrupt else BaseException,), {})

    class Failing:
        @staticmethod
        def from_filelike(_: object) -> None:
            raise problem

    (tmp_path / "tep").write_bytes(hostile.small_xlsx())
    monkeypatch.setattr(reader, "CalamineWorkbook", Failing)

    with pytest.raises(raised):
        read_workbook(tmp_path / "tep", file="tep", limits=Limits())


def test_what_is_no_file_is_not_opened(tmp_path):
    """A pipe would keep the run waiting for ever; a folder or a vanished file has no bytes."""
    (tmp_path / "thu-muc.xlsx").mkdir()
    paths = [tmp_path / "thu-muc.xlsx", tmp_path / "khong-co.xlsx"]
    if hasattr(os, "mkfifo"):
        os.mkfifo(tmp_path / "ong.xlsx")
        paths.append(tmp_path / "ong.xlsx")
    for path in paths:
        with pytest.raises(Unreadable, match="Không mở được tệp") as problem:
            read_workbook(path, file=path.name, limits=Limits())
        assert problem.value.finding.message == "F12-unopened"


def test_file_that_may_not_be_read_is_said(tmp_path, monkeypatch):
    """Excel keeps an open workbook locked on Windows; the sender is told to close it."""

    def locked(_: Path) -> bytes:
        raise PermissionError(13, "Permission denied")

    (tmp_path / "tep").write_bytes(b"a")
    monkeypatch.setattr(Path, "read_bytes", locked)

    with pytest.raises(Unreadable, match=r"không có quyền đọc\); Đóng tệp"):
        read_workbook(tmp_path / "tep", file="tep", limits=Limits())


def test_every_reason_reads_as_one_whole_sentence(tmp_path):
    """A placeholder left open would reach the sender as <limit>."""
    far = xlsx_of('<row r="60000"><c r="A60000"><v>1</v></c></row>')
    finding = outcome(far, tmp_path)

    assert isinstance(finding, Finding)
    assert (finding.rule, finding.severity) == ("F10", "error")
    assert finding.text == "Số liệu kéo dài đến dòng 60.000, quá mức 50.000 dòng"
    for name, message in messages().items():
        if name.startswith("F"):
            whole = Finding(name, file="a", found="1", words=(("limit", "2"),))
            assert message.severity == "error"
            assert "<" not in whole.text + whole.advice
