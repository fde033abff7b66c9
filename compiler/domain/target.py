"""Targets as plans print them: a figure, a range, a promise in words, 'Monitor', 'to be determined', or nothing."""

from __future__ import annotations

import re
from collections.abc import Callable

from compiler.domain.figures import (
    DATE,
    LONGEST_TEXT,
    MOST_FIGURES,
    NUMBER,
    SPANS,
    Figure,
    Unit,
    UnitKind,
    clean_text,
    find_figures,
    mask_inert,
)
from compiler.domain.frozen import dataclass, replace
from compiler.domain.regex import regex
from compiler.domain.target_model import JUDGEABLE, Comparison, Movement, Target, TargetKind
from compiler.domain.target_words import read_words
from compiler.domain.value import (
    Ambiguous,
    Raw,
    Segments,
    Unread,
    Value,
    looks_empty,
    plain_figure,
    raw_words,
    read_value,
)
from compiler.domain.verdict import Outcome, Polarity, Tolerance, Verdict, judge

__all__ = [
    "JUDGEABLE",
    "Comparison",
    "Movement",
    "Outcome",
    "Polarity",
    "Target",
    "TargetKind",
    "Tolerance",
    "Verdict",
    "judge",
    "read_target",
]


def read_target(
    raw: Raw, *, number_format: str | None = None, kind: str | None = None, unit: Unit | None = None
) -> Target:
    """Read one cell as a target, whatever its kind.

    raw, number_format, kind and unit are as for read_value; unit is given to a bare figure, with a note. Never raises.
    """
    words = raw_words(raw)
    if kind in (None, "text") and plain_figure(raw):
        return _from_reading(read_value(words, unit=unit), words)
    if looks_empty(raw):
        return _nothing(words)
    if not isinstance(raw, str) or kind not in (None, "text"):
        return _from_reading(read_value(raw, number_format=number_format, kind=kind, unit=unit), words)
    return _read_text(words, unit)


def _nothing(words: str) -> Target:
    blank = not words.strip(" -–—_.\u00a0\u200b\t\r\n")
    return Target(TargetKind.BLANK if blank else TargetKind.NOT_APPLICABLE, words)


def _from_reading(reading: object, words: str) -> Target:
    """A cell that is nothing but a figure."""
    if isinstance(reading, Value):
        kind = TargetKind.COUNT if reading.unit.kind is UnitKind.TEXT else TargetKind.LEVEL
        notes = tuple(note.words for note in reading.notes)
        return Target(kind, words, (replace(reading, raw=words),), label=reading.label, notes=notes)
    if isinstance(reading, Segments):
        parts = tuple(_from_reading(value, value.raw) for value in reading.values)
        return Target(TargetKind.SEGMENTS, words, segments=parts)
    reason = reading.reason if isinstance(reading, Ambiguous | Unread) else ""
    return Target(TargetKind.UNREADABLE, words, unread=reason)


@dataclass(frozen=True, slots=True)
class _Sentence:
    """A target's text, the same with its dates, references and brackets blotted out, and the figures left in it."""

    raw: str
    text: str
    masked: str
    figures: tuple[Figure, ...]
    unit: Unit | None

    def before(self, figure: Figure) -> str:
        return self.masked[: figure.start].rstrip()

    def after(self, figure: Figure) -> str:
        return self.masked[figure.end :]

    def value(self, figure: Figure) -> Value:
        unit = self.unit if self.unit and figure.unit == NUMBER else figure.unit
        return Value(figure.number, unit, figure.decimals, self.raw)

    def target(self, kind: TargetKind, *figures: Figure) -> Target:
        return Target(kind, self.raw, tuple(map(self.value, figures)), by=_by(self.text))


