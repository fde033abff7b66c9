"""What is wrong with a template, in words for people and as JSON for programs."""

from __future__ import annotations

import json
import textwrap
from collections.abc import Iterator

from compiler.domain.finding import Severity
from compiler.render.template.mistake import Checked, Mistake

_ORDER = (Severity.ERROR, Severity.WARNING, Severity.NOTE)


def checked_text(checked: Checked, width: int = 100) -> str:
    """The mistakes with their places, those first that must be put right; the last line counts them."""
    lines = [checked.template, ""]
    for severity in _ORDER:
        for each in (one for one in checked.mistakes if one.severity is severity):
            lines += [*_told(each, width), ""]
    return "\n".join([*lines, _counted(checked)]) + "\n"


def _told(mistake: Mistake, width: int) -> Iterator[str]:
    yield from _wrapped(f"  {mistake.severity.value.capitalize()}: {mistake.where}", 4, width)
    yield from _wrapped(f"      {mistake.found} {mistake.remedy}", 6, width)


def _wrapped(words: str, indent: int, width: int) -> list[str]:
    return textwrap.wrap(words, width, subsequent_indent=" " * indent, break_long_words=False, break_on_hyphens=False)


def _counted(checked: Checked) -> str:
    said = f"{checked.slots} slot{'' if checked.slots == 1 else 's'} read"
    if not checked.mistakes:
        return f"{said}: nothing is wrong."
    counts = [(each.value, sum(one.severity is each for one in checked.mistakes)) for each in _ORDER]
    return f"{said}: {', '.join(f'{count} {name}{_s(count)}' for name, count in counts if count)}."


def _s(count: int) -> str:
    return "" if count == 1 else "s"


def checked_json(checked: Checked) -> str:
    """Every mistake with its place and its parts, and whether the template is sound."""
    told = {
        "template": checked.template,
        "slots": checked.slots,
        "sound": checked.sound,
        "mistakes": [
            {
                "kind": each.kind,
                "severity": each.severity.value,
                "where": each.where,
                "found": each.found,
                "remedy": each.remedy,
            }
            for each in checked.mistakes
        ],
    }
    return json.dumps(told, ensure_ascii=False, indent=2) + "\n"
