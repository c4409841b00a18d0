"""Figures across 01/07/2025: each unit on its own days, a province with what went into it, nothing lost or twice."""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pyarrow as pa
import pytest

from tests.facts.inboxes import ADMINISTRATIVE, Inbox, Sheet, decision_list, person, row, summary_return, told
from tests.facts.test_snapshot import facts_table
from thidua.facts.areas import Areas, earlier_units, whole_formers
from thidua.facts.expected import ExpectedSettings
from thidua.facts.query import Facts
from thidua.facts.snapshot import write_snapshot
from thidua.facts.table import read_facts
from thidua.intake.columns import MOVEMENTS
from thidua.registry import Period, Territory, get_unit

THAI_NGUYEN = Territory("19")
PROVINCE, OLD_THAI_NGUYEN, BAC_KAN = "tinh-thai-nguyen-2025", "tinh-thai-nguyen", "tinh-bac-kan"
BA_BE, CHO_DON, COMMUNE, WARD = "huyen-ba-be", "huyen-cho-don", "xa-ba-be-2025", "phuong-bac-kan-2025"
DAI_TU = "huyen-dai-tu-171"
BA_BE_NAME, COMMUNE_NAME, HALF_2025 = "UBND huyện Ba Bể", "UBND xã Ba Bể", "6 tháng đầu năm 2025"
HOME_AFFAIRS = "so-noi-vu-thai-nguyen-2025"
BY_COMMUNE = {"authority": "commune_chair"}
BY_PROVINCE = {"authority": "province_chair", "award": "BKT"}


@pytest.fixture(autouse=True)
def _in_thai_nguyen() -> Iterator[None]:
    with THAI_NGUYEN.in_force():
        yield


def listed(unit: str, on: date, number: int = 1, **said: object) -> list[dict]:
    """As many people of a unit on a decision list, decided on one day."""
    return [{"unit": unit, "decided_on": on, "file": f"{unit}.xlsx", **said}] * number


def stated(unit: str, period: str, number: int | None, **said: object) -> dict:
    """One cell of a return."""
    state = "missing" if number is None else "counted"
    cell = {"unit": unit, "period": period, "count": number, "state": state, "origin": "summary_return"}
    return {**cell, "decided_on": None, "file": f"bc-{unit}-{period}.xlsx", **said}


def window(unit: str, first: date, last: date, *levels: str, period: str = "", **said: object) -> dict:
    """A decision list that reaches over these days; ``levels`` as in a snapshot, "XA" for rows of the unit itself."""
    tells = " ".join(one if ":" in one else f"{one}:{unit}" for one in levels)
    usual = dict.fromkeys(("sheet", "superseded_by", "refused_by", "period"), "")
    days = {"first_day": first, "last_day": last, "period": period}
    return {**usual, "unit": unit, "file": f"{unit}.xlsx", "layouts": "decision_list", "state": "accepted"} | {
        "tells": tells,
        **days,
        **said,
    }


def ask(folder: Path, *rows: dict, files: list[dict] | None = None, **registers: pa.Table) -> Facts:
    """Facts of these rows in today's Thái Nguyên."""
    tables = {"facts": facts_table(*rows), **registers}
    if files:
        tables["files"] = pa.Table.from_pylist(files)
    return Facts(write_snapshot(folder, tables), ADMINISTRATIVE, THAI_NGUYEN)


def total(facts: Facts, unit: str, period: str) -> int | None:
    """All that is counted of a unit and period; None where a figure is not known."""
    frame = facts.of(get_unit(unit), Period.parse(period))
    frame = frame[frame["recipient_class"] == ""]
    return None if (frame["state"] == "missing").any() else int(frame["count"].sum())


# Lists: each unit on its own days


@pytest.mark.parametrize("period", ["2025-H1", "2025"])
def test_last_days_of_a_district_belong_to_its_last_report(tmp_path, period):
    """The office counts to 14/06, the district existed to 30/06: what it decided in between is in no other report."""
    facts = ask(tmp_path, *listed(BA_BE, date(2025, 6, 14), 3), *listed(BA_BE, date(2025, 6, 30), 4))

    assert total(facts, BA_BE, period) == 7
    assert total(facts, BAC_KAN, period) == 7
    assert total(facts, BA_BE, "2025-H2") == total(facts, BAC_KAN, "2025-H2") == 0


