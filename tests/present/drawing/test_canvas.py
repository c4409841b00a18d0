"""Lines, bars and marks drawn by matplotlib: as its own figures have them, whatever its settings are."""

import io
import os
import re
import subprocess
import sys
from pathlib import Path

import matplotlib as mpl
import pytest
from matplotlib.backends.backend_svg import FigureCanvasSVG
from matplotlib.figure import Figure
from matplotlib.lines import Line2D

from tests.conftest import REPOSITORY
from tests.present.drawing.pictures import picture
from thidua.present.chart import MM_PER_INCH, WIDTH_MM
from thidua.present.drawing.canvas import canvas
from thidua.present.drawing.curve import SHAPES
from thidua.present.drawing.labels import Box
from thidua.present.drawing.styles import Filling, Look, Mark, Places, Stroke

HEIGHT_MM = 40.0
DRAWS = """
from tests.present.drawing.forms import FORMS
rows = [("TP Bắc Kạn", 3), ("Pác Nặm", 5), ("Ba Bể", 7), ("Na Rì", 9)]
print(*(part for draw in FORMS.values() for made in [draw(rows)] for part in (made, made.narrow)))
"""
OTHER_SETTINGS = """
axes.linewidth: 9
figure.dpi: 300
hatch.linewidth: 5
lines.markeredgewidth: 7
markers.fillstyle: none
path.simplify_threshold: 1
path.sketch: 3, 100, 2
svg.fonttype: none
svg.hashsalt: another
svg.id: another
text.usetex: True
"""


def drawn(look: Look, *shapes: Places) -> str:
    with canvas(WIDTH_MM, HEIGHT_MM) as made:
        made.draw(look, shapes)
        return made.svg()


def drawn_by_figure(line: Line2D) -> str:
    """What matplotlib itself makes of a line given in millimetres from the bottom."""
    figure = Figure(figsize=(WIDTH_MM / MM_PER_INCH, HEIGHT_MM / MM_PER_INCH))
    line.set_transform(mpl.transforms.Affine2D().scale(1 / MM_PER_INCH) + figure.dpi_scale_trans)
    figure.add_artist(line)
    written = io.StringIO()
    FigureCanvasSVG(figure).print_svg(written)
    return written.getvalue()


@pytest.mark.parametrize("shape", SHAPES)
def test_marks_stand_where_a_figure_has_them(shape):
    """A mark beside its place, or of another size, is another figure."""
    [ours] = picture(drawn(Mark(shape, 7, "#1f4e79", "white"), [(10, 15)])).marks
    by_figure = Line2D([10], [HEIGHT_MM - 15], marker=shape, markersize=7, linestyle="")
    [theirs] = picture(drawn_by_figure(by_figure)).marks

    assert ours == pytest.approx(theirs, abs=0.001)


def test_lines_go_where_a_figure_has_them():
    """Places are told from the top, matplotlib's from the bottom."""
    [ours] = picture(drawn(Stroke("#595959", 0.8, (4, 2.5)), [(1, 2), (30, 20)])).lines
    by_figure = Line2D(
        [1, 30], [HEIGHT_MM - 2, HEIGHT_MM - 20], color="#595959", linewidth=0.8, linestyle=(0, (4, 2.5))
    )
    [(path, style)] = re.findall(r'd="([^"]*)"[^>]*style="([^"]*dasharray[^"]*)"', drawn_by_figure(by_figure))

    assert ours.style == style
    assert sum(ours.places, ()) == pytest.approx([float(each) for each in re.findall(r"[\d.]+", path)], abs=0.001)


def test_what_looks_the_same_is_drawn_apart():
    """Two lines are no line with a bend, two bars no bar."""
    lines = picture(drawn(Stroke("#595959", 1), [(1, 1), (2, 1)], [(5, 5), (6, 5), (7, 9)])).lines
    bars = picture(drawn(Filling("#1f4e79"), corners(Box(1, 1, 2, 2)), corners(Box(4, 1, 5, 2)))).bars

    assert [len(line.places) for line in lines] == [2, 3]
    assert [round(bar.left * MM_PER_INCH / 72, 2) for bar in bars] == [1, 4]


def corners(box: Box) -> Places:
    return [(box.left, box.bottom), (box.right, box.bottom), (box.right, box.top), (box.left, box.top)]


def test_line_is_cut_off_at_the_edge_of_its_plot():
    """Limits that leave the plot would run through the words above it."""
    svg = drawn(Stroke("#595959", 1, within=Box(10, 5, 50, 20)), [(0, 0), (90, 30)])

    assert f'<rect x="{10 * 72 / 25.4:.3f}" y="{5 * 72 / 25.4:.3f}"' in svg
    assert svg.count("clip-path") == 1


def test_hatching_has_the_colour_of_its_edge():
    """Parts of a bar are told apart in grey, too."""
    svg = drawn(Filling("#ffffff", "////", "#595959"), corners(Box(1, 1, 9, 9)))

    assert '<rect x="0" y="0" width="73" height="73" fill="#ffffff"/>' in svg
    assert "fill: #595959; stroke: #595959; stroke-width: 0.7" in svg


def test_unknown_mark_is_refused():
    """A picture without it would say something else."""
    with pytest.raises(ValueError, match="circle"):
        drawn(Mark("circle", 6, "#1f4e79", "white"), [(10, 15)])


@pytest.mark.long
@pytest.mark.parametrize("settings", ["", OTHER_SETTINGS])
def test_settings_of_the_user_change_no_chart_and_no_figure_is_begun(settings, tmp_path: Path):
    """The same report at another desk is the same file; pyplot would begin a window."""
    (tmp_path / "matplotlibrc").write_text(settings, encoding="utf-8")
    asks = DRAWS + "import sys; assert 'matplotlib.pyplot' not in sys.modules"
    told = {**os.environ, "PYTHONPATH": str(REPOSITORY), "PYTHONIOENCODING": "utf-8"}
    done = subprocess.run([sys.executable, "-c", asks], cwd=tmp_path, env=told, capture_output=True, check=True)
    here = io.StringIO()
    exec(DRAWS, {"print": lambda *parts: print(*parts, file=here)})

    assert done.stdout.decode().replace("\r\n", "\n") == here.getvalue()
