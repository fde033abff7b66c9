"""How long the parts of a report may be: what a profile sets, and what it cannot set."""

from __future__ import annotations

from pathlib import Path

from compiler.profile.limits import Limits
from tests.profile.test_load import BASE
from tests.profile.test_weighing import loaded


def test_a_profile_sets_some_limits_and_leaves_the_others(tmp_path: Path) -> None:
    found = loaded(tmp_path, f"{BASE}\n[report.limits]\ntable_rows = 8\ncommentary_words = 0\n")
    assert found.problems == ()
    assert found.profile is not None
    assert found.profile.report.limits == Limits(table_rows=8, commentary_words=0)


def test_a_limit_is_a_number_from_0(tmp_path: Path) -> None:
    found = loaded(tmp_path, f'{BASE}\n[report.limits]\ntable_rows = -1\nlist_points = "ten"\nrows = 3\n')
    assert [str(each).partition("line ")[2].split(": ", 1)[1] for each in found.problems] == [
        "report.limits.rows: the key 'rows' is not known here; known keys are appendix_rows, commentary_words, "
        "key_points, list_points, table_rows",
        "report.limits.list_points: should be a whole number, but 'ten' stands there",
        "report.limits.table_rows: a limit is a whole number, and 0 sets none",
    ]
