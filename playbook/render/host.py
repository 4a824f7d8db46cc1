"""The files that hosts, browsers and search engines look for beside the pages. Pure."""

from __future__ import annotations

import json
from collections.abc import Iterator
from html import escape
from urllib.parse import urlsplit

from playbook.model.artifact import Artifact
from playbook.model.colour import PAPER, readable
from playbook.model.site import Site
from playbook.render.industries import atlas_urls
from playbook.render.search import PARTS
from playbook.render.view import CSP, View


def host_artifacts(view: View, assets: str) -> Iterator[Artifact]:
    """Security headers, manifest, robots.txt, and a sitemap where the site knows its address."""
    site = view.site
    yield Artifact("_headers", _headers(assets).encode())
    yield Artifact(".nojekyll", b"")
    yield Artifact("manifest.webmanifest", _manifest(site, assets).encode())
    lines = ["User-agent: *", "Allow: /"]
    if site.settings.site_url:
        base = site.settings.site_url.rstrip("/") + "/"
        lines.append(f"Sitemap: {base}sitemap.xml")
        yield Artifact("sitemap.xml", _sitemap(view, base).encode())
    yield Artifact("robots.txt", ("\n".join(lines) + "\n").encode())


def base_path(site: Site) -> str:
    """The path of the site's root on its host, from and to a slash."""
    path = urlsplit(site.settings.site_url).path if site.settings.site_url else ""
    return f"{path.rstrip('/')}/"


def _headers(assets: str) -> str:
    """For hosts that read a `_headers` file (Netlify, Cloudflare Pages)."""
    return (
        "/*\n"
        f"  Content-Security-Policy: {CSP}; frame-ancestors 'none'\n"
        "  X-Content-Type-Options: nosniff\n"
        "  Referrer-Policy: no-referrer\n"
        f"/{assets}*\n"
        "  Cache-Control: public, max-age=31536000, immutable\n"
        f"/{PARTS}*\n"
        "  Cache-Control: public, max-age=31536000, immutable\n"
    )


def _manifest(site: Site, assets: str) -> str:
    """Web app manifest (https://www.w3.org/TR/appmanifest/)."""
    settings = site.settings
    manifest = {
        "name": settings.title,
        "short_name": settings.title.removeprefix("The "),
        "lang": settings.language,
        "start_url": "./",
        "display": "minimal-ui",
        "background_color": PAPER["light"],
        "theme_color": readable(settings.accent, PAPER["light"]),
        "icons": [{"src": f"{assets}mark.svg", "sizes": "any", "type": "image/svg+xml"}],
    }
    return json.dumps(manifest, ensure_ascii=False, indent=1) + "\n"


def _sitemap(view: View, base: str) -> str:
    """Sitemap protocol 0.9 (https://www.sitemaps.org/protocol.html)."""
    rows, site = [], view.site
    for page in site.pages.values():
        day = site.changed.get(page.path) or (page.reviewed.isoformat() if page.reviewed else "")
        changed = f"<lastmod>{day}</lastmod>" if day else ""
        rows.append(f"<url><loc>{escape(base + page.url, quote=False)}</loc>{changed}</url>")
    rows += [f"<url><loc>{escape(base + url, quote=False)}</loc></url>" for url in atlas_urls(view.atlas)]
    head = '<?xml version="1.0" encoding="UTF-8"?>\n<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n'
    return head + "\n".join(rows) + "\n</urlset>\n"
