"""The phrase bank: `phrases.toml` beside a profile, in which the officer words every sentence that the report makes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from compiler.domain.frozen import dataclass
from compiler.domain.text import nearest
from compiler.profile.build import Problem, Problems
from compiler.profile.phrase_bank import Layer, PhraseBank
from compiler.profile.phrase_conditions import Test, Unreadable, names, read_condition
from compiler.profile.phrase_reach import never_reached, wrongly_compared
from compiler.profile.phrase_words import Piece, places_in, read_words

FILE = "phrases.toml"
_PLACES = "places"
_ENTRY = ("used", "places", "say")
_VARIANT = ("when", "say", "write")


@dataclass(frozen=True, slots=True)
class Variant:
    """One wording of a phrase: when it is used (None: always), what is said, and what is left to the officer."""

    when: Test | None
    say: tuple[Piece, ...]
    write: tuple[Piece, ...]
    file: str
    line: int
    text: str


@dataclass(frozen=True, slots=True)
class Phrase:
    """A sentence of the report in its variants, the first of which holds is used; `places` are what it may name."""

    key: str
    used: str
    places: tuple[str, ...]
    variants: tuple[Variant, ...]


@dataclass(frozen=True, slots=True)
class Read:
    """A bank as it was read: its phrases by key, what is wrong in its files, and the places by what they hold."""

    phrases: Mapping[str, Phrase]
    problems: tuple[Problem, ...]
    numbers: Mapping[str, str]
    words: Mapping[str, str]


def read_phrases(chain: Iterable[Path], folders: Iterable[Path]) -> PhraseBank:
    """The bank of a profile: the files beside it and those that it extends, above the one that the program brings.

    A copy of the base in an officer's folder may be older than the program: what it has not, the program's own has.
    """
    paths = [folder / FILE for folder in chain]
    own = [folder / "base" / FILE for folder in folders if (folder / "base" / FILE).is_file()]
    paths += own[-1:]
    there = [path for path in dict.fromkeys(path.resolve() for path in paths) if path.is_file()]
    layers = [Layer(f"{path.parent.name}/{FILE}", _text(path)) for path in there]
    return PhraseBank((*(each for each in layers[:-1] if each.text != layers[-1].text), *layers[-1:]))


def _text(path: Path) -> str:
    return path.read_bytes().decode("utf-8", errors="replace")


def read_layers(layers: Sequence[Layer]) -> Read:
    """What the files of a bank say: the lowest first, each over those beneath it."""
    tables = tuple(map(_told, layers))
    base = _base_of(tables[-1][0] if tables else {})
    phrases: dict[str, Phrase] = {}
    found: list[Problem] = []
    for layer, told in zip(reversed(layers), reversed(tables), strict=True):
        phrases |= _Reading(layer, told, base, found).phrases(phrases)
    return Read(phrases, tuple(found), base.numbers, base.words)


# --- the program's own bank says which phrases and places there are ---------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Base:
    """What may be said: the places by what they hold, and which of them each phrase may use."""

    numbers: Mapping[str, str]
    words: Mapping[str, str]
    allowed: Mapping[str, tuple[str, ...]]


def _base_of(table: Mapping[str, Any]) -> _Base:
    places = table.get(_PLACES, {})
    allowed = {key: tuple(entry.get("places", ())) for key, entry in _entries(table) if isinstance(entry, Mapping)}
    return _Base(places.get("numbers", {}), places.get("words", {}), allowed)


_Told = tuple[dict[str, Any], tuple[Problem, ...]]
"""The tables of a file, and why it has none."""


def _told(layer: Layer) -> _Told:
    if "�" in layer.text:
        return {}, (Problem(layer.name, "", "the file is not saved as UTF-8; save it again with that encoding"),)
    from compiler.profile.toml import NotToml, read_toml

    try:
        return read_toml(layer.text), ()
    except NotToml as fault:
        return {}, (Problem(layer.name, "", f"the file cannot be read as TOML: {fault}"),)


def _entries(table: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
    """Every phrase by its key: the name of its group, a point, its own name."""
    for group, entries in table.items():
        if group == _PLACES:
            continue
        if not isinstance(entries, Mapping) or "say" in entries:
            yield group, entries
            continue
        yield from ((f"{group}.{name}", entry) for name, entry in entries.items())


# --- reading one file -------------------------------------------------------------------------------------------------


class _Reading:
    """Reads one file over those beneath it, and notes what is wrong in it."""

    def __init__(self, layer: Layer, told: _Told, base: _Base, found: list[Problem]) -> None:
        self.layer, self.base, self.found = layer, base, found
        self.table, faults = told
        self.found += faults
        self.lines, self.settings = layer.text.splitlines(), Problems(layer.name, layer.text)
        tables = ((number, line) for number, line in enumerate(self.lines, 1) if line.startswith("["))
        self.headers = {line.split("#")[0].strip().strip("[]"): number for number, line in tables}
        self.own = dict(_entries(self.table)) if self.table else {}
        self.numbers = frozenset(base.numbers)

    def phrases(self, below: Mapping[str, Phrase]) -> dict[str, Phrase]:
        """The phrases of this file; a place where it is silent has what the files beneath it say."""
        made = {}
        for key, entry in self.own.items():
            if key not in self.base.allowed:
                self._unknown(key, key, list(self.base.allowed), "there is no phrase")
            elif (phrase := self._phrase(key, entry, below.get(key))) is not None:
                made[key] = phrase
        return made

    def _phrase(self, key: str, entry: Any, below: Phrase | None) -> Phrase | None:
        if not isinstance(entry, Mapping):
            self._note(key, f'a phrase is a table: write [{key}] and under it say = "…"')
            return below
        for name in entry:
            if name not in _ENTRY:
                self._unknown(f"{key}.{name}", name, list(_ENTRY), "there is no setting")
        variants = self._variants(key, entry)
        if not variants:
            return below
        used = str(entry.get("used", below.used if below else ""))
        return Phrase(key, used, self.base.allowed[key], variants)

    def _variants(self, key: str, entry: Mapping[str, Any]) -> tuple[Variant, ...]:
        said = entry.get("say")
        if isinstance(said, str):
            said = [{"say": said}]
        if not isinstance(said, list) or not said:
            self._note(f"{key}.say", 'the words are missing: write say = "…" or say = [ { when = "…", say = "…" }, … ]')
            return ()
        many = len(said) > 1
        made = [
            self._variant(key, each, self._line_of(key, place if many else 0)) for place, each in enumerate(said, 1)
        ]
        if all(made):
            self._reach(key, [each for each in made if each])
        return tuple(each for each in made if each)

    def _variant(self, key: str, table: Any, line: int) -> Variant | None:
        if isinstance(table, str):
            table = {"say": table}
        if not isinstance(table, Mapping) or not any(isinstance(table.get(name), str) for name in ("say", "write")):
            self._at(key, line, 'a variant needs words: { when = "…", say = "…" } or { when = "…", write = "…" }')
            return None
        for name, value in table.items():
            if name not in _VARIANT:
                close = nearest(name, _VARIANT)
                self._at(key, line, f"there is no setting '{name}'{f'; did you mean {close!r}?' if close else ''}")
            elif not isinstance(value, str):
                self._at(key, line, f"'{name}' should be words in quotation marks, but '{value}' stands there")
                return None
        when, readable = self._condition(key, table.get("when"), line)
        said, write = (self._words(key, table.get(name, ""), line) for name in ("say", "write"))
        if not readable or said is None or write is None:
            return None
        return Variant(when, said, write, self.layer.name, line, table.get("say", "") or table.get("write", ""))

    def _words(self, key: str, text: str, line: int) -> tuple[Piece, ...] | None:
        if "{" not in text and "}" not in text:
            return (text,) if text else ()
        try:
            pieces = read_words(text, self.numbers)
        except Unreadable as fault:
            self._at(key, line, str(fault))
            return None
        return pieces if self._known(key, places_in(pieces), line) else None

    def _condition(self, key: str, text: str | None, line: int) -> tuple[Test | None, bool]:
        """The condition of a variant (None where it has none), and whether it can be used."""
        if text is None:
            return None, True
        try:
            test = read_condition(text)
        except Unreadable as fault:
            self._at(key, line, f"the condition “{text}” cannot be read: {fault}")
            return None, False
        if not self._known(key, names(test), line):
            return None, False
        wrong = wrongly_compared(test, self.numbers)
        if wrong:
            self._at(key, line, wrong)
        return test, not wrong

    def _known(self, key: str, used: Iterable[str], line: int) -> bool:
        allowed = self.base.allowed[key]
        unknown = [name for name in dict.fromkeys(used) if name not in allowed]
        for name in unknown:
            close = nearest(name, allowed)
            hint = f"did you mean {{{close}}}?" if close else f"this phrase has {_listed(allowed)}"
            self._at(key, line, f"there is no place {{{name}}} in this phrase; {hint}")
        return not unknown

    def _reach(self, key: str, made: Sequence[Variant]) -> None:
        """What can never be used, and what would be left unsaid."""
        if made[-1].when is not None:
            self._at(key, made[-1].line, "the last variant has a condition too: end with one that has no 'when'")
        tests = [each.when for each in made]
        for place in never_reached(tests, self.numbers):
            self._at(key, made[place].line, "this variant can never be used: one above it holds whenever it does")

    # --- noting what is wrong

    def _unknown(self, path: str, name: str, there: list[str], what: str) -> None:
        close = nearest(name, there)
        self._note(path, f"{what} '{name}'; " + (f"did you mean '{close}'?" if close else "look into the base bank"))

    def _note(self, path: str, message: str) -> None:
        self._at(path, self.settings.line(path), message)

    def _at(self, path: str, line: int, message: str) -> None:
        self.found.append(Problem(self.layer.name, path, message, line))

    def _line_of(self, key: str, variant: int) -> int:
        """The line of the words of a phrase, or of its nth variant where it has several."""
        start = self.headers.get(key, 0)
        for number, line in enumerate(self.lines[start:], start + 1):
            if line.startswith("["):
                break
            if variant and line.lstrip().startswith("{"):
                variant -= 1
                if not variant:
                    return number
            elif not variant and line.split("=")[0].strip() == "say":
                return number
        return start


def _listed(names: Sequence[str]) -> str:
    return ", ".join(f"{{{name}}}" for name in names) or "no places"
