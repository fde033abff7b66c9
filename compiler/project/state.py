"""What the last run wrote: the hashes of its files, and every sentence and figure of its report."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import field
from pathlib import Path

from compiler.domain.frozen import dataclass
from compiler.project.write import write_safely

NAME = ".written.json"


@dataclass(frozen=True, slots=True)
class LastRun:
    """The hash of each file by its name, and the facts of the report; both empty when there was no run.

    `decided` is what stood in the decision columns of the master workbook, by the mark of the conflict: so that a
    decision which a person enters is told from one that we wrote. `asked` is what the run was asked for beside the
    period: 'final', 'as_at', and 'without DIVISION' with the reason; `papers` the same for each paper of another body,
    by the name of its file.
    """

    files: Mapping[str, str] = field(default_factory=dict)
    facts: Sequence[Sequence[str]] | None = None
    decided: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    asked: Mapping[str, str] = field(default_factory=dict)
    papers: Mapping[str, Mapping[str, str]] = field(default_factory=dict)


def read_last_run(folder: Path) -> LastRun:
    """What the last run in a folder wrote; nothing where there was none or its record cannot be read."""
    try:
        said = json.loads((folder / NAME).read_text(encoding="utf-8"))
        decided = {str(mark): tuple(map(str, typed)) for mark, typed in said.get("decided", {}).items()}
        facts = None if said["facts"] is None else [list(map(str, fact)) for fact in said["facts"]]
        asked = _words(said.get("asked", {}))
        papers = {str(name): _words(of_paper) for name, of_paper in said.get("papers", {}).items()}
        return LastRun(dict(said["files"]), facts, decided, asked, papers)
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return LastRun()


def _words(said: Mapping[object, object]) -> dict[str, str]:
    return {str(name): str(value) for name, value in said.items()}


def keep_run(folder: Path, run: LastRun) -> None:
    """Keep what this run wrote, for the next to compare with."""
    said = {
        "files": dict(sorted(run.files.items())),
        "facts": None if run.facts is None else [list(fact) for fact in run.facts],
        **({"decided": {mark: list(typed) for mark, typed in sorted(run.decided.items())}} if run.decided else {}),
        **({"asked": dict(sorted(run.asked.items()))} if run.asked else {}),
        **({"papers": {name: dict(each) for name, each in sorted(run.papers.items())}} if run.papers else {}),
    }
    data = json.dumps(said, ensure_ascii=False, indent=0).encode("utf-8")
    write_safely(folder / NAME, data)
