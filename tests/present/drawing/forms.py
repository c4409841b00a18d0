"""Every form of chart drawn from the same plain rows, so that what must hold for all is asked of all."""

from math import sqrt

from thidua.present.drawing.bars import Bar, bars_svg
from thidua.present.drawing.caterpillar import estimates_svg
from thidua.present.drawing.curve import Curve, curve_svg
from thidua.present.drawing.dots import Dot, dots_svg
from thidua.present.drawing.funnel import FunnelLines, FunnelPoint, funnel_svg
from thidua.present.drawing.multiples import Panel, multiples_svg
from thidua.present.drawing.places import Place, places_svg
from thidua.present.drawing.series import Break, Series, series_svg
from thidua.present.drawing.slope import Slope, slope_svg
from thidua.present.drawing.stack import Stack, stack_svg
from thidua.present.numbers import write_number, write_percent


def write_whole_percent(share):
    return write_percent(share, decimals=0)


def draw_dots(rows):
    dots = [
        Dot(
            label, value, None if value is None else value * 0.8, None if value is None else value * 1.3, is_own=at == 1
        )
        for at, (label, value) in enumerate(rows)
    ]
    return dots_svg(dots, write=write_number, reference=5.0, reference_text="mức chung của toàn tỉnh: 5")


def draw_caterpillar(rows):
    dots = [
        Dot(
            label,
            value,
            None if value is None else value * 0.8,
            None if value is None else value * 1.3,
            is_own=at == 1,
            is_marked=at % 30 == 4,
        )
        for at, (label, value) in enumerate(sorted(rows, key=lambda row: -(row[1] or 0)) if len(rows) > 24 else rows)
    ]
    return estimates_svg(dots, write=write_number, reference=5.0, reference_text="mức chung của toàn tỉnh: 5")


def draw_bars(rows):
    return bars_svg(
        [Bar(label, [value, "–" if at % 3 else value]) for at, (label, value) in enumerate(rows)],
        ["Tập thể", "Cá nhân"],
        write=write_number,
    )


def draw_multiples(rows):
    panels = [Panel(label, [value, 3, None], is_own=at == 2) for at, (label, value) in enumerate(rows)]
    return multiples_svg(panels, ["Bằng khen", "Giấy khen", "Cờ thi đua"], write=write_number)


def draw_slope(rows):
    slopes = [
        Slope(label, value, None if value is None else value * 1.1, at == 1) for at, (label, value) in enumerate(rows)
    ]
    titles = {"before_title": "6 tháng đầu năm 2022", "after_title": "6 tháng đầu năm 2023"}
    return slope_svg(slopes, **titles, write=write_number)


def draw_stack(rows):
    stacks = [Stack(label, [value or 0, 7, 2, value or 1], f"n = {value or 0}") for label, value in rows]
    names = ["Lãnh đạo, quản lý", "Công chức, viên chức", "Người lao động trực tiếp", "Chưa rõ"]
    return stack_svg(stacks, names, write=write_number)


def draw_curve(rows):
    largest = max((value or 0 for _, value in rows), default=0) or 1
    curves = [
        Curve(label, [] if value is None else [1, 5, 9], [] if value is None else [0.1, 0.2, value / largest])
        for label, value in rows
    ]
    return curve_svg(
        curves,
        deadline=8,
        x_title="số ngày từ khi nhận đề nghị",
        write_x=write_number,
        write_y=write_whole_percent,
        deadline_text="thời hạn: 8 ngày làm việc",
    )


def draw_places(rows):
    spread = [(22 + at * 0.618 % 0.64, 105.5 + at * 0.414 % 0.56) for at in range(len(rows))]
    places = [
        Place(label, *where, value, is_own=at == 1)
        for at, ((label, value), where) in enumerate(zip(rows, spread, strict=True))
    ]
    return places_svg(places, write=write_number)


def draw_series(rows):
    values = [value for _, value in rows]
    years = [str(2005 + at) for at in range(len(rows))]
    lows = [None if value is None else value * 0.7 for value in values]
    highs = [None if value is None else value * 1.4 for value in values]
    breaks = [Break(0.5, "sáp nhập xã 01/02/2020"), Break(len(rows) - 1.5, "Luật 06/2022/QH15 có hiệu lực 01/01/2024")]
    plain, banded = Series(rows[0][0] if rows else "", values), Series("Có khoảng tin cậy", values, lows, highs)
    return series_svg([plain, banded, plain] if rows else [], years, breaks, write=write_number)


def draw_funnel(rows):
    """Rows without a value are no points; their sizes are spread over the plot."""
    largest = max((value or 0 for _, value in rows), default=0) or 1
    points = [
        FunnelPoint(label, 40 + at * 37 % 160, 0.3 + 0.5 * value / largest, at == 3, at == 1)
        for at, (label, value) in enumerate(rows)
        if value is not None
    ]
    return funnel_svg(
        points,
        limits(0.6),
        0.6,
        x_title="số cá nhân được khen thưởng",
        y_title="tỷ lệ người lao động trực tiếp",
        write_x=write_number,
        write_y=write_whole_percent,
        target_text="mức chung: 60%",
    )


def limits(target):
    """Normal limits, good enough for a drawing."""
    sizes = list(range(20, 210, 2))
    errors = [sqrt(target * (1 - target) / size) for size in sizes]
    low95, high95 = ([target + z * error for error in errors] for z in (-1.96, 1.96))
    low998, high998 = ([target + z * error for error in errors] for z in (-3.09, 3.09))
    return FunnelLines(sizes, low95, high95, low998, high998)


FORMS = {
    "dots": draw_dots,
    "bars": draw_bars,
    "multiples": draw_multiples,
    "slope": draw_slope,
    "stack": draw_stack,
    "curve": draw_curve,
    "places": draw_places,
    "series": draw_series,
    "funnel": draw_funnel,
}
