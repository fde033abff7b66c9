"""Rules about how a document is built: headings, lists, spacing, contents."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from compiler.domain.finding import Severity
from compiler.domain.text import fold
from compiler.render.access.barrier import Place, Point, Rule, elsewhere, quoted
from compiler.render.access.word_model import Paragraph, Word

_LONG_WORDS, _LONG_HEADINGS, _FEW_HEADINGS = 2500, 12, 4
_LONGEST_HEADING = 100
_TYPED_NUMBER = re.compile(r"\s*(\(?(\d{1,3}|[a-z]|[ivx]{1,5})[.)]|[-–—•·●○▪■*o➢✓])(\s+|\t)\S", re.IGNORECASE)
_SPACES = re.compile(r"[ \u00a0\u2002\u2003]{3,}|\t.*\t")
_PIECES = re.compile(r"[,;|·•:\t\n]|\s[–—-]\s")
_NOT_HEADINGS = ("title", "subtitle", "caption", "toc", "quote", "list", "header", "footer", "signature")


def _one_first(word: Word) -> Iterator[Point]:
    first = [each for each in word.headings if each.level == 1]
    if not word.headings:
        yield Point(Place(), "No paragraph is marked as a heading.")
    elif not first:
        yield Point(word.headings[0].place, f"The highest heading, {quoted(word.headings[0].text)}, is not of level 1.")
    elif word.headings[0].level != 1:
        yield Point(word.headings[0].place, f"{quoted(word.headings[0].text)} stands before the heading of level 1.")
    for each in first[1:2]:
        more = elsewhere(*(other.place for other in first[1:]))
        yield Point(each.place, f"{quoted(each.text)} is one more heading of level 1.{more}", each.text)


def _skipped(word: Word) -> Iterator[Point]:
    told = [each for each in word.headings if each.text.strip()]
    for before, each in pairwise(told):
        if each.level > before.level + 1:
            said = f"The heading {quoted(each.text)} is of level {each.level}, after one of level {before.level}."
            yield Point(each.place, said, each.text)


def _empty_heading(word: Word) -> Iterator[Point]:
    for each in word.headings:
        if not each.text.strip() and not each.ends_section:
            yield Point(each.place, f"A paragraph marked as a heading of level {each.level} is empty.")


def _fake(word: Word) -> Iterator[Point]:
    for each, after in pairwise((*word.body, None)):
        if each is not None and after is not None and _poses(each) and not _poses(after) and not after.blank:
            yield Point(each.place, f"{quoted(each.text)} is bold and stands like a heading, but is none.", each.text)


def _poses(paragraph: Paragraph) -> bool:
    """Whether a paragraph only looks like a heading: short, all of it bold, no full stop, no style of another kind."""
    text = paragraph.text.strip()
    if paragraph.level or not text or len(text) > _LONGEST_HEADING or text[-1] in ".:;,?!]" or paragraph.fields:
        return False
    if paragraph.kind.startswith(_NOT_HEADINGS) or paragraph.numbered or paragraph.holds or paragraph.named:
        return False
    return all(each.bold for each in paragraph.stretches if each.text.strip())


def _blank_lines(word: Word) -> Iterator[Point]:
    run: list[Paragraph] = []
    for each in (*word.body, None):
        if each is not None and each.blank and not each.level and not each.parts:
            run.append(each)
            continue
        if run:
            many = f"{len(run)} empty paragraphs stand" if len(run) > 1 else "An empty paragraph stands"
            yield Point(run[0].place, f"{many} for space.")
            run = []
        if each is not None and each.breaks:
            yield Point(each.place, f"Empty lines in {quoted(each.text)} stand for space.")


def _space_runs(word: Word) -> Iterator[Point]:
    for each in word.paragraphs:
        if each.place.part or "TOC" in each.fields or each.kind.startswith("toc"):
            continue
        if _SPACES.search(each.text.strip(" ")):
            yield Point(each.place, f"{quoted(each.text)} is set out with tabs or several spaces in a row.", each.text)


def _typed_list(word: Word) -> Iterator[Point]:
    """Two or more paragraphs in a row that begin with a number or a sign that somebody typed."""
    for items in _in_a_row(word.body):
        said = f"{quoted(items[0].text)} begins with a number or sign that was typed."
        yield Point(items[0].place, said + elsewhere(*(each.place for each in items)), items[0].text)


def _in_a_row(paragraphs: Sequence[Paragraph]) -> Iterator[list[Paragraph]]:
    found: list[Paragraph] = []
    for each in paragraphs:
        if not each.level and not each.numbered and not each.fields and _TYPED_NUMBER.match(each.text):
            found.append(each)
        elif not each.blank:
            if len(found) > 1:
                yield found
            found = []
    if len(found) > 1:
        yield found


def _no_contents(word: Word) -> Iterator[Point]:
    words = sum(len(each.text.split()) for each in word.paragraphs)
    headings = len(word.headings)
    long = headings > _LONG_HEADINGS or (words > _LONG_WORDS and headings >= _FEW_HEADINGS)
    if long and not any(each.kind == "TOC" for each in word.fields):
        yield Point(Place(), f"The paper has {headings} headings and {words:,} words, and no table of contents.")


def _justified(word: Word) -> Iterator[Point]:
    found = [each for each in word.paragraphs if each.alignment in ("both", "distribute") and each.text.strip()]
    sections: dict[str, list[Paragraph]] = {}
    for each in found:
        sections.setdefault(each.place.section, []).append(each)
    for same in sections.values():
        said = f"{quoted(same[0].text)} is justified."
        yield Point(same[0].place, said + elsewhere(*(each.place for each in same)), same[0].text)


def _only_outside(word: Word) -> Iterator[Point]:
    body = " ".join(each.text for each in word.paragraphs if not _outside(each))
    said = fold(f"{body} {word.paper.title}")
    for each in word.paragraphs:
        if not _outside(each):
            continue
        for piece in _PIECES.split(each.typed):
            words = fold(piece)
            if len(words.split()) > 1 and words != "page of" and not _stands_in(words.split(), said):
                yield Point(each.place, f"{quoted(piece.strip())} stands in a header or footer only.", piece.strip())
                said += f" {words}"


def _stands_in(words: Sequence[str], said: str) -> bool:
    """Whether the words, or stretches of at least two of which they are made, stand in the text; the last word may
    stand by itself."""
    if len(words) == 1:
        return f" {words[0]} " in f" {said} "
    longest = next((end for end in range(len(words), 1, -1) if " ".join(words[:end]) in said), 0)
    return longest > 0 and (longest == len(words) or _stands_in(words[longest:], said))


def _outside(paragraph: Paragraph) -> bool:
    return paragraph.place.part.startswith(("header", "footer "))


def _other_language(word: Word) -> Iterator[Point]:
    main = word.paper.language.casefold()
    groups: dict[tuple[str, str], list[Place]] = {}
    first: dict[tuple[str, str], str] = {}
    for each in word.paper.stretches:
        language = each.language
        if language and language.casefold() != main and language.casefold().startswith("en-") and each.text.strip():
            key = (each.place.section, language)
            groups.setdefault(key, []).append(each.place)
            first.setdefault(key, each.text)
    for key, places in groups.items():
        yield Point(places[0], f"{quoted(first[key])} is marked as '{key[1]}'.{elsewhere(*places)}", first[key])


WORD_OUTLINE_RULES = (
    Rule(
        "A201",
        "Words in another English",
        Severity.WARNING,
        "A screen reader changes its voice and its pronunciation where the language changes",
        "WCAG 2.2, 3.1.2 Language of Parts",
        "Words in one language are marked as one language; Welsh or French words may be marked as theirs.",
        "Select the words, choose Review, Language, Set Proofing Language, English (United Kingdom).",
        _other_language,
    ),
    Rule(
        "A202",
        "Not one heading of level 1",
        Severity.ERROR,
        "Readers jump from heading to heading, and the first level is the title of the paper",
        "WCAG 2.2, 1.3.1 Info and Relationships; 2.4.6 Headings and Labels",
        "A paper has one heading of level 1, its title, before all others.",
        "Give the title the style Heading 1 (or Title with outline level 1), and the sections Heading 2 and so on.",
        _one_first,
    ),
    Rule(
        "A203",
        "A heading level skipped",
        Severity.ERROR,
        "Who jumps from heading to heading thinks that a part is missing",
        "WCAG 2.2, 1.3.1 Info and Relationships",
        "A heading is at most one level below the one before it.",
        "Give it the style of the next level.",
        _skipped,
    ),
    Rule(
        "A204",
        "An empty heading",
        Severity.ERROR,
        "A screen reader announces a heading and then says nothing",
        "WCAG 2.2, 2.4.6 Headings and Labels",
        "A paragraph with the style of a heading has words.",
        "Write the heading, or give the paragraph the style Normal or take it out.",
        _empty_heading,
    ),
    Rule(
        "A205",
        "Bold words that pose as a heading",
        Severity.WARNING,
        "What is only bold is no heading to a screen reader, and is in no contents",
        "WCAG 2.2, 1.3.1 Info and Relationships",
        "Headings have the styles Heading 1, Heading 2 and so on.",
        "Give the paragraph the heading style of its level.",
        _fake,
    ),
    Rule(
        "A206",
        "Justified words",
        Severity.WARNING,
        "The uneven spaces of justified lines run together into rivers that hinder readers with dyslexia",
        "WCAG 2.2, 1.4.8 Visual Presentation; GOV.UK, Publishing accessible documents",
        "Words are aligned on the left.",
        "Align the style, or the paragraph, on the left.",
        _justified,
    ),
    Rule(
        "A207",
        "Empty paragraphs for space",
        Severity.WARNING,
        "A screen reader says 'blank' at each of them, and a reader may think that the paper has ended",
        "WCAG 2.2, 1.3.1 Info and Relationships; 1.3.2 Meaningful Sequence",
        "Space stands before or after a paragraph by its style.",
        "Take the empty lines out and set the spacing of the style, or a page break before the paragraph.",
        _blank_lines,
    ),
    Rule(
        "A208",
        "Tabs or spaces that set out words",
        Severity.WARNING,
        "Columns made of spaces are read straight through, and fall apart when the letters are enlarged",
        "WCAG 2.2, 1.3.2 Meaningful Sequence",
        "What stands in columns is a table; what is set in is so by its style.",
        "Make a table of it, or set the indent of the style.",
        _space_runs,
    ),
    Rule(
        "A209",
        "Numbers or signs of a list typed by hand",
        Severity.WARNING,
        "A screen reader announces a list and how many items it has only where a program made it one",
        "WCAG 2.2, 1.3.1 Info and Relationships",
        "A list has the style of a list, which gives it its numbers or signs.",
        "Select the items, take the typed signs out, and choose a list style.",
        _typed_list,
    ),
    Rule(
        "A210",
        "A long paper without contents",
        Severity.WARNING,
        "Who cannot leaf through a paper needs the contents to find the part wanted",
        "WCAG 2.2, 2.4.5 Multiple Ways; GOV.UK, Publishing accessible documents",
        "A paper of more than 12 headings or 2,500 words has a table of contents.",
        "In Word choose References, Table of Contents.",
        _no_contents,
    ),
    Rule(
        "A211",
        "Words in a header or footer only",
        Severity.WARNING,
        "Most screen readers pass over headers and footers",
        "WCAG 2.2, 1.3.2 Meaningful Sequence; GOV.UK, Publishing accessible documents",
        "What stands in a header or footer stands in the text too.",
        "Say it in the text as well, at the beginning for what holds of the whole paper.",
        _only_outside,
    ),
)
"""The rules about how a document is built."""
