"""The way from an industry's figures to the self-assessment that they fill in. Pure.

A link carries each number with its year, `fit=90.6@2024`; the page marks it as official, and the reader may change it.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Any
from urllib.parse import quote_plus

from playbook.model.assessment import IN_PLACE, Assessment, Question
from playbook.model.figures import MEASURES
from playbook.model.page import Page
from playbook.model.source import relative_url
from playbook.model.statistics import Dataset, Industry
from playbook.render.amounts import measure_text

Datasets = Mapping[str, Dataset]


def screen_context(screen: Page, industry: Industry, datasets: Datasets, start: str) -> dict[str, Any] | None:
    """The prefilled screen of those who sell to an industry; None where none of its figures fits a question."""
    base = relative_url(screen.url, start)
    values = _values(screen, industry, datasets)
    asks_place = next((asked for asked, name in _asking(screen) if name == IN_PLACE), None)
    places = industry.figures.places if asks_place else None
    year = datasets[places.dataset].year if places and places.dataset in datasets else None
    query = _query(industry, values)
    regions = [
        {"name": place.name, "url": f"{base}{query}&{asks_place.id}={place.number:.0f}@{year}&place={_quoted(place.name)}"}
        for place in (places.places if places and year else ())
        if asks_place and place.number
    ]
    if not values and not regions:
        return None
    return {
        "title": screen.title,
        "url": base + query,
        "numbers": [{"question": asked.label, "text": text} for asked, _, text in values],
        "regions": regions,
    }


def screen_url(screen: Page, industry: Industry, datasets: Datasets, start: str) -> str:
    """The screen with an industry's national figures; empty where it has none that fit."""
    values = _values(screen, industry, datasets)
    return relative_url(screen.url, start) + _query(industry, values) if values else ""


def _asking(screen: Page) -> list[tuple[Question, str]]:
    """The questions that take a figure, each with the figure's name."""
    asked = screen.body.ask if isinstance(screen.body, Assessment) else ()
    return [(each, each.figure.of) for each in asked if each.figure]


def _values(screen: Page, industry: Industry, datasets: Datasets) -> list[tuple[Question, str, str]]:
    """Each question that a measure answers, the answer with its year, and the number as it is shown."""
    found = []
    for asked, name in _asking(screen):
        measure = industry.figures.measures.get(name)
        if measure and measure.amount is not None and measure.dataset in datasets:
            year, digits = datasets[measure.dataset].year, 0 if MEASURES[name][0] == "count" else 1
            found.append((asked, f"{measure.amount:.{digits}f}@{year}", f"{measure_text(measure)}, {year}"))
    return found


def _query(industry: Industry, values: list[tuple[Question, str, str]]) -> str:
    """Codes, ids and numbers need no quoting."""
    answers = "".join(f"&{asked.id}={answer}" for asked, answer, _ in values)
    return f"?industry={industry.country}/{industry.code}{answers}"


@cache
def _quoted(name: str) -> str:
    return quote_plus(name)
