"""What every form of chart owes its reader: words that can be read, nothing off the sheet, the same bytes again."""

from datetime import date
from functools import cache

import matplotlib as mpl
import pytest

from tests.present.drawing.forms import FORMS, draw_caterpillar
from tests.present.drawing.pictures import picture
from thidua.present.chart import GREY, INK, LIGHT, NARROW_MM, RUST, WIDTH_MM, Drawn
from thidua.present.drawing.labels import TICK, size_mm
from thidua.present.drawing.sheet import Sheet
from thidua.present.drawing.strips import Strip, strips_svg
from thidua.present.drawing.widths import on_width
from thidua.present.numbers import write_number
from thidua.registry import communes_of

SHORT = ["TP Bắc Kạn", "Pác Nặm", "Ba Bể", "Ngân Sơn", "Bạch Thông", "Chợ Đồn", "Chợ Mới", "Na Rì"]
TWENTY_LETTERS = "Phường Phùng Chí Kiên"
SIXTY_LETTERS = "Trường Phổ thông dân tộc bán trú Trung học cơ sở Bằng Thành"
ONE_WORD = "Trườngphổthôngdântộcbántrútrunghọccơsởxãbằngthànhhuyệnpácnặm"
NAMES = {"short": [*SHORT, TWENTY_LETTERS], "60 letters": [SIXTY_LETTERS], "one word": [ONE_WORD]}
VALUES = {
    "near": [61, 58, 74, 34, 61, 70, 61, 52],
    "far": [0, 1, 2_000_000, 5, 31, None, 118, 27],
    "equal": [61],
    "zero": [0],
    "huge": [2_000_000],
    "missing": [None],
}


def rows(many, names, values):
    return [(f"{names[at % len(names)]}", values[at % len(values)]) for at in range(many)]


@cache
def drawn(form, many, names, values, width=WIDTH_MM):
    """What a chart of this width shows of so many rows; several tests ask of one and the same."""
    with on_width(width):
        return picture(FORMS[form](rows(at_most(form, many), NAMES[names], VALUES[values])))


def at_most(form, many):
    """Names that stand above each other beside a plot have few letters a line: twenty long ones fit no page."""
    return min(many, 15) if form in ("curve", "slope") else many


CASES = [(many, names, values) for many in (1, 20) for names in NAMES for values in ("far", "equal")]
CASES += [(8, "short", values) for values in VALUES]
NARROW_CASES = [(20, names, "far") for names in NAMES] + [(8, "short", values) for values in VALUES]


@pytest.mark.long
@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize(("many", "names", "values"), CASES)
def test_no_words_collide_and_nothing_leaves_the_sheet(form, many, names, values):
    """Boxes of the drawn outlines, read back from the SVG: one point or twenty, whatever the names and values."""
    if form == "funnel" and values == "missing":
        pytest.skip("a funnel has only points with a value")
    shown = drawn(form, many, names, values)

    assert shown.collisions() == []
    assert shown.area.right == pytest.approx(WIDTH_MM * 72 / 25.4)


@pytest.mark.long
@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize(("many", "names", "values"), NARROW_CASES)
def test_no_words_of_a_narrow_picture_collide_leave_it_or_are_struck_out(form, many, names, values):
    """A phone's picture is held to what the page's is, and has no height to keep to."""
    if form == "funnel" and values == "missing":
        pytest.skip("a funnel has only points with a value")
    shown = drawn(form, many, names, values, NARROW_MM)

    assert shown.collisions() == []
    assert shown.area.right == pytest.approx(NARROW_MM * 72 / 25.4)
    assert form in ("slope", "stack", "places", "funnel") or many > 8 or shown.struck_out() == []
    assert form in ("stack", "curve", "places", "series", "funnel") or shown.on_bars() == []


@pytest.mark.parametrize("form", FORMS)
def test_a_form_is_drawn_for_the_page_and_for_a_phone(form):
    """Both tell the same figures, in the same order; a part of a form is not drawn for its own sake."""
    eight = rows(8, SHORT, VALUES["near"])
    both = FORMS[form](eight)
    wide, narrow = picture(both), picture(both.narrow)

    assert isinstance(both, Drawn)
    assert (wide.area.right, narrow.area.right) == pytest.approx((WIDTH_MM * 72 / 25.4, NARROW_MM * 72 / 25.4))
    assert len(wide.marks) == len(narrow.marks)
    assert [len(shown.texts) > 8 for shown in (wide, narrow)] == [True, True]


