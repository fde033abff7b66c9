"""A change of the plan that a return proposes, from its cell to the members' paper and into the next run's report."""

from __future__ import annotations

from pathlib import Path

from tests.cli.test_decide import BY, proposing
from tests.quarter.running import run, tables, told
from tests.quarter.town import OUTPUT

PROPOSED = "Amendments proposed, for decision, Quarter 1 2008/09"
DECIDED = "Amendments decided since the last report"
AWAITS = "One amendment of the plans awaits their decision (Appendix A)."


def report(folder: Path) -> bytes:
    run("quarter", folder)
    return (folder / OUTPUT / "report.docx").read_bytes()


def of(word: bytes, caption: str) -> list[tuple[str, ...]]:
    return [row for name, rows in tables(word).items() if name.endswith(caption) for row in rows]


def test_a_proposal_is_put_to_the_members_and_what_they_decide_is_reported(tmp_path: Path) -> None:
    row, column = "CA 1 Review every placement", "Date to be completed"
    proposing(tmp_path)

    asked = report(tmp_path)
    assert of(asked, PROPOSED) == [
        (
            row,
            column,
            "Dec 2008",
            "Mar 2009",
            "Care Services",
            "Half are reviewed.",
            "Quarter 1 2008/09",
            "approve / refuse",
        ),
    ]
    assert of(asked, DECIDED) == []
    assert AWAITS in told(asked)

    run("decide", tmp_path, "1", "--approve", *BY)
    decided = report(tmp_path)
    words = "approved by Cabinet Member on 20 June 2008 (Portfolio meeting)"
    assert of(decided, PROPOSED) == []
    assert of(decided, DECIDED) == [(row, column, "Dec 2008", "Mar 2009", "Care Services", words, "20 June 2008")]
    assert AWAITS not in told(decided)


def test_a_refusal_is_reported_too_and_what_was_decided_for_an_earlier_report_is_not(tmp_path: Path) -> None:
    proposing(tmp_path)
    run("decide", tmp_path, "1", "--refuse", *BY)
    (row,) = of(report(tmp_path), DECIDED)
    assert row[2:] == (
        "Dec 2008",
        "Mar 2009",
        "Care Services",
        "refused by Cabinet Member on 20 June 2008 (Portfolio meeting)",
        "not in force",
    )
    path = tmp_path / "workbooks/town/decisions.toml"
    path.write_text(path.read_text("utf-8").replace("on = 2008-06-20", "on = 2008-03-01"), "utf-8")
    assert of(report(tmp_path), DECIDED) == []
