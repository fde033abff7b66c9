from __future__ import annotations

from pathlib import Path

import pytest

from compiler.profile.toml import LARGEST, NotToml, is_there, read_toml, settings_text


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("a = " + "[" * 5000, "its lists and tables stand within each other far too deep"),
        ("a = " + "9" * 5000, "a number or a day in it is none that can be"),
        ("# " + "x" * LARGEST, "it is far longer than any file of settings"),
        ("a = 1\na = 2", "Cannot overwrite a value (at end of document)"),
    ],
)
def test_whatever_is_wrong_is_one_mistake(text: str, reason: str) -> None:
    with pytest.raises(NotToml) as told:
        read_toml(text)
    assert str(told.value) == reason


def test_a_file_that_is_too_large_or_no_text_is_told_before_it_is_read(tmp_path: Path) -> None:
    place = tmp_path / "department.toml"
    place.write_bytes(b"\xef\xbb\xbfa = 1\n")
    assert read_toml(settings_text(place)) == {"a": 1}
    for data, reason in (
        (b"a = '\xe9'", "it is not saved as plain text in UTF-8"),
        (b"#" * (LARGEST + 1), "it is far longer than any file of settings"),
    ):
        place.write_bytes(data)
        with pytest.raises(NotToml) as told:
            settings_text(place)
        assert str(told.value) == reason


def test_a_name_that_no_file_can_have_is_of_none(tmp_path: Path) -> None:
    assert not is_there(tmp_path / ("9" * 400) / "profile.toml")
    assert not is_there(tmp_path / "nul\0")
    (tmp_path / "there").touch()
    assert is_there(tmp_path / "there")
