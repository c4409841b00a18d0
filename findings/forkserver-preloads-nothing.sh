#!/bin/sh
# Python 3.11.7: `multiprocessing`'s forkserver is handed the search path of the process that starts it and does not use
# it; a module that is not found is not told either. What `set_forkserver_preload` names is then imported by no one, and
# every worker imports it anew: as slow as no preload at all, and right. PYTHONPATH is heeded. In Python 3.4 to 3.11, 3.12
# to 3.12.7 and 3.13.0 (python/cpython#117378). Exits 1 once that has changed.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
mkdir "$folder/beside"
echo 'number = 1' > "$folder/beside/prepared.py"
cat > "$folder/run.py" <<'PYTHON'
import multiprocessing
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent / "beside"))


def is_there(answer):
    answer.put("prepared" in sys.modules)


if __name__ == "__main__":
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["prepared", "no_module_of_this_name"])
    answer = context.SimpleQueue()
    worker = context.Process(target=is_there, args=(answer,))
    worker.start()
    print("there" if answer.get() else "missing")
    worker.join()
PYTHON
python3 --version
by_path=$(PYTHONPATH='' python3 "$folder/run.py")
by_variable=$(PYTHONPATH="$folder/beside" python3 "$folder/run.py")
echo "on sys.path: $by_path; on PYTHONPATH: $by_variable"
test "$by_path" = missing && test "$by_variable" = there
