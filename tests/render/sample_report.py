"""A report as a committee would see it, in small: tables, ratings, gaps to write, contents, a wide appendix."""

from __future__ import annotations

from compiler.domain.origin import Origin
from compiler.domain.rating import Rating
from compiler.report.blocks import (
    Block,
    Contents,
    Figure,
    Heading,
    PageBreak,
    Paragraph,
    Rated,
    Report,
    Strong,
    Table,
    TableColumn,
    ToWrite,
    Words,
    whole,
)

RED = Rating("red", "Red", rank=1, fill="9C1C1C", ink="FFFFFF", mark="▼")
AMBER = Rating("amber", "Amber", rank=2, fill="FFC84A", ink="000000", mark="●")
GREEN = Rating("green", "Green", rank=3, fill="1E6B37", ink="FFFFFF", mark="▲")
ANNUAL = Rating("annual", "Reported annually", in_scheme=False, fill="E3E7EB", ink="000000", mark="–")
TITLE = "Departmental Plan: Quarter 4 progress report"
_STATES = (GREEN, AMBER, GREEN, RED, AMBER, ANNUAL)


def _figure(text: str) -> Figure:
    return Figure(text, (Origin("Departmental.xlsx", "Actions", 7, 5),))


def _meta(label: str, words: str) -> Paragraph:
    return Paragraph((Strong(f"{label}:"), f" {words}"), "meta")


def _count(rating: Rating, number: str, share: str) -> tuple[Words, ...]:
    return ((Rated(rating),), (_figure(number),), (_figure(share),))


def _head() -> tuple[Block, ...]:
    return (
        Heading(1, TITLE, "title"),
        _meta("Report to", "Children and Families Portfolio Holder"),
        _meta("Date", "20 May 2008"),
        _meta("Report of", "Director of Children and Families"),
        _meta("Subject", "Departmental Plan, Quarter 4 (January to March 2008): progress report"),
        Contents(depth=3),
        PageBreak(),
    )


def _summary() -> tuple[Block, ...]:
    return (
        Heading(2, "Summary", "summary"),
        Heading(3, "Purpose of report", "purpose", "1."),
        Paragraph(("To inform the Portfolio Holder of the progress made towards the Departmental Plan's actions.",)),
        Heading(3, "Summary of contents", "contents", "2."),
        Paragraph(
            (
                "The report tells what was done in Quarter 4 (January to March 2008) on the ",
                _figure("19"),
                " actions and the ",
                _figure("32"),
                " indicators of the plan.",
            )
        ),
        Heading(3, "Relevance to portfolio member", "relevance", "3."),
        Paragraph(("The Portfolio Holder is responsible for children's and young people's issues.",)),
        Heading(3, "Type of decision", "type", "4."),
        Paragraph(("Non-key decision.",)),
        Heading(3, "Decision-making route", "route", "5."),
        Paragraph((ToWrite("the meeting that this report goes to"),)),
        Heading(3, "Decision required", "decision", "6."),
        Paragraph(("The Portfolio Holder is asked to note the progress made.",)),
    )


def _progress() -> tuple[Block, ...]:
    return (
        PageBreak(),
        Heading(2, "Report", "report"),
        Heading(3, "Progress on actions", "actions", "1."),
        Paragraph(("Progress is told by three ratings and one state outside them:",)),
        Paragraph((Rated(RED), " do not expect to achieve the action by its milestone date"), "bullet"),
        Paragraph((Rated(AMBER), " expecting to complete the action by its milestone date"), "bullet"),
        Paragraph((Rated(GREEN), " the action is now completed, or its target met"), "bullet"),
        Paragraph((Strong("One return is missing. "), "The figures are partial & say so: 3 < 4."), "callout"),
        Table(
            "Table 1: Departmental Plan actions by rating at 31 March 2008",
            (TableColumn("Rating", 1.6), TableColumn("Number", 1, "right"), TableColumn("Share", 1, "right")),
            (
                _count(RED, "0", "0%"),
                _count(AMBER, "9", "47.4%"),
                _count(GREEN, "10", "52.6%"),
                (("Total",), (_figure("19"),), ("100%",)),
            ),
            note=("Every action of the plan is counted. Shares are of all 19.",),
            description="How many actions are red, amber and green, and their share of all actions.",
            total=True,
        ),
        Heading(4, "Be Healthy", "healthy"),
        Paragraph(
            (
                Strong("Reduce childhood obesity. "),
                "27 schools and the nursery now hold the Healthy School status.\nMore follow.",
            ),
            "bullet",
        ),
        Paragraph(("One action that was red is now amber.",), "bullet"),
        Heading(4, "Stay Safe", "safe"),
        Paragraph(("Three actions have been completed since the last quarter.",)),
    )


