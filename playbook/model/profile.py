"""An industry profile: how networking works in one trade."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from playbook.model.schema import Day, Id, Reference, Schema, Summary, Text

Some = Annotated[tuple[Text, ...], Field(min_length=1)]


class Codes(Schema):
    """An industry's codes in the official lists. Quoted, since `0111` is not 111."""

    uk_sic2007: tuple[Text, ...] = ()
    """Four-digit classes of the UK Standard Industrial Classification 2007."""
    naics2022: tuple[Text, ...] = ()
    """Six-digit industries of the North American Industry Classification System 2022."""
    nace2: tuple[Text, ...] = ()
    """Classes of NACE Revision 2, as 69.20."""
    isic4: tuple[Text, ...] = ()
    """Classes of the International Standard Industrial Classification, Revision 4."""


class Weeks(Schema):
    """How long a sale takes, from first talk to order."""

    low: Annotated[int, Field(ge=0)]
    high: Annotated[int, Field(ge=0)]
    basis: Literal["estimate", "sourced"]


class Dominance(Schema):
    """Who is large in the trade."""

    kind: Literal["firms", "platforms", "public_buyers", "none"]
    note: Text


class Buyer(Schema):
    """An industry that buys, named where it has no profile of its own."""

    title: Text
    codes: Codes = Codes()


class Step(Schema):
    """A week of the plan for the first month."""

    week: Annotated[int, Field(ge=1, le=4)]
    do: Reference
    why: Text


class Threshold(Schema):
    """Other band limits for this trade, with the reason."""

    because: Text
    scores: dict[Id, dict[Id, int]]


class Profile(Schema):
    """`content/industries/<id>.yaml`."""

    id: Id
    title: Text
    short: Text | None = None
    summary: Summary
    also_called: Some
    """People's own words for the trade, for search."""
    codes: Codes
    code_fit: Literal["exact", "broader", "narrower", "none"]
    """Whether the codes mean this trade, more than it, or part of it."""
    code_note: Text | None = None
    reach: Literal["local", "regional", "national", "international", "mixed"]
    sales_cycle_weeks: Weeks
    sales_cycle_note: Text | None = None
    dominated_by: Dominance
    buyer_industries: Annotated[tuple[Id | Buyer, ...], Field(min_length=1)]
    """Ids of other profiles, or a title with codes."""
    buyers_gather_at: Some
    low_yield_events: Some
    refers_to_you: Some
    you_refer_to: Some
    associations: Some
    alliance_kinds: tuple[Id, ...]
    alliance_idea: Text | None = None
    partnership_cautions: Some
    give_first: Some
    wants: Some
    haves: Some
    checklist_notes: dict[Id, Text] = {}
    """What this trade does differently, by checklist id."""
    first_month: Annotated[tuple[Step, ...], Field(min_length=1)]
    niche: Text | None = None
    thresholds: dict[Id, Threshold] = {}
    evidence: Literal["editorial", "sourced"]
    sources: Some
    tags: tuple[Text, ...] = ()
    order: int = 1000
    reviewed: Day
