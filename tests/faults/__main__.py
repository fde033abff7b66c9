"""Faults at many moments, one after another: `python -m tests.faults [N] [FROM]` prints and keeps the figures.

N runs are killed, half of them just before a step that changes the disk and half at a random moment, in every scene in
turn; N more meet an error of the system at a random step, and N / 2 a disk that is full after so many bytes: a real
one where we may mount it, else as many as a file may have. What was wrong after any is told in full, and the code is
then 1.
"""

from __future__ import annotations

import hashlib
import sys
import time
import tomllib
from collections import Counter
from collections.abc import Callable, Mapping
from contextlib import ExitStack
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

from tests.faults.child import Fault, command, killing, nothing, raising
from tests.faults.disk import Disk, disk_at, may_mount
from tests.faults.scenes import PAGE, SCENES, Scene, Stage
from tests.faults.trial import ERRORS, wrong_after, wrong_with

MEASURED = Path(__file__).with_name("measured.toml")


Met = Callable[[Stage, Random], list[str]]
"""One run that meets a fault at a random moment, and what was wrong after it."""


def _before_a_step(stage: Stage, random: Random) -> list[str]:
    return _wrong(stage, killing(_step(stage, random)), random)


def _at_a_moment(stage: Stage, random: Random) -> list[str]:
    return _wrong(stage, nothing, random, random.uniform(0.05, stage.seconds))


def _error(stage: Stage, random: Random) -> list[str]:
    return _wrong(stage, raising(_step(stage, random), random.choice(ERRORS)), random)


def _error_that_lasts(stage: Stage, random: Random) -> list[str]:
    return _wrong(stage, raising(_step(stage, random), random.choice(ERRORS), lasting=True), random)


def _full(stage: Stage, random: Random) -> list[str]:
    folder, room = stage.anew(), random.randint(0, stage.takes + 8 * PAGE)
    if not may_mount():
        return wrong_with(stage, folder, command(folder, stage.scene.arguments, None, longest=max(room, 2 * PAGE)))
    disk = Disk(stage.place)
    disk.leave(room)
    ended = command(folder, stage.scene.arguments, None)
    disk.clear()
    return wrong_with(stage, folder, ended, random.random() < 0.5)


def _step(stage: Stage, random: Random) -> int:
    return random.randint(1, len(stage.clean.steps))


def _wrong(stage: Stage, fault: Fault, random: Random, seconds: float | None = None) -> list[str]:
    return wrong_after(stage, fault, seconds, other=random.random() < 0.5)


FAULTS: Mapping[str, Met] = {
    "killed before a step": _before_a_step,
    "killed at a moment": _at_a_moment,
    "an error": _error,
    "an error that lasts": _error_that_lasts,
    "a full disk": _full,
}


def run(number: int, start: int) -> int:
    """Go through the scenes until `number` runs were killed; how many were wrong."""
    done: Counter[str] = Counter(_kept())
    wrong, begun = 0, time.monotonic()
    with TemporaryDirectory() as name, ExitStack() as disks:
        stages: dict[int, Stage] = {}
        for at in range(start, start + (number + 1) // 2):
            turn = at % len(SCENES)
            stage = stages.get(turn) or stages.setdefault(turn, _stage(list(SCENES.values())[turn], Path(name), disks))
            for what, met in FAULTS.items():
                found = met(stage, Random(f"{at} {what}"))
                done[what] += 1
                wrong += bool(found)
                if found:
                    print(f"{at}: {stage.scene.name}, {what}:", *found, sep="\n  ", flush=True)
            _keep(done, wrong)
    told = ", ".join(f"{count} {what}" for what, count in sorted(done.items()))
    print(f"{told}: {wrong} with something wrong, in {time.monotonic() - begun:.0f} seconds")
    return wrong


def _stage(scene: Scene, folder: Path, disks: ExitStack) -> Stage:
    """A scene made ready, on a disk of its own where there may be one."""
    place = folder / hashlib.sha256(scene.name.encode()).hexdigest()[:8]
    if may_mount():
        disks.enter_context(disk_at(place))
    return Stage(scene, place)


def _kept() -> dict[str, int]:
    """What was counted before."""
    was = tomllib.loads(MEASURED.read_text(encoding="utf-8")) if MEASURED.is_file() else {}
    return dict(was.get("runs", {}))


def _keep(done: Counter[str], wrong: int) -> None:
    """Keep what was counted, after every turn: a run that is ended early loses nothing."""
    lines = ["# Runs that met a fault, and how many left anything wrong: kept by `python -m tests.faults`.", "[runs]"]
    lines += [f'"{what}" = {count}' for what, count in sorted(done.items())]
    MEASURED.write_text("\n".join([*lines, "", "[last]", f"wrong = {wrong}", ""]), encoding="utf-8")


if __name__ == "__main__":
    given = [int(each) for each in sys.argv[1:]]
    sys.exit(1 if run(*(*given, *(200, 0)[len(given) :])) else 0)
