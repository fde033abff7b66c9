"""The tally of all mutations so far, `tally.toml`: where the next run begins, and what came of those before it."""

from __future__ import annotations

import tomllib
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from compiler.project.write import write_safely

PLACE = Path(__file__).parent / "tally.toml"
_HEAD = """\
# What `python -m tests.fuzz` has tried; the next run goes on from here. A find stays in its count when it is mended.
"""


_PLAIN = str.maketrans({'"': "'", "\\": "/"})


@dataclass
class Tally:
    """How many mutations were tried by level, how they were answered, what was found by its sign, and the seconds."""

    seed: int = 2008
    next: int = 0
    seconds: float = 0.0
    levels: Counter[str] = field(default_factory=Counter)
    answers: Counter[str] = field(default_factory=Counter)
    finds: Counter[str] = field(default_factory=Counter)

    def add(self, other: Tally) -> None:
        """Count in what was tried elsewhere."""
        self.seconds += other.seconds
        self.levels += other.levels
        self.answers += other.answers
        self.finds += other.finds

    @property
    def words(self) -> str:
        """One line for people."""
        each = ", ".join(f"{count:,} {level}" for level, count in sorted(self.levels.items()))
        total, found = sum(self.levels.values()), sum(self.finds.values())
        kinds = f" of {len(self.finds)} kinds" if found else ""
        return f"{total:,} mutations in {self.seconds:,.0f} processor seconds ({each}): {found} unhandled{kinds}."


def read_tally(place: Path = PLACE) -> Tally:
    """The tally that lies there; a new one where none does."""
    if not place.is_file():
        return Tally()
    said = tomllib.loads(place.read_text("utf-8"))
    counts = (Counter(said.get(name, {})) for name in ("levels", "answers", "finds"))
    return Tally(said["seed"], said["next"], said["seconds"], *counts)


def write_tally(tally: Tally, place: Path = PLACE) -> None:
    """Write the tally, whole or not at all."""
    lines = [_HEAD, f"seed = {tally.seed}", f"next = {tally.next}", f"seconds = {round(tally.seconds, 1)}"]
    lines += [*_table("levels", tally.levels), *_table("answers", tally.answers), *_table("finds", tally.finds)]
    write_safely(place, "\n".join([*lines, ""]).encode("utf-8"))


def _table(name: str, counts: Mapping[str, int]) -> list[str]:
    listed = [f'"{key.translate(_PLAIN)}" = {count}' for key, count in sorted(counts.items())]
    return ["", f"[{name}]", *listed]
