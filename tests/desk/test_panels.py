"""The panels of the desk: what is chosen, and that the call each shows is the call that gives it."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pandas as pd
import pytest

import thidua
from tests.desk.project import DATASET, write_desk_project
from thidua.desk import open_desk
from thidua.desk.beside import Beside
from thidua.desk.cell import CellPanel
from thidua.desk.choice import Choice
from thidua.desk.figures import Figures
from thidua.desk.panel import Panel
from thidua.desk.previewing import Previewing
from thidua.desk.tables import frame_table
from thidua.desk.unusual import Unusual, value_of
from thidua.desk.words import Words
from thidua.errors import ConfigError, DataError
from thidua.explore.opened import OpenedDataset, open_named
from thidua.run.preview import link


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_desk_project(tmp_path_factory.mktemp("panels"))


@pytest.fixture(autouse=True)
def here(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Calls are made as at the desk, where nobody says which project."""
    monkeypatch.setenv("THIDUA_ROOT", str(root))


@pytest.fixture
def choice(root: Path) -> Choice:
    return Choice("illustrative", ["huyen-ba-be"], "2023-H1", lang="vi", root=root)


def answered(call: str) -> object:
    """What a call that a panel shows gives."""
    return eval(call, {"thidua": thidua})


def test_call_of_the_figures_gives_the_figures(choice: Choice):
    """What one sees at the desk one can go on with in a cell of one's own."""
    panel = Figures(choice, lambda figure: None)
    expected = open_named("illustrative").facts(["huyen-ba-be"], "2023-H1", by=["award"])

    assert panel.call == 'thidua.open("illustrative").facts(["huyen-ba-be"], "2023-H1", by=["award"])'
    pd.testing.assert_frame_equal(answered(panel.call), expected)


def test_every_choice_is_in_the_call(choice: Choice):
    """Nothing that changes the answer is left to the widgets alone."""
    panel = Figures(choice, lambda figure: None)
    choice.choose(units=["huyen-ba-be", "huyen-na-ri"], period="2022-H1")
    choice.measure_box.value = "proposed"
    choice.breakdown_box.value = ""

    assert panel.call == (
        'thidua.open("illustrative").facts(["huyen-ba-be", "huyen-na-ri"], "2022-H1", status="proposed")'
    )
    assert isinstance(answered(panel.call), pd.DataFrame)


def test_figure_of_a_row_is_handed_on(choice: Choice, root: Path):
    """One click leads from a figure to its cells."""
    desk = open_desk(dataset="illustrative", unit="Ba Bể", period="2023-H1", root=root)
    figure = open_named("illustrative").facts("Ba Bể", "2023-H1", by="award")["figure"].iloc[0]
    desk.follow(figure)

    assert desk.cell_panel.call == f'thidua.open("illustrative").trace("{figure}")'
    assert answered(desk.cell_panel.call).count == 5


def test_comparison_takes_the_same_period_before_or_another(choice: Choice):
    """Cùng kỳ is what a meeting asks for; any other period is one choice away."""
    panel = Beside(choice)
    assert panel.call == 'thidua.open("illustrative").compare("2022-H1", "2023-H1", unit="huyen-ba-be")'
    choice.compared_box.value = "2022-H2"
    assert '"2022-H2", "2023-H1"' in panel.call
    choice.choose(units=["huyen-ba-be", "huyen-na-ri"])
    panel.way_box.value = "units"

    assert panel.call == 'thidua.open("illustrative").compare("huyen-ba-be", "huyen-na-ri", period="2023-H1")'
    answered(panel.call)


def test_unusual_is_asked_once_for_a_period(choice: Choice, monkeypatch: pytest.MonkeyPatch):
    """Another unit changes nothing in what is unusual of all: nobody waits for it again."""
    panel, calls = Unusual(choice), []
    monkeypatch.setattr(type(choice.opened), "unusual", lambda self, period: calls.append(period) or pd.DataFrame())
    choice.choose(units=["huyen-na-ri"])
    choice.choose(period="2022-H1")

    assert calls == ["2022-H1"]
    assert panel.call == 'thidua.open("illustrative").unusual("2022-H1")'


def test_preview_offers_the_declared_kind_first_and_every_other(choice: Choice):
    """Who does not know what the report is called gets the right one."""
    panel = Previewing(choice)

    assert panel.kind_box.value == "district"
    assert "province" in [kind for _, kind in panel.kind_box.options]
    assert panel.call == 'thidua.open("illustrative").preview("huyen-ba-be", "2023-H1", "district")'
    panel.pdf_box.value = True
    assert panel.call.endswith('"district", formats=("html", "pdf"))')


@pytest.fixture
def other(root: Path) -> Iterator[Path]:
    """Another dataset of the project, with the same district and nothing of the other."""
    folder = root / "data" / "other"
    shutil.copytree(root / "data" / "illustrative", folder)
    for file in folder.rglob("*.xls*"):
        if "Ba Be" not in file.name:
            file.unlink()
    yield folder
    shutil.rmtree(folder)


