"""What is wrong with templates, in words for people and as JSON for programs."""

from __future__ import annotations

import json
import textwrap
from collections.abc import Iterator, Sequence

from compiler.domain.finding import Severity
from compiler.render.template.mistake import Checked, Mistake

_ORDER = (Severity.ERROR, Severity.WARNING, Severity.NOTE)


def checked_text(templates: Sequence[Checked], width: int = 100) -> str:
    """Each template's mistakes with their places, those first that must be put right, and a line that counts them; of
    several templates a last line counts all."""
    lines = [line for each in templates for line in (*_template(each, width), "")]
    if len(templates) > 1:
        every = [mistake for each in templates for mistake in each.mistakes]
        lines.append(_counted(f"{len(templates)} templates", every))
    return "\n".join(lines).rstrip("\n") + "\n"


def _template(checked: Checked, width: int) -> Iterator[str]:
    used = f" ({', '.join(checked.papers)})" if checked.papers else ""
    yield from (*_wrapped(f"{checked.template}{used}", 2, width), "")
    for severity in _ORDER:
        for each in (one for one in checked.mistakes if one.severity is severity):
            yield from (*_told(each, width), "")
    yield _counted(f"{checked.slots} slot{_s(checked.slots)} read", checked.mistakes)


def _told(mistake: Mistake, width: int) -> Iterator[str]:
    yield from _wrapped(f"  {mistake.severity.value.capitalize()}: {mistake.where}", 4, width)
    yield from _wrapped(f"      {mistake.found} {mistake.remedy}", 6, width)


def _wrapped(words: str, indent: int, width: int) -> list[str]:
    return textwrap.wrap(words, width, subsequent_indent=" " * indent, break_long_words=False, break_on_hyphens=False)


def _counted(said: str, mistakes: Sequence[Mistake]) -> str:
    if not mistakes:
        return f"{said}: nothing is wrong."
    counts = [(each.value, sum(one.severity is each for one in mistakes)) for each in _ORDER]
    return f"{said}: {', '.join(f'{count} {name}{_s(count)}' for name, count in counts if count)}."


def _s(count: int) -> str:
    return "" if count == 1 else "s"


def checked_json(templates: Sequence[Checked]) -> str:
    """Every mistake of every template with its place and its parts, and whether the templates are sound."""
    told = {
        "sound": all(each.sound for each in templates),
        "templates": [_object(each) for each in templates],
    }
    return json.dumps(told, ensure_ascii=False, indent=2) + "\n"


def _object(checked: Checked) -> dict[str, object]:
    return {
        "template": checked.template,
        "papers": list(checked.papers),
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
