"""Running the commands as an officer does, and reading what came of it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

import docx
from docx.document import Document
from docx.oxml.ns import qn
from docx.table import Table
from typer.testing import CliRunner

from compiler.cli.app import app


@dataclass(frozen=True)
class Outcome:
    """What a command ended with: its exit code, and what it said on the screen and of what went wrong."""

    code: int
    out: str
    err: str

    @property
    def said(self) -> str:
        """All that was said."""
        return self.out + self.err


def run(command: str, folder: Path, *arguments: str) -> Outcome:
    """Run a command on a folder; it never ends in a traceback or as a fault of the program."""
    done = CliRunner().invoke(app, [*command.split(), "--folder", str(folder), *arguments])
    outcome = Outcome(done.exit_code, done.stdout, done.stderr)
    assert done.exception is None or isinstance(done.exception, SystemExit), repr(done.exception)
    assert "Traceback" not in outcome.said, outcome.said
    assert "fault of the program" not in outcome.said, outcome.said + faults(folder)
    return outcome


def faults(folder: Path) -> str:
    """The details of the program's own faults that were kept in a folder."""
    return "".join(path.read_text(encoding="utf-8") for path in sorted((folder / "output").glob("fault-*.txt")))


def squeezed(words: str) -> str:
    """Words with every run of space as one."""
    return " ".join(words.split())


def told(word: bytes) -> str:
    """A Word file line by line: heading marks and words of each paragraph, a table's cells with | between them."""
    lines = []
    for item in _opened(word).iter_inner_content():
        if isinstance(item, Table):
            lines += ["", *(" | ".join(cell.text for cell in row.cells) for row in item.rows), ""]
        else:
            style = item.style.name or "" if item.style is not None else ""
            lines += [f"{_mark(style)}{item.text}"] if item.text or style.lower() != "section end" else []
    return "\n".join(lines) + "\n"


def _opened(word: bytes) -> Document:
    """A Word file in which what stands within content controls stands there without them, as a reader sees it."""
    opened = docx.Document(BytesIO(word))
    for control in reversed(list(opened.element.body.iter(qn("w:sdt")))):
        for content in control.findall(qn("w:sdtContent")):
            for element in list(content):
                control.addprevious(element)
        control.getparent().remove(control)
    return opened


def _mark(style: str) -> str:
    marks = {"List Bullet": "- ", "Caption": "Caption: ", "Note": "Note: ", "Title": "# ", "toc 1": "> ", "toc 2": "> "}
    if style.startswith("Heading "):
        return "\n" + "#" * int(style[8:]) + " "
    return marks.get(style, "")


def tables(word: bytes) -> dict[str, list[tuple[str, ...]]]:
    """The tables of a Word file by the caption above them: their rows without the headings."""
    return {
        caption: [tuple(cell.text for cell in row.cells) for row in table.rows][1:] for caption, table in _tables(word)
    }


def _tables(word: bytes) -> Iterator[tuple[str, Table]]:
    caption = ""
    for item in _opened(word).iter_inner_content():
        if isinstance(item, Table):
            yield caption, item
        else:
            caption = item.text