def every_panel(choice: Choice) -> list[Panel]:
    """All panels of a desk that answer for what is chosen."""
    return [
        Figures(choice, lambda figure: None),
        Beside(choice),
        Unusual(choice),
        Words(choice),
        Previewing(choice),
        CellPanel(choice),
    ]


def told(panel: Panel) -> str:
    """What a panel shows as sentences."""
    return " ".join(str(one.value) for one in panel.answer.children if hasattr(one, "value"))


def test_dataset_that_cannot_be_opened_is_refused_and_not_named(choice: Choice, other: Path):
    """Figures of one dataset under the name of another are wrong figures."""
    (other / "dataset.toml").write_text("[[", encoding="utf-8")
    panels = every_panel(choice)
    before = [panel.call for panel in panels]
    choice = panels[0].choice
    choice.dataset_box.options = ["illustrative", "other"]
    choice.dataset_box.value = "other"

    assert choice.dataset_box.value == choice.opened.name == "illustrative"
    assert "other" in choice.refused.children[0].value
    assert [panel.call for panel in panels] == before
    (other / "dataset.toml").write_text(DATASET, encoding="utf-8")
    choice.dataset_box.value = "other"
    assert choice.refused.children == ()
    assert all('"other"' in panel.call for panel in panels if panel.call)


def test_dataset_whose_lists_cannot_be_told_is_refused_whole(
    choice: Choice, other: Path, monkeypatch: pytest.MonkeyPatch
):
    """Half of the choices from one dataset and half from another would be asked of neither."""
    units = list(choice.units_box.options)

    def refuse(self: OpenedDataset, unit: str | None = None) -> pd.DataFrame:
        raise DataError("bảng hỏng")

    monkeypatch.setattr(OpenedDataset, "periods", refuse)
    choice.dataset_box.options = ["illustrative", "other"]
    choice.dataset_box.value = "other"

    assert choice.dataset_box.value == "illustrative"
    assert list(choice.units_box.options) == units
    assert "bảng hỏng" in choice.refused.children[0].value


def test_unit_that_another_dataset_lacks_is_not_replaced_by_another(choice: Choice, other: Path):
    """The figures of the first unit of the list were not asked for."""
    choice.choose(units=["huyen-na-ri"])
    panel = Figures(choice, lambda figure: None)
    choice.search_box.value = "ba"
    choice.dataset_box.options = ["illustrative", "other"]
    choice.dataset_box.value = "other"

    assert choice.is_empty
    assert told(panel).count("Chọn một đơn vị ở trên.") == 1
    assert choice.search_box.value == ""


def test_unit_without_figures_is_shown_where_it_is_asked_for(root: Path):
    """Another unit in its place would show figures that nobody asked for."""
    desk = open_desk(dataset="illustrative", unit="Chợ Đồn", period="2023-H1", root=root)

    assert desk.choice.units == ["huyen-cho-don"]


def test_desk_without_a_chosen_unit_asks_for_one_in_every_panel(choice: Choice):
    """Figures of a unit that is no longer chosen would be read as those of whoever is."""
    panels = [one for one in every_panel(choice) if not isinstance(one, Unusual | CellPanel)]
    choice.units_box.value = ()
    for period in ("2022-H1", "2022-H2"):
        for panel in panels:
            assert panel.call == ""
            if isinstance(panel, Previewing):
                panel.make()
            if isinstance(panel, Words):
                panel.open()
            assert "Chọn một đơn vị ở trên." in told(panel)
        choice.period_box.value = period


def test_panel_that_meets_a_mistake_of_the_program_shows_no_former_answer(
    choice: Choice, monkeypatch: pytest.MonkeyPatch
):
    """What is raised where a widget calls is told nowhere, and the figures of before would stay."""
    panel, beside = Figures(choice, lambda figure: None), Beside(choice)

    def fail(*asked: object, **named: object) -> pd.DataFrame:
        raise KeyError("count")

    monkeypatch.setattr(OpenedDataset, "facts", fail)
    choice.choose(units=["huyen-na-ri"])

    assert "Chương trình có lỗi" in told(panel)
    assert "huyen-na-ri" in beside.call


def test_figure_of_another_dataset_is_put_away(choice: Choice, other: Path):
    """Its cells are none of the dataset that is named above."""
    panel = CellPanel(choice)
    panel.follow(open_named("illustrative").facts("Ba Bể", "2023-H1", by="award")["figure"].iloc[0])
    choice.dataset_box.options = ["illustrative", "other"]
    choice.dataset_box.value = "other"

    assert (panel.figure_box.value, panel.call, panel.answer.children) == ("", "", ())


def test_words_of_another_dataset_are_put_away(choice: Choice, other: Path):
    """What is saved on the desk of one dataset must not be written into another."""
    panel = Words(choice)
    panel.open()
    choice.dataset_box.options = ["illustrative", "other"]
    choice.dataset_box.value = "other"

    assert panel.save_button.disabled
    assert panel.text_box.value == ""
    assert panel.call.startswith('thidua.open("other")')