def test_halves_of_the_province_add_up_to_its_year(tmp_path):
    """The days between 15 and 30 June are in the second half by the calendar of the office, and in the first of the
    districts."""
    facts = ask(
        tmp_path,
        *listed(BA_BE, date(2025, 3, 3), 30),
        *listed(DAI_TU, date(2025, 6, 20), 5),
        *listed(COMMUNE, date(2025, 9, 9), 2, **BY_COMMUNE),
        *listed(PROVINCE, date(2025, 7, 1), 1, **BY_PROVINCE),
    )

    assert [total(facts, PROVINCE, period) for period in ("2025-H1", "2025-H2", "2025")] == [35, 3, 38]
    assert [total(facts, OLD_THAI_NGUYEN, period) for period in ("2025-H1", "2025-H2", "2025")] == [5, 0, 5]
    assert total(facts, COMMUNE, "2025") == total(facts, COMMUNE, "2025-H2") == 2


def test_stage_of_a_province_that_ended_reaches_to_its_last_day(tmp_path):
    """Bắc Kạn can be asked for 2021..2025, and Thái Nguyên of today for the same years with all that went into it."""
    years = [row for year in range(2021, 2025) for row in listed(BA_BE, date(year, 3, 3), year - 2020)]
    facts = ask(
        tmp_path,
        *years,
        *listed(BA_BE, date(2025, 6, 30), 7),
        *listed(DAI_TU, date(2022, 5, 5), 100),
        *listed(WARD, date(2025, 12, 14), 1000, **BY_COMMUNE),
    )

    assert total(facts, BAC_KAN, "2021..2025") == 1 + 2 + 3 + 4 + 7
    assert total(facts, OLD_THAI_NGUYEN, "2021..2025") == 100
    assert total(facts, PROVINCE, "2021..2025") == 1117
    assert total(facts, PROVINCE, "2022") == 102


@pytest.mark.long
def test_every_row_is_in_one_half_of_one_unit_and_in_the_year_of_the_province(tmp_path):
    """Nothing that was sent and accepted is left out in silence, and nothing is counted twice."""
    areas, chance = Areas(ADMINISTRATIVE), random.Random(20250701)
    province = Period.parse("2025")
    leaves = [one for one in areas.every(PROVINCE, province) if get_unit(one).level != "province"]
    halves = [Period.parse(text) for text in ("2024-H2", "2025-H1", "2025-H2", "2026-H1")]
    for attempt in range(4):
        rows: list[dict] = []
        chosen = chance.sample(leaves, 12)
        for unit in chosen:
            lived = get_unit(unit)
            first = max(lived.valid_from or date.min, date(2024, 12, 15))
            last = min(lived.valid_to or date.max, date(2025, 12, 14))
            days = [first + timedelta(days=chance.randint(0, (last - first).days)) for _ in range(3)]
            for day in (first, *days, last):
                rows += listed(unit, day, chance.randint(1, 3))
        facts = ask(tmp_path / str(attempt), *rows)
        by_half = [len(facts.listed(get_unit(unit), half)) for unit in chosen for half in halves]

        assert sum(by_half) == len(rows)
        assert total(facts, PROVINCE, "2025") == len(rows)
        assert len(facts.listed(get_unit(PROVINCE), province)) == len(rows)
        assert len(facts.rows(get_unit(PROVINCE), province)) == len(rows)
        assert sum(total(facts, PROVINCE, f"2025-H{half}") or 0 for half in (1, 2)) == len(rows)


# Returns: the parts in which a unit lives


def test_year_of_a_unit_is_made_of_the_halves_in_which_it_lives(tmp_path):
    """A commune born in July states its second half alone, a district that ended in June its first."""
    facts = ask(tmp_path, stated(COMMUNE, "2025-H2", 8, **BY_COMMUNE), stated(BA_BE, "2025-H1", 21))

    assert total(facts, COMMUNE, "2025") == 8
    assert total(facts, BA_BE, "2025") == 21
    assert total(facts, PROVINCE, "2025") == 29
    assert facts.coverage(get_unit(COMMUNE), Period.parse("2025")).of("GKH", "XA") == "covered"
    assert {str(one) for one in facts.periods(get_unit(BA_BE))} == {"2025", "2025-H1"}


def test_return_of_the_new_province_of_its_half_takes_nothing_from_the_half_before(tmp_path):
    """Its second half is its own; the first is what both old provinces did."""
    facts = ask(
        tmp_path,
        stated(PROVINCE, "2025-H2", 50, **BY_PROVINCE),
        *listed(WARD, date(2025, 8, 8), 3, **BY_PROVINCE),
        stated(BAC_KAN, "2025-H1", 11, **BY_PROVINCE),
        *listed(BA_BE, date(2025, 3, 3), 4, **BY_PROVINCE),
        *listed(DAI_TU, date(2025, 3, 3), 2, **BY_PROVINCE),
    )

    assert [total(facts, one, "2025") for one in (PROVINCE, BAC_KAN, OLD_THAI_NGUYEN)] == [63, 11, 2]


