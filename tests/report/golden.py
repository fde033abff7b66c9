"""Texts that a whole report is held against."""

from __future__ import annotations

import os
from pathlib import Path

HERE = Path(__file__).parent


def assert_as_kept(text: str, name: str) -> None:
    """The text is the one kept in the file; with REWRITE_GOLDEN=1 in the environment it is kept anew, to be read."""
    path = HERE / name
    if os.environ.get("REWRITE_GOLDEN"):
        path.write_text(text, encoding="utf-8")
    assert text == path.read_text(encoding="utf-8")
