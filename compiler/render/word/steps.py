"""Lists with numbers, as the steps of a guide have them: each begins with 1, and Word counts the rest."""

from __future__ import annotations

from collections.abc import Sequence

from compiler.domain.frozen import replace
from compiler.render.word.opc import Part, parse, serial, w, whole
from compiler.render.word.styles import W
from compiler.report.blocks import Block, Paragraph

_FIRST = 9001  # numbers of lists that no template has
_NUMBERS = (
    '<w:abstractNum xmlns:w="{w}" w:abstractNumId="{id}"><w:multiLevelType w:val="singleLevel"/><w:lvl w:ilvl="0">'
    '<w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/><w:lvlJc w:val="left"/>'
    '<w:pPr><w:ind w:left="567" w:hanging="425"/></w:pPr></w:lvl></w:abstractNum>'
)
_LIST = (
    '<w:num xmlns:w="{w}" w:numId="{id}"><w:abstractNumId w:val="{of}"/><w:lvlOverride w:ilvl="0">'
    '<w:startOverride w:val="1"/></w:lvlOverride></w:num>'
)


def list_of(blocks: Sequence[Block], at: int) -> int:
    """The number of the list that a step belongs to, 0 for what is no step."""
    block = blocks[at]
    if not isinstance(block, Paragraph) or not block.step:
        return 0
    return _FIRST - 1 + lists_in(blocks[: at + 1])


def lists_in(blocks: Sequence[Block]) -> int:
    """How many lists with numbers the blocks have."""
    return sum(isinstance(block, Paragraph) and block.step == 1 for block in blocks)


def with_lists(numbering: Part, lists: int) -> Part:
    """The part of the lists with so many more, that have numbers."""
    if not lists:
        return numbering
    root = parse(numbering.data)
    kinds = root.findall(w("abstractNum"))
    kind = 1 + max((whole(each.get(w("abstractNumId"))) for each in kinds), default=0)
    root.insert(root.index(kinds[-1]) + 1 if kinds else 0, parse(_NUMBERS.format(w=W, id=kind).encode()))
    after = root.index(([*root.findall(w("num"))] or [*root.findall(w("abstractNum"))])[-1])
    for number in range(lists):
        root.insert(after + 1 + number, parse(_LIST.format(w=W, id=_FIRST + number, of=kind).encode()))
    return replace(numbering, data=serial(root))