def test_return_of_the_new_province_of_the_whole_year_goes_before_the_sum(tmp_path):
    """Whoever states the year states all of it, and what it leaves out comes from the lists of all."""
    facts = ask(
        tmp_path,
        stated(PROVINCE, "2025", 99, **BY_PROVINCE),
        *listed(WARD, date(2025, 8, 8), 3, **BY_PROVINCE),
        *listed(BA_BE, date(2025, 3, 3), 4, **BY_PROVINCE),
        *listed(BA_BE, date(2025, 3, 3), 5),
    )
    frame = facts.of(get_unit(PROVINCE), Period.parse("2025"))
    (difference,) = facts.differences(get_unit(PROVINCE), Period.parse("2025")).to_dict("records")

    assert dict(zip(frame["award"], frame["count"], strict=True)) == {"BKT": 99, "GKH": 5}
    assert (difference["unit"], difference["listed"], difference["returned"]) == (PROVINCE, 7, 99)


def test_figure_quoted_of_an_old_province_is_added_into_no_other(tmp_path):
    """The press told of Bắc Kạn; today's province counts what its districts sent."""
    quoted = stated(BAC_KAN, "2025", 500, **BY_PROVINCE) | {"origin": "quotation", "fact_id": "q1", "file": ""}
    facts = ask(tmp_path, quoted, *listed(BA_BE, date(2025, 3, 3), 4, **BY_PROVINCE))

    assert total(facts, BAC_KAN, "2025") == 500
    assert total(facts, PROVINCE, "2025") == 4


# What is known


def known(facts: Facts, unit: str, period: str) -> tuple[str, list[tuple[str, date, date]]]:
    """Whether all is known, and which days of whom are not."""
    coverage = facts.coverage(get_unit(unit), Period.parse(period))
    return coverage.known, [(gap.sender, gap.first, gap.last) for gap in coverage.gaps]


LAST_HALF = date(2024, 12, 15), date(2025, 6, 30)
FIRST_HALF = date(2025, 7, 1), date(2025, 12, 14)


def test_year_of_the_province_is_known_where_districts_and_communes_cover_their_days(tmp_path):
    """Nobody owes what lies before its beginning or after its end."""
    files = [window(BA_BE, *LAST_HALF, "HUYEN"), window(COMMUNE, *FIRST_HALF, "XA")]
    facts = ask(tmp_path, *listed(BA_BE, date(2025, 3, 3)), files=files)

    assert known(facts, PROVINCE, "2025") == ("covered", [])
    assert known(facts, BAC_KAN, "2025") == ("covered", [])
    assert known(facts, COMMUNE, "2025") == ("covered", [])
    assert known(facts, BA_BE, "2025") == ("covered", [])


def test_days_of_a_district_that_no_list_covers_end_with_the_district(tmp_path):
    """The list to 14/06 leaves the last fortnight open, and nothing after it."""
    files = [window(BA_BE, LAST_HALF[0], date(2025, 6, 14), "HUYEN"), window(COMMUNE, *FIRST_HALF, "XA")]
    facts = ask(tmp_path, *listed(BA_BE, date(2025, 3, 3)), files=files)

    assert known(facts, PROVINCE, "2025") == ("partly", [(BA_BE, date(2025, 6, 15), date(2025, 6, 30))])


def test_return_of_the_new_province_of_its_half_covers_that_half_alone(tmp_path):
    """What the province states for its own days says nothing of the districts before it."""
    facts = ask(
        tmp_path,
        stated(PROVINCE, "2025-H2", 50, **BY_PROVINCE),
        *listed(BA_BE, date(2025, 3, 3), 4, **BY_PROVINCE),
        files=[window(BA_BE, date(2025, 1, 1), date(2025, 3, 31), "TINH"), window(COMMUNE, *FIRST_HALF, "TINH")],
    )
    coverage = facts.coverage(get_unit(PROVINCE), Period.parse("2025"))

    assert coverage.of("BKT", "TINH") == "partly"
    assert facts.coverage(get_unit(PROVINCE), Period.parse("2025-H2")).of("BKT", "TINH") == "covered"


