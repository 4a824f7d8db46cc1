"""Page → Problems, and Site → Problems. One function a rule, listed in PAGE_CHECKS or SITE_CHECKS. Pure."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from playbook.check.assessments import bands_without_example, misfit_thresholds, unreachable_parts
from playbook.check.links import (
    broken_links,
    drafts_linked,
    empty_links,
    images_without_alt,
    missing_anchors,
    pages_as_pictures,
    refused_schemes,
    unclear_link_texts,
)
from playbook.check.pages import clashing_addresses, clashing_tags, missing_summaries, unknown_sources
from playbook.check.reading import hard_to_read, long_sentences, overdue_reviews
from playbook.check.readings import behind_readings, unreached_readings
from playbook.check.search import missed_searches
from playbook.check.settings import accent_contrast, countries_without_figures, logo_missing, no_site_url
from playbook.memo import Memo
from playbook.model.page import Page
from playbook.model.readings import ReadingBook
from playbook.model.site import Site
from playbook.problems import Problem
from playbook.remembered import remembered
from playbook.search.index import Index

LINK_CHECKS = (refused_schemes, empty_links, pages_as_pictures, images_without_alt, unclear_link_texts)
"""What the links of a source show by themselves, even where it is not published as a page."""
PAGE_CHECKS = (
    *LINK_CHECKS,
    missing_summaries,
    hard_to_read,
    long_sentences,
    unreachable_parts,
    bands_without_example,
)
"""What one page shows by itself."""
SITE_CHECKS = (
    broken_links,
    missing_anchors,
    drafts_linked,
    clashing_addresses,
    clashing_tags,
    unknown_sources,
    accent_contrast,
    logo_missing,
    no_site_url,
    countries_without_figures,
    misfit_thresholds,
)
"""What only shows among all pages."""
LONG_CHECKS = ((unreached_readings, behind_readings),)
"""What only shows among all pages, and takes long: each with all that it rests on."""


def check_page(page: Page) -> list[Problem]:
    """Every problem that a page has whatever the others are, unsorted."""
    checks = LINK_CHECKS if page.form == ReadingBook.__name__ else PAGE_CHECKS
    return [problem for check in checks for problem in check(page)]


def check_site(site: Site, today: date, memo: Memo, index: Callable[[Site], Index]) -> list[Problem]:
    """Every problem that pages have with each other, unsorted; `today` tells which reviews are overdue.

    The index is asked for only where there are searches to be tried.
    """
    found = [problem for check in SITE_CHECKS for problem in check(site)]
    for check, inputs in LONG_CHECKS:
        found += remembered(memo, check.__name__, inputs(site), check(site))
    return [*found, *overdue_reviews(site, today), *missed_searches(site, index)]
