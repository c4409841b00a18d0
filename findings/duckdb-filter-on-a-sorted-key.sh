#!/bin/sh
# DuckDB 2.0.0 cuts a GROUP BY over a large Parquet file that is sorted by its key into ranges of the key and scans the file
# once for each (optimizer "partitioned_execution"), also where a filter leaves one value of the key: one row group out of
# hundreds is looked for three or four times, and a slice takes three or four times as long. Without that optimizer it is
# looked for once. Exits 1 once that has changed.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/python" -m pip install --quiet --disable-pip-version-check duckdb==2.0.0
"$folder/venv/bin/python" - "$folder/sorted.parquet" <<'PYTHON'
import sys
import time

import duckdb

path = sys.argv[1]
connection = duckdb.connect(config={"threads": 2})
connection.execute(
    "COPY (SELECT printf('unit-%05d', i // 9000) AS unit, printf('award-%d', i % 5) AS award "
    f"FROM range(30_000_000) AS rows(i)) TO '{path}' (FORMAT parquet, ROW_GROUP_SIZE 81920)"
)
query = f"SELECT unit, award, count(*) FROM read_parquet('{path}') WHERE unit = 'unit-01700' GROUP BY ALL"
scans = []
for disabled in ("", "partitioned_execution"):
    connection.execute(f"SET disabled_optimizers = '{disabled}'")
    seconds = []
    for _ in range(7):
        began = time.process_time()
        connection.execute(query).fetchall()
        seconds.append(time.process_time() - began)
    scans.append(connection.execute(f"EXPLAIN ANALYZE {query}").fetchall()[0][1].count("READ_PARQUET"))
    print(f"without {disabled or 'nothing'}: {scans[-1]} scans, {min(seconds):.3f} CPU seconds")
sys.exit(0 if scans[0] > scans[1] == 1 else 1)
PYTHON
