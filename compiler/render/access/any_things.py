"""Rules about what any paper holds besides words: pictures, links, cells and their colours."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from compiler.domain.finding import Severity
from compiler.domain.frozen import replace
from compiler.domain.text import fold
from compiler.render.access.barrier import Place, Point, Rule, elsewhere, quoted
from compiler.render.access.colours import signals
from compiler.render.access.paper import Box, Paper, Picture

_FILE_NAME = re.compile(r"[^\s/\\]+\.(png|jpe?g|gif|bmp|tiff?|emf|wmf|svg|webp|heic|pdf|vsdx?)", re.IGNORECASE)
_PATH = re.compile(r"([a-z]:\\|\\\\|/|https?://|file:).*", re.IGNORECASE)
_CAMERA = re.compile(r"(img|dsc|dscn|screenshot|scan|image|picture|chart|graph|graphic|shape|object|diagram|logo|photo|"
                     r"photograph|icon|figure|text ?box|group|drawing|untitled|alt(ernative)? text|description|"
                     r"rectangle|oval|line|arrow|grafik|bild)[ _-]?\d*", re.IGNORECASE)  # fmt: skip
_MACHINE = re.compile(r".*(description automatically generated|automatically generated with .* confidence)\.?", re.I)
_ADDRESS = re.compile(r"(https?://|www\.|mailto:|ftp://)\S+", re.IGNORECASE)
_SAYING_NOTHING = frozenset(
    fold(words)
    for words in (
        "click here", "click", "here", "click this", "click this link", "this link", "link", "a link", "this", "more",
        "read more", "find out more", "learn more", "more information", "further information", "info", "details",
        "more details", "see more", "continue", "download", "document", "this page", "page", "website", "this website",
        "web page", "open", "go", "view", "see here", "read this", "visit", "this document", "attachment", "url",
    )
)  # fmt: skip
_SIGN = re.compile(r"[●■⬤◼◾▪•◆⚫█⏺○□]+")
_TELLING = re.compile(r"[^\W_]")


def _not_described(paper: Paper) -> Iterator[Point]:
    for each in _needing_words(paper):
        if not each.description:
            named = f" ({quoted(each.name)})" if each.name else ""
            yield Point(each.place, f"The {each.kind}{named} has no alternative text.", each.name)


def _says_nothing(paper: Paper) -> Iterator[Point]:
    for each in _needing_words(paper):
        words = each.description
        patterns = (_FILE_NAME, _PATH, _CAMERA, _MACHINE)
        if words and (any(pattern.fullmatch(words) for pattern in patterns) or not _TELLING.search(words)):
            yield Point(each.place, f"The alternative text of the {each.kind} is {quoted(words)}.", words)


def _needing_words(paper: Paper) -> Iterator[Picture]:
    return (each for each in paper.pictures if not each.decorative and each.kind != "text box")


def _leads_where(paper: Paper) -> Iterator[Point]:
    for each in paper.links:
        words = fold(each.words)
        if words in _SAYING_NOTHING or (words and not _TELLING.search(words)):
            yield Point(each.place, f"The words of a link are {quoted(each.words)}.", each.words)
        elif not words and each.target not in ("", "#"):
            yield Point(each.place, f"A link to {quoted(each.target)} has no words.", each.target)


def _raw_address(paper: Paper) -> Iterator[Point]:
    for each in paper.links:
        if _ADDRESS.fullmatch(each.words.strip()):
            yield Point(each.place, f"The words of a link are its address, {quoted(each.words)}.", each.words)


def _colour_alone(paper: Paper) -> Iterator[Point]:
    beside = {each.place: each for each in paper.boxes}
    for each in paper.boxes:
        if signals(each.fill) and not _TELLING.search(each.words) and not _in_band(each, beside):
            said = f"holds only {quoted(each.words)}" if each.words.strip() else "holds no word"
            yield Point(each.place, f"This cell is filled with colour {each.fill} and {said}.", each.fill)
    yield from _signs_alone(paper)


def _signs_alone(paper: Paper) -> Iterator[Point]:
    """Round or square signs that are told apart by nothing but their colour, where no word stands beside them."""
    words: dict[Place, str] = {}
    for each in paper.stretches:
        words[each.place] = words.get(each.place, "") + each.text
    for each in paper.stretches:
        alone = _SIGN.fullmatch(each.text.strip()) and not _TELLING.search(words[each.place])
        if alone and each.ink and signals(each.ink):
            yield Point(
                each.place, f"The sign {quoted(each.text)} in colour {each.ink} has no word beside it.", each.ink
            )


def _in_band(box: Box, beside: Mapping[Place, Box]) -> bool:
    """Whether an empty cell only goes on with the colour of a cell with words in its row, as a banner does."""
    found: Box | None = box
    while found is not None and not found.inside and found.fill == box.fill:
        if found.words.strip():
            return True
        found = beside.get(replace(found.place, column=found.place.column - 1))
    return False


def _merged(paper: Paper) -> Iterator[Point]:
    for each in paper.boxes:
        if each.merged > 1:
            named = f" {quoted(each.words)}" if each.words.strip() else ""
            yield Point(each.place, f"This cell{named} is merged with another.", each.words.strip())


def _empty(paper: Paper) -> Iterator[Point]:
    groups: dict[Place, list[Box]] = {}
    for each in paper.boxes:
        if each.inside and each.merged == 1 and not each.words.strip():
            groups.setdefault(each.group, []).append(each)
    for same in groups.values():
        yield Point(same[0].place, f"This cell is empty.{elsewhere(*(each.place for each in same))}")


ANY_THING_RULES = (
    Rule(
        "A109",
        "No alternative text",
        Severity.ERROR,
        "Who does not see a picture, chart or shape hears its alternative text, or nothing",
        "WCAG 2.2, 1.1.1 Non-text Content; Analysis Function checklist, Avoid images in spreadsheets",
        "Each picture, chart and shape has alternative text, or is marked as decorative.",
        "Right-click it, choose View Alt Text, and say in a sentence or two what it shows.",
        _not_described,
    ),
    Rule(
        "A110",
        "Alternative text that says nothing",
        Severity.ERROR,
        "The name of a file or a word such as 'image' tells nobody what there is to see",
        "WCAG 2.2, 1.1.1 Non-text Content",
        "Alternative text says what the picture shows; that of a chart says what it comes to.",
        "Right-click it, choose View Alt Text, and say in a sentence or two what it shows.",
        _says_nothing,
    ),
    Rule(
        "A111",
        "Words of a link that do not say where it leads",
        Severity.ERROR,
        "Who has the links of a paper read out alone hears 'click here' and no more",
        "WCAG 2.2, 2.4.4 Link Purpose (In Context); Analysis Function checklist, Links must be accessible",
        "The words of a link say where it leads.",
        "Make the name of the page or document the words of the link.",
        _leads_where,
    ),
    Rule(
        "A112",
        "An address as the words of a link",
        Severity.WARNING,
        "A screen reader spells out an address, letter by letter",
        "WCAG 2.2, 2.4.4 Link Purpose (In Context); Analysis Function checklist, Links must be accessible",
        "The words of a link say where it leads.",
        "Make the name of the page the words of the link; for paper, name the site in the text.",
        _raw_address,
    ),
    Rule(
        "A113",
        "Colour alone",
        Severity.ERROR,
        "A rating in colour alone is lost on who does not see it, or sees red and green alike, and on a grey print",
        "WCAG 2.2, 1.4.1 Use of Color; Analysis Function checklist, Do not use colour as the only way to convey a "
        "message",
        "What a colour means stands there in words too.",
        "Write the rating into the cell, such as Red, Amber or Green; if the colour means nothing, take it off.",
        _colour_alone,
    ),
    Rule(
        "A114",
        "Merged cells",
        Severity.ERROR,
        "A screen reader counts columns and rows; merged cells put it out of step",
        "WCAG 2.2, 1.3.1 Info and Relationships; Analysis Function checklist, Remove merged cells, split cells and "
        "nested tables",
        "Each row of a table has the same cells, and each heading stands over one column.",
        "Unmerge the cells and repeat the words where they apply.",
        _merged,
    ),
    Rule(
        "A115",
        "Empty cells",
        Severity.WARNING,
        "Who hears 'blank' cannot know whether a value is missing, not due, or forgotten",
        "WCAG 2.2, 1.3.1 Info and Relationships; Analysis Function checklist, Only leave cells with no data empty in "
        "certain circumstances",
        "Each cell of a table holds a value or a word that says why there is none.",
        "Write the reason into the cell, such as 'none', 'not due' or 'awaiting figure'.",
        _empty,
    ),
)
"""The rules about what any paper holds besides words."""
