"""What is kept of a report that we wrote: read again as it was, and not at all once it is damaged."""

from __future__ import annotations

import json
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest

from compiler.project.kept import keep_come, keep_coming, keep_off, records_of
from compiler.render.word.edits.record import Record, following, read_record, record_bytes
from compiler.render.word.edits.stretch import Left, Seen

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
    keep_coming(path, before)
    keep_come(path)
    keep_coming(path, after)
    assert records_of(path) == (before, following(after, before))
    keep_off(path)
    assert records_of(path) == (before,)
    keep_coming(path, after)
    keep_come(path)
    assert records_of(path) == (following(after, before),)
    assert [each.name for each in tmp_path.iterdir()] == [".report.docx.written"]


# --- what stood there before ---


def kept_one_by_one(path: Path, *records: Record) -> Record:
    for record in records:
        keep_coming(path, record)
        keep_come(path)
    (last,) = records_of(path)
    return last


def test_what_stood_there_before_is_kept_whole_for_a_while_and_known_for_longer(tmp_path: Path) -> None:
    written = [Record(f"report {at}".encode(), by_hand=at == 2, written=f"2008-07-0{at}T10:00") for at in range(1, 8)]
    last = kept_one_by_one(tmp_path / "report.docx", *written)
    assert (last.document, last.written) == (b"report 7", "2008-07-07T10:00")
    assert last.earlier == tuple(reversed(written[2:6]))
    assert [(each.written, each.by_hand) for each in last.known] == [
        (each.written, each.by_hand) for each in reversed(written[:6])
    ]
    assert read_record(record_bytes(last)) == last


def test_the_same_written_again_changes_nothing_and_one_that_comes_back_is_no_earlier_one(tmp_path: Path) -> None:
    path = tmp_path / "report.docx"
    one, other = Record(b"one", written="2008-07-01T10:00"), Record(b"other", written="2008-07-02T10:00")
    last = kept_one_by_one(path, one, other)
    assert kept_one_by_one(path, Record(b"other", written="2008-07-03T10:00")) == last
    again = kept_one_by_one(path, Record(b"one", written="2008-07-04T10:00"))
    assert ([each.document for each in again.earlier], [each.hash for each in again.known]) == (
        [b"other"],
        [other.hash],
    )


def test_a_record_of_a_version_that_kept_nothing_earlier_is_read(tmp_path: Path) -> None:
    out = BytesIO()
    with ZipFile(BytesIO(record_bytes(RECORD))) as archive, ZipFile(out, "w") as older:
        said = json.loads(archive.read("edits.json"))
        del said["earlier"], said["known"], said["written"]
        older.writestr("edits.json", json.dumps(said))
        older.writestr("report.docx", archive.read("report.docx"))
    assert read_record(out.getvalue()) == RECORD
