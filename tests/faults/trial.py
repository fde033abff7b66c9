"""What must hold after a fault: every file the old one or the new one, one sentence, and the next run as if nothing
had been."""

from __future__ import annotations

import errno
import tomllib
from collections.abc import Iterator
from pathlib import Path

from tests.faults.child import Ended, Error, Fault, command
from tests.faults.scenes import THEN, Stage, change, left_over, seen

OF_WINDOWS = (
    Error(errno.EACCES, "Access is denied", 5),
    Error(errno.EACCES, "The process cannot access the file because it is being used by another process", 32),
)
"""As Windows says, and Python hands on, that a file is open elsewhere."""
ERRORS = (
    *(Error(each) for each in (errno.EACCES, errno.ENOSPC, errno.EIO, errno.EROFS, errno.ENOENT, errno.ENAMETOOLONG)),
    *OF_WINDOWS,
)
"""Not allowed; the disk full, broken, or only to be read; a folder that vanished; a name too long; open elsewhere."""
_OURS = ("Traceback", "fault of the program")


def wrong_after(stage: Stage, fault: Fault, seconds: float | None = None, other: bool = False) -> list[str]:
    """What is wrong after a fault in a scene, and after the same command run again without it, with `other` returns
    than the one that was broken off; nothing is right."""
    folder = stage.anew()
    ended = command(folder, stage.scene.arguments, fault, seconds)
    return wrong_with(stage, folder, ended, other)


def wrong_with(stage: Stage, folder: Path, ended: Ended, other: bool = False) -> list[str]:
    """The same once the command that met a fault has ended."""
    found = [*_files(stage, folder), *_words(stage, ended)]
    if stage.scene.once and seen(folder) == stage.new:
        command(folder, stage.scene.arguments)
        return [*found, *(f"the next run leaves {name}" for name in left_over(folder))]
    if other:
        change(folder, THEN)
    again = command(folder, stage.scene.arguments)
    return [*found, *_again(stage, folder, again, other)]


def _files(stage: Stage, folder: Path) -> Iterator[str]:
    """Each file is as it was or as it should become."""
    now = seen(folder)
    for name, content in now.items():
        if content not in (stage.old.get(name), stage.new.get(name)) and not _is_beside(name, content, stage):
            yield f"{name} is neither the old one nor the new one"
        if name.endswith(".toml"):
            tomllib.loads((folder / name).read_text(encoding="utf-8"))
    yield from (f"{name} is gone" for name in stage.old if name in stage.new and name not in now)
    if not stage.scene.keeps(folder):
        yield "what she wrote is lost"


def _is_beside(name: str, content: str, stage: Stage) -> bool:
    """Whether a file is the new one, written beside one that could not be replaced."""
    return " (2)." in name and content == stage.new.get(name.replace(" (2).", "."))


def _words(stage: Stage, ended: Ended) -> Iterator[str]:
    if ended.code < 0:
        return
    if ended.code not in (stage.clean.code, 3):
        yield f"it ended with {ended.code}"
    if ended.code == 3 and len(ended.err.strip().splitlines()) != 1:
        yield f"it is not told in one sentence: {ended.err!r}"
    yield from (f"it says: {ended.said}" for words in _OURS if words in ended.said)


def _again(stage: Stage, folder: Path, again: Ended, other: bool) -> Iterator[str]:
    """The next run writes what an undisturbed one writes, clears up, and takes nothing of ours for hers."""
    clean, new = stage.with_others if other else (stage.clean, stage.new)
    if stage.scene.goes_on:
        yield from (f"the next run leaves {name}" for name in left_over(folder))
        return
    if again.code != clean.code:
        yield f"the next run ended with {again.code}: {again.said}"
    now = seen(folder)
    differs = sorted({*now.items()} ^ {*new.items()})
    names = {name for name, content in differs if not _is_beside(name, content, stage)}
    if other:
        names -= {name for name in names if name.endswith("/ledger.toml")}  # it tells of the returns read first, too
    yield from (f"after the next run {name} differs from an undisturbed one" for name in sorted(names))
    yield from (f"the next run leaves {name}" for name in left_over(folder))
    if "by hand" in again.said and "by hand" not in clean.said:
        yield f"the next run takes our words for hers: {again.said}"
    if not stage.scene.keeps(folder):
        yield "what she wrote is lost after the next run"
