"""What a code means: the rule's title and reason, a sheet that fails, what is said of it, and one that passes."""

from __future__ import annotations

from collections.abc import Sequence
from importlib.resources import files
from textwrap import wrap

from compiler.profile.model import Profile
from compiler.profile.sources import cited
from compiler.profile.weighing import Weighing
from compiler.rules.registry import rule_of
from compiler.rules.rule import Rule
from compiler.rules.wording import a

_WIDTH = 110
_WORDS = {"error": "error", "warning": "warning", "note": "note", "off": "switched off"}


def example(code: str) -> str | None:
    """The example of a rule as its file has it, in Markdown; None if there is no rule of that code."""
    rule = rule_of(code)
    if rule is None:
        return None
    return files("compiler.rules").joinpath("examples", f"{rule.code}.md").read_text(encoding="utf-8")


def explain(code: str, profiles: Sequence[Profile] = (), own: Profile | None = None) -> str | None:
    """All that there is to say of a code, as plain text; None if there is no rule of that code.

    The first of the profiles whose sources cite a document for the rule says which passage bears it out. `own` is the
    department's, by whose `[severity]` the rule weighs something else, is new, or is switched off.
    `nearest_code` of the registry says which code may have been meant.
    """
    rule, text = rule_of(code), example(code)
    if rule is None or text is None:
        return None
    weighing = own.severities.get(rule.code) if own and not rule.gate else None
    weight = f"{_WORDS[weighing.weight] if weighing else rule.severity.value}, {rule.scope.value}"
    shown = [_plain(line) for line in text.splitlines()[1:] if not line.startswith("```")]
    where = next((cited(p.documents, p.citations[rule.code]) for p in profiles if rule.code in p.citations), "")
    weighed = _weighed(rule, own.name, weighing) if own and weighing else ""
    reason = [rule.why, *wrap(weighed, _WIDTH), *wrap(where, _WIDTH)]
    return "\n".join([f"{rule.code}: {rule.title} ({weight})", "", *reason, *shown]) + "\n"


def _weighed(rule: Rule, council: str, weighing: Weighing) -> str:
    """What the council's profile makes of a rule, beside what it weighs of itself."""
    since, itself = weighing.since, f"of itself it is {a(rule.severity.value)}"
    if weighing.weight == "off":
        return f"The profile of {council} switches it off; {itself}."
    first = f" from {since} on" if since else ""
    new = f", a warning in {since}" if since and weighing.weight == "error" else ""
    return f"The profile of {council} makes it {a(weighing.weight)}{first}{new}; {itself}."


def _plain(line: str) -> str:
    """A line without its marks of Markdown."""
    return line.removeprefix("## ").upper() if line.startswith("## ") else line.replace("**", "")
