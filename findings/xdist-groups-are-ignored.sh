#!/bin/sh
# pytest-xdist 3.8.0 writes the group of a test into `item._nodeid`, which pytest 9.2.0 does not read any more: with
# `--dist loadgroup` the tests of one xdist_group are spread over all workers, without a word. Exits 1 once that has
# changed.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/python" -m pip install --quiet --disable-pip-version-check pytest==9.2.0 pytest-xdist==3.8.0
cat > "$folder/test_group.py" <<'PYTHON'
import os
import time
from pathlib import Path

import pytest


@pytest.mark.xdist_group("one")
@pytest.mark.parametrize("number", range(6))
def test_in_a_group(number):
    time.sleep(0.2)
    (Path(__file__).parent / f"ran-in-{os.environ['PYTEST_XDIST_WORKER']}").touch()
PYTHON
(cd "$folder" && venv/bin/python -m pytest -q -n 2 --dist loadgroup test_group.py)
workers=$(find "$folder" -name 'ran-in-*' | wc -l)
echo "the six tests of one group ran in $workers workers"
test "$workers" -eq 2
