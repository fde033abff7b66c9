"""What an officer does that writes files, each with the folder before it: the same folder, made anew each time."""

from __future__ import annotations

import hashlib
import re
import shutil
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from tests.faults.child import Ended, command
from tests.quarter.town import OUTPUT, RETURNS, make_town
from tests.render.word.shaping import packed, parts_of

PAGE = 4096
"""Bytes that a disk gives to a file at once."""
THEN = "All but one are reviewed."
"""What a team sends after a run was broken off."""
BY_HAND = "Members asked for this sentence."
_WORDS = re.compile(rb"<t[^>]*>(Half|Two thirds|All but one) are reviewed.</t>")
_RATING = re.compile(rb"<t[^>]*>Amber</t>")
_LEFT = (".part-", ".compile-lock", ".writing", ".part")


@dataclass(frozen=True)
class Scene:
    """One thing done: how the folder is made ready, and the commands' words. `keeps` says what of hers must be there
    after it, whatever happened. `goes_on` says that the next run takes up what the first wrote, `once` that it is not
    done again where the first came to its end."""

    name: str
    ready: Callable[[Path], None]
    arguments: Sequence[str]
    keeps: Callable[[Path], bool] = lambda folder: True
    goes_on: bool = False
    once: bool = False


def change(folder: Path, words: str, was: re.Pattern[bytes] = _WORDS) -> None:
    """One team's words about an action, other than before; the workbook is the same for the same words."""
    path = folder / RETURNS / "Care.xlsx"
    if not path.is_file():
        return
    parts = parts_of(path.read_bytes())
    held = next(name for name, data in parts.items() if was.search(data))
    parts[held] = was.sub(f"<t>{words}</t>".encode(), parts[held], count=1)
    path.write_bytes(packed(parts))


def _first(folder: Path) -> None:
    make_town(folder)


def _compiled(folder: Path) -> None:
    """Compiled once; then a team sends its return again."""
    make_town(folder)
    _done(command(folder, ["quarter"]))
    change(folder, "Two thirds are reviewed.")


def _edited(folder: Path) -> None:
    """The same, and she has written a sentence into the report."""
    _compiled(folder)
    report = folder / OUTPUT / "report.docx"
    parts = parts_of(report.read_bytes())
    document = parts["word/document.xml"].decode()
    at = document.rindex("<w:sectPr")
    parts["word/document.xml"] = f"{document[:at]}<w:p><w:r><w:t>{BY_HAND}</w:t></w:r></w:p>{document[at:]}".encode()
    report.write_bytes(packed(parts))


def _has_her_sentence(folder: Path) -> bool:
    document = parts_of((folder / OUTPUT / "report.docx").read_bytes())["word/document.xml"]
    return BY_HAND.encode() in document


def _papers(folder: Path) -> None:
    make_town(folder)
    _done(command(folder, ["report", "--all"]))
    change(folder, "Two thirds are reviewed.")


def _faulty(folder: Path) -> None:
    """A return with a mistake, for which its team was sent a feedback copy; then its words are others."""
    make_town(folder)
    change(folder, "Ambr", _RATING)
    _done(command(folder, ["check", "--feedback"]), 1)
    change(folder, "Two thirds are reviewed.")


def _accepted(folder: Path) -> None:
    """One return is accepted already."""
    _compiled(folder)
    _done(command(folder, ["accept", "schools", "--by", "Performance Officer"]))


def _listed(folder: Path) -> None:
    """A list of more actions than the plan has."""
    make_town(folder)
    (folder / "more.csv").write_text("Ref,Action,Due\nCA 8,Visit each home,Dec 2008\nCA 9,Ask each child,Mar 2009\n")


def _two_versions(folder: Path) -> None:
    """A team has sent its return twice."""
    make_town(folder)
    shutil.copy(folder / RETURNS / "Care.xlsx", folder / "Care.xlsx")
    change(folder, "Two thirds are reviewed.")


def _late(folder: Path) -> None:
    """One team has not returned yet; drafts to it were written for an earlier day."""
    make_town(folder)
    (folder / RETURNS / "Schools.xlsx").unlink()


def _empty(folder: Path) -> None:
    """A folder with nothing in it but what she keeps there."""
    folder.mkdir(exist_ok=True)
    (folder / "notes.txt").write_text("Ask Finance.\n", encoding="utf-8")


