"""Every command run on the hostile department, one after another, as an officer would in a quarter."""

from __future__ import annotations

import shutil
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from tests.hostile.department import PLANS, RETURNS, Hostile, make_hostile
from tests.hostile.words import FILE_NAMES, as_typed
from tests.office import office
from tests.quarter.running import Outcome, run

_ODD = as_typed("a formula that links", "decided"), as_typed("settings", "decided"), as_typed("a slot", "decided")
_PLAN, _RETURN = f"{PLANS}/{FILE_NAMES[0]}", f"{RETURNS}/{FILE_NAMES[0]}"
_PDF = ("--pdf",) if office() else ()
FORMATS = ("text", "concise", "json", "sarif", "github", "junit")
COMMANDS: Mapping[str, Sequence[str]] = {
    **{f"check as {form}": ("check", "--format", form) for form in FORMATS},
    "plan checked": ("check", "--plan"),
    "feedback": ("check", "--feedback"),
    "quarter": ("quarter",),
    "amended": (
        "decide", "--approve", "--division", "d1", "--reference", "AC 102", "--column", "Action", "--to", _ODD[0],
        "--by", _ODD[1], "--meeting", _ODD[2], "--on", "01/07/2008",
    ),
    "asked": ("decide", "--question", _ODD[0], "--by", _ODD[1], "--meeting", _ODD[2], "--on", "01/07/2008"),
    "quarter for programs": ("quarter", "--format", "json"),
    "papers": ("report", "--all"),
    "a paper as PDF": ("report", "--audience", "each-d9", *_PDF),
    "page": ("page",),
    "forms": ("issue", "--quarter", "Q2"),
    "plans": ("plan",),
    "tables": ("export",),
    "tables for Excel": ("export", "--for-excel", "--to", "{folder}/output/hostile/excel"),
    "tables as JSON": ("export", "--format", "json", "--to", "{folder}/output/hostile/json"),
    "tables as Parquet": ("export", "--format", "parquet", "--to", "{folder}/output/hostile/parquet"),
    "next year": ("roll-forward", "--year", "2009-10"),
    "accepted": ("accept", "d1", "--by", _ODD[1]),
    "status": ("status",),
    "chased": ("status", "--chase"),
    "compared": ("diff", "{folder}/" + _PLAN, "{folder}/" + _RETURN, "--workbook", "{folder}/output/hostile/diff.xlsx"),
    "thread": ("thread", "AC 001"),
    "thread for programs": ("thread", "AC 001", "--format", "json"),
    "orphans": ("thread", "--orphans"),
    "traced": ("trace", "Zq0300qZ"),
    "audited": ("audit",),
    "templates": ("template palette",),
    "imported": ("import", "{folder}/list.csv", "--division", "d1", "--yes"),
    "a profile": ("profile new", "guessed", "--from", "{folder}/" + _RETURN),
}  # fmt: skip


@dataclass(frozen=True)
class Worked:
    """The department after all commands, and what each came to."""

    made: Hostile
    outcomes: Mapping[str, Outcome]

    @property
    def folder(self) -> Path:
        """Where it lies."""
        return self.made.folder

    def outputs(self, *kinds: str) -> list[Path]:
        """Every file that a command wrote, of these kinds."""
        found = (path for path in (self.folder / "output").rglob("*") if path.is_file())
        return sorted(path for path in found if not kinds or path.suffix in kinds)


def work(folder: Path) -> Worked:
    """Make the department in a folder and run all commands on it."""
    made = make_hostile(folder)
    _write_list(made)
    outcomes = {
        name: run(words[0], folder, *(each.replace("{folder}", str(folder)) for each in words[1:]))
        for name, words in COMMANDS.items()
    }
    return Worked(made, outcomes)


def _write_list(made: Hostile) -> None:
    lines = ["Ref,Action,Date to be completed,Responsible officer"]
    for number, words in enumerate(made.words.values()):
        if number < 60 and len(words) < 5000:
            told = '"' + words.replace('"', '""').encode("utf-8", "replace").decode() + '"'
            lines.append(f"AC {900 + number},{told},Mar 2009,{told}")
    (made.folder / "list.csv").write_text("\n".join(lines), encoding="utf-8")


def copy_of(folder: Path, to: Path) -> Path:
    """The department's folder once more."""
    shutil.copytree(folder, to)
    return to
