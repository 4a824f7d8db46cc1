"""Contexts of the pages that live on the reader's own device: My networking, and the adviser's view of a group. Pure."""

from __future__ import annotations

from typing import Any

from playbook.model.assessment import Assessment
from playbook.model.checklist import Checklist
from playbook.model.page import Page
from playbook.model.source import relative_url, stem_of
from playbook.render.lens import trades
from playbook.render.templates import json_data
from playbook.render.view import View
from playbook.scoring.definition import definition

ME = "me/"
GROUP = "me/group/"
_LINKED = ("principle", "checklist", "alliance", "assessment", "guide")


def me_context(view: View) -> dict[str, Any]:
    """What My networking needs to name what this device keeps."""
    pages = view.site.pages.values()
    tests = view.site.bodies(Assessment)
    data = {
        "trades": {trade.id: {"title": page.title, "url": relative_url(page.url, ME)} for page, trade in trades(view.site)},
        "assessments": [_test(page, test) for page, test in tests],
        "checklists": [_card(page, card) for page, card in view.site.bodies(Checklist)],
        "pages": {
            stem_of(page.path): {"title": page.title, "url": relative_url(page.url, ME)} for page in pages if page.kind in _LINKED
        },
    }
    group = relative_url(GROUP, ME)
    summary = "Your results, your plan and your cards, kept on this device only."
    return {**view.plain(ME, "My networking", summary), "kind": "me", "data": json_data(data), "group": group}


def group_context(view: View) -> dict[str, Any]:
    """What an adviser needs to see the files of a group: every definition."""
    sign = view.site.settings.currency_sign
    made = {test.id: definition(test, sign) for _, test in view.site.bodies(Assessment) if test.scores}
    summary = "Open the files that members saved, several at once. They are read on this device and sent nowhere."
    return {**view.plain(GROUP, "A group at a glance", summary), "kind": "group", "data": json_data({"definitions": made})}


def _test(page: Page, test: Assessment) -> dict[str, Any]:
    bands = {
        each.score: [{"id": level.id, "label": level.label or level.id, "tone": level.tone} for level in each.levels]
        for each in test.bands
    }
    return {"id": test.id, "question": test.question, "url": relative_url(page.url, ME), "bands": bands}


def _card(page: Page, card: Checklist) -> dict[str, Any]:
    items = [item.id for item in card.items]
    return {"title": page.title, "url": relative_url(page.url, ME), "address": page.url, "items": items}
