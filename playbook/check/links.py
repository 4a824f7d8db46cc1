"""Rules about links and pictures."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator

from playbook.model.page import Link, Page
from playbook.model.site import Site
from playbook.model.source import PAGE_SUFFIXES, relative_url, stem_of
from playbook.problems import Problem, did_you_mean, nearest

ALLOWED_SCHEMES = frozenset({"http", "https", "mailto", "tel"})
_UNCLEAR = frozenset({"click here", "here", "this", "this page", "link", "read more", "more", "this link"})


def _doubtful(site: Site) -> Iterator[tuple[Page, Link]]:
    """The links of the pages of which not every link plainly leads to another page."""
    return ((page, link) for page in site.doubtful for link in page.links)


def _is_inside(link: Link) -> bool:
    return not link.scheme and not link.written.startswith("//")


def broken_links(site: Site) -> Iterator[Problem]:
    """A reference to a page or a picture that is not there."""
    for page, link in _doubtful(site):
        if not _is_inside(link) or not link.target or link.target in site.paths:
            continue
        if link.written.startswith("/"):
            hint = f"Start from this file: {_nearest(site, page, link.written.lstrip('/'), link) or '../folder/page.md'}"
            yield Problem(link.where, f"links start from the file they stand in, not with /: {link.written}", hint)
        elif link.target.startswith(".."):
            yield Problem(link.where, f"{link.written} leads out of the handbook", "Link to files below content/ only.")
        else:
            what = "no picture or file at" if link.image else "no page at"
            near = _nearest(site, page, link.target, link)
            written = link.written if _has_suffix(link.written) else link.target
            yield Problem(link.where, f"{what} {written}", f"Did you mean {near}?" if near else "")


def _has_suffix(path: str) -> bool:
    """Markdown names files with their suffix; YAML leaves it out."""
    return "." in posixpath.basename(path)


def _nearest(site: Site, page: Page, target: str, link: Link) -> str:
    """The existing path most like the wrong one, written as this link would be; empty where none is near."""
    candidates = [path for path in site.paths if _has_suffix(path) == _has_suffix(link.written)]
    folder, name = posixpath.split(stem_of(target))
    anywhere = {posixpath.basename(stem_of(path)): path for path in candidates}
    siblings = {name: path for name, path in anywhere.items() if posixpath.dirname(path) == folder}
    found = siblings.get(nearest(name, siblings)) or anywhere.get(nearest(name, anywhere), "")
    if found and _has_suffix(found):
        return relative_url(found, f"{posixpath.dirname(page.path)}/" if "/" in page.path else "")
    return posixpath.basename(found) if "/" not in link.written else found


def missing_anchors(site: Site) -> Iterator[Problem]:
    """A link to a heading that its page does not have."""
    for page, link in _doubtful(site):
        target = site.pages.get(site.paths.get(link.target, "?")) if link.target else page
        if _is_inside(link) and link.anchor and target and link.anchor not in target.anchors:
            where = f"the page {link.target}" if link.target else "this page"
            yield Problem(link.where, f"no heading #{link.anchor} on {where}", did_you_mean(link.anchor, target.anchors))


def drafts_linked(site: Site) -> Iterator[Problem]:
    """A link to a page that is not published: a draft."""
    for _, link in _doubtful(site):
        url = site.paths.get(link.target) if link.target and _is_inside(link) else None
        if url is not None and url.endswith("/") and url not in site.pages and url not in site.unfinished:
            hint = "Publish the draft, or take the link out until then."
            yield Problem(link.where, f"{link.written} is a draft, and will not be there", hint)


def refused_schemes(page: Page) -> Iterator[Problem]:
    """A link that runs something instead of leading somewhere."""
    for link in page.links:
        if link.scheme and link.scheme not in ALLOWED_SCHEMES:
            hint = f"Links may start with {', '.join(sorted(ALLOWED_SCHEMES))}."
            yield Problem(link.where, f"links that start with '{link.scheme}:' are refused", hint)


def empty_links(page: Page) -> Iterator[Problem]:
    """A link or a picture that says where to nowhere."""
    for link in page.links:
        if not link.written:
            yield Problem(
                link.where, "this link leads nowhere", "Write a path between the brackets: [the follow-up card](follow-up.md)"
            )


def pages_as_pictures(page: Page) -> Iterator[Problem]:
    """A picture whose file is a page."""
    for link in page.links:
        if link.image and _is_inside(link) and link.target.endswith(PAGE_SUFFIXES):
            yield Problem(link.where, f"{link.written} is a page, not a picture", "Leave the ! out to link to it.")


def images_without_alt(page: Page) -> Iterator[Problem]:
    """A picture that a reader who cannot see it is not told about."""
    for link in page.links:
        if link.image and not link.text:
            hint = f"Say in a few words what it shows: ![a full room at half past seven]({link.written})"
            yield Problem(link.where, "a picture without words for those who cannot see it", hint)


def unclear_link_texts(page: Page) -> Iterator[Problem]:
    """A link whose words do not say what is behind it."""
    for link in page.links:
        if link.text.strip(" .…").casefold() in _UNCLEAR and not link.image:
            hint = "Name what is behind the link: [the follow-up card](…)."
            yield Problem(link.where, f"'{link.text}' does not say where the link leads", hint, "warning")
