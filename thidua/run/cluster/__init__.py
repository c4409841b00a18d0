"""The same jobs on other machines: a runner hands editions to workers of dask.distributed, and publishes what comes.

`client` is the runner's side; `cargo` is what travels to a worker, `host` what the worker does with it, `crew` the
process there that makes editions; `order` is what the two say to each other, `store` a way for large results.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Cluster:
    """Where the scheduler of a cluster listens, and the store that results go through; with none they come directly."""

    address: str
    through: str = ""
