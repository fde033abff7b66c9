"""A Dask cluster of two processes on this machine: `python -m tests.benchmarks.cluster`.

It prints the address of its scheduler (with `--processes` also the ids of its workers'), and ends when its input does.
"""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager

from tests.benchmarks.process import ROOT


@contextmanager
def cluster() -> Iterator[str]:
    """The address of such a cluster, in processes of its own; RuntimeError where Dask is not installed."""
    pipe = subprocess.PIPE
    with subprocess.Popen([sys.executable, "-m", __name__], cwd=ROOT, stdin=pipe, stdout=pipe, text=True) as process:
        address = process.stdout.readline().strip() if process.stdout else ""
        if not address:
            raise RuntimeError("there is no cluster: pip install '.[cluster]'")
        yield address
        process.communicate()


def main() -> None:
    """Start the cluster, print its address, and end it when the input ends."""
    from typing import Any

    import distributed  # type: ignore[import-not-found,unused-ignore]

    start: Any = distributed.LocalCluster
    with start(n_workers=2, threads_per_worker=1, processes=True, dashboard_address=":0", memory_limit=0) as made:
        processes = [nanny.pid for nanny in made.workers.values()] if "--processes" in sys.argv else []
        print(made.scheduler_address, *processes, flush=True)
        sys.stdin.read()


if __name__ == "__main__":
    main()
