"""Site → Problems: what no single file can know of itself. One function a rule, listed in CHECKS. Pure."""

from __future__ import annotations

from datetime import date

from playbook.check.assessments import bands_without_example, misfit_thresholds, unreachable_parts
from playbook.check.links import (
    broken_links,
    drafts_linked,
    images_without_alt,
    missing_anchors,
    refused_schemes,
    unclear_link_texts,
)
from playbook.check.pages import clashing_addresses, missing_summaries, unknown_sources
from playbook.check.reading import hard_to_read, long_sentences, overdue_reviews
from playbook.check.readings import unreached_readings
from playbook.check.search import missed_searches
from playbook.check.settings import accent_contrast, countries_without_figures, logo_missing, no_site_url
from playbook.model.site import Site
from playbook.problems import Problem

CHECKS = (
    broken_links,
    missing_anchors,
    drafts_linked,
    refused_schemes,
    images_without_alt,
    unclear_link_texts,
    clashing_addresses,
    unknown_sources,
    missing_summaries,
    hard_to_read,
    long_sentences,
    accent_contrast,
    logo_missing,
    no_site_url,
    countries_without_figures,
    unreachable_parts,
    bands_without_example,
    misfit_thresholds,
    unreached_readings,
    missed_searches,
)


def check_site(site: Site, today: date) -> list[Problem]:
    """Every problem of a site, unsorted; `today` tells which reviews are overdue."""
    found = [problem for check in CHECKS for problem in check(site)]
    return [*found, *overdue_reviews(site, today)]
