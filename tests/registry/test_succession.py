"""What became of the districts and communes, as resolution 1683/NQ-UBTVQH15 has it."""

from datetime import date

import pytest

from thidua.registry import (
    districts,
    predecessor_districts,
    predecessors,
    successions,
    successors,
    unit_events,
    units,
)

# New communes by old district: resolution 1683/NQ-UBTVQH15.
NEW_BY_OLD = {
    "tp-bac-kan": {"Đức Xuân", "Bắc Kạn", "Phong Quang"},
    "huyen-pac-nam": {"Bằng Thành", "Nghiên Loan", "Cao Minh"},
    "huyen-ba-be": {"Ba Bể", "Chợ Rã", "Phúc Lộc", "Thượng Minh", "Đồng Phúc"},
    "huyen-ngan-son": {"Bằng Vân", "Ngân Sơn", "Nà Phặc", "Hiệp Lực", "Thượng Quan"},
    "huyen-bach-thong": {"Phủ Thông", "Cẩm Giàng", "Vĩnh Thông", "Bạch Thông", "Phong Quang"},
    "huyen-cho-don": {
        "Nam Cường", "Quảng Bạch", "Yên Thịnh", "Chợ Đồn", "Yên Phong", "Nghĩa Tá", "Đồng Phúc", "Bạch Thông",
    },
    "huyen-cho-moi": {"Tân Kỳ", "Thanh Mai", "Thanh Thịnh", "Chợ Mới", "Yên Bình"},
    "huyen-na-ri": {"Văn Lang", "Cường Lợi", "Na Rì", "Trần Phú", "Côn Minh", "Xuân Dương"},
}  # fmt: skip


@pytest.mark.parametrize("district", list(NEW_BY_OLD))
def test_successors_of_a_district_are_those_of_its_communes(district):
    """The published list, derived here from 108 communes."""
    assert {unit.short_name for unit in successors(district)} == NEW_BY_OLD[district]
    assert successors(district) == successors(district, on=date(2025, 7, 1))


def test_only_three_new_communes_cross_old_borders():
    """Their figures can only be estimated for an old district; the other 34 are exact."""
    crossing = {
        unit.short_name: {old.id for old in predecessor_districts(unit.id)}
        for unit in units(on=date(2025, 7, 1))
        if len(predecessor_districts(unit.id)) > 1
    }

    assert crossing == {
        "Phong Quang": {"tp-bac-kan", "huyen-bach-thong"},
        "Đồng Phúc": {"huyen-ba-be", "huyen-cho-don"},
        "Bạch Thông": {"huyen-bach-thong", "huyen-cho-don"},
    }


def test_every_commune_of_2025_has_one_successor_and_every_new_one_a_predecessor():
    """No commune is lost or counted twice on the way."""
    old = [unit for unit in units(on=date(2025, 6, 30)) if unit.level in ("ward", "township", "commune")]
    new = {later for unit in old for later in successors(unit.id)}

    assert all(len(successors(unit.id)) == 1 for unit in old)
    assert len(new) == 37
    assert {before for unit in new for before in predecessors(unit.id)} == set(old)


def test_chain_is_followed_to_the_day():
    """Vân Tùng: commune, township, then part of xã Ngân Sơn."""
    assert [unit.id for unit in successors("xa-van-tung")] == ["thi-tran-van-tung"]
    assert [unit.id for unit in successors("xa-van-tung", on=date(2023, 4, 9))] == ["xa-van-tung"]
    assert [unit.id for unit in successors("xa-van-tung", on=date(2024, 1, 1))] == ["thi-tran-van-tung"]
    assert [unit.id for unit in successors("xa-van-tung", on=date(2025, 7, 1))] == ["xa-ngan-son-2025"]
    assert successors("xa-ba-be-2025", on=date(2020, 1, 1)) == ()
    assert [unit.id for unit in successors("tinh-bac-kan")] == ["tinh-thai-nguyen-2025"]


def test_steps_join_units_that_exist_on_either_side_of_the_day():
    """A step dated wrongly would move a figure to a unit that is not there."""
    by_id = {unit.id: unit for unit in units()}
    for step in successions():
        assert by_id[step.pred].valid_to is not None
        assert by_id[step.pred].valid_to < step.date
        assert step.succ is None or by_id[step.succ].is_valid(step.date)


def test_whole_units_weigh_one_and_unknown_shares_stay_missing():
    """A share that no source gives is missing, not one."""
    weights = {step.pred: step.weight for step in successions() if step.succ}

    assert weights["xa-don-phong"] == weights["xa-lang-ngam"] == 1.0
    assert weights["xa-luong-ha"] is None


def test_eleven_communes_of_2020_are_made_of_what_the_resolution_says():
    """855/NQ-UBTVQH14: 25 communes ended on 31/01/2020; a history that stops there would lose five years."""
    ended = [unit for unit in units() if unit.valid_to == date(2020, 1, 31)]
    made = {
        unit.short_name: {old.short_name for old in predecessors(unit.id)}
        for unit in units()
        if unit.valid_from == date(2020, 2, 1)
    }

    assert len(ended) == 25
    assert made == {
        "Hiệp Lực": {"Lãng Ngâm", "Hương Nê"},
        "Văn Lang": {"Ân Tình", "Lạng San"},
        "Trần Phú": {"Hảo Nghĩa", "Hữu Thác"},
        "Sơn Thành": {"Lam Sơn", "Lương Thành"},
        "Văn Vũ": {"Vũ Loan", "Văn Học"},
        "Quân Hà": {"Quân Bình", "Hà Vị"},
        "Tân Tú": {"Tân Tiến", "Tú Trĩ"},
        "Đồng Thắng": {"Đông Viên", "Rã Bản"},
        "Yên Phong": {"Yên Nhuận", "Phong Huân"},
        "Đồng Tâm": {"thị trấn Chợ Mới", "Yên Đĩnh"},
        "Thanh Thịnh": {"Thanh Bình", "Nông Thịnh"},
    }
    assert {unit.short_name for unit in successors("xa-luong-ha")} == {"Yến Lạc", "Cường Lợi"}
    assert all(successors(unit.id, on=date(2026, 1, 1)) for unit in ended)


def test_events_of_a_window_carry_sentence_and_legal_basis():
    """A stage report marks 2020 and 2023; both ends of the window count."""
    events = unit_events(date(2020, 2, 1), date(2023, 4, 10))

    assert [(event.date, event.legal_basis) for event in events] == [
        (date(2020, 2, 1), "855/NQ-UBTVQH14"),
        (date(2023, 4, 10), "722/NQ-UBTVQH15"),
    ]
    assert "122 còn 108" in events[0].text_vi
    assert "Vân Tùng" in events[1].text_vi
    assert unit_events(date(2020, 2, 2), date(2023, 4, 9)) == ()
    assert "1683/NQ-UBTVQH15" in unit_events(date(2025, 7, 1), date(2025, 7, 1))[0].legal_basis


def test_eight_units_end_with_the_district_level():
    """All eight, and each with successors."""
    assert {unit.id for unit in districts(date(2025, 6, 30))} == set(NEW_BY_OLD)