def test_list_of_home_affairs_tells_of_communes_and_of_old_districts_that_it_names(tmp_path):
    """The office keeps the decisions of the province: those of 2025-H1 for districts come from its successor too."""
    files = [
        window(HOME_AFFAIRS, *FIRST_HALF, f"TINH:{COMMUNE}"),
        window(HOME_AFFAIRS, *LAST_HALF, f"TINH:{BA_BE}", file="cũ.xlsx"),
        window(CHO_DON, *LAST_HALF, "HUYEN"),
    ]
    facts = ask(tmp_path, *listed(BA_BE, date(2025, 3, 3), **BY_PROVINCE), files=files)

    assert facts.coverage(get_unit(WARD), Period.parse("2025")).of("BKT", "TINH") == "covered"
    assert facts.coverage(get_unit(BA_BE), Period.parse("2025-H1")).of("BKT", "TINH") == "covered"
    assert facts.coverage(get_unit(CHO_DON), Period.parse("2025-H1")).of("BKT", "TINH") == "not"


# The same period before


def covering(*units: str, levels: tuple[str, ...] = ("TINH",)) -> list[dict]:
    """Lists of units that reach over all days of 2024 to 2026."""
    return [window(unit, date(2023, 12, 15), date(2026, 12, 14), *levels) for unit in units]


def compared(facts: Facts, unit: str, period: str) -> tuple[int, int]:
    """The awards of a period and of the one before on common ground."""
    asked = Period.parse(period)
    ground = facts.ground(get_unit(unit), asked, asked.comparison())
    return int(ground.now["count"].sum()), int(ground.before["count"].sum())


def test_commune_of_divided_districts_has_no_period_before(tmp_path):
    """The district's figures cannot be parted: "…", with the districts that it was made of."""
    facts = ask(
        tmp_path,
        *listed(COMMUNE, date(2026, 3, 3), 4, **BY_PROVINCE),
        *listed(BA_BE, date(2025, 3, 3), 9, **BY_PROVINCE),
        files=covering(COMMUNE, BA_BE),
    )
    ground = facts.ground(get_unit(COMMUNE), Period.parse("2026-H1"), Period.parse("2025-H1"))

    assert compared(facts, COMMUNE, "2026-H1") == (0, 0)
    assert [(one.unit, one.why, one.formers) for one in ground.apart] == [(COMMUNE, "divided", (BA_BE,))]
    assert not ground.is_whole
    assert not ground.is_fair
    assert {one.award for one in ground.left_out_now} == {"BKT"}


def test_half_a_year_is_compared_with_no_whole_one(tmp_path):
    """The commune's 2025 is five months long, the district's 2025 six: neither is more or less than a year."""
    facts = ask(
        tmp_path,
        *listed(COMMUNE, date(2026, 3, 3), 4, **BY_PROVINCE),
        *listed(COMMUNE, date(2025, 9, 3), 2, **BY_PROVINCE),
        *listed(BA_BE, date(2025, 3, 3), 9, **BY_PROVINCE),
        *listed(BA_BE, date(2024, 3, 4), 8, **BY_PROVINCE),
        files=covering(COMMUNE, BA_BE),
    )
    ground = facts.ground(get_unit(BA_BE), Period.parse("2025"), Period.parse("2024"))

    assert compared(facts, COMMUNE, "2026") == compared(facts, BA_BE, "2025") == (0, 0)
    assert [(one.unit, one.why) for one in ground.apart] == [(BA_BE, "short")]
    assert compared(facts, BA_BE, "2025-H1") == (9, 8)
    assert compared(facts, COMMUNE, "2026-H2") == (0, 2)


def test_department_is_compared_with_those_that_went_into_it_whole(tmp_path):
    """The Department of Home Affairs of today is that of both old provinces, with Labour."""
    formers = whole_formers(HOME_AFFAIRS)
    rows = [row for one in formers for row in listed(one, date(2025, 3, 3), 5, **BY_PROVINCE)]
    now = listed(HOME_AFFAIRS, date(2026, 3, 3), 30, **BY_PROVINCE)
    facts = ask(tmp_path, *rows, *now, files=covering(HOME_AFFAIRS, *formers))
    lacking = ask(tmp_path / "one", *rows, *now, files=covering(HOME_AFFAIRS, *formers[1:]))

    assert {"so-noi-vu", "so-noi-vu-thai-nguyen"} < set(formers)
    assert compared(facts, HOME_AFFAIRS, "2026-H1") == (30, 5 * len(formers))
    assert compared(lacking, HOME_AFFAIRS, "2026-H1") == (0, 0)


