"""The files of one run, written one after another, and known for ours by the next wherever this one is broken off."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from compiler.domain.frozen import replace
from compiler.project.lock import one_at_a_time
from compiler.project.state import LastRun, announce, keep_run, read_last_run, settled
from compiler.project.stored import Content, hash_at
from compiler.project.write import Written, sha256, write_safely


def write_outputs(
    folder: Path,
    made: Mapping[str, Content],
    now: dt.datetime | None = None,
    *,
    alone: Path | None = None,
    outdated: Callable[[str], bool] = lambda name: False,
) -> tuple[Written, ...]:
    """Write files by their names into a folder, each whole or not at all, while no other run writes there.

    One that a person has changed is left, and the new one goes beside it. `outdated` says which of the files that we
    wrote earlier and are not made again are to be taken away. `alone` is the folder that is held meanwhile, if it is
    another. NotWritten where nothing can be written.
    """
    day = now or dt.datetime.now().astimezone()
    with one_at_a_time(alone or folder, lambda: day.strftime("%H:%M on %d/%m/%Y")):
        run = announce(folder, read_last_run(folder), made)
        written = write_each(folder, made, run)
        run = _without(folder, run, [name for name in run.files if name not in made and outdated(name)])
        keep_run(folder, settled(run, hashes_of(made, written)))
    return written


def write_each(folder: Path, made: Mapping[str, Content], run: LastRun) -> tuple[Written, ...]:
    """Write the files that the state of the last run knows, or that are new."""
    return tuple(write_safely(folder / name, data, run.ours(name)) for name, data in made.items())


def hashes_of(made: Mapping[str, Content], written: Sequence[Written]) -> dict[str, str]:
    """The hashes of those files that lie where they should."""
    return {name: sha256(data) for (name, data), at in zip(made.items(), written, strict=True) if not at.note}


def _without(folder: Path, run: LastRun, names: Sequence[str]) -> LastRun:
    """The state without files that nobody has changed, which are taken away; one that is held stays."""
    gone = {name for name in names if _is_gone(folder / name, run.ours(name))}
    return replace(run, files={name: said for name, said in run.files.items() if name not in gone})


def _is_gone(path: Path, ours: Sequence[str]) -> bool:
    try:
        if not path.is_file():
            return True
        if hash_at(path) not in ours:
            return False
        path.unlink()
    except OSError:
        return False
    return True