def test_letters_of_a_narrow_picture_can_be_read_on_a_phone():
    """A page of 390 px leaves 358 to a picture: letters of less than 12 px are too small to be read."""
    assert size_mm(TICK) * 358 / NARROW_MM > 12


@pytest.mark.parametrize("form", [form for form in FORMS if form not in ("funnel", "series")])
def test_every_row_is_named(form):
    """Only a funnel leaves the names of its inner points out where they find no room; series have years for rows."""
    names = [f"{at} {SIXTY_LETTERS}" for at in range(at_most(form, 20))]
    shown = picture(FORMS[form](rows(len(names), names, VALUES["far"])))
    told = " ".join(shown.texts)

    assert [name for name in names if told.count(name.split()[0] + " Trường") < 1] == []


@pytest.mark.parametrize("values", VALUES)
@pytest.mark.parametrize("form", ["dots", "bars", "multiples", "curve", "series"])
def test_no_line_goes_through_words(form, values):
    """A figure struck out by a curve or a grid line is misread."""
    assert drawn(form, 8, "short", values).struck_out() == []


@pytest.mark.parametrize("values", VALUES)
@pytest.mark.parametrize("form", ["bars", "multiples", "dots", "slope"])
def test_no_figure_lies_on_a_bar(form, values):
    """Blue figures on a blue bar cannot be read."""
    assert drawn(form, 8, "short", values).on_bars() == []


@pytest.mark.parametrize("form", FORMS)
def test_same_rows_give_the_same_bytes(form):
    """An edition can only be verified if its charts can be drawn again."""
    eight = rows(8, SHORT, VALUES["near"])

    assert FORMS[form](eight) == FORMS[form](eight)


@pytest.mark.parametrize("form", FORMS)
def test_no_rows_are_refused(form):
    """An empty frame would look like a chart without differences."""
    with pytest.raises(ValueError, match=rf"^{form}: nothing to draw; leave the chart out where there are no rows"):
        FORMS[form]([])


COMMUNES = [unit.short_name for unit in communes_of("tinh-bac-kan", date(2023, 12, 31))]


@pytest.mark.parametrize("form", ["dots", "bars", "multiples", "stack", "curve"])
def test_rows_that_fit_no_page_are_refused(form):
    """108 communes are a table: a picture of them runs off the page, or is too small to be read."""
    assert len(COMMUNES) == 108
    with pytest.raises(ValueError, match=r"^a chart \d{3,4} mm high fits no page, .* 215 mm; draw fewer rows"):
        FORMS[form](rows(108, COMMUNES, VALUES["far"]))


@pytest.mark.parametrize(("many", "width"), [(25, WIDTH_MM), (92, WIDTH_MM), (108, WIDTH_MM), (92, NARROW_MM)])
@pytest.mark.parametrize("form", ["caterpillar", "slope", "places", "funnel"])
def test_many_units_are_one_chart_with_names_where_they_matter(form, many, width):
    """92 communes on one page: nothing collides, every unit has its mark, the own one and the largest have names."""
    values = [float(at % 37 + 1) for at in range(many)]
    draw = {**FORMS, "caterpillar": draw_caterpillar}[form]
    with on_width(width):
        shown = picture(draw(list(zip(COMMUNES[:many], values, strict=True))))
    largest = COMMUNES[values.index(max(values))]
    named = {"caterpillar": {largest}, "funnel": {COMMUNES[1]}}.get(form, {COMMUNES[1], largest})

    assert shown.collisions() == []
    assert len(shown.marks) >= many
    assert {name for name in named if name not in " ".join(shown.texts)} == set()


