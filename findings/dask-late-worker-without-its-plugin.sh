#!/bin/sh
# distributed 2026.8.0: a plugin whose setup fails stops `register_plugin` where a worker is there already; in a worker that
# comes later the failure is only logged, and the worker is given tasks all the same. Exits 1 once that has changed.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/python" -m pip install --quiet --disable-pip-version-check distributed==2026.8.0
cd "$folder"
cat > late.py <<'PYTHON'
import logging
import sys

from distributed import Client, LocalCluster, Worker, WorkerPlugin, get_worker
from importlib.metadata import version


class Needed(WorkerPlugin):
    def setup(self, worker):
        if worker.name == "late":
            raise RuntimeError("this machine lacks something")


def where():
    return get_worker().name


def main():
    logging.disable(logging.CRITICAL)
    with LocalCluster(n_workers=0, processes=False, dashboard_address=None) as cluster, Client(cluster) as client:
        client.register_plugin(Needed(), name="needed")
        cluster.sync(late, cluster)
        client.wait_for_workers(1, timeout=60)
        given = client.submit(where, pure=False).result(timeout=60)
        print("distributed", version("distributed"))
        print("a task was given to the worker whose plugin failed:", given)
        return given == "late"


async def late(cluster):
    cluster.late = await Worker(cluster.scheduler_address, name="late", nthreads=1)


if __name__ == "__main__":
    sys.exit(not main())
PYTHON
PYTHONWARNINGS=ignore "$folder/venv/bin/python" late.py
