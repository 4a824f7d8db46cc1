"""Contexts of the atlas: a page for every industry, its division's, its country's, the finder, the compare page. Pure.

They rest on the figures, the readings, the settings and the profiles' titles and codes alone.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from typing import Any

from playbook.measures.readings import readings_of
from playbook.model.artifact import Artifact
from playbook.model.page import Page
from playbook.model.profile import Profile
from playbook.model.readings import Reading, ReadingBook
from playbook.model.source import relative_url
from playbook.model.statistics import Group, Industry
from playbook.render.amounts import measure_text
from playbook.render.figures import figures_context
from playbook.render.industries import ATLAS, COMPARE, country_name, division_url, linked
from playbook.render.screen import screen_context, screen_url
from playbook.render.view import View

_LISTED = ("firms", "under_10", "growth", "cr4")
"""What a division's table shows of each industry, where any has it."""
_HEADS = {"firms": "Firms", "under_10": "Under 10 people", "growth": "Change", "cr4": "Sales of the 4 largest"}
_MATCHES = 12
_ABOUT = (
    "How small the firms are, where they are, who dominates, and who buys from them. "
    "Your own trade’s page tells you something. Your buyers’ pages tell you more."
)
_INDUSTRY = "How small the firms are, where they are, who dominates, who buys."
_COMPARE = "Yours beside a buyer’s: what is true of your trade need not be true of theirs."
_BUYERS = 5
"""How many buyers' screens are offered."""


def industry_context(view: View, industry: Industry) -> dict[str, Any]:
    """The page of one industry."""
    atlas, start, division = view.atlas, industry.url, industry.division
    profiles = atlas.profiles.get((industry.country, industry.code), ())
    return {
        **view.plain(start, industry.title, f"{_INDUSTRY} {industry.codes} {industry.code}."),
        "kind": "industry",
        "breadcrumbs": _trail(view, industry.country, division, start),
        "eyebrow": f"{country_name(industry.country)} · {industry.codes} · {industry.code}",
        "official": industry.official_title if industry.official_title != industry.title else "",
        "profiles": view.links(profiles, start),
        "block": block_context(view, industry, start),
        "offers": view.offers(start),
        "matches": _matches(view, industry),
        "buyers_abroad": _buyers_abroad(view, industry),
        "neighbours": linked(atlas.neighbours(industry), start),
        "division": {
            "title": industry.division.title,
            "url": relative_url(division_url(industry.country, division), start),
        },
        "compare": f"{relative_url(COMPARE, start)}?a={industry.country}/{industry.code}",
    }


def block_context(view: View, industry: Industry, start: str, buyers: Sequence[Industry] = ()) -> dict[str, Any]:
    """What atlas pages and profiles show alike: figures, readings, and what to do with them.

    `buyers` are known from elsewhere to buy from the industry, and stand before those of the figures.
    """
    atlas, datasets = view.atlas, view.site.statistics.datasets

    def address(partner: Any) -> str:
        found = atlas.address(partner, industry.country)
        return relative_url(found, start) if found else ""

    found = [*buyers, *atlas.buyers(industry)]
    readings = _readings(view, industry)
    return {
        **figures_context(industry, datasets, address),
        "country": country_name(industry.country),
        "readings": [_reading(view, each, start) for each in readings],
        "next": view.links(_next(view, readings), start),
        "screen": screen_context(atlas.screen, industry, datasets, start) if atlas.screen else None,
        "buyers": [
            {"title": each.title, "url": screened}
            for each in list({each.url: each for each in found}.values())[:_BUYERS]
            if atlas.screen and (screened := screen_url(atlas.screen, each, datasets, start))
        ],
    }


def division_context(view: View, country: str, division: Group) -> dict[str, Any]:
    """The industries of a division with their key figures."""
    url = division_url(country, division)
    industries = view.atlas.divisions[country, division.code]
    shown = [name for name in _LISTED if any(name in each.figures.measures for each in industries)]
    datasets = view.site.statistics.datasets
    used = dict.fromkeys(
        each.figures.measures[name].dataset for each in industries for name in shown if name in each.figures.measures
    )
    return {
        **view.plain(url, division.title, f"How small the firms of each industry are, and who dominates: {country_name(country)}."),
        "breadcrumbs": _trail(view, country, None, url),
        "eyebrow": f"{country_name(country)} · {industries[0].codes} · {division.code}",
        "heads": [_HEADS[name] for name in shown],
        "rows": [
            {**each, "numbers": [_number(industry, name) for name in shown]}
            for each, industry in zip(linked(industries, url), industries, strict=True)
        ],
        "source": "; ".join(f"{datasets[name].title} ({datasets[name].publisher})" for name in used if name in datasets),
    }


def country_context(view: View, country: str) -> dict[str, Any]:
    """A country's sections, each with its divisions."""
    url = f"{ATLAS}{country}/"
    sections: dict[Group, dict[Group, int]] = {}
    for industry in view.site.statistics.of_country(country):
        divisions = sections.setdefault(industry.sector, {})
        divisions[industry.division] = divisions.get(industry.division, 0) + 1
    return {
        **view.plain(
            url, f"Industries of the {country_name(country)}", "Find yours by your own words, by its code, or in the list."
        ),
        "breadcrumbs": _trail(view, "", None, url),
        "eyebrow": view.atlas.divisions[country, next(iter(next(iter(sections.values())))).code][0].codes,
        "finds": _country(country, 0, url),
        "sections": [
            {
                "id": f"section-{section.code.lower()}",
                "title": section.title,
                "code": section.code,
                "divisions": [
                    {"title": each.title, "code": each.code, "count": count, "url": relative_url(division_url(country, each), url)}
                    for each, count in divisions.items()
                ],
            }
            for section, divisions in sections.items()
        ],
    }


