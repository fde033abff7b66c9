"""What the last run wrote: the hashes of its files, and every sentence and figure of its report."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import IO, Any, cast

from compiler.domain.frozen import dataclass, field, replace
from compiler.project.kept_facts import KeptFacts, in_lines, without_facts
from compiler.project.stored import Content
from compiler.project.write import made, sha256, write_in_place

NAME = ".written.json"


@dataclass(frozen=True, slots=True)
class LastRun:
    """The hash of each file by its name, and the facts of the report; both empty when there was no run.

    `decided` is what stood in the decision columns of the master workbook, by the mark of the conflict: so that a
    decision which a person enters is told from one that we wrote. `asked` is what the run was asked for beside the
    period: 'final', 'as_at', and 'without DIVISION' with the reason; `papers` the same for each paper of another body,
    by the name of its file. `coming` are the hashes of files that a run had begun to write when it was broken off.
    """

    files: Mapping[str, str] = field(default_factory=dict)
    facts: Iterable[Sequence[str]] | None = None
    decided: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    asked: Mapping[str, str] = field(default_factory=dict)
    papers: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    coming: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    def ours(self, name: str) -> tuple[str, ...]:
        """The hashes of all that we can have written last under a name; with none, what lies there is not ours."""
        return (*filter(None, (self.files.get(name),)), *self.coming.get(name, ()))


def read_last_run(folder: Path) -> LastRun:
    """What the last run in a folder wrote; nothing where there was none or its record cannot be read."""
    try:
        said, any_facts = _said(folder / NAME)
        decided = {str(mark): tuple(map(str, typed)) for mark, typed in said.get("decided", {}).items()}
        facts = KeptFacts(folder / NAME) if any_facts else _listed(said["facts"])
        asked = _words(said.get("asked", {}))
        papers = {str(name): _words(of_paper) for name, of_paper in said.get("papers", {}).items()}
        coming = {str(name): tuple(map(str, hashes)) for name, hashes in said.get("coming", {}).items()}
        return LastRun(dict(said["files"]), facts, decided, asked, papers, coming)
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return LastRun()


def _said(path: Path) -> tuple[dict[str, Any], bool]:
    """What is kept as JSON says it; without its facts, if they can be gone through where they lie."""
    try:
        text, any_facts = without_facts(path)
    except ValueError:
        text, any_facts = path.read_text(encoding="utf-8"), False
    return json.loads(text), any_facts


def _listed(facts: Iterable[Iterable[object]] | None) -> Iterable[Sequence[str]] | None:
    return None if facts is None else [list(map(str, fact)) for fact in facts]


def _words(said: Mapping[object, object]) -> dict[str, str]:
    return {str(name): str(value) for name, value in said.items()}


def keep_run(folder: Path, run: LastRun) -> None:
    """Keep what this run wrote, for the next to compare with."""
    said: dict[str, object] = {"files": dict(sorted(run.files.items())), "facts": run.facts}
    more = {
        "decided": {mark: list(typed) for mark, typed in sorted(run.decided.items())},
        "asked": dict(sorted(run.asked.items())),
        "coming": {name: list(each) for name, each in sorted(run.coming.items())},
        "papers": {name: dict(each) for name, each in sorted(run.papers.items())},
    }

    def write(file: IO[bytes]) -> None:
        for piece in _pieces({**said, **{name: each for name, each in more.items() if each}}):
            file.write(piece.encode("utf-8"))

    write_in_place(folder / NAME, made(NAME, write))


def _pieces(said: Mapping[str, object]) -> Iterator[str]:
    """What is kept as JSON with each thing on a line of its own, the facts one by one: a report may have a hundred
    thousand of them, for which the standard library takes six times as long."""
    begin = "{\n"
    for name, each in said.items():
        yield f"{begin}{json.dumps(name)}: "
        begin = ",\n"
        if name == "facts" and each is not None:
            yield from in_lines(cast(Iterable[Sequence[str]], each))
        else:
            yield json.dumps(each, ensure_ascii=False, indent=0)
    yield "\n}"


def announce(folder: Path, last: LastRun, coming: Mapping[str, Content]) -> LastRun:
    """Say beforehand what is about to be written, so that nothing of it is taken for somebody's own if the run is
    broken off; the state with it."""
    hashes = {name: sha256(data) for name, data in coming.items()}
    known = {name: tuple(dict.fromkeys((*last.coming.get(name, ()), each))) for name, each in hashes.items()}
    said = replace(last, coming={**last.coming, **known})
    if any(each not in last.ours(name) for name, each in hashes.items()):
        keep_run(folder, said)
    return said


def settled(run: LastRun, hashes: Mapping[str, str]) -> LastRun:
    """The state once these files lie where they should, with their hashes."""
    coming = {name: each for name, each in run.coming.items() if name not in hashes}
    return replace(run, files={**run.files, **hashes}, coming=coming)
