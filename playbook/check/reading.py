"""Rules about how a page reads, and how long ago somebody looked at it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from playbook.model.dates import add_months
from playbook.model.page import Page
from playbook.model.site import Site
from playbook.problems import Problem

HARDEST_GRADE = 8.0
"""School years (Flesch–Kincaid) that a tired reader manages."""


def hard_to_read(page: Page) -> Iterator[Problem]:
    """A page above the reading grade."""
    if page.grade > HARDEST_GRADE:
        hint = "Shorter sentences and shorter words bring it down."
        message = f"reads at school grade {page.grade:.1f}; the handbook keeps to {HARDEST_GRADE:.0f}"
        yield Problem(page.place(""), message, hint, "warning")


def long_sentences(page: Page) -> Iterator[Problem]:
    """A sentence that cannot be read aloud in one breath."""
    for sentence in page.long_sentences:
        message = f"a sentence of {sentence.words} words: “{sentence.start} …”"
        yield Problem(sentence.where, message, "Make two of it.", "warning")


def overdue_reviews(site: Site, today: date) -> Iterator[Problem]:
    """A page whose review has run out, or has not been yet."""
    for page in site.pages.values():
        if page.reviewed and page.reviewed > today + timedelta(days=1):  # it is tomorrow in other time zones
            hint = "Put the day on which somebody last read it."
            yield Problem(page.place("reviewed"), f"{page.reviewed.isoformat()} is yet to come", hint, "warning")
        elif page.reviewed and (due := add_months(page.reviewed, site.settings.review_months)) < today:
            hint = "Read it, mend it, and put today's date."
            yield Problem(page.place("reviewed"), f"the review was due on {due.isoformat()}", hint, "warning")
