"""What the last run wrote: the hashes of its files, and every sentence and figure of its report."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from compiler.project.write import write_safely

NAME = ".written.json"


@dataclass(frozen=True, slots=True)
class LastRun:
    """The hash of each file by its name, and the facts of the report; both empty when there was no run."""

    files: Mapping[str, str] = field(default_factory=dict)
    facts: Sequence[Sequence[str]] | None = None


def read_last_run(folder: Path) -> LastRun:
    """What the last run in a folder wrote; nothing where there was none or its record cannot be read."""
    try:
        said = json.loads((folder / NAME).read_text(encoding="utf-8"))
        return LastRun(dict(said["files"]), [list(map(str, fact)) for fact in said["facts"]])
    except (OSError, ValueError, KeyError, TypeError):
        return LastRun()


def keep_run(folder: Path, run: LastRun) -> None:
    """Keep what this run wrote, for the next to compare with."""
    said = {"files": dict(sorted(run.files.items())), "facts": [list(fact) for fact in run.facts or ()]}
    data = json.dumps(said, ensure_ascii=False, indent=0).encode("utf-8")
    write_safely(folder / NAME, data)