def _read_text(raw: str, unit: Unit | None) -> Target:
    if len(raw) > LONGEST_TEXT:
        return Target(TargetKind.UNREADABLE, raw, unread="the text is too long for one target")
    text, repairs = clean_text(raw)
    if DATE.fullmatch(text):
        return Target(TargetKind.UNREADABLE, raw, by=text, notes=repairs, unread="it is only a date")
    # '5-10%' is written '5 to 10%', so that both ends are figures.
    masked = re.sub(r"(?<=[\d%])\s?[-–—]\s?(?=£?\d)", " to ", mask_inert(text))
    figures = find_figures(masked)
    if len(figures) > MOST_FIGURES:
        return Target(TargetKind.UNREADABLE, raw, notes=repairs, unread=f"it has {len(figures)} figures")
    sentence = _Sentence(raw, text, masked, figures, unit)
    readers: tuple[Callable[[_Sentence], Target | None], ...] = (
        lambda s: read_words(s.raw, s.text, _by(s.text), figures=bool(s.figures)),
        _range,
        _rating,
        _segments,
        _several_years,
        _change,
        _short,
        _level,
    )
    found = next((target for reader in readers if (target := reader(sentence))), None)
    if found is None:
        doubt = "it is not clear which figure is the target" if sentence.figures else "it is not a target"
        found = Target(TargetKind.UNREADABLE, raw, unread=doubt)
    return replace(found, notes=repairs + found.notes)


def _by(text: str) -> str:
    """The date words of a target, as typed: those after 'by', 'in', 'for' or 'from' first, those in brackets last."""
    outside = re.sub(r"\([^()]*\)?", lambda found: " " * len(found[0]), text)
    for place in (outside, text):
        dates = [(found[0].strip(), place[: found.start()].rstrip().casefold()) for found in DATE.finditer(place)]
        dates = [(words, before) for words, before in dates if not re.search(rf"{re.escape(words)}\s+baseline", place)]
        led = [words for words, before in dates if re.search(r"\b(?:by|in|for|from|until|during)(?: the)?$", before)]
        if dates:
            return (led or [words for words, _ in dates])[0]
    return ""


# --- comparisons ------------------------------------------------------------------------------------------------------

_BEFORE = (
    (Comparison.AT_LEAST, r">=|=>|≥|at least|(?:a )?min(?:imum)?\.?(?: of)?|not? (?:less|fewer|lower) than|not below"),
    (Comparison.AT_MOST, r"<=|=<|≤|at most|(?:a )?max(?:imum)?\.?(?: of)?|not? (?:more|higher|greater) than|not above"),
    (Comparison.OVER, r">|over|above|more than|greater than|exceed(?:ing)?"),
    (Comparison.UNDER, r"<|under|below|less than|fewer than|lower than"),
)
_AFTER = (
    (Comparison.AT_LEAST, r"\s?\+|\s(?:or|and) (?:more|above|over|higher|greater)\b|\smin(?:imum)?\b"),
    (Comparison.AT_MOST, r"\s(?:or|and) (?:below|less|under|fewer|lower)\b|\smax(?:imum)?\b"),
)


def _comparison(sentence: _Sentence, figure: Figure) -> tuple[Comparison, str]:
    """How a figure is to be compared, and the words before that: 'sustain at <10%' is (under, 'sustain at')."""
    before = sentence.before(figure)
    for comparison, words in _BEFORE:
        found = re.search(rf"(?:^|(?<=[\s(–:-]))(?:{words})$", before, re.IGNORECASE)
        if found:
            return comparison, before[: found.start()].rstrip()
    for comparison, words in _AFTER:
        if re.match(words, sentence.after(figure), re.IGNORECASE):
            return comparison, before
    return Comparison.AS_IS, before


# --- kinds with figures -----------------------------------------------------------------------------------------------


_LABEL = regex(r"(?:(?!(?:by|of|to|from|in|at|with|up|down)\b)[A-Za-z][\w'&-]*\s?){1,3}", re.IGNORECASE)


def _short(sentence: _Sentence) -> Target | None:
    """A cell that is nothing but a figure, perhaps with a comparison, a unit and a date: '<10%', '90%+ by 2011'."""
    if len(sentence.figures) != 1 or len(sentence.masked) != len(sentence.text):
        return None
    figure = sentence.figures[0]
    comparison, before = _comparison(sentence, figure)
    after = sentence.text[figure.end :].rstrip(".")
    for _, words in _AFTER if comparison is not Comparison.AS_IS else ():
        after = re.sub(rf"^(?:{words})", "", after, flags=re.IGNORECASE)
    before = before.strip("_ :–-")
    labelled = (
        before
        and figure.unit != NUMBER
        and comparison is Comparison.AS_IS
        and not after
        and not _strength(sentence, figure)
    )
    if len(after.split()) > 6 or (before and not (labelled and _LABEL.fullmatch(before))):
        return None
    figure_alone = sentence.text[figure.start : figure.end] + after
    found = _from_reading(read_value(sentence.text if labelled else figure_alone, unit=sentence.unit), sentence.raw)
    return replace(found, comparison=comparison, by=_by(sentence.text))


