"""A report with one digit changed, wherever a digit stands: `python -m tests.render.digits` tries every one of them."""

from __future__ import annotations

import io
import re
import sys
import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from compiler.consolidate.view import DepartmentView
from compiler.domain.finding import Severity
from compiler.pipeline import compile_quarter
from compiler.project.find import choose_period, open_project
from compiler.project.quarter import Wish, inputs_of
from compiler.render.audit import Document, audit, read_document
from compiler.render.word import render_word

ROOT = Path(__file__).parents[2]
_TEXT = re.compile(
    r"<w:t(?: [^>]*)?>([^<]*)</w:t>|<w:tbl(?:Caption|Description) w:val=\"([^\"]*)\"|<dc:title>([^<]*)<"
    r"|<c:v>([^<]*)<|<a:t>([^<]*)<|<wp:docPr [^>]*?descr=\"([^\"]*)\""
)
_COUNTED = re.compile(r" (?:PAGE|NUMPAGES|PAGEREF [^<]*) ?</w:instrText>.*?fldCharType=\"end\"")
"""The fields of page numbers, which Word works out itself whatever is typed there."""


@dataclass(frozen=True)
class Made:
    """A report as it was compiled: its bytes, the parts of them, and the report read back."""

    word: bytes
    parts: dict[str, str]
    wrote: Document
    view: DepartmentView


def made(year: str, quarter: str) -> Made:
    """The report of a quarter of the sample department."""
    project = open_project(ROOT)
    compiled = compile_quarter(inputs_of(project, choose_period(project, year, quarter), Wish()))
    word = render_word(compiled.report, project.template(project.profile.report.template).read_bytes())
    return Made(word, unzipped(word), read_document(word, "report.docx"), compiled.view)


def unzipped(word: bytes) -> dict[str, str]:
    """The parts of a Word file as text."""
    with zipfile.ZipFile(io.BytesIO(word)) as archive:
        return {name: archive.read(name).decode("utf-8", "surrogateescape") for name in archive.namelist()}


def rezipped(parts: dict[str, str]) -> bytes:
    """The parts as a Word file again."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, text in parts.items():
            archive.writestr(name, text.encode("utf-8", "surrogateescape"))
    return out.getvalue()


def digits(report: Made) -> list[tuple[str, int]]:
    """Every digit that a reader of the report sees or hears: the part and its place there."""
    found = []
    for name, text in report.parts.items():
        if re.fullmatch(r"word/(?:document|header\w*|footer\w*|charts/chart\w*)\.xml|docProps/core\.xml", name):
            hidden = [each.span() for each in _COUNTED.finditer(text)]
            for run in _TEXT.finditer(text):
                start, end = run.span(run.lastindex or 0)
                if not any(first <= start < last for first, last in hidden):
                    found += [(name, at) for at in range(start, end) if text[at].isdigit() and not _escape(text, at)]
    return found


def _escape(text: str, at: int) -> bool:
    """Whether a digit belongs to an entity such as &#38;."""
    return re.search(r"&#?\w*$", text[max(0, at - 6) : at]) is not None


def with_digit(report: Made, place: tuple[str, int], step: int) -> bytes:
    """The report with the digit of a place raised by some steps, 9 being followed by 0."""
    name, at = place
    text = report.parts[name]
    digit = str((int(text[at]) + step) % 10)
    return rezipped({**report.parts, name: text[:at] + digit + text[at + 1 :]})


def missed(report: Made, places: Sequence[tuple[str, int]], step: int = 1) -> Iterator[str]:
    """The places at which a changed digit is not found, with the words around them."""
    for place in places:
        told = audit(read_document(with_digit(report, place, step), "report.docx"), report.wrote, report.view)
        if not any(remark.severity is Severity.ERROR for remark in told.remarks):
            name, at = place
            yield f"{name} {re.sub('<[^>]*>', '|', report.parts[name][max(0, at - 150) : at + 60])}"


def main() -> None:
    """Change every digit of the reports of the quarters named, or of the published one, and say what is not found."""
    for quarter in sys.argv[1:] or ["2007-08/Q4"]:
        report = made(*quarter.split("/"))
        places = digits(report)
        for step in (1, 5):
            wrong = list(missed(report, places, step))
            print(f"{quarter}: {len(places):,} digits, each raised by {step}: {len(wrong)} not found")
            print("".join(f"  {each}\n" for each in wrong), end="")


if __name__ == "__main__":
    main()
