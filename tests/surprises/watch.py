"""Every file that the program puts in its place, while any test runs, looked over for surprises.

A file is put in its place in one step (`os.replace`), whichever command wrote it, also in a child that was forked; no
output can be added that goes another way, since only such a step leaves the old file or the new one whole. What
processes of their own have written is known by the hashes that the program keeps beside its outputs.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
import sys
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from tests.surprises import look_over
from tests.surprises.machine import this_machine

_INDEX, _STATE, _CACHE = "index.jsonl", ".written.json", ".compile"


@dataclass(frozen=True)
class Exempt:
    """Files that may hold what no other may: their names, what may be found in them, and why."""

    files: re.Pattern[str]
    found: re.Pattern[str]
    why: str


def _exempt(files: str, found: str, why: str) -> Exempt:
    return Exempt(re.compile(files), re.compile(found), why)


EXEMPT = (
    _exempt(r"(^|/)accepted/[^/]+$", "", "a return kept as it was accepted is the team's file to the byte"),
    _exempt(r" \(edited\)\.docx$", "", "a report set aside is hers to the byte"),
    _exempt(
        r"\.docx\.(written|writing)$",
        r"\.docx: (no package|word/\S+: (a comments?\b|a mark of revision|a part that is none of ours|hidden words))",
        "the record beside a report has what stood there, with her comments and changes; nobody is sent it",
    ),
    _exempt(r"/palette\.docx$", "docProps: says", "a palette names the department that it is for, and prints no name"),
    _exempt(
        r"/output/hostile/",
        r"a path in an attribute: .*(Zq\d{4}qZ|Division \d)",
        "what stands for a picture or a table in words may quote words that are a path",
    ),
)
"""What the program passes on unchanged; all else that it writes it answers for."""


@dataclass
class Watch:
    """What was written and not looked over yet, and what was looked over already."""

    folder: Path
    seen: set[str] = field(default_factory=set)
    kinds: Counter[str] = field(default_factory=Counter)
    names: set[str] = field(default_factory=set)
    seconds: float = 0.0

    def __post_init__(self) -> None:
        self.folder.mkdir(parents=True, exist_ok=True)
        self.machine = this_machine()
        self._index = self.folder / _INDEX
        self._index.touch()
        self._read = 0
        self._replace = os.replace

    def install(self) -> None:
        """Watch from now on."""

        def replace(source: Any, target: Any, **more: Any) -> None:
            noted = self._noted(Path(os.fsdecode(source)), Path(os.fsdecode(target)))
            self._replace(source, target, **more)
            if noted:
                self._write_down(noted)

        setattr(os, "replace", replace)  # noqa: B010 - typed otherwise

    def remove(self) -> None:
        """Watch no longer."""
        setattr(os, "replace", self._replace)  # noqa: B010 - typed otherwise

    def _noted(self, source: Path, target: Path) -> dict[str, Any] | None:
        """What is about to be put in its place, and what lay there; None for what is kept for the program alone, and
        for what a test writes as a person would."""
        by_us, final = _asked()
        if not by_us or _CACHE in target.parts:
            return None
        try:
            return {
                "name": target.as_posix(),
                "data": self._kept(source.read_bytes()),
                "before": [self._kept(each.read_bytes()) for each in _theirs(target) if each.is_file()],
                "final": final,
            }
        except OSError:
            return None  # the step itself will fail

    def _kept(self, data: bytes) -> str:
        key = hashlib.sha256(data).hexdigest()
        path = self.folder / key
        if not path.exists():
            path.write_bytes(data)
        return key

    def _write_down(self, noted: dict[str, Any]) -> None:
        with open(self._index, "a", encoding="utf-8") as index:
            index.write(json.dumps(noted, ensure_ascii=True) + "\n")

    def noted(self) -> list[dict[str, Any]]:
        """All that was written, in order: its name, the hash of its data, what lay there before, and if it is final."""
        return [json.loads(line) for line in self._index.read_text(encoding="utf-8").splitlines()]

    def look(self) -> list[str]:
        """What is surprising in the files written since the last look, with their names."""
        if self._index.stat().st_size == self._read:
            return []
        begun = time.process_time()
        with open(self._index, encoding="utf-8") as index:
            index.seek(self._read)
            lines = index.readlines()
            self._read = index.tell()
        found = [each for line in lines for each in self._look_at(json.loads(line))]
        self.seconds += time.process_time() - begun
        return found

    def _look_at(self, noted: dict[str, Any]) -> Iterator[str]:
        name, key = noted["name"], f"{noted['data']} {noted['final']}"
        self.names.add(name)
        if key in self.seen:
            return
        self.seen.add(key)
        self.kinds[Path(name).suffix] += 1
        found = self._found(name, noted["data"], final=noted["final"])
        passed_on = {said for each in noted["before"] for said in self._found(name, each)} if found else set()
        yield from (f"{name}: {said}" for said in found if said not in passed_on)

    def _found(self, name: str, key: str, final: bool = False) -> list[str]:
        exempt = [each.found for each in EXEMPT if each.files.search(name)]
        machine = (*self.machine, str(Path(name).parent))
        said = look_over((self.folder / key).read_bytes(), name, final=final, machine=machine)
        return [each for each in said if not any(pattern.search(each) for pattern in exempt)]

    def walk(self, base: Path) -> list[str]:
        """What is surprising in outputs that processes of their own have written below a folder."""
        for state in sorted(base.rglob(_STATE)):
            for name, known in _files_of(state).items():
                path = state.with_name(name)
                if path.is_file() and hashlib.sha256(data := path.read_bytes()).hexdigest() in known:
                    self._write_down({"name": path.as_posix(), "data": self._kept(data), "before": [], "final": False})
        return self.look()


def _files_of(state: Path) -> dict[str, list[str]]:
    """The files that a folder's last run wrote, each with what its hash may be."""
    try:
        files = json.loads(state.read_text(encoding="utf-8"))["files"]
        return {name: [each] if isinstance(each, str) else list(each) for name, each in files.items()}
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return {}


def _theirs(target: Path) -> Iterator[Path]:
    """What a person's own work may be taken over from: a report that was edited by hand, a return with feedback put in,
    the template of a report."""
    if target.suffix == ".docx":
        yield target
        for each in target.parents:
            yield from each.glob("templates/*/*.docx")
    if target.parent.name == "feedback":
        returned = re.sub(r" \(\d+\)$", "", target.stem)  # one that was written beside another
        yield from (path for path in target.parent.glob("*.xls*") if path.stem == returned)
        for each in target.parents:
            yield from (path for path in each.glob("workbooks/*/*/*/*") if path.stem == returned)


def _asked() -> tuple[bool, bool]:
    """Whether it is the program that writes, and whether its run was asked for what is to be published: a wish of that
    kind is what a run goes by."""
    by_us, frame = False, sys._getframe(3)
    while frame is not None:
        by_us = by_us or str(frame.f_globals.get("__name__", "")).startswith("compiler.")
        if getattr(frame.f_locals.get("wish"), "final", False):
            return by_us, True
        frame = frame.f_back  # type: ignore[assignment]
    return by_us, False
