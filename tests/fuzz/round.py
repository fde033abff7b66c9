"""A round of mutations: a seed and a number say which one, whatever came before it."""

from __future__ import annotations

import time
from collections.abc import Iterator
from dataclasses import dataclass
from random import Random

from tests.fuzz import mutate_bytes, mutate_cells, mutate_xml, mutate_zip, others
from tests.fuzz.mutant import Mutant, some
from tests.fuzz.subjects import Subject, subjects
from tests.fuzz.trial import Broken, fed_back, hold, sign_of

SECONDS = 2.0
"""Of processor time that a small file may take; a quarter takes half of that with nothing wrong."""
_SHARES = (
    *(("bytes", 0.62), ("zip", 0.83), ("xml", 0.95), ("cells", 0.984), ("words", 0.988), ("list", 0.999)),
    *(("report", 0.9998), ("quarter", 1.0)),
)  # fmt: skip


@dataclass(frozen=True)
class Tried:
    """A mutation that was tried: its level, how it was answered, and the sign of what was found, if anything was."""

    level: str
    answer: str
    sign: str = ""
    fault: BaseException | None = None
    subject: str = ""
    mutant: Mutant | None = None


def tried(seed: int, number: int) -> Tried:
    """Make the mutation of a number and try it."""
    random = Random(seed << 40 | number)
    dice = random.random()
    level = next(level for level, share in _SHARES if dice < share)
    subject = some(random, subjects())
    mutant: Mutant | None = None
    started = time.process_time()
    try:
        mutant = _made(level, subject, random)
        answer = _held(level, subject, mutant, random)
        if time.process_time() - started > SECONDS * (4 if level in ("quarter", "report") else 1):
            raise Broken("it takes too long")
        return Tried(level, answer)
    except Exception as fault:
        return Tried(
            level, "found", sign_of(fault), fault, f"{subject.town.profile}/{subject.title}/{subject.name}", mutant
        )


def _made(level: str, subject: Subject, random: Random) -> Mutant:
    if level == "bytes":
        return mutate_bytes.mutated(subject.data, random)
    if level == "zip":
        return mutate_zip.mutated(subject.parts, random)
    if level == "xml":
        return mutate_xml.mutated(subject.parts, random, subject.sheet)
    if level in ("cells", "quarter"):
        return mutate_cells.mutated(subject.parts, random, subject.sheet)
    making = {"words": others.words, "list": others.values, "report": others.report}
    return making[level](random)


def _held(level: str, subject: Subject, mutant: Mutant, random: Random) -> str:
    if level == "words":
        return others.settings_hold(mutant)
    if level == "list":
        return others.list_holds(mutant)
    if level == "report":
        return others.report_holds(mutant, random.random() < 0.3)
    if level == "quarter":
        return others.quarter_holds(subject, mutant)
    answer = hold(subject, mutant)
    if answer.findings and random.random() < 0.02:
        fed_back(subject, mutant, answer)
    return answer.what


def several(seed: int, numbers: Iterator[int]) -> Iterator[Tried]:
    """The mutations of some numbers, one after the other."""
    return (tried(seed, number) for number in numbers)
