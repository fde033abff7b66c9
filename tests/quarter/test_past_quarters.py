"""A quarter with returns of the quarter before and of a year ago beside it: directions and corrections."""

from __future__ import annotations

from pathlib import Path

import pytest
from openpyxl import load_workbook

from compiler.domain.period import Period, Year
from tests.quarter.conflict import put
from tests.quarter.running import run, told
from tests.quarter.town import OUTPUT, STRATEGY, issue, make_town

POLARITY = '\n[polarity]\nhigher = ["NI 1"]\nlower = ["NI 2"]\n'
BEFORE, YEAR_AGO = Period(Year(2007), 4), Period(Year(2007), 1)


@pytest.fixture
def town(tmp_path: Path) -> Path:
    """The town with the strategy's returns of two earlier quarters, in which the figures were otherwise."""
    returns = make_town(tmp_path)
    profile = tmp_path / "templates/town/profile.toml"
    profile.write_text(profile.read_text(encoding="utf-8") + POLARITY, encoding="utf-8")
    earlier(tmp_path, BEFORE, {"NI 1": ("85%", "January to March 2008"), "NI 2": ("13%", "January to March 2008")})
    earlier(tmp_path, YEAR_AGO, {"NI 1": ("81%", "April to June 2007"), "NI 2": ("11%", "April to June 2007")})
    correction = {"Correction of last quarter's figure": "83%", "Commentary": "Above target. A school was in error."}
    put(returns / "Strategy.xlsx", "Indicators", "NI 1", correction)
    return tmp_path


def earlier(folder: Path, period: Period, figures: dict[str, tuple[str, str]]) -> Path:
    path = folder / f"workbooks/town/{period.year.name}/{period.name}/Strategy.xlsx"
    path.parent.mkdir(parents=True)
    path.write_bytes(issue(STRATEGY, period=period))
    for row, (figure, of) in figures.items():
        put(path, "Indicators", row, {"Figure this quarter": figure, "Period of the figure": of})
    return path


def report(folder: Path) -> list[str]:
    done = run("quarter", folder)
    assert done.code == 0, done.said
    return told((folder / OUTPUT / "report.docx").read_bytes()).splitlines()


def test_the_report_has_both_directions_and_the_correction(town: Path) -> None:
    lines = report(town)
    assert next(line for line in lines if "84%" in line and "better" in line) == (
        "NI 1 Children who feel safe at school | 84% | 83% | ▲ better | 81% | ▲ better"
    )
    assert next(line for line in lines if "12%" in line and "better" in line) == (
        "NI 2 Pupils who attend a homework club | 12% | 13% | ▲ better | 11% | ▼ worse"
    )
    assert "Compared with Quarter 4 2007/08, two figures are better." in "\n".join(lines)
    correction = "NI 1 Children who feel safe at school was reported as 85%; it is now 83%."
    (said,) = [line for line in lines if correction in line]
    assert said.endswith(f"{correction} The return says: “A school was in error”.")


def test_the_master_workbook_has_the_earlier_figures_with_their_directions(town: Path) -> None:
    report(town)
    sheet = load_workbook(town / OUTPUT / "master.xlsx")["Indicators"]
    head, *rows = list(sheet.iter_rows(min_row=3, values_only=True))
    wanted = [f"{what} Quarter {number} 2007/08" for number in (4, 1) for what in ("Figure,", "Since")]
    places = [head.index(name) for name in wanted]
    assert [tuple(row[place] for place in places) for row in rows] == [
        (0.83, "▲ better", 0.81, "▲ better"),
        (0.13, "▲ better", 0.11, "▼ worse"),
    ]


def test_a_file_of_another_quarter_is_not_taken_for_the_one_of_a_year_ago(town: Path) -> None:
    path = town / f"workbooks/town/{YEAR_AGO.year.name}/{YEAR_AGO.name}/Strategy.xlsx"
    path.write_bytes(issue(STRATEGY, period=BEFORE))
    text = "\n".join(report(town))
    assert "Since Quarter 1 2007/08" not in text
    assert "No returns of Quarter 1 (April to June 2007) are held, so figures are not compared" in text


def test_a_published_report_is_named_by_its_day(town: Path) -> None:
    ledger = town / "workbooks/town/2007-08/ledger.toml"
    entry = '[[published]]\nperiod = "Q4"\nfile = "report.docx"\nsha256 = "{}"\non = 2008-05-19\n'
    ledger.write_text(entry.format("0" * 64), encoding="utf-8")
    assert "Correction to the Quarter 4 2007/08 report (published 19 May 2008)." in "\n".join(report(town))
