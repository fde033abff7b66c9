"""How many findings there are: what stands by itself, and apart from it what follows."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from compiler.domain.finding import Finding, Severity, Story, stories

ORDER = (Severity.ERROR, Severity.WARNING, Severity.NOTE)
NOTHING = "Nothing to put right.\n"
_SETTINGS, _DOCUMENT = ".toml", ".docx"


def counts(findings: Iterable[Finding]) -> str:
    """How many there are of each weight, and where: '2 errors and 1 note in 1 workbook; 1 more follows from them.'

    What follows from another finding is counted apart: it goes when that one is put right.
    """
    return counted_stories(stories(findings))


def counted_stories(told: Sequence[Story]) -> str:
    """The same, of findings that were put together as stories."""
    if not told:
        return NOTHING.strip()
    alone = [story.finding for story in told]
    return f"{numbers(alone)} in {_where(alone)}{more_following(told)}."


def _where(findings: Sequence[Finding]) -> str:
    """'2 workbooks', '1 workbook and 1 document', 'decisions.toml' or any of them together."""
    names = dict.fromkeys(finding.origin.workbook for finding in findings)
    settings = sorted(name for name in names if name.endswith(_SETTINGS))
    papers = sum(name.lower().endswith(_DOCUMENT) for name in names)
    kinds = (("workbook", len(names) - len(settings) - papers), ("document", papers))
    counted = [f"{count} {kind}{'' if count == 1 else 's'}" for kind, count in kinds if count]
    return _joined([*counted, *settings])


def more_following(told: Sequence[Story]) -> str:
    """What is added to a count: '; 2 more follow from them', or nothing."""
    more, alone = sum(len(story.following) for story in told), len(told)
    if not more:
        return ""
    return f"; {more:,} more {'follows' if more == 1 else 'follow'} from {'it' if alone == 1 else 'them'}"


def numbers(findings: Sequence[Finding]) -> str:
    """How many findings there are of each weight: '2 errors, 1 warning and 3 notes'."""
    weights = Counter(finding.severity for finding in findings)
    return _joined(
        [f"{weights[each]:,} {each.value}{'' if weights[each] == 1 else 's'}" for each in ORDER if weights[each]]
    )


def _joined(told: Sequence[str]) -> str:
    return " and ".join([", ".join(told[:-1]), told[-1]]) if len(told) > 1 else "".join(told)
