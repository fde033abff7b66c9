"""`compile explain`: what a finding's code means, and which passage of which document bears it out."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from compiler.cli.commands.checks import Explain
from compiler.profile.load import load_profile
from compiler.profile.model import Profile
from compiler.project.find import WrongUse, open_project, template_folders
from compiler.rules.explain import explain
from compiler.rules.registry import nearest_code


def explain_and_tell(options: Explain) -> int:
    """Print what a code means, with the department's own documents; WrongUse for a code that no rule has."""
    own = _own(options.folder, options.department)
    words = explain(options.code, (*([own] if own else []), *_others(options.folder)), own) or _of_access(options.code)
    if words is None:
        close = nearest_code(options.code)
        hint = f"Did you mean '{close}'?" if close else "compile check prints the codes with its findings."
        raise WrongUse(f"There is no finding with the code '{options.code}'. {hint}")
    print(words, end="")
    return 0


def _of_access(code: str) -> str | None:
    """What a code of `compile access` means; its rules need libraries that the others do without."""
    if not code.strip().upper().startswith("A"):
        return None
    from compiler.render.access import explain_access

    return explain_access(code)


def _own(folder: Path, department: str) -> Profile | None:
    """The department's profile; None where there is no department and none is named."""
    try:
        return open_project(folder, department).profile
    except WrongUse:
        if department:
            raise
        return None


def _others(folder: Path) -> Iterator[Profile]:
    """Every profile that is there, whose papers may show what the department's own do not."""
    folders = template_folders(folder)
    for key in sorted({path.parent.name for base in folders for path in base.glob("*/profile.toml")}):
        profile = load_profile(key, folders).profile
        if profile is not None:
            yield profile
