"""Histories of a report: made, edited, made again as the returns change; nothing typed is lost, nothing goes stale."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import count
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from compiler.pipeline import compile_quarter
from compiler.project.edits import lying, write_report
from compiler.project.find import Project, choose_period, open_project
from compiler.project.inputs import Wish, inputs_of
from compiler.project.word import made_over, template_of
from compiler.render.word import render_word
from compiler.render.word.slots import slots_in
from compiler.report.blocks import Report
from compiler.report.slots import slots_of
from tests.edits.officer import text, typed, w, work
from tests.office import saved_again
from tests.quarter import town
from tests.render.word.shaping import Desk, packed, parts_of, sample_table

if TYPE_CHECKING:
    from lxml.etree import _Element

Lines = tuple[str, ...]
CHANGES: Sequence[Mapping[str, Sequence[tuple[str, str]]]] = (
    {},
    {"care": [("Amber  | Half are reviewed.", "Red | Nothing is reviewed.")]},
    {"care": [("Half are reviewed.", "Nine of ten are reviewed.")], "schools": [("Nine visits", "Ten visits")]},
    {"strategy": [("Amber  | Two of five are open.   |", "Green | All five are open. | 30/06/2008")]},
    {"strategy": [("Published on the web.", "Published, and sent to each school.")], "schools": [("Amber", "Red")]},
)
"""What the returns say otherwise in each of the quarters' versions, division by division."""


COLUMNS = (
    (("Progress", ("Rating", "Number")), ("Appendix of actions", ("Ref", "Action", "Progress this quarter", "Rating"))),
    (
        ("Appendix of actions", ("Ref", "Action", "Date to be completed")),
        ("Risks", ("Score", "Number now")),
        ("Appendix of indicators", ("Ref", "Commentary", "Rating", "Definition")),
    ),
)
"""Slots whose tables have only these columns in other versions of the template."""


@dataclass(frozen=True)
class Town:
    """A department in a folder of its own, its report as the returns give it in several versions, and its template as
    it comes, with other columns in some tables, and with others again."""

    project: Project
    reports: tuple[Report, ...]
    templates: tuple[bytes, ...]


@lru_cache(maxsize=1)
def the_town() -> Town:
    """The town with a report for every version of its returns."""
    with TemporaryDirectory() as name:
        folder = Path(name)
        town.make_town(folder)
        reports = tuple(_report(folder, change) for change in CHANGES)
        (folder / town.RETURNS / "Care.xlsx").unlink()
        project = open_project(folder)
        template = template_of(project)
        templates = (template, template, *(_with_columns(template, *each) for each in COLUMNS))
        return Town(project, (*reports, _compiled(project)), templates)


def _with_columns(template: bytes, *samples: tuple[str, tuple[str, ...]]) -> bytes:
    """The template with sample tables in some of its slots."""
    desk = Desk(template)
    for title, headings in samples:
        desk.put(sample_table(*((heading, 2000) for heading in headings)), title)
    return desk.saved()


def _report(folder: Path, change: Mapping[str, Sequence[tuple[str, str]]]) -> Report:
    usual = dict(town.ACTIONS)
    try:
        for division, words in change.items():
            for before, after in words:
                assert before in town.ACTIONS[division]
                town.ACTIONS[division] = town.ACTIONS[division].replace(before, after)
        for each in town.TOWN.divisions:
            (folder / town.RETURNS / each.file).write_bytes(town.issue(each))
    finally:
        town.ACTIONS.update(usual)
    return _compiled(open_project(folder))


def _compiled(project: Project) -> Report:
    return compile_quarter(inputs_of(project, choose_period(project, "", ""), Wish())).report


