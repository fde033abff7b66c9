"""The house style of sentences: what an editor would mark in the words that the report makes itself.

Words that teams returned are theirs and are never marked: they stand for one word each.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial

from compiler.domain.frozen import dataclass
from compiler.domain.language import Language
from compiler.domain.regex import regex
from compiler.profile.phrase_bank import PhraseBank
from compiler.report.blocks import Block, Chart, Figure, Inline, Matrix, Paragraph, Report, Table, Words
from compiler.report.phrases.worded import Worded

MOST_WORDS = 25
"""A sentence has fewer words than this."""
_THEIRS = "◇"
"""Stands for words that are not the bank's own."""
_PLACE = regex(r"\{[^}]*\}")
_COUNTED = ("count", "share", "sum", "difference")
_ENDS = regex(r"(?<=[.!?])[”’)]*\s+(?=[A-Z◇“‘▲\d])")
_LIST = regex(r"◇(?:(?:, |; | and | or )◇)+")
_JOINT = regex(r"[\s.,;:()“”‘’–-]*(?:and|or)?[\s.,;:()“”‘’–-]*")
_MONTHS = "January|February|March|April|May|June|July|August|September|October|November|December"

_DIGITS = tuple("0123456789")


@dataclass(frozen=True, slots=True)
class _Mark:
    """A fault, how it is recognised, and what stands in each sentence that has it: others need not be searched."""

    fault: str
    hints: tuple[str, ...]
    pattern: re.Pattern[str]


_MARKS = (
    _Mark("two spaces follow each other", ("  ",), regex(r"  ")),
    _Mark(
        "a space stands before a stop or comma",
        (" .", " ,", " ;", " :", " !", " ?"),
        regex(r" [.,;:!?](?:\s|$)"),
    ),
    _Mark(
        "two stops follow each other",
        ("..", ",,", ".,", ",.", ";.", ":."),
        regex(r"\.\.(?!\.)|,,|\.,|,\.|;\.|:\.\s"),
    ),
    _Mark("'&' should be 'and'", ("&",), regex(r"&")),
    _Mark(
        "write 'for example', 'that is' or 'and so on'",
        ("e.g", "E.g", "i.e", "I.e", "etc"),
        regex(r"\b(?:e\.g|i\.e|etc)\b", re.IGNORECASE),
    ),
    _Mark("a range should be written with 'to'", tuple("-–—"), regex(r"\d ?[-–—] ?\d")),
    _Mark(
        "a date should be written like 4 June 2017",
        _DIGITS,
        regex(
            r"\b\d{4}-\d\d-\d\d\b|\b\d{1,2}/\d{1,2}/\d{2,4}\b|\b\d{1,2}(?:st|nd|rd|th)\b"
            rf"|\b(?:{_MONTHS}) \d{{1,2}}\b(?!\d)"
        ),
    ),
    _Mark("'%' should stand close to its figure", (" %", "cent"), regex(r"\d\s+%|\bper ?cent\b")),
    _Mark(
        "a number below 10 should be in words",
        _DIGITS[1:],
        regex(
            rf"(?<![\w.,/£%])(?<!\bTable )(?<!\bChart )(?<!\bQuarter )(?<!\bMonth )(?<!\bsection )(?<!\bPart )[1-9]"
            rf"(?![\w.,/%:)])(?! (?:{_MONTHS}))"
        ),
    ),
    _Mark(
        "words of the program stand in it",
        ("None", "True", "False", "nan", "NaT", "__", "<", "[]", "{", "}"),
        regex(r"\bNone\b(?! (?:is|of|has)\b)|\b(?:True|False|nan|NaT)\b|__|<\w+|\[\]|\{|\}"),
    ),
)
_ACRONYM = regex(r"(?<![\w◇])[A-Z]{2,6}s?(?![\w◇])")
_PAIRS = (("(", ")"), ("“", "”"), ("[", "]"))


@dataclass(frozen=True, slots=True)
class StyleNote:
    """What an editor would mark: the phrase, where it stands in the bank, what is wrong, and the sentence."""

    phrase: str
    file: str
    line: int
    fault: str
    sentence: str

    def __str__(self) -> str:
        return f"{self.file}, line {self.line}: {self.phrase}: {self.fault}: “{self.sentence}”"