def test_province_is_compared_as_a_whole_where_both_sides_are_whole(tmp_path):
    """Communes map to no district, but all of them are what all districts were: compared as a sum of the area."""
    areas, now, before = Areas(ADMINISTRATIVE), Period.parse("2026-H1"), Period.parse("2025-H1")
    rows = [
        *listed(COMMUNE, date(2026, 3, 3), 4, **BY_PROVINCE),
        *listed(WARD, date(2026, 3, 3), 2, **BY_PROVINCE),
        *listed(WARD, date(2026, 3, 3), 50, **BY_COMMUNE),
        *listed(BA_BE, date(2025, 3, 3), 3, **BY_PROVINCE),
        *listed(DAI_TU, date(2025, 6, 30), 1, **BY_PROVINCE),
        *listed(DAI_TU, date(2025, 3, 3), 70),
    ]
    units = {one: get_unit(one).level for one in (*areas.every(PROVINCE, now), *areas.every(PROVINCE, before))}
    levels = {"commune": "XA", "ward": "XA", "district": "HUYEN", "city": "HUYEN"}
    files = [
        file
        for one, level in units.items()
        if level in levels
        for file in covering(one, levels=("TINH", levels[level]))
    ]
    silent = [file for file in files if file["unit"] != CHO_DON]
    facts, partly = ask(tmp_path, *rows, files=files), ask(tmp_path / "partly", *rows, files=silent)
    ground = facts.ground(get_unit(PROVINCE), now, before)

    assert compared(facts, PROVINCE, "2026-H1") == (6, 4)
    assert ground.of_area == {("BKT", "TINH")}
    assert {(one.award, one.level) for one in ground.left_out_now} == {("GKH", "XA")}
    assert {one.why for one in ground.apart} == {"divided"}
    assert compared(facts, PROVINCE, "2025") == (4, 0)
    assert compared(partly, PROVINCE, "2026-H1") == (0, 0)


def test_old_province_cut_in_its_last_year_is_compared_with_no_whole_year(tmp_path):
    """Bắc Kạn's 2025 ends in June; its first half is a half like that of 2024."""
    rows = [*listed(BA_BE, date(2025, 3, 3), 3, **BY_PROVINCE), *listed(BA_BE, date(2024, 3, 4), 2, **BY_PROVINCE)]
    facts = ask(tmp_path, *rows, files=covering(BA_BE))

    assert compared(facts, BAC_KAN, "2025") == (0, 0)
    assert compared(facts, BAC_KAN, "2025-H1") == (3, 2)
    assert compared(facts, PROVINCE, "2025-H1") == (3, 2)
    assert compared(facts, PROVINCE, "2025") == (0, 0), "most districts tell nothing at all"


# Registers and people


def test_register_of_the_half_in_which_a_unit_lived_stands_for_its_year(tmp_path):
    """A district of 2025 kept its book of movements to June and never for the year."""
    empty = dict.fromkeys(MOVEMENTS.names)
    text = {one.name: "" for one in MOVEMENTS if str(one.type) in ("string", "large_string")}
    rows = [(BA_BE, "2025-H1"), (COMMUNE, "2025-H2"), (COMMUNE, "2025"), (WARD, "2026"), (WARD, "2025-H1")]
    register = pa.Table.from_pylist(
        [{**empty, **text, "unit": unit, "period": period} for unit, period in rows], schema=MOVEMENTS
    )
    facts = ask(tmp_path, movements=register)
    found = facts.register("movements", get_unit(PROVINCE), Period.parse("2025"))

    assert list(found[["unit", "period"]].itertuples(index=False, name=None)) == [(BA_BE, "2025-H1"), (COMMUNE, "2025")]


def test_people_of_a_district_may_be_in_any_unit_that_took_over_a_part_of_it():
    """What somebody of huyện Ba Bể received in 2024 is known of them in xã Ba Bể in 2026."""
    assert BA_BE in earlier_units(COMMUNE)
    assert {BA_BE, CHO_DON} <= set(earlier_units("xa-dong-phuc-2025"))
    assert "so-noi-vu" in earlier_units(HOME_AFFAIRS)
    assert earlier_units(BA_BE) == ()


# Workbooks that are really sent


@pytest.fixture
def inbox(tmp_path: Path) -> Inbox:
    """An inbox in today's Thái Nguyên."""
    (tmp_path / "inbox").mkdir()
    return Inbox(tmp_path)


AS_OF = {"as_of": date(2026, 7, 15)}
FIGHTER, PROVINCE_FIGHTER = "Chiến sĩ thi đua cơ sở", "Chiến sĩ thi đua cấp tỉnh"


def asked(inbox: Inbox, **changes: object) -> Facts:
    """The facts of the inbox, asked in the territory."""
    return Facts(inbox.snapshot(**{**AS_OF, **changes}), ADMINISTRATIVE, THAI_NGUYEN)


def sheet_of(unit: str, period: str, name: str, award: str, on: date) -> Sheet:
    """A list with one name."""
    return decision_list(row(name, award, f"{on.year}/QĐ-UBND", on), unit=unit, period=period)


