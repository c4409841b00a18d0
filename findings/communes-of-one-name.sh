#!/bin/sh
# vietnamadminunits 1.0.4 lists, for communes that were divided on 01/07/2025, the new ones that each went into. Communes of one
# name in two old provinces have one list between them: by it a part of Phường 4 of Tây Ninh lies in Phường Long An, some
# ninety kilometres away, and neither went wholly anywhere. Its own converter hides that behind a default. The statistics
# office's table of old and new codes keeps them apart. Exits 1 once that has changed.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/python" -m pip install --quiet --disable-pip-version-check vietnamadminunits==1.0.4
"$folder/venv/bin/python" - <<'PYTHON'
import importlib.util
import json
import sys
from collections import defaultdict
from pathlib import Path

package = Path(importlib.util.find_spec("vietnamadminunits").origin).parent
divided = json.loads((package / "data" / "converter_2025.json").read_text(encoding="utf-8"))["DICT_PROVINCE_WARD_DIVIDED"]
mixed = 0
for province in divided.values():
    alike = defaultdict(set)
    for old, parts in province.items():
        name = old.rsplit("_", 1)[1]
        alike[name, frozenset(part["newWardKey"] for part in parts)].add(old)
    for (name, parts), olds in sorted(alike.items(), key=lambda item: item[0][0]):
        if len({old.split("_")[0] for old in olds}) > 1:
            mixed += 1
            print(f"{' and '.join(sorted(olds))}: each in {', '.join(sorted(parts))}")
sys.exit(0 if mixed else 1)
PYTHON
