"""What is tried less often, because it takes longer: settings, a report edited by hand, lists, and a whole quarter."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from functools import lru_cache
from itertools import count
from pathlib import Path
from random import Random

from compiler.domain.book import Book, NotABook
from compiler.project.edits import lying
from compiler.project.find import WrongUse, choose_period, open_project
from compiler.project.inputs import Wish, inputs_of
from compiler.project.quarter import run_quarter
from compiler.project.word import made_over
from compiler.render.access import look_over
from compiler.render.audit import NotRead, read_document
from compiler.render.word.edits.record import Record, record_bytes
from compiler.returns.list_file import read_list
from tests.edits.histories import controls, the_town
from tests.edits.officer import typed, work
from tests.fuzz import mutate_bytes, mutate_words, mutate_xml, mutate_zip
from tests.fuzz.mutant import Mutant, Promise, some
from tests.fuzz.packing import packed, unpacked
from tests.fuzz.subjects import PROFILES, Subject, town
from tests.fuzz.trial import Broken
from tests.quarter.town import OUTPUT, RETURNS, make_town

DECISIONS = """
[[waivers]]
code = "R303"
division = "Safeguarding"
reference = "DA 1"
reason = "The post is vacant."
by = "Performance Board"
on = 2008-07-20
until = 2008-09-30

[[questions]]
on = 2008-08-19
body = "Scrutiny Forum"
by = "the Chair"
question = "Why do children move home so often?"
reference = "LI 1"
division = "Safeguarding"

[[settlements]]
year = "2008/09"
period = "Quarter 1"
kind = "indicator"
reference = "LI 1"
column = "figure"
counts = "45%"
by = "Performance Board"
on = 2008-07-20
reason = "The later figure."
"""
LEDGER = """
[[received]]
period = "Q1"
division = "d1"
file = "Safeguarding.xlsx"
sha256 = "7378e9c5d096e9547837bf97d867aa3ad816667d2ef177018978896c26716572"
on = 2008-07-20
"""
LIST = 'Ref,Action,Lead,Due\nDA 1,Do it,HC,Mar 2009\nDA 2,"Do, then\nrest",SM,31/03/2009\n' * 4


@lru_cache(maxsize=1)
def _folder() -> Path:
    return Path(tempfile.mkdtemp(prefix="fuzz-"))


@lru_cache(maxsize=1)
def _settings() -> tuple[tuple[str, str], ...]:
    found = [(name, text) for profile in PROFILES for name, text in sorted(town(profile).settings.items())]
    return (*found, ("decisions.toml", DECISIONS), ("ledger.toml", LEDGER))


def words(random: Random) -> Mutant:
    """A settings file changed."""
    return mutate_words.mutated(*some(random, _settings()), random)


def settings_hold(mutant: Mutant) -> str:
    """Open a department with the settings; they are used, or refused in sentences that name a line."""
    folder, name = _folder() / "settings", mutant.how
    if not folder.is_dir():
        for profile in PROFILES[:1]:
            _write_settings(folder, town(profile).settings)
    year = folder / "workbooks/generated/2008-09"
    places = {
        "profile.toml": folder / "templates/generated/profile.toml",
        "department.toml": folder / "workbooks/generated/department.toml",
        "decisions.toml": folder / "workbooks/generated/decisions.toml",
        "ledger.toml": year / "ledger.toml",
    }
    sound = places[name].read_bytes() if places[name].exists() else None
    places[name].write_bytes(mutant.data)
    try:
        project = open_project(folder)
        inputs_of(project, choose_period(project, "2008-09", "Q1"), Wish())
        return "read"
    except WrongUse as fault:
        str(fault).encode()
        if "Traceback" in str(fault) or not str(fault).strip():
            raise Broken("settings are refused without a sentence") from None
        return "refused"
    finally:
        places[name].write_bytes(sound) if sound is not None else places[name].unlink()


def _write_settings(folder: Path, settings: dict[str, str]) -> None:
    returns = folder / "workbooks/generated/2008-09/Q1"
    for place in (returns, folder / "templates/generated"):
        place.mkdir(parents=True, exist_ok=True)
    (returns / "Safeguarding.xlsx").write_bytes(b"x")
    (folder / "templates/generated/profile.toml").write_text(settings["profile.toml"], encoding="utf-8")
    (folder / "workbooks/generated/department.toml").write_text(settings["department.toml"], encoding="utf-8")


@dataclass(frozen=True)
class Desk:
    """A report that was edited by hand, its parts, and the folder that it lies in."""

    parts: dict[str, bytes]
    place: Path


@lru_cache(maxsize=1)
def desk() -> Desk:
    """The town's report after an afternoon of edits."""
    here = the_town()
    folder = _folder() / "report"
    folder.mkdir(parents=True, exist_ok=True)
    place = folder / "report.docx"
    found = lying(place, here.project.profile, here.templates[0], None, Wish())
    _, made, _ = made_over(here.project, here.reports[0], found, here.templates[0])
    (folder / ".report.docx.written").write_bytes(record_bytes(Record(made)))
    marks: Iterator[str] = (f"zq{number}q" for number in count(1000))
    edited = work(made, Random(5), [0] * len(controls(made)), marks, 3).saved()
    return Desk(unpacked(edited), place)