def _range(sentence: _Sentence) -> Target | None:
    for low, high in zip(sentence.figures, sentence.figures[1:], strict=False):
        between = sentence.masked[low.end : high.start].strip()
        before = sentence.before(low)
        spoken = between == "and" and before.endswith("between")
        whole = not (before + sentence.after(high)).strip("_ .,")
        if not (spoken or between == "to") or re.search(r"\b(?:from|current)$", before):
            continue
        if spoken or whole or before.endswith(("range of", "range")):
            return _ordered(sentence, replace(low, unit=high.unit) if low.unit == NUMBER else low, high)
    return None


def _ordered(sentence: _Sentence, low: Figure, high: Figure) -> Target:
    if low.unit != high.unit:
        return Target(TargetKind.UNREADABLE, sentence.raw, unread="the two ends of the range have different units")
    ends = sorted((low, high), key=lambda figure: figure.number)
    return sentence.target(TargetKind.RANGE, *ends)


def _rating(sentence: _Sentence) -> Target | None:
    """'improve rating from current 12 to 14'; a rating in words ('Good') has no figure to be judged by."""
    if re.fullmatch(
        r"(?:outstanding|excellent|good|fair|satisfactory|adequate|requires improvement)\.?", sentence.text, re.I
    ):
        return Target(TargetKind.RATING, sentence.raw)
    if not re.search(r"\b(?:ratings?|stars?)\b", sentence.text, re.IGNORECASE) or not sentence.figures:
        return None
    *earlier, last = sentence.figures
    comparison, _ = _comparison(sentence, last)
    baseline = sentence.value(earlier[0]) if len(earlier) == 1 else None
    return replace(sentence.target(TargetKind.RATING, last), comparison=comparison, baseline=baseline)


def _segments(sentence: _Sentence) -> Target | None:
    reading = read_value(sentence.text, unit=sentence.unit) if len(sentence.figures) > 1 else None
    return _from_reading(reading, sentence.raw) if isinstance(reading, Segments) else None


def _several_years(sentence: _Sentence) -> Target | None:
    """'Targets for 2008 & 2009 in primary – 8% & 4%; in secondary – 7% & 14%', '50% in 2008/09 and 50% in 2009/10'."""
    if sentence.text.count("%") < 2:  # without two shares there is nothing to look for: 3 ms of a start's patterns
        return None
    figure = r"[\d.]+%"
    years = re.search(r"targets for ((?:19|20)\d\d(?:\s?(?:&|and|,)\s?(?:19|20)\d\d)+)", sentence.text, re.IGNORECASE)
    parts: list[tuple[str, str]] = []
    if years:
        names = re.findall(r"\d{4}", years[1])
        groups = re.findall(
            rf"in ([a-z ]+?)\s?[-–]\s?({figure}(?:\s?(?:&|and|,)\s?{figure})+)", sentence.text[years.end() :]
        )
        for group, listed in groups:
            parts += [(f"{group} {name}", each) for name, each in zip(names, re.findall(figure, listed), strict=False)]
    else:
        dated = rf"({figure})\s+in\s+({DATE.pattern})"
        parts = [(found[2], found[1]) for found in re.finditer(dated, sentence.text, DATE.flags)]
    if len(parts) < 2 or len({label for label, _ in parts}) < len(parts):
        return None
    segments = tuple(replace(read_target(each), label=label) for label, each in parts)
    return Target(TargetKind.SEGMENTS, sentence.raw, segments=segments, by=_by(sentence.text))


_CHANGES = (
    (Movement.DOWN, r"reduc\w+|decreas\w+|cut\b|lower\w*|fall\w*|narrow\w*"),
    (Movement.UP, r"increas\w+|rais\w+|rise\w*|improv\w+|grow\w*"),
)


