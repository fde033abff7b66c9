"""A due date told in the columns of `when_phrases.tsv`."""

from __future__ import annotations

from compiler.domain.when import When

HEADING = ("phrase", "where", "kind", "start", "end", "said")


def columns(when: When) -> tuple[str, str, str, str]:
    """Kind, start, end, and everything else that the reading says."""
    return when.kind.value, _day(when.start), _day(when.end), "; ".join(_said(when))


def _day(day: object) -> str:
    return str(day) if day else "-"


def _said(when: When) -> list[str]:
    said = [f"note: {note}" for note in when.notes]
    named = ("problem", "suggestion", "unread", "cycle", "depends_on")
    said += [f"{name.replace('_', ' ')}: {value}" for name in named if (value := getattr(when, name))]
    return said + [f"part: {' '.join(columns(part)).strip()}" for part in when.parts]
