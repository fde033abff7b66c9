"""What a code means: the rule's title and reason, a sheet that fails, what is said of it, and one that passes."""

from __future__ import annotations

from collections.abc import Sequence
from importlib.resources import files
from textwrap import wrap

from compiler.profile.model import Profile
from compiler.profile.sources import cited
from compiler.rules.registry import rule_of

_WIDTH = 110


def example(code: str) -> str | None:
    """The example of a rule as its file has it, in Markdown; None if there is no rule of that code."""
    rule = rule_of(code)
    if rule is None:
        return None
    return files("compiler.rules").joinpath("examples", f"{rule.code}.md").read_text(encoding="utf-8")


def explain(code: str, profiles: Sequence[Profile] = ()) -> str | None:
    """All that there is to say of a code, as plain text; None if there is no rule of that code.

    The first of the profiles whose sources cite a document for the rule says which passage bears it out.
    `nearest_code` of the registry says which code may have been meant.
    """
    rule, text = rule_of(code), example(code)
    if rule is None or text is None:
        return None
    weight = f"{rule.severity.value}, {rule.scope.value}"
    shown = [_plain(line) for line in text.splitlines()[1:] if not line.startswith("```")]
    where = next((cited(p.documents, p.citations[rule.code]) for p in profiles if rule.code in p.citations), "")
    reason = [rule.why, *wrap(where, _WIDTH)]
    return "\n".join([f"{rule.code}: {rule.title} ({weight})", "", *reason, *shown]) + "\n"


def _plain(line: str) -> str:
    """A line without its marks of Markdown."""
    return line.removeprefix("## ").upper() if line.startswith("## ") else line.replace("**", "")
