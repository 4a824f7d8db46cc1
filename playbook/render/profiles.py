"""The context of an industry profile. Pure."""

from __future__ import annotations

from typing import Any

from playbook.model.page import Page
from playbook.model.profile import Buyer, Profile
from playbook.model.statistics import Industry
from playbook.render.atlas import block_context
from playbook.render.industries import country_name, linked
from playbook.render.key_figures import key_figures
from playbook.render.view import View

_CODE_NAMES = {"uk_sic2007": "UK SIC", "naics2022": "US NAICS", "nace2": "NACE", "isic4": "ISIC"}
_REACH = {
    "local": "Local: customers come from a few miles around",
    "regional": "Regional: customers come from the region",
    "national": "National: customers come from the whole country",
    "international": "International: customers come from abroad too",
    "mixed": "Mixed: some customers are near, some far",
}
_DOMINANCE = {
    "firms": ("Large firms", "dominate the trade"),
    "platforms": ("Platforms", "dominate the trade"),
    "public_buyers": ("Public buyers", "dominate the demand"),
    "none": ("Nobody", "dominates the trade"),
}
_AS_WRITTEN = {
    "also_called", "code_note", "sales_cycle_note", "buyers_gather_at", "low_yield_events", "refers_to_you", "you_refer_to",
    "associations", "alliance_idea", "partnership_cautions", "give_first", "wants", "haves", "niche", "evidence",
}  # fmt: skip
"""Fields that the page shows just as the editor wrote them."""


def profile_context(view: View, page: Page, trade: Profile) -> dict[str, Any]:
    """A profile's facts in the order an owner asks for them."""
    site = view.site
    found = {country: listed for country in view.atlas.countries if (listed := view.atlas.of_codes(trade.codes, country))}
    codes = {_CODE_NAMES[name]: found for name, found in trade.codes.model_dump().items() if found}
    short_codes = [f"{name} {_few(found)}" for name, found in list(codes.items())[:2]]
    return {
        **trade.model_dump(include=_AS_WRITTEN),
        "id": trade.id,
        "eyebrow": " · ".join(["Your trade", *short_codes]),
        "codes": codes,
        "facts": _facts(trade),
        "figures": _figures(view, page, trade, found),
        "key_figures": key_figures(_own_first(view, found), site.statistics.datasets) if found else None,
        "dominance": trade.dominated_by.note,
        "buyers": [_buyer(view, page, buyer) for buyer in trade.buyer_industries],
        "alliances": view.links(site.pages_at(f"alliances/{kind}" for kind in trade.alliance_kinds), page.url),
        "notes": [
            {"link": view.link(card, page.url), "note": note}
            for name, note in trade.checklist_notes.items()
            if (card := site.page_at(f"checklists/{name}"))
        ],
        "plan": [
            {"link": view.link(named, page.url), "why": step.why}
            for step in sorted(trade.first_month, key=lambda step: step.week)
            if (named := site.page_at(step.do))
        ],
    }


def _figures(view: View, page: Page, trade: Profile, found: dict[str, list[Industry]]) -> list[dict[str, Any]]:
    """The official figures of the trade, a block for each country: the first of its industries whole, links to the others."""
    return [
        {
            "country": country_name(country),
            "prefix": f"{country}-",
            "industries": linked(industries, page.url),
            "block": block_context(view, industries[0], page.url, buying(view, trade, country)),
        }
        for country, industries in found.items()
    ]


def _own_first(view: View, found: dict[str, list[Industry]]) -> list[Industry]:
    """The first industry of each country, that of the handbook's own country before the others."""
    own = view.site.settings.country.lower()
    return [found[country][0] for country in sorted(found, key=lambda country: country != own)]


def buying(view: View, trade: Profile, country: str) -> list[Industry]:
    """The industries of a country that the editor says buy from the trade, the first of each."""
    codes = []
    for buyer in trade.buyer_industries:
        if isinstance(buyer, Buyer):
            codes.append(buyer.codes)
        elif (
            (found := view.site.page_at(f"industries/{buyer}"))
            and found.form == Profile.__name__
            and isinstance(found.body, Profile)
        ):
            codes.append(found.body.codes)
    return [industries[0] for each in codes if (industries := view.atlas.of_codes(each, country))]


def _facts(trade: Profile) -> list[dict[str, str]]:
    """The strip of figures at the head of the page."""
    weeks, reach = trade.sales_cycle_weeks, _REACH[trade.reach]
    figure, label = _DOMINANCE[trade.dominated_by.kind]
    return [
        {"figure": f"{weeks.low}–{weeks.high}", "label": f"weeks from first talk to order ({weeks.basis})"},
        {"figure": reach.partition(":")[0], "label": reach.partition(": ")[2]},
        {"figure": figure, "label": label},
    ]


def _buyer(view: View, page: Page, buyer: str | Buyer) -> dict[str, Any]:
    if isinstance(buyer, Buyer):
        return {"title": buyer.title, "url": ""}
    found = view.site.page_at(f"industries/{buyer}")
    return view.link(found, page.url) if found else {"title": buyer, "url": ""}


def _few(codes: tuple[str, ...]) -> str:
    """The first two codes, and how many more there are."""
    more = f" and {len(codes) - 2} more" if len(codes) > 2 else ""
    return ", ".join(codes[:2]) + more
