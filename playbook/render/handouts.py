"""One handout for each page that is worth a sheet of paper: its HTML, whole. Pure."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Any

import segno
from markupsafe import Markup

from playbook.memo import Memo
from playbook.model.assessment import Assessment
from playbook.model.checklist import Checklist, ChecklistGroup
from playbook.model.dates import add_months
from playbook.model.handout import OWN, Handout
from playbook.model.page import Page, Prose
from playbook.model.profile import Profile
from playbook.model.source import MediaFile
from playbook.problems import Location
from playbook.render.pages import eyebrow_of
from playbook.render.paper_forms import paper_form_context
from playbook.render.print_style import printable
from playbook.render.profiles import profile_context
from playbook.render.relink import pictures_in, relinked, rooted_pictures, short_address
from playbook.render.templates import safe, squeeze
from playbook.render.view import View

KINDS = frozenset({"principle", "alliance", "guide", "checklist", "profile", "assessment"})
"""Kinds of page that get a handout."""
_STAMP = "\ue000"
"""Stands where the first digits of the sheet's digest go: two sheets with the same stamp are the same."""
PROFILE_PAGES = 2
MOST_PRINCIPLE_PAGES = 2
FOLDER = "print/"
"""Where PDFs lie in the site."""


@dataclass(frozen=True)
class Promise:
    """How long a sheet may be."""

    where: Location
    pages: int | None = None
    most: int | None = None


@dataclass(frozen=True)
class Setting:
    """What sheets are set from."""

    view: View
    signs: frozenset[str]
    """The signs that the print faces have."""
    memo: Memo

    def qr_code(self, address: str) -> Markup:
        """The address as a QR code (ISO/IEC 18004, error correction M) in SVG; empty where there is none."""
        if not address:
            return Markup()
        return safe(self.memo.remember("qr", [address, segno.__version__], partial(_qr_code, address)).decode())


def _qr_code(address: str) -> bytes:
    code = segno.make(address, error="m", micro=False)
    title = f"QR code of {short_address(address)}"
    return code.svg_inline(border=0, title=title, omitsize=True, svgclass=None, lineclass=None).encode()


def handout_path(url: str) -> str:
    """Where a page's PDF lies below the site's root: `print/checklists/follow-up.pdf`."""
    return f"{FOLDER}{url.rstrip('/')}.pdf"


def handout(setting: Setting, page: Page) -> Handout:
    """The page's sheet, in signs that the print faces have."""
    view, promise = setting.view, promise_of(page)
    template, body = body_of(view, page, lambda html: rooted_pictures(relinked(html, page.url, view.live), page.url))
    context = {**sheet_context(view, page), **body, "total": promise.pages, "qr": setting.qr_code(view.live(page.url) or "")}
    html, lacking = set_sheet(setting, template, context)
    return Handout(
        path=handout_path(page.url),
        url=page.url,
        title=page.title,
        html=html,
        offer="Print this",
        where=promise.where,
        pages=promise.pages,
        most=promise.most,
        fillable=page.kind in ("checklist", "assessment"),
        pictures=pictures_of(view, html),
        lacking=lacking,
    )


def set_sheet(setting: Setting, template: str, context: Mapping[str, Any]) -> tuple[str, tuple[str, ...]]:
    """A sheet's HTML with its stamp, in signs that the print faces have, and those signs that they lack."""
    whole = setting.view.templates.render(f"print/{template}.html", {**context, "layout": "print/layout.html", "stamp": _STAMP})
    draft, lacking = printable(squeeze(whole), setting.signs | {_STAMP})
    return draft.replace(_STAMP, hashlib.sha256(draft.encode()).hexdigest()[:6]), lacking


def promise_of(page: Page) -> Promise:
    """How many pages a page's sheet must have, and where that is said."""
    match page.body:
        case Checklist() as checklist:
            return Promise(page.place("paper"), checklist.pages)
        case Assessment() as test:
            return Promise(page.place("paper/pages"), test.paper.pages if test.paper else None)
        case Profile():
            return Promise(page.place("title"), PROFILE_PAGES)
    return Promise(page.place("title"), most=MOST_PRINCIPLE_PAGES if page.kind == "principle" else None)


def pictures_of(view: View, html: str) -> tuple[MediaFile, ...]:
    """The pictures that a sheet shows, each once."""
    wanted = pictures_in(html)
    return tuple(media for media in view.site.media if media.path in wanted)


def imprint(view: View, url: str) -> dict[str, Any]:
    """Whose a sheet is, and the address of its page; what else a sheet may say of itself is empty."""
    settings = view.site.settings
    return {
        "language": settings.language,
        "handbook": settings.title,
        "association": settings.association or "",
        "logo": OWN + settings.logo if settings.logo else "",
        "address": short_address(view.live(url) or ""),
        **dict.fromkeys(("key", "edition", "reviewed", "due", "changed", "sources", "leads", "total"), ""),
    }


def sheet_context(view: View, page: Page) -> dict[str, Any]:
    """What every sheet says of itself, and where it leads."""
    changed = view.site.changed.get(page.path)
    return {
        **imprint(view, page.url),
        "kind": page.kind,
        "title": page.title,
        "heading": page.title,
        "summary": page.summary,
        "eyebrow": eyebrow_of(page, page.body),
        "key": page.key,
        "edition": page.body.version if isinstance(page.body, Assessment) else None,
        "reviewed": view.day(page.reviewed),
        "due": view.day(add_months(page.reviewed, view.site.settings.review_months)) if page.reviewed else "",
        "changed": view.day(date.fromisoformat(changed)) if changed else "",
        "sources": [view.site.sources[name] for name in page.sources if name in view.site.sources],
        "leads": _leads(view, page),
    }


def _leads(view: View, page: Page) -> list[dict[str, str]]:
    """The pages that the sheet points to, with the addresses to type."""
    if not view.site.settings.site_url or page.kind in ("profile", "assessment"):
        return []
    own = [link.target for link in page.links if link.target and link not in page.related]
    found = {each.url: each for each in view.site.pages_at(own) if each.kind in KINDS and each.url != page.url}
    addresses = [(each, view.live(each.url) or "") for each in found.values()]
    return [{"title": each.label, "live": live, "address": short_address(live)} for each, live in addresses]


Relink = Callable[[str], str]


def body_of(view: View, page: Page, relink: Relink) -> tuple[str, dict[str, Any]]:
    """The template that sets a page's own matter on paper, and what it shows."""
    match page.body:
        case Checklist() as card:
            return "checklist", card_context(card, relink)
        case Profile() as trade:
            return "profile", profile_context(view, page, trade)
        case Assessment() as test:
            return "form", paper_form_context(view, page, test)
        case Prose() as prose:
            return "prose", {"lead": safe(relink(prose.lead)), "html": safe(relink(prose.html))}
    raise TypeError(f"no sheet for {page.kind}")


def card_context(card: Checklist, relink: Relink) -> dict[str, Any]:
    """A checklist's words and boxes."""
    groups = [_group(group, relink) for group in card.groups]
    return {"lead": safe(relink(card.lead)), "outro": safe(relink(card.outro)), "groups": groups, "note": ""}


def _group(group: ChecklistGroup, relink: Relink) -> dict[str, Any]:
    entries = [{"name": item.id, "text": plain(item.html), "html": safe(relink(item.html))} for item in group.items]
    return {"title": group.title, "before": safe(relink(group.before)), "after": safe(relink(group.after)), "entries": entries}


def plain(html: str) -> str:
    """The words of a piece of HTML."""
    return safe(html).striptags()
