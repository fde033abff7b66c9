"""A department's settings and its profile, kept as they were read, so that they are not read again for nothing."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from compiler.profile.department import Department
from compiler.profile.kept import read_settings, write_settings
from compiler.profile.model import Profile
from compiler.project.sealed import FOLDER, files_in, hashed, program, read_sealed, states, write_sealed

_LARGEST = 3_000_000
"""Bytes of a file of settings; what is larger is no such file."""


def settings_mark(department: Path, templates: Sequence[Path]) -> str:
    """What stands for all that the settings are read from: the department's file, and whatever the templates hold.

    The last folder of templates came with the program, and is known as its other files are: by size and time. The
    others count by what they say. '' where it cannot be told.
    """
    *own, shipped = templates
    try:
        with_program = sorted(states(shipped)) if shipped not in own and shipped.is_dir() else ()
        of_templates = (part for folder in own for part in _templates(folder))
        return hashed(program(), str(department), _said(str(department)), *of_templates, *with_program)
    except (OSError, ValueError):
        return ""


def _templates(folder: Path) -> Iterator[str]:
    """Every file below a folder of templates: what the settings among them say, and the names of the others."""
    yield str(folder)
    if folder.is_dir():
        for path in sorted(each.path for each in files_in(folder)):
            yield path
            if path.endswith(".toml"):
                yield _said(path)


def _said(path: str) -> str:
    """The bytes of a settings file as words; ValueError where they are too many to be one."""
    with open(path, "rb") as file:
        data = file.read(_LARGEST + 1)
    if len(data) > _LARGEST:
        raise ValueError(f"too large: {path}")
    return data.decode("utf-8", "surrogateescape")


def kept_settings(folder: Path, key: str, mark: str) -> tuple[Department, Profile] | None:
    """The settings as they were read before; None where they were not, or something has changed since."""
    text = read_sealed(_place(folder, key), mark) if mark else None
    return read_settings(text) if text is not None else None


def keep_settings(folder: Path, mark: str, department: Department, profile: Profile) -> None:
    """Keep settings for the next time."""
    text = write_settings(department, profile) if mark else None
    if text is not None:
        write_sealed(_place(folder, department.key), mark, text)


def _place(folder: Path, key: str) -> Path:
    return folder / FOLDER / f"settings-{hashed(key)[:24]}.json"
