"""A hash is the same whichever part of Python works it out."""

from __future__ import annotations

import hashlib

import pytest
from hypothesis import given
from hypothesis import strategies as some

from compiler.domain import hashes
from compiler.domain.hashes import mark_of, sha256_of


@given(some.binary(max_size=300))
def test_the_hash_of_bytes_is_the_usual_one(data: bytes) -> None:
    assert (sha256_of(data), mark_of(data)) == (
        hashlib.sha256(data).hexdigest(),
        hashlib.blake2b(data, digest_size=32).hexdigest(),
    )


def test_much_is_hashed_by_the_library(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[tuple[str, ...]] = []
    first = hashes._first

    def noted(places: tuple[str, ...], name: str) -> object:
        asked.append(places)
        return first(places, name)

    monkeypatch.setattr(hashes, "_first", noted)
    hashed, data = hashes._Sha256(), bytes(150_000)
    assert [hashed(data), hashed(data)] == [hashlib.sha256(data).hexdigest()] * 2
    assert asked == [("_sha2", "_sha256", "hashlib"), ("hashlib",)]


def test_a_python_without_its_own_code_asks_the_library() -> None:
    assert hashes._first(("_no_such_module", "hashlib"), "sha256") is hashlib.sha256
