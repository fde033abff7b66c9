"""The ledger of a year kept on the disk: what was received, accepted and published, and the accepted versions."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from compiler.domain.acceptance import LEDGER, NOTHING_KNOWN, Ledger
from compiler.domain.period import Period, Year
from compiler.domain.returned import Return
from compiler.project.find import File, Project, WrongUse

if TYPE_CHECKING:  # what reads and writes a ledger is loaded where there is one: 3 ms that most checks do not need
    from compiler.project.added import Table
    from compiler.project.stored import Content

ACCEPTED = "accepted"
"""The folder, within that of a period's returns, in which the accepted versions are kept."""


def ledger_of(project: Project, year: Year) -> Ledger:
    """The ledger of a year, empty where there is none; WrongUse with everything that is wrong in it."""
    path = _path(project, year)
    if not path.is_file():
        return NOTHING_KNOWN
    from compiler.project.kept_entries import kept_entries

    kept = kept_entries(project.folder, path, project.mark, Ledger)
    if kept is not None:
        return kept
    from compiler.project.added import text_of

    return _read(project, year, text_of(path))


def keep_ledger(project: Project, year: Year, ledger: Ledger) -> None:
    """Keep the ledger of a year as it was read, for the next time."""
    if ledger is not NOTHING_KNOWN:
        from compiler.project.kept_entries import keep_entries

        keep_entries(project.folder, _path(project, year), project.mark, ledger)


def _path(project: Project, year: Year) -> Path:
    return project.workbooks / year.name / LEDGER


def _read(project: Project, year: Year, text: str) -> Ledger:
    if not text:
        return NOTHING_KNOWN
    from compiler.ledger.book import read_ledger

    read = read_ledger(text, project.department, project.profile, f"{year.name}/{LEDGER}")
    if isinstance(read, Ledger):
        return read
    raise WrongUse("The ledger has mistakes:\n" + "\n".join(f"  {problem}" for problem in read))


def add_entries(project: Project, year: Year, name: str, tables: Sequence[Table]) -> Ledger:
    """The ledger with more entries of one kind at its end, written whole or not at all; what stood there stays."""
    from compiler.project.added import add_tables

    return add_tables(_path(project, year), name, tables, lambda text: _read(project, year, text))


def _add_new(project: Project, year: Year, name: str, new: Callable[[Ledger], Sequence[Table]]) -> Ledger:
    """The ledger with the entries that are new to it, which another run may have entered just now."""
    from compiler.project.added import add_new

    return add_new(_path(project, year), name, new, lambda text: _read(project, year, text))


def note_received(project: Project, period: Period, returns: Iterable[Return], today: dt.date) -> Ledger:
    """The ledger, in which every return that was not seen before with its content is received today.

    After the deadline today is no more than the day on which somebody looked: a division's first return is then
    entered with the day on which its cover says that it was prepared, if it says one, and today beside it.
    """
    ordered = project.department.in_order([book for book in returns if book.division and book.sha256])

    def new(ledger: Ledger) -> list[Table]:
        known = {each.division for each in ledger.received if each.period == period.name}
        return [
            {
                **_received(period, book, today),
                **({} if book.division in known else _by_cover(project, period, book, today)),
            }
            for book in ordered
            if not ledger.receipt(period.name, book.sha256)
        ]

    return _add_new(project, period.year, "received", new)


def _by_cover(project: Project, period: Period, book: Return, today: dt.date) -> Table:
    """The day by a return's cover, and that on which it was first seen; nothing up to the deadline."""
    from compiler.ledger.standing import prepared_on

    deadline = project.department.deadlines.get(f"{period.year.name}/{period.name}")
    day = prepared_on(book)
    late = deadline is not None and deadline.due is not None and deadline.due < today
    return {"on": day, "seen": today} if late and day is not None and day < today else {}


def _received(period: Period, book: Return, today: dt.date) -> Table:
    return {
        "period": period.name,
        "division": book.division,
        "file": book.workbook,
        "sha256": book.sha256,
        "on": today,
    }


def note_published(project: Project, period: Period, made: Mapping[str, Content], today: dt.date) -> Ledger:
    """The ledger, in which the outputs of a final report are published today; what is there already is not again."""
    from compiler.project.stored import sha256

    def new(ledger: Ledger) -> list[Table]:
        there = {(each.period, each.file, each.sha256) for each in ledger.published}
        return [
            {"period": period.name, "file": name, "sha256": sha256(data), "on": today}
            for name, data in made.items()
            if (period.name, name, sha256(data)) not in there
        ]

    return _add_new(project, period.year, "published", new)


def published_on(project: Project, period: Period) -> dt.date | None:
    """The day on which the report of a period was last written as final; None where the ledger does not say so."""
    files = ledger_of(project, period.year).published
    return max((each.on for each in files if each.period == period.name and each.file == "report.docx"), default=None)


def accept(project: Project, period: Period, book: Return, data: bytes, by: str, on: dt.date) -> Ledger:
    """The ledger, in which a division's return is accepted as it is now; a copy of that version is kept."""
    from compiler.project.write import write_in_place

    write_in_place(accepted_folder(project, period) / book.workbook, data)
    entry: Table = {**_received(period, book, on), "by": by}
    return add_entries(project, period.year, "accepted", [entry])


def accepted_folder(project: Project, period: Period) -> Path:
    """Where the accepted versions of a period's returns are kept."""
    return project.workbooks / period.year.name / period.name / ACCEPTED


def accepted_files(project: Project, period: Period) -> tuple[File, ...]:
    """The accepted versions that are kept of a period's returns."""
    folder = accepted_folder(project, period)
    paths = sorted(path for path in folder.iterdir() if path.is_file()) if folder.is_dir() else []
    return tuple(File(path.name, path) for path in paths if not path.name.startswith(("~$", ".")))
