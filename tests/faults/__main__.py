"""Faults at many moments, one after another: `python -m tests.faults [N] [FROM]` prints and keeps the figures.

N runs are killed, half of them just before a step that changes the disk and half at a random moment, in every scene in
turn; N more meet an error of the system at a random step. What was wrong after any is told in full, and the code is
then 1.
"""

from __future__ import annotations

import sys
import time
import tomllib
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

from tests.faults.child import Fault, killing, nothing, raising
from tests.faults.scenes import SCENES, Stage
from tests.faults.trial import ERRORS, wrong_after

MEASURED = Path(__file__).with_name("measured.toml")


def faults(stage: Stage, random: Random) -> Iterator[tuple[str, Fault, float | None]]:
    """Three faults at random moments of a scene: what each is, the fault, and after how many seconds it is killed."""
    steps = len(stage.clean.steps)
    at = random.randint(1, steps)
    yield "killed before a step", killing(at), None
    yield "killed at a moment", nothing, random.uniform(0.05, stage.seconds)
    lasting = random.random() < 0.5
    yield "an error that lasts" if lasting else "an error", raising(at, random.choice(ERRORS), lasting), None


def run(number: int, start: int) -> int:
    """Go through the scenes until `number` runs were killed; how many were wrong."""
    done: Counter[str] = Counter()
    wrong, begun = 0, time.monotonic()
    with TemporaryDirectory() as name:
        stages = [Stage(scene, Path(name) / str(at)) for at, scene in enumerate(SCENES.values())]
        for at in range(start, start + (number + 1) // 2):
            stage, random = stages[at % len(stages)], Random(at)
            for what, fault, seconds in faults(stage, random):
                found = wrong_after(stage, fault, seconds, other=random.random() < 0.5)
                done[what] += 1
                wrong += bool(found)
                if found:
                    print(f"{at}: {stage.scene.name}, {what}:", *found, sep="\n  ", flush=True)
    _keep(done, wrong)
    told = ", ".join(f"{count} {what}" for what, count in sorted(done.items()))
    print(f"{told}: {wrong} with something wrong, in {time.monotonic() - begun:.0f} seconds")
    return wrong


def _keep(done: Counter[str], wrong: int) -> None:
    """Add to what was counted before."""
    was = tomllib.loads(MEASURED.read_text(encoding="utf-8")) if MEASURED.is_file() else {}
    all_of = {**was.get("runs", {})}
    for what, count in done.items():
        all_of[what] = all_of.get(what, 0) + count
    lines = ["# Runs that met a fault, and how many left anything wrong: kept by `python -m tests.faults`.", "[runs]"]
    lines += [f'"{what}" = {count}' for what, count in sorted(all_of.items())]
    MEASURED.write_text("\n".join([*lines, "", "[last]", f"wrong = {wrong}", ""]), encoding="utf-8")


if __name__ == "__main__":
    given = [int(each) for each in sys.argv[1:]]
    sys.exit(1 if run(*(*given, *(200, 0)[len(given) :])) else 0)
