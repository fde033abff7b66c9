"""What a worker on this machine does from its beginning to its end: read its settings, then one piece after another."""

from __future__ import annotations

import contextlib
import gc
import os
import sys

from compiler.project.workers_local import read_piece, write_piece
from compiler.project.workers_task import Servant

_NEW_OBJECTS, _NEVER = 200_000, 1_000_000


def serve() -> None:
    """Do what comes in, in order, until nothing more comes. What is printed meanwhile goes nowhere.

    A worker that has no memory left is gone at once: whoever waits for it is told by that, and nothing of it goes on.
    """
    gc.set_threshold(_NEW_OBJECTS, _NEVER)
    work, done = sys.stdin.buffer, os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())
    with contextlib.suppress(OSError):  # nobody waits any more
        settings = read_piece(work)
        worker = Servant(settings) if settings is not None else None
        write_piece(done, b"")
        while worker and (piece := read_piece(work)) is not None:
            write_piece(done, worker.do(piece))
    os._exit(0)
