"""Which way an indicator is better: as its own row says, else as the council's profile has it for its reference."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Final

from compiler.domain.record import Record
from compiler.domain.reference import Reference, ReferenceList, Schemes, read_references
from compiler.domain.text import fold, nearest
from compiler.domain.verdict import Polarity
from compiler.profile.model import Profile

if TYPE_CHECKING:  # what reads settings is loaded where they are read
    from compiler.profile.build import Problems

LISTS: Final[Mapping[str, Polarity]] = {
    "higher": Polarity.HIGHER,
    "lower": Polarity.LOWER,
    "none": Polarity.NONE,
}
"""The lists of `[polarity]`: references of which higher, lower or neither is better."""

_WORDS = {"higher": Polarity.HIGHER, "lower": Polarity.LOWER, "neither": Polarity.NONE, "none": Polarity.NONE}


def polarity_of(profile: Profile, record: Record) -> Polarity:
    """Which way an indicator is better; none where neither its row nor the profile says so.

    What the row says wins, also where it says 'Neither'.
    """
    said = polarity_on_row(record)
    return polarity_by_reference(profile, record) if said is None else said


def polarity_on_row(record: Record) -> Polarity | None:
    """Which way is better in the row's own column ('Higher', 'Lower is better'); None where it does not say."""
    words = fold(record.text("polarity")).split()
    return _WORDS.get(words[0]) if words else None


def polarity_by_reference(profile: Profile, record: Record) -> Polarity:
    """Which way is better by the profile's `[polarity]`; none where it does not name the row's one reference."""
    read = record.read("reference", ReferenceList)
    only = read.only if read is not None else None
    return profile.polarities.get(only, Polarity.NONE) if only is not None else Polarity.NONE


def read_polarities(table: Any, schemes: Schemes, problems: Problems) -> dict[Reference, Polarity]:
    """The references of `[polarity]` with the way that is better; what cannot be read or stands twice is a problem."""
    found: dict[Reference, Polarity] = {}
    if not isinstance(table, Mapping):
        problems.add("polarity", f"should be a table, but '{table}' stands there")
        return found
    for name, words in table.items():
        path = f"polarity.{name}"
        if name not in LISTS:
            close = nearest(name, list(LISTS))
            hint = f"did you mean '{close}'?" if close else f"the lists are {', '.join(LISTS)}"
            problems.add(path, f"the list '{name}' is not known here; {hint}")
        elif not isinstance(words, list):
            problems.add(path, f"should be a list in square brackets, but '{words}' stands there")
        else:
            for number, word in enumerate(words, 1):
                _take(found, str(word), LISTS[name], schemes, f"{path}[{number}]", problems)
    return found


def _take(
    found: dict[Reference, Polarity], word: str, polarity: Polarity, schemes: Schemes, path: str, problems: Problems
) -> None:
    """Add the references of one entry, which may be a range."""
    read = read_references(word, schemes)
    if not read.references or read.unread or read.words:
        problems.add(path, f"no reference of an indicator can be read from '{word}'; write it like {_like(schemes)}")
    for reference in read.distinct:
        if schemes[reference.scheme].of != "indicator":
            problems.add(path, f"'{reference}' stands for '{schemes[reference.scheme].of}', not for an indicator")
        elif reference in found:
            said = "twice" if found[reference] is polarity else f"in two lists, also under '{_name(found[reference])}'"
            problems.add(path, f"'{reference}' stands {said}; leave it in one place")
        else:
            found[reference] = polarity


def _name(polarity: Polarity) -> str:
    return next(name for name, each in LISTS.items() if each is polarity)


def _like(schemes: Schemes) -> str:
    forms = [f"'{scheme.example}'" for scheme in schemes.of("indicator")]
    return " or ".join(forms[:3]) or "one of a scheme; the profile declares none"
