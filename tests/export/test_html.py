"""The HTML is one file that needs no network and allows none."""

from __future__ import annotations

import base64
import hashlib
import re

import pytest
from nbformat.v4 import new_code_cell, new_notebook, new_output

from tests.export.test_pdf import EDITIONS, HOSTILE, document
from thidua.errors import NotebookError
from thidua.export.document import read_document
from thidua.export.html import html_text
from thidua.present.part import prose
from thidua.run.plan import Edition


@pytest.mark.xdist_group("published")
@pytest.mark.parametrize("name", EDITIONS)
def test_file_needs_nothing_from_elsewhere(published: dict[str, Edition], name):
    """No script that runs, no link, no address: every picture stands in the file, under 100 KB before its charts."""
    html = published[name].file("html").read_text(encoding="utf-8")
    without_charts = re.sub(r'src="data:image/svg\+xml;base64,[^"]*"', "", html)
    without_charts = re.sub(r'<script type="application/ld\+json">[^<]*</script>', "", without_charts)

    assert not re.search(r"<script|<link|<iframe|<object|@import|url\(|\son\w+=", without_charts)
    assert not re.search(r'(?:src|href|action)="', without_charts)
    assert len(without_charts.encode()) < 100_000


@pytest.mark.xdist_group("published")
@pytest.mark.parametrize("name", EDITIONS)
def test_policy_admits_just_this_stylesheet(published: dict[str, Edition], name):
    """The hash in the Content-Security-Policy is that of the stylesheet in the file; everything else is refused."""
    html = published[name].file("html").read_text(encoding="utf-8")
    policy = re.search(r'http-equiv="Content-Security-Policy" content="([^"]*)"', html).group(1)
    style = re.search(r"<style>(.*?)</style>", html, flags=re.DOTALL).group(1)
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()

    assert policy.startswith("default-src 'none'; ")
    assert f"style-src 'sha256-{digest}'" in policy
    assert "style=" not in html


@pytest.mark.xdist_group("published")
@pytest.mark.parametrize("name", EDITIONS)
def test_charts_hold_no_script_and_no_address(published: dict[str, Edition], name):
    """A chart is a drawing: its only addresses are names of formats."""
    html = published[name].file("html").read_text(encoding="utf-8")
    for picture in re.findall(r'src="data:image/svg\+xml;base64,([^"]*)"', html):
        svg = base64.b64decode(picture).decode()
        assert "<script" not in svg
        assert set(re.findall(r'(?:href)="([^#][^"]*)"', svg)) == set()


@pytest.mark.parametrize("hostile", [*HOSTILE, '"><img src=x onerror=alert(1)>', "</style></main><h1>x"])
def test_hostile_prose_stays_text(hostile):
    """A district's comment is text, whatever it looks like to a browser."""
    html = html_text(document(prose("p", f"Trước {hostile} sau")))
    body = html.split("<main", 1)[1]

    assert not re.search(r"<(script|img|label|h1)\b", body)
    assert "{{ 7*7 }}" in body or "{{" not in hostile


def test_output_that_not_every_format_can_carry_is_refused():
    """A bare frame would be in the HTML and not in the PDF."""
    output = new_output("display_data", data={"text/html": "<table></table>", "text/plain": "x"})

    with pytest.raises(NotebookError, match="cell 1 displays text/html, text/plain; a report shows a table, chart"):
        read_document(new_notebook(cells=[new_code_cell(outputs=[output])]))


@pytest.mark.xdist_group("published")
def test_tables_and_charts_are_numbered_in_order(published: dict[str, Edition]):
    """Bảng 1, 2, 3 and Hình 1, 2 run through the document, and so do those of its details, each on its own."""
    html = published["2020/tinh-bac-kan/province"].file("html").read_text(encoding="utf-8")

    numbers: dict[str, list[int]] = {}
    for word, number in re.findall(r"<strong>((?:Bảng|Hình)(?: chi tiết)?) (\d+)\.</strong>", html):
        numbers.setdefault(word, []).append(int(number))

    assert {"Bảng", "Bảng chi tiết", "Hình chi tiết"} <= numbers.keys()
    assert all(found == list(range(1, len(found) + 1)) for found in numbers.values())
    assert sum(map(len, numbers.values())) >= 6
