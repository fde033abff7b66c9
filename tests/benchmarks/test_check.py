"""Checking a return costs next to nothing once the program has started; the limit leaves room for slow machines."""

from __future__ import annotations

from pathlib import Path

from tests.benchmarks.check import check_in, folders, here

LIMIT = 0.4
"""Seconds of processor time for a return alone; measured at 0.07 on the machine that the figures were taken on."""


def test_a_return_is_read_and_checked_well_within_the_limit(tmp_path: Path) -> None:
    alone, *_ = folders(tmp_path)
    rows, planned, _ = check_in(alone.path)
    assert (rows > 100, planned) == (True, 0)
    assert here(alone.path, times=3) < LIMIT


def test_its_own_plan_is_found_and_read_beside_it(tmp_path: Path) -> None:
    _, own, every = folders(tmp_path)
    rows, planned, findings = check_in(own.path)
    assert (len(own.plans), len(every.plans), planned > 100, bool(findings)) == (1, 6, True, True)
    assert rows > 100
