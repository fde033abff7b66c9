"""The documents behind a format, and where in them each rule is borne out: `sources.toml` beside a profile."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any

from compiler.domain.frozen import dataclass, field
from compiler.domain.text import nearest
from compiler.profile.build import Problem, Problems, keyed
from compiler.profile.model import Citation, Document
from compiler.profile.toml import NotToml, read_toml, settings_text

FILE = "sources.toml"
_RULES = "rule"


@dataclass(frozen=True, slots=True)
class Sources:
    """The documents by their keys, and for each rule's code the passage that bears it out.

    `problems` are of the file and its documents; `remarks` are of citations, which are left out and stop nothing.
    """

    documents: Mapping[str, Document] = field(default_factory=dict)
    citations: Mapping[str, Citation] = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()
    remarks: tuple[Problem, ...] = ()


def read_sources(folders: Iterable[Path], known: Callable[[str], bool] = lambda code: True) -> Sources:
    """The sources of a profile and of those that it extends, the outermost first: what it says itself comes first.

    `known` says whether a rule has a code. A citation of another rule, or of no document, is a remark at its line.
    """
    documents: dict[str, Document] = {}
    citations: dict[str, Citation] = {}
    problems: list[Problem] = []
    remarks: list[Problem] = []
    for folder in reversed(list(folders)):
        told = _tables(folder)
        documents |= keyed(
            Document, {key: table for key, table in told.tables.items() if key != _RULES}, "", told.found
        )
        citations |= _citations(told, documents, known)
        problems += told.found.found
        remarks += told.cited.found
    return Sources(documents, citations, tuple(problems), tuple(remarks))


@dataclass(frozen=True, slots=True)
class _Told:
    """One file: its tables, what is wrong in it and its documents, and what is wrong in its citations."""

    tables: Mapping[str, Any]
    found: Problems
    cited: Problems


def _tables(folder: Path) -> _Told:
    """The tables of one folder's file; none where there is no such file, or where it cannot be read."""
    path = folder / FILE
    if not path.is_file():
        return _Told({}, Problems(FILE), Problems(FILE))
    name = f"{folder.name}/{FILE}"
    try:
        text = settings_text(path)
        return _Told(read_toml(text), Problems(name, text), Problems(name, text))
    except NotToml as fault:
        problems = Problems(name)
        problems.add("", f"the file cannot be read as TOML: {fault}")
        return _Told({}, problems, Problems(name))


def _citations(told: _Told, documents: Mapping[str, Document], known: Callable[[str], bool]) -> dict[str, Citation]:
    """The citations in which nothing is wrong, by the code of their rule."""
    tables, problems = told.tables.get(_RULES, {}), told.cited
    if not isinstance(tables, Mapping):
        problems.add(_RULES, f"should be a table of rules by their codes, but '{tables}' stands there")
        return {}
    sound = {}
    for code, citation in keyed(Citation, tables, _RULES, problems).items():
        before = len(problems.found)
        _check_citation(code, citation, documents, known, problems)
        if len(problems.found) == before:
            sound[code] = citation
    return sound


def _check_citation(
    code: str,
    citation: Citation,
    documents: Mapping[str, Document],
    known: Callable[[str], bool],
    problems: Problems,
) -> None:
    if not known(code):
        problems.add(f"{_RULES}.{code}", f"no rule has the code '{code}'")
    if citation.document not in documents:
        close = nearest(citation.document, documents)
        hint = f"did you mean '{close}'?" if close else f"there are {', '.join(documents) or 'none'}"
        problems.add(f"{_RULES}.{code}.document", f"there is no document '{citation.document}'; {hint}")
    if bool(citation.seen) == bool(citation.asked):
        problems.add(f"{_RULES}.{code}", "give either 'seen', what stands there, or 'asked', what it asks for")


def cited(documents: Mapping[str, Document], citation: Citation) -> str:
    """A citation as a person would give it: title, whose it is, date and section, then what stands there."""
    document = documents[citation.document]
    title = f"{document.title} ({document.by})" if document.by else document.title
    place = ", ".join(part for part in (title, _day(document.date), citation.section) if part)
    return f"{'Seen in' if citation.seen else 'Asked for in'}: {place}: {citation.seen or citation.asked}."


def _day(date: str) -> str:
    """A date as it is written out, '20 May 2008'; a year or month alone as it stands."""
    try:
        day = dt.date.fromisoformat(date)
    except ValueError:
        return date
    return f"{day.day} {day:%B %Y}"
