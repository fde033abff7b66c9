"""What is to be written, held in a file of the system's own: written the same as bytes are."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import IO

import pytest

from compiler.project.stored import hash_at, lying_at, pieces_of, sha256, size_of, stored, whole
from compiler.project.write import NotWritten, made, write_in_place, write_safely

LONG = "".join(map(chr, range(32, 512))).encode() * 600


@pytest.mark.parametrize("data", [b"", b"short", LONG])
def test_what_is_stored_is_as_its_bytes(data: bytes, tmp_path: Path) -> None:
    content = stored(lambda file: file.write(data))
    assert (whole(content), whole(content), size_of(content)) == (data, data, len(data))
    assert sha256(content) == sha256(data) == hashlib.sha256(data).hexdigest()
    assert max(map(len, pieces_of(content)), default=0) <= 64 * 1024
    write_in_place(tmp_path / "a.txt", content)
    assert ((tmp_path / "a.txt").read_bytes(), hash_at(tmp_path / "a.txt")) == (data, sha256(data))


def test_what_a_person_changed_is_left_beside_what_is_stored(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(b"hers")
    written = write_safely(tmp_path / "a.txt", stored(lambda file: file.write(LONG)), sha256(b"ours"))
    assert (written.path.name, written.path.read_bytes()) == ("a (2).txt", LONG)
    assert (tmp_path / "a.txt").read_bytes() == b"hers"


def test_a_file_that_lies_there_is_copied(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(LONG)
    with lying_at(tmp_path / "a.txt") as content:
        write_in_place(tmp_path / "b.txt", content)
    assert (tmp_path / "b.txt").read_bytes() == LONG


def test_where_there_is_no_room_nothing_is_written_and_that_is_said() -> None:
    def full(file: IO[bytes]) -> None:
        raise OSError(28, "No space left on device")

    with pytest.raises(NotWritten, match=r"'master.xlsx' could not be made: .*No space left.* is unchanged\."):
        made("master.xlsx", full)
