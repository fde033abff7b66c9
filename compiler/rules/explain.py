"""What a code means: the rule's title and reason, a sheet that fails, what is said of it, and one that passes."""

from __future__ import annotations

from importlib.resources import files

from compiler.profile.model import Profile
from compiler.profile.sources import cited
from compiler.rules.registry import rule_of


def example(code: str) -> str | None:
    """The example of a rule as its file has it, in Markdown; None if there is no rule of that code."""
    rule = rule_of(code)
    if rule is None:
        return None
    return files("compiler.rules").joinpath("examples", f"{rule.code}.md").read_text(encoding="utf-8")


def explain(code: str, profile: Profile | None = None) -> str | None:
    """All that there is to say of a code, as plain text; None if there is no rule of that code.

    With a profile it says which passage of which document bears the rule out. `nearest_code` of the registry says
    which code may have been meant.
    """
    rule, text = rule_of(code), example(code)
    if rule is None or text is None:
        return None
    weight = f"{rule.severity.value}, {rule.scope.value}"
    shown = [_plain(line) for line in text.splitlines()[1:] if not line.startswith("```")]
    citation = profile.citations.get(rule.code) if profile else None
    where = [cited(profile.documents, citation)] if profile and citation else []
    return "\n".join([f"{rule.code}: {rule.title} ({weight})", "", rule.why, *where, *shown]) + "\n"


def _plain(line: str) -> str:
    """A line without its marks of Markdown."""
    return line.removeprefix("## ").upper() if line.startswith("## ") else line.replace("**", "")
