"""Rules about readings of the official figures."""

from __future__ import annotations

from collections.abc import Iterator

from playbook.measures.readings import readings_of
from playbook.model.readings import ReadingBook
from playbook.model.site import Site
from playbook.problems import Problem


def unreached_readings(site: Site) -> Iterator[Problem]:
    """A reading that the figures of no industry bear out, where there are figures."""
    book = site.readings.body if site.readings else None
    industries = [each for country in site.statistics.industries.values() for each in country.values()]
    if site.readings is None or not isinstance(book, ReadingBook) or not industries:
        return
    left = {rule.id: (index, rule) for index, rule in enumerate(book.readings)}
    for industry in industries:
        if not left:
            return
        asked = ReadingBook(readings=tuple(rule for _, rule in left.values()))
        for reading in readings_of(industry, asked, site.statistics.datasets):
            del left[reading.id]
    for name, (index, _) in left.items():
        hint = "Loosen its conditions, or take it out."
        where = site.readings.place(f"readings/{index}/when")
        yield Problem(where, f"no industry in content/statistics bears out the reading '{name}'", hint, "warning")
