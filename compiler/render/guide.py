"""A page of guidance: its text (Markdown) as a Word document over the department's own template."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from compiler.render.word import render_word
from compiler.report.blocks import Block, Heading, Paragraph, Report, Strong, Words, whole

if TYPE_CHECKING:
    from markdown_it.token import Token


def render_guide(text: str, template: bytes, names: Mapping[str, str]) -> bytes:
    """The guide as a Word file; `names` gives the words for {department}, {key} and {council} in its text."""
    for name, words in names.items():
        text = text.replace(f"{{{name}}}", words)
    blocks = tuple(guide_blocks(text))
    title = next((block.text for block in blocks if isinstance(block, Heading)), "")
    report = Report(
        title=title,
        subject="",
        department=names.get("department", ""),
        council=names.get("council", ""),
        period="",
        parts=whole(*blocks),
    )
    return render_word(report, template)


def guide_blocks(text: str) -> Iterator[Block]:
    """The headings, paragraphs and lists of a guide; numbered steps keep their numbers."""
    from markdown_it import MarkdownIt

    steps: list[int] = []
    tokens = MarkdownIt("commonmark").parse(text)
    for place, token in enumerate(tokens):
        if token.type == "ordered_list_open":
            steps.append(0)
        elif token.type == "bullet_list_open":
            steps.append(-1)
        elif token.type in ("ordered_list_close", "bullet_list_close"):
            steps.pop()
        elif token.type == "list_item_open" and steps[-1] >= 0:
            steps[-1] += 1
        elif token.type == "inline":
            yield _block(tokens[place - 1], _words(token.children or ()), steps)


def _block(opening: Token, words: Words, steps: Sequence[int]) -> Block:
    if opening.type == "heading_open":
        return Heading(int(opening.tag[1:]), "".join(map(str, words)))
    if not steps:
        return Paragraph(words)
    return Paragraph(words, step=steps[-1]) if steps[-1] > 0 else Paragraph(words, "bullet")


def _words(tokens: Sequence[Token]) -> Words:
    """The words of a line: bold ones stand out, and so does code, as what is to be typed."""
    found: list[str | Strong] = []
    bold = False
    for token in tokens:
        if token.type in ("strong_open", "strong_close"):
            bold = token.type == "strong_open"
        elif token.type == "softbreak":
            found.append(" ")
        elif token.content:
            found.append(Strong(token.content) if bold or token.type == "code_inline" else token.content)
    return tuple(found)
