"""Rows that nobody looks at lie in a temporary file that is this process's alone."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

import pytest

from compiler.project.aside import TemporaryStore


def test_what_was_put_there_is_there(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    store = TemporaryStore()
    places = [store.put(data) for data in (b"one", b"", b"three")]
    assert places == [0, 3, 3]
    assert [store.get(0, 3), store.get(3, 0), store.get(3, 5), store.get(0, 3)] == [b"one", b"", b"three", b"one"]
    if os.name != "nt":
        assert not list(tmp_path.iterdir())
    del store
    assert not list(tmp_path.iterdir())


def test_without_a_place_for_temporary_files_nothing_is_taken(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "not there"))
    assert TemporaryStore().put(b"one") is None


def test_a_full_disk_takes_nothing_and_what_lies_there_stays() -> None:
    store = TemporaryStore()
    assert store.put(b"one") == 0

    class Full:
        fileno = store._file.fileno  # type: ignore[union-attr]

        def seek(self, place: int) -> None: ...

        def write(self, data: bytes) -> int:
            raise OSError(28, "No space left on device")

        def close(self) -> None: ...

    store._file, kept = Full(), store._file  # type: ignore[assignment]
    assert store.put(b"two") is None
    assert store.get(0, 3) == b"one"
    store._file = kept
    assert (store.put(b"two"), store.get(3, 3)) == (3, b"two")


@pytest.mark.skipif(not hasattr(os, "fork"), reason="processes are not copied here")
def test_a_copy_of_the_process_reads_and_adds_nothing() -> None:
    store = TemporaryStore()
    store.put(b"one")
    copy = os.fork()
    if copy == 0:
        os._exit(0 if (store.get(0, 3), store.put(b"two")) == (b"one", None) else 1)
    assert os.waitpid(copy, 0)[1] == 0
    assert (store.put(b"three"), store.get(3, 5)) == (3, b"three")


def test_what_is_not_there_any_more_is_not_made_up() -> None:
    store = TemporaryStore()
    store.put(b"one")
    with pytest.raises(OSError, match="shorter than what was written"):
        store.get(0, 4)
