"""`import thidua`: a small surface, imported when it is used, that several datasets can be asked through at once."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pandas as pd
import pytest

import thidua
from tests.present.reports import REPOSITORY
from thidua.errors import ConfigError
from thidua.present.language import day_of_names, language, name_on_day, write_in, written_in
from thidua.registry.territory import AT_HOME, current, use

HEAVY = ("pandas", "matplotlib", "pyarrow", "pydantic", "numpy", "babel")


def test_import_alone_imports_nothing_heavy() -> None:
    """Every command of the program imports thidua: what it costs is paid by `--help`."""
    code = f"import sys, thidua; dir(thidua); print([one for one in {HEAVY!r} if one in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True, cwd=REPOSITORY)

    assert done.stdout.strip() == "[]"


def test_nothing_below_stands_on_the_front_door() -> None:
    """A report must not hang on how an analyst asks: only the desk, the commands and the surface import it."""
    above = ("explore", "desk", "cli", "__init__.py")
    package = REPOSITORY / "thidua"
    importing = {
        path.relative_to(package).parts[0]
        for path in package.rglob("*.py")
        if re.search(r"^\s*(from|import) thidua\.explore", path.read_text(encoding="utf-8"), re.MULTILINE)
    }

    assert importing <= set(above)


def test_surface_is_what_is_written_on_its_page() -> None:
    """Completion proposes what the docstring tells, and nothing else."""
    assert dir(thidua) == sorted(thidua.__all__)
    for name in thidua.__all__:
        assert f"`{name}`" in (thidua.__doc__ or "")
        assert callable(getattr(thidua, name))


def test_name_that_there_is_none_of_is_told_with_those_there_are() -> None:
    """A typing error is seen at once."""
    with pytest.raises(AttributeError, match=r"it has .*open"):
        _ = thidua.opne  # type: ignore[attr-defined]


def test_opening_a_second_dataset_spoils_no_question_to_the_first() -> None:
    """Two provinces side by side: each keeps its units, its basis and its language."""
    home = thidua.open("illustrative", root=REPOSITORY)
    before = home.facts("các huyện", "2023-H1", by=())
    north = thidua.open("illustrative-2026", lang="en", root=REPOSITORY)
    north.facts("xã Ba Bể", "2026-H1")
    published = thidua.open("published", root=REPOSITORY)
    after = home.facts("các huyện", "2023-H1", by=())

    assert before.equals(after)
    assert home.facts("Ba Bể", "2023-H1")["unit_name"].iloc[0] == "huyện Ba Bể"
    assert north.facts("Ba Bể", "2026-H1")["unit_name"].iloc[0] == "Ba Bể commune"
    assert published.facts("thành phố Bắc Kạn", "2015..2020")["unit_name"].iloc[0] == "thành phố Bắc Kạn"
    assert "Illustrative figures 2026" in repr(north)
    assert "Số liệu minh họa (illustrative)" in repr(home)


def test_questions_leave_the_report_in_hand_as_it_is() -> None:
    """Who looks something up in a notebook does not change the language and the day of the report written there."""
    report = thidua.open_report(dataset="published", unit="tp-bac-kan", period="2015..2020", lang="en", root=REPOSITORY)
    before = (language(), day_of_names(), current())
    try:
        other = thidua.open("illustrative-2026", root=REPOSITORY)
        other.facts("xã Ba Bể", "2026-H1")
        with pytest.raises(ConfigError):
            other.facts("không có", "2026-H1")
        assert (language(), day_of_names(), current()) == before
        assert report.period_label == "stage 2015-2020"
    finally:
        write_in("vi")


def test_answers_do_not_hang_on_the_report_in_hand() -> None:
    """Awards are called as on the days asked about, whatever report was opened before."""
    opened = thidua.open("illustrative", root=REPOSITORY)
    plain = opened.awards()["name"].tolist()
    thidua.open_report(dataset="illustrative-2026", unit="tinh-thai-nguyen-2025", period="2026-H1", root=REPOSITORY)
    try:
        assert opened.awards()["name"].tolist() == plain
    finally:
        use(AT_HOME)
        name_on_day(None)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("name", "options", "message"),
    [
        ("ilustrative", {}, "did you mean illustrative"),
        ("", {}, "no dataset"),
        (3, {}, 'write one of "illustrative"'),
        ("published", {"lang": "fr"}, "there are: vi, en"),
        ("published", {"root": 3}, "write the project's folder as text"),
    ],
)
def test_wrong_opening_names_what_is_right(name: object, options: dict[str, object], message: str) -> None:
    """The first thing a person types is the first that may be wrong."""
    with pytest.raises(ConfigError, match=message):
        thidua.open(name, **{"root": REPOSITORY, **options})  # type: ignore[arg-type]


def test_card_escapes_what_a_dataset_calls_itself(tmp_path: Path) -> None:
    """A title is text: in a notebook it must not run."""
    folder = tmp_path / "data" / "x"
    folder.mkdir(parents=True)
    (tmp_path / "reports.toml").write_text("", encoding="utf-8")
    title = "<script>alert(1)</script> & “số liệu”"
    (folder / "dataset.toml").write_text(f"title = '{title}'\nsource = 's'\nbasis = 'calendar'\n", encoding="utf-8")
    opened = thidua.open("x", root=tmp_path)

    assert title in repr(opened)
    assert "<script>" not in opened._repr_html_()
    assert "&lt;script&gt;alert(1)&lt;/script&gt; &amp; “số liệu”" in opened._repr_html_()


def test_card_is_short() -> None:
    """What an object shows of itself is a card, not a dump."""
    for name in ("illustrative", "published", "illustrative-2026"):
        shown = repr(thidua.open(name, root=REPOSITORY))
        assert 2 <= len(shown.splitlines()) <= 5
        assert max(map(len, shown.splitlines())) <= 120


def test_reports_side_by_side_keep_their_language_and_province() -> None:
    """Two reports that are compared are written each in its own words, in whatever order their chapters are read."""
    home = thidua.open("illustrative", root=REPOSITORY).report("Na Rì", "2023-H1")
    alone = str(home.awards.finding())
    north = thidua.open("illustrative-2026", lang="en", root=REPOSITORY).report("tỉnh Thái Nguyên", "2026-H1")
    try:
        chapter = thidua.open("illustrative", root=REPOSITORY).report("Na Rì", "2023-H1").awards
        assert repr(north).startswith("Thái Nguyên province, first half of 2026")
        assert "individuals" in str(north.awards.finding())
        assert str(chapter.finding()) == alone
        assert "cá nhân" in alone
        assert north._repr_html_().startswith("<div")
        assert str(north.awards.finding()) != alone
        assert language() == "en"
        assert home.period_label == "6 tháng đầu năm 2023"
    finally:
        use(AT_HOME)
        write_in("vi")


def test_what_is_written_stays_in_its_language_whatever_report_was_looked_at() -> None:
    """1,234.6 in a Vietnamese report would be read a thousand times too small, as one English report lay beside it."""
    abroad = thidua.open("illustrative", lang="en", root=REPOSITORY).report("Na Rì", "2023-H1")
    own = pd.DataFrame({"award_name": ["Giấy khen"], "count": [1234]})
    try:
        assert "individuals" in str(abroad.awards.finding())
        assert thidua.sentence("{a} và {b:percent}", a=1234.56, b=0.5).text == "1.234,6 và 50,0%"
        assert thidua.sentence("{a} awards", a=1234, of=abroad).text == "1,234 awards"
        plain = thidua.table(own, "Khen thưởng")._repr_mimebundle_()["text/plain"]
        assert plain.splitlines()[1:] == ["Danh hiệu, hình thức\tSố lượng", "Giấy khen\t1.234"]
        with written_in("en"):
            assert thidua.sentence("{a} awards", a=1234).text == "1,234 awards"
    finally:
        use(AT_HOME)
        write_in("vi")


def test_report_is_that_of_the_notebooks() -> None:
    """The report behind a figure is the very one that a production notebook writes."""
    opened = thidua.open("illustrative", root=REPOSITORY)
    report = opened.report("Ba Bể", "6 tháng đầu năm 2023")

    assert (report.unit.id, str(report.period), report.with_names) == ("huyen-ba-be", "2023-H1", False)
    with pytest.raises(ConfigError, match="Ba Be"):
        opened.report("Ba Be", "2023-H1")
    with pytest.raises(ConfigError, match="is not a unit; write a name"):
        opened.report(["Ba Bể"], "2023-H1")  # type: ignore[arg-type]


def test_card_of_a_report_names_its_chapters():
    """A card of empty lines helps nobody."""
    card = repr(thidua.open("illustrative").report("Na Rì", "2023-H1"))

    assert "Trang đầu: overview, dashboard" in card
    assert not [line for line in card.splitlines() if line.endswith(": ")]
