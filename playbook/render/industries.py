"""What the pages of industries look up in one another: trades by code, neighbours, the same activity abroad, the screen. Pure."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from babel import Locale

from playbook.model.figures import Partner
from playbook.model.page import Page
from playbook.model.profile import Codes, Profile
from playbook.model.site import Site
from playbook.model.source import relative_url
from playbook.model.statistics import Group, Industry, Match, Statistics

ATLAS = "atlas/"
COMPARE = "atlas/compare/"
CODES = {"gb": "uk_sic2007", "us": "naics2022"}
"""The field of a profile's codes that holds a country's own list."""
_NEIGHBOURS = 8


@dataclass(frozen=True)
class Atlas:
    """The industries of a handbook, and what lies around each."""

    statistics: Statistics
    profiles: Mapping[tuple[str, str], tuple[Page, ...]]
    """The trades with an industry's code, by country and code."""
    divisions: Mapping[tuple[str, str], tuple[Industry, ...]]
    """By country and the division's code, in the order of the list."""
    lists: Mapping[str, str]
    """The country of each code list, by its name: `NAICS 2022`."""
    screen: Page | None
    """The first self-assessment that takes official figures."""

    @property
    def countries(self) -> list[str]:
        """Those with industries, in small letters."""
        return [country for country, found in self.statistics.industries.items() if found]

    def neighbours(self, industry: Industry) -> list[Industry]:
        """The nearest others of its division, in the order of the list."""
        found = self.divisions[industry.country, industry.division.code]
        at = next(place for place, each in enumerate(found) if each.code == industry.code)
        first = max(0, min(at - _NEIGHBOURS // 2, len(found) - _NEIGHBOURS - 1))
        return [each for each in found[first : first + _NEIGHBOURS + 1] if each.code != industry.code]

    def matched(self, match: Match) -> Industry | None:
        """The industry of a carried country that a match means."""
        return self.statistics.industry(self.lists.get(match.codes, "?"), match.code)

    def buyers(self, industry: Industry) -> list[Industry]:
        """Those that buy from it, the largest first; none for input-output industries that mean several."""
        return [found for code in industry.sells_to if (found := self.statistics.industry(industry.country, code))]

    def address(self, partner: Partner, country: str) -> str:
        """Where to read on about a buyer or supplier: its page, or the division that all its industries share; else empty."""
        found = [each for code in partner.industries if (each := self.statistics.industry(country, code))]
        if len(found) == 1:
            return found[0].url
        divisions = {division_url(each.country, each.division) for each in found}
        return divisions.pop() if len(divisions) == 1 else ""

    def of_codes(self, codes: Codes, country: str) -> list[Industry]:
        """The industries of a country that a trade's codes name."""
        named = getattr(codes, CODES.get(country, ""), ())
        return [found for code in named if (found := self.statistics.industry(country, code))]


def atlas_of(site: Site) -> Atlas:
    """The atlas of a site; one without industries is empty."""
    profiles: dict[tuple[str, str], list[Page]] = defaultdict(list)
    for page, trade in site.bodies(Profile) if site.statistics.industries else ():
        for country, name in CODES.items():
            for code in getattr(trade.codes, name):
                profiles[country, code].append(page)
    divisions: dict[tuple[str, str], list[Industry]] = defaultdict(list)
    for country in site.statistics.industries:
        for each in site.statistics.of_country(country):
            divisions[country, each.division.code].append(each)
    return Atlas(
        statistics=site.statistics,
        profiles={key: tuple(found) for key, found in profiles.items()},
        divisions={key: tuple(found) for key, found in divisions.items()},
        lists={found[0].codes: found[0].country for found in divisions.values()},
        screen=next((page for page in site.pages.values() if page.takes_figures and site.statistics.industries), None),
    )


def atlas_urls(atlas: Atlas) -> Iterator[str]:
    """The addresses of all pages of the atlas: the finder's and the compare page's, then by country; none without industries."""
    if atlas.countries:
        yield from (ATLAS, COMPARE)
    for country in atlas.countries:
        yield f"{ATLAS}{country}/"
        yield from (each.url for each in atlas.statistics.of_country(country))
    yield from (division_url(country, found[0].division) for (country, _), found in atlas.divisions.items())


def division_url(country: str, division: Group) -> str:
    """The address of a division's page."""
    return f"atlas/{country}/{division.code}/"


@cache
def country_name(country: str) -> str:
    """`United Kingdom`, by ISO 3166 code in letters of any size."""
    return str(Locale("en").territories.get(country.upper(), country.upper()))


def linked(industries: Iterable[Industry], start: str) -> list[dict[str, str]]:
    """Industries as a list names them."""
    return [{"code": each.code, "title": each.title, "url": relative_url(each.url, start)} for each in industries]
