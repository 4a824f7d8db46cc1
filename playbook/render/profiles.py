"""The context of an industry profile. Pure."""

from __future__ import annotations

from typing import Any

from playbook.model.page import Page
from playbook.model.profile import Buyer, Profile
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
    "firms": "Large firms",
    "platforms": "Platforms",
    "public_buyers": "Public buyers",
    "none": "Nobody",
}


def profile_context(view: View, page: Page, trade: Profile) -> dict[str, Any]:
    """A profile's facts in the order an owner asks for them."""

    def linked(path: str) -> dict[str, Any] | None:
        found = view.site.page_at(path)
        return view.link(found, page.url) if found else None

    codes = {_CODE_NAMES[name]: found for name, found in trade.codes.model_dump().items() if found}
    weeks = trade.sales_cycle_weeks
    short_codes = [f"{name} {_few(found)}" for name, found in list(codes.items())[:2]]
    return {
        "eyebrow": " · ".join(["Your trade", *short_codes]),
        "also_called": trade.also_called,
        "codes": codes,
        "code_fit": trade.code_fit,
        "code_note": trade.code_note or "",
        "facts": [
            {"figure": f"{weeks.low}–{weeks.high}", "label": f"weeks from first talk to order ({weeks.basis})"},
            {"figure": _REACH[trade.reach].partition(":")[0], "label": _REACH[trade.reach].partition(": ")[2]},
            {
                "figure": _DOMINANCE[trade.dominated_by.kind],
                "label": "dominate the trade" if trade.dominated_by.kind != "none" else "dominates the trade",
            },
        ],
        "sales_cycle_note": trade.sales_cycle_note or "",
        "dominance": trade.dominated_by.note,
        "buyers": [
            {"title": each.title, "link": None}
            if isinstance(each, Buyer)
            else {"title": each, "link": linked(f"industries/{each}")}
            for each in trade.buyer_industries
        ],
        "gather": trade.buyers_gather_at,
        "low_yield": trade.low_yield_events,
        "refers_to_you": trade.refers_to_you,
        "you_refer_to": trade.you_refer_to,
        "associations": trade.associations,
        "alliances": [found for kind in trade.alliance_kinds if (found := linked(f"alliances/{kind}"))],
        "alliance_idea": trade.alliance_idea or "",
        "cautions": trade.partnership_cautions,
        "give_first": trade.give_first,
        "wants": trade.wants,
        "haves": trade.haves,
        "notes": [
            {"link": found, "note": note} for name, note in trade.checklist_notes.items() if (found := linked(f"checklists/{name}"))
        ],
        "plan": [{"week": step.week, "link": linked(step.do), "why": step.why} for step in trade.first_month],
        "niche": trade.niche or "",
        "evidence": trade.evidence,
    }


def _few(codes: tuple[str, ...]) -> str:
    """The first two codes, and how many more there are."""
    more = f" and {len(codes) - 2} more" if len(codes) > 2 else ""
    return ", ".join(codes[:2]) + more
