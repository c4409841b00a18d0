"""A chart as a picture of dots: whole, for whatever width it is asked."""

import io
from itertools import pairwise
from math import ceil

import numpy as np
import pytest
from PIL import Image

from thidua.errors import NotebookError
from thidua.export.picture import chart_png

SLANT = """<svg xmlns="http://www.w3.org/2000/svg" width="300" height="211" viewBox="0 0 300 211">
<path d="M0 0L300 211" stroke="black" stroke-width="8"/></svg>"""


@pytest.mark.parametrize(("width", "ppi"), [(400, 144), (400, 108), (292.2, 96), (467.7, 200)])
def test_no_row_of_dots_is_lost(width, ppi):
    """Typst leaves out one row of a drawing that ends within a dot; letters that lie there are cut through."""
    dots = 255 - np.array(Image.open(io.BytesIO(chart_png(SLANT, width=width, ppi=ppi))).convert("L")).astype(int)
    middles = [float((np.arange(len(row)) * row).sum() / row.sum()) for row in dots[40:-40]]
    steps = [after - before for before, after in pairwise(middles)]

    assert dots.shape == (ceil(dots.shape[1] * 211 / 300), round(width * ppi / 72))
    assert max(steps) - min(steps) < 0.6


def test_what_is_no_drawing_is_refused():
    """A broken picture in a draft or a mail is what nobody would tell us about."""
    with pytest.raises(NotebookError, match="a chart cannot be drawn as a picture"):
        chart_png("<svg", width=400, ppi=96)
