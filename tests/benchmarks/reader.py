"""Measures the reader against the libraries that could have been used: `python -m tests.benchmarks.reader`.

Two generated workbooks: a return of 140 rows on eight sheets, and a book of 28,000 rows. Time is the best of several
runs in this process, memory the peak of what one run takes above what the imports hold, in a process of its own.
"""

from __future__ import annotations

import datetime
import io
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import xlsxwriter  # type: ignore[import-untyped,unused-ignore]

COLUMNS = 13
SHEETS = {"Cover": 12, "Objectives": 12, "Actions": 47, "Indicators": 40, "Risks": 18, "Narrative": 6, "Resources": 5}


def make_return() -> bytes:
    """A return as a division sends it: seven sheets of words, dates, percentages and tables, and one of lists."""
    return _make({**SHEETS, "Lists": 12})


def make_large() -> bytes:
    """A book of 28,000 rows on one sheet."""
    return _make({"Actions": 28_000})


def _make(sheets: dict[str, int]) -> bytes:
    target = io.BytesIO()
    with xlsxwriter.Workbook(target, {"in_memory": True}) as book:
        formats = [book.add_format({"num_format": code}) for code in ("dd/mm/yyyy", "0.0%", "0.00")]
        for name, rows in sheets.items():
            _fill(book.add_worksheet(name), rows, formats)
    return target.getvalue()


def _fill(sheet: Any, rows: int, formats: list[Any]) -> None:
    day, percent, plain = formats
    headings = [{"header": f"Heading {column}"} for column in range(COLUMNS)]
    sheet.add_table(0, 0, rows, COLUMNS - 1, {"columns": headings})
    for row in range(1, rows + 1):
        sheet.write_string(row, 0, f"CSD A{row:03d}")
        sheet.write_string(row, 1, f"Review and publish the plan for service number {row} with partners and schools")
        sheet.write_datetime(row, 2, datetime.datetime(2009, 3, 31), day)
        sheet.write_string(row, 3, ("Red", "Amber", "Green")[row % 3])
        sheet.write_number(row, 4, row / 1000, percent)
        sheet.write_number(row, 5, row * 1.25, plain)
        sheet.write_formula(row, 6, "=E2*100", plain, row / 10)
        for column in range(7, 11):
            sheet.write_string(row, column, f"Words of row {row} in column {column}, as an officer writes them")


def _ours(path: str) -> Any:
    from compiler.returns.reader import read_book

    return read_book(Path(path))


def _openpyxl(path: str) -> Any:
    import openpyxl

    book = openpyxl.load_workbook(path, data_only=True)
    return [[(cell.value, cell.number_format) for cell in row] for sheet in book for row in sheet.iter_rows()]


def _openpyxl_read_only(path: str) -> Any:
    import openpyxl

    book = openpyxl.load_workbook(path, data_only=True, read_only=True)
    return [[(cell.value, cell.number_format) for cell in row] for sheet in book for row in sheet.iter_rows()]


def _calamine(path: str) -> Any:
    import python_calamine

    book = python_calamine.CalamineWorkbook.from_path(path)
    return [book.get_sheet_by_name(name).to_python() for name in book.sheet_names]


def _pandas(path: str) -> Any:
    import pandas  # type: ignore[import-untyped,unused-ignore]

    return pandas.read_excel(path, sheet_name=None, engine="openpyxl")


READERS: dict[str, Callable[[str], Any]] = {
    "this reader": _ours,
    "openpyxl": _openpyxl,
    "openpyxl, read-only": _openpyxl_read_only,
    "calamine (no formats, no errors)": _calamine,
    "pandas.read_excel": _pandas,
}


def seconds(path: str, rounds: int) -> dict[str, float]:
    """Each reader's best time in seconds; they take turns, so that other load hits all alike."""
    best = dict.fromkeys(READERS, float("inf"))
    for _ in range(rounds + 1):
        for name, read in READERS.items():
            start = time.perf_counter()
            read(path)
            best[name] = min(best[name], time.perf_counter() - start)
    return best


def peak(name: str, path: str, warm: str) -> float:
    """The megabytes that reading `path` takes at its peak beyond what reading the small `warm` took."""
    command = [sys.executable, "-m", "tests.benchmarks.reader", name, path, warm]
    return float(subprocess.run(command, capture_output=True, check=True, text=True).stdout)


def _peak_here(name: str, path: str, warm: str) -> float:
    """In megabytes; the process's own high-water mark, which only Linux keeps apart from its parent's."""
    READERS[name](warm)
    before = _high_water()
    held = READERS[name](path)
    assert held
    return (_high_water() - before) / 1024


def _high_water() -> int:
    lines = Path("/proc/self/status").read_text().splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("VmHWM"))


def main() -> None:
    """Print a table for each of the two workbooks."""
    with tempfile.TemporaryDirectory() as folder:
        small, large = Path(folder, "return.xlsx"), Path(folder, "large.xlsx")
        small.write_bytes(make_return())
        large.write_bytes(make_large())
        for title, path, rounds in (("A return of 140 rows", small, 40), ("A book of 28,000 rows", large, 3)):
            print(f"{title}: {path.stat().st_size / 1024:,.0f} kB")
            print(f"  {'':34}{'ms':>9}{'ratio':>8}{'MB':>8}")
            taken = seconds(str(path), rounds)
            for name, best in taken.items():
                ratio, memory = best / taken["this reader"], peak(name, str(path), str(small))
                print(f"  {name:34}{best * 1000:9.1f}{ratio:8.2f}{memory:8.1f}")


if __name__ == "__main__":
    if len(sys.argv) > 1:
        print(_peak_here(*sys.argv[1:]))
    else:
        main()
