"""Rounds of mutations in processes of their own, held by limits: one that dies or never ends is a find, and no more."""

from __future__ import annotations

import json
import mmap
import os
import resource
import signal
import struct
import sys
import time
import traceback
from collections.abc import Callable
from pathlib import Path

from tests.fuzz.round import Tried, tried
from tests.fuzz.tally import Tally

BATCH = 2_000
MEMORY = 300 << 20
"""Bytes of address space that a worker may take beyond what it has when it begins."""
HANGS = 20.0
"""Processor seconds after which a mutation is ended from outside."""
_NUMBER = struct.Struct("<q")
Finding = Callable[[int, Tried | None, str], None]


def batch(seed: int, first: int, many: int, found: Finding, end: float | None = None) -> Tally:
    """Try so many mutations, fewer if the clock reaches `end`; `found` is called in the worker, or here if it died."""
    tally, first_of_all = Tally(seed, first), first
    while tally.next < first_of_all + many:
        here = mmap.mmap(-1, _NUMBER.size)
        reader, writer = os.pipe()
        child = os.fork()
        if not child:
            os.close(reader)
            _work(seed, tally.next, first_of_all + many, here, writer, found, end)
        os.close(writer)
        with os.fdopen(reader) as pipe:
            said = pipe.read()
        _, status = os.waitpid(child, 0)
        stopped = _NUMBER.unpack(here[:])[0]
        if said.endswith("}"):
            tally.add(_read(seed, said))
        if status == 0:
            tally.next = stopped
            break
        if stopped > tally.next:
            tally.add(batch(seed, tally.next, stopped - tally.next, found))  # what came before the death is counted
        sign = f"the process died ({signal.Signals(os.WTERMSIG(status)).name if os.WIFSIGNALED(status) else status})"
        found(stopped, None, sign)
        tally.finds[sign] += 1
        tally.levels["died"] += 1
        tally.next = stopped + 1
    return tally


def _work(seed: int, first: int, last: int, here: mmap.mmap, writer: int, found: Finding, end: float | None) -> None:
    """The whole life of a worker."""
    code = 1
    try:
        _limit()
        tally, started, number = Tally(seed), time.process_time(), first
        while number < last and (end is None or time.monotonic() < end):
            here[:] = _NUMBER.pack(number)
            signal.setitimer(signal.ITIMER_PROF, HANGS)
            each = tried(seed, number)
            tally.levels[each.level] += 1
            tally.answers[each.answer] += 1
            if each.sign:
                tally.finds[each.sign] += 1
                found(number, each, each.sign)
            number += 1
        here[:] = _NUMBER.pack(number)
        tally.seconds = time.process_time() - started
        said = {name: getattr(tally, name) for name in ("seconds", "levels", "answers", "finds")}
        os.write(writer, json.dumps(said).encode())
        code = 0
    except BaseException:
        traceback.print_exc()
    finally:
        sys.stdout.flush()
        os._exit(code)


def _limit() -> None:
    signal.signal(signal.SIGPROF, signal.SIG_DFL)
    pages = int(Path("/proc/self/statm").read_text("ascii").split()[0])
    most = pages * resource.getpagesize() + MEMORY
    resource.setrlimit(resource.RLIMIT_AS, (most, most))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _read(seed: int, said: str) -> Tally:
    tally, read = Tally(seed), json.loads(said)
    tally.seconds = read["seconds"]
    for name in ("levels", "answers", "finds"):
        getattr(tally, name).update(read[name])
    return tally
