"""What a command says is shown and does nothing else: no words of a workbook can steer the screen that shows them."""

from __future__ import annotations

import contextlib
import sys
from collections.abc import Iterator
from typing import IO, Any

from compiler.domain.regex import regex
from compiler.domain.text import harmless

_LOOK = regex(r"(\x1b\[(?:\d{1,3}(?:;\d{1,3})*)?m)")
"""How a screen is told of bold letters and colours, which we use ourselves."""


class Shown:
    """A stream on which words are harmless; on a screen our own bold letters and colours stay."""

    def __init__(self, stream: IO[str]) -> None:
        self.stream = stream
        self._coloured = stream.isatty()

    def write(self, words: str) -> int:
        """Show the words."""
        if self._coloured and "\x1b" in words:
            pieces = _LOOK.split(words)
            self.stream.write("".join(each if at % 2 else harmless(each) for at, each in enumerate(pieces)))
        else:
            self.stream.write(harmless(words))
        return len(words)

    def __getattr__(self, name: str) -> Any:
        return getattr(self.stream, name)


@contextlib.contextmanager
def only_words() -> Iterator[None]:
    """Whatever is printed meanwhile is shown and does nothing."""
    out, err = sys.stdout, sys.stderr
    sys.stdout, sys.stderr = Shown(out), Shown(err)
    try:
        yield
    finally:
        sys.stdout, sys.stderr = out, err


def screen_behind(stream: Any) -> IO[str]:
    """The screen itself, for what moves the cursor on purpose."""
    found: IO[str] = stream.stream if isinstance(stream, Shown) else stream
    return found
