"""Adding tables to a TOML file that people write too: read, added, read again, and only then written."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import TypeVar

from compiler.ledger.lines import Value, with_tables
from compiler.project.find import WrongUse
from compiler.project.lock import clear_up, one_at_a_time
from compiler.project.write import write_in_place

Table = Mapping[str, Value]
T = TypeVar("T")


def text_of(path: Path) -> str:
    """The file's text with its own line ends, '' where there is none; WrongUse where it is not text in UTF-8."""
    try:
        return path.read_bytes().decode("utf-8") if path.is_file() else ""
    except UnicodeDecodeError:
        raise WrongUse(f"'{path.name}' cannot be read: save it as plain text in UTF-8.") from None


def add_tables(path: Path, name: str, tables: Sequence[Table], read: Callable[[str], T], *, write: bool = True) -> T:
    """What `read` makes of the file with tables [[name]] at its end, written whole or not at all.

    `read` raises WrongUse where the file has mistakes, and then nothing is written. No other run writes meanwhile.
    """
    if not (write and tables):
        return read(with_tables(text_of(path), name, tables))
    return add_new(path, name, lambda found: tables, read)


def add_new(path: Path, name: str, new: Callable[[T], Sequence[Table]], read: Callable[[str], T]) -> T:
    """The same with the tables that are `new` to what the file says, as it is while no other run writes to it."""
    found = read(text_of(path))
    if not new(found):
        clear_up(path.parent)
        return found
    with one_at_a_time(path.parent, lambda: dt.datetime.now().astimezone().strftime("%H:%M on %d/%m/%Y")):
        text = text_of(path)
        tables = new(read(text))
        text = with_tables(text, name, tables)
        found = read(text)
        if tables:
            write_in_place(path, text.encode("utf-8"))
    return found
