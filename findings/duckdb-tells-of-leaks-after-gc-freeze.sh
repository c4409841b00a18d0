#!/bin/sh
# duckdb 2.0.0: a process that imported it and called `gc.freeze()`, as Python's manual advises before forking, writes some
# fifty lines at its end: "nanobind: leaked 27 instances!", and that the bindings count references wrongly. Nothing has
# leaked: nanobind looks once Python has collected what there is, and what is frozen is not collected.
# `atexit.register(gc.unfreeze)` mends it. Exits 1 once that has changed.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/python" -m pip install --quiet --disable-pip-version-check duckdb==2.0.0
told() {
  "$folder/venv/bin/python" -c "$1" 2>&1 | grep -c leaked || true
}
plain=$(told "import duckdb")
frozen=$(told "import duckdb, gc; gc.freeze()")
thawed=$(told "import duckdb, gc, atexit; gc.freeze(); atexit.register(gc.unfreeze)")
echo "lines on leaks at the end of a process: plain $plain, frozen $frozen, frozen and thawed at its end $thawed"
test "$plain" = 0 && test "$frozen" -gt 0 && test "$thawed" = 0
