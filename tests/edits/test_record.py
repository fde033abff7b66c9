"""What is kept of a report that we wrote: read again as it was, and not at all once it is damaged."""

from __future__ import annotations

from pathlib import Path

import pytest

from compiler.project.kept import keeping, records_of
from compiler.render.word.edits import Record, read_record, record_bytes
from compiler.render.word.edits.merge import Left
from compiler.render.word.edits.stretch import Seen

WAS, NOW = Seen("body text\x1f\x1fof 9", "of 9"), Seen("body text\x1f\x1fof 10", "of 10")
RECORD = Record(b"a report", True, "template", {3: (0, Left(WAS, 1, NOW), Left(None, 2, None))}, ("Risks",))


def test_a_record_is_read_as_it_was_written_always_the_same() -> None:
    assert read_record(record_bytes(RECORD)) == RECORD
    assert record_bytes(RECORD) == record_bytes(RECORD)


@pytest.mark.parametrize("data", [b"", b"PK\x03\x04", record_bytes(RECORD)[:-30], record_bytes(RECORD)[40:]])
def test_a_damaged_record_is_none(data: bytes) -> None:
    assert read_record(data) is None


def test_what_was_kept_before_stays_until_the_report_stands(tmp_path: Path) -> None:
    path, before, after = tmp_path / "report.docx", Record(b"before"), Record(b"after")
    with keeping(path, before) as done:
        done()
    with keeping(path, after):
        assert records_of(path) == (before, after)
    assert records_of(path) == (before,)
    with keeping(path, after) as done:
        done()
    assert records_of(path) == (after,)
    assert [each.name for each in tmp_path.iterdir()] == [".report.docx.written"]