def test_history_of_a_person_is_followed_from_the_district_into_the_commune(inbox):
    """A fighter of huyện Ba Bể in 2024 has a history in xã Ba Bể in 2026; a fighter of another district has none."""
    inbox.put("dau.xlsx", sheet_of(BA_BE_NAME, "Năm 2021", person(9), FIGHTER, date(2021, 3, 12)))
    inbox.put("ba be.xlsx", sheet_of(BA_BE_NAME, "Năm 2024", person(1), FIGHTER, date(2024, 3, 12)))
    inbox.put("na ri.xlsx", sheet_of("UBND huyện Na Rì", "Năm 2024", person(2), FIGHTER, date(2024, 3, 12)))
    later = [row(person(at), PROVINCE_FIGHTER, "77/QĐ-UBND", date(2026, 3, 12)) for at in (1, 2)]
    inbox.put("xa.xlsx", decision_list(*later, unit=COMMUNE_NAME, period="6 tháng đầu năm 2026"))

    found = told(inbox.received(**AS_OF), "V09-history")

    assert [(file, cell) for file, _, cell, _ in found] == [("xa.xlsx", "B6")]


def test_list_of_a_district_to_its_last_day_covers_its_last_report(inbox):
    """The half-year of a district ends with it: its list of 20/06/2025 is complete, in time, and counted."""
    inbox.put(
        "ba be.xlsx",
        decision_list(
            row(person(1), on=date(2025, 3, 12)),
            row(person(2), on=date(2025, 6, 20)),
            unit=BA_BE_NAME,
            period=HALF_2025,
        ),
        received=date(2025, 7, 3),
    )
    expected = ExpectedSettings(layout="decision_list", units=(BA_BE, COMMUNE), period="half", first_year=2025, days=6)
    facts = asked(inbox, expected=(expected,))
    received = inbox.received(**AS_OF, expected=(expected,))
    lacking = [text for *_, text in told(received, "V20-missing")]

    assert total(facts, BA_BE, "2025-H1") == total(facts, PROVINCE, "2025") == 2
    assert known(facts, BA_BE, "2025-H1") == known(facts, BA_BE, "2025") == ("covered", [])
    assert not told(received, "V10-window", "V20-late")
    assert len(lacking) == 2
    assert all("xã Ba Bể" in text for text in lacking)


def test_returns_of_communes_are_added_up_with_those_of_the_districts_before_them(inbox):
    """Each states the half in which it lived; the year of the province is both."""
    inbox.put("ba be.xlsx", summary_return(("Giấy khen", 4, 9), unit=BA_BE_NAME, period=HALF_2025))
    for at, name in enumerate((COMMUNE_NAME, "UBND phường Bắc Kạn", "UBND xã Chợ Rã")):
        inbox.put(f"{at}.xlsx", summary_return(("Giấy khen", 1, 10 + at), unit=name, period="6 tháng cuối năm 2025"))
    facts = asked(inbox)

    assert [total(facts, PROVINCE, period) for period in ("2025-H1", "2025-H2", "2025")] == [13, 36, 49]
    assert total(facts, COMMUNE, "2025") == 11
    assert total(facts, BAC_KAN, "2025") == 13


def test_year_of_five_months_is_no_jump_beside_a_whole_one(inbox):
    """Whoever began in July has less in that year than in the next, and is not asked why."""
    for file, period, number in (("năm.xlsx", "Năm 2025", 4), ("nay.xlsx", "Năm 2026", 90)):
        inbox.put(file, summary_return(("Giấy khen", 1, number), unit=COMMUNE_NAME, period=period))
        district = period.replace("2026", "2024")
        inbox.put(f"huyện {file}", summary_return(("Giấy khen", 1, number), unit=BA_BE_NAME, period=district))
    inbox.put("sau.xlsx", summary_return(("Giấy khen", 1, 4), unit=COMMUNE_NAME, period="Năm 2027"))
    found = told(inbox.received(as_of=date(2028, 1, 15)), "V14-change")

    assert [file for file, *_ in found] == ["sau.xlsx"]


def test_figure_may_be_quoted_of_a_province_in_the_year_in_which_it_ended(tmp_path):
    """The press told of Bắc Kạn's last half-year, and of its year: on the last day of that year it is no more."""
    head = "fact_id,unit,period,authority,award,recipient_kind,recipient_class,award_type,status,award_label"
    line = "q1,tỉnh Bắc Kạn,2025,province_chair,BKT,individual,,,awarded,Bằng khen,12,instance,,bài 1,một câu"
    path = tmp_path / "facts.csv"
    path.write_text(f"{head},count,count_unit,derived_from,source,quote\n{line}\n", encoding="utf-8")

    assert read_facts(path, basis=ADMINISTRATIVE)["unit"].tolist() == [BAC_KAN]


