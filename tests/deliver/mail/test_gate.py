"""What may go to whom, where a dataset is not in order, and where units are of another province than the package's."""

from __future__ import annotations

from email.message import EmailMessage
from pathlib import Path

import pytest

from tests.deliver.office import BE, EVENING, RI, Office, open_office
from thidua.deliver.mail.gate import Gate
from thidua.deliver.settings import RecipientSettings
from thidua.run.ledger.entries import Message


def why_not(office: Office, to: str, subject: str, *, purpose: str, units: tuple[str, ...], items: tuple = ()) -> str:
    """Why a mail of this subject may not go to a person of these units."""
    person = RecipientSettings(name="A", address=to, role="district", units=units)
    mail = EmailMessage()
    mail["To"], mail["Subject"] = to, subject
    planned = Message("<1@x>", "thu/2022-H1", purpose, to, subject, "", "planned", 0, "", EVENING, items)
    with office.desk(EVENING) as desk:
        return Gate(desk.root, desk.ledger, desk.settings, [person]).why_not(planned, mail.as_bytes())


def test_mail_of_a_dataset_that_is_not_in_order_is_composed_anew_once_it_is(tmp_path: Path):
    """It is not said to be somebody else's: the operator would look for the fault in the recipients."""
    office = open_office(tmp_path)
    (tmp_path / "data" / "thu" / "dataset.toml").write_text('title = "Hỏng"\n', encoding="utf-8")
    items = (("thu/2022-H1/huyen-ba-be/thu", 1),)

    assert why_not(office, BE, "Báo cáo", purpose="report", units=("huyen-ba-be",), items=items) == (
        "its dataset is not in order, and it is composed anew once it is: data/thu/dataset.toml: source is missing; "
        "write text in quotes (2 problems in all)"
    )


@pytest.mark.parametrize(
    ("subject", "is_theirs"),
    [("Số liệu – xã Bố Hạ", True), ("Số liệu – phường Bố Hạ", True), ("Số liệu – xã Yên Thế", False)],
)
def test_reminder_is_of_a_unit_under_any_name_it_had(tmp_path: Path, subject: str, is_theirs: bool):
    """A reminder of August that waits until October is still theirs, though the commune is a ward by then."""
    office = open_office(tmp_path)
    path = tmp_path / "data" / "thu" / "dataset.toml"
    text = path.read_text(encoding="utf-8").partition("[[expected]]")[0]
    path.write_text('province = "24"\n' + text, encoding="utf-8")
    why = why_not(office, RI, subject, purpose="reminder", units=("xa-bo-ha-07294-2025",))

    assert (why == "") is is_theirs