_BY = ("--by", "Cabinet", "--meeting", "Cabinet", "--on", "04/06/2008")
_NEW = ("--council", "Anytown", "--department", "Housing", "--division", "Repairs", "--division", "Lettings")
_DIFF = (
    "diff",
    "--folder",
    "FOLDER",
    f"FOLDER/{RETURNS}/Care.xlsx",
    "FOLDER/Care.xlsx",
    "--workbook",
    "FOLDER/difference.xlsx",
)
SCENES: Mapping[str, Scene] = {
    scene.name: scene
    for scene in (
        Scene("the first report of a quarter", _first, ["quarter"]),
        Scene("a quarter compiled again", _compiled, ["quarter"]),
        Scene("a report with words by hand compiled again", _edited, ["quarter"], _has_her_sentence),
        Scene("the papers of all bodies", _papers, ["report", "--all"]),
        Scene("returns checked, with feedback", _faulty, ["check", "--feedback"]),
        Scene("a return accepted", _accepted, ["accept", "care", "--by", "Performance Officer"]),
        Scene("the next quarter's returns issued", _compiled, ["issue", "--quarter", "Q2"]),
        Scene("the plan as a document", _first, ["plan"]),
        Scene("the page", _first, ["page"]),
        Scene("tables for analysis", _first, ["export"]),
        Scene("a list taken over", _listed, ["import", "--folder", "FOLDER", "FOLDER/more.csv",
            "--division", "care", "--year", "2008-09", "--yes"]),
        Scene("a plan approved", _first, ["decide", "--plan", "Care.xlsx", *_BY], once=True),
        Scene("drafts to those who are late", _late, ["status", "--chase"]),
        Scene("the difference as a workbook", _two_versions, _DIFF, once=True),
        Scene("the palette of slots", _first, ["template", "palette", "--folder", "FOLDER"]),
        Scene("a format started", _first, ["profile", "new", "--folder", "FOLDER", "housing"], once=True),
        Scene("a department founded", _empty, ["new", "FOLDER/here", *_NEW, "--year", "2026-27"], once=True),
        Scene("a department founded in its folder", _empty, ["new", "FOLDER", *_NEW, "--year", "2026-27"], once=True),
        Scene("the next year's plans", _first, ["roll-forward", "--year", "2009-10"], goes_on=True),
    )
}  # fmt: skip


@dataclass
class Stage:
    """A folder made ready once, and copied for every run of a scene."""

    scene: Scene
    place: Path

    def __post_init__(self) -> None:
        self.before = self.place / "before"
        self.before.mkdir(parents=True)
        self.scene.ready(self.before)
        self.old = seen(self.before)
        folder = self.anew()
        begun = time.monotonic()
        self.clean = command(folder, self.scene.arguments)
        self.seconds = time.monotonic() - begun
        self.new = seen(folder)
        self.takes = _pages(folder) - _pages(self.before)

    @cached_property
    def with_others(self) -> tuple[Ended, dict[str, str]]:
        """What an undisturbed run with other returns comes to, and the files after it."""
        folder = self.anew()
        change(folder, THEN)
        return command(folder, self.scene.arguments), seen(folder)

    def anew(self) -> Path:
        """The folder as it is before, and always at one place, since paths are told."""
        folder = self.place / "folder"
        shutil.rmtree(folder, ignore_errors=True)
        shutil.copytree(self.before, folder)
        return folder


def _pages(folder: Path) -> int:
    """The bytes that the files of a folder take of a disk."""
    return sum(-(-path.stat().st_size // PAGE) * PAGE for path in folder.rglob("*") if path.is_file())


def seen(folder: Path) -> dict[str, str]:
    """Every file that a person sees, by its name, with the hash of its content."""
    inside = {path.relative_to(folder): path for path in sorted(folder.rglob("*")) if path.is_file()}
    shown = {name: path for name, path in inside.items() if not any(part.startswith(".") for part in name.parts)}
    return {name.as_posix(): hashlib.sha256(path.read_bytes()).hexdigest() for name, path in shown.items()}


def left_over(folder: Path) -> list[str]:
    """What only a run that was broken off leaves behind."""
    names = (path.relative_to(folder).as_posix() for path in folder.rglob("*"))
    return sorted(name for name in names if Path(name).name.startswith(_LEFT[0]) or name.endswith(_LEFT[1:]))


def _done(ended: Ended, code: int = 0) -> None:
    assert ended.code == code, ended.said
