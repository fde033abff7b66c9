"""Words that the report makes itself, and know by which phrase: house style is asked of these alone."""

from __future__ import annotations


class Worded(str):
    """A stretch of words from the phrase bank; `phrase` is the key of the phrase, `variant` which of its wordings."""

    phrase: str
    variant: int

    def __new__(cls, text: str, phrase: str, variant: int = 0) -> Worded:
        """The words of one variant of a phrase."""
        made = super().__new__(cls, text)
        made.phrase, made.variant = phrase, variant
        return made

    def again(self, text: str) -> Worded:
        """Other words from the same phrase, as with a capital at the start."""
        return Worded(text, self.phrase, self.variant)
