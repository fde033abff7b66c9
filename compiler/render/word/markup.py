"""Words and paragraphs as WordprocessingML; a council's words stand in `w:t` and nowhere else."""

from __future__ import annotations

from collections.abc import Mapping

from compiler.domain.frozen import dataclass
from compiler.domain.regex import regex
from compiler.domain.text import clean
from compiler.render.word.colour import readable
from compiler.render.word.opc import BESIDE
from compiler.report.blocks import Figure, Inline, Rated, Strong, ToWrite, Words

_ESCAPES = {ord("&"): "&amp;", ord("<"): "&lt;", ord(">"): "&gt;", ord('"'): "&quot;"}
_PLAIN = regex(r"[ !#-%'-;=?-^`-~£–—‘’]*")
_OPEN = '<w:t xml:space="preserve">'
PLAIN_RUN, PLAIN_RUN_END = f"<w:r>{_OPEN}", "</w:t></w:r>"
"""What stands before and behind plain words that may stand in XML as they are."""

StyleIds = Mapping[str, str]
"""The identifier of each style of the template, by its name in lower case."""


def is_plain(text: str) -> bool:
    """Whether the text may stand in XML as it is."""
    return _PLAIN.fullmatch(text) is not None


def escape(text: str) -> str:
    """The text as it may stand in XML, in an element or an attribute, without what XML cannot hold."""
    if is_plain(text):  # as most words are: 0.4 instead of 3 µs
        return text
    return clean(text).translate(_ESCAPES)


def run(text: str, properties: str = "") -> str:
    """One run of words; line ends and tabs become Word's own."""
    words = _in_run(text)
    if properties:
        return f"<w:r><w:rPr>{properties}</w:rPr>{_OPEN}{words}</w:t></w:r>"
    return f"<w:r>{_OPEN}{words}</w:t></w:r>"


def _in_run(text: str) -> str:
    words = escape(text)
    if "\n" in words or "\t" in words:
        return words.replace("\n", f"</w:t><w:br/>{_OPEN}").replace("\t", f"</w:t><w:tab/>{_OPEN}")
    return words


def field(instruction: str, result: str) -> str:
    """A Word field of ours with its result already in it, so that nothing has to be updated on opening."""
    code = f'<w:r><w:instrText xml:space="preserve"> {instruction} </w:instrText></w:r>'
    return f"{field_char('begin')}{code}{field_char('separate')}{run(result)}{field_char('end')}"


def field_char(kind: str) -> str:
    """The begin, separate or end mark of a field."""
    return f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>'


def inline(part: Inline, styles: StyleIds) -> str:
    """One part of a paragraph or cell as a run in its character style."""
    if isinstance(part, str):
        return run(part)
    if isinstance(part, Strong):
        return run(part.text, f'<w:rStyle w:val="{styles["strong"]}"/>')
    if isinstance(part, ToWrite):
        return run(part.text, f'<w:rStyle w:val="{styles["to write"]}"/>')
    if isinstance(part, Rated):
        fill, ink = readable(part.rating.fill, part.rating.ink)
        shade = f'<w:shd w:val="clear" w:color="auto" w:fill="{fill}"/>'
        # A line never ends between the mark and its word.
        return run(part.text.replace(" ", "\u00a0", 1), f'<w:b/><w:bCs/><w:color w:val="{ink}"/>{shade}')
    if isinstance(part, Figure) and part.lead is not None:
        return leading(_in_run(part.text), escape(part.lead.place), escape(part.lead.said))
    return run(part.text)


def leading(text: str, place: str, said: str) -> str:
    """A figure that leads to its rows in the workbook beside the report, and looks like any other; its words, the place
    and what is said of it as they stand in XML."""
    tip = f'w:anchor="{place}" w:tooltip="{said}"'
    return f'<w:hyperlink r:id="{BESIDE}" {tip} w:history="1">{PLAIN_RUN}{text}{PLAIN_RUN_END}</w:hyperlink>'


def runs(words: Words, styles: StyleIds) -> str:
    """The parts of a paragraph or cell, one run each; a line never ends between a dash and the rating behind it."""
    last = len(words) - 1
    return "".join(
        run(f"{part[:-1]}\u00a0")
        if isinstance(part, str) and part.endswith("– ") and at < last and isinstance(words[at + 1], Rated)
        else inline(part, styles)
        for at, part in enumerate(words)
    )


def fact_runs(words: Words, styles: StyleIds, looks: str) -> str:
    """The parts of a fact in the midst of somebody's sentence, set as `looks` (properties of a run) say."""
    plain = (str, Figure)
    return "".join(
        run(each if isinstance(each, str) else each.text, looks) if isinstance(each, plain) else inline(each, styles)
        for each in words
    )


@dataclass(frozen=True, slots=True)
class Para:
    """One paragraph: the identifier of its style, its runs, and what belongs to its place rather than to its style.

    `section` ends a section with these section properties; `after_table` sets it off from a table or a list just above;
    `number` hangs the first line, so that a number with a tab stands out; `tabs` and `level` are for running footers
    and the title; `list` is the number of a list of Word's that it is an item of.
    """

    style: str
    runs: str
    keep_next: bool = False
    page_break: bool = False
    after_table: bool = False
    number: bool = False
    align: str = ""
    level: int | None = None
    section: str = ""
    list: int = 0

    def xml(self) -> str:
        """The paragraph with its properties in the order that the format asks for."""
        parts = (
            f'<w:pStyle w:val="{self.style}"/>',
            "<w:keepNext/>" if self.keep_next else "",
            "<w:pageBreakBefore/>" if self.page_break else "",
            f'<w:numPr><w:ilvl w:val="0"/><w:numId w:val="{self.list}"/></w:numPr>' if self.list else "",
            '<w:spacing w:before="200"/>' if self.after_table else "",
            '<w:ind w:left="680" w:hanging="680"/>' if self.number else "",
            f'<w:jc w:val="{self.align}"/>' if self.align else "",
            "" if self.level is None else f'<w:outlineLvl w:val="{self.level}"/>',
            self.section,
        )
        return f"<w:p><w:pPr>{''.join(parts)}</w:pPr>{self.runs}</w:p>"