def atlas_context(view: View) -> dict[str, Any]:
    """The finder, and the countries."""
    statistics = view.site.statistics
    return {
        **view.plain(ATLAS, "Every industry in figures", _ABOUT),
        "countries": [_country(country, len(statistics.industries[country])) for country in view.atlas.countries],
        "compare": relative_url(COMPARE, ATLAS),
    }


def compare_context(view: View) -> dict[str, Any]:
    """Two industries side by side; the browser puts them there, out of their own pages."""
    return {
        **view.plain(COMPARE, "Two industries side by side", _COMPARE),
        "breadcrumbs": _trail(view, "", None, COMPARE),
        "countries": [_country(country, 0, COMPARE) for country in view.atlas.countries],
        "up": relative_url(ATLAS, COMPARE),
    }


def names_artifacts(view: View) -> Iterator[Artifact]:
    """What the finder looks through, a file for each country: `[[code, title, other names]]`."""
    for country in view.atlas.countries:
        names = [[each.code, each.title, _other_names(view, each)] for each in view.site.statistics.of_country(country)]
        yield Artifact(names_path(country), json.dumps(names, ensure_ascii=False, separators=(",", ":")).encode())


def names_path(country: str) -> str:
    """Where the finder's file of a country lies."""
    return f"{ATLAS}{country}/names.json"


def _other_names(view: View, industry: Industry) -> str:
    """The official title where it differs, people's own words from the profiles, and what other lists call it exactly."""
    names = [industry.official_title]
    for page in view.atlas.profiles.get((industry.country, industry.code), ()):
        names += [page.title, *(page.body.also_called if isinstance(page.body, Profile) else ())]
    known = industry.title.casefold()
    return "; ".join(dict.fromkeys(name for name in (*names, *industry.other_titles) if name.casefold() not in known))


def _country(country: str, count: int, start: str = ATLAS) -> dict[str, Any]:
    """A country as lists and the finder name it."""
    page, names = relative_url(f"{ATLAS}{country}/", start), relative_url(names_path(country), start)
    return {"code": country, "name": country_name(country), "count": count, "url": page, "names": names}


def _trail(view: View, country: str, division: Group | None, start: str) -> list[dict[str, Any]]:
    """The pages above one of the atlas, home first."""
    above = [{"label": "Every industry", "url": relative_url(ATLAS, start)}]
    if country:
        above.append({"label": country_name(country), "url": relative_url(f"{ATLAS}{country}/", start)})
    if division:
        above.append({"label": division.title, "url": relative_url(division_url(country, division), start)})
    return [view.link(view.site.root.page, start), *above]


def _number(industry: Industry, name: str) -> str:
    found = industry.figures.measures.get(name)
    return measure_text(found) if found else "–"


def _matches(view: View, industry: Industry) -> list[dict[str, str]]:
    """The same activity in other lists, exact ones first, with a link where this atlas has it."""
    shown = []
    for match in industry.matches[:_MATCHES]:
        found = view.atlas.matched(match)
        shown.append({**match._asdict(), "url": relative_url(found.url, industry.url) if found else ""})
    return shown


def _buyers_abroad(view: View, industry: Industry) -> list[dict[str, str]]:
    """The same activity in other countries whose buyers are known, where this one's are not."""
    if industry.has_trade:
        return []
    found = [each for match in industry.matches if (each := view.atlas.matched(match)) and each.has_trade]
    lists = {each.codes for each in found}
    if 2 * len(found) <= sum(match.codes in lists for match in industry.matches):
        return []  # the few with buyers are the lesser part: roads and bridges would stand for electrical work
    return [
        {**link, "country": country_name(each.country)}
        for each, link in zip(found[:3], linked(found[:3], industry.url), strict=True)
    ]


def _readings(view: View, industry: Industry) -> tuple[Reading, ...]:
    book = view.site.readings.body if view.site.readings else None
    if not isinstance(book, ReadingBook):
        return ()
    return readings_of(industry, book, view.site.statistics.datasets, view.site.settings.country)


def _reading(view: View, reading: Reading, start: str) -> dict[str, Any]:
    return {
        "id": reading.id,
        "title": reading.title,
        "text": reading.text,
        "act": reading.act,
        "numbers": [{"label": each.label, "text": each.text, "year": each.year} for each in reading.numbers],
        "caveats": list(reading.caveats),
        "do": view.links(view.site.pages_at(reading.do), start),
    }


def _next(view: View, readings: tuple[Reading, ...]) -> list[Page]:
    """What helps whatever the figures say: the screen's own related pages, those of the readings left out."""
    screen = view.atlas.screen
    shown = {page.url for each in readings for page in view.site.pages_at(each.do)}
    related = view.site.pages_at(link.target for link in screen.related) if screen else []
    return [page for page in related if page.url not in shown]
