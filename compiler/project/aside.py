"""Where rows lie that nobody looks at for the moment: one temporary file, which no other program sees.

It goes when it is not needed any more, however the program ends: it has no name, or is deleted as it is closed.
"""

from __future__ import annotations

import os
from typing import IO


class TemporaryStore:
    """Keeps what it is handed in a temporary file, made when it is first handed anything.

    A copy of the process may read what lies there, and adds nothing.
    """

    def __init__(self) -> None:
        self._file: IO[bytes] | None = None
        self._end, self._process = 0, os.getpid()

    def put(self, data: bytes) -> int | None:
        """Put something there: where it begins; None where there is no room for it, or the file is not ours."""
        if os.getpid() != self._process:
            return None
        start = self._end
        try:
            if self._file is None:
                from tempfile import TemporaryFile

                self._file = TemporaryFile(buffering=0)  # noqa: SIM115  # it stays open as long as this is there
            self._file.seek(start)
            written = self._file.write(data)
        except OSError:
            return None
        if written != len(data):
            return None
        self._end += written
        return start

    def get(self, start: int, length: int) -> bytes:
        """What was put there; OSError where it cannot be had again."""
        assert self._file is not None
        if hasattr(os, "pread"):
            found = os.pread(self._file.fileno(), length, start)
        else:
            self._file.seek(start)
            found = self._file.read(length)
        if len(found) != length:
            raise OSError("the temporary file is shorter than what was written to it")
        return found

    def __del__(self) -> None:
        if self._file is not None:
            self._file.close()
