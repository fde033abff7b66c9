"""Measures the program beside what an analyst would write in a day: `python -m tests.benchmarks`.

A line for each promise: the goal, the aim, what was measured, and whether it is met. Both sides run as whole processes,
in turn, on generated departments; processor time and peak memory are the operating system's, the ratio is the median
of the pairs. `--quick` takes smaller sizes and fewer pairs. `python -m tests.benchmarks.check` looks at one check more
closely. Where the time goes, what was tried and what did not help: `notes.md` beside this file.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from tests.benchmarks.lines import LINES, QUICK, Bench, Result, Sizes


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure the lines that are asked for and print each as it is done; the exit code is 1 if a goal is missed."""
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks", description=__doc__.splitlines()[0])
    parser.add_argument("lines", nargs="*", help=f"what to measure, all if left out: {', '.join(LINES)}")
    parser.add_argument("--quick", action="store_true", help="smaller departments and fewer pairs: some five minutes")
    parser.add_argument("--pairs", type=int, help="pairs of runs that count")
    parser.add_argument("--workbooks", type=int, help="workbooks of the middle department, instead of 200")
    parser.add_argument("--many", type=int, help="workbooks that several processes read, instead of 2,000")
    parser.add_argument("--large", type=int, help="workbooks of the large department, instead of 10,000")
    parser.add_argument("--profile", default="base", help="the profile that the departments have")
    parser.add_argument("--keep", type=Path, help="a folder in which the departments are kept for the next time")
    chosen = parser.parse_args(arguments)
    if unknown := [name for name in chosen.lines if name not in LINES]:
        parser.error(f"there is no {unknown[0]!r}; there are {', '.join(LINES)}")
    with tempfile.TemporaryDirectory() as made:
        return _measure(Bench(chosen.keep or Path(made), _sizes(chosen), chosen.profile), chosen.lines or list(LINES))


def _sizes(chosen: argparse.Namespace) -> Sizes:
    sizes = QUICK if chosen.quick else Sizes()
    asked = {"pairs": chosen.pairs, "middle": chosen.workbooks, "many": chosen.many, "large": chosen.large}
    return replace(sizes, **{name: number for name, number in asked.items() if number})


def _measure(bench: Bench, names: Sequence[str]) -> int:
    print(f"{'what':78}{'goal':>9}{'aim':>8}{'measured':>10}  {'':8}")
    missed, began = 0, time.perf_counter()
    for name in names:
        for result in LINES[name](bench):
            print(_line(result), flush=True)
            missed += result.met == "NOT MET"
    print(f"{missed} goals not met. {time.perf_counter() - began:.0f} s.")
    return 1 if missed else 0


def _line(result: Result) -> str:
    goal, aim, measured = (_number(each, result.unit) for each in (result.goal, result.aim, result.measured))
    return f"{result.what:78}{goal:>9}{aim:>8}{measured:>10}  {result.met:8} {result.told}"


def _number(value: float, unit: str) -> str:
    return f"{value:.0f} {unit}" if unit else f"{value:.3g}"


if __name__ == "__main__":
    sys.exit(main())
