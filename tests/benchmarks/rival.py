"""What a competent analyst would write in a day to do the same: `python -m tests.benchmarks.rival FOLDER OUTPUT`.

pandas reads the plans and returns of a generated department, a loop checks them, crosstabs count them, python-docx
writes the report with a chart by matplotlib, and to_excel the workbook. It reads the same files, makes the checks that
people write first, and prints the same tables with as many rows. With `--read` as the output it only reads; with
`--all` after it every row of an appendix is printed.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import pandas as pd  # type: ignore[import-untyped,unused-ignore]

SHEETS = ["Objectives", "Actions", "Indicators", "Risks"]
HEADING_ROWS = {"plan": 3, "Q1": 4}
"""The row of the headings, counted from 0, in plans and in returns."""
RATINGS = ["Red", "Amber", "Green", "Awaiting figure", "Not due this quarter"]
MOST, MOST_TOLD, MOST_SHOWN = 60, 15, 12
"""Rows of an appendix, exceptions told one by one, and rows of a table in the body."""
APPENDICES = {
    "Actions": ["Ref", "Action", "Date to be completed", "Responsible officer", "Rating", "Progress this quarter"],
    "Indicators": [
        "Ref", "Definition", "Outturn 2007/08", "Target 2008/09", "Figure this quarter", "Rating", "Commentary",
    ],
    "Risks": [
        "Risk register ref", "Key risk", "Priority", "Score now", "Target score", "Change in controls",
        "Further actions", "By when", "Next review",
    ],
}  # fmt: skip
REQUIRED = {
    "Actions": ["Objective No.", "Action", "Date to be completed", "Responsible officer", "Rating"],
    "Indicators": ["Definition", "Rating"],
    "Risks": ["Key risk", "Priority", "Score now"],
}

Frames = dict[str, Any]


def read(folder: Path) -> Frames:
    """The sheets of all workbooks in a folder, one under the other, each row with its division."""
    parts: dict[str, list[Any]] = {name: [] for name in SHEETS}
    for path in sorted(folder.glob("*.xlsx")):
        read = pd.read_excel(path, sheet_name=SHEETS, header=HEADING_ROWS[folder.name], engine="openpyxl")
        for name, frame in read.items():
            frame["Division"] = path.stem
            parts[name].append(frame)
    return {name: pd.concat(frames, ignore_index=True) for name, frames in parts.items()}


def check(plans: Frames, returns: Frames) -> Any:
    """What is wrong with the returns, a line each: blanks, ratings, dates, figures, doubles, changes of the plan."""
    found: list[tuple[str, str, int, str, str]] = []
    for name, required in REQUIRED.items():
        reference = APPENDICES[name][0]
        planned = {row["Row identity (leave as it is)"]: row for _, row in plans[name].iterrows()}
        seen: set[str] = set()
        for number, row in returns[name].iterrows():
            place = (row["Division"], name, number)
            for column in required:
                if pd.isna(row[column]):
                    found.append((*place, column, "is blank"))
            if row[reference] in seen:
                found.append((*place, reference, f"{row[reference]} stands twice"))
            seen.add(row[reference])
            found += [(*place, *each) for each in _row(name, row)]
            found += [
                (*place, *each) for each in _changes(name, row, planned.get(row["Row identity (leave as it is)"]))
            ]
    return pd.DataFrame(found, columns=["Division", "Sheet", "Row", "Column", "Finding"])


def _row(name: str, row: Any) -> list[tuple[str, str]]:
    found = []
    if name != "Risks" and not pd.isna(row["Rating"]) and row["Rating"] not in RATINGS:
        found.append(("Rating", f"{row['Rating']} is no rating"))
    if name == "Actions":
        asked = ["Why (if red)", "What is being done (if red)"] if row["Rating"] == "Red" else []
        asked += ["Progress this quarter"] if row["Rating"] in RATINGS[:3] else []
        found += [(column, "is blank") for column in asked if pd.isna(row[column])]
        done = row["Completed on"]
        if not pd.isna(done) and pd.isna(pd.to_datetime(done, dayfirst=True, errors="coerce")):
            found.append(("Completed on", f"{done} is no date"))
    if name == "Indicators" and not pd.isna(row["Figure this quarter"]):
        figure = str(row["Figure this quarter"]).rstrip("%")
        try:
            number = float(figure)
        except ValueError:
            found.append(("Figure this quarter", f"{figure} is no figure"))
        else:
            if number > 100:
                found.append(("Figure this quarter", f"{figure} is over 100%"))
        if row["Rating"] == "Red" and pd.isna(row["Commentary"]):
            found.append(("Commentary", "is blank"))
    return found


def _changes(name: str, row: Any, planned: Any) -> list[tuple[str, str]]:
    """Approved cells that the return says otherwise."""
    columns = {"Actions": ["Date to be completed"], "Indicators": ["Target 2008/09"]}.get(name, [])
    if planned is None:
        return [("Ref", "is not in the plan")]
    return [
        (column, f"changes {planned[column]} to {row[column]}")
        for column in columns
        if not pd.isna(row[column]) and row[column] != planned[column]
    ]


def _chosen(name: str, frame: Any, every: bool) -> Any:
    """The rows of an appendix: all, or where there are too many the exceptions, as far as there is room."""
    if every or len(frame) <= MOST:
        return frame
    column = "Score now" if name == "Risks" else "Rating"
    return frame[frame[column].isin(["Red", "H"])].head(MOST)


def tables(returns: Frames, findings: Any, every: bool) -> list[tuple[str, Any]]:
    """The tables of the report: ratings, indicators off course, scores, changes, appendices, ratings by outcome."""
    actions, indicators, risks = (returns[name] for name in ("Actions", "Indicators", "Risks"))
    both = pd.concat({"Actions": actions["Rating"], "Indicators": indicators["Rating"]}, names=["Kind"]).reset_index()
    made = [("Ratings", pd.crosstab(both["Rating"].fillna("Not rated"), both["Kind"]).reset_index())]
    for name in ("Actions", "Indicators"):
        counts = returns[name]["Rating"].fillna("Not rated").value_counts().rename_axis("Rating").reset_index()
        counts["%"] = (100 * counts["count"] / counts["count"].sum()).round(1)
        made.append((f"{name} by rating", counts))
    shown = ["Definition", "Target 2008/09", "Figure this quarter", "Rating", "Commentary"]
    made.append(("Indicators that are red", indicators[indicators["Rating"] == "Red"][shown].head(MOST_SHOWN)))
    made.append(("Risks by score", risks["Score now"].value_counts().rename_axis("Score").reset_index()))
    changes = findings[findings["Finding"].str.startswith("changes")]
    made.append(("Changes of the plan", changes))
    made += [(name, _chosen(name, returns[name], every)[columns]) for name, columns in APPENDICES.items()]
    outcomes = returns["Objectives"].drop_duplicates(["Division", "No."])
    joined = actions.merge(outcomes, left_on=["Division", "Objective No."], right_on=["Division", "No."], how="left")
    by_outcome = pd.crosstab(joined["Departmental Plan outcome"], joined["Rating"].fillna("Not rated")).reset_index()
    made.append(("Ratings by outcome", by_outcome.head(20)))
    return made


def write_report(returns: Frames, findings: Any, path: Path, every: bool) -> int:
    """Write the report with python-docx and a chart by matplotlib; the rows printed in its tables."""
    import docx
    import matplotlib  # type: ignore[import-not-found,unused-ignore]

    matplotlib.use("Agg")
    from matplotlib import pyplot  # type: ignore[import-not-found,unused-ignore]

    by_division = pd.crosstab(returns["Actions"]["Division"], returns["Actions"]["Rating"].fillna("Not rated"))
    figure, axes = pyplot.subplots(figsize=(6, 4))
    by_division.sum().plot.barh(ax=axes)
    picture = path.with_suffix(".png")
    figure.savefig(picture, dpi=150)
    document = docx.Document()
    document.add_heading("Progress report", 1)
    document.add_picture(str(picture))
    for _, row in returns["Actions"][returns["Actions"]["Rating"] == "Red"].head(MOST_TOLD).iterrows():
        document.add_paragraph(
            f"{row['Ref']}: {row['Action']}. {row['Why (if red)']} {row['What is being done (if red)']}"
        )
    printed = 0
    for title, frame in tables(returns, findings, every):
        document.add_heading(title, 2)
        table = document.add_table(rows=1, cols=len(frame.columns), style="Table Grid")
        for cell, heading in zip(table.rows[0].cells, frame.columns, strict=True):
            cell.text = str(heading)
        for row in frame.itertuples(index=False):
            for cell, words in zip(table.add_row().cells, row, strict=True):
                cell.text = "" if pd.isna(words) else str(words)
        printed += len(frame) + 1
    document.save(str(path))
    return printed


def write_master(returns: Frames, findings: Any, path: Path) -> None:
    """Write all rows of all divisions, their ratings by division, and the findings."""
    with pd.ExcelWriter(path) as book:
        crossed = pd.crosstab(returns["Actions"]["Division"], returns["Actions"]["Rating"].fillna("Not rated"))
        crossed.to_excel(book, sheet_name="Summary")
        for name in SHEETS:
            returns[name].to_excel(book, sheet_name=name, index=False)
        findings.to_excel(book, sheet_name="Findings", index=False)


def main(folder: Path, output: str, every: bool) -> None:
    """Do the whole quarter of a generated department, and print what came of it."""
    base = next((folder / "workbooks").glob("*/20*"))
    plans, returns = read(base / "plan"), read(base / "Q1")
    if output == "--read":
        print(f"{sum(len(frame) for frame in (*plans.values(), *returns.values()))} rows read")
        return
    findings = check(plans, returns)
    place = Path(output)
    place.mkdir(parents=True, exist_ok=True)
    printed = write_report(returns, findings, place / "report.docx", every)
    write_master(returns, findings, place / "master.xlsx")
    print(f"{len(findings)} findings, {printed} rows printed")


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2], "--all" in sys.argv[3:])
