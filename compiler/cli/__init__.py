"""The command line: `compile quarter`, `compile check`, and the rest, a few lines each."""

from __future__ import annotations

from compiler.cli.begin import main, run

__all__ = ["main", "run"]