def report(random: Random) -> Mutant:
    """The edited report changed on some level."""
    parts, dice = desk().parts, random.random()
    if dice < 0.2:
        made = mutate_bytes.mutated(packed(parts), random)
    elif dice < 0.4:
        made = mutate_zip.mutated(parts, random)
    else:
        made = mutate_xml.mutated(parts, random, "word/document.xml")
    return Mutant("report", f"{made.level}: {made.how}", made.data, made.promise)


def report_holds(mutant: Mutant, over: bool) -> str:
    """Tell the edits apart, and (`over`) make the report again around them; look at it for access and figures."""
    here, place = the_town(), desk().place
    place.write_bytes(mutant.data)
    found = lying(place, here.project.profile, here.templates[0], None, Wish())
    said = "refused" if found.apart else "read"
    found.apart.encode()
    look_over("report.docx", mutant.data)
    with suppress(NotRead):
        read_document(mutant.data, "report.docx")
    if over:
        _, made, after = made_over(here.project, here.reports[0], found, here.templates[0])
        again = read_document(made, "report.docx")
        if not again.spots:
            raise Broken("the report made over has no words")
        if mutant.promise is Promise.READ and not after.apart and typed(made) != typed(packed(desk().parts)):
            raise Broken("words by hand are lost")
    return said


def values(random: Random) -> Mutant:
    """A list of values between commas, changed."""
    data = bytearray(LIST.encode(some(random, ("utf-8", "utf-16", "cp1252", "utf-8-sig"))))
    return Mutant("list", "list.csv", mutate_bytes.mutated(bytes(data), random).data)


def list_holds(mutant: Mutant) -> str:
    """Read a list."""
    place = _folder() / "list.csv"
    place.write_bytes(mutant.data)
    answer = read_list(place)
    if isinstance(answer, NotABook):
        f"{answer.reason}{answer.remedy}".encode()
        return "refused"
    assert isinstance(answer, Book)
    return "read"


def quarter_holds(subject: Subject, mutant: Mutant) -> str:
    """Compile a quarter with the mutant among sound returns: those are in the report whatever the mutant is."""
    folder = _folder() / "town"
    if not folder.is_dir():
        make_town(folder)
    shutil.rmtree(folder / OUTPUT, ignore_errors=True)
    place = folder / RETURNS / f"Mutant{Path(subject.name).suffix}"
    place.write_bytes(mutant.data)
    try:
        project = open_project(folder)
        run = run_quarter(project, choose_period(project, "", ""), Wish(), lambda step: None)
    finally:
        place.unlink()
    received = {each.workbook for each in run.compiled.view.sources if each.role == "return" and each.rows_read}
    if not {"Strategy.xlsx", "Care.xlsx", "Schools.xlsx"} <= received:
        raise Broken("a sound return beside the mutant is not in the report")
    return "read" if place.name in received else "refused"


Making = Callable[[Random], Mutant]
