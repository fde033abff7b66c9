"""Waiting until a workbook is saved: events only wake us, what the files look like says whether anything changed."""

from __future__ import annotations

import time
import zipfile
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from compiler.domain.period import Period
from compiler.ledger.decisions import FILE
from compiler.project.find import Project, WrongUse

Stamp = tuple[int, int, int]
"""What a file is known by from outside: when it was changed (ns), its size (bytes), and which file of the disk."""

Seen = Mapping[Path, Stamp]
"""The files that count, each as it was last seen."""

_DEBOUNCE, _POLL = 200, 1000  # ms: how long events are gathered, and how long none is waited for
_STEADY, _PATIENCE, _LONGEST = 0.1, 1.0, 30.0  # s
_PACKAGES = (".xlsx", ".xlsm", ".ods")


def watched(project: Project, period: Period, named: Sequence[Path]) -> tuple[Path, ...]:
    """The files that a check depends on: the workbooks that are named or else the period's returns, the plans, the
    returns of the period before, and the department's settings. Lock files and half-saved ones are not among them."""
    returns = list(named) or [file.path for file in project.returns(period)]
    others = [file.path for file in (*project.plans(period.year), *project.returns(period.previous()))]
    profile = project.folder / "templates" / project.profile.key / "profile.toml"
    settings = [project.workbooks / "department.toml", project.workbooks / FILE, profile]
    return tuple(dict.fromkeys(path.absolute() for path in (*returns, *others, *settings)))


def saves(files: Callable[[], Iterable[Path]], wakes: Iterable[object]) -> Iterator[None]:
    """Once at the beginning, and then each time that a file was saved and is whole; `wakes` says when to look."""
    seen = _settled(files, {})
    yield
    for _ in wakes:
        if stamps(files()) != seen:
            seen = _settled(files, seen)
            yield


def events(files: Iterable[Path]) -> Iterable[object]:
    """Something happened in the folders of some files, or a second has passed: drives that tell of no events are
    looked at all the same. WrongUse if the package that listens is not installed."""
    try:
        from watchfiles import watch
    except ImportError:
        raise WrongUse(
            "--watch needs the package 'watchfiles', which is not installed here. Install it with 'python -m pip "
            "install watchfiles', or run compile check again after each save."
        ) from None
    folders = sorted({path.parent for path in files if path.parent.is_dir()})
    return watch(
        *folders,
        watch_filter=None,
        debounce=_DEBOUNCE,
        step=50,
        rust_timeout=_POLL,
        yield_on_timeout=True,
        raise_interrupt=True,
        recursive=False,
    )


def stamps(files: Iterable[Path]) -> Seen:
    """How the files look now; one that is not there, or is just being renamed, is left out."""
    found = {}
    for path in files:
        try:
            state = path.stat()
        except OSError:
            continue
        found[path] = (state.st_mtime_ns, state.st_size, state.st_ino)
    return found


def _settled(files: Callable[[], Iterable[Path]], before: Seen) -> Seen:
    """How the files look once nothing changes any more: one that is half written, or was taken away to be saved anew,
    is waited for a while."""
    began = changed = time.monotonic()
    seen = stamps(files())
    while time.monotonic() - began < _LONGEST:
        time.sleep(_STEADY)
        now = stamps(files())
        if now != seen:
            seen, changed = now, time.monotonic()
        elif (before.keys() <= now.keys() and all(map(_whole, now))) or time.monotonic() - changed > _PATIENCE:
            break
    return seen


def _whole(path: Path) -> bool:
    """Whether a workbook is written to its end; what is no workbook is taken as it is."""
    try:
        return path.suffix.lower() not in _PACKAGES or zipfile.is_zipfile(path)
    except OSError:
        return False