def _exceptions() -> tuple[Block, ...]:
    columns: tuple[TableColumn, ...] = (
        TableColumn("Indicator", 2),
        TableColumn("Outturn", 1, "right"),
        TableColumn("Target", 1, "right"),
    )
    columns += (TableColumn("Rating", 1.2), TableColumn("What is being done", 3))
    rows = (
        (
            ("Leaders with a level 4 qualification",),
            ("62%",),
            ("69%",),
            (Rated(RED),),
            ("24 workers are on foundation courses.",),
        ),
        (("Absence in secondary schools",), ("7.09%",), ("7.3%",), (Rated(GREEN),), ()),
        (("Stability of placements",), ("awaited",), ("no target set",), (Rated(ANNUAL),), ("Verified in June.",)),
    )
    return (
        Heading(3, "Exceptions", "exceptions", "2."),
        Table(
            "Table 2: Indicators that need attention",
            columns,
            rows,
            description="Three indicators, with what is being done.",
        ),
        Paragraph(("Words that follow a table stand apart from it.",)),
        Heading(3, "Contact officer", "contact", "3."),
        Paragraph((ToWrite("name, post and telephone number of the contact officer"),)),
    )


def _appendix(rows: int) -> tuple[Block, ...]:
    columns: tuple[TableColumn, ...] = (
        TableColumn("Ref", 1.4),
        TableColumn("Action", 4),
        TableColumn("Date", 1.2),
        TableColumn("Responsible officer", 1.6),
    )
    columns += (TableColumn("Indicators", 1.3), TableColumn("Rating", 1.5), TableColumn("Progress", 4))
    return (
        PageBreak(landscape=True),
        Heading(2, "Appendix A: Actions", "appendix-a"),
        Table(
            "Table 3: Every action of the plan with its rating",
            columns,
            tuple(_action(number) for number in range(1, rows + 1)),
            note=("A dash means that the plan names nothing there.",),
            description="One row for each action: reference, action, date, officer, indicators, rating and progress.",
        ),
        PageBreak(landscape=False),
        Heading(2, "Appendix B: Glossary", "appendix-b"),
        Paragraph((Strong("NEET: "), "not in education, employment or training")),
    )


def _action(number: int) -> tuple[Words, ...]:
    progress = (
        ("The strategy was agreed by the partners in January and training has begun in 4 schools.",)
        if number % 4
        else ()
    )
    return (
        (f"CSD A{number:03d}",),
        ("Ensure that schools, partners and families work together to raise attainment at Key Stage 2",),
        ("Mar 2009",),
        ("Assistant Director",),
        ("NI 72, NI 73" if number % 3 else "",),
        (Rated(_STATES[number % len(_STATES)]),),
        progress,
    )


def sample(rows: int = 60, draft: str = "2 passages are still to be written and 1 return is missing.") -> Report:
    """The sample report with so many rows in its appendix."""
    return Report(
        title=TITLE,
        subject="Departmental Plan, Quarter 4 progress report",
        department="Children and Families Department",
        council="Sandwick Borough Council",
        period="Quarter 4 (January to March 2008)",
        parts=whole(*_head(), *_summary(), *_progress(), *_exceptions(), *_appendix(rows)),
        draft=draft,
        notice="Illustrative figures, not the council's" if draft else "",
        date="20 May 2008",
        keywords=("performance", "Quarter 4"),
    )
