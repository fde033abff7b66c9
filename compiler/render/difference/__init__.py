"""What differs between two returns, or two quarters, told: in words, as JSON, and as a workbook."""

from __future__ import annotations

from compiler.render.difference.book import difference_book
from compiler.render.difference.compared import Compared
from compiler.render.difference.objects import difference_json
from compiler.render.difference.text import difference_text

__all__ = ["Compared", "difference_book", "difference_json", "difference_text"]
