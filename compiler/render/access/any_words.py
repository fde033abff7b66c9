"""Rules about the words of any paper: its title and language, and how its words look."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence

from compiler.domain.finding import Severity
from compiler.domain.text import fold
from compiler.render.access.barrier import Place, Point, Rule, elsewhere, quoted
from compiler.render.access.paper import Paper, Stretch
from compiler.render.word.colour import contrast

_WANTED = "en-gb"
_SMALLEST = 12
_LARGE, _LARGE_BOLD = 18, 14
_ENOUGH, _ENOUGH_LARGE = 4.5, 3.0
_NO_TITLE = re.compile(
    r"(untitled|title|document|book|workbook|template|presentation|microsoft word - .*|new .*document|"
    r"(document|book|draft|copy|untitled)[ _]?\d*|.*\.(docx?|dotx?|xlsx?|xltx|xlsm|pdf|odt|ods)|word document)",
    re.IGNORECASE,
)
_SERIF = re.compile(
    r"times|serif\b(?<!sans serif)|georgia|garamond|cambria|palatino|book antiqua|bookman|century(?! gothic)|"
    r"baskerville|didot|bodoni|caslon|courier|rockwell|constantia|minion|goudy|perpetua|"
    r"liberation serif|tinos|caladea|roman\b",
    re.IGNORECASE,
)
_WORD = 4
_CAPITAL_WORD = re.compile(r"[A-Z][A-Z'’&-]+")


def _no_title(paper: Paper) -> Iterator[Point]:
    title = paper.title
    if not title:
        yield Point(Place(), "The file's properties give no title.")
    elif _NO_TITLE.fullmatch(title) or fold(title) == fold(paper.name.rpartition(".")[0]):
        yield Point(Place(), f"The title {quoted(title)} is the name of a file or of nothing in particular.", title)


def _language(paper: Paper) -> Iterator[Point]:
    if paper.language.casefold() == _WANTED:
        return
    if paper.language:
        yield Point(Place(), f"The paper says that it is written in '{paper.language}'.", paper.language)
    elif paper.document:
        yield Point(Place(), "The paper does not say in which language it is written.")


def _contrast(paper: Paper) -> Iterator[Point]:
    faint = [each for each in paper.stretches if each.text.strip() and _too_faint(each)]

    def said(same: Sequence[Stretch]) -> str:
        one = same[0]
        ratio = int(contrast(one.ink or "", one.fill) * 10) / 10
        return f"{quoted(one.text)} is in colour {one.ink} on {one.fill}: a contrast of {ratio:g} to 1."

    yield from _gathered(faint, lambda each: (each.place.section, each.ink, each.fill), said)


def _too_faint(stretch: Stretch) -> bool:
    if stretch.ink is None:
        return False
    large = stretch.size >= _LARGE or (stretch.bold and stretch.size >= _LARGE_BOLD)
    return contrast(stretch.ink, stretch.fill) < (_ENOUGH_LARGE if large else _ENOUGH)


def _small(paper: Paper) -> Iterator[Point]:
    small = [each for each in paper.stretches if each.text.strip() and 0 < each.size < _SMALLEST]
    yield from _gathered(
        small,
        lambda each: (each.size,),
        lambda same: f"{quoted(same[0].text)} is {same[0].size:g} points high.",
    )


def _serif(paper: Paper) -> Iterator[Point]:
    serif = [each for each in paper.stretches if each.text.strip() and _SERIF.search(each.face)]
    yield from _gathered(
        serif,
        lambda each: (each.face,),
        lambda same: f"{quoted(same[0].text)} is in {same[0].face}, letters with serifs.",
    )


def _underlined(paper: Paper) -> Iterator[Point]:
    lined = [each for each in paper.stretches if each.underlined and not each.linked and each.text.strip()]
    yield from _gathered(
        lined,
        lambda each: (each.place.section, "underlined"),
        lambda same: f"{quoted(same[0].text)} is underlined and is no link.",
    )


def _capitals(paper: Paper) -> Iterator[Point]:
    loud = [each for each in paper.stretches if _all_capitals(each)]
    yield from _gathered(
        loud,
        lambda each: (each.place.section, "capitals"),
        lambda same: f"{quoted(same[0].text)} is all in capitals.",
    )


def _all_capitals(stretch: Stretch) -> bool:
    """Whether a few words stand in capitals, typed or by their look; a reference or an abbreviation is none of it."""
    words = [word for word in re.findall(r"[^\W\d_][\w'’&-]*", stretch.text) if len(word) > 1]
    if sum(len(word) >= _WORD for word in words) < 2:
        return False
    return stretch.capitals or all(_CAPITAL_WORD.fullmatch(word) for word in words)


def _gathered(
    stretches: Iterable[Stretch],
    alike: Callable[[Stretch], tuple[object, ...]],
    said: Callable[[Sequence[Stretch]], str],
) -> Iterator[Point]:
    """A point for each group of words that are alike, at the first of them, with the places of the others."""
    groups: dict[tuple[object, ...], list[Stretch]] = {}
    for each in stretches:
        groups.setdefault(alike(each), []).append(each)
    for same in groups.values():
        told = said(same) + elsewhere(*(each.place for each in same))
        yield Point(same[0].place, told, same[0].text.strip())


ANY_WORD_RULES = (
    Rule(
        "A102",
        "No title",
        Severity.ERROR,
        "A screen reader announces the title before anything else; without one it reads out the file's name",
        "WCAG 2.2, 2.4.2 Page Titled; Analysis Function checklist, Add document information",
        "A paper has a title among its properties that says what it is.",
        "In Word or Excel choose File, Info, and fill in Title.",
        _no_title,
    ),
    Rule(
        "A103",
        "Not said to be in British English",
        Severity.ERROR,
        "A screen reader pronounces the words by the language that the file names",
        "WCAG 2.2, 3.1.1 Language of Page",
        "A paper for the council is marked as English (United Kingdom), en-GB.",
        "In Word select all text, choose Review, Language, Set Proofing Language, English (United Kingdom), Set As "
        "Default. In a workbook the language is that of its properties.",
        _language,
    ),
    Rule(
        "A104",
        "Too little contrast",
        Severity.ERROR,
        "People with weak sight cannot read words whose colour is close to what is behind them",
        "WCAG 2.2, 1.4.3 Contrast (Minimum); Analysis Function checklist, When using colour for emphasis check the "
        "contrast",
        "The contrast is at least 4.5 to 1, or 3 to 1 from 18 points (bold from 14).",
        "Choose a darker colour for the words or a lighter one behind them.",
        _contrast,
    ),
    Rule(
        "A105",
        "Letters under 12 points",
        Severity.WARNING,
        "Many readers, and most of those who print a paper, cannot read small letters",
        "WCAG 2.2, 1.4.4 Resize Text; GOV.UK, Publishing accessible documents; Analysis Function checklist, Format "
        "text to make it accessible",
        "Words are at least 12 points high.",
        "Set the style, or the cells, to 12 points or more.",
        _small,
    ),
    Rule(
        "A106",
        "Letters with serifs",
        Severity.WARNING,
        "Letters without serifs are easier for readers with dyslexia or weak sight",
        "GOV.UK, Publishing accessible documents; Analysis Function checklist, Format text to make it accessible",
        "Words are in a typeface without serifs, such as Arial.",
        "Set the style, or the cells, to Arial, Calibri or another typeface without serifs.",
        _serif,
    ),
    Rule(
        "A107",
        "Underlined words that are no link",
        Severity.WARNING,
        "Underlined words look like a link, and the line hides the lower parts of letters",
        "WCAG 2.2, 3.2.4 Consistent Identification; GOV.UK, Publishing accessible documents",
        "Only links are underlined.",
        "Take the underline off; for emphasis use bold, for a heading a heading style.",
        _underlined,
    ),
    Rule(
        "A108",
        "Words all in capitals",
        Severity.WARNING,
        "Words in capitals lose their shape, and some screen readers spell them letter by letter",
        "WCAG 2.2, 1.3.1 Info and Relationships; GOV.UK, Publishing accessible documents",
        "Words are in small letters with capitals where a sentence has them.",
        "Type the words in small letters; if they are a heading, give them a heading style.",
        _capitals,
    ),
)
"""The rules about the words of any paper."""
