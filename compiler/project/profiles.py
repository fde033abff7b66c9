"""Profiles looked over: everything that is wrong in one, or in all of a folder, each mistake at its file and line."""

from __future__ import annotations

from pathlib import Path

from compiler.domain.frozen import dataclass
from compiler.domain.text import nearest
from compiler.profile.build import Problem
from compiler.profile.load import load_profile
from compiler.profile.model import Profile
from compiler.project.find import WrongUse, template_folders
from compiler.rules.registry import is_gate, rule_of


@dataclass(frozen=True, slots=True)
class LookedOver:
    """One profile: its key, what is wrong in its files, and what it holds where nothing is."""

    key: str
    problems: tuple[Problem, ...]
    profile: Profile | None


def look_over(folder: Path, key: str = "") -> tuple[LookedOver, ...]:
    """The profile of that key; without one the folder's own, or, where it has none, those that came with the program.

    WrongUse where there is none of that key.
    """
    folders = template_folders(folder)
    there = [_keys(each) for each in folders]
    if key and not any(key in keys for keys in there):
        known = sorted({name for keys in there for name in keys})
        close = nearest(key, known)
        hint = f"Did you mean '{close}'?" if close else f"There are: {', '.join(known)}."
        raise WrongUse(f"There is no profile called '{key}'. {hint}")
    keys = [key] if key else next((found for found in there if found), [])
    return tuple(_one(each, folders) for each in keys)


def _keys(folder: Path) -> list[str]:
    return sorted(path.parent.name for path in folder.glob("*/profile.toml"))


def _one(key: str, folders: tuple[Path, ...]) -> LookedOver:
    """The mistakes of a profile in the order of its files, from top to bottom."""
    loaded = load_profile(key, folders, lambda code: rule_of(code) is not None, is_gate)
    phrases = loaded.profile.phrases.problems if loaded.profile else ()
    found = sorted(
        (*loaded.problems, *loaded.remarks, *phrases),
        key=lambda each: (not each.file.startswith(f"{key}/"), each.file, each.line),
    )
    return LookedOver(key, tuple(found), loaded.profile)
