"""A workbook that somebody has open is told, and what its program lays beside it is never read."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.quarter.running import run
from tests.quarter.town import RETURNS, make_town

LOCKS = {"~$Care.xlsx": "Excel", ".~lock.Care.xlsx#": "LibreOffice"}


@pytest.mark.parametrize("lock", LOCKS)
@pytest.mark.parametrize("command", [("check",), ("quarter",), ("accept", "--by", "Performance Officer")], ids="-".join)
def test_a_return_that_is_open_is_told_and_its_lock_is_not_read(
    command: tuple[str, ...], lock: str, tmp_path: Path
) -> None:
    make_town(tmp_path)
    without = run(command[0], tmp_path, *command[1:], "--dry-run" if command[0] != "check" else "--quiet")
    (tmp_path / RETURNS / lock).write_bytes(b"\x05Owner".ljust(165))
    done = run(command[0], tmp_path, *command[1:], "--dry-run" if command[0] != "check" else "--quiet")
    assert (done.code, done.out) == (without.code, without.out)
    assert done.err == f"'Care.xlsx' is open in {LOCKS[lock]} ('{lock}' says so): what was saved last is read.\n"