def _change(sentence: _Sentence) -> Target | None:
    """'reduce the baseline of 48.3 per 1,000 by 50%', 'a reduction of at least 0.5 days', '5% reduction'."""
    for figure in sentence.figures:
        if any(_strength(sentence, other) > 1 for other in sentence.figures if other != figure):
            continue
        comparison, before = _comparison(sentence, figure)
        for movement, verbs in _CHANGES:
            led = re.search(rf"\b(?:{verbs})\b.*\bby(?: a further)?$|\b(?:{verbs}) of$", before, re.IGNORECASE)
            followed = re.match(rf"\s?(?:point )?(?:{verbs})", sentence.after(figure), re.IGNORECASE)
            if led or followed:
                found = sentence.target(TargetKind.CHANGE, figure)
                return replace(found, comparison=comparison, movement=movement, baseline=_baseline(sentence))
    return None


def _baseline(sentence: _Sentence) -> Value | None:
    led = r"\b(?:baseline(?: figure)?(?: of)?|from(?: the)?(?: current| a baseline of)?)$"
    found = (figure for figure in sentence.figures if re.search(led, sentence.before(figure), re.IGNORECASE))
    return next((sentence.value(figure) for figure in found), None)


_TARGET_SAID = regex(r"\btargets?(?: (?:of|is|at|to be|for|rate|_+)|:|\s_+)*$|\btarget to \w+(?: at)?$", re.IGNORECASE)
_LED = regex(
    r"\b(?:to|at|sustain\w*|maintain\w*|achieve|reach|remain|keep|stay)(?: (?:a|the|or|level of|rate of))*$", re.I
)
_STARTS = regex(r"^(?:(?:to )?(?:ensure|achieve|have|complete)(?: that)?|appointment of|recruit(?:ment of)?)?$", re.I)


def _strength(sentence: _Sentence, figure: Figure) -> int:
    """How plainly the words single a figure out: 'target of 97%' 3, 'improve to 70%' 2, '95% of reviews' 1, else 0."""
    comparison, before = _comparison(sentence, figure)
    if figure.unit.words.casefold() in SPANS or figure.unit.kind is UnitKind.DAYS:
        return 0
    if _TARGET_SAID.search(before):
        return 3
    if _LED.search(before):
        return 2
    compared = comparison is not Comparison.AS_IS and figure.unit.kind is UnitKind.PERCENT
    followed = re.match(r"(?:\s\w+){0,3} target\b", sentence.after(figure), re.IGNORECASE)
    return int(bool(_STARTS.match(before.strip(" _•*-–")) or compared or followed))


def _level(sentence: _Sentence) -> Target | None:
    """The one figure in a sentence that the words single out; with a time after it, it is a service standard."""
    strengths = [(_strength(sentence, figure), figure) for figure in sentence.figures]
    best = max((strength for strength, _ in strengths), default=0)
    chosen = [figure for strength, figure in strengths if strength == best > 0]
    if len({(figure.number, figure.unit) for figure in chosen}) != 1:
        return None
    figure = chosen[0]
    comparison, before = _comparison(sentence, figure)
    within = _within(sentence, figure) if re.match(r"\+? of\b", sentence.after(figure)) else ()
    kind = TargetKind.STANDARD if within else TargetKind.RATIO if "ratio" in sentence.text.split() else TargetKind.LEVEL
    found = replace(sentence.target(kind, figure), comparison=comparison, baseline=_baseline(sentence), within=within)
    return _counted(found, sentence, figure) if re.match(r"appoint|recruit", before, re.IGNORECASE) else found


def _within(sentence: _Sentence, figure: Figure) -> tuple[Value, ...]:
    times = (time for time in sentence.figures if time.start > figure.end)
    return tuple(
        sentence.value(time) for time in times if re.search(r"\bwithin$", sentence.before(time), re.IGNORECASE)
    )


def _counted(target: Target, sentence: _Sentence, figure: Figure) -> Target:
    noun = re.match(r"\s(\w+)", sentence.after(figure))
    unit = Unit(UnitKind.TEXT, noun[1]) if noun and figure.unit == NUMBER else figure.unit
    return replace(target, kind=TargetKind.COUNT, values=(replace(sentence.value(figure), unit=unit),))
