"""The lens: what a page holds for readers who have chosen their trade. Pure.

Everything for every trade is in the page, marked with the trade's id; theme.js shows a reader's own. So nothing is asked for,
nothing moves, and readers without JavaScript get the page of those who have chosen none.
"""

from __future__ import annotations

import json
import posixpath
from collections.abc import Iterator, Mapping
from typing import Any

from playbook.model.artifact import Artifact
from playbook.model.assessment import Assessment
from playbook.model.page import Page
from playbook.model.profile import Profile
from playbook.model.site import Site
from playbook.render.view import View
from playbook.scoring.definition import with_thresholds
from playbook.scoring.paper import paper

TRADES = "trades.json"
"""The trades that can be chosen, below the site's root."""


def trades(site: Site) -> list[tuple[Page, Profile]]:
    """Every profile with its page, in reading order."""
    return list(site.bodies(Profile))


def trades_artifact(site: Site) -> Iterator[Artifact]:
    """The list that the chooser offers, where there is anything to choose."""
    if found := trades(site):
        listed = [{"id": trade.id, "title": page.title, "label": page.label, "url": page.url} for page, trade in found]
        yield Artifact(TRADES, json.dumps(listed, ensure_ascii=False, separators=(",", ":")).encode())


def start_panels(view: View) -> list[dict[str, Any]]:
    """For each trade, where its owners start: the home page shows one of them, or none."""
    site = view.site
    panels = []
    for page, trade in trades(site):
        month = site.pages_at(step.do for step in sorted(trade.first_month, key=lambda step: step.week))
        noted = {each.url: each for each in site.pages_at(f"checklists/{name}" for name in trade.checklist_notes)}
        cards = [each for url, each in noted.items() if url not in {step.url for step in month}]
        panels.append({"id": trade.id, "link": view.card(page, ""), "month": view.links(month, ""), "cards": view.links(cards, "")})
    return panels


def card_notes(view: View, page: Page) -> list[dict[str, Any]]:
    """What each trade does differently on a checklist."""
    name = posixpath.basename(page.url.rstrip("/"))
    return [
        {"id": trade.id, "trade": view.link(found, page.url), "note": trade.checklist_notes[name]}
        for found, trade in trades(view.site)
        if name in trade.checklist_notes
    ]


def thresholds(view: View, page: Page, test: Assessment, made: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Each trade's own starts of bands for an assessment, why, and how the scoring by hand ends with them."""
    return [
        {
            "id": trade.id,
            "trade": view.link(found, page.url),
            "because": own.because,
            "scores": own.scores,
            "finds": [each["words"] for each in paper(with_thresholds(made, own.scores))["finds"]],
        }
        for found, trade in trades(view.site)
        if (own := trade.thresholds.get(test.id))
    ]