def test_unsaved_words_are_not_replaced_by_opening_others(choice: Choice):
    """An hour of writing is not lost by opening the words of another unit; a person discards it, or nobody."""
    panel = Words(choice)
    panel.open()
    panel.text_box.value += "đang viết"
    choice.choose(units=["huyen-na-ri"])
    panel.open()

    assert panel.text_box.value.endswith("đang viết")
    assert "Chưa lưu lời văn của huyện Ba Bể" in told(panel)
    assert "huyen-ba-be" in panel.call
    panel.leave()
    panel.open()
    assert 'source: "huyen-na-ri"' in panel.text_box.value


def test_unsaved_words_stay_when_another_unit_is_chosen(choice: Choice):
    """An hour of writing is not lost by a click elsewhere."""
    panel = Words(choice)
    panel.open()
    panel.text_box.value += "đang viết"
    choice.choose(units=["huyen-na-ri"])

    assert panel.text_box.value.endswith("đang viết")


def test_words_that_are_not_changed_give_way_to_another_unit(choice: Choice):
    """What is saved under one name must not be taken for another's."""
    panel = Words(choice)
    panel.open()
    choice.choose(units=["huyen-na-ri"])

    assert panel.save_button.disabled
    assert panel.call == 'thidua.open("illustrative").commentary("huyen-na-ri", "2023-H1")'


def test_list_of_units_is_narrowed_without_losing_what_is_chosen(choice: Choice):
    """Ninety communes are found by a few letters, without marks; the figures stay those of the choice."""
    choice.search_box.value = "na ri"

    assert [code for _, code in choice.units_box.options] == ["huyen-ba-be", "huyen-na-ri"]
    assert choice.units == ["huyen-ba-be"]


def test_nobody_is_chosen_while_the_list_of_units_changes(choice: Choice):
    """The page marks what is chosen by its place: a place behind the end of a shorter list is an error there."""
    choice.choose(units=["huyen-na-ri"])
    seen: list[tuple[int, ...]] = []
    choice.units_box.observe(lambda change: seen.append(choice.units_box.index), names="_options_labels")
    choice.search_box.value = "na ri"

    assert seen == [()]
    assert choice.units == ["huyen-na-ri"]


def test_period_that_is_asked_for_is_offered_whatever_is_known(root: Path):
    """Another period in its place would show other figures than were asked for, in silence."""
    choice = Choice("illustrative", ["huyen-ba-be"], "2021-M10", lang="vi", root=root)

    assert choice.period == "2021-M10"


def test_desk_speaks_english_where_it_is_asked_to(root: Path):
    """Every word of the desk has its English, and the calls say in which language they answer."""
    desk = open_desk(dataset="illustrative", unit="Ba Bể", period="2023-H1", lang="en", root=root)
    panel = Figures(desk.choice, desk.follow)

    assert desk.choice.breakdown_box.description == "Told apart by"
    assert panel.call.startswith('thidua.open("illustrative", lang="en").facts(')


def test_wrong_unit_is_refused_with_the_nearest(root: Path):
    """The first cell says what is wrong, as those of the reports do."""
    with pytest.raises(ConfigError, match="Ba Bể"):
        open_desk(dataset="illustrative", unit="Ba Bê", period="2023-H1", root=root)


def test_table_writes_numbers_as_a_page_and_sorts_them_as_numbers():
    """1.069 stands above 5, and what is not known is "…", never 0."""
    frame = pd.DataFrame({"unit_name": ["<b>A</b>", "B", "C"], "count": pd.array([1069, None, 5], dtype="Int64")})
    table = frame_table(frame)
    shown = table.df

    assert shown.iloc[:, 1].tolist() == ["1.069", "…", "5"]
    assert shown.iloc[:, 2].tolist() == [1069, -1e18, 5]
    assert "<b>" not in table._dt_args["data_json"]


def test_row_of_what_is_unusual_leads_to_what_is_behind_it(root: Path):
    """The call that stands in the row is asked, as a person would copy and run it."""
    opened = open_named("illustrative")
    found = value_of('data.explain("huyen-na-ri", "2023-H1", "GKH")', opened)

    assert found.sentences == opened.explain("huyen-na-ri", "2023-H1", "GKH").sentences
    assert value_of('data.report("huyen-ba-be", "2023-H1").period_label', opened) == "6 tháng đầu năm 2023"


@pytest.mark.parametrize("call", ["data.__class__", "open('x')", "data.facts(units=[x for x in 'ab'])", "1 + 1"])
def test_nothing_but_a_question_to_the_dataset_is_asked(root: Path, call: str):
    """A text in a table is data; it must not become a program."""
    with pytest.raises(ValueError, match="no question"):
        value_of(call, open_named("illustrative"))


def test_preview_is_opened_by_a_link_that_looks_like_one(root: Path):
    """The look of a notebook takes the line from under a link, and "HTML" alone says nothing of what it does."""
    shown = link('/files/a"b.html', "html")

    assert ">Mở bản HTML</a>" in shown
    assert "text-decoration: underline" in shown
    assert 'href="/files/a&quot;b.html"' in shown
