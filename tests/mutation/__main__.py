"""Plants faults at large: `python -m tests.mutation --runs N` plants N of each rule, prints and keeps the figures."""

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


def main() -> None:
    """Plant, print what was not caught where it stands, and keep the figures of every rule."""
    parser = argparse.ArgumentParser(description="Plant faults in generated departments, and count what is caught.")
    parser.add_argument("--runs", type=int, default=50, help="how many faults of each rule")
    runs = parser.parse_args().runs
    departments = range(1000, 1000 + max(1, runs // PER_DEPARTMENT))
    clean = [(number, finding) for number in departments for finding in clean_findings(number, f"at large {number}")]
    tallies = list(measure(departments, min(runs, PER_DEPARTMENT)))
    table = [HEADS, *map(line, sorted(tallies, key=lambda tally: tally.code))]
    KEPT.write_text("".join("\t".join(words) + "\n" for words in table), encoding="utf-8")
    print("".join("\t".join(words) + "\n" for words in table))
    for number, finding in clean:
        print(f"said of clean department {number}: {finding.code} {finding.origin} {finding.found}")
    for tally in tallies:
        print("".join(f"not at its cell: {seed}\n" for seed in tally.missed), end="")
    planted, placed = sum(tally.planted for tally in tallies), sum(tally.placed for tally in tallies)
    print(f"{planted} faults of {len(tallies)} rules planted, {placed} caught at the right cell;")
    print(f"{len(departments)} clean departments, {len(clean)} findings in them.")


if __name__ == "__main__":
    main()
