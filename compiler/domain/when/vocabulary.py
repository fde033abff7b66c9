"""The words that due dates are made of, and those that change what a date means."""

from __future__ import annotations


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


SMALL = _words("the of and then a an date & complete completed completion review")
"""Words beside a date that say no more than that something is to be done."""

CHANGING = _words(
    """
    not no never unless except excluding without previously formerly originally original was were had delayed deferred
    slipped postponed extended revised moved brought instead rather cancelled changed now after before until till from
    within week weeks wk wks w wc month months day days fortnight later earlier earliest following prior past next or
    either maybe possibly perhaps provisionally circa approx approximately about around half minus plus less than
    academic financial fiscal calendar term terms commencing every each since between quarter season
    easter christmas xmas whitsun michaelmas diwali eid ramadan
    """
)
"""Words beside a date that may turn it into another one: a date with one of them is not read."""

COUNTED = _words(
    """
    phase stage tranche wave level year version part lot cohort group key recommendation priority objective action step
    round block grade class ks
    """
)
"""Words after which a number counts something, and is no part of a date."""

GOES_ON = _words("and to for with then onwards or but in at as while when which where a the by from")
"""Words that go on with a sentence after a date, so that the figures before them are a year and count nothing."""

LEADING = _words("by in on for from to until till end of the during since before after early mid late , ( . ; - and &")
"""What may stand before two years of two figures ('for 08-09'); after anything else they may count something."""

RELATIVE = _words("last next this previous each every per past")
"""Words before 'quarter' that make it one of no number: 'the last quarter'."""

NUMBERS = {
    "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10,
}  # fmt: skip
