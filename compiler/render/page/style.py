"""How the page looks: our own style sheet, with a class for each pair of colours of a rating."""

from __future__ import annotations

from base64 import b64encode
from hashlib import sha256
from importlib.resources import files

from compiler.domain.language import term
from compiler.render.page.markup import Colours
from compiler.report.blocks import Report


def style_sheet(report: Report, colours: Colours) -> str:
    """The whole style sheet of a page; in print every page says in its margin what the report is, and of how many."""
    ours = (files("compiler.render.page") / "page.css").read_text(encoding="utf-8")
    rated = "\n".join(
        f".{name} {{ background-color: #{fill}; color: #{ink}; fill: #{fill}; }}\n.mark.{name} {{ fill: #{ink}; }}"
        for (fill, ink), name in colours.items()
    )
    return f"\n{ours}\n{rated}\n{_margins(report)}\n"


def policy(style: str) -> str:
    """What the page may load and do: nothing at all but its own style sheet, known by its hash."""
    known = b64encode(sha256(style.encode()).digest()).decode()
    return f"default-src 'none'; style-src 'sha256-{known}'; base-uri 'none'; form-action 'none'"


def _margins(report: Report) -> str:
    """In print: whether it is a draft, the notice, whose report it is, and the number of the page."""
    head = ". ".join(part for part in (term("DRAFT") if report.draft else "", report.notice) if part)
    top = f"@top-center {{ content: {_quoted(head)}; }}" if head else ""
    foot = f"@bottom-left {{ content: {_quoted(report.footer)}; }}" if report.footer else ""
    pages = '@bottom-right { content: "Page " counter(page) " of " counter(pages); }'
    return f"@page {{ {top} {foot} {pages} }}"


def _quoted(words: str) -> str:
    """Words as a string of a style sheet, in which nothing but letters, digits and spaces stands for itself."""
    return '"' + "".join(c if c.isascii() and (c.isalnum() or c == " ") else f"\\{ord(c):x} " for c in words) + '"'
