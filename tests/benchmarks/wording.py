"""The words that generated departments are made of: enough of each that few rows of a large department are alike."""

from __future__ import annotations

from random import Random

_VERBS = (
    "Review", "Extend", "Publish", "Agree", "Set up", "Improve", "Deliver", "Commission", "Evaluate", "Move", "Open",
    "Train staff for", "Consult on", "Renew", "Plan", "Bring together", "Test", "Promote", "Map", "Share",
)  # fmt: skip
_THINGS = (
    "the foster care service", "school transport", "the parenting programme", "the youth offer", "breakfast clubs",
    "the reading scheme", "placements outside the borough", "health visits", "the register of volunteers",
    "the exclusions protocol", "apprenticeships", "the play strategy", "the complaints procedure", "short breaks",
    "the advice line", "school meals", "the adoption panel", "the music service", "the asset plan",
    "support for carers",
    "the leaving care grant", "safe routes to school", "the equality scheme", "the workforce plan", "nursery places",
    "the behaviour support team", "the admissions booklet", "outreach work", "the data sharing agreement",
    "home tuition",
)  # fmt: skip
_WHERE = (
    "in the north of the borough", "with the primary care trust", "for pupils aged 11 to 16", "in every ward",
    "with head teachers", "for young carers", "across the partnership", "with the voluntary sector",
    "in the children's centres", "for families on low incomes", "before the summer term", "with the police",
    "for looked after children", "in special schools", "for under fives", "in the town centre", "with parents",
    "for children with disabilities", "in the two new academies", "at the harbour estate",
)  # fmt: skip
_MEASURES = ("Percentage of", "Proportion of", "Share of")
_WHO = (
    "pupils", "care leavers", "assessments", "referrals", "reviews", "schools", "placements", "families", "visits",
    "young people", "complaints", "carers", "governors", "nurseries", "statements", "appeals", "invoices", "staff",
)  # fmt: skip
_DID = (
    "completed on time", "judged good or better", "in suitable accommodation", "seen within seven days",
    "with an agreed plan", "attending at least nine sessions in ten", "answered in twenty working days",
    "reaching the expected level", "open to a named worker", "renewed within the year", "with a yearly appraisal",
)  # fmt: skip
_PROGRESS = (
    "The group met {n} times and agreed the next steps with its partners.",
    "Of the sites, {n} are finished and the rest are on course for the spring.",
    "A draft went to {n} partners; their answers are being worked through.",
    "So far {n} families have taken part and the waiting list is shorter than last year.",
    "The first {n} sessions were held and the evaluation is with the team manager.",
    "Recruitment is complete: {n} people started this quarter and are in training.",
)
_WHY = ("Two posts stood vacant for {n} weeks.", "The supplier delivered {n} weeks late.", "{n} sites were flooded.")
_REMEDY = ("Agency staff cover the posts for {n} weeks.", "A second supplier was found for {n} of the sites.")
_COMMENTARY = ("Returns from {n} teams are in.", "The sample covers {n} cases.", "It rests on {n} forms.")
_RISK = ("Too few staff for", "Loss of the grant for", "A failure of the supplier of", "Rising demand for", "Delay to")
_FIRST = (
    "Joan", "Peter", "Mary", "Christopher", "Ruth", "Robert", "Susan", "David", "Helen", "Michael", "Linda", "Thomas",
    "Abigail", "Gordon", "Yvonne", "Philip", "Sandra", "Vincent", "Deborah", "Kenneth", "Imogen", "Rashid", "Priya",
    "Oliver",
)  # fmt: skip
_LAST = (
    "Smith", "Brownlow", "Whitfield", "Dale", "Kershaw", "Oakley", "Tranter", "Loxley", "Purvis", "Garth", "Esplin",
    "Hutchinson", "Akhtar", "Bainbridge", "Cuthbert", "Dunwoody", "Fairhurst", "Iveson", "Jagger", "Metcalfe", "Nixon",
    "Quayle", "Ramsbottom", "Stubbs", "Underwood", "Venables", "Yarrow", "Zeller", "Cholmondeley", "Pickersgill",
)  # fmt: skip
_PLACES = tuple(
    first + last
    for first in (
        "Ash", "Bram", "Cold", "Dun", "Eagles", "Fern", "Gris", "Hollin", "Ingle", "Kirk", "Lang", "Mickle", "Nether",
        "Ormes", "Padd", "Raven", "Scar", "Thorn", "Upsal", "Winter",
    )
    for last in ("burn", "cliffe", "dyke", "field", "gate", "hope", "ington", "moor", "thwaite", "worth")
)  # fmt: skip
"""Wards and villages: two of them make the words of a row its own, as rows of different plans are seldom alike."""
_SERVICES = (
    "Safeguarding", "School Improvement", "Youth Services", "Early Years", "Fostering and Adoption", "Admissions",
    "Special Needs", "Catering", "Transport", "Property", "Libraries", "Adult Learning", "Finance", "Personnel",
    "Play and Leisure", "Music and Arts", "Health Partnerships", "Youth Justice", "Commissioning", "Governor Support",
)  # fmt: skip


def action(random: Random) -> str:
    """Something to be done."""
    return f"{random.choice(_VERBS)} {random.choice(_THINGS)} {_where(random)}"


def definition(random: Random) -> str:
    """What an indicator measures."""
    return f"{random.choice(_MEASURES)} {random.choice(_WHO)} {random.choice(_DID)} {_where(random)}"


def risk(random: Random) -> str:
    """What may go wrong."""
    return f"{random.choice(_RISK)} {random.choice(_THINGS)} {_where(random)}"


def _where(random: Random) -> str:
    return f"{random.choice(_WHERE)}, {random.choice(_PLACES)} and {random.choice(_PLACES)}"


def outcome(random: Random) -> str:
    """What a plan sets out to achieve."""
    return f"Better {random.choice(_WHO)} and {random.choice(_THINGS)} {_where(random)}"


def progress(random: Random) -> str:
    """What was done in a quarter."""
    return _told(_PROGRESS, random)


def why(random: Random) -> str:
    """Why something is late."""
    return _told(_WHY, random)


def remedy(random: Random) -> str:
    """What is being done about it."""
    return _told(_REMEDY, random)


def commentary(random: Random) -> str:
    """What is said of a figure."""
    return _told(_COMMENTARY, random)


def _told(forms: tuple[str, ...], random: Random) -> str:
    return random.choice(forms).format(n=random.randint(2, 60))


def person(random: Random) -> str:
    """Who answers for something."""
    return f"{random.choice(_FIRST)} {random.choice(_LAST)}"


def division(number: int) -> str:
    """What the division of a number, counted from 0, is called."""
    area, service = divmod(number, len(_SERVICES))
    return f"{_SERVICES[service]}, Area {area + 1}" if area else _SERVICES[service]
