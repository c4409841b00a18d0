#!/bin/sh
# axe-core 4.12.1 does not look into a closed <details>, and says nothing of it: faint letters, a picture without words
# and a wrong scope are three violations once it is open, and none, none incomplete, while it is closed. A page that
# folds its statistics away passes untested. Exits 1 once that has changed; 2 where there is no Chromium.
set -eu
chromium=${THIDUA_CHROMIUM:-$(command -v chromium || true)}
test -n "$chromium" || exit 2
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/python" -m pip install --quiet --disable-pip-version-check axe-playwright-python==0.1.8 playwright
"$folder/venv/bin/python" - "$chromium" <<'PYTHON'
import sys

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import sync_playwright

PAGE = """<!doctype html><html lang="vi"><title>T</title><main><h1>T</h1><details {open}><summary>S</summary>
<p style="color: #bbb; background: #fff">Faint</p>
<img src="data:image/gif;base64,R0lGODlhAQABAAAAACwAAAAAAQABAAA=">
<table><tr><th scope="nothing">A</th></tr></table></details></main>"""


def found(page, state):
    page.set_content(PAGE.format(open=state))
    told = Axe().run(page).response
    return [[rule["id"] for rule in told[kind]] for kind in ("violations", "incomplete")]


with sync_playwright() as playwright:
    browser = playwright.chromium.launch(executable_path=sys.argv[1], args=["--no-sandbox"])
    page = browser.new_page()
    closed, opened = found(page, ""), found(page, "open")
    browser.close()
print("closed:", closed)
print("open:  ", opened)
sys.exit(closed != [[], []] or len(opened[0]) < 3)
PYTHON
