"""A small disk of memory that is full whenever a test wants it to be: a real one, as the system has it."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from tempfile import TemporaryDirectory

_PLENTY = 64 << 20


@dataclass(frozen=True)
class Disk:
    """A disk mounted at a place."""

    place: Path

    @property
    def used(self) -> int:
        """How many bytes of it are taken."""
        found = os.statvfs(self.place)
        return (found.f_blocks - found.f_bfree) * found.f_frsize

    def leave(self, room: int) -> None:
        """Let just so many bytes be free, to the page."""
        _system("mount", "-o", f"remount,size={max(self.used + room, 4096)}", str(self.place))

    def clear(self) -> None:
        """Let there be room enough."""
        self.leave(_PLENTY)


@contextmanager
def disk_at(place: Path) -> Iterator[Disk]:
    """A disk with room enough, mounted at a place."""
    place.mkdir(parents=True, exist_ok=True)
    _system("mount", "-t", "tmpfs", "-o", f"size={_PLENTY}", "tmpfs", str(place))
    try:
        yield Disk(place)
    finally:
        _system("umount", "-l", str(place))


@lru_cache(maxsize=1)
def may_mount() -> bool:
    """Whether this machine lets us mount one."""
    with TemporaryDirectory() as name:
        try:
            with disk_at(Path(name)):
                return True
        except (OSError, subprocess.CalledProcessError):
            return False


def _system(*words: str) -> None:
    subprocess.run(words, check=True, capture_output=True)
