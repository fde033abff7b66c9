"""Planting every kind of fault many times over, and counting what the rules make of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from compiler.domain.finding import Finding
from tests.mutation.checking import Clean, Planted
from tests.mutation.department import clean_papers
from tests.mutation.faults import FAULTS
from tests.mutation.planting import Fault


@dataclass(slots=True)
class Tally:
    """What became of the faults of one rule: planted, caught at all, at the right cell; and what else was said.

    `others` counts the findings of other rules that neither the check nor the list of faults calls consequences,
    `again` those of the rule itself at other places. `missed` names the seeds of faults that were not at their cell.
    """

    code: str
    planted: int = 0
    caught: int = 0
    placed: int = 0
    again: int = 0
    others: Counter[str] = field(default_factory=Counter)
    missed: list[str] = field(default_factory=list)

    def count(self, fault: Fault, seed: str, result: Planted) -> None:
        """Take in one planted fault."""
        own = [finding.origin for finding in result.findings if finding.code == fault.code]
        known = {fault.code, *fault.follows.split()}
        self.planted += 1
        self.caught += bool(own)
        self.placed += result.origin in own
        self.again += len(own) - (result.origin in own)
        self.others.update(f.code for f in result.findings if f.code not in known and f.cause is None)
        if result.origin not in own:
            self.missed.append(seed)


def measure(departments: Iterable[int], times: int, codes: Iterable[str] = ()) -> Iterator[Tally]:
    """The tally of each rule, its faults planted so many times in each of these generated departments."""
    wanted = set(codes)
    faults = [fault for fault in FAULTS if not wanted or fault.code in wanted]
    tallies = {fault.code: Tally(fault.code) for fault in faults}
    for number in departments:
        clean = Clean(clean_papers(number), str(number))
        for fault in faults:
            for time in range(times):
                seed = f"{fault.code}/{number}/{time}"
                tallies[fault.code].count(fault, seed, clean.planted(fault.plant, seed))
    yield from tallies.values()


def clean_findings(department: int, layout: str) -> tuple[Finding, ...]:
    """What is said of a generated department as it is, laid out in a way of its own: nothing, it should be."""
    return Clean(clean_papers(department), layout).findings()
