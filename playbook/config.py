"""A handbook's settings, from its `playbook.yml`."""

from __future__ import annotations

from typing import Annotated, Literal

from babel import Locale, UnknownLocaleError
from babel.numbers import get_currency_symbol, is_currency
from pydantic import AfterValidator, BeforeValidator, Field, WithJsonSchema

from playbook.model.schema import Country, Schema, Text, written_as

Colour = Annotated[str, *written_as("#[0-9a-fA-F]{6}", "a colour such as #0f5c63")]
Address = Annotated[str, *written_as(r"https?://[\w.:\[\]-]+(/[^\s?#<>\"]*)?", "an address such as https://example.org/handbook/")]
EditAddress = Annotated[
    str, *written_as(r"https?://[\w.:\[\]-]+(/([^\s{}]|\{path\})*)?", "an address that starts with https:// and may hold {path}")
]


def _known_language(code: str) -> str:
    try:
        Locale.parse(code.replace("-", "_"))
    except UnknownLocaleError:
        raise ValueError(f"is no language whose dates and numbers are known: '{code}'. Write en-GB, for one") from None
    return code


def _known_currency(code: str) -> str:
    if not is_currency(code):
        raise ValueError(f"is no currency's code: '{code}'. Write GBP, EUR or USD")
    return code


Language = Annotated[str, *written_as("[a-z]{2,3}(-[A-Z]{2})?", "a language such as en or en-GB"), AfterValidator(_known_language)]
Currency = Annotated[str, *written_as("[A-Z]{3}", "three capital letters, such as GBP"), AfterValidator(_known_currency)]
"""ISO 4217 code."""
Countries = Annotated[
    tuple[Country, ...],
    BeforeValidator(lambda value: () if value == "none" else value),
    WithJsonSchema({"anyOf": [{"const": "none"}, {"type": "array", "items": {"type": "string", "pattern": "^[A-Z]{2}$"}}]}),
]


class Settings(Schema):
    """`playbook.yml`: whose handbook this is, and where it will live."""

    title: Text
    association: Text | None = None
    """Who publishes it; shown in the foot of every page and on every sheet."""
    site_url: Address | None = None
    """Where it will be published. Without it there is no sitemap, feed or QR code."""
    country: Country = "GB"
    language: Language = "en-GB"
    currency: Currency = "GBP"
    paper: Literal["a4", "letter"] = "a4"
    accent: Colour = "#0f5c63"
    """The one colour, as "#0f5c63" (with the quotes: # starts a comment in YAML)."""
    logo: Text | None = None
    """A picture's path from `content/`."""
    edit_url: EditAddress | None = None
    """Where a page can be edited; `{path}` stands for the page's path from the handbook's folder."""
    review_months: Annotated[int, Field(ge=1, le=120)] = 6
    """How long a review of a page lasts."""
    trust_html: bool = False
    """Leave raw HTML in Markdown as it is. Only for handbooks whose every editor you trust."""
    industries: Countries | None = None
    """The countries whose official figures the handbook carries, one page for each industry: [GB, US], or none. All that lie in
    content/statistics where this is left out."""

    @property
    def currency_sign(self) -> str:
        """What stands before an amount: `£`."""
        return str(get_currency_symbol(self.currency, locale=self.language.replace("-", "_")))
