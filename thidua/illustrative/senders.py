"""Senders: which office sends what, how often, in which look, from which mailbox and under which file name.

When it sends is in ``outbox``; what the looks are is in ``looks``.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from thidua.illustrative.levels import DISTRICTS, ONLY_RETURNS
from thidua.registry import Unit, find_unit, get_unit, strip_accents

_NOW = date(2026, 12, 31)


@dataclass(frozen=True, slots=True)
class Sender:
    """An office that sends: the unit it answers for, its mailbox, and its habits.

    Attributes
    ----------
    keeper
        Whose list it is: a unit id, or "province" for the list that Sở Nội vụ keeps.
    look
        Key of the look of its decision lists; empty if it sends none.
    is_half_yearly
        Whether it sends a list for each half of the year instead of one a year.
    nothing
        What it writes into a return where nothing was awarded.
    """

    keeper: str
    unit: str
    mailbox: str
    look: str
    is_half_yearly: bool
    file_name: str
    nothing: str | int = "-"

    @property
    def agency(self) -> tuple[str, ...]:
        """The lines of its title block."""
        name = written_name(get_unit(self.unit)).upper()
        return (f"UBND {_above(self.unit).name.upper()}", name) if self.is_department else (f"ỦY BAN NHÂN DÂN {name}",)

    @property
    def is_department(self) -> bool:
        """Whether it is a department of the province, whose head signs."""
        return get_unit(self.unit).level == "department"

    @property
    def plain_name(self) -> str:
        """The unit's short name without accents, for file names."""
        return strip_accents(get_unit(self.unit).short_name)

    @property
    def place(self) -> str:
        """Where its papers are signed."""
        return (_above(self.unit) if self.is_department else get_unit(self.unit)).short_name


def _above(unit: str) -> Unit:
    return get_unit(get_unit(unit).parent or "")


def written_name(unit: Unit) -> str:
    """The name of a unit as it writes it: a department of one of two provinces says of which."""
    is_known = find_unit(unit.name, unit.valid_to or _NOW) == unit
    return unit.name if is_known else f"{unit.name} {_above(unit.id).name}"


SENDERS: tuple[Sender, ...] = (
    Sender("tp-bac-kan", "tp-bac-kan", "pnv.tpbackan", "roman", True, "Danh sách khen thưởng TP Bắc Kạn {period}", 0),
    Sender("huyen-pac-nam", "huyen-pac-nam", "pnv.pacnam", "plain-csv", True, "DS_khen_thuong_Pac_Nam_{code}"),
    Sender("huyen-ba-be", "huyen-ba-be", "pnv.babe", "two-sheets", True, "BC khen thuong Ba Be {short}"),
    Sender("huyen-ngan-son", "huyen-ngan-son", "pnv.nganson", "by-title", False, "Tong hop QD khen thuong {short}", ""),
    Sender("huyen-bach-thong", "huyen-bach-thong", "pnv.bachthong", "one-column", True, "BACH THONG - KT {short}", ""),
    Sender("huyen-cho-don", "huyen-cho-don", "pnv.chodon", "subtotals", True, "Cho Don_danh sach {short}"),
    Sender("huyen-cho-moi", "huyen-cho-moi", "pnv.chomoi", "serials", False, "Chợ Mới - danh sách KT {short}", 0),
    Sender("huyen-na-ri", "huyen-na-ri", "pnv.nari", "three-rows", True, "NaRi_{code}_khenthuong"),
    Sender("so-giao-duc-va-dao-tao", "so-giao-duc-va-dao-tao", "tccb.sogddt", "titled-csv", False, "sgddt-{code}"),
    Sender("so-y-te", "so-y-te", "tccb.soyte", "with-status", True, "So Y te - khen thuong {short}"),
    Sender("so-noi-vu", "so-noi-vu", "vanphong.sonoivu", "department", False, "SNV danh sach noi bo {short}"),
    Sender("so-nong-nghiep-va-ptnt", "so-nong-nghiep-va-ptnt", "tccb.sonnptnt", "department", False, "SNN {short}"),
    Sender("province", "so-noi-vu", "bantdkt.sonoivu", "province", True, "QD khen thuong cap tinh {short}"),
    Sender("so-tai-chinh", "so-tai-chinh", "vanphong.sotaichinh", "", False, "", 0),
    Sender("so-giao-thong-van-tai", "so-giao-thong-van-tai", "vanphong.sogtvt", "", False, ""),
)

OF_PROVINCE = Sender("tinh-bac-kan", "tinh-bac-kan", "bantdkt.sonoivu", "", True, "")
"""The province itself, whose directing documents its Department of Home Affairs lists."""

RETURN_SENDERS = tuple(sender for sender in SENDERS if sender.unit in DISTRICTS or sender.unit in ONLY_RETURNS)
REGISTER_SENDERS = tuple(sender for sender in SENDERS if sender.unit in DISTRICTS)
LIST_SENDERS = tuple(sender for sender in SENDERS if sender.look)


def sender_of(unit: str) -> Sender:
    """The sender that answers for a unit's own figures."""
    return next(sender for sender in SENDERS if sender.keeper == unit)
