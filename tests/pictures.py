"""Makes the README's pictures: `python -m tests.pictures` compiles the sample quarter and draws its first pages.

Needs LibreOffice and poppler's pdftoppm, as the tests of rendered pages do.
"""

from __future__ import annotations

import shutil
import subprocess
import tempfile
from pathlib import Path

from compiler.project.find import choose_period, open_project
from compiler.project.quarter import MASTER, REPORT, Wish, run_quarter

ROOT = Path(__file__).parents[1]
PICTURES = ROOT / ".pictures"
DOTS_PER_INCH = "70"


def draw(document: Path, page: int, picture: Path) -> None:
    """Draw one page of a Word or Excel file as a PNG."""
    with tempfile.TemporaryDirectory() as folder:
        profile = f"-env:UserInstallation=file://{folder}/profile"
        convert = ["soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", folder, str(document)]
        subprocess.run(convert, check=True, capture_output=True, timeout=180)
        pdf = Path(folder) / f"{document.stem}.pdf"
        only = ["-f", str(page), "-l", str(page), "-singlefile", "-r", DOTS_PER_INCH, "-png"]
        subprocess.run(["pdftoppm", *only, str(pdf), str(picture.with_suffix(""))], check=True, timeout=60)


def main() -> None:
    """Compile the published quarter in a folder of its own and draw the pages that the README shows."""
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder)
        shutil.copytree(ROOT / "workbooks" / "hartlepool", copy / "workbooks" / "hartlepool")
        shutil.copytree(ROOT / "templates", copy / "templates")
        project = open_project(copy)
        period = choose_period(project, "2007-08", "Q4")
        run_quarter(project, period, Wish(), lambda step: None)
        PICTURES.mkdir(exist_ok=True)
        made = project.output(period)
        draw(made / REPORT, 1, PICTURES / "report-1.png")
        draw(made / REPORT, 2, PICTURES / "report-2.png")
        draw(made / REPORT, 6, PICTURES / "report-6.png")
        draw(made / MASTER, 2, PICTURES / "master-2.png")


if __name__ == "__main__":
    main()
