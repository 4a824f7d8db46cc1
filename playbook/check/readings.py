"""Rules about readings of the official figures."""

from __future__ import annotations

from collections.abc import Iterator

from playbook.measures.readings import borne_out
from playbook.model.readings import ReadingBook
from playbook.model.site import Site
from playbook.problems import Problem


def behind_readings(site: Site) -> Iterator[str]:
    """All that `unreached_readings` rests on."""
    yield site.readings.digest if site.readings else ""
    yield from (site.statistics.digest, *site.statistics.industries, str(site.settings.industries))


def unreached_readings(site: Site) -> Iterator[Problem]:
    """A reading that no industry bears out, though the figures that it asks for are there."""
    book = site.readings.body if site.readings else None
    if site.readings is None or not isinstance(book, ReadingBook):
        return
    carried = site.settings.industries
    if carried is not None and any(each.country not in (None, *carried) for each in site.statistics.datasets.values()):
        return  # a country that is not carried may bear it out
    industries = [each for country in site.statistics.industries.values() for each in country.values()]
    for index, rule in enumerate(book.readings):
        asked = False
        for industry in industries:
            holds = borne_out(rule, industry, site.statistics.datasets)
            if holds:
                break
            asked = asked or holds is False
        else:
            if asked:
                hint = "Loosen its conditions, or take it out."
                message = f"no industry in content/statistics bears out the reading '{rule.id}'"
                yield Problem(site.readings.place(f"readings/{index}/when"), message, hint, "warning")
