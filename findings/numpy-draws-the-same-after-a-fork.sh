#!/bin/sh
# numpy 2.4.6: processes forked from one that has imported numpy.random draw the same "random" numbers, all of them, and
# so does `DataFrame.sample` of pandas; Python's own `random` begins anew in each. Notebooks that draw a sample under
# kernels forked from a prepared process would all draw one and the same, on every day that the process lives.
# `numpy.random.seed()` in the child mends it. Exits 1 once that has changed.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/python" -m pip install --quiet --disable-pip-version-check numpy==2.4.6
"$folder/venv/bin/python" - <<'PYTHON'
import os
import random
import sys

import numpy.random


def drawn_by_child(draw, first=lambda: None):
    """What a child that is forked now draws."""
    read, write = os.pipe()
    if os.fork() == 0:
        first()
        os.write(write, str(draw()).encode())
        os._exit(0)
    os.wait()
    os.close(write)
    with os.fdopen(read) as told:
        return told.read()


def are_same(draw, first=lambda: None):
    return drawn_by_child(draw, first) == drawn_by_child(draw, first)


def of_numpy():
    return int(numpy.random.randint(10**9))


def of_python():
    return random.randrange(10**9)


found = are_same(of_numpy), are_same(of_python), are_same(of_numpy, numpy.random.seed)
print("numpy", numpy.__version__)
for name, same in zip(("numpy", "Python's own", "numpy, seeded in the child"), found):
    print(f"two children draw by {name}: {'the same' if same else 'others'}")
sys.exit(found != (True, False, False))
PYTHON