# One number for the same days


@pytest.mark.parametrize("period", ["2025-H2", "2025"])
@pytest.mark.parametrize("unit", [COMMUNE, PROVINCE])
def test_half_and_year_of_the_same_days_have_one_number(tmp_path, unit, period):
    """A commune began on 01/07/2025: 4 for its half beside 5 for its year would be two numbers of one thing."""
    facts = ask(tmp_path, stated(COMMUNE, "2025-H2", 4, **BY_COMMUNE), stated(COMMUNE, "2025", 5, **BY_COMMUNE))

    assert total(facts, unit, period) == 5


@pytest.mark.parametrize("asked_for", ["2025-H2", "2025"])
@pytest.mark.parametrize("said", ["2025-H2", "2025"])
def test_return_of_the_year_tells_the_half_that_is_all_of_it(tmp_path, said, asked_for):
    """Asking a commune again for days of which it has sent everything would be needless."""
    facts = ask(tmp_path, stated(COMMUNE, said, 5, **BY_COMMUNE))

    assert total(facts, COMMUNE, asked_for) == total(facts, PROVINCE, asked_for) == 5
    assert known(facts, COMMUNE, asked_for) == ("covered", [])
    assert facts.rows(get_unit(COMMUNE), Period.parse(asked_for))["count"].tolist() == [5]


def test_half_of_the_same_days_tells_what_the_return_of_the_year_leaves_open(tmp_path):
    """A form that the return of the year leaves blank is not unknown where that of the half counts it."""
    cells = [("LDTT", "2025", 5), ("LDTT", "2025-H2", 5), ("GKX", "2025-H2", 3), ("GKX", "2025", None)]
    facts = ask(tmp_path, *(stated(COMMUNE, when, count, award=award, **BY_COMMUNE) for award, when, count in cells))

    assert total(facts, COMMUNE, "2025") == total(facts, COMMUNE, "2025-H2") == 8


def test_return_of_the_year_of_a_merged_province_tells_nothing_of_its_half(tmp_path):
    """What the new province states of 2025 holds the first half of both old ones: it is no figure of the second."""
    facts = ask(tmp_path, stated(PROVINCE, "2025", 9, **BY_PROVINCE))

    assert total(facts, PROVINCE, "2025") == 9
    assert total(facts, PROVINCE, "2025-H2") == 0
    assert known(facts, PROVINCE, "2025-H2")[0] == "not"


@pytest.mark.parametrize("number", [4, 5])
def test_returns_of_the_same_days_that_differ_are_asked_about(inbox, number):
    """Of two numbers for the same days one is wrong, and only the sender knows which."""
    for name, period, figures in (("nua-nam", "6 tháng cuối năm 2025", number), ("ca-nam", "Năm 2025", 5)):
        inbox.put(f"{name}.xlsx", summary_return(("Giấy khen", 0, figures), unit=COMMUNE_NAME, period=period))
    facts = asked(inbox)
    found = [text for *_, text in told(inbox.received(**AS_OF), "V20-same-days")]

    assert total(facts, COMMUNE, "2025-H2") == total(facts, COMMUNE, "2025") == 5
    assert len(found) == (number != 5)
    assert all(
        "cuối năm 2025 có 4, biểu năm 2025 cùng những ngày ấy có 5" in text and "dùng biểu năm 2025" in text
        for text in found
    )


@pytest.mark.parametrize(
    ("list_of", "return_of"), [("Năm 2025", "6 tháng cuối năm 2025"), ("6 tháng cuối năm 2025", "Năm 2025")]
)
def test_check_says_which_of_list_and_return_a_report_counts(inbox, list_of, return_of):
    """A list that reaches over all days of a commune is counted, whichever name the period of the return has."""
    awarded = [row(person(at), "Lao động tiên tiến", on=date(2025, 8, 4)) for at in range(6)]
    # The title has a row of each level; the first of them is not the commune's.
    heads, title = [(level, None, None) for level in ("Cấp huyện", "Cấp xã")], "Lao động tiên tiến"
    lines = (heads[0], (title, 0, 0), heads[1], (title, 0, 4))
    inbox.put("danh sach.xlsx", decision_list(*awarded, unit=COMMUNE_NAME, period=list_of))
    inbox.put("bieu.xlsx", summary_return(*lines, unit=COMMUNE_NAME, period=return_of))
    facts = asked(inbox)
    found = [text for *_, text in told(inbox.received(**AS_OF), "V20-difference")]

    assert total(facts, COMMUNE, "2025-H2") == total(facts, COMMUNE, "2025") == 6
    assert {one["used"] for one in facts.differences(get_unit(COMMUNE), Period.parse("2025")).to_dict("records")} == {
        "decision_list"
    }
    assert len(found) == 1
    assert "báo cáo dùng danh sách quyết định" in found[0]


