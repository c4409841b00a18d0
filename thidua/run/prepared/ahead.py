"""Importing this prepares a process for workers and kernels: named to the one that `multiprocessing` forks from.

``get_context("forkserver").set_forkserver_preload(["thidua.run.prepared.ahead"])``
"""

from thidua.run.prepared.imports import prepare_kernel, prepare_worker

prepare_worker()
prepare_kernel()
