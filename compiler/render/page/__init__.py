"""The report as one page for the browser: complete in itself, readable without script, each figure to be asked."""

from __future__ import annotations

from compiler.domain.language import speaking, term
from compiler.render.page.body import main_html
from compiler.render.page.markup import colours_of, element, escape
from compiler.render.page.style import policy, style_sheet
from compiler.report.blocks import Report

__all__ = ["render_page"]

_HOW_TO_ASK = (
    "Figures and words that come from the returns can be asked: open “cells” beside them for the workbook, the sheet "
    "and the cell of each, and how it was made."
)


@speaking
def render_page(report: Report) -> bytes:
    """The report as one HTML file in UTF-8, which loads nothing and links nowhere; same report, same bytes."""
    colours = colours_of(report.blocks)
    style = style_sheet(report, colours)
    head = "\n".join(
        (
            '<meta charset="utf-8">',
            f'<meta http-equiv="Content-Security-Policy" content="{escape(policy(style))}">',
            '<meta name="viewport" content="width=device-width, initial-scale=1">',
            '<meta name="color-scheme" content="light dark">',
            '<meta name="referrer" content="no-referrer">',
            f'<meta name="description" content="{escape(report.subject)}">',
            element("title", escape(_title(report))),
            f"<style>{style}</style>",
        )
    )
    body = "\n".join(
        (
            element("a", term("Skip to the report"), class_="skip", href="#main"),
            _header(report),
            element("main", f"\n{main_html(report, colours)}\n", id="main", tabindex="-1"),
            _footer(report),
        )
    )
    language = escape(report.language.code)
    page = f'<!DOCTYPE html>\n<html lang="{language}">\n<head>\n{head}\n</head>\n<body>\n{body}\n</body>\n</html>\n'
    return page.encode("utf-8")


def _title(report: Report) -> str:
    return (term("DRAFT: ") if report.draft else "") + ", ".join(
        part for part in (report.title, report.council) if part
    )


def _header(report: Report) -> str:
    """Whose report it is, the notice, and how figures are asked."""
    lines = [("masthead", report.council), ("department", report.department), ("notice", report.notice)]
    told = "\n".join(
        element("p", escape(words), class_=name) for name, words in (*lines, ("how", term(_HOW_TO_ASK))) if words
    )
    return element("header", f"\n{told}\n")


def _footer(report: Report) -> str:
    words = report.footer or ", ".join(part for part in (report.council, report.department) if part)
    back = element("a", term("Back to the top"), href="#main")
    return element("footer", "\n" + element("p", escape(words)) + element("p", back) + "\n")