@pytest.mark.parametrize("period", ["2025-06", "2025-07"])
def test_month_with_half_a_month_more_or_less_is_no_whole_month(period):
    """The days of 15 to 30/06/2025 are told with June: a month of 47 days is compared with none of 31."""
    areas = Areas(ADMINISTRATIVE)
    units = (BA_BE, COMMUNE)

    assert not areas.is_whole(units, Period.parse(period))
    assert areas.is_whole((COMMUNE,), Period.parse("2025-08"))
    assert areas.is_whole((COMMUNE,), Period.parse("2025-H2"))


def test_refused_list_of_a_province_itself_leaves_its_level_unknown(tmp_path):
    """What the province lists of its own is in its figures: with that list refused, the communes alone are not all."""
    first, last = date(2025, 12, 15), date(2026, 6, 14)
    files = [
        window(COMMUNE, first, last, "XA", period="2026-H1"),
        window(PROVINCE, first, last, "XA", period="2026-H1", state="rejected", refused_by="V02 F6"),
    ]
    facts = ask(tmp_path, *listed(COMMUNE, date(2026, 3, 4), **BY_COMMUNE), files=files)
    coverage = facts.coverage(get_unit(PROVINCE), Period.parse("2026-H1"))

    assert coverage.known == coverage.of("LDTT", "XA") == coverage.of_level("XA") == "partly"
    assert not coverage.is_listed("XA")
    assert [(gap.units, gap.why, gap.refused_by) for gap in coverage.gaps] == [((PROVINCE,), "rejected", "V02 F6")]


# The list of one commune of a district


MARKET_TOWN, OTHER_COMMUNE = "thị trấn Chợ Rã", "xã Khang Ninh"
WISHED = (ExpectedSettings(layout="decision_list", units=(BA_BE,), period="half", first_year=2025, days=6),)


def of_places(*units: str) -> list[Sheet]:
    """A sheet with a list of one person for each of these units, in the first half of 2025."""
    return [
        decision_list(row(person(at), on=date(2025, 3, 12 + at)), unit=unit, period=HALF_2025, name=f"DS {at}")
        for at, unit in enumerate(units)
    ]


@pytest.mark.parametrize("places", [(MARKET_TOWN,), (MARKET_TOWN, OTHER_COMMUNE)])
def test_lists_of_single_communes_count_and_tell_nothing_of_the_rest_of_their_district(inbox, places):
    """Of the other communes nothing came: a 0 there would be made up, and the district is still asked."""
    for at, sheet in enumerate(of_places(*places)):
        inbox.put(f"{at}.xlsx", sheet)
    facts = asked(inbox, expected=WISHED)
    received = inbox.received(**AS_OF, expected=WISHED)

    assert total(facts, BA_BE, "2025-H1") == total(facts, BAC_KAN, "2025-H1") == len(places)
    state, gaps = known(facts, BA_BE, "2025-H1")
    assert state == "not"
    assert gaps
    assert [text for *_, text in told(received, "V20-missing") if HALF_2025 in text] != []
    assert [text.partition(":")[0] for *_, text in told(received, "V20-place")] == [
        f"Danh sách chỉ của {place}" for place in places
    ]


@pytest.mark.parametrize(
    "sheets", [of_places(MARKET_TOWN, OTHER_COMMUNE), of_places(BA_BE_NAME), of_places(BA_BE_NAME, MARKET_TOWN)]
)
def test_list_of_all_of_a_district_is_its_own_whatever_communes_its_sheets_name(inbox, sheets):
    """A district that puts a sheet for each commune into one file has told of all of it."""
    inbox.put("huyen.xlsx", *sheets)
    facts = asked(inbox, expected=WISHED)

    assert total(facts, BA_BE, "2025-H1") == len(sheets)
    assert known(facts, BA_BE, "2025-H1") == ("covered", [])
    assert told(inbox.received(**AS_OF, expected=WISHED), "V20-place") == []


def test_list_of_a_commune_sent_again_is_counted_once(inbox):
    """It reaches over no day of its district, and is a version of the one before all the same."""
    for at in (0, 1):
        inbox.put(f"{at}.xlsx", *of_places(MARKET_TOWN), received=date(2025, 6, 18 + at))

    assert total(asked(inbox), BA_BE, "2025-H1") == 1