def house_style(report: Report, bank: PhraseBank, glossary: Iterable[str] = ()) -> tuple[StyleNote, ...]:
    """What is against house style in the report's own sentences, each fault of a wording once.

    `glossary` are the acronyms that the profile explains.
    """
    known = frozenset(glossary)
    found: dict[tuple[str, int, str], StyleNote] = {}
    seen: set[tuple[str, int, str]] = set()
    for words in _all_words(report.blocks):
        for source, sentence, plain in _sentences(words):
            said = source.phrase, source.variant, sentence
            if said in seen:
                continue
            seen.add(said)
            for fault in faults(sentence, known):
                variant = bank.phrase(source.phrase).variants[source.variant]
                note = StyleNote(source.phrase, variant.file, variant.line, fault, plain())
                found.setdefault((source.phrase, source.variant, fault), note)
    return tuple(found.values())


def term_style(language: Language, glossary: Iterable[str] = ()) -> Iterator[tuple[str, str]]:
    """What is against house style in a format's own words for headings, captions and labels, by the words that they
    stand for; what is so in those too is meant. A language other than English has a style of its own."""
    known = frozenset(glossary)
    for words, own in language.terms.items() if language.code.startswith("en") else ():
        meant = set(faults(_unfilled(words), known))
        yield from ((words, fault) for fault in faults(_unfilled(own), known) if fault not in meant)


def _unfilled(words: str) -> str:
    return _PLACE.sub(_THEIRS, words)


def faults(sentence: str, known: frozenset[str] = frozenset()) -> Iterator[str]:
    """What is against house style in one sentence, in which ◇ stands for each word that is not ours."""
    for mark in _MARKS:
        if any(hint in sentence for hint in mark.hints) and mark.pattern.search(sentence):
            yield mark.fault
    for opening, closing in _PAIRS:
        if sentence.count(opening) != sentence.count(closing):
            yield f"{opening} and {closing} should come in pairs"
    number = len(_LIST.sub(_THEIRS, sentence).split(":")[0].split())
    if number >= MOST_WORDS:
        yield f"{number} words are too many; a sentence has fewer than {MOST_WORDS}"
    for short in _ACRONYM.findall(sentence):
        if short not in known and short.rstrip("s") not in known:
            yield f"'{short}' is in no glossary of the profile: write it out, or put it there"


def _all_words(blocks: Iterable[Block]) -> Iterator[Words]:
    for block in blocks:
        if isinstance(block, Paragraph):
            yield block.words
        elif isinstance(block, Table | Matrix):
            yield block.note
        elif isinstance(block, Chart):
            yield block.description
            yield block.note


def _sentences(words: Words) -> Iterator[tuple[Worded, str, Callable[[], str]]]:
    """Every sentence with words of the bank: the first of them, the sentence with ◇, and how it is printed, which is
    put together for those alone that something is said of."""
    if not any(isinstance(inline, Worded) and not inline.place for inline in words):
        return
    pieces = [_piece(inline) for inline in words]
    whole = "".join([text for text, _ in pieces])
    sources = list(_of_the_bank(words, pieces))
    begins = 0
    for ends in (*(found.end() for found in _ENDS.finditer(whole)), len(whole)):
        source = next((each for each, first, last in sources if first < ends and last > begins), None)
        if source is not None:
            yield source, whole[begins:ends].strip(), partial(_printed, pieces, begins, ends)
        begins = ends


_Piece = tuple[str, str]
"""A piece of a sentence as it is checked, and as it is printed."""


def _piece(inline: Inline) -> _Piece:
    plain = inline if isinstance(inline, str) else inline.text
    return plain if _is_ours(inline) else _THEIRS, plain


def _of_the_bank(words: Words, pieces: Sequence[_Piece]) -> Iterator[tuple[Worded, int, int]]:
    """The words of the bank, with the places of the checked text between which they stand."""
    at = 0
    for inline, (text, _) in zip(words, pieces, strict=True):
        if text and isinstance(inline, Worded) and not inline.place:
            yield inline, at, at + len(text)
        at += len(text)


def _is_ours(inline: Inline) -> bool:
    if isinstance(inline, Worded):
        return not inline.place
    if isinstance(inline, Figure):
        return inline.how.startswith(_COUNTED)
    return isinstance(inline, str) and _JOINT.fullmatch(inline) is not None


def _printed(pieces: Sequence[_Piece], begins: int, ends: int) -> str:
    """What is printed between two places of the checked text, the bank's own words cut to it."""
    at, said = 0, []
    for text, plain in pieces:
        first, last = max(begins - at, 0), min(ends - at, len(text))
        if first < last:
            said.append(plain[first:last] if text == plain else plain)
        at += len(text)
    return "".join(said).strip()
