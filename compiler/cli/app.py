"""The commands, and what becomes of anything that goes wrong in them."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from compiler.cli.faults import run

app = typer.Typer(
    name="compile",
    help="Compile a department's quarterly returns into the committee's Word report and a master workbook.\n\n"
    "Example: compile quarter --year 2008-09 --quarter Q1",
    epilog="Run compile COMMAND --help for what a command does, with an example.",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
)

DepartmentOption = Annotated[str, typer.Option("--department", help="The department, if the folder has several.")]
YearOption = Annotated[
    str, typer.Option("--year", help="The year, such as 2008-09. The newest with returns if left out.")
]
QuarterOption = Annotated[
    str, typer.Option("--quarter", "--period", help="The quarter, such as Q1. The newest with returns if left out.")
]
FolderOption = Annotated[Path, typer.Option("--folder", help="The folder that holds workbooks/ and output/.")]
QuietOption = Annotated[bool, typer.Option("--quiet", help="Print only what went wrong.")]
DryOption = Annotated[bool, typer.Option("--dry-run", help="Do everything but write files.")]
AsAtOption = Annotated[
    str,
    typer.Option(
        "--as-at", help="Judge lateness as at this day, such as 30/06/2008. The quarter's last day if left out."
    ),
]
WithoutOption = Annotated[
    list[str] | None,
    typer.Option("--without", help="A division whose missing return the final paper does without."),
]
ReasonOption = Annotated[list[str] | None, typer.Option("--reason", help="Why, printed beside every partial figure.")]


@app.command()
def quarter(
    department: DepartmentOption = "",
    year: YearOption = "",
    quarter: QuarterOption = "",
    folder: FolderOption = Path(),
    final: Annotated[
        bool, typer.Option("--final", help="Write the final report; refused while anything stands in its way.")
    ] = False,
    without: WithoutOption = None,
    reason: ReasonOption = None,
    paginate: Annotated[
        bool, typer.Option("--paginate", help="Put page numbers in the contents (needs LibreOffice).")
    ] = False,
    strict: Annotated[bool, typer.Option("--strict", help="End with code 1 if errors stand.")] = False,
    as_at: AsAtOption = "",
    format: Annotated[
        str, typer.Option("--format", help="The summary as text for people, or json for programs.")
    ] = "text",
    dry_run: DryOption = False,
    quiet: QuietOption = False,
) -> None:
    """Read the returns of a quarter, check and merge them, and write the Word report and the master workbook.

    Missing or unreadable returns do not stop it: they are named, and the report says which figures are partial.

    Example: compile quarter --year 2008-09 --quarter Q1
    """
    run(
        "quarter",
        "compile_and_tell",
        folder,
        department=department,
        year=year,
        quarter=quarter,
        folder=folder,
        wish={"final": final, "dry_run": dry_run, "paginate": paginate},
        without=without or [],
        reason=reason or [],
        as_at=as_at,
        form=format,
        strict=strict,
        quiet=quiet,
    )


@app.command()
def page(
    department: DepartmentOption = "",
    year: YearOption = "",
    quarter: QuarterOption = "",
    folder: FolderOption = Path(),
    final: Annotated[
        bool, typer.Option("--final", help="Write the final page; refused while anything stands in its way.")
    ] = False,
    without: WithoutOption = None,
    reason: ReasonOption = None,
    as_at: AsAtOption = "",
    format: Annotated[
        str, typer.Option("--format", help="What was written as text for people, or json for programs.")
    ] = "text",
    dry_run: DryOption = False,
    quiet: QuietOption = False,
) -> None:
    """Write the report of a quarter as one page for the browser, in which every figure can be asked for its cells.

    The page is one file that needs no network and no script; readers on a phone, on paper or with a screen reader
    are provided for.

    Example: compile page --year 2008-09 --quarter Q1
    """
    run(
        "page",
        "page_and_tell",
        folder,
        department=department,
        year=year,
        quarter=quarter,
        folder=folder,
        final=final,
        without=without or [],
        reason=reason or [],
        as_at=as_at,
        form=format,
        dry_run=dry_run,
        quiet=quiet,
    )


@app.command()
def check(
    files: Annotated[
        list[Path] | None, typer.Argument(help="Workbooks to check; the quarter's returns if none is named.")
    ] = None,
    plan: Annotated[
        bool, typer.Option("--plan", help="Check the year's approved plans, for those who can amend them.")
    ] = False,
    feedback: Annotated[
        bool,
        typer.Option("--feedback", help="Write for each team a copy of its workbook with a list and comments."),
    ] = False,
    watch: Annotated[
        bool, typer.Option("--watch", help="Check again each time that a workbook is saved, until Ctrl+C.")
    ] = False,
    department: DepartmentOption = "",
    year: YearOption = "",
    quarter: QuarterOption = "",
    folder: FolderOption = Path(),
    format: Annotated[
        str,
        typer.Option(
            "--format",
            help="text for people, concise for one line each; json, sarif, github or junit for programs.",
        ),
    ] = "text",
    schema: Annotated[bool, typer.Option("--schema", help="Print the JSON Schema of --format json, and end.")] = False,
    strict: Annotated[bool, typer.Option("--strict", help="Count warnings as errors.")] = False,
    as_at: AsAtOption = "",
    quiet: QuietOption = False,
) -> None:
    """Say what is wrong in the returns, at the cell, and how to put it right. Ends with code 1 if errors stand.

    Example: compile check "workbooks/children/2008-09/Q1/Safeguarding.xlsx"
    """
    if schema:
        run("check", "tell_schema", folder)
    run(
        "check",
        "check_and_tell",
        folder,
        files=files or [],
        plan=plan,
        feedback=feedback,
        watch=watch,
        department=department,
        year=year,
        quarter=quarter,
        folder=folder,
        form=format,
        strict=strict,
        as_at=as_at,
        quiet=quiet,
    )


@app.command()
def explain(
    code: Annotated[str, typer.Argument(help="The code of a finding, as compile check prints it.")],
    department: DepartmentOption = "",
    folder: FolderOption = Path(),
) -> None:
    """Say what a finding's code means, why it is checked and where it was seen, with sheets that fail and pass.

    Example: compile explain C201
    """
    run("explain", "explain_and_tell", folder, code=code, folder=folder, department=department)


@app.command()
def diff(
    first: Annotated[str, typer.Argument(metavar="A", help="A workbook, or a quarter such as Q1 or 2008-09/Q1.")],
    second: Annotated[str, typer.Argument(metavar="B", help="The workbook or quarter to hold against it.")],
    department: DepartmentOption = "",
    folder: FolderOption = Path(),
    format: Annotated[str, typer.Option("--format", help="text for people, or json for programs.")] = "text",
    everything: Annotated[
        bool, typer.Option("--all", help="Between two quarters, also the words that are new in every quarter.")
    ] = False,
    workbook: Annotated[
        str, typer.Option("--workbook", "--output", help="Write the difference as a workbook (.xlsx) too.")
    ] = "",
    quiet: QuietOption = False,
) -> None:
    """Say what differs between two versions of a return, or two quarters: by row and column, wherever they stand.

    Example: compile diff Q1 Q2
    """
    run(
        "diff",
        "diff_and_tell",
        folder,
        first=first,
        second=second,
        department=department,
        folder=folder,
        form=format,
        everything=everything,
        workbook=workbook,
        quiet=quiet,
    )


@app.command()
def trace(
    query: Annotated[
        str,
        typer.Argument(
            metavar="FIGURE", help="A place in a table, a figure as printed, or words of the report's sentence."
        ),
    ],
    place: Annotated[
        int, typer.Option("--place", min=0, help="Of several places, show the one of this number with its cells.")
    ] = 0,
    department: DepartmentOption = "",
    year: YearOption = "",
    quarter: QuarterOption = "",
    folder: FolderOption = Path(),
    format: Annotated[str, typer.Option("--format", help="text for people, or json for programs.")] = "text",
    quiet: QuietOption = False,
) -> None:
    """Say which cells a figure of the report comes from, with their own words, and how it was made of them.

    Example: compile trace "Table 1, Green, %" --year 2007-08 --quarter Q4
    """
    run(
        "trace",
        "trace_and_tell",
        folder,
        query=query,
        place=place,
        department=department,
        year=year,
        quarter=quarter,
        folder=folder,
        form=format,
        quiet=quiet,
    )


@app.command()
def audit(
    report: Annotated[
        Path | None, typer.Argument(metavar="REPORT", help="The finished Word report; the one in output/ if left out.")
    ] = None,
    department: DepartmentOption = "",
    year: Annotated[
        str, typer.Option("--year", help="The year, such as 2008-09, where neither place nor words of it say so.")
    ] = "",
    quarter: Annotated[
        str, typer.Option("--quarter", "--period", help="The quarter, such as Q1, where nothing says so.")
    ] = "",
    folder: FolderOption = Path(),
    format: Annotated[str, typer.Option("--format", help="text for people, or json for programs.")] = "text",
    quiet: QuietOption = False,
) -> None:
    """Read the finished report back, edits by hand and all: say which numerals the returns do not give.

    Ends with code 1 if a figure was changed, a row is gone, or a sentence names a figure that nothing says.

    Example: compile audit output/children/2008-09/Q1/report.docx
    """
    run(
        "audit",
        "audit_and_tell",
        folder,
        report=report,
        department=department,
        year=year,
        quarter=quarter,
        folder=folder,
        form=format,
        quiet=quiet,
    )


@app.command()
def access(
    files: Annotated[
        list[Path] | None, typer.Argument(help="Word documents (.docx) and Excel workbooks (.xlsx), ours or not.")
    ] = None,
    format: Annotated[
        str, typer.Option("--format", help="text for people, concise for one line each, or json for programs.")
    ] = "text",
    schema: Annotated[bool, typer.Option("--schema", help="Print the JSON Schema of --format json, and end.")] = False,
    strict: Annotated[bool, typer.Option("--strict", help="Count warnings as errors.")] = False,
    quiet: QuietOption = False,
) -> None:
    """Say what keeps readers out of documents and workbooks, at its place. Ends with code 1 if errors stand.

    Example: compile access output/children/2008-09/Q1/report.docx
    """
    if schema:
        run("access", "tell_schema", Path())
    run("access", "access_and_tell", Path(), files=files or [], form=format, strict=strict, quiet=quiet)


@app.command()
def new(
    folder: Annotated[Path, typer.Argument(help="The folder to make: one that is not there yet, or an empty one.")],
    council: Annotated[str, typer.Option("--council", help="The council's name.")] = "",
    department: Annotated[str, typer.Option("--department", help="The department's name.")] = "",
    division: Annotated[
        list[str] | None,
        typer.Option("--division", help="A division, once for each; the first also returns the department's own plan."),
    ] = None,
    profile: Annotated[str, typer.Option("--profile", help="The format of its returns; base if left out.")] = "",
    year: Annotated[str, typer.Option("--year", help="The first year, such as 2026-27.")] = "",
    due: Annotated[
        list[str] | None, typer.Option("--due", help="When a quarter's returns are due, such as Q1=17/07/2026.")
    ] = None,
    quiet: QuietOption = False,
) -> None:
    """Make the folder of a department: its settings, its format, empty plans, and a page each for those who use it.

    On a terminal it asks for what was not given.

    Example: compile new Housing --council "Anytown Borough Council" --department "Housing Department"
    --division Repairs --division Lettings --year 2026-27
    """
    run(
        "new",
        "found_and_tell",
        Path(),
        folder=folder,
        council=council,
        department=department,
        divisions=division or [],
        profile=profile,
        year=year,
        due=due or [],
        quiet=quiet,
    )


@app.command()
def issue(
    division: Annotated[
        list[str] | None, typer.Option("--division", help="Only this division's return; all if left out.")
    ] = None,
    department: DepartmentOption = "",
    year: Annotated[str, typer.Option("--year", help="The year, such as 2008-09.")] = "",
    quarter: Annotated[
        str,
        typer.Option("--quarter", "--period", help="The quarter, such as Q1. The one after the newest if left out."),
    ] = "",
    folder: FolderOption = Path(),
    protect: Annotated[
        bool, typer.Option("--protect", help="Lock what a team need not touch (no password); then rows do not sort.")
    ] = False,
    dry_run: DryOption = False,
    quiet: QuietOption = False,
) -> None:
    """Make each division's return for a quarter from the approved plan and the quarter before, ready to fill in.

    The files go to output/DEPARTMENT/YEAR/QUARTER/returns/. A file that was filled in there is left as it is.

    Example: compile issue --year 2008-09 --quarter Q3
    """
    run(
        "issue",
        "issue_and_tell",
        folder,
        division=division or [],
        department=department,
        year=year,
        quarter=quarter,
        folder=folder,
        protect=protect,
        dry_run=dry_run,
        quiet=quiet,
    )


@app.command()
def plan(
    division: Annotated[
        list[str] | None, typer.Option("--division", help="Only this division's plans, without the covering report.")
    ] = None,
    department: DepartmentOption = "",
    year: Annotated[
        str, typer.Option("--year", help="The year, such as 2008-09. The newest with plans if left out.")
    ] = "",
    folder: FolderOption = Path(),
    paginate: Annotated[
        bool, typer.Option("--paginate", help="Put page numbers in the contents (needs LibreOffice).")
    ] = False,
    format: Annotated[
        str, typer.Option("--format", help="The summary as text for people, or json for programs.")
    ] = "text",
    dry_run: DryOption = False,
    quiet: QuietOption = False,
) -> None:
    """Write the year's plans out in Word, with the report that asks the members to approve them.

    The files go to output/DEPARTMENT/YEAR/plan/documents/. Approved amendments are in force and marked.

    Example: compile plan --year 2008-09
    """
    run(
        "plan",
        "plan_and_tell",
        folder,
        division=division or [],
        department=department,
        year=year,
        folder=folder,
        paginate=paginate,
        form=format,
        dry_run=dry_run,
        quiet=quiet,
    )


@app.command()
def roll_forward(
    department: DepartmentOption = "",
    year: Annotated[
        str, typer.Option("--year", help="The year to open, such as 2009-10. The one that comes next if left out.")
    ] = "",
    quarter: Annotated[
        str, typer.Option("--quarter", "--period", help="The quarter to open, such as Q1. The next one if left out.")
    ] = "",
    folder: FolderOption = Path(),
    dry_run: DryOption = False,
    quiet: QuietOption = False,
) -> None:
    """Open the next quarter, or a new year: decide row by row what goes on, then draft the new plans.

    A new quarter gets its folder and its forms. For a new year it writes a worksheet with a row for each action,
    indicator and risk. Run again, it ends with code 1 while one has no decision; then it drafts the plans for approval.

    Example: compile roll-forward --year 2009-10
    """
    run(
        "roll_forward",
        "roll_forward_and_tell",
        folder,
        department=department,
        year=year,
        quarter=quarter,
        folder=folder,
        dry_run=dry_run,
        quiet=quiet,
    )


@app.command("import")
def import_(
    files: Annotated[list[Path], typer.Argument(help="Lists of actions, indicators, risks: .xlsx, .ods, .csv.")],
    what: Annotated[str, typer.Option("--what", help="What it lists: actions, indicators or risks.")] = "",
    division: Annotated[
        str, typer.Option("--division", help="Whose rows they are, where no column of the list says so.")
    ] = "",
    tier: Annotated[str, typer.Option("--tier", help="The tier of plan that they belong to; the division's own.")] = "",
    sheet: Annotated[str, typer.Option("--sheet", help="The sheet of the workbook that holds the list.")] = "",
    department: DepartmentOption = "",
    year: Annotated[str, typer.Option("--year", help="The year of the plan, such as 2026-27; the newest.")] = "",
    folder: FolderOption = Path(),
    yes: Annotated[bool, typer.Option("--yes", help="Take it over as it is guessed, without asking.")] = False,
    dry_run: DryOption = False,
    quiet: QuietOption = False,
) -> None:
    """Take over a list that you have into the plans: headings are matched, shown, and kept once confirmed.

    Example: compile import "Action list.xlsx" --division Repairs
    """
    run(
        "take_over",
        "import_and_tell",
        folder,
        files=files,
        what=what,
        division=division,
        tier=tier,
        sheet=sheet,
        department=department,
        year=year,
        folder=folder,
        yes=yes,
        dry_run=dry_run,
        quiet=quiet,
    )


@app.command()
def status(
    department: DepartmentOption = "",
    year: YearOption = "",
    quarter: QuarterOption = "",
    folder: FolderOption = Path(),
    as_at: Annotated[
        str, typer.Option("--as-at", help="Stand at this day, such as 20/10/2008. Today if left out.")
    ] = "",
    due: Annotated[
        bool, typer.Option("--due", help="List when returns are due and reports go to the meeting.")
    ] = False,
    chase: Annotated[
        bool, typer.Option("--chase", help="Draft an e-mail for each late or faulty division. None is sent.")
    ] = False,
    format: Annotated[str, typer.Option("--format", help="text for people, or json for programs.")] = "text",
    quiet: QuietOption = False,
) -> None:
    """Say who has returned, when and how late, with how many errors, what holds up the report, and what to do next.

    Example: compile status --year 2008-09 --quarter Q2 --chase
    """
    run(
        "status",
        "status_and_tell",
        folder,
        department=department,
        year=year,
        quarter=quarter,
        folder=folder,
        as_at=as_at,
        due=due,
        chase=chase,
        form=format,
        quiet=quiet,
    )


@app.command()
def accept(
    divisions: Annotated[
        list[str] | None,
        typer.Argument(help="The divisions; every return without errors that was never accepted if none is named."),
    ] = None,
    by: Annotated[str, typer.Option("--by", help="Who accepts them, by post.")] = "",
    on: Annotated[str, typer.Option("--on", help="The day, such as 20/10/2008. Today if left out.")] = "",
    department: DepartmentOption = "",
    year: YearOption = "",
    quarter: QuarterOption = "",
    folder: FolderOption = Path(),
    dry_run: DryOption = False,
    quiet: QuietOption = False,
) -> None:
    """Record that returns are accepted as they are now. A later change is told, cell by cell.

    Example: compile accept "Safeguarding" --by "Performance Officer"
    """
    run(
        "accept",
        "accept_and_tell",
        folder,
        divisions=divisions or [],
        by=by,
        on=on,
        department=department,
        year=year,
        quarter=quarter,
        folder=folder,
        dry_run=dry_run,
        quiet=quiet,
    )


@app.command()
def decide(
    numbers: Annotated[
        list[int] | None, typer.Argument(help="Proposed amendments, by their numbers in the list of compile decide.")
    ] = None,
    approve: Annotated[bool, typer.Option("--approve", help="The members approved them.")] = False,
    refuse: Annotated[bool, typer.Option("--refuse", help="The members refused them.")] = False,
    plan: Annotated[
        list[str] | None, typer.Option("--plan", help="A plan's file that was approved as it is now, or all.")
    ] = None,
    division: Annotated[str, typer.Option("--division", help="Whose plan is amended, where no return says so.")] = "",
    reference: Annotated[str, typer.Option("--reference", help="The reference of the row.")] = "",
    column: Annotated[str, typer.Option("--column", help="The heading of the column.")] = "",
    to: Annotated[str, typer.Option("--to", help="The new words of the cell.")] = "",
    by: Annotated[str, typer.Option("--by", help="Who decided it.")] = "",
    meeting: Annotated[str, typer.Option("--meeting", help="At which meeting.")] = "",
    on: Annotated[str, typer.Option("--on", help="On which day, such as 18/11/2008.")] = "",
    effective: Annotated[
        str, typer.Option("--effective", help="The day from which it counts. The day of the decision if left out.")
    ] = "",
    department: DepartmentOption = "",
    year: YearOption = "",
    quarter: QuarterOption = "",
    folder: FolderOption = Path(),
    dry_run: DryOption = False,
    quiet: QuietOption = False,
) -> None:
    """Record what the members decided on proposed amendments or plans; list what awaits decision if nothing is named.

    Example: compile decide 1 --approve --by "Cabinet Member" --meeting "Portfolio meeting" --on 18/11/2008
    """
    run(
        "decide",
        "decide_and_tell",
        folder,
        wanted={
            "numbers": numbers or [],
            "plans": plan or [],
            "division": division,
            "reference": reference,
            "column": column,
            "to": to,
        },
        approve=approve,
        refuse=refuse,
        by=by,
        meeting=meeting,
        on=on,
        effective=effective,
        department=department,
        year=year,
        quarter=quarter,
        folder=folder,
        dry_run=dry_run,
        quiet=quiet,
    )


def main() -> None:
    """Run the command line, with words in UTF-8 wherever they go."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(encoding="utf-8", errors="replace")
    app()
