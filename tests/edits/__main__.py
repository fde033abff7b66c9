"""Two hundred histories of edits by hand, with a tally: `python -m tests.edits [HOW MANY [FROM WHICH]]`."""

from __future__ import annotations

import sys
import time
from collections import Counter
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.edits.histories import History, histories
from tests.office import office

_SIDE_BY_SIDE = 25
_ROUNDS = 3
_SAVED = 0.2


def main() -> int:
    """Live through the histories, in batches, and say what was done and what was lost."""
    number, start = (int(each) for each in [*sys.argv[1:3], *("200", "0")[len(sys.argv[1:3]) :]])
    began, lived = time.perf_counter(), list[History]()
    for first in range(0, number, _SIDE_BY_SIDE):
        with TemporaryDirectory() as name:
            many = min(_SIDE_BY_SIDE, number - first)
            lived += histories(many, Path(name), _ROUNDS, start + first, _SAVED if office() else 0.0)
        lost = sum(len(each.faults) for each in lived)
        print(f"{len(lived)} histories so far, {lost} faults", file=sys.stderr, flush=True)
    faults = [fault for each in lived for fault in each.faults]
    done = Counter(what for each in lived for what in each.done if what != "/")
    for what, times in sorted(done.items(), key=lambda item: (-item[1], item[0])):
        print(f"{times:5} {what.replace('_', ' ')}")
    for fault in faults:
        print(f"LOST: {fault}")
    words = sum(each.stands for each in lived)
    print(
        f"{len(lived)} histories of {_ROUNDS} rounds, {sum(done.values())} edits, {words} words by hand in the last "
        f"reports: {len(faults)} faults, in {time.perf_counter() - began:.0f} seconds."
    )
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