@pytest.mark.parametrize("width", [WIDTH_MM, NARROW_MM])
@pytest.mark.parametrize("many", [1, 8, 20, 92])
def test_strips_show_a_tick_for_every_value_and_name_the_largest(many, width):
    """The forms of 92 communes on half a page, instead of 92 small charts."""
    values = [float(at) for at in range(many)]
    strips = [Strip("Giấy khen", values, f"Ba Bể ({many - 1})"), Strip("Bằng khen", values[::-1])]
    with on_width(width):
        shown = picture(strips_svg(strips, write=write_number, middle=lambda value: f"trung vị {write_number(value)}"))

    assert shown.collisions() == []
    assert f"Ba Bể ({many - 1})" in shown.texts
    assert len(shown.lines) >= 2 * many


def test_places_without_room_for_their_names_are_refused():
    """A disc without a name says nothing."""
    names = [f"{SIXTY_LETTERS} và {ONE_WORD} {SIXTY_LETTERS}"]
    with pytest.raises(ValueError, match=r"^places: the names of \d+ of 24 places find no room; draw fewer"):
        FORMS["places"](rows(24, names, VALUES["near"]))


def test_funnel_of_many_units_names_those_that_matter():
    """108 points are a cloud; the own unit and those outside are named, the others where there is room."""
    shown = picture(FORMS["funnel"](rows(108, COMMUNES, VALUES["near"])))

    assert shown.collisions() == []
    assert len(shown.marks) >= 108
    assert {COMMUNES[1], COMMUNES[3]} <= set(shown.texts)


@pytest.mark.parametrize("form", ["dots", "bars", "multiples", "slope", "stack", "places", "series"])
@pytest.mark.parametrize("value", [float("nan"), float("inf")])
def test_value_that_is_no_number_is_refused(form, value):
    """A missing value has one spelling, None: not a number is a slip in a measure."""
    with pytest.raises(ValueError, match=f"{form}: {value} is no finite number; a missing value is None"):
        FORMS[form]([("Na Rì", value), ("Ba Bể", 1)])


@pytest.mark.parametrize("form", FORMS)
def test_figure_is_drawn_once_for_each_width(form, monkeypatch):
    """Measuring by drawing would draw it more often."""
    drawn = []
    write = Sheet.svg
    monkeypatch.setattr(Sheet, "svg", lambda sheet: (drawn.append(sheet), write(sheet))[1])

    FORMS[form](rows(8, SHORT, VALUES["near"]))

    assert len(drawn) == 2


@pytest.mark.parametrize("form", FORMS)
def test_settings_of_matplotlib_stay_as_they_were(form):
    """A notebook may draw charts of its own beside those of the report."""
    before = dict(mpl.rcParams)
    FORMS[form](rows(3, SHORT, VALUES["near"]))

    assert dict(mpl.rcParams) == before


@pytest.mark.parametrize("form", FORMS)
def test_words_are_the_senders_letter_for_letter(form):
    """Dollar signs and braces of a name are no formula, an ampersand is no markup."""
    name = "A & B <c> $x_1$ {d}"

    assert name in " ".join(picture(FORMS[form]([(name, 3), (name, 4)])).texts)


@pytest.mark.parametrize("form", ["dots", "slope", "multiples", "places", "funnel"])
def test_own_unit_is_bold_and_not_only_of_another_colour(form):
    """A grey print and a colour-blind reader find it too."""
    rust = [words for words in drawn(form, 8, "short", "near").words if words.color == RUST]

    assert any(words.text.endswith(("Pác Nặm", "Ba Bể")) for words in rust)
    assert [words.is_bold for words in rust if words.text.endswith(("Pác Nặm", "Ba Bể"))] == [True]


def test_text_of_every_colour_used_stands_out_from_white():
    """At least 4.5 to 1 for words (WCAG 2.1, 1.4.3), 3 to 1 for shapes (1.4.11)."""
    assert all(contrast(color) >= 4.5 for color in (INK, GREY, RUST))
    assert contrast(LIGHT) >= 3
    assert contrast(RUST) / contrast(LIGHT) > 1.5, "the own unit differs from the others in grey"


def contrast(color):
    """Against white, after the definition of relative luminance in WCAG 2.1."""
    parts = [int(color[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 1.05 / (0.2126 * red + 0.7152 * green + 0.0722 * blue + 0.05)