@dataclass
class History:
    """One report in a folder of its own: how often each slot was edited, what was done, how many words of hers stand
    in it, and what was lost."""

    number: int
    folder: Path
    random: Random
    hands: list[int] = field(default_factory=list)
    words: Iterator[str] = field(default_factory=lambda: (f"zq{number}q" for number in count(1000)))
    stands: int = 0
    done: list[str] = field(default_factory=list)
    template: bytes = b""
    faults: list[str] = field(default_factory=list)

    @property
    def place(self) -> Path:
        """Where the report lies."""
        return self.folder / "report.docx"

    def fault(self, what: str) -> None:
        """Note that something was lost, or went stale."""
        self.faults.append(f"history {self.number} ({' '.join(self.done)}): {what}")

    def made(self, report: Report) -> bytes:
        """The report made again over what lies there, as `quarter` makes it."""
        here = the_town()
        found = lying(self.place, here.project.profile, self.template, None, Wish())
        if found.apart:
            self.fault(f"not made over: {found.apart}")
        _, word, found = made_over(here.project, report, found, self.template)
        written, _ = write_report(self.place, word, found)
        if written.path != self.place:
            self.fault(f"written beside: {written.note}")
        return self.place.read_bytes()

    def begin(self, report: Report) -> None:
        """The first report, as nobody has touched it."""
        self.template = the_town().templates[0]
        self.hands = [0] * len(controls(self.made(report)))

    def edit(self) -> None:
        """Some edits by hand."""
        desk = work(self.place.read_bytes(), self.random, self.hands, self.words)
        self.place.write_bytes(desk.saved())
        self.hands, self.done = desk.hands, [*self.done, *desk.done, "/"]

    def make_again(self, report: Report, order: Sequence[str]) -> None:
        """Make it again, twice, and see that nothing was lost or went stale. `order` are the slots as she left them.

        The tables may have other columns by then, as the template has.
        """
        before, self.template = self.template, self.random.choice(the_town().templates)
        self.done += ["other columns"] if self.template != before else []
        edited = self.place.read_bytes()
        made = self.made(report)
        self.stands = len(typed(made))
        if typed(made) != typed(edited):
            self.fault(f"her words {typed(edited)} are now {typed(made)}")
        if controls(made) != list(order):
            self.fault(f"the slots {list(order)} are now {controls(made)}")
            self.hands = [0] * len(controls(made))
        else:
            self._compare(report, edited, made)
        if self.made(report) != made:
            self.fault("another file the second time")

    def _compare(self, report: Report, edited: bytes, made: bytes) -> None:
        """Slots that nobody edited say what the returns say; in others only what was edited says otherwise."""
        here = the_town()
        fresh = render_word(report, edited, {}, self.template, slots_of(here.project.profile))
        titles = controls(made)
        for title, hands, now, wanted in zip(titles, self.hands, words_of(made), words_of(fresh), strict=True):
            if title == "Draft mark" or (not hands and now == wanted):
                continue
            missing = _missing(wanted, now)
            if not hands or len(missing) > hands:
                self.fault(f"“{title}” with {hands} edits says {now}, not {missing}")


def controls(docx: bytes) -> list[str]:
    """The titles of the slots in order."""
    from lxml import etree

    root = etree.fromstring(parts_of(docx)["word/document.xml"])
    return [
        each.get(w("val")) or "" for sdt in root.iter(w("sdt")) for each in sdt.iterfind(f"{w('sdtPr')}/{w('alias')}")
    ]


def words_of(docx: bytes) -> list[list[Lines]]:
    """The words of each slot, block by block: a paragraph is one line, a table has one for each row."""
    found = slots_in(docx, slots_of(the_town().project.profile))
    return [
        [_lines(block) for block in each.elements] if not each.inline else [("".join(map(text, each.elements)),)]
        for each in found
    ]


def _lines(block: _Element) -> Lines:
    if block.tag == w("tbl"):
        return tuple(" | ".join(map(text, row.iter(w("p")))) for row in block.iter(w("tr")))
    return tuple(text(each) for each in block.iter(w("p")))


def _missing(wanted: Sequence[Lines], now: Sequence[Lines]) -> list[str]:
    """The lines that the returns give and that are not there; a table that has other columns there counts as one."""
    there = {line for block in now for line in block}
    headings = {block[0] for block in now if block}
    lines = (block if len(block) < 2 or block[0] in headings else block[:1] for block in wanted)
    return [line for block in lines for line in block if line not in there]


def histories(number: int, folder: Path, rounds: int = 3, first: int = 0, saved: float = 0.0) -> list[History]:
    """Live through so many histories side by side. `saved` is the share of documents that LibreOffice saves again after
    they were edited."""
    here, found = the_town(), list[History]()
    for at in range(first, first + number):
        (folder / str(at)).mkdir(parents=True)
        found.append(History(at, folder / str(at), Random(at)))
        found[-1].begin(found[-1].random.choice(here.reports))
    for turn in range(rounds):
        orders = []
        for each in found:
            each.edit()
            orders.append(controls(each.place.read_bytes()))
        _save_again([each for each in found if each.random.random() < saved], folder / f"office{turn}")
        for each, order in zip(found, orders, strict=True):
            each.make_again(each.random.choice(here.reports), order)
    return found


def _save_again(chosen: Sequence[History], folder: Path) -> None:
    """LibreOffice opens these and saves them again, all in one go."""
    if not chosen:
        return
    folder.mkdir()
    places = [folder / f"{each.number}.docx" for each in chosen]
    for each, place in zip(chosen, places, strict=True):
        place.write_bytes(packed(parts_of(each.place.read_bytes())))
        each.done.append("saved in LibreOffice")
    for each, saved in zip(chosen, saved_again(places, folder), strict=True):
        each.place.write_bytes(saved.read_bytes())
