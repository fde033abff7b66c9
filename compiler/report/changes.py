"""Which sentences and figures of a report changed since it was last compiled."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import zip_longest

from compiler.domain.frozen import dataclass
from compiler.domain.regex import regex
from compiler.report.blocks import Heading, Matrix, Paragraph, Report, Table, say
from compiler.report.long_rows import texts_across

Fact = tuple[str, str]

_SENTENCE_END = regex(r"(?<=[.!?…:])\s+(?=[“\"'(]?[A-Z0-9])")
_LONGEST = 160


def report_facts(report: Report) -> tuple[Fact, ...]:
    """Every sentence and figure of the report as (key, words), in the order in which it is read.

    A sentence's key is its section and its number there ('actions/3'); a table cell's is the table's key, the heading
    of its row and that of its column ('actions-by-rating/Red/Number'). Keys are unique, and plain text for JSON.
    """
    return tuple(Facts(report))


@dataclass(frozen=True, slots=True)
class Facts:
    """The facts of a report, told one by one whenever they are gone through, and never held."""

    report: Report

    def __iter__(self) -> Iterator[Fact]:
        section, said, seen = "face", list[str](), dict[str, dict[str, int]]()
        begun: dict[str, int] = {}
        last = {_begin(block): at for at, block in enumerate(self.report.blocks) if isinstance(block, Table | Matrix)}
        for at, block in enumerate(self.report.blocks):
            if isinstance(block, Heading):
                name = block.anchor or block.text
                begun[name] = begun.get(name, 0) + 1
                section, said = name if begun[name] == 1 else f"{name} ({begun[name]})", []
            elif isinstance(block, Paragraph):
                new = _SENTENCE_END.split(say(block.words))
                yield from ((f"{section}/{number}", one) for number, one in enumerate(new, len(said) + 1))
                said += new
            elif isinstance(block, Table | Matrix):
                table = block.table() if isinstance(block, Matrix) else block
                yield from _unique(_table_facts(table), seen.setdefault(_begin(block), {}))
                if last[_begin(block)] == at:  # no other table has keys like these
                    del seen[_begin(block)]


def _begin(table: Table | Matrix) -> str:
    """What stands before the first stroke in the keys of a table's facts."""
    return table.key.partition("/")[0]


def _table_facts(table: Table) -> Iterator[Fact]:
    headings = [f"/{column.heading}" for column in table.columns[1:]]
    for row, *cells in texts_across(table):
        begin = f"{table.key}/{_short(row)}"
        yield from ((begin + heading, cell) for heading, cell in zip(headings, cells, strict=True))
    if table.note:
        yield f"{table.key}/Note", say(table.note)


def _unique(facts: Iterable[Fact], seen: dict[str, int]) -> Iterator[Fact]:
    """The facts with a number behind a key that stood before."""
    for key, said in facts:
        seen[key] = seen.get(key, 0) + 1
        yield (key if seen[key] == 1 else f"{key} ({seen[key]})"), said


def changed_since(old: Iterable[Sequence[str]], new: Iterable[Sequence[str]]) -> list[str]:
    """What is different between two runs, one line for a person for each sentence or figure; [] where nothing is.

    Both are `report_facts`, also as read back from JSON (lists for tuples). A sentence that only moved is no change.
    """
    before, after, were, are = Sections(), Sections(), Cells(), Cells()
    for was, now in zip_longest(old, new):
        if was is not None:
            _sort_out(was, before, were, are)
        if now is not None:
            _sort_out(now, after, are, were)
    lines = [line for section in _keys(before, after) for line in _sentences(section, before, after)]
    return lines + [line for key in _keys(were, are) for line in _cell(key, were, are)]


Sections = dict[str, list[str]]
Cells = dict[str, str]


def _sort_out(fact: Sequence[str], sections: Sections, cells: Cells, others: Cells) -> None:
    """A sentence goes to its section; a cell of a table is held until the other run has it too."""
    key, said = fact
    section, _, number = key.partition("/")
    if number.isdigit():
        sections.setdefault(section, []).append(said)
    elif others.get(key) == said:
        del others[key]
    else:
        cells[key] = said


def _keys(before: Iterable[str], after: Iterable[str]) -> list[str]:
    return list(dict.fromkeys((*after, *before)))


def _sentences(section: str, before: Sections, after: Sections) -> Iterator[str]:
    was, now = before.get(section, []), after.get(section, [])
    place = f"Section “{section.replace('-', ' ')}”"
    from difflib import SequenceMatcher  # 1 ms that a first run does not need

    for tag, a, b, c, d in SequenceMatcher(None, was, now, autojunk=False).get_opcodes():
        if tag == "equal":
            continue
        paired = min(b - a, d - c)
        for old, new in zip(was[a : a + paired], now[c : c + paired], strict=True):
            yield f"{place}: “{_short(new)}” (was “{_short(old)}”)"
        yield from (f"{place}: new: “{_short(new)}”" for new in now[c + paired : d])
        yield from (f"{place}: no longer: “{_short(old)}”" for old in was[a + paired : b])


def _cell(key: str, before: Cells, after: Cells) -> Iterator[str]:
    table, _, place = key.partition("/")
    where = f"Table “{table.replace('-', ' ')}”, {place.replace('/', ', ')}"
    was, now = before.get(key), after.get(key)
    if was is None and now is not None:
        yield f"{where}: new: {_short(now)}"
    elif was is not None and now is None:
        yield f"{where}: no longer there (was {_short(was)})"
    elif was is not None and now is not None and was != now:
        yield f"{where}: {_short(now)} (was {_short(was)})"


def _short(text: str) -> str:
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST].rstrip()}…"
