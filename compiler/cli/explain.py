"""`compile explain`: what a finding's code means, and which passage of which document bears it out."""

from __future__ import annotations

from pathlib import Path

from compiler.profile.load import load_profile
from compiler.profile.model import Profile
from compiler.project.find import WrongUse, open_project, template_folders
from compiler.rules.explain import explain
from compiler.rules.registry import nearest_code


def explain_and_tell(code: str, folder: Path, department: str) -> int:
    """Print what a code means, in the words of the department's documents; WrongUse for a code that no rule has."""
    words = explain(code, _profile(folder, department))
    if words is None:
        close = nearest_code(code)
        hint = f"Did you mean '{close}'?" if close else "compile check prints the codes with its findings."
        raise WrongUse(f"There is no finding with the code '{code}'. {hint}")
    print(words, end="")
    return 0


def _profile(folder: Path, department: str) -> Profile | None:
    """The profile of the department named, or of the folder's own; the plain format's where there is none."""
    try:
        return open_project(folder, department).profile
    except WrongUse:
        if department:
            raise
    return load_profile("base", template_folders(folder)).profile
