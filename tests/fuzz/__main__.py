"""Changed workbooks, reports and settings, on from where the last run ended: `python -m tests.fuzz [--seconds N]`.

Each mutation goes through reading, parsing and checking in a worker process with limits; the tally is `tally.toml`
beside this file. Of each kind of find the first file is kept in a folder, with what was done to it, for
`python -m tests.fuzz.minimise` to cut it down to a case that the tests replay.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
import traceback
from pathlib import Path

from tests.fuzz.others import desk
from tests.fuzz.round import Tried
from tests.fuzz.subjects import subjects
from tests.fuzz.tally import PLACE, Tally, read_tally, write_tally
from tests.fuzz.worker import BATCH, batch


def keep(folder: Path, number: int, each: Tried | None, sign: str) -> None:
    """Keep the first file of a find, and a line about it."""
    name = "".join(letter if letter.isalnum() else "-" for letter in sign)[:80]
    if (folder / f"{name}.txt").exists():
        return
    folder.mkdir(parents=True, exist_ok=True)
    lines = [sign, f"mutation {number}"]
    if each and each.mutant:
        (folder / f"{name}{Path(each.subject).suffix}").write_bytes(each.mutant.data)
        lines += [each.subject, f"{each.mutant.level}: {each.mutant.how}"]
    if each and each.fault:
        lines += traceback.format_exception(each.fault)
    (folder / f"{name}.txt").write_text("\n".join(lines), encoding="utf-8", errors="replace")


def run(tally: Tally, place: Path, folder: Path, seconds: float, count: int) -> None:
    """Go on for so many seconds or mutations, whichever ends first; the tally is written after every batch."""
    subjects(), desk()  # what all workers share is made before they are
    end, last, told = time.monotonic() + seconds, tally.next + count, 0
    while tally.next < last and time.monotonic() < end:
        many = min(BATCH, last - tally.next)
        done = batch(tally.seed, tally.next, many, lambda *found: keep(folder, *found), end)
        tally.add(done)
        tally.next = done.next
        write_tally(tally, place)
        if tally.next // 50_000 > told // 50_000:
            print(tally.words, file=sys.stderr, flush=True)
        told = tally.next


def main() -> int:
    """Run, and tell the tally; 1 if anything was found."""
    asked = argparse.ArgumentParser(prog="python -m tests.fuzz", description=__doc__)
    asked.add_argument("--seconds", type=float, default=60.0, help="how long to go on (60)")
    asked.add_argument("--count", type=int, default=10**9, help="how many mutations to try at most")
    asked.add_argument("--tally", type=Path, default=PLACE, help="the tally to go on from")
    asked.add_argument("--finds", type=Path, default=Path(tempfile.gettempdir()) / "fuzz-finds", help="where finds go")
    options = asked.parse_args()
    tally = read_tally(options.tally)
    before = sum(tally.finds.values())
    run(tally, options.tally, options.finds, options.seconds, options.count)
    print(tally.words)
    found = sum(tally.finds.values()) - before
    if found:
        print(f"{found} unhandled in this run: the first of each kind is in {options.finds}")
    return int(found > 0)


if __name__ == "__main__":
    sys.exit(main())
