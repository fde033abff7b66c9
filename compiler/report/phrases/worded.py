"""Words that the report makes itself, and know by which phrase: house style is asked of these alone."""

from __future__ import annotations


class Worded(str):
    """A stretch of words from the phrase bank: the key of its phrase, which of its wordings it is from, and the name
    of the `place` that it fills where the words are a setting's ('Quarter 3'); '' for the bank's own words."""

    __slots__ = ("phrase", "place", "variant")

    phrase: str
    variant: int
    place: str

    def __new__(cls, text: str, phrase: str, variant: int = 0, place: str = "") -> Worded:
        """The words of one variant of a phrase."""
        made = super().__new__(cls, text)
        made.phrase, made.variant, made.place = phrase, variant, place
        return made

    def again(self, text: str) -> Worded:
        """Other words from the same phrase, as with a capital at the start."""
        return Worded(text, self.phrase, self.variant, self.place)

    def goes_on(self, other: Worded) -> bool:
        """Whether other words are of the same phrase, and both are the bank's own."""
        return self.phrase == other.phrase and not self.place and not other.place
