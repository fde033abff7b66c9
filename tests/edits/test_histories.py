"""Histories of a report that was edited and made again: nothing typed is lost, nothing that is ours goes stale."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.edits.histories import histories
from tests.office import office


def test_histories_lose_nothing(tmp_path: Path) -> None:
    lived = histories(4, tmp_path, rounds=2)
    assert [fault for each in lived for fault in each.faults] == []
    assert any("/" in each.done and len(each.done) > 4 for each in lived)


@pytest.mark.skipif(office() is None, reason="LibreOffice is not installed")
def test_a_report_that_libreoffice_saved_twice_loses_nothing(tmp_path: Path) -> None:
    lived = histories(2, tmp_path, rounds=2, first=40, saved=1.0)
    assert [fault for each in lived for fault in each.faults] == []
    assert [each.done.count("saved in LibreOffice") for each in lived] == [2, 2]
