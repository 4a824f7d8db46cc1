"""Official figures as they lie in `content/statistics/`: datasets with their provenance, tables, code lists, industries.

Figures computed from them are in `model/figures.py`. Every country has its own list of industries; codes are text ("0111").
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Annotated, Literal, NamedTuple

from pydantic import Field

from playbook.model.figures import Figures, Status
from playbook.model.schema import Country, Day, Id, Schema, Text, written_as
from playbook.model.source import digest_of

Topic = Literal["industries", "sizes", "places", "concentration", "trade", "correspondence"]


class Value(NamedTuple):
    """A number with what is known of it."""

    amount: float | None
    status: Status = "known"


MISSING = Value(None, "missing")


class ReadFile(Schema):
    """An official file that a dataset was read from."""

    name: Text
    sha256: Annotated[str, *written_as("[0-9a-f]{64}", "64 hexadecimal digits")]


class Dataset(Schema):
    """`content/statistics/<id>.yaml`: where the numbers of `<id>.csv` beside it come from, and how to read them."""

    id: Id
    title: Text
    """What the table counts, with its year: `UK enterprises by industry and size, 2024`."""
    topic: Topic
    """Which columns the table has; see docs/statistics.md."""
    country: Country | None = None
    """ISO 3166 code; every topic but `correspondence` needs it."""
    year: Annotated[int, Field(ge=1900, le=2200)]
    unit: Text
    """What is counted, in the plural: enterprises, local units, establishments, firms, millions of dollars."""
    codes: Text
    """The code list and its vintage: `UK SIC 2007`, `NAICS 2022`."""
    other_codes: Text | None = None
    """Of a correspondence: the list that `other code` belongs to."""
    publisher: Text
    publication: Text
    """The publication's own title."""
    table: Text | None = None
    """Which table of it."""
    url: Text | None = None
    """The publication's page."""
    licence: Text
    attribution: Text
    """The line that the licence asks for, or that names the source where it asks for none."""
    files: tuple[ReadFile, ...] = ()
    """The files that were read; none where the table was typed in."""
    imported: Day | None = None
    rounded_to: Annotated[int, Field(ge=1)] | None = None
    """What counts are rounded to; absent where they are exact."""
    places: dict[Text, Text] = {}
    """Of a table of places: their official codes."""
    notes: tuple[Text, ...] = ()
    """What a reader must know: who is counted, what is left out."""


@dataclass(frozen=True)
class Table:
    """A dataset's numbers: one row an industry, in the order of the file."""

    dataset: Dataset
    columns: tuple[str, ...]
    """The measured ones, as the header writes them."""
    rows: Mapping[str, tuple[float | None, ...]]
    """Numbers by code, one a column; None where withheld or missing."""
    marks: Mapping[tuple[str, str], Status] = field(default_factory=dict)
    """The status of cells, by code and column, where it is not the table's own (`rounded` or `known`)."""
    titles: Mapping[str, str] = field(default_factory=dict)
    """Titles by code, as this table's publisher writes them; empty where the file has none."""
    lines: Mapping[str, int] = field(default_factory=dict)
    """The line of each code in the CSV, so that a number can be traced."""

    @property
    def status(self) -> Status:
        """The status of a number that has no mark of its own."""
        return "rounded" if self.dataset.rounded_to else "known"

    def cell(self, code: str, column: str) -> Value:
        """One number; MISSING where the table has no such row or column."""
        row = self.rows.get(code)
        if row is None or column not in self.columns:
            return MISSING
        amount = row[self.columns.index(column)]
        return Value(amount, self.marks.get((code, column), "missing" if amount is None else self.status))


class Match(NamedTuple):
    """A code in another list for the same activity."""

    codes: str
    """The other list: `NACE Rev. 2`, `NAICS 2022`."""
    code: str
    title: str
    fit: Literal["exact", "partial"]
    """`partial`: the other code means more, less, or something that only overlaps."""


class Pair(NamedTuple):
    """A line of a correspondence."""

    code: str
    other: str
    """In the other list; a shorter code stands for all that start with it."""
    fit: Literal["exact", "partial"]


class Group(NamedTuple):
    """A division or a sector: a higher level of a code list."""

    code: str
    title: str
    """In sentence case."""


@dataclass(frozen=True)
class Industry:
    """One industry of a country's list, with all that is known of it."""

    country: str
    """Small letters, as in addresses: `gb`."""
    codes: str
    """The list and its vintage: `UK SIC 2007`."""
    code: str
    official_title: str
    title: str
    """The official title as people read it."""
    division: Group
    """The middle level: a UK division (two digits), a US subsector (three)."""
    sector: Group
    """The top level: a UK section (a letter), a US sector (two digits)."""
    figures: Figures
    matches: tuple[Match, ...] = ()
    """The same activity in other lists, exact ones first."""
    digest: str = ""
    """Changes with the figures and the matches; empty where nobody asks for it."""

    @property
    def url(self) -> str:
        """The address of its atlas page."""
        return f"atlas/{self.country}/{self.code}/"

    @cached_property
    def other_titles(self) -> tuple[str, ...]:
        """What other lists call exactly the same."""
        return tuple(match.title for match in self.matches if match.fit == "exact" and match.title)

    @cached_property
    def has_trade(self) -> bool:
        """Whether it is known who buys from it."""
        return self.figures.trade is not None

    @cached_property
    def sells_to(self) -> tuple[str, ...]:
        """Codes of its own list, for each buyer that means one industry of it, the largest first."""
        buyers = self.figures.trade.buyers if self.figures.trade else ()
        return tuple(each.industries[0] for each in buyers if len(each.industries) == 1)

    @cached_property
    def numbers(self) -> str:
        """Changes with the numbers that others show of it: its measures, without their ranks."""
        found = self.figures.measures.values()
        return digest_of(*(f"{each.id} {each.amount} {each.status} {each.dataset}" for each in found))


@dataclass(frozen=True)
class Statistics:
    """All official figures of a handbook."""

    datasets: Mapping[str, Dataset] = field(default_factory=dict)
    """By id."""
    industries: Mapping[str, Mapping[str, Industry]] = field(default_factory=dict)
    """By country in small letters, then by code, in the order of the list."""
    digest: str = ""
    """Changes with the files that they were read from."""
    lists: str = ""
    """Changes with the datasets' descriptions and the lists of industries, and not with a number."""

    def industry(self, country: str, code: str) -> Industry | None:
        """The industry with a code of the country's own list; None where there is none."""
        return self.industries.get(country.lower(), {}).get(code)

    def of_country(self, country: str) -> Iterable[Industry]:
        """A country's industries, in the order of its list."""
        return self.industries.get(country.lower(), {}).values()
