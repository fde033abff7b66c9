"""The directory of an archive: the short way reads what the standard library reads, or leaves the archive to it."""

from __future__ import annotations

import io
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from compiler.returns.directory import Damaged, NoArchive, Part, any_directory, directory, usual_directory

ROOT = Path(__file__).parents[2]
WORKBOOKS = sorted((ROOT / "workbooks").rglob("*.xlsx"))

NAMES = st.text(st.sampled_from("abx/\\é漢\0.%"), min_size=1, max_size=8)
PARTS = st.lists(st.tuples(NAMES, st.binary(max_size=40), st.booleans(), st.sampled_from([b"", b"", b"\1\2\0\0"])))


def archive(parts: list[tuple[str, bytes, bool, bytes]], comment: bytes = b"") -> bytes:
    """An archive of parts: name, content, whether packed, and what stands beside it in the directory."""
    made = io.BytesIO()
    with ZipFile(made, "w") as package:
        package.comment = comment
        for name, content, packed, extra in parts:
            info = ZipInfo(name)
            info.compress_type, info.extra = (ZIP_DEFLATED if packed else ZIP_STORED), extra
            package.writestr(info, content)
    return made.getvalue()


def either(read: object, data: bytes) -> list[Part] | str:
    try:
        return read(data)  # type: ignore[operator,no-any-return]
    except (NoArchive, Damaged) as refused:
        return type(refused).__name__


@pytest.mark.parametrize("path", WORKBOOKS[:: max(1, len(WORKBOOKS) // 12)], ids=lambda path: path.name)
def test_every_workbook_of_the_sample_is_of_the_usual_kind(path: Path) -> None:
    data = path.read_bytes()
    assert usual_directory(data) == any_directory(data) != []


@pytest.mark.filterwarnings("ignore:Duplicate name")
@given(PARTS, st.sampled_from([b"", b"", b"a comment"]), st.binary(max_size=3), st.data())
def test_the_short_way_reads_what_the_standard_library_reads(
    parts: list[tuple[str, bytes, bool, bytes]], comment: bytes, before: bytes, data: st.DataObject
) -> None:
    whole = before + archive(parts, comment)
    for _ in range(3):
        found = usual_directory(whole)
        assert found is None or found == either(any_directory, whole)
        assert either(directory, whole) == either(any_directory, whole)
        place = data.draw(st.integers(max(0, len(whole) - 120), len(whole) - 1))
        other = data.draw(st.sampled_from([b"", b"\0", b"\1", b"\xff", b"PK\6\7", whole[place : place + 1] * 2]))
        whole = whole[:place] + other + whole[place + 1 :]


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "NoArchive"),
        (b"PK\5\6" + bytes(18), []),
        (b"PK\6\7" + bytes(16) + b"PK\5\6" + bytes(18), []),
        (b"PK\6\7" + bytes(12) + b"\2\0\0\0" + b"PK\5\6" + bytes(18), "Damaged"),
        (archive([("a", b"b", True, b"")])[:-1], "NoArchive"),
        (archive([("a", b"b", True, b"")]).replace(b"PK\1\2", b"PK\1\3"), "Damaged"),
    ],
)
def test_what_is_no_archive_or_a_damaged_one_is_told(data: bytes, said: object) -> None:
    assert either(directory, data) == said
