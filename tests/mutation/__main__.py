"""Plants faults at large: `python -m tests.mutation --runs N` plants N of each rule, prints and keeps the figures.

With `--rule CODE` only that rule's faults are planted, and only its figures are kept anew.
"""

from __future__ import annotations

import argparse
from pathlib import Path

from tests.mutation.measuring import Tally, clean_findings, measure

KEPT = Path(__file__).parent / "measured.tsv"
HEADS = ("rule", "planted", "caught", "at the right cell", "elsewhere too", "unexplained of other rules", "which")
PER_DEPARTMENT = 5


def line(tally: Tally) -> tuple[str, ...]:
    """The figures of one rule, in the order of the headings."""
    figures = (tally.planted, tally.caught, tally.placed, tally.again, tally.others.total())
    return (tally.code, *map(str, figures), " ".join(sorted(tally.others)))


def keep(tallies: list[Tally], whole: bool) -> None:
    """Write the figures; those of other rules stay as they are unless the `whole` was measured."""
    kept = [] if whole else [words.split("\t") for words in KEPT.read_text(encoding="utf-8").splitlines()[1:]]
    lines = {words[0]: tuple(words) for words in kept} | {tally.code: line(tally) for tally in tallies}
    table = [HEADS, *(words for _, words in sorted(lines.items()))]
    KEPT.write_text("".join("\t".join(words) + "\n" for words in table), encoding="utf-8")


def main() -> None:
    """Plant, print what was not caught where it stands, and keep the figures of every rule."""
    parser = argparse.ArgumentParser(description="Plant faults in generated departments, and count what is caught.")
    parser.add_argument("--runs", type=int, default=50, help="how many faults of each rule")
    parser.add_argument("--rule", action="append", default=[], help="the code of a rule; every rule if none is named")
    asked = parser.parse_args()
    runs: int = asked.runs
    departments = range(1000, 1000 + max(1, runs // PER_DEPARTMENT))
    clean = [(number, finding) for number in departments for finding in clean_findings(number, f"at large {number}")]
    tallies = list(measure(departments, min(runs, PER_DEPARTMENT), asked.rule))
    keep(tallies, whole=not asked.rule)
    print("".join("\t".join(words) + "\n" for words in [HEADS, *map(line, tallies)]))
    for number, finding in clean:
        print(f"said of clean department {number}: {finding.code} {finding.origin} {finding.found}")
    for tally in tallies:
        print("".join(f"not at its cell: {seed}\n" for seed in tally.missed), end="")
    planted, placed = sum(tally.planted for tally in tallies), sum(tally.placed for tally in tallies)
    print(f"{planted} faults of {len(tallies)} rules planted, {placed} caught at the right cell;")
    print(f"{len(departments)} clean departments, {len(clean)} findings in them.")


if __name__ == "__main__":
    main()
