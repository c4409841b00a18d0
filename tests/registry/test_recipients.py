"""Kinds, classes and statuses of what is counted."""

import pytest

from thidua.errors import ConfigError
from thidua.registry import (
    coarse_class,
    get_recipient_class,
    get_recipient_kind,
    get_status,
    merged_kinds,
    recipient_classes,
    recipient_kinds,
    statuses,
)


def test_kinds_have_their_abbreviations():
    """TT, CN and HGĐ stand in every header."""
    assert {kind.code: kind.name_vi for kind in recipient_kinds()} == {
        "collective": "Tập thể",
        "household": "Hộ gia đình",
        "individual": "Cá nhân",
        "model": "Gương điển hình",
    }
    assert get_recipient_kind("household").short_vi == "HGĐ"


def test_merged_kinds_keep_their_order():
    """106 certificates went to collectives, households and individuals as one figure."""
    assert [kind.code for kind in merged_kinds("collective+household+individual")] == [
        "collective",
        "household",
        "individual",
    ]
    with pytest.raises(ConfigError, match='unknown recipient kind "person"; expected one of collective'):
        merged_kinds("collective+person")


def test_five_classes_of_the_forms_in_their_order():
    """Forms 0602.N and 0603.N: a to e."""
    assert [(item.letter, item.code) for item in recipient_classes("form")] == [
        ("a", "provincial_leader"),
        ("b", "department_leader"),
        ("c", "entrepreneur"),
        ("d", "other_leader"),
        ("e", "direct_labour"),
    ]
    assert get_recipient_class("direct_labour").name_vi.startswith("Người trực tiếp công tác, lao động, học tập")


@pytest.mark.parametrize(
    ("code", "coarse"),
    [
        ("provincial_leader", "manager"),
        ("department_leader", "manager"),
        ("other_leader", "manager"),
        ("entrepreneur", "entrepreneur"),
        ("direct_labour", "direct_worker"),
        ("manager", "manager"),
        ("direct_worker", "direct_worker"),
    ],
)
def test_classes_group_into_managers_and_direct_workers(code, coarse):
    """Managers are a, b and d, direct workers e; entrepreneurs stay apart."""
    assert coarse_class(code).code == coarse


def test_coarse_classes_keep_the_wording_of_the_press():
    """The words beside 38,2 % and 61,8 % in the published text."""
    assert get_recipient_class("manager").press_vi == "lãnh đạo, quản lý"
    assert get_recipient_class("direct_worker").press_vi == (
        "nông dân, công nhân, chiến sĩ, người lao động trực tiếp, công chức, viên chức không làm công tác quản lý"
    )


def test_only_awarded_counts_in_totals():
    """A nomination or an honour added to the awards would double them."""
    assert [status.code for status in statuses() if status.counts_in_totals] == ["awarded"]
    assert [status.code for status in statuses()] == [
        "registered",
        "proposed",
        "nominated",
        "awarded",
        "revoked",
        "honoured",
    ]
    with pytest.raises(ConfigError, match='unknown status "award"; did you mean awarded'):
        get_status("award")
