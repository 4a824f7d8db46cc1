"""Official titles as people read them: sentence case, without a code list's own words. Pure."""

from __future__ import annotations

import re

_BETTER = {
    "Accounting; bookkeeping and auditing activities; tax consultancy": "Accounting, bookkeeping, auditing and tax advice",
    "Beverage serving activities": "Pubs, bars and other places that serve drinks",
    "Child day-care activities": "Child day care",
    "Defence activities": "Defence",
    "Dental practice activities": "Dental practices",
    "Driving school activities": "Driving schools",
    "Employment activities": "Employment agencies and staff",
    "Fire service activities": "Fire services",
    "General medical practice activities": "General medical practices",
    "Hospital activities": "Hospitals",
    "Investigation activities": "Private investigation",
    "Library and archives activities": "Libraries and archives",
    "Motion picture projection activities": "Cinemas",
    "Museums activities": "Museums",
    "News agency activities": "News agencies",
    "Legal and accounting activities": "Legal and accounting services",
    "Other reservation service and related activities": "Other reservation services",
    "Residential care activities for mental retardation; mental health and substance abuse": (
        "Residential care for learning disabilities, mental health and substance abuse"
    ),
    "Residential care activities": "Residential care",
    "Residential nursing care activities": "Residential nursing care",
    "Other residential care activities": "Other residential care",
    "Services to buildings and landscape activities": "Services to buildings and landscapes",
    "Specialist medical practice activities": "Specialist medical practices",
    "Temporary employment agency activities": "Temporary employment agencies",
    "Tour operator activities": "Tour operators",
    "Travel agency activities": "Travel agencies",
}
_ACTIONS = re.compile(r"(?:ing|ment|tions?|security) activities$")
_KEPT = re.compile(r"\b(?:sports|recreation|health) activities$")
_WORDS = (
    (re.compile(r"; "), ", "),
    (re.compile(r",? n\.e\.c\.?$"), ""),
    (re.compile(r"\bservice activities\b"), "services"),
    (re.compile(r" and related activities$"), " and related services"),
)


def readable(title: str) -> str:
    """A UK title for people: `Activities of head offices` is `Head offices`, `Legal activities` is `Legal services`.

    Words that only make sense in the list go: "n.e.c." stands in titles that say "other" already.
    """
    if title in _BETTER:
        return _BETTER[title]
    if title.endswith("n.e.c.") and "other" not in title.lower():
        title = f"{title.removesuffix('n.e.c.').strip()}, of kinds not listed elsewhere"
    for pattern, better in _WORDS:
        title = pattern.sub(better, title)
    if title.startswith("Activities of "):
        title = title.removeprefix("Activities of ")
    elif _ACTIONS.search(title):
        title = title.removesuffix(" activities")
    elif title.endswith(" activities") and not _KEPT.search(title):
        title = f"{title.removesuffix('activities')}services"
    return title[:1].upper() + title[1:]
