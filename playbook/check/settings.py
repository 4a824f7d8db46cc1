"""Rules about playbook.yml."""

from __future__ import annotations

from collections.abc import Iterator

from playbook.model.colour import PAPER, TEXT_CONTRAST, contrast, readable
from playbook.model.site import Site
from playbook.problems import Problem


def accent_contrast(site: Site) -> Iterator[Problem]:
    """An accent that cannot be read as text on the page: the site uses a darker one, and says so."""
    accent, paper = site.settings.accent, PAPER["light"]
    if (ratio := contrast(accent, paper)) < TEXT_CONTRAST:
        message = f"the accent {accent} has a contrast of {ratio:.1f} on the page; text needs {TEXT_CONTRAST:.0f}"
        hint = f"Links and buttons will use {readable(accent, paper)}, the same colour made darker."
        yield Problem(site.setting_place("accent"), message, hint, "warning")


def logo_missing(site: Site) -> Iterator[Problem]:
    """A logo that is not among the handbook's pictures."""
    logo = site.settings.logo
    if logo and site.paths.get(logo) != logo:  # one that cannot be read is told where it lies
        hint = "Put the picture below content/ and write its path from there."
        yield Problem(site.setting_place("logo"), f"no picture at content/{logo}", hint)


def no_site_url(site: Site) -> Iterator[Problem]:
    """A handbook that does not know where it will live."""
    if not site.settings.site_url:
        hint = 'Add the address when you know it: site_url: "https://example.org/handbook/"'
        message = "without site_url there is no sitemap, and the page for wrong addresses assumes the top of a host"
        yield Problem(site.setting_place("site_url"), message, hint, "info")


def countries_without_figures(site: Site) -> Iterator[Problem]:
    """A country whose atlas is wanted, and whose figures are not there."""
    known = {dataset.country for dataset in site.statistics.datasets.values() if dataset.country}
    for country in site.settings.industries or ():
        if country not in known:
            found = f"There are figures of {' and '.join(sorted(known))}." if known else "There are none at all yet."
            hint = f"{found} Put this country's into content/statistics, or write 'industries: none'."
            yield Problem(site.setting_place("industries"), f"no figures of {country} in content/statistics", hint)
